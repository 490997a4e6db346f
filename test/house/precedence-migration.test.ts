import pg from 'pg';
import { Precedence1700000000112 } from '../../src/migrations/1700000000112-precedence.js';
import { prepareDatabase } from '../../src/start/database.js';
import { value } from '../story/house.js';
import { databaseBefore } from './before.js';

const id = (n: number): string => `01900000-0000-7000-8000-${n.toString().padStart(12, '0')}`;
const [MEMBER, OTHER] = [id(101), id(102)];

test('credentials from before get the place in which the record has them, each member and assembly for itself', async () => {
  const { owner, ...database } = await databaseBefore(Precedence1700000000112);
  const credential = async (
    n: number,
    member: string,
    { assembly = 'oslo', number = null as number | null },
  ) => {
    await owner.query(
      `INSERT INTO credential (id, assembly, member, person, role, state, present) VALUES ($1, $2, $3, $1, 'delegate', 'submitted', false)`,
      [id(n), assembly, member],
    );
    if (number === null) return;
    const bytes = Buffer.from(JSON.stringify({ data: { credential: id(n) } }));
    await owner.query(
      `INSERT INTO entry (number, id, type, subject, at, leaf, bytes) VALUES ($1, $2, 'credential.submitted', '', now(), '', $3)`,
      [number, id(n), bytes],
    );
  };
  await credential(1, MEMBER, { number: 9 });
  await credential(2, MEMBER, { number: 7 });
  await credential(3, OTHER, { number: 8 });
  await credential(4, MEMBER, { assembly: 'cancun', number: 10 });
  // Entered from a source, without an entry of its own.
  await credential(5, MEMBER, {});
  await owner.end();
  value(await prepareDatabase(database.url));
  const now = new pg.Client({ connectionString: database.url });
  await now.connect();
  const { rows } = await now.query<{ id: string; precedence: number }>(
    'SELECT id, precedence FROM credential ORDER BY id',
  );
  expect(rows.map(({ precedence }) => precedence)).toEqual([2, 1, 1, 1, 3]);
  await now.end();
  await database.drop();
});
