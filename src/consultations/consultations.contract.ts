import { z } from 'zod';
import type { Event } from '../basics/event.js';
import { Lang, Line, Moment, Ordinal, Sha256, Slug, Text, Titles, Uuid } from '../basics/fields.js';
import { route } from '../access/route.js';
import { ClauseView, type InstrumentsEvent } from '../instruments/instruments.contract.js';

/** Who sees the comments before the round is closed; afterwards everybody does. */
export const Visibility = z.enum(['all', 'secretariat']);
export type Visibility = z.infer<typeof Visibility>;
/** `planned` before it opens, `due` once its date has passed and it is not closed yet. */
export const RoundPhase = z.enum(['planned', 'open', 'due', 'closed']);
export type RoundPhase = z.infer<typeof RoundPhase>;
/** `none`: the member says that it has no comments. */
export const CommentKind = z.enum(['comment', 'none']);
export type CommentKind = z.infer<typeof CommentKind>;
export const CommentState = z.enum(['stands', 'superseded', 'withdrawn']);
export type CommentState = z.infer<typeof CommentState>;
export const Disposition = z.enum(['accepted', 'partly', 'rejected', 'noted']);
export type Disposition = z.infer<typeof Disposition>;
/** How a comment came: by somebody who speaks for the member, by the member's link, or entered by the secretariat. */
export const CommentVia = z.enum(['person', 'link', 'desk']);
export type CommentVia = z.infer<typeof CommentVia>;

export const COMMENT_LIMIT = 5_000;
export const WORDING_LIMIT = 8_000;
/** Hours before the close at which members that have not answered are reminded. */
const Remind = z.array(z.int().min(1).max(8_784)).max(5);
const ClauseId = ClauseView.shape.id.max(40);
const MemberName = z.object({ member: z.string(), name: z.string() });

/** How many members were asked and how many answered; region null: not known. */
export const ParticipationView = z.object({
  region: z.string().nullable(),
  invited: z.int(),
  answered: z.int(),
});
export type ParticipationView = z.infer<typeof ParticipationView>;

export const RoundSummary = z
  .object({
    id: z.string(),
    instrument: z.string(),
    titles: Titles,
    version: z.int(),
    hash: Sha256,
    body: z.object({ id: z.string(), name: z.string(), organisation: z.string() }),
    /** The stage that waits for it, and whether that is passed; null: none does. */
    stage: z.object({ id: z.string(), label: z.string(), passed: z.boolean() }).nullable(),
    visibility: Visibility,
    opensAt: Moment,
    closesAt: Moment,
    phase: RoundPhase,
    closedAt: Moment.nullable(),
    /** Why it was closed before its date. */
    closedBecause: z.string().nullable(),
    note: z.string().nullable(),
    invited: z.int(),
    answered: z.int(),
    /** Standing comments, and those of them without a disposition; null while they are for the secretariat alone. */
    counts: z.object({ comments: z.int(), unanswered: z.int() }).nullable(),
  })
  .meta({ id: 'ConsultationSummary' });
export type RoundSummary = z.infer<typeof RoundSummary>;

const UseView = z.object({
  kind: z.enum(['amendment', 'draft']),
  motion: z.string().nullable(),
  /** Only for those who may open it. */
  draft: z.string().nullable(),
  label: z.string(),
  at: Moment,
});

export const CommentView = z
  .object({
    id: z.string(),
    consultation: z.string(),
    /** In the round's series; null: the member has no comments. */
    number: z.int().nullable(),
    /** 1, and one more each time that the member replaced it. */
    revision: z.int(),
    member: z.string(),
    name: z.string(),
    region: z.string().nullable(),
    kind: CommentKind,
    /** Null: the whole text. */
    clause: z.string().nullable(),
    lang: Lang,
    text: z.string().nullable(),
    wording: z.string().nullable(),
    /** Who wrote it, for the member itself and the secretariat. */
    author: z.string().nullable(),
    via: CommentVia,
    state: CommentState,
    at: Moment,
    /** The newest first; the first of them stands. */
    dispositions: z.array(z.object({ disposition: Disposition, reason: z.string(), at: Moment })),
    uses: z.array(UseView),
    /** Whether the reader may replace or withdraw it. */
    own: z.boolean(),
  })
  .meta({ id: 'Comment' });
export type CommentView = z.infer<typeof CommentView>;

export const RoundView = RoundSummary.extend({
  participation: z.array(ParticipationView),
  extensions: z.array(z.object({ from: Moment, to: Moment, reason: z.string(), at: Moment })),
  /** What the reader may see: by number, then by revision. */
  comments: z.array(CommentView),
  /** Members for which the reader may comment. */
  speaksFor: z.array(MemberName.extend({ answered: z.boolean() })),
  /** Whether the reader runs it, or answers comments. */
  desk: z.boolean(),
  mayAnswer: z.boolean(),
}).meta({ id: 'Consultation' });
export type RoundView = z.infer<typeof RoundView>;

export const LetterOutcome = z.enum(['waiting', 'sent', 'failed', 'unknown', 'obsolete']);
export type LetterOutcome = z.infer<typeof LetterOutcome>;

export const RoundDeskView = z
  .object({
    /** Whether the house sends letters itself. */
    carried: z.boolean(),
    reminders: z.array(
      z.object({
        hours: z.int(),
        at: Moment,
        state: z.enum(['planned', 'issued', 'missed']),
        issuedAt: Moment.nullable(),
      }),
    ),
    members: z.array(
      MemberName.extend({
        region: z.string().nullable(),
        answered: z.boolean(),
        /** Whether the register has an address of its office, never which. */
        reached: z.boolean(),
        letters: z.array(
          z.object({
            /** Null: the invitation; else the reminder of so many hours before the close. */
            hours: z.int().nullable(),
            outcome: LetterOutcome,
            answer: z.string().nullable(),
            at: Moment.nullable(),
          }),
        ),
        linkIssuedAt: Moment.nullable(),
      }),
    ),
  })
  .meta({ id: 'ConsultationDesk' });
export type RoundDeskView = z.infer<typeof RoundDeskView>;

/** A comment whose wording was taken up. */
const TakenUp = z.object({
  id: z.string(),
  consultation: z.string(),
  number: z.int(),
  revision: z.int(),
  name: z.string(),
});
export type TakenUp = z.infer<typeof TakenUp>;

const Code = Line(60);
const RoundInput = z.object({ consultation: Uuid });
const CommentInput = z.object({ comment: Uuid });
const Reason = Line(1_000);
/** By the member's link instead of a session. */
const ByLink = { code: Code.optional() };

export const consultationRoutes = {
  consultations: route({
    method: 'GET',
    path: '/api/instruments/:instrument/consultations',
    act: 'consultation.read',
    summary: 'The consultations on an instrument, the newest first',
    input: z.object({ instrument: Slug }),
    reply: z.object({ consultations: z.array(RoundSummary) }),
  }),
  consultation: route({
    method: 'GET',
    path: '/api/consultations/:consultation',
    act: 'consultation.read',
    summary: 'One consultation with the comments that the reader may see',
    input: RoundInput,
    reply: RoundView,
  }),
  enter: route({
    method: 'POST',
    path: '/api/consultations/:consultation/enter',
    act: 'comment.make',
    summary: 'The same for whoever holds the link of a member; the code is not used up',
    input: RoundInput.extend({ code: Code }),
    reply: RoundView,
  }),
  open: route({
    method: 'POST',
    path: '/api/instruments/:instrument/consultations',
    act: 'consultation.open',
    summary: 'Open a consultation on a version: its members are invited when it opens',
    input: z.object({
      instrument: Slug,
      body: Slug,
      version: Ordinal.min(1),
      /** A stage of the kind `consult`: it waits until every comment is answered. */
      stage: Uuid.nullable().default(null),
      visibility: Visibility,
      /** Null: at once. */
      opensAt: Moment.nullable().default(null),
      closesAt: Moment,
      note: Text(2_000).nullable().default(null),
      /** Null: all members of the body; else those of these classes, or these. */
      classes: z.array(Line(80)).min(1).max(50).nullable().default(null),
      members: z.array(Uuid).min(1).max(5_000).nullable().default(null),
      remind: Remind.default([]),
    }),
    reply: z.object({ consultation: z.string(), invited: z.int() }),
  }),
  extend: route({
    method: 'POST',
    path: '/api/consultations/:consultation/extend',
    act: 'consultation.run',
    summary: 'Set a later closing date, with the reason',
    input: RoundInput.extend({ closesAt: Moment, reason: Reason }),
    reply: z.object({}),
  }),
  close: route({
    method: 'POST',
    path: '/api/consultations/:consultation/close',
    act: 'consultation.run',
    summary: 'Close a consultation before its date, with the reason',
    input: RoundInput.extend({ reason: Reason }),
    reply: z.object({}),
  }),
  conclude: route({
    method: 'POST',
    path: '/api/consultations/:consultation/conclude',
    act: 'consultation.run',
    summary: 'Pass the stage that waited for a consultation, once it is closed and every comment is answered',
    input: RoundInput,
    reply: z.object({}),
  }),
  desk: route({
    method: 'GET',
    path: '/api/consultations/:consultation/desk',
    act: 'consultation.run',
    summary: 'Who was invited, who has answered, and what became of the letters',
    input: RoundInput,
    reply: RoundDeskView,
  }),
  links: route({
    method: 'POST',
    path: '/api/consultations/:consultation/links',
    act: 'consultation.run',
    summary: 'Make links by which members comment; older links of theirs die',
    input: RoundInput.extend({ members: z.array(Uuid).min(1).max(2_000) }),
    reply: z.object({
      links: z.array(MemberName.extend({ code: z.string(), url: z.string() })),
    }),
  }),
  comment: route({
    method: 'POST',
    path: '/api/consultations/:consultation/comments',
    act: 'comment.make',
    summary: 'Comment for a member on a clause or the whole, or replace such a comment',
    input: RoundInput.extend({
      ...ByLink,
      member: Uuid,
      /** The comment that it takes the place of. */
      replaces: Uuid.nullable().default(null),
      clause: ClauseId.nullable(),
      lang: Lang,
      text: Text(COMMENT_LIMIT),
      /** How the clause should read. */
      wording: Text(WORDING_LIMIT).nullable().default(null),
      author: Line(200).nullable().default(null),
    }),
    reply: z.object({ comment: z.string(), number: z.int(), revision: z.int() }),
  }),
  nothing: route({
    method: 'POST',
    path: '/api/consultations/:consultation/nothing',
    act: 'comment.make',
    summary: 'Say for a member that it has no comments',
    input: RoundInput.extend({ ...ByLink, member: Uuid, author: Line(200).nullable().default(null) }),
    reply: z.object({ comment: z.string() }),
  }),
  withdraw: route({
    method: 'POST',
    path: '/api/comments/:comment/withdraw',
    act: 'comment.make',
    summary: 'Withdraw a comment for its member, before the close',
    input: CommentInput.extend(ByLink),
    reply: z.object({}),
  }),
  dispose: route({
    method: 'POST',
    path: '/api/comments/:comment/dispositions',
    act: 'comment.dispose',
    summary:
      'Answer a comment: accepted, partly, rejected or noted, with the reason; an earlier answer stays in the history',
    input: CommentInput.extend({ disposition: Disposition, reason: Text(5_000) }),
    reply: z.object({}),
  }),
  moveAmendment: route({
    method: 'POST',
    path: '/api/comments/:comment/amendment',
    act: 'motion.submit',
    summary: 'Submit the proposed wording as an amendment to a motion on the text',
    input: CommentInput.extend({ to: Uuid, titles: Titles }),
    reply: z.object({ motion: z.string(), label: z.string() }),
  }),
  takeIntoDraft: route({
    method: 'POST',
    path: '/api/comments/:comment/draft',
    act: 'draft.write',
    summary: 'Take the proposed wording into a draft in which one writes',
    input: CommentInput.extend({ draft: Uuid }),
    reply: z.object({ revision: z.int() }),
  }),
  ofMotion: route({
    method: 'GET',
    path: '/api/motions/:motion/comments',
    act: 'motion.read',
    summary: 'The comments whose proposed wording became this motion',
    input: z.object({ motion: Uuid }),
    reply: z.object({ comments: z.array(TakenUp) }),
  }),
  ofDraft: route({
    method: 'GET',
    path: '/api/drafts/:draft/comments',
    act: 'draft.write',
    summary: 'The comments whose proposed wording was taken into a draft, for those who write in it',
    input: z.object({ draft: Uuid }),
    reply: z.object({ comments: z.array(TakenUp) }),
  }),
  tableCsv: route({
    method: 'GET',
    path: '/api/consultations/:consultation/comments.csv',
    act: 'consultation.read',
    summary: 'The table of comments and dispositions as CSV',
    input: RoundInput,
    reply: z.string(),
    media: 'text/csv',
  }),
  tablePdf: route({
    method: 'GET',
    path: '/api/consultations/:consultation/comments.pdf',
    act: 'consultation.read',
    summary: 'The table of comments and dispositions as a tagged PDF',
    input: RoundInput.extend({ lang: Lang.default('en') }),
    reply: z.string(),
    media: 'application/pdf',
  }),
} as const;

export type ConsultationsEvent =
  /** The blob `members` is canonical JSON of the ids of those that are invited. */
  | Event<
      'consultation.opened',
      {
        consultation: string;
        instrument: string;
        version: number;
        hash: string;
        body: string;
        stage: string | null;
        visibility: Visibility;
        opensAt: string;
        closesAt: string;
        note: string | null;
        invited: number;
        remind: number[];
      }
    >
  | Event<'consultation.extended', { consultation: string; closesAt: string; reason: string }>
  /** Reason null: its date had come. */
  | Event<'consultation.closed', { consultation: string; reason: string | null; unanswered: number }>
  | Event<'consultation.reminded', { consultation: string; hours: number; missed: number[] }>
  | Event<'consultation.linked', { consultation: string; member: string }>
  /** `supersedes`: what of the member's stands no more, its saying that it has no comments too. */
  | Event<
      'comment.made',
      {
        comment: string;
        consultation: string;
        member: string;
        kind: CommentKind;
        number: number | null;
        revision: number;
        clause: string | null;
        lang: Lang;
        text: string | null;
        wording: string | null;
        via: CommentVia;
        supersedes: string | null;
      }
    >
  | Event<'comment.withdrawn', { comment: string }>
  | Event<'comment.disposed', { comment: string; nth: number; disposition: Disposition; reason: string }>
  | Event<
      'comment.taken_up',
      {
        comment: string;
        kind: 'amendment' | 'draft';
        motion: string | null;
        draft: string | null;
        label: string;
      }
    >;

export type RoundEvent = ConsultationsEvent | InstrumentsEvent;
