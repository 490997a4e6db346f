import pg from 'pg';
import { Names1700000000113 } from '../../src/migrations/1700000000113-names.js';
import { prepareDatabase } from '../../src/start/database.js';
import { value } from '../story/house.js';
import { databaseBefore } from './before.js';

const id = (n: number): string => `01900000-0000-7000-8000-${n.toString().padStart(12, '0')}`;

test('people of before are in order and found, and so is whoever changes the address', async () => {
  const { owner, ...database } = await databaseBefore(Names1700000000113);
  for (const [place, name] of ['Zoë Abel', 'Éric Dupond', 'ana 10', 'ANA 9'].entries())
    await owner.query(`INSERT INTO person (id, name, lang) VALUES ($1, $2, 'en')`, [id(place), name]);
  await owner.end();
  value(await prepareDatabase(database.url));
  const now = new pg.Client({ connectionString: database.url });
  await now.connect();
  await now.query(`UPDATE person SET email = 'Eric@Coop.example' WHERE name = 'Éric Dupond'`);
  const { rows } = await now.query<{ name: string; found_by: string }>(
    'SELECT name, found_by FROM person ORDER BY name',
  );
  expect(rows).toEqual([
    { name: 'ANA 9', found_by: 'ana 9\n' },
    { name: 'ana 10', found_by: 'ana 10\n' },
    { name: 'Éric Dupond', found_by: 'eric dupond\neric@coop.example' },
    { name: 'Zoë Abel', found_by: 'zoe abel\n' },
  ]);
  await now.end();
  await database.drop();
});
