import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { assemblyPlace } from '../assemblies/assemblies.store.js';
import { Perform, type Visitor } from '../house/perform.js';
import { Input, Serve, Who } from '../house/route.js';
import { DEBATE, READY, REFUSE_MOTION, SUBMIT, TABLE, WITHDRAW } from './motions.acts.js';
import { motionRoutes as routes } from './motions.contract.js';
import { motionPlace, motionViews } from './motions.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

@Controller()
export class MotionsController {
  constructor(private readonly perform: Perform) {}

  @Serve(routes.motions)
  motions(@Who() who: Visitor, @Input() { assembly }: In<typeof routes.motions>) {
    return this.perform.read(who, {
      act: 'assembly.read',
      place: (tx) => assemblyPlace(tx, assembly),
      view: async (tx) => ({ motions: await motionViews(tx, { assembly }) }),
    });
  }

  @Serve(routes.motion)
  motion(@Who() who: Visitor, @Input() { motion }: In<typeof routes.motion>) {
    return this.perform.read(who, {
      act: 'motion.read',
      place: (tx) => motionPlace(tx, motion),
      view: async (tx) => (await motionViews(tx, { motion }))[0] ?? null,
    });
  }

  @Serve(routes.submit)
  submit(@Who() who: Visitor, @Input() input: In<typeof routes.submit>) {
    return this.perform.perform(who, SUBMIT, input);
  }

  @Serve(routes.table)
  table(@Who() who: Visitor, @Input() input: In<typeof routes.table>) {
    return this.perform.perform(who, TABLE, input);
  }

  @Serve(routes.refuseMotion)
  refuse(@Who() who: Visitor, @Input() input: In<typeof routes.refuseMotion>) {
    return this.perform.perform(who, REFUSE_MOTION, input);
  }

  @Serve(routes.debate)
  debate(@Who() who: Visitor, @Input() input: In<typeof routes.debate>) {
    return this.perform.perform(who, DEBATE, input);
  }

  @Serve(routes.ready)
  ready(@Who() who: Visitor, @Input() input: In<typeof routes.ready>) {
    return this.perform.perform(who, READY, input);
  }

  @Serve(routes.withdraw)
  withdraw(@Who() who: Visitor, @Input() input: In<typeof routes.withdraw>) {
    return this.perform.perform(who, WITHDRAW, input);
  }
}
