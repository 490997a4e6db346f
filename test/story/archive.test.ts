import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { extract, pack, type Headers } from 'tar-stream';
import type { DataSource } from 'typeorm';
import { archiveRoutes } from '../../src/archive/archive.contract.js';
import { exportTo, restore, write } from '../../src/archive/archive.store.js';
import { KEPT, LEFT_OUT } from '../../src/archive/contents.js';
import type { Manifest } from '../../src/archive/manifest.js';
import { assemblyRoutes } from '../../src/assemblies/assemblies.contract.js';
import type { Result } from '../../src/basics/result.js';
import { schemaText } from '../../src/migrations/schema.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { ASSEMBLY, DEMO_PASSWORD } from '../../src/seeds/demo.data.js';
import { seed } from '../../src/seeds/seed.js';
import { LAST_MIGRATION, ownerSource, prepareDatabase } from '../../src/start/database.js';
import { GRANTS } from '../../src/start/grants.js';
import { freshDatabase } from '../database.js';
import { openHouse, value, type TestHouse } from './house.js';

/** The whole house as one file, out of a demonstration and into an empty database. */

interface Part {
  readonly head: Headers;
  readonly content: Buffer;
}

async function opened(archive: Buffer): Promise<Part[]> {
  const parts: Part[] = [];
  const tar = extract();
  tar.end(gunzipSync(archive));
  for await (const entry of tar) {
    const content: Buffer[] = [];
    for await (const piece of entry) content.push(piece);
    parts.push({ head: { ...entry.header }, content: Buffer.concat(content) });
  }
  return parts;
}

async function closed(parts: readonly Part[]): Promise<Buffer> {
  const tar = pack();
  for (const { head, content } of parts)
    tar.entry({ name: head.name, type: head.type, linkname: head.linkname, size: content.length }, content);
  tar.finalize();
  return gzipSync(await all(Readable.from(tar)));
}

async function all(stream: Readable): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** An empty house: its tables are there, and nobody has started it. */
interface Empty {
  readonly url: string;
  readonly source: DataSource;
  readonly serving: string;
  readonly drop: () => Promise<void>;
}

async function emptyHouse(): Promise<Empty> {
  const database = await freshDatabase('migrated');
  const { servingUrl } = value(await prepareDatabase(database.url));
  const source = await ownerSource(database.url);
  const drop = async (): Promise<void> => {
    await source.destroy();
    await database.drop();
  };
  return { url: database.url, source, serving: new URL(servingUrl).username, drop };
}

const put = (
  archive: Buffer,
  { source, serving }: Empty,
  schema = LAST_MIGRATION,
): Promise<Result<Manifest>> =>
  restore(source, {
    archive: { bytes: Readable.from([archive]), packed: archive.length },
    ...{ schema, serving },
  });

async function taken(source: DataSource): Promise<Buffer> {
  const { bytes, done } = value(await write(source, { schema: LAST_MIGRATION }));
  const archive = await all(bytes);
  await done;
  return archive;
}

/** Every row of every table as PostgreSQL itself writes it, in an order of its own. */
async function rowsOf(source: DataSource, tables: readonly string[]): Promise<Record<string, string[]>> {
  const rows: Record<string, string[]> = {};
  for (const table of tables) {
    const found: { row: string }[] = await source.query(
      `SELECT t::text AS row FROM ${table} t ORDER BY md5(t::text), t::text`,
    );
    rows[table] = found.map(({ row }) => row);
  }
  return rows;
}

const ALL = Object.keys(GRANTS);
const manifestIn = (parts: readonly Part[]): Manifest =>
  JSON.parse(parts[0]!.content.toString('utf8')) as Manifest;

let house: TestHouse;
let archive: Buffer;
let parts: readonly Part[];
let second: Empty;
beforeAll(async () => {
  house = await openHouse({ SEED: 'demo' });
  await seed(house.perform, house.source, 'demo');
  await house.visitor().signIn('secretariat@demo.example', DEMO_PASSWORD);
  archive = await taken(house.source);
  parts = await opened(archive);
  second = await emptyHouse();
}, 60_000);
afterAll(async () => {
  await second.drop();
  await house.close();
});

test('every table of the schema is in the archive, or is named with the reason why it stays behind', async () => {
  const tables: { name: string }[] = await house.source.query(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname`,
  );
  const said = [...KEPT, 'blob', ...Object.keys(LEFT_OUT)];
  expect(said.toSorted()).toEqual(tables.map(({ name }) => name).toSorted());
  for (const reason of Object.values(LEFT_OUT)) expect(reason.length).toBeGreaterThan(20);
});

test('the manifest comes first and says what follows, to the byte', () => {
  const manifest = manifestIn(parts);
  expect(manifest).toMatchObject({ format: 1, product: '0.1.0', schema: LAST_MIGRATION });
  expect(manifest.files.map(({ name }) => name)).toEqual(parts.slice(1).map(({ head }) => head.name));
  for (const [i, { content }] of parts.slice(1).entries())
    expect(manifest.files[i]).toMatchObject({
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    });
});

test('no code, session, secret or letter on its way is in it', () => {
  const names = parts.map(({ head }) => head.name);
  for (const table of Object.keys(LEFT_OUT)) expect(names).not.toContain(`tables/${table}.jsonl`);
});

describe('in another house', () => {
  let restored: Manifest;
  let before: string;
  const schema = async (): Promise<string> => {
    const owner = new pg.Client({ connectionString: second.url });
    await owner.connect();
    const text = await schemaText(owner, second.serving);
    await owner.end();
    return text;
  };
  beforeAll(async () => {
    before = await schema();
    restored = value(await put(archive, second));
  });

  test('every row of every table is the same', async () => {
    const kept = ALL.filter((table) => !(table in LEFT_OUT));
    const rows = await rowsOf(house.source, kept);
    expect(Object.values(rows).flat().length).toBeGreaterThan(1_000);
    expect(await rowsOf(second.source, kept)).toEqual(rows);
    const behind = await rowsOf(
      second.source,
      ALL.filter((table) => table in LEFT_OUT),
    );
    expect(Object.values(behind).flat()).toEqual([]);
  });

  test('no right and no constraint is another', async () => {
    expect(await schema()).toBe(before);
  });

  test('the archive has the same content, but for its moment', async () => {
    const again = await opened(await taken(second.source));
    expect(again.slice(1).map(({ head, content }) => [head.name, content.toString('hex')])).toEqual(
      parts.slice(1).map(({ head, content }) => [head.name, content.toString('hex')]),
    );
    expect({ ...manifestIn(again), at: '' }).toEqual({ ...manifestIn(parts), at: '' });
    expect(manifestIn(again).record).toEqual(restored.record);
  });

  test('people sign in with the passwords they have, the record and the papers are there, and it goes on', async () => {
    const moved = await openHouse({ SEED: 'demo' }, { join: { ...house, ownerUrl: second.url } });
    const secretary = moved.visitor();
    await secretary.signIn('secretariat@demo.example', DEMO_PASSWORD);
    const { size, entries } = await secretary.do(recordRoutes.record, { limit: 5 });
    expect(size).toBe(restored.record.entries);
    const [old] = await house.source.query('SELECT leaf FROM entry ORDER BY number DESC LIMIT 1');
    expect(entries[0]!.leaf).toBe((old as { leaf: Buffer }).leaf.toString('hex'));
    await moved.close();
  });

  test('a second archive is refused: the house is not empty', async () => {
    expect(await put(archive, second)).toMatchObject({ refusal: { code: 'archive.not_empty' } });
  });
});
