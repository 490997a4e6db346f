import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import { liveRoutes, liveSockets, type HouseNews } from '../../src/live/live.contract.js';
import { peopleRoutes } from '../../src/people/people.contract.js';
import { pollRoutes, pollSockets, type Receipt } from '../../src/polls/polls.contract.js';
import { pollLock } from '../../src/polls/polls.store.js';
import { ballot, hall, opened, type Hall } from './hall.js';
import { openHouse, value, type TestHouse } from './house.js';
import { lineTo, type Line } from './line.js';

/** A house that loses its database: by connections that end one by one, and altogether. */
let line: Line;
let house: TestHouse;
let owner: pg.Client;
let at: Hall;
let poll: string;

beforeAll(async () => {
  line = await lineTo(process.env['TEST_DATABASE_URL']!);
  house = await openHouse({ LOG_LEVEL: 'silent' }, { by: line.url });
  owner = new pg.Client({ connectionString: house.ownerUrl });
  await owner.connect();
  at = await hall(house, 'away');
  poll = await opened(at);
  for (const delegate of at.delegates) await delegate.connect();
});

afterAll(async () => {
  await owner.end();
  await house.close();
  await line.close();
});

/** Asks until it is so. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(10);
}

/** Ends connections of the house, as an administrator or a crash does. Says how many. */
const end = async (which: string): Promise<number> =>
  (
    await owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND usename LIKE 'plenary_serving%' AND ${which}`,
    )
  ).rowCount ?? 0;

/** What the house says next of itself to this socket. */
const told = async (socket: Socket): Promise<HouseNews> =>
  ((await once(socket as never, 'house')) as [HouseNews])[0];

/** As a phone does: the same ballot again, until there is a receipt. */
async function castAgain(place: number, cast: ReturnType<typeof ballot>): Promise<Receipt> {
  for (;;) {
    const answer = await at.delegates[place]!.emit(pollSockets.cast, cast);
    if (answer.ok) return answer.value;
    expect(['house.away', 'house.try_again']).toContain(answer.refusal.code);
    await pause(20);
  }
}

test('a connection that ends while a ballot is in it ends nothing else, and the ballot counts once', async () => {
  const cast = ballot(poll, 2);
  await owner.query(`BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('${pollLock(poll)}', 0))`);
  const first = at.delegates[1]!.emit(pollSockets.cast, cast);
  await until(async () => (await end(`wait_event = 'advisory'`)) > 0);
  expect(await first).toEqual({ ok: false, refusal: { code: 'house.try_again', facts: {} } });
  await owner.query('ROLLBACK');
  const receipt = await castAgain(1, cast);
  expect(receipt).toMatchObject({ entitlement: 2, revision: 1 });
  expect(value(await at.delegates[1]!.emit(pollSockets.cast, cast))).toEqual(receipt);
});

test('the end of every connection at once, idle ones and those that listen too, is got over', async () => {
  expect(await end('true')).toBeGreaterThan(1);
  const cast = ballot(poll, 3);
  const receipt = await castAgain(2, cast);
  await until(async () => (await at.delegates[2]!.ask(pollRoutes.poll, { poll })).ok);
  expect((await at.delegates[2]!.do(pollRoutes.poll, { poll })).poll.cast).toBe(2);
  // News comes again too.
  const news = once(at.delegates[3]!.live as never, 'news');
  const { assembly } = at;
  value(await at.delegates[3]!.emit(liveSockets.follow, { assembly, since: receipt.entry + 1 }));
  await castAgain(3, ballot(poll, 4));
  await news;
});

test('while there is no database every screen is told so and every answer says so; then it goes on', async () => {
  const { assembly } = at;
  const reader = house.visitor();
  const [mine, theirs] = [at.delegates[0]!.live, await reader.connect()];
  const away = Promise.all([mine, theirs].map(told));
  await line.cut();
  expect(await away).toEqual([{ away: true }, { away: true }]);

  const gone = { ok: false, status: 503, refusal: { code: 'house.away', facts: {} } };
  expect(await reader.ask(liveRoutes.floor, { assembly })).toEqual(gone);
  expect(await at.delegates[0]!.ask(peopleRoutes.session, {})).toEqual(gone);
  expect(await at.chair.ask(pollRoutes.close, { poll })).toEqual(gone);
  const health = async (name: string): Promise<number> => (await reader.fetch(`/api/health/${name}`)).status;
  expect([await health('live'), await health('ready')]).toEqual([200, 503]);
  const cast = ballot(poll, 1);
  expect(await at.delegates[0]!.emit(pollSockets.cast, cast)).toMatchObject({
    refusal: { code: expect.stringMatching(/^house\.(away|try_again)$/) },
  });
  // Whoever comes only now is told as well.
  const late = io(house.url, { transports: ['websocket'], forceNew: true });
  expect(await told(late)).toEqual({ away: true });

  const back = Promise.all([mine, theirs, late].map(told));
  await line.mend();
  expect(await back).toEqual([{ away: false }, { away: false }, { away: false }]);
  late.disconnect();
  await castAgain(0, cast);
  expect(await health('ready')).toBe(200);
  expect((await reader.do(pollRoutes.poll, { poll })).poll).toMatchObject({ state: 'open', cast: 4 });
});
