import type { EntityManager } from 'typeorm';
import { authenticHashes } from '../instruments/expressions.store.js';
import type { Family } from '../motions/family.js';
import type { Motion } from '../motions/motion.js';
import { loadMotion } from '../motions/motions.store.js';
import type { Cited } from './polls.contract.js';

type Tx = EntityManager;

/**
 * The versions that a vote on a motion is about, of a bloc those of all that are in it, each once: that which a stage is to
 * approve, and that which an amendment changes.
 */
export async function citedBy(tx: Tx, { motion, bloc }: Family): Promise<Cited[]> {
  const cited = new Map<string, Cited>();
  for (const one of [motion, ...bloc]) {
    const about = await versionOf(tx, one);
    const known = about && (await authenticHashes(tx, about.instrument, about.number));
    if (known) cited.set(known.hash, { ...about, ...known });
  }
  return [...cited.values()];
}

async function versionOf(tx: Tx, { about }: Motion): Promise<{ instrument: string; number: number } | null> {
  if (about.kind === 'stage') return { instrument: about.instrument, number: about.version };
  if (about.kind !== 'amendment' || !about.changes) return null;
  const target = await loadMotion(tx, about.to);
  const amended = target && (await versionOf(tx, target));
  return amended && { ...amended, number: about.changes.version };
}
