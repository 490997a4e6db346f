import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { NOBODY, type Visitor as Who } from '../../src/house/perform.js';
import { liveRoutes, liveSockets } from '../../src/live/live.contract.js';
import { BallotBox } from '../../src/polls/ballots.store.js';
import { pollRoutes, pollSockets } from '../../src/polls/polls.contract.js';
import { ballot, hall, opened, type Hall } from '../story/hall.js';
import { openHouse, value, type TestHouse, type Visitor } from '../story/house.js';

let house: TestHouse;
let owner: pg.Client;
/** Holds the head of the record; in its transaction PostgreSQL would list the connections of its first look alone. */
let holder: pg.Client;
let at: Hall;

beforeAll(async () => {
  house = await openHouse({ LOG_LEVEL: 'silent' });
  owner = new pg.Client({ connectionString: house.ownerUrl });
  holder = new pg.Client({ connectionString: house.ownerUrl, application_name: 'holder' });
  await Promise.all([owner.connect(), holder.connect()]);
  at = await hall(house, 'power');
});
afterAll(async () => {
  await Promise.all([owner.end(), holder.end()]);
  await house.close();
});

/** Asks again until it holds. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(10);
}

const others = `datname = current_database() AND pid <> pg_backend_pid() AND application_name <> 'holder'`;
const terminate = (): Promise<unknown> =>
  owner.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${others}`);

const cut = (visitor: Visitor): Promise<string> =>
  new Promise((heard) => visitor.live.once('disconnect', heard));

/** Connected to a house that hears the database again; one that does not cuts whoever comes. */
const back = (visitor: Visitor): Promise<void> =>
  until(async () => {
    if (!(await visitor.connect().catch(() => null))?.connected) return false;
    return Promise.race([
      cut(visitor).then(() => false),
      visitor.emit(pollSockets.hand, { poll }).then((answer) => answer.ok),
    ]);
  });

let poll: string;

test('every connection to PostgreSQL is lost while ballots are written: the node stays, each screen hears of it, and the votes come in', async () => {
  poll = await opened(at);
  const [one, two] = at.delegates as [Visitor, Visitor];
  const wall = house.visitor();
  await Promise.all([one, two, wall].map((visitor) => visitor.connect()));
  const floor = await wall.do(liveRoutes.floor, { assembly: at.assembly });
  value(await wall.emit(liveSockets.follow, { assembly: at.assembly, since: floor.number }));

  // The batch is in the middle of its transaction: it waits for the head of the record.
  await holder.query('BEGIN');
  await holder.query('SELECT size FROM record_head FOR UPDATE');
  const casts = [ballot(poll, 1), ballot(poll, 2, { choice: 'against' })] as const;
  const answers = Promise.all([one.ask(pollRoutes.cast, casts[0]), two.ask(pollRoutes.cast, casts[1])]);
  await until(async () => {
    const { rows } = await owner.query(
      `SELECT 1 FROM pg_stat_activity WHERE ${others} AND wait_event_type = 'Lock' AND query LIKE '%cast_now%'`,
    );
    return rows.length > 0;
  });
  const gone = Promise.all([one, two, wall].map(cut));
  await terminate();
  for (const answer of await answers)
    expect(answer).toMatchObject({ status: 409, refusal: { code: 'house.try_again' } });
  expect(await gone).toEqual(Array(3).fill('io server disconnect'));
  await holder.query('ROLLBACK');

  await Promise.all([back(one), back(two)]);
  const receipts = [
    value(await one.emit(pollSockets.cast, casts[0])),
    value(await two.emit(pollSockets.cast, casts[1])),
  ];
  expect(receipts).toMatchObject([{ revision: 1 }, { revision: 1 }]);
  await wall.connect();
  const missed = value(await wall.emit(liveSockets.follow, { assembly: at.assembly, since: floor.number }));
  expect(missed).toMatchObject({ kind: 'news' });
  const { result } = await at.chair.do(pollRoutes.close, { poll });
  expect(result.totals!.members).toEqual({ for: 1, against: 1, abstain: 0 });
});

test('connections are lost again and again while votes arrive: what was acknowledged is counted, once each', async () => {
  poll = await opened(at);
  const send = async (place: number): Promise<void> => {
    const cast = ballot(poll, place + 1);
    await until(
      async () => (await at.delegates[place]!.ask(pollRoutes.cast, cast).catch(() => null))?.ok === true,
    );
  };
  const all = Promise.all([0, 1, 2, 3].map(send));
  for (let i = 0; i < 5; i++) await terminate();
  await all;
  let closed: Awaited<ReturnType<Visitor['ask']>> | null = null;
  await until(
    async () => (closed = await at.chair.ask(pollRoutes.close, { poll }).catch(() => null))?.ok === true,
  );
  expect(closed).toMatchObject({
    value: { result: { totals: { members: { for: 4, against: 0, abstain: 0 } } } },
  });
});

test('a ballot that PostgreSQL cannot take fails alone, and not those that come with it', async () => {
  poll = await opened(at);
  const box = house.app.get(BallotBox);
  const who = (place: number): Who => ({
    ...NOBODY,
    person: at.people[place]!,
    held: [{ office: 'delegate', body: null, assembly: at.assembly, from: null, to: null }],
  });
  // No schema lets these in: an integer beyond the column, a choice that is no text for it, none at all.
  const [good, tooLarge, also, noText, noVote] = await Promise.all([
    box.cast(who(1), ballot(poll, 2)),
    box.cast(who(2), ballot(poll, 2 ** 31)),
    box.cast(who(3), ballot(poll, 4)),
    box.cast(who(2), ballot(poll, 3, { choice: 'for\0' as 'for' })),
    box.cast(who(0), ballot(poll, 1, { choice: null as never })),
  ]);
  expect([good, also]).toMatchObject([{ ok: true }, { ok: true }]);
  for (const bad of [tooLarge, noText, noVote])
    expect(bad).toMatchObject({ refusal: { code: 'house.try_again' } });
  expect(await box.cast(who(2), ballot(poll, 3))).toMatchObject({ ok: true });
  expect((await house.visitor().do(pollRoutes.poll, { poll })).poll.cast).toBe(3);
});
