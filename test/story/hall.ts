import { randomUUID } from 'node:crypto';
import {
  ACCREDIT,
  CONVENE,
  IMPORT_DELEGATES,
  OPEN_SITTING,
  PLAN_SITTING,
  REGISTER_PROXY,
} from '../../src/assemblies/assemblies.acts.js';
import { credentialViews } from '../../src/assemblies/assemblies.store.js';
import {
  ADOPT_RULE_SET,
  FOUND_BODY,
  IMPORT_MEMBERS,
  REGISTER_ORGANISATION,
} from '../../src/bodies/bodies.acts.js';
import type { RuleSet } from '../../src/rules/ruleset.js';
import { READY, SUBMIT, TABLE } from '../../src/motions/motions.acts.js';
import { peopleRoutes } from '../../src/people/people.contract.js';
import { pollRoutes, type Cast } from '../../src/polls/polls.contract.js';
import { RECORD_PRESENCE } from '../../src/polls/polls.acts.js';
import { DEMO_RULES } from '../../src/seeds/demo.data.js';
import { issue, register, signedIn } from './convened.js';
import type { TestHouse, Visitor } from './house.js';

/** Six members, their delegates signed in; the first four present, and the fifth member's proxy with the first. */
export interface Hall {
  readonly assembly: string;
  readonly chair: Visitor;
  /** By member's place, as its entitlement is on the roll: 0 is entitlement 1. */
  readonly delegates: readonly Visitor[];
  readonly people: readonly string[];
  readonly members: readonly string[];
  readonly enter: (places: readonly number[], present?: boolean) => Promise<void>;
  /** A motion that is ready for a poll. */
  readonly motion: () => Promise<string>;
}

export async function hall(
  house: TestHouse,
  name: string,
  {
    present = [0, 1, 2, 3],
    arrears = [],
    ...rules
  }: { present?: number[]; arrears?: number[] } & Partial<RuleSet> = {},
): Promise<Hall> {
  const { act } = house;
  const [assembly, body, organisation] = [`${name}-2026`, `${name}-ga`, name];
  const members = Array.from({ length: 6 }, (_, place) => `${name}-${place + 1}`);
  await act(REGISTER_ORGANISATION, { organisation, name, short: null, country: null, parent: null });
  await act(FOUND_BODY, { body, organisation, name: 'General Assembly' });
  const data = { ...DEMO_RULES, languages: ['en'], duesRequired: false, ...rules } as never;
  const { ruleSet } = await act(ADOPT_RULE_SET, { body, name: 'Orders', inForceFrom: null, data });
  const csv = (head: string, row: (member: string, place: number) => string): string =>
    [head, ...members.map(row)].join('\n');
  await act(IMPORT_MEMBERS, {
    body,
    preview: false,
    csv: csv('organisation,name,class,paid_up_to', (member, place) =>
      [member, `Member ${place + 1}`, 'full', arrears.includes(place) ? '' : '2099-12-31'].join(','),
    ),
  });
  await act(CONVENE, {
    ...{ assembly, body, name, place: null, from: '2026-05-01', to: null },
    ...{ timeZone: 'Europe/Oslo', ruleSet, open: true },
  });
  await act(IMPORT_DELEGATES, {
    assembly,
    preview: false,
    csv: csv('organisation,name', (member) => `${member},Delegate of ${member}`),
  });
  const { credentials: all } = await credentialViews(house.source.manager, assembly);
  const credentials = members.map((member) => all.find((one) => one.organisation.id === member)!);
  await act(ACCREDIT, { assembly, credentials: credentials.map((one) => one.id) });
  const enter = async (places: readonly number[], here = true): Promise<void> => {
    const ids = places.map((place) => credentials[place]!.id);
    await act(RECORD_PRESENCE, { assembly, credentials: ids, present: here });
  };
  await enter(present);
  await act(REGISTER_PROXY, {
    assembly,
    grantor: credentials[4]!.member,
    holder: credentials[0]!.person.id,
  });
  const { sitting } = await act(PLAN_SITTING, { assembly, name: null, plannedFrom: null });
  await act(OPEN_SITTING, { assembly, sitting });
  await register(house, `chair-${name}`, { office: 'chair', body });
  const people = credentials.map((one) => one.person.id);
  const slips = await issue(house, { assembly, people });
  const delegates = await Promise.all(
    people.map(async (person) => {
      const visitor = house.visitor();
      const { code } = slips.find((slip) => slip.person === person)!;
      await visitor.do(peopleRoutes.signInBySlip, { code });
      return visitor;
    }),
  );
  return {
    assembly,
    chair: await signedIn(house, `chair-${name}`),
    delegates,
    people,
    members: credentials.map((one) => one.member),
    enter,
    motion: async () => {
      const { motion } = await act(SUBMIT, {
        ...{ assembly, titles: { en: 'To begin' }, about: { kind: 'text', text: 'We begin.' } },
        ...{ item: null, mover: null, member: null, sponsors: [], majority: 'ordinary' },
      });
      await act(TABLE, { motion });
      await act(READY, { motion });
      return motion;
    },
  };
}

/** A poll that the chair has opened on a motion of its own. */
export const opened = async ({ chair, motion }: Hall): Promise<string> =>
  (await chair.do(pollRoutes.open, { motion: await motion() })).poll;

/** A first vote for, or what `more` makes of it. */
export const ballot = (poll: string, entitlement: number, more: Partial<Cast> = {}): Cast => ({
  ...{ poll, ballot: randomUUID(), entitlement, choice: 'for', replaces: 0 },
  ...more,
});
