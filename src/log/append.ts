import type { EntityManager } from 'typeorm';
import type { Context, Event } from '../basics/event.js';
import { first } from '../basics/must.js';
import { seal } from './seal.js';

/** NOTIFY carries only the new size of the record; whoever hears it reads the entries by number. */
export const NEWS_CHANNEL = 'plenary_record';

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
  return Number(first(rows).size);
}
