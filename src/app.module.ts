import { createHmac } from 'node:crypto';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { RequestHandler } from 'express';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import type { Route, SocketEvent } from './access/route.js';
import { archiveRoutes } from './archive/archive.contract.js';
import { ArchiveModule } from './archive/archive.module.js';
import { archiveRoom, SCHEMA } from './archive/archive.store.js';
import { AssembliesModule } from './assemblies/assemblies.module.js';
import { assemblyRoutes } from './assemblies/assemblies.contract.js';
import { noticeRoutes } from './assemblies/notices.contract.js';
import { preparationRoutes } from './assemblies/preparation.contract.js';
import { presenceRoutes } from './assemblies/presence.contract.js';
import { designationRoutes } from './assemblies/designations.contract.js';
import { assembliesRoom } from './assemblies/assemblies.store.js';
import { ASSEMBLIES_TABLES } from './assemblies/assemblies.tables.js';
import { BodiesModule } from './bodies/bodies.module.js';
import { bodyRoutes } from './bodies/bodies.contract.js';
import { bodiesRoom } from './bodies/bodies.store.js';
import { BODIES_TABLES } from './bodies/bodies.tables.js';
import { consultationRoutes } from './consultations/consultations.contract.js';
import { ConsultationsModule } from './consultations/consultations.module.js';
import { consultationsRoom } from './consultations/consultations.store.js';
import { CONSULTATIONS_TABLES } from './consultations/consultations.tables.js';
import { DebateModule } from './debate/debate.module.js';
import { debateRoutes } from './debate/debate.contract.js';
import { debateRoom } from './debate/debate.store.js';
import { DEBATE_TABLES } from './debate/debate.tables.js';
import { corrigendumRoutes, draftRoutes } from './drafting/drafting.contract.js';
import { DraftingModule } from './drafting/drafting.module.js';
import { draftingRoom } from './drafting/drafting.store.js';
import { DRAFTING_TABLES } from './drafting/drafting.tables.js';
import { ElectionsModule } from './elections/elections.module.js';
import { electionRoutes } from './elections/elections.contract.js';
import { electionsRoom } from './elections/elections.store.js';
import { ELECTIONS_TABLES } from './elections/elections.tables.js';
import type { Config } from './start/config.js';
import { LAST_MIGRATION, POOL, SnakeCase, type Prepared } from './start/database.js';
import { Door } from './people/people.door.js';
import { PUBLIC_URL } from './house/origin.js';
import { Failures } from './house/filter.js';
import { HealthController } from './house/health.js';
import { LOGGER, type Logger } from './house/logger.js';
import { GIVEN_MAIL, Mailing } from './mail/mailing.js';
import { Post } from './mail/post.js';
import { mailRoutes } from './mail/setting.contract.js';
import { MailController } from './mail/setting.controller.js';
import { MAIL_KEY, mailRoom } from './mail/setting.store.js';
import { MAIL_TABLES } from './mail/setting.tables.js';
import { LOG, Perform } from './house/perform.js';
import type { Room } from './house/room.js';
import { Rooms } from './house/rooms.js';
import { Replies } from './house/route.js';
import { expressionRoutes } from './instruments/expressions.contract.js';
import { InstrumentsModule } from './instruments/instruments.module.js';
import { instrumentRoutes } from './instruments/instruments.contract.js';
import { mandateRoutes } from './instruments/mandates.contract.js';
import { referralRoutes } from './instruments/referrals.contract.js';
import { silenceRoutes } from './instruments/silence.contract.js';
import { instrumentsRoom } from './instruments/instruments.store.js';
import { INSTRUMENTS_TABLES } from './instruments/instruments.tables.js';
import { liveRoutes, liveSockets } from './live/live.contract.js';
import { LiveModule } from './live/live.module.js';
import { PROXIES } from './live/live.gateway.js';
import { SERVING_URL } from './live/live.store.js';
import { MotionsModule } from './motions/motions.module.js';
import { amendmentRoutes } from './motions/amendments.contract.js';
import { motionRoutes } from './motions/motions.contract.js';
import { motionsRoom } from './motions/motions.store.js';
import { MOTIONS_TABLES } from './motions/motions.tables.js';
import { DEVICE_KEY } from './people/people.device.js';
import { OIDC } from './people/people.oidc.js';
import { PeopleModule } from './people/people.module.js';
import { accountRoutes } from './people/account.contract.js';
import { peopleRoutes } from './people/people.contract.js';
import { personRoutes } from './people/persons.contract.js';
import { DEMONSTRATION, SESSIONS, sessions } from './people/people.session.js';
import { peopleRoom } from './people/people.store.js';
import { PEOPLE_TABLES } from './people/people.tables.js';
import { pollRoutes, pollSockets } from './polls/polls.contract.js';
import { PollsModule } from './polls/polls.module.js';
import { pollsRoom } from './polls/polls.store.js';
import { POLLS_TABLES } from './polls/polls.tables.js';
import { RecordModule } from './record/record.module.js';
import { recordRoutes } from './record/record.contract.js';

/** The rooms in order: a later one may know an earlier one. `record` serves all and knows none by name; `live` and `archive` are above them. */
export const rooms: readonly Room[] = [
  mailRoom,
  peopleRoom,
  bodiesRoom,
  assembliesRoom,
  instrumentsRoom,
  motionsRoom,
  draftingRoom,
  consultationsRoom,
  pollsRoom,
  electionsRoom,
  debateRoom,
  archiveRoom,
];

/** Every route and socket event of the house. */
export const routes: readonly Route[] = [
  mailRoutes,
  accountRoutes,
  peopleRoutes,
  personRoutes,
  bodyRoutes,
  assemblyRoutes,
  designationRoutes,
  presenceRoutes,
  noticeRoutes,
  preparationRoutes,
  instrumentRoutes,
  mandateRoutes,
  referralRoutes,
  silenceRoutes,
  expressionRoutes,
  motionRoutes,
  amendmentRoutes,
  draftRoutes,
  corrigendumRoutes,
  consultationRoutes,
  pollRoutes,
  electionRoutes,
  debateRoutes,
  liveRoutes,
  recordRoutes,
  archiveRoutes,
].flatMap((room) => Object.values(room) as Route[]);
export const sockets: readonly SocketEvent[] = [pollSockets, liveSockets].flatMap(
  (room) => Object.values(room) as SocketEvent[],
);

const TABLES = [
  ...MAIL_TABLES,
  ...PEOPLE_TABLES,
  ...BODIES_TABLES,
  ...ASSEMBLIES_TABLES,
  ...INSTRUMENTS_TABLES,
  ...MOTIONS_TABLES,
  ...DRAFTING_TABLES,
  ...CONSULTATIONS_TABLES,
  ...POLLS_TABLES,
  ...ELECTIONS_TABLES,
  ...DEBATE_TABLES,
];

/** What the rooms need of the house, known once the database is prepared. */
export interface Foundation {
  readonly prepared: Prepared;
  readonly config: Config;
  /** Where the log goes; left out, to the standard output. */
  readonly logger?: Logger;
}

@Module({})
export class AppModule {
  static on(foundation: Foundation): DynamicModule {
    return {
      module: AppModule,
      imports: [
        HouseModule.on(foundation),
        PeopleModule,
        BodiesModule,
        AssembliesModule,
        InstrumentsModule,
        MotionsModule,
        DraftingModule,
        ConsultationsModule,
        PollsModule,
        ElectionsModule,
        DebateModule,
        RecordModule,
        LiveModule,
        ArchiveModule,
      ],
      controllers: [HealthController, MailController],
      providers: [
        { provide: APP_GUARD, useClass: Door },
        { provide: APP_INTERCEPTOR, useClass: Replies },
      ],
    };
  }
}

/** The plumbing that every room is given. */
@Module({})
class HouseModule {
  static on({ prepared, config, logger = pino({ level: config.logLevel }) }: Foundation): DynamicModule {
    const given = [
      { provide: Rooms, useValue: new Rooms(rooms) },
      { provide: LOG, useValue: prepared.log },
      { provide: SCHEMA, useValue: LAST_MIGRATION },
      { provide: PUBLIC_URL, useValue: config.publicUrl },
      { provide: OIDC, useValue: config.oidc },
      { provide: PROXIES, useValue: config.trustProxy },
      { provide: DEMONSTRATION, useValue: config.seed === 'demo' },
      {
        provide: DEVICE_KEY,
        useValue: createHmac('sha256', prepared.sessionSecret).update('device').digest(),
      },
      { provide: GIVEN_MAIL, useValue: { smtp: config.smtp, sender: config.mailFrom } },
      { provide: MAIL_KEY, useValue: createHmac('sha256', prepared.sessionSecret).update('mail').digest() },
      { provide: LOGGER, useValue: logger },
      Failures,
      { provide: SERVING_URL, useValue: prepared.servingUrl },
      {
        provide: SESSIONS,
        inject: [DataSource],
        useFactory: (source: DataSource): RequestHandler =>
          sessions(source, {
            secret: prepared.sessionSecret,
            secure: config.tls !== null,
            proxied: config.publicUrl?.startsWith('https:') ?? false,
          }),
      },
      Perform,
      Mailing,
      Post,
    ];
    return {
      module: HouseModule,
      global: true,
      imports: [
        TypeOrmModule.forRoot({
          type: 'postgres',
          url: prepared.servingUrl,
          entities: TABLES,
          namingStrategy: new SnakeCase(),
          synchronize: false,
          retryAttempts: 0,
          extra: POOL,
          poolErrorHandler: () => undefined,
        }),
      ],
      providers: given,
      exports: given.map((one) => (typeof one === 'function' ? one : one.provide)),
    };
  }
}
