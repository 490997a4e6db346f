import type { z } from 'zod';
import { isEdtf } from '../basics/edtf.js';
import { ofType } from '../basics/event.js';
import { first, must } from '../basics/must.js';
import { ok, refuse } from '../basics/result.js';
import { bodyPlace } from '../bodies/bodies.store.js';
import { act } from '../house/perform.js';
import { loadInstrument } from './instruments.store.js';
import { answer, refer } from './referral.js';
import type { referralRoutes as routes, ReferralsEvent } from './referrals.contract.js';
import { loadReferral, loadReferrals } from './referrals.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

/** Refusals beside those of `refer`: `body.unknown` {body}, `date.malformed` {date}, `instrument.unknown` {instrument}. */
export const REFER = act({
  act: 'referral.make',
  place: (tx, { from }: In<typeof routes.refer>) => bodyPlace(tx, from),
  load: async (tx, { instrument, to, until }) => {
    if (until !== null && !isEdtf(until)) return refuse('date.malformed', { date: until });
    const loaded = await loadInstrument(tx, instrument);
    if (!loaded) return refuse('instrument.unknown', { instrument });
    if (!(await bodyPlace(tx, to))) return refuse('body.unknown', { body: to });
    return ok({ instrument: loaded, referrals: await loadReferrals(tx, instrument) });
  },
  decide: ({ instrument, referrals }, { instrument: _, ...made }, { id, at }) =>
    refer(instrument, referrals, { ...made, referral: id(), date: at.slice(0, 10) }),
  reply: ({ events }) => ({
    referral: first(ofType(events as ReferralsEvent[], 'referral.made')).data.referral,
  }),
});

export const ANSWER_REFERRAL = act({
  act: 'referral.answer',
  place: async (tx, { referral }: In<typeof routes.answerReferral>) => {
    const found = await loadReferral(tx, referral);
    return found && bodyPlace(tx, found.to);
  },
  load: async (tx, { referral }) => {
    const { instrument } = must(await loadReferral(tx, referral), 'referral');
    await loadInstrument(tx, instrument);
    return ok(must(await loadReferral(tx, referral), 'referral'));
  },
  decide: (referral, { answer: given, text }, { at }) =>
    answer(referral, { answer: given, text, date: at.slice(0, 10) }),
  reply: () => ({}),
});
