import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { prepareDatabase } from '../../src/start/database.js';
import { GRANTS } from '../../src/start/grants.js';
import { schemaText } from '../../src/migrations/schema.js';
import { freshDatabase } from '../database.js';
import { value } from '../story/house.js';

const committed = readFileSync(join(process.cwd(), 'src/migrations/schema.sql'), 'utf8');

let database: { url: string; drop: () => Promise<void> };
let owner: pg.Client;
let serving: string;

beforeAll(async () => {
  database = await freshDatabase();
  serving = new URL(value(await prepareDatabase(database.url)).servingUrl).username;
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await database.drop();
});

const read = (): Promise<string> => schemaText(owner, serving);

test('the committed schema is that of a freshly migrated database: `npm run schema` writes it', async () => {
  expect((await read()).split('\n')).toEqual(committed.split('\n'));
});

test('what goes wrong is logged without the values that were sent: they may be somebody’s address', async () => {
  const settings = async (name: string): Promise<unknown> =>
    Object.values((await owner.query<Record<string, string>>(`SHOW ${name}`)).rows[0]!)[0];
  expect(await settings('log_error_verbosity')).toBe('terse');
  expect(await settings('log_min_error_statement')).toBe('panic');
});

test('a database that is prepared again stays as it is', async () => {
  value(await prepareDatabase(database.url));
  expect(await read()).toBe(committed);
});

test('it names every table, the rights on it, and neither the role nor its owner', () => {
  const tables = [...committed.matchAll(/^CREATE TABLE (\w+) \($/gm)].map((match) => match[1]);
  expect(tables).toEqual([...Object.keys(GRANTS), 'house_secret', 'migrations'].toSorted());
  const rights = {
    append: 'SELECT, INSERT',
    change: 'SELECT, INSERT, UPDATE',
    working: 'SELECT, INSERT, UPDATE, DELETE',
  };
  const granted = [...committed.matchAll(/^GRANT (.*) ON (\w+) TO (\w+);$/gm)].map((match) => match.slice(1));
  expect(granted.toSorted((a, b) => (a[1]! < b[1]! ? -1 : 1))).toEqual(
    Object.entries(GRANTS)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([table, kind]) => [rights[kind], table, 'serving']),
  );
  expect(committed).not.toContain(serving);
  expect(committed).not.toContain(new URL(database.url).username);
});

test('no index rests on the collation of names, which another version of ICU may order otherwise', async () => {
  const { rows } = await owner.query(
    `SELECT indexrelid::regclass::text FROM pg_index WHERE 'names'::regcollation = ANY (indcollation)`,
  );
  expect(rows).toEqual([]);
});

test('a start that finds another version of ICU knows the collation as it is now', async () => {
  const version = async () =>
    (
      await owner.query<{ known: string; now: string }>(
        `SELECT collversion AS known, pg_collation_actual_version(oid) AS now FROM pg_collation WHERE collname = 'names'`,
      )
    ).rows[0]!;
  await owner.query(`UPDATE pg_collation SET collversion = '1' WHERE collname = 'names'`);
  const { now, ...before } = await version();
  expect(before).toEqual({ known: '1' });
  value(await prepareDatabase(database.url));
  expect(await version()).toEqual({ known: now, now });
});

test.each([
  ['a column', 'ALTER TABLE poll ADD COLUMN x text', '  x text'],
  [
    'a type',
    'ALTER TABLE poll ALTER COLUMN majority_name TYPE varchar(9)',
    '  majority_name character varying(9) NOT NULL,',
  ],
  [
    'a default',
    `ALTER TABLE poll ALTER COLUMN state SET DEFAULT 'open'`,
    /state text DEFAULT 'open'::text NOT NULL/,
  ],
  [
    'a NULL that is allowed',
    'ALTER TABLE poll ALTER COLUMN majority_name DROP NOT NULL',
    '  majority_name text,',
  ],
  ['a constraint less', 'ALTER TABLE ballot DROP CONSTRAINT ballot_revision', null],
  ['a check', 'ALTER TABLE poll ADD CONSTRAINT p CHECK (number > 0)', '  CONSTRAINT p CHECK ((number > 0))'],
  ['an index', 'CREATE INDEX i ON poll (state)', 'CREATE INDEX i ON poll USING btree (state);'],
  ['an index less', 'DROP INDEX poll_open_once', null],
  ['a right', 'GRANT DELETE ON entry TO $serving', 'GRANT SELECT, INSERT, DELETE ON entry TO serving;'],
  [
    'a right on a column',
    'GRANT UPDATE (bytes) ON entry TO $serving',
    'GRANT SELECT, INSERT, UPDATE (bytes) ON entry TO serving;',
  ],
  [
    'a right for everybody',
    'GRANT SELECT ON house_secret TO PUBLIC',
    'GRANT SELECT ON house_secret TO PUBLIC;',
  ],
  [
    'a right on the schema',
    'GRANT CREATE ON SCHEMA public TO $serving',
    'GRANT CREATE, USAGE ON SCHEMA public TO serving;',
  ],
  [
    'a collation of a column',
    'ALTER TABLE body ALTER COLUMN source TYPE text COLLATE names',
    '  source text COLLATE names',
  ],
  [
    'a collation',
    `CREATE COLLATION other (provider = icu, locale = 'und')`,
    `CREATE COLLATION other (provider = icu, locale = 'und', deterministic = t);`,
  ],
  ['a table', 'CREATE TABLE zebra (id int)', 'CREATE TABLE zebra ('],
  ['a view', 'CREATE VIEW v AS SELECT number FROM poll', /^CREATE VIEW v AS/],
  ['a sequence', 'CREATE SEQUENCE s', 'CREATE SEQUENCE s;'],
  [
    'a function',
    'CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RETURN NULL; END $f$',
    /^CREATE OR REPLACE FUNCTION public\.f\(\)/,
  ],
  [
    'a trigger',
    `CREATE TRIGGER t BEFORE UPDATE ON entry FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
    /^CREATE TRIGGER t BEFORE UPDATE ON entry/,
  ],
])('%s more or other is seen', async (_, statement, line: string | RegExp | null) => {
  await owner.query('BEGIN');
  try {
    await owner.query(statement.replace('$serving', pg.escapeIdentifier(serving)));
    const changed = (await read()).split('\n');
    expect(changed).not.toEqual(committed.split('\n'));
    const before = new Set(committed.split('\n'));
    const fresh = changed.filter((one) => !before.has(one)).map((one) => one.replace(/,$/, ''));
    if (line === null) expect(changed.length).toBeLessThan(committed.split('\n').length);
    else if (typeof line === 'string') expect(fresh).toContain(line.replace(/,$/, ''));
    else expect(fresh.filter((one) => line.test(one))).toHaveLength(1);
  } finally {
    await owner.query('ROLLBACK');
  }
});
