import { must } from '../basics/must.js';
import type { Clause } from './clause.js';

/** The children of each clause, in reading order; those of the whole text under null. */
export function childrenOf(clauses: readonly Clause[]): Map<string | null, string[]> {
  const children = new Map<string | null, string[]>();
  for (const { id, parent } of clauses) {
    const own = children.get(parent);
    if (own) own.push(id);
    else children.set(parent, [id]);
  }
  return children;
}

/**
 * Which clauses of both texts stay where they are: beneath the same one, and in the longest run of their siblings that kept
 * its order. Whatever else both have moved. Cost: n log n.
 */
export function staying(a: readonly Clause[], b: readonly Clause[]): Set<string> {
  const parents = new Map(a.map(({ id, parent }) => [id, parent]));
  const order = new Map(a.map(({ id }, place) => [id, place]));
  const stays = new Set<string>();
  for (const [parent, own] of childrenOf(b)) {
    const same = own.filter((id) => parents.get(id) === parent);
    const kept = longestIncreasing(same.map((id) => must(order.get(id), 'place of the clause')));
    same.forEach((id, place) => kept.has(place) && stays.add(id));
  }
  return stays;
}

/** The last of a subsequence, with what comes before it. */
interface Tail {
  readonly value: number;
  readonly place: number;
  readonly before: Tail | undefined;
}

/** Positions of one longest increasing subsequence (patience sorting, n log n). */
export function longestIncreasing(values: readonly number[]): Set<number> {
  const tails: Tail[] = [];
  for (const [place, value] of values.entries()) {
    let low = 0;
    for (let high = tails.length; low < high;) {
      const middle = (low + high) >> 1;
      const tail = tails[middle];
      if (tail && tail.value < value) low = middle + 1;
      else high = middle;
    }
    tails[low] = { value, place, before: tails[low - 1] };
  }
  const kept = new Set<number>();
  for (let tail = tails.at(-1); tail; tail = tail.before) kept.add(tail.place);
  return kept;
}
