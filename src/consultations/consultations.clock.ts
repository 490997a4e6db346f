import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock, CLOCK } from '../house/clock.js';
import { Mailing } from '../mail/mailing.js';
import { messageText } from '../mail/message.js';
import { Perform } from '../house/perform.js';
import { Post, type Bag, type Letter } from '../mail/post.js';
import { slipCode, slipCodeHash } from '../people/people.acts.js';
import { CLOSE_ROUND, linkOf, REMIND_ROUND } from './consultations.acts.js';
import { keepCode } from './consultations.store.js';
import { letterText } from './invitation.js';
import { dueRounds, putBackLetter, roundsToRemind, settleLetter, takeLetter } from './letters.store.js';

/**
 * Closes consultations whose date has come and reminds before; and is the bag of their letters. Of several nodes one does,
 * and the others are refused.
 */
@Injectable()
export class ConsultationClock extends Clock implements Bag, OnModuleInit {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    private readonly perform: Perform,
    private readonly post: Post,
    private readonly mailing: Mailing,
  ) {
    super(1_000, 'consultations were not looked at');
  }

  onModuleInit(): void {
    this.post.serve(this);
  }

  protected async look(): Promise<void> {
    await this.closeDue(new Date());
    await this.remindDue(new Date());
  }

  /** Closes what is due at a moment; the rounds that it closed. */
  async closeDue(now: Date): Promise<readonly string[]> {
    const closed: string[] = [];
    for (const consultation of await dueRounds(this.source.manager, now)) {
      const result = await this.perform.perform(CLOCK, CLOSE_ROUND, { consultation, reason: null });
      if (result.ok) closed.push(consultation);
    }
    return closed;
  }

  /** Issues the reminders that are due at a moment; the rounds of which it reminded. */
  async remindDue(now: Date): Promise<readonly string[]> {
    const reminded: string[] = [];
    for (const consultation of await roundsToRemind(this.source.manager, now)) {
      const result = await this.perform.perform(CLOCK, REMIND_ROUND, { consultation, now });
      if (result.ok) reminded.push(consultation);
    }
    return reminded;
  }

  /** The letter is written when it leaves, with a link of its own: the house keeps of that a hash alone. */
  async take(now: Date, until: Date): Promise<Letter | null> {
    const one = await takeLetter(this.source.manager, { now, until });
    if (one === null) return null;
    const { id, recipient: to, attempts, origin, consultation, memberId: member } = one;
    const code = slipCode();
    await keepCode(
      this.source.manager,
      { consultation, member, codeHash: slipCodeHash(code) },
      { alone: false },
    );
    const text = messageText({
      ...letterText({ ...one, link: linkOf({ origin, consultation, code }) }),
      ...{ from: await this.mailing.from(origin), to, at: now.toISOString() },
      messageId: `${id}@${new URL(origin).hostname}`,
    });
    return { id, to, text, attempts };
  }

  async settle(
    id: string,
    end: { readonly outcome: 'sent' | 'failed'; readonly answer: string },
  ): Promise<void> {
    await settleLetter(this.source.manager, id, { ...end, at: new Date() });
  }

  async putBack(id: string, again: { readonly due: Date; readonly answer: string }): Promise<void> {
    await putBackLetter(this.source.manager, id, again);
  }
}
