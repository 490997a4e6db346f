import { assemblyRoutes } from '../../src/assemblies/assemblies.contract.js';
import { preparationRoutes } from '../../src/assemblies/preparation.contract.js';
import { motionRoutes } from '../../src/motions/motions.contract.js';
import { day, text, type Day } from './day.js';
import { issue } from './convened.js';
import { openHouse, type TestHouse } from './house.js';

/** What the desk is told of an assembly that it prepares. */
let house: TestHouse;
let at: Day;
beforeAll(async () => {
  house = await openHouse();
  at = await day(house, 'prepared', { languages: ['en'] });
});
afterAll(() => house.close());

const told = async () => {
  const { checks, next } = await at.secretary.do(preparationRoutes.preparation, { assembly: at.assembly });
  const said = checks.map(({ check, state, there, of }) => [check, [state, there, of]] as const);
  return { next, ...Object.fromEntries(said) } as Record<string, unknown>;
};

test('counts what is there, and names what comes next', async () => {
  expect(await told()).toEqual({
    next: 'agenda',
    rules: ['done', 1, null],
    // It was opened without a plan: it has had its time.
    sittings: ['done', 1, null],
    agenda: ['missing', 0, null],
    members: ['done', 6, null],
    chair: ['done', 1, null],
    notice: ['optional', 0, null],
    designated: ['done', 6, 6],
    addresses: ['optional', 0, 6],
    accredited: ['done', 6, 6],
    slips: ['done', 6, 6],
  });
});

test('follows every act at once', async () => {
  await at.secretary.do(assemblyRoutes.importDelegates, {
    ...{ assembly: at.assembly, preview: false },
    csv: 'organisation,name,email\nprepared-1,Late Delegate,late@example.org',
  });
  const motion = await at.submit(at.secretary, text('Dues rise.'));
  expect(await told()).toMatchObject({
    addresses: ['optional', 1, 7],
    accredited: ['begun', 6, 7],
    slips: ['done', 6, 6],
    motions: ['missing', 0, 1],
  });
  const { credentials } = await at.secretary.do(assemblyRoutes.credentials, { assembly: at.assembly });
  const late = credentials.find(({ person }) => person.name === 'Late Delegate')!;
  await at.secretary.do(assemblyRoutes.accredit, { assembly: at.assembly, credentials: [late.id] });
  expect(await told()).toMatchObject({ accredited: ['done', 7, 7], slips: ['begun', 6, 7] });
  await issue(house, { assembly: at.assembly, people: [late.person.id] });
  await at.secretary.do(motionRoutes.table, { motion });
  expect(await told()).toMatchObject({ slips: ['done', 7, 7], motions: ['done', 1, 1] });
  await at.submit(at.secretary, text('Dues fall.'));
  expect(await told()).toMatchObject({ motions: ['begun', 1, 2] });
});
