import type { Lang } from '../../src/basics/fields.js';
import type { Clause } from '../../src/instruments/clause.js';
import { instrumentRoutes } from '../../src/instruments/instruments.contract.js';
import { operations, type Operation } from '../../src/instruments/operations.js';
import { FOUND_INSTRUMENT, FREEZE_VERSION } from '../../src/instruments/instruments.acts.js';
import { adoptedAmendments } from '../../src/motions/amendments.store.js';
import { amendmentRoutes } from '../../src/motions/amendments.contract.js';
import { motionRoutes } from '../../src/motions/motions.contract.js';
import { pollRoutes } from '../../src/polls/polls.contract.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { code, day, YES, type Day } from './day.js';
import { openHouse, type TestHouse, type Visitor } from './house.js';

/** Amendments to a version in two authentic languages, from the mover's desk to what was adopted. */
let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house.close());

const TEXTS = {
  en: '# Charter\n\n1. Ports are open to all ships.\n2. No toll is taken.\n3. Work is fair.\n',
  fr: '# Charte\n\n1. Les ports sont ouverts à tous.\n2. Aucun péage.\n3. Le travail est juste.\n',
};

interface Debate extends Day {
  readonly instrument: string;
  /** The main motion. */
  readonly main: string;
  readonly text: (lang: Lang, number?: number) => Promise<Clause[]>;
  /** The operations that make `change` of a language of the version. */
  readonly edit: (lang: Lang, change: (clauses: Clause[]) => Clause[]) => Promise<Operation[]>;
  readonly amend: (
    by: Visitor,
    wordings: Partial<Record<Lang, Operation[]>>,
    more?: { to?: string; version?: number },
  ) => Promise<string>;
}

async function debate(name: string): Promise<Debate> {
  const at = await day(house, name);
  const instrument = `${name}-charter`;
  await house.act(FOUND_INSTRUMENT, {
    instrument,
    titles: { en: 'Charter' },
    authenticLanguages: ['en', 'fr'],
    stages: [{ kind: 'final', label: 'final', body: `${name}-ga` }],
  });
  const freeze = (texts: typeof TEXTS): Promise<unknown> =>
    house.act(FREEZE_VERSION, {
      ...{ instrument, parent: null, reason: null, authentic: ['en', 'fr'] as Lang[] },
      texts: [
        { lang: 'en', markdown: texts.en },
        { lang: 'fr', markdown: texts.fr },
      ],
    });
  await freeze(TEXTS);
  await freeze({
    en: TEXTS.en.replace('No toll', 'No due'),
    fr: TEXTS.fr.replace('péage', 'droit'),
  });
  const { stages } = await at.chair.do(instrumentRoutes.instrument, { instrument });
  const main = await at.submit(at.secretary, { kind: 'stage', instrument, stage: stages[0]!.id, version: 2 });
  await at.secretary.do(motionRoutes.table, { motion: main });
  const clauses = async (lang: Lang, number = 2): Promise<Clause[]> => {
    const { expressions } = await at.chair.do(instrumentRoutes.version, { instrument, number });
    return expressions.find((one) => one.lang === lang)!.clauses;
  };
  return {
    ...at,
    ...{ instrument, main, text: clauses },
    edit: async (lang, change) => {
      const base = await clauses(lang);
      return operations(base, change(base));
    },
    amend: async (by, wordings, { to = main, version = 2 } = {}) =>
      at.submit(by, { kind: 'amendment', to, text: 'It is clearer.' }, { changes: { version, wordings } }),
  };
}

const say =
  (place: number, from: string, to: string) =>
  (clauses: Clause[]): Clause[] =>
    clauses.with(place, { ...clauses[place]!, text: clauses[place]!.text.replace(from, to) });

test('an amendment is worded in each authentic language before it is voted on, and what is adopted is told apart', async () => {
  const at = await debate('worded');
  const [mover, second, third] = at.delegates as [Visitor, Visitor, Visitor];
  const en = await at.edit('en', say(1, 'all ships', 'small ships'));
  const amendment = await at.amend(mover, { en });
  const seen = await at.view(amendment);
  expect(seen).toMatchObject({ label: '1-A1', unworded: ['fr'], about: { changes: { version: 2 } } });
  await second.do(motionRoutes.second, { motion: amendment });
  await at.prepare(amendment);
  const refused = await at.chair.ask(pollRoutes.open, { motion: amendment });
  expect(refused).toMatchObject({
    refusal: { code: 'amendment.unworded', facts: { languages: ['fr'] } },
  });

  const fr = await at.edit('fr', say(1, 'tous', 'tous les petits navires'));
  expect(await code(third.ask(amendmentRoutes.word, { motion: amendment, lang: 'fr', operations: fr }))).toBe(
    'motion.not_yours',
  );
  expect(await code(mover.ask(amendmentRoutes.word, { motion: amendment, lang: 'en', operations: en }))).toBe(
    'amendment.worded',
  );
  const insert = await at.edit('fr', (all) => [...all, { ...all[1]!, id: 'n1', text: 'De plus.' }]);
  expect(
    await code(mover.ask(amendmentRoutes.word, { motion: amendment, lang: 'fr', operations: insert })),
  ).toBe('amendment.not_aligned');
  await mover.do(amendmentRoutes.word, { motion: amendment, lang: 'fr', operations: fr });
  expect(await at.vote(amendment, YES)).toBe('adopted');

  const adopted = await adoptedAmendments(house.source.manager, at.main);
  expect(adopted!.adopted).toEqual([
    { key: '1-A1', motion: amendment, poll: expect.any(String), wordings: { en, fr } },
  ]);
  const { entries } = await at.chair.do(recordRoutes.record, { subject: `motion:${amendment}`, limit: 50 });
  const worded = entries.filter(({ type }) => type === 'motion.worded');
  expect(worded).toHaveLength(2);
  const { blobs, data } = JSON.parse(worded.at(-1)!.bytes!) as {
    blobs: { wording: string };
    data: { hash: string };
  };
  expect(blobs.wording).toBe(data.hash);
  const blob = await at.chair.do(recordRoutes.blob, { hash: blobs.wording });
  expect(JSON.parse(blob.text)).toMatchObject({ v: 1, lang: 'en', operations: en });
});

test('amendments that meet are told, and an adopted amendment to an amendment is made in it', async () => {
  const at = await debate('meeting');
  const [mover, second, third] = at.delegates as [Visitor, Visitor, Visitor];
  const first = await at.amend(mover, {
    en: await at.edit('en', say(1, 'all ships', 'small ships')),
    fr: [],
  });
  const other = await at.amend(second, { en: await at.edit('en', say(1, 'all ships', 'any boat')), fr: [] });
  const gone = await at.amend(third, {
    en: await at.edit('en', (all) => all.toSpliced(3, 1)),
    fr: await at.edit('fr', (all) => all.toSpliced(3, 1)),
  });
  const { amendments, collisions, version } = await third.do(amendmentRoutes.amendments, { motion: at.main });
  expect(version).toBe(2);
  expect(amendments.map(({ label, motion }) => [label, motion])).toEqual([
    ['1-A1', first],
    ['1-A2', other],
    ['1-A3', gone],
  ]);
  const [, port] = await at.text('en');
  expect(collisions).toEqual([
    { kind: 'same_words', clause: port!.id, keys: ['1-A1', '1-A2'], langs: ['en'] },
  ]);

  // An amendment to the first begins from what the first makes of the text.
  const base = await at.text('en');
  const small = say(1, 'all ships', 'small ships')(base);
  const further = operations(small, say(1, 'small', 'very small')(small));
  const deeper = await at.amend(second, { en: further, fr: [] }, { to: first });
  expect((await at.view(deeper)).label).toBe('1-A1.1');
  expect(await code(at.chair.ask(motionRoutes.withdraw, { motion: other, reason: 'Enough.' }))).toBeNull();
  for (const [motion, by] of [
    [deeper, mover],
    [first, second],
  ] as const) {
    await by.do(motionRoutes.second, { motion });
    await at.prepare(motion);
    expect(await at.vote(motion, YES)).toBe('adopted');
  }
  const { adopted } = (await adoptedAmendments(house.source.manager, at.main))!;
  expect(adopted.map(({ key }) => key)).toEqual(['1-A1']);
  const both = operations(base, say(1, 'all ships', 'very small ships')(base));
  expect(adopted[0]!.wordings).toEqual({ en: both, fr: [] });
});

test('an amendment to an older version is carried forward where its clauses did not change, else it asks its mover', async () => {
  const at = await debate('carried');
  const [mover] = at.delegates as [Visitor];
  const old = await at.text('en', 1);
  const fresh = operations(old, say(3, 'fair', 'just')(old));
  const carried = await at.amend(mover, { en: fresh }, { version: 1 });
  expect((await at.view(carried)).about).toMatchObject({ changes: { version: 2 } });
  const stale = operations(old, say(2, 'toll', 'tax')(old));
  const outdated = await mover.ask(motionRoutes.submit, {
    ...{ assembly: at.assembly, titles: { en: 'Toll' } },
    about: { kind: 'amendment', to: at.main, text: 'x' },
    changes: { version: 1, wordings: { en: stale } },
  });
  expect(outdated).toMatchObject({
    refusal: { code: 'amendment.outdated', facts: { lang: 'en', clauses: [old[2]!.id] } },
  });
  const words = { kind: 'amendment', to: at.main, text: 'Make it better.' } as const;
  const input = { assembly: at.assembly, titles: { en: 'Better' }, about: words };
  expect(await code(mover.ask(motionRoutes.submit, input))).toBe('amendment.changes_needed');
  expect(
    await code(mover.ask(motionRoutes.submit, { ...input, changes: { version: 2, wordings: { en: [] } } })),
  ).toBe('amendment.empty');
  expect(
    await code(
      mover.ask(motionRoutes.submit, { ...input, changes: { version: 9, wordings: { en: fresh } } }),
    ),
  ).toBe('version.unknown');
});

test('what is proposed on an amendment has a history, and a modified adoption its wording', async () => {
  const at = await debate('proposed');
  const [mover] = at.delegates as [Visitor];
  const amendment = await at.amend(mover, { en: await at.edit('en', say(1, 'all', 'small')), fr: [] });
  const propose = (more: object) =>
    at.secretary.ask(amendmentRoutes.propose, {
      ...{ motion: amendment, recommendation: 'reject', reason: 'It leaves out the large.' },
      ...more,
    });
  expect(await code(propose({}))).toBeNull();
  expect(await code(propose({ recommendation: 'refer' }))).toBe('proposal.to_needed');
  expect(await code(propose({ recommendation: 'modify' }))).toBe('proposal.wording_needed');
  const wordings = { en: await at.edit('en', say(1, 'all', 'small and large')), fr: [] };
  expect(await code(propose({ recommendation: 'modify', wordings }))).toBeNull();
  expect(
    await code(
      mover.ask(amendmentRoutes.propose, { motion: amendment, recommendation: 'adopt', reason: 'x' }),
    ),
  ).toBe('access.denied');
  expect((await at.view(amendment)).proposal).toMatchObject({
    recommendation: 'modify',
    langs: ['en', 'fr'],
  });
  const { amendments } = await mover.do(amendmentRoutes.amendments, { motion: at.main });
  expect(amendments[0]!.proposals.map(({ recommendation, wordings: own }) => [recommendation, own])).toEqual([
    ['modify', wordings],
    ['reject', null],
  ]);
});

test('a text moves on with its amendments: what fits is carried, and nobody votes on the others before they are worded anew', async () => {
  const at = await debate('revised');
  const [mover, second, third] = at.delegates as [Visitor, Visitor, Visitor];
  const fits = await at.amend(mover, { en: await at.edit('en', say(3, 'fair', 'just')), fr: [] });
  const meets = await at.amend(second, { en: await at.edit('en', say(2, 'due', 'tax')), fr: [] });
  const base = await at.text('en');
  const just = say(3, 'fair', 'just')(base);
  const further = operations(just, say(3, 'just', 'just and safe')(just));
  const deeper = await at.amend(third, { en: further, fr: [] }, { to: fits });
  await house.act(FREEZE_VERSION, {
    ...{ instrument: at.instrument, parent: null, reason: null, authentic: ['en', 'fr'] as Lang[] },
    texts: [
      { lang: 'en', markdown: TEXTS.en.replace('No toll', 'No due whatsoever') },
      { lang: 'fr', markdown: TEXTS.fr.replace('péage', 'droit que ce soit') },
    ],
  });
  const move = { motion: at.main, version: 3, reason: 'Revised by the Board' };
  expect(await code(second.ask(amendmentRoutes.revise, move))).toBe('access.denied');
  expect(await at.secretary.do(amendmentRoutes.revise, move)).toEqual({
    carried: ['1-A1', '1-A1.1'],
    asked: ['1-A2'],
  });
  expect(await code(at.secretary.ask(amendmentRoutes.revise, move))).toBe('motion.same_version');
  expect((await at.view(at.main)).about).toMatchObject({ version: 3 });
  expect((await at.view(fits)).unworded).toEqual([]);
  expect(await at.view(meets)).toMatchObject({ unworded: ['en', 'fr'], about: { changes: { version: 2 } } });
  const seen = await mover.do(amendmentRoutes.amendments, { motion: at.main });
  expect(seen).toMatchObject({ version: 3, collisions: [] });
  expect(seen.texts.en).toEqual(await at.text('en', 3));
  expect(seen.amendments.map(({ label, version }) => [label, version])).toEqual([
    ['1-A1', 3],
    ['1-A2', 2],
    ['1-A1.1', 3],
  ]);

  for (const motion of [deeper, fits, meets]) await at.delegates[3]!.do(motionRoutes.second, { motion });
  for (const motion of [deeper, fits, meets]) await at.prepare(motion);
  expect(await code(at.chair.ask(pollRoutes.open, { motion: meets }))).toBe('amendment.unworded');
  const onTop = await third.ask(motionRoutes.submit, {
    ...{ assembly: at.assembly, titles: { en: 'Deeper' } },
    about: { kind: 'amendment', to: meets, text: 'It is on a text that is gone.' },
    changes: { version: 2, wordings: { fr: [] } },
  });
  expect(onTop).toMatchObject({ refusal: { code: 'amendment.no_version' } });
  const now = await at.text('en', 3);
  const anew = operations(now, say(2, 'due', 'tax')(now));
  await second.do(amendmentRoutes.word, { motion: meets, lang: 'en', operations: anew });
  expect(await at.view(meets)).toMatchObject({ unworded: ['fr'], about: { changes: { version: 3 } } });
  await at.secretary.do(amendmentRoutes.word, { motion: meets, lang: 'fr', operations: [] });
  expect(await code(second.ask(amendmentRoutes.word, { motion: meets, lang: 'en', operations: anew }))).toBe(
    'amendment.worded',
  );
  for (const motion of [deeper, fits, meets]) expect(await at.vote(motion, YES)).toBe('adopted');
  const { adopted } = (await adoptedAmendments(house.source.manager, at.main))!;
  expect(adopted.map(({ key, wordings }) => [key, wordings])).toEqual([
    ['1-A1', { en: operations(now, say(3, 'fair', 'just and safe')(now)), fr: [] }],
    ['1-A2', { en: anew, fr: [] }],
  ]);
  const { entries } = await at.chair.do(recordRoutes.record, { subject: `motion:${fits}`, limit: 50 });
  expect(entries.map(({ type }) => type)).toContain('motion.carried');
});
