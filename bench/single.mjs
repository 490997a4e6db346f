import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';

/**
 * Baseline: one transaction a vote over 16 connections of plain pg, without sockets: poll row FOR SHARE, roll read, ballot
 * insert, record head and entry, on tables of its own. Votes a second.
 */
export async function singleTransactions(url, votes) {
  const pool = new pg.Pool({ connectionString: url, max: 16 });
  await pool.query(`
    CREATE SCHEMA IF NOT EXISTS bench;
    DROP TABLE IF EXISTS bench.poll, bench.roll, bench.ballot, bench.head, bench.entry;
    CREATE TABLE bench.poll (id int PRIMARY KEY, state text NOT NULL);
    CREATE TABLE bench.roll (entitlement int PRIMARY KEY, holder uuid NOT NULL);
    CREATE TABLE bench.ballot (id uuid PRIMARY KEY, entitlement int NOT NULL, revision int NOT NULL, choice text NOT NULL,
      UNIQUE (entitlement, revision));
    CREATE TABLE bench.head (size bigint NOT NULL);
    CREATE TABLE bench.entry (number bigint PRIMARY KEY, leaf bytea NOT NULL, bytes bytea NOT NULL);
    INSERT INTO bench.poll VALUES (1, 'open');
    INSERT INTO bench.head VALUES (0);
    INSERT INTO bench.roll SELECT n, gen_random_uuid() FROM generate_series(1, ${votes}) n;
  `);
  const vote = async (client, entitlement) => {
    await client.query('BEGIN');
    await client.query({ name: 'p', text: 'SELECT state FROM bench.poll WHERE id = 1 FOR SHARE' });
    await client.query({
      name: 'r',
      text: 'SELECT holder FROM bench.roll WHERE entitlement = $1',
      values: [entitlement],
    });
    const ballot = randomUUID();
    await client.query({
      name: 'b',
      text: `INSERT INTO bench.ballot VALUES ($1, $2, 1, 'for')`,
      values: [ballot, entitlement],
    });
    const bytes = Buffer.from(JSON.stringify({ ballot, entitlement, choice: 'for', revision: 1 }));
    const leaf = createHash('sha256').update('\0').update(bytes).digest();
    const { rows } = await client.query({
      name: 'h',
      text: 'UPDATE bench.head SET size = size + 1 RETURNING size',
    });
    await client.query({
      name: 'e',
      text: 'INSERT INTO bench.entry VALUES ($1, $2, $3)',
      values: [rows[0].size, leaf, bytes],
    });
    await client.query('COMMIT');
  };
  let next = 1;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      const client = await pool.connect();
      while (next <= votes) await vote(client, next++);
      client.release();
    }),
  );
  const rate = votes / ((performance.now() - begun) / 1000);
  await pool.query('DROP SCHEMA bench CASCADE');
  await pool.end();
  return rate;
}
