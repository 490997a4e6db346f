import fc from 'fast-check';
import { inTurn, type Taking } from '../../src/assemblies/agenda.js';
import { spentOn, timetable, type TimedItem, type TimedSitting } from '../../src/assemblies/timetable.js';

const time = (clock: string): string => `2026-05-01T${clock}:00.000Z`;
const clock = (moment: string | null | undefined): string | null => moment?.slice(11, 16) ?? null;

const item = (id: string, minutes: number | null, more: Partial<TimedItem> = {}): TimedItem => ({
  ...{ id, parent: null, minutes, state: 'planned', internal: false, taken: [], unseen: 0, ...more },
});
const sitting = (
  from: string | null,
  until: string | null = null,
  more: Partial<TimedSitting> = {},
): TimedSitting => ({
  ...{ number: 1, state: 'planned', openedAt: null },
  ...{ plannedFrom: from && time(from), plannedUntil: until && time(until), ...more },
});
const spell = (from: string, until: string | null = null): Taking => ({
  from: time(from),
  until: until && time(until),
});

/** `planned` and `expected` starts by item, as clocks show them. */
function starts(sittings: TimedSitting[], items: TimedItem[], now = '09:00') {
  const times = timetable({ sittings, items }, time(now));
  return items.map(({ id }) => {
    const { planned, expected } = times.get(id)!;
    return `${id} ${clock(planned)} ${clock(expected)}`;
  });
}

test('items follow each other from the first sitting’s planned beginning', () => {
  expect(starts([sitting('09:00')], [item('a', 10), item('b', 50), item('c', 5)])).toEqual([
    ...['a 09:00 09:00', 'b 09:10 09:10', 'c 10:00 10:00'],
  ]);
});

test('after an item without minutes nothing is known, and never zero', () => {
  const sittings = [sitting('09:00'), sitting('14:00', null, { number: 2 })];
  const items = [item('a', 10), item('b', null), item('c', 5), item('d', 5)];
  expect(starts(sittings, items)).toEqual([
    ...['a 09:00 09:00', 'b 09:10 09:10', 'c null null', 'd null null'],
  ]);
  const times = timetable({ sittings, items }, time('09:00'));
  expect(times.get('c')).toMatchObject({ why: 'minutes', expected: null });
});

test('what a sitting has no room for goes on in the next', () => {
  const sittings = [sitting('09:00', '10:00'), sitting('14:00', '14:30', { number: 2 })];
  const items = [item('a', 40), item('b', 30), item('c', 20), item('d', 5)];
  expect(starts(sittings, items)).toEqual([
    ...['a 09:00 09:00', 'b 09:40 09:40', 'c 14:10 14:10', 'd null null'],
  ]);
  expect(timetable({ sittings, items }, time('09:00')).get('d')!.why).toBe('sittings');
});

test('in a sitting that was cancelled nothing is expected', () => {
  const cancelled = sitting('09:00', '10:00', { state: 'cancelled' });
  const sittings = [cancelled, sitting('14:00', null, { number: 2 })];
  expect(starts(sittings, [item('a', 40), item('b', 5)])).toEqual(['a 14:00 14:00', 'b 14:40 14:40']);
});

test('where no sitting has a time, nothing is known', () => {
  expect(starts([], [item('a', 5)])).toEqual(['a null null']);
  expect(starts([sitting(null)], [item('a', 5)])).toEqual(['a null null']);
  // The second sitting's beginning is not planned.
  const two = [sitting('09:00', '09:05'), sitting(null, null, { number: 2 })];
  expect(starts(two, [item('a', 5), item('b', 5)])).toEqual(['a 09:00 09:00', 'b null null']);
});

test('a heading takes no time but its introduction', () => {
  const under = (id: string, minutes: number) => item(id, minutes, { parent: 'a' });
  const rest = [under('aa', 10), under('ab', 5), item('b', 5)];
  expect(starts([sitting('09:00')], [item('a', null), ...rest])).toEqual([
    ...['a 09:00 09:00', 'aa 09:00 09:00', 'ab 09:10 09:10', 'b 09:15 09:15'],
  ]);
  expect(starts([sitting('09:00')], [item('a', 3), ...rest])).toEqual([
    ...['a 09:00 09:00', 'aa 09:03 09:03', 'ab 09:13 09:13', 'b 09:18 09:18'],
  ]);
});

test('what was withdrawn takes no time, and what the reader does not see does', () => {
  expect(
    starts([sitting('09:00')], [item('a', 10), item('x', 30, { state: 'withdrawn' }), item('b', 5)]),
  ).toEqual(['a 09:00 09:00', 'x null null', 'b 09:10 09:10']);
  expect(starts([sitting('09:00')], [item('a', 10), item('b', 5, { unseen: 20 })])).toEqual([
    ...['a 09:00 09:00', 'b 09:30 09:30'],
  ]);
  expect(starts([sitting('09:00')], [item('a', 10), item('b', 5, { unseen: null })])).toEqual([
    ...['a 09:00 09:00', 'b null null'],
  ]);
});

describe('in an open sitting', () => {
  const open = sitting('09:00', '12:00', { state: 'open', openedAt: time('09:07') });

  test('the rest follows from now: what is left of the current item, then the others, then what was left', () => {
    const items = [
      item('a', 10, { state: 'dealt_with', taken: [spell('09:07', '09:30')] }),
      item('b', 30, { taken: [spell('09:30', '09:40')] }),
      item('c', 20, { state: 'current', taken: [spell('09:40')] }),
      item('d', 15),
    ];
    expect(starts([open], items, '09:50')).toEqual([
      ...['a 09:00 null', 'b 09:10 10:15', 'c 09:40 null', 'd 10:00 10:00'],
    ]);
    const times = timetable({ sittings: [open], items }, time('09:50'));
    expect([times.get('a')!.began, times.get('a')!.spent]).toEqual([time('09:07'), 23 * 60_000]);
    expect([times.get('c')!.began, times.get('c')!.spent]).toEqual([time('09:40'), 10 * 60_000]);
    // It overran: the next follows at once.
    expect(starts([open], items, '10:30').at(-1)).toBe('d 10:00 10:30');
  });

  test('of a current item without minutes nobody knows when it ends', () => {
    const items = [item('a', null, { state: 'current', taken: [spell('09:07')] }), item('b', 5)];
    expect(starts([open], items, '09:20')).toEqual(['a 09:00 null', 'b null null']);
  });

  test('one that runs over its end sends what is left to the next', () => {
    const next = sitting('14:00', null, { number: 2 });
    expect(starts([open, next], [item('a', 10)], '12:10')).toEqual(['a 09:00 14:00']);
    expect(starts([open, next], [item('a', 10)], '14:10')).toEqual(['a 09:00 14:10']);
    // There is no other, or its time is past: it goes on.
    expect(starts([open], [item('a', 10)], '12:10')).toEqual(['a 09:00 12:10']);
    const past = sitting('14:00', '15:00', { number: 2 });
    expect(starts([open, past], [item('a', 10), item('b', 5)], '15:10')).toEqual([
      ...['a 09:00 15:10', 'b 09:10 15:20'],
    ]);
  });

  test('a heading began with the first under it', () => {
    const items = [
      item('a', null),
      item('aa', 5, { parent: 'a', state: 'dealt_with', taken: [spell('09:10', '09:15')] }),
      item('ab', 5, { parent: 'a' }),
    ];
    expect(timetable({ sittings: [open], items }, time('09:20')).get('a')).toMatchObject({
      began: time('09:10'),
      spent: 0,
    });
  });
});

const MINUTES = fc.option(fc.integer({ min: 1, max: 200 }), { freq: 8 });
const ITEMS = fc.array(
  fc.record({ minutes: MINUTES, taken: fc.boolean(), withdrawn: fc.boolean(), parent: fc.nat(3) }),
  { maxLength: 12 },
);
const SITTINGS = fc.array(
  fc.record({ gap: fc.nat(300), length: fc.option(fc.integer({ min: 1, max: 240 })) }),
  { maxLength: 4 },
);

test('starts never go back, and an unknown one is followed by unknown ones alone', () => {
  fc.assert(
    fc.property(ITEMS, SITTINGS, fc.boolean(), (made, plans, opened) => {
      const start = Date.parse(time('06:00'));
      let end = start;
      const sittings = plans.map(({ gap, length }, place): TimedSitting => {
        const from = end + gap * 60_000;
        end = from + (length ?? 0) * 60_000;
        const state = opened && place === 0 ? 'open' : 'planned';
        return {
          ...{ number: place + 1, state, openedAt: null, plannedFrom: new Date(from).toISOString() },
          plannedUntil: length === null ? null : new Date(end).toISOString(),
        };
      });
      const items = made.map(({ minutes, taken, withdrawn, parent }, place) =>
        item(`${place}`, minutes, {
          parent: parent > 0 && place > 0 ? '0' : null,
          ...(withdrawn && { state: 'withdrawn' as const }),
          ...(taken && { taken: [spell('05:00', '05:10')] }),
        }),
      );
      const now = time('06:30');
      const times = timetable({ sittings, items }, now);
      const coming = inTurn(items).map(({ id }) => times.get(id)!.expected);
      const known = coming.filter((one) => one !== null);
      expect(coming.slice(0, known.length)).toEqual(known);
      expect(known).toEqual(known.toSorted());
      for (const [id, { expected, why }] of times) {
        const own = items.find((one) => one.id === id)!;
        if (own.state === 'planned') expect(expected === null).toBe(why !== null);
      }
      // All the time that is known fits in the sittings.
      if (known.length > 0 && !opened) expect(known[0]! >= sittings[0]!.plannedFrom!).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('time is counted once, however often an item is left and taken up again', () => {
  const taken = [spell('09:00', '09:10'), spell('11:00', '11:05'), spell('11:30')];
  expect(spentOn({ taken }, time('11:32'))).toBe(17 * 60_000);
});
