import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { pollRoutes } from '../../src/polls/polls.contract.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { ballot, hall, opened, type Hall } from './hall.js';
import { openHouse, type TestHouse } from './house.js';

/**
 * A poll that closes at one node while a ballot is on its way at the other. The test holds the head of the record, so that
 * whoever comes first stands in the middle of their transaction when the other comes.
 */
let house: TestHouse;
let other: TestHouse;
let holder: pg.Client;
/** Looks from outside: within a transaction PostgreSQL lists the connections that were there at its first look. */
let watcher: pg.Client;
beforeAll(async () => {
  house = await openHouse();
  other = await openHouse({}, { join: house });
  [holder, watcher] = [1, 2].map(() => new pg.Client({ connectionString: house.ownerUrl })) as [
    pg.Client,
    pg.Client,
  ];
  await Promise.all([holder.connect(), watcher.connect()]);
});
afterAll(async () => {
  await Promise.all([holder.end(), watcher.end()]);
  await other.close();
  await house.close();
});

/** Begins each when the one before waits for a lock; all go on when the last one waits. */
async function inTurn<A, B>(first: () => Promise<A>, second: () => Promise<B>): Promise<[A, B]> {
  const { rows: own } = await holder.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  // Who waits for the holder, or for whoever does; the house's own clocks wait for each other.
  let over = false;
  const waiting = async (count: number): Promise<void> => {
    while (!over) {
      const { rows } = await watcher.query<{ waiting: number }>(
        `WITH RECURSIVE chain (pid) AS (
           SELECT $1::int
           UNION SELECT a.pid FROM chain c, pg_stat_activity a
             WHERE a.datname = current_database() AND a.wait_event_type = 'Lock' AND c.pid = ANY(pg_blocking_pids(a.pid)))
         SELECT count(*)::int - 1 AS waiting FROM chain`,
        [own[0]!.pid],
      );
      if (rows[0]!.waiting >= count) return;
      await pause(5);
    }
  };
  // Who is answered has not waited: nothing is in turn, and the answer says why.
  const early = (answer: Promise<unknown>): Promise<never> =>
    answer.then((said) => {
      throw new Error(`answered before its turn: ${JSON.stringify(said)}`);
    });
  await holder.query('BEGIN');
  try {
    await holder.query('SELECT size FROM record_head FOR UPDATE');
    const one = first();
    await Promise.race([waiting(1), early(one)]);
    const two = second();
    await Promise.race([waiting(2), early(one), early(two)]);
    await holder.query('COMMIT');
    return await Promise.all([one, two]);
  } finally {
    over = true;
    await holder.query('ROLLBACK');
  }
}

describe.each(['recorded', 'confidential'] as const)('a %s poll', (secrecy) => {
  let at: Hall;
  beforeAll(async () => {
    at = await hall(house, secrecy);
  });
  const open = async (): Promise<string> =>
    secrecy === 'recorded'
      ? opened(at)
      : (await at.chair.do(pollRoutes.open, { motion: await at.motion(), secrecy })).poll;
  const elsewhere = (place: number) => {
    const there = other.visitor();
    there.session = at.delegates[place]!.session;
    return there;
  };

  test('that closes waits for the ballot that is being written, and counts it', async () => {
    const poll = await open();
    const [receipt, { result }] = await inTurn(
      () => elsewhere(1).do(pollRoutes.cast, ballot(poll, 2)),
      () => at.chair.do(pollRoutes.close, { poll }),
    );
    expect(receipt).toMatchObject({ poll, entitlement: 2, revision: 1 });
    expect(result.totals!.members).toEqual({ for: 1, against: 0, abstain: 0 });
  });

  test('that is closing lets no ballot in: it waits, and is refused', async () => {
    const poll = await open();
    const [{ result }, late] = await inTurn(
      () => at.chair.do(pollRoutes.close, { poll }),
      () => elsewhere(1).ask(pollRoutes.cast, ballot(poll, 2)),
    );
    expect(late).toMatchObject({ status: 409, refusal: { code: 'poll.closed' } });
    expect(result.totals!.members).toEqual({ for: 0, against: 0, abstain: 0 });
    const { entries } = await house.visitor().do(recordRoutes.record, { subject: `poll:${poll}` });
    expect(entries.map(({ type }) => type)).toEqual(['poll.counted', 'poll.closed', 'poll.opened']);
  });

  test('that closes twice at once is closed once', async () => {
    const poll = await open();
    const there = other.visitor();
    there.session = at.chair.session;
    const [one, two] = await inTurn(
      () => at.chair.ask(pollRoutes.close, { poll }),
      () => there.ask(pollRoutes.close, { poll }),
    );
    expect(one.ok).toBe(true);
    expect(two).toMatchObject({
      status: 409,
      refusal: { code: 'poll.not_open', facts: { state: 'closed' } },
    });
  });

  test('whose hand moves waits for the ballot of the hand before, and the new hand knows of it', async () => {
    const poll = await open();
    const [receipt] = await inTurn(
      () => elsewhere(0).do(pollRoutes.cast, ballot(poll, 5)),
      () => at.enter([4]),
    );
    const { entitlements } = await at.delegates[4]!.do(pollRoutes.hand, { poll });
    expect(entitlements).toMatchObject([{ entitlement: 5, byProxy: false, receipt }]);
    await at.chair.do(pollRoutes.annul, { poll, reason: 'Enough' });
  });
});
