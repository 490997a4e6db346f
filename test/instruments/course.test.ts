import { courseOf, type Passed } from '../../client/src/instruments/course.js';
import { en } from '../../client/src/words/en.js';
import { es } from '../../client/src/words/es.js';
import { fr } from '../../client/src/words/fr.js';
import type { Speech } from '../../client/src/words/words.js';

const WORDS = { en, fr, es } as const;

/** A language as the interface speaks it, without plural forms. */
const speechOf = (lang: keyof typeof WORDS): Speech => {
  const words: Readonly<Record<string, string>> = WORDS[lang];
  const known: Speech['known'] = (key, values = {}) =>
    words[key]?.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name])) ?? null;
  return { lang, known, t: (key, values) => known(key, values) ?? `no words for ${key}` };
};

const GA = { id: 'ga', name: 'General Assembly', organisation: 'CICOPA' };
const EXCOM = { id: 'excom', name: 'Executive Committee', organisation: 'CICOPA' };
const ICA = { id: 'ica', name: 'General Assembly', organisation: 'ICA' };
const one = (facts: Partial<Passed>): Passed => ({
  ...{ kind: 'principle', outcome: 'approved', body: GA, place: 'Oslo, Norway', date: '2003-09-06' },
  ...{ certainty: 'high', ...facts },
});
const told = (
  passages: readonly Passed[],
  lang: keyof typeof WORDS = 'en',
  state: Parameters<typeof courseOf>[0]['state'] = 'approved',
): string => courseOf({ passages, leading: GA, state }, speechOf(lang));

const DECLARATION = [
  one({}),
  one({ kind: 'finalise', body: EXCOM, place: null, date: '2004-02-17' }),
  one({ kind: 'adopt-parent', body: ICA, place: 'Cartagena, Colombia', date: '2005-09-23' }),
];
const STANDARDS = [
  one({ kind: 'consult', outcome: 'held', place: null, date: null }),
  one({ place: 'Geneva, Switzerland', date: '2009-11-18' }),
  one({ kind: 'final', place: 'Cancun, Mexico', date: '2011-11-16' }),
];

test.each([
  [
    'en',
    'Approved in principle in Oslo in 2003, finished by the Executive Committee in 2004, adopted by the ICA in Cartagena in 2005.',
    'Put to the members for consultation (date unknown), approved in principle in Geneva in 2009, approved in its final form in Cancun in 2011.',
  ],
  [
    'fr',
    'Texte approuvé dans son principe à Oslo en 2003, mis au point par le Comité exécutif en 2004, adopté par l’ACI à Carthagène en 2005.',
    'Texte soumis aux membres pour consultation (date inconnue), approuvé dans son principe à Genève en 2009, approuvé dans sa forme définitive à Cancún en 2011.',
  ],
  [
    'es',
    'Texto aprobado en principio en Oslo en 2003, ultimado por el Comité Ejecutivo en 2004, adoptado por la ACI en Cartagena en 2005.',
    'Texto sometido a consulta de los miembros (fecha desconocida), aprobado en principio en Ginebra en 2009, aprobado en su forma definitiva en Cancún en 2011.',
  ],
] as const)('the two texts of CICOPA in %s', (lang, declaration, standards) => {
  expect([told(DECLARATION, lang), told(STANDARDS, lang)]).toEqual([declaration, standards]);
});

test.each<[string, Partial<Passed>, string, string, string]>([
  [
    'an unknown date',
    { date: null },
    'Approved in principle in Oslo (date unknown).',
    'Texte approuvé dans son principe à Oslo (date inconnue).',
    'Texto aprobado en principio en Oslo (fecha desconocida).',
  ],
  [
    'an unknown place',
    { place: null },
    'Approved in principle in 2003.',
    'Texte approuvé dans son principe en 2003.',
    'Texto aprobado en principio en 2003.',
  ],
  [
    'medium certainty',
    { certainty: 'medium' },
    'Probably approved in principle in Oslo in 2003.',
    'Texte probablement approuvé dans son principe à Oslo en 2003.',
    'Texto probablemente aprobado en principio en Oslo en 2003.',
  ],
  [
    'unknown certainty',
    { certainty: 'unknown' },
    'Perhaps approved in principle in Oslo in 2003.',
    'Texte peut-être approuvé dans son principe à Oslo en 2003.',
    'Texto quizá aprobado en principio en Oslo en 2003.',
  ],
  [
    'an uncertain year',
    { date: '2003?' },
    'Approved in principle in Oslo probably in 2003.',
    'Texte approuvé dans son principe à Oslo probablement en 2003.',
    'Texto aprobado en principio en Oslo probablemente en 2003.',
  ],
  [
    'an uncertain year of what is uncertain',
    { date: '2003?', certainty: 'medium' },
    'Probably approved in principle in Oslo in 2003.',
    'Texte probablement approuvé dans son principe à Oslo en 2003.',
    'Texto probablemente aprobado en principio en Oslo en 2003.',
  ],
  [
    'about a year',
    { date: '2003~' },
    'Approved in principle in Oslo around 2003.',
    'Texte approuvé dans son principe à Oslo vers 2003.',
    'Texto aprobado en principio en Oslo hacia 2003.',
  ],
  [
    'some years',
    { kind: 'consult', outcome: 'held', place: null, date: '2007/2009' },
    'Put to the members for consultation between 2007 and 2009.',
    'Texte soumis aux membres pour consultation entre 2007 et 2009.',
    'Texto sometido a consulta de los miembros entre 2007 y 2009.',
  ],
  [
    'some days of a year',
    { date: '2003-09-05/2003-09-07' },
    'Approved in principle in Oslo in 2003.',
    'Texte approuvé dans son principe à Oslo en 2003.',
    'Texto aprobado en principio en Oslo en 2003.',
  ],
  [
    'a last year',
    { date: '/2003' },
    'Approved in principle in Oslo in 2003 at the latest.',
    'Texte approuvé dans son principe à Oslo en 2003 au plus tard.',
    'Texto aprobado en principio en Oslo en 2003 como muy tarde.',
  ],
  [
    'a first year',
    { date: '2003/..' },
    'Approved in principle in Oslo from 2003 on.',
    'Texte approuvé dans son principe à Oslo à partir de 2003.',
    'Texto aprobado en principio en Oslo a partir de 2003.',
  ],
  [
    'a city with an article',
    { place: 'Le Caire' },
    'Approved in principle in Le Caire in 2003.',
    'Texte approuvé dans son principe au Caire en 2003.',
    'Texto aprobado en principio en Le Caire en 2003.',
  ],
  [
    'a body that nobody has words for',
    { body: { id: 'x', name: 'Steering Group', organisation: 'CICOPA' }, place: null },
    'Approved in principle by the body “Steering Group” in 2003.',
    'Texte approuvé dans son principe par l’organe « Steering Group » en 2003.',
    'Texto aprobado en principio por el órgano «Steering Group» en 2003.',
  ],
  [
    'an organisation that nobody has words for',
    { body: { id: 'x', name: 'Congress', organisation: 'Umbrella' }, place: null },
    'Approved in principle by the organisation “Umbrella” in 2003.',
    'Texte approuvé dans son principe par l’organisation « Umbrella » en 2003.',
    'Texto aprobado en principio por la organización «Umbrella» en 2003.',
  ],
  [
    'silence',
    { kind: 'tacit', outcome: 'lapsed', place: null },
    'Approved by silence in 2003.',
    'Texte approuvé tacitement en 2003.',
    'Texto aprobado tácitamente en 2003.',
  ],
])('%s', (_, facts, english, french, spanish) => {
  expect([told([one(facts)]), told([one(facts)], 'fr'), told([one(facts)], 'es')]).toEqual([
    english,
    french,
    spanish,
  ]);
});

test.each([
  ['en', 'in_progress', 'Nothing has been decided yet.'],
  ['fr', 'in_progress', 'Rien n’a encore été décidé.'],
  ['es', 'in_progress', 'Todavía no se ha decidido nada.'],
] as const)('where nothing is decided, in %s (%s)', (lang, state, sentence) => {
  expect(told([], lang, state)).toBe(sentence);
});

test('what is not over says so; what was rejected or lapsed ends there', () => {
  expect(told([one({})], 'en', 'in_progress')).toBe(
    'Approved in principle in Oslo in 2003; further steps are still to come.',
  );
  expect(told([one({})], 'fr', 'in_progress')).toMatch(/ ; d’autres étapes restent à venir\.$/);
  expect(told([one({}), one({ kind: 'final', outcome: 'rejected', date: '2005' })], 'es', 'rejected')).toBe(
    'Texto aprobado en principio en Oslo en 2003, rechazado en Oslo en 2005.',
  );
  expect(told([one({ outcome: 'lapsed', place: null, date: '2005' })], 'fr', 'lapsed')).toBe(
    'Texte devenu caduc faute de décision en 2005.',
  );
});

test('every kind of stage and outcome has its words', () => {
  const kinds = ['draft', 'consult', 'principle', 'finalise', 'final', 'adopt-parent', 'tacit'] as const;
  const outcomes = ['approved', 'amended', 'rejected', 'held', 'lapsed'] as const;
  const states = ['in_progress', 'approved', 'rejected', 'lapsed'] as const;
  for (const lang of ['en', 'fr', 'es'] as const) {
    const all = kinds.flatMap((kind) => outcomes.map((outcome) => told([one({ kind, outcome })], lang)));
    const none = states.map((state) => told([], lang, state));
    expect([...all, ...none].join('\n')).not.toContain('no words for');
  }
});
