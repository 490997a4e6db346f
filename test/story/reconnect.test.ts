import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { assemblyRoutes } from '../../src/assemblies/assemblies.contract.js';
import { applyNews } from '../../src/live/floor.js';
import { liveRoutes, liveSockets, type News } from '../../src/live/live.contract.js';
import { pollRoutes, pollSockets, type Cast, type Receipt } from '../../src/polls/polls.contract.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { register, signedIn } from './convened.js';
import { ballot, hall, opened, type Hall } from './hall.js';
import { openHouse, value, type TestHouse, type Visitor } from './house.js';

let house: TestHouse;
/** Another node on the same database. */
let other: TestHouse;

beforeAll(async () => {
  house = await openHouse();
  other = await openHouse({}, { join: house });
});

afterAll(async () => {
  await other.close();
  await house.close();
});

/** The same person at the other node, by the same cookie. */
function elsewhere(visitor: Visitor): Visitor {
  const there = other.visitor();
  there.session = visitor.session;
  return there;
}

const turnout = async (poll: string): Promise<number> =>
  (await house.visitor().do(pollRoutes.poll, { poll })).poll.cast;

/** The ballots of a poll as the record has them: numbers of the entries. */
const recorded = async (poll: string): Promise<number[]> => {
  const { entries } = await house.visitor().do(recordRoutes.record, { subject: `poll:${poll}`, limit: 200 });
  return entries
    .filter((entry) => entry.type === 'poll.cast')
    .map((entry) => entry.number)
    .toReversed();
};

/** Asks again until it holds. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(10);
}

const codeOf = (answer: { ok: true } | { ok: false; refusal: { code: string } }): string =>
  answer.ok ? 'ok' : answer.refusal.code;

describe('the same vote, however often and by whatever way', () => {
  let at: Hall;
  let poll: string;

  beforeAll(async () => {
    at = await hall(house, 'often');
    poll = await opened(at);
  });

  test('over the socket, a new socket, REST and another node: one receipt, one ballot', async () => {
    const [delegate] = at.delegates;
    const cast = ballot(poll, 1);
    await delegate!.connect();
    const receipt = value(await delegate!.emit(pollSockets.cast, cast));
    expect(receipt).toMatchObject({ ballot: cast.ballot, entitlement: 1, revision: 1, choice: 'for' });
    delegate!.leave();
    await delegate!.connect();
    expect(value(await delegate!.emit(pollSockets.cast, cast))).toEqual(receipt);
    expect(await delegate!.do(pollRoutes.cast, cast)).toEqual(receipt);
    const there = elsewhere(delegate!);
    expect(value(await there.emit(pollSockets.cast, cast))).toEqual(receipt);
    expect(await there.do(pollRoutes.cast, cast)).toEqual(receipt);
    expect(await recorded(poll)).toEqual([receipt.entry]);
    expect(await turnout(poll)).toBe(1);
    const hand = value(await delegate!.emit(pollSockets.hand, { poll }));
    expect(hand.entitlements.map((one) => one.receipt)).toEqual([receipt, null]);
  });

  test('at the same moment by every way', async () => {
    const delegate = at.delegates[1]!;
    const there = elsewhere(delegate);
    await Promise.all([delegate.connect(), there.connect()]);
    const cast = ballot(poll, 2, { choice: 'against' });
    const before = await recorded(poll);
    const receipts = await Promise.all([
      ...[1, 2, 3].flatMap(() => [
        delegate.emit(pollSockets.cast, cast).then(value<Receipt>),
        there.emit(pollSockets.cast, cast).then(value<Receipt>),
      ]),
      delegate.do(pollRoutes.cast, cast),
      there.do(pollRoutes.cast, cast),
    ]);
    expect(receipts).toHaveLength(8);
    for (const receipt of receipts) expect(receipt).toEqual(receipts[0]);
    expect(await recorded(poll)).toEqual([...before, receipts[0]!.entry]);
    expect(await turnout(poll)).toBe(2);
  });

  test('when the connection dropped before the acknowledgement', async () => {
    const delegate = at.delegates[2]!;
    const cast = ballot(poll, 3, { choice: 'abstain' });
    const socket = await delegate.connect();
    socket.emit(pollSockets.cast.event, cast);
    await until(async () => (await turnout(poll)) === 3);
    delegate.leave();
    const before = await recorded(poll);
    await delegate.connect();
    const receipt = value(await delegate.emit(pollSockets.cast, cast));
    expect(receipt).toMatchObject({ ballot: cast.ballot, revision: 1, entry: before.at(-1) });
    expect(await recorded(poll)).toEqual(before);
  });

  test('even after the close: who asks learns that the vote was counted', async () => {
    const delegate = at.delegates[3]!;
    const cast = ballot(poll, 4);
    const receipt = await delegate.do(pollRoutes.cast, cast);
    const { result } = await at.chair.do(pollRoutes.close, { poll });
    expect(result.totals!.members).toEqual({ for: 2, against: 1, abstain: 1 });
    expect(await delegate.do(pollRoutes.cast, cast)).toEqual(receipt);
    expect(value(await elsewhere(delegate).emit(pollSockets.cast, cast))).toEqual(receipt);
    // The same id with another content is no repeat.
    const changed = await delegate.ask(pollRoutes.cast, { ...cast, choice: 'against' });
    expect(changed).toMatchObject({ status: 409, refusal: { code: 'ballot.reused' } });
    expect(await recorded(poll)).toHaveLength(4);
  });
});

describe('a change of vote', () => {
  test('is a further ballot; what comes late never overrides it', async () => {
    const at = await hall(house, 'change');
    const poll = await opened(at);
    const delegate = at.delegates[0]!;
    const first = ballot(poll, 1);
    const one = await delegate.do(pollRoutes.cast, first);
    const second = ballot(poll, 1, { choice: 'against', replaces: 1 });
    const two = await delegate.do(pollRoutes.cast, second);
    expect([one.revision, two.revision]).toEqual([1, 2]);
    const standing = async (): Promise<Receipt | null> =>
      (await delegate.do(pollRoutes.hand, { poll })).entitlements[0]!.receipt;

    // The first is sent again, late: its own receipt, and the second stands.
    await delegate.connect();
    expect(value(await delegate.emit(pollSockets.cast, first))).toEqual(one);
    expect(await elsewhere(delegate).do(pollRoutes.cast, first)).toEqual(one);
    expect(await standing()).toEqual(two);
    // A new ballot that does not know of the second.
    for (const replaces of [0, 1, 3]) {
      for (const visitor of [delegate, elsewhere(delegate)]) {
        expect(await visitor.ask(pollRoutes.cast, ballot(poll, 1, { replaces }))).toMatchObject({
          status: 409,
          refusal: { code: 'ballot.stale', facts: { revision: 2 } },
        });
      }
    }
    expect(await standing()).toEqual(two);
    expect(await turnout(poll)).toBe(1);

    // Two devices change at once, at two nodes: one is the third revision, the other is told.
    const there = elsewhere(delegate);
    const rivals = await Promise.all(
      [delegate, there, delegate, there].map((visitor) =>
        visitor.emit(pollSockets.cast, ballot(poll, 1, { choice: 'abstain', replaces: 2 })),
      ),
    );
    expect(rivals.map(codeOf).toSorted()).toEqual([...Array<string>(3).fill('ballot.stale'), 'ok']);
    const three = value(rivals.find((ack) => ack.ok)!);
    expect(three.revision).toBe(3);
    expect(await standing()).toEqual(three);

    // Every revision is in the record, the last one counts.
    expect(await recorded(poll)).toEqual([one, two, three].map((receipt) => receipt.entry));
    const { result } = await at.chair.do(pollRoutes.close, { poll });
    expect(result.totals!.members).toEqual({ for: 0, against: 0, abstain: 1 });
    await at.chair.do(pollRoutes.declare, { poll });
    const { roll } = await delegate.do(pollRoutes.poll, { poll });
    expect(roll[0]).toMatchObject({ entitlement: 1, choice: 'abstain' });
  });

  test('is refused where the rules give none, and the first vote stands', async () => {
    const at = await hall(house, 'final', { changeOfVote: false });
    const poll = await opened(at);
    const delegate = at.delegates[0]!;
    const first = ballot(poll, 1);
    const receipt = await delegate.do(pollRoutes.cast, first);
    for (const replaces of [0, 1]) {
      const again = ballot(poll, 1, { choice: 'against', replaces });
      expect(await delegate.ask(pollRoutes.cast, again)).toMatchObject({
        status: 409,
        refusal: { code: 'ballot.final', facts: { revision: 1 } },
      });
    }
    expect(await delegate.do(pollRoutes.cast, first)).toEqual(receipt);
    expect(await recorded(poll)).toEqual([receipt.entry]);
  });
});

describe('news that was missed', () => {
  let at: Hall;

  beforeAll(async () => {
    at = await hall(house, 'news');
  });

  const follow = async (visitor: Visitor, since: number): Promise<News> => {
    const ack = value(await visitor.emit(liveSockets.follow, { assembly: at.assembly, since }));
    if (ack.kind !== 'news') throw new Error('a snapshot was not expected');
    return ack.news;
  };

  test('comes once and in order, then goes on live', async () => {
    const listener = house.visitor();
    await listener.connect();
    const before = await listener.do(liveRoutes.floor, { assembly: at.assembly });
    expect(await follow(listener, before.number)).toEqual({
      ...{ assembly: at.assembly, from: before.number, to: before.number, items: [] },
    });
    listener.leave();

    // Away, while a whole poll goes by.
    const motion = await at.motion();
    const { poll } = await at.chair.do(pollRoutes.open, { motion });
    for (const place of [0, 1, 2]) await at.delegates[place]!.do(pollRoutes.cast, ballot(poll, place + 1));
    await at.delegates[0]!.do(pollRoutes.cast, ballot(poll, 1, { choice: 'against', replaces: 1 }));
    await at.chair.do(pollRoutes.close, { poll });
    await at.chair.do(pollRoutes.declare, { poll });

    const live: News[] = [];
    (await listener.connect()).on('news', (piece: News) => live.push(piece));
    const missed = await follow(listener, before.number);
    expect(missed.from).toBe(before.number);
    const { size } = await listener.do(recordRoutes.record, { limit: 1 });
    expect(missed.to).toBe(size);
    expect(missed.items.map((item) => item.type)).toEqual([
      ...['motion.submitted', 'motion.tabled', 'motion.readied', 'poll.opened', 'motion.voting'],
      ...['poll.closed', 'poll.declared', 'motion.adopted'],
    ]);
    const numbers = missed.items.map((item) => item.number);
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
    expect(numbers.every((number) => number >= missed.from && number < missed.to)).toBe(true);
    // The other node tells the same, and a node is asked from any number on.
    expect(await follow(elsewhere(listener), before.number)).toEqual(missed);
    for (const since of [numbers[3]!, numbers[3]! + 1, size]) {
      const items = missed.items.filter((item) => item.number >= since);
      expect(await follow(listener, since)).toEqual({ ...missed, from: since, items });
    }

    // From here on it is live: what comes twice is recognised, nothing is left out.
    const next = await opened(at);
    for (const place of [0, 1]) await at.delegates[place]!.do(pollRoutes.cast, ballot(next, place + 1));
    await at.chair.do(pollRoutes.close, { poll: next });
    const end = (await listener.do(recordRoutes.record, { limit: 1 })).size;
    await until(() => live.some((piece) => piece.to >= end));
    let own = missed.to;
    const heard: number[] = [];
    for (const piece of live) {
      if (piece.to <= own) continue;
      expect(piece.from).toBeLessThanOrEqual(own);
      // A turnout is told again as it grows; everything else is told once.
      const fresh = piece.items.filter((item) => item.number >= own && item.type !== 'poll.turnout');
      heard.push(...fresh.map((item) => item.number));
      own = piece.to;
    }
    const after = await follow(listener, missed.to);
    expect(heard).toEqual(after.items.map((item) => item.number));
    expect(after.items.map((item) => item.type)).toContain('poll.closed');
    expect(JSON.stringify([missed, live, after])).not.toMatch(/"poll\.(cast|counted)"|"choice"/);
  });

  test('folded into the floor it gives what a new floor is', async () => {
    const listener = at.delegates[3]!;
    const motion = await at.motion();
    const before = await listener.do(liveRoutes.floor, { assembly: at.assembly });
    const { poll } = await at.chair.do(pollRoutes.open, { motion });
    await at.delegates[0]!.do(pollRoutes.cast, ballot(poll, 1));
    await at.enter([3], false);
    const during = applyNews(before, await follow(listener, before.number))!;
    const fresh = await listener.do(liveRoutes.floor, { assembly: at.assembly });
    expect(during).toEqual(fresh);
    expect([before.present, fresh.present]).toEqual([true, false]);
    expect(during.polls[0]).toMatchObject({ id: poll, state: 'open', cast: 1 });
    expect(during.assembly.quorum).toMatchObject({ present: '4' });
    await at.chair.do(pollRoutes.close, { poll });
    await at.chair.do(pollRoutes.declare, { poll });
    const folded = applyNews(during, await follow(listener, during.number))!;
    const last = await listener.do(liveRoutes.floor, { assembly: at.assembly });
    expect(folded.polls).toEqual(last.polls);
    expect(folded.number).toBe(last.number);
    expect(folded.motions.map(({ id, state, decision }) => [id, state, decision])).toEqual(
      last.motions.map(({ id, state, decision }) => [id, state, decision]),
    );
    // What was told before changes nothing, what leaves a gap is not applied.
    const again = await follow(listener, before.number);
    expect(applyNews(last, again)).toBe(last);
    expect(applyNews(before, { ...again, from: before.number + 1 })).toBeNull();
  });

  test('of a record that is shorter than what one claims to know is a snapshot', async () => {
    const { size } = await house.visitor().do(recordRoutes.record, { limit: 1 });
    const ack = await house.visitor().emit(liveSockets.follow, { assembly: at.assembly, since: size + 1 });
    expect(value(ack)).toEqual({ kind: 'snapshot', now: expect.any(String) as string });
  });
});

describe('a vote is refused', () => {
  let at: Hall;
  let poll: string;

  beforeAll(async () => {
    at = await hall(house, 'refused');
    const elsewhereHall = await hall(house, 'strangers');
    at = { ...at, delegates: [...at.delegates, ...elsewhereHall.delegates] };
    await register(house, 'observer', { office: 'observer', assembly: at.assembly });
    await register(house, 'secretary', { office: 'secretariat' });
  });

  /** Tries by both ways and gives the code. */
  async function refusal(visitor: Visitor, cast: Cast): Promise<[number, string]> {
    const answer = await visitor.ask(pollRoutes.cast, cast);
    const ack = await visitor.emit(pollSockets.cast, cast);
    expect(codeOf(ack)).toBe(codeOf(answer));
    return [answer.status, codeOf(answer)];
  }

  test('before the poll is open', async () => {
    expect(await refusal(at.delegates[0]!, ballot(randomUUID(), 1))).toEqual([404, 'not_found']);
    poll = await opened(at);
  });

  test('by those who are not on the roll, and for those that are not theirs', async () => {
    const [one, two, three, four, grantor, absent, stranger] = at.delegates as Visitor[];
    const { roll } = await one!.do(pollRoutes.poll, { poll });
    expect(roll.map(({ entitlement, represented, byProxy }) => [entitlement, represented, byProxy])).toEqual([
      [1, true, false],
      [2, true, false],
      [3, true, false],
      [4, true, false],
      [5, true, true],
      [6, false, false],
    ]);
    const hands = await Promise.all(
      [one!, two!, grantor!, absent!].map(async (visitor) =>
        (await visitor.do(pollRoutes.hand, { poll })).entitlements.map((held) => held.entitlement),
      ),
    );
    expect(hands).toEqual([[1, 5], [2], [], []]);
    const NOT_YOURS = [409, 'roll.not_yours'];
    // Another's, an absent member's; the grantor's vote is with the proxy's holder alone.
    expect(await refusal(two!, ballot(poll, 1))).toEqual(NOT_YOURS);
    expect(await refusal(one!, ballot(poll, 2))).toEqual(NOT_YOURS);
    expect(await refusal(three!, ballot(poll, 5))).toEqual(NOT_YOURS);
    expect(await refusal(grantor!, ballot(poll, 5))).toEqual(NOT_YOURS);
    expect(await refusal(absent!, ballot(poll, 6))).toEqual(NOT_YOURS);
    expect(await refusal(four!, ballot(poll, 7))).toEqual([409, 'roll.unknown']);
    // Who came after the opening is not on this roll.
    await at.enter([5]);
    expect(await refusal(absent!, ballot(poll, 6))).toEqual(NOT_YOURS);
    await at.enter([5], false);

    const DENIED = [403, 'access.denied'];
    expect(await refusal(stranger!, ballot(poll, 1))).toEqual(DENIED);
    expect(await refusal(at.chair, ballot(poll, 1))).toEqual(DENIED);
    for (const name of ['observer', 'secretary']) {
      expect(await refusal(await signedIn(house, name), ballot(poll, 1))).toEqual(DENIED);
    }
    expect(await refusal(house.visitor(), ballot(poll, 1))).toEqual([401, 'session.required']);
    expect(await turnout(poll)).toBe(0);
    expect(await recorded(poll)).toEqual([]);
  });

  test('a proxy’s holder casts both votes as they like; another’s ballot gives no receipt to anybody else', async () => {
    const [holder, second, , , grantor] = at.delegates as Visitor[];
    const own = ballot(poll, 1);
    const proxy = ballot(poll, 5, { choice: 'against' });
    await holder!.do(pollRoutes.cast, own);
    await holder!.do(pollRoutes.cast, proxy);
    expect(await refusal(second!, own)).toEqual([409, 'ballot.reused']);
    expect(await refusal(grantor!, proxy)).toEqual([409, 'ballot.reused']);
    expect(await turnout(poll)).toBe(2);
  });

  test('after the close, and after the declaration', async () => {
    const [, two] = at.delegates as Visitor[];
    const { result } = await at.chair.do(pollRoutes.close, { poll });
    expect(result.totals!.members).toEqual({ for: 1, against: 1, abstain: 0 });
    expect(await refusal(two!, ballot(poll, 2))).toEqual([409, 'poll.closed']);
    expect(await refusal(elsewhere(two!), ballot(poll, 2))).toEqual([409, 'poll.closed']);
    await at.chair.do(pollRoutes.declare, { poll, casting: 'for' });
    expect(await refusal(two!, ballot(poll, 2))).toEqual([409, 'poll.closed']);
    expect(await recorded(poll)).toHaveLength(2);
  });

  test('once the grantor is there, the vote is theirs in the next poll', async () => {
    const [holder, , , , grantor] = at.delegates as Visitor[];
    await at.enter([4]);
    const next = await opened(at);
    expect(await refusal(holder!, ballot(next, 5))).toEqual([409, 'roll.not_yours']);
    expect(await grantor!.do(pollRoutes.cast, ballot(next, 5))).toMatchObject({
      entitlement: 5,
      revision: 1,
    });
    // Nobody carries a ballot from one poll into another.
    const carried = ballot(next, 1);
    await holder!.do(pollRoutes.cast, carried);
    expect(await refusal(holder!, { ...carried, poll })).toEqual([409, 'ballot.reused']);
    await at.chair.do(pollRoutes.close, { poll: next });
  });
});

test('a poll is refused while the quorum is missing, with the facts, and opens when it is there', async () => {
  const at = await hall(house, 'quorum', { present: [1] });
  const motion = await at.motion();
  const missing = (present: string) => ({
    ok: false,
    status: 409,
    refusal: { code: 'quorum.missing', facts: { present, needed: '3', entitled: '6' } },
  });
  expect(await at.chair.ask(pollRoutes.open, { motion })).toEqual(missing('1'));
  await at.enter([2]);
  expect(await at.chair.ask(pollRoutes.open, { motion })).toEqual(missing('2'));
  // The first brings the fifth's proxy along: four.
  await at.enter([0]);
  const { quorum } = await at.chair.do(assemblyRoutes.assembly, { assembly: at.assembly });
  expect(quorum).toMatchObject({ present: '4', byProxy: 1, needed: '3', entitled: '6', reached: true });
  // It leaves again, and takes the proxy with it.
  await at.enter([0], false);
  expect(await at.chair.ask(pollRoutes.open, { motion })).toEqual(missing('2'));
  expect(await at.chair.do(pollRoutes.polls, { assembly: at.assembly })).toEqual({ polls: [] });
  await at.enter([0]);
  const { poll } = await at.chair.do(pollRoutes.open, { motion });
  expect(await at.chair.ask(pollRoutes.open, { motion })).toMatchObject({ ok: false, status: 409 });
  expect((await at.chair.do(pollRoutes.poll, { poll })).poll).toMatchObject({
    entitled: { members: 6 },
    represented: { members: 4 },
  });
});

test('two nodes are one hall: votes at one are seen at the other, and a close at one ends both', async () => {
  const at = await hall(house, 'nodes');
  const listener = other.visitor();
  await listener.connect();
  const floor = await listener.do(liveRoutes.floor, { assembly: at.assembly });
  const live: News[] = [];
  listener.live.on('news', (piece: News) => live.push(piece));
  value(await listener.emit(liveSockets.follow, { assembly: at.assembly, since: floor.number }));
  const told = (type: string) => live.flatMap((piece) => piece.items).filter((item) => item.type === type);

  const poll = await opened(at);
  await until(() => told('poll.opened').length > 0);
  // Each at a node of their own choice, all at once; the first holds two votes and casts them at two nodes.
  const there = at.delegates.map(elsewhere);
  const [one, two, three, four] = at.delegates as Visitor[];
  const ballots: readonly (readonly [Visitor, Cast])[] = [
    [one!, ballot(poll, 1)],
    [there[0]!, ballot(poll, 5, { choice: 'against' })],
    [two!, ballot(poll, 2)],
    [there[2]!, ballot(poll, 3)],
    [there[3]!, ballot(poll, 4, { choice: 'abstain' })],
  ];
  const receipts = await Promise.all(
    ballots.map(async ([visitor, cast]) => value(await visitor.emit(pollSockets.cast, cast))),
  );
  expect(new Set(receipts.map((receipt) => receipt.entry)).size).toBe(5);
  expect(await turnout(poll)).toBe(5);
  await until(() => told('poll.turnout').at(-1)?.data['cast'] === 5);
  for (const [i, visitor] of [one!, there[0]!].entries()) {
    expect(await visitor.do(pollRoutes.hand, { poll })).toMatchObject({
      entitlements: [{ receipt: receipts[0] }, { receipt: receipts[1] }],
    });
    expect((await [three!, there[2]!][i]!.do(pollRoutes.hand, { poll })).entitlements[0]!.receipt).toEqual(
      receipts[3],
    );
  }
  // Cast at one, changed at the other.
  const change = ballot(poll, 4, { choice: 'for', replaces: 1 });
  expect(await four!.do(pollRoutes.cast, change)).toMatchObject({ revision: 2 });

  const { result } = await elsewhere(at.chair).do(pollRoutes.close, { poll });
  expect(result.totals!.members).toEqual({ for: 4, against: 1, abstain: 0 });
  for (const visitor of [two!, there[1]!]) {
    expect(codeOf(await visitor.emit(pollSockets.cast, ballot(poll, 2, { replaces: 1 })))).toBe(
      'poll.closed',
    );
  }
  expect(await at.chair.do(pollRoutes.declare, { poll })).toMatchObject({ outcome: 'adopted', decision: 1 });
  await until(() => told('poll.declared').length > 0);
  expect(told('poll.declared')[0]!.data['result']).toEqual(result);
});

/** Ballots that race the close are counted or refused, never lost and never late. */
test('a close at one node while votes arrive at both: every acknowledged vote is in the result', async () => {
  const at = await hall(house, 'race');
  for (let round = 0; round < 3; round++) {
    const poll = await opened(at);
    const visitors = [...at.delegates.slice(0, 4), ...at.delegates.slice(0, 4).map(elsewhere)];
    await Promise.all(visitors.map((visitor) => visitor.connect()));
    const votes = visitors.map((visitor, i) => visitor.emit(pollSockets.cast, ballot(poll, (i % 4) + 1)));
    const [{ result }, ...acks] = await Promise.all([
      elsewhere(at.chair).do(pollRoutes.close, { poll }),
      ...votes,
    ]);
    const counted = new Set(acks.flatMap((ack) => (ack.ok ? [ack.value.entitlement] : [])));
    expect(result.totals!.members).toEqual({ for: counted.size, against: 0, abstain: 0 });
    expect(acks.filter((ack) => ack.ok)).toHaveLength(counted.size);
    for (const ack of acks) expect(['ok', 'poll.closed', 'ballot.stale']).toContain(codeOf(ack));
    expect(await recorded(poll)).toHaveLength(counted.size);
    await at.chair.ask(pollRoutes.declare, { poll, casting: null });
    for (const visitor of visitors) visitor.leave();
  }
});
