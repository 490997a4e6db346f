import { format, fraction } from '../../../src/basics/fraction.js';
import type { Choice, PollView } from '../../../src/polls/polls.contract.js';

export const CHOICES = ['for', 'against', 'abstain'] as const satisfies readonly Choice[];

/** A weight in units of 1/`unit` of a vote, as people read it: "12", "5/6" or "17 1/2". */
export const votesOf = (weight: string, unit: string): string =>
  mixed(format(fraction(BigInt(weight), BigInt(unit))));

/** "35/2" as "17 1/2"; whole numbers and what is no fraction stay as they are. */
export function mixed(text: string): string {
  const found = /^(\d+)\/(\d+)$/.exec(text);
  if (!found) return text;
  const [n, d] = [BigInt(found[1]!), BigInt(found[2]!)];
  return n < d ? text : n % d === 0n ? `${n / d}` : `${n / d} ${n % d}/${d}`;
}

/** A share of a whole for drawing only: four digits are enough for the eye, and nothing is decided by them. */
export const shareOf = (part: string, whole: string): number => {
  const all = BigInt(whole);
  return all === 0n ? 0 : Number((BigInt(part) * 10_000n) / all) / 10_000;
};

/** Whether any weight differs from one vote, so that votes and members have to be told apart. */
export const weighted = ({ entitled, unit }: Pick<PollView, 'entitled' | 'unit'>): boolean =>
  BigInt(entitled.weight) !== BigInt(entitled.members) * BigInt(unit);
