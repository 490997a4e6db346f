import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { first, must } from '../basics/must.js';
import { bodyPlace } from '../bodies/bodies.store.js';
import { Perform } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import { Input, Serve, Who } from '../house/route.js';
import { numbers, type Clause } from './clause.js';
import { instrumentPlace } from './instruments.store.js';
import { ENTER_MANDATE, FINISH_MANDATE, finishingTexts, REPORT_MANDATE } from './mandates.acts.js';
import { differences, excesses } from './mandate.js';
import { mandateRoutes as routes } from './mandates.contract.js';
import { loadMandate, mandateViews, today } from './mandates.store.js';
import type { Texts } from './wordings.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

const leading = (texts: Texts): readonly Clause[] => first(Object.values(texts));
const wordsOf = (clauses: readonly Clause[]): ReadonlyMap<string, string> =>
  new Map(clauses.map(({ id, text }) => [id, text]));

@Controller()
export class MandatesController {
  constructor(private readonly perform: Perform) {}

  @Serve(routes.mandates)
  mandates(@Who() who: Visitor, @Input() { instrument }: In<typeof routes.mandates>) {
    return this.perform.read(who, {
      act: routes.mandates.act,
      place: (tx) => instrumentPlace(tx, instrument),
      view: async (tx) => ({ mandates: await mandateViews(tx, { instrument, day: today() }) }),
    });
  }

  @Serve(routes.enterMandate)
  enter(@Who() who: Visitor, @Input() input: In<typeof routes.enterMandate>) {
    return this.perform.perform(who, ENTER_MANDATE, input);
  }

  @Serve(routes.mandateDifference)
  difference(@Who() who: Visitor, @Input() { mandate: id, version }: In<typeof routes.mandateDifference>) {
    return this.perform.read(who, {
      act: routes.mandateDifference.act,
      place: async (tx) => {
        const mandate = await loadMandate(tx, id);
        return mandate && bodyPlace(tx, mandate.to);
      },
      view: async (tx) => {
        const mandate = must(await loadMandate(tx, id), 'mandate');
        const texts = await finishingTexts(tx, mandate, version);
        if (!texts) return { changes: null };
        const [approved, finished] = [leading(texts.approved), leading(texts.finished)];
        const labels = numbers(finished);
        const [before, after] = [wordsOf(approved), wordsOf(finished)];
        const found = differences(texts.approved, texts.finished);
        const outside = new Set(
          excesses(mandate.terms, {
            ...{ texts, date: null },
            changes: found.map(({ clause }) => ({ clause, tag: 'editorial' })),
          }).map(({ clause }) => clause),
        );
        return {
          changes: found.map((one) => ({
            ...one,
            langs: [...one.langs],
            number: labels[one.clause] ?? null,
            before: before.get(one.clause) ?? null,
            after: after.get(one.clause) ?? null,
            within: !outside.has(one.clause),
          })),
        };
      },
    });
  }

  @Serve(routes.finishMandate)
  finish(@Who() who: Visitor, @Input() input: In<typeof routes.finishMandate>) {
    return this.perform.perform(who, FINISH_MANDATE, input);
  }

  @Serve(routes.reportMandate)
  report(@Who() who: Visitor, @Input() input: In<typeof routes.reportMandate>) {
    return this.perform.perform(who, REPORT_MANDATE, input);
  }
}
