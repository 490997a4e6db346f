import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ok, refuse, type Result } from '../basics/result.js';
import { lanAddresses } from './listen.js';

/** A self-signed certificate for this machine's names, made once in the data folder. Refusal: `config.openssl_missing`. */
export async function selfSigned(dataDir: string): Promise<Result<{ cert: string; key: string }>> {
  const folder = resolve(dataDir);
  const files = { cert: join(folder, 'tls.crt'), key: join(folder, 'tls.key') };
  if (existsSync(files.cert) && existsSync(files.key)) return ok(files);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const names = ['DNS:localhost', 'IP:127.0.0.1', ...lanAddresses().map((address) => `IP:${address}`)];
  try {
    await promisify(execFile)('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
      ...['-days', '825', '-subj', '/CN=Plenary', '-addext', `subjectAltName=${names.join(',')}`],
      ...['-keyout', files.key, '-out', files.cert],
    ]);
    return ok(files);
  } catch {
    return refuse('config.openssl_missing');
  }
}
