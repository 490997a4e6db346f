import QRCode from 'qrcode';
import { refuse, type Result } from '../basics/result.js';
import { lanAddresses } from '../house/origin.js';
import type { SignIn } from '../seeds/seed.js';

/** Where the house is reached that listens on `host`: on this machine, and by others in the hall. */
function hostsOf(host: string): { local: string; lan: readonly string[] } {
  if (host === '0.0.0.0' || host === '::') return { local: 'localhost', lan: lanAddresses() };
  if (host === 'localhost' || host === '::1' || host.startsWith('127.'))
    return { local: 'localhost', lan: [] };
  const named = host.includes(':') ? `[${host}]` : host;
  return { local: named, lan: [named] };
}

/** What `plenary serve` prints once it listens. */
export async function addresses({
  host,
  port,
  secure,
  publicUrl,
  signIns,
  setUp,
  shut = [],
}: {
  host: string;
  port: number;
  secure: boolean;
  publicUrl: string | null;
  signIns: readonly SignIn[];
  /** The code of the first set-up, where the house waits for it. */
  setUp: string | null;
  /** The demonstration's addresses, where they do not work. */
  shut?: readonly string[];
}): Promise<string> {
  const scheme = secure ? 'https' : 'http';
  const hosts = hostsOf(host);
  const local = `${scheme}://${hosts.local}:${port}`;
  const lan = hosts.lan.map((address) => `${scheme}://${address}:${port}`);
  const far = publicUrl ?? lan[0] ?? null;
  const lines = ['', `  Plenary is open at  ${local}`];
  if (far) lines.push(`  In the hall         ${[publicUrl, ...lan].filter(Boolean).join('  ')}`);
  if (far) lines.push('', (await QRCode.toString(far, { type: 'utf8', margin: 2 })).replace(/^/gm, '  '));
  if (signIns.length > 0) {
    lines.push('', '  Demonstration sign-ins');
    for (const { who, email, password, path } of signIns) {
      lines.push(`    ${who.padEnd(13)} ${email.padEnd(30)} ${password.padEnd(24)} ${local}${path}`);
    }
  }
  if (shut.length > 0) lines.push('', `  Shut, as this is no start with SEED=demo: ${shut.join(', ')}`);
  if (setUp !== null) {
    lines.push('', '  First set-up, for the secretariat; this link works once, until the next start');
    lines.push(`    ${publicUrl ?? local}/setup#${setUp}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Why the house cannot listen: `listen.in_use`, `listen.denied`, `listen.failed`. */
export function listenRefusal(error: unknown, { host, port }: { host: string; port: number }): Result<never> {
  const { code, message } = error as { code?: string; message: string };
  if (code === 'EADDRINUSE') return refuse('listen.in_use', { port });
  if (code === 'EACCES') return refuse('listen.denied', { port });
  return refuse('listen.failed', { host, port, detail: message });
}
