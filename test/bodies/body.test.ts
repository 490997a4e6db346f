import { admitMembers, adoptRuleSet, foundBody, registerOrganisation } from '../../src/bodies/body.js';
import { readMembers } from '../../src/bodies/members.js';
import { DEMO_RULES } from '../../src/seeds/demo.data.js';
import { contextAt } from '../context.js';

const context = contextAt('2026-11-23T10:00:00.000Z');
const facts = { organisation: 'union', name: 'Union', short: null, country: null, parent: null };

test('an organisation is registered once, under a parent that is there', () => {
  expect(registerOrganisation(new Set(), facts)).toMatchObject({
    value: [{ type: 'organisation.registered' }],
  });
  expect(registerOrganisation(new Set(['union']), facts)).toMatchObject({
    refusal: { code: 'organisation.exists' },
  });
  expect(registerOrganisation(new Set(), { ...facts, parent: 'fed' })).toMatchObject({
    refusal: { code: 'organisation.unknown', facts: { organisation: 'fed' } },
  });
  expect(registerOrganisation(new Set(['fed']), { ...facts, parent: 'fed' })).toMatchObject({
    value: [{ type: 'organisation.registered' }, { type: 'affiliation.recorded', data: { parent: 'fed' } }],
  });
});

test('a body is founded once, in an organisation that is there', () => {
  const command = { body: 'ga', organisation: 'fed', name: 'General Assembly' };
  expect(foundBody({ exists: false, organisationKnown: true }, command)).toMatchObject({ ok: true });
  expect(foundBody({ exists: true, organisationKnown: true }, command)).toMatchObject({
    refusal: { code: 'body.exists' },
  });
  expect(foundBody({ exists: false, organisationKnown: false }, command)).toMatchObject({
    refusal: { code: 'organisation.unknown' },
  });
});

test('rules are versions: the next number, a date that exists, the hash of what was read', () => {
  const command = { body: 'ga', name: 'Orders', inForceFrom: '2026-01-01', data: DEMO_RULES };
  const adopted = adoptRuleSet(2, command, context);
  expect(adopted).toMatchObject({
    value: [{ data: { number: 3, hash: expect.stringMatching(/^[0-9a-f]{64}$/) } }],
  });
  expect(adoptRuleSet(2, { ...command, inForceFrom: '2026-02-30' }, context)).toMatchObject({
    refusal: { code: 'date.malformed' },
  });
  expect(adoptRuleSet(2, { ...command, data: { ...DEMO_RULES, classes: [] } }, context)).toMatchObject({
    ok: false,
  });
  const { ordinary } = DEMO_RULES.majorities;
  const many = Array.from({ length: 600 }, (_, i) => [`majority-${i}`, ordinary] as const);
  const majorities = { ...DEMO_RULES.majorities, ...Object.fromEntries(many) };
  expect(adoptRuleSet(2, { ...command, data: { ...DEMO_RULES, majorities } }, context)).toMatchObject({
    refusal: { code: 'rules.too_long', facts: { limit: 60_000 } },
  });
  expect(adoptRuleSet(2, { ...command, data: 'rules' }, context)).toMatchObject({ ok: false });
});

test('members come in together with organisations that are new, or not at all', () => {
  const csv = 'organisation,name,class\nunion-a,Union A,full\nunion-b,Union B,full\n';
  const read = readMembers(csv, {
    ...{ organisations: [{ id: 'union-b', name: 'Union B' }], members: new Map() },
    rules: DEMO_RULES,
  });
  if (!read.ok) throw new Error(read.refusal.code);
  const events = admitMembers(read.value, { body: 'ga', demonstration: false }, context);
  expect(events.map(({ type }) => type)).toEqual([
    'organisation.registered',
    'member.admitted',
    'member.admitted',
  ]);
  const faulty = {
    ...read.value,
    faults: [{ line: 2, column: 'name', code: 'member.name', value: null }],
  };
  expect(admitMembers(faulty, { body: 'ga', demonstration: false }, context)).toEqual([]);
});
