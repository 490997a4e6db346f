import { ok, refuse, type Result } from '../basics/result.js';
import type { Answer, ReferralsEvent } from './referrals.contract.js';

/** An instrument before another body, which is asked about it: the same instrument, never a copy. */
export interface Referral {
  readonly id: string;
  readonly instrument: string;
  readonly from: string;
  readonly to: string;
  readonly state: 'open' | 'answered' | 'returned';
}

/** Refusals: `referral.same_body`, `referral.already` {to}: it lies before that body, `version.unknown` {number}. */
export function refer(
  instrument: { readonly id: string; readonly versions: readonly { readonly number: number }[] },
  open: readonly Referral[],
  made: {
    referral: string;
    from: string;
    to: string;
    version: number | null;
    reason: string;
    until: string | null;
    date: string;
  },
): Result<ReferralsEvent[]> {
  const { from, to, version } = made;
  if (from === to) return refuse('referral.same_body');
  if (open.some((one) => one.to === to && one.state === 'open')) return refuse('referral.already', { to });
  if (version !== null && !instrument.versions.some(({ number }) => number === version))
    return refuse('version.unknown', { number: version });
  return ok([
    {
      type: 'referral.made',
      subject: { instrument: instrument.id, body: to },
      data: { instrument: instrument.id, ...made },
    },
  ]);
}

/** Answers a referral, or returns it without an answer. Refusal: `referral.over`. */
export function answer(
  referral: Referral,
  given: { answer: Answer | null; text: string; date: string },
): Result<ReferralsEvent[]> {
  if (referral.state !== 'open') return refuse('referral.over');
  const subject = { instrument: referral.instrument, body: referral.from };
  const { text, date } = given;
  const data = { referral: referral.id, text, date };
  return ok([
    given.answer === null
      ? { type: 'referral.returned', subject, data }
      : { type: 'referral.answered', subject, data: { ...data, answer: given.answer } },
  ]);
}
