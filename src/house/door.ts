import { hostname, networkInterfaces } from 'node:os';
import { Injectable, type CanActivate, type ExecutionContext, Inject } from '@nestjs/common';
import type { Request } from 'express';
import { DataSource } from 'typeorm';
import { signedInBy } from '../people/people.session.js';
import { visitorOf } from '../people/people.store.js';
import { lanAddresses } from './listen.js';
import { NOBODY } from './perform.js';
import { Refused, type Visited } from './route.js';

export const PUBLIC_URL = Symbol('public url');

/**
 * The origin that slips, letters and redirects carry: PUBLIC_URL, else one of this machine's own names and addresses. Of those the
 * request chooses; a Host that is none of them decides nothing, or a forged one would be printed.
 */
export function originOf(
  request: Pick<Request, 'protocol' | 'get'> & { readonly socket: Pick<Request['socket'], 'localPort'> },
  publicUrl: string | null,
): string {
  if (publicUrl !== null) return publicUrl;
  const named = /^(\[[^\]]+\]|[^:]+)(:\d+)?$/.exec(request.get('host') ?? '')?.[1]?.toLowerCase() ?? '';
  const host = ownHosts().has(named) ? named : (lanAddresses()[0] ?? 'localhost');
  return `${request.protocol}://${host}:${request.socket.localPort}`;
}

/** By what this machine is called: `localhost`, its name, also in the local network, and its addresses. */
function ownHosts(): ReadonlySet<string> {
  const name = hostname().toLowerCase();
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  return new Set([
    ...['localhost', name, `${name.split('.')[0]}.local`],
    ...addresses.map(({ address, family }) => (family === 'IPv6' ? `[${address}]` : address)),
  ]);
}

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
