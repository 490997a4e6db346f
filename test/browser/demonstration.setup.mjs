// One PostgreSQL for the browser tests, and in it a house that was seeded once: every file gets a copy of it.
import { fork } from 'node:child_process';
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
  const houses = fork('test/browser/demonstrations.mjs', [seeded.href], {
    execArgv: ['--enable-source-maps'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [address] = await Promise.race([once(houses, 'message'), once(houses, 'exit').then(() => [null])]);
  if (address === null) {
    await teardown();
    throw new Error('The house did not start.');
  }
  process.env.TEST_HOUSES = address;
  return async () => {
    if (houses.connected) houses.disconnect();
    if (houses.exitCode === null) await once(houses, 'exit');
    await teardown();
  };
}
