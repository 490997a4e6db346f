import fc from 'fast-check';
import type { Clause } from '../../src/instruments/clause.js';
import { wordsOf } from '../../src/instruments/compare.js';
import { inContext } from '../../src/instruments/context.js';
import { operations } from '../../src/instruments/operations.js';
import { named, phrases } from '../../src/instruments/phrases.js';
import { amended, text } from './texts.js';

const clause = (id: string, words: string, more: Partial<Clause> = {}): Clause => ({
  ...{ id, kind: 'article', parent: null, text: words },
  ...more,
});
const BASE = [
  clause('c1', 'Charter', { kind: 'title' }),
  clause('c2', 'Ports are open to all ships.'),
  clause('c3', 'No toll is taken.'),
  clause('c4', 'Work is fair.'),
];
const by = (key: string, change: (base: Clause[]) => Clause[]) => ({
  key,
  operations: operations(BASE, change([...BASE])),
});
const say = (place: number, words: string) => (base: Clause[]) =>
  base.with(place, { ...base[place]!, text: words });

describe('a text with its amendments', () => {
  test('marks what does not collide in the words of a clause, with whose it is', () => {
    const rows = inContext(BASE, [
      by('A1', say(1, 'Harbours are open to all ships.')),
      by('A2', say(1, 'Ports are open to small ships.')),
    ]);
    expect(rows[1]).toMatchObject({ number: '1', apart: [], by: null });
    expect(rows[1]!.words).toEqual([
      { op: 'removed', text: 'Ports', keys: ['A1'] },
      { op: 'added', text: 'Harbours', keys: ['A1'] },
      { op: 'same', text: ' are open to ', keys: [] },
      { op: 'removed', text: 'all', keys: ['A2'] },
      { op: 'added', text: 'small', keys: ['A2'] },
      { op: 'same', text: ' ships.', keys: [] },
    ]);
    expect(rows[1]!.marks).toEqual([
      { key: 'A1', op: 'words' },
      { key: 'A2', op: 'words' },
    ]);
  });

  test('shows apart what stands in each other’s way, the same change as one of both, and what comes where it would', () => {
    const gone = by('A2', (base) => base.toSpliced(2, 1));
    const rows = inContext(BASE, [
      by('A1', say(2, 'No due is taken.')),
      gone,
      by('A3', (base) => base.toSpliced(2, 0, clause('n1', 'Ships greet each other.'))),
      by('A4', (base) => [base[0]!, base[3]!, base[1]!, base[2]!]),
    ]);
    expect(rows.map((row) => [row.clause.id, row.number, row.by])).toEqual([
      ['c1', null, null],
      ['c2', '1', null],
      ['n1', '2', 'A3'],
      ['c3', '2', null],
      ['c4', '3', null],
    ]);
    expect(rows[3]!.words).toEqual([{ op: 'same', text: 'No toll is taken.', keys: [] }]);
    expect(rows[3]!.apart.map(({ key, words }) => [key, words.at(-1)])).toEqual([
      ['A1', { op: 'same', text: ' is taken.', keys: [] }],
      ['A2', { op: 'removed', text: 'No toll is taken.' }],
    ]);
    expect(rows[4]!.marks).toEqual([{ key: 'A4', op: 'move' }]);
    const both = inContext(BASE, [gone, { ...gone, key: 'A5' }]);
    expect(both[2]!.words).toEqual([{ op: 'removed', text: 'No toll is taken.', keys: ['A2', 'A5'] }]);
  });

  test('has every clause of the text in its order, and of each amendment alone all that it makes of the words', () => {
    fc.assert(
      fc.property(
        text().chain((base) => fc.tuple(fc.constant(base), amended(base), amended(base))),
        ([base, one, other]) => {
          const alone = inContext(base, [{ key: 'A1', operations: operations(base, one) }]);
          expect(alone.filter((row) => row.by === null).map((row) => row.clause)).toEqual(base);
          const made = new Map(one.map((each) => [each.id, each.text]));
          for (const {
            clause: { id },
            words,
          } of alone)
            expect(words.flatMap((run) => (run.op === 'removed' ? [] : [run.text])).join('')).toBe(
              made.get(id) ?? '',
            );
          const both = inContext(base, [
            { key: 'A1', operations: operations(base, one) },
            { key: 'A2', operations: operations(base, other) },
          ]);
          const stands = (words: readonly { op: string; text: string }[]): string =>
            words.flatMap((run) => (run.op === 'added' ? [] : [run.text])).join('');
          for (const { by: key, words, clause: each } of both)
            if (key === null) expect(stands(words)).toBe(each.text);
        },
      ),
    );
  });
});

describe('what changes in a clause, as paper tells it', () => {
  test.each([
    ['at most six times the lowest', 'at most four times the lowest', [['six', 'four', null]]],
    ['Pay is open.', 'Pay is set and open.', [['', 'set and', 'Pay is']]],
    ['Pay is open.', 'All pay is open.', [['Pay', 'All pay', null]]],
    ['the port and the sea', 'the port and a sea', [['the', 'a', 'the port and']]],
    ['A member enterprise reports.', 'A member reports.', [['enterprise', '', null]]],
    ['One, two and three.', 'Uno. Dos and three.', [['One, two', 'Uno. Dos', null]]],
    ['Open.', 'Very open.', [['Open', 'Very open', null]]],
  ])('%s -> %s', (before, after, expected) => {
    const told = phrases(wordsOf(before, after)).map((one) => [one.remove, one.insert, one.after]);
    expect(told).toEqual(expected);
  });

  test('says of a text which clause is meant, from its outermost number on', () => {
    const heading = { kind: 'heading', number: null, text: 'Principles' } as const;
    const article = { kind: 'article', number: '3', text: 'A part is kept:' } as const;
    const point = { kind: 'point', number: '(b)', text: 'for hard times,' } as const;
    expect(named([heading, article, point])).toEqual([article, point]);
    expect(named([heading, { ...article, number: null }])).toEqual([{ ...article, number: null }]);
  });
});
