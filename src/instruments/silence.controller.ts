import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { must } from '../basics/must.js';
import { Perform } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import { Input, Serve, Who } from '../house/route.js';
import { silenceOf } from './instrument.js';
import { instrumentPlace, loadOnPath } from './instruments.store.js';
import { today } from './mandates.store.js';
import { OBJECT_STAGE, WITHDRAW_OBJECTION } from './silence.acts.js';
import { silenceRoutes as routes } from './silence.contract.js';
import { objectionViews, objectors } from './silence.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

@Controller()
export class SilenceController {
  constructor(private readonly perform: Perform) {}

  @Serve(routes.silence)
  silence(@Who() who: Visitor, @Input() { instrument }: In<typeof routes.silence>) {
    return this.perform.read(who, {
      act: routes.silence.act,
      place: (tx) => instrumentPlace(tx, instrument),
      view: async (tx) => {
        const silence = silenceOf(must(await loadOnPath(tx, instrument), 'path of the instrument'));
        if (!silence) return { silence: null };
        const { stage, round, until } = silence;
        const place = must(await instrumentPlace(tx, instrument), 'place of the instrument');
        const desk = this.perform.office(who, 'stage.enter', place).ok;
        const may = await objectors(tx, stage.body, { person: who.person, desk });
        const objections = await objectionViews(tx, { stage: stage.id, round });
        const over = until !== null && today() > until;
        const by = (id: string) => objections.some(({ member }) => member === id);
        return {
          silence: {
            ...{ stage: stage.id, label: stage.label, until, over },
            objections: objections.map((one) => ({
              ...one,
              mine: !over && may.some(({ member }) => member === one.member),
            })),
            mayObjectFor: over ? [] : may.filter(({ member }) => !by(member)),
          },
        };
      },
    });
  }

  @Serve(routes.objectStage)
  object(@Who() who: Visitor, @Input() input: In<typeof routes.objectStage>) {
    return this.perform.perform(who, OBJECT_STAGE, input);
  }

  @Serve(routes.withdrawObjection)
  withdraw(@Who() who: Visitor, @Input() input: In<typeof routes.withdrawObjection>) {
    return this.perform.perform(who, WITHDRAW_OBJECTION, input);
  }
}
