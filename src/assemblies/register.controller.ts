import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import type { Visitor } from '../access/visitor.js';
import { bodyRoutes as routes } from '../bodies/bodies.contract.js';
import { Perform } from '../house/perform.js';
import { Input, Serve, Who } from '../house/route.js';
import {
  ADMIT_MEMBER,
  CHANGE_MEMBER,
  END_MEMBERSHIP,
  IMPORT_FIGURES,
  IMPORT_MEMBERS,
  IMPORT_PLACES,
  STRIKE_MEMBER,
} from './register.acts.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

/** What changes the register of a body: it may move the quorum of an assembly in session. */
@Controller()
export class RegisterController {
  constructor(private readonly perform: Perform) {}

  @Serve(routes.admitMember)
  admitMember(@Who() who: Visitor, @Input() input: In<typeof routes.admitMember>) {
    return this.perform.perform(who, ADMIT_MEMBER, input);
  }

  @Serve(routes.changeMember)
  changeMember(@Who() who: Visitor, @Input() input: In<typeof routes.changeMember>) {
    return this.perform.perform(who, CHANGE_MEMBER, input);
  }

  @Serve(routes.endMembership)
  endMembership(@Who() who: Visitor, @Input() input: In<typeof routes.endMembership>) {
    return this.perform.perform(who, END_MEMBERSHIP, input);
  }

  @Serve(routes.strikeMember)
  strikeMember(@Who() who: Visitor, @Input() input: In<typeof routes.strikeMember>) {
    return this.perform.perform(who, STRIKE_MEMBER, input);
  }

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
