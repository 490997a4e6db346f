import { ofType } from '../../src/basics/event.js';
import type { Attendance, Represented } from '../../src/assemblies/assembly.js';
import { quorumView, representation } from '../../src/assemblies/assembly.js';
import {
  daysBetween,
  duesUntil,
  issueNotice,
  payDues,
  prepareNext,
  type Last,
} from '../../src/assemblies/notice.js';
import { mbox, messageText } from '../../src/mail/message.js';
import { DEMO_RULES } from '../../src/seeds/demo.data.js';
import { contextAt } from '../context.js';

const codeOf = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.ok ? null : result.refusal!.code;

describe('a notice', () => {
  const state = {
    ...{ from: '2026-11-23', timeZone: 'Pacific/Auckland', minimumDays: 30, last: 0 },
    addressees: [
      { member: 'a', name: 'A', contact: 'a@example.org' },
      { member: 'b', name: 'B', contact: null },
    ],
  };
  const issue = (at: string, more: object = {}, command: object = {}) =>
    issueNotice(
      { ...state, ...more },
      {
        ...{ assembly: 'x', kind: 'notice', subject: 'S', text: 'T', urgency: null },
        ...command,
      },
      { ...contextAt(at), messageId: (notice, member) => `${notice}.${member}@host` },
    );

  // In Auckland it is 24 October from 11:00 UTC on the 23rd: 30 days before 23 November.
  test.each([
    ['2026-10-24T10:59:59.000Z', null],
    ['2026-10-24T11:00:00.000Z', 'notice.too_late'],
    ['2026-11-22T00:00:00.000Z', 'notice.too_late'],
  ])('by the calendar of the place: at %s it gets %s', (at, code) => {
    expect(codeOf(issue(at))).toBe(code);
  });

  test('that is too late goes out with the reason of the urgency, which is kept only then', () => {
    const late = issue('2026-11-20T00:00:00.000Z', {}, { urgency: 'The bank closes' });
    expect(late).toMatchObject({
      value: [{ data: { days: 3, minimumDays: 30, urgency: 'The bank closes' } }, {}, {}],
    });
    expect(issue('2026-01-01T00:00:00.000Z', {}, { urgency: 'None' })).toMatchObject({
      value: [{ data: { urgency: null } }, {}, {}],
    });
    expect(issue('2026-11-20T00:00:00.000Z')).toMatchObject({
      refusal: { code: 'notice.too_late', facts: { days: 3, minimumDays: 30 } },
    });
  });

  test('needs a day that is known where the rules count days; a reminder is bound by none', () => {
    const at = '2026-11-20T00:00:00.000Z';
    expect(codeOf(issue(at, { from: '2026-11' }))).toBe('notice.no_date');
    expect(codeOf(issue(at, { from: '2026-11', minimumDays: null }))).toBeNull();
    expect(codeOf(issue(at, {}, { kind: 'reminder' }))).toBeNull();
    expect(codeOf(issue(at, { addressees: [] }, { kind: 'reminder' }))).toBe('notice.nobody');
  });

  test('names who has no address, and commits to the addresses of the others', () => {
    expect(issue('2026-01-01T00:00:00.000Z')).toMatchObject({
      value: [
        { type: 'notice.issued' },
        {
          data: { member: 'a', messageId: expect.stringContaining('.a@host') },
          personal: { to: 'a@example.org' },
        },
        { data: { member: 'b', messageId: null } },
      ],
    });
  });
});

test.each([
  ['2026-03-28', '2026-03-30', 2],
  ['2024-02-28', '2024-03-01', 2],
  ['2026-11-23', '2026-11-23', 0],
])('from %s to %s are %d days, whatever the clocks do', (from, to, days) => {
  expect(daysBetween(from, to)).toBe(days);
});

describe('a message', () => {
  const message = (subject: string, text = 'x') =>
    messageText({
      ...{ from: 'assembly@host', to: 'a@example.org', messageId: 'n.a@host', at: '2026-11-23T08:00:00Z' },
      ...{ subject, text },
    });

  test('has a header in ASCII, lines that are not too long, and its text unharmed', () => {
    const text = 'Chères amies,\n\n' + 'ça '.repeat(300);
    const sent = message('Convocation à l’assemblée générale de la fédération, Genève — 日本', text);
    expect(sent).toMatch(/^[\x20-\x7e\r\n]*$/);
    expect(Math.max(...sent.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78);
    const [head, body] = sent.split('\r\n\r\n') as [string, string];
    expect(Buffer.from(body, 'base64').toString()).toBe(text.replaceAll('\n', '\r\n'));
    const subject = /Subject: ((?:.|\r\n )*)/.exec(head)![1]!;
    const words = [...subject.matchAll(/=\?utf-8\?B\?(.*?)\?=/g)];
    expect(words.map(([, one]) => Buffer.from(one!, 'base64').toString()).join('')).toBe(
      'Convocation à l’assemblée générale de la fédération, Genève — 日本',
    );
    expect(message('Plain')).toContain('\r\nSubject: Plain\r\nMessage-ID: <n.a@host>\r\n');
  });

  test('does not end another in a file of many', () => {
    expect(mbox(['From: a\r\n\r\nFrom here on\r\n', 'From: b\r\n\r\nx\r\n']).match(/^From /gm)).toHaveLength(
      2,
    );
  });
});

describe('the next assembly', () => {
  const last: Last = {
    ...{ body: 'ga', from: '2026-11-23', timeZone: 'Europe/Zurich', exists: false },
    sittings: [
      { name: 'Opening', plannedFrom: '2026-11-23T08:00:00.000Z', plannedUntil: '2026-11-23T11:00:00.000Z' },
      { name: null, plannedFrom: '2026-11-24T13:30:00.000Z', plannedUntil: null },
      { name: 'Open', plannedFrom: null, plannedUntil: null },
    ],
    items: [
      { id: 'a', parent: null, titles: { en: 'Accounts' }, kind: 'information', minutes: 20, internal: true },
      { id: 'b', parent: 'a', titles: { en: 'Audit' }, kind: null, minutes: null, internal: false },
    ],
    observers: [{ member: 'm', person: 'p' }],
    versions: [
      { id: 'old', number: 1, inForceFrom: '2020-01-01' },
      { id: 'new', number: 2, inForceFrom: '2027-01-01' },
      { id: 'later', number: 3, inForceFrom: '2030-01-01' },
    ],
  };
  const all = { sittings: true, items: true, observers: true };
  const prepare = (more: object = {}, of: Partial<Last> = {}) =>
    prepareNext(
      { ...last, ...of },
      {
        ...{ next: 'next', name: 'Next', place: 'Montevideo', from: '2027-06-01', to: null },
        ...{ timeZone: 'America/Montevideo', open: false, ...all, ...more },
      },
      contextAt('2026-12-01T00:00:00.000Z'),
    );

  test('is under the rules in force on its first day, at the same hours of its own place', () => {
    const prepared = prepare();
    const items = prepared.ok ? ofType(prepared.value, 'item.added') : [];
    const accounts = items[0]?.data.item;
    expect(accounts).not.toBe('a');
    expect(prepared).toMatchObject({
      value: [
        { type: 'assembly.convened', data: { assembly: 'next', body: 'ga', ruleSet: 'new', open: false } },
        {
          data: {
            number: 1,
            name: 'Opening',
            plannedFrom: '2027-06-01T12:00:00.000Z',
            plannedUntil: '2027-06-01T15:00:00.000Z',
          },
        },
        { data: { number: 2, name: null, plannedFrom: '2027-06-02T17:30:00.000Z' } },
        { data: { number: 3, name: 'Open', plannedFrom: null } },
        {
          type: 'item.added',
          data: { item: accounts, parent: null, titles: { en: 'Accounts' }, minutes: 20, internal: true },
        },
        { type: 'item.added', data: { parent: accounts, titles: { en: 'Audit' }, kind: null } },
        { type: 'credential.submitted', data: { member: 'm', person: 'p', role: 'observer' } },
      ],
    });
  });

  test('takes only what is wanted, and needs rules, a free name and dates in order', () => {
    const none = { sittings: false, items: false, observers: false };
    expect(prepare(none)).toMatchObject({ value: { length: 1 } });
    expect(codeOf(prepare({ from: '2019-05-05' }))).toBe('ruleset.none_in_force');
    expect(codeOf(prepare({}, { exists: true }))).toBe('assembly.exists');
    expect(codeOf(prepare({ to: '2027-05-01' }))).toBe('date.ends_before');
    // The day is not known: the plan keeps its names, and no hours.
    expect(prepare({ from: '2027-06' })).toMatchObject({
      value: expect.arrayContaining([
        expect.objectContaining({ data: expect.objectContaining({ name: 'Opening', plannedFrom: null }) }),
      ]),
    });
  });
});

const member = (id: string, more: Partial<Represented> = {}): Represented => ({
  ...{ member: id, organisation: id, name: id, class: 'full', country: null, region: null, chamber: null },
  ...{ votes: null, paidUp: true, proxies: [] },
  delegates: [{ credential: id, person: id, role: 'delegate', state: 'accredited', present: true }],
  ...more,
});
const attendanceOf = (members: Represented[], rules: Partial<Attendance['rules']> = {}): Attendance => ({
  ...{ assembly: 'x', beginsAt: null, members, rules: { ...DEMO_RULES, ...rules } },
});

describe('dues at the door', () => {
  const attendance = attendanceOf([member('a'), member('b', { paidUp: false })]);
  const moment = { until: '2026-11-23T23:00:00.000Z', cutOff: '2026-11-23', at: '2026-11-23T09:00:00.000Z' };
  const pay = (command: object = {}, when: object = {}, on = attendance) =>
    payDues(on, { member: 'b', paidUpTo: '2026-12-31', note: 'Cash', ...command }, { ...moment, ...when });

  test('entitle from now on', () => {
    expect(quorumView(attendance)).toMatchObject({ entitled: '1', present: '1' });
    expect(pay()).toMatchObject({
      value: [
        { type: 'member.dues_recorded', data: { member: 'b', paidUpTo: '2026-12-31', note: 'Cash' } },
        { type: 'quorum.changed', data: { entitled: '2', present: '2' } },
      ],
    });
  });

  test.each([
    [{}, { at: '2026-11-23T23:00:00.001Z' }, 'dues.too_late'],
    [{}, { at: '2026-11-23T23:00:00.000Z' }, null],
    [{}, { until: null, at: '2030-01-01T00:00:00.000Z' }, null],
    [{ member: 'a' }, {}, 'dues.paid_up'],
    [{ member: 'z' }, {}, 'dues.member_unknown'],
    [{ paidUpTo: '2026-11-22' }, {}, 'dues.too_short'],
  ])('%j %j get %s', (command, when, code) => {
    expect(codeOf(pay(command, when))).toBe(code);
  });

  test('are of no account where the rules ask for none', () => {
    const free = attendanceOf([member('b', { paidUp: false })], { duesRequired: false });
    expect(codeOf(pay({}, {}, free))).toBe('dues.not_required');
  });

  test('count until the first day is over by the clock of the place, where nothing else was set', () => {
    const until = (more: object) =>
      duesUntil({ set: null, from: '2026-11-23', timeZone: 'America/Montevideo', ...more });
    expect(until({})).toBe('2026-11-24T03:00:00.000Z');
    expect(until({ set: '2026-11-20T12:00:00.000Z' })).toBe('2026-11-20T12:00:00.000Z');
    expect(until({ from: '2026-11' })).toBeNull();
  });
});

describe('votes by a table of dated figures', () => {
  const table = {
    classes: ['full'],
    bands: [
      { from: '0', votes: '1' },
      { from: '1000', votes: '3' },
    ],
  };
  const rules = { votes: { perMember: { full: '1', associate: '1' }, table } };
  const weights = (members: Represented[]) => {
    const { lines, unit, unknown } = representation(attendanceOf(members, rules));
    return { unknown, votes: lines.map(({ weight }) => `${weight}/${unit}`) };
  };

  test('are of the band; the register’s own votes go before, and other classes have their own', () => {
    const members = [
      member('a', { figure: '999' }),
      member('b', { figure: '1000' }),
      member('c', { figure: '5', votes: '7' }),
      member('d', { class: 'associate', figure: null }),
    ];
    expect(weights(members)).toEqual({ unknown: [], votes: ['1/1', '3/1', '7/1', '1/1'] });
  });

  test('an unknown figure is told by name, and is not zero', () => {
    const members = [member('a', { figure: '0' }), member('b', { figure: null })];
    expect(weights(members)).toEqual({ unknown: ['b'], votes: ['1/1', '1/1'] });
    expect(quorumView(attendanceOf(members, rules))).toMatchObject({ unknownFigures: ['b'], entitled: '2' });
    expect(quorumView(attendanceOf([members[0]!], rules))).not.toHaveProperty('unknownFigures');
    // Who is in arrears has no vote that a figure could give.
    expect(weights([member('b', { figure: null, paidUp: false })])).toEqual({ unknown: [], votes: [] });
  });
});
