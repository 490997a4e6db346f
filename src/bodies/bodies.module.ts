import { Module } from '@nestjs/common';
import { BodiesController } from './bodies.controller.js';

@Module({ controllers: [BodiesController] })
export class BodiesModule {}
