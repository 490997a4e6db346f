import { standing, weightOf } from './ballot.js';
import type { Count, Election, Lot } from './ballot.js';
import { fillSeats, tiedGroups } from './ties.js';

/**
 * Schulze's method. For every two candidates the ballots that rank one above the other are weighed; candidates that a
 * ballot does not list are below all that it lists and equal among themselves, as are those of equal rank, and equals
 * count for neither. The link from a to b is as strong as the weight that prefers a, if that is more than prefers b
 * (winning votes), else there is none. A path is as strong as its weakest link; a beats b when its strongest path to b
 * is stronger than b's to a.
 *
 * The first rank are those whom nobody beats; without them, the next rank those whom none of the rest beats, and so on.
 * Nothing but a lot separates candidates of one rank. Several seats go to the top of the ranking. A ballot that lists no
 * candidate who stands prefers nobody and counts as blank.
 *
 * Cost: ballots times pairs of candidates, then the cube of the candidates.
 */
export function countSchulze(election: Election, lot: Lot): Count {
  const { seats, unit, candidates, box } = election;
  const size = candidates.length;
  const there = standing(election);
  const { preferring, valid } = weighPairs(election);
  const strength = strongestPaths(preferring, size, there);
  const beats = (a: number, b: number): boolean => strength[a * size + b]! > strength[b * size + a]!;

  const ranking: number[][] = [];
  for (let rest = there; rest.length > 0;) {
    const rank = rest.filter((candidate) => !rest.some((other) => beats(other, candidate)));
    ranking.push(rank);
    rest = rest.filter((candidate) => !rank.includes(candidate));
  }
  const { elected, lot: drawn } = fillSeats(ranking, { seats, lot });
  const stage = { votes: [], exhausted: 0n, lost: 0n, transfer: null, elected, excluded: [], lot: drawn };
  const rows = (matrix: Float64Array) =>
    candidates.map((_, a) =>
      Array.from(matrix.subarray(a * size, (a + 1) * size), (weight) => BigInt(weight)),
    );
  return {
    method: 'schulze',
    seats,
    scale: unit,
    valid: BigInt(valid),
    spoiled: weightOf(box) - BigInt(valid),
    quota: null,
    elected,
    ranking,
    tied: tiedGroups(ranking, [stage]),
    stages: [stage],
    pairs: { preferring: rows(preferring), strength: rows(strength) },
  };
}

/** By candidate * size + candidate: the weight of the ballots that rank the first above the second. */
function weighPairs(election: Election): { readonly preferring: Float64Array; readonly valid: number } {
  const { box, candidates } = election;
  const size = candidates.length;
  const preferring = new Float64Array(size * size);
  const gone = Uint8Array.from(candidates, (_, candidate) => (election.withdrawn.has(candidate) ? 1 : 0));
  const there = Int32Array.from(standing(election));
  // Candidates of the ballot, best first, then the unlisted; `ends[i]`: where the rank of the i-th ends.
  const order = new Int32Array(size);
  const ends = new Int32Array(size);
  const listedBy = new Int32Array(size).fill(-1);
  let valid = 0;
  for (let ballot = 0; ballot + 1 < box.starts.length; ballot++) {
    let listed = 0;
    let opened = 0;
    for (let place = box.starts[ballot]!; place < box.starts[ballot + 1]!; place++) {
      const mark = box.marks[place]!;
      const candidate = mark < 0 ? ~mark : mark;
      if (mark >= 0) {
        for (; opened < listed; opened++) ends[opened] = listed;
      }
      if (gone[candidate]) continue;
      listedBy[candidate] = ballot;
      order[listed++] = candidate;
    }
    if (listed === 0) continue;
    for (; opened < listed; opened++) ends[opened] = listed;
    let all = listed;
    if (listed < there.length)
      for (const candidate of there) if (listedBy[candidate] !== ballot) order[all++] = candidate;
    const weight = box.weights[ballot]!;
    valid += weight;
    for (let above = 0; above < listed; above++) {
      const row = order[above]! * size;
      for (let below = ends[above]!; below < all; below++) preferring[row + order[below]!]! += weight;
    }
  }
  return { preferring, valid };
}

/** The widest paths (Floyd and Warshall's order of loops). */
function strongestPaths(preferring: Float64Array, size: number, there: readonly number[]): Float64Array {
  const strength = new Float64Array(size * size);
  for (const a of there)
    for (const b of there)
      if (preferring[a * size + b]! > preferring[b * size + a]!)
        strength[a * size + b] = preferring[a * size + b]!;
  for (const through of there)
    for (const a of there) {
      const first = strength[a * size + through]!;
      if (first === 0) continue;
      for (const b of there) {
        if (a === b) continue;
        const path = Math.min(first, strength[through * size + b]!);
        if (path > strength[a * size + b]!) strength[a * size + b] = path;
      }
    }
  return strength;
}
