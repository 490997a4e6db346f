import { randomUUID } from 'node:crypto';
import { Controller, Inject, Req } from '@nestjs/common';
import type { Request } from 'express';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { Visitor } from '../access/visitor.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { printedOrigin, PUBLIC_URL } from '../house/origin.js';
import { Perform } from '../house/perform.js';
import { Input, Serve, Who } from '../house/route.js';
import { Mailing } from '../mail/mailing.js';
import {
  CHANGE_LANG,
  CHANGE_PASSWORD,
  CONFIRM_ADDRESS,
  MAKE_ACCOUNT_LINK,
  USE_ACCOUNT_LINK,
} from './account.acts.js';
import { accountRoutes as routes, type AccountView } from './account.contract.js';
import { accountView, layLetter } from './account.store.js';
import { SESSION_LASTS_MS, SignIn, signedInBy } from './people.session.js';
import { Standing } from './people.standing.js';
import { isDemo } from './people.store.js';
import { PersonRow } from './people.tables.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

/** What people do with their own accounts, and the links by which they come to them. */
@Controller()
export class AccountController {
  constructor(
    private readonly perform: Perform,
    private readonly dataSource: DataSource,
    private readonly signIns: SignIn,
    private readonly standing: Standing,
    private readonly mailing: Mailing,
    @Inject(PUBLIC_URL) private readonly publicUrl: string | null,
  ) {}

  @Serve(routes.account)
  async account(@Req() request: Request): Promise<Result<AccountView>> {
    const who = signedInBy(request.session);
    if (who === null) return refuse('session.required');
    return ok(
      await accountView(this.dataSource.manager, who.person, {
        here: request.session.id,
        lasts: SESSION_LASTS_MS,
        mails: await this.mailing.carries(),
      }),
    );
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
    return this.standing.view(request);
  }

  @Serve(routes.changeLang)
  async changeLang(
    @Req() request: Request,
    @Who() who: Visitor,
    @Input() input: In<typeof routes.changeLang>,
  ) {
    const done = await this.perform.perform(who, CHANGE_LANG, input);
    return done.ok ? this.standing.view(request) : done;
  }

  /** Nobody says here whether somebody else has the address: the link tells it to whoever reads what goes there. */
  @Serve(routes.changeAddress)
  async changeAddress(
    @Req() request: Request,
    @Input() { current, email }: In<typeof routes.changeAddress>,
  ): Promise<Result<Record<string, never>>> {
    if (signedInBy(request.session) === null) return refuse('session.required');
    if (!(await this.mailing.carries())) return refuse('mail.none');
    const right = await this.signIns.bySelf(request, current);
    if (!right.ok) return right;
    const tx = this.dataSource.manager;
    const { email: before, lang } = await tx.findOneByOrFail(PersonRow, { id: right.value });
    if (isDemo(before ?? '') || isDemo(email)) return refuse('password.published');
    const asked = await this.signIns.mayAskForLetter(request);
    if (!asked.ok) return asked;
    await layLetter(tx, {
      ...{ id: randomUUID(), purpose: 'address', person: right.value, recipient: email, lang },
      ...{ origin: printedOrigin(request, this.publicUrl), now: new Date() },
    });
    return ok({});
  }

  @Serve(routes.confirmAddress)
  async confirmAddress(
    @Req() request: Request,
    @Who() who: Visitor,
    @Input() input: In<typeof routes.confirmAddress>,
  ) {
    const origin = printedOrigin(request, this.publicUrl);
    const done = await this.perform.perform(who, CONFIRM_ADDRESS, { ...input, origin });
    const told = await this.signIns.refusedCode(request, { by: 'link', done });
    return told.ok ? ok({}) : told;
  }

  @Serve(routes.endSession)
  async endSession(@Req() request: Request, @Input() { session }: In<typeof routes.endSession>) {
    const ended = await this.signIns.endElsewhere(request, session);
    return ended.ok ? ok({}) : ended;
  }

  /** Laid ready whether anybody has the address or not, so that neither answer nor time tells it. */
  @Serve(routes.recover)
  async recover(
    @Req() request: Request,
    @Input() { email: recipient, lang }: In<typeof routes.recover>,
  ): Promise<Result<Record<string, never>>> {
    if (!(await this.mailing.carries())) return refuse('mail.none');
    const asked = await this.signIns.mayAskForLetter(request);
    if (!asked.ok) return asked;
    await layLetter(this.dataSource.manager, {
      ...{ id: randomUUID(), purpose: 'recovery', person: null, recipient, lang },
      ...{ origin: printedOrigin(request, this.publicUrl), now: new Date() },
    });
    return ok({});
  }

  @Serve(routes.makeLink)
  async makeLink(@Req() request: Request, @Who() who: Visitor, @Input() input: In<typeof routes.makeLink>) {
    return this.perform.perform(who, MAKE_ACCOUNT_LINK, {
      ...{ ...input, mails: await this.mailing.carries() },
      origin: printedOrigin(request, this.publicUrl),
    });
  }

  @Serve(routes.useLink)
  async useLink(@Req() request: Request, @Who() who: Visitor, @Input() input: In<typeof routes.useLink>) {
    const done = await this.perform.perform(who, USE_ACCOUNT_LINK, input);
    const begun = await this.signIns.byCode(request, { by: 'link', done });
    return begun.ok ? this.standing.view(request) : begun;
  }
}
