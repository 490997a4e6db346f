import fc from 'fast-check';
import {
  accredit,
  reinstateCredential,
  type Delegate,
  byOwnWord,
  closeSitting,
  evolveAttendance,
  handOf,
  mayActFor,
  move,
  openSitting,
  presentVoters,
  quorumView,
  representation,
  type Attendance,
  type Represented,
} from '../../src/assemblies/assembly.js';
import { cutOffOf } from '../../src/assemblies/meeting.js';
import { giveProxy as give_, proxiesDue, revokeProxy, type GiveProxy } from '../../src/assemblies/proxies.js';
import { dayBegins } from '../../src/assemblies/meeting.js';
import { DEMO_RULES } from '../../src/seeds/demo.data.js';
import { contextAt } from '../context.js';
import { delegate, attendanceOf, member } from './attendance.js';

const context = () => contextAt('2026-11-23T10:00:00.000Z');
/** For the whole assembly and without an instruction, where nothing else is said. */
const giveProxy = (
  attendance: Attendance,
  given: Pick<GiveProxy, 'grantor' | 'holder'> & Partial<GiveProxy>,
  at: ReturnType<typeof context>,
) => give_(attendance, { scope: null, instruction: null, ...given }, at);
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.ok ? null : result.refusal!.code;

test.each<[string, Partial<Represented>, { holder: string | null; byProxy: boolean }]>([
  ['the delegate', {}, { holder: 'p-a', byProxy: false }],
  [
    'the delegate before the alternate',
    { delegates: [delegate('alt', { role: 'alternate' }), delegate('own')] },
    { holder: 'own', byProxy: false },
  ],
  [
    'the first of two delegates, whatever their ids',
    { delegates: [delegate('z'), delegate('a')] },
    { holder: 'z', byProxy: false },
  ],
  [
    'the second where the first is away',
    { delegates: [delegate('z', { present: false }), delegate('a')] },
    { holder: 'a', byProxy: false },
  ],
  [
    'the alternate where the delegate is away',
    { delegates: [delegate('alt', { role: 'alternate' }), delegate('own', { present: false })] },
    { holder: 'alt', byProxy: false },
  ],
  [
    'the own delegate before a proxy',
    { proxies: [{ id: 'x', holder: 'other', scope: null }] },
    { holder: 'p-a', byProxy: false },
  ],
  [
    'the holder of the proxy where nobody of the member is here',
    {
      delegates: [delegate('own', { present: false })],
      proxies: [{ id: 'x', holder: 'other', scope: null }],
    },
    { holder: 'other', byProxy: true },
  ],
  [
    'nobody where the holder is away too',
    { delegates: [], proxies: [{ id: 'x', holder: 'gone', scope: null }] },
    { holder: null, byProxy: false },
  ],
  [
    'never an observer',
    { delegates: [delegate('obs', { role: 'observer' })] },
    { holder: null, byProxy: false },
  ],
  [
    'nobody who is not accredited',
    { delegates: [delegate('sub', { state: 'submitted' }), delegate('ref', { state: 'refused' })] },
    { holder: null, byProxy: false },
  ],
])('the hand is %s', (_, rest, hand) => {
  expect(handOf(member('a', rest), new Set(['other', 'p-a']))).toEqual(hand);
});

describe('who may act for a member at all, here or not', () => {
  const proxy = (holder: string, scope: Represented['proxies'][number]['scope'] = null) => ({
    ...{ id: 'x', holder, scope },
  });
  const attendance = attendanceOf([
    member('a', {
      delegates: [delegate('away', { present: false }), delegate('gone', { state: 'withdrawn' })],
      proxies: [proxy('p-b'), proxy('p-c', { kind: 'motion', motion: 'm1' }), proxy('stranger')],
    }),
    member('b'),
    member('c', { delegates: [delegate('p-c'), delegate('obs', { role: 'observer' })] }),
  ]);
  test.each([
    ['its delegate who left', 'away', null, true],
    ['its delegate who was withdrawn', 'gone', null, false],
    ['the holder of its proxy', 'p-b', null, true],
    ['the holder of a proxy for one motion, on that', 'p-c', { motions: ['m1'], item: null }, true],
    ['the same, on another', 'p-c', { motions: ['m2'], item: null }, false],
    ['a holder who is nobody’s delegate any more', 'stranger', null, false],
    ['an observer', 'obs', null, false],
  ])('%s', (_, person, on, may) => {
    expect(mayActFor(attendance, { member: 'a', person, on })).toBe(may);
  });
});

test.each<
  ['check_in' | 'seat' | 'self_declared', (string | null)[], boolean, string | null, string[] | string]
>([
  ['check_in', ['A 1'], true, 'A 1', 'presence.check_in_only'],
  ['self_declared', [null], true, null, ['c0']],
  ['seat', ['A 1'], true, ' a 1 ', ['c0']],
  ['seat', ['A 1', 'A 2'], true, 'A 2', ['c1']],
  ['seat', ['A 1'], true, 'B 7', 'presence.seat_wrong'],
  ['seat', ['A 1'], true, null, 'presence.seat_wrong'],
  ['seat', [null], true, 'A 1', 'presence.no_seat'],
  ['seat', ['A 1', null], false, null, ['c0', 'c1']],
])('by the rule %s, with seats %j, a word (present: %s, at %j): %j', (rule, seats, present, seat, taken) => {
  const own = seats.map((one, place) => ({ credential: `c${place}`, seat: one }));
  const result = byOwnWord(rule, own, { present, seat });
  expect(result.ok ? result.value : result.refusal.code).toEqual(taken);
});

test('an observer who is here may hold no proxy', () => {
  const attendance = attendanceOf([
    member('a', { delegates: [delegate('obs', { role: 'observer' })] }),
    member('b'),
  ]);
  expect(presentVoters(attendance)).toEqual(new Set(['p-b']));
});

test('accrediting twice, or one named twice, grants one office', () => {
  const attendance = attendanceOf([member('a', { delegates: [delegate('p', { state: 'submitted' })] })]);
  const result = accredit(attendance, ['c-p', 'c-p'], context());
  expect(result).toMatchObject({
    value: [{ type: 'credential.accredited' }, { type: 'office.granted', data: { office: 'delegate' } }],
  });
  expect(accredit(attendanceOf([member('a')]), ['c-p-a'], context())).toEqual({ ok: true, value: [] });
  expect(codeOf(accredit(attendance, ['c-x'], context()))).toBe('credential.unknown');
  const refused = attendanceOf([member('a', { delegates: [delegate('p', { state: 'refused' })] })]);
  expect(codeOf(accredit(refused, ['c-p'], context()))).toBe('credential.refused');
});

test('a refusal or a withdrawal is taken back, unless the person was designated anew meanwhile', () => {
  const taken = (...states: Delegate['state'][]) => {
    const delegates = states.map((state, place) => ({
      ...delegate('p', { state }),
      credential: `c-${place}`,
    }));
    return reinstateCredential(attendanceOf([member('a', { delegates })]), {
      credential: 'c-0',
      reason: 'Row',
    });
  };
  for (const state of ['refused', 'withdrawn'] as const)
    expect(taken(state)).toMatchObject({
      value: [{ type: 'credential.reinstated', data: { credential: 'c-0', reason: 'Row' } }],
    });
  for (const state of ['submitted', 'accredited', 'substituted'] as const)
    expect(codeOf(taken(state))).toBe('credential.standing');
  expect(codeOf(taken('withdrawn', 'submitted'))).toBe('credential.exists');
  expect(taken('withdrawn', 'refused')).toMatchObject({ ok: true });
});

test('coming in changes the quorum once, and is told with its arithmetic', () => {
  const away = (id: string) => member(id, { delegates: [delegate(`p-${id}`, { present: false })] });
  const attendance = attendanceOf([away('a'), away('b'), away('c')]);
  const moved = move(attendance, ['c-p-a', 'c-p-b'], true);
  expect(moved).toMatchObject({
    value: [
      { type: 'presence.entered' },
      { type: 'presence.entered' },
      { type: 'quorum.changed', data: { present: '2', entitled: '3', needed: '2', reached: true } },
    ],
  });
  expect(move(attendance, ['c-p-a'], false)).toEqual({ ok: true, value: [] });
  expect(codeOf(move(attendance, ['c-nobody'], true))).toBe('credential.unknown');
  const submitted = attendanceOf([member('a', { delegates: [delegate('p', { state: 'submitted' })] })]);
  expect(codeOf(move(submitted, ['c-p'], true))).toBe('credential.not_accredited');
});

describe('a proxy', () => {
  const attendance = attendanceOf([
    member('a', { delegates: [] }),
    member('b'),
    member('c', { paidUp: false, delegates: [] }),
    member('d', { delegates: [], proxies: [{ id: 'x', holder: 'p-b', scope: null }] }),
    member('e', { delegates: [delegate('obs', { role: 'observer' })] }),
  ]);
  const give = (grantor: string, holder: string, on: Attendance = attendance) =>
    giveProxy(on, { grantor, holder }, context());

  test('brings the member into the quorum', () => {
    expect(give('a', 'p-b')).toMatchObject({
      value: [
        { type: 'proxy.registered', data: { grantor: 'a', holder: 'p-b' } },
        { type: 'quorum.changed' },
      ],
    });
  });

  test.each([
    ['x', 'p-b', 'proxy.grantor_unknown'],
    ['c', 'p-b', 'proxy.grantor_without_vote'],
    ['d', 'p-b', 'proxy.exists'],
    ['a', 'obs', 'proxy.holder_not_delegate'],
    ['a', 'nobody', 'proxy.holder_not_delegate'],
    ['b', 'p-b', 'proxy.own_member'],
  ])('of %s to %s is refused: %s', (grantor, holder, code) => {
    expect(codeOf(give(grantor, holder))).toBe(code);
  });

  test('is limited by the rules, or not allowed at all', () => {
    const limit = (maxPerHolder: number | null, allowed = true) => ({
      ...attendance,
      rules: { ...attendance.rules, proxies: { allowed, maxPerHolder } },
    });
    expect(codeOf(give('a', 'p-b', limit(1)))).toBe('proxy.limit');
    expect(codeOf(give('a', 'p-b', limit(2)))).toBeNull();
    expect(codeOf(give('a', 'p-b', limit(null)))).toBeNull();
    expect(codeOf(give('a', 'p-b', limit(null, false)))).toBe('proxy.not_allowed');
  });
});

test.each([
  ['2026-05-01', '2026-05-01'],
  ['2026-05', '2026-05'],
  ['2026~', '2026'],
  ['2026-05-01?', '2026-05-01'],
  ['2026-05-01/2026-05-03', '2026-05-01'],
  ['/2026-05-03', ''],
  [null, ''],
])('dues count at %s from %p', (from, cutOff) => {
  expect(cutOffOf(from)).toBe(cutOff);
});

test('a sitting opens once, alone, and does not close over an open poll', () => {
  const sitting = { id: 's', assembly: 'oslo', state: 'planned' } as const;
  const at = '2026-11-23T10:00:00.000Z';
  expect(openSitting(sitting, { otherOpen: false, at })).toMatchObject({
    value: [{ type: 'sitting.opened' }],
  });
  expect(codeOf(openSitting(sitting, { otherOpen: true, at }))).toBe('sitting.other_open');
  expect(codeOf(openSitting({ ...sitting, state: 'open' }, { otherOpen: false, at }))).toBe(
    'sitting.wrong_state',
  );
  expect(codeOf(closeSitting({ ...sitting, state: 'open' }, { openPolls: 1, at }))).toBe('sitting.poll_open');
  expect(codeOf(closeSitting(sitting, { openPolls: 0, at }))).toBe('sitting.wrong_state');
  expect(codeOf(closeSitting({ ...sitting, state: 'open' }, { openPolls: 0, at }))).toBeNull();
});

test('whoever is where: each member has at most one hand, no more are here than entitled, no weight comes from nowhere', () => {
  const someone = fc.record({
    role: fc.constantFrom('delegate' as const, 'alternate' as const, 'observer' as const),
    state: fc.constantFrom('submitted' as const, 'accredited' as const, 'refused' as const),
    present: fc.boolean(),
  });
  const some = fc.array(
    fc.record({
      class: fc.constantFrom('full', 'associate'),
      votes: fc.constantFrom(null, '1', '2', '5/2'),
      paidUp: fc.boolean(),
      people: fc.array(someone, { maxLength: 3 }),
      proxyTo: fc.option(fc.nat(7)),
    }),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(some, (rows) => {
      const members = rows.map((row, i) =>
        member(`m${i}`, {
          class: row.class,
          votes: row.votes,
          paidUp: row.paidUp,
          delegates: row.people.map((one, j) => delegate(`p${i}-${j}`, one)),
          proxies: row.proxyTo === null ? [] : [{ id: `x${i}`, holder: `p${row.proxyTo}-0`, scope: null }],
        }),
      );
      const attendance = attendanceOf(members);
      const { lines } = representation(attendance);
      const here = presentVoters(attendance);
      expect(new Set(lines.map((line) => line.member)).size).toBe(lines.length);
      for (const line of lines) {
        expect(line.paidUp).toBe(true);
        expect(line.weight).toBeGreaterThan(0n);
        if (line.holder !== null) expect(here.has(line.holder)).toBe(true);
        if (line.byProxy)
          expect(line.delegates.some(({ person }) => person === line.holder && here.has(person))).toBe(false);
      }
      const quorum = quorumView(attendance);
      expect(Number(quorum.present)).toBeLessThanOrEqual(Number(quorum.entitled));
    }),
  );
});

test.each([
  ['2026-11-22T10:00:00.000Z', null],
  ['2026-11-22T10:00:00.001Z', 'proxy.too_late'],
  ['2026-11-23T10:00:00.000Z', 'proxy.too_late'],
])('a proxy is due a day before the first sitting: at %s it gets %s', (at, code) => {
  const members = [member('a', { delegates: [] }), member('b')];
  const proxies = { allowed: true, maxPerHolder: 1, deadlineHours: 24 };
  const due = { ...attendanceOf(members, { proxies }), beginsAt: '2026-11-23T10:00:00.000Z' };
  const give = (attendance: Attendance) =>
    codeOf(giveProxy(attendance, { grantor: 'a', holder: 'p-b' }, contextAt(at)));
  expect(give(due)).toBe(code);
  expect(give({ ...due, beginsAt: null })).toBeNull();
  expect(give({ ...attendanceOf(members), beginsAt: due.beginsAt })).toBeNull();
});

test('where no sitting is planned, the day of the assembly begins by the clock of the place', () => {
  const rules = { ...DEMO_RULES, proxies: { allowed: true, maxPerHolder: 1, deadlineHours: 24 } };
  const due = (zone: string | null) => proxiesDue({ rules, beginsAt: dayBegins('2026-11-23', zone) });
  expect(due('America/Montevideo')).toBe('2026-11-22T03:00:00.000Z');
  expect(due('Pacific/Auckland')).toBe('2026-11-21T11:00:00.000Z');
  expect(due(null)).toBe('2026-11-22T00:00:00.000Z');
  expect(dayBegins('2026-11', 'Europe/Oslo')).toBeNull();
  expect(proxiesDue({ rules, beginsAt: null })).toBeNull();
});

describe('a proxy for a part of the agenda', () => {
  const item = { kind: 'item', item: 'i-1' } as const;
  const motion = { kind: 'motion', motion: 'm-1' } as const;
  const proxies = [
    { id: 'x', holder: 'p-b', scope: null },
    { id: 'y', holder: 'p-c', scope: item },
    { id: 'z', holder: 'p-d', scope: motion },
  ];
  const everybody = new Set(['p-b', 'p-c', 'p-d']);
  const on = (motions: string[], of: string | null) => ({ motions, item: of });
  const holderOf = (here: ReadonlySet<string>, about: Parameters<typeof handOf>[2]) =>
    handOf(member('a', { delegates: [], proxies }), here, about).holder;

  test.each([
    ['the assembly itself', null, 'p-b'],
    ['another item', on(['m-2'], 'i-2'), 'p-b'],
    ['another motion of the item', on(['m-2'], 'i-1'), 'p-c'],
    ['the motion', on(['m-1'], 'i-1'), 'p-d'],
    ['an amendment to the motion', on(['m-3', 'm-1'], 'i-1'), 'p-d'],
  ])('votes on %s: the narrowest', (_, about, holder) => {
    expect(holderOf(everybody, about)).toBe(holder);
  });

  test('falls back to the wider one where its holder is away', () => {
    expect(holderOf(new Set(['p-b', 'p-c']), on(['m-1'], 'i-1'))).toBe('p-c');
    expect(holderOf(new Set(['p-d']), on(['m-2'], 'i-2'))).toBeNull();
  });

  test('is in no quorum of the assembly, but represented in its poll', () => {
    const away = member('a', { delegates: [], proxies: [{ id: 'z', holder: 'p-b', scope: motion }] });
    const attendance = attendanceOf([away, member('b')]);
    expect(quorumView(attendance)).toMatchObject({ present: '1', byProxy: 0 });
    expect(representation(attendance, on(['m-1'], null)).lines.filter((line) => line.byProxy)).toHaveLength(
      1,
    );
  });

  test('stands beside others of another scope; the limit counts members, not papers', () => {
    const limit = { allowed: true, maxPerHolder: 1 };
    const away = member('a', { delegates: [] });
    let attendance = attendanceOf([away, member('b'), member('c', { delegates: [] })], { proxies: limit });
    for (const scope of [null, item, motion]) {
      const given = giveProxy(attendance, { grantor: 'a', holder: 'p-b', scope }, context());
      expect(codeOf(given)).toBeNull();
      if (given.ok) attendance = given.value.reduce(evolveAttendance, attendance);
      expect(codeOf(giveProxy(attendance, { grantor: 'a', holder: 'p-b', scope }, context()))).toBe(
        'proxy.exists',
      );
    }
    expect(codeOf(giveProxy(attendance, { grantor: 'c', holder: 'p-b', scope: item }, context()))).toBe(
      'proxy.limit',
    );
  });
});

test('a holder passes nothing on: with the holder the proxies are gone, whoever holds the holder’s own', () => {
  const attendance = attendanceOf([
    member('a', { delegates: [], proxies: [{ id: 'x', holder: 'p-b', scope: null }] }),
    member('b', {
      delegates: [delegate('p-b', { present: false })],
      proxies: [{ id: 'y', holder: 'p-c', scope: null }],
    }),
    member('c'),
  ]);
  const holders = Object.fromEntries(
    representation(attendance).lines.map((line) => [line.member, line.holder]),
  );
  expect(holders).toEqual({ a: null, b: 'p-c', c: 'p-c' });
});

test('a revoked proxy represents nobody; the instruction is personal, the reason is not', () => {
  const attendance = attendanceOf([member('a', { delegates: [] }), member('b')]);
  const given = giveProxy(attendance, { grantor: 'a', holder: 'p-b', instruction: 'Against' }, context());
  if (!given.ok) throw new Error(given.refusal.code);
  expect(given.value[0]).toMatchObject({ personal: { instruction: 'Against' } });
  expect(JSON.stringify(given.value[0]!.data)).not.toContain('Against');
  const after = given.value.reduce(evolveAttendance, attendance);
  const { proxy } = given.value[0]!.data as { proxy: string };
  expect(revokeProxy(after, { proxy, reason: 'Lost trust' })).toMatchObject({
    value: [
      { type: 'proxy.revoked', data: { reason: 'Lost trust' } },
      { type: 'quorum.changed', data: { byProxy: 0 } },
    ],
  });
  expect(codeOf(revokeProxy(attendance, { proxy, reason: 'Again' }))).toBe('proxy.unknown');
});

describe('41 members of which 2 are in arrears, 11 present', () => {
  const members = Array.from({ length: 41 }, (_, place) => {
    const id = String(place).padStart(2, '0');
    return member(id, {
      paidUp: place < 39,
      delegates: place < 11 ? [delegate(`p-${id}`)] : [],
    });
  });
  const holderOf = (proxy: number): string => (proxy < 7 ? 'p-00' : `p-0${1 + Math.floor((proxy - 7) / 2)}`);

  /** 13 members give a proxy; 7 of them to the same holder, the others to holders with two each. */
  function withProxies(maxPerHolder: number | null): { attendance: Attendance; refused: string[] } {
    const refused: string[] = [];
    const counting = context();
    let attendance = attendanceOf(members, { duesRequired: true, proxies: { allowed: true, maxPerHolder } });
    for (let proxy = 0; proxy < 13; proxy++) {
      const given = giveProxy(attendance, { grantor: String(11 + proxy), holder: holderOf(proxy) }, counting);
      if (given.ok) attendance = given.value.reduce(evolveAttendance, attendance);
      else refused.push(given.refusal.code);
    }
    return { attendance, refused };
  }

  test('39 are entitled, 20 are the quorum', () => {
    expect(quorumView(attendanceOf(members))).toMatchObject({ entitled: '39', needed: '20', present: '11' });
  });

  test('with 13 proxies 24 are represented', () => {
    const { attendance, refused } = withProxies(null);
    expect(refused).toEqual([]);
    expect(quorumView(attendance)).toMatchObject({ present: '24', byProxy: 13, reached: true });
  });

  test('where nobody may hold more than 2, the holder of 7 has 5 refused: 19, no quorum', () => {
    const { attendance, refused } = withProxies(2);
    expect(refused).toEqual(Array(5).fill('proxy.limit'));
    expect(quorumView(attendance)).toMatchObject({ present: '19', byProxy: 8, reached: false });
  });
});
