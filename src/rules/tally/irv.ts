import { standing } from './ballot.js';
import type { Count, CountStage, Election, Lot } from './ballot.js';
import { sortPapers, transfer, votesIn } from './piles.js';
import { groupsByVotes, pick, tiedGroups } from './ties.js';

/**
 * Instant run-off, for one seat: elected is who has more than half of the votes that still count. Else the candidate
 * with fewest is excluded, one a stage, and its papers move to their next preference; equals by the most recent earlier
 * stage at which they differ, else by lot. Who remains alone is elected.
 *
 * A rank shared by several candidates who stand shows no clear preference: the paper is void from there on (exhausted
 * when it gets there), and spoiled when that is the first. There is no quota: the majority shrinks with what is exhausted.
 */
export function countIrv(election: Election, lot: Lot): Count {
  const piles = sortPapers(election, 1n);
  const continues: boolean[] = election.candidates.map((_, candidate) => !election.withdrawn.has(candidate));
  const stages: CountStage[] = [];
  const excluded: number[] = [];
  let continuing = standing(election);

  const record = (stage: Omit<CountStage, 'elected'>): void => {
    const counting = stage.votes.reduce((a, b) => a + b, 0n);
    const elected = continuing.filter(
      (candidate) => 2n * stage.votes[candidate]! > counting || continuing.length === 1,
    );
    stages.push({ ...stage, elected });
  };

  record({ votes: votesIn(piles), exhausted: 0n, lost: 0n, transfer: null, excluded: [], lot: [] });
  while (stages.at(-1)!.elected.length === 0 && continuing.length > 1) {
    const before = stages.at(-1)!;
    const { picked, lot: drawn } = pick(continuing, stages, { which: 'fewest', lot });
    continues[picked] = false;
    continuing = continuing.filter((candidate) => candidate !== picked);
    excluded.push(picked);
    const moved = transfer(piles, picked, { continues, passes: (value) => value });
    record({
      votes: before.votes.map((votes, at) => (at === picked ? 0n : votes + moved.to[at]!)),
      exhausted: before.exhausted + moved.exhausted,
      lost: 0n,
      transfer: { from: picked, surplus: null, ...moved, values: [], lost: 0n },
      excluded: [picked],
      lot: drawn,
    });
  }

  const ranking = [
    ...groupsByVotes(continuing, stages),
    ...excluded.toReversed().map((candidate) => [candidate]),
  ];
  return {
    method: 'irv',
    seats: election.seats,
    scale: election.unit,
    valid: piles.valid,
    spoiled: piles.spoiled,
    quota: null,
    elected: stages.at(-1)!.elected,
    ranking,
    tied: tiedGroups(ranking, stages),
    stages,
  };
}
