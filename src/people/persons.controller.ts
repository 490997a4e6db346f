import { Controller, Inject, Req } from '@nestjs/common';
import type { Request } from 'express';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { WHOLE_HOUSE } from '../access/access.js';
import type { Visitor } from '../access/visitor.js';
import { ok } from '../basics/result.js';
import { printedOrigin, PUBLIC_URL } from '../house/origin.js';
import { Perform } from '../house/perform.js';
import { Input, Serve, Who } from '../house/route.js';
import { Mailing } from '../mail/mailing.js';
import { endSessions } from './account.store.js';
import { hasPerson } from './people.store.js';
import { CORRECT_PERSON, MERGE_PERSON } from './persons.acts.js';
import { personRoutes as routes } from './persons.contract.js';
import { doubleViews, personPage } from './persons.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

const place = async () => ({ ...WHOLE_HOUSE, open: false });

/** One person, and what the secretariat mends of them. */
@Controller()
export class PersonsController {
  constructor(
    private readonly perform: Perform,
    private readonly dataSource: DataSource,
    private readonly mailing: Mailing,
    @Inject(PUBLIC_URL) private readonly publicUrl: string | null,
  ) {}

  @Serve(routes.person)
  person(@Who() who: Visitor, @Input() { person }: In<typeof routes.person>) {
    return this.perform.read(who, {
      act: routes.person.act,
      place,
      view: (tx, rooms) => personPage(tx, person, rooms),
    });
  }

  @Serve(routes.doubles)
  doubles(@Who() who: Visitor) {
    return this.perform.read(who, { act: routes.doubles.act, place, view: (tx) => doubleViews(tx) });
  }

  @Serve(routes.correct)
  async correct(@Req() request: Request, @Who() who: Visitor, @Input() input: In<typeof routes.correct>) {
    const origin = printedOrigin(request, this.publicUrl);
    return this.perform.perform(who, CORRECT_PERSON, {
      ...{ ...input, origin, mails: await this.mailing.carries() },
    });
  }

  @Serve(routes.merge)
  merge(@Who() who: Visitor, @Input() input: In<typeof routes.merge>) {
    return this.perform.perform(who, MERGE_PERSON, input);
  }

  /** As every sign-in and sign-out, no matter of the record. */
  @Serve(routes.signOut)
  async signOut(@Who() who: Visitor, @Input() { person }: In<typeof routes.signOut>) {
    const may = await this.perform.read(who, {
      ...{ act: routes.signOut.act, place },
      view: async (tx) => ((await hasPerson(tx, person)) ? {} : null),
    });
    if (may.ok) await endSessions(this.dataSource.manager, person);
    return may.ok ? ok({}) : may;
  }
}
