import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import { promisify } from 'node:util';
import { ok, refuse, type Result } from '../basics/result.js';
import { folderRefusal, makeFolder, putFirst } from './folder.js';
import { lanAddresses } from '../house/origin.js';

/** Paths of a certificate and its key, PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Whether a given certificate and key can be read and belong together. Refusal: `config.tls_unreadable` {detail}. */
export function usable(files: Certificate): Result<Certificate> {
  try {
    createSecureContext({ cert: readFileSync(files.cert), key: readFileSync(files.key) });
    return ok(files);
  } catch (error) {
    return refuse('config.tls_unreadable', { detail: (error as Error).message });
  }
}

/**
 * A self-signed certificate for this machine's names, made once in the data folder. Refusals: `config.openssl_missing`,
 * `config.openssl_failed` {detail}, `config.tls_unreadable`, those of the folder.
 */
export async function selfSigned(dataDir: string): Promise<Result<Certificate>> {
  const folder = resolve(dataDir);
  const files = { cert: join(folder, 'tls.crt'), key: join(folder, 'tls.key') };
  if (existsSync(files.cert) && existsSync(files.key)) return usable(files);
  try {
    await makeFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    return folderRefusal(error, folder);
  }
  const names = ['DNS:localhost', 'IP:127.0.0.1', ...lanAddresses().map((address) => `IP:${address}`)];
  try {
    // Of houses that start at once all take the first key, and every certificate of it fits.
    await putFirst(
      files.key,
      await openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:prime256v1'),
    );
    await putFirst(
      files.cert,
      await openssl(
        ...['req', '-x509', '-key', files.key, '-days', '825', '-subj', '/CN=Plenary'],
        ...['-addext', `subjectAltName=${names.join(',')}`],
      ),
    );
    return usable(files);
  } catch (error) {
    const { code, path, message, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
    if (code === 'ENOENT' && path === 'openssl') return refuse('config.openssl_missing');
    if (stderr === undefined) return folderRefusal(error, folder);
    return refuse('config.openssl_failed', { detail: (stderr || message).trim().split('\n').at(-1) ?? '' });
  }
}

const openssl = async (...words: string[]): Promise<string> =>
  (await promisify(execFile)('openssl', words)).stdout;
