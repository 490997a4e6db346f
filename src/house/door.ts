import { Injectable, type CanActivate, type ExecutionContext, Inject } from '@nestjs/common';
import type { Request } from 'express';
import { DataSource } from 'typeorm';
import { signedInBy } from '../people/people.session.js';
import { visitorOf } from '../people/people.store.js';
import { NOBODY } from './perform.js';
import { Refused, type Visited } from './route.js';

export const PUBLIC_URL = Symbol('public url');

/** The origin by which the visitor sees the house: PUBLIC_URL, else what the request says. */
export const originOf = (request: Request, publicUrl: string | null): string =>
  publicUrl ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`;

/** Whether a page of `origin` may speak for the visitor: only our own pages may. No Origin: not a browser's page. */
export function sameOrigin(
  origin: string | undefined,
  { host, publicUrl }: { host: string | undefined; publicUrl: string | null },
): boolean {
  if (origin === undefined) return true;
  if (publicUrl !== null && origin === new URL(publicUrl).origin) return true;
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}

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
