import { z } from 'zod';
import type { Event } from '../basics/event.js';
import {
  Edtf,
  Lang,
  Line,
  Moment,
  Ordinal,
  Sha256,
  Slug,
  Text,
  Titles,
  Typed,
  Uuid,
} from '../basics/fields.js';
import { route } from '../access/route.js';
import { Procedure } from '../rules/ruleset.js';
import { Wordings } from '../instruments/instruments.contract.js';
import { Terms } from '../instruments/mandates.contract.js';

export const MotionState = z.enum([
  'submitted',
  'tabled',
  'inadmissible',
  'composited',
  'debate',
  'ready',
  'voting',
  'adopted',
  'rejected',
  'adjourned',
  'remitted',
  'withdrawn',
  'fallen',
]);
export type MotionState = z.infer<typeof MotionState>;

const AboutStage = z.object({
  kind: z.literal('stage'),
  instrument: Slug,
  stage: Uuid,
  version: Ordinal.min(1),
  /** What its adoption entrusts to another body. */
  mandate: Terms.optional(),
  /** The mandates that were exceeded and not reported, in spite of which the body goes on. */
  notwithstanding: z.array(Uuid).max(20).optional(),
});
/** A text in the other languages; a language that is left out is not there. */
export const Translations = z.object({
  en: Text(20_000).optional(),
  fr: Text(20_000).optional(),
  es: Text(20_000).optional(),
});
export type Translations = z.infer<typeof Translations>;
/** What a motion itself says. `lang`: in which language it is moved; left out: that is not known. */
const OwnText = z.object({
  text: Text(20_000),
  lang: Lang.optional(),
  translations: Translations.optional(),
});
const AboutText = OwnText.extend({ kind: z.literal('text') });
/** One text made of several motions, which it replaces while it lives. */
const AboutComposite = OwnText.extend({
  kind: z.literal('composite'),
  parents: z.array(Uuid).min(2).max(20),
});
/**
 * How the motion `to` would read. Of a motion on a version: what changes in it, in words; or `changes` names the version
 * whose clauses the amendment's wordings change (`amendments.contract.ts`), and `text` says why.
 */
const AboutAmendment = z.object({
  kind: z.literal('amendment'),
  to: Uuid,
  text: Text(20_000),
  changes: z.object({ version: Ordinal.min(1), hash: Sha256 }).optional(),
});
/** A part of `of` that is voted on alone before the whole. */
const AboutPart = z.object({ kind: z.literal('part'), of: Uuid, text: Text(20_000) });
/**
 * A motion about how to go on. `motion`: the one that it concerns; null: the meeting. `until`: when an adjourned matter
 * comes back, or when a remitted one is due; `to`: to whom it is remitted.
 */
const AboutProcedure = z.object({
  kind: z.literal('procedure'),
  procedure: Procedure,
  motion: Uuid.nullable().default(null),
  to: Line(200).nullable().default(null),
  until: Edtf.nullable().default(null),
  text: Text(2_000).nullable().default(null),
});
/** Several motions that are ready, in one vote; any delegate may take one out of it. */
const AboutBloc = z.object({ kind: z.literal('bloc'), motions: z.array(Uuid).min(2).max(200) });

export const MotionAbout = z.discriminatedUnion('kind', [
  AboutStage,
  AboutText,
  AboutComposite,
  AboutAmendment,
  AboutPart,
  AboutProcedure,
  AboutBloc,
]);
export type MotionAbout = z.infer<typeof MotionAbout>;

/** The order in which amendments are voted on, with what falls when one is adopted. */
export const VotingOrder = z.object({
  order: z
    .array(z.object({ motion: Uuid, fells: z.array(Uuid).max(200).default([]) }))
    .min(1)
    .max(200),
  reason: Line(500),
});
export type VotingOrder = z.infer<typeof VotingOrder>;

const Supporter = z.object({ member: z.string(), name: z.string() });

/** What is proposed to do with a motion: the proposed procedure. */
export const Recommendation = z.enum(['adopt', 'reject', 'refer', 'modify']);
export type Recommendation = z.infer<typeof Recommendation>;
export const ProposalView = z.object({
  id: z.string(),
  recommendation: Recommendation,
  reason: z.string(),
  /** To whom it is to be referred. */
  to: z.string().nullable(),
  /** The languages of the wording in which it is to be adopted. */
  langs: z.array(Lang),
  at: Moment,
});
export type ProposalView = z.infer<typeof ProposalView>;

/** A slip in a motion, set right before its vote; `lang` null: no words of it. */
export const CorrectionView = z.object({
  lang: Lang.nullable(),
  title: z.object({ was: z.string(), is: z.string() }).nullable(),
  text: z.object({ was: z.string(), is: z.string() }).nullable(),
  majority: z.object({ was: z.string(), is: z.string() }).nullable(),
  reason: z.string(),
  at: Moment,
});
export type CorrectionView = z.infer<typeof CorrectionView>;

export const MotionView = z
  .object({
    id: z.string(),
    assembly: z.string(),
    /** In the assembly's series; null for what depends on another motion or on the meeting. */
    number: z.int().nullable(),
    /** What it is called: "7", its amendment "7-A1", its part "7a", a procedural motion on it "7-P1", a bloc "B1". */
    label: z.string(),
    titles: Titles,
    about: MotionAbout,
    /** The motion that it depends on. */
    parent: z.string().nullable(),
    /** For a motion on a stage: the hash of the version. */
    versionHash: Sha256.nullable(),
    stageLabel: z.string().nullable(),
    instrumentTitles: Titles.nullable(),
    item: z.string().nullable(),
    mover: z.string().nullable(),
    /** The member that moves it, where one does. */
    member: z.string().nullable(),
    sponsors: z.array(Supporter),
    seconders: z.array(Supporter),
    /** How many members must support it, sponsors and seconders, before it is tabled; 0: none. */
    supportNeeded: z.int(),
    /** Submitted after this deadline; null: in time. */
    lateAfter: Moment.nullable(),
    /** Name of the majority in the rule set. */
    majority: z.string(),
    state: MotionState,
    /** Since when it is in that state. */
    since: Moment,
    reason: z.string().nullable(),
    /** What decided its state: the composite that it is part of, the motion whose adoption made it fall, a procedure. */
    because: z.string().nullable(),
    /** The adopted procedural motion that admitted a late one. */
    urgency: z.string().nullable(),
    /** Adjourned until, or remitted and due. */
    until: z.string().nullable(),
    remittedTo: z.string().nullable(),
    bloc: z.string().nullable(),
    order: VotingOrder.nullable(),
    /** Of an amendment to a version: the authentic languages in which it has no wording yet on the version of now. */
    unworded: z.array(Lang),
    /** What the secretariat or the chair proposes to do with it; the newest stands. */
    proposal: ProposalView.nullable(),
    /** What was typed wrongly in it, in the order in which it was corrected. */
    corrections: z.array(CorrectionView),
    /** The amendments that its present wording contains, and the parts that it leaves out. */
    amendedBy: z.array(z.string()),
    decision: z.int().nullable(),
    /** Newest first. */
    polls: z.array(z.string()),
    submittedAt: Moment,
  })
  .meta({ id: 'Motion' });
export type MotionView = z.infer<typeof MotionView>;

/**
 * What is being written of a motion that nobody has submitted: a text, or how another motion would read. Any field may be
 * empty. It is working matter, which only its writer sees.
 */
export const MotionDraft = z
  .object({
    draft: Uuid,
    titles: z.object({ en: Typed(300), fr: Typed(300), es: Typed(300) }),
    text: Typed(20_000),
    /** The motion that it amends; null: it stands on its own. */
    to: Uuid.nullable(),
    member: Uuid.nullable(),
    item: Uuid.nullable(),
    savedAt: Moment,
  })
  .meta({ id: 'MotionDraft' });
export type MotionDraft = z.infer<typeof MotionDraft>;

const MotionInput = z.object({ motion: Uuid });
const Reason = Line(500);
/** The member for whom a delegate acts; may be left out by who speaks for one only. */
const ForMember = z.object({ member: Uuid.nullable().default(null) });

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
    summary: 'Submit a motion, an amendment, a composite, a bloc or a procedural motion',
    input: z.object({
      assembly: Slug,
      titles: Titles,
      about: z.discriminatedUnion('kind', [
        AboutStage,
        AboutText.omit({ translations: true }),
        AboutComposite.omit({ translations: true }),
        AboutAmendment.omit({ changes: true }),
        AboutProcedure,
        AboutBloc,
      ]),
      /** Of an amendment to a motion on a version: the version that was before its mover, and what changes in it. */
      changes: z.object({ version: Ordinal.min(1), wordings: Wordings }).optional(),
      /** Of a text of its own, in the languages in which its mover brings it too. */
      translations: Translations.optional(),
      item: Uuid.nullable().default(null),
      mover: Line(200).nullable().default(null),
      ...ForMember.shape,
      sponsors: z.array(Uuid).max(100).default([]),
      /** Null: `ordinary`, or for a procedure as the rules say. */
      majority: Line(60).nullable().default(null),
      /** The own draft that this was written in; it goes. */
      draft: Uuid.optional(),
    }),
    reply: z.object({ motion: z.string(), number: z.int().nullable(), label: z.string(), late: z.boolean() }),
  }),
  drafts: route({
    method: 'GET',
    path: '/api/assemblies/:assembly/motion-drafts',
    act: 'motion.draft',
    summary: 'The own drafts of motions, the latest first',
    input: z.object({ assembly: Slug }),
    reply: z.object({ drafts: z.array(MotionDraft) }),
  }),
  saveDraft: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/motion-drafts/:draft',
    act: 'motion.draft',
    summary: 'Save a draft of a motion, under an id of the client’s; nobody else sees it',
    input: MotionDraft.omit({ savedAt: true }).extend({ assembly: Slug }),
    reply: z.object({ savedAt: Moment }),
  }),
  discardDraft: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/motion-drafts/:draft/discard',
    act: 'motion.draft',
    summary: 'Discard an own draft',
    input: z.object({ assembly: Slug, draft: Uuid }),
    reply: z.object({}),
  }),
  second: route({
    method: 'POST',
    path: '/api/motions/:motion/second',
    act: 'motion.second',
    summary:
      'Second a motion for one’s member, or take that back; the secretariat and the chair for a member that is here',
    input: MotionInput.extend({ ...ForMember.shape, seconded: z.boolean().default(true) }),
    reply: z.object({}),
  }),
  table: route({
    method: 'POST',
    path: '/api/motions/:motion/table',
    act: 'motion.table',
    summary:
      'Table a motion: it is admitted, in the languages that the rules demand; a late one cites its urgency vote',
    input: MotionInput,
    reply: z.object({}),
  }),
  translate: route({
    method: 'POST',
    path: '/api/motions/:motion/translations/:lang',
    act: 'motion.translate',
    summary: 'Say a motion in another language: its title where it has none there, its own text',
    input: MotionInput.extend({
      lang: Lang,
      title: Line(300).nullable().default(null),
      text: Text(20_000).nullable().default(null),
    }),
    reply: z.object({}),
  }),
  correct: route({
    method: 'POST',
    path: '/api/motions/:motion/corrections',
    act: 'motion.correct',
    summary:
      'Correct a slip in a motion before its vote, in its title, its wording or its majority, with the reason; both stay to be read',
    input: MotionInput.extend({
      lang: Lang,
      title: Line(300).nullable().default(null),
      text: Text(20_000).nullable().default(null),
      majority: Line(60).nullable().default(null),
      reason: Reason,
    }),
    reply: z.object({}),
  }),
  refuseMotion: route({
    method: 'POST',
    path: '/api/motions/:motion/inadmissible',
    act: 'motion.refuse',
    summary: 'Rule a motion inadmissible, with the reason',
    input: MotionInput.extend({ reason: Reason }),
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
  adjourn: route({
    method: 'POST',
    path: '/api/motions/:motion/adjourn',
    act: 'motion.adjourn',
    summary: 'Adjourn a motion without a vote, as nobody objects',
    input: MotionInput.extend({ until: Edtf.nullable().default(null), reason: Reason }),
    reply: z.object({}),
  }),
  remit: route({
    method: 'POST',
    path: '/api/motions/:motion/remit',
    act: 'motion.adjourn',
    summary: 'Remit a motion to a body or committee, due at a date, as nobody objects',
    input: MotionInput.extend({ to: Line(200), until: Edtf.nullable().default(null), reason: Reason }),
    reply: z.object({}),
  }),
  resumeMotion: route({
    method: 'POST',
    path: '/api/motions/:motion/resume',
    act: 'motion.adjourn',
    summary: 'Take up an adjourned or remitted motion again',
    input: MotionInput,
    reply: z.object({}),
  }),
  withdraw: route({
    method: 'POST',
    path: '/api/motions/:motion/withdraw',
    act: 'motion.withdraw',
    summary: 'Withdraw a motion, unamended and before voting, by its mover or for it',
    input: MotionInput.extend({ reason: Reason }),
    reply: z.object({}),
  }),
  fall: route({
    method: 'POST',
    path: '/api/motions/:motion/fall',
    act: 'motion.order',
    summary: 'Declare a motion fallen, as the adoption of another implies its rejection',
    input: MotionInput.extend({ because: Uuid, reason: Reason }),
    reply: z.object({}),
  }),
  order: route({
    method: 'POST',
    path: '/api/motions/:motion/order',
    act: 'motion.order',
    summary:
      'Set the order of voting on a motion’s amendments, with the reason and what each adoption makes fall',
    input: MotionInput.extend(VotingOrder.shape),
    reply: z.object({}),
  }),
  amend: route({
    method: 'POST',
    path: '/api/motions/:motion/amend',
    act: 'motion.amend',
    summary: 'Enter the wording that the adopted amendments make of a motion: a text, or a later version',
    input: MotionInput.extend({
      text: Text(20_000).nullable().default(null),
      version: Ordinal.min(1).nullable().default(null),
    }),
    reply: z.object({}),
  }),
  divide: route({
    method: 'POST',
    path: '/api/motions/:motion/divide',
    act: 'motion.order',
    summary: 'Divide a motion into parts that are voted on alone, before a final vote on the whole',
    input: MotionInput.extend({
      parts: z
        .array(z.object({ titles: Titles, text: Text(20_000) }))
        .min(2)
        .max(26),
    }),
    reply: z.object({ parts: z.array(z.string()) }),
  }),
  takeOut: route({
    method: 'POST',
    path: '/api/motions/:motion/take-out',
    act: 'motion.take_out',
    summary: 'Take a motion out of its bloc: it is voted on alone',
    input: MotionInput.extend(ForMember.shape),
    reply: z.object({}),
  }),
} as const;

export type MotionsEvent =
  | Event<
      'motion.submitted',
      {
        motion: string;
        number: number | null;
        label: string;
        titles: Titles;
        about: MotionAbout;
        versionHash: string | null;
        item: string | null;
        mover: string | null;
        member: string | null;
        sponsors: readonly string[];
        lateAfter: string | null;
        majority: string;
      }
    >
  /** What an amendment changes in one language; the operations are the blob `wording`. */
  | Event<'motion.worded', { motion: string; lang: Lang; version: string; hash: string; operations: number }>
  /** An amendment is on a later version; its wordings there follow. */
  | Event<'motion.carried', { motion: string; version: number; hash: string }>
  /** A motion is about a later version of its text, with amendments to it still open. */
  | Event<'motion.revised', { motion: string; version: number; versionHash: string; reason: string }>
  | Event<
      'motion.proposed',
      {
        motion: string;
        proposal: string;
        recommendation: Recommendation;
        reason: string;
        to: string | null;
        /** Languages in which the modified wording is given; it is the blob `wordings`. */
        langs: readonly Lang[];
        at: string;
      }
    >
  | Event<'motion.seconded', { motion: string; member: string }>
  | Event<'motion.unseconded', { motion: string; member: string }>
  /** In another language: its title where it had none, its own text; a later text in the same takes its place. */
  | Event<'motion.translated', { motion: string; lang: Lang; title: string | null; text: string | null }>
  /** What title and wording should have said in a language, and which majority was meant; null: that stays. */
  | Event<
      'motion.corrected',
      {
        motion: string;
        /** Null: its words stay. */
        lang: Lang | null;
        title: string | null;
        text: string | null;
        /** Left out by older houses. */
        majority?: string | null;
        reason: string;
      }
    >
  /** `urgency`: the adopted procedural motion that admits a late one. */
  | Event<'motion.tabled', { motion: string; urgency: string | null }>
  | Event<'motion.inadmissible', { motion: string; reason: string }>
  | Event<'motion.composited', { motion: string; into: string }>
  /** The composite is gone: its parent stands again. */
  | Event<'motion.released', { motion: string; from: string }>
  | Event<'motion.debated', { motion: string }>
  | Event<'motion.readied', { motion: string; procedure: string | null }>
  | Event<
      'motion.adjourned',
      { motion: string; until: string | null; reason: string | null; procedure: string | null }
    >
  | Event<
      'motion.remitted',
      {
        motion: string;
        to: string | null;
        until: string | null;
        reason: string | null;
        procedure: string | null;
      }
    >
  | Event<'motion.resumed', { motion: string }>
  | Event<'motion.ordered', { motion: string; order: VotingOrder['order']; reason: string }>
  /** Translations of the text before it are gone with that text. */
  | Event<
      'motion.amended',
      {
        motion: string;
        amendments: readonly string[];
        text: string | null;
        version: number | null;
        versionHash: string | null;
      }
    >
  | Event<'motion.taken_out', { motion: string; bloc: string; member: string | null }>
  | Event<'motion.voting', { motion: string; poll: string }>
  | Event<'motion.adopted', { motion: string; poll: string; decision: number | null }>
  | Event<'motion.rejected', { motion: string; poll: string }>
  /** A void vote decides nothing: the motion is ready again. */
  | Event<'motion.returned', { motion: string; poll: string }>
  | Event<'motion.reopened', { motion: string; procedure: string }>
  /** Its poll is recounted: what was declared no longer stands. */
  | Event<'motion.recounted', { motion: string; poll: string; reason: string }>
  | Event<'motion.withdrawn', { motion: string; reason: string }>
  | Event<'motion.fallen', { motion: string; because: string; reason: string | null }>;
