import {
  ACCREDIT,
  CONVENE,
  IMPORT_DELEGATES,
  OPEN_SITTING,
  PLAN_SITTING,
} from '../../src/assemblies/assemblies.acts.js';
import { credentialViews } from '../../src/assemblies/assemblies.store.js';
import {
  ADOPT_RULE_SET,
  FOUND_BODY,
  IMPORT_MEMBERS,
  REGISTER_ORGANISATION,
} from '../../src/bodies/bodies.acts.js';
import { assemblyRoutes } from '../../src/assemblies/assemblies.contract.js';
import type { Quorum } from '../../src/rules/ruleset.js';
import { templates } from '../../src/rules/templates.js';
import { READY, SUBMIT, TABLE } from '../../src/motions/motions.acts.js';
import { motionRoutes } from '../../src/motions/motions.contract.js';
import { peopleRoutes } from '../../src/people/people.contract.js';
import { pollRoutes } from '../../src/polls/polls.contract.js';
import { issue, register, signedIn } from './convened.js';
import { ballot, hall } from './hall.js';
import { openHouse, type TestHouse } from './house.js';

/** 39 members, so 20 are the quorum; 20 are here when the poll opens, and two leave while it is open. */
describe.each<[Quorum['when'], string, string, string]>([
  ['opening', 'stands', 'adopted', 'adopted'],
  ['close', 'is void, and the motion is ready again', 'void', 'ready'],
])('a quorum counted at the %s', (when, what, outcome, state) => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  test(`that falls during consensus or a vote on sight: it ${what}`, async () => {
    const at = await hall(house, `falling-${when}`, {
      quorum: { ...templates.cicopa.quorum, when, share: { kind: 'at_least', of: '5/6' } },
    });
    for (const form of ['consensus', 'sight'] as const) {
      await at.enter([1]);
      const motion = await at.motion();
      const { poll } = await at.chair.do(pollRoutes.open, { motion, form });
      await at.enter([1], false);
      const { result } =
        form === 'sight'
          ? await at.chair.do(pollRoutes.seen, { poll, outcome: 'adopted' })
          : await at.chair.do(pollRoutes.close, { poll });
      expect([form, result.outcome]).toEqual([form, outcome]);
      await at.chair.do(pollRoutes.declare, { poll });
      expect((await at.chair.do(motionRoutes.motion, { motion })).state).toBe(state);
    }
  });

  test(`that falls from 20 to 18 during the vote: the vote ${what}`, async () => {
    const { act } = house;
    const [assembly, body] = ['falls-2026', 'falls-ga'];
    await act(REGISTER_ORGANISATION, {
      ...{ organisation: 'falls', name: 'Falls', short: null, country: null, parent: null },
    });
    await act(FOUND_BODY, { body, organisation: 'falls', name: 'General Assembly' });
    const data = {
      ...templates.cicopa,
      ...{ quorum: { ...templates.cicopa.quorum, when }, languages: ['en'], duesRequired: false },
    };
    const { ruleSet } = await act(ADOPT_RULE_SET, { body, name: 'Orders', inForceFrom: null, data });
    const members = Array.from({ length: 39 }, (_, i) => `m-${String(i).padStart(2, '0')}`);
    await act(IMPORT_MEMBERS, {
      ...{ body, preview: false },
      csv: ['organisation,name,class', ...members.map((one) => `${one},${one},full`)].join('\n'),
    });
    await act(CONVENE, {
      ...{ assembly, body, name: 'Falls', place: null, from: '2026-05-01', to: null },
      ...{ timeZone: 'Europe/Oslo', ruleSet, open: true },
    });
    await act(IMPORT_DELEGATES, {
      ...{ assembly, preview: false },
      csv: ['organisation,name', ...members.map((one) => `${one},Delegate of ${one}`)].join('\n'),
    });
    const { credentials } = await credentialViews(house.source.manager, assembly);
    const here = credentials.slice(0, 20);
    await act(ACCREDIT, { assembly, credentials: credentials.map((one) => one.id) });
    await register(house, 'teller', { office: 'teller' });
    await register(house, 'chair', { office: 'chair' });
    const [teller, chair] = [await signedIn(house, 'teller'), await signedIn(house, 'chair')];
    const move = (some: typeof here, present: boolean) =>
      teller.do(assemblyRoutes.recordPresence, {
        ...{ assembly, present, credentials: some.map((one) => one.id) },
      });
    await move(here.slice(0, 19), true);
    const { sitting } = await act(PLAN_SITTING, { assembly, name: null, plannedFrom: null });
    await act(OPEN_SITTING, { assembly, sitting });
    const { motion } = await act(SUBMIT, {
      ...{ assembly, titles: { en: 'To begin' }, about: { kind: 'text', text: 'We begin.' } },
      ...{ item: null, mover: null, member: null, sponsors: [], majority: 'ordinary' },
    });
    await act(TABLE, { motion });
    await act(READY, { motion });
    if (when === 'opening') {
      expect(await chair.ask(pollRoutes.open, { motion })).toMatchObject({
        refusal: { code: 'quorum.missing', facts: { present: '19', needed: '20', entitled: '39' } },
      });
    }
    await move(here.slice(19), true);
    const { poll } = await chair.do(pollRoutes.open, { motion });
    const voter = house.visitor();
    const person = here[0]!.person.id;
    const [slip] = await issue(house, { assembly, people: [person] });
    await voter.do(peopleRoutes.signInBySlip, { code: slip!.code });
    const { entitlements } = await voter.do(pollRoutes.hand, { poll });
    await voter.do(pollRoutes.cast, ballot(poll, entitlements[0]!.entitlement));
    await move(here.slice(18), false);
    const { result } = await chair.do(pollRoutes.close, { poll });
    expect(result.outcome).toBe(outcome);
    const counted = result.steps.find(({ code }) => code === 'quorum.members');
    expect(counted?.facts ?? null).toEqual(
      when === 'opening' ? null : expect.objectContaining({ present: '18', needed: '20', holds: false }),
    );
    await chair.do(pollRoutes.declare, { poll });
    expect((await chair.do(motionRoutes.motion, { motion })).state).toBe(state);
  });
});
