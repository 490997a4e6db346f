import { Injectable, type CanActivate, type ExecutionContext, Inject } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { signedInBy } from './people.session.js';
import { visitorOf } from './people.store.js';
import { NOBODY } from '../access/visitor.js';
import { PUBLIC_URL, sameOrigin } from '../house/origin.js';
import { Refused, type Visited } from '../house/route.js';

/**
 * Stands before every route: finds out who comes, and refuses what another site's page sends in their name. What a
 * visitor may do is the access table's matter, in `Perform`.
 */
@Injectable()
export class Door implements CanActivate {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(PUBLIC_URL) private readonly publicUrl: string | null,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<Visited>();
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      const host = request.get('host');
      const json = request.is('application/json') !== false;
      if (!sameOrigin(request.get('origin'), { host, publicUrl: this.publicUrl }) || !json) {
        throw new Refused(403, { code: 'access.origin', facts: {} });
      }
    }
    const who = signedInBy(request.session);
    request.visitor = who ? await visitorOf(this.dataSource.manager, who) : NOBODY;
    return true;
  }
}
