import { ok, refuse, type Result } from '../basics/result.js';
import { amendedTexts, type Texts } from '../instruments/wordings.js';
import { carriedTexts, carry, wordOf, type WordedAmendment } from './amendment.js';
import { toMerge, type Family } from './family.js';
import { eventOf, isOver, may, type Motion } from './motion.js';
import type { MotionsEvent } from './motions.contract.js';

/** What a motion on a version is moved to another one with: both texts, and the amendments that are on the first. */
export interface RevisionState {
  readonly family: Family;
  readonly from: Texts;
  readonly to: { readonly version: number; readonly hash: string; readonly texts: Texts };
  readonly all: readonly (WordedAmendment & { readonly motion: Motion })[];
}

/**
 * Moves a motion to a later version of its text while there are amendments to it. Those whose clauses did not change go on
 * there, and so do amendments to them; the movers of the others are asked what they mean now. Refusals: `motion.wrong_state`,
 * `amendment.no_version`, `motion.same_version` {number}, `motion.wording_missing` {labels} (adopted amendments come into
 * the text by another act).
 */
export function revise(
  { family, from, to, all }: RevisionState,
  { reason }: { reason: string },
): Result<MotionsEvent[]> {
  const { motion } = family;
  const allowed = may(motion, 'revise');
  if (!allowed.ok) return allowed;
  if (motion.about.kind !== 'stage') return refuse('amendment.no_version');
  if (motion.about.version === to.version) return refuse('motion.same_version', { number: to.version });
  const missing = toMerge(family);
  if (missing.length > 0)
    return refuse('motion.wording_missing', { labels: missing.map(({ label }) => label) });
  const { version, hash, texts } = to;
  const events: MotionsEvent[] = [eventOf('motion.revised', motion, { version, versionHash: hash, reason })];
  const move = (target: string, before: Texts, after: Texts): void => {
    for (const { motion: one, wordings } of all) {
      if (one.about.kind !== 'amendment' || one.about.to !== target || isOver(one)) continue;
      const forward = carriedTexts(wordings, { from: before, to: after });
      const [was, is] = [amendedTexts(before, wordings), forward.ok && amendedTexts(after, forward.value)];
      if (!forward.ok || !was.ok || !is || !is.ok) continue;
      events.push(carry(one, to), ...wordOf(one, forward.value, to));
      move(one.id, was.value, is.value);
    }
  };
  move(motion.id, from, texts);
  return ok(events);
}
