import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Refusal, Result } from '../../src/basics/result.js';
import { CLOSE_SITTING, OPEN_SITTING, PLAN_SITTING } from '../../src/assemblies/assemblies.acts.js';
import type { Act } from '../../src/house/perform.js';
import type { Visitor as Who } from '../../src/access/visitor.js';
import { ENTER_STAGE, FOUND_INSTRUMENT, FREEZE_VERSION } from '../../src/instruments/instruments.acts.js';
import { instrumentView } from '../../src/instruments/instruments.store.js';
import { isOver } from '../../src/motions/motion.js';
import * as motions from '../../src/motions/motions.acts.js';
import { MotionAbout, type MotionState, type MotionView } from '../../src/motions/motions.contract.js';
import { BallotBox } from '../../src/polls/ballots.store.js';
import * as polls from '../../src/polls/polls.acts.js';
import { Channel, Form, Secrecy, type PollState, type PollView } from '../../src/polls/polls.contract.js';
import { Choice } from '../../src/rules/vote.js';
import { tellersView } from '../../src/polls/polls.store.js';
import { DEMO_RULES } from '../../src/seeds/demo.data.js';
import { SEEDER } from '../../src/seeds/seed.js';
import { hall, type Hall } from './hall.js';
import { openHouse, type TestHouse } from './house.js';

/**
 * No sequence of acts leaves a thing that can neither go on nor end: whatever was done, every poll can be declared or
 * annulled, every motion can be brought to its end, the sitting closed, and the stage of a text decided.
 */
let house: TestHouse;
let at: Hall;
let texts = 0;
let before: string[] = [];

beforeAll(async () => {
  house = await openHouse();
  const { majorities } = DEMO_RULES;
  at = await hall(house, 'maze', {
    majorities: { ...majorities, ordinary: { ...majorities.ordinary, tie: 'casting_vote' } },
  });
});
afterAll(() => house.close());

/** What is done to the `of`-th of the motions or polls that there are; `with` chooses what the act leaves open. */
const Deed = fc.record({
  what: fc.constantFrom(
    ...(['submit', 'submit', 'submit', 'table', 'ready', 'debate', 'adjourn', 'remit', 'resume'] as const),
    ...(['withdraw', 'refuse', 'divide', 'takeOut', 'fall', 'amend', 'rehearse', 'come', 'leave'] as const),
    ...(['open', 'open', 'open', 'open', 'open', 'open', 'cast', 'cast', 'vote', 'vote', 'vote'] as const),
    ...(['suspend', 'resumePoll', 'close', 'close', 'close', 'see', 'see', 'declare', 'declare'] as const),
    ...(['declare', 'recount', 'recount', 'recount', 'annul', 'channel', 'count', 'count'] as const),
    ...(['enter', 'enter', 'closeSitting', 'openSitting', 'openSitting'] as const),
  ),
  of: fc.nat(7),
  with: fc.nat(1_000),
});
type Deed = typeof Deed extends fc.Arbitrary<infer D> ? D : never;

const tx = () => house.source.manager;
interface Seen<S> {
  readonly id: string;
  readonly state: S;
}
/** Without those that were there before a run: they have all ended. */
const motionsNow = (): Promise<(Seen<MotionState> & Pick<MotionView, 'about'>)[]> =>
  tx().query('SELECT id, state, about FROM motion WHERE assembly = $1 AND id <> ALL($2) ORDER BY id DESC', [
    ...[at.assembly, before],
  ]);
const pollsNow = (): Promise<(Seen<PollState> & Pick<PollView, 'form'>)[]> =>
  tx().query('SELECT id, state, form FROM poll WHERE assembly = $1 AND id <> ALL($2) ORDER BY id DESC', [
    ...[at.assembly, before],
  ]);
const one = <T>(all: readonly T[], place: number): T => all[place % all.length]!;

/** The house itself does it. A failure is none of the answers. */
const perform = <C, S, R>(act: Act<C, S, R>, command: C, who: Who = SEEDER): Promise<Result<R>> =>
  house.perform.perform(who, act, command);
const as = (place: number, office: 'delegate' | 'teller'): Who => ({
  person: at.people[place]!,
  held: [{ office, body: null, assembly: at.assembly, from: null, to: null }],
});
const REASON = { reason: 'It happened' };

/** A text on its path, where something can be decided by two motions and by hand. */
async function text() {
  const instrument = `maze-${++texts}`;
  await house.act(FOUND_INSTRUMENT, {
    ...{ instrument, titles: { en: 'Charter' }, authenticLanguages: ['en'] },
    stages: (['principle', 'final'] as const).map((kind) => ({ kind, label: kind, body: 'maze-ga' })),
  });
  await house.act(FREEZE_VERSION, {
    ...{ instrument, texts: [{ lang: 'en', markdown: '# Charter\n\n1. Pay is open.\n' }] },
    ...{ authentic: ['en'], parent: null, reason: null },
  });
  before = [...before, ...[...(await motionsNow()), ...(await pollsNow())].map(({ id }) => id)];
  return {
    instrument,
    stages: async () => (await instrumentView(tx(), instrument))!.stages,
  };
}
type Text = Awaited<ReturnType<typeof text>>;

const enter = ({ instrument }: Text, stage: string, outcome: 'approved' | 'rejected') =>
  perform(ENTER_STAGE, {
    ...{ instrument, stage, outcome, assembly: at.assembly, date: null, version: null, result: null },
    ...{
      counts: { for: null, against: null, abstain: null },
      source: 'Minutes',
      certainty: 'high',
      note: null,
    },
  });

async function submit(on: Text, deed: Deed, others: readonly Seen<MotionState>[]): Promise<Result<unknown>> {
  const stages = await on.stages();
  const other = (more = 0): string => (others.length > 0 ? one(others, deed.of + more).id : randomUUID());
  const about = one(
    [
      { kind: 'stage', instrument: on.instrument, stage: one(stages, deed.of).id, version: 1 },
      { kind: 'stage', instrument: on.instrument, stage: stages[0]!.id, version: 1 },
      { kind: 'text', text: 'We begin.' },
      { kind: 'amendment', to: other(), text: 'We begin at once.' },
      { kind: 'composite', text: 'Both.', parents: [other(), other(1)] },
      { kind: 'bloc', motions: [other(), other(1)] },
      { kind: 'procedure', procedure: 'reconsider', motion: other() },
      { kind: 'procedure', procedure: 'adjourn', motion: other() },
      { kind: 'procedure', procedure: 'closure', motion: other() },
    ],
    deed.with,
  );
  return perform(motions.SUBMIT, {
    ...{ assembly: at.assembly, titles: { en: 'A motion' }, about: MotionAbout.parse(about) },
    ...{ item: null, mover: null, member: null, sponsors: [], majority: 'ordinary' },
  } as never);
}

async function cast({ id: poll }: Seen<PollState>, deed: Deed): Promise<Result<unknown>> {
  const place = deed.with % 4;
  const choice = one(Choice.options, deed.with);
  const ballot = { poll, ballot: randomUUID(), entitlement: place + 1, choice, replaces: 0 };
  return house.app.get(BallotBox).cast(as(place, 'delegate'), ballot);
}

/** Two tellers enter that nothing was handed in, or one of them. */
async function count({ id: poll }: Seen<PollState>, deed: Deed): Promise<Result<unknown> | null> {
  const { channels } = (await tellersView(tx(), poll, at.people[0]!))!;
  let last: Result<unknown> | null = null;
  for (const { channel, stacks } of channels)
    for (const teller of [0, 1].slice(0, 1 + (deed.with % 2))) {
      const counts = Object.fromEntries(stacks.map(({ stack }) => [stack, {}]));
      last = await perform(polls.ENTER_COUNT, { poll, channel, counts }, as(teller, 'teller'));
    }
  return last;
}

async function vote(poll: Seen<PollState>, deed: Deed): Promise<Result<unknown>> {
  for (const place of [0, 1, 2]) await cast(poll, { ...deed, with: place * 4 + place });
  await perform(polls.CLOSE_POLL, { poll: poll.id });
  return perform(polls.DECLARE_POLL, { poll: poll.id, casting: null });
}

function open(motion: string, deed: Deed): Promise<Result<unknown>> {
  // Two in three are the plain vote; else any form, channel and secrecy.
  const plain = deed.with % 3 > 0;
  return perform(polls.OPEN_POLL, {
    motion,
    mailFrom: null,
    form: plain ? 'count' : one(Form.options, deed.of),
    channel: plain ? 'electronic' : one(Channel.options, deed.with),
    secrecy: plain || deed.with % 4 > 0 ? 'recorded' : one(Secrecy.options, deed.of),
    dueAt: deed.of % 2 === 0 ? null : '2099-01-01T00:00:00.000Z',
    remind: [],
  });
}

/** One that is not ready is made so, more often than not. */
async function opened(motion: string, deed: Deed): Promise<Result<unknown>> {
  if (deed.with % 4 > 0) {
    await perform(motions.TABLE, { motion });
    await perform(motions.READY, { motion });
  }
  return open(motion, deed);
}

/** What came of a deed; null where there was nothing to do it to. */
async function happen(on: Text, deed: Deed): Promise<Result<unknown> | null> {
  const all = await motionsNow();
  const alive = all.filter((motion) => !isOver(motion));
  const taken = deed.what === 'submit' || deed.with % 5 === 0 ? all : alive;
  const ours = await pollsNow();
  const live = ours.filter(
    ({ state }) => state !== 'annulled' && (state !== 'declared' || deed.what === 'recount'),
  );
  const under = live.length > 0 ? live : ours;
  const { assembly } = at;
  // Of these each switch below takes some.
  const what: string = deed.what;
  const nothing = null;
  const onMotion = taken.length > 0 ? one(taken, deed.of).id : null;
  const poll = under.length > 0 ? one(under, deed.of) : null;
  switch (what) {
    case 'submit':
      return submit(on, deed, taken);
    case 'rehearse':
      return perform(polls.REHEARSE, { assembly });
    case 'enter': {
      const stage = one(await on.stages(), deed.of).id;
      return enter(on, stage, deed.with % 2 === 0 ? 'approved' : 'rejected');
    }
    case 'closeSitting': {
      const sitting = await sittingNow();
      return sitting === null ? nothing : perform(CLOSE_SITTING, { assembly, sitting });
    }
    case 'openSitting':
      return sit();
    case 'come':
    case 'leave':
      await at.enter([deed.of % 4], deed.what === 'come');
      return nothing;
    default:
      // To a motion or a poll, below.
      break;
  }
  if (onMotion !== null)
    switch (what) {
      case 'table':
        return perform(motions.TABLE, { motion: onMotion });
      case 'ready':
        return perform(motions.READY, { motion: onMotion });
      case 'debate':
        return perform(motions.DEBATE, { motion: onMotion });
      case 'adjourn':
        return perform(motions.ADJOURN, { motion: onMotion, until: null, ...REASON });
      case 'remit':
        return perform(motions.REMIT, { motion: onMotion, to: null, until: null, ...REASON } as never);
      case 'resume':
        return perform(motions.RESUME, { motion: onMotion });
      case 'withdraw':
        return perform(motions.WITHDRAW, { motion: onMotion, ...REASON });
      case 'refuse':
        return perform(motions.REFUSE_MOTION, { motion: onMotion, ...REASON });
      case 'divide': {
        const parts = [1, 2].map((part) => ({ titles: { en: `Part ${part}` }, text: `Part ${part}.` }));
        return perform(motions.DIVIDE, { motion: onMotion, parts });
      }
      case 'takeOut':
        return perform(motions.TAKE_OUT, { motion: onMotion, member: null });
      case 'fall':
        return perform(motions.FALL, { motion: onMotion, because: one(all, deed.with).id, ...REASON });
      case 'amend':
        return perform(motions.AMEND, { motion: onMotion, text: 'As amended.', version: 1 });
      case 'open':
        return opened(onMotion, deed);
      default:
        break;
    }
  if (poll === null) return onMotion === null ? nothing : opened(onMotion, { ...deed, with: 1 });
  switch (what) {
    case 'cast':
      return cast(poll, deed);
    case 'vote':
      return vote(poll, deed);
    case 'suspend':
      return perform(polls.SUSPEND_POLL, { poll: poll.id, ...REASON });
    case 'resumePoll':
      return perform(polls.RESUME_POLL, { poll: poll.id });
    case 'close':
      return perform(polls.CLOSE_POLL, { poll: poll.id });
    case 'see':
      return perform(polls.SEE, { poll: poll.id, outcome: deed.with % 2 === 0 ? 'adopted' : 'rejected' });
    case 'declare':
      return perform(polls.DECLARE_POLL, {
        poll: poll.id,
        casting: one([null, null, 'for', 'against'] as const, deed.with),
      });
    case 'recount':
      return perform(polls.RECOUNT, { poll: poll.id, ...REASON });
    case 'annul':
      return perform(polls.ANNUL_POLL, { poll: poll.id, ...REASON });
    case 'channel':
      return perform(polls.SET_CHANNEL, {
        ...{ poll: poll.id, entitlements: [1 + (deed.with % 4)] },
        channel: one(Channel.options, deed.with),
      });
    case 'count':
      return count(poll, deed);
    default:
      return nothing;
  }
}

async function sittingNow(): Promise<string | null> {
  const rows: { id: string }[] = await tx().query(
    `SELECT id FROM sitting WHERE assembly = $1 AND state = 'open'`,
    [at.assembly],
  );
  return rows[0]?.id ?? null;
}

async function sit(): Promise<Result<unknown>> {
  const { assembly } = at;
  const planned = await perform(PLAN_SITTING, { assembly, name: null, plannedFrom: null });
  return planned.ok ? perform(OPEN_SITTING, { assembly, sitting: planned.value.sitting }) : planned;
}

/** Brings everything to its end, by the acts that chair and secretariat have; gives what would not end, and why. */
async function ending(on: Text): Promise<string[]> {
  const stuck: string[] = [];
  const tried = (name: string, result: Result<unknown>): void => {
    if (!result.ok) stuck.push(`${name}: ${said(result.refusal)}`);
  };
  for (const { id, state, form } of await pollsNow())
    if (state !== 'declared' && state !== 'annulled')
      tried(`poll ${form} ${state}`, await perform(polls.ANNUL_POLL, { poll: id, ...REASON }));
  const sitting = await sittingNow();
  if (sitting) tried('sitting', await perform(CLOSE_SITTING, { assembly: at.assembly, sitting }));
  // With one that ends others do; what was adopted as an amendment can only be ruled out.
  for (const { id } of await motionsNow()) {
    const now = async () => (await motionsNow()).find((motion) => motion.id === id)!;
    const motion = await now();
    if (isOver(motion)) continue;
    await perform(motions.WITHDRAW, { motion: id, ...REASON });
    for (const act of [motions.ADJOURN, motions.RESUME, motions.REFUSE_MOTION])
      if (!isOver(await now()))
        await perform(act as typeof motions.ADJOURN, { motion: id, until: null, ...REASON });
    const after = await now();
    if (!isOver(after)) stuck.push(`motion ${motion.about.kind} ${motion.state}, now ${after.state}`);
  }
  const current = (await on.stages()).find(({ state }) => state === 'current');
  if (current) tried('stage', await enter(on, current.id, 'approved'));
  return stuck;
}

const said = ({ code, facts }: Refusal): string => `${code} ${JSON.stringify(facts)}`;

describe('a poll that can never be declared is annulled, and the sitting closes', () => {
  /** A poll on the first stage, in which everybody votes for. */
  async function voted(on: Text, channel: Channel = 'electronic'): Promise<{ motion: string; poll: string }> {
    const [stage] = await on.stages();
    const { motion } = await house.act(motions.SUBMIT, {
      ...{ assembly: at.assembly, titles: { en: 'A motion' }, item: null, mover: null, member: null },
      ...{ sponsors: [], majority: 'ordinary' },
      about: { kind: 'stage', instrument: on.instrument, stage: stage!.id, version: 1 },
    });
    await house.act(motions.TABLE, { motion });
    await house.act(motions.READY, { motion });
    const { poll } = await house.act(polls.OPEN_POLL, { motion, channel });
    return { motion, poll };
  }

  const tally = async (poll: string): Promise<void> => {
    const { channels } = (await tellersView(tx(), poll, at.people[0]!))!;
    const [{ channel, stacks }] = channels as [(typeof channels)[number]];
    const counts = Object.fromEntries(stacks.map(({ stack, lines }) => [stack, { for: lines }]));
    for (const place of [0, 1])
      expect(await perform(polls.ENTER_COUNT, { poll, channel, counts }, as(place, 'teller'))).toMatchObject({
        ok: true,
      });
  };

  const closed = async (poll: string): Promise<void> => {
    for (const place of [0, 1, 2, 3])
      await house.app.get(BallotBox).cast(as(place, 'delegate'), {
        ...{ poll, ballot: randomUUID(), entitlement: place + 1, choice: 'for', replaces: 0 },
      });
    await house.act(polls.CLOSE_POLL, { poll });
  };

  let on: Text;
  beforeEach(async () => {
    on = await text();
    await at.enter([0, 1, 2, 3]);
    if ((await sittingNow()) === null) await sit();
  });

  /** It can only be annulled, and is; its motion is ready again, and ends like every other. */
  async function expectStuck({ motion, poll }: { motion: string; poll: string }): Promise<void> {
    expect(await perform(polls.DECLARE_POLL, { poll, casting: null })).toMatchObject({
      refusal: { code: 'stage.decided' },
    });
    const sitting = (await sittingNow())!;
    expect(await perform(CLOSE_SITTING, { assembly: at.assembly, sitting })).toMatchObject({
      refusal: { code: 'sitting.poll_open' },
    });
    await house.act(polls.ANNUL_POLL, { poll, ...REASON });
    expect((await motionsNow()).find(({ id }) => id === motion)).toMatchObject({ state: 'ready' });
    expect(await ending(on)).toEqual([]);
    expect(await sittingNow()).toBeNull();
  }

  test('of two motions on one stage that were both voted, the second', async () => {
    const [one, two] = [await voted(on), await voted(on)];
    for (const { poll } of [one, two]) await closed(poll);
    await house.act(polls.DECLARE_POLL, { poll: one.poll, casting: null });
    await expectStuck(two);
  });

  test('whose stage was entered by hand while it was closed', async () => {
    const one = await voted(on);
    await closed(one.poll);
    expect(await enter(on, (await on.stages())[0]!.id, 'approved')).toMatchObject({ ok: true });
    await expectStuck(one);
  });

  test('that was declared, is recounted, and whose stage was entered by hand meanwhile', async () => {
    const one = await voted(on, 'hands');
    await tally(one.poll);
    await house.act(polls.CLOSE_POLL, { poll: one.poll });
    await house.act(polls.DECLARE_POLL, { poll: one.poll, casting: null });
    await house.act(polls.RECOUNT, { poll: one.poll, ...REASON });
    expect(await enter(on, (await on.stages())[0]!.id, 'approved')).toMatchObject({ ok: true });
    await tally(one.poll);
    await house.act(polls.CLOSE_POLL, { poll: one.poll });
    await expectStuck(one);
  });
});

test('whatever was done, everything can be brought to its end', async () => {
  /** What came about in all runs: a maze of refusals would prove nothing. */
  const done = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(Deed, { minLength: 20, maxLength: 30 }), async (deeds) => {
      const on = await text();
      await at.enter([0, 1, 2, 3]);
      if ((await sittingNow()) === null) await sit();
      const first: Deed = { what: 'submit', of: 0, with: 1 };
      for (const deed of [first, first, ...deeds]) {
        const result = await happen(on, deed);
        if (result?.ok) done.add(deed.what);
      }
      expect(await ending(on)).toEqual([]);
    }),
    { seed: 1948, numRuns: 7, endOnFailure: true },
  );
  for (const what of [
    'submit',
    'open',
    'vote',
    'close',
    'annul',
    'count',
    'enter',
    'closeSitting',
    'suspend',
  ])
    expect([what, done.has(what)]).toEqual([what, true]);
}, 180_000);
