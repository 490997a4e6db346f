import {
  enterStage,
  lapseStage,
  NO_COUNTS,
  standing,
  type Instrument,
} from '../../src/instruments/instrument.js';
import { completed } from '../../src/instruments/path.js';
import { objectTo, withdrawObjection } from '../../src/instruments/silence.js';
import { contextAt } from '../context.js';

/** At a silence until 11 January, for the `round`-th time; `by`: whose objections stand, and of which time. */
const silent = (
  by: readonly [member: string, round: number][],
  round = 1,
  date = '2026-01-01',
): Instrument => ({
  ...{ id: 'charter', authenticLanguages: ['en'], founded: date, mandates: [] },
  stages: completed([
    { kind: 'tacit', label: 'silence', body: 'ga', withinDays: 10, follows: { rejected: { stage: 's1' } } },
  ]).map((stage) => ({ ...stage, id: 'tacit', number: 1 })),
  passages: Array.from({ length: round - 1 }, (_, place) => ({
    ...{ key: 's1', number: place + 1, outcome: 'rejected', version: 1, poll: null, source: 'minutes' },
    date,
  })),
  versions: [{ number: 1, hash: 'h1', languages: ['en'], spoken: ['en'] }],
  objections: by.map(([member, of]) => ({ stage: 'tacit', member, round: of })),
});
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.ok ? null : result.refusal!.code;
const at = (day: string) => contextAt(`${day}T23:00:00.000Z`);
const may = { members: ['a', 'b'], speaksFor: [] };
const lapsed = (on: Instrument) => codeOf(lapseStage(on, { stage: 'tacit', day: '2026-01-12' }));

test.each([
  ['2026-01-11', null, null],
  ['2026-01-12', 'stage.silence_over', 'stage.silence_over'],
])('on %s an objection is made, or taken back', (day, object, withdraw) => {
  const instrument = silent([['a', 1]]);
  const by = (member: string) => ({ stage: 'tacit', member, reason: 'No' });
  expect(codeOf(objectTo({ instrument, ...may }, by('b'), at(day)))).toBe(object);
  expect(codeOf(withdrawObjection({ instrument, ...may }, by('a'), at(day)))).toBe(withdraw);
});

test('where nobody knows since when silence runs, it neither ends nor shuts out anybody', () => {
  const instrument = silent([], 1, '2025');
  expect(lapsed(instrument)).toBe('stage.not_due');
  expect(
    codeOf(objectTo({ instrument, ...may }, { stage: 'tacit', member: 'a', reason: 'No' }, at('2099-01-01'))),
  ).toBeNull();
});

test.each([
  [silent([]), '2026-01-11', null],
  [silent([['a', 1]]), null, 'stage.not_due'],
  [silent([['a', 1]], 2), '2026-01-11', null],
  [
    silent(
      [
        ['a', 1],
        ['b', 2],
      ],
      2,
    ),
    null,
    'stage.not_due',
  ],
])('a standing objection of this time takes the date away (%#)', (instrument, due, lapses) => {
  expect(standing(instrument).due).toBe(due);
  expect(lapsed(instrument)).toBe(lapses);
  const entered = {
    ...{ stage: 'tacit', assembly: null, date: null, version: null, result: null, counts: NO_COUNTS },
    ...{ source: 'Minutes', certainty: 'high' as const, note: null },
  };
  expect(codeOf(enterStage(instrument, { ...entered, outcome: 'lapsed' }))).toBe(
    lapses === null ? null : 'stage.silence_broken',
  );
  expect(codeOf(enterStage(instrument, { ...entered, outcome: 'rejected' }))).toBeNull();
});
