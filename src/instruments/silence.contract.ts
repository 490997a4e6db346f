import { z } from 'zod';
import type { Event } from '../basics/event.js';
import { Line, Moment, Slug, Uuid } from '../basics/fields.js';
import { route } from '../access/route.js';

const MemberName = z.object({ member: z.string(), name: z.string() });

/** The silence procedure that runs, or that was broken: `objections` that stand. */
export const SilenceView = z
  .object({
    stage: z.string(),
    label: z.string(),
    /** The last day on which a member may object; null: nobody can count it. */
    until: z.string().nullable(),
    over: z.boolean(),
    objections: z.array(
      MemberName.extend({
        reason: z.string(),
        at: Moment,
        /** Whether the reader may take it back. */ mine: z.boolean(),
      }),
    ),
    /** The members for which the reader may object. */
    mayObjectFor: z.array(MemberName),
  })
  .meta({ id: 'Silence' });
export type SilenceView = z.infer<typeof SilenceView>;

const AtStage = z.object({ instrument: Slug, stage: Uuid, member: Uuid });

export const silenceRoutes = {
  silence: route({
    method: 'GET',
    path: '/api/instruments/:instrument/silence',
    act: 'instrument.read',
    summary: 'The silence procedure at which an instrument stands, with the objections to it; null: at none',
    input: z.object({ instrument: Slug }),
    reply: z.object({ silence: SilenceView.nullable() }),
  }),
  objectStage: route({
    method: 'POST',
    path: '/api/instruments/:instrument/stages/:stage/objections',
    act: 'stage.object',
    summary: 'Object for a member while silence runs: the stage then needs a vote',
    input: AtStage.extend({ reason: Line(500) }),
    reply: z.object({}),
  }),
  withdrawObjection: route({
    method: 'POST',
    path: '/api/instruments/:instrument/stages/:stage/objections/withdraw',
    act: 'stage.object',
    summary: 'Take back the objection of a member before the date of the silence',
    input: AtStage,
    reply: z.object({}),
  }),
} as const;

export type SilenceEvent =
  /** `round`: the which-th time the instrument is at the stage. */
  | Event<'stage.objected', { stage: string; round: number; member: string; reason: string }>
  | Event<'stage.objection_withdrawn', { stage: string; round: number; member: string }>;
