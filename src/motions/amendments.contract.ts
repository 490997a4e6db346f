import { z } from 'zod';
import { Lang, Line, Ordinal, Text, Titles, Uuid } from '../basics/fields.js';
import { route } from '../access/route.js';
import { ClauseView, Operation, Wordings } from '../instruments/instruments.contract.js';
import { MotionState, ProposalView, Recommendation } from './motions.contract.js';

export const CollisionView = z.object({
  /** See `instruments/merge.ts`. */
  kind: z.enum([
    'same_words',
    'same_clause',
    'deleted_clause',
    'moved_apart',
    'moved_inside',
    'moved_target',
    'same_place',
  ]),
  /** Null: the beginning of the text. */
  clause: z.string().nullable(),
  /** The labels of the two amendments. */
  keys: z.tuple([z.string(), z.string()]),
  langs: z.array(Lang),
});

const MotionInput = z.object({ motion: Uuid });

/** An amendment to a version, or to another amendment to it, with what it changes. */
export const AmendmentView = z
  .object({
    motion: z.string(),
    label: z.string(),
    titles: Titles,
    state: MotionState,
    /** The motion that it amends: the one on the version, or an amendment to it. */
    to: z.string(),
    mover: z.string().nullable(),
    /** Members that sponsored or seconded it. */
    supporters: z.array(z.string()),
    /** Why. */
    reason: z.string(),
    /** The version that its wordings change; an older one than the motion's: its mover is asked what is meant now. */
    version: z.int(),
    wordings: Wordings,
    /** The authentic languages in which it has no wording yet. */
    unworded: z.array(Lang),
    /** The poll that adopted it. */
    poll: z.string().nullable(),
    /** The newest first; `wordings` of a modified adoption. */
    proposals: z.array(ProposalView.extend({ wordings: Wordings.nullable() })),
  })
  .meta({ id: 'Amendment' });
export type AmendmentView = z.infer<typeof AmendmentView>;

export const amendmentRoutes = {
  amendments: route({
    method: 'GET',
    path: '/api/motions/:motion/amendments',
    act: 'motion.read',
    summary:
      'What the amendments to a motion on a version change in it, where they meet, and what is proposed on each',
    input: MotionInput,
    reply: z.object({
      /** Null, and nothing beneath, of a motion on no version. */
      instrument: z.string().nullable(),
      /** The version that the motion is about, on which the amendments are. */
      version: z.int().nullable(),
      /** Its text in each authentic language. */
      texts: z.partialRecord(Lang, z.array(ClauseView)),
      amendments: z.array(AmendmentView),
      /** Among the amendments of the first degree that are not over. */
      collisions: z.array(CollisionView),
    }),
  }),
  word: route({
    method: 'POST',
    path: '/api/motions/:motion/wordings',
    act: 'motion.word',
    summary: 'Word an amendment in a language; once it is tabled, only in one that is missing',
    input: MotionInput.extend({ lang: Lang, operations: z.array(Operation).max(2_000).readonly() }),
    reply: z.object({ unworded: z.array(Lang) }),
  }),
  revise: route({
    method: 'POST',
    path: '/api/motions/:motion/version',
    act: 'motion.amend',
    summary:
      'Move a motion to a later version of its text while there are amendments to it; those that fit there are carried',
    input: MotionInput.extend({ version: Ordinal.min(1), reason: Line(500) }),
    reply: z.object({
      /** Labels of the amendments that were carried forward. */
      carried: z.array(z.string()),
      /** Labels of those whose movers are asked what they mean now. */
      asked: z.array(z.string()),
    }),
  }),
  propose: route({
    method: 'POST',
    path: '/api/motions/:motion/proposals',
    act: 'motion.propose',
    summary: 'Propose what to do with a motion: adopt, reject, refer, or adopt in a modified wording',
    input: MotionInput.extend({
      recommendation: Recommendation,
      reason: Text(5_000),
      to: Line(200).nullable().default(null),
      wordings: Wordings.nullable().default(null),
    }),
    reply: z.object({ proposal: z.string() }),
  }),
} as const;
