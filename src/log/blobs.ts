import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';

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
