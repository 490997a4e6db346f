import { inOrder, type Dated } from '../../client/src/instruments/chronicle.js';

const happening = (key: string, date: string | null, rank = 0): Dated<string> => ({
  ...{ date, rank, moment: key },
});
const order = (path: [string, string | null][], beside: [string, string | null, number?][] = []): string =>
  inOrder(
    path.map(([key, date]) => happening(key, date, 2)),
    beside.map(([key, date, rank]) => happening(key, date, rank)),
  ).join(' ');

test.each<[string, [string, string | null][], [string, string | null, number?][], string]>([
  [
    'by date',
    [
      ['a', '2003-09-06'],
      ['b', '2005'],
    ],
    [['m', '2004-02-17']],
    'a m b',
  ],
  [
    'a consultation that nobody dates',
    [
      ['c', null],
      ['a', '2009-11-18'],
      ['b', '2011-11-16'],
    ],
    [['v', '2010']],
    'c a v b',
  ],
  [
    'nothing is dated',
    [
      ['a', null],
      ['b', null],
    ],
    [['v', null]],
    'v a b',
  ],
  [
    'the last is not dated',
    [
      ['a', '2003'],
      ['b', null],
    ],
    [['v', '2002']],
    'v a b',
  ],
  [
    'on one day by rank',
    [['a', '2003-09-06']],
    [
      ['mandate', '2003-09-06', 3],
      ['version', '2003-09-06', 0],
    ],
    'version a mandate',
  ],
  [
    'of the path in its order, though only the year is known',
    [
      ['a', '2003-09-06'],
      ['b', '2003'],
    ],
    [['v', '2003-05']],
    'v a b',
  ],
  [
    'about a year',
    [
      ['a', '2003~'],
      ['b', '2004/2005'],
    ],
    [['m', '2004-06', 3]],
    'a b m',
  ],
])('%s', (_, path, beside, expected) => {
  expect(order(path, beside)).toBe(expected);
});
