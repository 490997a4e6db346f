import pg from 'pg';
import { PollsKept1700000000102 } from '../../src/migrations/1700000000102-polls-kept.js';
import { prepareDatabase } from '../../src/start/database.js';
import { value } from '../story/house.js';
import { databaseBefore } from './before.js';

const id = (n: number): string => `01900000-0000-7000-8000-${n.toString().padStart(12, '0')}`;
const [FIRST, SECOND, ON_PERSONS, REHEARSAL] = [id(1), id(2), id(3), id(4)];
const [MOTION, UNASKED, ELECTION, RULES] = [id(11), id(12), id(13), id(14)];
const [ADA, BO, MEMBER] = [id(21), id(22), id(23)];
const personOf = (candidate: string): string => candidate.replace('0190', '0191');

test('polls from before get the titles and members that they were about, and motions their polls', async () => {
  const { owner, ...database } = await databaseBefore(PollsKept1700000000102);
  await owner.query(`
    INSERT INTO assembly (id, body, name, open, historical, demonstration, certainty) VALUES ('oslo', 'ga', 'Oslo', true, false, false, 'high');
    INSERT INTO rule_set (id, body, number, name, hash, data) VALUES ('${RULES}', 'ga', 1, 'Rules', '', '{}');`);
  const candidates = [ADA, BO].map((candidate) => ({ candidate, person: personOf(candidate) }));
  const poll = (own: string, number: number | null, on: { motion?: string; election?: string }) =>
    owner.query(
      `INSERT INTO poll (id, assembly, motion, election, contest, number, state, rule_set, majority_name, majority, may_change,
         roll_hash, unit, entitled, represented, opened_at)
       VALUES ($1, 'oslo', $2, $3, $4, $5, 'declared', $6, 'ordinary', '{}', true, '', '1', '{}', '{}', now())`,
      [own, on.motion, on.election, on.election && JSON.stringify({ seats: 1, candidates }), number, RULES],
    );
  for (const [motion, label] of [
    [MOTION, 'M1'],
    [UNASKED, 'M2'],
  ])
    await owner.query(
      `INSERT INTO motion (id, assembly, titles, about, majority, state, submitted_at, label)
       VALUES ($1, 'oslo', '{"en": "Peace"}', '{}', 'ordinary', 'ready', now(), $2)`,
      [motion, label],
    );
  await owner.query(
    `INSERT INTO election (id, assembly, number, titles, seats, method, marks, rounds, blank, secrecy, ballot_order, quotas, seconders,
       state, round, standing, called_at)
     VALUES ($1, 'oslo', 1, '{"fr": "Bureau"}', 1, 'plurality', 1, '[]', true, 'recorded', 'drawn', '[]', 0, 'balloting', 1, '[]', now())`,
    [ELECTION],
  );
  for (const [candidate, member] of [
    [ADA, MEMBER],
    [BO, null],
  ])
    await owner.query(
      `INSERT INTO candidate (id, election, person, member, state, nominated_at) VALUES ($1, $2, $3, $4, 'accepted', now())`,
      [candidate, ELECTION, personOf(candidate!), member],
    );
  await poll(FIRST, 1, { motion: MOTION });
  await poll(SECOND, 2, { motion: MOTION });
  await poll(ON_PERSONS, 3, { election: ELECTION });
  await poll(REHEARSAL, null, {});
  await owner.end();
  value(await prepareDatabase(database.url));
  const now = new pg.Client({ connectionString: database.url });
  await now.connect();
  const rows = async (statement: string) => (await now.query<Record<string, unknown>>(statement)).rows;
  expect(await rows('SELECT id, polls FROM motion ORDER BY id')).toEqual([
    { id: MOTION, polls: [SECOND, FIRST] },
    { id: UNASKED, polls: [] },
  ]);
  const given = {
    seats: 1,
    candidates: candidates.map((one, i) => ({ ...one, member: i === 0 ? MEMBER : null })),
  };
  expect(await rows('SELECT id, titles, contest FROM poll ORDER BY id')).toEqual([
    { id: FIRST, titles: { en: 'Peace' }, contest: null },
    { id: SECOND, titles: { en: 'Peace' }, contest: null },
    { id: ON_PERSONS, titles: { fr: 'Bureau' }, contest: given },
    { id: REHEARSAL, titles: null, contest: null },
  ]);
  await now.end();
  await database.drop();
});
