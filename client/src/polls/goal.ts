import { parseChecked } from '../../../src/basics/fraction.js';
import type { ResultView } from '../../../src/polls/polls.contract.js';

/** What one side has to reach, or must not pass, in votes of all: where a chart draws its line. */
export interface Goal {
  readonly choice: 'for' | 'against';
  readonly kind: 'at_least' | 'more_than' | 'at_most';
  /** Exact, as the steps have it: "22" or "35/2". */
  readonly votes: string;
  /** As a length in votes, for drawing only. */
  readonly length: number;
}

const KINDS: Readonly<Record<string, Pick<Goal, 'choice' | 'kind'>>> = {
  'majority.fraction': { choice: 'for', kind: 'at_least' },
  'majority.more_than_half': { choice: 'for', kind: 'more_than' },
  'majority.against_at_most': { choice: 'against', kind: 'at_most' },
  'majority.simple': { choice: 'for', kind: 'more_than' },
};

/** The line that the rule draws through the votes of all; null where it draws none, or only among groups or members. */
export function goalOf({ steps }: Pick<ResultView, 'steps'>): Goal | null {
  for (const { code, facts } of steps) {
    const kind = KINDS[code];
    const votes = facts[code === 'majority.simple' ? 'against' : 'threshold'];
    if (kind && facts['group'] === 'all' && facts['counted'] !== 'members' && typeof votes === 'string')
      return { ...kind, votes, length: lengthOf(votes) };
  }
  return null;
}

function lengthOf(votes: string): number {
  const { n, d } = parseChecked(votes);
  return Number((n * 10_000n) / d) / 10_000;
}
