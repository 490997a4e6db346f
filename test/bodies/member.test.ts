import {
  admitMember,
  changeMember,
  endMembership,
  readAdmission,
  strikeMember,
  type MemberSaid,
  type OneMember,
} from '../../src/bodies/member.js';
import { readMembers, type MemberKnown } from '../../src/bodies/members.js';
import { contextAt } from '../context.js';

const context = contextAt('2026-11-23T10:00:00.000Z');
const rules = { classes: ['full', 'associate'], regions: ['north'], chambers: ['upper'] };
const NOTHING: MemberSaid = {
  ...{ class: 'full', votes: null, country: null, region: null, chamber: null },
  ...{ paidUpTo: null, from: null, to: null },
};
const there: MemberKnown = {
  ...{ id: 'm-1', class: 'full', votes: '5/2', country: 'NO', region: 'north', chamber: null },
  ...{ paidUpTo: '2025-12-31', from: '2019', to: null },
};
const known = {
  organisations: [
    { id: 'zebra', name: 'Zebra Cooperative', short: 'Zebra' },
    { id: 'twin-1', name: 'Twins' },
    { id: 'twin-2', name: 'twins' },
    { id: 'there', name: 'There' },
  ],
  members: new Map([['there', there]]),
  rules,
};
const admission = (said: { organisation?: string; name?: string; facts?: MemberSaid }) =>
  readAdmission(
    {
      organisation: said.organisation ?? null,
      name: said.name ?? null,
      facts: { ...NOTHING, ...said.facts },
    },
    known,
  );

describe('one member by a form', () => {
  test('is a known organisation, or a new one that gets a code of its name', () => {
    expect(admission({ organisation: 'zebra' })).toMatchObject({
      value: { organisation: 'zebra', name: 'Zebra Cooperative', fresh: false, class: 'full' },
    });
    expect(admission({ name: 'Łódź Spółdzielnia' })).toMatchObject({
      value: { organisation: 'lodz-spoldzielnia', fresh: true },
    });
    // Whoever types the name of one that is there means that one.
    expect(admission({ name: 'zébra cooperative' })).toMatchObject({
      value: { organisation: 'zebra', fresh: false },
    });
  });

  test('is refused who is there, and what is nowhere', () => {
    expect(admission({ organisation: 'there' })).toMatchObject({ refusal: { code: 'member.exists' } });
    expect(admission({ name: 'There' })).toMatchObject({ refusal: { code: 'member.exists' } });
    expect(admission({ organisation: 'nowhere' })).toMatchObject({
      refusal: { code: 'organisation.unknown', facts: { organisation: 'nowhere' } },
    });
    expect(admission({})).toMatchObject({
      refusal: { code: 'member.faulty', facts: { field: 'name', fault: 'member.name' } },
    });
    expect(admission({ name: 'TWINS' })).toMatchObject({
      refusal: { code: 'member.faulty', facts: { field: 'name', fault: 'organisation.several' } },
    });
  });

  test.each<[keyof MemberSaid, string, string]>([
    ['class', 'class', 'observer'],
    ['votes', 'votes', 'half'],
    ['country', 'country', 'Atlantis'],
    ['region', 'region', 'west'],
    ['chamber', 'chamber', 'lower'],
    ['paidUpTo', 'paid_up_to', '31/12/2026'],
    ['from', 'from', 'soon'],
    ['to', 'to', 'never'],
  ])('is refused a wrong %s as the file refuses it', (field, column, value) => {
    const file = readMembers(
      `organisation,class,${column === 'class' ? '' : column}\nzebra,${
        column === 'class' ? value : `full,${value}`
      }`.replace(',\n', '\n'),
      known,
    );
    const fault = file.ok ? file.value.faults[0]!.code : null;
    expect(admission({ organisation: 'zebra', facts: { [field]: value } })).toMatchObject({
      refusal: { code: 'member.faulty', facts: { field, fault, value } },
    });
    expect(changeMember(member, { body: 'ga', facts: { [field]: value }, reason: null })).toMatchObject({
      refusal: { code: 'member.faulty', facts: { field, fault, value } },
    });
  });

  test('comes in with its organisation and its address, which is personal', () => {
    const read = admission({ name: 'New Union', facts: { from: '1999', country: 'Noruega' } });
    if (!read.ok) throw new Error(read.refusal.code);
    const events = admitMember(read.value, { body: 'ga', contact: 'office@new.example' }, context);
    expect(events).toMatchObject([
      { type: 'organisation.registered', data: { organisation: 'new-union', demonstration: false } },
      { type: 'member.admitted', data: { organisation: 'new-union', from: '1999', country: 'NO' } },
      { type: 'member.contact_set', personal: { contact: 'office@new.example' } },
    ]);
    const [, admitted, contact] = events as { data: { id?: string; member?: string } }[];
    expect(contact!.data).toEqual({ member: admitted!.data.id });
    expect(JSON.stringify(events.map(({ data }) => data))).not.toContain('office@');
  });
});

const member: OneMember = { known: there, organisation: 'there', contact: 'a@b.example', rules };

describe('a member that is there', () => {
  test('is changed in what is said otherwise, with what was before', () => {
    const facts = { class: 'associate', votes: null, region: 'north', from: '2019', country: 'Norvège' };
    expect(changeMember(member, { body: 'ga', facts, reason: 'A typing error' })).toEqual({
      ok: true,
      value: [
        {
          type: 'member.facts_changed',
          subject: { body: 'ga', organisation: 'there' },
          data: {
            member: 'm-1',
            facts: { class: 'associate', votes: null },
            was: { class: 'full', votes: '5/2' },
            reason: 'A typing error',
          },
        },
      ],
    });
  });

  test('is not changed where nothing is said otherwise', () => {
    const same = { votes: '10/4', country: 'norway', chamber: null };
    expect(
      changeMember(member, { body: 'ga', facts: same, contact: 'a@b.example', reason: null }),
    ).toMatchObject({ refusal: { code: 'member.unchanged' } });
    expect(changeMember(member, { body: 'ga', facts: {}, contact: null, reason: null })).toMatchObject({
      value: [{ type: 'member.contact_set', data: { member: 'm-1' }, personal: { contact: null } }],
    });
  });

  test('has an end that may be taken back, and none before it began', () => {
    const ended = { ...member, known: { ...there, to: '2025' } };
    const changed = (facts: MemberSaid) => changeMember(ended, { body: 'ga', facts, reason: null });
    expect(changed({ to: null })).toMatchObject({
      value: [{ data: { facts: { to: null }, was: { to: '2025' } } }],
    });
    expect(changed({ from: '2026' })).toMatchObject({
      refusal: { code: 'member.faulty', facts: { field: 'from' } },
    });
    expect(changed({ from: '2026', to: null })).toMatchObject({ ok: true });
  });

  test('ends on a date, once', () => {
    const end = (to: string, one = member) => endMembership(one, { body: 'ga', to, reason: 'It left' });
    expect(end('2026-06')).toMatchObject({
      value: [{ type: 'member.ended', data: { member: 'm-1', to: '2026-06', reason: 'It left' } }],
    });
    for (const wrong of ['2018', 'soon'])
      expect(end(wrong)).toMatchObject({
        refusal: { code: 'member.faulty', facts: { field: 'to', fault: 'member.to' } },
      });
    expect(end('2026', { ...member, known: { ...there, to: '2025' } })).toMatchObject({
      refusal: { code: 'member.ended', facts: { to: '2025' } },
    });
  });

  test('is struck, unless something stands on it', () => {
    const strike = (...standing: Parameters<typeof strikeMember>[0]['standing'][number][]) =>
      strikeMember({ ...member, standing }, { body: 'ga', reason: 'Entered twice' });
    expect(strike()).toMatchObject({
      value: [{ type: 'member.struck', data: { member: 'm-1', reason: 'Entered twice' } }],
    });
    for (const [kind, code] of [
      ['credential', 'member.has_credential'],
      ['proxy', 'member.has_proxy'],
      ['poll', 'member.on_roll'],
    ] as const)
      expect(strike({ kind, assembly: 'Assembly 2026' })).toMatchObject({
        refusal: { code, facts: { assembly: 'Assembly 2026' } },
      });
    expect(strike({ kind: 'objection' })).toMatchObject({ refusal: { code: 'member.has_objection' } });
  });
});
