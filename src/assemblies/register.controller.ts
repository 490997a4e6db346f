import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { Visitor } from '../access/visitor.js';
import { bodyRoutes as routes } from '../bodies/bodies.contract.js';
import { Perform } from '../house/perform.js';
import { Input, Serve, Who } from '../house/route.js';
import { IMPORT_FIGURES, IMPORT_MEMBERS, IMPORT_PLACES } from './register.acts.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

/** What changes the register of a body: it may move the quorum of an assembly in session. */
@Controller()
export class RegisterController {
  constructor(private readonly perform: Perform) {}

  @Serve(routes.importMembers)
  importMembers(@Who() who: Visitor, @Input() input: In<typeof routes.importMembers>) {
    return this.perform.perform(who, IMPORT_MEMBERS, input);
  }

  @Serve(routes.importFigures)
  importFigures(@Who() who: Visitor, @Input() input: In<typeof routes.importFigures>) {
    return this.perform.perform(who, IMPORT_FIGURES, input);
  }

  @Serve(routes.importPlaces)
  importPlaces(@Who() who: Visitor, @Input() input: In<typeof routes.importPlaces>) {
    return this.perform.perform(who, IMPORT_PLACES, input);
  }
}
