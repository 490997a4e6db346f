import { Module } from '@nestjs/common';
import { BallotBox } from './ballots.store.js';
import { PollClock } from './polls.clock.js';
import { PollsController } from './polls.controller.js';
import { Reminders } from './reminders.clock.js';

@Module({
  controllers: [PollsController],
  providers: [BallotBox, PollClock, Reminders],
  exports: [BallotBox],
})
export class PollsModule {}
