import { Module } from '@nestjs/common';
import { AmendmentsController } from './amendments.controller.js';
import { MotionsController } from './motions.controller.js';

@Module({ controllers: [MotionsController, AmendmentsController] })
export class MotionsModule {}
