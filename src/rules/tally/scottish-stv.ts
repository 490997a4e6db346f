import { standing } from './ballot.js';
import type { Count, CountStage, Election, Lot } from './ballot.js';
import { sortPapers, transfer, votesIn } from './piles.js';
import { groupsByVotes, pick, tiedGroups } from './ties.js';

/** One vote: values have five decimal places. */
const WHOLE = 100_000n;

/**
 * The single transferable vote as the Scottish Local Government Elections Order 2011 (and 2007) counts it, in exact
 * integers of 1/100000 of a vote; the rules' numbers are those of the Order of 2007.
 *
 * - Quota: valid / (seats + 1), decimals ignored, plus 1 (46). Who reaches it is elected (47).
 * - A surplus, the largest first and one a stage: *all* papers of the candidate move to their next preference for a
 *   continuing candidate, each at surplus × its value when received / votes of the candidate, five places, the remainder
 *   ignored (48, 49). What that loses is `lost`.
 * - No surplus: the candidate with fewest votes is excluded and its papers move at the value they have (50). The
 *   exclusion and its transfer are one stage, also the last one, as electronic counts do it (allowed by SSI 2021/437).
 * - Equals: by the most recent earlier stage at which they differ, else by lot (49, 51).
 * - As many continuing candidates as vacancies: all are elected and nothing more is transferred (52).
 *
 * A paper on which a rank is shared by several candidates who stand shows no clear preference: it is void from that rank
 * on (exhausted when it gets there), and spoiled, no part of the valid papers, when that is the first. A ballot of weight
 * w counts as w papers. Cost: every paper moves once a stage at most, only with its candidate.
 */
export function countScottishStv(election: Election, lot: Lot): Count {
  const { seats, unit, candidates } = election;
  const scale = unit * WHOLE;
  const piles = sortPapers(election, WHOLE);
  const quota = (piles.valid / (unit * BigInt(seats + 1)) + 1n) * scale;
  const continues: boolean[] = candidates.map((_, candidate) => !election.withdrawn.has(candidate));
  const stages: CountStage[] = [];
  const ranking: (readonly number[])[] = [];
  const excluded: number[] = [];
  let vacancies = seats;
  let continuing = standing(election);
  let elected: readonly number[] = [];

  const record = (stage: Omit<CountStage, 'elected'>): void => {
    const all = [...stages, stage];
    const reached = continuing.filter((candidate) => stage.votes[candidate]! >= quota);
    const filled = continuing.length <= vacancies ? continuing : reached;
    const groups = groupsByVotes(filled, all);
    ranking.push(...groups);
    const now = groups.flat();
    for (const candidate of now) continues[candidate] = false;
    continuing = continuing.filter((candidate) => continues[candidate]);
    elected = [...elected, ...now];
    vacancies -= now.length;
    stages.push({ ...stage, elected: now });
  };

  record({ votes: votesIn(piles), exhausted: 0n, lost: 0n, transfer: null, excluded: [], lot: [] });
  while (vacancies > 0 && continuing.length > 0) {
    const before = stages.at(-1)!;
    const over = elected.filter((candidate) => before.votes[candidate]! > quota);
    const which = over.length > 0 ? 'most' : 'fewest';
    const { picked, lot: drawn } = pick(over.length > 0 ? over : continuing, stages, { which, lot });
    const had = before.votes[picked]!;
    const surplus = over.length > 0 ? had - quota : null;
    if (surplus === null) {
      continues[picked] = false;
      continuing = continuing.filter((candidate) => candidate !== picked);
      excluded.push(picked);
    }
    const passes = (value: bigint): bigint => (surplus === null ? value : (surplus * value) / had);
    const moved = transfer(piles, picked, { continues, passes });
    const leaves = surplus ?? had;
    const lost = leaves - moved.exhausted - moved.to.reduce((a, b) => a + b, 0n);
    record({
      votes: before.votes.map((votes, at) => votes + moved.to[at]! - (at === picked ? leaves : 0n)),
      exhausted: before.exhausted + moved.exhausted,
      lost: before.lost + lost,
      transfer: { from: picked, surplus, ...moved, lost },
      excluded: surplus === null ? [picked] : [],
      lot: drawn,
    });
  }

  ranking.push(
    ...groupsByVotes(continuing, stages),
    ...excluded.toReversed().map((candidate) => [candidate]),
  );
  return {
    method: 'scottish-stv',
    seats,
    scale,
    valid: piles.valid * WHOLE,
    spoiled: piles.spoiled * WHOLE,
    quota,
    elected,
    ranking,
    tied: tiedGroups(ranking, stages),
    stages,
  };
}
