import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { DataSource, DefaultNamingStrategy } from 'typeorm';
import { ok, refuse, type Result } from '../basics/result.js';
import { Foundation1700000000001 } from '../migrations/1700000000001-foundation.js';
import { Chamber1700000000003 } from '../migrations/1700000000003-chamber.js';
import { PollStates1700000000004 } from '../migrations/1700000000004-poll-states.js';
import { Motions1700000000005 } from '../migrations/1700000000005-motions.js';
import { PollForms1700000000006 } from '../migrations/1700000000006-poll-forms.js';
import { Credentials1700000000008 } from '../migrations/1700000000008-credentials.js';
import { Elections1700000000009 } from '../migrations/1700000000009-elections.js';
import { Convening1700000000011 } from '../migrations/1700000000011-convening.js';
import { Debate1700000000012 } from '../migrations/1700000000012-debate.js';
import { Agenda1700000000013 } from '../migrations/1700000000013-agenda.js';
import { Mail1700000000016 } from '../migrations/1700000000016-mail.js';
import { Closings1700000000034 } from '../migrations/1700000000034-closings.js';
import { HistoryFacts1700000000035 } from '../migrations/1700000000035-history-facts.js';
import { MotionUrgency1700000000041 } from '../migrations/1700000000041-motion-urgency.js';
import { MotionDrafts1700000000042 } from '../migrations/1700000000042-motion-drafts.js';
import { Turns1700000000043 } from '../migrations/1700000000043-turns.js';
import { HandsTaken1700000000027 } from '../migrations/1700000000027-hands-taken.js';
import { ElectionsChecked1700000000028 } from '../migrations/1700000000028-elections-checked.js';
import { Amendments1700000000050 } from '../migrations/1700000000050-amendments.js';
import { Drafting1700000000064 } from '../migrations/1700000000064-drafting.js';
import { Paths1700000000070 } from '../migrations/1700000000070-paths.js';
import { Mandates1700000000071 } from '../migrations/1700000000071-mandates.js';
import { Translations1700000000074 } from '../migrations/1700000000074-translations.js';
import { VoteCites1700000000075 } from '../migrations/1700000000075-vote-cites.js';
import { WordingVersions1700000000076 } from '../migrations/1700000000076-wording-versions.js';
import { Consultations1700000000080 } from '../migrations/1700000000080-consultations.js';
import { Objections1700000000090 } from '../migrations/1700000000090-objections.js';
import { Withheld1700000000101 } from '../migrations/1700000000101-withheld.js';
import { grantStatements } from './grants.js';

export const MIGRATIONS = [
  Foundation1700000000001,
  Chamber1700000000003,
  PollStates1700000000004,
  Motions1700000000005,
  PollForms1700000000006,
  Credentials1700000000008,
  Elections1700000000009,
  Convening1700000000011,
  Debate1700000000012,
  Agenda1700000000013,
  Mail1700000000016,
  Closings1700000000034,
  HistoryFacts1700000000035,
  MotionUrgency1700000000041,
  MotionDrafts1700000000042,
  Turns1700000000043,
  HandsTaken1700000000027,
  ElectionsChecked1700000000028,
  Amendments1700000000050,
  Drafting1700000000064,
  Paths1700000000070,
  Mandates1700000000071,
  Translations1700000000074,
  VoteCites1700000000075,
  WordingVersions1700000000076,
  Consultations1700000000080,
  Objections1700000000090,
  Withheld1700000000101,
];

/** Of all nodes that start at once, one migrates and makes the shared secrets; the others wait here. */
const MIGRATION_LOCK = 7_365_261;

/** A database that does not answer at all is told after this. */
const CONNECT_MS = 10_000;

export interface Prepared {
  /** Connection string of the least-privileged role that serves. */
  readonly servingUrl: string;
  /** The id of this log. */
  readonly log: string;
  /** Secrets that all nodes share; only the owner can read their table. */
  readonly sessionSecret: string;
}

/**
 * Brings the database to today's schema as its owner: migrations, serving role and its rights, shared secrets.
 * Refusals: `database.unreachable`, `database.password`, `database.unknown`, `database.schema`, `database.role`.
 */
export async function prepareDatabase(ownerUrl: string): Promise<Result<Prepared>> {
  const owner = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: CONNECT_MS });
  owner.on('error', () => undefined);
  try {
    await owner.connect();
  } catch (error) {
    return connectionRefusal(error, ownerUrl);
  }
  try {
    await owner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migrate(ownerUrl);
    await owner.query(
      'CREATE TABLE IF NOT EXISTS house_secret (name text CONSTRAINT house_secret_pk PRIMARY KEY, value text NOT NULL)',
    );
    const head = await owner.query<{ log: string }>(
      `INSERT INTO record_head (log, size) VALUES ($1, 0)
       ON CONFLICT (one) DO UPDATE SET log = record_head.log RETURNING log`,
      [randomUUID()],
    );
    const sessionSecret = await secret(owner, 'session');
    const password = await secret(owner, 'serving');
    const role = await servingRole(owner, password);
    if (!role.ok) return role;
    const url = new URL(ownerUrl);
    url.username = role.value;
    url.password = password;
    return ok({ servingUrl: url.href, log: head.rows[0]!.log, sessionSecret });
  } catch (error) {
    const { host, pathname } = new URL(ownerUrl);
    return refuse('database.schema', { host, database: pathname.slice(1), detail: (error as Error).message });
  } finally {
    await owner.end().catch(() => undefined);
  }
}

async function migrate(url: string): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url,
    migrations: MIGRATIONS,
    migrationsTransactionMode: 'each',
  });
  await source.initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
}

async function secret(owner: pg.Client, name: string): Promise<string> {
  const { rows } = await owner.query<{ value: string }>(
    `INSERT INTO house_secret VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = house_secret.value RETURNING value`,
    [name, randomBytes(32).toString('base64url')],
  );
  return rows[0]!.value;
}

/** Roles belong to the whole cluster, so the name carries the database. */
async function servingRole(owner: pg.Client, password: string): Promise<Result<string>> {
  const { rows } = await owner.query<{ name: string }>('SELECT current_database() AS name');
  const database = rows[0]!.name;
  const name = `plenary_serving_${createHash('sha256').update(database).digest('hex').slice(0, 12)}`;
  const role = pg.escapeIdentifier(name);
  try {
    const known = await owner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
    if (known.rowCount === 0) await owner.query(`CREATE ROLE ${role} LOGIN`);
    await owner.query(`ALTER ROLE ${role} LOGIN PASSWORD ${pg.escapeLiteral(password)}`);
    await owner.query(`GRANT CONNECT ON DATABASE ${pg.escapeIdentifier(database)} TO ${role}`);
    for (const statement of grantStatements(role)) await owner.query(statement);
    return ok(name);
  } catch (error) {
    return refuse('database.role', { detail: (error as Error).message });
  }
}

function connectionRefusal(error: unknown, url: string): Result<never> {
  const { code, message } = error as { code?: string; message: string };
  const host = new URL(url).host || 'localhost';
  if (code === '28P01' || code === '28000') return refuse('database.password', { host });
  if (code === '3D000') return refuse('database.unknown', { host, database: new URL(url).pathname.slice(1) });
  return refuse('database.unreachable', { host, detail: message });
}

/** camelCase properties, snake_case columns. */
export class SnakeCase extends DefaultNamingStrategy {
  override columnName(property: string, custom: string | undefined): string {
    return custom ?? property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
