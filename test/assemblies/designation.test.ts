import type { Result } from '../../src/basics/result.js';
import {
  delegateOf,
  handOf,
  evolveAttendance,
  quorumView,
  refuseCredential,
  type Attendance,
} from '../../src/assemblies/assembly.js';
import type { AssembliesEvent } from '../../src/assemblies/assemblies.contract.js';
import type { DelegateRead } from '../../src/assemblies/delegates.js';
import {
  adoptReport,
  designated,
  inTime,
  putFirst,
  reportOf,
  substitute,
  substitutedHands,
  withdraw,
} from '../../src/assemblies/designation.js';
import { sha256Hex } from '../../src/basics/canonical.js';
import { contextAt } from '../context.js';
import { delegate, attendanceOf, member } from './attendance.js';

const AT = '2026-11-23T10:00:00.000Z';
const context = () => contextAt(AT);
const SUBJECT = { assembly: 'oslo' };
const codeAndFacts = (result: Result<unknown>) =>
  result.ok ? null : [result.refusal.code, result.refusal.facts];
const eventsOf = <E>(result: Result<E[]>): E[] => {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};

test.each<[string, string | null, string | null, [string, object] | null]>([
  ['without a deadline', null, null, null],
  ['at the deadline', AT, null, null],
  ['after it', '2026-11-23T09:59:59.999Z', null, ['designation.late', { due: '2026-11-23T09:59:59.999Z' }]],
  ['after it, with a reason', '2026-11-23T09:59:59.999Z', 'strike', null],
  ['in time, with a reason for being late', AT, 'strike', ['designation.not_late', {}]],
  ['without a deadline, with a reason', null, 'strike', ['designation.not_late', {}]],
])('a designation %s', (_, due, late, refused) => {
  expect(codeAndFacts(inTime(due, { late, at: AT }))).toEqual(refused);
});

describe('who is designated', () => {
  const named = (name: string, rest: Partial<DelegateRead> = {}): DelegateRead => ({
    ...{ member: 'a', name, email: null, role: 'delegate', lang: 'en' },
    ...rest,
  });
  const people = new Map([['ada@example.org', { id: 'p-ada' }]]);

  test('and is known by the address keeps the person; others are registered, before all credentials', () => {
    const all = [named('Ada', { email: 'ada@example.org', gender: 'f' }), named('Bo', { lang: 'fr' })];
    expect(designated(all, { assembly: 'oslo', people, late: 'strike' }, context())).toEqual([
      {
        ...{ type: 'person.registered', subject: { person: 'id-2' }, data: { person: 'id-2', lang: 'fr' } },
        personal: { name: 'Bo', email: null },
      },
      {
        ...{ type: 'credential.submitted', subject: { ...SUBJECT, person: 'p-ada' } },
        data: { credential: 'id-1', member: 'a', person: 'p-ada', role: 'delegate', late: 'strike' },
        personal: { gender: 'f' },
      },
      {
        ...{ type: 'credential.submitted', subject: { ...SUBJECT, person: 'id-2' } },
        data: { credential: 'id-3', member: 'a', person: 'id-2', role: 'delegate', late: 'strike' },
      },
    ]);
  });

  test('for two members under one address is one person; two without an address are two', () => {
    const persons = (email: string | null) =>
      designated(
        [named('Bo', { email }), named('Bo', { email, member: 'b', role: 'observer' })],
        { assembly: 'oslo', people },
        context(),
      );
    const one = persons('bo@example.org');
    expect(one.map(({ type }) => type)).toEqual([
      ...['person.registered', 'credential.submitted', 'credential.submitted'],
    ]);
    expect(new Set(one.map(({ subject }) => subject.person)).size).toBe(1);
    expect(one.at(-1)!.data).not.toHaveProperty('late');
    expect(new Set(persons(null).map(({ subject }) => subject.person)).size).toBe(2);
  });
});

const OFFICES = [
  { id: 'o1', office: 'delegate' },
  { id: 'o2', office: 'observer' },
];
const ended = (person: string, id: string, reason: string) => ({
  ...{ type: 'office.ended', subject: { person, ...SUBJECT }, data: { id, person, to: AT, reason } },
});
/** The attendance as its own events leave it. */
const folded = (
  attendance: Attendance,
  result: Result<readonly { type: string; data: object }[]>,
): Attendance =>
  result.ok ? (result.value as AssembliesEvent[]).reduce(evolveAttendance, attendance) : attendance;

describe('withdrawing', () => {
  const withdrawn = (attendance: Attendance, credential: string) =>
    withdraw(attendance, { credential, reason: 'ill', offices: OFFICES }, context());

  test('a delegate who is here: leaves, and the quorum and the office go', () => {
    const attendance = attendanceOf([member('a'), member('b')]);
    const done = withdrawn(attendance, 'c-p-a');
    const after = folded(attendance, done);
    expect(eventsOf(done)).toEqual([
      { type: 'presence.left', subject: SUBJECT, data: { credential: 'c-p-a', member: 'a' } },
      { type: 'credential.withdrawn', subject: SUBJECT, data: { credential: 'c-p-a', reason: 'ill' } },
      { type: 'quorum.changed', subject: SUBJECT, data: quorumView(after) },
      ended('p-a', 'o1', 'ill'),
    ]);
    expect(delegateOf(after, 'c-p-a')![1]).toMatchObject({ state: 'withdrawn', present: false });
    expect(quorumView(after)).toMatchObject({ present: '1' });
  });

  test('one who is not here yet changes nothing but that', () => {
    const attendance = attendanceOf([
      member('a', { delegates: [delegate('x', { state: 'submitted', present: false })] }),
      member('b'),
    ]);
    expect(eventsOf(withdrawn(attendance, 'c-x')).map(({ type }) => type)).toEqual([
      ...['credential.withdrawn', 'office.ended'],
    ]);
  });

  test.each<[string, Parameters<typeof delegate>[1], string[]]>([
    ['an accredited delegate of another member', {}, []],
    ['an alternate of another member', { role: 'alternate' }, []],
    ['an observer of another member', { role: 'observer' }, ['o1']],
    ['designated for another member', { state: 'submitted' }, ['o1']],
  ])('the office stays with one who is also %s, and with no other', (_, rest, ids) => {
    const attendance = attendanceOf([
      member('a', { delegates: [delegate('x', { present: false })] }),
      member('b', {
        delegates: [delegate('y'), delegate('x', { credential: 'c-other', present: false, ...rest })],
      }),
    ]);
    const offices = eventsOf(withdrawn(attendance, 'c-x')).filter(({ type }) => type === 'office.ended');
    expect(offices.map(({ data }) => (data as { id: string }).id)).toEqual(ids);
  });

  test('an observer ends the observer’s office', () => {
    const attendance = attendanceOf([
      member('a', { delegates: [delegate('x', { role: 'observer', present: false })] }),
    ]);
    expect(eventsOf(withdrawn(attendance, 'c-x')).at(-1)).toEqual(ended('x', 'o2', 'ill'));
  });
});

describe('substituting', () => {
  const alternate = delegate('alt', { role: 'alternate', present: false });
  const floorWith = (...delegates: ReturnType<typeof delegate>[]): Attendance =>
    attendanceOf([member('a', { delegates }), member('b')]);
  const substituted = (attendance: Attendance, credential: string, by: string) =>
    substitute(attendance, { credential, by, reason: 'ill', offices: OFFICES }, context());

  test('an accredited alternate takes the place, and the office of the other ends', () => {
    const attendance = floorWith(delegate('own'), alternate);
    const done = substituted(attendance, 'c-own', 'c-alt');
    const after = folded(attendance, done);
    expect(eventsOf(done)).toEqual([
      { type: 'presence.left', subject: SUBJECT, data: { credential: 'c-own', member: 'a' } },
      {
        ...{ type: 'credential.substituted', subject: SUBJECT },
        data: { credential: 'c-own', by: 'c-alt', role: 'delegate', reason: 'ill' },
      },
      { type: 'quorum.changed', subject: SUBJECT, data: quorumView(after) },
      ended('own', 'o1', 'ill'),
    ]);
    expect(delegateOf(after, 'c-own')![1]).toMatchObject({ state: 'substituted', present: false });
    expect(delegateOf(after, 'c-alt')![1]).toMatchObject({ state: 'accredited', role: 'delegate' });
  });

  test('one who was designated only is accredited by that, and gets the office', () => {
    const attendance = floorWith(
      delegate('own', { present: false }),
      delegate('alt', { ...alternate, state: 'submitted' }),
    );
    const done = substituted(attendance, 'c-own', 'c-alt');
    expect(eventsOf(done)).toEqual([
      {
        ...{ type: 'credential.accredited', subject: { ...SUBJECT, person: 'alt' } },
        data: { credential: 'c-alt', person: 'alt', role: 'alternate' },
      },
      expect.objectContaining({ type: 'credential.substituted' }),
      {
        ...{ type: 'office.granted', subject: { ...SUBJECT, person: 'alt' } },
        data: {
          ...{ id: 'id-1', person: 'alt', office: 'delegate', body: null, assembly: 'oslo', from: AT },
          to: null,
        },
      },
      ended('own', 'o1', 'ill'),
    ]);
    expect(delegateOf(folded(attendance, done), 'c-alt')![1]).toMatchObject({
      ...{ state: 'accredited', role: 'delegate' },
    });
  });

  const fallen = delegate('fallen', { state: 'refused' });
  test.each<[string, Attendance, string, string, string, object]>([
    ['nobody', floorWith(delegate('own')), 'c-x', 'c-own', 'credential.unknown', { credential: 'c-x' }],
    [
      'one who fell',
      floorWith(fallen, alternate),
      'c-fallen',
      'c-alt',
      'credential.not_standing',
      { state: 'refused' },
    ],
    ['by nobody', floorWith(delegate('own')), 'c-own', 'c-x', 'credential.substitute_wrong', {}],
    ['by the same', floorWith(delegate('own')), 'c-own', 'c-own', 'credential.substitute_wrong', {}],
    [
      'by one who fell',
      floorWith(delegate('own'), fallen),
      'c-own',
      'c-fallen',
      'credential.substitute_wrong',
      {},
    ],
    [
      'by one of another member',
      floorWith(delegate('own')),
      'c-own',
      'c-p-b',
      'credential.substitute_wrong',
      {},
    ],
    [
      'by an observer',
      floorWith(delegate('own'), delegate('obs', { role: 'observer' })),
      ...(['c-own', 'c-obs', 'credential.substitute_wrong', {}] as const),
    ],
    [
      'an observer',
      floorWith(delegate('obs', { role: 'observer' }), alternate),
      ...(['c-obs', 'c-alt', 'credential.substitute_wrong', {}] as const),
    ],
  ])('%s is refused', (_, attendance, credential, by, code, facts) => {
    expect(codeAndFacts(substituted(attendance, credential, by))).toEqual([code, facts]);
  });

  test('moves the hand at once where nobody else is here for the member', () => {
    const attendance = floorWith(delegate('own'), alternate);
    const event = (by: string) => [{ type: 'credential.substituted', data: { credential: 'c-own', by } }];
    const none = { holder: null, byProxy: false };
    const moved = (before: { holder: string | null; byProxy: boolean }, by = 'c-alt') =>
      substitutedHands(new Map([['a', before]]), event(by), attendance).get('a');
    expect(moved(none)).toEqual({ holder: 'alt', byProxy: false });
    expect(moved({ holder: 'holder', byProxy: true })).toEqual({ holder: 'holder', byProxy: true });
    expect(moved(none, 'c-x')).toEqual(none);
    expect(substitutedHands(new Map(), event('c-alt'), attendance).get('a')).toEqual({
      ...{ holder: 'alt', byProxy: false },
    });
    const other = [{ type: 'credential.withdrawn', data: { credential: 'c-own', by: 'c-alt' } }];
    expect(substitutedHands(new Map([['a', none]]), other, attendance).get('a')).toEqual(none);
  });
});

describe('coming first', () => {
  const floor = (...delegates: ReturnType<typeof delegate>[]): Attendance =>
    attendanceOf([member('a', { delegates }), member('b')]);
  const voter = (attendance: Attendance) => handOf(attendance.members[0]!, new Set()).holder;
  const alternate = delegate('alt', { role: 'alternate' });

  test('another delegate votes, the others keep their order, and the quorum stays', () => {
    const before = floor(delegate('one'), delegate('two'), alternate, delegate('three'));
    const done = putFirst(before, { credential: 'c-three' });
    expect(eventsOf(done)).toEqual([
      {
        ...{ type: 'credential.ordered', subject: SUBJECT },
        data: { member: 'a', credentials: ['c-three', 'c-one', 'c-two', 'c-alt'] },
      },
    ]);
    const after = folded(before, done);
    expect([voter(before), voter(after)]).toEqual(['one', 'three']);
    expect(quorumView(after)).toEqual(quorumView(before));
  });

  test('an alternate comes before other alternates only', () => {
    const second = delegate('alt-2', { role: 'alternate' });
    const away = delegate('own', { present: false });
    const at = (own: ReturnType<typeof delegate>) => {
      const before = floor(own, alternate, second);
      return voter(folded(before, putFirst(before, { credential: 'c-alt-2' })));
    };
    expect([at(away), at(delegate('own'))]).toEqual(['alt-2', 'own']);
  });

  test.each<[string, ReturnType<typeof delegate>[]]>([
    ['alone', [delegate('own')]],
    ['first already', [delegate('own'), delegate('two')]],
    ['behind one who fell', [delegate('gone', { state: 'withdrawn', present: false }), delegate('own')]],
    ['behind an alternate', [alternate, delegate('own')]],
  ])('who is %s is passed over', (_, delegates) => {
    expect(putFirst(floor(...delegates), { credential: 'c-own' })).toEqual({ ok: true, value: [] });
  });

  test.each<[string, ReturnType<typeof delegate>, [string, object]]>([
    ['an observer', delegate('own', { role: 'observer' }), ['credential.observes', {}]],
    [
      'one who was refused',
      delegate('own', { state: 'refused' }),
      ['credential.not_standing', { state: 'refused' }],
    ],
    ['nobody', delegate('x'), ['credential.unknown', { credential: 'c-own' }]],
  ])('%s cannot', (_, one, refusal) => {
    expect(codeAndFacts(putFirst(floor(delegate('first'), one), { credential: 'c-own' }))).toEqual(refusal);
  });

  test('a substitute takes the place of whom it follows', () => {
    const before = floor(delegate('one'), delegate('two'), alternate);
    const done = substitute(
      before,
      { credential: 'c-one', by: 'c-alt', reason: 'ill', offices: OFFICES },
      context(),
    );
    expect(voter(folded(before, done as Result<AssembliesEvent[]>))).toBe('alt');
  });
});

test.each<[string, Parameters<typeof delegate>[1] | null, [string, object]]>([
  ['nobody', null, ['credential.unknown', { credential: 'c-x' }]],
  ['one who was accredited', {}, ['credential.accredited', { credential: 'c-x' }]],
  ['one who was withdrawn', { state: 'withdrawn' }, ['credential.not_standing', { state: 'withdrawn' }]],
])('the credential of %s is not refused', (_, rest, refused) => {
  const attendance = attendanceOf([member('a', { delegates: rest === null ? [] : [delegate('x', rest)] })]);
  expect(codeAndFacts(refuseCredential(attendance, { credential: 'c-x', reason: '' }))).toEqual(refused);
  const withdrawn = codeAndFacts(
    withdraw(attendance, { credential: 'c-x', reason: '', offices: [] }, context()),
  );
  // Nor withdrawn, unless it stands.
  expect(withdrawn).toEqual(refused[0] === 'credential.accredited' ? null : refused);
});

test('the credential of one who was designated is refused', () => {
  const attendance = attendanceOf([member('a', { delegates: [delegate('x', { state: 'submitted' })] })]);
  expect(eventsOf(refuseCredential(attendance, { credential: 'c-x', reason: 'unsigned' }))).toEqual([
    { type: 'credential.refused', subject: SUBJECT, data: { credential: 'c-x', reason: 'unsigned' } },
  ]);
});

test('the report of the credentials committee counts what stands at its moment', () => {
  const attendance = attendanceOf([
    member('a', {
      delegates: [
        delegate('a1'),
        delegate('a2', { role: 'alternate', present: false }),
        delegate('a3', { role: 'observer' }),
        delegate('a4', { state: 'refused' }),
      ],
    }),
    member('b', {
      delegates: [delegate('b1', { state: 'submitted', present: false })],
      proxies: [{ id: 'x', holder: 'a1', scope: null }],
    }),
    member('c', {
      ...{ class: 'associate', delegates: [delegate('c1', { state: 'withdrawn', present: false })] },
      proxies: [{ id: 'y', holder: 'a1', scope: { kind: 'motion', motion: 'm' } }],
    }),
    member('d', { delegates: [delegate('d1', { state: 'substituted', present: false })] }),
    member('e', { paidUp: false }),
    member('g', { proxies: [{ id: 'z', holder: 'a1', scope: null }] }),
    member('h', { class: 'guest', paidUp: false, delegates: [] }),
    member('f', { delegates: [delegate('f1', { role: 'observer', state: 'submitted' })] }),
  ]);
  const report = reportOf(attendance, {
    remarks: [
      { credential: 'c-a4', reason: 'unsigned', late: 'strike' },
      { credential: 'c-a1', reason: 'kept from before', late: null },
      { credential: 'c-b1', reason: null, late: 'storm' },
    ],
    revoked: 3,
  });
  expect(report).toEqual({
    v: 1,
    members: { entitled: 6, inArrears: 1, designated: 4, accredited: 3, present: 2, byProxy: 1 },
    credentials: {
      ...{ designated: 7, accredited: 5, refused: 1, withdrawn: 1, substituted: 1, observers: 1 },
    },
    proxies: { registered: 3, revoked: 3, limited: 1 },
    votes: { entitled: '6', represented: '3' },
    refusals: [{ member: 'Union a', role: 'delegate', reason: 'unsigned' }],
    late: [
      { member: 'Union a', role: 'delegate', reason: 'strike' },
      { member: 'Union b', role: 'delegate', reason: 'storm' },
    ],
    arrears: ['Union e'],
    quorum: quorumView(attendance),
  });
  const noDues = reportOf(attendanceOf(attendance.members, { duesRequired: false }), {
    remarks: [],
    revoked: 0,
  });
  expect(noDues).toMatchObject({
    arrears: [],
    members: { inArrears: 0 },
    votes: { entitled: expect.anything() },
  });
});

test('a report is adopted by its number and hash, with its text beside', () => {
  const report = reportOf(attendanceOf([member('a')]), { remarks: [], revoked: 0 });
  const event = adoptReport(report, { assembly: 'oslo', last: 2 }, context());
  expect(event).toMatchObject({
    ...{ type: 'credential.report_adopted', subject: SUBJECT },
    data: { report: 'id-1', number: 3, hash: sha256Hex(event.blobs!['report']!), at: AT },
  });
  expect(JSON.parse(event.blobs!['report']!)).toEqual(report);
});
