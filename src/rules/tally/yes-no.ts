import { format, fraction } from '../../basics/fraction.js';
import type { Step } from '../../basics/fraction.js';
import { never } from '../../basics/result.js';
import type { Group } from '../ruleset.js';
import type { Choice } from '../vote.js';

/** A member on the roll with its final choice (null: none cast). One entry a member. */
export interface RollEntry {
  readonly member: string;
  readonly class: string;
  readonly region: string | null;
  readonly chamber: string | null;
  /** In units of 1/D of a vote; an entry with weight 0 counts nowhere. */
  readonly weight: bigint;
  /** Present or by proxy when the poll opened: P. */
  readonly represented: boolean;
  /** Present in person, not by proxy, when the poll opened: T. */
  readonly attending: boolean;
  readonly choice: Choice | null;
  /** A part of a weight that its holder divided: no member of its own. */
  readonly part?: boolean;
}

/** `weight` in units of 1/D of a vote, `members` in heads. */
export interface Totals {
  readonly weight: Readonly<Record<Choice, bigint>>;
  readonly members: Readonly<Record<Choice, bigint>>;
}

export interface YesNoTally {
  /** D: the weights are in units of 1/D of a vote. */
  readonly unit: bigint;
  readonly overall: Totals;
  /** In the order asked for. */
  readonly groups: readonly { readonly group: Group; readonly totals: Totals }[];
  /**
   * `tally.count` for everybody and then for each group: {group, of, for, against, abstain} in votes and
   * {membersFor, membersAgainst, membersAbstain}.
   */
  readonly steps: readonly Step[];
}

/**
 * Counts for, against and abstain, the method of motions, from final choices; the order of entries is irrelevant.
 * Cost: entries times (1 + groups).
 */
export function tallyYesNo({
  unit,
  entries,
  groups,
}: {
  readonly unit: bigint;
  readonly entries: readonly RollEntry[];
  readonly groups: readonly Group[];
}): YesNoTally {
  const overall = totalsOf(entries);
  const counted = groups.map((group) => ({
    group,
    totals: totalsOf(entries.filter((entry) => inGroup(entry, group))),
  }));
  const steps = [{ group: { kind: 'all' } as const, totals: overall }, ...counted].map(
    ({ group, totals }) => ({
      code: 'tally.count',
      facts: { ...groupFacts(group), ...totalsFacts(totals, unit) },
    }),
  );
  return { unit, overall, groups: counted, steps };
}

/** Whether the member belongs to the group. */
export function inGroup(entry: Pick<RollEntry, 'class' | 'region' | 'chamber'>, group: Group): boolean {
  switch (group.kind) {
    case 'all':
      return true;
    case 'class':
      return group.of.includes(entry.class);
    case 'region':
      return entry.region !== null && group.of.includes(entry.region);
    case 'chamber':
      return entry.chamber === group.of;
    default:
      return never(group);
  }
}

/** A group in the facts of a step: its kind, and the names it is made of. */
export function groupFacts(group: Group): { readonly group: Group['kind']; readonly of: readonly string[] } {
  if (group.kind === 'all') return { group: 'all', of: [] };
  return { group: group.kind, of: group.kind === 'chamber' ? [group.of] : group.of };
}

function totalsOf(entries: readonly RollEntry[]): Totals {
  const weight = { for: 0n, against: 0n, abstain: 0n };
  const members = { for: 0n, against: 0n, abstain: 0n };
  for (const entry of entries) {
    if (entry.choice === null || entry.weight === 0n) continue;
    weight[entry.choice] += entry.weight;
    if (!entry.part) members[entry.choice] += 1n;
  }
  return { weight, members };
}

function totalsFacts({ weight, members }: Totals, unit: bigint) {
  const votes = (count: bigint) => format(fraction(count, unit));
  return {
    for: votes(weight.for),
    against: votes(weight.against),
    abstain: votes(weight.abstain),
    membersFor: `${members.for}`,
    membersAgainst: `${members.against}`,
    membersAbstain: `${members.abstain}`,
  };
}
