import { randomUUID } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { freshDatabase } from '../database.js';
import { clear, dataFolder, expectSentence, serve, serversOn, type Ended } from './served.js';

jest.setTimeout(60_000);

afterEach(clear);

describe('what keeps it from starting is said in one sentence', () => {
  test('the port is in use', async () => {
    const DATA_DIR = dataFolder();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const ended = await serve({ DATA_DIR, SEED: 'none', PORT: String(port) }).ended;
    expectSentence(ended, `Port ${port} is in use: stop what uses it, or choose another with PORT.`);
    expect(serversOn(DATA_DIR)).toEqual([]);
    other.close();
  });

  test.each([
    ['config', { PORT: 'http' }, 'The environment variable PORT has a value that cannot be used.'],
    [
      'half a certificate',
      { TLS_CERT: 'tls.crt' },
      'TLS_CERT and TLS_KEY belong together: give both or neither.',
    ],
    [
      'a certificate that is not there',
      { TLS_CERT: '/nowhere/tls.crt', TLS_KEY: '/nowhere/tls.key' },
      /^The TLS certificate or key cannot be read: .*\/nowhere\/tls\.crt/,
    ],
    [
      'a certificate that is none',
      { TLS_CERT: 'package.json', TLS_KEY: 'package.json' },
      /^The TLS certificate or key cannot be read: /,
    ],
  ])('%s', async (_, environment: Record<string, string>, sentence) => {
    expectSentence(await serve({ DATA_DIR: dataFolder(), ...environment }).ended, sentence);
  });

  test.each([
    ['is a file', (file: string) => file],
    ['lies under a file', (file: string) => join(file, 'data')],
    ['cannot be made', () => '/proc/plenary/data'],
  ])('a data folder that %s', async (_, folderOf) => {
    const folder = dataFolder();
    writeFileSync(folder, 'a file');
    const DATA_DIR = folderOf(folder);
    const sentence = `The data folder ${DATA_DIR} cannot be written to.`;
    expectSentence(await serve({ DATA_DIR }).ended, sentence);
    expectSentence(await serve({ DATA_DIR, TLS: 'self' }).ended, sentence);
    expect(readFileSync(folder, 'utf8')).toBe('a file');
  });

  /** A file system of the house's own over the data folder; it goes with the process. */
  const mounted = (options: string, folder: string): string[] => [
    ...['unshare', '--mount', ...(process.getuid!() === 0 ? [] : ['--map-root-user'])],
    ...['sh', '-c', `mount -t tmpfs -o ${options} tmpfs "$0" && exec "$@"`, folder],
  ];

  const mayMount = ((): boolean => {
    const folder = dataFolder();
    mkdirSync(folder);
    const [command, ...words] = mounted('size=1m', folder);
    const may = spawnSync(command!, [...words, 'true']).status === 0;
    if (!may) process.stdout.write('A full and a read-only data folder are not tried: no mount here.\n');
    return may;
  })();

  (mayMount ? test : test.skip).each([
    ['full for a file', 'size=32k', /^The disk of the data folder .* is full\.$/m],
    ['full for the database', 'size=4m', /^The disk of the data folder .* is full\.$/m],
    ['read-only', 'ro', /^The data folder .* cannot be written to\.$/m],
  ])('a data folder that is %s', async (_, options, sentence) => {
    const DATA_DIR = dataFolder();
    mkdirSync(DATA_DIR);
    const ended = await serve({ DATA_DIR }, { before: mounted(options, DATA_DIR) }).ended;
    expectSentence(ended, sentence);
    expect(ended.err).toContain(DATA_DIR);
  });
});

describe('a PostgreSQL of one’s own', () => {
  const SECRET = 'hunter2-of-the-owner';
  let database: { url: string; drop: () => Promise<void> };
  let owner: pg.Client;

  beforeAll(async () => {
    database = await freshDatabase();
    owner = new pg.Client({ connectionString: database.url });
    await owner.connect();
  });

  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  const changed = (change: (url: URL) => void): string => {
    const url = new URL(database.url);
    change(url);
    return url.href;
  };
  const own = (): string => new URL(database.url).host;
  const name = (): string => new URL(database.url).pathname.slice(1);

  const refused = async (DATABASE_URL: string): Promise<Ended> => {
    const DATA_DIR = dataFolder();
    const ended = await serve({ DATABASE_URL, DATA_DIR }).ended;
    expect(ended.err + ended.out).not.toContain(SECRET);
    // No embedded one takes its place.
    expect(() => statSync(DATA_DIR)).toThrow('ENOENT');
    return ended;
  };

  test('that refuses connections', async () => {
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    const { port } = free.address() as AddressInfo;
    free.close();
    await once(free, 'close');
    const host = `127.0.0.1:${port}`;
    expectSentence(
      await refused(`postgresql://owner:${SECRET}@${host}/plenary`),
      `No PostgreSQL answers at ${host} (DATABASE_URL): connect ECONNREFUSED ${host}.`,
    );
  });

  test('that is something else, and hangs up', async () => {
    const other = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    expectSentence(
      await refused(`postgresql://owner:${SECRET}@127.0.0.1:${port}/plenary`),
      new RegExp(`^No PostgreSQL answers at 127\\.0\\.0\\.1:${port} \\(DATABASE_URL\\): `),
    );
    other.close();
  });

  test('whose host is unknown', async () => {
    expectSentence(
      await refused(`postgresql://owner:${SECRET}@no-such-host.invalid/plenary`),
      /^No PostgreSQL answers at no-such-host\.invalid \(DATABASE_URL\): /,
    );
  });

  test('that refuses the password, or the user', async () => {
    const sentence = `PostgreSQL at ${own()} refuses the user or password of DATABASE_URL.`;
    expectSentence(await refused(changed((url) => (url.password = SECRET))), sentence);
    const stranger = changed((url) => Object.assign(url, { username: 'stranger', password: SECRET }));
    expectSentence(await refused(stranger), sentence);
  });

  test('that has no such database', async () => {
    expectSentence(
      await refused(changed((url) => (url.pathname = '/no_such_database'))),
      `PostgreSQL at ${own()} has no database no_such_database.`,
    );
  });

  test('whose user may not make tables, or not the serving role', async () => {
    const role = `guest_${randomUUID().slice(0, 8)}`;
    await owner.query(`CREATE ROLE ${role} LOGIN PASSWORD '${SECRET}'`);
    const guest = changed((url) => Object.assign(url, { username: role, password: SECRET }));
    try {
      expectSentence(
        await refused(guest),
        `The user of DATABASE_URL cannot bring database ${name()} at ${own()} to the schema of this version: ` +
          'permission denied for schema public.',
      );
      await owner.query(`GRANT CREATE ON SCHEMA public TO ${role}`);
      expectSentence(
        await refused(guest),
        /^The user of DATABASE_URL may not make the serving role: permission denied/,
      );
    } finally {
      await owner.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    }
  });
});
