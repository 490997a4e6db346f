import { folded, foldedWords, has, slugOf } from '../../src/basics/folded.js';
import { SEARCHED } from './spelled.js';

test.each([
  ['Renée MARCHAND', 'renee marchand'],
  ['Łódź Spółdzielnia', 'lodz spoldzielnia'],
  ['Straße', 'STRASSE'],
  ['Øystein Ærø', 'oystein aero'],
  ['İstanbul IĞDIR ılık', 'istanbul igdir ilik'],
  ['ÖZGE ÇELIK', 'özge çelik'],
  ['e\u0301', 'É'],
  ['  two \t words ', 'two words'],
])('%j is %j', (a, b) => {
  expect(folded(a)).toBe(folded(b));
});

test('marks that are letters stay, and a run of accents costs nothing', () => {
  expect(folded('के')).not.toBe(folded('का'));
  expect(folded(`e${'\u0301'.repeat(1_000_000)}`)).toBe('e');
});

test.each(SEARCHED)('in %j %j is found: %j', (text, search, found) => {
  expect(has(text, search)).toBe(found);
});

test('names become codes and headings words', () => {
  expect(slugOf('Œuvre – Straße 7!')).toBe('oeuvre-strasse-7');
  expect(slugOf('東京')).toBe('');
  expect(slugOf('x'.repeat(80))).toHaveLength(64);
  expect(foldedWords('À jour jusqu’au : (date)')).toBe('a jour jusqu au date');
});
