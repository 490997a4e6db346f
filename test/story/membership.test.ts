import { assemblyRoutes } from '../../src/assemblies/assemblies.contract.js';
import { CLOSE_SITTING, OPEN_SITTING, PLAN_SITTING } from '../../src/assemblies/assemblies.acts.js';
import { presenceRoutes } from '../../src/assemblies/presence.contract.js';
import { bodyRoutes } from '../../src/bodies/bodies.contract.js';
import { pollRoutes } from '../../src/polls/polls.contract.js';
import { DEMO_RULES } from '../../src/seeds/demo.data.js';
import { register, signedIn } from './convened.js';
import { hall, opened, type Hall } from './hall.js';
import { openHouse, type TestHouse, type Visitor } from './house.js';

/** Members are admitted, placed and counted while an assembly sits and after it: its quorum is what the record says. */
let house: TestHouse;
let secretary: Visitor;
let at: Hall;
beforeAll(async () => {
  house = await openHouse();
  await register(house, 'secretary', { office: 'secretariat' });
  secretary = await signedIn(house, 'secretary');
  at = await hall(house, 'dated', {
    quorum: { ...DEMO_RULES.quorum, counted: 'members' },
    regions: ['north', 'south'],
  });
});
afterAll(() => house.close());

const admit = (...lines: readonly string[]) =>
  secretary.do(bodyRoutes.importMembers, {
    ...{ body: 'dated-ga', preview: false },
    csv: ['organisation,name,class,from,to', ...lines].join('\n'),
  });
/** What the header shows, and what the series of the record ends with. */
async function quorum(): Promise<[entitled: string, told: string]> {
  const { assembly } = at;
  const [{ quorum: shown }, { points }] = await Promise.all([
    secretary.do(assemblyRoutes.assembly, { assembly }),
    secretary.do(presenceRoutes.quorumSeries, { assembly }),
  ]);
  return [shown!.entitled, points.at(-1)!.quorum.entitled];
}
const onRoll = async (poll: string): Promise<number> =>
  (await secretary.do(pollRoutes.poll, { poll })).roll.length;

test('a member that is recorded while an assembly sits is one of the next', async () => {
  expect(await quorum()).toEqual(['6', '6']);
  expect(await admit('late-1,Late One,full,,')).toMatchObject({ imported: true, added: 1 });
  expect(await quorum()).toEqual(['6', '6']);
  expect(await onRoll(await opened(at))).toBe(6);
});

test('a member since before that was forgotten counts from then on, and the record says so', async () => {
  await admit('forgotten,Forgotten,full,2019,', 'coming,Coming,full,2099,', 'gone,Gone,full,1990,2019');
  expect(await quorum()).toEqual(['7', '7']);
  expect(await onRoll(await opened(at))).toBe(7);
});

test('what is refused of dates is said by row', async () => {
  const { faults } = await admit('a-1,A,full,soon,', 'a-2,B,full,2020,2019', 'a-3,C,full,,2019~');
  expect(faults).toEqual([
    { line: 2, column: 'from', code: 'member.from', value: 'soon' },
    { line: 3, column: 'to', code: 'member.to', value: '2019' },
  ]);
});

test('once it is over, nothing that is recorded moves its quorum; where it goes on, it does', async () => {
  const { assembly } = at;
  const { polls } = await secretary.do(pollRoutes.polls, { assembly });
  for (const { id: poll } of polls) await at.chair.do(pollRoutes.annul, { poll, reason: 'Opened in a test' });
  const { sittings } = await secretary.do(assemblyRoutes.assembly, { assembly });
  await house.act(CLOSE_SITTING, { assembly, sitting: sittings[0]!.id });
  await admit('later,Later,full,2000,');
  expect(await quorum()).toEqual(['7', '7']);
  const { sitting } = await house.act(PLAN_SITTING, { assembly, name: null, plannedFrom: null });
  await house.act(OPEN_SITTING, { assembly, sitting });
  await at.enter([3], false);
  expect(await quorum()).toEqual(['8', '8']);
});
