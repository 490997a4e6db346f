import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Perform } from '../house/perform.js';
import { Post, type Bag, type Letter } from '../mail/post.js';
import { RECORD_DELIVERY } from './notices.acts.js';
import { putBack, takeDue } from './notices.store.js';

const HOUSE = { person: null, held: [], house: 'outbox' };

/** The notices' bag: what a mail server answers is the proof, and goes into the record. */
@Injectable()
export class Outbox implements Bag, OnModuleInit {
  constructor(
    private readonly source: DataSource,
    private readonly perform: Perform,
    private readonly post: Post,
  ) {}

  onModuleInit(): void {
    this.post.serve(this);
  }

  async take(now: Date, until: Date): Promise<Letter | null> {
    const one = await takeDue(this.source.manager, { now, until });
    if (one === null) return null;
    const { assembly, notice, member, recipient: to, message: text, attempts } = one;
    return { id: [assembly, notice, member].join('/'), to, text, attempts };
  }

  /** Refused where somebody has recorded in the meantime that it was handed over by hand: that stands. */
  async settle(
    id: string,
    { outcome, answer }: { readonly outcome: 'sent' | 'failed'; readonly answer: string },
  ): Promise<void> {
    const [assembly, notice, member] = id.split('/') as [string, string, string];
    const members = [member];
    const recorded = await this.perform.perform(HOUSE, RECORD_DELIVERY, {
      ...{ assembly, notice, members, by: 'mail', outcome, answer },
    });
    if (!recorded.ok && recorded.refusal.code !== 'notice.nothing_waits')
      throw new Error(recorded.refusal.code);
  }

  async putBack(id: string, again: { readonly due: Date; readonly answer: string }): Promise<void> {
    const [, notice, member] = id.split('/') as [string, string, string];
    await putBack(this.source.manager, { notice, member }, again);
  }
}
