import { z } from 'zod';
import type { Event } from '../basics/event.js';
import { Line, Moment, Slug, Uuid } from '../basics/fields.js';
import { route } from '../access/route.js';

/** For, against or neither; a point of order interrupts; a reply answers what was said of the own member. */
export const STANCES = ['for', 'against', 'neutral', 'reply', 'point_of_order'] as const;
export const Stance = z.enum(STANCES);
export type Stance = z.infer<typeof Stance>;

/** Who goes first among those who ask for a turn; the rules stand in `speakers.ts`. */
export const TURN_ORDERS = ['alternate', 'first_time_first', 'by_region', 'by_gender'] as const;
const TurnOrder = z.enum(TURN_ORDERS);
/** The first of them decides, then the next among equals; who asked earlier at last, and alone where there is none. */
export const Turns = z
  .array(TurnOrder)
  .max(TURN_ORDERS.length)
  .refine((all) => new Set(all).size === all.length, { error: 'named_twice' })
  .readonly();
export type Turns = z.infer<typeof Turns>;

/** What is debated: an item of the agenda, a motion, or (null) nothing that has a number. */
export const SpeakersAbout = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('item'), item: Uuid }),
  z.object({ kind: z.literal('motion'), motion: Uuid }),
]);
export type SpeakersAbout = z.infer<typeof SpeakersAbout>;

/** Seconds that a speech may take; null: no limit. */
export const SpeechLimit = z.int().min(5).max(7_200).nullable();

/** Somebody who asks for the floor, and for which member. */
const Asker = z.object({
  request: z.string(),
  person: z.string(),
  /** Null where the name was removed from the record. */
  speaker: z.string().nullable(),
  member: z.string(),
  /** The member's name. */
  name: z.string(),
  region: z.string().nullable(),
  /** Null where it was not recorded. */
  gender: z.string().nullable(),
  stance: Stance,
  /** When it was asked for. */
  at: Moment,
});

export const SpeakersRequest = Asker.meta({ id: 'SpeakersRequest' });
export type SpeakersRequest = z.infer<typeof SpeakersRequest>;

/**
 * One speech, from the call to its end. Its clock: `elapsed` milliseconds were used until `since`, from when it runs;
 * `since` null: it stands still.
 */
export const SpeechView = Asker.extend({
  speech: z.string(),
  limit: SpeechLimit,
  elapsed: z.int().nonnegative(),
  since: Moment.nullable(),
  startedAt: Moment,
  endedAt: Moment.nullable(),
  /** A point of order interrupted it while it ran: it goes on when that is dealt with. */
  interrupted: z.boolean(),
  /** Why it was called out of turn. */
  reason: z.string().nullable(),
}).meta({ id: 'Speech' });
export type SpeechView = z.infer<typeof SpeechView>;

/** The speakers' list that an assembly has now: who waits, in the order of asking, and who spoke, in the order of calling. */
export const SpeakersView = z
  .object({
    list: z.string(),
    about: SpeakersAbout.nullable(),
    /** `closed`: nobody is put down any more except for points of order and replies. */
    state: z.enum(['open', 'closed']),
    order: Turns,
    /** Of the speeches to come. */
    limit: SpeechLimit,
    /** Whether observers may ask. */
    observers: z.boolean(),
    openedAt: Moment,
    waiting: z.array(SpeakersRequest),
    speeches: z.array(SpeechView),
  })
  .meta({ id: 'Speakers' });
export type SpeakersView = z.infer<typeof SpeakersView>;

export const APPEAL_OUTCOMES = ['upheld', 'overruled', 'withdrawn'] as const;
export const AppealOutcome = z.enum(APPEAL_OUTCOMES);

/** An appeal against a ruling of the chair that nobody has dealt with yet. */
export const AppealView = z
  .object({
    appeal: z.string(),
    person: z.string(),
    speaker: z.string().nullable(),
    member: z.string(),
    name: z.string(),
    /** The ruling, in the appellant's words. */
    about: z.string(),
    at: Moment,
  })
  .meta({ id: 'Appeal' });
export type AppealView = z.infer<typeof AppealView>;

/** The debates, from the first, and the appeals with their outcome. */
export const DebatesView = z.object({
  debates: z.array(SpeakersView.omit({ waiting: true }).extend({ endedAt: Moment.nullable() })),
  appeals: z.array(AppealView.extend({ outcome: AppealOutcome.nullable(), poll: z.string().nullable() })),
});
export type DebatesView = z.infer<typeof DebatesView>;

const AssemblyInput = z.object({ assembly: Slug });
const SpeechInput = AssemblyInput.extend({ speech: Uuid });
const Ruling = z.object({
  order: Turns,
  limit: SpeechLimit,
  observers: z.boolean().default(false),
});

export const debateRoutes = {
  debates: route({
    method: 'GET',
    path: '/api/assemblies/:assembly/debates',
    act: 'assembly.read',
    summary: 'The debates of an assembly: who spoke on what, for how long; and appeals with their outcome',
    input: AssemblyInput,
    reply: DebatesView,
  }),
  openSpeakers: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/speakers',
    act: 'speakers.run',
    summary: 'Open the speakers’ list: what it is about, the order of turns, the time limit',
    input: AssemblyInput.extend({ about: SpeakersAbout.nullable().default(null), ...Ruling.shape }),
    reply: z.object({ list: z.string() }),
  }),
  changeSpeakers: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/speakers/change',
    act: 'speakers.run',
    summary: 'Change the order of turns and the time limit of the speeches to come',
    input: AssemblyInput.extend(Ruling.shape),
    reply: z.object({}),
  }),
  closeSpeakers: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/speakers/close',
    act: 'speakers.run',
    summary: 'Close the list: who waits still speaks, nobody else is put down',
    input: AssemblyInput,
    reply: z.object({}),
  }),
  reopenSpeakers: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/speakers/reopen',
    act: 'speakers.run',
    summary: 'Open a closed list again',
    input: AssemblyInput,
    reply: z.object({}),
  }),
  endSpeakers: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/speakers/end',
    act: 'speakers.run',
    summary: 'End the list: the speech ends, and requests that wait lapse',
    input: AssemblyInput,
    reply: z.object({}),
  }),
  ask: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/speakers/requests',
    act: 'speakers.ask',
    summary: 'Ask for the floor; `member` where the person is here for several',
    input: AssemblyInput.extend({ stance: Stance, member: Uuid.nullable().default(null) }),
    reply: z.object({ request: z.string() }),
  }),
  withdrawRequest: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/speakers/requests/:request/withdraw',
    act: 'speakers.ask',
    summary: 'Withdraw the own request',
    input: AssemblyInput.extend({ request: Uuid }),
    reply: z.object({}),
  }),
  enterRequest: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/speakers/entered',
    act: 'speakers.run',
    summary: 'Put down somebody who asked by hand, by the credential',
    input: AssemblyInput.extend({ credential: Uuid, stance: Stance }),
    reply: z.object({ request: z.string() }),
  }),
  strike: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/speakers/requests/:request/strike',
    act: 'speakers.run',
    summary: 'Strike a request off the list, with the reason',
    input: AssemblyInput.extend({ request: Uuid, reason: Line(300) }),
    reply: z.object({}),
  }),
  callSpeaker: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/speakers/call',
    act: 'speakers.run',
    summary: 'Call a speaker; out of turn with a reason. A point of order interrupts the speech under way',
    input: AssemblyInput.extend({ request: Uuid, reason: Line(300).nullable().default(null) }),
    reply: z.object({ speech: z.string() }),
  }),
  pauseSpeech: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/speakers/speeches/:speech/pause',
    act: 'speakers.run',
    summary: 'Stop the clock',
    input: SpeechInput,
    reply: z.object({}),
  }),
  resumeSpeech: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/speakers/speeches/:speech/resume',
    act: 'speakers.run',
    summary: 'Let the clock run on',
    input: SpeechInput,
    reply: z.object({}),
  }),
  limitSpeech: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/speakers/speeches/:speech/limit',
    act: 'speakers.run',
    summary: 'Change the time limit of the speech under way',
    input: SpeechInput.extend({ limit: SpeechLimit }),
    reply: z.object({}),
  }),
  endSpeech: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/speakers/speeches/:speech/end',
    act: 'speakers.run',
    summary: 'End the speech; one that it interrupted goes on with the time that it had left',
    input: SpeechInput,
    reply: z.object({}),
  }),
  appeal: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/appeals',
    act: 'appeal.make',
    summary: 'Appeal against a ruling of the chair',
    input: AssemblyInput.extend({ about: Line(300), member: Uuid.nullable().default(null) }),
    reply: z.object({ appeal: z.string() }),
  }),
  settleAppeal: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/appeals/:appeal/settle',
    act: 'speakers.run',
    summary:
      'Record how an appeal was settled, by which vote: the ruling upheld or overruled, or the appeal withdrawn',
    input: AssemblyInput.extend({
      appeal: Uuid,
      outcome: AppealOutcome,
      poll: Uuid.nullable().default(null),
    }),
    reply: z.object({}),
  }),
} as const;

/** `list` is in the data of each: an assembly may have had several. Milliseconds in `elapsed`, seconds in `limit`. */
export type DebateEvent =
  | Event<
      'speakers.opened',
      {
        list: string;
        about: SpeakersAbout | null;
        order: Turns;
        limit: number | null;
        observers: boolean;
      }
    >
  | Event<'speakers.changed', { list: string; order: Turns; limit: number | null; observers: boolean }>
  | Event<'speakers.closed', { list: string }>
  | Event<'speakers.reopened', { list: string }>
  /** The requests that still wait lapse with it. */
  | Event<'speakers.ended', { list: string }>
  /** Personal: `name` and `gender`, the speaker's. */
  | Event<
      'speakers.requested',
      {
        list: string;
        request: string;
        person: string;
        member: string;
        name: string;
        region: string | null;
        stance: Stance;
      }
    >
  | Event<'speakers.withdrawn', { list: string; request: string }>
  | Event<'speakers.struck', { list: string; request: string; reason: string }>
  | Event<
      'speakers.called',
      { list: string; request: string; speech: string; limit: number | null; reason: string | null }
    >
  | Event<'speakers.paused', { list: string; speech: string; elapsed: number }>
  /** By a point of order, which is called in the same act. */
  | Event<'speakers.interrupted', { list: string; speech: string; elapsed: number }>
  | Event<'speakers.resumed', { list: string; speech: string }>
  | Event<'speakers.limited', { list: string; speech: string; limit: number | null }>
  | Event<'speakers.finished', { list: string; speech: string; elapsed: number }>
  /** Personal: `name`, the appellant's. */
  | Event<'appeal.made', { appeal: string; person: string; member: string; name: string; about: string }>
  /** `poll`: the vote by which it was settled. */
  | Event<'appeal.settled', { appeal: string; outcome: z.infer<typeof AppealOutcome>; poll: string | null }>;
