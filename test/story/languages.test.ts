import { expressionRoutes, type TranslationView } from '../../src/instruments/expressions.contract.js';
import { expressionHash, type Clause } from '../../src/instruments/clause.js';
import { FOUND_INSTRUMENT } from '../../src/instruments/instruments.acts.js';
import { instrumentRoutes, type ExpressionView } from '../../src/instruments/instruments.contract.js';
import { motionRoutes } from '../../src/motions/motions.contract.js';
import { pollRoutes } from '../../src/polls/polls.contract.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { register, signedIn } from './convened.js';
import { code, day, text, YES, type Day } from './day.js';
import { openHouse, type TestHouse, type Visitor } from './house.js';

/** A text of two authentic languages whose translation follows it: carried, stale, missing, corrected, published. */
let house: TestHouse;
let at: Day;
let secretary: Visitor;
let reader: Visitor;
const INSTRUMENT = 'charter-of-ports';
const BODY = 'harbour-ga';

const EN = '# Charter of Ports\n\n1. Ports are open.\n\n1.1 By day.\n\n1.2 By night.\n\n2. No toll is taken.';
const FR =
  '# Charte des ports\n\n1. Les ports sont ouverts.\n\n1.1 De jour.\n\n1.2 De nuit.\n\n2. Aucun péage.';
const ES =
  '# Carta de los puertos\n\n1. Los puertos están abiertos.\n\n1.1 De día.\n\n1.2 De noche.\n\n2. Sin peaje.';

beforeAll(async () => {
  house = await openHouse();
  at = await day(house, 'harbour', { languages: ['en', 'es'] });
  await register(house, 'desk', { office: 'secretariat', body: BODY });
  secretary = await signedIn(house, 'desk');
  reader = house.visitor();
  await house.act(FOUND_INSTRUMENT, {
    instrument: INSTRUMENT,
    titles: { en: 'Charter of Ports' },
    authenticLanguages: ['en', 'fr'],
    // The path demands it too, of the version that is decided on.
    stages: [{ kind: 'final', label: 'final', body: BODY, languages: ['es'] }],
  });
}, 60_000);
afterAll(() => house.close());

const freeze = (en: string, fr: string) =>
  secretary.do(instrumentRoutes.freezeVersion, {
    instrument: INSTRUMENT,
    texts: [
      { lang: 'en', markdown: en },
      { lang: 'fr', markdown: fr },
    ],
    authentic: ['en', 'fr'],
    reason: 'A reading',
  });
const of = (number: number) => ({ instrument: INSTRUMENT, number, lang: 'es' as const });
const version = (number: number) => reader.do(instrumentRoutes.version, { instrument: INSTRUMENT, number });
const work = (number: number): Promise<TranslationView> =>
  secretary.do(expressionRoutes.translation, of(number));
const states = ({ clauses }: TranslationView): string[] => clauses.map(({ id, state }) => `${id} ${state}`);
const wordsOf = ({ clauses }: ExpressionView): string[] => clauses.map((one: Clause) => one.text);

test('a translation that comes later is aligned clause by clause, is kept while it is written, and leaves the hash alone', async () => {
  const frozen = await freeze(EN, FR);
  expect(await code(secretary.ask(expressionRoutes.translation, { ...of(1), lang: 'fr' }))).toBe(
    'expression.authentic',
  );
  expect(states(await work(1))).toEqual(['c1', 'c2', 'c3', 'c4', 'c5'].map((id) => `${id} missing`));
  expect(
    await secretary.ask(expressionRoutes.fillTranslation, {
      ...of(1),
      markdown: ES.replace('\n\n2. Sin peaje.', ''),
    }),
  ).toMatchObject({ refusal: { code: 'text.not_aligned', facts: { lang: 'es', position: 5 } } });
  await secretary.do(expressionRoutes.fillTranslation, { ...of(1), markdown: ES });
  // Nobody reads it yet, and the record says nothing of it.
  expect((await version(1)).expressions.map(({ lang }) => lang)).toEqual(['en', 'fr']);
  expect(await code(reader.ask(expressionRoutes.translation, of(1)))).toBe('session.required');
  const published = await secretary.do(expressionRoutes.publishTranslation, { ...of(1), revision: null });
  expect(published).toMatchObject({ revision: 1, stale: 0, missing: 0 });
  const { hash, languages, expressions } = await version(1);
  expect(hash).toBe(frozen.hash);
  expect(languages.map(({ lang, kind }) => `${lang} ${kind}`)).toEqual([
    ...['en authentic', 'fr authentic', 'es translation'],
  ]);
  const spanish = expressions.find(({ lang }) => lang === 'es')!;
  expect(spanish).toMatchObject({ source: 'en', revision: 1, hash: published.hash, carriedFrom: null });
  expect(expressionHash('es', spanish.clauses)).toBe(published.hash);
  const { entries } = await reader.do(recordRoutes.record, { subject: `instrument:${INSTRUMENT}`, limit: 5 });
  expect(entries.map(({ type }) => type).slice(0, 2)).toEqual(['expression.published', 'version.frozen']);
});

test('the next version carries it: what its source changed is stale, what is new is missing, and readers are told', async () => {
  const { hash } = await freeze(
    EN.replace('By night.', 'By night, with a lamp.').replace(
      'No toll is taken.',
      'No toll is taken.\n\n3. Pilots are free.',
    ),
    FR.replace('De nuit.', 'De nuit, avec une lampe.').replace(
      'Aucun péage.',
      'Aucun péage.\n\n3. Le pilotage est libre.',
    ),
  );
  const { expressions, carried } = await version(2);
  expect(expressions.map(({ lang }) => lang)).toEqual(['en', 'fr']);
  expect(carried).toMatchObject([{ lang: 'es', kind: 'translation', hash: null, carriedFrom: 1 }]);
  expect(carried[0]).toMatchObject({ stale: ['c4'], missing: ['c6'] });
  expect(wordsOf(carried[0]!).slice(2)).toEqual(['De día.', 'De noche.', 'Sin peaje.', '']);
  const view = await work(2);
  expect(states(view).slice(2)).toEqual(['c3 current', 'c4 stale', 'c5 current', 'c6 missing']);
  expect(view.clauses[3]).toMatchObject({
    ...{ source: 'By night, with a lamp.', sourceBefore: 'By night.', standing: 'De noche.', number: '2' },
  });
  // Two translators: what one wrote meanwhile is not saved over.
  const c4 = { clause: 'c4', before: 'De noche.' };
  const save = (...wordings: object[]) =>
    secretary.do(expressionRoutes.saveTranslation, { ...of(2), wordings: wordings as never });
  await save({ ...c4, text: 'De noche, con farol.', current: false });
  expect(states(await work(2))).toContain('c4 stale');
  expect(await save({ ...c4, text: 'De noche, con lámpara.' })).toEqual({
    held: [{ clause: 'c4', theirs: 'De noche, con farol.' }],
  });
  expect((await version(2)).hash).toBe(hash);
});

let motion: string;
test('a motion is tabled once every language that the rules demand is there, whole', async () => {
  const { stages } = await reader.do(instrumentRoutes.instrument, { instrument: INSTRUMENT });
  const about = { kind: 'stage' as const, instrument: INSTRUMENT, stage: stages[0]!.id, version: 2 };
  const submit = (titles: object) => at.submit(at.secretary, about, { titles: titles as never });
  const table = (one: string) => at.secretary.ask(motionRoutes.table, { motion: one });
  expect(await table(await submit({ en: 'To adopt it' }))).toMatchObject({
    refusal: { code: 'motion.language_missing', facts: { languages: ['es'] } },
  });
  motion = await submit({ en: 'To adopt it', es: 'Aprobarla' });
  // Carried over it is there for readers, not for a decision.
  expect(await table(motion)).toMatchObject({
    refusal: { code: 'motion.language_missing', facts: { languages: ['es'] } },
  });
  const part = await secretary.do(expressionRoutes.publishTranslation, { ...of(2), revision: null });
  expect(part).toMatchObject({ revision: 1, stale: 1, missing: 1 });
  expect((await version(2)).expressions[2]).toMatchObject({ lang: 'es', stale: ['c4'], missing: ['c6'] });
  expect(await table(motion)).toMatchObject({
    refusal: { code: 'motion.translation_unfinished', facts: { languages: ['es'] } },
  });
  const now = await work(2);
  expect(now.revision).toBe(1);
  await secretary.do(expressionRoutes.saveTranslation, {
    ...of(2),
    wordings: [
      { clause: 'c4', before: 'De noche, con farol.', text: 'De noche, con farol.' },
      { clause: 'c6', before: '', text: 'El practicaje es libre.' },
    ],
  });
  const publish = (more: object) =>
    secretary.ask(expressionRoutes.publishTranslation, { ...of(2), revision: 1, ...more });
  expect(await code(publish({}))).toBe('expression.reason_needed');
  expect(await code(publish({ revision: null, reason: 'Finished' }))).toBe('expression.changed_since');
  expect(await publish({ reason: 'Finished' })).toMatchObject({
    value: { revision: 2, stale: 0, missing: 0 },
  });
  expect(await code(publish({ revision: 2, reason: 'Again' }))).toBe('expression.unchanged');
  expect(await code(table(motion))).toBeNull();
});

test('every revision is there with its reason and what it changed', async () => {
  const { revisions } = await reader.do(expressionRoutes.revisions, of(2));
  expect(revisions).toMatchObject([
    {
      ...{ revision: 2, reason: 'Finished', stale: 0, missing: 0 },
      changes: [{ clause: 'c6', before: null, after: 'El practicaje es libre.' }],
    },
    { revision: 1, reason: null, stale: 1, missing: 1, changes: [] },
  ]);
  const { entries } = await reader.do(recordRoutes.record, { subject: `instrument:${INSTRUMENT}`, limit: 1 });
  const told = JSON.parse(entries[0]!.bytes!) as { type: string; data: object; blobs: { text: string } };
  expect(told).toMatchObject({ type: 'expression.corrected', data: { revision: 2, reason: 'Finished' } });
  expect(told.data).toMatchObject({ versionHash: (await version(2)).hash, hash: told.blobs.text });
});

test('a translation that was frozen with its version is corrected like any other, and carried from there', async () => {
  await secretary.do(instrumentRoutes.freezeVersion, {
    ...{ instrument: INSTRUMENT, authentic: ['en'], reason: 'Alone' },
    texts: [
      { lang: 'en', markdown: EN },
      { lang: 'es', markdown: ES },
    ],
  });
  const { expressions, carried } = await version(3);
  expect(expressions.map(({ lang, kind, revision }) => `${lang} ${kind} ${revision}`)).toEqual([
    ...['en authentic 0', 'es translation 0'],
  ]);
  // What was authentic in an older version is a translation of this one.
  expect(carried).toMatchObject([{ lang: 'fr', kind: 'translation', source: 'en', carriedFrom: 2 }]);
  const [c2] = (await work(3)).clauses.slice(1);
  await secretary.do(expressionRoutes.saveTranslation, {
    ...of(3),
    wordings: [{ clause: c2!.id, before: c2!.text, text: 'Los puertos son libres.' }],
  });
  const corrected = await secretary.do(expressionRoutes.publishTranslation, {
    ...{ ...of(3), revision: 0, kind: 'adaptation', reason: 'For seafarers' },
  });
  expect(corrected).toMatchObject({ revision: 1, stale: 0, missing: 0 });
  const { languages } = await version(3);
  expect(languages).toMatchObject([{ lang: 'en' }, { lang: 'es', kind: 'adaptation', revision: 1 }]);
  const { revisions } = await reader.do(expressionRoutes.revisions, of(3));
  expect(revisions.map(({ revision, changes }) => [revision, changes.length])).toEqual([
    [1, 1],
    [0, 0],
  ]);
});

test('a vote cites the version and its authentic expressions, and no translation', async () => {
  await at.chair.do(motionRoutes.ready, { motion });
  const { poll } = await at.chair.do(pollRoutes.open, { motion });
  const { hash, expressions } = await version(2);
  const authentic = Object.fromEntries(
    expressions.filter(({ kind }) => kind === 'authentic').map((one) => [one.lang, one.hash]),
  );
  const cited = [{ instrument: INSTRUMENT, number: 2, hash, authentic }];
  expect(Object.keys(authentic)).toEqual(['en', 'fr']);
  const read = await reader.do(pollRoutes.poll, { poll });
  expect(read.cites).toEqual(cited.map((one) => ({ ...one, titles: { en: 'Charter of Ports' } })));
  const { entries } = await reader.do(recordRoutes.record, { subject: `poll:${poll}`, limit: 5 });
  const opened = JSON.parse(entries.at(-1)!.bytes!) as { type: string; blobs: { cites: string } };
  const blob = await reader.do(recordRoutes.blob, { hash: opened.blobs.cites });
  expect(JSON.parse(blob.text)).toEqual({ v: 1, versions: cited });
  await at.chair.do(pollRoutes.close, { poll });
  await at.chair.do(pollRoutes.declare, { poll });
  const other = await at.submit(
    at.secretary,
    { ...text('Thanks.'), lang: 'en' },
    {
      titles: { en: 'Thanks', es: 'Gracias' },
      translations: { es: 'Gracias.' },
    },
  );
  await at.prepare(other);
  await at.vote(other, YES);
  const [last] = (await at.view(other)).polls;
  expect((await reader.do(pollRoutes.poll, { poll: last! })).cites).toEqual([]);
});
