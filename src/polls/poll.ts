import { canonical, sha256Hex, type Json } from '../basics/canonical.js';
import type { Context } from '../basics/event.js';
import { ok, refuse, type Result } from '../basics/result.js';
import type { QuorumState } from '../assemblies/quorum.js';
import type { Majority } from '../bodies/ruleset.js';
import { decideOutcome } from './majority.js';
import type { Cast, Choice, PollsEvent, Receipt, ResultView } from './polls.contract.js';
import type { RollEntry } from './tally/yes-no.js';

/** One line of the electoral roll: an entitlement, whose it is, and the hand that may cast it (null: nobody is here). */
export interface Entitlement {
  readonly entitlement: number;
  readonly member: string;
  readonly name: string;
  readonly class: string;
  readonly country: string | null;
  readonly region: string | null;
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

/** What is frozen when a poll opens. */
export interface Opening {
  readonly assembly: string;
  readonly motion: string;
  readonly number: number;
  readonly versionHash: string | null;
  readonly ruleSet: string;
  readonly majorityName: string;
  readonly majority: Majority;
  readonly mayChange: boolean;
  readonly unit: bigint;
  readonly roll: readonly Entitlement[];
  readonly quorum: QuorumState;
  /** The rule set counts the quorum when the poll opens; else at its close. */
  readonly quorumAtOpening: boolean;
  readonly sittingOpen: boolean;
}

/**
 * Opens a poll. Refusals: `sitting.none_open`, `quorum.missing` {present, needed, entitled}, `roll.empty`.
 */
export function open(opening: Opening, context: Context): Result<PollsEvent> {
  if (!opening.sittingOpen) return refuse('sitting.none_open');
  const { quorum, roll, unit } = opening;
  if (opening.quorumAtOpening && !quorum.reached) {
    return refuse('quorum.missing', {
      present: quorum.present.toString(),
      needed: quorum.needed.toString(),
      entitled: quorum.entitled.toString(),
    });
  }
  if (roll.length === 0) return refuse('roll.empty');
  const text = rollText(unit, roll);
  const poll = context.id();
  const represented = roll.filter((line) => line.represented);
  return ok({
    type: 'poll.opened',
    subject: { assembly: opening.assembly, motion: opening.motion, poll },
    data: {
      poll,
      motion: opening.motion,
      number: opening.number,
      versionHash: opening.versionHash,
      ruleSet: opening.ruleSet,
      majorityName: opening.majorityName,
      majority: opening.majority as unknown as Json,
      mayChange: opening.mayChange,
      rollHash: sha256Hex(text),
      unit: unit.toString(),
      entitled: { members: roll.length, weight: weightOf(roll) },
      represented: { members: represented.length, weight: weightOf(represented) },
      quorum: quorum.steps as unknown as Json,
      at: context.at,
    },
    blobs: { roll: text },
  });
}

const weightOf = (lines: readonly Entitlement[]): string =>
  lines.reduce((sum, line) => sum + line.weight, 0n).toString();

/** What stands for one entitlement. */
export interface Standing {
  readonly holder: string | null;
  /** The latest ballot, if any. */
  readonly latest: Receipt | null;
}

/** What the decision on one ballot needs; null where the roll has no such entitlement. */
export interface BallotState {
  readonly state: 'open' | 'closed' | 'declared';
  readonly mayChange: boolean;
  readonly standing: Standing | null;
  /** The ballot of this very id, when it came before. */
  readonly known: { readonly receipt: Receipt; readonly caster: string } | null;
}

/** A ballot is new (with its revision), or it came before and its receipt is given again. */
export type Admitted =
  | { readonly kind: 'new'; readonly revision: number }
  | { readonly kind: 'repeat'; readonly receipt: Receipt };

/**
 * Decides one ballot. A repeat is answered even after closing: the vote was counted, and the sender asks.
 * Refusals: `ballot.reused`, `poll.closed`, `roll.unknown`, `roll.not_yours`, `ballot.final` {revision},
 * `ballot.stale` {revision}.
 */
export function admit(state: BallotState, cast: Cast, person: string): Result<Admitted> {
  const { known, standing } = state;
  if (known) {
    const same =
      known.caster === person &&
      known.receipt.poll === cast.poll &&
      known.receipt.entitlement === cast.entitlement &&
      known.receipt.choice === cast.choice;
    return same ? ok({ kind: 'repeat', receipt: known.receipt }) : refuse('ballot.reused');
  }
  if (state.state !== 'open') return refuse('poll.closed');
  if (!standing) return refuse('roll.unknown', { entitlement: cast.entitlement });
  if (standing.holder !== person) return refuse('roll.not_yours', { entitlement: cast.entitlement });
  const revision = standing.latest?.revision ?? 0;
  if (revision > 0 && !state.mayChange) return refuse('ballot.final', { revision });
  if (cast.replaces !== revision) return refuse('ballot.stale', { revision });
  return ok({ kind: 'new', revision: revision + 1 });
}

/** A poll at its close: the roll with final choices. */
export interface Box {
  readonly poll: string;
  readonly assembly: string;
  readonly motion: string;
  readonly state: 'open' | 'closed' | 'declared';
  readonly majority: Majority;
  readonly unit: bigint;
  readonly entries: readonly RollEntry[];
  /** Given when the rule set counts the quorum at the close. */
  readonly quorumAtClose: QuorumState | null;
  readonly result: ResultView | null;
}

/** The result of a box, exact and with its arithmetic; the same box always gives the same result. */
export function count(box: Box, casting: Choice | null): ResultView {
  const decided = decideOutcome({
    majority: box.majority,
    unit: box.unit,
    entries: box.entries,
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
  };
}

/** Closes and counts. Refusal: `poll.not_open`. */
export function close(box: Box, context: Context): Result<PollsEvent[]> {
  if (box.state !== 'open') return refuse('poll.not_open', { state: box.state });
  const subject = { assembly: box.assembly, motion: box.motion, poll: box.poll };
  const cast = box.entries.filter((entry) => entry.choice !== null).length;
  return ok([
    { type: 'poll.closed', subject, data: { poll: box.poll, cast, at: context.at } },
    { type: 'poll.counted', subject, data: { poll: box.poll, result: count(box, null) } },
  ]);
}

/**
 * The declared result. A tie asks for the chair's casting vote where the rules give one.
 * Refusals: `poll.not_closed`, `poll.casting_needed`, `poll.casting_not_allowed`.
 */
export function declare(box: Box, casting: 'for' | 'against' | null): Result<ResultView> {
  if (box.state !== 'closed' || !box.result) return refuse('poll.not_closed', { state: box.state });
  const tie = box.result.outcome === 'tie';
  if (tie && box.majority.tie === 'casting_vote') {
    if (casting === null) return refuse('poll.casting_needed');
    return ok(count(box, casting));
  }
  if (casting !== null) return refuse('poll.casting_not_allowed');
  return ok(box.result);
}
