import { differing } from '../../src/instruments/differing.js';
import { readFile } from '../../src/instruments/files.js';
import { identify } from '../../src/instruments/lineage.js';
import { saysNumber } from '../../src/instruments/marks.js';
import { toDocx } from '../../src/instruments/docx.js';
import type { Clause } from '../../src/instruments/clause.js';

/** Line, mark, and what is published instead; `words` where a line became words. */
function told(file: string | Uint8Array): (string | null)[][] {
  const read = readFile(typeof file === 'string' ? new TextEncoder().encode(file) : file);
  if (!read.ok) throw new Error(read.refusal.code);
  const [text] = read.value.texts;
  return differing(text!, identify(text!.drafts, [], 0)).map(({ as, line, mark, text: said, number }) =>
    as === 'words' ? [`${line}`, 'words', said] : [`${line}`, mark, number],
  );
}

test.each([
  ['a number that was taken out', '1. A\n\n## Part\n\n3. B', [['5', '3.', '2']]],
  [
    'numbers of their own',
    '3. A\n\n5. B\n\n7) C',
    [
      ['1', '3.', '1'],
      ['3', '5.', '2'],
      ['5', '7)', '3'],
    ],
  ],
  [
    'numbers that were inserted',
    'Article 1er. A\n\nArticle 2 bis. B\n\nArticle 4. C',
    [
      ['3', 'Article 2 bis.', '2'],
      ['5', 'Article 4.', '3'],
    ],
  ],
  ['numerals', 'Article I – A\n\nArticle 2 – B', [['1', 'Article I –', '1']]],
  ['a series that begins again', '1. A\n\n## B\n\n1. C', [['5', '1.', '2']]],
  [
    'bullets, which become letters',
    '1. A\n\n- B\n  - C\n',
    [
      ['3', '-', '(a)'],
      ['4', '-', '(i)'],
    ],
  ],
  [
    'paragraphs without a number',
    '1. A\n\nB\n\nC',
    [
      ['3', null, '1.1'],
      ['5', null, '1.2'],
    ],
  ],
  ['the only paragraph of an article', '1. A\n\n1.1 B', [['3', '1.1', null]]],
  ['a gap among points', '1. A\n\n(a) B\n\n(c) C', [['5', '(c)', '(b)']]],
  ['a line that became words', '1. Until May\n2025. Then', [['2', 'words', '2025. Then']]],
  [
    'a list in HTML that begins later',
    '<ol start="4"><li>A</li><li>B</li></ol>',
    [
      ['1', '4.', '1'],
      ['2', '5.', '2'],
    ],
  ],
  ['sections of a law', '§ 1 A\n\n§ 12 B', [['3', '§ 12', '2']]],
  ['numbers in words', 'Artículo primero. A\n\nArtículo tercero. B', [['3', 'Artículo tercero.', '2']]],
  ['lines that are broken', 'Until May<br>2025. Then', [['1', 'words', '2025. Then']]],
  [
    'a line of HTML that is broken before words',
    '<p>Until May<br>2025. Then</p>',
    [['1', 'words', '2025. Then']],
  ],
  [
    'numbers of an act in XML',
    '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="a">\n<body>\n<article><num>Article 1</num><content><p>A</p></content></article>\n<article><num>Article 2 bis</num>\n<paragraph><num>1.</num><content><p>B</p></content></paragraph>\n<paragraph><num>3.</num><content><p>C</p></content></paragraph></article>\n</body></act></akomaNtoso>',
    [
      ['4', 'Article 2 bis', '2'],
      ['6', '3.', '2.2'],
    ],
  ],
  ['letters in HTML', '<p>1. A</p><ol type="a"><li>B<ol type="i"><li>C</ol><li>D</ol>', []],
])('%s: what is published otherwise is told', (_, file, lines) => {
  expect(told(file)).toEqual(lines);
});

test('nothing is told where every number is the one that is written, however it is set', () => {
  expect(
    told(
      '# T\n\nArticle premier\n\nA\n\n1.1 B\n\n1.2 C\n\na) D\n\n(b) E\n   (i) F\n   (ii) F\n\nArticle 2.\n\n1. G\n\n2) H\n\n**Art. 3** – I',
    ),
  ).toEqual([]);
  const clauses: Clause[] = [
    { id: 'c1', kind: 'article', parent: null, text: 'A' },
    { id: 'c2', kind: 'paragraph', parent: 'c1', text: 'B' },
    { id: 'c3', kind: 'paragraph', parent: 'c1', text: 'C' },
    { id: 'c4', kind: 'point', parent: 'c3', text: 'D' },
    { id: 'c5', kind: 'point', parent: 'c4', text: 'E' },
    { id: 'c6', kind: 'point', parent: 'c3', text: 'F' },
  ];
  expect(told(toDocx(clauses, 'en'))).toEqual([]);
});

test.each([
  ['Article 3.', '3', true],
  ['3)', '3', true],
  ['1.º', '1', true],
  ['(c)', '(c)', true],
  ['- (c)', '(c)', true],
  ['c.', '(c)', true],
  ['(C)', '(c)', false],
  ['Article III', '3', false],
  ['Artículo único', '1', false],
  ['3 bis.', '3', false],
  ['-', '(a)', false],
  [null, null, true],
  [null, '1', false],
  ['1.', null, false],
])('%j is the number %j: %j', (mark, label, same) => {
  expect(saysNumber(mark, { label, above: null })).toBe(same);
});
