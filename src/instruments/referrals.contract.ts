import { z } from 'zod';
import type { Event } from '../basics/event.js';
import { Edtf, Ordinal, Slug, Text, Titles, Uuid } from '../basics/fields.js';
import { route } from '../access/route.js';
import { InstrumentState } from './instruments.contract.js';
import { BodyName, MandateView } from './mandates.contract.js';

export const Answer = z.enum(['supports', 'objects', 'comments']);
export type Answer = z.infer<typeof Answer>;

export const ReferralView = z
  .object({
    id: z.string(),
    instrument: z.object({ id: z.string(), titles: Titles }),
    from: BodyName,
    to: BodyName,
    version: z.int().nullable(),
    reason: z.string(),
    until: Edtf.nullable(),
    made: z.string(),
    state: z.enum(['open', 'overdue', 'answered', 'returned']),
    /** What came back; `answer` null: it was returned without one. */
    back: z.object({ answer: Answer.nullable(), text: z.string(), date: z.string() }).nullable(),
  })
  .meta({ id: 'Referral' });
export type ReferralView = z.infer<typeof ReferralView>;

/** An instrument with which a body has business, and how it stands wherever it is. */
export const BusinessView = z
  .object({
    id: z.string(),
    titles: Titles,
    state: InstrumentState,
    /** The stage at which it stands; null at an end. */
    current: z.object({ label: z.string(), body: BodyName, due: z.string().nullable() }).nullable(),
    /** Its stages with this body. */
    here: z.array(z.object({ label: z.string(), state: z.string(), date: Edtf.nullable() })),
  })
  .meta({ id: 'Business' });
export type BusinessView = z.infer<typeof BusinessView>;

const ReferralInput = z.object({ referral: Uuid });

export const referralRoutes = {
  business: route({
    method: 'GET',
    path: '/api/bodies/:body/business',
    act: 'instrument.read',
    summary:
      'The instruments, mandates and referrals with which a body has to do, and how they stand elsewhere',
    input: z.object({ body: Slug }),
    reply: z.object({
      instruments: z.array(BusinessView),
      mandates: z.array(MandateView),
      referrals: z.array(ReferralView),
    }),
  }),
  referrals: route({
    method: 'GET',
    path: '/api/instruments/:instrument/referrals',
    act: 'instrument.read',
    summary: 'The referrals of an instrument to other bodies',
    input: z.object({ instrument: Slug }),
    reply: z.object({ referrals: z.array(ReferralView) }),
  }),
  refer: route({
    method: 'POST',
    path: '/api/instruments/:instrument/referrals',
    act: 'referral.make',
    summary: 'Refer an instrument to another body: the same instrument, seen by both',
    input: z.object({
      instrument: Slug,
      /** The body that refers. */
      from: Slug,
      to: Slug,
      version: Ordinal.min(1).nullable().default(null),
      reason: Text(2_000),
      until: Edtf.nullable().default(null),
    }),
    reply: z.object({ referral: z.string() }),
  }),
  answerReferral: route({
    method: 'POST',
    path: '/api/referrals/:referral/answer',
    act: 'referral.answer',
    summary: 'Answer a referral, or return it without an answer, with the reason',
    input: ReferralInput.extend({ answer: Answer.nullable(), text: Text(5_000) }),
    reply: z.object({}),
  }),
} as const;

export type ReferralsEvent =
  | Event<
      'referral.made',
      {
        referral: string;
        instrument: string;
        from: string;
        to: string;
        version: number | null;
        reason: string;
        until: string | null;
        date: string;
      }
    >
  | Event<'referral.answered', { referral: string; answer: Answer; text: string; date: string }>
  | Event<'referral.returned', { referral: string; text: string; date: string }>;
