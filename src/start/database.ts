import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { DataSource, DefaultNamingStrategy } from 'typeorm';
import { first } from '../basics/must.js';
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
import { PollsKept1700000000102 } from '../migrations/1700000000102-polls-kept.js';
import { Choices1700000000103 } from '../migrations/1700000000103-choices.js';
import { Membership1700000000104 } from '../migrations/1700000000104-membership.js';
import { PassageMembers1700000000105 } from '../migrations/1700000000105-passage-members.js';
import { MotionSince1700000000110 } from '../migrations/1700000000110-motion-since.js';
import { Precedence1700000000112 } from '../migrations/1700000000112-precedence.js';
import { Names1700000000113 } from '../migrations/1700000000113-names.js';
import { AccountLink1700000000114 } from '../migrations/1700000000114-account-link.js';
import { MailSetting1700000000115 } from '../migrations/1700000000115-mail-setting.js';
import { PersonMerged1700000000116 } from '../migrations/1700000000116-person-merged.js';
import { MotionCorrections1700000000117 } from '../migrations/1700000000117-motion-corrections.js';
import { WordsOfTexts1700000000118 } from '../migrations/1700000000118-words-of-texts.js';
import { PassagesStruck1700000000119 } from '../migrations/1700000000119-passages-struck.js';
import { RegisterMended1700000000120 } from '../migrations/1700000000120-register-mended.js';
import { TermsStruck1700000000121 } from '../migrations/1700000000121-terms-struck.js';
import { InstrumentSource1700000000122 } from '../migrations/1700000000122-instrument-source.js';
import { MajorityCorrected1700000000123 } from '../migrations/1700000000123-majority-corrected.js';
import { SittingsMended1700000000125 } from '../migrations/1700000000125-sittings-mended.js';
import { PapersMended1700000000126 } from '../migrations/1700000000126-papers-mended.js';
import { HallScene1700000000128 } from '../migrations/1700000000128-hall-scene.js';
import { isAway, isOverdue } from '../house/away.js';
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
  PollsKept1700000000102,
  Choices1700000000103,
  Membership1700000000104,
  PassageMembers1700000000105,
  MotionSince1700000000110,
  Precedence1700000000112,
  Names1700000000113,
  AccountLink1700000000114,
  MailSetting1700000000115,
  PersonMerged1700000000116,
  MotionCorrections1700000000117,
  WordsOfTexts1700000000118,
  PassagesStruck1700000000119,
  RegisterMended1700000000120,
  TermsStruck1700000000121,
  InstrumentSource1700000000122,
  MajorityCorrected1700000000123,
  SittingsMended1700000000125,
  PapersMended1700000000126,
  HallScene1700000000128,
];

/** The latest of them by its number: what a schema is called. */
export const LAST_MIGRATION = first(
  MIGRATIONS.map(({ name }) => name).toSorted((a, b) => Number(/\d+$/.exec(b)) - Number(/\d+$/.exec(a))),
);

/** Of all nodes that start at once, one migrates and makes the shared secrets; the others wait here. */
const MIGRATION_LOCK = 7_365_261;

/** A database that does not answer at all is told after `connectMs`; another node that is migrating is waited for. */
const PATIENCE = { connectMs: 10_000, lockMs: 120_000 };

/**
 * A connection that is lost tells so in an event, and an event of that kind that nobody hears ends the process. Whoever
 * uses a connection learns of its end by the error of their statement; so nobody has to hear it, whoever holds it.
 */
class HouseClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/**
 * The pool of connections that serves. What never answers is given up: a statement by the server after a minute, and by
 * us a little later, where the server is not there to do it. A vote waits in the queue, not in a connection.
 */
export const POOL = {
  max: 16,
  Client: HouseClient,
  keepAlive: true,
  connectionTimeoutMillis: 10_000,
  statement_timeout: 60_000,
  lock_timeout: 30_000,
  idle_in_transaction_session_timeout: 60_000,
  query_timeout: 65_000,
} as const;

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
 * Refusals: `database.unreachable`, `database.password`, `database.unknown`, `database.encoding` {encoding}, `database.no_icu`,
 * `database.newer` {migration}, `database.locked`, `database.schema`, `database.role`.
 */
export async function prepareDatabase(
  ownerUrl: string,
  { connectMs, lockMs }: typeof PATIENCE = PATIENCE,
): Promise<Result<Prepared>> {
  const owner = new HouseClient({
    connectionString: ownerUrl,
    connectionTimeoutMillis: connectMs,
    lock_timeout: lockMs,
    keepAlive: true,
  });
  const { host, pathname } = new URL(ownerUrl);
  const place = { host, database: pathname.slice(1) };
  try {
    await owner.connect();
  } catch (error) {
    void owner.end().catch(() => undefined);
    return connectionRefusal(error, ownerUrl);
  }
  try {
    const encoded = await owner.query<{ server_encoding: string }>('SHOW server_encoding');
    const encoding = first(encoded.rows).server_encoding;
    if (encoding !== 'UTF8') return refuse('database.encoding', { ...place, encoding });
    const icu = await owner.query(`SELECT 1 FROM pg_collation WHERE collprovider = 'i' LIMIT 1`);
    if (icu.rowCount === 0) return refuse('database.no_icu', place);
    await owner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const migration = await unknownMigration(owner);
    if (migration !== null) return refuse('database.newer', { ...place, migration });
    await migrate(ownerUrl, { connectMs, lockMs });
    await knowCollation(owner);
    await owner.query(
      'CREATE TABLE IF NOT EXISTS house_secret (name text CONSTRAINT house_secret_pk PRIMARY KEY, value text NOT NULL)',
    );
    // The head's row is locked by whoever writes the record: it is made once, and only read after that.
    await owner.query('INSERT INTO record_head (log, size) VALUES ($1, 0) ON CONFLICT DO NOTHING', [
      randomUUID(),
    ]);
    const head = await owner.query<{ log: string }>('SELECT log FROM record_head');
    const sessionSecret = await secret(owner, 'session');
    const password = await secret(owner, 'serving');
    const role = await servingRole(owner, password);
    if (!role.ok) return role;
    const url = new URL(ownerUrl);
    url.username = role.value;
    url.password = password;
    return ok({ servingUrl: url.href, log: first(head.rows).log, sessionSecret });
  } catch (error) {
    const { message: detail } = error as Error;
    if (isAway(error)) return refuse('database.unreachable', { ...place, detail });
    if (isOverdue(error)) return refuse('database.locked', { ...place, seconds: lockMs / 1000 });
    return refuse('database.schema', { ...place, detail });
  } finally {
    await owner.end().catch(() => undefined);
  }
}

/**
 * PostgreSQL warns in each session of a collation that another version of ICU made, for the indexes that rest on it: none
 * does on ours (`test/house/schema.test.ts`).
 */
async function knowCollation(owner: pg.Client): Promise<void> {
  const other = await owner.query(
    `SELECT 1 FROM pg_collation WHERE oid = 'names'::regcollation
       AND collversion IS DISTINCT FROM pg_collation_actual_version(oid)`,
  );
  if (other.rowCount !== 0) await owner.query('ALTER COLLATION names REFRESH VERSION');
}

/** A migration that a later version made here, and this one does not know; null: there is none. */
async function unknownMigration(owner: pg.Client): Promise<string | null> {
  const there = await owner.query<{ there: boolean }>(
    `SELECT to_regclass('migrations') IS NOT NULL AS there`,
  );
  if (!first(there.rows).there) return null;
  const { rows } = await owner.query<{ name: string }>(
    'SELECT name FROM migrations WHERE name <> ALL($1) ORDER BY timestamp DESC LIMIT 1',
    [MIGRATIONS.map(({ name }) => name)],
  );
  return rows[0]?.name ?? null;
}

/** Brings the tables to today's schema; throws what the database says. */
export async function migrate(url: string, { connectMs, lockMs }: typeof PATIENCE = PATIENCE): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url,
    poolErrorHandler: () => undefined,
    extra: { Client: HouseClient, connectionTimeoutMillis: connectMs, lock_timeout: lockMs },
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

/** One connection as the owner, for what the serving role may not do. No statement of it is given up. */
export async function ownerSource(url: string): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    url,
    poolErrorHandler: () => undefined,
    extra: { Client: HouseClient, max: 1, keepAlive: true },
  });
  return source.initialize();
}

async function secret(owner: pg.Client, name: string): Promise<string> {
  const { rows } = await owner.query<{ value: string }>(
    `INSERT INTO house_secret VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = house_secret.value RETURNING value`,
    [name, randomBytes(32).toString('base64url')],
  );
  return first(rows).value;
}

/** Roles belong to the whole cluster, so the name carries the database. */
async function servingRole(owner: pg.Client, password: string): Promise<Result<string>> {
  const { rows } = await owner.query<{ name: string }>('SELECT current_database() AS name');
  const database = first(rows).name;
  const name = `plenary_serving_${createHash('sha256').update(database).digest('hex').slice(0, 12)}`;
  const role = pg.escapeIdentifier(name);
  try {
    await owner.query('BEGIN');
    const known = await owner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
    if (known.rowCount === 0) await owner.query(`CREATE ROLE ${role} LOGIN`);
    // Written each time: whether it is the same nobody can read. It touches no table and no session.
    await owner.query(`ALTER ROLE ${role} LOGIN PASSWORD ${pg.escapeLiteral(password)}`);
    // Its own rights, and not those of everybody, which a careful owner takes away.
    const may = await owner.query<{ may: boolean }>(
      `SELECT count(*) = 2 AS may FROM (
         SELECT x.grantee FROM pg_database d, aclexplode(d.datacl) x
           WHERE d.datname = $2 AND x.privilege_type = 'CONNECT'
         UNION ALL
         SELECT x.grantee FROM pg_namespace n, aclexplode(n.nspacl) x
           WHERE n.nspname = 'public' AND x.privilege_type = 'USAGE'
       ) a JOIN pg_roles r ON r.oid = a.grantee WHERE r.rolname = $1`,
      [name, database],
    );
    if (!first(may.rows).may) {
      await owner.query(`GRANT CONNECT ON DATABASE ${pg.escapeIdentifier(database)} TO ${role}`);
      await owner.query(`GRANT USAGE ON SCHEMA public TO ${role}`);
    }
    // All at once and only what differs: nodes that serve meanwhile never miss a right.
    for (const statement of grantStatements(role, await rightsOf(owner, name))) await owner.query(statement);
    await owner.query('COMMIT');
    return ok(name);
  } catch (error) {
    await owner.query('ROLLBACK').catch(() => undefined);
    return refuse('database.role', { detail: (error as Error).message });
  }
}

/** What the role may do with each table, and with columns alone: `table\tSELECT`, `table\tSELECT (column)`. */
async function rightsOf(owner: pg.Client, role: string): Promise<ReadonlySet<string>> {
  const { rows } = await owner.query<{ may: string }>(
    `SELECT quote_ident(c.relname) || chr(9) || a.privilege_type || coalesce(' (' || quote_ident(a.col) || ')', '') AS may
     FROM pg_class c JOIN LATERAL (
       SELECT grantee, privilege_type, NULL::name AS col FROM aclexplode(c.relacl)
       UNION ALL
       SELECT x.grantee, x.privilege_type, t.attname FROM pg_attribute t, aclexplode(t.attacl) x WHERE t.attrelid = c.oid
     ) a ON true JOIN pg_roles r ON r.oid = a.grantee
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND r.rolname = $1`,
    [role],
  );
  return new Set(rows.map(({ may }) => may));
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
