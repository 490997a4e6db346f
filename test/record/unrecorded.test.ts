import pg from 'pg';
import { NAMED } from '../../src/access/access.js';
import { routes } from '../../src/app.module.js';
import { consultationRoutes } from '../../src/consultations/consultations.contract.js';
import { draftRoutes } from '../../src/drafting/drafting.contract.js';
import { GRANTS } from '../../src/start/grants.js';
import { amendmentRoutes } from '../../src/motions/amendments.contract.js';
import { peopleRoutes } from '../../src/people/people.contract.js';
import { pollRoutes } from '../../src/polls/polls.contract.js';
import { seed } from '../../src/seeds/seed.js';
import { HTTP, type At } from '../story/asked.js';
import { convened, register, signedIn } from '../story/convened.js';
import { ballot, hall, opened } from '../story/hall.js';
import { openHouse, type TestHouse, type Visitor } from '../story/house.js';

/**
 * No change on which a decision can depend is without its entry: the database itself watches every row that is written in
 * a table that is no working matter, and whether the same transaction wrote into the record.
 */
let house: TestHouse;
let owner: pg.Client;

/** Beside the record itself. */
const WATCHED = Object.entries(GRANTS)
  .filter(([table, kind]) => kind !== 'working' && table !== 'record_head')
  .map(([table]) => table);

beforeAll(async () => {
  house = await openHouse();
  owner = new pg.Client({ connectionString: house.ownerUrl });
  await owner.connect();
  await owner.query(`
    CREATE TABLE watched (tx xid8 NOT NULL, name text NOT NULL, PRIMARY KEY (tx, name));
    CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN
        INSERT INTO watched VALUES (pg_current_xact_id(), TG_TABLE_NAME) ON CONFLICT DO NOTHING;
        RETURN NULL;
      END $$;
    ${WATCHED.map((table) => `CREATE TRIGGER watch AFTER INSERT OR UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION watch();`).join('\n')}
  `);
}, 60_000);
afterAll(async () => {
  await owner.end();
  await house.close();
});

const written = async (): Promise<string[]> =>
  (await owner.query<{ name: string }>('SELECT DISTINCT name FROM watched ORDER BY name')).rows.map(
    (row) => row.name,
  );
/** Tables written by a transaction that recorded nothing. */
const unrecorded = async (): Promise<string[]> => {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT DISTINCT name FROM watched w
     WHERE NOT EXISTS (SELECT 1 FROM watched e WHERE e.tx = w.tx AND e.name = 'entry') ORDER BY name`,
  );
  return rows.map((row) => row.name);
};

test('the watch sees a change that is not recorded', async () => {
  await owner.query(`INSERT INTO organisation (id, name, demonstration, figures, certainty)
    VALUES ('by-hand', 'By hand', false, '{}', 'high')`);
  expect(await unrecorded()).toEqual(['organisation']);
  await owner.query('DELETE FROM organisation; DELETE FROM watched');
});

test('the seeds', async () => {
  await seed(house.perform, house.source, 'demo');
  expect(await unrecorded()).toEqual([]);
  expect((await written()).length).toBeGreaterThan(20);
}, 120_000);

test('a vote with a change of hands, recorded and confidential, to its declaration', async () => {
  const at = await hall(house, 'watched');
  for (const more of [{}, { secrecy: 'confidential' }] as const) {
    const poll =
      'secrecy' in more
        ? (await at.chair.do(pollRoutes.open, { motion: await at.motion(), ...more })).poll
        : await opened(at);
    await at.delegates[0]!.do(pollRoutes.cast, ballot(poll, 5));
    await at.enter([4]);
    await at.delegates[4]!.do(pollRoutes.cast, ballot(poll, 5, { choice: 'against', replaces: 1 }));
    await at.enter([4], false);
    await at.chair.do(pollRoutes.suspend, { poll, reason: 'Noise' });
    await at.chair.do(pollRoutes.resume, { poll });
    await at.chair.do(pollRoutes.close, { poll });
    await at.chair.do(pollRoutes.declare, { poll });
  }
  expect(await unrecorded()).toEqual([]);
  expect(await written()).toEqual(
    expect.arrayContaining(['ballot', 'roll_line', 'roll_hand', 'poll_turnout']),
  );
});

test('a draft of a version that somebody else writes in, and what is proposed on a motion', async () => {
  const at = await hall(house, 'drafted');
  await register(house, 'drafting', { office: 'secretariat' });
  const person = await register(house, 'writing', { office: 'observer' });
  const secretary = await signedIn(house, 'drafting');
  const { draft } = await secretary.do(draftRoutes.beginDraft, {
    ...{ instrument: 'demo-charter', name: 'Next', parent: 2, drafters: [person] },
  });
  await secretary.do(draftRoutes.nameRevision, { draft, name: 'To begin' });
  await secretary.do(draftRoutes.abandon, { draft, reason: 'Only tried' });
  await secretary.do(amendmentRoutes.propose, {
    ...{ motion: await at.motion(), recommendation: 'adopt', reason: 'It is time.' },
  });
  expect(await unrecorded()).toEqual([]);
  expect(await written()).toEqual(expect.arrayContaining(['drafter', 'draft_revision', 'motion_proposal']));
});

test('a consultation that is moved, with a link and a comment that is withdrawn', async () => {
  const at = await convened(house, 'consulted');
  await register(house, 'consulting', { office: 'secretariat' });
  const secretary = await signedIn(house, 'consulting');
  const { consultation, member } = at;
  await secretary.do(consultationRoutes.extend, {
    consultation,
    closesAt: '2100-01-01T00:00:00Z',
    reason: 'X',
  });
  await secretary.do(consultationRoutes.links, { consultation, members: [member] });
  await secretary.do(consultationRoutes.withdraw, { comment: at.comment });
  await secretary.do(consultationRoutes.close, { consultation, reason: 'Only tried' });
  expect(await unrecorded()).toEqual([]);
  expect(await written()).toEqual(
    expect.arrayContaining(['consultation_extension', 'consultation_link', 'comment_withdrawal']),
  );
});

test('every route, asked by somebody who holds every office', async () => {
  const at: At = { ...(await convened(house, 'walk')), office: '' };
  const everyman = async (): Promise<Visitor> => {
    await register(house, 'everyman', ...NAMED.map((office) => ({ office })));
    return signedIn(house, 'everyman');
  };
  const visitor = await everyman();
  const leaving = await register(house, 'leaving', { office: 'teller', assembly: at.assembly });
  const { rows } = await owner.query<{ id: string }>('SELECT id FROM office WHERE person = $1', [leaving]);
  let granted = 0;
  for (const route of routes) {
    if (route.method === 'GET' || route === peopleRoutes.signOut) continue;
    const [, , input] = HTTP[`${route.method} ${route.path}`]!;
    const rest = { ...(input({ ...at, office: rows[0]!.id }) as Record<string, unknown>) };
    const path = route.path.replace(/:(\w+)/g, (_, part: string) => {
      const value = encodeURIComponent(String(rest[part]));
      delete rest[part];
      return value;
    });
    const { status } = await visitor.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(rest),
    });
    if (status === 200) granted++;
  }
  expect(granted).toBeGreaterThan(30);
  expect(await unrecorded()).toEqual([]);
});

test('what was written is most of what there is', async () => {
  expect((await written()).length).toBeGreaterThan(WATCHED.length * 0.7);
});
