import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:https';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { selfSigned } from '../../src/start/tls.js';
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
  ownFolder,
  READY,
  ready,
  serve,
  serversOn,
  until,
  type Ended,
  type Served,
} from './served.js';

jest.setTimeout(60_000);

afterAll(clear);

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
async function vote(served: Served): Promise<{ cast: Cast; receipt: unknown; session: string | null }> {
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
  return { cast, receipt: value(await delegate.emit(pollSockets.cast, cast)), session: delegate.session };
}

/** The vote is there, once, and its sender gets the receipt again. */
async function expectVote(
  served: Served,
  { cast, receipt, session }: Awaited<ReturnType<typeof vote>>,
): Promise<void> {
  const delegate = await served.visitor();
  delegate.session = session;
  expect(await delegate.do(pollRoutes.cast, cast)).toEqual(receipt);
  const { entitlements } = await delegate.do(pollRoutes.hand, { poll: cast.poll });
  expect(entitlements[0]).toMatchObject({ entitlement: cast.entitlement, receipt });
  expect((await delegate.do(pollRoutes.poll, { poll: cast.poll })).poll).toMatchObject({
    state: 'open',
    cast: 1,
  });
}

/** The PostgreSQL server of a data folder, by its own file. */
function postmaster(folder: string): { pid: number; port: number } | null {
  const file = join(folder, 'postgres', 'postmaster.pid');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return lines[3] ? { pid: Number(lines[0]), port: Number(lines[3]) } : null;
}

const parentOf = (pid: number): number =>
  Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout);

async function ownerOf(folder: string): Promise<pg.Client | null> {
  const server = postmaster(folder);
  if (!server) return null;
  const password = readFileSync(join(folder, 'owner.secret'), 'utf8').trim();
  const owner = new pg.Client({
    connectionString: `postgresql://plenary_owner:${password}@127.0.0.1:${server.port}/plenary`,
  });
  owner.on('error', () => undefined);
  return owner.connect().then(
    () => owner,
    () => null,
  );
}

const asRoot = process.getuid!() === 0;

/** A system without user namespaces, where PostgreSQL runs as nobody when root starts it; with them it runs in every other test. */
function withoutNamespaces(): { PATH: string } {
  const tools = ownFolder();
  chmodSync(tools, 0o755);
  writeFileSync(join(tools, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  return { PATH: `${tools}:${process.env['PATH']}` };
}

/** A house that ends while others go on with what the next tests ask. */
let ending: Promise<Ended>;

test('a house that is told to end ends, whatever they do who use it', async () => {
  const database = await freshDatabase();
  const house = serve({ DATABASE_URL: database.url, SEED: 'none' });
  expect(await ready(house)).toEqual(READY);
  const { port } = new URL(await house.url);
  // Half a head, half a body, a line that is kept, a socket, and a reader who waits for somebody's lock.
  const lines = [
    'GET /api/bodies HTTP/1.1\r\nHost: x\r\n',
    'POST /api/session/password HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX-Plenary: 1\r\nContent-Length: 99\r\n\r\n{',
    'GET /api/health/live HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\n\r\n',
  ].map((text) => {
    const line = connect(Number(port), '127.0.0.1');
    line.on('error', () => undefined).write(text);
    return line;
  });
  const follower = await house.visitor();
  await follower.connect();
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  await owner.query('BEGIN; LOCK TABLE body');
  void fetch(`${await house.url}/api/bodies`).catch(() => undefined);
  await until(async () => {
    const { rowCount } = await owner.query(
      `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'body'::regclass`,
    );
    return rowCount === 1;
  });
  const over = async (): Promise<Ended> => {
    const ended = await house.stop('SIGTERM');
    for (const line of lines) line.destroy();
    follower.leave();
    await owner.end();
    await database.drop();
    return ended;
  };
  ending = over();
});

describe('a data folder of its own', () => {
  const DATA_DIR = dataFolder();
  let houses: Served[];
  let voted: Awaited<ReturnType<typeof vote>>;

  test('of first starts at once on an empty folder each opens, on one server and with one certificate', async () => {
    // From wherever they are started.
    chmodSync(dirname(DATA_DIR), 0o755);
    const system = withoutNamespaces();
    const [secure, too, plain] = ['self', 'self', ''].map((TLS) =>
      serve({ DATA_DIR, SEED: 'none', TLS, ...system }, { cwd: '/' }),
    ) as [Served, Served, Served];
    const urls = await Promise.all([secure.url, too.url]);
    const files = { cert: join(DATA_DIR, 'tls.crt'), key: join(DATA_DIR, 'tls.key') };
    const certificate = readFileSync(files.cert);
    for (const url of urls) {
      expect(url).toMatch(/^https:/);
      expect(await get(`${url}/api/health/ready`, certificate)).toEqual([
        ...[200, '{"ok":true}'],
        expect.stringContaining('max-age='),
      ]);
      await expect(get(`${url}/api/health/ready`)).rejects.toThrow(/self-signed/);
      await expect(fetch(url.replace('https', 'http'))).rejects.toThrow();
    }
    expect(await ready(plain)).toEqual(READY);
    expect(await (await plain.visitor()).fetch('/')).toMatchObject({ status: 200 });
    expect(await selfSigned(DATA_DIR)).toEqual({ ok: true, value: files });
    expect(readFileSync(files.cert).equals(certificate)).toBe(true);
    // What the slower ones made is gone, and nobody but the owner reads what is there.
    const names = readdirSync(DATA_DIR).toSorted();
    expect(names).toEqual([
      ...['owner.secret', 'postgres', expect.stringMatching(/^postgres\.hold\.\d+$/), 'postgres.log'],
      ...['tls.crt', 'tls.key'],
    ]);
    for (const name of ['.', ...names])
      expect([name, statSync(join(DATA_DIR, name)).mode & 0o077]).toEqual([name, 0]);
    // Of later starts, which could use namespaces, too.
    if (asRoot) expect(statSync(join(DATA_DIR, 'postgres')).uid).toBe(65_534);
    // Whichever of them started the server, it stops with the last.
    for (const house of [secure, plain, too]) {
      expect(serversOn(DATA_DIR).length).toBeGreaterThan(0);
      expect(await house.stop()).toMatchObject({ code: 0, err: '' });
    }
    expect(serversOn(DATA_DIR)).toEqual([]);
  });

  test('a house that ends while it seeds takes PostgreSQL and the half of the seed with it', async () => {
    // In the middle of the seed: its entries are there, but not committed.
    const seeding = async (): Promise<Served> => {
      const house = serve({ DATA_DIR });
      let owner: pg.Client | null = null;
      await until(async () => {
        owner ??= await ownerOf(DATA_DIR);
        const asked = await owner
          ?.query<{ begun: boolean }>(
            `SELECT pg_relation_size('entry') > 0 AND EXISTS (SELECT 1 FROM pg_locks WHERE relation = 'entry'::regclass
               AND mode = 'RowExclusiveLock') AS begun`,
          )
          .catch(() => null);
        return asked?.rows[0]?.begun === true;
      });
      await owner!.end();
      return house;
    };
    expect(await (await seeding()).stopGroup('SIGINT')).toMatchObject({ code: 0, out: '', err: '' });
    expect(serversOn(DATA_DIR)).toEqual([]);
    expect(await (await seeding()).stopGroup('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
  });

  test('two nodes that start at once seed it once, print the sign-ins, and are one house', async () => {
    // At once, while PostgreSQL may still be shutting down.
    houses = [1, 2].map(() => serve({ DATA_DIR }));
    const [one, two] = houses as [Served, Served];
    const { port } = new URL(await one.url);
    expect(one.out()).toContain(`Plenary is open at  http://localhost:${port}\n`);
    expect(SIGN_INS).toHaveLength(6);
    for (const { who, email, path } of SIGN_INS) {
      const line = one
        .out()
        .split('\n')
        .find((text) => text.includes(email))!;
      expect(line.trim().split(/ {2,}/)).toEqual([
        who,
        email,
        DEMO_PASSWORD,
        `http://localhost:${port}${path}`,
      ]);
      const { person } = await (await one.visitor()).signIn(email, DEMO_PASSWORD);
      expect(person).not.toBeNull();
    }
    await two.url;
    for (const { email } of SIGN_INS) expect(two.out()).toContain(email);
    const there = await two.visitor();
    const floor = await there.do(liveRoutes.floor, { assembly: ASSEMBLY });
    expect(floor.motions).toHaveLength(8);
    // Who signed in at one node is known at the other, and what happens at one is told at the other.
    const chair = await signIn(one, 'chair');
    there.session = chair.session;
    expect((await there.do(peopleRoutes.session, {})).person).toMatchObject({ name: 'Ingrid Halvorsen' });
    await there.connect();
    value(await there.emit(liveSockets.follow, { assembly: ASSEMBLY, since: floor.number }));
    let told = '';
    there.live.on('news', (news: unknown) => (told += JSON.stringify(news)));
    voted = await vote(one);
    await until(() => told.includes(voted.cast.poll));
    await expectVote(two, voted);
    const { size } = await there.do(recordRoutes.record, { limit: 1 });
    expect(size).toBe(floor.number + 3);
  });

  test('the node that started PostgreSQL ends; the other goes on, and starts it again when it is killed', async () => {
    // Between the server and its house stands the shell that guards it.
    const starter = parentOf(parentOf(postmaster(DATA_DIR)!.pid));
    const first = houses.find(({ child }) => child.pid === starter)!;
    const other = houses.find((house) => house !== first)!;
    // Sockets and kept connections do not hold it up.
    expect(await first.stop('SIGINT')).toMatchObject({ code: 0, signal: null, err: '' });
    await expectVote(other, voted);
    const killed = postmaster(DATA_DIR)!;
    process.kill(killed.pid, 'SIGKILL');
    // A house that starts meanwhile waits for those who hold the server, and finds it where it was.
    const late = serve({ DATA_DIR });
    await until(async () => {
      const now = postmaster(DATA_DIR)?.pid ?? killed.pid;
      return now !== killed.pid && JSON.stringify(await ready(other)) === JSON.stringify(READY);
    });
    expect(postmaster(DATA_DIR)!.port).toBe(killed.port);
    await expectVote(other, voted);
    await expectVote(late, voted);
    expect(await late.stop()).toMatchObject({ code: 0, err: '' });
    expect(await other.stopGroup('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
  });

  test('after a kill every acknowledged vote is there, and Ctrl-C stops everything', async () => {
    const last = serve({ DATA_DIR });
    expect(await ready(last)).toEqual(READY);
    expect(last.out()).toContain('chair@demo.example');
    // What the server writes while it runs is laid aside before it fills the disk, and nobody else reads that either.
    const log = join(DATA_DIR, 'postgres.log');
    appendFileSync(log, 'a line\n'.repeat(150_000));
    await until(async () => statSync(log).size < 1_000_000);
    expect(statSync(`${log}.1`).size).toBeGreaterThan(1_000_000);
    expect(statSync(`${log}.1`).mode & 0o077).toBe(0);
    await expectVote(last, voted);
    // In a terminal it reaches the whole group.
    expect(await last.stopGroup('SIGINT')).toMatchObject({ code: 0, signal: null, err: '' });
    expect(serversOn(DATA_DIR)).toEqual([]);
    // The seed is for the first start only; a house that is started as none has no published way in, and says so.
    const shut = serve({ DATA_DIR, SEED: 'none' });
    expect(await ready(shut)).toEqual(READY);
    expect(shut.out()).toMatch(/Shut, .*chair@demo\.example/);
    expect(shut.out()).not.toContain(DEMO_PASSWORD);
    expect(await shut.stop()).toMatchObject({ code: 0, err: '' });
  });
});

(asRoot ? test : test.skip)(
  'root who may neither use a user namespace nor change to nobody is told so',
  async () => {
    const closed = join(dirname(dataFolder()), 'closed');
    mkdirSync(closed, { mode: 0o700 });
    expectSentence(
      await serve({ DATA_DIR: join(closed, 'data'), ...withoutNamespaces() }).ended,
      'PostgreSQL does not run as root, and this system lets us neither use a user namespace nor change to nobody: start as another user.',
    );
  },
);

test('the house that was told to end has ended', async () => {
  expect(await ending).toMatchObject({ code: 0, signal: null, err: '' });
});
