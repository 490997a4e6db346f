import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { Lang } from '../basics/fields.js';
import { ok } from '../basics/result.js';
import { Perform, WHOLE_HOUSE, type Visitor } from '../house/perform.js';
import { Input, Serve, Who } from '../house/route.js';
import { numbers } from './clause.js';
import { compare } from './compare.js';
import { ENTER_STAGE, FOUND_INSTRUMENT, FREEZE_VERSION, PREVIEW_VERSION } from './instruments.acts.js';
import { instrumentRoutes as routes } from './instruments.contract.js';
import { instrumentPlace, instrumentSummaries, instrumentView, versionView } from './instruments.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

@Controller()
export class InstrumentsController {
  constructor(private readonly perform: Perform) {}

  @Serve(routes.instruments)
  instruments(@Who() who: Visitor) {
    return this.perform.read(who, {
      act: 'instrument.read',
      place: async () => WHOLE_HOUSE,
      view: async (tx) => ({ instruments: await instrumentSummaries(tx, null) }),
    });
  }

  @Serve(routes.instrument)
  instrument(@Who() who: Visitor, @Input() { instrument }: In<typeof routes.instrument>) {
    return this.perform.read(who, {
      act: 'instrument.read',
      place: (tx) => instrumentPlace(tx, instrument),
      view: (tx) => instrumentView(tx, instrument),
    });
  }

  @Serve(routes.version)
  version(@Who() who: Visitor, @Input() { instrument, number }: In<typeof routes.version>) {
    return this.perform.read(who, {
      act: 'instrument.read',
      place: (tx) => instrumentPlace(tx, instrument),
      view: (tx) => versionView(tx, instrument, number),
    });
  }

  @Serve(routes.compare)
  compare(@Who() who: Visitor, @Input() { instrument, a, b, lang }: In<typeof routes.compare>) {
    return this.perform.read(who, {
      act: 'instrument.read',
      place: (tx) => instrumentPlace(tx, instrument),
      view: async (tx) => {
        const [one, other] = [await versionView(tx, instrument, a), await versionView(tx, instrument, b)];
        if (!one || !other) return null;
        const both = [...one.expressions.map((e) => e.lang)].filter((l) =>
          other.expressions.some((e) => e.lang === l),
        );
        const chosen: Lang = both.includes(lang) ? lang : (both[0] ?? lang);
        const text = (version: typeof one) =>
          version.expressions.find((e) => e.lang === chosen)?.clauses ?? [];
        return { a: one, b: other, lang: chosen, ...compare(text(one), text(other)) };
      },
    });
  }

  @Serve(routes.found)
  found(@Who() who: Visitor, @Input() input: In<typeof routes.found>) {
    return this.perform.perform(who, FOUND_INSTRUMENT, input);
  }

  @Serve(routes.previewVersion)
  async preview(@Who() who: Visitor, @Input() input: In<typeof routes.previewVersion>) {
    const read = await this.perform.perform(who, PREVIEW_VERSION, input);
    if (!read.ok) return read;
    const { clauses, dropped, expressions } = read.value;
    const labels = numbers(clauses);
    return ok({
      clauses: clauses.map((clause) => ({ ...clause, number: labels[clause.id] ?? null })),
      dropped,
      languages: expressions.map((one) => one.lang),
    });
  }

  @Serve(routes.freezeVersion)
  freeze(@Who() who: Visitor, @Input() input: In<typeof routes.freezeVersion>) {
    return this.perform.perform(who, FREEZE_VERSION, input);
  }

  @Serve(routes.enterStage)
  enterStage(@Who() who: Visitor, @Input() input: In<typeof routes.enterStage>) {
    return this.perform.perform(who, ENTER_STAGE, input);
  }
}
