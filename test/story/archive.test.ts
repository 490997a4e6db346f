import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { extract, pack, type Headers } from 'tar-stream';
import type { DataSource } from 'typeorm';
import { archiveRoutes } from '../../src/archive/archive.contract.js';
import { restore, write } from '../../src/archive/archive.store.js';
import { KEPT, LEFT_OUT } from '../../src/archive/contents.js';
import type { Manifest } from '../../src/archive/manifest.js';
import { ATTACH_PAPER } from '../../src/assemblies/assemblies.acts.js';
import { assemblyRoutes } from '../../src/assemblies/assemblies.contract.js';
import type { Result } from '../../src/basics/result.js';
import { schemaText } from '../../src/migrations/schema.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { ASSEMBLY, DEMO_PASSWORD } from '../../src/seeds/demo.data.js';
import { seed } from '../../src/seeds/seed.js';
import { LAST_MIGRATION, ownerSource, prepareDatabase } from '../../src/start/database.js';
import { GRANTS } from '../../src/start/grants.js';
import { freshDatabase } from '../database.js';
import { openHouse, value, type TestHouse, type Visitor } from './house.js';

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

/** Bytes that are no text. */
const PAPER = Buffer.concat([
  Buffer.from('%PDF-1.7\n'),
  Buffer.from([0, 255, 10, 13, 128]),
  Buffer.from('\n%%EOF\n'),
]);

async function secretary(at: TestHouse): Promise<Visitor> {
  const visitor = at.visitor();
  await visitor.signIn('secretariat@demo.example', DEMO_PASSWORD);
  return visitor;
}

let house: TestHouse;
let paper: string;
let archive: Buffer;
let parts: readonly Part[];
let second: Empty;
beforeAll(async () => {
  house = await openHouse({ SEED: 'demo' });
  await seed(house.perform, house.source, 'demo');
  // What stays behind is there to stay.
  await secretary(house);
  const items: { id: string }[] = await house.source.query(
    'SELECT id FROM agenda_item WHERE assembly = $1 ORDER BY place LIMIT 1',
    [ASSEMBLY],
  );
  const made = { assembly: ASSEMBLY, item: items[0]!.id, name: 'Accounts', pdf: PAPER.toString('base64') };
  paper = (await house.act(ATTACH_PAPER, made)).paper;
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
    const visitor = await secretary(moved);
    const { size, entries } = await visitor.do(recordRoutes.record, { limit: 5 });
    expect(size).toBe(restored.record.entries);
    const [old] = await house.source.query('SELECT leaf FROM entry ORDER BY number DESC LIMIT 1');
    expect(entries[0]!.leaf).toBe((old as { leaf: Buffer }).leaf.toString('hex'));
    const answer = await visitor.fetch(`/api/assemblies/${ASSEMBLY}/papers/${paper}`);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(PAPER);
    const title = { assembly: ASSEMBLY, paper, name: 'Accounts of the year' };
    expect(await visitor.ask(assemblyRoutes.renamePaper, title)).toMatchObject({ ok: true });
    expect(manifestIn(await opened(await taken(second.source)))).toMatchObject({
      record: { log: restored.record.log, entries: restored.record.entries + 1 },
    });
    await moved.close();
  });

  test('a second archive is refused: the house is not empty', async () => {
    expect(await put(archive, second)).toMatchObject({ refusal: { code: 'archive.not_empty' } });
  });
});

describe('as a download', () => {
  test('is for who has just asked for it, and the record says who did', async () => {
    const visitor = await secretary(house);
    const fetched = () => visitor.fetch('/api/archive');
    expect(await (await fetched()).json()).toMatchObject({ code: 'archive.not_asked' });
    await visitor.do(archiveRoutes.take, {});
    const answer = await fetched();
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="plenary-[\d-]{10}\.tar\.gz"$/,
    );
    const download = manifestIn(await opened(Buffer.from(await answer.arrayBuffer())));
    expect(download.record.entries).toBe(manifestIn(parts).record.entries + 1);
    const { entries } = await visitor.do(recordRoutes.record, { limit: 1 });
    expect(entries[0]).toMatchObject({ type: 'archive.taken', subject: expect.stringMatching(/^person:/) });
  });

  test('is written for one at a time, and who leaves gives their place back', async () => {
    const visitor = await secretary(house);
    const first = value(await write(house.source, { schema: LAST_MIGRATION }));
    expect(await visitor.ask(archiveRoutes.take, {})).toMatchObject({
      refusal: { code: 'archive.under_way' },
    });
    expect(await write(house.source, { schema: LAST_MIGRATION })).toMatchObject({
      refusal: { code: 'archive.under_way' },
    });
    first.bytes.destroy();
    await first.done;
    expect(await visitor.ask(archiveRoutes.take, {})).toMatchObject({ ok: true });
  });

  test('is refused where an entry is not as it was written', async () => {
    const owner = await ownerSource(house.ownerUrl);
    const change = (to: string) => owner.query(`UPDATE entry SET leaf = ${to} WHERE number = 3`);
    await change(`leaf || '\\x00'`);
    expect(await write(house.source, { schema: LAST_MIGRATION })).toEqual({
      ...{ ok: false, refusal: { code: 'archive.record_broken', facts: { number: 3 } } },
    });
    await change(`substring(leaf FOR 32)`);
    await owner.destroy();
  });
});

describe('in the terminal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plenary-archive-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const plenary = (url: string, ...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...words], {
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: url, LOG_LEVEL: 'silent' },
    });
    return { status, stdout, stderr };
  };

  test('one command writes it, another takes it in, and each says what it did or why not', async () => {
    const file = join(folder, 'house.tar.gz');
    const third = await emptyHouse();
    const written = plenary(house.ownerUrl, 'export', file);
    expect(written).toMatchObject({ status: 0, stderr: '' });
    expect(written.stdout).toMatch(/house\.tar\.gz: \d+ entries of the record, \d+ rows in \d+ tables/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['house.tar.gz']);
    expect(plenary(house.ownerUrl, 'export', file)).toEqual({
      ...{ status: 1, stdout: '', stderr: `There is a file ${file} already: give another name.\n` },
    });
    const root = /^Root of the record: [0-9a-f]{64}$/m;
    const restored = plenary(third.url, 'restore', file);
    expect(restored).toMatchObject({ status: 0, stderr: '' });
    expect(root.exec(restored.stdout)![0]).toBe(root.exec(written.stdout)![0]);
    expect(plenary(third.url, 'restore', file).stderr).toMatch(/^This house is not empty \(.*\n$/);
    expect(plenary(third.url, 'restore', join(folder, 'none')).stderr).toMatch(
      /^The file .*none cannot be read: /,
    );
    expect(plenary(third.url, 'export', join(folder, 'none', 'x.gz')).stderr).toMatch(
      /^The file .* cannot be written: /,
    );
    expect(plenary(third.url, 'export').stderr).toBe('plenary export FILE.tar.gz\n');
    await third.drop();
  });
});

/** Archives that nobody may take in, made of the right one. `changed` keeps the manifest true to what it does. */
describe('is refused, and nothing of it is there', () => {
  let third: Empty;
  beforeAll(async () => {
    third = await emptyHouse();
  });
  afterAll(() => third.drop());

  const place = (name: string): number => parts.findIndex(({ head }) => head.name === name);
  const ENTRIES = 'tables/entry.jsonl';
  const without = (name: string): Part[] => parts.filter(({ head }) => head.name !== name);
  const withPart = (name: string, change: (part: Part) => Part): Part[] =>
    parts.map((part) => (part.head.name === name ? change(part) : part));
  const flipped = (name: string): Part[] =>
    withPart(name, ({ head, content }) => {
      const other = Buffer.from(content);
      const middle = Math.floor(other.length / 2);
      other[middle] = other[middle]! ^ 1;
      return { head, content: other };
    });
  const manifestWith = (change: (manifest: Manifest) => object): Part[] =>
    withPart('manifest.json', ({ head, content }) => ({
      head,
      content: Buffer.from(JSON.stringify(change(JSON.parse(content.toString('utf8')) as Manifest))),
    }));
  /** A table's lines are others, and the manifest says so itself. */
  const forged = (table: string, change: (lines: string[]) => string[]): Part[] => {
    const name = `tables/${table}.jsonl`;
    const { content } = parts[place(name)]!;
    const lines = change(content.toString('utf8').trimEnd().split('\n'));
    const text = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    const sha256 = createHash('sha256').update(text).digest('hex');
    const made = manifestWith((manifest) => ({
      ...manifest,
      files: manifest.files.map((file) =>
        file.name === name ? { ...file, sha256, bytes: text.length, rows: lines.length } : file,
      ),
    }));
    return made.map((part) => (part.head.name === name ? { ...part, content: text } : part));
  };
  const blob = (): string => parts.at(-1)!.head.name;
  const line = (text: string, change: (row: Record<string, unknown>) => object): string =>
    JSON.stringify(change(JSON.parse(text) as Record<string, unknown>));
  const extra = (head: Headers): Part => ({ head, content: Buffer.from('x') });

  const CASES: readonly (readonly [string, () => Part[], string, string?])[] = [
    ['a bit of a table', () => flipped(ENTRIES), 'archive.damaged', ENTRIES],
    ['a bit of a blob', () => flipped(blob()), 'archive.damaged'],
    [
      'a table that is shorter than it says',
      () => withPart(ENTRIES, ({ head, content }) => ({ head, content: content.subarray(0, -9) })),
      'archive.damaged',
      ENTRIES,
    ],
    [
      'a table that is missing',
      () => without('tables/person.jsonl'),
      'archive.missing',
      'tables/person.jsonl',
    ],
    ['a blob that is missing', () => without(blob()), 'archive.missing'],
    ['one file too many', () => [...parts, extra({ name: 'tables/spare.jsonl' })], 'archive.unexpected'],
    ['a file twice', () => [...parts, parts.at(-1)!], 'archive.unexpected'],
    [
      'a file in another place',
      () => [...without('tables/person.jsonl'), parts[place('tables/person.jsonl')]!],
      'archive.missing',
      'tables/person.jsonl',
    ],
    ['a path out of its folder', () => [...parts, extra({ name: '../../etc/passwd' })], 'archive.unexpected'],
    [
      'a link in the place of a table',
      () =>
        withPart('tables/person.jsonl', () => ({
          head: { name: 'tables/person.jsonl', type: 'symlink', linkname: '/etc/passwd' },
          content: Buffer.alloc(0),
        })),
      'archive.unexpected',
    ],
    ['no manifest', () => without('manifest.json'), 'archive.no_manifest'],
    ['a manifest at the end', () => [...without('manifest.json'), parts[0]!], 'archive.no_manifest'],
    ['a manifest that knows more', () => manifestWith((one) => ({ ...one, more: 1 })), 'archive.no_manifest'],
    [
      'a manifest that is no JSON',
      () => withPart('manifest.json', ({ head }) => ({ head, content: Buffer.from('{') })),
      'archive.no_manifest',
    ],
    ['a later format', () => manifestWith((one) => ({ ...one, format: 2 })), 'archive.newer_format'],
    [
      'a later schema',
      () => manifestWith((one) => ({ ...one, schema: 'Later1700000009999' })),
      'archive.other_schema',
    ],
    [
      'a table that nobody knows',
      () =>
        manifestWith((one) => ({
          ...one,
          files: [...one.files, { ...one.files[0], name: 'tables/x.jsonl' }],
        })),
      'archive.contents',
    ],
    [
      'a table that stays behind',
      () =>
        manifestWith((one) => ({
          ...one,
          files: one.files.map((file) =>
            file.name === 'tables/slip.jsonl' ? { ...file, name: 'tables/house_secret.jsonl' } : file,
          ),
        })),
      'archive.contents',
    ],
    [
      'a size that nothing has',
      () =>
        manifestWith((one) => ({
          ...one,
          files: one.files.map((file) => (file.name === ENTRIES ? { ...file, bytes: 1e13 } : file)),
        })),
      'archive.too_large',
    ],
    [
      'another root',
      () => manifestWith((one) => ({ ...one, record: { ...one.record, root: '0'.repeat(64) } })),
      'archive.damaged',
      ENTRIES,
    ],
    [
      'an entry that was changed, with its hashes in the manifest',
      () =>
        forged('entry', ([head, ...rest]) => [
          line(head!, (row) => ({ ...row, bytes: (row['bytes'] as string).replace('2', '3') })),
          ...rest,
        ]),
      'archive.damaged',
      ENTRIES,
    ],
    [
      'an entry that was taken out',
      () => forged('entry', (lines) => lines.slice(1)),
      'archive.damaged',
      ENTRIES,
    ],
    [
      'a person whom others name and who is not there',
      () => forged('person', (all) => all.slice(1)),
      'archive.damaged',
    ],
    [
      'a row with more than its columns',
      () => forged('person', ([head, ...rest]) => [line(head!, (row) => ({ ...row, admin: true })), ...rest]),
      'archive.damaged',
      'tables/person.jsonl',
    ],
    ['a row twice', () => forged('office', ([head, ...rest]) => [head!, head!, ...rest]), 'archive.damaged'],
    ['a row that is none', () => forged('office', () => ['"office"']), 'archive.damaged'],
  ];

  test.each(CASES.map(([what, made, code, file = null]) => [what, made, code, file] as const))(
    '%s',
    async (_, made, code, file) => {
      const answer = await put(await closed(made()), third);
      expect(answer).toMatchObject({ ok: false, refusal: { code, ...(file && { facts: { file } }) } });
      await expectEmpty();
    },
  );

  test.each<readonly [string, () => Buffer, string]>([
    ['one that was cut off', () => archive.subarray(0, archive.length / 2), 'archive.damaged'],
    ['one without its last bytes', () => archive.subarray(0, -4), 'archive.damaged'],
    ['what is not packed', () => Buffer.from('%PDF-1.7'), 'archive.damaged'],
    ['an empty file', () => Buffer.alloc(0), 'archive.damaged'],
    ['nothing but packed nothing', () => gzipSync(Buffer.alloc(200_000_000)), 'archive.too_large'],
  ])('%s', async (_, made, code) => {
    expect(await put(made(), third)).toMatchObject({ ok: false, refusal: { code } });
    await expectEmpty();
  });

  test('while somebody serves the house', async () => {
    const serving = await openHouse({}, { join: { ...house, ownerUrl: third.url } });
    expect(await put(archive, third)).toMatchObject({ refusal: { code: 'archive.house_serves' } });
    await serving.close();
    await expectEmpty();
  });

  async function expectEmpty(): Promise<void> {
    const rows: { count: string }[] = await third.source.query(
      `SELECT count(*) FROM (${[...KEPT, 'blob'].map((table) => `SELECT 1 FROM ${table}`).join(' UNION ALL ')}) x`,
    );
    // The head of a record without an entry.
    expect(rows).toEqual([{ count: '1' }]);
    expect(await third.source.query('SELECT size FROM record_head')).toEqual([{ size: '0' }]);
  }
});
