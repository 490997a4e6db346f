import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { ok, type Result } from '../basics/result.js';
import type { Oidc } from './people.oidc.js';
import { originOf, printedOrigin, PUBLIC_URL } from '../house/origin.js';
import { Perform } from '../house/perform.js';
import { Rooms } from '../house/rooms.js';
import { WHOLE_HOUSE } from '../access/access.js';
import type { Visitor } from '../access/visitor.js';
import { Input, Serve, Who } from '../house/route.js';
import {
  CHANGE_PASSWORD,
  END_OFFICE,
  GRANT_OFFICE,
  ISSUE_SLIPS,
  MAKE_ACCOUNT_LINK,
  REGISTER_PERSON,
  SET_UP_HOUSE,
  USE_ACCOUNT_LINK,
} from './people.acts.js';
import { peopleRoutes as routes, type SessionView } from './people.contract.js';
import { OidcDoor, OIDC } from './people.oidc.js';
import { SignIn, signedInBy } from './people.session.js';
import { peopleViews, sessionView, setUpWaits } from './people.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

@Controller()
export class PeopleController {
  constructor(
    private readonly perform: Perform,
    private readonly signIns: SignIn,
    private readonly oidcDoor: OidcDoor,
    private readonly dataSource: DataSource,
    private readonly rooms: Rooms,
    @Inject(OIDC) private readonly oidc: Oidc | null,
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
    return begun.ok ? this.view(request) : begun;
  }

  @Serve(routes.session)
  session(@Req() request: Request): Promise<Result<SessionView>> {
    return this.view(request);
  }

  @Serve(routes.signIn)
  async signIn(@Req() request: Request, @Input() input: In<typeof routes.signIn>) {
    const begun = await this.signIns.byPassword(request, input);
    return begun.ok ? this.view(request) : begun;
  }

  @Serve(routes.signInBySlip)
  async signInBySlip(@Req() request: Request, @Input() { code }: In<typeof routes.signInBySlip>) {
    const begun = await this.signIns.bySlip(request, code);
    return begun.ok ? this.view(request) : begun;
  }

  @Serve(routes.signOut)
  async signOut(@Req() request: Request, @Input() { everywhere }: In<typeof routes.signOut>) {
    await this.signIns.signOut(request, everywhere);
    return this.view(request);
  }

  @Serve(routes.changePassword)
  async changePassword(
    @Req() request: Request,
    @Who() who: Visitor,
    @Input() { current, password }: In<typeof routes.changePassword>,
  ) {
    const right = await this.signIns.bySelf(request, current);
    if (!right.ok) return right;
    const done = await this.perform.perform(who, CHANGE_PASSWORD, { password });
    if (!done.ok) return done;
    await this.signIns.again(request, done.value.person);
    return this.view(request);
  }

  @Serve(routes.makeAccountLink)
  makeAccountLink(
    @Req() request: Request,
    @Who() who: Visitor,
    @Input() input: In<typeof routes.makeAccountLink>,
  ) {
    return this.perform.perform(who, MAKE_ACCOUNT_LINK, {
      ...input,
      origin: printedOrigin(request, this.publicUrl),
    });
  }

  @Serve(routes.useAccountLink)
  async useAccountLink(
    @Req() request: Request,
    @Who() who: Visitor,
    @Input() input: In<typeof routes.useAccountLink>,
  ) {
    const done = await this.perform.perform(who, USE_ACCOUNT_LINK, input);
    const begun = await this.signIns.byCode(request, { by: 'link', done });
    return begun.ok ? this.view(request) : begun;
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

  @Serve(routes.issueSlips)
  issueSlips(@Req() request: Request, @Who() who: Visitor, @Input() input: In<typeof routes.issueSlips>) {
    return this.perform.perform(who, ISSUE_SLIPS, {
      ...input,
      origin: printedOrigin(request, this.publicUrl),
    });
  }

  private async view({ session }: Request): Promise<Result<SessionView>> {
    return ok(
      await sessionView(this.dataSource.manager, signedInBy(session), {
        oidc: this.oidc?.name ?? null,
        demonstration: await this.signIns.isDemonstration(),
        rooms: this.rooms,
      }),
    );
  }
}
