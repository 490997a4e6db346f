import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Mailing } from '../mail/mailing.js';
import { messageText } from '../mail/message.js';
import { CLOCK } from '../house/clock.js';
import { Perform } from '../house/perform.js';
import { Post, type Bag, type Letter } from '../mail/post.js';
import { REMIND } from './polls.acts.js';
import { reminderText } from './reminder.js';
import { pollsToRemind, putBackReminder, settleReminder, takeReminder } from './reminders.store.js';

const LANGS = ['en', 'fr', 'es'] as const;

/** Reminds of polls by correspondence: issues what is due, and is the bag from which the house sends it. */
@Injectable()
export class Reminders implements Bag, OnModuleInit {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    private readonly perform: Perform,
    private readonly post: Post,
    private readonly mailing: Mailing,
  ) {}

  onModuleInit(): void {
    this.post.serve(this);
  }

  /** Issues what is due at a moment; the polls of which it reminded. Of several nodes one does, the others are refused. */
  async remindDue(now: Date): Promise<readonly string[]> {
    const reminded: string[] = [];
    for (const poll of await pollsToRemind(this.source.manager, now)) {
      if ((await this.perform.perform(CLOCK, REMIND, { poll, now })).ok) reminded.push(poll);
    }
    return reminded;
  }

  /** The message is written when it is sent: it names those alone for whom nothing has come in until then. */
  async take(now: Date, until: Date): Promise<Letter | null> {
    const one = await takeReminder(this.source.manager, { now, until });
    if (one === null) return null;
    const { id, recipient: to, attempts, origin, lang } = one;
    const text = messageText({
      ...reminderText(one, lang === null ? LANGS : [lang]),
      ...{ from: await this.mailing.from(origin), to, at: now.toISOString() },
      messageId: `${id}@${new URL(origin).hostname}`,
    });
    return { id, to, text, attempts };
  }

  async settle(
    id: string,
    end: { readonly outcome: 'sent' | 'failed'; readonly answer: string },
  ): Promise<void> {
    await settleReminder(this.source.manager, id, { ...end, at: new Date() });
  }

  async putBack(id: string, again: { readonly due: Date; readonly answer: string }): Promise<void> {
    await putBackReminder(this.source.manager, id, again);
  }
}
