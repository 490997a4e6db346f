import { canonical, sha256Hex, type Json } from '../basics/canonical.js';
import type { Context } from '../basics/event.js';
import { BIG_DIGITS } from '../basics/fields.js';
import { format, fraction } from '../basics/fraction.js';
import { ok, refuse, type Result } from '../basics/result.js';
import type { VotedOn } from '../assemblies/assembly.js';
import type { QuorumState } from '../rules/quorum.js';
import type { Majority } from '../rules/ruleset.js';
import { countContest } from './contest.js';
import { decideOutcome } from '../rules/majority.js';
import {
  agreedCount,
  byConsent,
  checkCounts,
  checkVote,
  countsMembers,
  decideConsent,
  entriesOf,
  invalidWeight,
  overDays,
  spread,
  stacksOf,
  voteText,
  type Taking,
  type TellerCount,
  type VotedLine,
} from './forms.js';
import { checkRemind, inTurn } from './reminder.js';
import { groupFacts, inGroup } from '../rules/tally/yes-no.js';
import type {
  Cast,
  Channel,
  Cited,
  ClosingQuorum,
  Contest,
  Counts,
  Form,
  PollsEvent,
  PollState,
  Receipt,
  ResultView,
  Secrecy,
  Taken,
  Totals,
} from './polls.contract.js';
import type { Choice } from '../rules/vote.js';

/** One line of the electoral roll: an entitlement, whose it is, and the hand that may cast it (null: nobody is here). */
export interface Entitlement {
  readonly entitlement: number;
  readonly member: string;
  readonly name: string;
  readonly class: string;
  readonly country: string | null;
  readonly region: string | null;
  readonly chamber: string | null;
  /** Units of 1/`unit` vote. */
  readonly weight: bigint;
  readonly represented: boolean;
  readonly byProxy: boolean;
  readonly holder: string | null;
}

/** The roll as canonical JSON, whose SHA-256 the poll cites: weights as decimal strings, in order of entitlement. */
export const rollText = (unit: bigint, roll: readonly Entitlement[]): string =>
  canonical({
    v: 1,
    unit: unit.toString(),
    lines: roll.map((line): Json => ({ ...line, weight: line.weight.toString() })),
  });

/** Canonical JSON `{v: 1, versions: [{instrument, number, hash, authentic: {lang: hash}}]}`. */
export const citesText = (cites: readonly Cited[]): string =>
  canonical({ v: 1, versions: cites.map((one): Json => ({ ...one })) });

/** What is frozen when a poll opens. */
export interface Opening {
  readonly assembly: string;
  /** Null on persons; a rehearsal is about neither and has no number. */
  readonly motion: string | null;
  readonly contest: Contest | null;
  readonly number: number | null;
  readonly taken: Taken;
  /** The rules let a holder divide a weight. */
  readonly maySplit: boolean;
  /** Over days the rules want it open for so many hours; null: any. */
  readonly leastHours: number | null;
  readonly versionHash: string | null;
  /** The versions that it is about, of a bloc several. */
  readonly cites: readonly Cited[];
  readonly ruleSet: string;
  readonly majorityName: string;
  readonly majority: Majority;
  readonly mayChange: boolean;
  readonly showRunning: boolean;
  readonly unit: bigint;
  readonly roll: readonly Entitlement[];
  readonly quorum: QuorumState;
  /** The rule set counts the quorum when the poll opens; else at its close. */
  readonly quorumAtOpening: boolean;
  readonly sittingOpen: boolean;
}

/**
 * Opens a poll. Refusals: `sitting.none_open`, `quorum.missing` {present, needed, entitled}, `roll.empty`, `poll.due_needed`,
 * `poll.due_past` {due}, `poll.due_soon` {hours}, `poll.secrecy_form` {form}, `poll.channel_form` {channel, form},
 * `poll.contest_form` {form}, `roll.too_fine` {digits, limit}: no screen could show its weights, those of `checkRemind` and
 * `checkGroups`.
 */
export function open(opening: Opening, context: Context): Result<PollsEvent> {
  const taken = checkTaken(opening, context);
  if (!taken.ok) return taken;
  const { form, secrecy, channel } = opening.taken;
  // Over days nobody sits, and who is there shows only at the close.
  if (!overDays(form) && !opening.sittingOpen) return refuse('sitting.none_open');
  const { quorum, roll, unit, motion, contest } = opening;
  const binding = (motion !== null || contest !== null) && !overDays(form);
  if (binding && opening.quorumAtOpening && !quorum.reached) {
    return refuse('quorum.missing', {
      present: quorum.present.toString(),
      needed: quorum.needed.toString(),
      entitled: quorum.entitled.toString(),
    });
  }
  if (roll.length === 0) return refuse('roll.empty');
  const digits = Math.max(unit.toString().length, weightOf(roll).length);
  if (digits > BIG_DIGITS) return refuse('roll.too_fine', { digits, limit: BIG_DIGITS });
  const apart = checkGroups(opening);
  if (!apart.ok) return apart;
  const text = rollText(unit, roll);
  const poll = context.id();
  const represented = roll.filter((line) => line.represented);
  return ok({
    type: 'poll.opened',
    subject: {
      assembly: opening.assembly,
      ...(motion !== null && { motion }),
      ...(contest && { election: contest.election }),
      poll,
    },
    data: {
      poll,
      motion,
      contest,
      number: opening.number,
      versionHash: opening.versionHash,
      ...{ form, secrecy, channel, dueAt: opening.taken.dueAt },
      remind: inTurn(opening.taken.remind),
      splits:
        opening.maySplit &&
        !contest &&
        !byConsent(form) &&
        form !== 'sight' &&
        !countsMembers(opening.majority),
      seed: channel === 'roll_call' ? context.id() : null,
      ruleSet: opening.ruleSet,
      majorityName: opening.majorityName,
      majority: opening.majority as unknown as Json,
      // An objection may be taken back under any rules.
      mayChange: opening.mayChange || byConsent(form),
      showRunning: opening.showRunning && !contest,
      rollHash: sha256Hex(text),
      unit: unit.toString(),
      entitled: { members: roll.length, weight: weightOf(roll) },
      represented: { members: represented.length, weight: weightOf(represented) },
      quorum: quorum.steps as unknown as Json,
      at: context.at,
    },
    blobs: { roll: text, ...(opening.cites.length > 0 && { cites: citesText(opening.cites) }) },
  });
}

/**
 * Whether a count can adopt anything at all on this roll: each group that the majority asks is there, and where it asks
 * chambers, each member has one.
 * Refusals: `roll.group_empty` {names}: nobody is in the group, so it can agree to nothing; `roll.no_chamber` {members}: by
 * name, whose votes would count nowhere.
 */
function checkGroups({ taken: { form }, motion, roll, majority }: Opening): Result<null> {
  if (motion === null || form === 'sight' || byConsent(form)) return ok(null);
  // Where a group is only asked whether it is against, nobody is.
  const asked = majority.requirements.filter(
    ({ rule }) => rule.kind !== 'unanimous' && rule.kind !== 'against_at_most',
  );
  const empty = asked.find(({ group }) => !roll.some((line) => inGroup(line, group)));
  if (empty) return refuse('roll.group_empty', { names: groupFacts(empty.group).of });
  if (!majority.requirements.some(({ group }) => group.kind === 'chamber')) return ok(null);
  const nowhere = roll.filter(({ chamber }) => chamber === null);
  return nowhere.length === 0
    ? ok(null)
    : refuse('roll.no_chamber', { members: nowhere.map(({ name }) => name) });
}

const HOUR_MS = 3_600_000;

function checkTaken({ taken, contest, leastHours }: Opening, { at }: Context): Result<null> {
  const { form, secrecy, channel, dueAt } = taken;
  if (contest && form !== 'count' && form !== 'correspondence') return refuse('poll.contest_form', { form });
  if (contest && channel === 'hands') return refuse('poll.channel_form', { channel, form: contest.method });
  if (overDays(form) && dueAt === null) return refuse('poll.due_needed');
  if (dueAt !== null && dueAt <= at) return refuse('poll.due_past', { due: dueAt });
  if (dueAt !== null && leastHours !== null && Date.parse(dueAt) - Date.parse(at) < leastHours * HOUR_MS)
    return refuse('poll.due_soon', { hours: leastHours });
  if (secrecy === 'confidential' && (form === 'sight' || byConsent(form)))
    return refuse('poll.secrecy_form', { form });
  if (channel !== 'electronic' && form !== 'count') return refuse('poll.channel_form', { channel, form });
  if (channel === 'roll_call' && secrecy === 'confidential')
    return refuse('poll.channel_form', { channel, form: secrecy });
  return checkRemind(taken, at);
}

const weightOf = (lines: readonly Entitlement[]): string =>
  lines.reduce((sum, line) => sum + line.weight, 0n).toString();

/** What stands for one entitlement. */
export interface Standing {
  /** The hand that may cast it now. */
  readonly holder: string | null;
  /** The latest ballot, if any. */
  readonly latest: Receipt | null;
  /** The latest ballot is a proxy's, and the member has come since: it may be replaced even where votes are final. */
  readonly byProxyBefore: boolean;
  /** The hand is a proxy's, and the latest ballot was given in person: the grantor has voted, and left. */
  readonly inPersonBefore: boolean;
  readonly channel: Channel;
  readonly weight: bigint;
}

/** What the decision on one ballot needs; null where the roll has no such entitlement. */
export interface BallotState extends Taking {
  readonly state: PollState;
  /** Over days: no ballot counts that comes later. */
  readonly dueAt: string | null;
  readonly mayChange: boolean;
  readonly standing: Standing | null;
  /** The ballot of this very id, when it came before. */
  readonly known: { readonly receipt: Receipt; readonly caster: string } | null;
}

/** A ballot is new (with its revision), or it came before and its receipt is given again. */
export type Admitted =
  | { readonly kind: 'new'; readonly revision: number }
  | { readonly kind: 'repeat'; readonly receipt: Receipt };

/** Who casts: the hand itself, or a teller who enters what was called. */
export interface Caster {
  readonly person: string;
  readonly teller: boolean;
  readonly at: string;
}

/**
 * Decides one ballot. A repeat is answered even after closing: the vote was counted, and the sender asks.
 * Refusals: `ballot.reused`, `poll.suspended`, `poll.closed`, `roll.unknown`, `roll.not_yours`, `roll.not_called`,
 * `roll.other_channel` {channel}, those of `checkVote`, `ballot.in_person`, `ballot.final` {revision}, `ballot.stale`
 * {revision}.
 */
export function admit(state: BallotState, cast: Cast, { person, teller, at }: Caster): Result<Admitted> {
  const { known, standing } = state;
  if (known) {
    const same =
      known.caster === person &&
      known.receipt.poll === cast.poll &&
      known.receipt.entitlement === cast.entitlement &&
      voteText(known.receipt.choice) === voteText(cast.choice);
    return same ? ok({ kind: 'repeat', receipt: known.receipt }) : refuse('ballot.reused');
  }
  if (state.state === 'suspended') return refuse('poll.suspended');
  if (state.state !== 'open' || (state.dueAt !== null && state.dueAt <= at)) return refuse('poll.closed');
  if (!standing) return refuse('roll.unknown', { entitlement: cast.entitlement });
  const { entitlement } = cast;
  const { channel } = standing;
  // Nobody is here for it: there is nobody to call.
  if (teller ? standing.holder === null : standing.holder !== person)
    return refuse('roll.not_yours', { entitlement });
  if (channel !== (teller ? 'roll_call' : 'electronic')) return refuse('roll.other_channel', { channel });
  const taken = checkVote(cast.choice, state, standing.weight);
  if (!taken.ok) return taken;
  const revision = standing.latest?.revision ?? 0;
  if (standing.inPersonBefore) return refuse('ballot.in_person');
  if (revision > 0 && !state.mayChange && !standing.byProxyBefore)
    return refuse('ballot.final', { revision });
  if (cast.replaces !== revision) return refuse('ballot.stale', { revision });
  return ok({ kind: 'new', revision: revision + 1 });
}

/** From which states an act leads where. What is not here is refused, and illegal in a record. */
const TRANSITIONS = {
  suspend: { from: ['open'], to: 'suspended' },
  resume: { from: ['suspended'], to: 'open' },
  announce: { from: ['open'], to: 'open' },
  cast: { from: ['open'], to: 'open' },
  move: { from: ['open', 'suspended'], to: null },
  remind: { from: ['open'], to: null },
  channel: { from: ['open', 'suspended'], to: null },
  tell: { from: ['open', 'suspended', 'recounting'], to: null },
  demand: { from: ['open', 'suspended', 'closed'], to: null },
  close: { from: ['open', 'recounting'], to: 'closed' },
  count: { from: ['closed'], to: 'closed' },
  declare: { from: ['closed'], to: 'declared' },
  recount: { from: ['closed', 'declared'], to: 'recounting' },
  annul: { from: ['open', 'suspended', 'closed', 'recounting'], to: 'annulled' },
} as const satisfies Record<string, { from: readonly PollState[]; to: PollState | null }>;

const STEP_OF: Readonly<Record<Exclude<PollsEvent['type'], 'poll.opened'>, keyof typeof TRANSITIONS>> = {
  'poll.suspended': 'suspend',
  'poll.resumed': 'resume',
  'poll.closing_announced': 'announce',
  'poll.cast': 'cast',
  'poll.cast_many': 'cast',
  'poll.channelled': 'channel',
  'poll.tellers_counted': 'tell',
  'poll.count_demanded': 'demand',
  'poll.hand_moved': 'move',
  'poll.reminded': 'remind',
  'poll.closed': 'close',
  'poll.counted': 'count',
  'poll.declared': 'declare',
  'poll.recount_ordered': 'recount',
  'poll.annulled': 'annul',
};

/** The state after an event, `state` null before the first; null where the event cannot follow (an illegal record). */
export function evolve(state: PollState | null, { type }: Pick<PollsEvent, 'type'>): PollState | null {
  if (type === 'poll.opened') return state === null ? 'open' : null;
  const { from, to }: { from: readonly PollState[]; to: PollState | null } = TRANSITIONS[STEP_OF[type]];
  return state !== null && from.includes(state) ? (to ?? state) : null;
}

/** What the acts of the chair on a poll under way look at. */
export interface PollHead {
  readonly poll: string;
  readonly assembly: string;
  readonly motion: string | null;
  readonly election: string | null;
  readonly state: PollState;
  readonly form: Form;
  readonly countDemanded: boolean;
}

function may({ state }: PollHead, step: keyof typeof TRANSITIONS): Result<null> {
  const from: readonly PollState[] = TRANSITIONS[step].from;
  return from.includes(state) ? ok(null) : refuse('poll.wrong_state', { state, wanted: [...from] });
}

const subjectOf = ({
  assembly,
  motion,
  election,
  poll,
}: Pick<PollHead, 'assembly' | 'motion' | 'election' | 'poll'>) => ({
  assembly,
  ...(motion !== null && { motion }),
  ...(election !== null && { election }),
  poll,
});

/** Suspends: every ballot stays, nobody votes. Refusal: `poll.wrong_state` {state, wanted}. */
export function suspend(
  head: PollHead,
  { reason }: { reason: string },
  { at }: Context,
): Result<PollsEvent[]> {
  const allowed = may(head, 'suspend');
  if (!allowed.ok) return allowed;
  return ok([{ type: 'poll.suspended', subject: subjectOf(head), data: { poll: head.poll, reason, at } }]);
}

/** Resumes. Refusal: `poll.wrong_state`. */
export function resume(head: PollHead, { at }: Context): Result<PollsEvent[]> {
  const allowed = may(head, 'resume');
  if (!allowed.ok) return allowed;
  return ok([{ type: 'poll.resumed', subject: subjectOf(head), data: { poll: head.poll, at } }]);
}

/**
 * Reminds: of all reminders that are due the last one goes out, and the others were missed. Refusals: `poll.wrong_state`,
 * `remind.none_due`.
 */
export function remind(head: PollHead, due: readonly number[], { at }: Context): Result<PollsEvent[]> {
  const allowed = may(head, 'remind');
  if (!allowed.ok) return allowed;
  const hours = Math.min(...due);
  if (due.length === 0) return refuse('remind.none_due');
  const missed = inTurn(due.filter((one) => one !== hours));
  return ok([
    { type: 'poll.reminded', subject: subjectOf(head), data: { poll: head.poll, hours, missed, at } },
  ]);
}

/** Announces the closing for the countdown; the chair still closes. Refusal: `poll.wrong_state`. */
export function announceClosing(
  head: PollHead,
  { seconds }: { seconds: number },
  { at }: Context,
): Result<PollsEvent[]> {
  const allowed = may(head, 'announce');
  if (!allowed.ok) return allowed;
  const closesAt = new Date(Date.parse(at) + seconds * 1000).toISOString();
  return ok([
    { type: 'poll.closing_announced', subject: subjectOf(head), data: { poll: head.poll, closesAt } },
  ]);
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

/** Annuls a poll that was not declared; its ballots stay in the record. Refusal: `poll.wrong_state`. */
export function annul(head: PollHead, { reason }: { reason: string }, { at }: Context): Result<PollsEvent[]> {
  const allowed = may(head, 'annul');
  if (!allowed.ok) return allowed;
  return ok([{ type: 'poll.annulled', subject: subjectOf(head), data: { poll: head.poll, reason, at } }]);
}

/** A poll under way with the hands as they are: the lines that were represented when it opened. */
export interface OpenRoll extends PollHead {
  readonly on: VotedOn | null;
  readonly lines: readonly Pick<Entitlement, 'entitlement' | 'member' | 'holder' | 'byProxy'>[];
}

/**
 * Hands that move because somebody came, left or revoked a proxy: a grantor who arrives votes in person, an alternate takes
 * over. Who was not represented when the poll opened gets no hand in it. Who only left keeps the hand, as nobody else has
 * it; from whoever may no longer act for the member (`mayAct`: a revoked proxy, a withdrawn credential) it is taken.
 */
export function moveHands(
  { lines, on: _, ...head }: OpenRoll,
  {
    hands,
    mayAct,
  }: {
    hands: ReadonlyMap<string, { readonly holder: string | null; readonly byProxy: boolean }>;
    mayAct: (member: string, person: string) => boolean;
  },
): PollsEvent[] {
  if (!may(head, 'move').ok) return [];
  const moved = (
    { entitlement, holder: from, byProxy: before }: OpenRoll['lines'][number],
    { to, byProxy }: { to: string | null; byProxy: boolean },
  ): PollsEvent => ({
    type: 'poll.hand_moved',
    subject: subjectOf(head),
    data: { poll: head.poll, entitlement, from, to, byProxy, replacesProxy: before && !byProxy },
  });
  return lines.flatMap((line): PollsEvent[] => {
    const now = hands.get(line.member);
    if (now && now.holder !== null)
      return now.holder === line.holder ? [] : [moved(line, { to: now.holder, byProxy: now.byProxy })];
    // Of whom it was a proxy it stays one: the grantor who comes then replaces what the holder cast.
    return line.holder === null || mayAct(line.member, line.holder)
      ? []
      : [moved(line, { to: null, byProxy: line.byProxy })];
  });
}

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
  if (box.state !== 'open' && box.state !== 'recounting')
    return refuse('poll.not_open', { state: box.state });
  if (box.form === 'sight') return refuse('poll.seen_only');
  if (box.state === 'open' && box.dueAt !== null && context.at < box.dueAt && !everybodyVoted(box))
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
  if (box.state !== 'open') return refuse('poll.not_open', { state: box.state });
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
      ...(box.secrecy === 'confidential' && { blobs: { box: boxText(box) } }),
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

/** A delegate demands a count; twice is once. Refusals: `poll.wrong_state`, `poll.not_on_sight`. */
export function demandCount(
  head: PollHead,
  { member }: { member: string },
  { at }: Context,
): Result<PollsEvent[]> {
  const allowed = may(head, 'demand');
  if (!allowed.ok) return allowed;
  if (head.form !== 'sight') return refuse('poll.not_on_sight');
  if (head.countDemanded) return ok([]);
  return ok([
    { type: 'poll.count_demanded', subject: subjectOf(head), data: { poll: head.poll, member, at } },
  ]);
}

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
  if (channel === 'roll_call' && box.secrecy === 'confidential')
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
