import pg from 'pg';
import { GRANTS } from '../../src/start/grants.js';
import { openHouse, type TestHouse } from '../story/house.js';

/** The least privilege of the serving role, proved by trying. */
describe('the serving role', () => {
  let house: TestHouse;
  let serving: pg.Client;
  let owner: pg.Client;

  beforeAll(async () => {
    house = await openHouse();
    serving = new pg.Client({ connectionString: house.servingUrl });
    owner = new pg.Client({ connectionString: house.ownerUrl });
    await serving.connect();
    await owner.connect();
  });

  afterAll(async () => {
    await serving.end();
    await owner.end();
    await house.close();
  });

  const tables = (kind: string): string[] =>
    Object.entries(GRANTS).flatMap(([table, one]) => (one === kind ? [table] : []));
  const append = tables('append');
  const denied = { code: '42501' };

  test.each(append)('cannot change, remove or empty %s', async (table) => {
    const { rows } = await owner.query<{ column: string }>(
      'SELECT column_name AS column FROM information_schema.columns WHERE table_name = $1',
      [table],
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { column } of rows)
      await expect(serving.query(`UPDATE ${table} SET "${column}" = "${column}"`)).rejects.toMatchObject(
        denied,
      );
    for (const statement of [
      `DELETE FROM ${table}`,
      `TRUNCATE ${table}`,
      `DROP TABLE ${table}`,
      `ALTER TABLE ${table} ADD COLUMN x int`,
      `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
      `SELECT * FROM ${table} FOR UPDATE`,
    ]) {
      await expect(serving.query(statement)).rejects.toMatchObject(denied);
    }
  });

  test.each(tables('change'))('cannot remove or empty %s', async (table) => {
    for (const statement of [`DELETE FROM ${table}`, `TRUNCATE ${table}`, `DROP TABLE ${table}`])
      await expect(serving.query(statement)).rejects.toMatchObject(denied);
  });

  /** Written a second time by hand: whoever lets one of these be changed, or takes one out, changes this too. */
  const NEVER_CHANGED = [
    ...[
      'entry',
      'blob',
      'version',
      'expression',
      'translation',
      'ballot',
      'roll_line',
      'roll_hand',
      'roll_channel',
    ],
    ...['teller_count', 'presence', 'rule_set', 'credentials_report'],
    'motion_correction',
    ...['member_figure', 'notice', 'quorum_confirmation', 'candidate_second'],
    ...['comment', 'comment_withdrawal', 'comment_disposition'],
  ];
  const WORKING_MATTER = [
    ...['opening', 'slip_code', 'session', 'throttle', 'setup_code', 'designation_code', 'outbox'],
    ...['reminder_message', 'motion_draft', 'draft_text', 'draft_reason', 'draft_place'],
    ...['translation_wording', 'account_link', 'account_letter', 'mail_setting'],
    ...['consultation_code', 'consultation_letter'],
  ];

  test('entries, versions and ballots are among them; little is working matter', () => {
    expect(append).toEqual(expect.arrayContaining(NEVER_CHANGED));
    expect(tables('working').toSorted()).toEqual(WORKING_MATTER.toSorted());
  });

  test('reads no secret and grants itself nothing', async () => {
    await expect(serving.query('SELECT * FROM house_secret')).rejects.toMatchObject(denied);
    await expect(serving.query('SELECT * FROM migrations')).rejects.toMatchObject(denied);
    // A grant by one who may not give it is a warning without effect.
    await serving.query('GRANT UPDATE ON entry TO CURRENT_USER').catch(() => undefined);
    await expect(serving.query('UPDATE entry SET type = type')).rejects.toMatchObject(denied);
    const master = new URL(house.ownerUrl).username;
    for (const statement of [
      `SET ROLE ${master}`,
      'CREATE TABLE x (y int)',
      'CREATE ROLE x SUPERUSER',
      'CREATE FUNCTION x() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
      'SET session_replication_role = replica',
    ])
      await expect(serving.query(statement)).rejects.toMatchObject(denied);
  });

  test('is no superuser and owns nothing', async () => {
    const { rows } = await owner.query<Record<string, boolean>>(
      `SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls FROM pg_roles WHERE rolname = $1`,
      [new URL(house.servingUrl).username],
    );
    expect(Object.values(rows[0]!)).toEqual(Array(5).fill(false));
    const owned = await owner.query('SELECT 1 FROM pg_class WHERE relowner = $1::regrole', [
      new URL(house.servingUrl).username,
    ]);
    expect(owned.rowCount).toBe(0);
  });

  test('every table is in the list of grants', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
    );
    const tables = rows
      .map((row) => row.name)
      .filter((name) => !['migrations', 'house_secret'].includes(name));
    expect(tables).toEqual(Object.keys(GRANTS).toSorted());
  });
});
