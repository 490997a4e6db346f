import { Module } from '@nestjs/common';
import { BallotBox } from './ballots.store.js';
import { PollsController } from './polls.controller.js';

@Module({ controllers: [PollsController], providers: [BallotBox], exports: [BallotBox] })
export class PollsModule {}
