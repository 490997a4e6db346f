import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack, type Pack } from 'tar-stream';
import { first } from '../basics/must.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { KEPT } from './contents.js';
import { fileOf, FORMAT, isTable, MANIFEST, manifestText, tableOf } from './manifest.js';
import type { Manifest, TableFile } from './manifest.js';
import { RecordCheck } from './record.js';
import { blobsOf, blobSizes, columnsOf, linesOf, SPELLING, type Ask } from './rows.store.js';

/**
 * The whole house as one archive: a gzipped tar (POSIX ustar) of `manifest.json`, `tables/NAME.jsonl` and `blobs/SHA-256`, all of
 * one moment. Any tool opens it, and every file of it can be read; `contents.ts` says what is in it, what is not, and why.
 * It holds names, addresses, hashes of passwords and what was withheld: whoever has it has the house, so it is confidential.
 *
 * It is read twice in one snapshot, once for the manifest and once to be written: so the manifest comes first, and whoever reads
 * an archive knows what is to come. Nothing is held but a few rows or blobs.
 */
export interface About {
  readonly product: string;
  /** The last migration. */
  readonly schema: string;
  readonly at: Date;
}

/** Begins the snapshot; ends with the transaction, which the caller rolls back. Whoever takes the file may be slow. */
export const BEGIN = [
  'START TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY',
  `SET LOCAL idle_in_transaction_session_timeout = '10min'`,
  ...SPELLING,
];

/** Refusal: `archive.record_broken` {number}: an entry is not as it was written, so the house is to be looked at first. */
export async function manifestOf(ask: Ask, { product, schema, at }: About): Promise<Result<Manifest>> {
  const record = new RecordCheck();
  const files: Manifest['files'] = [];
  for (const table of KEPT) {
    const read = table === 'entry' ? (line: string) => record.read(line) : () => undefined;
    files.push(await tableFile(ask, table, { read }));
  }
  if (record.broken !== null) return refuse('archive.record_broken', { number: record.broken });
  for (const { hash, bytes } of await blobSizes(ask))
    files.push({ name: `blobs/${hash}`, sha256: hash, bytes });
  const { log } = first(await ask<{ log: string }>('SELECT log FROM record_head'));
  return ok({
    format: FORMAT,
    ...{ product, schema, at: at.toISOString() },
    record: { log, entries: record.entries, root: record.root() },
    files,
  });
}

/** What the rows of a table come to as a file. `columns`: of a line; left out, those that the table has. */
export async function tableFile(
  ask: Ask,
  table: string,
  { columns, read = () => undefined }: { columns?: readonly string[]; read?: (line: string) => void } = {},
): Promise<TableFile> {
  const names = columns ?? (await columnsOf(ask, table)).map(({ name }) => name);
  const hash = createHash('sha256');
  let [bytes, rows] = [0, 0];
  for await (const lines of linesOf(ask, table, names)) {
    for (const line of lines) read(line);
    const text = Buffer.from(joined(lines), 'utf8');
    hash.update(text);
    bytes += text.length;
    rows += lines.length;
  }
  return { name: fileOf(table), sha256: hash.digest('hex'), bytes, rows, columns: [...names] };
}

const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/**
 * The archive's bytes as they come, of the snapshot whose manifest this is. Whoever stops reading destroys the stream, and waits for
 * `done` before they use the connection again; it never fails. The stream does where a file is not what the manifest says: then the
 * database itself gives back something else than what was put in.
 */
export function archiveOf(ask: Ask, manifest: Manifest): { bytes: Readable; done: Promise<void> } {
  const tar = pack();
  const bytes = createGzip();
  const written = writeAll(ask, manifest, tar).catch((error: Error) => void tar.destroy(error));
  const done = pipeline(tar, bytes)
    .catch((error: Error) => void bytes.destroy(error))
    .then(() => written);
  return { bytes, done };
}

async function writeAll(ask: Ask, manifest: Manifest, tar: Pack): Promise<void> {
  const mtime = new Date(manifest.at);
  const text = Buffer.from(manifestText(manifest), 'utf8');
  const head = { name: MANIFEST, size: text.length, mtime, mode: 0o600 };
  await pipeline(Readable.from([text]), tar.entry(head));
  for (const { name, bytes, sha256, columns } of manifest.files.filter(isTable)) {
    const seen = createHash('sha256');
    const entry = tar.entry({ name, size: bytes, mtime, mode: 0o600 });
    await pipeline(Readable.from(texts(ask, { table: tableOf(name), columns, seen })), entry);
    mustBe(name, seen.digest('hex'), sha256);
  }
  for await (const { hash, content } of blobsOf(ask)) {
    mustBe(`blobs/${hash}`, createHash('sha256').update(content).digest('hex'), hash);
    const entry = tar.entry({ name: `blobs/${hash}`, size: content.length, mtime, mode: 0o600 });
    await pipeline(Readable.from([content]), entry);
  }
  tar.finalize();
}

async function* texts(
  ask: Ask,
  { table, columns, seen }: { table: string; columns: readonly string[]; seen: Hash },
): AsyncGenerator<Buffer> {
  for await (const lines of linesOf(ask, table, columns)) {
    const text = Buffer.from(joined(lines), 'utf8');
    seen.update(text);
    yield text;
  }
}

function mustBe(name: string, found: string, said: string): void {
  if (found !== said) throw new Error(`${name} is not what its hash says`);
}
