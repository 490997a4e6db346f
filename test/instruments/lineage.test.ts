import fc from 'fast-check';
import type { Clause } from '../../src/instruments/clause.js';
import { align, identify } from '../../src/instruments/lineage.js';
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
