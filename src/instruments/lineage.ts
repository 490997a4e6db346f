import { ok, refuse, type Result } from '../basics/result.js';
import type { Clause } from './clause.js';
import type { Draft } from './markdown.js';

/** Beyond this share of common words a changed clause is still the same clause. */
const SIMILAR = 0.4;

/**
 * Gives drafts their ids: that of the previous version's clause where it is the same one, else a new id `c<n>` that no
 * version has used (`used` is the highest so far). The same text in order comes first, then the same text that moved,
 * then, between clauses already known, the most similar of the same kind. Cost: clauses of both, multiplied.
 */
export function identify(drafts: readonly Draft[], previous: readonly Clause[], used: number): Clause[] {
  const match = commonSubsequence(drafts, previous);
  const free = new Set(previous.keys());
  for (const j of match.values()) free.delete(j);
  drafts.forEach((draft, i) => {
    if (match.has(i)) return;
    const moved = [...free].find((j) => previous[j]!.kind === draft.kind && previous[j]!.text === draft.text);
    if (moved !== undefined) take(match, free, [i, moved]);
  });
  drafts.forEach((draft, i) => {
    if (match.has(i)) return;
    const [low, high] = gap(match, i, previous.length);
    let best: number | null = null;
    let share = SIMILAR;
    for (const j of free) {
      if (j <= low || j >= high || previous[j]!.kind !== draft.kind) continue;
      const similar = overlap(draft.text, previous[j]!.text);
      if (similar >= share) [best, share] = [j, similar];
    }
    if (best !== null) take(match, free, [i, best]);
  });
  let next = used;
  const ids = drafts.map((_, i) => (match.has(i) ? previous[match.get(i)!]!.id : `c${++next}`));
  return drafts.map(({ kind, parent, text }, i) => ({
    id: ids[i]!,
    kind,
    parent: parent === null ? null : ids[parent]!,
    text,
  }));
}

function take(match: Map<number, number>, free: Set<number>, [i, j]: readonly [number, number]): void {
  match.set(i, j);
  free.delete(j);
}

/** Draft index to clause index of the longest common run of equal kind and text, in order. */
function commonSubsequence(drafts: readonly Draft[], previous: readonly Clause[]): Map<number, number> {
  const [n, m] = [drafts.length, previous.length];
  const same = (i: number, j: number): boolean =>
    drafts[i]!.kind === previous[j]!.kind && drafts[i]!.text === previous[j]!.text;
  const width = m + 1;
  const length = new Uint16Array((n + 1) * width);
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      length[i * width + j] = same(i, j)
        ? length[(i + 1) * width + j + 1]! + 1
        : Math.max(length[(i + 1) * width + j]!, length[i * width + j + 1]!);
    }
  }
  const match = new Map<number, number>();
  for (let i = 0, j = 0; i < n && j < m;) {
    if (same(i, j)) match.set(i++, j++);
    else if (length[(i + 1) * width + j]! >= length[i * width + j + 1]!) i++;
    else j++;
  }
  return match;
}

/** The previous clauses between the nearest matched neighbours of draft `i`, both exclusive. */
function gap(match: ReadonlyMap<number, number>, i: number, end: number): [number, number] {
  let low = -1;
  for (let k = i - 1; k >= 0 && low < 0; k--) low = match.get(k) ?? -1;
  let high = end;
  for (const [k, j] of match) if (k > i && j > low && j < high) high = j;
  return [low, high];
}

/** Common words of both over all words of both, counted with their repetition: 0 to 1. */
function overlap(a: string, b: string): number {
  const words = (text: string): string[] =>
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean);
  const [left, right] = [words(a), words(b)];
  const count = new Map<string, number>();
  for (const word of left) count.set(word, (count.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of right) {
    const n = count.get(word) ?? 0;
    if (n > 0) {
      common++;
      count.set(word, n - 1);
    }
  }
  return left.length + right.length === 0 ? 0 : (2 * common) / (left.length + right.length);
}

/**
 * Another language of the same structure, clause by clause: text by clause id. Refusal: `text.not_aligned` {position
 * (from 1), expected, found}; at its end one side is `nothing`.
 */
export function align(
  drafts: readonly Draft[],
  structure: readonly Clause[],
): Result<Record<string, string>> {
  const texts: Record<string, string> = {};
  const ids = structure.map((clause) => clause.id);
  for (let i = 0; i < Math.max(drafts.length, structure.length); i++) {
    const [draft, clause] = [drafts[i], structure[i]];
    const parent = draft && draft.parent !== null ? (ids[draft.parent] ?? null) : null;
    if (!draft || !clause || draft.kind !== clause.kind || parent !== clause.parent) {
      return refuse('text.not_aligned', {
        position: i + 1,
        expected: clause?.kind ?? 'nothing',
        found: draft?.kind ?? 'nothing',
      });
    }
    texts[clause.id] = draft.text;
  }
  return ok(texts);
}
