import { Kept } from '../../src/basics/kept.js';

test('what was made is not made again, until others have taken its place', () => {
  const kept = new Kept<string>(2);
  const made: string[] = [];
  const ask = (key: string): string =>
    kept.of(key, () => {
      made.push(key);
      return `made of ${key}`;
    });
  expect([ask('a'), ask('b'), ask('a')]).toEqual(['made of a', 'made of b', 'made of a']);
  expect(made).toEqual(['a', 'b']);
  // The one that was asked least recently goes.
  ask('c');
  ask('a');
  ask('b');
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});
