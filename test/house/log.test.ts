import { peopleRoutes } from '../../src/people/people.contract.js';
import { pollRoutes, pollSockets } from '../../src/polls/polls.contract.js';
import { failure } from '../../src/house/logger.js';
import { register } from '../story/convened.js';
import { ballot, hall, opened, type Hall } from '../story/hall.js';
import { openHouse, type TestHouse } from '../story/house.js';

interface Line {
  readonly msg: string;
  readonly act?: string;
  readonly [fact: string]: unknown;
}

let house: TestHouse;
let at: Hall;
const lines: string[] = [];
const logged = (): Line[] => lines.map((line) => JSON.parse(line) as Line);
const acts = (act: string): Line[] => logged().filter((line) => line.act === act);

beforeAll(async () => {
  house = await openHouse({}, { log: (line) => void lines.push(line) });
  at = await hall(house, 'oslo');
  await register(house, 'secretary', { office: 'secretariat' });
});

afterAll(() => house.close());

test('an act is one line: who by id, in which office, where, with what outcome, in how many milliseconds', async () => {
  const poll = await opened(at);
  expect(acts('poll.open')).toEqual([
    expect.objectContaining({
      ...{ msg: 'act', level: 30, outcome: 'done', assembly: at.assembly, office: 'chair' },
      person: expect.stringMatching(/^[0-9a-f-]{36}$/),
      ms: expect.any(Number),
    }),
  ]);
  await at.chair.ask(pollRoutes.declare, { poll, casting: null });
  expect(acts('poll.declare')).toMatchObject([{ outcome: 'poll.not_closed', assembly: at.assembly }]);
  await house.visitor().ask(pollRoutes.suspend, { poll, reason: 'Power cut' });
  expect(acts('poll.suspend')).toMatchObject([{ house: 'public', outcome: 'session.required' }]);
});

test('of ballots the log counts', async () => {
  const poll = await opened(at);
  const [first] = at.delegates;
  await first!.emit(pollSockets.cast, ballot(poll, 1));
  await first!.emit(pollSockets.cast, ballot(poll, 2));
  const batches = acts('poll.cast').filter((line) => line['poll'] === poll);
  expect(batches.map(({ ballots, refused }) => [ballots, refused])).toEqual([
    [1, 0],
    [1, 1],
  ]);
  for (const line of batches)
    expect(Object.keys(line).toSorted()).toEqual([
      ...['act', 'ballots', 'hostname', 'level', 'ms', 'msg', 'pid', 'poll', 'refused', 'time'],
    ]);
});

test('a refused sign-in is a line that names nobody', async () => {
  const before = lines.length;
  await house
    .visitor()
    .ask(peopleRoutes.signIn, { email: 'secretary@example.org', password: 'a wrong guess' });
  await house.visitor().ask(peopleRoutes.signInBySlip, { code: 'ABCD-EFGH-JKMN' });
  expect(logged().slice(before)).toMatchObject([
    { msg: 'sign-in refused', by: 'password', outcome: 'session.wrong' },
    { msg: 'sign-in refused', by: 'slip', outcome: 'session.wrong' },
  ]);
});

test('of a failure the log has what it was, without what PostgreSQL repeats of the data', async () => {
  const told = await house.source.query(`SELECT 'Hush'::uuid`).catch(failure);
  expect(told).toEqual({ error: { name: 'QueryFailedError', code: '22P02' } });
  const table = await house.source.query('SELECT 1 FROM nowhere').catch(failure);
  expect(table).toMatchObject({ error: { code: '42P01', message: expect.stringContaining('nowhere') } });
  expect(failure(new TypeError('a bug'))).toEqual({ error: { name: 'TypeError', message: 'a bug' } });
});

test('no line holds a name, an address, a code or a choice', async () => {
  const people: { name: string; email: string | null }[] = await house.source.query(
    'SELECT name, email FROM person',
  );
  const known = people.flatMap(({ name, email }) => [name, ...(email === null ? [] : [email])]);
  expect(known.length).toBeGreaterThan(5);
  const log = lines.join('');
  for (const text of [...known, '127.0.0.1', 'a wrong guess', 'ABCD-EFGH-JKMN', '"for"', '"against"'])
    expect(log).not.toContain(text);
});
