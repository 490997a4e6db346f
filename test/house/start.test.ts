import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:https';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { selfSigned } from '../../src/house/tls.js';
import { liveRoutes, liveSockets } from '../../src/live/live.contract.js';
import { motionRoutes } from '../../src/motions/motions.contract.js';
import { peopleRoutes } from '../../src/people/people.contract.js';
import { pollRoutes, pollSockets, type Cast } from '../../src/polls/polls.contract.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { ASSEMBLY, DEMO_PASSWORD, SIGN_INS } from '../../src/seeds/demo.data.js';
import { freshDatabase } from '../database.js';
import { value, type Visitor } from '../story/house.js';
import {
  clear,
  dataFolder,
  expectSentence,
  READY,
  ready,
  serve,
  serversOn,
  until,
  type Served,
} from './served.js';

jest.setTimeout(60_000);

afterEach(clear);

async function signIn(served: Served, name: string): Promise<Visitor> {
  const visitor = await served.visitor();
  await visitor.signIn(`${name}@demo.example`, DEMO_PASSWORD);
  return visitor;
}

/** Over https, checked against the certificate itself and the name localhost: status, text and HSTS. */
const get = (url: string, ca?: Buffer): Promise<unknown[]> =>
  new Promise((heard, failed) => {
    request(url.replace('127.0.0.1', 'localhost'), { ca }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      response.on('end', () =>
        heard([response.statusCode, text, response.headers['strict-transport-security']]),
      );
    })
      .once('error', failed)
      .end();
  });

/** The chair opens the poll of the demonstration's ready motion, and the first delegate votes. */
async function vote(served: Served): Promise<{ cast: Cast; receipt: unknown; delegate: Visitor }> {
  const chair = await signIn(served, 'chair');
  const { motions } = await chair.do(motionRoutes.motions, { assembly: ASSEMBLY });
  const { poll } = await chair.do(pollRoutes.open, {
    motion: motions.find((one) => one.state === 'ready')!.id,
  });
  const delegate = await signIn(served, 'delegate1');
  await delegate.connect();
  const { entitlements } = value(await delegate.emit(pollSockets.hand, { poll }));
  const { entitlement } = entitlements[0]!;
  const cast: Cast = { poll, ballot: randomUUID(), entitlement, choice: 'for', replaces: 0 };
  return { cast, receipt: value(await delegate.emit(pollSockets.cast, cast)), delegate };
}

/** The vote is there, once, and its sender gets the receipt again. */
async function expectVote(
  served: Served,
  { cast, receipt }: { cast: Cast; receipt: unknown },
): Promise<void> {
  const delegate = await signIn(served, 'delegate1');
  expect(await delegate.do(pollRoutes.cast, cast)).toEqual(receipt);
  const { entitlements } = await delegate.do(pollRoutes.hand, { poll: cast.poll });
  expect(entitlements[0]).toMatchObject({ entitlement: cast.entitlement, receipt });
  expect((await delegate.do(pollRoutes.poll, { poll: cast.poll })).poll).toMatchObject({
    state: 'open',
    cast: 1,
  });
}

describe('a data folder of its own', () => {
  test('the first start prints address and sign-ins; later starts keep the data; signals stop everything', async () => {
    const DATA_DIR = dataFolder();
    const first = serve({ DATA_DIR });
    const { port } = new URL(await first.url);
    expect(await ready(first)).toEqual(READY);
    expect(first.out()).toContain(`Plenary is open at  http://localhost:${port}\n`);
    expect(SIGN_INS).toHaveLength(6);
    const lines = first.out().split('\n');
    for (const { who, email, path } of SIGN_INS) {
      expect(
        lines
          .find((line) => line.includes(email))!
          .trim()
          .split(/ {2,}/),
      ).toEqual([who, email, DEMO_PASSWORD, `http://localhost:${port}${path}`]);
      const { person } = await (await first.visitor()).signIn(email, DEMO_PASSWORD);
      expect(person).not.toBeNull();
    }
    // Nobody but the owner reads what is in the folder.
    for (const name of ['.', ...readdirSync(DATA_DIR)]) {
      expect([name, statSync(join(DATA_DIR, name)).mode & 0o077]).toEqual([name, 0]);
    }
    const voted = await vote(first);
    // Sockets and kept connections do not hold it up.
    expect(await first.stop('SIGINT')).toMatchObject({ code: 0, signal: null, err: '' });
    expect(serversOn(DATA_DIR)).toEqual([]);

    const second = serve({ DATA_DIR });
    expect(await ready(second)).toEqual(READY);
    await expectVote(second, voted);
    expect(await second.stop('SIGTERM')).toMatchObject({ code: 0, signal: null, err: '' });
    expect(serversOn(DATA_DIR)).toEqual([]);

    // Ctrl-C in a terminal reaches the whole group. The seed is for the first start only.
    const third = serve({ DATA_DIR, SEED: 'none' });
    await third.url;
    // A house that is started as none has no published way in, and says so.
    expect(third.out()).toMatch(/Shut, .*chair@demo\.example/);
    expect(third.out()).not.toContain(DEMO_PASSWORD);
    expect(await third.stopGroup('SIGINT')).toMatchObject({ code: 0, signal: null, err: '' });
    expect(serversOn(DATA_DIR)).toEqual([]);
  });

  test('whatever is killed, PostgreSQL goes with the house and every acknowledged vote stays', async () => {
    const DATA_DIR = dataFolder();
    // In the middle of the seed: its entries are there, but not committed.
    const seeding = async (): Promise<Served> => {
      const house = serve({ DATA_DIR });
      await until(async () => {
        const owner = await ownerOf(DATA_DIR);
        if (!owner) return false;
        const { rows } = await owner
          .query<{ begun: boolean }>(
            `SELECT pg_relation_size('entry') > 0 AND EXISTS (SELECT 1 FROM pg_locks WHERE relation = 'entry'::regclass
               AND mode = 'RowExclusiveLock') AS begun`,
          )
          .catch(() => ({ rows: [] }));
        await owner.end();
        return rows[0]?.begun === true;
      });
      return house;
    };
    expect(await (await seeding()).stopGroup('SIGINT')).toMatchObject({ code: 0, out: '', err: '' });
    expect(serversOn(DATA_DIR)).toEqual([]);
    await (await seeding()).stopGroup('SIGKILL');

    // At once, while PostgreSQL may still be shutting down. The seed is whole.
    const first = serve({ DATA_DIR });
    await first.url;
    for (const { email } of SIGN_INS) expect(first.out()).toContain(email);
    const { motions } = await (await first.visitor()).do(motionRoutes.motions, { assembly: ASSEMBLY });
    expect(motions).toHaveLength(8);
    const voted = await vote(first);
    expect(serversOn(DATA_DIR).length).toBeGreaterThan(0);
    expect(await first.stopGroup('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });

    const second = serve({ DATA_DIR });
    expect(await ready(second)).toEqual(READY);
    await expectVote(second, voted);
    // PostgreSQL is killed alone: it comes back, and the house never ended.
    const killed = postmaster(DATA_DIR)!.pid;
    process.kill(killed, 'SIGKILL');
    await until(async () => {
      const now = postmaster(DATA_DIR)?.pid ?? killed;
      return now !== killed && JSON.stringify(await ready(second)) === JSON.stringify(READY);
    });
    await expectVote(second, voted);
    expect(await second.stopGroup('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
    await until(() => serversOn(DATA_DIR).length === 0);
  });

  test('a second house on the same folder shares the server, which stops with the last of them', async () => {
    const DATA_DIR = dataFolder();
    const one = serve({ DATA_DIR });
    await one.url;
    const two = serve({ DATA_DIR });
    const voted = await vote(two);
    await expectVote(one, voted);
    expect(await one.stop()).toMatchObject({ code: 0, err: '' });
    await expectVote(two, voted);
    expect(serversOn(DATA_DIR).length).toBeGreaterThan(0);
    expect(await two.stop()).toMatchObject({ code: 0, err: '' });
    expect(serversOn(DATA_DIR)).toEqual([]);
  });

  test('of first starts at once on one empty folder each opens, on one server and with one certificate', async () => {
    const DATA_DIR = dataFolder();
    const houses = [1, 2, 3].map(() => serve({ DATA_DIR, TLS: 'self', SEED: 'history' }));
    const urls = await Promise.all(houses.map((house) => house.url));
    const certificate = readFileSync(join(DATA_DIR, 'tls.crt'));
    for (const url of urls) {
      const [status, text] = await get(`${url}/api/bodies`, certificate);
      expect([status, text]).toEqual([200, expect.stringContaining('"cicopa-ga"')]);
    }
    // What the slower ones made is gone.
    expect(readdirSync(DATA_DIR).toSorted()).toEqual([
      ...['owner.secret', 'postgres', expect.stringMatching(/^postgres\.hold\.\d+$/), 'postgres.log'],
      ...['tls.crt', 'tls.key'],
    ]);
    // Whichever of them started the server.
    for (const house of houses) {
      expect(serversOn(DATA_DIR).length).toBeGreaterThan(0);
      expect(await house.stop()).toMatchObject({ code: 0, err: '' });
    }
    expect(serversOn(DATA_DIR)).toEqual([]);
  });

  test('root without user namespaces runs PostgreSQL as nobody, also at the next starts', async () => {
    const DATA_DIR = dataFolder();
    const tools = dirname(dataFolder());
    writeFileSync(join(tools, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const PATH = `${tools}:${process.env['PATH']}`;
    chmodSync(dirname(DATA_DIR), 0o755);
    for (const environment of [{ PATH }, { PATH }, { PATH: process.env['PATH']! }]) {
      const house = serve({ DATA_DIR, SEED: 'none', ...environment });
      expect(await ready(house)).toEqual(READY);
      expect(await house.stop()).toMatchObject({ code: 0, err: '' });
    }
    if (process.getuid!() !== 0) return;
    expect(statSync(DATA_DIR).uid).toBe(65_534);
    const closed = join(dirname(dataFolder()), 'closed');
    mkdirSync(closed, { mode: 0o700 });
    expectSentence(
      await serve({ DATA_DIR: join(closed, 'data'), PATH }).ended,
      'PostgreSQL does not run as root, and this system lets us neither use a user namespace nor change to nobody: start as another user.',
    );
  });

  test('TLS=self serves https with a certificate that is made once', async () => {
    const DATA_DIR = dataFolder();
    const house = serve({ DATA_DIR, TLS: 'self', SEED: 'none' });
    const url = await house.url;
    expect(url).toMatch(/^https:/);
    const files = { cert: join(DATA_DIR, 'tls.crt'), key: join(DATA_DIR, 'tls.key') };
    const made = readFileSync(files.cert);
    expect(statSync(files.key).mode & 0o077).toBe(0);
    expect(await get(`${url}/api/health/ready`, made)).toEqual([
      ...[200, '{"ok":true}'],
      expect.stringContaining('max-age='),
    ]);
    await expect(get(`${url}/api/health/ready`)).rejects.toThrow(/self-signed/);
    await expect(fetch(url.replace('https', 'http'))).rejects.toThrow();
    expect(await house.stop()).toMatchObject({ code: 0, err: '' });
    expect(await selfSigned(DATA_DIR)).toEqual({ ok: true, value: files });
    expect(readFileSync(files.cert).equals(made)).toBe(true);
  });
});

/** The PostgreSQL server of a data folder, by its own file. */
function postmaster(folder: string): { pid: number; port: number } | null {
  const file = join(folder, 'postgres', 'postmaster.pid');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return lines[3] ? { pid: Number(lines[0]), port: Number(lines[3]) } : null;
}

async function ownerOf(folder: string): Promise<pg.Client | null> {
  const server = postmaster(folder);
  if (!server) return null;
  const password = readFileSync(join(folder, 'owner.secret'), 'utf8').trim();
  const owner = new pg.Client({
    connectionString: `postgresql://plenary_owner:${password}@127.0.0.1:${server.port}/plenary`,
  });
  return owner.connect().then(
    () => owner,
    () => null,
  );
}

describe('a PostgreSQL of one’s own', () => {
  test('two nodes that start at once seed it once and are one house', async () => {
    const shared = await freshDatabase();
    const [one, two] = [1, 2].map(() => serve({ DATABASE_URL: shared.url, DATA_DIR: dataFolder() })) as [
      Served,
      Served,
    ];
    try {
      expect(await ready(one)).toEqual(READY);
      expect(await ready(two)).toEqual(READY);
      for (const { email } of SIGN_INS) for (const node of [one, two]) expect(node.out()).toContain(email);
      const there = await two.visitor();
      const floor = await there.do(liveRoutes.floor, { assembly: ASSEMBLY });
      expect(floor.motions).toHaveLength(8);
      // Who signed in at one node is known at the other.
      const chair = await signIn(one, 'chair');
      there.session = chair.session;
      expect((await there.do(peopleRoutes.session, {})).person).toMatchObject({ name: 'Ingrid Halvorsen' });
      await there.connect();
      value(await there.emit(liveSockets.follow, { assembly: ASSEMBLY, since: floor.number }));
      let told = '';
      there.live.on('news', (news: unknown) => (told += JSON.stringify(news)));
      const voted = await vote(one);
      await until(() => told.includes(voted.cast.poll));
      await expectVote(two, voted);
      const { size } = await there.do(recordRoutes.record, { limit: 1 });
      expect(size).toBe(floor.number + 3);

      // One node goes; the other goes on.
      expect(await one.stop()).toMatchObject({ code: 0, err: '' });
      await expectVote(two, voted);
      there.leave();
      expect(await two.stop()).toMatchObject({ code: 0, err: '' });
    } finally {
      await shared.drop();
    }
  });
});
