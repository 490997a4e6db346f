import { add, compare, div, format, fraction, lcm, mul, parseChecked, sub } from '../basics/fraction.js';
import { countryOf } from '../basics/countries.js';
import type { Fraction, Step } from '../basics/fraction.js';
import { votesOfClass } from './ruleset.js';
import type { RuleSet } from './ruleset.js';

/** A member as the register has it when the roll is made. */
export interface WeighedMember {
  readonly id: string;
  readonly class: string;
  /** By its code; null: no country, so under no country cap. */
  readonly country: string | null;
  readonly paidUp: boolean;
  /** The member's own number of votes; null: as the rule set gives to its class. */
  readonly votes: Fraction | null;
}

/** Weights are integers of 1/`unit` of a vote. Who has no vote is not in the map. */
export interface RollWeights {
  readonly unit: bigint;
  readonly weights: ReadonlyMap<string, bigint>;
  /**
   * What the caps did, numbers in votes:
   * - `weights.country_capped` {country, votes, cap, factor}
   * - `weights.class_capped` {class, share, votes, others, cap, factor}: cap is share/(1 - share) of the others
   * - `weights.total` {members, votes, unit}
   */
  readonly steps: readonly Step[];
}

type Capped = { readonly member: WeighedMember; readonly votes: Fraction };

const zero = fraction(0n);

/**
 * The weights of a roll. Members in arrears (where dues are required) and classes with "0" votes are left out before
 * anything is summed. Country cap first, then class cap: the second only lowers weights, so the first still holds.
 * Each cap scales the capped members proportionally. The unit D is the least common multiple of the denominators.
 * A class cap is a share of all votes castable: with nobody else on the roll the class has no vote either.
 */
export function rollWeights(
  members: readonly WeighedMember[],
  rules: Pick<RuleSet, 'votes' | 'duesRequired'>,
): RollWeights {
  const steps: Step[] = [];
  let roll: readonly Capped[] = members
    .filter((member) => member.paidUp || !rules.duesRequired)
    .map((member) => ({ member, votes: votesOf(member, rules.votes) }))
    .filter(({ votes }) => votes.n > 0n);

  if (rules.votes.countryCap) {
    const capped = capCountries(roll, parseChecked(rules.votes.countryCap.votes));
    roll = capped.roll;
    steps.push(...capped.steps);
  }
  if (rules.votes.classCap) {
    const capped = capClass(roll, rules.votes.classCap);
    roll = capped.roll.filter(({ votes }) => votes.n > 0n);
    steps.push(...capped.steps);
  }

  const unit = lcm(roll.map(({ votes }) => votes.d));
  steps.push({
    code: 'weights.total',
    facts: { members: `${roll.length}`, votes: format(sum(roll)), unit: `${unit}` },
  });
  return {
    unit,
    weights: new Map(roll.map(({ member, votes }) => [member.id, (votes.n * unit) / votes.d])),
    steps,
  };
}

/** A class without votes has none, whatever the register says of one of its members. */
function votesOf(member: WeighedMember, rules: RuleSet['votes']): Fraction {
  const ofClass = votesOfClass(rules, member.class);
  return ofClass.n === 0n ? zero : (member.votes ?? ofClass);
}

function capCountries(
  roll: readonly Capped[],
  cap: Fraction,
): { readonly roll: readonly Capped[]; readonly steps: readonly Step[] } {
  const steps: Step[] = [];
  const held = new Map<string, Fraction>();
  for (const { member, votes } of roll) {
    const country = countryIn(member);
    if (country !== null) held.set(country, add(held.get(country) ?? zero, votes));
  }
  const factors = new Map<string, Fraction>();
  for (const [country, votes] of held) {
    if (compare(votes, cap) <= 0) continue;
    const factor = div(cap, votes);
    factors.set(country, factor);
    steps.push({
      code: 'weights.country_capped',
      facts: { country, votes: format(votes), cap: format(cap), factor: format(factor) },
    });
  }
  const factorOf = (member: WeighedMember): Fraction | undefined => factors.get(countryIn(member) ?? '');
  return { roll: scale(roll, factorOf), steps };
}

/** Registers of before hold names as they were written. */
const countryIn = ({ country }: WeighedMember): string | null =>
  country === null ? null : (countryOf(country) ?? country.trim().toLowerCase());

function capClass(
  roll: readonly Capped[],
  { class: name, share }: NonNullable<RuleSet['votes']['classCap']>,
): { readonly roll: readonly Capped[]; readonly steps: readonly Step[] } {
  const votes = sum(roll.filter(({ member }) => member.class === name));
  const others = sub(sum(roll), votes);
  const part = parseChecked(share);
  const cap = mul(others, div(part, sub(fraction(1n), part)));
  if (compare(votes, cap) <= 0) return { roll, steps: [] };
  const factor = div(cap, votes);
  const step: Step = {
    code: 'weights.class_capped',
    facts: {
      class: name,
      share,
      votes: format(votes),
      others: format(others),
      cap: format(cap),
      factor: format(factor),
    },
  };
  return { roll: scale(roll, (member) => (member.class === name ? factor : undefined)), steps: [step] };
}

const scale = (
  roll: readonly Capped[],
  factorOf: (member: WeighedMember) => Fraction | undefined,
): readonly Capped[] =>
  roll.map(({ member, votes }) => {
    const factor = factorOf(member);
    return { member, votes: factor ? mul(votes, factor) : votes };
  });

const sum = (roll: readonly Capped[]): Fraction => roll.reduce((total, { votes }) => add(total, votes), zero);
