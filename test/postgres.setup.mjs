// One real PostgreSQL for the whole run (fsync off); every suite makes databases of its own in it. Uses the built
// launcher: `npm test` builds first. Suites that want today's tables copy a database that has them.
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../dist/start/database.js';
import { startEmbedded } from '../dist/start/embedded.js';
import { scratch } from './scratch.mjs';

export default async function setup() {
  const folder = mkdtempSync(join(scratch, 'plenary-test-postgres-'));
  const server = await startEmbedded({ dataDir: folder, fsync: false });
  if (!server.ok) throw new Error(JSON.stringify(server.refusal));
  globalThis.plenaryTestServer = { ...server.value, folder };
  process.env.TEST_DATABASE_URL = server.value.url;
  const owner = new pg.Client({ connectionString: server.value.url });
  await owner.connect();
  await owner.query('CREATE DATABASE migrated');
  await owner.end();
  const migrated = new URL(server.value.url);
  migrated.pathname = '/migrated';
  await migrate(migrated.href);
}
