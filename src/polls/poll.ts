import type { Context } from '../basics/event.js';
import { ok, refuse, type Result } from '../basics/result.js';
import type { VotedOn } from '../assemblies/assembly.js';
import type { Entitlement } from './opening.js';
import { inTurn } from './reminder.js';
import type { Form, PollsEvent, PollState } from './polls.contract.js';

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

export function may({ state }: PollHead, step: keyof typeof TRANSITIONS): Result<null> {
  const from: readonly PollState[] = TRANSITIONS[step].from;
  return from.includes(state) ? ok(null) : refuse('poll.wrong_state', { state, wanted: [...from] });
}

export const subjectOf = ({
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

/** Annuls a poll that was not declared; its ballots stay in the record. Refusal: `poll.wrong_state`. */
export function annul(head: PollHead, { reason }: { reason: string }, { at }: Context): Result<PollsEvent[]> {
  const allowed = may(head, 'annul');
  if (!allowed.ok) return allowed;
  return ok([{ type: 'poll.annulled', subject: subjectOf(head), data: { poll: head.poll, reason, at } }]);
}

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
