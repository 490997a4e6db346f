import { Module } from '@nestjs/common';
import { DraftingController } from './drafting.controller.js';

@Module({ controllers: [DraftingController] })
export class DraftingModule {}
