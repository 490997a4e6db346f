import { refuse, ok } from '../../basics/result.js';
import type { Result } from '../../basics/result.js';

/**
 * What a counting method counts. A candidate is its place in `candidates`, from 0 (its number on paper is one higher).
 * A withdrawn candidate keeps its place; every method passes over the marks for it, as if they were not on the paper.
 */
export interface Election {
  readonly title: string;
  readonly seats: number;
  readonly candidates: readonly string[];
  readonly withdrawn: ReadonlySet<number>;
  /** D: the weights of ballots are in units of 1/D of a vote. */
  readonly unit: bigint;
  readonly box: Box;
}

/** A ballot as people give it: candidates by rank, best first; those in one group are equal, those in none unlisted. */
export interface RankedBallot {
  /** In units of 1/D of a vote. */
  readonly weight: bigint;
  readonly ranks: readonly (readonly number[])[];
}

/**
 * All ballots, packed, as a count of 100,000 ballots cannot afford objects: the marks of ballot i are
 * `marks[starts[i]]` up to `marks[starts[i + 1]]`. A mark is a candidate that opens a new rank, or, as its complement
 * (`~candidate`, always negative), one that is equal with the mark before. The weights are whole numbers whose sum is
 * below 2^53: a float holds them, and every sum of them, exactly.
 */
export interface Box {
  readonly weights: Float64Array;
  readonly starts: Uint32Array;
  readonly marks: Int32Array;
}

/** The order in which a lot puts all candidates: of those that nothing else separates the earliest prevails. */
export type Lot = readonly number[];

/** Papers on the move in one stage. Amounts as in the count, `to` by candidate. */
export interface Transfer {
  readonly from: number;
  /** The surplus that moves; null: everything, as the candidate is excluded. */
  readonly surplus: bigint | null;
  /** Of papers that came at one value each: the value then and the value now, in 1/100000 of a vote. */
  readonly values: readonly { readonly received: bigint; readonly passed: bigint }[];
  readonly to: readonly bigint[];
  readonly exhausted: bigint;
  readonly lost: bigint;
}

/**
 * One stage of a count: first preferences, the transfer of one surplus or the exclusion of one candidate. The amounts
 * are those at its end; all votes + exhausted + lost are the valid votes, in every stage.
 */
export interface CountStage {
  /** By candidate; 0 for one withdrawn or excluded. Empty where the method counts no votes (Schulze). */
  readonly votes: readonly bigint[];
  /** On papers that show no further preference, at the value they had. */
  readonly exhausted: bigint;
  /** What truncation to five places has cost so far. */
  readonly lost: bigint;
  readonly transfer: Transfer | null;
  /** Most votes first. */
  readonly elected: readonly number[];
  readonly excluded: readonly number[];
  /** The candidates between whom a lot had to decide, in the lot's order; empty when none was needed. */
  readonly lot: readonly number[];
}

/** The outcome of a count and the way to it. */
export interface Count {
  readonly method: string;
  readonly seats: number;
  /** All amounts are in units of 1/scale of a vote. */
  readonly scale: bigint;
  /** Weight of the ballots that show a choice this method can read. */
  readonly valid: bigint;
  /** Weight of the others: blank, or spoiled by the method's rule. */
  readonly spoiled: bigint;
  readonly quota: bigint | null;
  /** In order of election. */
  readonly elected: readonly number[];
  /** All who did not withdraw, best first; equals in one group. */
  readonly ranking: readonly (readonly number[])[];
  /** Groups that nothing but a lot separates, whether or not a seat depended on it. */
  readonly tied: readonly (readonly number[])[];
  readonly stages: readonly CountStage[];
  /** Schulze's arithmetic: by candidate and candidate, the weight that prefers the first, and the strongest path. */
  readonly pairs?: {
    readonly preferring: readonly (readonly bigint[])[];
    readonly strength: readonly (readonly bigint[])[];
  };
}

/** The candidates that stand, in the order of the paper. */
export const standing = ({ candidates, withdrawn }: Election): number[] =>
  [...candidates.keys()].filter((candidate) => !withdrawn.has(candidate));

/**
 * Packs ballots. Refuses with `count.weights_too_large` when the weights together reach 2^53 units; a negative weight
 * or a candidate that a ballot names twice is a bug and throws.
 */
export function pack(ballots: readonly RankedBallot[]): Result<Box> {
  const marks: number[] = [];
  const starts = new Uint32Array(ballots.length + 1);
  const weights = new Float64Array(ballots.length);
  let total = 0n;
  for (const [at, { weight, ranks }] of ballots.entries()) {
    const listed = ranks.flat();
    if (weight < 0n || new Set(listed).size < listed.length) throw new RangeError('not a ballot');
    for (const rank of ranks)
      for (const [place, candidate] of rank.entries()) marks.push(place === 0 ? candidate : ~candidate);
    starts[at + 1] = marks.length;
    weights[at] = Number(weight);
    total += weight;
  }
  if (total > BigInt(Number.MAX_SAFE_INTEGER)) return refuse('count.weights_too_large');
  return ok({ weights, starts, marks: Int32Array.from(marks) });
}

/** The weight of all ballots together, in units of 1/D of a vote. */
export function weightOf({ weights }: Box): bigint {
  let total = 0;
  for (const weight of weights) total += weight;
  return BigInt(total);
}
