import { z } from 'zod';
import type { Event } from '../basics/event.js';
import { Line, Moment, Sha256, Slug, Text, Titles, Uuid } from '../basics/fields.js';
import { route } from '../basics/route.js';

export const MotionState = z.enum([
  'submitted',
  'tabled',
  'inadmissible',
  'debate',
  'ready',
  'voting',
  'adopted',
  'rejected',
  'withdrawn',
]);
export type MotionState = z.infer<typeof MotionState>;

/** What a motion is about: a stage of an instrument on one exact version, or a text of its own. */
export const MotionAbout = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stage'), instrument: Slug, stage: Uuid, version: z.int().positive() }),
  z.object({ kind: z.literal('text'), text: Text(20_000) }),
]);
export type MotionAbout = z.infer<typeof MotionAbout>;

export const MotionView = z
  .object({
    id: z.string(),
    assembly: z.string(),
    number: z.int(),
    titles: Titles,
    about: MotionAbout,
    /** For a motion on a stage: the hash of the version. */
    versionHash: Sha256.nullable(),
    stageLabel: z.string().nullable(),
    instrumentTitle: z.string().nullable(),
    item: z.string().nullable(),
    mover: z.string().nullable(),
    /** Name of the majority in the rule set. */
    majority: z.string(),
    state: MotionState,
    reason: z.string().nullable(),
    decision: z.int().nullable(),
    /** Newest first. */
    polls: z.array(z.string()),
    submittedAt: Moment,
  })
  .meta({ id: 'Motion' });
export type MotionView = z.infer<typeof MotionView>;

const MotionInput = z.object({ motion: Uuid });

export const motionRoutes = {
  motions: route({
    method: 'GET',
    path: '/api/assemblies/:assembly/motions',
    act: 'assembly.read',
    summary: 'The motions of an assembly, by number',
    input: z.object({ assembly: Slug }),
    reply: z.object({ motions: z.array(MotionView) }),
  }),
  motion: route({
    method: 'GET',
    path: '/api/motions/:motion',
    act: 'motion.read',
    summary: 'One motion',
    input: MotionInput,
    reply: MotionView,
  }),
  submit: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/motions',
    act: 'motion.submit',
    summary: 'Submit a motion; it gets the assembly’s next motion number',
    input: z.object({
      assembly: Slug,
      titles: Titles,
      about: MotionAbout,
      item: Uuid.nullable().default(null),
      mover: Line(200).nullable().default(null),
      majority: Line(60).default('ordinary'),
    }),
    reply: z.object({ motion: z.string(), number: z.int() }),
  }),
  table: route({
    method: 'POST',
    path: '/api/motions/:motion/table',
    act: 'motion.table',
    summary: 'Table a motion: it is admitted, in the languages that the rules demand',
    input: MotionInput,
    reply: z.object({}),
  }),
  refuseMotion: route({
    method: 'POST',
    path: '/api/motions/:motion/inadmissible',
    act: 'motion.refuse',
    summary: 'Rule a motion inadmissible, with the reason',
    input: MotionInput.extend({ reason: Line(500) }),
    reply: z.object({}),
  }),
  debate: route({
    method: 'POST',
    path: '/api/motions/:motion/debate',
    act: 'motion.debate',
    summary: 'Open the debate on a motion',
    input: MotionInput,
    reply: z.object({}),
  }),
  ready: route({
    method: 'POST',
    path: '/api/motions/:motion/ready',
    act: 'motion.ready',
    summary: 'Close the debate: the motion is ready for the vote',
    input: MotionInput,
    reply: z.object({}),
  }),
  withdraw: route({
    method: 'POST',
    path: '/api/motions/:motion/withdraw',
    act: 'motion.withdraw',
    summary: 'Withdraw a motion before voting, with the reason',
    input: MotionInput.extend({ reason: Line(500) }),
    reply: z.object({}),
  }),
} as const;

export type MotionsEvent =
  | Event<
      'motion.submitted',
      {
        motion: string;
        number: number;
        titles: Titles;
        about: MotionAbout;
        versionHash: string | null;
        item: string | null;
        mover: string | null;
        majority: string;
      }
    >
  | Event<'motion.tabled', { motion: string }>
  | Event<'motion.inadmissible', { motion: string; reason: string }>
  | Event<'motion.debated', { motion: string }>
  | Event<'motion.readied', { motion: string }>
  | Event<'motion.voting', { motion: string; poll: string }>
  | Event<'motion.adopted', { motion: string; poll: string; decision: number }>
  | Event<'motion.rejected', { motion: string; poll: string }>
  /** A void vote decides nothing: the motion is ready again. */
  | Event<'motion.returned', { motion: string; poll: string }>
  | Event<'motion.withdrawn', { motion: string; reason: string }>;
