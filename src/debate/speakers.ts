import type { Context, Subject } from '../basics/event.js';
import { byName } from '../basics/order.js';
import { never, ok, refuse, type Result } from '../basics/result.js';
import { first } from '../basics/must.js';
import type {
  AppealView,
  SpeakersAbout,
  DebateEvent,
  SpeakersRequest,
  SpeakersView,
  SpeechView,
  Stance,
  Turns,
} from './debate.contract.js';

/** What goes first whatever the order of turns is: a point of order interrupts, a reply comes before the next turn. */
const URGENCY: Readonly<Record<Stance, number>> = {
  point_of_order: 0,
  reply: 1,
  for: 2,
  against: 2,
  neutral: 2,
};
const isTurn = ({ stance }: { readonly stance: Stance }): boolean => URGENCY[stance] === 2;
const isPoint = ({ stance }: { readonly stance: Stance }): boolean => stance === 'point_of_order';

/** The turns that were given on this list: points of order and replies are none. */
interface Given {
  /** Who spoke for or against last. */
  readonly side: Stance | null;
  readonly persons: ReadonlySet<string>;
  /** Speeches by region; members without one are a group of their own. */
  readonly regions: ReadonlyMap<string | null, number>;
  /** Speeches by gender, where it was recorded. */
  readonly genders: ReadonlyMap<string | null, number>;
}

type Turn = Pick<SpeakersRequest, 'person' | 'region' | 'gender' | 'stance'>;

/** The lower number goes first. */
const RANKS: Readonly<Record<Turns[number], (request: Turn, given: Given) => number>> = {
  /** The side that has just spoken waits for the others; who is neither for nor against keeps the place in time. */
  alternate: ({ stance }, { side }) => (stance === side ? 1 : 0),
  /** Who has not spoken yet on this list. */
  first_time_first: ({ person }, { persons }) => (persons.has(person) ? 1 : 0),
  /** The region that has spoken least on this list. */
  by_region: ({ region }, { regions }) => regions.get(region) ?? 0,
  /** The gender that has spoken least on this list; whose is not recorded is a group of its own. */
  by_gender: ({ gender }, { genders }) => genders.get(gender) ?? 0,
};

const oneMore = (counts: Given['regions'], key: string | null): Given['regions'] =>
  new Map([...counts, [key, (counts.get(key) ?? 0) + 1]]);

const NONE_GIVEN: Given = { side: null, persons: new Set(), regions: new Map(), genders: new Map() };

function withTurn(given: Given, one: Turn): Given {
  if (!isTurn(one)) return given;
  return {
    side: one.stance === 'neutral' ? given.side : one.stance,
    persons: new Set([...given.persons, one.person]),
    regions: oneMore(given.regions, one.region),
    genders: oneMore(given.genders, one.gender),
  };
}

/** Whether one goes before another by the first rule in which they differ. */
function goesBefore(a: Turn, b: Turn, { order, given }: { order: Turns; given: Given }): boolean {
  for (const rule of order) {
    const [ofA, ofB] = [RANKS[rule](a, given), RANKS[rule](b, given)];
    if (ofA !== ofB) return ofA < ofB;
  }
  return false;
}

/**
 * Who waits, in the order in which they would be called if nobody else asked. The floor is not taken from its speaker by
 * that speaker's own point of order, which then comes last. Cost: the square of who waits.
 */
export function queueOf(list: SpeakersView): SpeakersRequest[] {
  const { order } = list;
  const speaking = list.speeches.filter((one) => one.endedAt === null).map((one) => one.person);
  const urgency = (one: SpeakersRequest): number =>
    isPoint(one) && speaking.includes(one.person) ? 3 : URGENCY[one.stance];
  let given = list.speeches.reduce(withTurn, NONE_GIVEN);
  const rest = list.waiting.toSorted((a, b) => urgency(a) - urgency(b) || byTime(a, b));
  const queue: SpeakersRequest[] = [];
  while (rest.length > 0) {
    let next = first(rest);
    if (isTurn(next)) {
      for (const one of rest) if (isTurn(one) && goesBefore(one, next, { order, given })) next = one;
    }
    rest.splice(rest.indexOf(next), 1);
    given = withTurn(given, next);
    queue.push(next);
  }
  return queue;
}

const byTime = (a: SpeakersRequest, b: SpeakersRequest): number =>
  a.at < b.at || (a.at === b.at && a.request < b.request) ? -1 : 1;

/** Who has the floor: the speech under way, and the one that a point of order keeps waiting. */
export function onTheFloor(list: SpeakersView): {
  readonly speaking: SpeechView | null;
  readonly waiting: SpeechView | null;
} {
  const live = list.speeches.filter((one) => one.endedAt === null);
  const point = live.find(isPoint) ?? null;
  const other = live.find((one) => !isPoint(one)) ?? null;
  return point ? { speaking: point, waiting: other } : { speaking: other, waiting: null };
}

/** Milliseconds used at a moment. Never negative, also where the clocks of two nodes differ. */
export const usedAt = ({ elapsed, since }: Pick<SpeechView, 'elapsed' | 'since'>, at: string): number =>
  elapsed + (since === null ? 0 : Math.max(0, Date.parse(at) - Date.parse(since)));

/** Milliseconds left at a moment, negative in overtime; null without a limit. */
export const leftAt = (speech: Pick<SpeechView, 'elapsed' | 'since' | 'limit'>, at: string): number | null =>
  speech.limit === null ? null : speech.limit * 1_000 - usedAt(speech, at);

/** An assembly's list as its acts see it; `list` null where none is open or closed. */
export interface SpeakersState {
  readonly assembly: string;
  readonly list: SpeakersView | null;
}

const subject = (assembly: string, list: string, person?: string): Subject => ({
  assembly,
  speakers: list,
  ...(person !== undefined && { person }),
});

type On<T> = { readonly assembly: string; readonly list: SpeakersView } & T;

/** Passes on to what needs a list. Refusal: `speakers.none`. */
function onList(
  { assembly, list }: SpeakersState,
  decide: (on: On<{ readonly of: { readonly list: string } }>) => Result<DebateEvent[]>,
): Result<DebateEvent[]> {
  return list === null ? refuse('speakers.none') : decide({ assembly, list, of: { list: list.list } });
}

export interface Ruling {
  readonly order: Turns;
  readonly limit: number | null;
  readonly observers: boolean;
}

/** Opens a list. Refusal: `speakers.other_open`. */
export function openList(
  { assembly, list }: SpeakersState,
  { about, order, limit, observers }: Ruling & { readonly about: SpeakersAbout | null },
  context: Context,
): Result<DebateEvent[]> {
  if (list !== null) return refuse('speakers.other_open');
  const id = context.id();
  return ok([
    {
      type: 'speakers.opened',
      subject: {
        ...subject(assembly, id),
        ...(about?.kind === 'motion' && { motion: about.motion }),
      },
      data: { list: id, about, order, limit, observers },
    },
  ]);
}

/** Changes the rules of the list for what is to come. Refusal: `speakers.none`. */
export const changeList = (state: SpeakersState, { order, limit, observers }: Ruling) =>
  onList(state, ({ assembly, list, of }) =>
    ok([
      {
        type: 'speakers.changed',
        subject: subject(assembly, list.list),
        data: { ...of, order, limit, observers },
      },
    ]),
  );

/** Closes an open list, or opens a closed one. Refusals: `speakers.none`, `speakers.wrong_state` {state}. */
export const turnList = (state: SpeakersState, to: 'open' | 'closed') =>
  onList(state, ({ assembly, list, of }) =>
    list.state === to
      ? refuse('speakers.wrong_state', { state: to })
      : ok([
          {
            type: to === 'closed' ? 'speakers.closed' : 'speakers.reopened',
            subject: subject(assembly, list.list),
            data: of,
          },
        ]),
  );

/** Ends the list, and with it whatever speech is under way. Refusal: `speakers.none`. */
export const endList = (state: SpeakersState, { at }: Context) =>
  onList(state, ({ assembly, list, of }) =>
    ok([
      ...list.speeches
        .filter((one) => one.endedAt === null)
        .map((one): DebateEvent => finished(assembly, list, { speech: one, at })),
      { type: 'speakers.ended', subject: subject(assembly, list.list), data: of },
    ]),
  );

const finished = (
  assembly: string,
  list: SpeakersView,
  { speech, at }: { readonly speech: SpeechView; readonly at: string },
): DebateEvent => ({
  type: 'speakers.finished',
  subject: subject(assembly, list.list, speech.person),
  data: { list: list.list, speech: speech.speech, elapsed: usedAt(speech, at) },
});

/** A credential of somebody who asks; `name` and `region` are the member's. */
export interface Voice {
  readonly person: string;
  readonly speaker: string | null;
  readonly member: string;
  readonly name: string;
  readonly region: string | null;
  readonly gender: string | null;
  readonly role: 'delegate' | 'alternate' | 'observer';
}

const ROLES: Readonly<Record<Voice['role'], number>> = { delegate: 0, alternate: 1, observer: 2 };

/** For which member somebody speaks: the one that is named, else the first, delegates before alternates and observers. */
export function voiceFor(voices: readonly Voice[], member: string | null): Result<Voice> {
  const [voice] = voices
    .filter((one) => member === null || one.member === member)
    .toSorted((a, b) => ROLES[a.role] - ROLES[b.role] || byName(a.name, b.name));
  return voice ? ok(voice) : refuse('speakers.not_accredited');
}

/**
 * Puts somebody down. Who waits for a turn may still rise to a point of order; a closed list takes only points of order
 * and replies (as the UN General Assembly's rules 71 and 73 have it). Refusals: `speakers.none`, `speakers.observers`,
 * `speakers.closed`, `speakers.waiting`, `speakers.own_speech`.
 */
export const ask = (
  state: SpeakersState,
  { voice, stance }: { readonly voice: Voice; readonly stance: Stance },
  context: Context,
): Result<DebateEvent[]> =>
  onList(state, ({ assembly, list, of }) => {
    const { person, member, name, region, speaker, role } = voice;
    if (role === 'observer' && !list.observers) return refuse('speakers.observers');
    if (list.state === 'closed' && isTurn({ stance })) return refuse('speakers.closed');
    const point = isPoint({ stance });
    if (list.waiting.some((one) => one.person === person && isPoint(one) === point)) {
      return refuse('speakers.waiting');
    }
    if (point && onTheFloor(list).speaking?.person === person) return refuse('speakers.own_speech');
    return ok([
      {
        type: 'speakers.requested',
        subject: subject(assembly, list.list, person),
        data: { ...of, request: context.id(), person, member, name, region, stance },
        personal: { name: speaker, gender: voice.gender },
      },
    ]);
  });

const waitingIn = (list: SpeakersView, request: string): SpeakersRequest | undefined =>
  list.waiting.find((one) => one.request === request);

/** Withdraws the own request. Refusals: `speakers.none`, `speakers.not_waiting`. */
export const withdraw = (
  state: SpeakersState,
  { request, person }: { readonly request: string; readonly person: string | null },
) =>
  onList(state, ({ assembly, list, of }) =>
    waitingIn(list, request)?.person === person
      ? ok([
          {
            type: 'speakers.withdrawn',
            subject: subject(assembly, list.list, person ?? undefined),
            data: { ...of, request },
          },
        ])
      : refuse('speakers.not_waiting'),
  );

/** Strikes a request off the list. Refusals: `speakers.none`, `speakers.not_waiting`. */
export const strike = (
  state: SpeakersState,
  { request, reason }: { readonly request: string; readonly reason: string },
) =>
  onList(state, ({ assembly, list, of }) => {
    const found = waitingIn(list, request);
    if (!found) return refuse('speakers.not_waiting');
    return ok([
      {
        type: 'speakers.struck',
        subject: subject(assembly, list.list, found.person),
        data: { ...of, request, reason },
      },
    ]);
  });

/**
 * Calls a speaker. A point of order interrupts a speech, whose clock stops to the millisecond; anything else waits until
 * the floor is free. Out of turn only with a reason. Refusals: `speakers.none`, `speakers.not_waiting`,
 * `speakers.speaking` {name}, `speakers.own_speech`, `speakers.out_of_turn` {name: who is next}.
 */
export const call = (
  state: SpeakersState,
  { request, reason }: { readonly request: string; readonly reason: string | null },
  context: Context,
): Result<DebateEvent[]> =>
  onList(state, ({ assembly, list, of }) => {
    const called = waitingIn(list, request);
    if (!called) return refuse('speakers.not_waiting');
    const { speaking } = onTheFloor(list);
    if (speaking && (!isPoint(called) || isPoint(speaking))) {
      return refuse('speakers.speaking', { name: speaking.name });
    }
    if (speaking?.person === called.person) return refuse('speakers.own_speech');
    const next = first(queueOf(list));
    const inTurn = next.request === request;
    if (!inTurn && reason === null) return refuse('speakers.out_of_turn', { name: next.name });
    const events: DebateEvent[] = [];
    if (speaking?.since) {
      events.push({
        type: 'speakers.interrupted',
        subject: subject(assembly, list.list, speaking.person),
        data: { ...of, speech: speaking.speech, elapsed: usedAt(speaking, context.at) },
      });
    }
    events.push({
      type: 'speakers.called',
      subject: subject(assembly, list.list, called.person),
      data: { ...of, request, speech: context.id(), limit: list.limit, reason: inTurn ? null : reason },
    });
    return ok(events);
  });

/** Passes on to what is done with the speech that has the floor. Refusals: `speakers.none`, `speakers.not_speaking`. */
const onSpeech = (
  state: SpeakersState,
  speech: string,
  decide: (
    on: On<{ readonly speaking: SpeechView; readonly waiting: SpeechView | null }>,
  ) => Result<DebateEvent[]>,
): Result<DebateEvent[]> =>
  onList(state, ({ assembly, list }) => {
    const { speaking, waiting } = onTheFloor(list);
    if (speaking?.speech !== speech) return refuse('speakers.not_speaking');
    return decide({ assembly, list, speaking, waiting });
  });

/** Stops the clock. Refusals: as `onSpeech`, `speakers.clock_stands`. */
export const pause = (state: SpeakersState, speech: string, { at }: Context) =>
  onSpeech(state, speech, ({ assembly, list, speaking }) =>
    speaking.since === null
      ? refuse('speakers.clock_stands')
      : ok([
          {
            type: 'speakers.paused',
            subject: subject(assembly, list.list, speaking.person),
            data: { list: list.list, speech, elapsed: usedAt(speaking, at) },
          },
        ]),
  );

const resumed = (assembly: string, list: SpeakersView, speech: SpeechView): DebateEvent => ({
  type: 'speakers.resumed',
  subject: subject(assembly, list.list, speech.person),
  data: { list: list.list, speech: speech.speech },
});

/** Lets the clock run on. Refusals: as `onSpeech`, `speakers.clock_runs`. */
export const resume = (state: SpeakersState, speech: string) =>
  onSpeech(state, speech, ({ assembly, list, speaking }) =>
    speaking.since === null ? ok([resumed(assembly, list, speaking)]) : refuse('speakers.clock_runs'),
  );

/** Changes the limit of the speech under way. Refusals: as `onSpeech`. */
export const limitSpeech = (
  state: SpeakersState,
  { speech, limit }: { readonly speech: string; readonly limit: number | null },
) =>
  onSpeech(state, speech, ({ assembly, list, speaking }) =>
    ok([
      {
        type: 'speakers.limited',
        subject: subject(assembly, list.list, speaking.person),
        data: { list: list.list, speech, limit },
      },
    ]),
  );

/** Ends a speech; the one that it interrupted runs on. Refusals: as `onSpeech`. */
export const endSpeech = (state: SpeakersState, speech: string, { at }: Context) =>
  onSpeech(state, speech, ({ assembly, list, speaking, waiting }) =>
    ok([
      finished(assembly, list, { speech: speaking, at }),
      ...(waiting?.interrupted ? [resumed(assembly, list, waiting)] : []),
    ]),
  );

/** Appeals against a ruling; one at a time. Refusal: `appeal.waits`. */
export function appeal(
  { assembly, appeals }: { readonly assembly: string; readonly appeals: readonly AppealView[] },
  { voice, about }: { readonly voice: Voice; readonly about: string },
  context: Context,
): Result<DebateEvent[]> {
  const { person, member, name, speaker } = voice;
  const id = context.id();
  if (appeals.some((one) => one.person === person)) return refuse('appeal.waits');
  return ok([
    {
      type: 'appeal.made',
      subject: { assembly, appeal: id, person },
      data: { appeal: id, person, member, name, about },
      personal: { name: speaker },
    },
  ]);
}

/** Records how an appeal ended. Refusal: `appeal.unknown`. */
export function settleAppeal(
  { assembly, appeals }: { readonly assembly: string; readonly appeals: readonly AppealView[] },
  {
    appeal: id,
    outcome,
    poll,
  }: {
    readonly appeal: string;
    readonly outcome: 'upheld' | 'overruled' | 'withdrawn';
    readonly poll: string | null;
  },
): Result<DebateEvent[]> {
  const found = appeals.find((one) => one.appeal === id);
  if (!found) return refuse('appeal.unknown');
  return ok([
    {
      type: 'appeal.settled',
      subject: { assembly, appeal: id, person: found.person },
      data: { appeal: id, outcome, poll },
    },
  ]);
}

/** An event as the news tell it: `speaker` and `gender` are personal, where they are still there. */
export interface DebateTold {
  readonly type: DebateEvent['type'];
  readonly data: DebateEvent['data'] & { readonly speaker?: string | null; readonly gender?: string | null };
  readonly at: string;
}

/** The list after an event, which folds the same in the client as the tables load. What does not fit changes nothing. */
export function evolveSpeakers(list: SpeakersView | null, told: DebateTold): SpeakersView | null {
  const { at } = told;
  const event = told as Pick<DebateEvent, 'type' | 'data'> as DebateEvent;
  if (event.type === 'appeal.made' || event.type === 'appeal.settled') return list;
  if (event.type === 'speakers.opened') {
    return { ...event.data, state: 'open', openedAt: at, waiting: [], speeches: [] };
  }
  if (list === null || event.data.list !== list.list) return list;
  switch (event.type) {
    case 'speakers.changed': {
      const { order, limit, observers } = event.data;
      return { ...list, order, limit, observers };
    }
    case 'speakers.closed':
      return { ...list, state: 'closed' };
    case 'speakers.reopened':
      return { ...list, state: 'open' };
    case 'speakers.ended':
      return null;
    case 'speakers.requested': {
      const { list: _, ...data } = event.data;
      const { speaker = null, gender = null } = told.data;
      const request = { ...data, speaker, gender, at };
      return { ...list, waiting: [...list.waiting, request].toSorted(byTime) };
    }
    case 'speakers.withdrawn':
    case 'speakers.struck':
      return without(list, event.data.request);
    case 'speakers.called':
      return called(list, event.data, at);
    case 'speakers.paused':
      return speech(list, event.data, { since: null, elapsed: event.data.elapsed });
    case 'speakers.interrupted':
      return speech(list, event.data, { since: null, elapsed: event.data.elapsed, interrupted: true });
    case 'speakers.resumed':
      return speech(list, event.data, { since: at, interrupted: false });
    case 'speakers.limited':
      return speech(list, event.data, { limit: event.data.limit });
    case 'speakers.finished':
      return speech(list, event.data, {
        ...{ since: null, elapsed: event.data.elapsed, interrupted: false, endedAt: at },
      });
    default:
      return never(event);
  }
}

const without = (list: SpeakersView, request: string): SpeakersView => ({
  ...list,
  waiting: list.waiting.filter((one) => one.request !== request),
});

function called(
  list: SpeakersView,
  {
    request,
    speech: id,
    limit,
    reason,
  }: { request: string; speech: string; limit: number | null; reason: string | null },
  at: string,
): SpeakersView {
  const found = waitingIn(list, request);
  if (!found) return list;
  const fresh: SpeechView = {
    ...{ ...found, speech: id, limit, reason, elapsed: 0, since: at, startedAt: at, endedAt: null },
    interrupted: false,
  };
  const speeches = [...list.speeches, fresh].toSorted((a, b) =>
    a.startedAt < b.startedAt || (a.startedAt === b.startedAt && a.speech < b.speech) ? -1 : 1,
  );
  return { ...without(list, request), speeches };
}

const speech = (
  list: SpeakersView,
  { speech: id }: { readonly speech: string },
  change: Partial<SpeechView>,
): SpeakersView => ({
  ...list,
  speeches: list.speeches.map((one) => (one.speech === id ? { ...one, ...change } : one)),
});

/** The appeals that nobody has dealt with, after an event. */
export function evolveAppeals(appeals: readonly AppealView[], told: DebateTold): AppealView[] {
  const event = told as Pick<DebateEvent, 'type' | 'data'> as DebateEvent;
  if (event.type === 'appeal.made') {
    return [...appeals, { ...event.data, speaker: told.data.speaker ?? null, at: told.at }];
  }
  if (event.type === 'appeal.settled') {
    return appeals.filter((one) => one.appeal !== event.data.appeal);
  }
  return [...appeals];
}
