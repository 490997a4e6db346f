import { Module } from '@nestjs/common';
import { ExpressionsController } from './expressions.controller.js';
import { InstrumentsController } from './instruments.controller.js';
import { MandatesController } from './mandates.controller.js';
import { PathClock } from './paths.clock.js';
import { ReferralsController } from './referrals.controller.js';
import { SilenceController } from './silence.controller.js';

@Module({
  controllers: [
    InstrumentsController,
    ExpressionsController,
    MandatesController,
    ReferralsController,
    SilenceController,
  ],
  providers: [PathClock],
})
export class InstrumentsModule {}
