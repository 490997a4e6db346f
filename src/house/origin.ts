import { hostname, networkInterfaces } from 'node:os';
import type { Request } from 'express';

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

/** Names under which a machine is known to itself alone. */
const LOOPBACK = /^http(?:s)?:\/\/(?:localhost|127(?:\.\d+){3}|\[::1\])(?=[:/]|$)/;

/**
 * The origin for what others open, on paper or in a letter: whoever writes it may sit at `localhost`, which on a delegate's phone is the
 * phone. Only a machine without any address in the hall has no other.
 */
export function printedOrigin(...asked: Parameters<typeof originOf>): string {
  const origin = originOf(...asked);
  const [address] = lanAddresses();
  return address === undefined ? origin : origin.replace(LOOPBACK, `${asked[0].protocol}://${address}`);
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

/** IPv4 addresses by which others in the hall reach this machine. */
export const lanAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((address) => address.family === 'IPv4' && !address.internal)
    .map((address) => address.address);
