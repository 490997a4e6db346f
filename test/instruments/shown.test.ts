import fc from 'fast-check';
import { wordsOf } from '../../src/instruments/compare.js';
import { wordsAlone } from '../../src/instruments/inline.js';
import { shownChanges } from '../../src/instruments/shown.js';

/** `-gone-`, `+come+`, with the marks that are shown: `b` strong, `i` emphasis, `@` a link. */
const told = (before: string, after: string): string =>
  shownChanges(wordsOf(before, after))
    .map(({ op, text, strong, em, href }) => {
      const marked = `${strong ? 'b' : ''}${em ? 'i' : ''}${href ? `@${href.slice(8)}` : ''}`;
      const words = marked === '' ? text : `<${marked}:${text}>`;
      return op === 'same' ? words : op === 'added' ? `+${words}+` : `-${words}-`;
    })
    .join('');

test.each([
  ['Each reports.', 'Each member reports.', 'Each +member +reports.'],
  ['Each reports in writing.', 'Each reports **in writing**.', 'Each reports -in writing-+<b:in writing>+.'],
  ['Each **reports**.', 'Each *reports*.', 'Each -<b:reports>-+<i:reports>+.'],
  ['A **big** port.', 'A **big** harbour.', 'A <b:big> -port-+harbour+.'],
  [
    'See [the law](https://a.example).',
    'See [the law](https://b.example).',
    'See -<@a.example:the law>-+<@b.example:the law>+.',
  ],
  ['See the law.', 'See [the law](https://a.example).', 'See -the law-+<@a.example:the law>+.'],
  ['Costs 2 * 3.', 'Costs 2 * 4.', 'Costs 2 * -3-+4+.'],
  ['', '**New**', '+<b:New>+'],
  ['**Old**', '', '-<b:Old>-'],
  ['**a** b', '**a** b', '<b:a> b'],
])('%p to %p', (before, after, shown) => {
  expect(told(before, after)).toBe(shown);
});

test('what stays and goes is the old text, what stays and comes the new one', () => {
  const text = fc
    .array(fc.constantFrom('port', ' ', ' open', '*', '**', '[law](https://a.example)', '\\*'), {
      maxLength: 12,
    })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const runs = shownChanges(wordsOf(before, after));
      const all = (without: string): string =>
        runs.flatMap(({ op, text: words }) => (op === without ? [] : [words])).join('');
      expect([all('added'), all('removed')]).toEqual([wordsAlone(before), wordsAlone(after)]);
    }),
    { numRuns: 1000 },
  );
});
