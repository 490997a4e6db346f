import { must } from '../basics/must.js';
import { BLOBS, ROWS, TEXTS } from './contents.js';

/** Asks the database within one transaction, whoever's connection it is. */
export type Ask = <R extends object>(statement: string, values?: readonly unknown[]) => Promise<R[]>;

export interface Column {
  readonly name: string;
  readonly type: string;
  /** Its place in the primary key, from 0; null: it is none of it. */
  readonly key: number | null;
}

/** The columns of a table in their order, without those that the database computes. */
export const columnsOf = (ask: Ask, table: string): Promise<Column[]> =>
  ask<Column>(
    `SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
       array_position(i.indkey::int2[], a.attnum) AS key
     FROM pg_attribute a LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
     WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     ORDER BY a.attnum`,
    [table],
  );

/** How a moment and bytes are written must not depend on where the server stands. */
export const SPELLING = [
  `SET LOCAL TimeZone = 'UTC'`,
  `SET LOCAL bytea_output = 'hex'`,
  `SET LOCAL extra_float_digits = 1`,
];

const ROWS_AT_ONCE = 200;
/** A paper may have 10 MB, and is hexadecimal on its way. */
const BLOBS_AT_ONCE = 4;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const isText = (table: string, column: string): boolean => TEXTS[table]?.includes(column) === true;

/**
 * The rows of a table as lines of JSON, in the order of its primary key by bytes; `names` are the columns of a line. The same
 * rows always give the same lines.
 */
export async function* linesOf(
  ask: Ask,
  table: string,
  names: readonly string[],
): AsyncGenerator<readonly string[]> {
  const columns = await columnsOf(ask, table);
  const key = columns
    .filter((one) => one.key !== null)
    .toSorted((a, b) => must(a.key, 'key') - must(b.key, 'key'))
    .map(({ name, type }) => (type === 'text' ? `${quoted(name)} COLLATE "C"` : quoted(name)));
  const values = names.map((name) =>
    isText(table, name) ? `convert_from(${quoted(name)}, 'UTF8') AS ${quoted(name)}` : quoted(name),
  );
  const rows = ROWS[table] ?? 'true';
  yield* fetched<{ line: string }, string>(
    ask,
    `SELECT row_to_json(line)::text AS line FROM (
       SELECT ${values.join(', ')} FROM ${quoted(table)} WHERE ${rows} ORDER BY ${key.join(', ')}) line`,
    { atOnce: ROWS_AT_ONCE, take: ({ line }) => line },
  );
}

/** All blobs by their hashes. */
export async function* blobsOf(ask: Ask): AsyncGenerator<{ hash: string; content: Buffer }> {
  const blobs = fetched<{ hash: string; content: Buffer }, { hash: string; content: Buffer }>(
    ask,
    `SELECT hash, content FROM ${BLOBS} ORDER BY hash`,
    { atOnce: BLOBS_AT_ONCE, take: (blob) => blob },
  );
  for await (const some of blobs) yield* some;
}

export const blobSizes = (ask: Ask): Promise<{ hash: string; bytes: number }[]> =>
  ask(`SELECT hash, octet_length(content) AS bytes FROM ${BLOBS} ORDER BY hash`);

/** By a cursor: no table is ever held in memory. */
async function* fetched<R extends object, T>(
  ask: Ask,
  statement: string,
  { atOnce, take }: { atOnce: number; take: (row: R) => T },
): AsyncGenerator<readonly T[]> {
  await ask(`DECLARE archived NO SCROLL CURSOR FOR ${statement}`);
  for (;;) {
    const rows = await ask<R>(`FETCH ${atOnce} FROM archived`);
    if (rows.length === 0) break;
    yield rows.map(take);
  }
  await ask('CLOSE archived');
}

/** Adds lines of JSON to a table. Gives how many rows that were. */
export async function addLines(
  ask: Ask,
  table: string,
  { columns, lines }: { columns: readonly Column[]; lines: readonly string[] },
): Promise<number> {
  const typed = columns.map(({ name, type }) => `${quoted(name)} ${isText(table, name) ? 'text' : type}`);
  const values = columns.map(({ name }) =>
    isText(table, name) ? `convert_to(${quoted(name)}, 'UTF8')` : quoted(name),
  );
  const added = await ask(
    `INSERT INTO ${quoted(table)} (${columns.map(({ name }) => quoted(name)).join(', ')})
     SELECT ${values.join(', ')} FROM json_to_recordset($1::json) AS line (${typed.join(', ')}) RETURNING 1`,
    [`[${lines.join(',')}]`],
  );
  return added.length;
}

export const addBlob = (ask: Ask, hash: string, content: Buffer): Promise<unknown> =>
  ask(`INSERT INTO ${BLOBS} (hash, content) VALUES ($1, $2)`, [hash, content]);
