import { must } from '../basics/must.js';
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { printedOrigin, PUBLIC_URL } from '../house/origin.js';
import { Mailing } from '../mail/mailing.js';
import { mbox } from '../mail/message.js';
import { Perform } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import { attach, attachTable, Input, opened, Refused, Serve, Who } from '../house/route.js';
import { assemblyPlace, assemblyRules } from './assemblies.store.js';
import { daysLeft } from './notice.js';
import { ISSUE_NOTICE, PAY_DUES, PREPARE_NEXT, RECORD_DELIVERY } from './notices.acts.js';
import { noticeRoutes as routes, type NoticeView } from './notices.contract.js';
import { assemblyRow, noticeViews, recipientViews, waitingMessages } from './notices.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

@Controller()
export class NoticesController {
  constructor(
    private readonly perform: Perform,
    private readonly mailing: Mailing,
    @Inject(PUBLIC_URL) private readonly publicUrl: string | null,
  ) {}

  @Serve(routes.issueNotice)
  async issueNotice(
    @Req() request: Request,
    @Who() who: Visitor,
    @Input() input: In<typeof routes.issueNotice>,
  ) {
    const origin = printedOrigin(request, this.publicUrl);
    const [from, carried] = [await this.mailing.from(origin), await this.mailing.carries()];
    return this.perform.perform(who, ISSUE_NOTICE, { ...input, origin, from, carried });
  }

  @Serve(routes.notices)
  notices(@Who() who: Visitor, @Input() { assembly }: In<typeof routes.notices>) {
    return this.perform.read(who, {
      act: routes.notices.act,
      place: (tx) => assemblyPlace(tx, assembly),
      view: async (tx) => {
        const row = must(await assemblyRow(tx, assembly), 'assembly');
        return {
          minimumDays: (await assemblyRules(tx, assembly))?.data.convening?.minimumDays ?? null,
          days: daysLeft({ from: row.heldFrom, timeZone: row.timeZone }, new Date().toISOString()),
          carried: await this.mailing.carries(),
          recipients: await recipientViews(tx, assembly),
          notices: await noticeViews(tx, assembly),
        };
      },
    });
  }

  @Serve(routes.message)
  async message(@Who() who: Visitor, @Res() response: Response, @Input() input: In<typeof routes.message>) {
    const [one] = await this.waiting(who, input);
    if (!one) throw new Refused(404, { code: 'not_found', facts: {} });
    attach(response, { type: 'message/rfc822', name: `${input.member}.eml`, content: one.message });
  }

  @Serve(routes.messages)
  async messages(@Who() who: Visitor, @Res() response: Response, @Input() input: In<typeof routes.messages>) {
    const content = mbox((await this.waiting(who, input)).map(({ message }) => message));
    attach(response, { type: 'application/mbox', name: `${input.assembly}.mbox`, content });
  }

  @Serve(routes.recordDelivery)
  recordDelivery(@Who() who: Visitor, @Input() input: In<typeof routes.recordDelivery>) {
    return this.perform.perform(who, RECORD_DELIVERY, input);
  }

  @Serve(routes.proof)
  async proof(@Who() who: Visitor, @Res() response: Response, @Input() input: In<typeof routes.proof>) {
    const notice = opened(
      await this.perform.read(who, {
        act: routes.proof.act,
        place: (tx) => assemblyPlace(tx, input.assembly),
        view: async (tx) =>
          (await noticeViews(tx, input.assembly)).find(({ id }) => id === input.notice) ?? null,
      }),
    );
    attachTable(response, {
      name: `proof-${input.assembly}-${notice.number}`,
      columns: PROOF_COLUMNS,
      rows: proofRows(notice),
    });
  }

  @Serve(routes.prepareNext)
  prepareNext(@Who() who: Visitor, @Input() input: In<typeof routes.prepareNext>) {
    return this.perform.perform(who, PREPARE_NEXT, input);
  }

  @Serve(routes.payDues)
  payDues(@Who() who: Visitor, @Input() input: In<typeof routes.payDues>) {
    return this.perform.perform(who, PAY_DUES, input);
  }

  private async waiting(who: Visitor, input: { assembly: string; notice: string; member?: string }) {
    return opened(
      await this.perform.read(who, {
        act: 'notice.issue',
        place: (tx) => assemblyPlace(tx, input.assembly),
        view: (tx) => waitingMessages(tx, input),
      }),
    );
  }
}

/** Addresses are not in it: they are the members' own, and the record holds a commitment to each. */
const PROOF_COLUMNS = [
  ...['notice', 'kind', 'issued_at', 'days', 'urgency'],
  ...['member', 'outcome', 'outcome_at', 'message_id', 'answer'],
] as const;

const proofRows = ({ number, kind, issuedAt, days, urgency, members }: NoticeView) =>
  members.map(({ name, outcome, at, messageId, answer }) => [
    ...[number, kind, issuedAt, days, urgency],
    ...[name, outcome, at, messageId, answer],
  ]);
