import pg from 'pg';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../src/start/database.js';
import { freshDatabase } from '../database.js';

/**
 * A database of its own as it was before a migration, and its owner, for whom rows need not name what is there: so a test puts in
 * what the migration reads and no more.
 */
export async function databaseBefore(migration: (typeof MIGRATIONS)[number]) {
  const database = await freshDatabase();
  const migrations = MIGRATIONS.slice(0, MIGRATIONS.indexOf(migration));
  const source = new DataSource({ type: 'postgres', url: database.url, migrations });
  await source.initialize();
  await source.runMigrations({ transaction: 'each' });
  await source.destroy();
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  await owner.query('SET session_replication_role = replica');
  return { ...database, owner };
}
