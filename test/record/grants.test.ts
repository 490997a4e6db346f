import pg from 'pg';
import { GRANTS } from '../../src/house/grants.js';
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

  const append = Object.entries(GRANTS).filter(([, kind]) => kind === 'append');

  test.each(append)('cannot change, remove or empty %s', async (table) => {
    const { rows } = await owner.query<{ column: string }>(
      'SELECT column_name AS column FROM information_schema.columns WHERE table_name = $1 LIMIT 1',
      [table],
    );
    const { column } = rows[0]!;
    for (const statement of [
      `UPDATE ${table} SET ${column} = ${column}`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table}`,
      `DROP TABLE ${table}`,
      `ALTER TABLE ${table} ADD COLUMN x int`,
    ]) {
      await expect(serving.query(statement)).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('entries, versions and ballots are among them', () => {
    expect(append.map(([table]) => table)).toEqual(
      expect.arrayContaining(['entry', 'version', 'expression', 'ballot', 'blob']),
    );
  });

  test('reads no secret and grants itself nothing', async () => {
    await expect(serving.query('SELECT * FROM house_secret')).rejects.toMatchObject({ code: '42501' });
    // A grant by one who may not give it is a warning without effect.
    await serving.query('GRANT UPDATE ON entry TO CURRENT_USER').catch(() => undefined);
    await expect(serving.query('UPDATE entry SET type = type')).rejects.toMatchObject({ code: '42501' });
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
