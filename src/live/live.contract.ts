import { z } from 'zod';
import { Moment, Slug } from '../basics/fields.js';
import { route, socketEvent } from '../access/route.js';
import { AssemblyView } from '../assemblies/assemblies.contract.js';
import { PresenceRule } from '../rules/ruleset.js';
import { MotionView } from '../motions/motions.contract.js';
import { AppealView, SpeakersView } from '../debate/debate.contract.js';
import { PollView } from '../polls/polls.contract.js';

/**
 * One piece of news: an event as its audience may see it. The client folds it into the floor (`live/floor.ts`).
 * `number` is the entry's; the tally of casts is coalesced into `poll.turnout`.
 */
export const NewsItem = z.object({
  number: z.int().nonnegative(),
  type: z.string(),
  at: Moment,
  subject: z.record(z.string(), z.string()),
  data: z.record(z.string(), z.json()),
});
export type NewsItem = z.infer<typeof NewsItem>;

/**
 * News of a stretch of the record: of entries whose number is at least `from` and less than `to`, both sizes of the record. What is
 * not told is in the stretch too.
 */
export const News = z.object({
  assembly: z.string(),
  from: z.int().nonnegative(),
  to: z.int().nonnegative(),
  items: z.array(NewsItem),
});
export type News = z.infer<typeof News>;

/** What one person alone is told, on the socket event `own`: `credential.own` (how they stand here), `office.own`. */
export const Own = z.object({ items: z.array(NewsItem) });
export type Own = z.infer<typeof Own>;

/** The socket event `house`, to every socket: whether the database is away. Who connects meanwhile is told too. */
export const HouseNews = z.object({ away: z.boolean() });
export type HouseNews = z.infer<typeof HouseNews>;

/** Everything the floor, the chair's desk and the hall screen show, read in one transaction. */
export const FloorView = z
  .object({
    /** The size of the record in that transaction: news from here on applies. */
    number: z.int().nonnegative(),
    assembly: AssemblyView,
    motions: z.array(MotionView),
    /** Open, closed and the latest declared polls, newest first. */
    polls: z.array(PollView),
    /** The speakers’ list of now; null: there is none. */
    speakers: SpeakersView.nullable(),
    /** Appeals against rulings that nobody has dealt with yet. */
    appeals: z.array(AppealView),
    /** Offices that the reader holds here. */
    offices: z.array(z.string()),
    /** Whether the reader, a delegate, is recorded as present; null for others. */
    present: z.boolean().nullable(),
    /** The members for which the reader speaks here; `voters`: of its delegates who are here, the first votes, the others after. */
    speaksFor: z.array(
      z.object({
        member: z.string(),
        name: z.string(),
        voters: z.array(z.object({ name: z.string(), own: z.boolean() })),
      }),
    ),
    presenceMode: PresenceRule,
  })
  .meta({ id: 'Floor' });
export type FloorView = z.infer<typeof FloorView>;

export const liveRoutes = {
  floor: route({
    method: 'GET',
    path: '/api/assemblies/:assembly/floor',
    act: 'assembly.read',
    summary: 'The snapshot that live news continues',
    input: z.object({ assembly: Slug }),
    reply: FloorView,
  }),
} as const;

export const liveSockets = {
  follow: socketEvent({
    event: 'follow',
    act: 'live.follow',
    summary:
      'Follow an assembly from a number on; the ack brings what was missed, or asks for a new snapshot; and the time',
    input: z.object({ assembly: Slug, since: z.int().nonnegative() }),
    reply: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('news'), news: News, now: Moment }),
      z.object({ kind: z.literal('snapshot'), now: Moment }),
    ]),
  }),
} as const;
