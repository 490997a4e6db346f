import { Worker } from 'node:worker_threads';
import { ok, refuse, type Result } from '../basics/result.js';
import { FILES_LIMIT, importsOf, type FileRead } from './files.js';
import type { Imported } from './instrument.js';
import type { ImportInput } from './instruments.contract.js';
import { READER_THREAD } from './thread.store.js';

/** Markdown of this many letters is read apart: it would hold up everybody else for some tenths of a second. */
const LONG = 100_000;

/**
 * The imports of a text, their files and what is long read. Refusals: those of `readApart` and `importsOf`, each with the language that was given for
 * the file.
 */
export async function readImports(texts: readonly ImportInput[]): Promise<Result<Imported[]>> {
  const imports: Imported[] = [];
  for (const text of texts) {
    if ('markdown' in text && text.markdown.length < LONG) {
      imports.push(text);
      continue;
    }
    const file = await readApart('markdown' in text ? text.markdown : Buffer.from(text.file, 'base64'));
    const read = file.ok ? importsOf(file.value, text.lang) : file;
    if (!read.ok)
      return refuse(read.refusal.code, { ...(text.lang && { lang: text.lang }), ...read.refusal.facts });
    imports.push(...read.value);
  }
  return ok(imports);
}

/** What reading a file may cost: megabytes of memory, milliseconds of time. */
const COST = { memory: 384, time: 15_000 };

/** One file is read at a time, so that many do not take the machine. */
let before: Promise<unknown> = Promise.resolve();

/**
 * Reads a file, or Markdown where it is a string, in a thread of its own that is thrown away afterwards: whatever it is, the
 * house goes on. Refusals: those of `readFile`; `file.too_costly` where it takes more memory or time than is given.
 */
export function readApart(
  given: Uint8Array | string,
  { thread = READER_THREAD, cost = COST }: { thread?: URL; cost?: typeof COST } = {},
): Promise<Result<FileRead>> {
  if (given.length > FILES_LIMIT) return Promise.resolve(refuse('file.too_large', { limit: FILES_LIMIT }));
  const mine = before.then(() => inThread(given, { thread, cost }));
  before = mine;
  return mine;
}

function inThread(
  given: Uint8Array | string,
  { thread: place, cost: { memory, time } }: { thread: URL; cost: typeof COST },
): Promise<Result<FileRead>> {
  return new Promise((answer) => {
    const thread = new Worker(place, {
      workerData: given,
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: 48, stackSizeMb: 4 },
    });
    const done = (result: Result<FileRead>): void => {
      clearTimeout(clock);
      void thread.terminate();
      answer(result);
    };
    const costly = refuse('file.too_costly');
    const clock = setTimeout(() => done(costly), time);
    thread.once('message', done);
    thread.once('error', () => done(costly));
    thread.once('exit', () => done(costly));
  });
}
