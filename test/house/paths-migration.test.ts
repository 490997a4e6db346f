import { DataSource } from 'typeorm';
import { prepareDatabase } from '../../src/start/database.js';
import { instrumentSummaries } from '../../src/instruments/instruments.store.js';
import { Paths1700000000070 } from '../../src/migrations/1700000000070-paths.js';
import { value } from '../story/house.js';
import { databaseBefore } from './before.js';

test('paths from before they were data are walked as they were, and keep what became of their stages', async () => {
  const { owner, ...database } = await databaseBefore(Paths1700000000070);
  await owner.query(`
    INSERT INTO organisation (id, name, demonstration, figures, certainty) VALUES ('o', 'O', false, '{}', 'high');
    INSERT INTO body (id, organisation, name, certainty) VALUES ('ga', 'o', 'GA', 'high');
    INSERT INTO instrument (id, titles, structure, demonstration) VALUES ('charter', '{"en": "Charter"}', '[]', false);
    INSERT INTO stage (id, instrument, number, kind, label, body, outcome, date, counts, certainty, source) VALUES
      ('01900000-0000-7000-8000-000000000002', 'charter', 2, 'final', 'second', 'ga', NULL, NULL,
       '{"for": null, "against": null, "abstain": null}', 'high', NULL),
      ('01900000-0000-7000-8000-000000000001', 'charter', 1, 'principle', 'first', 'ga', 'approved', '2003',
       '{"for": "3", "against": null, "abstain": null}', 'medium', 'Minutes');`);
  value(await prepareDatabase(database.url));
  const now = new DataSource({ type: 'postgres', url: database.url });
  await now.initialize();
  const [charter] = await instrumentSummaries(now.manager, 'charter');
  expect(charter).toMatchObject({
    state: 'in_progress',
    stages: [
      {
        ...{
          key: 's1',
          state: 'done',
          outcome: 'approved',
          date: '2003',
          counts: { for: '3', against: null },
        },
        ...{ certainty: 'medium', source: 'Minutes', enteredFromSource: true },
      },
      { key: 's2', state: 'current', outcome: null, source: null, earliest: null, due: null },
    ],
    passages: [{ number: 1, round: 1, outcome: 'approved' }],
  });
  await now.destroy();
  await owner.end();
  await database.drop();
});
