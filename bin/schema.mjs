// Writes src/migrations/schema.sql from a database that the migrations have just made, in a PostgreSQL of its own.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { prepareDatabase } from '../dist/start/database.js';
import { startEmbedded } from '../dist/start/embedded.js';
import { schemaText } from '../dist/migrations/schema.js';

const folder = mkdtempSync(join(tmpdir(), 'plenary-schema-'));
const valueOf = (result) => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};

try {
  const server = valueOf(await startEmbedded({ dataDir: folder }));
  try {
    const { servingUrl } = valueOf(await prepareDatabase(server.url));
    const owner = new pg.Client({ connectionString: server.url });
    await owner.connect();
    writeFileSync('src/migrations/schema.sql', await schemaText(owner, new URL(servingUrl).username));
    await owner.end();
  } finally {
    await server.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
