import { standing, weightOf } from './ballot.js';
import type { Box, Election, Transfer } from './ballot.js';

/**
 * The papers while they lie with candidates: every paper shows one candidate at a time, the next of its preferences that
 * still counts. A rank with more than one candidate shows no clear preference: the paper is void from that rank on.
 */
export interface Piles {
  /** Preferences one a rank, up to the first equal rank, withdrawn candidates left out; laid out as in `Box`. */
  readonly papers: Pick<Box, 'starts' | 'marks' | 'weights'>;
  /** For each paper, where in `marks` the preference stands that it shows now. */
  readonly at: Uint32Array;
  /** By candidate: parcels of papers that came at the same value. */
  readonly parcels: Parcel[][];
  /** Weight of papers with a clear first preference, in units of 1/D of a vote; and of the others. */
  readonly valid: bigint;
  readonly spoiled: bigint;
}

interface Parcel {
  /** Of a vote of weight 1, in the method's smallest unit (1/100000 for Scottish STV, 1 for instant run-off). */
  readonly value: bigint;
  readonly papers: number[];
}

/** Sorts the papers by first preference, at the value of a whole vote. Cost: one pass over all marks. */
export function sortPapers(election: Election, whole: bigint): Piles {
  const { box } = election;
  const papers = { weights: box.weights, ...clearPreferences(election) };
  const at = papers.starts.slice(0, -1);
  const parcels: Parcel[][] = election.candidates.map(() => []);
  for (const candidate of standing(election)) parcels[candidate]!.push({ value: whole, papers: [] });
  let valid = 0;
  for (let paper = 0; paper < at.length; paper++) {
    if (papers.starts[paper] === papers.starts[paper + 1]) continue;
    valid += papers.weights[paper]!;
    parcels[papers.marks[at[paper]!]!]![0]!.papers.push(paper);
  }
  return { papers, at, parcels, valid: BigInt(valid), spoiled: weightOf(box) - BigInt(valid) };
}

/** The votes of all candidates: of each paper its weight times its value. */
export const votesIn = ({ parcels, papers }: Piles): bigint[] =>
  parcels.map((pile) =>
    pile.reduce((sum, parcel) => sum + weigh(parcel.papers, papers.weights) * parcel.value, 0n),
  );

/**
 * Hands the papers of one candidate on to the next preference that `continues`, each parcel at the value that `passes`
 * makes of its own. Papers without such a preference are exhausted and leave the piles. Cost: the papers moved.
 */
export function transfer(
  piles: Piles,
  from: number,
  {
    continues,
    passes,
  }: { readonly continues: readonly boolean[]; readonly passes: (value: bigint) => bigint },
): Pick<Transfer, 'to' | 'exhausted' | 'values'> {
  const { papers, at, parcels } = piles;
  const { starts, marks, weights } = papers;
  const to = parcels.map(() => 0n);
  const values: { received: bigint; passed: bigint }[] = [];
  let exhausted = 0n;
  for (const parcel of parcels[from]!) {
    const value = passes(parcel.value);
    const sorted: number[][] = parcels.map(() => []);
    let ended = 0;
    for (const paper of parcel.papers) {
      let place = at[paper]! + 1;
      const end = starts[paper + 1]!;
      while (place < end && !continues[marks[place]!]) place++;
      at[paper] = place;
      if (place < end) sorted[marks[place]!]!.push(paper);
      else ended += weights[paper]!;
    }
    exhausted += BigInt(ended) * value;
    for (const [candidate, moved] of sorted.entries()) {
      if (moved.length === 0) continue;
      to[candidate]! += weigh(moved, weights) * value;
      receive(parcels[candidate]!, { value, papers: moved });
    }
    if (parcel.papers.length > 0) values.push({ received: parcel.value, passed: value });
  }
  parcels[from] = [];
  return { to, exhausted, values };
}

/** Papers of equal value lie together: they are worth the same at every later step. */
function receive(pile: Parcel[], parcel: Parcel): void {
  const same = pile.find(({ value }) => value === parcel.value);
  if (!same) pile.push(parcel);
  else for (const paper of parcel.papers) same.papers.push(paper);
}

function weigh(papers: readonly number[], weights: Float64Array): bigint {
  let sum = 0;
  for (const paper of papers) sum += weights[paper]!;
  return BigInt(sum);
}

function clearPreferences({ box, candidates, withdrawn }: Election): Pick<Box, 'starts' | 'marks'> {
  const gone = Uint8Array.from(candidates, (_, candidate) => (withdrawn.has(candidate) ? 1 : 0));
  const starts = new Uint32Array(box.starts.length);
  const marks = new Int32Array(box.marks.length);
  let size = 0;
  for (let ballot = 0; ballot + 1 < box.starts.length; ballot++) {
    const end = box.starts[ballot + 1]!;
    let rank: number | null = null;
    let clear = true;
    for (let place = box.starts[ballot]!; place < end && clear; place++) {
      const mark = box.marks[place]!;
      const candidate = mark < 0 ? ~mark : mark;
      // A new rank: what stands alone in the one before is a preference.
      if (mark >= 0 && rank !== null) {
        marks[size++] = rank;
        rank = null;
      }
      if (gone[candidate]) continue;
      clear = rank === null;
      rank = candidate;
    }
    if (clear && rank !== null) marks[size++] = rank;
    starts[ballot + 1] = size;
  }
  return { starts, marks: marks.slice(0, size) };
}
