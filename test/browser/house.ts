import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { freshDatabase } from '../database.js';

export interface House {
  /** What its start printed up to what was waited for. */
  readonly printed: string;
  readonly stop: () => Promise<void>;
}

/** An empty house, started as users start it, with a PostgreSQL of its own. Ready when it prints `ready`. */
export async function emptyHouse(ready: RegExp): Promise<House> {
  const folder = mkdtempSync(join(process.env['TEST_FOLDERS']!, 'plenary-browser-'));
  const house = spawn(process.execPath, ['--enable-source-maps', 'dist/cli.js', 'serve'], {
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'error', SEED: 'none', DATA_DIR: join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(house, 'close');
  let out = '';
  const printed = await new Promise<string>((heard, failed) => {
    house.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      const found = ready.exec(out);
      if (found) heard(found[0]);
    });
    house.once('close', () => failed(new Error(`The house did not start: ${out}`)));
  });
  return {
    printed,
    stop: async () => {
      house.kill('SIGTERM');
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The demonstration house of the file whose tests run: no file meets what another left behind. */
class Houses {
  private file = '';
  private address = '';
  private database: Awaited<ReturnType<typeof freshDatabase>> | null = null;

  async of(file: string): Promise<string> {
    if (file !== this.file) {
      await this.close();
      this.database = await freshDatabase('demonstration');
      this.address = await this.ask('POST', this.database.url);
      this.file = file;
    }
    return this.address;
  }

  async close(): Promise<void> {
    if (!this.database) return;
    await this.ask('DELETE', this.database.url);
    await this.database.drop();
    this.database = null;
    this.file = '';
  }

  /** See `demonstrations.mjs`. */
  private async ask(method: 'POST' | 'DELETE', database: string): Promise<string> {
    const answer = await fetch(process.env['TEST_HOUSES']!, { method, body: database });
    return answer.text();
  }
}

/** A test in a demonstration house that its file has for itself; after a failure the file's next tests get a new one. */
export const test = base.extend<object, { houses: Houses }>({
  houses: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const houses = new Houses();
      await use(houses);
      await houses.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ houses }, use, { file }) => use(await houses.of(file)),
});
