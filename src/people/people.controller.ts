import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Result } from '../basics/result.js';
import { originOf, printedOrigin, PUBLIC_URL } from '../house/origin.js';
import { Perform } from '../house/perform.js';
import { WHOLE_HOUSE } from '../access/access.js';
import type { Visitor } from '../access/visitor.js';
import { Input, Serve, Who } from '../house/route.js';
import {
  END_OFFICE,
  ENTER_TERM,
  GRANT_OFFICE,
  ISSUE_SLIPS,
  REGISTER_PERSON,
  SET_UP_HOUSE,
  STRIKE_TERM,
} from './people.acts.js';
import { peopleRoutes as routes, type SessionView } from './people.contract.js';
import { OidcDoor } from './people.oidc.js';
import { SignIn } from './people.session.js';
import { Standing } from './people.standing.js';
import { peopleViews, setUpWaits } from './people.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

@Controller()
export class PeopleController {
  constructor(
    private readonly perform: Perform,
    private readonly signIns: SignIn,
    private readonly oidcDoor: OidcDoor,
    private readonly standing: Standing,
    @Inject(PUBLIC_URL) private readonly publicUrl: string | null,
  ) {}

  @Serve(routes.setUpState)
  setUpState(@Who() who: Visitor) {
    return this.perform.read(who, {
      act: routes.setUpState.act,
      place: async () => WHOLE_HOUSE,
      view: async (tx) => ({ waiting: await setUpWaits(tx) }),
    });
  }

  @Serve(routes.setUp)
  async setUp(@Req() request: Request, @Who() who: Visitor, @Input() input: In<typeof routes.setUp>) {
    const done = await this.perform.perform(who, SET_UP_HOUSE, input);
    const begun = await this.signIns.byCode(request, { by: 'setup', done });
    return begun.ok ? this.standing.view(request) : begun;
  }

  @Serve(routes.session)
  session(@Req() request: Request): Promise<Result<SessionView>> {
    return this.standing.view(request);
  }

  @Serve(routes.signIn)
  async signIn(@Req() request: Request, @Input() input: In<typeof routes.signIn>) {
    const begun = await this.signIns.byPassword(request, input);
    return begun.ok ? this.standing.view(request) : begun;
  }

  @Serve(routes.signInBySlip)
  async signInBySlip(@Req() request: Request, @Input() { code }: In<typeof routes.signInBySlip>) {
    const begun = await this.signIns.bySlip(request, code);
    return begun.ok ? this.standing.view(request) : begun;
  }

  @Serve(routes.signOut)
  async signOut(@Req() request: Request, @Input() { everywhere }: In<typeof routes.signOut>) {
    await this.signIns.signOut(request, everywhere);
    return this.standing.view(request);
  }

  /** Begins the sign-in at the configured OpenID provider. */
  @Get('/api/session/oidc')
  async oidcBegin(@Req() request: Request, @Res() response: Response): Promise<void> {
    response.redirect(await this.oidcDoor.begin(request, originOf(request, this.publicUrl)));
  }

  @Get('/api/session/oidc/callback')
  async oidcEnd(@Req() request: Request, @Res() response: Response): Promise<void> {
    const ended = await this.oidcDoor.end(request, originOf(request, this.publicUrl));
    response.redirect(ended.ok ? '/' : `/sign-in?refused=${encodeURIComponent(ended.refusal.code)}`);
  }

  @Serve(routes.registerPerson)
  registerPerson(@Who() who: Visitor, @Input() input: In<typeof routes.registerPerson>) {
    return this.perform.perform(who, REGISTER_PERSON, input);
  }

  @Serve(routes.people)
  people(@Who() who: Visitor, @Input() { search }: In<typeof routes.people>) {
    return this.perform.read(who, {
      act: routes.people.act,
      place: async () => ({ ...WHOLE_HOUSE, open: false }),
      view: (tx) => peopleViews(tx, search),
    });
  }

  @Serve(routes.grantOffice)
  grantOffice(@Who() who: Visitor, @Input() input: In<typeof routes.grantOffice>) {
    return this.perform.perform(who, GRANT_OFFICE, input);
  }

  @Serve(routes.endOffice)
  endOffice(@Who() who: Visitor, @Input() input: In<typeof routes.endOffice>) {
    return this.perform.perform(who, END_OFFICE, input);
  }

  @Serve(routes.enterTerm)
  enterTerm(@Who() who: Visitor, @Input() input: In<typeof routes.enterTerm>) {
    return this.perform.perform(who, ENTER_TERM, input);
  }

  @Serve(routes.strikeTerm)
  strikeTerm(@Who() who: Visitor, @Input() input: In<typeof routes.strikeTerm>) {
    return this.perform.perform(who, STRIKE_TERM, input);
  }

  @Serve(routes.issueSlips)
  issueSlips(@Req() request: Request, @Who() who: Visitor, @Input() input: In<typeof routes.issueSlips>) {
    return this.perform.perform(who, ISSUE_SLIPS, {
      ...input,
      origin: printedOrigin(request, this.publicUrl),
    });
  }
}
