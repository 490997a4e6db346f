import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock, CLOCK } from '../house/clock.js';
import { Perform } from '../house/perform.js';
import { LAPSE_STAGE } from './instruments.acts.js';
import { lapsing } from './instruments.store.js';

/** Ends stages whose time has run out: by the day in UTC. Of several nodes one does it, and the others are refused. */
@Injectable()
export class PathClock extends Clock {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    private readonly perform: Perform,
  ) {
    super(60_000, 'stages whose time ran out were not ended');
  }

  protected look(): Promise<unknown> {
    return this.lapseDue(new Date());
  }

  /** Ends what is over at a moment; the stages that it ended. */
  async lapseDue(now: Date): Promise<readonly string[]> {
    const day = now.toISOString().slice(0, 10);
    const ended: string[] = [];
    for (const { instrument, stage } of await lapsing(this.source.manager, day)) {
      const result = await this.perform.perform(CLOCK, LAPSE_STAGE, { instrument, stage, day });
      if (result.ok) ended.push(stage);
    }
    return ended;
  }
}
