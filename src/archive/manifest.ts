import { z } from 'zod';
import { ok, refuse, type Result } from '../basics/result.js';
import { KEPT } from './contents.js';

/** Of the archive's format. It grows with what an older house could not read, and with nothing else. */
export const FORMAT = 1;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Count = z.int().min(0);

/** Rows of a table, each a line of JSON; columns as the lines have them, without what the database computes. */
const TableFile = z.strictObject({
  name: z.string().regex(/^tables\/[a-z_]+\.jsonl$/),
  sha256: Sha256,
  bytes: Count,
  rows: Count,
  columns: z.array(z.string()).min(1),
});
/** A blob, byte for byte; its name is its hash. */
const BlobFile = z.strictObject({
  name: z.string().regex(/^blobs\/[0-9a-f]{64}$/),
  sha256: Sha256,
  bytes: Count,
});

/**
 * `manifest.json`, the first file of an archive: what follows, in this order. `schema`: the last migration of the house that wrote
 * it. `at`: the moment of the snapshot. `root`: the Merkle Tree Hash (RFC 6962) over the leaf hashes of all entries.
 */
export const Manifest = z.strictObject({
  format: z.literal(FORMAT),
  product: z.string(),
  schema: z.string(),
  at: z.iso.datetime(),
  record: z.strictObject({ log: z.uuid(), entries: Count, root: Sha256 }),
  files: z.array(z.union([TableFile, BlobFile])),
});
export type Manifest = z.infer<typeof Manifest>;
export type TableFile = z.infer<typeof TableFile>;
export type BlobFile = z.infer<typeof BlobFile>;

export const MANIFEST = 'manifest.json';
export const fileOf = (table: string): string => `tables/${table}.jsonl`;
export const tableOf = (file: string): string => file.slice('tables/'.length, -'.jsonl'.length);
export const isTable = (file: TableFile | BlobFile): file is TableFile => 'rows' in file;

/** A file a line, so that two archives can be compared by lines. */
export function manifestText({ files, ...about }: Manifest): string {
  const head = JSON.stringify(about, null, 2).slice(0, -2);
  return `${head},\n  "files": [\n${files.map((file) => `    ${JSON.stringify(file)}`).join(',\n')}\n  ]\n}\n`;
}

/**
 * What a manifest says, for a house whose last migration is `schema`. Refusals: `archive.no_manifest` (not one of ours),
 * `archive.newer_format` {format}, `archive.other_schema` {product, wrote, here}, `archive.contents` (a table is missing,
 * unknown or there twice, or a blob's hash is not its name).
 */
export function readManifest(text: string, schema: string): Result<Manifest> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return refuse('archive.no_manifest');
  }
  const format: unknown = (data as { format?: unknown } | null)?.format;
  if (typeof format === 'number' && format > FORMAT) return refuse('archive.newer_format', { format });
  const read = Manifest.safeParse(data);
  if (!read.success) return refuse('archive.no_manifest');
  const { product, schema: wrote, files } = read.data;
  if (wrote !== schema) return refuse('archive.other_schema', { product, wrote, here: schema });
  const names = files.map(({ name }) => name);
  const tables = files.filter(isTable).map(({ name }) => tableOf(name));
  const blobs = files.filter((file) => !isTable(file));
  const sound =
    new Set(names).size === names.length &&
    tables.length === KEPT.length &&
    KEPT.every((table) => tables.includes(table)) &&
    blobs.every(({ name, sha256 }) => name === `blobs/${sha256}`);
  return sound ? ok(read.data) : refuse('archive.contents');
}
