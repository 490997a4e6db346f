import { Module } from '@nestjs/common';
import { ElectionsController } from './elections.controller.js';

@Module({ controllers: [ElectionsController] })
export class ElectionsModule {}
