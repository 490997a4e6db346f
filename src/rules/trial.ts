import { quorumState } from './quorum.js';
import { fraction, lcm, parse, type Step } from '../basics/fraction.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { must } from '../basics/must.js';
import { majorityNamed, type Majority, type RuleSet } from './ruleset.js';
import { decideOutcome } from './majority.js';
import type { Choice, Outcome } from './vote.js';
import type { RollEntry } from './tally/yes-no.js';

/** Trying out rules before they are enacted: numbers that somebody imagines, decided as a poll would be. */

/** Members whom the rules treat alike. `labels`: what tells them from the others; a name of null is "the others". */
export interface TrialGroup {
  readonly class: string;
  readonly region: string | null;
  readonly chamber: string | null;
  readonly labels: readonly { readonly kind: 'class' | 'region' | 'chamber'; readonly name: string | null }[];
}

/** Members of one group; `votes` is what each of them has, as an exact fraction in text. */
export interface TrialCounts {
  readonly for: number;
  readonly against: number;
  readonly abstain: number;
  readonly represented: number;
  readonly attending: number;
  readonly entitled: number;
  readonly votes: string;
}

export interface Tried {
  /** Null: without a quorum the poll could not be opened. */
  readonly outcome: Outcome | null;
  readonly steps: readonly Step[];
}

/** So many members a group are enough to try a rule out. */
export const TRIAL_LIMIT = 9_999;

/** The groups that matter for a majority, and for the quorum where not every class counts for it. */
export function trialGroups(rules: RuleSet, name: string): readonly TrialGroup[] {
  const found = majorityNamed(rules, name);
  const groups = found.ok ? found.value.requirements.map(({ group }) => group) : [];
  const voting = rules.classes.filter((one) => votesSomething(rules.votes.perMember[one]));
  const inQuorum = voting.filter((one) => rules.quorum.classes?.includes(one) ?? true);
  const named = (kind: 'class' | 'region' | 'chamber'): Set<string> =>
    new Set(groups.flatMap((group) => (group.kind === kind ? group.of : [])));
  const classes = named('class');
  if (inQuorum.length < voting.length) for (const one of inQuorum) classes.add(one);
  return values('chamber', { named: named('chamber'), all: rules.chambers }).flatMap((chamber) =>
    values('class', { named: classes, all: voting }).flatMap((kind) =>
      values('region', { named: named('region'), all: rules.regions }).map((region) => ({
        // The others have a class that is not named, or the quorum would not see them as the rules do.
        class: kind.name ?? voting.find((one) => !classes.has(one)) ?? voting[0] ?? '',
        region: region.name,
        chamber: chamber.name,
        labels: [chamber, kind, region]
          .filter(({ shown }) => shown)
          .map(({ kind, name }) => ({ kind, name })),
      })),
    ),
  );
}

/** The names of one kind that matter, in the rules' order, and the others where there are any. */
function values<K extends string>(
  kind: K,
  { named, all }: { readonly named: ReadonlySet<string>; readonly all: readonly string[] },
): { kind: K; name: string | null; shown: boolean }[] {
  const names: (string | null)[] = all.filter((one) => named.has(one));
  if (names.length < all.length || names.length === 0) names.push(null);
  return names.map((name) => ({ kind, name, shown: names.length > 1 }));
}

const votesSomething = (text: string | undefined): boolean => {
  const votes = text === undefined ? null : parse(text);
  return votes?.ok === true && votes.value.n > 0n;
};

/**
 * What a poll under these rules would come to, with its steps. `counts` in the order of `groups`; `rules` without faults.
 * Refusals, `row` counted from 0: `trial.number` {row, field}, `trial.votes` {row}, `trial.too_many` {row, field, count, of}.
 */
export function tryOut({
  rules,
  name,
  groups,
  counts,
  castingVote,
}: {
  readonly rules: RuleSet;
  readonly name: string;
  readonly groups: readonly TrialGroup[];
  readonly counts: readonly TrialCounts[];
  readonly castingVote: 'for' | 'against' | null;
}): Result<Tried> {
  const majority = majorityNamed(rules, name);
  if (!majority.ok) return majority;
  for (const [row, count] of counts.entries()) {
    const checked = checkCounts(count, row);
    if (!checked.ok) return checked;
  }
  const votes = counts.map((count) => parse(count.votes)).map((one) => (one.ok ? one.value : fraction(0n)));
  const unit = lcm(votes.map(({ d }) => d));
  const entries = groups.flatMap((group, row) => {
    const { n, d } = must(votes[row], 'votes of the group');
    return entriesOf(group, {
      counts: must(counts[row], 'counts of the group'),
      row,
      weight: (n * unit) / d,
    });
  });
  return ok(decided({ rules, majority: majority.value, unit, entries, castingVote }));
}

function decided({
  rules,
  majority,
  unit,
  entries,
  castingVote,
}: {
  readonly rules: RuleSet;
  readonly majority: Majority;
  readonly unit: bigint;
  readonly entries: readonly RollEntry[];
  readonly castingVote: 'for' | 'against' | null;
}): Tried {
  const quorum = quorumState({
    quorum: rules.quorum,
    unit,
    members: entries.map((entry) => ({
      id: entry.member,
      class: entry.class,
      paidUp: true,
      weight: entry.weight,
    })),
    presentOrRepresented: new Set(entries.filter((entry) => entry.represented).map((entry) => entry.member)),
  });
  const atOpening = rules.quorum.when === 'opening';
  if (atOpening && !quorum.reached) return { outcome: null, steps: quorum.steps };
  const { outcome, steps } = decideOutcome({
    ...{ majority, unit, entries, castingVote },
    quorum: atOpening ? null : quorum,
  });
  return { outcome, steps: atOpening ? [...quorum.steps, ...steps] : steps };
}

const NUMBERS = ['for', 'against', 'abstain', 'represented', 'attending', 'entitled'] as const;

function checkCounts(counts: TrialCounts, row: number): Result<null> {
  const wrong = NUMBERS.find(
    (field) => !Number.isInteger(counts[field]) || counts[field] < 0 || counts[field] > TRIAL_LIMIT,
  );
  if (wrong) return refuse('trial.number', { row, field: wrong, limit: TRIAL_LIMIT });
  const votes = parse(counts.votes);
  if (!votes.ok || votes.value.n < 0n) return refuse('trial.votes', { row });
  const { represented, attending, entitled } = counts;
  const cast = counts.for + counts.against + counts.abstain;
  const tooMany = (field: string, count: number, of: number): Result<null> =>
    count > of ? refuse('trial.too_many', { row, field, count, of }) : ok(null);
  for (const one of [
    tooMany('represented', represented, entitled),
    tooMany('attending', attending, entitled),
    tooMany('cast', cast, represented),
  ])
    if (!one.ok) return one;
  return ok(null);
}

/** Those who vote come first, so that they are among the represented and, as far as it goes, the attending. */
function entriesOf(
  { labels: _, ...group }: TrialGroup,
  { counts, row, weight }: { readonly counts: TrialCounts; readonly row: number; readonly weight: bigint },
): RollEntry[] {
  const choices: (readonly [Choice, number])[] = [
    ['for', counts.for],
    ['against', counts.against],
    ['abstain', counts.abstain],
  ];
  const cast = choices.flatMap(([choice, count]) => Array.from({ length: count }, () => choice));
  return Array.from({ length: counts.entitled }, (_, place) => ({
    ...group,
    member: `${row}-${place}`,
    weight,
    represented: place < counts.represented,
    attending: place < counts.attending,
    choice: cast[place] ?? null,
  }));
}
