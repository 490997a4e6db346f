import { Module } from '@nestjs/common';
import { AgendaController } from './agenda.controller.js';
import { AssembliesController } from './assemblies.controller.js';
import { DesignationsController } from './designations.controller.js';
import { NoticesController } from './notices.controller.js';
import { Outbox } from './notices.outbox.js';
import { QuorumClock } from './presence.clock.js';
import { PreparationController } from './preparation.controller.js';
import { PresenceController } from './presence.controller.js';
import { RegisterController } from './register.controller.js';

@Module({
  controllers: [
    AgendaController,
    AssembliesController,
    DesignationsController,
    NoticesController,
    PreparationController,
    PresenceController,
    RegisterController,
  ],
  providers: [QuorumClock, Outbox],
})
export class AssembliesModule {}
