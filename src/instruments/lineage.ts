import { must } from '../basics/must.js';
import { ok, refuse, type Result } from '../basics/result.js';
import type { Clause, ClauseKind } from './clause.js';
import type { Draft } from './blocks.js';

/** Beyond this share of common words a changed clause is still the same clause. */
const SIMILAR = 0.4;
/** The same where it is of another kind. */
const ALIKE = 0.6;

/** An article may become a paragraph, a paragraph a point: it is the same clause still. */
const BODY: ReadonlySet<ClauseKind> = new Set(['article', 'paragraph', 'point']);

/**
 * Gives drafts their ids: that of the previous version's clause where it is the same one, else a new id `c<n>` that no
 * version has used (`used` is the highest so far). The same text in order comes first, then the same text that moved, then the
 * same text as another kind of clause; then, between clauses already known, the most similar of the same kind, and of another.
 * Cost: clauses of both, multiplied.
 */
export function identify(drafts: readonly Draft[], previous: readonly Clause[], used: number): Clause[] {
  const match = commonSubsequence(drafts, previous);
  const free = new Map(previous.entries());
  for (const j of match.values()) free.delete(j);
  for (const fits of [sameKind, otherKind])
    drafts.forEach((draft, i) => {
      if (match.has(i)) return;
      const moved = [...free].find(([, one]) => fits(draft, one) && one.text === draft.text);
      if (moved) take(match, free, [i, moved[0]]);
    });
  const alike = similarity(previous.map(({ text }) => text));
  for (const [fits, least] of [[sameKind, SIMILAR] as const, [otherKind, ALIKE] as const])
    drafts.forEach((draft, i) => {
      if (match.has(i) || free.size === 0) return;
      const shares = alike(draft.text);
      const [low, high] = gap(match, i, previous.length);
      let best: number | null = null;
      let share: number = least;
      for (const [j, one] of free) {
        if (j <= low || j >= high || !fits(draft, one)) continue;
        const own = shares[j] ?? 0;
        if (own >= share) [best, share] = [j, own];
      }
      if (best !== null) take(match, free, [i, best]);
    });
  let next = used;
  return clausesOf(
    drafts,
    drafts.map((_, i) => previous[match.get(i) ?? -1]?.id ?? `c${++next}`),
  );
}

const sameKind = (draft: Draft, { kind }: Clause): boolean => kind === draft.kind;
const otherKind = (draft: Draft, { kind }: Clause): boolean =>
  kind !== draft.kind && BODY.has(kind) && BODY.has(draft.kind);

/** Drafts as clauses; each has its id at its own place. */
function clausesOf(drafts: readonly Draft[], ids: readonly string[]): Clause[] {
  const idOf = (i: number): string => must(ids[i], 'id of the draft');
  return drafts.map(({ kind, parent, text }, i) => ({
    ...{ id: idOf(i), kind, text },
    parent: parent === null ? null : idOf(parent),
  }));
}

/**
 * The same where some drafts bring an id: it is theirs. The others are looked for among the previous version's clauses that are
 * left, and new ids go on behind all that are known.
 */
export function named(drafts: readonly Draft[], previous: readonly Clause[], used: number): Clause[] {
  const own = new Set(drafts.flatMap(({ id }) => (id === undefined ? [] : [id])));
  if (own.size === 0) return identify(drafts, previous, used);
  const numbers = [...own].map((id) => Number(id.slice(1)) || 0);
  const found = identify(
    drafts.filter(({ id }) => id === undefined).map(({ kind, text }) => ({ kind, parent: null, text })),
    previous.filter(({ id }) => !own.has(id)),
    numbers.reduce((most, one) => Math.max(most, one), used),
  ).values();
  return clausesOf(
    drafts,
    drafts.map(({ id }) => id ?? must(found.next().value, 'clause of the draft').id),
  );
}

function take(
  match: Map<number, number>,
  free: Map<number, Clause>,
  [i, j]: readonly [number, number],
): void {
  match.set(i, j);
  free.delete(j);
}

/** Draft index to clause index of the longest common run of equal kind and text, in order. */
function commonSubsequence(drafts: readonly Draft[], previous: readonly Clause[]): Map<number, number> {
  const [n, m] = [drafts.length, previous.length];
  const same = (draft: Draft | undefined, clause: Clause | undefined): boolean =>
    draft?.kind === clause?.kind && draft?.text === clause?.text;
  const width = m + 1;
  const lengths = new Uint16Array((n + 1) * width);
  const length = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = n - 1; i >= 0; i--) {
    const draft = drafts[i];
    for (let j = m - 1; j >= 0; j--) {
      lengths[i * width + j] = same(draft, previous[j])
        ? length(i + 1, j + 1) + 1
        : Math.max(length(i + 1, j), length(i, j + 1));
    }
  }
  const match = new Map<number, number>();
  for (let i = 0, j = 0; i < n && j < m;) {
    if (same(drafts[i], previous[j])) match.set(i++, j++);
    else if (length(i + 1, j) >= length(i, j + 1)) i++;
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

/**
 * How alike a text is to each of `texts`: common words of both over all words of both, counted with their repetition,
 * 0 to 1. Every text is cut into words once, and only words that both have cost anything.
 */
function similarity(texts: readonly string[]): (text: string) => readonly number[] {
  const sizes: number[] = [];
  const places = new Map<string, { text: number; n: number }[]>();
  texts.forEach((one, text) => {
    const { counts, size } = wordsOf(one);
    sizes.push(size);
    for (const [word, n] of counts) {
      const there = places.get(word);
      if (there) there.push({ text, n });
      else places.set(word, [{ text, n }]);
    }
  });
  return (one) => {
    const { counts, size } = wordsOf(one);
    const common = texts.map(() => 0);
    for (const [word, here] of counts) {
      for (const { text, n } of places.get(word) ?? [])
        common[text] = (common[text] ?? 0) + Math.min(n, here);
    }
    return common.map((words, text) => (words === 0 ? 0 : (2 * words) / (size + (sizes[text] ?? 0))));
  };
}

function wordsOf(text: string): { counts: ReadonlyMap<string, number>; size: number } {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { counts, size: words.length };
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
