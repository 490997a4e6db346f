import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Visitor } from '../story/house.js';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** The built product as a process of its own. */
export interface Served {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** The address that it printed, once it has; throws if it ended before. */
  readonly url: Promise<string>;
  readonly out: () => string;
  readonly visitor: () => Promise<Visitor>;
  /** Sends the signal to the process and gives its end. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<Ended>;
  /** Sends the signal to its whole process group, as a terminal does. */
  readonly stopGroup: (signal: NodeJS.Signals) => Promise<Ended>;
}

const running = new Set<ChildProcess>();
const folders: string[] = [];

/** `node dist/cli.js serve` in a process group of its own, at a free port unless the environment says otherwise. */
export function serve(
  environment: Record<string, string>,
  { before = [], cwd = '.' }: { before?: readonly string[]; cwd?: string } = {},
): Served {
  const words = [...before, process.execPath, resolve('dist/cli.js'), 'serve'];
  const { DATABASE_URL: _, NODE_OPTIONS: __, ...inherited } = process.env;
  const child = spawn(words[0]!, words.slice(1), {
    detached: true,
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...inherited, NODE_ENV: '', PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'silent', ...environment },
  });
  running.add(child);
  let out = '';
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const ended = new Promise<Ended>((heard) =>
    child.once('close', (code, signal) => {
      running.delete(child);
      heard({ code, signal, out, err });
    }),
  );
  const url = new Promise<string>((heard, failed) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      // The address is printed in one piece with the sign-ins.
      const address = /Plenary is open at {2}(https?:\/\/\S+)/.exec(out);
      if (address) heard(address[1]!.replace('localhost', '127.0.0.1'));
    });
    void ended.then((end) => failed(new Error(`it ended before it listened: ${JSON.stringify(end)}`)));
  });
  url.catch(() => undefined);
  return {
    child,
    ended,
    url,
    out: () => out,
    visitor: async () => new Visitor(await url),
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
    stopGroup: (signal) => {
      process.kill(-child.pid!, signal);
      return ended;
    },
  };
}

/** An empty folder of its own, from which programs may be started. */
export const ownFolder = (): string => made(tmpdir());

/** A data folder of its own that does not exist yet. */
export const dataFolder = (): string => join(made(process.env['TEST_FOLDERS']!), 'data');

function made(within: string): string {
  const folder = mkdtempSync(join(within, 'plenary-start-'));
  folders.push(folder);
  return folder;
}

/** Ends what a failed test left running, and removes the folders. */
export async function clear(): Promise<void> {
  for (const child of running) process.kill(-child.pid!, 'SIGKILL');
  for (const folder of folders.splice(0)) {
    await until(() => serversOn(folder).length === 0);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Processes, other than the house itself, whose command names the folder: PostgreSQL and its guard. */
export function serversOn(folder: string): string[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=', '-o', 'args='], { encoding: 'utf8' });
  return stdout.split('\n').filter((line) => line.includes(folder));
}

/** Asks again until it holds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(20);
}

/** What the house says of itself: status and body, or null while nobody listens. */
export const ready = async (served: Served): Promise<unknown> => {
  const response = await fetch(`${await served.url}/api/health/ready`).catch(() => null);
  return response && [response.status, await response.json()];
};
export const READY = [200, { ok: true }];

/** It ended with code 1 and one sentence, without a trace or a secret. */
export function expectSentence(ended: Ended, sentence: string | RegExp): void {
  expect(ended).toMatchObject({ code: 1, out: '' });
  expect(ended.err).toMatch(/^[^\n]+\.\n$/);
  if (typeof sentence === 'string') expect(ended.err).toBe(`${sentence}\n`);
  else expect(ended.err).toMatch(sentence);
}
