import type { QuorumState } from './quorum.js';
import { compare, format, fraction, mul, parseChecked } from '../basics/fraction.js';
import type { Fraction, Step } from '../basics/fraction.js';
import { never } from '../basics/result.js';
import type { Base, Group, Guard, Majority, Requirement, Rule } from './ruleset.js';
import type { Outcome } from './vote.js';
import { groupFacts, inGroup, tallyYesNo } from './tally/yes-no.js';
import type { RollEntry, YesNoTally } from './tally/yes-no.js';

export type { Step } from '../basics/fraction.js';

/**
 * What was decided, with its arithmetic: `void`, the poll does not count at all; `tie`, a second vote or the casting vote
 * has still to decide. Steps in the order of evaluation; numbers in votes (exact) or in heads:
 * - `tally.count`: see `tally/yes-no.ts`; everybody, then each group that the majority names
 * - `quorum.members`, `quorum.votes`: see `quorum.ts`
 * - `guard.turnout` {counted, share, base, baseCount, threshold, cast, holds}
 * - `guard.abstentions_at_most` {counted, share, base, baseCount, threshold, abstain, holds}
 * - `outcome.no_decisive_votes` {abstain}: neither for nor against
 * - `outcome.none_for` {against, abstain}
 * - `majority.simple` {group, of, counted, for, against, holds, tied}
 * - `majority.fraction` {group, of, counted, for, against, abstain, share, base, baseCount, threshold, holds}
 * - `majority.more_than_half`, `majority.against_at_most`: the same facts; the share of more_than_half is "1/2"
 * - `majority.base_empty` {group, of, counted, share, base}: nothing to take a share of, so nobody there agreed
 * - `majority.unanimous` {group, of, counted, for, against, abstain, holds}
 * - `tie.rejected`, `tie.second_vote`, `tie.casting_vote_awaited` {}
 * - `tie.casting_vote` {choice}: the chair's, recorded apart and part of no total
 *
 * `counted` is 'weight' or 'members' (a dual requirement gives two steps); `base` is a `Base`; `group` and `of` as in
 * `groupFacts`; `threshold` is share times base, unrounded.
 */
export interface Decided {
  readonly outcome: Outcome;
  readonly tally: YesNoTally;
  readonly steps: readonly Step[];
}

type Way = 'weight' | 'members';
type Finding = 'holds' | 'fails' | 'tied';

/**
 * Decides a motion in this order: quorum and guards, else void; nobody for, rejected;
 * every requirement, else rejected; and when nothing is amiss but ties under simple rules, the tie rule.
 * `unit` is D. `quorum`: the state that the rule set asks for (at opening or close); left out where it was settled
 * elsewhere. `castingVote` is read only on a tie under the tie rule 'casting_vote'.
 * Pure and total for a majority that passed `checkRuleSet`. Cost: entries times requirements.
 */
export function decideOutcome({
  majority,
  unit,
  entries,
  quorum,
  castingVote,
}: {
  readonly majority: Majority;
  readonly unit: bigint;
  readonly entries: readonly RollEntry[];
  readonly quorum?: QuorumState | null;
  readonly castingVote?: 'for' | 'against' | null;
}): Decided {
  const tally = tallyYesNo({ unit, entries, groups: groupsOf(majority) });
  const steps: Step[] = [...tally.steps, ...(quorum?.steps ?? [])];
  const everybody = sumsOf({ kind: 'all' }, entries, unit);

  const guards = majority.guards.map((guard) => applyGuard(guard, everybody[guard.counted]));
  steps.push(...guards.map(({ step }) => step));
  if (quorum?.reached === false || guards.some(({ holds }) => !holds))
    return { outcome: 'void', tally, steps };

  const votes = everybody.weight;
  if (votes.for.n === 0n) {
    const abstain = format(votes.abstain);
    steps.push(
      votes.against.n === 0n
        ? { code: 'outcome.no_decisive_votes', facts: { abstain } }
        : { code: 'outcome.none_for', facts: { against: format(votes.against), abstain } },
    );
    return { outcome: 'rejected', tally, steps };
  }

  const findings = majority.requirements.flatMap((requirement) => {
    const sums = sumsOf(requirement.group, entries, unit);
    return waysOf(requirement).map((way) => applyRule(requirement, way, sums[way]));
  });
  steps.push(...findings.map(({ step }) => step));
  if (findings.some(({ finding }) => finding === 'fails')) return { outcome: 'rejected', tally, steps };
  if (findings.every(({ finding }) => finding === 'holds')) return { outcome: 'adopted', tally, steps };

  const broken = breakTie(majority.tie, castingVote ?? null);
  return { outcome: broken.outcome, tally, steps: [...steps, broken.step] };
}

/** Sums of one group, in votes or in heads: the choices, and every base. */
type Sums = Readonly<Record<'for' | 'against' | 'abstain' | Base, Fraction>>;

function sumsOf(group: Group, entries: readonly RollEntry[], unit: bigint): Readonly<Record<Way, Sums>> {
  const inside = entries.filter((entry) => entry.weight > 0n && inGroup(entry, group));
  const sums = (way: Way): Sums => {
    const sum = (counts: (entry: RollEntry) => boolean): Fraction => {
      let total = 0n;
      for (const entry of inside) if (counts(entry)) total += way === 'weight' ? entry.weight : 1n;
      return fraction(total, way === 'weight' ? unit : 1n);
    };
    return {
      for: sum(({ choice }) => choice === 'for'),
      against: sum(({ choice }) => choice === 'against'),
      abstain: sum(({ choice }) => choice === 'abstain'),
      cast: sum(({ choice }) => choice === 'for' || choice === 'against'),
      cast_and_abstentions: sum(({ choice }) => choice !== null),
      represented: sum(({ represented }) => represented),
      entitled: sum(() => true),
      attending: sum(({ attending }) => attending),
    };
  };
  return { weight: sums('weight'), members: sums('members') };
}

function applyGuard(guard: Guard, sums: Sums): { readonly holds: boolean; readonly step: Step } {
  const share = { ...shareFacts(guard.share, guard.base, sums), counted: guard.counted };
  const threshold = mul(parseChecked(guard.share), sums[guard.base]);
  switch (guard.kind) {
    case 'turnout': {
      const holds = compare(sums.cast, threshold) >= 0;
      return { holds, step: { code: 'guard.turnout', facts: { ...share, cast: format(sums.cast), holds } } };
    }
    case 'abstentions_at_most': {
      const holds = compare(sums.abstain, threshold) <= 0;
      const abstain = format(sums.abstain);
      return { holds, step: { code: 'guard.abstentions_at_most', facts: { ...share, abstain, holds } } };
    }
    default:
      return never(guard);
  }
}

function applyRule(
  { group, rule }: Requirement,
  counted: Way,
  sums: Sums,
): { readonly finding: Finding; readonly step: Step } {
  const about = { ...groupFacts(group), counted };
  const facts = { ...about, for: format(sums.for), against: format(sums.against) };
  const all = { ...facts, abstain: format(sums.abstain) };
  switch (rule.kind) {
    case 'simple': {
      const order = compare(sums.for, sums.against);
      const finding: Finding = order > 0 ? 'holds' : order < 0 ? 'fails' : 'tied';
      const found = { holds: finding === 'holds', tied: finding === 'tied' };
      return { finding, step: { code: 'majority.simple', facts: { ...facts, ...found } } };
    }
    case 'unanimous': {
      const holds = sums.against.n === 0n;
      return result(holds, { code: 'majority.unanimous', facts: { ...all, holds } });
    }
    case 'fraction':
    case 'more_than_half':
    case 'against_at_most': {
      const share = rule.kind === 'more_than_half' ? '1/2' : rule.share;
      // Without this, 2/3 of a chamber in which nobody voted would be 0, and 0 for would reach it.
      if (rule.kind !== 'against_at_most' && sums[rule.base].n === 0n)
        return result(false, { code: 'majority.base_empty', facts: { ...about, share, base: rule.base } });
      const holds = reaches(rule, sums, mul(parseChecked(share), sums[rule.base]));
      const step = {
        code: `majority.${rule.kind}`,
        facts: { ...all, ...shareFacts(share, rule.base, sums), holds },
      };
      return result(holds, step);
    }
    default:
      return never(rule);
  }
}

function reaches(rule: Extract<Rule, { readonly base: Base }>, sums: Sums, threshold: Fraction): boolean {
  switch (rule.kind) {
    case 'fraction':
      return compare(sums.for, threshold) >= 0;
    case 'more_than_half':
      return compare(sums.for, threshold) > 0;
    case 'against_at_most':
      return compare(sums.against, threshold) <= 0;
    default:
      return never(rule);
  }
}

const result = (holds: boolean, step: Step) => ({
  finding: holds ? ('holds' as const) : ('fails' as const),
  step,
});

function breakTie(
  tie: Majority['tie'],
  castingVote: 'for' | 'against' | null,
): { readonly outcome: Outcome; readonly step: Step } {
  switch (tie) {
    case 'rejected':
      return { outcome: 'rejected', step: { code: 'tie.rejected', facts: {} } };
    case 'second_vote':
      return { outcome: 'tie', step: { code: 'tie.second_vote', facts: {} } };
    case 'casting_vote':
      if (castingVote === null)
        return { outcome: 'tie', step: { code: 'tie.casting_vote_awaited', facts: {} } };
      return {
        outcome: castingVote === 'for' ? 'adopted' : 'rejected',
        step: { code: 'tie.casting_vote', facts: { choice: castingVote } },
      };
    default:
      return never(tie);
  }
}

const shareFacts = (share: string, base: Base, sums: Sums) => ({
  share,
  base,
  baseCount: format(sums[base]),
  threshold: format(mul(parseChecked(share), sums[base])),
});

const waysOf = ({ counted }: Requirement): readonly Way[] =>
  counted === 'both' ? ['weight', 'members'] : [counted];

/** The groups that the requirements name, each once, without everybody. */
function groupsOf({ requirements }: Majority): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const { group } of requirements)
    if (group.kind !== 'all') groups.set([group.kind, ...groupFacts(group).of].join(' '), group);
  return [...groups.values()];
}
