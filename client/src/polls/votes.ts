import { format, fraction } from '../../../src/basics/fraction.js';
import type { PollView, Vote } from '../../../src/polls/polls.contract.js';
import type { Choice } from '../../../src/rules/vote.js';
import type { Speech } from '../words/words.js';

export const CHOICES = ['for', 'against', 'abstain'] as const satisfies readonly Choice[];

/** A weight in units of 1/`unit` of a vote, as people read it: "12", "5/6" or "17 1/2". */
export const votesOf = (weight: string, unit: string): string =>
  mixed(format(fraction(BigInt(weight), BigInt(unit))));

/** About how many votes a weight is: near enough for the number of a noun, and for nothing else. */
export const countOf = (weight: string, unit: string): number => Number(weight) / Number(unit);

/** "35/2" as "17 1/2" and "5.00000" as "5"; whole numbers and what is no number stay as they are. */
export function mixed(text: string): string {
  if (/^\d+\.\d+$/.test(text)) return text.replace(/\.?0+$/, '');
  const [, over, under] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (over === undefined || under === undefined) return text;
  const [n, d] = [BigInt(over), BigInt(under)];
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

/** A vote in words: "for", candidates by their numbers on the ballot, or a divided weight as "2 for, 1 against, 0 abstentions". */
export function voteText(vote: Vote, unit: string, { t }: Pick<Speech, 't'>): string {
  if (typeof vote === 'string') return t(`choice.${vote}`);
  if ('marks' in vote) return vote.marks.length === 0 ? t('contest.blank') : vote.marks.join(', ');
  if ('ranks' in vote)
    return vote.ranks.length === 0
      ? t('contest.blank')
      : vote.ranks.map((rank) => rank.join(' = ')).join(' > ');
  if ('answers' in vote)
    return vote.answers.map((answer, place) => `${place + 1}: ${t(`choice.${answer}`)}`).join(', ');
  const votes = (units: string): string => votesOf(units, unit);
  return t('choice.split', {
    for: votes(vote.for),
    against: votes(vote.against),
    abstain: votes(vote.abstain),
    count: countOf(vote.abstain, unit),
  });
}
