import fc from 'fast-check';
import type { Clause } from '../../src/instruments/clause.js';
import { operations, type Operation } from '../../src/instruments/operations.js';
import {
  amendedTexts,
  excludedBy,
  instructions,
  mergeTexts,
  misaligned,
  unworded,
  wordedCollisions,
  type Texts,
  type Where,
  type Wordings,
} from '../../src/instruments/wordings.js';
import { amended, text } from './texts.js';

const shape = [
  { id: 'c1', kind: 'heading', parent: null },
  { id: 'c2', kind: 'article', parent: 'c1' },
  { id: 'c3', kind: 'paragraph', parent: 'c2' },
  { id: 'c4', kind: 'paragraph', parent: 'c2' },
] as const;
const inWords = (...words: string[]): Clause[] => shape.map((one, i) => ({ ...one, text: words[i]! }));
const texts: Texts = {
  en: inWords('Ports', 'Ports are open.', 'No toll is taken.', 'Pilots are free.'),
  fr: inWords('Ports', 'Les ports sont ouverts.', 'Aucun péage.', 'Le pilotage est gratuit.'),
};
const insert = (text: string): Operation => ({
  op: 'insert',
  clause: 'n1',
  kind: 'paragraph',
  ...{ text, under: 'c2', after: 'c3' },
});
const words = (clause: string, at: number, remove: string, insert_: string): Operation => ({
  op: 'words',
  clause,
  edits: [{ at, remove, insert: insert_ }],
});

test('an amendment makes the text in each language in which it is worded', () => {
  const amended = amendedTexts(texts, { en: [insert('At night too.')], fr: [insert('La nuit aussi.')] });
  expect(amended.ok && amended.value.fr!.map(({ text }) => text)[3]).toBe('La nuit aussi.');
});

test.each<[string, Wordings, string, object]>([
  ['nothing', { en: [], fr: [] }, 'amendment.empty', {}],
  [
    'a language that the version has not',
    { es: [insert('De noche.')] },
    'amendment.lang_unknown',
    { lang: 'es' },
  ],
  [
    'a clause in one language alone',
    { en: [insert('At night too.')], fr: [] },
    'amendment.not_aligned',
    { lang: 'fr', clause: 'n1' },
  ],
  [
    'words that are not there',
    { en: [words('c2', 0, 'Harbours', 'Docks')] },
    'operation.words_differ',
    { at: 0, clause: 'c2', lang: 'en' },
  ],
])('refuses %s', (_, wordings, code, facts) => {
  expect(amendedTexts(texts, wordings)).toEqual({ ok: false, refusal: { code, facts } });
});

test('a wording is missing until it is given; that nothing changes in a language is a wording too', () => {
  expect(unworded(['en', 'fr', 'es'], { en: [words('c2', 0, 'Ports', 'Docks')], fr: [] })).toEqual(['es']);
});

test('amendments that meet in one language are made in the other', () => {
  const all = [
    {
      key: '1-A1',
      wordings: { en: [words('c2', 10, 'open', 'free')], fr: [words('c2', 4, 'ports', 'havres')] },
    },
    {
      key: '1-A2',
      wordings: { en: [words('c2', 6, 'are open', 'close')], fr: [words('c2', 15, 'ouverts', 'fermés')] },
    },
  ];
  const met = { kind: 'same_words', clause: 'c2', keys: ['1-A1', '1-A2'], langs: ['en'] };
  expect(wordedCollisions(texts, all)).toEqual([met]);
  expect(excludedBy('1-A1', wordedCollisions(texts, all))).toEqual(['1-A2']);
  const merged = mergeTexts(texts, all);
  expect(merged.conflicts).toEqual([met]);
  expect(merged.texts.en![1]!.text).toBe('Ports are open.');
  expect(merged.texts.fr![1]!.text).toBe('Les havres sont fermés.');
});

test('what one deletes and another words anew in one language stays in all', () => {
  const all = [
    {
      key: '1-A1',
      wordings: { en: [{ op: 'delete', clause: 'c4' }], fr: [{ op: 'delete', clause: 'c4' }] } as Wordings,
    },
    { key: '1-A2', wordings: { en: [words('c4', 0, 'Pilots', 'Tugs')], fr: [] } },
  ];
  const merged = mergeTexts(texts, all);
  expect(merged.texts).toEqual(texts);
  expect(merged.marks).toEqual([]);
  expect(merged.conflicts).toEqual([
    { kind: 'deleted_clause', clause: 'c4', keys: ['1-A1', '1-A2'], langs: ['en', 'fr'] },
  ]);
});

test('whatever is merged, the languages stay aligned', () => {
  const wordings = (base: readonly Clause[]): fc.Arbitrary<Wordings> =>
    fc.tuple(amended(base), fc.array(fc.boolean(), { minLength: 1 })).map(([en, kept]) => {
      const was = new Map(base.map((one) => [one.id, one.text]));
      const fr = en.map((one, place) => ({
        ...one,
        text: `fr ${(kept[place % kept.length] && was.get(one.id)) || one.text}`,
      }));
      return { en: operations(base, en), fr: operations(inFrench(base), fr) };
    });
  const inFrench = (base: readonly Clause[]) => base.map((one) => ({ ...one, text: `fr ${one.text}` }));
  fc.assert(
    fc.property(
      text(8).chain((base) =>
        fc.tuple(fc.constant(base), fc.array(wordings(base), { minLength: 2, maxLength: 3 })),
      ),
      ([base, all]) => {
        const worded = all.map((own, place) => ({ key: `1-A${place + 1}`, wordings: own }));
        const merged = mergeTexts({ en: base, fr: inFrench(base) }, worded);
        expect(misaligned(merged.texts.en!, merged.texts.fr!)).toBeNull();
      },
    ),
    { numRuns: 300 },
  );
});

test('on paper an amendment is instructions in the reading order of the text', () => {
  const en = texts.en!;
  const after: Clause[] = [
    en[0]!,
    { ...en[1]!, text: 'Ports are free.' },
    en[3]!,
    { id: 'n1', kind: 'paragraph', parent: 'c2', text: 'At night too.' },
  ];
  const paper = instructions(en, operations(en, after));
  if (!paper.ok) throw new Error(paper.refusal.code);
  const name = (where: Where | null): string | null =>
    where && where.map(({ kind, number, text }) => `${kind} ${number ?? text}`).join(', ');
  expect(
    paper.value.map((one) => [
      one.op,
      name(one.at),
      'after' in one ? name(one.after) : '-',
      one.words.map((w) => `${w.op} ${w.text}`),
    ]),
  ).toEqual([
    ['words', 'heading Ports, article 1', '-', ['same Ports are ', 'removed open', 'added free', 'same .']],
    ['delete', 'heading Ports, article 1, paragraph 1', '-', ['removed No toll is taken.']],
    [
      'insert',
      'heading Ports, article 1, paragraph 2',
      'heading Ports, article 1, paragraph 2',
      ['added At night too.'],
    ],
  ]);
});
