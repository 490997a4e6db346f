import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { DataSource } from 'typeorm';
import { ok, type Result } from '../basics/result.js';
import { Rooms } from '../house/rooms.js';
import { Mailing } from '../mail/mailing.js';
import type { SessionView } from './people.contract.js';
import { OIDC, type Oidc } from './people.oidc.js';
import { SignIn, signedInBy } from './people.session.js';
import { sessionView } from './people.store.js';

/** What a session is told of itself: who is signed in, and by what somebody could. */
@Injectable()
export class Standing {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rooms: Rooms,
    private readonly signIns: SignIn,
    private readonly mailing: Mailing,
    @Inject(OIDC) private readonly oidc: Oidc | null,
  ) {}

  async view({ session }: Request): Promise<Result<SessionView>> {
    return ok(
      await sessionView(this.dataSource.manager, signedInBy(session), {
        oidc: this.oidc?.name ?? null,
        recovers: await this.mailing.carries(),
        demonstration: await this.signIns.isDemonstration(),
        rooms: this.rooms,
      }),
    );
  }
}
