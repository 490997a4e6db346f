import { assemblyRoutes } from '../../src/assemblies/assemblies.contract.js';
import { liveRoutes, liveSockets } from '../../src/live/live.contract.js';
import { applyNews } from '../../src/live/floor.js';
import { motionRoutes } from '../../src/motions/motions.contract.js';
import { canonical, sha256Hex } from '../../src/basics/canonical.js';
import { PollClock } from '../../src/polls/polls.clock.js';
import { pollRoutes, type Counts, type Vote } from '../../src/polls/polls.contract.js';
import { evolve } from '../../src/polls/poll.js';
import { ADOPT_RULE_SET } from '../../src/bodies/bodies.acts.js';
import { DEMO_RULES } from '../../src/seeds/demo.data.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { register, signedIn } from './convened.js';
import { ballot, hall, type Hall } from './hall.js';
import { openHouse, value, type TestHouse, type Visitor } from './house.js';
import { recounted } from './recounted.js';

/** The ways of taking a vote, as chairs, tellers and delegates meet them. */
let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const refusal = async (answer: Promise<{ ok: boolean; refusal?: { code: string } }>) =>
  (await answer).refusal?.code ?? null;
const view = async (poll: string) => (await house.visitor().do(pollRoutes.poll, { poll })).poll;
const entries = async (poll: string) =>
  (
    await house.visitor().do(recordRoutes.record, { subject: `poll:${poll}`, limit: 200 })
  ).entries.toReversed();
const dataOf = ({ bytes }: { bytes: string | null }) =>
  (JSON.parse(bytes!) as { data: Record<string, unknown>; blobs?: Record<string, string> }).data;
/** The poll's events in the record lead to a state, or one cannot follow. */
const replayed = async (poll: string) =>
  (await entries(poll)).reduce<ReturnType<typeof evolve>>(
    (state, { type }) => evolve(state, { type: type as never }),
    null,
  );
async function tellers(at: Hall, name: string): Promise<[Visitor, Visitor]> {
  const assembly = at.assembly;
  for (const one of ['one', 'two']) await register(house, `${name}-${one}`, { office: 'teller', assembly });
  return [await signedIn(house, `${name}-one`), await signedIn(house, `${name}-two`)];
}
const counted = (yes: number, against = 0, abstain = 0, invalid = 0) => ({
  ...{ for: yes, against, abstain, invalid },
});

describe('on sight', () => {
  let at: Hall;
  let motion: string;
  beforeAll(async () => {
    at = await hall(house, 'sight');
    motion = await at.motion();
  });

  test('the chair sees; nobody casts; counts are unknown and not zero', async () => {
    const other = await at.motion();
    const { poll } = await at.chair.do(pollRoutes.open, { motion: other, form: 'sight' });
    expect(await refusal(at.delegates[1]!.ask(pollRoutes.cast, ballot(poll, 2)))).toBe('ballot.not_taken');
    expect(await refusal(at.chair.ask(pollRoutes.close, { poll }))).toBe('poll.seen_only');
    await at.chair.do(pollRoutes.seen, { poll, outcome: 'adopted' });
    await at.chair.do(pollRoutes.declare, { poll });
    expect(await view(poll)).toMatchObject({
      ...{ form: 'sight', state: 'declared', decision: 1 },
      result: { outcome: 'adopted', totals: null, steps: [{ code: 'sight.seen' }] },
    });
  });

  test('a delegate demands a count when the chair has seen: it is annulled and counted', async () => {
    const { poll } = await at.chair.do(pollRoutes.open, { motion, form: 'sight' });
    await at.chair.do(pollRoutes.seen, { poll, outcome: 'adopted' });
    const before = await at.delegates[2]!.do(liveRoutes.floor, { assembly: at.assembly });
    await at.delegates[1]!.do(pollRoutes.demandCount, { poll });
    await at.delegates[2]!.do(pollRoutes.demandCount, { poll });
    expect(await refusal(at.delegates[5]!.ask(pollRoutes.demandCount, { poll }))).toBeNull();
    await at.delegates[2]!.connect();
    const missed = value(
      await at.delegates[2]!.emit(liveSockets.follow, { assembly: at.assembly, since: before.number }),
    );
    expect(missed.kind).toBe('news');
    if (missed.kind !== 'news') return;
    const now = applyNews(before, missed.news);
    expect(now?.polls.find((one) => one.id === poll)).toMatchObject({ countDemanded: true });
    expect(await refusal(at.chair.ask(pollRoutes.declare, { poll }))).toBe('poll.count_demanded');
    await at.chair.do(pollRoutes.annul, { poll, reason: 'A count was demanded' });
    expect((await entries(poll)).filter(({ type }) => type === 'poll.count_demanded')).toHaveLength(1);
    expect(await replayed(poll)).toBe('annulled');
    const { poll: fresh } = await at.chair.do(pollRoutes.open, { motion });
    for (const [place, choice] of [
      [1, 'against'],
      [2, 'against'],
      [3, 'for'],
    ] as const)
      await at.delegates[place]!.do(pollRoutes.cast, ballot(fresh, place + 1, { choice }));
    await at.chair.do(pollRoutes.close, { poll: fresh });
    expect(await at.chair.do(pollRoutes.declare, { poll: fresh })).toMatchObject({ outcome: 'rejected' });
  });
});

describe('consensus', () => {
  test('without an objection it is adopted; an objection taken back is none; one that stands rejects', async () => {
    const at = await hall(house, 'consensus', { changeOfVote: false });
    const decide = async (votes: readonly Vote[]) => {
      const { poll } = await at.chair.do(pollRoutes.open, { motion: await at.motion(), form: 'consensus' });
      const cast = (choice: Vote, replaces: number) =>
        at.delegates[1]!.ask(pollRoutes.cast, ballot(poll, 2, { choice, replaces }));
      expect(await refusal(cast('for', 0))).toBe('ballot.not_taken');
      for (const [replaces, choice] of votes.entries()) expect((await cast(choice, replaces)).ok).toBe(true);
      const { result } = await at.chair.do(pollRoutes.close, { poll });
      await at.chair.do(pollRoutes.declare, { poll });
      return [result.outcome, result.steps[0]!.code];
    };
    expect(await decide([])).toEqual(['adopted', 'consent.none_objected']);
    expect(await decide(['against', 'abstain'])).toEqual(['adopted', 'consent.none_objected']);
    expect(await decide(['against'])).toEqual(['rejected', 'consent.objected']);
  });
});

describe('over days', () => {
  const dueAt = '2099-01-01T12:00:00.000Z';
  const due = new Date(dueAt);
  const clock = () => house.app.get(PollClock);

  test('silence: whoever is accredited may object, and the clock closes when it is due', async () => {
    const at = await hall(house, 'silence', { present: [] });
    const open = async () =>
      (await at.chair.do(pollRoutes.open, { motion: await at.motion(), form: 'silence', dueAt })).poll;
    const quiet = await open();
    expect(await view(quiet)).toMatchObject({ represented: { members: 6 }, dueAt });
    expect(await refusal(at.chair.ask(pollRoutes.close, { poll: quiet }))).toBe('poll.not_due');
    expect(await clock().closeDue(new Date('2098-12-31T12:00:00Z'))).toEqual([]);
    await house.source.query('UPDATE poll SET due_at = opened_at WHERE id = $1', [quiet]);
    expect(await refusal(at.delegates[1]!.ask(pollRoutes.cast, ballot(quiet, 2)))).toBe('poll.closed');
    // The house's own clock may have been first.
    await clock().closeDue(due);
    expect((await view(quiet)).state).toBe('closed');
    expect(await clock().closeDue(due)).toEqual([]);
    expect(await at.chair.do(pollRoutes.declare, { poll: quiet })).toMatchObject({ outcome: 'adopted' });
  });

  test('stays open for as long as the rules want', async () => {
    const at = await hall(house, 'hours', { present: [], overDays: { minimumHours: 72 } });
    const motion = await at.motion();
    const soon = new Date(Date.now() + 71 * 3_600_000).toISOString();
    for (const form of ['silence', 'correspondence'] as const)
      expect(await at.chair.ask(pollRoutes.open, { motion, form, dueAt: soon })).toMatchObject({
        refusal: { code: 'poll.due_soon', facts: { hours: 72 } },
      });
    const { poll } = await at.chair.do(pollRoutes.open, { motion, form: 'silence', dueAt });
    expect(await view(poll)).toMatchObject({ state: 'open', dueAt });
  });

  test('correspondence: no sitting, no presence; the quorum is who has answered', async () => {
    const at = await hall(house, 'letters', { present: [] });
    const motion = await at.motion();
    expect(await refusal(at.chair.ask(pollRoutes.open, { motion, form: 'correspondence' }))).toBe(
      'poll.due_needed',
    );
    const { poll } = await at.chair.do(pollRoutes.open, { motion, form: 'correspondence', dueAt });
    for (const place of [0, 1]) await at.delegates[place]!.do(pollRoutes.cast, ballot(poll, place + 1));
    expect(await refusal(at.chair.ask(pollRoutes.close, { poll }))).toBe('poll.not_due');
    for (const place of [2, 3, 4, 5])
      await at.delegates[place]!.do(pollRoutes.cast, ballot(poll, place + 1, { choice: 'abstain' }));
    const { result } = await at.chair.do(pollRoutes.close, { poll });
    expect(result).toMatchObject({ outcome: 'adopted', totals: { members: { for: 2, abstain: 4 } } });
  });

  test('a poll over days outlives the sitting; a poll of the hall does not', async () => {
    const at = await hall(house, 'outlives');
    const form = { motion: await at.motion(), form: 'silence', dueAt } as const;
    const { poll: days } = await at.chair.do(pollRoutes.open, form);
    const { poll: now } = await at.chair.do(pollRoutes.open, { motion: await at.motion() });
    const { sittings } = await at.chair.do(assemblyRoutes.assembly, { assembly: at.assembly });
    const close = () =>
      at.chair.ask(assemblyRoutes.closeSitting, { assembly: at.assembly, sitting: sittings[0]!.id });
    expect(await refusal(close())).toBe('sitting.poll_open');
    await at.chair.do(pollRoutes.close, { poll: now });
    expect(await refusal(close())).toBe('sitting.poll_open');
    await at.chair.do(pollRoutes.declare, { poll: now });
    expect(await refusal(close())).toBeNull();
    await at.delegates[1]!.do(pollRoutes.cast, ballot(days, 2, { choice: 'against' }));
    expect(await view(days)).toMatchObject({ state: 'open', cast: 1 });
  });

  test('correspondence: who comes to the hall meanwhile takes no vote from who is asked by letter', async () => {
    const at = await hall(house, 'both-ways', { present: [] });
    const { poll } = await at.chair.do(pollRoutes.open, {
      ...{ motion: await at.motion(), form: 'correspondence', dueAt },
    });
    const held = async (place: number) =>
      (await at.delegates[place]!.do(pollRoutes.hand, { poll })).entitlements.map((one) => one.entitlement);
    // The first holds the fifth's proxy, which is for the hall alone.
    await at.enter([0, 1]);
    expect([await held(0), await held(4)]).toEqual([[1], [5]]);
    await at.enter([0], false);
    expect([await held(0), await held(4)]).toEqual([[1], [5]]);
    expect((await entries(poll)).map(({ type }) => type)).toEqual(['poll.opened']);
    await at.delegates[4]!.do(pollRoutes.cast, ballot(poll, 5));
  });

  test('correspondence: too few answers are no quorum, and the motion is ready again', async () => {
    const at = await hall(house, 'few-letters', { present: [] });
    const motion = await at.motion();
    const { poll } = await at.chair.do(pollRoutes.open, { motion, form: 'correspondence', dueAt });
    await at.delegates[0]!.do(pollRoutes.cast, ballot(poll, 1));
    await house.source.query('UPDATE poll SET due_at = opened_at WHERE id = $1', [poll]);
    await clock().closeDue(due);
    expect(await at.chair.do(pollRoutes.declare, { poll })).toMatchObject({ outcome: 'void' });
    expect(await at.chair.do(motionRoutes.motion, { motion })).toMatchObject({ state: 'ready' });
  });
});

describe('one poll by devices, on paper and by show of hands', () => {
  let at: Hall;
  let poll: string;
  let one: Visitor;
  let two: Visitor;
  beforeAll(async () => {
    at = await hall(house, 'hybrid');
    [one, two] = await tellers(at, 'hybrid');
    poll = (await at.chair.do(pollRoutes.open, { motion: await at.motion() })).poll;
  });
  const enter = (who: Visitor, counts: Counts, channel: 'paper' | 'hands' = 'paper') =>
    who.ask(pollRoutes.enterCount, { poll, channel, counts });

  test('who votes on paper casts nothing at a device, and who has cast is not moved to paper', async () => {
    await at.delegates[1]!.do(pollRoutes.cast, ballot(poll, 2));
    const move = (entitlements: number[]) =>
      one.ask(pollRoutes.channel, { poll, entitlements, channel: 'paper' });
    expect(await refusal(move([2]))).toBe('roll.voted');
    expect(await refusal(move([6]))).toBe('roll.unknown');
    expect((await move([3, 4])).ok).toBe(true);
    expect(await refusal(at.delegates[2]!.ask(pollRoutes.cast, ballot(poll, 3)))).toBe('roll.other_channel');
    const { entitlements } = await at.delegates[2]!.do(pollRoutes.hand, { poll });
    expect(entitlements).toMatchObject([{ entitlement: 3, channel: 'paper' }]);
  });

  test('it closes when two tellers agree; neither is told what the other entered', async () => {
    const { channels } = await one.do(pollRoutes.tellers, { poll });
    expect(channels).toMatchObject([
      { channel: 'paper', stacks: [{ stack: '- - - 1', lines: 2 }], tellers: 0, agreed: false, mine: null },
    ]);
    expect(await refusal(at.chair.ask(pollRoutes.close, { poll }))).toBe('poll.tellers_missing');
    expect(await refusal(enter(one, { '- - - 1': counted(2, 1) }))).toBe('count.too_many');
    expect(await enter(one, { '- - - 1': counted(1, 1) })).toMatchObject({ value: { agreed: false } });
    const before = await two.do(pollRoutes.tellers, { poll });
    expect(before.channels).toMatchObject([{ tellers: 1, agreed: false, mine: null }]);
    expect(await enter(two, { '- - - 1': counted(0, 2) })).toMatchObject({ value: { agreed: false } });
    expect(await refusal(at.chair.ask(pollRoutes.close, { poll }))).toBe('poll.tellers_missing');
    const open = (await entries(poll)).filter(({ type }) => type === 'poll.tellers_counted');
    expect(open.map(({ bytes }) => bytes)).toEqual([null, null]);
    expect(await enter(two, { '- - - 1': counted(1, 1) })).toMatchObject({ value: { agreed: true } });
    expect(await refusal(one.ask(pollRoutes.channel, { poll, entitlements: [1], channel: 'paper' }))).toBe(
      'poll.count_agreed',
    );
  });

  test('all channels make one result on one roll, and nobody counts twice', async () => {
    await at.delegates[0]!.do(pollRoutes.cast, ballot(poll, 5, { choice: 'abstain' }));
    const { result } = await at.chair.do(pollRoutes.close, { poll });
    expect(result).toMatchObject({
      outcome: 'adopted',
      totals: { members: { for: 2, against: 1, abstain: 1 } },
    });
    await at.chair.do(pollRoutes.declare, { poll });
    const { poll: declared, roll } = await house.visitor().do(pollRoutes.poll, { poll });
    expect(declared).toMatchObject({ cast: 4, represented: { members: 5 } });
    expect(roll.map(({ channel, choice }) => [channel, choice])).toEqual([
      ['electronic', null],
      ['electronic', 'for'],
      ['paper', null],
      ['paper', null],
      ['electronic', 'abstain'],
      ['electronic', null],
    ]);
    const counts = (await entries(poll)).filter(({ type }) => type === 'poll.tellers_counted');
    expect(counts.map((entry) => dataOf(entry)['agreed'])).toEqual([false, false, true]);
    expect(await replayed(poll)).toBe('declared');
  });
});

test('a show of hands is counted by two tellers, without a device', async () => {
  const at = await hall(house, 'hands');
  const [one, two] = await tellers(at, 'hands');
  const { poll } = await at.chair.do(pollRoutes.open, { motion: await at.motion(), channel: 'hands' });
  expect(await refusal(at.delegates[1]!.ask(pollRoutes.cast, ballot(poll, 2)))).toBe('roll.other_channel');
  for (const who of [one, two])
    await who.do(pollRoutes.enterCount, {
      ...{ poll, channel: 'hands', counts: { '- - - 1': counted(3, 1, 0, 0) } },
    });
  const { result } = await at.chair.do(pollRoutes.close, { poll });
  expect(result.totals!.members).toEqual({ for: 3, against: 1, abstain: 0 });
});

describe('a recount', () => {
  test('supersedes what tellers counted: the decision falls, keeps its number, and the result before is kept', async () => {
    const at = await hall(house, 'recount');
    const [one, two] = await tellers(at, 'recount');
    const motion = await at.motion();
    const { poll } = await at.chair.do(pollRoutes.open, { motion, channel: 'paper' });
    const count = async (yes: number, against: number) => {
      for (const who of [one, two])
        await who.do(pollRoutes.enterCount, {
          ...{ poll, channel: 'paper', counts: { '- - - 1': counted(yes, against) } },
        });
      await at.chair.do(pollRoutes.close, { poll });
      return at.chair.do(pollRoutes.declare, { poll });
    };
    expect(await count(3, 2)).toEqual({ outcome: 'adopted', decision: 1 });
    const before = await at.delegates[1]!.do(liveRoutes.floor, { assembly: at.assembly });
    await at.chair.do(pollRoutes.recount, { poll, reason: 'Two papers stuck together' });
    await at.delegates[1]!.connect();
    const missed = value(
      await at.delegates[1]!.emit(liveSockets.follow, { assembly: at.assembly, since: before.number }),
    );
    if (missed.kind !== 'news') throw new Error('a snapshot');
    const now = applyNews(before, missed.news)!;
    expect(now.polls[0]).toEqual(await view(poll));
    expect(now.motions[0]).toMatchObject({ state: 'voting' });
    expect(await refusal(at.chair.ask(pollRoutes.close, { poll }))).toBe('poll.tellers_missing');
    // As at the first count, nobody reads in the record what one of the tellers entered, until it closes.
    const entered = async () =>
      (await entries(poll)).filter(({ type }) => type === 'poll.tellers_counted').map(({ bytes }) => bytes);
    await one.do(pollRoutes.enterCount, {
      ...{ poll, channel: 'paper', counts: { '- - - 1': counted(1, 4) } },
    });
    expect((await entered()).map((bytes) => bytes !== null)).toEqual([true, true, false]);
    expect(await count(2, 3)).toEqual({ outcome: 'rejected', decision: null });
    expect(await entered()).not.toContain(null);
    expect(await view(poll)).toMatchObject({
      result: { outcome: 'rejected' },
      superseded: [{ result: { outcome: 'adopted' }, reason: 'Two papers stuck together' }],
    });
    expect(await at.chair.do(motionRoutes.motion, { motion })).toMatchObject({
      ...{ state: 'rejected', decision: 1 },
    });
    await at.chair.do(pollRoutes.recount, { poll, reason: 'Once more' });
    expect(await count(3, 2)).toEqual({ outcome: 'adopted', decision: 1 });
    expect(await replayed(poll)).toBe('declared');
  });

  test('is decided by the rules that were in force for it, whatever was enacted since', async () => {
    const at = await hall(house, 'rules-of-then');
    const [one, two] = await tellers(at, 'then');
    const count = async (poll: string) => {
      for (const who of [one, two])
        await who.do(pollRoutes.enterCount, {
          ...{ poll, channel: 'paper', counts: { '- - - 1': counted(3, 2) } },
        });
      await at.chair.do(pollRoutes.close, { poll });
      return (await at.chair.do(pollRoutes.declare, { poll })).outcome;
    };
    const { poll } = await at.chair.do(pollRoutes.open, { motion: await at.motion(), channel: 'paper' });
    expect(await count(poll)).toBe('adopted');
    const twoThirds = { kind: 'fraction', share: '2/3', base: 'cast' } as const;
    const [ordinary] = DEMO_RULES.majorities.ordinary.requirements;
    const data = {
      ...DEMO_RULES,
      languages: ['en'],
      majorities: {
        ...DEMO_RULES.majorities,
        ordinary: { requirements: [{ ...ordinary, rule: twoThirds }], guards: [], tie: 'rejected' },
      },
    } as never;
    await house.act(ADOPT_RULE_SET, {
      body: 'rules-of-then-ga',
      name: 'Two',
      inForceFrom: '2026-01-01',
      data,
    });
    await at.chair.do(pollRoutes.recount, { poll, reason: 'Asked for' });
    expect(await count(poll)).toBe('adopted');
    // The assembly stays under the rules with which it was convened.
    const next = await at.chair.do(pollRoutes.open, { motion: await at.motion(), channel: 'paper' });
    expect(await count(next.poll)).toBe('adopted');
  });

  test('needs something that tellers counted', async () => {
    const at = await hall(house, 'recount-none');
    const { poll } = await at.chair.do(pollRoutes.open, { motion: await at.motion() });
    expect(await refusal(at.chair.ask(pollRoutes.recount, { poll, reason: 'x' }))).toBe('poll.wrong_state');
    await at.chair.do(pollRoutes.close, { poll });
    expect(await refusal(at.chair.ask(pollRoutes.recount, { poll, reason: 'x' }))).toBe('recount.nothing');
  });
});

test('a roll call: names in the order that was drawn, answers entered by a teller', async () => {
  const at = await hall(house, 'names');
  const [one] = await tellers(at, 'names');
  const { poll } = await at.chair.do(pollRoutes.open, { motion: await at.motion(), channel: 'roll_call' });
  const { called } = await one.do(pollRoutes.tellers, { poll });
  const { seed } = dataOf((await entries(poll))[0]!);
  const drawn = [1, 2, 3, 4, 5].toSorted((a, b) =>
    sha256Hex(`${String(seed)}:${a}`) < sha256Hex(`${String(seed)}:${b}`) ? -1 : 1,
  );
  expect(called.map(({ entitlement }) => entitlement)).toEqual(drawn);
  expect(await refusal(at.delegates[1]!.ask(pollRoutes.cast, ballot(poll, 2)))).toBe('roll.other_channel');
  for (const { entitlement } of called)
    await one.do(
      pollRoutes.enterVote,
      ballot(poll, entitlement, { choice: entitlement < 4 ? 'for' : 'against' }),
    );
  const { result } = await at.chair.do(pollRoutes.close, { poll });
  expect(result.totals!.members).toEqual({ for: 3, against: 2, abstain: 0 });
  const votes = (await entries(poll)).filter(({ type }) => type === 'poll.cast');
  expect(votes).toHaveLength(5);
});

test('a turnout of those attending asks those who are here in person; of those represented, proxies too', async () => {
  const under = async (base: 'attending' | 'represented') => {
    const guards = [{ kind: 'turnout', share: '1', base, counted: 'members' } as const];
    const { ordinary } = DEMO_RULES.majorities;
    const majorities = { ...DEMO_RULES.majorities, ordinary: { ...ordinary, guards } };
    const at = await hall(house, `turnout-${base}`, { majorities });
    const { poll } = await at.chair.do(pollRoutes.open, { motion: await at.motion() });
    // Four are here and vote; the proxy that the first of them holds is not used.
    for (const place of [0, 1, 2, 3]) await at.delegates[place]!.do(pollRoutes.cast, ballot(poll, place + 1));
    const { result } = await at.chair.do(pollRoutes.close, { poll });
    const guard = result.steps.find(({ code }) => code === 'guard.turnout')!;
    return [result.outcome, guard.facts['baseCount']];
  };
  expect(await under('attending')).toEqual(['adopted', '4']);
  expect(await under('represented')).toEqual(['void', '5']);
});

test('a holder divides a weight where the rules allow it, exactly', async () => {
  const at = await hall(house, 'split', {
    splitVotes: true,
    votes: { perMember: { full: '5', associate: '1' } },
  });
  const { poll } = await at.chair.do(pollRoutes.open, { motion: await at.motion() });
  const { entitlements } = await at.delegates[1]!.do(pollRoutes.hand, { poll });
  const weight = Number(entitlements[0]!.weight);
  const cast = (choice: Vote) => at.delegates[1]!.ask(pollRoutes.cast, ballot(poll, 2, { choice }));
  const parts = (yes: number, against: number) => ({ for: `${yes}`, against: `${against}`, abstain: '0' });
  expect(await refusal(cast(parts(weight, 1)))).toBe('ballot.split_sum');
  expect(await cast(parts(weight - 1, 1))).toMatchObject({ value: { choice: parts(weight - 1, 1) } });
  const { result } = await at.chair.do(pollRoutes.close, { poll });
  expect(result.totals).toMatchObject({
    weight: { for: `${weight - 1}`, against: '1', abstain: '0' },
  });
  await at.chair.do(pollRoutes.declare, { poll });
  const { roll } = await house.visitor().do(pollRoutes.poll, { poll });
  expect(roll[1]).toMatchObject({ choice: parts(weight - 1, 1) });
});

test('a confidential poll: no entry names a vote, the box recounts, everybody finds the own ballot', async () => {
  const at = await hall(house, 'secret');
  const { poll } = await at.chair.do(pollRoutes.open, { motion: await at.motion(), secrecy: 'confidential' });
  const before = await at.delegates[3]!.do(liveRoutes.floor, { assembly: at.assembly });
  const mine = ballot(poll, 2, { choice: 'against' });
  const receipt = await at.delegates[1]!.do(pollRoutes.cast, mine);
  expect(await at.delegates[1]!.do(pollRoutes.cast, mine)).toEqual(receipt);
  await at.delegates[1]!.do(pollRoutes.cast, ballot(poll, 2, { choice: 'for', replaces: 1 }));
  await at.delegates[2]!.do(pollRoutes.cast, ballot(poll, 3, { choice: 'against' }));
  await at.delegates[3]!.do(pollRoutes.cast, ballot(poll, 4, { choice: 'for' }));
  expect(await view(poll)).toMatchObject({ cast: 3, secrecy: 'confidential' });
  const missed = value(
    await at.delegates[3]!.emit(liveSockets.follow, { assembly: at.assembly, since: before.number }),
  );
  if (missed.kind !== 'news') throw new Error('a snapshot');
  // The turnout is told as it grows, once, and nothing else is.
  expect(missed.news.items.map(({ type }) => type)).toEqual(['poll.turnout']);
  expect(applyNews(before, missed.news)!.polls[0]).toEqual(await view(poll));
  const { result } = await at.chair.do(pollRoutes.close, { poll });
  await at.chair.do(pollRoutes.declare, { poll });
  expect(result.totals!.members).toEqual({ for: 2, against: 1, abstain: 0 });
  const all = await entries(poll);
  expect(all.map(({ type }) => type)).not.toContain('poll.cast');
  expect(all.filter(({ type }) => type === 'poll.cast_many').map((one) => dataOf(one)['cast'])).toEqual([
    1, 1, 2, 3,
  ]);
  const { roll } = await house.visitor().do(pollRoutes.poll, { poll });
  expect(roll.every(({ choice }) => choice === null)).toBe(true);
  const closing = JSON.parse(all.find(({ type }) => type === 'poll.closed')!.bytes!) as {
    blobs: Record<string, string>;
  };
  const response = await fetch(`${house.url}/api/record/blobs/${closing.blobs['box']}`);
  const { text } = (await response.json()) as { text: string };
  expect(sha256Hex(text)).toBe(closing.blobs['box']);
  const box = JSON.parse(text) as { ballots: { ballot: string; vote: string }[] };
  expect(canonical(box)).toBe(text);
  expect(box.ballots.map(({ vote }) => vote).toSorted((a, b) => a.localeCompare(b))).toEqual([
    'against',
    'for',
    'for',
  ]);
  expect(box.ballots.some((one) => one.ballot === mine.ballot)).toBe(false);
  const { entitlements } = await at.delegates[1]!.do(pollRoutes.hand, { poll });
  expect(box.ballots.map((one) => one.ballot)).toContain(entitlements[0]!.receipt!.ballot);
});

test('a rehearsal is tried by everybody, has no number, and moves nothing', async () => {
  const at = await hall(house, 'rehearsal', { present: [1, 2] });
  const { poll } = await at.chair.do(pollRoutes.rehearse, { assembly: at.assembly });
  expect(await refusal(at.chair.ask(pollRoutes.rehearse, { assembly: at.assembly }))).toBe(
    'poll.already_open',
  );
  await at.delegates[1]!.do(pollRoutes.cast, ballot(poll, 2));
  await at.chair.do(pollRoutes.close, { poll });
  expect(await at.chair.do(pollRoutes.declare, { poll })).toEqual({ outcome: 'adopted', decision: null });
  expect(await view(poll)).toMatchObject({ motion: null, number: null, titles: { en: 'Rehearsal' } });
  await at.enter([0, 3]);
  const { poll: real } = await at.chair.do(pollRoutes.open, { motion: await at.motion() });
  expect(await view(real)).toMatchObject({ number: 1 });
});

test('every result counted again from the record alone is the one that was declared', async () => {
  const all = await recounted(house);
  expect(all.length).toBeGreaterThan(4);
  for (const { declared, again } of all) expect(again).toEqual(declared);
  expect(new Set(all.map(({ secrecy }) => secrecy))).toEqual(new Set(['recorded', 'confidential']));
});
