import { standing } from './ballot.js';
import type { Election, Lot } from './ballot.js';
import { readMarks } from './plurality.js';
import type { Marked } from './plurality.js';
import { fillSeats } from './ties.js';

/** How a round elects: by absolute majority, or whoever has most votes. */
export type RoundRule = 'majority' | 'plurality';

/** What one round decided, with its arithmetic; weights in units of 1/D of a vote. */
export interface Round extends Marked {
  readonly rule: RoundRule;
  /** The least votes that are more than half of the valid ballots; null under plurality. */
  readonly needed: bigint | null;
  /** Most votes first. */
  readonly elected: readonly number[];
  /** Who stands in the next round; empty when every seat is filled. */
  readonly goOn: readonly number[];
  readonly seatsLeft: number;
  /** The candidates between whom a lot had to decide, in its order; a majority round draws none. */
  readonly lot: readonly number[];
}

/**
 * One round of plurality in rounds: absolute majority, else a run-off, then plurality. The caller runs the series that
 * its rules name (majority, majority among those who go on, plurality) with `nextRound` between.
 *
 * Majority: elected is who has more than half of the valid *ballots* (not of the marks on them), most votes first, as far
 * as seats go. If seats are left, the candidates with most votes go on, two for each of them, with all who equal the
 * last; who is equal at the last seat goes on as well: a further round comes before a lot. Plurality: most votes are
 * elected, equals at the last seat by lot, and nobody goes on. Marks are read as in `countPlurality`.
 */
export function decideRound(
  election: Election,
  lot: Lot,
  { rule, marks }: { readonly rule: RoundRule; readonly marks: number },
): Round {
  const { seats } = election;
  const marked = readMarks(election, marks);
  if (rule === 'plurality') {
    const filled = fillSeats(marked.ranking, { seats, lot });
    return { ...marked, ...filled, rule, needed: null, goOn: [], seatsLeft: seats - filled.elected.length };
  }
  const needed = marked.valid / 2n + 1n;
  const elected: number[] = [];
  for (const group of marked.ranking) {
    if (marked.votes[group[0]!]! < needed || elected.length + group.length > seats) break;
    elected.push(...group);
  }
  const seatsLeft = seats - elected.length;
  const goOn: number[] = [];
  for (const group of marked.ranking) {
    if (goOn.length >= 2 * seatsLeft) break;
    if (!elected.includes(group[0]!)) goOn.push(...group);
  }
  return { ...marked, rule, needed, elected, goOn, seatsLeft, lot: [] };
}

/** The election of the next round, for its own ballots: the seats left, and only those who go on. */
export function nextRound(
  election: Election,
  { goOn, seatsLeft }: Round,
  { box }: Pick<Election, 'box'>,
): Election {
  const out = standing(election).filter((candidate) => !goOn.includes(candidate));
  return { ...election, box, seats: seatsLeft, withdrawn: new Set([...election.withdrawn, ...out]) };
}
