import fc from 'fast-check';
import { zipSync, strToU8 } from 'fflate';
import { toAkoma } from '../../src/instruments/akoma.js';
import type { Draft } from '../../src/instruments/blocks.js';
import type { Clause } from '../../src/instruments/clause.js';
import { toDocx } from '../../src/instruments/docx.js';
import { readFile, importsOf } from '../../src/instruments/files.js';
import { readApart, readImports } from '../../src/instruments/files.store.js';
import { toHtml } from '../../src/instruments/html.js';
import { fromMarkdown, toMarkdown } from '../../src/instruments/markdown.js';
import { mutated } from './formats.js';

const bytes = (text: string): Uint8Array => strToU8(text);
const codeOf = (given: Uint8Array): string | null => {
  const read = readFile(given);
  return read.ok ? null : read.refusal.code;
};
/** Kind, place of the parent and words of each clause, and what was dropped. */
function told(given: Uint8Array) {
  const read = readFile(given);
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  const [{ drafts, dropped }] = read.value.texts as [(typeof read.value.texts)[0]];
  return {
    format: read.value.format,
    clauses: drafts.map(({ kind, parent, text }: Draft) => [kind, parent, text]),
    dropped: dropped.map(({ line, what }) => `${line} ${what}`),
  };
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://r"';
const STYLES = `<w:styles ${W}><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="Own"><w:name w:val="Eigene"/><w:basedOn w:val="berschrift1"/></w:style></w:styles>`;
const NUMBERING = `<w:numbering ${W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="Article %1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl><w:lvl w:ilvl="2"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
const RELS =
  '<Relationships><Relationship Id="r1" Type="x/hyperlink" Target="https://ports.example/a" TargetMode="External"/><Relationship Id="r2" Type="x/hyperlink" Target="javascript:alert(1)" TargetMode="External"/><Relationship Id="r3" Type="x/attachedTemplate" Target="http://evil.example/t.dotm" TargetMode="External"/></Relationships>';
const p = (inner: string, style = '', list: number | null = null): string =>
  `<w:p><w:pPr>${style && `<w:pStyle w:val="${style}"/>`}${list === null ? '' : `<w:numPr><w:ilvl w:val="${list}"/><w:numId w:val="5"/></w:numPr>`}</w:pPr>${inner}</w:p>`;
const r = (text: string, marks = ''): string =>
  `<w:r><w:rPr>${marks}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const document = (body: string): string =>
  `<w:document ${W}><w:body>${body}<w:sectPr/></w:body></w:document>`;
const word = (body: string, more: Record<string, string> = {}): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        'word/document.xml': document(body),
        'word/styles.xml': STYLES,
        'word/numbering.xml': NUMBERING,
        'word/_rels/document.xml.rels': RELS,
        ...more,
      }).map(([name, text]) => [name, bytes(text)]),
    ),
  );

test('a document of a word processor: styles, lists and first words make clauses; what does not fit is listed', () => {
  const document = word(
    [
      p(r('Charter '), 'Titel'),
      p('', ''),
      p(r('Preamble', '<w:b/>'), 'Own'),
      p(r('Considering that work is ') + r('free', '<w:i/>') + r(', ', '<w:i w:val="0"/>')),
      p(r('Ports'), 'berschrift1'),
      p(r('Ports are ') + `<w:hyperlink r:id="r1">${r('open')}</w:hyperlink>` + r('.'), '', 0),
      p(r('By day') + '<w:r><w:footnoteReference w:id="2"/></w:r>', '', 1),
      p(r('in '), '', 2).replace(
        '</w:p>',
        `<w:del><w:r><w:delText>fog</w:delText></w:r></w:del><w:ins>${r('sun')}</w:ins></w:p>`,
      ),
      p(r('Article 2', '<w:b/>')),
      p(`<w:hyperlink r:id="r2">${r('No toll', '<w:u w:val="single"/>')}</w:hyperlink>` + r(' is taken.')),
      `<w:tbl><w:tr><w:tc>${p(r('(a) in a cell'))}</w:tc></w:tr></w:tbl>`,
      p(
        '<w:r><w:drawing><a><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></a></w:drawing></w:r>',
      ),
    ].join(''),
    { 'word/header1.xml': '<x/>', 'word/vbaProject.bin': 'MZ' },
  );
  expect(told(document)).toEqual({
    format: 'docx',
    clauses: [
      ['title', null, 'Charter'],
      ['preamble', null, 'Preamble'],
      ['paragraph', 1, 'Considering that work is *free*,'],
      ['heading', null, 'Ports'],
      ['article', 3, 'Ports are [open](https://ports.example/a).'],
      ['paragraph', 4, 'By day'],
      ['point', 5, 'in sun'],
      ['article', 3, 'No toll is taken.'],
      ['point', 7, 'in a cell'],
    ],
    dropped: [
      ...[
        '1 header',
        '1 script',
        '1 external',
        '6 footnote',
        '7 deletion',
        '7 insertion',
        '9 script',
        '9 format',
      ],
      ...['10 cells', '11 image'],
    ],
  });
});

test('rich text: headings, lists, emphasis and https links stay; scripts and what else does not fit are listed', () => {
  const html = `<!doctype html><html><head><title>T</title><style>p{}</style></head><body onload="x()">
    <h1>Charter</h1><h2><strong>Préambule</strong></h2><p>Considérant <em>le travail</em>,&nbsp;<b style="font-weight:normal">libre</b></p>
    <h2>Article premier</h2><p>Les ports sont <a href="https://ports.example">ouverts</a><script>alert(1)</script>.</p>
    <ul><li><p>de jour</p></li><li>de <a href=" jAvAscript:alert(1)">nuit</a></li></ul>
    <p class="MsoNormal"><b>Article 2.</b> Pas de <u>péage</u> &lt;b&gt; <img src=x onerror=alert(1)></p>
    <ol><li>Le travail<br>est juste<ol><li>ici</ol></ol><table><tr><td>1. Cellule</td></tr></table><iframe src="//x"><p>in</p></iframe>`;
  expect(told(bytes(html))).toEqual({
    format: 'html',
    clauses: [
      ['title', null, 'Charter'],
      ['preamble', null, 'Préambule'],
      ['paragraph', 1, 'Considérant *le travail*,\u00a0libre'],
      ['article', null, 'Les ports sont [ouverts](https://ports.example).'],
      ['point', 3, 'de jour'],
      ['point', 3, 'de nuit'],
      ['article', null, 'Pas de péage <b>'],
      ['paragraph', 6, 'Le travail est juste'],
      ['point', 7, 'ici'],
      ['paragraph', 6, 'Cellule'],
    ],
    dropped: ['1 script', '5 script', '7 script', '8 format', '8 image', '11 cells', '12 html'],
  });
});

test('a line that names a part of the text is a heading', () => {
  const words = ['CHAPTER I', '1. One.', 'Chapter II – Members', '2. Two.'];
  const clauses = [
    ['heading', null, 'CHAPTER I'],
    ['article', 0, 'One.'],
    ['heading', null, 'Chapter II – Members'],
    ['article', 2, 'Two.'],
  ];
  expect(told(bytes(words.map((one) => `<p>${one}</p>`).join(''))).clauses).toEqual(clauses);
  expect(told(word(words.map((one) => p(r(one))).join(''))).clauses).toEqual(clauses);
});

test('where a line is broken another clause may begin, and words go on', () => {
  const clauses = [
    ['article', null, 'The members: *all*'],
    ['point', 0, 'pay 2025 and later'],
    ['point', 0, 'vote'],
    ['article', null, 'The office, Main Street 1'],
  ];
  expect(
    told(
      bytes(
        '<p>1. The members: <i>all</i><br>(a) pay<br>2025 and later<br/>\n(b) vote</p><p>2. The office,<br>Main Street 1</p>',
      ),
    ).clauses,
  ).toEqual(clauses);
  const br = '<w:r><w:br/></w:r>';
  expect(
    told(
      word(
        [
          p(
            [
              r('1. The members: ') + r('all', '<w:i/>'),
              r('(a) pay'),
              r('2025 and later'),
              r('(b) vote'),
            ].join(br),
          ),
          p([r('2. The office,'), r('Main Street 1')].join(br)),
        ].join(''),
      ),
    ).clauses,
  ).toEqual(clauses);
});

const CLAUSES: Clause[] = [
  { id: 'c1', kind: 'title', parent: null, text: 'Charter of *Ports*' },
  { id: 'c2', kind: 'preamble', parent: null, text: 'Preamble' },
  { id: 'c3', kind: 'paragraph', parent: 'c2', text: 'Considering **work**,' },
  { id: 'c4', kind: 'heading', parent: null, text: 'Ports & < 5 ships' },
  { id: 'c5', kind: 'article', parent: 'c4', text: 'Ports are [open](https://ports.example/?a=1&b=2).' },
  { id: 'c6', kind: 'paragraph', parent: 'c5', text: 'By day.' },
  { id: 'c7', kind: 'paragraph', parent: 'c5', text: 'By night:' },
  { id: 'c8', kind: 'point', parent: 'c7', text: 'with a lamp;' },
  { id: 'c9', kind: 'point', parent: 'c7', text: 'in fog.' },
  { id: 'c10', kind: 'article', parent: 'c4', text: 'No toll is taken.' },
];
const VERSION = {
  ...{
    instrument: 'charter',
    titles: { en: 'Charter' },
    number: 1,
    hash: '0'.repeat(64),
    date: '2026-01-01',
  },
  ...{ begun: '2026-01-01', body: { id: 'ga', name: 'GA' }, country: null },
  expressions: [{ lang: 'en' as const, kind: 'authentic' as const, clauses: CLAUSES }],
};

test.each([
  ['DOCX', toDocx(CLAUSES, 'en')],
  ['Akoma Ntoso', bytes(toAkoma(VERSION))],
  ['HTML', bytes(toHtml(VERSION))],
  ['Markdown', bytes(toMarkdown(CLAUSES))],
])('what is written as %s reads back as the same clauses', (_, file) => {
  const places = new Map(CLAUSES.map(({ id }, place) => [id, place]));
  const { clauses } = told(file);
  expect(clauses.slice(0, CLAUSES.length)).toEqual(
    CLAUSES.map(({ kind, parent, text }) => [kind, parent && places.get(parent), text]),
  );
});

/** An archive whose list says what it is told to say of one file. */
function forged(
  content: Uint8Array,
  { size, name = 'word/document.xml' }: { size?: number; name?: string },
): Uint8Array {
  const file = zipSync({ [name]: content });
  const view = new DataView(file.buffer);
  const list = view.getUint32(file.length - 6, true);
  if (size !== undefined) view.setUint32(list + 24, size, true);
  return file;
}
const flipped = (file: Uint8Array, place: number): Uint8Array => {
  const other = file.slice();
  other[place] = other[place]! ^ 0x10;
  return other;
};
const whole = word(p(r('Words '.repeat(200))));

test.each([
  ['nothing', new Uint8Array(), 'file.empty'],
  ['what is too big', new Uint8Array(5_000_001).fill(97), 'file.too_large'],
  ['a PDF', bytes('%PDF-1.7'), 'file.type'],
  ['an old document', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0), 'file.type'],
  ['RTF', bytes('{\\rtf1 x}'), 'file.type'],
  ['an image', Uint8Array.of(0x89, 0x50, 0x4e, 0x47), 'file.type'],
  ['a spreadsheet', zipSync({ 'xl/workbook.xml': bytes('<x/>') }), 'file.type'],
  ['another encoding', Uint8Array.of(0x23, 0x20, 0xe9, 0x74, 0xe9), 'file.encoding'],
  ['bytes of anything', Uint8Array.of(0x23, 0, 0, 1), 'file.encoding'],
  ['half an archive', whole.slice(0, whole.length / 2), 'file.broken'],
  ['an archive with a wrong bit', flipped(whole, 60), 'file.broken'],
  ['a bomb that says so', word(p(r('0'.repeat(3_000_000)))), 'file.bomb'],
  ['a bomb that hides', forged(bytes(document(p(r('0'.repeat(3_000_000))))), { size: 3000 }), 'file.bomb'],
  ['a size that is too much', forged(bytes(document(p(r('x')))), { size: 4_000_000_000 }), 'file.bomb'],
  ['a way out of the folder', forged(bytes('x'), { name: '../../etc/passwd' }), 'file.strange_path'],
  ['an absolute path', forged(bytes('x'), { name: '/etc/passwd' }), 'file.strange_path'],
  [
    'too many files',
    zipSync(Object.fromEntries(Array.from({ length: 2_001 }, (_, i) => [`${i}`, bytes('')]))),
    'file.too_many_parts',
  ],
  [
    'a document type in a document',
    zipSync({ 'word/document.xml': bytes('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>') }),
    'file.doctype',
  ],
  [
    'elements without end',
    zipSync({ 'word/document.xml': [bytes(`<a>${'<b>'.repeat(50_000)}`), { level: 0 }] }),
    'file.too_deep',
  ],
  ['rich text without end', bytes(`<p>${'<b>'.repeat(500_000)}`), 'file.too_deep'],
  ['a paragraph without end', bytes(`<p>${'word '.repeat(200_000)}`), 'file.paragraph_too_long'],
  ['a document without words', word(p('')), 'text.empty'],
])('%s is refused', (_, file, code) => {
  expect(codeOf(file)).toBe(code);
});

test('a file that does not say its language needs one, and one that says another is refused', () => {
  const plain = readFile(bytes('# A\n'));
  const akoma = readFile(bytes(toAkoma(VERSION)));
  if (!plain.ok || !akoma.ok) throw new Error('not read');
  expect(importsOf(plain.value, null)).toMatchObject({ refusal: { code: 'file.lang_unknown' } });
  expect(importsOf(plain.value, 'es')).toMatchObject({ value: [{ lang: 'es', of: null, authentic: false }] });
  expect(importsOf(akoma.value, null)).toMatchObject({
    value: [{ lang: 'en', of: 'charter', authentic: true }],
  });
  expect(importsOf(akoma.value, 'fr')).toMatchObject({
    refusal: { code: 'file.lang_differs', facts: { languages: ['en'], lang: 'fr' } },
  });
});

const FILES = [
  whole,
  toDocx(CLAUSES, 'en'),
  bytes(toAkoma(VERSION)),
  bytes(toHtml(VERSION)),
  bytes(toMarkdown(CLAUSES)),
];
test('whatever a file is, it is read or refused with a code that has words', () => {
  fc.assert(
    fc.property(
      fc.oneof({ weight: 9, arbitrary: mutated(FILES) }, { weight: 1, arbitrary: fc.uint8Array() }),
      (file) => {
        const read = readFile(file);
        if (!read.ok) return expect(read.refusal.code).toMatch(/^(file|text|akoma)\.[a-z_]+$/);
        for (const { drafts } of read.value.texts) {
          expect(drafts.length).toBeGreaterThan(0);
          drafts.forEach(({ parent, text }, place) => {
            if (parent !== null) expect(parent).toBeLessThan(place);
            expect(text).toBe(text.trim());
          });
        }
      },
    ),
    { numRuns: 1000 },
  );
});

test('a thread reads a file, and what is too much for it takes nothing else down', async () => {
  expect(await readApart(FILES[4]!)).toMatchObject({ ok: true, value: { format: 'markdown' } });
  expect(await readApart(bytes('%PDF'))).toMatchObject({ ok: false, refusal: { code: 'file.type' } });
  expect(await readApart(new Uint8Array(5_000_001))).toMatchObject({ refusal: { code: 'file.too_large' } });
  for (const hostile of [
    'for(;;){}',
    'const a=[];for(;;)a.push(Array(1e5).fill(1))',
    'process.exit(0)',
    'throw 1',
  ]) {
    const thread = new URL(`data:text/javascript,${hostile}`);
    const read = await readApart(bytes('#'), { thread, cost: { memory: 32, time: 1_000 } });
    expect(read).toEqual({ ok: false, refusal: { code: 'file.too_costly', facts: {} } });
  }
});

test('long Markdown is read in the thread too, whatever it begins with, and as short Markdown is', async () => {
  const markdown = `<b>Ports</b> are open.\n\n${'## Article 1\n\nNo toll is taken.\n\n'.repeat(4_000)}`;
  const short = await readImports([{ lang: 'en', markdown: markdown.slice(0, 90_000) }]);
  expect(short).toMatchObject({ ok: true, value: [{ markdown: markdown.slice(0, 90_000) }] });
  const long = await readImports([{ lang: 'en', markdown }]);
  const read = fromMarkdown(markdown);
  if (!read.ok) throw new Error(read.refusal.code);
  expect(long).toEqual({ ok: true, value: [{ ...read.value, lang: 'en', of: null, authentic: false }] });
});
