import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Json } from '../basics/canonical.js';
import type { Context, Event } from '../basics/event.js';
import type { Unseen } from '../house/room.js';
import { commitment, ENTRY_LIMIT, entryText, mentions, subjectOf, type Entry } from './entry.js';
import type { EntryView } from './record.contract.js';

/** NOTIFY carries only the new size of the record; whoever hears it reads the entries by number. */
export const NEWS_CHANNEL = 'plenary_record';

/** An entry ready to be numbered. `leaf` as bytes. */
export interface Sealed {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly at: string;
  readonly bytes: Buffer;
  readonly leaf: Buffer;
  readonly openings: readonly { field: string; salt: string; value: string }[];
  readonly blobs: ReadonlyMap<string, string>;
}

/** Turns an event into the bytes of its entry. Throws when the entry is over its limit: its room must use a blob. */
export function seal(
  event: Event,
  { log, at, actor }: { log: string } & Pick<Context, 'at' | 'actor'>,
  id: string = randomUUID(),
): Sealed {
  const openings: { field: string; salt: string; value: string }[] = [];
  const commits: Record<string, string> = {};
  for (const [field, value] of Object.entries(event.personal ?? {})) {
    if (value === null) continue;
    const salt = randomBytes(32);
    commits[field] = commitment(salt, value);
    openings.push({ field, salt: salt.toString('hex'), value });
  }
  const blobs = new Map<string, string>();
  const names: Record<string, string> = {};
  for (const [name, text] of Object.entries(event.blobs ?? {})) {
    const hash = createHash('sha256').update(text, 'utf8').digest('hex');
    names[name] = hash;
    blobs.set(hash, text);
  }
  const entry: Entry = {
    v: 1,
    log,
    id,
    type: event.type,
    at,
    actor,
    subject: event.subject as Record<string, string>,
    data: event.data as Record<string, Json>,
    blobs: names,
    commits,
  };
  const bytes = Buffer.from(entryText(entry), 'utf8');
  if (bytes.length > ENTRY_LIMIT) throw new Error(`${event.type}: an entry of ${bytes.length} bytes`);
  const leaf = createHash('sha256').update('\0').update(bytes).digest();
  return { id, type: event.type, subject: subjectOf(event), at, bytes, leaf, openings, blobs };
}

/** Adds a blob; the same content twice is one blob. Returns its SHA-256. */
export async function keepBlob(tx: EntityManager, content: Buffer): Promise<string> {
  const hash = createHash('sha256').update(content).digest('hex');
  await tx.query('INSERT INTO blob (hash, content) VALUES ($1, $2) ON CONFLICT DO NOTHING', [hash, content]);
  return hash;
}

export async function blobContent(tx: EntityManager, hash: string): Promise<Buffer | null> {
  const rows: { content: Buffer }[] = await tx.query('SELECT content FROM blob WHERE hash = $1', [hash]);
  return rows[0]?.content ?? null;
}

/**
 * A long text that an entry names among its blobs, for who may see an entry that names it. Papers are kept in the same table
 * and may be for few; no entry names them so, and their room alone gives them out.
 */
export async function blobText(tx: EntityManager, hash: string, reader: Reader): Promise<string | null> {
  const rows: Row[] = await tx.query(
    `${ROWS} WHERE e.number IN (SELECT entry FROM entry_blob WHERE hash = $2) ORDER BY e.number`,
    [[], hash],
  );
  // The closing of a confidential poll says how many voted; the box that it names is the result.
  if (!rows.some((row) => !row.undeclared && !isWithheld(row, reader))) return null;
  return (await blobContent(tx, hash))!.toString('utf8');
}

/**
 * Appends events to the record. The last write of a transaction: from the head's update to the commit no other
 * transaction can append, and that order is the order of the record. Returns the new size.
 */
export async function append(
  tx: EntityManager,
  log: string,
  { events, context }: { events: readonly Event[]; context: Context },
): Promise<number> {
  const sealed = events.map((event) => seal(event, { log, at: context.at, actor: context.actor }));
  for (const one of sealed) {
    for (const [hash, text] of one.blobs) {
      await tx.query('INSERT INTO blob (hash, content) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
        hash,
        Buffer.from(text, 'utf8'),
      ]);
    }
  }
  const openings = sealed.flatMap((one) => one.openings.map((opening) => ({ entry: one.id, ...opening })));
  if (openings.length > 0) {
    await tx.query(
      'INSERT INTO opening (entry, field, salt, value) SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[])',
      [
        openings.map((o) => o.entry),
        openings.map((o) => o.field),
        openings.map((o) => o.salt),
        openings.map((o) => o.value),
      ],
    );
  }
  const named = sealed.flatMap(({ blobs }, place) => [...blobs.keys()].map((hash) => ({ place, hash })));
  const rows: { size: string }[] = await tx.query(
    `WITH head AS (UPDATE record_head SET size = size + $1 RETURNING size),
     added AS (
       INSERT INTO entry (number, id, type, subject, at, leaf, bytes)
       SELECT head.size - $1 + e.place - 1, e.id, e.type, e.subject, e.at, e.leaf, e.bytes
       FROM head, unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::bytea[], $7::bytea[])
         WITH ORDINALITY AS e (id, type, subject, at, leaf, bytes, place)
     ),
     named AS (
       INSERT INTO entry_blob (entry, hash)
       SELECT head.size - $1 + b.place, b.hash FROM head, unnest($8::bigint[], $9::text[]) AS b (place, hash)
     )
     SELECT size, pg_notify('${NEWS_CHANNEL}', size::text) FROM head`,
    [
      sealed.length,
      sealed.map((one) => one.id),
      sealed.map((one) => one.type),
      sealed.map((one) => one.subject),
      sealed.map((one) => one.at),
      sealed.map((one) => one.leaf),
      sealed.map((one) => one.bytes),
      named.map(({ place }) => place),
      named.map(({ hash }) => hash),
    ],
  );
  return Number(rows[0]!.size);
}

export async function recordSize(tx: EntityManager): Promise<number> {
  const rows: { size: string }[] = await tx.query('SELECT size FROM record_head');
  return Number(rows[0]!.size);
}

interface Row {
  readonly number: string;
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly at: Date;
  readonly leaf: Buffer;
  readonly bytes: Buffer;
  readonly undeclared: boolean;
  readonly openings: Record<string, { salt: string; value: string }> | null;
}

/** What a poll's entries say of how it goes. Until it is declared they are served to nobody: only their leaf hashes are. */
const COUNTING = ['poll.cast', 'poll.tellers_counted', 'poll.counted'] as const;

/**
 * `undeclared`: the record has no declaration that comes after it. What tellers enter in a recount, and its result, wait for
 * the next one; ballots that were declared once stay open.
 */
const ROWS = `
  SELECT e.number, e.id, e.type, e.subject, e.at, e.leaf, e.bytes,
    e.type IN ('poll.closed', ${COUNTING.map((type) => `'${type}'`).join(', ')}) AND NOT EXISTS (
      SELECT 1 FROM entry last WHERE last.subject = e.subject AND last.number > e.number AND last.type IN ('poll.declared', 'poll.annulled')) AS undeclared,
    (SELECT jsonb_object_agg(o.field, jsonb_build_object('salt', o.salt, 'value', o.value))
     FROM opening o WHERE o.entry = e.id AND o.field = ANY($1)) AS openings
  FROM entry e`;

function isWithheld({ type, bytes, undeclared }: Row, { closed, hidden }: Reader): boolean {
  if (undeclared && (COUNTING as readonly string[]).includes(type)) return true;
  const { subject, data } = JSON.parse(bytes.toString('utf8')) as Entry;
  const places = [subject['assembly'], data['assembly']];
  return (
    places.some((place) => typeof place === 'string' && closed.has(place)) ||
    mentions(subject, hidden) ||
    mentions(data, hidden)
  );
}

function entryView(row: Row, reader: Reader): EntryView {
  const withheld = isWithheld(row, reader);
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
  readonly openings: readonly string[];
}

export async function entries(
  tx: EntityManager,
  { before, subject, limit }: { before?: number | undefined; subject?: string | undefined; limit: number },
  reader: Reader,
): Promise<EntryView[]> {
  const rows: Row[] = await tx.query(
    `${ROWS} WHERE ($2::bigint IS NULL OR e.number < $2) AND ($3::text IS NULL OR e.subject = $3)
     ORDER BY e.number DESC LIMIT $4`,
    [reader.openings, before ?? null, subject ?? null, limit],
  );
  return rows.map((row) => entryView(row, reader));
}

export async function entryByNumber(
  tx: EntityManager,
  number: number,
  reader: Reader,
): Promise<EntryView | null> {
  const rows: Row[] = await tx.query(`${ROWS} WHERE e.number = $2`, [reader.openings, number]);
  return rows[0] ? entryView(rows[0], reader) : null;
}

/**
 * The entries of some types about a subject, oldest first; with their data only those of the type `told`, and of these the
 * last `limit`.
 */
export async function entriesOf(
  tx: EntityManager,
  { subject, types, told, limit }: { subject: string; types: readonly string[]; told: string; limit: number },
): Promise<{ number: number; at: string; type: string; data: Entry['data'] | null }[]> {
  const rows: { number: string; at: Date; type: string; bytes: Buffer | null }[] = await tx.query(
    `SELECT e.number, e.at, e.type, CASE WHEN e.type = $3 THEN e.bytes END AS bytes FROM entry e
     WHERE e.subject = $1 AND e.type = ANY($2) AND e.number > coalesce((
       SELECT number FROM entry WHERE subject = $1 AND type = $3 ORDER BY number DESC OFFSET $4 LIMIT 1), -1)
     ORDER BY e.number`,
    [subject, types, told, limit],
  );
  return rows.map(({ number, at, type, bytes }) => ({
    ...{ number: Number(number), at: at.toISOString(), type },
    data: bytes && (JSON.parse(bytes.toString('utf8')) as Entry).data,
  }));
}

/** What is told as a tally (`house/room.ts`): of an entry of these types the live room hears only that it is there. */
const TALLIED = `('poll.cast', 'poll.cast_many')`;

/** What the live room reads: the entries after `from`, parsed, without the ballots' content; with what is personal. */
export async function entriesSince(
  tx: EntityManager,
  { from, to }: { from: number; to: number },
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
    `SELECT number, type, subject, CASE WHEN type IN ${TALLIED} THEN NULL ELSE bytes END AS bytes,
       CASE WHEN type NOT IN ${TALLIED} THEN
         (SELECT jsonb_object_agg(o.field, o.value) FROM opening o WHERE o.entry = e.id) END AS personal
     FROM entry e WHERE number >= $1 AND number < $2 ORDER BY number`,
    [from, to],
  );
  return rows.map((row) => ({
    number: Number(row.number),
    type: row.type,
    subject: row.subject,
    entry: row.bytes === null ? null : (JSON.parse(row.bytes.toString('utf8')) as Entry),
    personal: row.personal ?? {},
  }));
}
