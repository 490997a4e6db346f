import type { Context } from '../basics/event.js';
import { ok, refuse, type Result } from '../basics/result.js';
import type { VotedOn } from '../assemblies/assembly.js';
import type { Entitlement } from './opening.js';
import { inTurn } from './reminder.js';
import type { Form, PollsEvent, PollState, PollView } from './polls.contract.js';

/**
 * How far a poll is in each state. `taking`: votes come in; `waiting`: none does until it goes on; `counting`: it is closed, and no
 * result stands yet; `over`: declared or annulled.
 */
const STAGES: Readonly<Record<PollState, 'taking' | 'waiting' | 'counting' | 'over'>> = {
  open: 'taking',
  suspended: 'waiting',
  closed: 'counting',
  recounting: 'counting',
  declared: 'over',
  annulled: 'over',
};

const statesIn = (...stages: readonly (typeof STAGES)[PollState][]): readonly PollState[] =>
  (Object.keys(STAGES) as PollState[]).filter((state) => stages.includes(STAGES[state]));

/** Votes come in. */
export const TAKING = statesIn('taking');
/** Not closed yet: hands still move, and votes come in or will again. */
export const VOTING = statesIn('taking', 'waiting');
/** Neither declared nor annulled: the assembly is still at it. */
export const UNDER_WAY = statesIn('taking', 'waiting', 'counting');

/** From which states an act leads where; `to` null: the state stays. What is not here is refused, and illegal in a record. */
const TRANSITIONS = {
  suspend: { from: TAKING, to: 'suspended' },
  resume: { from: ['suspended'], to: 'open' },
  announce: { from: TAKING, to: null },
  cast: { from: TAKING, to: null },
  move: { from: VOTING, to: null },
  remind: { from: TAKING, to: null },
  channel: { from: VOTING, to: null },
  tell: { from: [...VOTING, 'recounting'], to: null },
  demand: { from: [...VOTING, 'closed'], to: null },
  close: { from: [...TAKING, 'recounting'], to: 'closed' },
  count: { from: ['closed'], to: 'closed' },
  declare: { from: ['closed'], to: 'declared' },
  recount: { from: ['closed', 'declared'], to: 'recounting' },
  annul: { from: UNDER_WAY, to: 'annulled' },
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

/** What an event changes of a poll by what it carries alone, in the tables as on every screen. */
export type Change = Partial<Pick<PollView, 'state' | 'reason' | 'closesAt' | 'countDemanded'>>;

type DataOf<T> = Extract<PollsEvent, { readonly type: T }>['data'];

const CHANGES = {
  'poll.suspended': ({ reason }) => ({ state: 'suspended', reason, closesAt: null }),
  'poll.resumed': () => ({ state: 'open', reason: null }),
  'poll.closing_announced': ({ closesAt }) => ({ closesAt }),
  'poll.count_demanded': () => ({ countDemanded: true }),
} as const satisfies { readonly [T in PollsEvent['type']]?: (data: DataOf<T>) => Change };

export type Changing = keyof typeof CHANGES;
export const CHANGING = Object.keys(CHANGES) as readonly Changing[];
export const isChanging = (event: PollsEvent): event is Extract<PollsEvent, { readonly type: Changing }> =>
  Object.hasOwn(CHANGES, event.type);

export const changeOf = <T extends Changing>({ type, data }: { type: T; data: DataOf<T> }): Change =>
  (CHANGES[type] as (data: DataOf<T>) => Change)(data);

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

export function may({ state }: Pick<PollHead, 'state'>, transition: keyof typeof TRANSITIONS): Result<null> {
  const from: readonly PollState[] = TRANSITIONS[transition].from;
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
