import { Module } from '@nestjs/common';
import { ConsultationClock } from './consultations.clock.js';
import { ConsultationsController } from './consultations.controller.js';

@Module({ controllers: [ConsultationsController], providers: [ConsultationClock] })
export class ConsultationsModule {}
