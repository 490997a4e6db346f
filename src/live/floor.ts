import { evolveItems } from '../assemblies/agenda.js';
import {
  HINTED,
  type AssembliesEvent,
  type QuorumCallView,
  type TOLD,
} from '../assemblies/assemblies.contract.js';
import { sceneAfter } from '../assemblies/hall.js';
import type { DebateEvent } from '../debate/debate.contract.js';
import { evolveAppeals, evolveSpeakers, type DebateTold } from '../debate/speakers.js';
import type { ElectionsEvent } from '../elections/elections.contract.js';
import type { InstrumentsEvent } from '../instruments/instruments.contract.js';
import { evolve } from '../motions/motion.js';
import type { MotionsEvent, MotionView } from '../motions/motions.contract.js';
import { REHEARSAL } from '../polls/forms.js';
import { CHANGING, changeOf, type Changing } from '../polls/poll.js';
import type { PollsEvent, PollView, Totals } from '../polls/polls.contract.js';
import type { FloorView, News, NewsItem, Own } from './live.contract.js';

/**
 * Folds news into the floor, in the client and in tests. News that does not continue the floor's number gives null:
 * the client then asks `follow` for what it missed. News that is already in the floor changes nothing.
 */
export function applyNews(floor: FloorView, news: News): FloorView | null {
  if (news.assembly !== floor.assembly.id) return floor;
  if (news.to <= floor.number) return floor;
  if (news.from > floor.number) return null;
  const next = news.items
    .filter((item) => item.number >= floor.number)
    .reduce((state, item) => applyItem(state, item), floor);
  return { ...next, number: news.to };
}

/**
 * Folds in what the reader alone is told. It does not move the floor's number: what all hear of the same entries comes
 * apart, and `follow` brings both.
 */
export const applyOwn = (floor: FloorView, own: Own): FloorView =>
  own.items
    .filter(({ number, subject }) => number >= floor.number && isHere(floor, subject))
    .reduce((state, item) => applyItem(state, item), floor);

const isHere = (floor: FloorView, { assembly }: NewsItem['subject']): boolean =>
  assembly === undefined || assembly === floor.assembly.id;

/** What the live room itself tells, beside what happened. */
type Live =
  | { readonly type: 'poll.turnout'; readonly data: { poll: string; cast: number; running: Totals | null } }
  | { readonly type: 'credential.own'; readonly data: Pick<FloorView, 'present' | 'speaksFor'> }
  | { readonly type: 'office.own'; readonly data: Record<string, never> };

type Happened =
  AssembliesEvent | InstrumentsEvent | MotionsEvent | PollsEvent | ElectionsEvent | DebateEvent | Live;

/** The types of all that is told to whoever follows an assembly. */
type ToldType =
  | (typeof TOLD)[number]
  | (typeof HINTED)[number]
  | 'stage.decided'
  | 'stage.reopened'
  | MotionsEvent['type']
  | Exclude<PollsEvent['type'], 'poll.cast' | 'poll.cast_many' | 'poll.counted'>
  | ElectionsEvent['type']
  | DebateEvent['type']
  | Live['type'];

type DataOf<T, E = Happened> = E extends { readonly type: infer U; readonly data: infer D }
  ? T extends U
    ? D
    : never
  : never;

interface Told<T> extends Pick<NewsItem, 'subject' | 'at'> {
  readonly type: T;
  readonly data: DataOf<T>;
}

type Fold<T> = (floor: FloorView, told: Told<T>) => FloorView;

/**
 * What news does to the floor. `fold`: what it carries is put in; `snapshot`: it changes more than it carries, and the client
 * reads the snapshot again. Neither: the floor does not show it.
 */
interface Effect<T> {
  readonly fold?: Fold<T>;
  readonly snapshot?: true;
}

const SNAPSHOT = { snapshot: true } as const;
const ELSEWHERE = {} as const;
/** A motion's state follows by the same table as on the server. */
const ADVANCE = {
  fold: (floor: FloorView, told: { type: MotionsEvent['type']; data: { motion: string }; at: string }) =>
    advance(floor, told),
};
const ADVANCE_AND_SNAPSHOT = { ...ADVANCE, ...SNAPSHOT };
const DEBATE = { fold: (floor: FloorView, told: DebateTold) => debated(floor, told) };
/** Of what only some see no more is told than that there is something: the snapshot knows who sees it. */
const TAKING = {
  fold: (floor: FloorView, told: Told<'item.taken_up' | 'item.left' | 'item.dealt_with'>) => ({
    ...floor,
    assembly: { ...floor.assembly, items: evolveItems(floor.assembly.items, told) },
  }),
};

/** What a poll's events change by what they carry follows by the same table as in the database. */
const CHANGED = Object.fromEntries(
  CHANGING.map((type) => [
    type,
    { fold: (floor: FloorView, told: Told<Changing>) => poll(floor, told.data.poll, changeOf(told)) },
  ]),
) as { readonly [T in Changing]: Effect<T> };

/** A room that tells more has to say here what it does: a type without an effect is no program. */
const EFFECTS: { readonly [T in ToldType]: Effect<T> } = {
  'assembly.deadlines_set': SNAPSHOT,
  'assembly.credential_dates_set': SNAPSHOT,
  'sitting.planned': SNAPSHOT,
  'sitting.changed': SNAPSHOT,
  // Where it was the last to come, the quorum is shown as it was recorded last.
  'assembly.corrected': SNAPSHOT,
  'sitting.cancelled': SNAPSHOT,
  'sitting.opened': {
    fold: (floor, { data, at }) => sitting(floor, data.sitting, { state: 'open', openedAt: at }),
  },
  'sitting.closed': {
    fold: (floor, { data, at }) => sitting(floor, data.sitting, { state: 'closed', closedAt: at }),
  },
  'item.added': SNAPSHOT,
  'item.changed': SNAPSHOT,
  'item.moved': SNAPSHOT,
  'item.withdrawn': SNAPSHOT,
  'item.taken_up': TAKING,
  'item.left': TAKING,
  'item.dealt_with': TAKING,
  'paper.attached': SNAPSHOT,
  'paper.renamed': SNAPSHOT,
  'paper.withdrawn': SNAPSHOT,
  'quorum.changed': {
    fold: (floor, { data }) => ({ ...floor, assembly: { ...floor.assembly, quorum: data } }),
  },
  'quorum.called': {
    fold: (floor, { data: { call: id, startedAt, endsAt } }) =>
      quorumCall(floor, {
        ...{ id, startedAt, endsAt, state: 'running' },
        ...{ confirmed: 0, outcome: null, absent: null },
      }),
  },
  'quorum.call_ended': {
    fold: (floor, { data: { call: id, confirmed, outcome } }) =>
      quorumCall(floor, { id, state: 'ended', confirmed, outcome }),
  },
  'quorum.call_closed': {
    fold: (floor, { data: { call: id, absent } }) => quorumCall(floor, { id, state: 'closed', absent }),
  },
  'hall.shown': {
    fold: (floor, { data, at }) => ({
      ...floor,
      assembly: { ...floor.assembly, scene: sceneAfter(data, at) },
    }),
  },
  'credential.own': { fold: (floor, { data: { present, speaksFor } }) => ({ ...floor, present, speaksFor }) },
  'office.own': SNAPSHOT,
  'stage.decided': ELSEWHERE,
  'stage.reopened': ELSEWHERE,
  'motion.submitted': SNAPSHOT,
  'motion.worded': ADVANCE_AND_SNAPSHOT,
  'motion.carried': ADVANCE_AND_SNAPSHOT,
  'motion.revised': ADVANCE_AND_SNAPSHOT,
  'motion.proposed': ADVANCE_AND_SNAPSHOT,
  'motion.seconded': ADVANCE_AND_SNAPSHOT,
  'motion.unseconded': ADVANCE_AND_SNAPSHOT,
  'motion.translated': ADVANCE_AND_SNAPSHOT,
  'motion.corrected': ADVANCE_AND_SNAPSHOT,
  'motion.tabled': ADVANCE_AND_SNAPSHOT,
  'motion.inadmissible': ADVANCE_AND_SNAPSHOT,
  'motion.composited': ADVANCE_AND_SNAPSHOT,
  'motion.released': ADVANCE_AND_SNAPSHOT,
  'motion.debated': ADVANCE,
  'motion.readied': ADVANCE,
  'motion.adjourned': ADVANCE_AND_SNAPSHOT,
  'motion.remitted': ADVANCE_AND_SNAPSHOT,
  'motion.resumed': ADVANCE_AND_SNAPSHOT,
  'motion.ordered': ADVANCE_AND_SNAPSHOT,
  'motion.amended': ADVANCE_AND_SNAPSHOT,
  'motion.taken_out': ADVANCE_AND_SNAPSHOT,
  'motion.voting': ADVANCE,
  'motion.adopted': {
    fold: (floor, { data, at }) =>
      motion(floor, data.motion, { state: 'adopted', since: at, decision: data.decision }),
  },
  'motion.rejected': ADVANCE,
  'motion.returned': ADVANCE_AND_SNAPSHOT,
  'motion.reopened': ADVANCE_AND_SNAPSHOT,
  'motion.recounted': ADVANCE,
  'motion.withdrawn': ADVANCE_AND_SNAPSHOT,
  'motion.fallen': ADVANCE_AND_SNAPSHOT,
  'poll.opened': { fold: (floor, told) => opened(floor, told) },
  'poll.turnout': {
    fold: (floor, { data: { poll: id, cast, running } }) => poll(floor, id, { cast, running }),
  },
  'poll.hand_moved': ELSEWHERE,
  'poll.reminded': ELSEWHERE,
  'poll.channelled': ELSEWHERE,
  'poll.tellers_counted': ELSEWHERE,
  ...CHANGED,
  'poll.recount_ordered': { fold: (floor, { data, at }) => recounting(floor, data, at) },
  'poll.annulled': {
    fold: (floor, { data: { poll: id, reason, at } }) => {
      const closedAt = floor.polls.find((one) => one.id === id)?.closedAt ?? at;
      return poll(floor, id, { state: 'annulled', reason, closedAt });
    },
  },
  'poll.closed': {
    fold: (floor, { data: { poll: id, cast }, at }) =>
      poll(floor, id, { state: 'closed', closedAt: at, cast }),
  },
  'poll.declared': {
    fold: (floor, { data: { poll: id, result, decision }, at }) =>
      poll(floor, id, { state: 'declared', declaredAt: at, result, decision }),
  },
  'election.called': ELSEWHERE,
  'election.nominations_closed': ELSEWHERE,
  'election.balloting': SNAPSHOT,
  'election.round_void': ELSEWHERE,
  'election.round_decided': SNAPSHOT,
  'election.round_reopened': SNAPSHOT,
  'election.declared': ELSEWHERE,
  'election.ended': ELSEWHERE,
  'candidate.nominated': ELSEWHERE,
  'candidate.seconded': ELSEWHERE,
  'candidate.accepted': ELSEWHERE,
  'candidate.declined': ELSEWHERE,
  'candidate.stated': ELSEWHERE,
  'candidate.withdrawn': ELSEWHERE,
  'candidate.reinstated': ELSEWHERE,
  'candidate.ruled_out': ELSEWHERE,
  'speakers.opened': DEBATE,
  'speakers.changed': DEBATE,
  'speakers.closed': DEBATE,
  'speakers.reopened': DEBATE,
  'speakers.ended': DEBATE,
  'speakers.requested': DEBATE,
  'speakers.withdrawn': DEBATE,
  'speakers.struck': DEBATE,
  'speakers.called': DEBATE,
  'speakers.paused': DEBATE,
  'speakers.interrupted': DEBATE,
  'speakers.resumed': DEBATE,
  'speakers.limited': DEBATE,
  'speakers.finished': DEBATE,
  'appeal.made': DEBATE,
  'appeal.settled': DEBATE,
};

/** What a later version of the house tells does nothing here. */
const effectOf = (type: string): Effect<never> =>
  Object.hasOwn(EFFECTS, type) ? (EFFECTS[type as ToldType] as Effect<never>) : ELSEWHERE;

/** Told that there is something, and not what. */
const isHint = ({ type, data }: Pick<NewsItem, 'type' | 'data'>): boolean =>
  (HINTED as readonly string[]).includes(type) && data['item'] === undefined;

/** One piece of news. */
export function applyItem(floor: FloorView, item: NewsItem): FloorView {
  const { fold } = effectOf(item.type);
  return fold && !isHint(item) ? fold(floor, item as never) : floor;
}

/** Whether news changes what the floor holds beyond what it carries: the client reads the snapshot again. */
export const needsSnapshot = (item: Pick<NewsItem, 'type' | 'data'>): boolean =>
  effectOf(item.type).snapshot === true || isHint(item);

const debated = (floor: FloorView, told: DebateTold): FloorView => ({
  ...floor,
  speakers: evolveSpeakers(floor.speakers, told),
  appeals: evolveAppeals(floor.appeals, told),
});

function advance(
  floor: FloorView,
  { type, data, at }: { type: MotionsEvent['type']; data: { motion: string }; at: string },
): FloorView {
  const before = floor.motions.find(({ id }) => id === data.motion);
  const state = before && evolve(before.state, { type });
  if (!state) return floor;
  return motion(floor, data.motion, { state, ...(state !== before.state && { since: at }) });
}

/** A new call takes the place of the one before; what belongs to another call changes nothing. */
function quorumCall(floor: FloorView, change: Partial<QuorumCallView> & { id: string }): FloorView {
  const { quorumCall: before } = floor.assembly;
  if (change.state !== 'running' && before?.id !== change.id) return floor;
  const call = { ...before, ...change } as QuorumCallView;
  return { ...floor, assembly: { ...floor.assembly, quorumCall: call } };
}

function sitting(
  floor: FloorView,
  id: unknown,
  change: Partial<FloorView['assembly']['sittings'][number]>,
): FloorView {
  const sittings = floor.assembly.sittings.map((one) => (one.id === id ? { ...one, ...change } : one));
  return { ...floor, assembly: { ...floor.assembly, sittings } };
}

function poll(floor: FloorView, id: unknown, change: Partial<PollView>): FloorView {
  return { ...floor, polls: floor.polls.map((one) => (one.id === id ? { ...one, ...change } : one)) };
}

/** The result that was declared stands no longer; one that was not is not known here. */
function recounting(
  floor: FloorView,
  { poll: id, reason }: DataOf<'poll.recount_ordered'>,
  at: string,
): FloorView {
  const before = floor.polls.find((one) => one.id === id);
  if (!before) return floor;
  const { result, declaredAt } = before;
  const stood = result && declaredAt ? [{ result, declaredAt, reason, at }] : [];
  const superseded = [...before.superseded, ...stood];
  return poll(floor, id, { state: 'recounting', result: null, declaredAt: null, superseded });
}

function motion(floor: FloorView, id: unknown, change: Partial<MotionView>): FloorView {
  return { ...floor, motions: floor.motions.map((one) => (one.id === id ? { ...one, ...change } : one)) };
}

function opened(floor: FloorView, { data, subject, at }: Told<'poll.opened'>): FloorView {
  const {
    poll: id,
    contest,
    remind: _,
    seed: _seed,
    showRunning: _shown,
    quorum: _quorum,
    at: _at,
    ...of
  } = data;
  if (floor.polls.some((one) => one.id === id)) return floor;
  const about = floor.motions.find((one) => one.id === data.motion) ?? null;
  // Of an election the snapshot tells, with the names.
  if (!about && (data.motion !== null || contest !== null)) return floor;
  const fresh: PollView = {
    ...{ ...of, id, assembly: subject['assembly'] ?? floor.assembly.id, contest: null },
    titles: data.titles ?? REHEARSAL,
    majority: data.majority as PollView['majority'],
    ...{ state: 'open', openedAt: at, closedAt: null, declaredAt: null, closesAt: null, reason: null },
    ...{ cast: 0, running: null, countDemanded: false, result: null, superseded: [], decision: null },
  };
  const asked = about ? motion(floor, about.id, { polls: [id, ...about.polls] }) : floor;
  return { ...asked, polls: [fresh, ...floor.polls] };
}
