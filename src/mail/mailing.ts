import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { mailbox, senderOf, type Sender } from './message.js';
import type { MailSettingView } from './setting.contract.js';
import { MAIL_KEY, mailSetting, unseal } from './setting.store.js';
import type { MailSettingRow } from './setting.tables.js';
import { smtpCarrier, type Carrier, type Smtp } from './smtp.js';

/** The server and the sender that the start has named. */
export const GIVEN_MAIL = Symbol('given mail');
export interface GivenMail {
  readonly smtp: Smtp | null;
  readonly sender: Sender | null;
}

/** By what mail leaves the house, and from whom it comes. */
export interface Mailer {
  readonly carrier: Carrier;
  readonly sender: Sender;
}

/**
 * By which server the house sends: the one that its start has named, else the one that its secretariat has. What the
 * secretariat changes holds on every node from the next letter on.
 */
@Injectable()
export class Mailing implements OnModuleDestroy {
  private readonly given: Mailer | null;
  /** By the setting of which moment. */
  private made: { readonly at: number; readonly mailer: Mailer | null } | null = null;

  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(GIVEN_MAIL) private readonly start: GivenMail,
    @Inject(MAIL_KEY) private readonly key: Buffer,
  ) {
    const { smtp, sender } = start;
    this.given = smtp && sender && { carrier: smtpCarrier(smtp), sender };
  }

  get isGiven(): boolean {
    return this.given !== null;
  }

  /** Null: nothing is sent from here; messages are files that somebody hands to a mail program. */
  async now(): Promise<Mailer | null> {
    if (this.given) return this.given;
    const row = await mailSetting(this.source.manager);
    if (row === null) {
      this.forget();
      return null;
    }
    const at = row.setAt.getTime();
    if (this.made?.at !== at) {
      this.forget();
      const smtp = this.smtpOf(row);
      this.made = { at, mailer: smtp && { carrier: smtpCarrier(smtp), sender: senderIn(row) } };
    }
    return this.made.mailer;
  }

  async carries(): Promise<boolean> {
    return (await this.now()) !== null;
  }

  /** The header's From; where nobody has named a sender, an address of the host that people know the house by. */
  async from(origin: string): Promise<string> {
    const sender = this.start.sender ?? (await this.now())?.sender;
    return mailbox(sender ?? senderOf(origin));
  }

  async view(): Promise<MailSettingView> {
    const { smtp, sender } = this.start;
    if (this.given)
      return {
        by: 'start',
        host: smtp?.host ?? null,
        port: smtp?.port ?? null,
        tls: smtp && (smtp.secure ? 'always' : smtp.starttls === 'required' ? 'starttls' : 'offered'),
        user: smtp?.login?.user ?? null,
        ...{ fromName: sender?.name ?? null, fromAddress: sender?.address ?? null, sealed: false },
      };
    const row = await mailSetting(this.source.manager);
    return {
      by: row && 'house',
      ...{ host: row?.host ?? null, port: row?.port ?? null },
      tls: (row?.tls ?? null) as MailSettingView['tls'],
      ...{ user: row?.loginUser ?? null, fromName: row?.fromName ?? null },
      fromAddress: row?.fromAddress ?? null,
      sealed: row !== null && this.smtpOf(row) === null,
    };
  }

  onModuleDestroy(): void {
    this.given?.carrier.close();
    this.forget();
  }

  private smtpOf({ host, port, tls, loginUser: user, loginPassword }: MailSettingRow): Smtp | null {
    const how = {
      host,
      port,
      secure: tls === 'always',
      starttls: tls === 'offered' ? tls : 'required',
    } as const;
    if (user === null || loginPassword === null) return { ...how, login: null };
    const password = unseal(loginPassword, this.key);
    return password === null ? null : { ...how, login: { user, password } };
  }

  private forget(): void {
    this.made?.mailer?.carrier.close();
    this.made = null;
  }
}

const senderIn = ({ fromName: name, fromAddress: address }: MailSettingRow): Sender => ({ name, address });
