import { Module } from '@nestjs/common';
import { MotionsController } from './motions.controller.js';

@Module({ controllers: [MotionsController] })
export class MotionsModule {}
