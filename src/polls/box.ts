import { canonical, sha256Hex, type Json } from '../basics/canonical.js';
import type { Context } from '../basics/event.js';
import { format, fraction } from '../basics/fraction.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { decideOutcome } from '../rules/majority.js';
import type { QuorumState } from '../rules/quorum.js';
import type { Majority } from '../rules/ruleset.js';
import type { Choice } from '../rules/vote.js';
import { countContest } from './contest.js';
import {
  agreedCount,
  byConsent,
  checkCounts,
  decideConsent,
  entriesOf,
  invalidWeight,
  spread,
  stacksOf,
  type TellerCount,
  type VotedLine,
} from './forms.js';
import { may, subjectOf, type PollHead } from './poll.js';
import { takesVotes } from './under-way.js';
import type {
  Channel,
  ClosingQuorum,
  Contest,
  Counts,
  PollsEvent,
  ResultView,
  Secrecy,
  Totals,
} from './polls.contract.js';
import { isSecret } from './forms.js';

/** A line of the roll with the vote that stands, and the id of its ballot. */
export interface BoxLine extends VotedLine {
  readonly entitlement: number;
  readonly ballot: string | null;
  readonly channel: Channel;
}

/** A poll at its close: the roll with final votes. */
export interface Box extends PollHead {
  readonly dueAt: string | null;
  readonly secrecy: Secrecy;
  readonly splits: boolean;
  readonly contest: Contest | null;
  readonly majority: Majority;
  readonly unit: bigint;
  readonly lines: readonly BoxLine[];
  /** On which two tellers agree, by channel. */
  readonly counts: Readonly<Partial<Record<Channel, Counts | null>>>;
  /** Given when the rule set counts the quorum at the close. */
  readonly quorumAtClose: QuorumState | null;
  readonly result: ResultView | null;
}

/** What counts: the ballots, and the tellers' counts in the place of lines on paper. */
export function votesIn({ lines, counts, majority }: Box): VotedLine[] {
  const told = (['hands', 'paper'] as const).flatMap((channel) =>
    spread(
      lines.filter((line) => line.channel === channel),
      { majority, counts: counts[channel] ?? {} },
    ),
  );
  const own = lines.filter((line) => line.channel !== 'hands' && line.channel !== 'paper');
  return [...own, ...told];
}

/** The weight of papers that two tellers ruled blank or spoiled. */
export function spoiledIn({ lines, counts, majority }: Box): bigint {
  const paper = lines.filter(({ channel }) => channel === 'paper');
  return invalidWeight(stacksOf(paper, majority), counts.paper ?? {});
}

/** The result of a box, exact and with its arithmetic; the same box always gives the same result. */
export function count(box: Box, casting: Choice | null): ResultView {
  if (box.contest) return countPersons(box, box.contest);
  const entries = votesIn(box).flatMap(entriesOf);
  const decided = byConsent(box.form)
    ? decideConsent({ unit: box.unit, entries, quorum: box.quorumAtClose })
    : decideOutcome({
        majority: box.majority,
        unit: box.unit,
        entries,
        quorum: box.quorumAtClose,
        castingVote: casting === 'abstain' ? null : casting,
      });
  const { weight, members } = decided.tally.overall;
  return {
    outcome: decided.outcome,
    totals: {
      weight: {
        for: weight.for.toString(),
        against: weight.against.toString(),
        abstain: weight.abstain.toString(),
      },
      members: {
        for: Number(members.for),
        against: Number(members.against),
        abstain: Number(members.abstain),
      },
    },
    steps: decided.steps.map((step) => ({
      code: step.code,
      facts: { ...step.facts },
    })),
    casting,
    contest: null,
  };
}

/** On persons. Steps: those of the quorum, `contest.ballots` {valid, blank, spoiled}, `contest.needed` {needed, valid}. */
function countPersons(box: Box, contest: Contest): ResultView {
  const counted = countContest(contest, {
    unit: box.unit,
    lines: votesIn(box),
    spoiled: spoiledIn(box),
    seed: lotSeed(box),
  });
  const quorum = box.quorumAtClose;
  const { valid } = counted.sheet;
  const steps = [
    ...(quorum?.steps ?? []),
    { code: 'contest.ballots', facts: { valid, blank: counted.blank, spoiled: counted.spoiled } },
    ...(counted.needed === null
      ? []
      : [{ code: 'contest.needed', facts: { needed: counted.needed, valid } }]),
  ];
  return {
    outcome: quorum && !quorum.reached ? 'void' : counted.seatsLeft === 0 ? 'elected' : 'undecided',
    totals: null,
    steps: steps.map(({ code, facts }) => ({ code, facts: { ...facts } })),
    casting: null,
    contest: counted,
  };
}

/**
 * The seed of a lot: the SHA-256 of the box, and where tellers counted papers, of the canonical JSON of that hash with the
 * count on which they agreed. Nobody knows it before the last ballot is in, and whoever checks the record computes it again.
 */
export function lotSeed(box: Box): string {
  const hash = sha256Hex(boxText(box));
  const { paper = null } = box.counts;
  return paper === null ? hash : sha256Hex(canonical({ v: 1, box: hash, papers: paper }));
}

/** Weights of the roll, in its unit, as votes: "48", or exact as "5/6". */
export const votesOf = (weight: Totals['weight'], unit: bigint) => {
  const votes = (units: string): string => format(fraction(BigInt(units), unit));
  return { for: votes(weight.for), against: votes(weight.against), abstain: votes(weight.abstain) };
};

/**
 * Closes and counts. Of a confidential poll the sorted box goes into the record, without names.
 * Refusals: `poll.not_open` {state}, `poll.seen_only`, `poll.not_due` {due}, `poll.tellers_missing` {channels}.
 */
export function close(box: Box, context: Context): Result<PollsEvent[]> {
  if (!may(box, 'close').ok) return refuse('poll.not_open', { state: box.state });
  if (box.form === 'sight') return refuse('poll.seen_only');
  if (takesVotes(box) && box.dueAt !== null && context.at < box.dueAt && !everybodyVoted(box))
    return refuse('poll.not_due', { due: box.dueAt });
  const missing = (['hands', 'paper'] as const).filter(
    (channel) => box.lines.some((line) => line.channel === channel) && !box.counts[channel],
  );
  if (missing.length > 0) return refuse('poll.tellers_missing', { channels: missing });
  const cast = votesIn(box).filter(({ vote }) => vote !== null).length;
  return ok(closed(box, { cast, result: count(box, null), at: context.at }));
}

/** Silence is an answer: only the clock ends it. */
const everybodyVoted = ({ form, lines }: Box): boolean =>
  form === 'correspondence' && lines.every(({ represented, vote }) => !represented || vote !== null);

/**
 * Closes a poll on sight; it is void without a quorum that the rules count at the close.
 * Refusals: `poll.not_open`, `poll.not_on_sight`, `poll.count_demanded`.
 */
export function see(
  box: Box,
  { outcome }: { outcome: 'adopted' | 'rejected' },
  { at }: Context,
): Result<PollsEvent[]> {
  if (!takesVotes(box)) return refuse('poll.not_open', { state: box.state });
  if (box.form !== 'sight') return refuse('poll.not_on_sight');
  if (box.countDemanded) return refuse('poll.count_demanded');
  const quorum = box.quorumAtClose;
  const steps = [...(quorum?.steps ?? []), { code: 'sight.seen', facts: { outcome } }];
  const result: ResultView = {
    outcome: quorum?.reached === false ? 'void' : outcome,
    ...{ totals: null, casting: null, contest: null },
    steps: steps.map(({ code, facts }) => ({ code, facts: { ...facts } })),
  };
  return ok(closed(box, { cast: 0, result, at }));
}

function closed(
  box: Box,
  { cast, result, at }: { cast: number; result: ResultView; at: string },
): PollsEvent[] {
  const subject = subjectOf(box);
  const { poll } = box;
  return [
    {
      type: 'poll.closed',
      subject,
      data: { poll, cast, quorum: box.quorumAtClose && closingQuorum(box.quorumAtClose), at },
      ...(isSecret(box) && { blobs: { box: boxText(box) } }),
    },
    { type: 'poll.counted', subject, data: { poll, result } },
  ];
}

/** The quorum at a close as the record keeps it, and back. */
export const closingQuorum = ({ reached, steps, ...counts }: QuorumState): ClosingQuorum => ({
  present: counts.present.toString(),
  needed: counts.needed.toString(),
  entitled: counts.entitled.toString(),
  unit: counts.unit.toString(),
  reached,
  steps: steps as unknown as Json,
});
export const quorumOf = ({ reached, steps, ...counts }: ClosingQuorum): QuorumState => ({
  present: BigInt(counts.present),
  needed: BigInt(counts.needed),
  entitled: BigInt(counts.entitled),
  unit: BigInt(counts.unit),
  reached,
  steps: steps as unknown as QuorumState['steps'],
});

/**
 * The box of a confidential poll as canonical JSON: final ballots by their ids, which only their casters know, with what the
 * count needs of the roll.
 */
export const boxText = ({ unit, lines }: Box): string =>
  canonical({
    v: 1,
    unit: unit.toString(),
    ballots: lines
      .flatMap(({ ballot, vote, weight, class: of, region, chamber }) =>
        ballot === null || vote === null
          ? []
          : [{ ballot, vote, weight: weight.toString(), class: of, region, chamber } as const],
      )
      .toSorted((a, b) => (a.ballot < b.ballot ? -1 : 1)),
  });

/**
 * Says by which channel entitlements vote. What is so already is passed over.
 * Refusals: `poll.wrong_state`, `poll.channel_form` {channel, form}, `roll.unknown` {entitlement}, `roll.voted` {entitlement},
 * `poll.count_agreed` {channel}.
 */
export function setChannel(
  box: Box,
  { entitlements, channel }: { entitlements: readonly number[]; channel: Channel },
): Result<PollsEvent[]> {
  const allowed = may(box, 'channel');
  if (!allowed.ok) return allowed;
  if (box.form !== 'count') return refuse('poll.channel_form', { channel, form: box.form });
  if (channel === 'roll_call' && isSecret(box))
    return refuse('poll.channel_form', { channel, form: box.secrecy });
  const lines = new Map(box.lines.map((line) => [line.entitlement, line]));
  const moved: number[] = [];
  for (const entitlement of new Set(entitlements)) {
    const line = lines.get(entitlement);
    if (!line?.represented) return refuse('roll.unknown', { entitlement });
    if (line.channel === channel) continue;
    if (line.vote !== null) return refuse('roll.voted', { entitlement });
    // The papers of a stack that was counted are not moved any more.
    for (const one of [line.channel, channel])
      if (box.counts[one]) return refuse('poll.count_agreed', { channel: one });
    moved.push(entitlement);
  }
  if (moved.length === 0) return ok([]);
  return ok([
    {
      type: 'poll.channelled',
      subject: subjectOf(box),
      data: { poll: box.poll, entitlements: moved, channel },
    },
  ]);
}

/**
 * A teller's count of a channel. `entered`: what was entered before. Refusals: `poll.wrong_state`, those of `checkCounts`.
 */
export function enterCount(
  box: Box & { readonly entered: readonly TellerCount[] },
  { channel, counts }: { channel: 'hands' | 'paper'; counts: Counts },
  { at, actor }: Context,
): Result<PollsEvent[]> {
  const allowed = may(box, 'tell');
  if (!allowed.ok) return allowed;
  const lines = box.lines.filter((line) => line.channel === channel);
  const fits = checkCounts(stacksOf(lines, box.majority), counts, box);
  if (!fits.ok) return fits;
  const teller = actor.kind === 'person' ? actor.person : actor.name;
  const agreed = agreedCount([...box.entered, { teller, counts }]) !== null;
  return ok([
    {
      type: 'poll.tellers_counted',
      subject: subjectOf(box),
      data: { poll: box.poll, channel, counts, agreed, at },
    },
  ]);
}

/**
 * The declared result. A tie asks for the chair's casting vote where the rules give one.
 * Refusals: `poll.not_closed`, `poll.count_demanded`, `poll.casting_needed`, `poll.casting_not_allowed`.
 */
export function declare(box: Box, casting: 'for' | 'against' | null): Result<ResultView> {
  if (box.state !== 'closed' || !box.result) return refuse('poll.not_closed', { state: box.state });
  if (box.contest) return casting === null ? ok(box.result) : refuse('poll.casting_not_allowed');
  if (box.countDemanded) return refuse('poll.count_demanded');
  const tie = box.result.outcome === 'tie';
  if (tie && box.majority.tie === 'casting_vote') {
    if (casting === null) return refuse('poll.casting_needed');
    return ok(count(box, casting));
  }
  if (casting !== null) return refuse('poll.casting_not_allowed');
  return ok(box.result);
}

/**
 * Orders a recount of what tellers counted; ballots cast at devices are counted anew by whoever checks the record. The seats
 * that a declared round of an election gave stay given.
 * Refusals: `poll.wrong_state`, `recount.nothing`.
 */
export function recount(box: Box, { reason }: { reason: string }, { at }: Context): Result<PollsEvent[]> {
  const allowed = may(box, 'recount');
  if (!allowed.ok) return allowed;
  if (!box.lines.some(({ channel }) => channel === 'hands' || channel === 'paper'))
    return refuse('recount.nothing');
  return ok([
    { type: 'poll.recount_ordered', subject: subjectOf(box), data: { poll: box.poll, reason, at } },
  ]);
}
