import type { Attendance, Represented } from '../../src/assemblies/assembly.js';
import { callQuorum, closeCall, confirm, endDue, type Call } from '../../src/assemblies/quorum-call.js';
import { DEMO_RULES } from '../../src/seeds/demo.data.js';
import { contextAt } from '../context.js';

const START = '2026-11-23T10:00:00.000Z';
const END = '2026-11-23T10:01:00.000Z';
const after = (seconds: number): string => new Date(Date.parse(START) + seconds * 1_000).toISOString();

const member = (id: string, present: boolean, holder: string | null = null): Represented => ({
  ...{ member: id, organisation: id, name: id, class: 'full', country: null, region: null, chamber: null },
  ...{ votes: null, paidUp: true },
  delegates: [
    { credential: `c-${id}`, person: `p-${id}`, role: 'delegate', state: 'accredited', present },
    { credential: `o-${id}`, person: `q-${id}`, role: 'observer', state: 'accredited', present: true },
  ],
  proxies: holder === null ? [] : [{ id: 'x', holder, scope: null }],
});
/** a, b and c are here; d is not, and gave its proxy to b. */
const attendance: Attendance = {
  assembly: 'oslo',
  rules: DEMO_RULES,
  beginsAt: null,
  members: [member('a', true), member('b', true), member('c', true), member('d', false, 'p-b')],
};
const call = (confirmed: string[] = [], state: Call['state'] = 'running'): Call => ({
  ...{ id: 'call', assembly: 'oslo', state, endsAt: END },
  confirmed: new Set(confirmed),
});
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.ok ? null : result.refusal!.code;
const mine = [{ credential: 'c-a', present: true }];

test('a call ends so many seconds after it began; one at a time, in a sitting', () => {
  const state = { running: false, sittingOpen: true };
  expect(callQuorum(state, { assembly: 'oslo', seconds: 60 }, contextAt(START))).toMatchObject({
    value: [{ type: 'quorum.called', data: { startedAt: START, endsAt: END } }],
  });
  const start = (more: object) =>
    codeOf(callQuorum({ ...state, ...more }, { assembly: 'oslo', seconds: 60 }, contextAt(START)));
  expect(start({ running: true })).toBe('quorum_call.running');
  expect(start({ sittingOpen: false })).toBe('sitting.none_open');
});

test.each([
  [0, 'running', null],
  [60, 'running', null],
  [60.001, 'running', 'quorum_call.over'],
  [30, 'ended', 'quorum_call.over'],
  [30, 'closed', 'quorum_call.over'],
] as const)('a confirmation after %d s of 60, %s: %s', (seconds, state, code) => {
  expect(codeOf(confirm(call([], state), mine, { at: after(seconds) }))).toBe(code);
});

test('who is not here confirms nothing; who did so twice did it once', () => {
  const away = [{ credential: 'c-d', present: false }];
  expect(codeOf(confirm(call(), away, { at: START }))).toBe('quorum_call.not_present');
  expect(confirm(call(['c-a']), mine, { at: START })).toEqual({ ok: true, value: [] });
});

test('the outcome counts those who confirmed and whom they hold proxies of; nobody has left by that', () => {
  expect(codeOf(endDue(call(), attendance, { at: END }))).toBe('quorum_call.running');
  expect(codeOf(endDue(call([], 'ended'), attendance, { at: after(61) }))).toBe('quorum_call.over');
  expect(endDue(call(['c-b']), attendance, { at: after(61) })).toEqual({
    ok: true,
    value: [
      expect.objectContaining({
        type: 'quorum.call_ended',
        data: expect.objectContaining({
          confirmed: 1,
          outcome: expect.objectContaining({ present: '2', byProxy: 1, entitled: '4', reached: true }),
        }),
      }),
    ],
  });
});

test('only where the chair closes it so, the silent have left: not the observers', () => {
  const close = (absent: boolean, of = call(['c-a'], 'ended')) =>
    closeCall(of, attendance, { absent, at: END });
  expect(close(false)).toMatchObject({
    value: [{ type: 'quorum.call_closed', data: { absent: null } }],
  });
  expect(close(true)).toMatchObject({
    value: [
      { type: 'quorum.call_closed', data: { absent: 2 } },
      { type: 'presence.left', data: { credential: 'c-b' } },
      { type: 'presence.left', data: { credential: 'c-c' } },
      { type: 'quorum.changed', data: { present: '1', reached: false } },
    ],
  });
  expect(codeOf(close(true, call([], 'closed')))).toBe('quorum_call.closed');
});

test('closing before the time is over ends it first', () => {
  expect(closeCall(call(['c-a', 'c-b', 'c-c']), attendance, { absent: true, at: START })).toMatchObject({
    value: [
      { type: 'quorum.call_ended', data: { confirmed: 3, outcome: { present: '4' } } },
      { type: 'quorum.call_closed', data: { absent: 0 } },
    ],
  });
});
