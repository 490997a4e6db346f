import { belongs, type Held } from '../../src/assemblies/membership.js';

const [before, during, after] = [
  '2026-05-01T06:00:00.000Z',
  '2026-05-01T12:00:00.000Z',
  '2026-05-02T09:00:00.000Z',
];
const held: Held = {
  cutOff: '2026-05-01',
  openedAt: '2026-05-01T08:00:00.000Z',
  overAt: '2026-05-01T16:00:00.000Z',
};
const session: Held = { ...held, overAt: null };
const planned: Held = { ...session, openedAt: null };

describe('who is a member in an assembly', () => {
  test.each<[string, [string | null, string | null, string | null], Held, boolean]>([
    ['recorded before the house kept it', [null, null, null], held, true],
    ['recorded before it began', [null, null, before], session, true],
    ['recorded while it sits, since nobody knows when', [null, null, during], session, false],
    ['recorded while it sits, a member since before', ['2019', null, during], session, true],
    ['recorded while it sits, a member since that day', ['2026-05-01', null, during], session, true],
    ['recorded while it sits, a member from later on', ['2026-05-02', null, during], session, false],
    ['recorded before, a member from the next year on', ['2027', null, before], planned, false],
    ['recorded after it was over, since nobody knows when', [null, null, after], held, false],
    ['recorded after it was over, a member since before', ['2019', null, after], held, false],
    ['recorded before it was over, a member since before', ['2019', null, during], held, true],
    ['that left before', ['2001', '2025-12', before], held, false],
    ['that leaves in that year', ['2001', '2026', before], held, true],
    ['that left, nobody knows since when', [null, '2025', null], held, false],
    ['nothing has begun', [null, null, after], planned, true],
    ['of an assembly whose day is not known', ['2027', null, before], { ...planned, cutOff: '' }, true],
  ])('%s', (_, [from, to, recordedAt], when, expected) => {
    expect(belongs({ from, to, recordedAt, struckAt: null }, when)).toBe(expected);
  });

  test.each<[string, string, Held, boolean]>([
    ['before it began', before, session, false],
    ['while it sits', during, session, false],
    ['before it is planned to begin', before, planned, false],
    ['before it was over', during, held, false],
    ['after it was over: it stays as it was', after, held, true],
  ])('who was struck %s', (_, struckAt, when, expected) => {
    expect(belongs({ from: '2019', to: null, recordedAt: null, struckAt }, when)).toBe(expected);
  });
});
