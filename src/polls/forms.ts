import type { QuorumState } from '../rules/quorum.js';
import { canonical, sha256Hex } from '../basics/canonical.js';
import type { Titles } from '../basics/fields.js';
import type { Step } from '../basics/fraction.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { first } from '../basics/must.js';
import type { Majority } from '../rules/ruleset.js';
import type { Decided } from '../rules/majority.js';
import { checkContestVote } from './contest.js';
import { Vote, type Contest, type Counts, type Form, type Secrecy } from './polls.contract.js';
import { tallyYesNo, type RollEntry } from '../rules/tally/yes-no.js';

/** A vote as it is stored: "for", or canonical JSON of a split one. */
export const voteText = (vote: Vote): string => (typeof vote === 'string' ? vote : canonical(vote));
export const voteOf = (text: string): Vote =>
  text.startsWith('{') ? (JSON.parse(text) as Vote) : (text as Vote);

/** What a rehearsal is called. */
export const REHEARSAL: Titles = { en: 'Rehearsal', fr: 'Répétition', es: 'Ensayo' };

/** Members are asked for their consent, and only an objection is a ballot; an abstention takes one back. */
export const byConsent = (form: Form): boolean => form === 'consensus' || form === 'silence';

/** Who voted is in nobody’s sight: no name stands with a ballot. */
export const isSecret = ({ secrecy }: { readonly secrecy: Secrecy }): boolean => secrecy === 'confidential';

/** Over days, without a sitting, closed by the clock. */
export const OVER_DAYS: readonly Form[] = ['silence', 'correspondence'];
export const overDays = (form: Form): boolean => OVER_DAYS.includes(form);

/** What a poll says about the ballots that it takes. */
export interface Taking {
  readonly form: Form;
  readonly splits: boolean;
  readonly contest: Contest | null;
}

/**
 * Whether a vote is one that the poll takes, cast with this weight (units). A split vote divides the weight without a
 * remainder. Refusals: `ballot.not_taken` {form}, `ballot.no_split`, `ballot.split_sum` {sum, weight}, those of
 * `checkContestVote`.
 */
export function checkVote(vote: Vote, { form, splits, contest }: Taking, weight: bigint): Result<null> {
  if (contest) return checkContestVote(vote, contest);
  if (form === 'sight' || (byConsent(form) && (typeof vote !== 'string' || vote === 'for')))
    return refuse('ballot.not_taken', { form });
  if (typeof vote === 'string') return ok(null);
  if (!('for' in vote)) return refuse('ballot.not_taken', { form });
  if (!splits) return refuse('ballot.no_split');
  const sum = BigInt(vote.for) + BigInt(vote.against) + BigInt(vote.abstain);
  return sum === weight
    ? ok(null)
    : refuse('ballot.split_sum', { sum: sum.toString(), weight: weight.toString() });
}

/** Whether a weight may be split under a majority: not where members are counted, as half a member is none. */
export const countsMembers = ({ requirements, guards }: Majority): boolean =>
  requirements.some(({ counted }) => counted !== 'weight') ||
  guards.some(({ counted }) => counted !== 'weight');

/** A line of the roll with the vote that stands; `vote` null: none. */
export type VotedLine = Omit<RollEntry, 'choice'> & { readonly vote: Vote | null };

/** The line as the count takes it: a split one in its parts, which together are no member on any side. */
export function entriesOf({ vote, ...line }: VotedLine): RollEntry[] {
  if (vote === null || typeof vote === 'string') return [{ ...line, choice: vote }];
  if (!('for' in vote)) throw new RangeError('a vote on persons');
  return (['for', 'against', 'abstain'] as const)
    .filter((choice) => vote[choice] !== '0')
    .map((choice) => ({ ...line, weight: BigInt(vote[choice]), choice, part: true }));
}

/**
 * Consent: void without a quorum that the rules count at the close, else adopted unless somebody objected. Guards measure
 * votes, and nobody has to cast one. Steps: those of the quorum, `consent.none_objected` {}, `consent.objected` {members}.
 */
export function decideConsent({
  unit,
  entries,
  quorum,
}: {
  readonly unit: bigint;
  readonly entries: readonly RollEntry[];
  readonly quorum: QuorumState | null;
}): Decided {
  const tally = tallyYesNo({ unit, entries, groups: [] });
  if (quorum?.reached === false) return { outcome: 'void', tally, steps: quorum.steps };
  const objections = tally.overall.members.against;
  const step: Step =
    objections === 0n
      ? { code: 'consent.none_objected', facts: {} }
      : { code: 'consent.objected', facts: { members: objections.toString() } };
  const steps = [...(quorum?.steps ?? []), step];
  return { outcome: objections === 0n ? 'adopted' : 'rejected', tally, steps };
}

/** The order in which names are called: drawn, as it follows from a seed that nobody chose. */
export const callOrder = <L extends { readonly entitlement: number }>(
  lines: readonly L[],
  seed: string,
): L[] => {
  const rank = ({ entitlement }: L): string => sha256Hex(`${seed}:${entitlement}`);
  return lines.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
};

/** Entitlements on paper that count alike, so that tellers count them together; `lines`: how many there are. */
export interface Stack {
  readonly stack: string;
  readonly class: string | null;
  readonly region: string | null;
  readonly chamber: string | null;
  readonly weight: bigint;
  readonly lines: number;
}

type Line = Omit<VotedLine, 'vote'>;

/** The stacks of lines: by weight, and by what the majority tells apart. */
export function stacksOf(lines: readonly Line[], { requirements }: Majority): Stack[] {
  const kinds = new Set(requirements.map(({ group }) => group.kind));
  const stacks = new Map<string, Stack>();
  for (const line of lines) {
    const told = {
      class: kinds.has('class') ? line.class : null,
      region: kinds.has('region') ? line.region : null,
      chamber: kinds.has('chamber') ? line.chamber : null,
      weight: line.weight,
    };
    const stack = [told.class, told.region, told.chamber, told.weight].map((one) => one ?? '-').join(' ');
    stacks.set(stack, { stack, ...told, lines: (stacks.get(stack)?.lines ?? 0) + 1 });
  }
  return [...stacks.values()].toSorted((a, b) => (a.stack < b.stack ? -1 : 1));
}

/** Of a paper that is blank or spoiled. */
export const INVALID = 'invalid';

/**
 * Whether counts can be of these stacks. What is missing up to a stack's lines was not handed in.
 * Refusals: `count.stacks` {wanted}, `count.too_many` {stack, counted, lines}, `count.vote` {vote}, those of `checkVote`.
 */
export function checkCounts(stacks: readonly Stack[], counts: Counts, taking: Taking): Result<null> {
  const wanted = stacks.map(({ stack }) => stack);
  if (Object.keys(counts).toSorted().join('\n') !== wanted.toSorted().join('\n'))
    return refuse('count.stacks', { wanted });
  for (const { stack, lines, weight } of stacks) {
    const count = counts[stack] ?? {};
    const counted = Object.values(count).reduce((sum, times) => sum + times, 0);
    if (counted > lines) return refuse('count.too_many', { stack, counted, lines });
    for (const text of Object.keys(count)) {
      if (text === INVALID) continue;
      const vote = readVote(text);
      if (vote === null) return refuse('count.vote', { vote: text });
      const taken = checkVote(vote, taking, weight);
      if (!taken.ok) return taken;
    }
  }
  return ok(null);
}

/** A vote as it is written in a count, in its one spelling; null where it is none. */
function readVote(text: string): Vote | null {
  try {
    const vote = Vote.safeParse(voteOf(text));
    return vote.success && voteText(vote.data) === text ? vote.data : null;
  } catch {
    return null;
  }
}

/** What one teller counted, in the order of entering. */
export interface TellerCount {
  readonly teller: string;
  readonly counts: Counts;
}

/** The count on which two tellers agree: the latest, where the latest of another teller is the same. Else null. */
export function agreedCount(entered: readonly TellerCount[]): Counts | null {
  const latest = new Map(entered.map((one) => [one.teller, one.counts]));
  const last = entered.at(-1);
  if (!last) return null;
  const same = [...latest].some(
    ([teller, counts]) => teller !== last.teller && canonical(counts) === canonical(last.counts),
  );
  return same ? last.counts : null;
}

/** Lines on paper with the votes of the stacks: who gave which is not known and matters to no count. */
export function spread(
  lines: readonly Line[],
  { majority, counts }: { majority: Majority; counts: Counts },
): VotedLine[] {
  const left = new Map(
    Object.entries(counts).map(([stack, count]) => [
      stack,
      Object.entries(count).flatMap(([text, times]) =>
        text === INVALID ? [] : Array.from({ length: times }, () => voteOf(text)),
      ),
    ]),
  );
  return lines.map((line) => ({
    ...line,
    vote: left.get(first(stacksOf([line], majority)).stack)?.shift() ?? null,
  }));
}

/** The weight of the papers that were ruled blank or spoiled. */
export const invalidWeight = (stacks: readonly Stack[], counts: Counts): bigint =>
  stacks.reduce((sum, { stack, weight }) => sum + weight * BigInt(counts[stack]?.[INVALID] ?? 0), 0n);
