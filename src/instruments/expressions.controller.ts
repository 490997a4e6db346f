import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { Perform } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import { Input, Serve, Who } from '../house/route.js';
import {
  FILL_TRANSLATION,
  PUBLISH_TRANSLATION,
  SAVE_TRANSLATION,
  translationView,
} from './expressions.acts.js';
import { expressionRoutes as routes } from './expressions.contract.js';
import { revisionsOf } from './expressions.store.js';
import { instrumentPlace } from './instruments.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

@Controller()
export class ExpressionsController {
  constructor(private readonly perform: Perform) {}

  @Serve(routes.revisions)
  revisions(@Who() who: Visitor, @Input() input: In<typeof routes.revisions>) {
    return this.perform.read(who, {
      act: routes.revisions.act,
      place: (tx) => instrumentPlace(tx, input.instrument),
      view: async (tx) => {
        const revisions = await revisionsOf(tx, input);
        return revisions && { revisions };
      },
    });
  }

  @Serve(routes.translation)
  async translation(@Who() who: Visitor, @Input() input: In<typeof routes.translation>) {
    const read = await this.perform.read(who, {
      act: routes.translation.act,
      place: (tx) => instrumentPlace(tx, input.instrument),
      view: (tx) => translationView(tx, input),
    });
    return read.ok ? read.value : read;
  }

  @Serve(routes.saveTranslation)
  save(@Who() who: Visitor, @Input() input: In<typeof routes.saveTranslation>) {
    return this.perform.perform(who, SAVE_TRANSLATION, input);
  }

  @Serve(routes.fillTranslation)
  fill(@Who() who: Visitor, @Input() input: In<typeof routes.fillTranslation>) {
    return this.perform.perform(who, FILL_TRANSLATION, input);
  }

  @Serve(routes.publishTranslation)
  publish(@Who() who: Visitor, @Input() input: In<typeof routes.publishTranslation>) {
    return this.perform.perform(who, PUBLISH_TRANSLATION, input);
  }
}
