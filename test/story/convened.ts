import { ADD_ITEM } from '../../src/assemblies/agenda.acts.js';
import {
  ACCREDIT,
  ATTACH_PAPER,
  CONVENE,
  IMPORT_DELEGATES,
  OPEN_SITTING,
  PLAN_SITTING,
  RECORD_PRESENCE,
} from '../../src/assemblies/assemblies.acts.js';
import { ISSUE_NOTICE } from '../../src/assemblies/notices.acts.js';
import { CALL_QUORUM } from '../../src/assemblies/presence.acts.js';
import { credentialViews } from '../../src/assemblies/assemblies.store.js';
import {
  ADOPT_RULE_SET,
  FOUND_BODY,
  IMPORT_MEMBERS,
  REGISTER_ORGANISATION,
} from '../../src/bodies/bodies.acts.js';
import { BEGIN_DRAFT } from '../../src/drafting/drafting.acts.js';
import { COMMENT, OPEN_ROUND } from '../../src/consultations/consultations.acts.js';
import { CALL, NOMINATE } from '../../src/elections/elections.acts.js';
import { Terms } from '../../src/elections/elections.contract.js';
import { FOUND_INSTRUMENT, FREEZE_VERSION } from '../../src/instruments/instruments.acts.js';
import { instrumentView } from '../../src/instruments/instruments.store.js';
import { ENTER_MANDATE } from '../../src/instruments/mandates.acts.js';
import { REFER } from '../../src/instruments/referrals.acts.js';
import { READY, SUBMIT, TABLE } from '../../src/motions/motions.acts.js';
import { GRANT_OFFICE, ISSUE_SLIPS, REGISTER_PERSON } from '../../src/people/people.acts.js';
import type { SlipView } from '../../src/people/people.contract.js';
import { OPEN_POLL } from '../../src/polls/polls.acts.js';
import { DEMO_RULES } from '../../src/seeds/demo.data.js';
import type { TestHouse, Visitor } from './house.js';

export const PASSWORD = 'a long enough password';
export const PDF = Buffer.from('%PDF-1.7\n%%EOF\n').toString('base64');

/** An assembly in session, made by the house itself: one member, its delegates present, a text, an open poll. */
export interface Convened {
  readonly assembly: string;
  readonly body: string;
  readonly organisation: string;
  readonly ruleSet: string;
  readonly member: string;
  readonly delegates: readonly { readonly person: string; readonly credential: string }[];
  readonly sitting: string;
  readonly item: string;
  readonly paper: string;
  readonly instrument: string;
  readonly stage: string;
  /** Another body of the organisation, which entrusted something to this one and asks it about the text. */
  readonly board: string;
  readonly mandate: string;
  readonly referral: string;
  readonly motion: string;
  /** One about the stage, which waits. */
  readonly onStage: string;
  /** A draft in which nobody writes. */
  readonly draft: string;
  /** A consultation that runs, and a comment in it. */
  readonly consultation: string;
  readonly comment: string;
  readonly poll: string;
  readonly election: string;
  readonly candidate: string;
  /** A quorum call that runs. */
  readonly call: string;
  /** A notice to the one member, which has no address. */
  readonly notice: string;
}

/** `name` begins every slug. Each of `delegates` is accredited and present for the one member. */
export async function convened(
  house: TestHouse,
  name: string,
  { open = true, delegates = 1 }: { open?: boolean; delegates?: number } = {},
): Promise<Convened> {
  const { act } = house;
  const [assembly, body, organisation, instrument] = ['2026', 'ga', 'org', 'charter'].map(
    (kind) => `${name}-${kind}`,
  ) as [string, string, string, string];
  await act(REGISTER_ORGANISATION, { organisation, name, short: null, country: null, parent: null });
  await act(FOUND_BODY, { body, organisation, name: 'General Assembly' });
  const data = { ...DEMO_RULES, languages: ['en'], duesRequired: false } as never;
  const { ruleSet } = await act(ADOPT_RULE_SET, { body, name: 'Orders', inForceFrom: null, data });
  await act(IMPORT_MEMBERS, {
    body,
    preview: false,
    csv: `organisation,name,class\n${name}-member,Member of ${name},full`,
  });
  await act(CONVENE, {
    ...{ assembly, body, name, place: null, from: '2026-05-01', to: null },
    ...{ timeZone: 'Europe/Oslo', ruleSet, open },
  });
  const rows = Array.from({ length: delegates }, (_, i) => `${name}-member,Delegate ${i} of ${name}`);
  await act(IMPORT_DELEGATES, {
    assembly,
    preview: false,
    csv: ['organisation,name', ...rows].join('\n'),
  });
  const { credentials } = await credentialViews(house.source.manager, assembly);
  const ids = credentials.map((one) => one.id);
  await act(ACCREDIT, { assembly, credentials: ids });
  await act(RECORD_PRESENCE, { assembly, credentials: ids, present: true });
  const { sitting } = await act(PLAN_SITTING, { assembly, name: null, plannedFrom: null });
  await act(OPEN_SITTING, { assembly, sitting });
  const { item } = await act(ADD_ITEM, { assembly, titles: { en: 'Charter' }, internal: false });
  const { paper } = await act(ATTACH_PAPER, { assembly, item, name: 'Charter.pdf', pdf: PDF });
  await act(FOUND_INSTRUMENT, {
    instrument,
    titles: { en: 'Charter' },
    authenticLanguages: ['en'],
    stages: [{ kind: 'final', label: 'final', body }],
  });
  await act(FREEZE_VERSION, {
    instrument,
    ...{ texts: [{ lang: 'en', markdown: '# Charter\n\n1. Everybody has a voice.\n' }] },
    ...{ authentic: ['en'], parent: null, reason: null },
  });
  const stage = (await instrumentView(house.source.manager, instrument))!.stages[0]!.id;
  const board = `${name}-board`;
  await act(FOUND_BODY, { body: board, organisation, name: 'Board' });
  const { mandate } = await act(ENTER_MANDATE, {
    ...{
      instrument,
      from: board,
      version: 1,
      date: '2025',
      source: 'Minutes',
      certainty: 'high',
      note: null,
    },
    terms: { to: body, text: 'To finish it.', clauses: null, editorialOnly: false, until: null },
  });
  const { referral } = await act(REFER, {
    ...{ instrument, from: board, to: body, version: 1, reason: 'For advice', until: null },
  });
  const { motion } = await act(SUBMIT, {
    ...{ assembly, titles: { en: 'To begin' }, about: { kind: 'text', text: 'We begin.' } },
    ...{ item: null, mover: null, member: null, sponsors: [], majority: 'ordinary' },
  });
  const { motion: onStage } = await act(SUBMIT, {
    ...{ assembly, titles: { en: 'Charter' }, about: { kind: 'stage', instrument, stage, version: 1 } },
    ...{ item: null, mover: null, member: null, sponsors: [], majority: 'ordinary' },
  });
  await act(TABLE, { motion });
  await act(READY, { motion });
  const { draft } = await act(BEGIN_DRAFT, {
    ...{ instrument, name: 'Draft', kind: 'text', parent: 1, texts: null, languages: null, drafters: [] },
  });
  const { consultation } = await act(OPEN_ROUND, {
    ...{ instrument, body, version: 1, stage: null, visibility: 'all', opensAt: null, note: null },
    ...{ closesAt: '2099-01-01T00:00:00Z', classes: null, members: null, remind: [] },
    ...{ origin: house.url, mail: false },
  });
  const { comment } = await act(COMMENT, {
    ...{ consultation, member: credentials[0]!.member, replaces: null, clause: null, lang: 'en' },
    ...{ text: 'Well said.', wording: null, author: null },
  });
  const { poll } = await act(OPEN_POLL, { motion });
  const { call } = await act(CALL_QUORUM, { assembly, seconds: 900 });
  const { notice } = await act(ISSUE_NOTICE, {
    ...{ assembly, kind: 'notice', subject: 'Convened', text: 'Come.', urgency: null, origin: house.url },
  });
  const { election } = await act(CALL, {
    assembly,
    ...Terms.parse({ titles: { en: 'Board' }, seats: 1, method: 'irv' }),
  });
  const { candidate } = await act(NOMINATE, {
    ...{ election, person: credentials[0]!.person.id, member: null, gender: null, by: null },
  });
  return {
    ...{ board, mandate, referral },
    ...{ assembly, body, organisation, ruleSet, sitting, item, paper, instrument, stage, motion, poll, call },
    ...{ notice, election, candidate, draft, onStage, consultation, comment },
    member: credentials[0]!.member,
    delegates: credentials.map((one) => ({ person: one.person.id, credential: one.id })),
  };
}

/** The e-mail address of a person known by `name`. */
export const emailOf = (name: string): string => `${name}@example.org`;

export interface Grant {
  readonly office: Parameters<typeof GRANT_OFFICE.decide>[1]['office'] | 'delegate';
  readonly body?: string | null;
  readonly assembly?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
}

/** Registers a person with the usual password and grants the offices. */
export async function register(house: TestHouse, name: string, ...offices: Grant[]): Promise<string> {
  const { person } = await house.act(REGISTER_PERSON, {
    ...{ name, email: emailOf(name), lang: 'en', password: PASSWORD },
  });
  for (const { office, ...place } of offices) {
    const where = { body: null, assembly: null, from: null, to: null, ...place };
    // Only an accreditation makes a delegate; here the office alone is wanted.
    await house.act(GRANT_OFFICE, { person, office: office as 'chair', ...where });
  }
  return person;
}

/** A visitor who is signed in as the person known by `name`. */
export async function signedIn(house: TestHouse, name: string): Promise<Visitor> {
  const visitor = house.visitor();
  await visitor.signIn(emailOf(name), PASSWORD);
  return visitor;
}

export const issue = async (
  house: TestHouse,
  { assembly, people }: { assembly: string; people: string[] },
): Promise<SlipView[]> => (await house.act(ISSUE_SLIPS, { assembly, people, origin: house.url })).slips;
