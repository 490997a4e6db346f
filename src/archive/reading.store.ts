import { createHash } from 'node:crypto';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import { extract, type Entry } from 'tar-stream';
import { ok, refuse, type Refusal, type Result } from '../basics/result.js';
import { must } from '../basics/must.js';
import { BLOBS, KEPT, LEFT_OUT } from './contents.js';
import { isTable, MANIFEST, readManifest, tableOf } from './manifest.js';
import type { BlobFile, Manifest, TableFile } from './manifest.js';
import { RecordCheck } from './record.js';
import { addBlob, addLines, columnsOf, SPELLING, type Ask } from './rows.store.js';
import { tableFile } from './writing.store.js';

/** What an archive may hold: no manifest, row or blob of a house comes near. */
export const LIMITS = { manifest: 64_000_000, line: 64_000_000, ratio: 250 } as const;
const LINES_BYTES = 1_000_000;

/** Where the archive goes, as its owner. */
export interface Into {
  /** Statements of one transaction, which has begun. */
  readonly ask: Ask;
  /** The last migration of this house. */
  readonly schema: string;
  /** The role that serves: none of its connections may be open. */
  readonly serving: string;
}

/**
 * Fills an empty house from an archive, within a transaction of its owner's: a refusal or an error is to be rolled back, and then
 * nothing of it is there. References between rows are checked at the end, all of them; no right and no constraint is another
 * afterwards. What came in is then written out again and compared, so that the tables are the archive's to the last byte, and every
 * entry of the record has its leaf hash. `packed`: the size of the file in bytes.
 *
 * Refusals, each without a trace: `archive.house_serves`, `archive.not_empty` {table}; those of `readManifest`; `archive.too_large`;
 * `archive.damaged` {file}: unreadable, cut off, or not what the manifest says; `archive.missing` {file}; `archive.unexpected` {file}: one
 * too many, twice, out of its place, or no plain file.
 */
export async function restoreFrom(
  archive: { readonly bytes: Readable; readonly packed: number },
  into: Into,
): Promise<Result<Manifest>> {
  const { ask } = into;
  const begun = await begin(into);
  if (!begun.ok) return begun;
  const deferred = await deferReferences(ask);
  const loaded = await load(archive, into);
  if (!loaded.ok) return loaded;
  try {
    await ask('SET CONSTRAINTS ALL IMMEDIATE');
  } catch (error) {
    return damaged(error, 'tables');
  }
  for (const { table, constraint } of deferred)
    await ask(`ALTER TABLE ${table} ALTER CONSTRAINT ${constraint} NOT DEFERRABLE`);
  const same = await verify(ask, loaded.value);
  return same.ok ? loaded : same;
}

/** Whether a house serves from this database at this moment. */
async function isServed({ ask, serving }: Into): Promise<boolean> {
  // Within a transaction PostgreSQL would go on saying what it said first.
  await ask('SELECT pg_stat_clear_snapshot()');
  const served = await ask(
    'SELECT 1 FROM pg_stat_activity WHERE usename = $1 AND datname = current_database() LIMIT 1',
    [serving],
  );
  return served.length > 0;
}

/** The connections of a house that has just been stopped are listed for a moment more. */
async function isLeft(into: Into): Promise<boolean> {
  for (let tries = 0; tries < 20; tries++) {
    if (!(await isServed(into))) return true;
    await pause(100);
  }
  return false;
}

/** Nobody serves, nothing is there; what a start may have left goes. */
async function begin(into: Into): Promise<Result<null>> {
  const { ask } = into;
  for (const statement of SPELLING) await ask(statement);
  if (!(await isLeft(into))) return refuse('archive.house_serves');
  // A house that starts meanwhile waits here before it reads whose record this is.
  await ask(`LOCK TABLE record_head IN ACCESS EXCLUSIVE MODE`);
  if (await isServed(into)) return refuse('archive.house_serves');
  for (const table of [...KEPT, BLOBS]) {
    const own = table === 'record_head' ? 'size > 0' : 'true';
    const there = await ask(`SELECT 1 FROM ${table} WHERE ${own} LIMIT 1`);
    if (there.length > 0) return refuse('archive.not_empty', { table });
  }
  // The house takes on the record, and its id: entries name it.
  for (const table of ['record_head', ...WORKING]) await ask(`DELETE FROM ${table}`);
  return ok(null);
}

/** A link of a first set-up that was printed here would make whoever opens it the secretariat of the house that comes in. */
const WORKING = Object.keys(LEFT_OUT).filter((table) => !['house_secret', 'migrations'].includes(table));

/** Rows refer to each other in circles, so that no order of the tables would do. */
async function deferReferences(ask: Ask): Promise<{ table: string; constraint: string }[]> {
  const references = await ask<{ table: string; constraint: string }>(
    `SELECT conrelid::regclass::text AS table, quote_ident(conname) AS constraint FROM pg_constraint
     WHERE contype = 'f' AND NOT condeferrable AND connamespace = 'public'::regnamespace`,
  );
  for (const { table, constraint } of references)
    await ask(`ALTER TABLE ${table} ALTER CONSTRAINT ${constraint} DEFERRABLE INITIALLY DEFERRED`);
  return references;
}

/** What went wrong in a file, carried out of the streams. */
class Faulty extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}
const faulty = (code: string, file?: string): Faulty =>
  new Faulty({ code, facts: file === undefined ? {} : { file: shown(file) } });

/** A name out of a file goes to a terminal. */
const shown = (name: string): string => (/^[\w./-]{1,120}$/.test(name) ? name : '?');

/** A value that the database does not take, or bytes that no archive has: the file's fault. Anything else is not. */
function damaged(error: unknown, file: string): Result<never> {
  if (error instanceof Faulty) return { ok: false, refusal: error.refusal };
  const { code = '', message } = error as { code?: string; message: string };
  const ofFile =
    /^(Z_|22|23)/.test(code) ||
    code === 'ERR_STREAM_PREMATURE_CLOSE' ||
    error instanceof SyntaxError ||
    /^(Unexpected end of data|Invalid tar header|Invalid checksum|Size mismatch)/i.test(message);
  if (!ofFile) throw error;
  return refuse('archive.damaged', { file });
}

async function load(
  { bytes, packed }: { readonly bytes: Readable; readonly packed: number },
  { ask, schema }: Into,
): Promise<Result<Manifest>> {
  const tar = extract();
  // What comes out is counted before anybody looks at it; when the manifest is read, it says how much there is.
  let most = LIMITS.manifest + 10_000;
  let seen = 0;
  const counted = new Transform({
    transform: (piece: Buffer, _, done) => {
      seen += piece.length;
      done(seen > most ? faulty('archive.too_large') : null, piece);
    },
  });
  const unpacked = pipeline(bytes, createGunzip(), counted, tar);
  unpacked.catch((error: Error) => tar.destroy(error));
  let manifest: Manifest | null = null;
  let next = 0;
  let at: string = MANIFEST;
  try {
    for await (const entry of tar) {
      const { name, type, size = 0 } = entry.header;
      if (manifest === null) {
        if (name !== MANIFEST || type !== 'file') return refuse('archive.no_manifest');
        if (size > LIMITS.manifest) return refuse('archive.too_large');
        const read = readManifest((await contentOf(entry)).toString('utf8'), schema);
        if (!read.ok) return read;
        manifest = read.value;
        const whole = manifest.files.reduce((sum, file) => sum + file.bytes, size);
        if (whole > packed * LIMITS.ratio) return refuse('archive.too_large');
        most = whole + (manifest.files.length + 4) * 1_024 + 20_480;
        continue;
      }
      const file = manifest.files[next++];
      at = file?.name ?? name;
      if (file?.name !== name) {
        const isLater = manifest.files.slice(next).some((one) => one.name === name);
        if (file && isLater) return refuse('archive.missing', { file: file.name });
        return refuse('archive.unexpected', { file: shown(name) });
      }
      if (type !== 'file') return refuse('archive.unexpected', { file: name });
      if (size !== file.bytes) return refuse('archive.damaged', { file: name });
      if (isTable(file)) await loadTable(ask, entry, file);
      else await loadBlob(ask, entry, file);
    }
    await unpacked;
  } catch (error) {
    return damaged(error, at);
  } finally {
    bytes.destroy();
  }
  if (manifest === null) return refuse('archive.no_manifest');
  const missing = manifest.files[next];
  return missing ? refuse('archive.missing', { file: missing.name }) : ok(manifest);
}

async function contentOf(entry: Entry): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of entry) parts.push(part);
  return Buffer.concat(parts);
}

async function loadTable(ask: Ask, entry: Entry, file: TableFile): Promise<void> {
  const table = tableOf(file.name);
  const columns = await columnsOf(ask, table);
  const named = new Set(file.columns);
  if (named.size !== columns.length || !columns.every(({ name }) => named.has(name)))
    throw faulty('archive.damaged', file.name);
  const hash = createHash('sha256');
  let rows = 0;
  for await (const lines of linesIn(entry, { hash, name: file.name }))
    rows += await addLines(ask, table, { columns, lines });
  if (hash.digest('hex') !== file.sha256 || rows !== file.rows) throw faulty('archive.damaged', file.name);
}

/** Whole lines, about a megabyte at a time. */
async function* linesIn(
  entry: Entry,
  { hash, name }: { hash: ReturnType<typeof createHash>; name: string },
): AsyncGenerator<readonly string[]> {
  let parts: Buffer[] = [];
  let held = 0;
  for await (const part of entry) {
    hash.update(part);
    parts.push(part);
    held += part.length;
    if (held > LIMITS.line) throw faulty('archive.damaged', name);
    if (held < LINES_BYTES || !part.includes(0x0a)) continue;
    const whole = Buffer.concat(parts);
    const end = whole.lastIndexOf(0x0a);
    parts = [whole.subarray(end + 1)];
    held = whole.length - end - 1;
    yield whole.toString('utf8', 0, end).split('\n');
  }
  const rest = Buffer.concat(parts).toString('utf8');
  if (rest === '') return;
  if (!rest.endsWith('\n')) throw faulty('archive.damaged', name);
  yield rest.slice(0, -1).split('\n');
}

async function loadBlob(ask: Ask, entry: Entry, { name, sha256, bytes }: BlobFile): Promise<void> {
  if (bytes > LIMITS.line) throw faulty('archive.too_large');
  const content = await contentOf(entry);
  if (createHash('sha256').update(content).digest('hex') !== sha256) throw faulty('archive.damaged', name);
  await addBlob(ask, sha256, content);
}

/** What the tables hold now is what the archive says, and the record is whole. */
async function verify(ask: Ask, { files, record }: Manifest): Promise<Result<null>> {
  const check = new RecordCheck();
  for (const file of files.filter(isTable)) {
    const table = tableOf(file.name);
    const read = table === 'entry' ? (line: string) => check.read(line) : () => undefined;
    const { sha256 } = await tableFile(ask, table, { columns: file.columns, read });
    if (sha256 !== file.sha256) return refuse('archive.damaged', { file: file.name });
  }
  const [head] = await ask<{ log: string; size: string }>('SELECT log, size FROM record_head');
  const { log, size } = must(head, 'head of the record');
  const whole =
    check.broken === null &&
    check.root() === record.root &&
    [check.entries, Number(size)].every((count) => count === record.entries) &&
    log === record.log;
  return whole ? ok(null) : refuse('archive.damaged', { file: 'tables/entry.jsonl' });
}
