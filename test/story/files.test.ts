import { assemblyRoutes } from '../../src/assemblies/assemblies.contract.js';
import { presenceRoutes } from '../../src/assemblies/presence.contract.js';
import { bodyRoutes } from '../../src/bodies/bodies.contract.js';
import { pollRoutes } from '../../src/polls/polls.contract.js';
import { DEMO_RULES } from '../../src/seeds/demo.data.js';
import { register, signedIn } from './convened.js';
import { hall, opened, type Hall } from './hall.js';
import { openHouse, type TestHouse, type Visitor } from './house.js';

/** Files come in again: what is new is added, what is otherwise is changed, and what is the same stays. */
let house: TestHouse;
let secretary: Visitor;
let at: Hall;
beforeAll(async () => {
  house = await openHouse();
  await register(house, 'secretary', { office: 'secretariat' });
  secretary = await signedIn(house, 'secretary');
  at = await hall(house, 'files', {
    ...{ quorum: { ...DEMO_RULES.quorum, counted: 'members' }, duesRequired: true, arrears: [5] },
  });
});
afterAll(() => house.close());

const members = (csv: string, preview = false) =>
  secretary.do(bodyRoutes.importMembers, { body: 'files-ga', preview, csv });
const delegates = (csv: string, more: { preview?: boolean; apart?: boolean } = {}) =>
  secretary.do(assemblyRoutes.importDelegates, {
    ...{ assembly: at.assembly, preview: false, csv },
    ...more,
  });
const ALL = { added: 0, changed: 0, unchanged: 0, faulty: 0 };
const entitled = async (): Promise<[string, string]> => {
  const { assembly } = at;
  const [{ quorum }, { points }] = await Promise.all([
    secretary.do(assemblyRoutes.assembly, { assembly }),
    secretary.do(presenceRoutes.quorumSeries, { assembly }),
  ]);
  return [quorum!.entitled, points.at(-1)!.quorum.entitled];
};
const types = async (): Promise<string[]> => {
  const rows: { type: string }[] = await house.source.query(`SELECT type FROM entry ORDER BY number`);
  return rows.map(({ type }) => type);
};

test('dues come in by a second file: the quorum is told, and a roll of before stays as it was', async () => {
  const poll = await opened(at);
  expect(await entitled()).toEqual(['5', '5']);
  const file = 'organisation,paid_up_to\nfiles-1,\nMEMBER 6,2099-12-31\n';
  expect(await members(file, true)).toMatchObject({ ...ALL, imported: false, changed: 1, unchanged: 1 });
  expect(await entitled()).toEqual(['5', '5']);
  const done = await members(file);
  expect(done).toMatchObject({ ...ALL, imported: true, changed: 1, unchanged: 1 });
  expect(done.rows[1]).toMatchObject({ line: 3, state: 'changed', organisation: { id: 'files-6' } });
  expect((await types()).slice(-2)).toEqual(['member.facts_changed', 'quorum.changed']);
  expect(await entitled()).toEqual(['6', '6']);
  expect((await secretary.do(pollRoutes.poll, { poll })).roll).toHaveLength(5);
  await at.chair.do(pollRoutes.annul, { poll, reason: 'Opened in a test' });
  const before = (await types()).length;
  expect(await members(file)).toMatchObject({ ...ALL, imported: true, unchanged: 2 });
  expect(await types()).toHaveLength(before);
});

test('who was a member by then belongs to an assembly once a file says so, and no more once it was over', async () => {
  const file = (from: string, to: string) =>
    `name,class,paid_up_to,from,to\nNewcomer,full,2099-12-31,${from},${to}\n`;
  await members(file('', ''));
  expect(await entitled()).toEqual(['6', '6']);
  await members(file('2019', ''));
  expect(await entitled()).toEqual(['7', '7']);
  await members(file('2019', '2020'));
  expect(await entitled()).toEqual(['6', '6']);
});

test('with a fault nothing comes in, and the rows are counted all the same', async () => {
  const { members: before } = await secretary.do(bodyRoutes.body, { body: 'files-ga' });
  const file = 'organisation,name,class,votes\nfiles-1,,,9\nfresh,Fresh,full,\nfiles-2,,,many\nfiles-3,,,\n';
  expect(await members(file)).toMatchObject({
    ...{ imported: false, added: 1, changed: 1, unchanged: 1, faulty: 1 },
    faults: [{ line: 4, code: 'member.votes' }],
  });
  expect((await secretary.do(bodyRoutes.body, { body: 'files-ga' })).members).toEqual(before);
});

test('delegates come in again with one more, by the names of their organisations', async () => {
  const one =
    'Organisation;Nom;Courriel;Rôle\nMember 1;Dora Weiss;;\nmember 2;Ana Ruiz;ana@example.org;suppléante\n';
  expect(await delegates(one)).toMatchObject({ ...ALL, imported: true, added: 2 });
  const more = `${one}Member 3;Cem Yılmaz;cem@example.org;\n`;
  expect(await delegates(more, { preview: true })).toMatchObject({ ...ALL, added: 1, unchanged: 2 });
  expect(await delegates(more)).toMatchObject({ ...ALL, imported: true, added: 1, unchanged: 2 });
  const changed = 'organisation,name,email,role\nfiles-1,Dora Weiss,dora@example.org,observer\n';
  expect(await delegates(changed)).toMatchObject({ ...ALL, imported: true, changed: 1 });
  const { credentials } = await secretary.do(assemblyRoutes.credentials, { assembly: at.assembly });
  const named = (name: string) => credentials.filter(({ person }) => person.name === name);
  expect(named('Dora Weiss')).toMatchObject([{ role: 'observer', person: { email: 'dora@example.org' } }]);
  expect(named('Ana Ruiz')).toMatchObject([{ role: 'alternate' }]);
  expect(await types()).toEqual(expect.arrayContaining(['person.facts_changed', 'credential.facts_changed']));
});

test('two names with one address are two people, or nobody', async () => {
  const file =
    'organisation,name,email\nfiles-1,Elena Costa,office@example.org\nfiles-2,Farid Haddad,office@example.org\n';
  expect(await delegates(file)).toMatchObject({ ...ALL, imported: false, faulty: 2 });
  expect(await delegates(file, { apart: true })).toMatchObject({ ...ALL, imported: true, added: 2 });
  expect(await delegates(file, { apart: true })).toMatchObject({ ...ALL, imported: true, unchanged: 2 });
  const { credentials } = await secretary.do(assemblyRoutes.credentials, { assembly: at.assembly });
  const people = credentials.filter(({ person }) => /Costa|Haddad/.test(person.name));
  expect(new Set(people.map(({ person }) => person.id)).size).toBe(2);
  expect(people.map(({ person }) => person.email)).toEqual([null, null]);
  const later = 'organisation,name,email\nfiles-4,Gina One,ana@example.org\n';
  expect(await delegates(later)).toMatchObject({
    faults: [{ line: 2, code: 'delegate.other_name', facts: { name: 'Ana Ruiz' } }],
  });
});

test('what a wrong reading left in the place of letters does not come in', async () => {
  expect(await delegates('organisation,name\nfiles-1,Zo\uFFFD M\uFFFDller\n')).toMatchObject({
    ...{ ...ALL, imported: false, faulty: 1, faults: [{ line: 2, column: 'name', code: 'csv.garbled' }] },
  });
});
