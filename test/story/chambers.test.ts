import {
  ACCREDIT,
  CONVENE,
  IMPORT_DELEGATES,
  OPEN_SITTING,
  PLAN_SITTING,
} from '../../src/assemblies/assemblies.acts.js';
import { credentialViews } from '../../src/assemblies/assemblies.store.js';
import { bodyRoutes } from '../../src/bodies/bodies.contract.js';
import type { Majority, RuleSet } from '../../src/rules/ruleset.js';
import { templates } from '../../src/rules/templates.js';
import { READY, SUBMIT, TABLE } from '../../src/motions/motions.acts.js';
import { peopleRoutes } from '../../src/people/people.contract.js';
import { RECORD_PRESENCE } from '../../src/polls/polls.acts.js';
import { pollRoutes } from '../../src/polls/polls.contract.js';
import type { Choice } from '../../src/rules/vote.js';
import { issue, register, signedIn } from './convened.js';
import { ballot } from './hall.js';
import { openHouse, type TestHouse, type Visitor } from './house.js';

/** Two chambers that must both agree, from the members' file to the declared result. */
const CHAMBERS = ['chamber-a', 'chamber-b'];
const simple = (group: Majority['requirements'][number]['group']): Majority['requirements'][number] => ({
  group,
  counted: 'weight',
  rule: { kind: 'simple' },
});
const RULES: RuleSet = {
  ...templates.twoChambers,
  chambers: CHAMBERS,
  majorities: {
    ordinary: {
      requirements: CHAMBERS.map((of) => simple({ kind: 'chamber', of })),
      guards: [],
      tie: 'rejected',
    },
    pooled: { requirements: [simple({ kind: 'all' })], guards: [], tie: 'rejected' },
  },
  motions: { ...templates.twoChambers.motions!, procedures: {} },
  languages: ['en'],
  duesRequired: false,
};

/** Members in order of name, as the roll numbers them; what each has, and how it votes. */
const MEMBERS: readonly (readonly [chamber: string, votes: number, choice: Choice])[] = [
  ['chamber-a', 30, 'for'],
  ['chamber-a', 40, 'against'],
  ['chamber-b', 200, 'for'],
  ['chamber-b', 50, 'against'],
];

describe('two chambers', () => {
  const [assembly, body] = ['two-2026', 'two-ga'];
  let house: TestHouse;
  let secretary: Visitor;
  let chair: Visitor;
  let delegates: Visitor[];

  beforeAll(async () => {
    house = await openHouse();
    await register(house, 'secretary', { office: 'secretariat' });
    await register(house, 'chair', { office: 'chair' });
    secretary = await signedIn(house, 'secretary');
    chair = await signedIn(house, 'chair');
  });
  afterAll(() => house.close());

  test('are a column of the members’ file; a chamber that the rules do not list is a fault', async () => {
    await secretary.do(bodyRoutes.registerOrganisation, { organisation: 'two', name: 'Two' });
    await secretary.do(bodyRoutes.foundBody, { body, organisation: 'two', name: 'General Assembly' });
    const { ruleSet } = await secretary.do(bodyRoutes.adoptRuleSet, {
      ...{ body, name: 'Orders', inForceFrom: '2026-01-01', data: RULES },
    });
    const csv = (chamberOf: (chamber: string) => string): string =>
      [
        'organisation,name,class,chamber,votes',
        ...MEMBERS.map(([chamber, votes], i) => `m-${i},Member ${i},state,${chamberOf(chamber)},${votes}`),
      ].join('\n');
    const wrong = await secretary.do(bodyRoutes.importMembers, {
      ...{ body, preview: false, csv: csv(() => 'chamber-c') },
    });
    expect(wrong).toMatchObject({ imported: false, faults: { length: 4 } });
    expect(wrong.faults[0]).toMatchObject({ line: 2, column: 'chamber', code: 'member.chamber' });
    await secretary.do(bodyRoutes.importMembers, { body, preview: false, csv: csv((one) => one) });
    const { members } = await house.visitor().do(bodyRoutes.body, { body });
    expect(members.map((one) => one.chamber)).toEqual(MEMBERS.map(([chamber]) => chamber));

    const { act } = house;
    await act(CONVENE, {
      ...{ assembly, body, name: 'Two', place: null, from: '2026-05-01', to: null },
      ...{ timeZone: 'Europe/Oslo', ruleSet, open: true },
    });
    const rows = MEMBERS.map((_, i) => `m-${i},Delegate ${i}`);
    await act(IMPORT_DELEGATES, { assembly, preview: false, csv: ['organisation,name', ...rows].join('\n') });
    const { credentials } = await credentialViews(house.source.manager, assembly);
    const ids = credentials.map((one) => one.id);
    await act(ACCREDIT, { assembly, credentials: ids });
    await act(RECORD_PRESENCE, { assembly, credentials: ids, present: true });
    const { sitting } = await act(PLAN_SITTING, { assembly, name: null, plannedFrom: null });
    await act(OPEN_SITTING, { assembly, sitting });
    const people = credentials
      .toSorted((a, b) => (a.organisation.id < b.organisation.id ? -1 : 1))
      .map((one) => one.person.id);
    const slips = await issue(house, { assembly, people });
    delegates = await Promise.all(
      people.map(async (person) => {
        const delegate = house.visitor();
        const { code } = slips.find((slip) => slip.person === person)!;
        await delegate.do(peopleRoutes.signInBySlip, { code });
        return delegate;
      }),
    );
  });

  /** A poll in which everybody votes as in the table, declared. */
  async function decided(majority: string) {
    const { motion } = await house.act(SUBMIT, {
      ...{ assembly, titles: { en: 'To begin' }, about: { kind: 'text', text: 'We begin.' } },
      ...{ item: null, mover: null, member: null, sponsors: [], majority },
    });
    await house.act(TABLE, { motion });
    await house.act(READY, { motion });
    const { poll } = await chair.do(pollRoutes.open, { motion });
    for (const [i, [, , choice]] of MEMBERS.entries()) {
      await delegates[i]!.do(pollRoutes.cast, ballot(poll, i + 1, { choice }));
    }
    await chair.do(pollRoutes.close, { poll });
    await chair.do(pollRoutes.declare, { poll });
    return house.visitor().do(pollRoutes.poll, { poll });
  }

  test('30-40 and 200-50: simple in both, so rejected', async () => {
    const { poll, roll } = await decided('ordinary');
    expect(roll.map((line) => [line.chamber, line.weight, line.choice])).toEqual(
      MEMBERS.map(([chamber, votes, choice]) => [chamber, `${votes}`, choice]),
    );
    expect(poll.result).toMatchObject({
      outcome: 'rejected',
      totals: { weight: { for: '230', against: '90', abstain: '0' } },
    });
    expect(
      poll.result!.steps.filter(({ code }) => code === 'majority.simple').map(({ facts }) => facts),
    ).toEqual([
      expect.objectContaining({ of: ['chamber-a'], for: '30', against: '40', holds: false }),
      expect.objectContaining({ of: ['chamber-b'], for: '200', against: '50', holds: true }),
    ]);
  });

  test('the same votes pooled, 230-90, are adopted', async () => {
    expect((await decided('pooled')).poll.result).toMatchObject({ outcome: 'adopted' });
  });

  test('a member without a chamber stops every poll that counts by them, until it is given one', async () => {
    await secretary.do(bodyRoutes.importMembers, {
      ...{ body, preview: false, csv: 'organisation,name,class,from\nm-9,Newcomer,state,2019' },
    });
    const { motion } = await house.act(SUBMIT, {
      ...{ assembly, titles: { en: 'To wait' }, about: { kind: 'text', text: 'We wait.' } },
      ...{ item: null, mover: null, member: null, sponsors: [], majority: 'ordinary' },
    });
    await house.act(TABLE, { motion });
    await house.act(READY, { motion });
    expect(await chair.ask(pollRoutes.open, { motion })).toMatchObject({
      ...{ status: 409, refusal: { code: 'roll.no_chamber', facts: { members: ['Newcomer'] } } },
    });
    const placed = await secretary.do(bodyRoutes.importPlaces, {
      ...{ body, preview: false, csv: 'organisation,chamber\nm-9,chamber-b' },
    });
    expect(placed).toMatchObject({ imported: true, added: 1 });
    const { members } = await house.visitor().do(bodyRoutes.body, { body });
    expect(members.find(({ name }) => name === 'Newcomer')).toMatchObject({ chamber: 'chamber-b' });
    const { poll } = await chair.do(pollRoutes.open, { motion });
    await chair.do(pollRoutes.annul, { poll, reason: 'Enough' });
  });
});
