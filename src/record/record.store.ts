import type { EntityManager } from 'typeorm';
import { must } from '../basics/must.js';
import type { Unseen, Withheld } from '../house/room.js';
import { blobContent } from '../log/blobs.js';
import { mentions, type Entry } from '../log/entry.js';
import type { EntryView } from './record.contract.js';

/**
 * A long text that an entry names among its blobs, for who may see an entry that names it. Papers are kept in the same table
 * and may be for few; no entry names them so, and their room alone gives them out.
 */
export async function blobText(tx: EntityManager, hash: string, reader: Reader): Promise<string | null> {
  const rows: Row[] = await tx.query(
    `${rowsFor(reader)} WHERE e.number IN (SELECT entry FROM entry_blob WHERE hash = $2) ORDER BY e.number`,
    [[], hash],
  );
  if (!rows.some((row) => !row.pending && !isWithheld(row, reader))) return null;
  return must(await blobContent(tx, hash), 'blob of the entry').toString('utf8');
}

interface Row {
  readonly number: string;
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly at: Date;
  readonly leaf: Buffer;
  readonly bytes: Buffer;
  /** What its room waits for has not come yet. */
  readonly pending: boolean;
  readonly openings: Record<string, { salt: string; value: string }> | null;
}

const quoted = (types: readonly string[]): string => types.map((type) => `'${type}'`).join(', ');

/**
 * Entries as rows `e`. What comes again after its end (a recount after a declaration) waits for the next one, and what was shown
 * once stays so. Types are the rooms' own words: in the text of the statement, so that the index on those that end it is used.
 */
const rowsFor = ({ withheld }: Reader): string => `
  SELECT e.number, e.id, e.type, e.subject, e.at, e.leaf, e.bytes, ${
    withheld
      .map(
        ({ whole, blobs, until }) =>
          `e.type IN (${quoted([...whole, ...blobs])}) AND NOT EXISTS (
             SELECT 1 FROM entry last WHERE last.subject = e.subject AND last.number > e.number AND last.type IN (${quoted(until)}))`,
      )
      .join(' OR ') || 'false'
  } AS pending,
    (SELECT jsonb_object_agg(o.field, jsonb_build_object('salt', o.salt, 'value', o.value))
     FROM opening o WHERE o.entry = e.id AND o.field = ANY($1)) AS openings
  FROM entry e`;

function isWithheld({ type, bytes, pending }: Row, { closed, hidden, withheld }: Reader): boolean {
  if (pending && withheld.some(({ whole }) => whole.includes(type))) return true;
  const { subject, data } = JSON.parse(bytes.toString('utf8')) as Entry;
  const places = [subject['assembly'], data['assembly']];
  return (
    places.some((place) => typeof place === 'string' && closed.has(place)) ||
    mentions(subject, hidden) ||
    mentions(data, hidden)
  );
}

async function entryViews(rows: readonly Row[], reader: Reader): Promise<EntryView[]> {
  const replaced = await reader.replaced(rows.map(({ id }) => id));
  return rows.map((row) => entryView(row, isWithheld(row, reader) || replaced.has(row.id)));
}

function entryView(row: Row, withheld: boolean): EntryView {
  return {
    number: Number(row.number),
    leaf: row.leaf.toString('hex'),
    type: row.type,
    subject: row.subject,
    at: row.at.toISOString(),
    bytes: withheld ? null : row.bytes.toString('utf8'),
    openings: withheld ? {} : (row.openings ?? {}),
  };
}

/** Who reads: what they may not see, and the personal fields that are opened to them. */
export interface Reader extends Unseen {
  readonly withheld: readonly Withheld[];
  /** Which of these entries, by their ids, gave their places to later ones and are not for this reader. */
  readonly replaced: (entries: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly openings: readonly string[];
}

export async function entries(
  tx: EntityManager,
  { before, subject, limit }: { before?: number | undefined; subject?: string | undefined; limit: number },
  reader: Reader,
): Promise<EntryView[]> {
  const rows: Row[] = await tx.query(
    `${rowsFor(reader)} WHERE ($2::bigint IS NULL OR e.number < $2) AND ($3::text IS NULL OR e.subject = $3)
     ORDER BY e.number DESC LIMIT $4`,
    [reader.openings, before ?? null, subject ?? null, limit],
  );
  return entryViews(rows, reader);
}

export async function entryByNumber(
  tx: EntityManager,
  number: number,
  reader: Reader,
): Promise<EntryView | null> {
  const rows: Row[] = await tx.query(`${rowsFor(reader)} WHERE e.number = $2`, [reader.openings, number]);
  const [entry] = await entryViews(rows, reader);
  return entry ?? null;
}

/** What the live room reads: the entries after `from`, parsed, with what is personal; of the types `untold` only that they are there. */
export async function entriesSince(
  tx: EntityManager,
  { from, to, untold }: { from: number; to: number; untold: readonly string[] },
): Promise<
  {
    number: number;
    type: string;
    subject: string;
    entry: Entry | null;
    personal: Readonly<Record<string, string>>;
  }[]
> {
  const rows: {
    number: string;
    type: string;
    subject: string;
    bytes: Buffer | null;
    personal: Record<string, string> | null;
  }[] = await tx.query(
    `SELECT number, type, subject, CASE WHEN type <> ALL ($3) THEN bytes END AS bytes,
       CASE WHEN type <> ALL ($3) THEN
         (SELECT jsonb_object_agg(o.field, o.value) FROM opening o WHERE o.entry = e.id) END AS personal
     FROM entry e WHERE number >= $1 AND number < $2 ORDER BY number`,
    [from, to, untold],
  );
  return rows.map((row) => ({
    number: Number(row.number),
    type: row.type,
    subject: row.subject,
    entry: row.bytes === null ? null : (JSON.parse(row.bytes.toString('utf8')) as Entry),
    personal: row.personal ?? {},
  }));
}
