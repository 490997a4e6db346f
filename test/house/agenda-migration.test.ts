import { prepareDatabase } from '../../src/start/database.js';
import { Agenda1700000000013 } from '../../src/migrations/1700000000013-agenda.js';
import { value } from '../story/house.js';
import { databaseBefore } from './before.js';

test('items from before the agenda was a tree stand at its top in their order, planned', async () => {
  const { owner, ...database } = await databaseBefore(Agenda1700000000013);
  await owner.query(`INSERT INTO agenda_item (id, assembly, number, titles, internal) VALUES
    ('01900000-0000-7000-8000-000000000003', 'a', 1, '{"en": "First"}', false),
    ('01900000-0000-7000-8000-000000000001', 'a', 2, '{"en": "Second"}', true)`);
  value(await prepareDatabase(database.url));
  const { rows } = await owner.query<object>(
    `SELECT titles->>'en' AS title, parent, kind, minutes, internal, state FROM agenda_item ORDER BY place`,
  );
  const same = { parent: null, kind: null, minutes: null, state: 'planned' };
  expect(rows).toEqual([
    { ...same, title: 'First', internal: false },
    { ...same, title: 'Second', internal: true },
  ]);
  await owner.end();
  await database.drop();
});
