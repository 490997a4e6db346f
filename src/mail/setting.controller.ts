import { randomUUID } from 'node:crypto';
import { Controller, Inject, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { z } from 'zod';
import { WHOLE_HOUSE } from '../access/access.js';
import type { Visitor } from '../access/visitor.js';
import { ok, refuse } from '../basics/result.js';
import { printedOrigin, PUBLIC_URL } from '../house/origin.js';
import { Perform } from '../house/perform.js';
import { Input, Serve, Who } from '../house/route.js';
import { Mailing } from './mailing.js';
import { mailbox, messageText, testText } from './message.js';
import { SET_MAIL, UNSET_MAIL } from './setting.acts.js';
import { mailRoutes as routes } from './setting.contract.js';
import { MAIL_KEY } from './setting.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

@Controller()
export class MailController {
  constructor(
    private readonly perform: Perform,
    private readonly mailing: Mailing,
    @Inject(MAIL_KEY) private readonly key: Buffer,
    @Inject(PUBLIC_URL) private readonly publicUrl: string | null,
  ) {}

  @Serve(routes.setting)
  setting(@Who() who: Visitor) {
    return this.perform.read(who, { act: routes.setting.act, place, view: () => this.mailing.view() });
  }

  @Serve(routes.set)
  set(@Who() who: Visitor, @Input() input: In<typeof routes.set>) {
    return this.perform.perform(who, SET_MAIL, { ...input, given: this.mailing.isGiven, key: this.key });
  }

  @Serve(routes.unset)
  unset(@Who() who: Visitor) {
    return this.perform.perform(who, UNSET_MAIL, { given: this.mailing.isGiven, key: this.key });
  }

  /** Sent at once and once: whoever asks waits for the server's answer. Refusal: `mail.none`. */
  @Serve(routes.test)
  async test(@Req() request: Request, @Who() who: Visitor, @Input() { to, lang }: In<typeof routes.test>) {
    const may = await this.perform.read(who, {
      act: routes.test.act,
      place,
      view: async () => ({ mailer: await this.mailing.now() }),
    });
    if (!may.ok) return may;
    if (may.value.mailer === null) return refuse('mail.none');
    const { carrier, sender } = may.value.mailer;
    const origin = printedOrigin(request, this.publicUrl);
    const text = messageText({
      ...testText(lang, origin),
      ...{ from: mailbox(sender), to, at: new Date().toISOString() },
      messageId: `${randomUUID()}@${new URL(origin).hostname}`,
    });
    return ok(await carrier.carry({ from: sender.address, to, text }));
  }
}

const place = async () => ({ ...WHOLE_HOUSE, open: false });
