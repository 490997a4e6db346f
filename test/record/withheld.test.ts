import { randomUUID } from 'node:crypto';
import { routes } from '../../src/app.module.js';
import { ADD_ITEM, TAKE_UP_ITEM } from '../../src/assemblies/agenda.acts.js';
import { ATTACH_PAPER } from '../../src/assemblies/assemblies.acts.js';
import { ISSUE_NOTICE } from '../../src/assemblies/notices.acts.js';
import { COMMENT, OPEN_ROUND } from '../../src/consultations/consultations.acts.js';
import { debateRoutes } from '../../src/debate/debate.contract.js';
import { OPEN_SPEAKERS } from '../../src/debate/debate.acts.js';
import { BEGIN_DRAFT } from '../../src/drafting/drafting.acts.js';
import { CALL, NOMINATE, STATE } from '../../src/elections/elections.acts.js';
import { electionRoutes, Terms } from '../../src/elections/elections.contract.js';
import { instrumentRoutes } from '../../src/instruments/instruments.contract.js';
import { liveSockets } from '../../src/live/live.contract.js';
import { motionRoutes } from '../../src/motions/motions.contract.js';
import { READY, SUBMIT, TABLE } from '../../src/motions/motions.acts.js';
import { peopleRoutes } from '../../src/people/people.contract.js';
import { CLOSE_POLL, DECLARE_POLL, OPEN_POLL } from '../../src/polls/polls.acts.js';
import { pollRoutes } from '../../src/polls/polls.contract.js';
import { Rooms } from '../../src/house/rooms.js';
import { namesIn } from '../../src/record/names.store.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { convened, issue, register, signedIn, type Convened } from '../story/convened.js';
import { ballot } from '../story/hall.js';
import { openHouse, value, type TestHouse, type Visitor } from '../story/house.js';

/**
 * What is withheld from somebody is withheld on every route that reads, by whatever id: each kind of thing has words of its
 * own, and each reader asks every route, the record in all its ways and the news of both assemblies for them.
 */
let house: TestHouse;
let open: Convened;
let closed: Convened;
const readers = new Map<string, Visitor>();
let inside: { item: string; motion: string; paper: string; poll: string };

const READERS = [
  'nobody',
  'somebody',
  'observer of the other assembly',
  'observer',
  'delegate',
  'teller',
  'chair',
  'secretariat of the assembly',
  'auditor of the body',
  'secretariat of the other assembly',
  'auditor of the house',
  'secretariat of the house',
] as const;
type Reader = (typeof READERS)[number];

const OF_HOUSE: readonly Reader[] = ['auditor of the house', 'secretariat of the house'];
const OF_OPEN: readonly Reader[] = [
  ...['observer', 'delegate', 'teller', 'chair', 'secretariat of the assembly'],
  ...['auditor of the body', ...OF_HOUSE],
] as Reader[];
const OF_CLOSED: readonly Reader[] = [
  'observer of the other assembly',
  'secretariat of the other assembly',
  ...OF_HOUSE,
];
const DESK: readonly Reader[] = [
  'teller',
  'chair',
  'secretariat of the assembly',
  'secretariat of the house',
];

interface Kind {
  /** Stands in what is withheld, and nowhere else. */
  readonly mark: string;
  /** Who finds it on the pages. */
  readonly pages: readonly Reader[];
  /** Who finds it in the record or hears of it. */
  readonly record: readonly Reader[];
}

/** Of what the record has a hash, or nothing, at most. */
const NOT_RECORDED: readonly Reader[] = [];

const KINDS: Record<string, Kind> = {
  'a closed assembly: its items': { mark: 'Zitem', pages: OF_CLOSED, record: OF_CLOSED },
  'a closed assembly: its motions': { mark: 'Zmotion', pages: OF_CLOSED, record: OF_CLOSED },
  'a closed assembly: its papers': { mark: 'Zpaper', pages: OF_CLOSED, record: NOT_RECORDED },
  'a closed assembly: its elections': { mark: 'Zelection', pages: OF_CLOSED, record: OF_CLOSED },
  'a closed assembly: its candidates': { mark: 'Zstatement', pages: OF_CLOSED, record: NOT_RECORDED },
  'a closed assembly: its name': { mark: 'zclosed-2026', pages: OF_CLOSED, record: OF_CLOSED },
  'a closed assembly: its notices': {
    mark: 'Znotice',
    pages: ['secretariat of the other assembly', 'secretariat of the house'],
    record: OF_CLOSED,
  },
  'an internal item': { mark: 'Zinternal', pages: OF_OPEN, record: OF_OPEN },
  'an item under it': { mark: 'Zunder', pages: OF_OPEN, record: OF_OPEN },
  'its paper': { mark: 'Zsalaries', pages: OF_OPEN, record: NOT_RECORDED },
  'its motion, and the poll on it': { mark: 'Zdismissal', pages: OF_OPEN, record: OF_OPEN },
  'an appeal while it is debated': { mark: 'Zruling', pages: OF_OPEN, record: OF_OPEN },
  // That it went out, and what it said, is proved by the record.
  'a notice': { mark: 'Zcall', pages: DESK, record: READERS },
  'a comment for the secretariat': {
    mark: 'Zcomment',
    pages: ['delegate', 'secretariat of the house'],
    record: ['secretariat of the house'],
  },
  'a draft of a motion': { mark: 'Zwriting', pages: ['delegate'], record: NOT_RECORDED },
  'a draft of a version': { mark: 'Zversion', pages: [], record: NOT_RECORDED },
  'a vote before it is declared': {
    mark: '"choice":"against"',
    pages: ['delegate'],
    record: NOT_RECORDED,
  },
  'a result before it is declared': { mark: '"outcome":"rejected"', pages: ['chair'], record: NOT_RECORDED },
  'a confidential box before it is declared': { mark: '"vote":"abstain"', pages: [], record: NOT_RECORDED },
  'a result of an election before it is declared': {
    mark: '"outcome":"elected"',
    pages: ['chair'],
    record: NOT_RECORDED,
  },
};

const text = (words: string) => ({ titles: { en: words }, about: { kind: 'text' as const, text: words } });
const ALONE = { mover: null, member: null, sponsors: [], majority: 'ordinary' };
const pdf = (words: string): string => Buffer.from(`%PDF-1.7\n(${words})\n%%EOF\n`).toString('base64');

/** Ids by the name that routes give them. */
let ids: Record<string, readonly (string | number)[]>;

beforeAll(async () => {
  house = await openHouse();
  const { act } = house;
  closed = await convened(house, 'zclosed', { open: false });
  open = await convened(house, 'open');
  await makeClosed();
  inside = await makeInternal();
  await makeNotices();
  await makeReaders();
  const delegate = readers.get('delegate')!;

  const { consultation } = await act(OPEN_ROUND, {
    ...{ instrument: open.instrument, body: open.body, version: 1, stage: null, visibility: 'secretariat' },
    ...{ opensAt: null, note: null, closesAt: '2099-01-01T00:00:00Z', classes: null, members: null },
    ...{ remind: [], origin: house.url, mail: false },
  });
  const { comment } = await act(COMMENT, {
    ...{ consultation, member: open.member, replaces: null, clause: null, lang: 'en' },
    ...{ text: 'Zcomment', wording: null, author: null },
  });
  await delegate.do(motionRoutes.saveDraft, {
    ...{ assembly: open.assembly, draft: randomUUID(), titles: { en: 'Zwriting', fr: '', es: '' } },
    ...{ text: 'Zwriting', to: null, member: null, item: null },
  });
  const { draft } = await act(BEGIN_DRAFT, {
    ...{ instrument: open.instrument, name: 'Next', kind: 'text', parent: 1, languages: null, drafters: [] },
    texts: [{ lang: 'en', markdown: '# Charter\n\n1. Zversion.\n' }],
  });
  const polls = await makeCounts(delegate);
  await makeAppeal(delegate, inside.item);

  const all = async (query: string): Promise<string[]> =>
    ((await house.source.query(query)) as { id: string }[]).map(({ id }) => id);
  const both = (name: keyof Convened) => [open[name] as string, closed[name] as string];
  ids = {
    ...Object.fromEntries(
      ['assembly', 'body', 'organisation', 'instrument', 'mandate', 'referral', 'call'].map((name) => [
        name,
        both(name as keyof Convened),
      ]),
    ),
    number: [1],
    version: [1],
    revision: [1],
    lang: ['en'],
    paper: [...both('paper'), inside.paper],
    notice: await all('SELECT id FROM notice'),
    member: both('member'),
    person: [open, closed].map(({ delegates }) => delegates[0]!.person),
    motion: await all('SELECT id FROM motion'),
    draft: [...both('draft'), draft],
    consultation: [...both('consultation'), consultation],
    comment: [comment],
    poll: [...both('poll'), inside.poll, ...polls],
    candidate: await all('SELECT id FROM candidate'),
    hash: await all('SELECT hash AS id FROM blob'),
  };
}, 120_000);
afterAll(() => house.close());

async function makeClosed(): Promise<void> {
  const { act } = house;
  const { assembly } = closed;
  const { item } = await act(ADD_ITEM, { assembly, titles: { en: 'Zitem' }, internal: false });
  await act(ATTACH_PAPER, { assembly, item, name: 'Board.pdf', pdf: pdf('Zpaper') }).then(({ paper }) => {
    closed = { ...closed, paper };
  });
  await act(SUBMIT, { assembly, ...text('Zmotion'), item, ...ALONE });
  const { election } = await act(CALL, {
    assembly,
    ...Terms.parse({ titles: { en: 'Zelection' }, seats: 1, method: 'irv' }),
  });
  const { candidate } = await act(NOMINATE, {
    ...{ election, person: closed.delegates[0]!.person, member: null, gender: null, by: null },
  });
  await act(STATE, { candidate, statement: 'Zstatement' });
  // What it decides about a text that everybody reads.
  const motion = closed.onStage;
  await act(TABLE, { motion });
  await act(READY, { motion });
  const { poll } = await act(OPEN_POLL, { motion });
  const delegate = await bySlip(closed);
  await delegate.do(pollRoutes.cast, ballot(poll, 1));
  await act(CLOSE_POLL, { poll });
  await act(DECLARE_POLL, { poll, casting: null });
  const { stages } = await house.visitor().do(instrumentRoutes.instrument, { instrument: closed.instrument });
  expect(stages).toMatchObject([{ state: 'done', outcome: 'approved', assembly: null, poll: null }]);
  expect(stages[0]!.counts).toEqual({ for: null, against: null, abstain: null });
}

/** The delegate of the one member of an assembly. */
async function bySlip({ assembly, delegates }: Convened): Promise<Visitor> {
  const [slip] = await issue(house, { assembly, people: [delegates[0]!.person] });
  const delegate = house.visitor();
  await delegate.do(peopleRoutes.signInBySlip, { code: slip!.code });
  return delegate;
}

async function makeInternal(): Promise<{ item: string; motion: string; paper: string; poll: string }> {
  const { act } = house;
  const { assembly } = open;
  const { item } = await act(ADD_ITEM, { assembly, titles: { en: 'Zinternal' }, internal: true });
  const { item: under } = await act(ADD_ITEM, {
    ...{ assembly, titles: { en: 'Zunder' }, internal: false, parent: item },
  });
  const { paper } = await act(ATTACH_PAPER, { assembly, item: under, name: 'P', pdf: pdf('Zsalaries') });
  const { motion } = await act(SUBMIT, { assembly, ...text('Zdismissal'), item: under, ...ALONE });
  await act(TABLE, { motion });
  await act(READY, { motion });
  const { poll } = await act(OPEN_POLL, { motion });
  return { item: under, motion, paper, poll };
}

async function makeNotices(): Promise<void> {
  for (const [{ assembly }, words] of [
    [closed, 'Znotice'],
    [open, 'Zcall'],
  ] as const) {
    await house.act(ISSUE_NOTICE, {
      ...{ assembly, kind: 'notice', subject: words, text: words, urgency: null, origin: house.url },
    });
  }
}

async function makeReaders(): Promise<void> {
  const { assembly, body } = open;
  const others = { assembly: closed.assembly };
  for (const [name, ...offices] of [
    ['somebody'],
    ['observer of the other assembly', { office: 'observer', ...others }],
    ['observer', { office: 'observer', assembly }],
    ['teller', { office: 'teller', assembly }],
    ['chair', { office: 'chair', assembly }],
    ['secretariat of the assembly', { office: 'secretariat', assembly }],
    ['auditor of the body', { office: 'auditor', body }],
    ['secretariat of the other assembly', { office: 'secretariat', ...others }],
    ['auditor of the house', { office: 'auditor' }],
    ['secretariat of the house', { office: 'secretariat' }],
  ] as const) {
    const known = name.replaceAll(' ', '-');
    await register(house, known, ...offices);
    readers.set(name, await signedIn(house, known));
  }
  readers.set('nobody', house.visitor());
  readers.set('delegate', await bySlip(open));
}

/** Counted and not declared: on a motion, the same confidentially, and of an election. */
async function makeCounts(delegate: Visitor): Promise<string[]> {
  const { act } = house;
  const { assembly } = open;
  await delegate.do(pollRoutes.cast, ballot(open.poll, 1, { choice: 'against' }));
  await act(CLOSE_POLL, { poll: open.poll });
  const { motion } = await act(SUBMIT, { assembly, ...text('To go on'), item: null, ...ALONE });
  await act(TABLE, { motion });
  await act(READY, { motion });
  const chair = readers.get('chair')!;
  const { poll } = await chair.do(pollRoutes.open, { motion, secrecy: 'confidential' });
  await delegate.do(pollRoutes.cast, ballot(poll, 1, { choice: 'abstain' }));
  await act(CLOSE_POLL, { poll });
  const { election, candidate } = open;
  return [poll, ...(await electionPoll(election, candidate, delegate))];
}

async function electionPoll(election: string, candidate: string, delegate: Visitor): Promise<string[]> {
  const chair = readers.get('chair')!;
  await readers.get('secretariat of the assembly')!.do(electionRoutes.answer, {
    ...{ candidate, accept: true, told: 'By letter' },
  });
  await chair.do(electionRoutes.closeNominations, { election });
  const { poll } = await chair.do(electionRoutes.ballot, { election });
  await delegate.do(pollRoutes.cast, ballot(poll, 1, { choice: { ranks: [[1]] } }));
  await house.act(CLOSE_POLL, { poll });
  return [poll];
}

async function makeAppeal(delegate: Visitor, item: string): Promise<void> {
  const { assembly } = open;
  await house.act(TAKE_UP_ITEM, { assembly, item, current: 'left' });
  await house.act(OPEN_SPEAKERS, {
    assembly,
    about: { kind: 'item', item },
    order: [],
    limit: null,
    observers: false,
  });
  await delegate.do(debateRoutes.appeal, { assembly, about: 'Zruling' });
}

/** Draws each letter by its place in a font: no word is found in it. What it says is in the table of comments.csv. */
const DRAWN = '/api/consultations/:consultation/comments.pdf';

/** Every reading of a route, with every id that there is; `drawn`: also what takes long and has no words. */
function* paths({ drawn }: { drawn: boolean }): Generator<string> {
  for (const { method, path } of routes) {
    if (method !== 'GET' || path.startsWith('/api/record') || (path === DRAWN && !drawn)) continue;
    // What is withheld is called by words with this letter.
    let filled = [path === '/api/search' ? `${path}?text=z` : path];
    for (const [, name] of path.matchAll(/:(\w+)/g)) {
      filled = filled.flatMap((one) => ids[name!]!.map((id) => one.replace(`:${name}`, String(id))));
    }
    yield* filled;
  }
}

/** As it would be read by who looks for something: JSON in JSON is no hiding place. */
const plain = (said: string): string => said.replaceAll('\\', '');

async function asked(reader: Visitor, all: Iterable<string>): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  const queue = [...all];
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
        const response = await reader.fetch(path);
        expect([path, response.status]).not.toEqual([path, 500]);
        answers.set(path, plain(await response.text()));
      }
    }),
  );
  return answers;
}

/** Where the mark of each kind was read. */
function found(answers: ReadonlyMap<string, string>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(KINDS).map(([kind, { mark }]) => [
      kind,
      [...answers].filter(([, said]) => said.includes(mark)).map(([path]) => path),
    ]),
  );
}

const wanted = (reader: Reader, where: 'pages' | 'record') =>
  Object.fromEntries(Object.entries(KINDS).map(([kind, one]) => [kind, one[where].includes(reader)]));

/** Which are read at all, and where those were read that should not be. */
function judged(places: Record<string, string[]>, reader: Reader, where: 'pages' | 'record') {
  const may = wanted(reader, where);
  return Object.fromEntries(
    Object.entries(places).map(([kind, at]) => [kind, may[kind] ? at.length > 0 : at.length > 0 && at]),
  );
}

test('there is something to ask, by every name that a route knows', () => {
  expect([...paths({ drawn: true })].length).toBeGreaterThan(150);
  expect([...readers.keys()].toSorted()).toEqual([...READERS].toSorted());
});

test.each(READERS)('on the pages: %s', async (reader) => {
  const drawn = reader === 'nobody' || reader === 'secretariat of the house';
  const answers = await asked(readers.get(reader)!, paths({ drawn }));
  expect(judged(found(answers), reader, 'pages')).toEqual(wanted(reader, 'pages'));
});

test.each(READERS)('in the record and the news: %s', async (reader) => {
  const visitor = readers.get(reader)!;
  const { size } = await visitor.do(recordRoutes.record, {});
  const pages = Array.from({ length: Math.ceil(size / 200) }, (_, i) => size - i * 200);
  const marked: { number: string; subject: string }[] = await house.source.query(
    `SELECT number, subject FROM entry WHERE convert_from(bytes, 'UTF8') ~ $1 OR type LIKE 'poll.%'`,
    [
      Object.values(KINDS)
        .map(({ mark }) => mark)
        .join('|'),
    ],
  );
  const answers = await asked(visitor, [
    ...pages.map((before) => `/api/record?limit=200&before=${before}`),
    ...marked.map(({ number }) => `/api/record/${number}`),
    ...new Set(marked.map(({ subject }) => `/api/record?subject=${encodeURIComponent(subject)}`)),
    ...ids['hash']!.map((hash) => `/api/record/blobs/${hash}`),
  ]);
  await visitor.connect();
  for (const { assembly } of [open, closed]) {
    const ack = await visitor.emit(liveSockets.follow, { assembly, since: 0 });
    if (ack.ok) expect(value(ack)).toMatchObject({ kind: 'news' });
    answers.set(`follow ${assembly}`, ack.ok ? plain(JSON.stringify(ack)) : '');
  }
  visitor.leave();
  // The slug of an assembly is the name of its subject; what happened there is the matter.
  for (const [path, said] of answers) answers.set(path, said.replaceAll(/"subject":"[^"]*"/g, ''));
  expect(judged(found(answers), reader, 'record')).toEqual(wanted(reader, 'record'));
});

test.each(READERS)('what things are called in the record: %s', async (reader) => {
  const visitor = readers.get(reader)!;
  const { size } = await visitor.do(recordRoutes.record, {});
  const names: Record<string, { assembly?: string | undefined }> = {};
  for (let before = size; before > 0; before -= 200)
    Object.assign(names, (await visitor.do(recordRoutes.record, { limit: 200, before })).names);
  const ofClosed = Object.entries(names).filter(
    ([key, { assembly }]) => key === `assembly:${closed.assembly}` || assembly === closed.assembly,
  );
  expect(names).toHaveProperty([`poll:${open.poll}`], expect.objectContaining({ assembly: open.assembly }));
  expect(ofClosed.length > 0).toBe(OF_CLOSED.includes(reader));
  for (const key of [`item:${inside.item}`, `motion:${inside.motion}`, `poll:${inside.poll}`])
    expect([key, key in names]).toEqual([key, OF_OPEN.includes(reader)]);
  expect(Object.keys(names).some((key) => key.startsWith('person:'))).toBe(OF_HOUSE.includes(reader));
});

test('an entry that everybody reads gives no name of what is hidden or in a closed assembly', async () => {
  const said = (data: object) => ({
    bytes: JSON.stringify({
      ...{ type: 'referral.returned', actor: { kind: 'house', name: 'clock' } },
      ...{ subject: { instrument: closed.instrument }, data },
    }),
  });
  const entries = [
    said({ motion: closed.onStage, poll: inside.poll, assembly: closed.assembly }),
    said({ motion: inside.motion, poll: open.poll }),
  ];
  const named = async (shut: readonly string[], hidden: readonly string[]) =>
    Object.keys(
      await namesIn(house.source.manager, entries, {
        rooms: house.app.get(Rooms),
        reader: { closed: new Set(shut), hidden: new Set(hidden), openings: [] },
      }),
    ).toSorted();
  const ofAll = [`assembly:${open.assembly}`, `instrument:${closed.instrument}`, `poll:${open.poll}`];
  expect(await named([closed.assembly], [inside.motion, inside.poll])).toEqual(ofAll.toSorted());
  expect(await named([], [])).toEqual(
    [
      ...ofAll,
      ...[`assembly:${closed.assembly}`, `motion:${closed.onStage}`],
      ...[`motion:${inside.motion}`, `poll:${inside.poll}`],
    ].toSorted(),
  );
});
