import { z } from 'zod';
import type { Json } from '../basics/canonical.js';
import type { Event } from '../basics/event.js';
import { BigText, FactsField, Moment, Sha256, Slug, Titles, Uuid } from '../basics/fields.js';
import { route, socketEvent } from '../basics/route.js';

export const Choice = z.enum(['for', 'against', 'abstain']);
export type Choice = z.infer<typeof Choice>;

export const PollState = z.enum(['open', 'closed', 'declared']);
export const Outcome = z.enum(['adopted', 'rejected', 'void', 'tie']);
export type Outcome = z.infer<typeof Outcome>;

export const StepView = z.object({ code: z.string(), facts: FactsField });

/** Totals in units of 1/`unit` vote (weights) and in members. */
export const Totals = z.object({
  weight: z.object({ for: BigText, against: BigText, abstain: BigText }),
  members: z.object({ for: z.int(), against: z.int(), abstain: z.int() }),
});
export type Totals = z.infer<typeof Totals>;

export const ResultView = z
  .object({
    outcome: Outcome,
    totals: Totals,
    steps: z.array(StepView),
    casting: Choice.nullable(),
  })
  .meta({ id: 'Result' });
export type ResultView = z.infer<typeof ResultView>;

/** What everybody may see of a poll. Turnout while open; the result once declared (earlier only to the chair). */
export const PollView = z
  .object({
    id: Uuid,
    assembly: Slug,
    motion: Uuid,
    number: z.int(),
    titles: Titles,
    state: PollState,
    versionHash: Sha256.nullable(),
    ruleSet: z.string(),
    /** The majority in force, as the rule set words it (`bodies/ruleset.ts`). */
    majority: z.json(),
    majorityName: z.string(),
    mayChange: z.boolean(),
    rollHash: Sha256,
    /** 1/`unit` of a vote is the unit of every weight. */
    unit: BigText,
    entitled: z.object({ members: z.int(), weight: BigText }),
    represented: z.object({ members: z.int(), weight: BigText }),
    cast: z.int(),
    openedAt: Moment,
    closedAt: Moment.nullable(),
    declaredAt: Moment.nullable(),
    result: ResultView.nullable(),
    decision: z.int().nullable(),
  })
  .meta({ id: 'Poll' });
export type PollView = z.infer<typeof PollView>;

/** One entitlement on the roll; `weight` in units of the poll. The choice is there for recorded polls once declared. */
export const RollLine = z.object({
  entitlement: z.int().positive(),
  member: z.string(),
  name: z.string(),
  class: z.string(),
  country: z.string().nullable(),
  region: z.string().nullable(),
  weight: BigText,
  represented: z.boolean(),
  byProxy: z.boolean(),
  choice: Choice.nullable(),
});
export type RollLine = z.infer<typeof RollLine>;

/** The proof that a vote is durable. The same ballot id always gets the same receipt. */
export const Receipt = z
  .object({
    ballot: Uuid,
    poll: Uuid,
    entitlement: z.int().positive(),
    revision: z.int().positive(),
    choice: Choice,
    /** The number of the record entry, and its RFC 6962 leaf hash. */
    entry: z.int().nonnegative(),
    leaf: Sha256,
    at: Moment,
  })
  .meta({ id: 'Receipt' });
export type Receipt = z.infer<typeof Receipt>;

/** What one person may cast in a poll, and what stands so far. */
export const HandView = z
  .object({
    poll: Uuid,
    entitlements: z.array(
      z.object({
        entitlement: z.int().positive(),
        member: z.string(),
        name: z.string(),
        weight: BigText,
        byProxy: z.boolean(),
        receipt: Receipt.nullable(),
      }),
    ),
  })
  .meta({ id: 'Hand' });
export type HandView = z.infer<typeof HandView>;

export const Cast = z.object({
  poll: Uuid,
  /** Made by the client before the first try; a repeat returns the same receipt. */
  ballot: Uuid,
  entitlement: z.int().positive(),
  choice: Choice,
  /** The revision this ballot replaces: 0 for the first. A stale one is refused. */
  replaces: z.int().nonnegative(),
});
export type Cast = z.infer<typeof Cast>;

const PollInput = z.object({ poll: Uuid });

export const pollRoutes = {
  polls: route({
    method: 'GET',
    path: '/api/assemblies/:assembly/polls',
    act: 'assembly.read',
    summary: 'The polls of an assembly, newest first',
    input: z.object({ assembly: Slug }),
    reply: z.object({ polls: z.array(PollView) }),
  }),
  poll: route({
    method: 'GET',
    path: '/api/polls/:poll',
    act: 'poll.read',
    summary: 'One poll with its roll; votes once declared',
    input: PollInput,
    reply: z.object({ poll: PollView, roll: z.array(RollLine) }),
  }),
  open: route({
    method: 'POST',
    path: '/api/motions/:motion/polls',
    act: 'poll.open',
    summary: 'Open a poll on a motion; refused when the quorum is missing',
    input: z.object({ motion: Uuid }),
    reply: z.object({ poll: z.string() }),
  }),
  close: route({
    method: 'POST',
    path: '/api/polls/:poll/close',
    act: 'poll.close',
    summary: 'Close and count',
    input: PollInput,
    reply: z.object({ result: ResultView }),
  }),
  declare: route({
    method: 'POST',
    path: '/api/polls/:poll/declare',
    act: 'poll.declare',
    summary: 'Declare the result: the motion, its decision number and the stage follow',
    input: PollInput.extend({ casting: z.enum(['for', 'against']).nullable().default(null) }),
    reply: z.object({ outcome: Outcome, decision: z.int().nullable() }),
  }),
  hand: route({
    method: 'GET',
    path: '/api/polls/:poll/hand',
    act: 'poll.hand',
    summary: 'The own entitlements in a poll, with receipts',
    input: PollInput,
    reply: HandView,
  }),
  cast: route({
    method: 'POST',
    path: '/api/polls/:poll/ballots',
    act: 'poll.cast',
    summary: 'Cast a ballot where websockets are blocked; the same as the socket event',
    input: Cast,
    reply: Receipt,
  }),
} as const;

export const pollSockets = {
  cast: socketEvent({
    event: 'cast',
    act: 'poll.cast',
    summary: 'Cast a ballot; acknowledged after the commit',
    input: Cast,
    reply: Receipt,
  }),
  hand: socketEvent({
    event: 'hand',
    act: 'poll.hand',
    summary: 'The own entitlements in a poll',
    input: PollInput,
    reply: HandView,
  }),
} as const;

export type PollsEvent =
  | Event<
      'poll.opened',
      {
        poll: string;
        motion: string;
        number: number;
        versionHash: string | null;
        ruleSet: string;
        majorityName: string;
        majority: Json;
        mayChange: boolean;
        rollHash: string;
        unit: string;
        entitled: { members: number; weight: string };
        represented: { members: number; weight: string };
        quorum: Json;
        at: string;
      }
    >
  | Event<'poll.cast', { ballot: string; entitlement: number; revision: number; choice: Choice; at: string }>
  | Event<'poll.closed', { poll: string; cast: number; at: string }>
  | Event<'poll.counted', { poll: string; result: ResultView }>
  | Event<
      'poll.declared',
      {
        poll: string;
        motion: string;
        result: ResultView;
        decision: number | null;
        at: string;
      }
    >;
