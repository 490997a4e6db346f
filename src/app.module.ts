import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { RequestHandler } from 'express';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import type { Route, SocketEvent } from './basics/route.js';
import { AssembliesModule } from './assemblies/assemblies.module.js';
import { assemblyRoutes } from './assemblies/assemblies.contract.js';
import { assembliesRoom } from './assemblies/assemblies.store.js';
import { ASSEMBLIES_TABLES } from './assemblies/assemblies.tables.js';
import { BodiesModule } from './bodies/bodies.module.js';
import { bodyRoutes } from './bodies/bodies.contract.js';
import { bodiesRoom } from './bodies/bodies.store.js';
import { BODIES_TABLES } from './bodies/bodies.tables.js';
import type { Config } from './house/config.js';
import { SnakeCase, type Prepared } from './house/database.js';
import { Door, PUBLIC_URL } from './house/door.js';
import { HealthController } from './house/health.js';
import { LOG, Perform } from './house/perform.js';
import { ROOMS, type Room } from './house/room.js';
import { Replies } from './house/route.js';
import { InstrumentsModule } from './instruments/instruments.module.js';
import { instrumentRoutes } from './instruments/instruments.contract.js';
import { instrumentsRoom } from './instruments/instruments.store.js';
import { INSTRUMENTS_TABLES } from './instruments/instruments.tables.js';
import { liveRoutes, liveSockets } from './live/live.contract.js';
import { LiveModule } from './live/live.module.js';
import { SERVING_URL } from './live/live.store.js';
import { MotionsModule } from './motions/motions.module.js';
import { motionRoutes } from './motions/motions.contract.js';
import { motionsRoom } from './motions/motions.store.js';
import { MOTIONS_TABLES } from './motions/motions.tables.js';
import { OIDC } from './people/people.oidc.js';
import { PeopleModule } from './people/people.module.js';
import { peopleRoutes } from './people/people.contract.js';
import { SESSIONS, sessions } from './people/people.session.js';
import { peopleRoom } from './people/people.store.js';
import { PEOPLE_TABLES } from './people/people.tables.js';
import { pollRoutes, pollSockets } from './polls/polls.contract.js';
import { PollsModule } from './polls/polls.module.js';
import { pollsRoom } from './polls/polls.store.js';
import { POLLS_TABLES } from './polls/polls.tables.js';
import { RecordModule } from './record/record.module.js';
import { recordRoutes } from './record/record.contract.js';

/** The rooms in order: a later one may know an earlier one. `record` and `live` serve all and know none by name. */
export const rooms: readonly Room[] = [
  peopleRoom,
  bodiesRoom,
  assembliesRoom,
  instrumentsRoom,
  motionsRoom,
  pollsRoom,
];

/** Every route and socket event of the house. */
export const routes: readonly Route[] = [
  peopleRoutes,
  bodyRoutes,
  assemblyRoutes,
  instrumentRoutes,
  motionRoutes,
  pollRoutes,
  liveRoutes,
  recordRoutes,
].flatMap((room) => Object.values(room) as Route[]);
export const sockets: readonly SocketEvent[] = [pollSockets, liveSockets].flatMap(
  (room) => Object.values(room) as SocketEvent[],
);

const TABLES = [
  ...PEOPLE_TABLES,
  ...BODIES_TABLES,
  ...ASSEMBLIES_TABLES,
  ...INSTRUMENTS_TABLES,
  ...MOTIONS_TABLES,
  ...POLLS_TABLES,
];

/** What the rooms need of the house, known once the database is prepared. */
export interface Foundation {
  readonly prepared: Prepared;
  readonly config: Config;
}

@Module({})
export class AppModule {
  static on({ prepared, config }: Foundation): DynamicModule {
    return {
      module: AppModule,
      imports: [
        HouseModule.on({ prepared, config }),
        PeopleModule,
        BodiesModule,
        AssembliesModule,
        InstrumentsModule,
        MotionsModule,
        PollsModule,
        RecordModule,
        LiveModule,
      ],
      controllers: [HealthController],
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
  static on({ prepared, config }: Foundation): DynamicModule {
    const given = [
      { provide: ROOMS, useValue: rooms },
      { provide: LOG, useValue: prepared.log },
      { provide: PUBLIC_URL, useValue: config.publicUrl },
      { provide: OIDC, useValue: config.oidc },
      { provide: SERVING_URL, useValue: prepared.servingUrl },
      {
        provide: SESSIONS,
        inject: [DataSource],
        useFactory: (source: DataSource): RequestHandler =>
          sessions((source.driver as unknown as { master: Pool }).master, {
            secret: prepared.sessionSecret,
            secure: config.tls !== null,
          }),
      },
      Perform,
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
          extra: { max: 16 },
        }),
      ],
      providers: given,
      exports: given.map((one) => (typeof one === 'function' ? one : one.provide)),
    };
  }
}
