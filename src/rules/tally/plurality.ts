import { standing, weightOf } from './ballot.js';
import type { Count, Election, Lot } from './ballot.js';
import { fillSeats, groupsByVotes, tiedGroups } from './ties.js';

/** The votes of one counting of marks; weights in units of 1/D of a vote. */
export interface Marked {
  /** By candidate. */
  readonly votes: readonly bigint[];
  /** Weight of the ballots, not of the marks on them. */
  readonly valid: bigint;
  readonly spoiled: bigint;
  /** Who stands, most votes first; equals in one group. */
  readonly ranking: readonly (readonly number[])[];
}

/**
 * Plurality: the candidates with most votes take the seats, equals at the last seat by lot. A ballot has `marks` votes
 * (1: the single vote, also over several seats; as many as seats: the block vote; fewer: the limited vote) and gives
 * them to the first that it lists. Candidates of equal rank share no vote: a rank that does not fit whole into the marks
 * left spoils the ballot, so with one mark equal first preferences spoil it.
 *
 * A ballot with no candidate who stands is blank and counts as spoiled.
 */
export const countPlurality = (
  election: Election,
  lot: Lot,
  { marks }: { readonly marks: number } = { marks: 1 },
): Count => countMost('plurality', election, { marked: readMarks(election, marks), lot });

/** Fills the seats from the candidates with most votes, equals at the last seat by lot. */
export function countMost(
  method: string,
  { seats, unit }: Election,
  { marked, lot }: { readonly marked: Marked; readonly lot: Lot },
): Count {
  const { votes, valid, spoiled, ranking } = marked;
  const { elected, lot: drawn } = fillSeats(ranking, { seats, lot });
  const stage = { votes, exhausted: 0n, lost: 0n, transfer: null, elected, excluded: [], lot: drawn };
  const tied = tiedGroups(ranking, [stage]);
  return { method, seats, scale: unit, valid, spoiled, quota: null, elected, ranking, tied, stages: [stage] };
}

/** Adds up the marks by the rule of `countPlurality`. Cost: one pass over the marks that count. */
export function readMarks(election: Election, marks: number): Marked {
  const { box, candidates } = election;
  const gone = Uint8Array.from(candidates, (_, candidate) => (election.withdrawn.has(candidate) ? 1 : 0));
  const sums = new Float64Array(candidates.length);
  const chosen = new Int32Array(candidates.length);
  let valid = 0;
  for (let ballot = 0; ballot + 1 < box.starts.length; ballot++) {
    const end = box.starts[ballot + 1]!;
    let size = 0;
    for (let place = box.starts[ballot]!; place < end; place++) {
      const mark = box.marks[place]!;
      if (mark >= 0 && size >= marks) break;
      const candidate = mark < 0 ? ~mark : mark;
      if (!gone[candidate]) chosen[size++] = candidate;
    }
    if (size === 0 || size > marks) continue;
    const weight = box.weights[ballot]!;
    for (let at = 0; at < size; at++) sums[chosen[at]!]! += weight;
    valid += weight;
  }
  const votes = Array.from(sums, (sum) => BigInt(sum));
  return {
    votes,
    valid: BigInt(valid),
    spoiled: weightOf(box) - BigInt(valid),
    ranking: groupsByVotes(standing(election), [{ votes }]),
  };
}
