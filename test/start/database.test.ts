import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import pg from 'pg';
import { prepareDatabase } from '../../src/start/database.js';
import { sentence } from '../../src/start/sentences.js';
import { freshDatabase } from '../database.js';
import { value } from '../story/house.js';

/** A database that a house has made its own, and what a later start, or another version, makes of it. */
let database: { url: string; drop: () => Promise<void> };
let owner: pg.Client;
let serving: string;

beforeAll(async () => {
  database = await freshDatabase();
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  serving = new URL(value(await prepareDatabase(database.url)).servingUrl).username;
});

afterAll(async () => {
  await owner.end();
  await database.drop();
});

interface Table {
  name: string;
  rights: string;
  /** The transaction that wrote its rights last. */
  by: string;
}

/** Each table of the house with what the serving role may do with it. */
const tables = async (): Promise<Table[]> =>
  (
    await owner.query<Table>(
      `SELECT c.relname AS name, c.xmin::text AS by, concat(
         (SELECT string_agg(a.privilege_type, ',' ORDER BY 1) FROM aclexplode(c.relacl) a WHERE a.grantee = $1::regrole),
         (SELECT string_agg(t.attname, ',' ORDER BY 1) FROM pg_attribute t WHERE t.attrelid = c.oid AND t.attacl IS NOT NULL)
       ) AS rights
       FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY 1`,
      [serving],
    )
  ).rows;
const rights = async () => (await tables()).map(({ name, rights: may }) => [name, may]);

test('a start on a database that is as it should be writes no right at all', async () => {
  const before = await tables();
  expect(before.length).toBeGreaterThan(50);
  value(await prepareDatabase(database.url));
  value(await prepareDatabase(database.url));
  expect(await tables()).toEqual(before);
});

test('what differs is put right in one transaction, and nothing else is touched', async () => {
  const before = await tables();
  await owner.query(`REVOKE INSERT ON ballot FROM ${serving}`);
  await owner.query(`GRANT TRUNCATE, DELETE ON entry TO ${serving}`);
  await owner.query(`GRANT UPDATE (choice) ON ballot TO ${serving}`);
  await owner.query(`GRANT SELECT ON house_secret TO ${serving}`);
  await owner.query(`REVOKE ALL ON poll FROM ${serving}`);
  const wrong = await tables();
  value(await prepareDatabase(database.url));
  const after = await tables();
  expect(after.map(({ name, rights: may }) => [name, may])).toEqual(
    before.map(({ name, rights: may }) => [name, may]),
  );
  const touched = after.filter(({ by }, place) => by !== wrong[place]!.by);
  expect(touched.map(({ name }) => name)).toEqual(['ballot', 'entry', 'house_secret', 'poll']);
  expect(new Set(touched.map(({ by }) => by)).size).toBe(1);
});

test('nodes that start at once, and one while the record is being written, wait for nobody who writes', async () => {
  const before = await rights();
  await owner.query('BEGIN; SELECT size FROM record_head FOR UPDATE');
  const starts = await Promise.all([1, 2, 3].map(() => prepareDatabase(database.url)));
  await owner.query('COMMIT');
  expect(new Set(starts.map((start) => JSON.stringify(start))).size).toBe(1);
  value(starts[0]!);
  expect(await rights()).toEqual(before);
});

test('one that a later version has been in is refused, and left alone', async () => {
  await owner.query(`INSERT INTO migrations (timestamp, name) VALUES (1900000000000, 'Later1900000000000')`);
  await owner.query(`REVOKE INSERT ON ballot FROM ${serving}`);
  const before = await tables();
  try {
    const { host, pathname } = new URL(database.url);
    expect(await prepareDatabase(database.url)).toEqual({
      ok: false,
      refusal: {
        code: 'database.newer',
        facts: { host, database: pathname.slice(1), migration: 'Later1900000000000' },
      },
    });
    expect(await tables()).toEqual(before);
  } finally {
    await owner.query(`DELETE FROM migrations WHERE timestamp = 1900000000000`);
    value(await prepareDatabase(database.url));
  }
});

test('one that cannot put names in order is refused', async () => {
  const name = `${new URL(database.url).pathname.slice(1)}_plain`;
  await owner.query(`CREATE DATABASE ${name} TEMPLATE template0`);
  const url = Object.assign(new URL(database.url), { pathname: `/${name}` }).href;
  const there = new pg.Client({ connectionString: url });
  await there.connect();
  try {
    // As in a PostgreSQL that was built without ICU.
    await there.query('SET allow_system_table_mods = on');
    await there.query(`DELETE FROM pg_collation WHERE collprovider = 'i'`);
    const refused = await prepareDatabase(url);
    expect(refused).toMatchObject({ refusal: { code: 'database.no_icu', facts: { database: name } } });
    expect(!refused.ok && sentence(refused.refusal)).toContain('without ICU');
  } finally {
    await there.end();
    await owner.query(`DROP DATABASE ${name} WITH (FORCE)`);
  }
});

test('one that is not UTF-8 is refused', async () => {
  const name = `${new URL(database.url).pathname.slice(1)}_ascii`;
  await owner.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'`);
  try {
    const url = Object.assign(new URL(database.url), { pathname: `/${name}` }).href;
    expect(await prepareDatabase(url)).toMatchObject({
      refusal: { code: 'database.encoding', facts: { database: name, encoding: 'SQL_ASCII' } },
    });
  } finally {
    await owner.query(`DROP DATABASE ${name} WITH (FORCE)`);
  }
});

test('one that somebody holds is waited for so long, and no longer', async () => {
  await owner.query('SELECT pg_advisory_lock(7365261)');
  try {
    expect(await prepareDatabase(database.url, { connectMs: 10_000, lockMs: 50 })).toMatchObject({
      refusal: { code: 'database.locked', facts: { seconds: 0.05 } },
    });
  } finally {
    await owner.query('SELECT pg_advisory_unlock(7365261)');
  }
});

test('what takes a connection and never answers is told', async () => {
  const held: Socket[] = [];
  const mute = createServer((socket) => held.push(socket)).listen(0, '127.0.0.1');
  await once(mute, 'listening');
  const { port } = mute.address() as AddressInfo;
  expect(
    await prepareDatabase(`postgresql://a:b@127.0.0.1:${port}/x`, { connectMs: 50, lockMs: 50 }),
  ).toMatchObject({ refusal: { code: 'database.unreachable', facts: { host: `127.0.0.1:${port}` } } });
  for (const socket of held) socket.destroy();
  mute.close();
});
