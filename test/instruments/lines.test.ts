import fc from 'fast-check';
import {
  clausesOf,
  destination,
  endOf,
  following,
  linesOf,
  mayGoIn,
  mayGoOut,
  settled,
  type Line,
} from '../../client/src/instruments/lines.js';
import { checkTree, type Clause } from '../../src/instruments/clause.js';
import { text } from './texts.js';

const texts = (clauses: readonly Clause[]) => new Map(clauses.map((one) => [one.id, one.text]));

/** Words as a version may hold them: also with signs that the editor itself would write otherwise. */
const strange = fc.constantFrom(
  '*a* b',
  '_a_',
  '**a',
  'a  b',
  '[x](https://x.org)',
  '\\*',
  '** a **',
  '*a *b*',
);

test('a text comes back from the editor as it went in: ids, kinds, parents and every sign', () => {
  fc.assert(
    fc.property(text(), fc.array(strange, { minLength: 12, maxLength: 12 }), (sown, signs) => {
      const clauses = sown.map((one, place) => ({ ...one, text: `${one.text} ${signs[place]}` }));
      expect(clausesOf(linesOf(clauses), texts(clauses))).toEqual(clauses);
    }),
  );
});

test('whatever depths lines have, a tree comes of them', () => {
  const line = fc.record({ kind: fc.constantFrom<Line['kind'][]>('article', 'point'), depth: fc.nat(5) });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (sown) => {
      const lines = sown.map((one, place) => ({
        ...one,
        id: `n${place}`,
        runs: [{ text: `Words ${place}`, em: false, strong: false, href: null }],
      }));
      const clauses = clausesOf(lines);
      expect(checkTree(clauses).ok).toBe(true);
      const depths = settled(lines.map(({ depth }) => depth));
      expect(linesOf(clauses).map(({ depth }) => depth)).toEqual(depths);
    }),
  );
});

const runs = (words: string): Line['runs'] =>
  words === '' ? [] : [{ text: words, em: false, strong: false, href: null }];

test('a line without words is a clause only where it was one; what stood beneath it stands beneath the line before', () => {
  const lines: Line[] = [
    { id: 'c1', kind: 'article', depth: 0, runs: runs('One.') },
    { id: 'n1', kind: 'paragraph', depth: 1, runs: runs(' ') },
    { id: 'n2', kind: 'point', depth: 2, runs: runs(' a\u0007b ') },
    { id: 'c2', kind: 'article', depth: 0, runs: [] },
  ];
  expect(clausesOf(lines, new Map([['c2', 'Two.']]))).toEqual([
    { id: 'c1', kind: 'article', parent: null, text: 'One.' },
    { id: 'n2', kind: 'point', parent: 'c1', text: 'a b' },
    { id: 'c2', kind: 'article', parent: null, text: '' },
  ]);
});

/** Each line as its depth. */
const deep = (depths: string): { depth: number }[] => [...depths].map((depth) => ({ depth: Number(depth) }));

test.each([
  // depths, line, end, in, out, up to, down to
  ['0110', 0, 3, false, false, null, 4],
  ['0110', 1, 2, false, true, null, 3],
  ['0110', 2, 3, true, true, 1, null],
  ['0110', 3, 4, true, false, 0, null],
  ['0120', 2, 3, false, true, null, null],
  ['01201', 3, 5, true, false, 0, null],
  ['010120', 2, 5, true, false, 0, 6],
])(
  '%s, line %i: ends at %i, in %s, out %s, up to %s, down to %s',
  (depths, at, end, goIn, goOut, up, down) => {
    const lines = deep(depths);
    expect({
      end: endOf(lines, at),
      goIn: mayGoIn(lines, at),
      goOut: mayGoOut(lines, at),
      up: destination(lines, at, 'up'),
      down: destination(lines, at, 'down'),
    }).toEqual({ end, goIn, goOut, up, down });
  },
);

test.each([
  [[['title', 0]], { kind: 'paragraph', depth: 0 }],
  [[['heading', 1]], { kind: 'paragraph', depth: 2 }],
  [[['preamble', 0]], { kind: 'paragraph', depth: 1 }],
  [[['article', 0]], { kind: 'article', depth: 0 }],
  [[['point', 2]], { kind: 'point', depth: 2 }],
  [
    [
      ['article', 0],
      ['point', 1],
    ],
    { kind: 'point', depth: 1 },
  ],
  [
    [
      ['article', 0],
      ['article', 0],
    ],
    { kind: 'article', depth: 0 },
  ],
] as const)('below %j comes %j', (own, expected) => {
  const lines = own.map(([kind, depth], place) => ({ id: `c${place}`, kind, depth, runs: [] }));
  expect(following(lines, 0)).toEqual(expected);
});
