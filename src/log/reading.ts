import { first } from '../basics/must.js';
import type { EntityManager } from 'typeorm';
import type { Entry } from './entry.js';

export async function recordSize(tx: EntityManager): Promise<number> {
  const rows: { size: string }[] = await tx.query('SELECT size FROM record_head');
  return Number(first(rows).size);
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
