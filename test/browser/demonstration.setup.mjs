// One PostgreSQL for the browser tests, and in it a house that was seeded once: every file gets a copy of it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import setup from '../postgres.setup.mjs';
import teardown from '../postgres.teardown.mjs';

export default async function demonstration() {
  await setup();
  const server = process.env.TEST_DATABASE_URL;
  const owner = new pg.Client({ connectionString: server });
  await owner.connect();
  await owner.query('CREATE DATABASE demonstration TEMPLATE migrated');
  await owner.end();
  const seeded = new URL(server);
  seeded.pathname = '/demonstration';
  const house = spawn(process.execPath, ['dist/cli.js', 'serve'], {
    env: { ...process.env, PORT: '0', SEED: 'demo', DATABASE_URL: seeded.href, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed] = await Promise.race([once(house.stdout, 'data'), once(house, 'close')]);
  if (!Buffer.isBuffer(printed)) {
    await teardown();
    throw new Error('The house did not start.');
  }
  house.kill('SIGTERM');
  await once(house, 'close');
  return teardown;
}
