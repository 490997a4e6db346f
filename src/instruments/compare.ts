import { diffWordsWithSpace } from 'diff';
import { numbers, type Clause } from './clause.js';

export interface Words {
  readonly op: 'same' | 'added' | 'removed';
  readonly text: string;
}

export interface ComparedClause {
  readonly id: string;
  readonly change: 'same' | 'changed' | 'added' | 'removed' | 'moved' | 'moved_changed';
  readonly kind: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Word by word, in reading order. */
  readonly words: Words[];
  readonly numberBefore: string | null;
  readonly numberAfter: string | null;
  readonly renumbered: boolean;
}

export interface Comparison {
  readonly entries: ComparedClause[];
  readonly summary: Record<'changed' | 'added' | 'removed' | 'moved' | 'renumbered' | 'same', number>;
}

/**
 * What changed from `a` to `b`, in the reading order of `b`, removed clauses in their old place. A clause is the same
 * by its id; it moved when it is not in the longest run that kept its order.
 */
export function compare(a: readonly Clause[], b: readonly Clause[]): Comparison {
  const [numbersA, numbersB] = [numbers(a), numbers(b)];
  const inA = new Map(a.map((clause, place) => [clause.id, { clause, place }]));
  const inB = new Set(b.map((clause) => clause.id));
  const common = b.filter((clause) => inA.has(clause.id));
  const kept = longestIncreasing(common.map((clause) => inA.get(clause.id)!.place));
  const still = new Set(common.filter((_, i) => kept.has(i)).map((clause) => clause.id));
  const entry = (before: Clause | null, after: Clause | null, moved: boolean): ComparedClause => {
    const clause = (after ?? before)!;
    const numberBefore = before ? (numbersA[before.id] ?? null) : null;
    const numberAfter = after ? (numbersB[after.id] ?? null) : null;
    const changed = before?.text !== after?.text || before?.kind !== after?.kind;
    return {
      id: clause.id,
      change: !before
        ? 'added'
        : !after
          ? 'removed'
          : moved
            ? changed
              ? 'moved_changed'
              : 'moved'
            : changed
              ? 'changed'
              : 'same',
      kind: clause.kind,
      before: before?.text ?? null,
      after: after?.text ?? null,
      words: wordsOf(before?.text ?? '', after?.text ?? ''),
      numberBefore,
      numberAfter,
      renumbered: before !== null && after !== null && numberBefore !== numberAfter,
    };
  };
  const entries: ComparedClause[] = [];
  let next = 0;
  const removedUntil = (place: number): void => {
    for (; next < place; next++) if (!inB.has(a[next]!.id)) entries.push(entry(a[next]!, null, false));
  };
  for (const clause of b) {
    const was = inA.get(clause.id);
    if (was && still.has(clause.id)) removedUntil(was.place);
    entries.push(entry(was?.clause ?? null, clause, was !== undefined && !still.has(clause.id)));
  }
  removedUntil(a.length);
  const summary = { changed: 0, added: 0, removed: 0, moved: 0, renumbered: 0, same: 0 };
  for (const { change, renumbered } of entries) {
    if (change === 'moved_changed') {
      summary.moved++;
      summary.changed++;
    } else summary[change]++;
    if (renumbered) summary.renumbered++;
  }
  return { entries, summary };
}

function wordsOf(before: string, after: string): Words[] {
  if (before === after) return after === '' ? [] : [{ op: 'same', text: after }];
  if (before === '') return [{ op: 'added', text: after }];
  if (after === '') return [{ op: 'removed', text: before }];
  return diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({
    op: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
}

/** Positions of one longest increasing subsequence (patience sorting, n log n). */
function longestIncreasing(values: readonly number[]): Set<number> {
  const tails: number[] = [];
  const before: number[] = [];
  values.forEach((value, i) => {
    let low = 0;
    for (let high = tails.length; low < high;) {
      const middle = (low + high) >> 1;
      if (values[tails[middle]!]! < value) low = middle + 1;
      else high = middle;
    }
    before[i] = low > 0 ? tails[low - 1]! : -1;
    tails[low] = i;
  });
  const kept = new Set<number>();
  for (let i = tails.at(-1) ?? -1; i >= 0; i = before[i]!) kept.add(i);
  return kept;
}
