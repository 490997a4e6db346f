import { randomInt } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Refusal, Result } from './basics/result.js';
import { isAway } from './house/away.js';
import type { Config } from './start/config.js';
import type { Prepared } from './start/database.js';
import { HOME } from './house/home.js';
import type { SignIn } from './seeds/seed.js';
import { sentence } from './start/sentences.js';
import { selfSigned, usable } from './start/tls.js';

const CLIENT = join(HOME, 'dist', 'client');

/** One clear sentence and exit code 1. */
function fail(refusal: Refusal): never {
  process.stderr.write(`${sentence(refusal)}\n`);
  process.exit(1);
}

function valueOf<T>(result: Result<T>): T {
  return result.ok ? result.value : fail(result.refusal);
}

// Each part is loaded only where it is needed: what is wrong is said at once, and who counts a file opens no house.
async function configured(): Promise<Config> {
  const { readConfig } = await import('./start/config.js');
  return valueOf(readConfig(process.env));
}

async function database(
  config: Config,
): Promise<{ ownerUrl: string; prepared: Prepared; stop: () => Promise<void> }> {
  const { startEmbedded } = await import('./start/embedded.js');
  const server =
    config.databaseUrl === null
      ? valueOf(await startEmbedded({ dataDir: config.dataDir }))
      : { url: config.databaseUrl, stop: async () => undefined };
  const { prepareDatabase } = await import('./start/database.js');
  const prepared = await prepareDatabase(server.url);
  if (!prepared.ok) {
    await server.stop();
    fail(prepared.refusal);
  }
  return { ownerUrl: server.url, prepared: prepared.value, stop: server.stop };
}

/** A house that is told to end is gone within ten seconds, whatever those do who use it. */
const CLOSE_MS = 5_000;

/** `plenary serve`: database, migrations, seeds on first start, then API, sockets and client on one port. */
async function serve(): Promise<void> {
  const read = await configured();
  const tls =
    read.tls === 'self' ? valueOf(await selfSigned(read.dataDir)) : read.tls && valueOf(usable(read.tls));
  const config: Config = { ...read, tls };
  const { prepared, stop } = await database(config);
  const [
    { build },
    { DataSource },
    { Failures },
    { Perform },
    { addresses, listenRefusal },
    { seed, signInsOf },
    { setUpCode },
  ] = await Promise.all([
    import('./main.js'),
    import('typeorm'),
    import('./house/filter.js'),
    import('./house/perform.js'),
    import('./start/listen.js'),
    import('./seeds/seed.js'),
    import('./people/people.acts.js'),
  ]);
  const house = await build({ prepared, config, client: CLIENT });
  let closing = false;
  const close = async (code: number): Promise<void> => {
    if (closing) return;
    closing = true;
    // What was acknowledged is committed. Whatever else is still under way when time is up is undone with its connections,
    // and the embedded server ends with the last process that holds it.
    setTimeout(() => process.exit(code), CLOSE_MS);
    await house.close().catch(() => undefined);
    await stop();
    process.exit(code);
  };
  // A bug that nobody waited for is written down; the house goes on for everybody else.
  process.on('unhandledRejection', (error) => void house.app.get(Failures).unexpected(error));
  process.on('SIGINT', () => void close(0));
  process.on('SIGTERM', () => void close(0));
  try {
    await house.app.init();
    await seed(house.app.get(Perform), house.app.get(DataSource), config.seed);
  } catch (error) {
    // A signal came while it seeded, and took the database away: nothing of the seed is left.
    if (closing) return;
    throw error;
  }
  try {
    await house.app.listen(config.port, config.host);
  } catch (error) {
    if (closing) return;
    const refused = listenRefusal(error, config);
    process.stderr.write(`${refused.ok ? '' : sentence(refused.refusal)}\n`);
    return close(1);
  }
  const { port } = house.app.getHttpServer().address() as { port: number };
  const demonstration = config.seed === 'demo';
  const seeded: readonly SignIn[] = await signInsOf(house.app.get(DataSource));
  const signIns = demonstration ? seeded : [];
  const shut = demonstration ? [] : seeded.map(({ email }) => email);
  const setUp = await house.app.get(DataSource).transaction((tx) => setUpCode(tx, { demonstration }));
  const { host, publicUrl } = config;
  process.stdout.write(
    await addresses({ host, port, secure: tls !== null, publicUrl, signIns, setUp, shut }),
  );
}

/**
 * `plenary count FILE.blt`: counts a file of ballots, without a house. What cannot be read or counted is one sentence on
 * stderr and exit code 1.
 */
async function count(words: readonly string[]): Promise<void> {
  const [{ readBlt }, { count: countBy, isMethod, METHODS }, { lotGiven, printed, reason, sheetOf }] =
    await Promise.all([
      import('./rules/blt.js'),
      import('./rules/tally/method.js'),
      import('./rules/tally/sheet.js'),
    ]);
  const stop = (sentence: string): void => {
    process.stderr.write(`${sentence}\n`);
    process.exitCode = 1;
  };
  const methods = Object.keys(METHODS).join('|');
  const usage = `plenary count FILE.blt --method ${methods} [--json] [--lot a,b,c] [--marks N]`;
  const asked = countArguments(words);
  if (typeof asked === 'string') return stop(`${asked}\n${usage}`);
  const { file, method, marks, lot: given, json } = asked;
  if (!isMethod(method)) return stop(`There is no method ${method}.\n${usage}`);

  const bytes = await readFile(file).catch((error: Error) => error);
  if (bytes instanceof Error) return stop(`${file} cannot be read: ${bytes.message}`);
  const election = readBlt(decoded(bytes));
  if (!election.ok) return stop(`${file}: ${reason(election.refusal)}`);
  const drawn = drawLot(election.value.candidates.length);
  const lot =
    given === null ? { ok: true as const, value: drawn } : lotGiven(election.value, { given, drawn });
  if (!lot.ok) return stop(reason(lot.refusal));
  const counted = countBy(election.value, method, { lot: lot.value, marks });
  if (!counted.ok) return stop(`${file}: ${reason(counted.refusal)}`);
  const sheet = sheetOf(election.value, counted.value, { lot: lot.value });
  process.stdout.write(json ? `${JSON.stringify(sheet, null, 2)}\n` : printed(sheet));
}

/** The arguments of `plenary count`, or what is wrong with them. */
function countArguments(words: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        method: { type: 'string' },
        json: { type: 'boolean', default: false },
        lot: { type: 'string' },
        marks: { type: 'string', default: '1' },
      },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) return 'Give one file.';
    if (values.method === undefined) return 'Give a method.';
    const marks = /^\d+$/.test(values.marks) ? Number(values.marks) : 0;
    return { file, method: values.method, marks, lot: values.lot ?? null, json: values.json };
  } catch (error) {
    return (error as Error).message;
  }
}

/** UTF-16 if the file says so, else UTF-8, or the old encoding of Western Windows when it is not. */
function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** All candidates in an order of chance, from the system's randomness (Fisher and Yates). */
function drawLot(candidates: number): readonly number[] {
  const left = Array.from({ length: candidates }, (_, candidate) => candidate);
  const lot: number[] = [];
  while (left.length > 0) lot.push(...left.splice(randomInt(left.length), 1));
  return lot;
}

/** The files that are named, and those in folders that are named, by name. */
async function filesAt(paths: readonly string[]) {
  const places: string[] = [];
  for (const path of paths) {
    const folder = (await stat(path)).isDirectory();
    places.push(...(folder ? (await readdir(path)).toSorted().map((name) => join(path, name)) : [path]));
  }
  return Promise.all(places.map(async (place) => ({ name: basename(place), bytes: await readFile(place) })));
}

/**
 * `plenary import INSTRUMENT PATH...`: a version of an instrument from files, in the house's own name; the house may be running.
 * What cannot be read or frozen is one sentence on stderr and exit code 1, and nothing of it comes in.
 */
async function importTexts(words: readonly string[]): Promise<void> {
  const usage = 'plenary import INSTRUMENT FILE|FOLDER... [--preview] [--reason TEXT]\n';
  const stop = (sentence: string): void => {
    process.stderr.write(`${sentence}\n`);
    process.exitCode = 1;
  };
  const options = { preview: { type: 'boolean', default: false }, reason: { type: 'string' } } as const;
  const given = (() => {
    try {
      return parseArgs({ args: [...words], allowPositionals: true, options });
    } catch (error) {
      return (error as Error).message;
    }
  })();
  if (typeof given === 'string') return stop(`${given}\n${usage}`);
  const [instrument, ...paths] = given.positionals;
  if (instrument === undefined || paths.length === 0) return stop(usage);
  const files = await filesAt(paths).catch((error: Error) => error);
  if (files instanceof Error) return stop(files.message);
  const config = await configured();
  const { prepared, stop: stopDatabase } = await database({ ...config, tls: null });
  const [{ build }, { Perform }, { importFiles }] = await Promise.all([
    import('./main.js'),
    import('./house/perform.js'),
    import('./instruments/import.acts.js'),
  ]);
  const house = await build({ prepared, config: { ...config, tls: null }, client: null });
  try {
    const { preview, reason = null } = given.values;
    const read = await importFiles(
      house.app.get(Perform),
      { person: null, held: [], house: 'import' },
      { instrument, files, preview, reason },
    );
    if (!read.ok) {
      const facts = Object.entries(read.refusal.facts).map(([name, fact]) => `${name}: ${String(fact)}`);
      return stop(`Refused: ${read.refusal.code}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`);
    }
    const { clauses, dropped, differing, version, hash } = read.value;
    for (const { lang, unit = 'line', line, what } of dropped)
      process.stderr.write(`not taken: ${what} (${lang}, ${unit} ${line})\n`);
    for (const { lang, unit = 'line', line, as, number, text } of differing)
      process.stderr.write(
        `${as === 'words' ? 'taken for words' : `numbered ${number ?? 'with nothing'}`}: ${text} (${lang}, ${unit} ${line})\n`,
      );
    if (version === null)
      process.stdout.write(clauses.map(({ number, text }) => `${number ?? ''}\t${text}\n`).join(''));
    process.stdout.write(version === null ? `would be ${hash}\n` : `version ${version} ${hash}\n`);
  } finally {
    await house.close();
    await stopDatabase();
  }
}

/**
 * `plenary admin`: a one-time link by which somebody becomes the secretariat of the house, for when the last one is lost; the
 * house may be running.
 */
async function admin(): Promise<void> {
  const read = await configured();
  const config = { ...read, tls: null };
  const { prepared, stop } = await database(config);
  const [{ build }, { DataSource }, { setUpCode }] = await Promise.all([
    import('./main.js'),
    import('typeorm'),
    import('./people/people.acts.js'),
  ]);
  const house = await build({ prepared, config, client: null });
  try {
    const code = await house.app.get(DataSource).transaction((tx) => setUpCode(tx, { lost: true }));
    const open = read.publicUrl ?? `${read.tls === null ? 'http' : 'https'}://localhost:${read.port}`;
    process.stdout.write(
      `This link works once, and makes whoever opens it the secretariat of this house:\n${open}/setup#${code}\n`,
    );
  } finally {
    await house.close();
    await stop();
  }
}

/** The one file that `plenary export` and `plenary restore` are given. */
function oneFile(words: readonly string[], usage: string): string {
  const [file, ...more] = words;
  if (file !== undefined && more.length === 0 && !file.startsWith('-')) return file;
  process.stderr.write(`${usage}\n`);
  process.exit(1);
}

/** What an archive holds, as one line. */
const counted = (files: readonly { readonly name: string; readonly rows?: number }[]): string => {
  const rows = files.reduce((sum, file) => sum + (file.rows ?? 0), 0);
  const tables = files.filter((file) => file.rows !== undefined).length;
  return `${rows} rows in ${tables} tables, ${files.length - tables} papers and long texts`;
};

/**
 * `plenary export FILE`: the whole house as one archive (`archive/writing.store.ts`); the house may be running. The file is there
 * whole or not at all, and none that is there is written over.
 */
async function exportHouse(words: readonly string[]): Promise<void> {
  const file = oneFile(words, 'plenary export FILE.tar.gz');
  if (await stat(file).catch(() => null)) fail({ code: 'archive.file_exists', facts: { file } });
  const part = `${file}.part`;
  const read = await configured();
  const { ownerUrl, stop } = await database({ ...read, tls: null });
  const [{ exportTo }, { LAST_MIGRATION, ownerSource }] = await Promise.all([
    import('./archive/archive.store.js'),
    import('./start/database.js'),
  ]);
  const source = await ownerSource(ownerUrl);
  const out = createWriteStream(part, { mode: 0o600 });
  try {
    await new Promise((opened) => out.once('open', opened).once('error', opened));
    if (out.errored)
      return refused({ code: 'archive.unwritable', facts: { file, detail: out.errored.message } });
    const written = await exportTo(source, { schema: LAST_MIGRATION, out });
    if (!written.ok) return refused(written.refusal);
    await rename(part, file);
    const { record, files } = written.value;
    process.stdout.write(
      `${file}: ${record.entries} entries of the record, ${counted(files)}.\nRoot of the record: ${record.root}\n` +
        'It holds everything that this house knows of its people, and the hashes of their passwords: keep it locked away.\n',
    );
  } finally {
    await source.destroy();
    await stop();
    out.destroy();
    await rm(part, { force: true });
  }
}

/** Like `fail`, for where something has still to be put away. */
function refused(refusal: Refusal): void {
  process.stderr.write(`${sentence(refusal)}\n`);
  process.exitCode = 1;
}

/**
 * `plenary restore FILE`: fills an empty house that nobody serves (`archive/reading.store.ts`). A refusal is one sentence on stderr
 * and exit code 1, and nothing of the archive is there.
 */
async function restoreHouse(words: readonly string[]): Promise<void> {
  const file = oneFile(words, 'plenary restore FILE.tar.gz');
  const there = await stat(file).catch((error: Error) => error);
  if (there instanceof Error) fail({ code: 'archive.unreadable', facts: { file, detail: there.message } });
  const read = await configured();
  const { ownerUrl, prepared, stop } = await database({ ...read, tls: null });
  const [{ restore }, { LAST_MIGRATION, ownerSource }] = await Promise.all([
    import('./archive/archive.store.js'),
    import('./start/database.js'),
  ]);
  const source = await ownerSource(ownerUrl);
  try {
    const restored = await restore(source, {
      archive: { bytes: createReadStream(file), packed: there.size },
      schema: LAST_MIGRATION,
      serving: new URL(prepared.servingUrl).username,
    });
    if (!restored.ok) return refused(restored.refusal);
    const { record, files, at } = restored.value;
    process.stdout.write(
      `The house of ${at}: ${record.entries} entries of the record, each with its hash, and ${counted(files)}.\n` +
        `Root of the record: ${record.root}\n` +
        'Everybody signs in again with their own password. Name the mail server again, and print again slips and links that were not used.\n',
    );
  } finally {
    await source.destroy();
    await stop();
  }
}

const USAGE = `plenary serve    starts the house (PORT, DATA_DIR, DATABASE_URL, SEED; see README)
plenary count    counts a file of ballots: plenary count FILE.blt --method scottish-stv [--json]
plenary admin    prints a one-time link for a secretariat, when the last one is lost
plenary import   freezes a version from files: plenary import INSTRUMENT FILE|FOLDER... [--preview]
plenary export   the whole house as one confidential file: plenary export FILE.tar.gz
plenary restore  fills an empty house from such a file: plenary restore FILE.tar.gz
`;

async function main(words: readonly string[]): Promise<void> {
  if (words[0] === 'serve') return serve();
  if (words[0] === 'count') return count(words.slice(1));
  if (words[0] === 'admin') return admin();
  if (words[0] === 'import') return importTexts(words.slice(1));
  if (words[0] === 'export') return exportHouse(words.slice(1));
  if (words[0] === 'restore') return restoreHouse(words.slice(1));
  process.stdout.write(USAGE);
  process.exitCode = words[0] === undefined || words[0] === 'help' ? 0 : 1;
}

main(process.argv.slice(2)).catch((error: Error) => {
  if (isAway(error)) fail({ code: 'database.away', facts: { detail: error.message } });
  process.stderr.write(`${error.stack ?? error.message}\n`);
  process.exit(1);
});
