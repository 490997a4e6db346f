import {
  ACCESS,
  NAMED,
  officeFor,
  reachEnds,
  type Act,
  type Held,
  type Office,
  type Place,
} from '../../src/access/access.js';
import { routes, sockets } from '../../src/app.module.js';

const AT = '2026-05-01T10:00:00.000Z';
const PLACE: Place = { body: 'ga', assembly: 'spring', open: false };
const acts = Object.keys(ACCESS) as Act[];

const held = (office: Office, change: Partial<Held> = {}): Held => ({
  office,
  body: null,
  assembly: 'spring',
  from: '2026-01-01T00:00:00.000Z',
  to: null,
  ...change,
});

test.each([
  ['nobody', [], null],
  ['one without an end', [held('chair')], null],
  ['one with an end', [held('chair', { to: '2026-06-01T00:00:00.000Z' })], '2026-06-01T00:00:00.000Z'],
  [
    'the last of several',
    [
      held('chair', { to: '2026-06-01T00:00:00.000Z' }),
      held('teller', { to: '2026-05-02T00:00:00.000Z', assembly: null, body: 'ga' }),
      held('auditor', { assembly: 'autumn' }),
      held('auditor', { to: '2026-04-01T00:00:00.000Z' }),
    ],
    '2026-06-01T00:00:00.000Z',
  ],
  [
    'one that has an end beside one that has none',
    [held('chair', { to: '2026-06-01T00:00:00.000Z' }), held('teller')],
    null,
  ],
] as const)('offices reach a place until they end: %s', (_, all, ends) => {
  expect(reachEnds({ held: all, place: PLACE, at: AT })).toBe(ends);
});

describe('the access table', () => {
  test.each(acts)('%s: who holds a named office here may, others may not', (act) => {
    for (const office of NAMED) {
      const may = (ACCESS[act] as readonly Office[]).includes(office);
      expect(officeFor(act, { held: [held(office)], place: PLACE, at: AT })).toBe(may ? office : null);
    }
  });

  test.each(acts)('%s: an office held elsewhere, expired or not begun is none', (act) => {
    for (const office of NAMED) {
      for (const change of [
        { assembly: 'autumn' },
        { assembly: null, body: 'board' },
        { to: AT },
        { to: '2026-04-30T00:00:00.000Z' },
        { from: '2026-05-02T00:00:00.000Z' },
      ]) {
        expect(officeFor(act, { held: [held(office, change)], place: PLACE, at: AT })).toBeNull();
      }
    }
  });

  test('an office held in the body or in the house reaches the assembly', () => {
    for (const change of [{ assembly: null, body: 'ga' }, { assembly: null }]) {
      expect(officeFor('poll.open', { held: [held('chair', change)], place: PLACE, at: AT })).toBe('chair');
    }
  });

  test('the public reads what is open and nothing else', () => {
    for (const act of acts) {
      const read = (ACCESS[act] as readonly Office[]).includes('public');
      expect(officeFor(act, { held: [], place: { ...PLACE, open: true }, at: AT })).toBe(
        read ? 'public' : null,
      );
      expect(officeFor(act, { held: [], place: PLACE, at: AT })).toBeNull();
    }
  });

  test('every route and every socket event names an act of the table', () => {
    const named = [...routes, ...sockets].map((one) => one.act);
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((act) => !(act in ACCESS))).toEqual([]);
  });
});
