import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock, CLOCK } from '../house/clock.js';
import { Perform } from '../house/perform.js';
import { CLOSE_POLL } from './polls.acts.js';
import { duePolls } from './polls.store.js';
import { Reminders } from './reminders.clock.js';

/** Closes polls that are open over days when they are due, and has them reminded of before. Of several nodes one closes, and the others are refused. */
@Injectable()
export class PollClock extends Clock {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    private readonly perform: Perform,
    private readonly reminders: Reminders,
  ) {
    super(1_000, 'due polls were not closed or reminded of');
  }

  protected async look(): Promise<void> {
    await this.closeDue(new Date());
    await this.reminders.remindDue(new Date());
  }

  /** Closes what is due at a moment; the polls that it closed. */
  async closeDue(now: Date): Promise<readonly string[]> {
    const closed: string[] = [];
    for (const poll of await duePolls(this.source.manager, now)) {
      const result = await this.perform.perform(CLOCK, CLOSE_POLL, { poll });
      if (result.ok) closed.push(poll);
    }
    return closed;
  }
}
