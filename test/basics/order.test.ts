import { byName, byWord } from '../../src/basics/order.js';
import { ORDERED } from './spelled.js';

test('names stand where readers look for them, from whatever order', () => {
  expect(ORDERED.toSorted(byName)).toEqual(ORDERED);
  expect(ORDERED.toReversed().toSorted(byName)).toEqual(ORDERED);
  expect(ORDERED.toSorted().toSorted(byName)).toEqual(ORDERED);
});

test('the same name has its one place, and what differs in its bytes alone an order', () => {
  expect(byName('Núñez', 'Núñez')).toBe(0);
  expect([byName('e\u0301', '\u00e9'), byName('\u00e9', 'e\u0301')]).toEqual([-1, 1]);
});

test('words of a language stand in its own order', () => {
  expect(['ñandú', 'nube', 'oca'].toSorted(byWord('es'))).toEqual(['nube', 'ñandú', 'oca']);
  expect(['ñandú', 'nube', 'oca'].toSorted(byWord('en'))).toEqual(['ñandú', 'nube', 'oca']);
  expect(['Article 10', 'Article 2'].toSorted(byWord('fr'))).toEqual(['Article 2', 'Article 10']);
});
