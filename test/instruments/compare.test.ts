import fc from 'fast-check';
import type { Clause } from '../../src/instruments/clause.js';
import { compare } from '../../src/instruments/compare.js';
import { operations } from '../../src/instruments/operations.js';
import { amended, text } from './texts.js';

const article = (id: string, text: string): Clause => ({ id, kind: 'article', parent: null, text });
const before = [
  article('c1', 'Ports are open.'),
  article('c2', 'Work is fair.'),
  article('c3', 'The sea is free.'),
];
const changes = (after: readonly Clause[]): string[] =>
  compare(before, after).entries.map(({ id, change }) => `${id} ${change}`);

test.each<[string, readonly Clause[], string[]]>([
  ['nothing', before, ['c1 same', 'c2 same', 'c3 same']],
  ['a word', [before[0]!, article('c2', 'Work is just.'), before[2]!], ['c1 same', 'c2 changed', 'c3 same']],
  [
    'one more',
    [before[0]!, article('c4', 'New.'), before[1]!, before[2]!],
    ['c1 same', 'c4 added', 'c2 same', 'c3 same'],
  ],
  ['one less, in its old place', [before[0]!, before[2]!], ['c1 same', 'c2 removed', 'c3 same']],
  ['one moved', [before[2]!, before[0]!, before[1]!], ['c3 moved', 'c1 same', 'c2 same']],
  [
    'one moved and changed',
    [article('c3', 'The sea is wide.'), before[0]!, before[1]!],
    ['c3 moved_changed', 'c1 same', 'c2 same'],
  ],
])('%s', (_, after, expected) => {
  expect(changes(after)).toEqual(expected);
});

test('a clause that only got another number is told so', () => {
  const { entries, summary } = compare(before, [article('c4', 'New.'), ...before]);
  expect(entries[1]).toMatchObject({ change: 'same', renumbered: true, numberBefore: '1', numberAfter: '2' });
  expect(summary).toEqual({ changed: 0, added: 1, removed: 0, moved: 0, renumbered: 3, same: 3 });
});

test('words tell what went and what came', () => {
  const [entry] = compare(
    [article('c1', 'Ports are open to all.')],
    [article('c1', 'Ports are open to ships.')],
  ).entries;
  expect(entry!.words.filter(({ op }) => op !== 'same')).toEqual([
    { op: 'removed', text: 'all' },
    { op: 'added', text: 'ships' },
  ]);
});

test('a long clause that was written anew is not searched for the words it kept', () => {
  const text = (word: string): string => `${`${word} and `.repeat(900)}so on.`;
  const [entry] = compare([article('c1', text('port'))], [article('c1', text('sea'))]).entries;
  expect(entry!.words).toEqual([
    { op: 'removed', text: text('port') },
    { op: 'added', text: text('sea') },
  ]);
});

test('every clause of both is there once; the words give back both texts; the summary adds up', () => {
  const words = fc.array(fc.constantFrom('port', ' sea', ', ', 'work ', '\u00e9t\u00e9', '.'), {
    minLength: 1,
    maxLength: 8,
  });
  const version = fc
    .uniqueArray(fc.tuple(fc.nat(11), words), { selector: ([id]) => id, maxLength: 12 })
    .map((rows) => rows.map(([id, list]) => article(`c${id}`, list.join(''))));
  fc.assert(
    fc.property(version, version, (a, b) => {
      const { entries, summary } = compare(a, b);
      const ids = entries.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(new Set(ids)).toEqual(new Set([...a, ...b].map(({ id }) => id)));
      expect(entries.filter(({ after }) => after !== null).map(({ id }) => id)).toEqual(
        b.map(({ id }) => id),
      );
      for (const entry of entries) {
        const side = (gone: string): string =>
          entry.words
            .filter(({ op }) => op !== gone)
            .map(({ text }) => text)
            .join('');
        expect(side('added')).toBe(entry.before ?? '');
        expect(side('removed')).toBe(entry.after ?? '');
      }
      const both = entries.filter(({ change }) => change === 'moved_changed').length;
      expect(summary.changed + summary.added + summary.removed + summary.moved + summary.same - both).toBe(
        entries.length,
      );
      expect(compare(a, a).summary).toMatchObject({
        changed: 0,
        added: 0,
        removed: 0,
        moved: 0,
        same: a.length,
      });
    }),
  );
});

const child = (id: string, parent: string, text: string): Clause => ({ id, kind: 'paragraph', parent, text });

test('a moved clause takes along what stands beneath it, and its old place is told', () => {
  const a = [
    article('c1', 'Ports.'),
    child('c2', 'c1', 'By day.'),
    child('c3', 'c1', 'By night.'),
    article('c4', 'Work.'),
    article('c5', 'Sea.'),
  ];
  const b = [a[3]!, a[4]!, a[0]!, a[1]!, child('c3', 'c1', 'By night and day.')];
  const { entries, places, summary } = compare(a, b);
  expect(entries.map(({ id, change }) => `${id} ${change}`)).toEqual([
    ...['c4 same', 'c5 same', 'c1 moved', 'c2 same', 'c3 changed'],
  ]);
  expect(entries.filter(({ renumbered }) => renumbered).map(({ id }) => id)).toEqual(['c4', 'c5']);
  expect(places.map(({ id, was }) => `${id}${was ? ' was' : ''}`)).toEqual([
    ...['c1 was', 'c4', 'c5', 'c1', 'c2', 'c3'],
  ]);
  expect(summary).toEqual({ changed: 1, added: 0, removed: 0, moved: 1, renumbered: 2, same: 3 });
});

test('what goes beneath another clause has moved, though the reading order stays', () => {
  const a = [article('c1', 'Ports.'), child('c2', 'c1', 'By day.'), article('c3', 'Work.')];
  const b = [article('c1', 'Ports.'), article('c3', 'Work.'), child('c2', 'c3', 'By day.')];
  expect(compare(a, b).entries.map(({ id, change }) => `${id} ${change}`)).toEqual([
    ...['c1 same', 'c3 same', 'c2 moved'],
  ]);
});

test('a removed clause stands with all beneath it where it was', () => {
  const a = [article('c1', 'A.'), article('c2', 'B.'), child('c3', 'c2', 'C.'), article('c4', 'D.')];
  const { entries } = compare(a, [a[0]!, article('c5', 'New.'), a[3]!]);
  expect(entries.map(({ id, change }) => `${id} ${change}`)).toEqual([
    ...['c1 same', 'c2 removed', 'c3 removed', 'c5 added', 'c4 same'],
  ]);
});

test('for random trees: the summary counts what the operations do, and the reading order is that of both texts', () => {
  fc.assert(
    fc.property(
      text().chain((a) => fc.tuple(fc.constant(a), amended(a))),
      ([a, b]) => {
        const { entries, places, summary } = compare(a, b);
        const ops = operations(a, b);
        const count = (...names: string[]): number => ops.filter(({ op }) => names.includes(op)).length;
        expect(summary).toMatchObject({
          added: count('insert'),
          removed: count('delete'),
          moved: count('move'),
          changed: count('words', 'replace'),
        });
        const [inA, inB] = [new Set(a.map(({ id }) => id)), new Set(b.map(({ id }) => id))];
        const here = places.filter(({ was }) => !was).map(({ id }) => id);
        expect(here).toEqual(entries.map(({ id }) => id));
        expect(here.filter((id) => inB.has(id))).toEqual(b.map(({ id }) => id));
        const moved = entries.filter(({ change }) => change.startsWith('moved')).map(({ id }) => id);
        expect(places.flatMap(({ id, was }) => (was ? [id] : [])).toSorted()).toEqual(moved.toSorted());
        // What neither moved nor stands in what moved keeps the order of the old text.
        const parents = new Map([...a, ...b].map(({ id, parent }) => [id, parent]));
        const under = (id: string | null): boolean =>
          id !== null && (moved.includes(id) || under(parents.get(id) ?? null));
        const still = (id: string): boolean => inA.has(id) && !under(id);
        expect(here.filter(still)).toEqual(a.map(({ id }) => id).filter(still));
        expect(entries.some(({ change, renumbered }) => renumbered && change.startsWith('moved'))).toBe(
          false,
        );
      },
    ),
  );
});
