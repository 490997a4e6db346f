// One real PostgreSQL for the whole run (fsync off); every suite makes databases of its own in it. Uses the built
// launcher: `npm test` builds first. Suites that want today's tables copy a database that has them.
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../dist/start/database.js';
import { startEmbedded } from '../dist/start/embedded.js';
import { memory } from './memory.mjs';

export default async function setup() {
  process.env.TEST_FOLDERS = memory();
  const folder = mkdtempSync(join(process.env.TEST_FOLDERS, 'plenary-tests-postgres-'));
  const server = await startEmbedded({ dataDir: folder, fsync: false });
  if (!server.ok) throw new Error(JSON.stringify(server.refusal));
  globalThis.plenaryTestServer = { ...server.value, folder };
  process.env.TEST_DATABASE_URL = server.value.url;
  const owner = new pg.Client({ connectionString: server.value.url });
  await owner.connect();
  // Thousands of connections prove who they are, and what a vacuum tidies is dropped before it matters.
  await owner.query('ALTER SYSTEM SET scram_iterations = 1');
  await owner.query('ALTER SYSTEM SET autovacuum = off');
  await owner.query('SELECT pg_reload_conf()');
  await owner.query('CREATE DATABASE migrated');
  await owner.end();
  const migrated = new URL(server.value.url);
  migrated.pathname = '/migrated';
  await migrate(migrated.href);
}
