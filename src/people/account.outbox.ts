import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Mailing } from '../mail/mailing.js';
import { messageText } from '../mail/message.js';
import { Post, type Bag, type Letter } from '../mail/post.js';
import { keepLink, putBackLetter, settleLetter, takeLetter } from './account.store.js';
import { letterText } from './letter.js';
import { slipCode, slipCodeHash } from './people.acts.js';

/** Where on the pages a letter's link leads. */
const PATHS = { invitation: '/account', recovery: '/account', address: '/address' } as const;

/** The bag of letters about accounts: each is written when it leaves, and the house keeps of its link a hash alone. */
@Injectable()
export class AccountLetters implements Bag, OnModuleInit {
  constructor(
    private readonly source: DataSource,
    private readonly post: Post,
    private readonly mailing: Mailing,
  ) {}

  onModuleInit(): void {
    this.post.serve(this);
  }

  async take(now: Date, until: Date): Promise<Letter | null> {
    const one = await takeLetter(this.source.manager, { now, until });
    if (one === null) return null;
    const { id, purpose, person, recipient: to, attempts, origin } = one;
    const code = slipCode();
    if (purpose !== 'moved') {
      const email = purpose === 'address' ? to : null;
      await keepLink(this.source.manager, { person, purpose, email, codeHash: slipCodeHash(code), now });
    }
    const link = purpose === 'moved' ? null : `${origin}${PATHS[purpose]}#${code}`;
    const text = messageText({
      ...letterText({ ...one, house: origin, link }),
      ...{ from: await this.mailing.from(origin), to, at: now.toISOString() },
      // Another attempt has another link: a mail program that knows the one before must not take it for the same.
      messageId: `${randomUUID()}@${new URL(origin).hostname}`,
    });
    return { id, to, text, attempts };
  }

  settle(id: string, end: { readonly outcome: 'sent' | 'failed'; readonly answer: string }): Promise<void> {
    return settleLetter(this.source.manager, id, end);
  }

  async putBack(id: string, again: { readonly due: Date; readonly answer: string }): Promise<void> {
    await putBackLetter(this.source.manager, id, again);
  }
}
