import fc from 'fast-check';
import type { Clause } from '../../src/instruments/clause.js';
import { align, identify, named } from '../../src/instruments/lineage.js';
import type { Draft } from '../../src/instruments/blocks.js';

const article = (text: string): Draft => ({ kind: 'article', parent: null, text });
const first = identify(
  ['Ports are open to all ships.', 'Work is fair and paid.', 'The sea is free.'].map(article),
  [],
  0,
);
const idsOf = (texts: readonly string[], previous: readonly Clause[] = first): string[] =>
  identify(texts.map(article), previous, 3).map(({ id }) => id);

test('the first version counts from c1', () => {
  expect(first.map(({ id }) => id)).toEqual(['c1', 'c2', 'c3']);
});

test.each([
  [
    'nothing changed',
    ['Ports are open to all ships.', 'Work is fair and paid.', 'The sea is free.'],
    ['c1', 'c2', 'c3'],
  ],
  [
    'words changed',
    ['Ports are open to all ships and boats.', 'Work is fair and paid.', 'The sea is free.'],
    ['c1', 'c2', 'c3'],
  ],
  [
    'one was inserted',
    ['Ports are open to all ships.', 'Everybody may join.', 'Work is fair and paid.', 'The sea is free.'],
    ['c1', 'c4', 'c2', 'c3'],
  ],
  ['one was taken out', ['Ports are open to all ships.', 'The sea is free.'], ['c1', 'c3']],
  [
    'one moved to the front',
    ['The sea is free.', 'Ports are open to all ships.', 'Work is fair and paid.'],
    ['c3', 'c1', 'c2'],
  ],
  [
    'one was written anew',
    ['Ports are open to all ships.', 'Dues are paid in May.', 'The sea is free.'],
    ['c1', 'c4', 'c3'],
  ],
])('%s', (_, texts, ids) => {
  expect(idsOf(texts)).toEqual(ids);
});

test.each<[string, Draft['kind'], Draft['kind'], string, string]>([
  ['an article that became a paragraph', 'article', 'paragraph', 'Work is fair and paid.', 'c2'],
  [
    'a point that became a paragraph, in other words',
    'point',
    'paragraph',
    'Work is fair and well paid.',
    'c2',
  ],
  [
    'a paragraph that became an article, nearly all in other words',
    'paragraph',
    'article',
    'Work is done by everybody.',
    'c4',
  ],
  ['a heading is no article', 'heading', 'article', 'Work is fair and paid.', 'c4'],
])('%s', (_, before, after, words, id) => {
  const kinds = ['Ports are open.', 'Work is fair and paid.', 'The sea is free.'].map((text, place) => ({
    ...{ id: `c${place + 1}`, parent: null, text },
    kind: place === 1 ? before : 'article',
  }));
  const drafts = [
    article('Ports are open.'),
    { ...article(words), kind: after },
    article('The sea is free.'),
  ];
  expect(identify(drafts, kinds, 3).map((one) => one.id)).toEqual(['c1', id, 'c3']);
});

/** Each from its clauses of before, `c1` on, to its drafts: which are which. */
test.each<[string, string[], string[], string[]]>([
  [
    'the longest run stays, the rest moves',
    ['a', 'b', 'c', 'd'],
    ['d', 'a', 'b', 'c'],
    ['c4', 'c1', 'c2', 'c3'],
  ],
  ['what comes twice is matched once', ['a', 'b', 'a'], ['a', 'a', 'b'], ['c1', 'c3', 'c2']],
  [
    'of several alike those that stand in the longest run',
    ['a', 'b', 'a'],
    ['x', 'b', 'a'],
    ['c9', 'c2', 'c3'],
  ],
  ['one of two alike goes', ['a', 'a', 'b'], ['a', 'b'], ['c1', 'c3']],
  ['a third that is alike is new', ['a', 'b'], ['a', 'a', 'b'], ['c1', 'c9', 'c2']],
  ['four words of ten are still the same', ['one two three four five'], ['one two six seven eight'], ['c1']],
  ['fewer are not', ['one two three four five six'], ['one two seven eight nine ten'], ['c9']],
  ['a word counts as often as both have it', ['no no no yes so'], ['no go on up by'], ['c9']],
  ['case and signs do not count', ['Ports, are — OPEN!'], ['ports are open'], ['c1']],
  [
    'of several the most alike',
    ['one two three', 'one two three four', 'five six'],
    ['one two three four seven', 'five six'],
    ['c2', 'c3'],
  ],
  [
    'of several that are equally alike the last',
    ['one two three', 'one two four', 'five six'],
    ['one two seven', 'five six'],
    ['c2', 'c3'],
  ],
  [
    'only between its neighbours: before',
    ['one two three', 'a', 'b'],
    ['a', 'one two four', 'b'],
    ['c2', 'c9', 'c3'],
  ],
  [
    'only between its neighbours: behind',
    ['a', 'b', 'one two three'],
    ['a', 'one two four', 'b'],
    ['c1', 'c9', 'c2'],
  ],
  [
    'between the nearest of them',
    ['a', 'one two three', 'b', 'c'],
    ['x y z', 'a', 'one two four', 'b', 'c'],
    ['c9', 'c1', 'c2', 'c3', 'c4'],
  ],
  ['a clause without words is like none', ['—'], ['…'], ['c9']],
])('%s', (_, before, after, ids) => {
  const previous = identify(before.map(article), [], 0);
  expect(identify(after.map(article), previous, 8).map(({ id }) => id)).toEqual(ids);
});

test('the same words as another kind of clause are another clause', () => {
  const [only] = identify([{ kind: 'heading', parent: null, text: 'The sea is free.' }], first, 3);
  expect(only!.id).toBe('c4');
});

test('ids are never given twice, are new or of before, and follow an unchanged clause wherever it goes', () => {
  const words = fc.array(fc.constantFrom('port', 'sea', 'work', 'dues', 'free', 'open', 'all'), {
    minLength: 3,
    maxLength: 8,
  });
  const texts = fc.uniqueArray(
    words.map((list) => list.join(' ')),
    { minLength: 1, maxLength: 12 },
  );
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const previous = identify(before.map(article), [], 0);
      const next = identify(after.map(article), previous, previous.length);
      const ids = next.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const clause of next) {
        const same = previous.find(({ text }) => text === clause.text);
        if (same) expect(clause.id).toBe(same.id);
        else if (!previous.some(({ id }) => id === clause.id)) {
          expect(Number(clause.id.slice(1))).toBeGreaterThan(previous.length);
        }
      }
    }),
  );
});

test('as many clauses as can keep their order keep it', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 7 });
  const common = (a: readonly string[], b: readonly string[]): number => {
    const [[x, ...rest], [y, ...other]] = [a, b];
    if (x === undefined || y === undefined) return 0;
    return x === y ? 1 + common(rest, other) : Math.max(common(rest, b), common(a, other));
  };
  const rising = (all: readonly number[], above = 0): number =>
    Math.max(0, ...all.map((one, i) => (one > above ? 1 + rising(all.slice(i + 1), one) : 0)));
  fc.assert(
    fc.property(letters, letters, (before, after) => {
      const previous = identify(before.map(article), [], 0);
      const places = identify(after.map(article), previous, 20).map(({ id }) => Number(id.slice(1)));
      expect(rising(places.filter((place) => place <= 20))).toBe(common(before, after));
    }),
  );
});

test('another language is aligned clause by clause, or refused at the place where it differs', () => {
  expect(align([article('Les ports'), article('Le travail'), article('La mer')], first)).toEqual({
    ok: true,
    value: { c1: 'Les ports', c2: 'Le travail', c3: 'La mer' },
  });
  expect(align([article('Les ports')], first)).toMatchObject({
    refusal: { code: 'text.not_aligned', facts: { position: 2, expected: 'article', found: 'nothing' } },
  });
  const under = (parent: number): Draft => ({ kind: 'paragraph', parent, text: 'Sous' });
  const tree = identify([article('Ports'), article('Mer'), { ...under(0), text: 'Below' }], [], 0);
  expect(align([article('Les ports'), article('La mer'), under(0)], tree)).toMatchObject({ ok: true });
  expect(align([article('Les ports'), article('La mer'), under(1)], tree)).toMatchObject({
    refusal: { code: 'text.not_aligned', facts: { position: 3 } },
  });
  const nested: Draft = { kind: 'paragraph', parent: 0, text: 'Sous' };
  expect(align([article('Les ports'), nested, article('La mer')], first)).toMatchObject({
    refusal: { facts: { position: 2, expected: 'article', found: 'paragraph' } },
  });
});

test('drafts that bring an id keep it; others are looked for among the clauses that are left, and new ids go on behind all', () => {
  const bring = (id: string, text: string): Draft => ({ ...article(text), id });
  const ids = (drafts: readonly Draft[], used = 3) => named(drafts, first, used).map(({ id }) => id);
  expect(ids([article('The sea is free.'), article('Nobody is alone here.')])).toEqual(['c3', 'c4']);
  expect(ids([bring('c1', 'The sea is free.'), article('The sea is free.')])).toEqual(['c1', 'c3']);
  expect(ids([bring('c3', 'The sea is free.'), article('The sea is free.')])).toEqual(['c3', 'c4']);
  expect(ids([bring('c12', 'Nobody is alone.'), article('Somebody is new here.')])).toEqual(['c12', 'c13']);
  expect(ids([bring('x', 'Nobody is alone.'), article('Somebody is new here.')])).toEqual(['x', 'c4']);
  const beneath: Draft = { kind: 'paragraph', parent: 1, text: 'Beneath it.' };
  const tree = named([bring('c1', 'One.'), article('Somebody is new here.'), beneath], first, 3);
  expect(tree.map(({ parent }) => parent)).toEqual([null, null, 'c4']);
});
