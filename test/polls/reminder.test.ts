import { remind, type PollHead } from '../../src/polls/poll.js';
import { checkRemind, inTurn, remindAt, remindedOf, reminderText } from '../../src/polls/reminder.js';
import { contextAt } from '../context.js';

const AT = '2026-05-01T12:00:00.000Z';
const DUE = '2026-05-04T12:00:00.000Z';

test.each([
  ['none, anywhere', 'count', null, [], null],
  ['in a hall', 'count', null, [24], 'poll.remind_form'],
  ['by silence', 'silence', DUE, [24], 'poll.remind_form'],
  ['by correspondence', 'correspondence', DUE, [24, 48], null],
  ['a minute before it is too late', 'correspondence', DUE, [71], null],
  ['as it opens', 'correspondence', DUE, [72, 24], 'poll.remind_past'],
  ['before it opens', 'correspondence', DUE, [24, 100], 'poll.remind_past'],
] as const)('reminders %s', (_, form, dueAt, hours, code) => {
  const checked = checkRemind({ form, dueAt, remind: [...hours] }, AT);
  expect(checked.ok ? null : checked.refusal.code).toBe(code);
});

test('reminders stand in turn, each once, at hours of the clock', () => {
  expect(inTurn([2, 48, 2, 24])).toEqual([48, 24, 2]);
  expect(remindAt(DUE, 49)).toBe('2026-05-02T11:00:00.000Z');
});

test('a hand is reminded once; a member’s office of its own entitlement alone; who has no address is nobody', () => {
  const line = (entitlement: number, holder: string, email: string | null, contact: string | null) => ({
    ...{ entitlement, member: `m${entitlement}`, holder, email, contact },
  });
  expect(
    remindedOf([
      line(1, 'ada', 'ada@x', 'office1@x'),
      line(2, 'ben', null, 'office2@x'),
      line(3, 'ada', 'ada@x', null),
      line(4, 'ben', null, 'office4@x'),
      line(5, 'eve', null, null),
    ]),
  ).toEqual([
    { person: 'ada', member: null, entitlements: [1, 3] },
    { person: null, member: 'm2', entitlements: [2] },
    { person: null, member: 'm4', entitlements: [4] },
    { person: null, member: null, entitlements: [5] },
  ]);
});

const head: PollHead = {
  ...{ poll: 'p', assembly: 'a', motion: 'm', election: null, countDemanded: false },
  ...{ state: 'open', form: 'correspondence' },
};

test.each([
  [[24], { hours: 24, missed: [] }],
  [[2, 48, 24], { hours: 2, missed: [48, 24] }],
])('of %j the last goes out', (due, data) => {
  expect(remind(head, due, contextAt(AT))).toMatchObject({ value: [{ type: 'poll.reminded', data }] });
});

test.each([
  [head, [], 'remind.none_due'],
  [{ ...head, state: 'suspended' as const }, [24], 'poll.wrong_state'],
  [{ ...head, state: 'closed' as const }, [24], 'poll.wrong_state'],
])('nothing goes out: %#', (of, due, code) => {
  expect(remind(of, due, contextAt(AT))).toMatchObject({ refusal: { code } });
});

test('a reminder in one language or in all; a title that is not translated stands in English', () => {
  const told = {
    ...{ assembly: 'Assembly', number: 3, titles: { en: 'Dues', fr: 'Cotisations' }, dueAt: DUE },
    ...{ timeZone: 'America/Lima', members: ['A', 'B'], address: 'https://x/floor' },
  };
  const fr = reminderText(told, ['fr']);
  expect(fr.subject).toMatch(/^Rappel : votez jusqu’au 4 mai 2026.*07:00/);
  expect(fr.text).toContain('Scrutin n° 3: Cotisations');
  expect(fr.text).toContain('- A\n- B\n');
  const all = reminderText(told, ['en', 'fr', 'es']).text.split('\n\n* * *\n\n');
  expect(all).toHaveLength(3);
  expect(all[2]).toContain('Votación n.º 3: Dues');
});
