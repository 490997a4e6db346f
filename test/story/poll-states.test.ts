import { pollsInHall, pollsUnderWay } from '../../src/polls/under-way.js';
import { ANNUL_POLL, OPEN_POLL } from '../../src/polls/polls.acts.js';
import { liveRoutes, liveSockets, type News } from '../../src/live/live.contract.js';
import { applyNews } from '../../src/live/floor.js';
import { motionRoutes } from '../../src/motions/motions.contract.js';
import { pollRoutes, pollSockets, type Cast, type Receipt } from '../../src/polls/polls.contract.js';
import { evolve } from '../../src/polls/poll.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { ballot, hall, opened, type Hall } from './hall.js';
import { openHouse, value, type TestHouse, type Visitor } from './house.js';

/** What a chair does with a poll under way, and what comes and goes does to the hands in it. */
let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const cast = (who: Visitor, one: Cast): Promise<Receipt> => who.do(pollRoutes.cast, one);
const refusal = async (who: Visitor, one: Cast): Promise<string | null> => {
  const answer = await who.ask(pollRoutes.cast, one);
  return answer.ok ? null : answer.refusal.code;
};
const held = async (who: Visitor, poll: string): Promise<number[]> =>
  (await who.do(pollRoutes.hand, { poll })).entitlements.map((one) => one.entitlement);
/** The poll's events in the record, oldest first, and the state that they lead to. */
const history = async (poll: string) => {
  const { entries } = await house.visitor().do(recordRoutes.record, { subject: `poll:${poll}`, limit: 200 });
  const types = entries.map(({ type }) => type).toReversed();
  return {
    types,
    state: types.reduce<ReturnType<typeof evolve>>((at, type) => evolve(at, { type: type as never }), null),
  };
};

describe('a poll that the power cut in the hall interrupts', () => {
  let at: Hall;
  let poll: string;
  beforeAll(async () => {
    at = await hall(house, 'power');
    poll = await opened(at);
    await cast(at.delegates[1]!, ballot(poll, 2));
  });

  test('is suspended with the reason: nobody votes, nothing is lost, it cannot be closed', async () => {
    await at.chair.do(pollRoutes.suspend, { poll, reason: 'The lights went out' });
    const { poll: view } = await house.visitor().do(pollRoutes.poll, { poll });
    expect(view).toMatchObject({ state: 'suspended', reason: 'The lights went out', cast: 1 });
    expect(await refusal(at.delegates[2]!, ballot(poll, 3))).toBe('poll.suspended');
    for (const route of [pollRoutes.close, pollRoutes.declare]) {
      expect(await at.chair.ask(route, { poll })).toMatchObject({ status: 409 });
    }
    expect(await at.chair.ask(pollRoutes.suspend, { poll, reason: 'again' })).toMatchObject({
      refusal: { code: 'poll.wrong_state', facts: { state: 'suspended' } },
    });
  });

  test('is resumed, takes the same ballot that was refused meanwhile, and counts all', async () => {
    const waiting = ballot(poll, 3);
    expect(await refusal(at.delegates[2]!, waiting)).toBe('poll.suspended');
    await at.chair.do(pollRoutes.resume, { poll });
    expect(await cast(at.delegates[2]!, waiting)).toMatchObject({ entitlement: 3, revision: 1 });
    const { result } = await at.chair.do(pollRoutes.close, { poll });
    expect(result.totals!.members).toEqual({ for: 2, against: 0, abstain: 0 });
    await at.chair.do(pollRoutes.declare, { poll });
    expect(await history(poll)).toEqual({
      types: [
        ...['poll.opened', 'poll.cast', 'poll.suspended', 'poll.resumed', 'poll.cast', 'poll.closed'],
        ...['poll.counted', 'poll.declared'],
      ],
      state: 'declared',
    });
  });
});

test('whom a poll would let vote is told to the chair before it opens, as the roll then freezes it', async () => {
  const at = await hall(house, 'roll');
  const asked = { assembly: at.assembly, motion: await at.motion() };
  expect(await at.chair.do(pollRoutes.roll, asked)).toEqual({ members: 6, represented: 5 });
  await at.enter([3], false);
  const told = await at.chair.do(pollRoutes.roll, asked);
  expect(told).toEqual({ members: 6, represented: 4 });
  const { poll } = await at.chair.do(pollRoutes.open, { motion: asked.motion });
  const { poll: view } = await house.visitor().do(pollRoutes.poll, { poll });
  expect({ members: view.entitled.members, represented: view.represented.members }).toEqual(told);
});

test('an announced closing is news to everybody; votes count until it closes', async () => {
  const at = await hall(house, 'countdown');
  const poll = await opened(at);
  const floor = await at.delegates[1]!.do(liveRoutes.floor, { assembly: at.assembly });
  const news: News[] = [];
  await at.delegates[1]!.connect();
  const told = new Promise<void>((heard) => {
    at.delegates[1]!.live.on('news', (piece: News) => {
      news.push(piece);
      if (piece.items.some(({ type }) => type === 'poll.closing_announced')) heard();
    });
  });
  await at.delegates[1]!.emit(liveSockets.follow, { assembly: at.assembly, since: floor.number });
  const { closesAt } = await at.chair.do(pollRoutes.announceClosing, { poll, seconds: 30 });
  await told;
  const after = news.reduce((state, piece) => applyNews(state, piece) ?? state, floor);
  expect(after.polls[0]).toMatchObject({ id: poll, closesAt, state: 'open' });
  await cast(at.delegates[1]!, ballot(poll, 2));
  await at.chair.do(pollRoutes.close, { poll });
});

test('an annulled poll decides nothing: its ballots stay in the record, the motion gets a fresh round', async () => {
  const at = await hall(house, 'annulled');
  const poll = await opened(at);
  await cast(at.delegates[1]!, ballot(poll, 2));
  await at.chair.do(pollRoutes.annul, { poll, reason: 'The wrong version was shown' });
  const { poll: view, roll } = await house.visitor().do(pollRoutes.poll, { poll });
  expect(view).toMatchObject({ state: 'annulled', reason: 'The wrong version was shown', result: null });
  expect(roll.every(({ choice }) => choice === null)).toBe(true);
  expect(await refusal(at.delegates[2]!, ballot(poll, 3))).toBe('poll.closed');
  expect(await at.chair.ask(pollRoutes.annul, { poll, reason: 'twice' })).toMatchObject({ status: 409 });
  expect(await at.chair.do(motionRoutes.motion, { motion: view.motion! })).toMatchObject({
    state: 'ready',
    decision: null,
  });
  const { poll: fresh } = await at.chair.do(pollRoutes.open, { motion: view.motion! });
  expect((await house.visitor().do(pollRoutes.poll, { poll: fresh })).poll).toMatchObject({
    number: 2,
    cast: 0,
  });
  expect(await history(poll)).toEqual({
    types: ['poll.opened', 'poll.cast', 'poll.annulled'],
    state: 'annulled',
  });
  const { entries } = await house.visitor().do(recordRoutes.record, { subject: `poll:${poll}` });
  expect(entries.every(({ bytes }) => bytes !== null)).toBe(true);
  await at.chair.do(pollRoutes.close, { poll: fresh });
  await at.chair.do(pollRoutes.declare, { poll: fresh });
  expect(await at.chair.ask(pollRoutes.annul, { poll: fresh, reason: 'late' })).toMatchObject({
    refusal: { code: 'poll.wrong_state', facts: { state: 'declared' } },
  });
});

describe.each([true, false])(
  'a grantor who arrives while the poll is open (votes may be changed: %s)',
  (changeOfVote) => {
    let at: Hall;
    let poll: string;
    beforeAll(async () => {
      at = await hall(house, `grantor-${changeOfVote}`, { changeOfVote });
      poll = await opened(at);
    });

    test('takes the vote back into their own hand and replaces the proxy’s ballot', async () => {
      const [holder, , , , grantor] = at.delegates as Visitor[];
      const given = await cast(holder!, ballot(poll, 5, { choice: 'against' }));
      await at.enter([4]);
      expect(await held(holder!, poll)).toEqual([1]);
      expect(await held(grantor!, poll)).toEqual([5]);
      expect(await refusal(holder!, ballot(poll, 5, { replaces: 1 }))).toBe('roll.not_yours');
      const own = await cast(grantor!, ballot(poll, 5, { replaces: given.revision }));
      expect(own).toMatchObject({ revision: 2, choice: 'for' });
      const change = await refusal(grantor!, ballot(poll, 5, { replaces: 2, choice: 'abstain' }));
      expect(change).toBe(changeOfVote ? null : 'ballot.final');
    });

    test('is counted once; who was not represented at the opening has no vote in this poll', async () => {
      const late = at.delegates[5]!;
      await at.enter([5]);
      expect(await refusal(late, ballot(poll, 6))).toBe('roll.not_yours');
      const { result } = await at.chair.do(pollRoutes.close, { poll });
      const { for: yes, against, abstain } = result.totals!.members;
      expect(yes + against + abstain).toBe(1);
      expect(against).toBe(0);
      const { types } = await history(poll);
      expect(types.filter((type) => type === 'poll.hand_moved')).toHaveLength(1);
    });
  },
);

test('a hand moves on every node at once: the holder’s vote on its way is counted before or refused', async () => {
  const at = await hall(house, 'race');
  const poll = await opened(at);
  const [holder, , , , grantor] = at.delegates as Visitor[];
  const [sent] = await Promise.all([holder!.ask(pollRoutes.cast, ballot(poll, 5)), at.enter([4])]);
  const replaces = sent.ok ? 1 : 0;
  if (!sent.ok) expect(sent.refusal.code).toBe('roll.not_yours');
  expect(await cast(grantor!, ballot(poll, 5, { choice: 'against', replaces }))).toMatchObject({
    revision: replaces + 1,
  });
  const { result } = await at.chair.do(pollRoutes.close, { poll });
  expect(result.totals!.members).toEqual({ for: 0, against: 1, abstain: 0 });
  expect((await history(poll)).state).toBe('closed');
});

test('every poll that is under way is on the floor, in the order of opening, however many came after it', async () => {
  const at = await hall(house, 'many');
  const [one, two] = [await opened(at), await opened(at)];
  for (let i = 0; i < 31; i++) {
    const { poll } = await house.act(OPEN_POLL, { motion: await at.motion() });
    await house.act(ANNUL_POLL, { poll, reason: 'Opened by mistake' });
  }
  const floor = await house.visitor().do(liveRoutes.floor, { assembly: at.assembly });
  expect(pollsUnderWay(floor).map(({ id }) => id)).toEqual([one, two]);
  expect(floor.polls).toHaveLength(32);
  const three = await opened(at);
  const over = await house.act(OPEN_POLL, {
    ...{ motion: await at.motion(), form: 'correspondence', dueAt: '2099-01-01T00:00:00.000Z' },
  });
  const now = await house.visitor().do(liveRoutes.floor, { assembly: at.assembly });
  expect(pollsUnderWay(now).map(({ id }) => id)).toEqual([one, two, three, over.poll]);
  expect(pollsInHall(now).map(({ id }) => id)).toEqual([one, two, three]);
});

describe('the running result', () => {
  test('is shown while the poll is open where the rules say so, as votes and as members', async () => {
    const at = await hall(house, 'running', { showRunningResult: true });
    const poll = await opened(at);
    await cast(at.delegates[1]!, ballot(poll, 2));
    await cast(at.delegates[2]!, ballot(poll, 3, { choice: 'against' }));
    await cast(at.delegates[2]!, ballot(poll, 3, { choice: 'abstain', replaces: 1 }));
    const { poll: view } = await house.visitor().do(pollRoutes.poll, { poll });
    expect(view.running).toEqual({
      weight: { for: '1', against: '0', abstain: '1' },
      members: { for: 1, against: 0, abstain: 1 },
    });
    await at.chair.do(pollRoutes.close, { poll });
    expect((await house.visitor().do(pollRoutes.poll, { poll })).poll.running).toBeNull();
  });

  test('is shown to nobody where they do not', async () => {
    const at = await hall(house, 'silent');
    const poll = await opened(at);
    await cast(at.delegates[1]!, ballot(poll, 2));
    for (const who of [house.visitor(), at.chair, at.delegates[1]!]) {
      expect((await who.do(pollRoutes.poll, { poll })).poll.running).toBeNull();
    }
    const missed = value(
      await at.delegates[1]!.emit(liveSockets.follow, { assembly: at.assembly, since: 0 }),
    );
    expect(JSON.stringify(missed)).not.toContain('"choice"');
    expect(value(await at.delegates[1]!.emit(pollSockets.hand, { poll })).entitlements).toHaveLength(1);
  });
});
