// One real PostgreSQL for the whole run (fsync off); every suite makes databases of its own in it. Uses the built
// launcher: `npm test` builds first.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../dist/house/embedded.js';

export default async function setup() {
  const folder = mkdtempSync(join(tmpdir(), 'plenary-test-postgres-'));
  const server = await startEmbedded({ dataDir: folder, fsync: false });
  if (!server.ok) throw new Error(JSON.stringify(server.refusal));
  globalThis.plenaryTestServer = { ...server.value, folder };
  process.env.TEST_DATABASE_URL = server.value.url;
}
