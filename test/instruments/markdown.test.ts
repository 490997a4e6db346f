import fc from 'fast-check';
import type { Clause } from '../../src/instruments/clause.js';
import { identify } from '../../src/instruments/lineage.js';
import { fromMarkdown, toMarkdown } from '../../src/instruments/markdown.js';

const read = (markdown: string) => {
  const result = fromMarkdown(markdown);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};
/** `kind(parent) text` of each clause. */
const outline = (markdown: string): string[] =>
  read(markdown).drafts.map(
    ({ kind, parent, text }) => `${kind}${parent === null ? '' : `(${parent})`} ${text}`,
  );

test.each([
  ['# Charter', ['title Charter']],
  ['# Charter\n\n1. One.\n\n2. Two.', ['title Charter', 'article One.', 'article Two.']],
  ['1) One.\n2) Two.', ['article One.', 'article Two.']],
  ['## Article 1\nFirst words.\n\nSecond.', ['article First words.', 'paragraph(0) Second.']],
  ['## Article 1: Ports\n\nThey are open.', ['article Ports', 'paragraph(0) They are open.']],
  ['## Artículo 2.\n\nTexto.', ['article Texto.']],
  ['## Article premier\n\nMots.\n\n## Art. 2 — Ports\n', ['article Mots.', 'article Ports']],
  ['Article 1er. Mots.', ['article Mots.']],
  ['## Artículo 1.º\n\nTexto.\n\n## Artículo único\n\nMás.', ['article Texto.', 'article Más.']],
  ['## Article XIV: Ports', ['article Ports']],
  // No number, though its first letters could be one.
  ['Article introductions are short.', ['paragraph Article introductions are short.']],
  ['## Article civil', ['heading Article civil']],
  ['## Préambule\n\nConsidérant.', ['preamble Préambule', 'paragraph(0) Considérant.']],
  [
    '1. One.\n\n1.1 Sub.\n\n(a) point\n(b) point',
    ['article One.', 'paragraph(0) Sub.', 'point(1) point', 'point(1) point'],
  ],
  ['Words\nthat wrap\nsoftly.', ['paragraph Words that wrap softly.']],
  [
    '## A\n\n### B\n\n1. One.\n\n## C\n\n2. Two.',
    ['heading A', 'heading(0) B', 'article(1) One.', 'heading C', 'article(3) Two.'],
  ],
  ['1. One.\r\n\r\n2. Two.\r\n', ['article One.', 'article Two.']],
  ['\\1984 was a year.', ['paragraph 1984 was a year.']],
  [
    '1. *One* and **two** and [law](https://example.org/law).',
    ['article *One* and **two** and [law](https://example.org/law).'],
  ],
])('%j is read as %j', (markdown, clauses) => {
  expect(outline(markdown)).toEqual(clauses);
});

test.each([
  ['1. See <script>alert(1)</script>it.', 'article See alert(1)it.', ['html', 'html']],
  ['1. See [it](javascript:alert).', 'article See it.', ['link']],
  ['1. See ![a picture](https://example.org/x.png) it.', 'article See it.', ['image']],
  ['1. One.\n\n| a | b |\n| 1 | 2 |', 'article One.', ['table', 'table']],
  ['1. One.\n\n```\nrm -rf\n```', 'article One.', ['code']],
  ['1. One.\n\n## Article 2\n', 'article One.', ['article']],
  ['## Article 1\n\n## Article 2\n\nTwo.', 'article Two.', ['article']],
  ['## Article 1\n\n(a) point', 'point point', ['article']],
])('%j loses what a text of clauses cannot hold, and says so', (markdown, clause, dropped) => {
  expect(outline(markdown)).toEqual([clause]);
  expect(read(markdown).dropped.map(({ what }) => what)).toEqual(dropped);
});

test('nothing and a library are refused', () => {
  for (const empty of ['', ' \n\n', '<!-- -->', '```\ncode\n```']) {
    expect(fromMarkdown(empty)).toMatchObject({ refusal: { code: 'text.empty' } });
  }
  expect(fromMarkdown('x'.repeat(1_000_001))).toMatchObject({ refusal: { code: 'text.too_large' } });
});

test.each([['!['], ['<a'], ['['], ['[a]('], ['`a'], ['# #'], ['<!'], ['![a](<']])(
  'a million signs of %j are read without looking for the end at each of them',
  (sign) => {
    expect(read(`word ${sign.repeat(990_000 / sign.length)}`).drafts).toHaveLength(1);
  },
);

test('what stands in what is taken out is taken out too, however deep', () => {
  const deep = `1. word ${'<'.repeat(100_000)}${'i>'.repeat(100_000)}`;
  const [article] = read(deep).drafts;
  expect(article!.text).toMatch(/^word [i>]*$/);
  expect(outline('1. One <<i>script>two')).toEqual(['article One two']);
});

test('whatever comes in is read or refused, and what was read is read again as the same', () => {
  const piece = fc.constantFrom(
    ...[
      '# ',
      '## ',
      '1. ',
      '2) ',
      '1.1 ',
      '(a) ',
      '- ',
      '\n',
      '\n\n',
      'Article 3',
      '## Article 4\n\n',
      '### ',
      'Preamble',
      'words',
      ' and ',
      '*x*',
    ],
    ...['[a](https://b.c)', '[a](b)', '<i>', '|', '```', '---', '\\', 'é', '\t', '\r\n', '1984', '(', ')'],
  );
  const markdown = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(markdown, (text) => {
      const result = fromMarkdown(text);
      if (!result.ok) return;
      const clauses: Clause[] = identify(result.value.drafts, [], 0);
      const again = read(toMarkdown(clauses));
      expect(again.dropped).toEqual([]);
      const lost = result.value.dropped.some(({ what }) => what === 'article');
      const words = ({ text }: { text: string }): string => text;
      // The points of an article that was dropped have no place of their own.
      if (lost) expect(again.drafts.map(words)).toEqual(clauses.map(words));
      else expect(again.drafts).toEqual(result.value.drafts);
    }),
    { numRuns: 500 },
  );
});
