import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { corrigendumRoutes, draftRoutes, type DraftView } from '../../src/drafting/drafting.contract.js';
import type { Clause } from '../../src/instruments/clause.js';
import { FOUND_INSTRUMENT } from '../../src/instruments/instruments.acts.js';
import { instrumentRoutes } from '../../src/instruments/instruments.contract.js';
import { operations } from '../../src/instruments/operations.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { register, signedIn } from './convened.js';
import { hall, type Hall } from './hall.js';
import { openHouse, type TestHouse, type Visitor } from './house.js';

/** Drafts: private to those who write in them, saved as they are typed, tabled as a version. */
let house: TestHouse;
let at: Hall;
let secretary: Visitor;
let writer: Visitor;
let writerId: string;
let other: Visitor;
const BODY = 'ports-ga';
const INSTRUMENT = 'charter-of-ports';

beforeAll(async () => {
  house = await openHouse();
  at = await hall(house, 'ports');
  await register(house, 'secretary', { office: 'secretariat', body: BODY });
  await register(house, 'desk', { office: 'secretariat', body: BODY });
  writerId = await register(house, 'writer');
  secretary = await signedIn(house, 'secretary');
  writer = await signedIn(house, 'writer');
  other = await signedIn(house, 'desk');
  await house.act(FOUND_INSTRUMENT, {
    instrument: INSTRUMENT,
    titles: { en: 'Charter of Ports' },
    authenticLanguages: ['en', 'fr'],
    stages: [{ kind: 'final', label: 'final', body: BODY }],
  });
}, 60_000);
afterAll(() => house.close());

const EN =
  '# Charter of Ports\n\n1. Ports are open.\n\n1.1 By day.\n\n1.2 By night, with a lamp.\n\n2. No toll is taken.';
const FR =
  '# Charte des ports\n\n1. Les ports sont ouverts.\n\n1.1 De jour.\n\n1.2 De nuit, avec une lampe.\n\n2. Aucun péage.';

type Begin = z.input<typeof draftRoutes.beginDraft.input>;
const beginDraft = async (more: Partial<Begin> = {}): Promise<string> =>
  (
    await secretary.do(draftRoutes.beginDraft, {
      ...{ instrument: INSTRUMENT, name: 'First draft', drafters: [writerId] },
      texts: [
        { lang: 'en', markdown: EN },
        { lang: 'fr', markdown: FR },
      ],
      ...more,
    })
  ).draft;

const view = (by: Visitor, draft: string): Promise<DraftView> => by.do(draftRoutes.draft, { draft });
const wordsOf = (clauses: readonly Clause[] | undefined): string[] => (clauses ?? []).map(({ text }) => text);

/** Saves a text in one language as a browser does that began from `from`. */
const save = (
  by: Visitor,
  from: DraftView,
  lang: 'en' | 'fr',
  to: readonly Clause[],
  more: Partial<z.input<typeof draftRoutes.save.input>> = {},
) =>
  by.ask(draftRoutes.save, {
    ...{ draft: from.id, save: randomUUID(), revision: from.revision, lang },
    operations: operations(from.texts[lang]!, to) as never,
    ...more,
  });

async function granted<T>(
  asked: Promise<{ ok: true; value: T } | { ok: false; refusal: object }>,
): Promise<T> {
  const answer = await asked;
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value;
}

const code = async (asked: Promise<{ ok: boolean; refusal?: { code: string } }>): Promise<string | null> => {
  const answer = await asked;
  return answer.ok ? null : answer.refusal!.code;
};

const reworded = (clauses: readonly Clause[], place: number, text: string): Clause[] =>
  clauses.map((one, i) => (i === place ? { ...one, text } : one));

test('a draft begins from Markdown in its authentic languages, with ids of its own', async () => {
  const { texts, revision, languages, drafters, parent } = await view(writer, await beginDraft());
  expect({ revision, languages, parent }).toEqual({ revision: 1, languages: ['en', 'fr'], parent: null });
  expect(drafters.map(({ name }) => name)).toEqual(['secretary', 'writer']);
  expect(texts.en!.map(({ id, kind, parent: under, text }) => [id, kind, under, text])).toEqual([
    ['n1', 'title', null, 'Charter of Ports'],
    ['n2', 'article', null, 'Ports are open.'],
    ['n3', 'paragraph', 'n2', 'By day.'],
    ['n4', 'paragraph', 'n2', 'By night, with a lamp.'],
    ['n5', 'article', null, 'No toll is taken.'],
  ]);
  expect(texts.fr!.map(({ id, text }) => [id, text]).slice(2, 4)).toEqual([
    ['n3', 'De jour.'],
    ['n4', 'De nuit, avec une lampe.'],
  ]);
});

test('two who save at once lose nothing: different words of one clause, and clauses that both bring', async () => {
  const draft = await beginDraft();
  const [a, b] = [await view(secretary, draft), await view(writer, draft)];
  const one = [...reworded(a.texts.en!, 3, 'By night, with a bright lamp.')];
  one.push({ id: 'n6', kind: 'article', parent: null, text: 'Pilots are free.' });
  const two = [...reworded(b.texts.en!, 3, 'By night and in fog, with a lamp.')];
  two.push({ id: 'n6', kind: 'article', parent: null, text: 'Ships are counted.' });
  const answers = await Promise.all([
    granted(save(secretary, a, 'en', one)),
    granted(save(writer, b, 'en', two)),
  ]);
  const { texts, revision } = await view(writer, draft);
  expect(revision).toBe(3);
  expect(texts.en![3]!.text).toBe('By night and in fog, with a bright lamp.');
  expect(wordsOf(texts.en).slice(5).toSorted()).toEqual(['Pilots are free.', 'Ships are counted.']);
  expect(new Set(texts.en!.map(({ id }) => id)).size).toBe(7);
  // In the other language the new clauses wait for their words.
  expect(wordsOf(texts.fr).slice(5)).toEqual(['', '']);
  // Whoever was first is told nothing more; the other gets the text of both, and how the new clause is called now.
  const [first, second] = answers.toSorted((x, y) => x.revision - y.revision);
  expect(first).toMatchObject({ revision: 2, texts: null, renamed: {}, held: [] });
  expect(second).toMatchObject({ revision: 3, renamed: { n6: 'n7' }, held: [] });
  expect(second!.texts).toEqual(texts);
});

test('a saving that is repeated is made once, and answered as before', async () => {
  const draft = await beginDraft();
  const from = await view(writer, draft);
  const more = { save: randomUUID() };
  const to = [...from.texts.en!, { id: 'n6', kind: 'article' as const, parent: null, text: 'Once.' }];
  const first = await granted(save(writer, from, 'en', to, more));
  const [again, third] = await Promise.all([
    granted(save(writer, from, 'en', to, more)),
    granted(save(writer, from, 'en', to, more)),
  ]);
  expect(again).toEqual(first);
  expect(third).toEqual(first);
  expect(wordsOf((await view(writer, draft)).texts.en).filter((text) => text === 'Once.')).toHaveLength(1);
});

test('a true conflict comes back with both wordings, and nothing is saved over', async () => {
  const draft = await beginDraft();
  const [a, b] = [await view(secretary, draft), await view(writer, draft)];
  await granted(save(secretary, a, 'en', reworded(a.texts.en!, 1, 'Ports are free.')));
  const mine = reworded(reworded(b.texts.en!, 1, 'Ports are closed.'), 4, 'No toll is ever taken.');
  const answer = await granted(save(writer, b, 'en', mine));
  expect(answer.held).toEqual([
    {
      ...{ clause: 'n2', lang: 'en', op: 'words', base: 'Ports are open.' },
      ...{ theirs: 'Ports are free.', mine: 'Ports are closed.' },
      at: { kind: 'article', parent: null, after: 'n1' },
    },
  ]);
  expect(wordsOf(answer.texts!.en)).toEqual([
    ...['Charter of Ports', 'Ports are free.', 'By day.', 'By night, with a lamp.'],
    'No toll is ever taken.',
  ]);
  expect((await view(secretary, draft)).texts).toEqual(answer.texts);
});

test('who only looks hears what changed and who writes where', async () => {
  const draft = await beginDraft();
  const [a, b] = [await view(secretary, draft), await view(writer, draft)];
  const to = reworded(a.texts.fr!, 1, 'Les ports sont libres.');
  await granted(save(secretary, a, 'fr', to, { where: 'n2' }));
  const answer = await granted(save(writer, b, 'en', b.texts.en!, { where: 'n5' }));
  expect(answer.revision).toBe(2);
  expect(answer.texts!.fr![1]!.text).toBe('Les ports sont libres.');
  expect(answer.here).toMatchObject([{ name: 'secretary', lang: 'fr', clause: 'n2' }]);
  const now = await view(secretary, draft);
  const quiet = await granted(save(secretary, now, 'en', now.texts.en!));
  expect(quiet).toMatchObject({ revision: 2, texts: null, here: [{ name: 'writer', clause: 'n5' }] });
});

test('who comes back too late is told to begin from the text of now', async () => {
  const draft = await beginDraft();
  const early = await view(writer, draft);
  let from = await view(secretary, draft);
  for (let turn = 1; turn <= 51; turn++) {
    const en = reworded(from.texts.en!, 4, `Toll ${turn}.`);
    const { revision } = await granted(save(secretary, from, 'en', en));
    from = { ...from, revision, texts: { ...from.texts, en } };
  }
  expect(await code(save(writer, early, 'en', reworded(early.texts.en!, 1, 'Open.')))).toBe(
    'draft.revision_gone',
  );
});

test.each<[string, (from: DraftView) => Partial<z.input<typeof draftRoutes.save.input>>, string]>([
  [
    'words that are not there',
    () => ({ operations: [{ op: 'words', clause: 'n2', edits: [{ at: 0, remove: 'X', insert: 'Y' }] }] }),
    'operation.words_differ',
  ],
  [
    'a clause that is not there',
    () => ({ operations: [{ op: 'delete', clause: 'n99' }] }),
    'operation.clause_unknown',
  ],
  [
    'another language',
    () => ({ lang: 'es', operations: [{ op: 'delete', clause: 'n5' }] }),
    'draft.lang_other',
  ],
  [
    'a parent without what stands beneath it',
    () => ({ operations: [{ op: 'delete', clause: 'n2' }] }),
    'operation.orphan',
  ],
])('saving refuses %s', async (_, more, refused) => {
  const from = await view(writer, await beginDraft());
  expect(await code(save(writer, from, 'en', from.texts.en!, more(from)))).toBe(refused);
});

/** Everything that a draft can be asked for. */
const asked = (draft: string) =>
  [
    [draftRoutes.draft, { draft }],
    [draftRoutes.save, { draft, save: randomUUID(), revision: 1, lang: 'en', operations: [] }],
    [draftRoutes.nameRevision, { draft, name: 'Mine' }],
    [draftRoutes.revision, { draft, revision: 1 }],
    [draftRoutes.restore, { draft, revision: 1 }],
    [draftRoutes.giveReason, { draft, clause: 'n1', reason: 'Why not' }],
  ] as const;

test('a draft is there for nobody who does not write in it', async () => {
  const draft = await beginDraft();
  await writer.do(draftRoutes.nameRevision, { draft, name: 'For the board' });
  for (const nosy of [house.visitor(), other, at.delegates[0]!, at.chair]) {
    for (const [route, input] of asked(draft)) {
      const answer = await nosy.ask(route, input as never);
      expect([route.path, answer.status]).toEqual([route.path, 404]);
    }
    expect(await code(nosy.ask(draftRoutes.table, { draft, revision: 1 }))).not.toBeNull();
  }
  // The secretariat of the body knows that it is there, and may join; it does not see the text before.
  const { drafts } = await other.do(draftRoutes.drafts, {});
  expect(drafts.find((one) => one.id === draft)).toMatchObject({ name: 'First draft', mine: false });
  expect(JSON.stringify(drafts)).not.toContain('Ports are open');
  expect((await writer.do(draftRoutes.drafts, {})).drafts.map(({ id }) => id)).toContain(draft);
  for (const nosy of [house.visitor(), at.chair])
    expect((await nosy.do(draftRoutes.drafts, {})).drafts).toEqual([]);
});

test('the record holds no word of a draft, nor does any of its blobs', async () => {
  const secret = `Nobody sails ${randomUUID()}.`;
  const draft = await beginDraft({ texts: [{ lang: 'en', markdown: `1. ${secret}` }] });
  const from = await view(writer, draft);
  await granted(
    save(writer, from, 'en', [
      ...from.texts.en!,
      { id: 'n2', kind: 'article', parent: null, text: `${secret} Ever.` },
    ]),
  );
  await writer.do(draftRoutes.nameRevision, { draft, name: 'Secret' });
  await secretary.do(draftRoutes.abandon, { draft, reason: 'Another one is better' });
  const { entries } = await house.visitor().do(recordRoutes.record, { limit: 200 });
  const own = entries.filter(({ subject }) => subject === `draft:${draft}`);
  expect(own.map(({ type }) => type)).toEqual(['draft.abandoned', 'draft.revision_named', 'draft.begun']);
  expect(own[1]!.bytes).toContain('"name":"Secret"');
  const blobs: { text: string }[] = await house.source.query(
    "SELECT encode(content, 'escape') AS text FROM blob",
  );
  for (const text of [...entries.map(({ bytes }) => bytes ?? ''), ...blobs.map((one) => one.text)])
    expect(text).not.toContain(secret);
});

test('drafters come and go by the secretariat; the last stays', async () => {
  const draft = await beginDraft({ drafters: [] });
  expect((await writer.ask(draftRoutes.draft, { draft })).status).toBe(404);
  expect(await code(writer.ask(draftRoutes.drafter, { draft, person: writerId }))).toBe('access.denied');
  await other.do(draftRoutes.drafter, { draft, person: writerId });
  await view(writer, draft);
  expect(await code(other.ask(draftRoutes.drafter, { draft, person: writerId }))).toBe(
    'draft.drafter_already',
  );
  expect(await code(other.ask(draftRoutes.drafter, { draft, person: randomUUID() }))).toBe('person.unknown');
  await other.do(draftRoutes.drafter, { draft, person: writerId, drafts: false });
  expect((await writer.ask(draftRoutes.draft, { draft })).status).toBe(404);
  const [last] = (await view(secretary, draft)).drafters;
  expect(await code(other.ask(draftRoutes.drafter, { draft, person: last!.id, drafts: false }))).toBe(
    'draft.last_drafter',
  );
});

test('a named revision is kept, recorded by its hash, read and restored', async () => {
  const draft = await beginDraft();
  const from = await view(writer, draft);
  const { revision, hash } = await writer.do(draftRoutes.nameRevision, { draft, name: 'To the board' });
  expect(revision).toBe(1);
  expect(await code(writer.ask(draftRoutes.nameRevision, { draft, name: 'Again' }))).toBe(
    'draft.revision_named',
  );
  await granted(save(writer, from, 'en', reworded(from.texts.en!, 1, 'Ports are closed.')));
  const [named] = (await view(secretary, draft)).named;
  expect(named).toMatchObject({ revision: 1, name: 'To the board', hash, by: { name: 'writer' } });
  const kept = await secretary.do(draftRoutes.revision, { draft, revision: 1 });
  expect(kept.texts).toEqual(from.texts);
  const restored = await secretary.do(draftRoutes.restore, { draft, revision: 1 });
  expect(restored.revision).toBe(3);
  expect((await view(writer, draft)).texts).toEqual(from.texts);
  expect(await code(writer.ask(draftRoutes.restore, { draft, revision: 2 }))).toBe('draft.revision_unknown');
});

test('tabling freezes a version in every authentic language, and the draft is over', async () => {
  const draft = await beginDraft();
  const from = await view(writer, draft);
  await granted(
    save(writer, from, 'en', [
      ...from.texts.en!,
      { id: 'n6', kind: 'article', parent: null, text: 'Pilots are free.' },
    ]),
  );
  const missing = await secretary.ask(draftRoutes.table, { draft, revision: 2 });
  expect(missing).toMatchObject({ refusal: { code: 'draft.unworded', facts: { lang: 'fr', clauses: 1 } } });
  const next = await view(writer, draft);
  await granted(save(writer, next, 'fr', reworded(next.texts.fr!, 5, ' Le pilotage est gratuit. ')));
  expect(await code(secretary.ask(draftRoutes.table, { draft, revision: 2 }))).toBe('draft.changed_since');
  expect(await code(writer.ask(draftRoutes.table, { draft, revision: 3 }))).toBe('access.denied');
  const { number, hash } = await secretary.do(draftRoutes.table, { draft, revision: 3, reason: 'The first' });
  expect(number).toBe(1);
  const version = await house.visitor().do(instrumentRoutes.version, { instrument: INSTRUMENT, number });
  expect(version).toMatchObject({
    hash,
    reason: 'The first',
    titles: { en: 'Charter of Ports', fr: 'Charte des ports' },
  });
  const of = (lang: string) => version.expressions.find((one) => one.lang === lang)!.clauses;
  expect(of('en').map(({ id, text }) => `${id} ${text}`)).toEqual([
    ...['c1 Charter of Ports', 'c2 Ports are open.', 'c3 By day.', 'c4 By night, with a lamp.'],
    ...['c5 No toll is taken.', 'c6 Pilots are free.'],
  ]);
  expect(of('fr').at(-1)).toEqual({
    id: 'c6',
    kind: 'article',
    parent: null,
    text: 'Le pilotage est gratuit.',
  });
  expect(await view(writer, draft)).toMatchObject({ state: 'tabled', version: 1, texts: {} });
  expect(await code(save(writer, next, 'en', reworded(next.texts.en!, 1, 'Late.')))).toBe('draft.closed');
  expect(await code(secretary.ask(draftRoutes.table, { draft, revision: 3 }))).toBe('draft.closed');
  const left: { count: string }[] = await house.source.query(
    'SELECT count(*) FROM draft_text WHERE draft = $1',
    [draft],
  );
  expect(left[0]!.count).toBe('0');
});

test('the next draft begins from a version: clauses keep their ids, and a clause’s way is told', async () => {
  const draft = await beginDraft({ texts: null, parent: 1 });
  const from = await view(writer, draft);
  expect(from.texts.en!.map(({ id }) => id)).toEqual(['c1', 'c2', 'c3', 'c4', 'c5', 'c6']);
  const [title, open, day, night, toll, pilots] = from.texts.en! as [
    Clause,
    Clause,
    Clause,
    Clause,
    Clause,
    Clause,
  ];
  const to = [
    title,
    toll,
    { ...open, text: 'All ports are open.' },
    day,
    night,
    { ...pilots, kind: 'paragraph' as const },
  ];
  await granted(save(writer, from, 'en', to));
  await secretary.do(draftRoutes.table, { draft, revision: 2 });
  const { clauses } = await house.visitor().do(draftRoutes.origin, { instrument: INSTRUMENT, number: 2 });
  expect(
    clauses.map(({ id, number, history }) => [
      id,
      number,
      history.map((one) => `${one.version} ${one.change}`).join(', '),
    ]),
  ).toEqual([
    ['c1', null, '1 added'],
    ['c5', '1', '1 added, 2 moved'],
    ['c2', '2', '1 added, 2 changed'],
    ['c3', '1', '1 added'],
    ['c4', '2', '1 added'],
    ['c6', null, '1 added, 2 changed'],
  ]);
});

test('Markdown on a version keeps the ids of what stayed; what is dropped is told', async () => {
  const { draft, dropped } = await secretary.do(draftRoutes.beginDraft, {
    ...{ instrument: INSTRUMENT, name: 'From a file', parent: 2 },
    texts: [{ lang: 'en', markdown: '# Charter of Ports\n\n1. No toll is taken.\n\n2. New.\n\n| a |\n' }],
  });
  expect(dropped).toEqual([{ lang: 'en', line: 7, what: 'table' }]);
  const { texts } = await view(secretary, draft);
  expect(texts.en!.map(({ id }) => id)).toEqual(['c1', 'c5', 'n1']);
  expect(wordsOf(texts.fr)).toEqual(['', '', '']);
});

test('an empty draft begins with nothing; abandoning needs a reason and keeps the last text for its writers', async () => {
  const draft = await beginDraft({ texts: null });
  const from = await view(writer, draft);
  expect(from.texts).toEqual({ en: [], fr: [] });
  await granted(save(writer, from, 'en', [{ id: 'n1', kind: 'title', parent: null, text: 'Something' }]));
  expect(await code(secretary.ask(draftRoutes.table, { draft, revision: 2 }))).toBe('draft.unworded');
  expect(await code(writer.ask(draftRoutes.abandon, { draft, reason: 'No' }))).toBe('access.denied');
  await secretary.do(draftRoutes.abandon, { draft, reason: 'Too early' });
  expect(await view(writer, draft)).toMatchObject({
    state: 'abandoned',
    reason: 'Too early',
    texts: { en: [{ text: 'Something' }] },
  });
});

describe('a corrigendum', () => {
  const soon = () => new Date(Date.now() + 60_000).toISOString();
  let number: number;

  const correct = async (text: string, until: string | null, reason: string | null = 'A slip of the pen') => {
    const draft = await beginDraft({ texts: null, parent: 2, kind: 'corrigendum', name: 'Corrigendum' });
    const from = await view(writer, draft);
    await granted(save(writer, from, 'en', reworded(from.texts.en!, 1, text)));
    return secretary.ask(draftRoutes.table, { draft, revision: 2, reason, until });
  };
  const read = async (by: Visitor) =>
    (await by.do(corrigendumRoutes.corrigenda, { instrument: INSTRUMENT })).corrigenda.find(
      (one) => one.number === number,
    )!;

  test('needs a version that it corrects, a reason, and a date until which members may object', async () => {
    const from = secretary.ask(draftRoutes.beginDraft, {
      instrument: INSTRUMENT,
      name: 'X',
      kind: 'corrigendum',
    });
    expect(await code(from)).toBe('corrigendum.needs_version');
    expect(await code(correct('No tolls.', soon(), null))).toBe('corrigendum.reason_needed');
    expect(await code(correct('No tolls.', null))).toBe('corrigendum.until_needed');
    expect(await code(correct('No tolls.', '2020-01-01T00:00:00.000Z'))).toBe('corrigendum.until_needed');
  });

  test('is a version, announced; it stands when its date has passed without an objection', async () => {
    ({ number } = (await granted(correct('No tolls are taken.', soon()))) as { number: number });
    expect(await read(house.visitor())).toMatchObject({
      ...{ corrects: 2, state: 'announced', over: false, reason: 'A slip of the pen', objections: [] },
      ...{ mayObjectFor: [], maySettle: false },
    });
    expect(await code(secretary.ask(corrigendumRoutes.settle, { instrument: INSTRUMENT, number }))).toBe(
      'corrigendum.running',
    );
    await expire(number);
    expect(
      await code(
        secretary.ask(corrigendumRoutes.object, {
          instrument: INSTRUMENT,
          number,
          member: at.members[0]!,
          reason: 'Late',
        }),
      ),
    ).toBe('corrigendum.too_late');
    expect(
      await code(at.delegates[0]!.ask(corrigendumRoutes.settle, { instrument: INSTRUMENT, number })),
    ).toBe('access.denied');
    await secretary.do(corrigendumRoutes.settle, { instrument: INSTRUMENT, number });
    expect((await read(house.visitor())).state).toBe('stands');
    expect(await code(secretary.ask(corrigendumRoutes.settle, { instrument: INSTRUMENT, number }))).toBe(
      'corrigendum.settled',
    );
  });

  test('falls by one objection, of a delegate for the own member or entered by the secretariat', async () => {
    ({ number } = (await granted(correct('No toll at all.', soon()))) as { number: number });
    const [delegate] = at.delegates;
    expect((await read(delegate!)).mayObjectFor).toMatchObject([{ member: at.members[0] }]);
    const input = { instrument: INSTRUMENT, number, reason: 'It changes the meaning' };
    expect(await code(delegate!.ask(corrigendumRoutes.object, { ...input, member: at.members[1]! }))).toBe(
      'corrigendum.no_member',
    );
    expect(await code(writer.ask(corrigendumRoutes.object, { ...input, member: at.members[0]! }))).toBe(
      'corrigendum.no_member',
    );
    expect(
      await code(house.visitor().ask(corrigendumRoutes.object, { ...input, member: at.members[0]! })),
    ).toBe('corrigendum.no_member');
    await delegate!.do(corrigendumRoutes.object, { ...input, member: at.members[0]! });
    expect(await code(delegate!.ask(corrigendumRoutes.object, { ...input, member: at.members[0]! }))).toBe(
      'corrigendum.objected_twice',
    );
    await secretary.do(corrigendumRoutes.object, { ...input, member: at.members[3]! });
    const { state, objections } = await read(house.visitor());
    expect(state).toBe('objected');
    expect(objections.map(({ member, reason }) => [member, reason])).toEqual([
      [at.members[0], 'It changes the meaning'],
      [at.members[3], 'It changes the meaning'],
    ]);
    await expire(number);
    expect(await code(secretary.ask(corrigendumRoutes.settle, { instrument: INSTRUMENT, number }))).toBe(
      'corrigendum.objected',
    );
  });

  /** Lets its date pass. */
  const expire = (of: number): Promise<unknown> =>
    house.source.query(
      `UPDATE corrigendum SET until = now() - interval '1 second'
       WHERE version = (SELECT id FROM version WHERE instrument = $1 AND number = $2)`,
      [INSTRUMENT, of],
    );
});
