import { folded, foldedWords, freeSlug, has, slugOf, slugUnder } from '../../src/basics/folded.js';
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

test('a name that is taken gets a number, and one without letters of ours a word', () => {
  const taken = new Set(['oslo-2003', 'oslo-2003-2', 'assembly', 'x'.repeat(64)]);
  const free = (name: string) => freeSlug(name, (slug) => taken.has(slug), 'assembly');
  expect([free('Oslo 2004'), free('Oslo 2003'), free('東京'), free('É')]).toEqual([
    'oslo-2004',
    'oslo-2003-3',
    'assembly-2',
    'assembly-2',
  ]);
  expect(free('x'.repeat(64))).toBe(`${'x'.repeat(58)}-2`);
});

test('names become codes and headings words', () => {
  expect(slugOf('Œuvre – Straße 7!')).toBe('oeuvre-strasse-7');
  expect(slugOf('東京')).toBe('');
  expect(slugOf('x'.repeat(80))).toHaveLength(64);
  expect(foldedWords('À jour jusqu’au : (date)')).toBe('a jour jusqu au date');
});

test.each([
  ['demo', 'General Assembly', 'demo-general-assembly'],
  // Two bodies of an organisation with a long name have not the same one.
  ['x'.repeat(64), 'General Assembly', `${'x'.repeat(47)}-general-assembly`],
  [`${'x'.repeat(46)}-${'x'.repeat(17)}`, 'General Assembly', `${'x'.repeat(46)}-general-assembly`],
  ['demo', 'x'.repeat(80), 'x'.repeat(64)],
  ['demo', '東京', ''],
])('what belongs to %s and is called %s is %s', (owner, name, slug) => {
  expect(slugUnder(owner, name)).toBe(slug);
  expect(slug.length).toBeLessThanOrEqual(64);
});
