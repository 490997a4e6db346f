import { Module } from '@nestjs/common';
import { PollsModule } from '../polls/polls.module.js';
import { LiveController } from './live.controller.js';
import { LiveGateway } from './live.gateway.js';
import { Newsroom } from './live.store.js';

@Module({ imports: [PollsModule], controllers: [LiveController], providers: [LiveGateway, Newsroom] })
export class LiveModule {}
