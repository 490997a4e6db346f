import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { NOBODY, type Visitor as Who } from '../../src/access/visitor.js';
import { BallotBox } from '../../src/polls/ballots.store.js';
import { pollRoutes } from '../../src/polls/polls.contract.js';
import { ballot, hall, opened, type Hall } from '../story/hall.js';
import { openHouse, type TestHouse, type Visitor } from '../story/house.js';

let house: TestHouse;
let owner: pg.Client;
let at: Hall;

beforeAll(async () => {
  house = await openHouse({ LOG_LEVEL: 'silent' });
  owner = new pg.Client({ connectionString: house.ownerUrl });
  await owner.connect();
  at = await hall(house, 'power');
});
afterAll(async () => {
  await owner.end();
  await house.close();
});

/** Asks again until it holds. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(10);
}

const terminate = (): Promise<unknown> =>
  owner.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );

let poll: string;

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
  const [good, tooLarge, also, noText, noVote] = await Promise.allSettled([
    box.cast(who(1), ballot(poll, 2)),
    box.cast(who(2), ballot(poll, 2 ** 31)),
    box.cast(who(3), ballot(poll, 4)),
    box.cast(who(2), ballot(poll, 3, { choice: 'for\0' as 'for' })),
    box.cast(who(0), ballot(poll, 1, { choice: null as never })),
  ]);
  expect([good, also]).toMatchObject([{ value: { ok: true } }, { value: { ok: true } }]);
  // Nobody is told to try again what no trying takes: it is a failure, which the log has.
  for (const bad of [tooLarge, noText, noVote]) expect(bad).toMatchObject({ status: 'rejected' });
  expect(await box.cast(who(2), ballot(poll, 3))).toMatchObject({ ok: true });
  expect((await house.visitor().do(pollRoutes.poll, { poll })).poll.cast).toBe(3);
});
