import { Module } from '@nestjs/common';
import { AssembliesController } from './assemblies.controller.js';

@Module({ controllers: [AssembliesController] })
export class AssembliesModule {}
