import type { z } from 'zod';
import type { Context, Event } from '../basics/event.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { first, must } from '../basics/must.js';
import { hasItem } from '../assemblies/agenda.store.js';
import { assemblyPlace, openSittingOf } from '../assemblies/assemblies.store.js';
import { act, lock, type Act, type Tx } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import { motionPlace } from '../motions/motions.store.js';
import { pollPlace } from '../polls/polls.store.js';
import type { AppealView, DebateEvent, debateRoutes as routes, SpeakersAbout } from './debate.contract.js';
import { currentSpeakers, openAppeals, speakersLock, voices } from './debate.store.js';
import {
  appeal,
  ask,
  call,
  changeList,
  endList,
  endSpeech,
  limitSpeech,
  openList,
  pause,
  resume,
  settleAppeal,
  strike,
  turnList,
  voiceFor,
  withdraw,
  type SpeakersState,
  type Voice,
} from './speakers.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;
type Here = { assembly: string };

/** The assembly's list, alone with whoever changes it. */
async function alone(tx: Tx, { assembly }: Here): Promise<SpeakersState> {
  await lock(tx, speakersLock(assembly));
  return { assembly, list: await currentSpeakers(tx, assembly) };
}

/** Whether what is debated belongs to the assembly. */
async function belongs(tx: Tx, assembly: string, about: SpeakersAbout | null): Promise<boolean> {
  if (about === null) return true;
  if (about.kind === 'item') return hasItem(tx, assembly, about.item);
  return (await motionPlace(tx, about.motion))?.assembly === assembly;
}

/** Opens a list. Refusals: `sitting.none_open`, `speakers.about_unknown`, and as `openList`. */
export const OPEN_SPEAKERS = act({
  act: 'speakers.run',
  place: (tx, { assembly }: In<typeof routes.openSpeakers>) => assemblyPlace(tx, assembly),
  load: async (tx, command) => {
    if ((await openSittingOf(tx, command.assembly)) === null) return refuse('sitting.none_open');
    if (!(await belongs(tx, command.assembly, command.about))) return refuse('speakers.about_unknown');
    return ok(await alone(tx, command));
  },
  decide: openList,
  reply: ({ events }) => ({ list: must(first(events).subject.speakers, 'speakers of the event') }),
});

/** An act on the list that there is. */
const onSpeakers = <C extends Here, R>(
  decide: (state: SpeakersState, command: C, context: Context) => Result<readonly Event[]>,
  reply: Act<C, SpeakersState, R>['reply'],
): Act<C, SpeakersState, R> =>
  act({
    act: 'speakers.run',
    place: (tx, { assembly }: C) => assemblyPlace(tx, assembly),
    load: async (tx, command) => ok(await alone(tx, command)),
    decide,
    reply,
  });

const nothing = (): object => ({});

export const CHANGE_SPEAKERS = onSpeakers<In<typeof routes.changeSpeakers>, object>(changeList, nothing);
export const CLOSE_SPEAKERS = onSpeakers<Here, object>((state) => turnList(state, 'closed'), nothing);
export const REOPEN_SPEAKERS = onSpeakers<Here, object>((state) => turnList(state, 'open'), nothing);
export const END_SPEAKERS = onSpeakers<Here, object>((state, _, context) => endList(state, context), nothing);
export const STRIKE = onSpeakers<In<typeof routes.strike>, object>(strike, nothing);
export const PAUSE_SPEECH = onSpeakers<In<typeof routes.pauseSpeech>, object>(
  (state, { speech }, context) => pause(state, speech, context),
  nothing,
);
export const RESUME_SPEECH = onSpeakers<In<typeof routes.resumeSpeech>, object>(
  (state, { speech }) => resume(state, speech),
  nothing,
);
export const LIMIT_SPEECH = onSpeakers<In<typeof routes.limitSpeech>, object>(limitSpeech, nothing);
export const END_SPEECH = onSpeakers<In<typeof routes.endSpeech>, object>(
  (state, { speech }, context) => endSpeech(state, speech, context),
  nothing,
);
export const CALL_SPEAKER = onSpeakers<In<typeof routes.callSpeaker>, { speech: string }>(
  call,
  ({ events }) => {
    const called = events.at(-1) as Extract<DebateEvent, { type: 'speakers.called' }>;
    return { speech: called.data.speech };
  },
);

type Asking = SpeakersState & { voice: Result<Voice> };

const requested = ({ events }: { events: readonly Event[] }) => ({
  request: (events[0] as Extract<DebateEvent, { type: 'speakers.requested' }>).data.request,
});

/** Refusals: `speakers.not_accredited`, and as `ask`. */
export const ASK = act({
  act: 'speakers.ask',
  place: (tx, { assembly }: In<typeof routes.ask>) => assemblyPlace(tx, assembly),
  load: async (tx, command, { person }: Visitor): Promise<Result<Asking>> => {
    const own = person === null ? [] : await voices(tx, command.assembly, { person });
    return ok({ ...(await alone(tx, command)), voice: voiceFor(own, command.member) });
  },
  decide: (state, { stance }, context) =>
    state.voice.ok ? ask(state, { voice: state.voice.value, stance }, context) : state.voice,
  reply: requested,
});

/** Refusals: `speakers.not_accredited`, and as `ask`. */
export const ENTER_REQUEST = act({
  act: 'speakers.run',
  place: (tx, { assembly }: In<typeof routes.enterRequest>) => assemblyPlace(tx, assembly),
  load: async (tx, command): Promise<Result<Asking>> => {
    const { assembly, credential } = command;
    const voice = voiceFor(await voices(tx, assembly, { credential }), null);
    return ok({ ...(await alone(tx, command)), voice });
  },
  decide: (state, { stance }, context) =>
    state.voice.ok ? ask(state, { voice: state.voice.value, stance }, context) : state.voice,
  reply: requested,
});

export const WITHDRAW_REQUEST = act({
  act: 'speakers.ask',
  place: (tx, { assembly }: In<typeof routes.withdrawRequest>) => assemblyPlace(tx, assembly),
  load: async (tx, command, { person }: Visitor) => ok({ ...(await alone(tx, command)), person }),
  decide: (state, { request }) => withdraw(state, { request, person: state.person }),
  reply: nothing,
});

async function lockedAppeals(
  tx: Tx,
  { assembly }: Here,
): Promise<{ assembly: string; appeals: AppealView[] }> {
  await lock(tx, speakersLock(assembly));
  return { assembly, appeals: await openAppeals(tx, assembly) };
}

/** Refusals: `sitting.none_open`, `speakers.not_accredited`, and as `appeal`. */
export const APPEAL = act({
  act: 'appeal.make',
  place: (tx, { assembly }: In<typeof routes.appeal>) => assemblyPlace(tx, assembly),
  load: async (tx, command, { person }: Visitor) => {
    if ((await openSittingOf(tx, command.assembly)) === null) return refuse('sitting.none_open');
    const own = person === null ? [] : await voices(tx, command.assembly, { person });
    const voice = voiceFor(
      own.filter(({ role }) => role !== 'observer'),
      command.member,
    );
    return voice.ok ? ok({ ...(await lockedAppeals(tx, command)), voice: voice.value }) : voice;
  },
  decide: ({ voice, ...state }, { about }, context) => appeal(state, { voice, about }, context),
  reply: ({ events }) => ({ appeal: must(first(events).subject.appeal, 'appeal of the event') }),
});

/** Refusals: `poll.unknown` (not one of this assembly), and as `settleAppeal`. */
export const SETTLE_APPEAL = act({
  act: 'speakers.run',
  place: (tx, { assembly }: In<typeof routes.settleAppeal>) => assemblyPlace(tx, assembly),
  load: async (tx, command) => {
    const { assembly, poll } = command;
    if (poll !== null && (await pollPlace(tx, poll))?.assembly !== assembly) return refuse('poll.unknown');
    return ok(await lockedAppeals(tx, command));
  },
  decide: settleAppeal,
  reply: nothing,
});
