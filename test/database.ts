import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database of its own for a suite, in the server of the whole run: empty, or a copy of `template`. */
export async function freshDatabase(template?: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) throw new Error('the setup of the tests did not start PostgreSQL');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await owner(server, `CREATE DATABASE ${name}${template ? ` TEMPLATE ${template} STRATEGY FILE_COPY` : ''}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => owner(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function owner(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
