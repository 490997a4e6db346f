import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock, CLOCK } from '../house/clock.js';
import { Perform } from '../house/perform.js';
import { END_DUE_CALL } from './presence.acts.js';
import { dueCalls } from './presence.store.js';

/** Ends quorum calls whose time is over. Every node looks; the first one ends a call, the others are refused. */
@Injectable()
export class QuorumClock extends Clock {
  constructor(
    private readonly source: DataSource,
    private readonly perform: Perform,
  ) {
    super(1_000, 'quorum calls whose time was over were not ended');
  }

  protected look(): Promise<unknown> {
    return this.endDue();
  }

  /** Ends all that are due by the clock of this server; gives how many it ended. */
  async endDue(): Promise<number> {
    let ended = 0;
    for (const due of await dueCalls(this.source.manager, new Date().toISOString())) {
      if ((await this.perform.perform(CLOCK, END_DUE_CALL, due)).ok) ended++;
    }
    return ended;
  }
}
