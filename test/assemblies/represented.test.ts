import {
  accredit,
  evolveAttendance,
  handOf,
  mayActFor,
  move,
  quorumView,
  representation,
  withPresent,
  type Attendance,
  type Represented,
} from '../../src/assemblies/assembly.js';
import { giveProxy } from '../../src/assemblies/proxies.js';
import { DEMO_RULES } from '../../src/seeds/demo.data.js';
import { contextAt } from '../context.js';
import { delegate, attendanceOf, member } from './attendance.js';

const context = () => contextAt('2026-11-23T10:00:00.000Z');
const SUBJECT = { assembly: 'oslo' };
const refused = (code: string, facts: object = {}) => ({ ok: false, refusal: { code, facts } });

describe('whose hand it is', () => {
  const of = (...delegates: Represented['delegates']) => handOf(member('a', { delegates }), new Set()).holder;
  test('of two delegates the one who comes first in the member’s order, whatever their credentials', () => {
    const [one, two] = [delegate('x', { credential: 'c-1' }), delegate('y', { credential: 'c-2' })];
    expect([of(one, two), of(two, one)]).toEqual(['x', 'y']);
  });

  test('of several proxies the narrowest whose holder is here', () => {
    const proxy = (holder: string, scope: Represented['proxies'][number]['scope']) => ({
      ...{ id: holder, holder, scope },
    });
    const whole = proxy('whole', null);
    const item = proxy('item', { kind: 'item', item: 'i1' });
    const motion = proxy('motion', { kind: 'motion', motion: 'm1' });
    const hand = (present: string[], on: Parameters<typeof handOf>[2]) =>
      handOf(member('a', { delegates: [], proxies: [whole, item, motion] }), new Set(present), on).holder;
    const all = ['whole', 'item', 'motion'];
    const both = { motions: ['m0', 'm1'], item: 'i1' };
    expect(hand(all, both)).toBe('motion');
    expect(hand(['whole', 'item'], both)).toBe('item');
    expect(hand(['whole'], both)).toBe('whole');
    expect(hand(all, { motions: ['m2'], item: 'i1' })).toBe('item');
    expect(hand(all, { motions: ['m2'], item: 'i2' })).toBe('whole');
    expect(hand(all, null)).toBe('whole');
    expect(hand([], both)).toBeNull();
  });
});

test('nobody may act for a member that is not here, nor an observer for any', () => {
  const attendance = attendanceOf([
    member('a', { delegates: [delegate('obs', { role: 'observer' })] }),
    member('b', { delegates: [], proxies: [{ id: 'x', holder: 'obs', scope: null }] }),
  ]);
  const may = (id: string, person: string) => mayActFor(attendance, { member: id, person, on: null });
  expect([may('c', 'obs'), may('a', 'obs'), may('b', 'obs')]).toEqual([false, false, false]);
});

describe('votes of a roll', () => {
  const table = {
    classes: ['full'],
    bands: [
      { from: '0', votes: '1' },
      { from: '100', votes: '5/2' },
    ],
  };
  const rules = {
    votes: { ...DEMO_RULES.votes, table },
    quorum: { ...DEMO_RULES.quorum, counted: 'votes' },
  } as Partial<Attendance['rules']>;
  const weights = (attendance: Attendance) =>
    Object.fromEntries(representation(attendance).lines.map((line) => [line.member, line.weight]));

  test('follow the register, else the figure, else the class', () => {
    const attendance = attendanceOf(
      [
        member('own', { votes: '3', figure: '100' }),
        member('big', { figure: '100' }),
        member('small', { figure: '99' }),
        member('unknown', { figure: null }),
        member('other', { class: 'associate', figure: '100' }),
        member('none', { class: 'guest', figure: null }),
      ],
      { ...rules, votes: { perMember: DEMO_RULES.votes.perMember, table } },
    );
    const { unit, unknown } = representation(attendance);
    expect(unit).toBe(2n);
    expect(weights(attendance)).toEqual({ own: 6n, big: 5n, small: 2n, unknown: 2n, other: 2n });
    expect(unknown).toEqual(['Union unknown']);
    expect(quorumView(attendance)).toMatchObject({ unknownFigures: ['Union unknown'] });
    expect(quorumView(attendanceOf([member('a')]))).not.toHaveProperty('unknownFigures');
    const half = attendanceOf([member('a', { figure: '100' })], { ...rules });
    expect(quorumView(half)).toMatchObject({ counted: 'votes', present: '5/2', entitled: '5/2' });
  });

  test('are members in whole numbers where members are counted', () => {
    const attendance = attendanceOf([member('a', { votes: '5/2' }), member('b', { delegates: [] })]);
    expect(quorumView(attendance)).toMatchObject({ counted: 'members', present: '1', entitled: '2' });
  });
});

describe('the attendance after an event', () => {
  const attendance = attendanceOf([
    member('a', { paidUp: false, proxies: [{ id: 'x', holder: 'p-b', scope: null }] }),
    member('b', { paidUp: false, delegates: [delegate('p-b', { state: 'submitted', present: false })] }),
  ]);
  const one = (event: Parameters<typeof evolveAttendance>[1]) => evolveAttendance(attendance, event).members;
  const data = { credential: 'c-p-a' } as never;

  test('changes the one credential that it names', () => {
    const [a, b] = attendance.members as [Represented, Represented];
    const with_ = (of: Represented, change: object) => ({
      ...{ ...of, delegates: [{ ...of.delegates[0]!, ...change }] },
    });
    expect(one({ type: 'credential.accredited', data: { credential: 'c-p-b' } as never })).toEqual([
      ...[a, with_(b, { state: 'accredited' })],
    ]);
    expect(one({ type: 'credential.withdrawn', data })).toEqual([
      ...[with_(a, { state: 'withdrawn', present: false }), b],
    ]);
    expect(one({ type: 'presence.left', data })).toEqual([with_(a, { present: false }), b]);
    expect(one({ type: 'presence.entered', data: { credential: 'c-p-b' } as never })).toEqual([
      ...[a, with_(b, { present: true })],
    ]);
  });

  test('marks the dues of one member, revokes one proxy, and else stays as it is', () => {
    expect(
      one({ type: 'member.dues_recorded', data: { member: 'a' } as never }).map(({ paidUp }) => paidUp),
    ).toEqual([...[true, false]]);
    expect(one({ type: 'proxy.revoked', data: { proxy: 'x' } as never })[0]!.proxies).toEqual([]);
    expect(one({ type: 'proxy.revoked', data: { proxy: 'y' } as never })[0]!.proxies).toHaveLength(1);
    expect(evolveAttendance(attendance, { type: 'sitting.opened', data: {} as never })).toBe(attendance);
  });

  test('is the attendance that its own events make: who leaves and comes, and a proxy that is given', () => {
    const start = attendanceOf([member('a'), member('b'), member('c', { delegates: [] })]);
    const given = giveProxy(
      start,
      { grantor: 'c', holder: 'p-a', scope: null, instruction: null },
      context(),
    );
    if (!given.ok) throw new Error(given.refusal.code);
    const after = given.value.reduce(evolveAttendance, start);
    expect(handOf(after.members[2]!, new Set(['p-a']))).toEqual({ holder: 'p-a', byProxy: true });
    expect(given.value.at(-1)).toMatchObject({ type: 'quorum.changed', data: quorumView(after) });
    const left = move(after, ['c-p-a'], false);
    expect(left).toMatchObject({
      value: [
        { type: 'presence.left', subject: SUBJECT, data: { credential: 'c-p-a', member: 'a' } },
        { type: 'quorum.changed' },
      ],
    });
    const away = left.ok ? left.value.reduce(evolveAttendance, after) : after;
    expect(quorumView(away)).toMatchObject({ present: '1', byProxy: 0 });
    expect(move(away, ['c-p-a'], true)).toMatchObject({ value: [{ type: 'presence.entered' }, {}] });
    expect(move(away, ['c-p-a'], false)).toEqual({ ok: true, value: [] });
  });
});

test('as if some were here and nobody else', () => {
  const attendance = attendanceOf([member('a'), member('b')]);
  expect(quorumView(withPresent(attendance, (id) => id === 'b'))).toMatchObject({ present: '1' });
  expect(quorumView(withPresent(attendance, () => false))).toMatchObject({ present: '0' });
});

test('accrediting gives each the office of the credential, and passes over who is', () => {
  const attendance = attendanceOf([
    member('a', {
      delegates: [
        delegate('x', { state: 'submitted' }),
        delegate('y', { state: 'submitted', role: 'observer' }),
        delegate('z'),
        delegate('out', { state: 'withdrawn' }),
        delegate('no', { state: 'refused' }),
      ],
    }),
  ]);
  const done = accredit(attendance, ['c-x', 'c-y', 'c-z', 'c-x'], context());
  expect(done.ok && done.value.map(({ type, data }) => [type, (data as { office?: string }).office])).toEqual(
    [
      ['credential.accredited', undefined],
      ['credential.accredited', undefined],
      ['office.granted', 'delegate'],
      ['office.granted', 'observer'],
    ],
  );
  expect(accredit(attendance, ['c-q'], context())).toEqual(
    refused('credential.unknown', { credential: 'c-q' }),
  );
  expect(accredit(attendance, ['c-no'], context())).toEqual(
    refused('credential.refused', { members: [expect.any(String)] }),
  );
  expect(accredit(attendance, ['c-out'], context())).toEqual(
    refused('credential.not_standing', { state: 'withdrawn' }),
  );
});
