import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { Visitor } from '../access/visitor.js';
import { Perform } from '../house/perform.js';
import { Input, Serve, Who } from '../house/route.js';
import { assemblyPlace } from './assemblies.store.js';
import { checksOf, nextOf } from './preparation.js';
import { preparationRoutes as routes } from './preparation.contract.js';
import { prepared } from './preparation.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

@Controller()
export class PreparationController {
  constructor(private readonly perform: Perform) {}

  @Serve(routes.preparation)
  preparation(@Who() who: Visitor, @Input() { assembly }: In<typeof routes.preparation>) {
    return this.perform.read(who, {
      act: routes.preparation.act,
      place: (tx) => assemblyPlace(tx, assembly),
      view: async (tx, rooms) => {
        const state = await prepared(tx, assembly, rooms);
        if (!state) return null;
        const checks = checksOf(state);
        return { checks, next: nextOf(checks) };
      },
    });
  }
}
