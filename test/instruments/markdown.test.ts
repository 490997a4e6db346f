import fc from 'fast-check';
import type { Draft } from '../../src/instruments/blocks.js';
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
    '1. Who:<br>1. members<br/>2. others\n2. Until 31 May<br>2025 in all.',
    ['article Who:', 'paragraph(0) members', 'paragraph(0) others', 'article Until 31 May 2025 in all.'],
  ],
  ['<p>One</p><p>Two</p>', ['paragraph One Two']],
  ['1. One  \ntwo\\\nthree.', ['article One two three.']],
  [
    'Charter\n=======\n\nMembers\n-------\n\n1. One.',
    ['title Charter', 'heading Members', 'article(1) One.'],
  ],
  ['---\ntitle: Charter\n---\n\n# Charter', ['title Charter']],
  ['1. One.\n\n<!-- not\n\n2. Two. -->\n\n3. Three.', ['article One.', 'article Three.']],
  ['1. One:\n\n> 1. quoted\n> words', ['article One:', 'paragraph(0) 1. quoted words']],
  ['1. One[^n].\n\n[^n]: Below.\n    More below.\n\n2. Two.', ['article One.', 'article Two.']],
  ['1\\. One \\(of two\\).', ['paragraph 1. One (of two).']],
  [
    '1. _One_, __two__, snake_case_word and \\_three\\_.',
    ['article *One*, **two**, snake_case_word and _three_.'],
  ],
  ['1. One &amp; two &lt;three&gt;&nbsp;&#167; 4 &none;.', ['article One & two <three> § 4 &none;.']],
  ['1. ~~One~~ two.', ['article One two.']],
  [
    '1. See [it][Law], [law] and <https://example.org/x>, or <a@example.org>.\n\n[law]: https://example.org/law "Law"',
    [
      'article See [it](https://example.org/law), [law](https://example.org/law) and [https://example.org/x](https://example.org/x), or a@example.org.',
    ],
  ],
  ['Dues | Sum\n--- | ---\nFull | 10\n\n1. One.', ['article One.']],
  ['§ 1 Name\n\nWords.\n\n§ 2. Seat of § 1', ['article Name', 'paragraph(0) Words.', 'article Seat of § 1']],
  [
    'Art. 1. One.\n\n§ 1. Sub.\n\n§ 2. Other.\n\n§ 12 of the law.',
    ['article One.', 'paragraph(0) Sub.', 'paragraph(0) Other.', 'paragraph(2) § 12 of the law.'],
  ],
  [
    'Artículo primero. Uno.\n\nArtículo segundo.- Dos.\n\nArticle troisième – Trois.',
    ['article Uno.', 'article Dos.', 'article Trois.'],
  ],
  [
    'PART ONE\n\nCHAPTER I\n\nArticle 1. One.\n\nChapter 2 – Members\n\nArticle 2. Two.\n\nTítulo II. Socios\n\nArticle 3. Three.',
    [
      'heading PART ONE',
      'heading(0) CHAPTER I',
      'article(1) One.',
      'heading(0) Chapter 2 – Members',
      'article(3) Two.',
      'heading Título II. Socios',
      'article(5) Three.',
    ],
  ],
  [
    '1. One.\n\nChapter 2 of the law binds.\n\nSection 12 applies\n\nPart A\nof it.',
    [
      'article One.',
      'paragraph(0) Chapter 2 of the law binds.',
      'paragraph(0) Section 12 applies',
      'paragraph(0) Part A of it.',
    ],
  ],
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
  ['1. One.\n\na | b\n--|--\n1 | 2', 'article One.', ['table', 'table', 'table']],
  ['1. One[^1].\n\n[^1]: two', 'article One.', ['footnote', 'footnote']],
  ['> 1. One', 'paragraph 1. One', ['format']],
  ['1. See [it].\n\n[it]: http://example.org', 'article See it.', ['link']],
  ['<!--\n-->\n1. One', 'article One', ['html']],
])('%j loses what a text of clauses cannot hold, and says so', (markdown, clause, dropped) => {
  expect(outline(markdown)).toEqual([clause]);
  expect(read(markdown).dropped.map(({ what }) => what)).toEqual(dropped);
});

/** What Markdown says of levels, in clauses: each indented beneath its parent, with the mark that its line had. */
const tree = (markdown: string): string[] => {
  const { drafts } = read(markdown);
  const depth = (place: number): number => {
    const { parent } = drafts[place]!;
    return parent === null ? 0 : depth(parent) + 1;
  };
  return drafts.map(
    ({ kind, text, source }, place) =>
      `${'  '.repeat(depth(place))}${kind[0]} ${source!.mark ? `<${source!.mark}> ` : ''}${text}`,
  );
};

test.each([
  [
    'points beneath points, by their indentation',
    '1. On\n\n- loans\n  - above 10 000\n    * in gold\n  - to members\n- leases',
    [
      'a <1.> On',
      '  p <-> loans',
      '    p <-> above 10 000',
      '      p <*> in gold',
      '    p <-> to members',
      '  p <-> leases',
    ],
  ],
  [
    'points beneath points, by their numbers alone',
    '1. Who\n\n(a) these:\n(i) one;\n(ii) two;\n(b) others.',
    ['a <1.> Who', '  p <(a)> these:', '    p <(i)> one;', '    p <(ii)> two;', '  p <(b)> others.'],
  ],
  [
    'letters that are numerals too',
    `1. Who\n\n${[...'abcdefghij'].map((letter) => `${letter}) x`).join('\n')}\n   i) y\n   ii) z`,
    [
      'a <1.> Who',
      ...[...'abcdefghij'].map((letter) => `  p <${letter})> x`),
      '    p <i)> y',
      '    p <ii)> z',
    ],
  ],
  [
    'numbers beneath numbers',
    '1. One\n   1. Sub\n   2. Other\n      1. Deep\n2. Two',
    ['a <1.> One', '  p <1.> Sub', '  p <2.> Other', '    p <1.> Deep', 'a <2.> Two'],
  ],
  [
    'numbers of several parts',
    '1. One\n\n1.1 Sub\n\n1.1.1 Deep\n\n1.1.2 Deeper\n\n1.2 Other',
    ['a <1.> One', '  p <1.1> Sub', '    p <1.1.1> Deep', '    p <1.1.2> Deeper', '  p <1.2> Other'],
  ],
  [
    'numbers within named articles',
    '## Article 1\n\n1. Who pays.\n\n2. Who does not:\n\n(a) none.\n\n## Article 2 – Dues\n\n1. Much.',
    [
      'a <Article 1> Article 1',
      '  p <1.> Who pays.',
      '  p <2.> Who does not:',
      '    p <(a)> none.',
      'a <Article 2 –> Dues',
      '  p <1.> Much.',
    ],
  ],
  [
    'a series that is interrupted',
    '1. They shall\n\n(a) pay;\n\n(b) report.\n\nThese two begin at once.\n\n(c) attend.',
    [
      'a <1.> They shall',
      '  p <(a)> pay;',
      '  p <(b)> report.',
      '  p These two begin at once.',
      '  p <(c)> attend.',
    ],
  ],
  [
    'a series beneath a paragraph that is interrupted by a list',
    '1. One\n\nThey shall\n\n(a) pay;\n\nin the form of\n\n- gold\n- silver\n\n(b) attend.\n\nAnd',
    [
      'a <1.> One',
      '  p They shall',
      '    p <(a)> pay;',
      '    p in the form of',
      '      p <-> gold',
      '      p <-> silver',
      '    p <(b)> attend.',
      '  p And',
    ],
  ],
  [
    'a paragraph behind a series that was interrupted',
    'a) pay\n\nat once\n\nb) attend\n\nAnd',
    ['p <a)> pay', 'p at once', 'p <b)> attend', 'p And'],
  ],
  [
    'a paragraph within a point',
    '- one\n\n  more of one\n\n- two',
    ['p <-> one', '  p more of one', 'p <-> two'],
  ],
  ['every item numbered 1', '1. One\n1. Two\n1. Three', ['a <1.> One', 'a <1.> Two', 'a <1.> Three']],
  [
    'a list without a blank line',
    'It decides on:\n- loans\n- leases',
    ['p It decides on:', '  p <-> loans', '  p <-> leases'],
  ],
  [
    'articles without blank lines',
    'Article 1\nPay.\nArticle 2\nVote.',
    ['a <Article 1> Pay.', 'a <Article 2> Vote.'],
  ],
  [
    'numbers that were inserted',
    '1. A\n\n2. B\n\n2 bis. C\n\n3. D\n\n3ter) E\n\n4-1. F\n\n5 quater G\n\n6a. H',
    [
      'a <1.> A',
      'a <2.> B',
      'a <2 bis.> C',
      'a <3.> D',
      'a <3ter)> E',
      'a <4-1.> F',
      'a <5 quater> G',
      'a <6a.> H',
    ],
  ],
  [
    'articles by name',
    'Article 1er. A\n\nArticle 2 bis. B\n\n## Article 2ter\n\nC\n\n**Article 3.** D\n\nArt. 4 Title\n\nArticle V – E\n\nArtículo 6-1: F\n\nArticle 7 (repealed)',
    [
      'a <Article 1er.> A',
      'a <Article 2 bis.> B',
      'a <Article 2ter> C',
      'a <Article 3.> D',
      'a <Art. 4> Title',
      'a <Article V –> E',
      'a <Artículo 6-1:> F',
      'a <Article 7> (repealed)',
    ],
  ],
  [
    'an article without words',
    '1. One.\n\n## Article 2\n\n## Article 3\n\n(a) x',
    ['a <1.> One.', 'a <Article 2> Article 2', 'a <Article 3> Article 3', '  p <(a)> x'],
  ],
])('%s: levels and marks are read', (_, markdown, clauses) => {
  expect(tree(markdown)).toEqual(clauses);
});

test.each([
  ['1. Accounts are presented before 31 December\n2025. The auditors report.\n2. Next.', 2],
  ['1. The price is at most\n50. euros are too much.', 1],
  ['The assembly meets on\n12) June of each year.', 1],
  ['1. One.\n\nThe sum is due on\n2. June at noon.', 2],
  ['The office is open from Monday\n- Friday to all.', 1],
  ['As is said in\n(a) of this paragraph.', 1],
  ['As is said in\nArticle 2.\nNothing else holds.', 1],
  ['2025. was a year.', 1],
  ['3.5 million are paid.', 1],
  ['3.1 million are paid.', 1],
  ['12.10.2025 was a Sunday.', 1],
  ['Article 1 applies to associates as well.', 1],
  ['Art. 3 of the law binds.', 1],
  ['Artículo 5 se aplica a todos.', 1],
  ["Article 1er s'applique aux membres.", 1],
  ['Article II of the charter binds.', 1],
  ['Article 3 (b) applies.', 1],
  ['Article 5 – 7 apply.', 1],
  ['Article 12 UN Charter binds all members.', 1],
  ['## Article 5 of the treaty', 1],
  ['(see) the list', 1],
])('%j keeps its words, and as many clauses', (markdown, clauses) => {
  const { drafts, dropped } = read(markdown);
  expect(drafts).toHaveLength(clauses);
  expect(dropped).toEqual([]);
  const words = (text: string): string[] => text.match(/[\p{L}\p{N}()–-]+/gu) ?? [];
  const kept = drafts.flatMap(({ text, source }) => [...words(source!.mark ?? ''), ...words(text)]);
  expect(kept).toEqual(words(markdown));
});

test('a line that begins like a clause and is taken for words is told with the clause that it stands in', () => {
  expect(read('1. Before 31 December\n2025. The auditors report.').drafts[0]!.source).toEqual({
    ...{ line: 1, mark: '1.', text: '1. Before 31 December' },
    words: [{ line: 2, text: '2025. The auditors report.' }],
  });
});

test('nothing and a library are refused', () => {
  for (const empty of ['', ' \n\n', '<!-- -->', '```\ncode\n```']) {
    expect(fromMarkdown(empty)).toMatchObject({ refusal: { code: 'text.empty' } });
  }
  expect(fromMarkdown('x'.repeat(1_000_001))).toMatchObject({ refusal: { code: 'text.too_large' } });
});

test.each([
  ['!['],
  ['<a'],
  ['['],
  ['[a]('],
  ['`a'],
  ['# #'],
  ['<!'],
  ['![a](<'],
  ['<!--'],
  ['[^a'],
  ['_a '],
  ['~~a'],
  ['<br>'],
  ['> '],
  ['&lt'],
])('a million signs of %j are read without looking for the end at each of them', (sign) => {
  expect(read(`word ${sign.repeat(990_000 / sign.length)}`).drafts).toHaveLength(1);
});

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
      ...[
        'Article 3',
        '## Article 4\n\n',
        'Article 1er. ',
        '2 bis. ',
        '3. ',
        '\n  - ',
        '\n    ',
        '\n(b) ',
        '\n(i) ',
      ],
      ...['\n\n(c) ', '\n\n2. ', '1.1.1 ', '2.1 ', '– ', 'a. ', '(A) ', '(1) ', '. ', ': ', '**1.** '],
      '### ',
      'Preamble',
      'words',
      ' and ',
      '*x*',
    ],
    ...[
      '<br>',
      '> ',
      '\n===',
      '\n---\n',
      '_',
      '__',
      '&amp;',
      '&lt;i&gt;',
      '[^1]',
      '\n[a]: https://b.c',
      '[a]',
      '<https://b.c>',
    ],
    ...[
      '~~',
      '\\.',
      '\\(',
      '\\_',
      '§ 1 ',
      '§ 2. ',
      'a | b\n--|--\n',
      '<!--',
      '-->',
      'Artículo segundo. ',
      'CHAPTER I\n\n',
      '\n\nPart A',
    ],
    ...['[a](https://b.c)', '[a](b)', '<i>', '|', '```', '---', '\\', 'é', '\t', '\r\n', '1984', '(', ')'],
  );
  const mark = fc.constantFrom(
    ...[
      '',
      '',
      '- ',
      '• ',
      '(a) ',
      '(b) ',
      '(c) ',
      '(h) ',
      '(i) ',
      '(ii) ',
      'a) ',
      'b) ',
      '1. ',
      '2. ',
      '3. ',
      '1) ',
      '2) ',
    ],
    ...[
      '(1) ',
      '(2) ',
      '1.1 ',
      '1.2 ',
      '1.1.1 ',
      '2 bis. ',
      '- (a) ',
      '- (b) ',
      '(A) ',
      '(B) ',
      'Article 1. ',
      'Article 2\n',
      '## A\n',
    ],
  );
  const line = fc
    .tuple(fc.constantFrom('\n', '\n\n'), fc.constantFrom('', '', '  ', '    ', '      '), mark)
    .map(([before, indent, sign]) => `${before}${indent}${sign}Words`);
  const markdown = fc
    .oneof(fc.array(piece, { maxLength: 40 }), fc.array(line, { maxLength: 30 }))
    .map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(markdown, (text) => {
      const result = fromMarkdown(text);
      if (!result.ok) return;
      const clauses: Clause[] = identify(result.value.drafts, [], 0);
      const again = read(toMarkdown(clauses));
      expect(again.dropped).toEqual([]);
      const plain = (drafts: readonly Draft[]) =>
        drafts.map(({ kind, parent, text }) => ({ kind, parent, text }));
      expect(plain(again.drafts)).toEqual(plain(result.value.drafts));
    }),
    { numRuns: 1_000 },
  );
});
