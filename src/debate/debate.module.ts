import { Module } from '@nestjs/common';
import { DebateController } from './debate.controller.js';

@Module({ controllers: [DebateController] })
export class DebateModule {}
