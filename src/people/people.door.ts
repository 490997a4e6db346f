import { Injectable, type CanActivate, type ExecutionContext, Inject } from '@nestjs/common';
import { visitorOf } from './people.session.js';
import { PUBLIC_URL, sameOrigin } from '../house/origin.js';
import { Refused, type Visited } from '../house/route.js';

/**
 * Stands before every route: finds out who comes, and refuses what another site's page sends in their name. What a
 * visitor may do is the access table's matter, in `Perform`.
 */
@Injectable()
export class Door implements CanActivate {
  constructor(@Inject(PUBLIC_URL) private readonly publicUrl: string | null) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<Visited>();
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      const host = request.get('host');
      const json = request.is('application/json') !== false;
      if (!sameOrigin(request.get('origin'), { host, publicUrl: this.publicUrl }) || !json) {
        throw new Refused(403, { code: 'access.origin', facts: {} });
      }
    }
    request.visitor = visitorOf(request);
    return true;
  }
}
