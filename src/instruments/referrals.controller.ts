import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { bodyPlace } from '../bodies/bodies.store.js';
import { Perform } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import { Input, Serve, Who } from '../house/route.js';
import { instrumentPlace, instrumentSummaries } from './instruments.store.js';
import { mandateViews, today } from './mandates.store.js';
import { ANSWER_REFERRAL, REFER } from './referrals.acts.js';
import { referralRoutes as routes } from './referrals.contract.js';
import { referralViews } from './referrals.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

@Controller()
export class ReferralsController {
  constructor(private readonly perform: Perform) {}

  @Serve(routes.business)
  business(@Who() who: Visitor, @Input() { body }: In<typeof routes.business>) {
    return this.perform.read(who, {
      act: routes.business.act,
      place: (tx) => bodyPlace(tx, body),
      view: async (tx) => {
        const mandates = await mandateViews(tx, { body, day: today() });
        const referrals = await referralViews(tx, { body, day: today() });
        const named = new Set([...mandates, ...referrals].map((one) => one.instrument.id));
        const instruments = (await instrumentSummaries(tx, null))
          .filter(({ id, stages }) => named.has(id) || stages.some((one) => one.body.id === body))
          .map(({ id, titles, state, stages }) => {
            const current = stages.find((one) => one.state === 'current');
            return {
              ...{ id, titles, state },
              current: current ? { label: current.label, body: current.body, due: current.due } : null,
              here: stages
                .filter((one) => one.body.id === body)
                .map((one) => ({ label: one.label, state: one.state, date: one.date })),
            };
          });
        return { instruments, mandates, referrals };
      },
    });
  }

  @Serve(routes.referrals)
  referrals(@Who() who: Visitor, @Input() { instrument }: In<typeof routes.referrals>) {
    return this.perform.read(who, {
      act: routes.referrals.act,
      place: (tx) => instrumentPlace(tx, instrument),
      view: async (tx) => ({ referrals: await referralViews(tx, { instrument, day: today() }) }),
    });
  }

  @Serve(routes.refer)
  refer(@Who() who: Visitor, @Input() input: In<typeof routes.refer>) {
    return this.perform.perform(who, REFER, input);
  }

  @Serve(routes.answerReferral)
  answer(@Who() who: Visitor, @Input() input: In<typeof routes.answerReferral>) {
    return this.perform.perform(who, ANSWER_REFERRAL, input);
  }
}
