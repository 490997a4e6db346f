import fc from 'fast-check';
import { runsOf, sameRuns, textOf, tidied, wordsAlone, type Run } from '../../src/instruments/inline.js';

/** `em`, `strong` and `->address` in angles, as one line. */
const told = (text: string): string =>
  runsOf(text)
    .map(({ text: words, em, strong, href }) => {
      const marks = [em && 'em', strong && 'strong', href && `->${href}`].filter(Boolean).join(' ');
      return marks === '' ? words : `<${marks}: ${words}>`;
    })
    .join('');

test.each([
  ['Plain words.', 'Plain words.'],
  ['The *common* good', 'The <em: common> good'],
  ['**Every** member', '<strong: Every> member'],
  ['***Both*** here', '<em strong: Both> here'],
  ['**all *and* some**', '<strong: all ><em strong: and><strong:  some>'],
  ['***a** b*', '<em strong: a><em:  b>'],
  ['*a***b**', '<em: a><strong: b>'],
  ['See [the law](https://example.org/law).', 'See <->https://example.org/law: the law>.'],
  [
    '*See [the **law**](https://example.org)*',
    '<em: See ><em ->https://example.org: the ><em strong ->https://example.org: law>',
  ],
  // What is no emphasis and no link stays as it is.
  ['2 * 3 * 4', '2 * 3 * 4'],
  ['a * b', 'a * b'],
  ['**open', '**open'],
  ['a*', 'a*'],
  ['[x](http://example.org)', '[x](http://example.org)'],
  ['[x](javascript:alert)', '[x](javascript:alert)'],
  ['[] (https://example.org)', '[] (https://example.org)'],
  ['****four****', '****four****'],
  ['\\*no\\* \\[x\\](https://example.org) \\\\', '*no* [x](https://example.org) \\'],
  ['A\\B', 'A\\B'],
])('%j reads as %j', (text, runs) => {
  expect(told(text)).toBe(runs);
});

test('the words alone have no signs', () => {
  expect(wordsAlone('*See* **[the law](https://example.org)**')).toBe('See the law');
});

const run: fc.Arbitrary<Run> = fc.record({
  text: fc
    .array(fc.constantFrom('port', 'é', ' ', '*', '**', '[', ']', '](', ')', '\\', '(https://x.org)', '.'), {
      minLength: 1,
      maxLength: 5,
    })
    .map((all) => all.join('')),
  strong: fc.boolean(),
  em: fc.boolean(),
  href: fc.constantFrom(null, null, 'https://example.org/a', 'https://example.org/b'),
});

test('what is written reads back', () => {
  fc.assert(
    fc.property(fc.array(run, { maxLength: 6 }), (runs) => {
      const text = textOf(runs);
      expect(runsOf(text)).toEqual(tidied(runs));
      expect(sameRuns(runsOf(textOf(runsOf(text))), runsOf(text))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
