import { z } from 'zod';
import type { Event } from '../basics/event.js';
import { Edtf, Line, Moment, Slug, Text, Uuid } from '../basics/fields.js';
import { route } from '../access/route.js';
import { QuorumView } from './assemblies.contract.js';

const Here = z.object({ assembly: Slug });
const OneNotice = Here.extend({ notice: Uuid });

/** A notice convenes, and is bound by the rules' days; a reminder goes to whoever has designated nobody. */
export const NoticeKind = z.enum(['notice', 'reminder']);

/** What became of one member's message. `no_address`: the register has none; nothing was written. */
export const Outcome = z.enum(['waiting', 'sent', 'failed', 'no_address']);

export const NoticeView = z
  .object({
    id: z.string(),
    number: z.int(),
    kind: NoticeKind,
    subject: z.string(),
    text: z.string(),
    issuedAt: Moment,
    /** Whole days before the first day of the assembly. */
    days: z.int().nullable(),
    /** Why it went out later than the rules say. */
    urgency: z.string().nullable(),
    members: z.array(
      z.object({
        member: z.string(),
        name: z.string(),
        outcome: Outcome,
        at: Moment.nullable(),
        messageId: z.string().nullable(),
        /** What the mail server, or whoever handed it over, said; of one that waits, why it was not taken the last time. */
        answer: z.string().nullable(),
        /** Where the house sends it: how often it was tried, and when the next attempt is due. Null: by hand, or no more. */
        attempts: z.int(),
        nextAt: Moment.nullable(),
      }),
    ),
  })
  .meta({ id: 'Notice' });
export type NoticeView = z.infer<typeof NoticeView>;

/** Stands in the text where each member's own designation link is to be. */
export const LINK_MARK = '{link}';

export const noticeRoutes = {
  issueNotice: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/notices',
    act: 'notice.issue',
    summary: 'Issue a notice or a reminder to members; too late only with the reason of the urgency',
    input: Here.extend({
      kind: NoticeKind,
      subject: Line(200),
      text: Text(20_000),
      urgency: Line(300).nullable().default(null),
    }),
    reply: z.object({ notice: z.string(), number: z.int(), addressed: z.int(), withoutAddress: z.int() }),
  }),
  notices: route({
    method: 'GET',
    path: '/api/assemblies/:assembly/notices',
    act: 'assembly.desk',
    summary: 'Notices with what became of each message, and whom the next one reaches',
    input: Here,
    reply: z.object({
      /** Days that the rules ask for; null: none. */
      minimumDays: z.int().nullable(),
      /** Whole days from today to the first day of the assembly, by the calendar of the place; null: it is not known. */
      days: z.int().nullable(),
      /** The house sends messages itself; else somebody hands them to a mail program. */
      carried: z.boolean(),
      /** Who gets a notice issued now; a reminder goes to those alone who have not designated. */
      recipients: z.array(
        z.object({ member: z.string(), name: z.string(), reached: z.boolean(), designated: z.boolean() }),
      ),
      notices: z.array(NoticeView),
    }),
  }),
  message: route({
    method: 'GET',
    path: '/api/assemblies/:assembly/notices/:notice/messages/:member',
    act: 'notice.issue',
    summary: 'A message that waits, as a file for a mail program',
    input: OneNotice.extend({ member: Uuid }),
    reply: z.any(),
    media: 'message/rfc822',
  }),
  messages: route({
    method: 'GET',
    path: '/api/assemblies/:assembly/notices/:notice/messages',
    act: 'notice.issue',
    summary: 'All messages that wait, as one mbox file',
    input: OneNotice,
    reply: z.any(),
    media: 'application/mbox',
  }),
  recordDelivery: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/notices/:notice/deliveries',
    act: 'notice.issue',
    summary: 'Record what became of messages that were handed over by hand',
    input: OneNotice.extend({
      members: z.array(Uuid).min(1).max(2000),
      outcome: z.enum(['sent', 'failed']),
      answer: Line(300).nullable().default(null),
    }),
    reply: z.object({ recorded: z.int() }),
  }),
  proof: route({
    method: 'GET',
    path: '/api/assemblies/:assembly/notices/:notice/proof',
    act: 'assembly.desk',
    summary: 'Proof of convening: each member with time and outcome, as CSV',
    input: OneNotice,
    reply: z.any(),
    media: 'text/csv',
  }),
  prepareNext: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/next',
    act: 'assembly.convene',
    summary: 'Prepare the next assembly of the body from this one, under the rules in force on its first day',
    input: Here.extend({
      next: Slug,
      name: Line(200),
      place: Line(200).nullable(),
      from: Edtf,
      to: Edtf.nullable().default(null),
      timeZone: Line(60),
      open: z.boolean(),
      sittings: z.boolean(),
      items: z.boolean(),
      observers: z.boolean(),
    }),
    reply: z.object({ assembly: z.string(), sittings: z.int(), items: z.int(), observers: z.int() }),
  }),
  payDues: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/dues',
    act: 'member.dues',
    summary: 'Record dues paid at the door, until the cut-off: the member is entitled from now on',
    input: Here.extend({ member: Uuid, paidUpTo: z.iso.date(), note: Line(300) }),
    reply: z.object({ quorum: QuorumView }),
  }),
} as const;

export type NoticesEvent =
  /** Blob `notice`: canonical `{subject, text}`. */
  | Event<
      'notice.issued',
      {
        notice: string;
        number: number;
        kind: z.infer<typeof NoticeKind>;
        days: number | null;
        minimumDays: number | null;
        urgency: string | null;
        hash: string;
      }
    >
  /** Personal: the address (`to`), where the register has one. */
  | Event<'notice.addressed', { notice: string; member: string; messageId: string | null }>
  | Event<
      'notice.delivered',
      {
        notice: string;
        member: string;
        outcome: 'sent' | 'failed';
        by: 'hand' | 'mail';
        answer: string | null;
        at: string;
      }
    >;
