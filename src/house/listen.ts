import { networkInterfaces } from 'node:os';
import QRCode from 'qrcode';
import { refuse, type Result } from '../basics/result.js';

/** A demonstration sign-in, as printed. */
export interface SignIn {
  readonly who: string;
  readonly email: string;
  readonly password: string;
  readonly path: string;
}

/** IPv4 addresses by which others in the hall reach this machine. */
export const lanAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((address) => address.family === 'IPv4' && !address.internal)
    .map((address) => address.address);

/** What `plenary serve` prints once it listens. */
export async function addresses({
  port,
  secure,
  publicUrl,
  signIns,
}: {
  port: number;
  secure: boolean;
  publicUrl: string | null;
  signIns: readonly SignIn[];
}): Promise<string> {
  const scheme = secure ? 'https' : 'http';
  const local = `${scheme}://localhost:${port}`;
  const lan = lanAddresses().map((address) => `${scheme}://${address}:${port}`);
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
  return `${lines.join('\n')}\n`;
}

/** Why the house cannot listen: `listen.in_use`, `listen.denied`, `listen.failed`. */
export function listenRefusal(error: unknown, { host, port }: { host: string; port: number }): Result<never> {
  const { code, message } = error as { code?: string; message: string };
  if (code === 'EADDRINUSE') return refuse('listen.in_use', { port });
  if (code === 'EACCES') return refuse('listen.denied', { port });
  return refuse('listen.failed', { host, port, detail: message });
}
