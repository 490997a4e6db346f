import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { validateXML } from 'xmllint-wasm';
import type { Lang } from '../../src/basics/fields.js';
import { fromAkoma } from '../../src/instruments/akoma-reading.js';
import { toAkoma, type Exported } from '../../src/instruments/akoma.js';
import { checkTree, type Clause } from '../../src/instruments/clause.js';
import { hashesOf, readText, withIds, type Imported } from '../../src/instruments/instrument.js';
import { text } from './texts.js';

/** The schema of OASIS; it is not part of this repository. */
const SCHEMAS = join(__dirname, '../../../shared/data/akoma-ntoso');
const schemaIsHere = existsSync(SCHEMAS);

const exported = (expressions: Exported['expressions'], more: Partial<Exported> = {}): Exported => ({
  ...{ instrument: 'charter', titles: { en: 'A & B' }, number: 3, hash: 'a'.repeat(64), date: '2026-11-03' },
  ...{ begun: '2025-01-31', body: { id: 'ga', name: 'General <Assembly>' }, country: 'CH', expressions },
  ...more,
});

/** What a version is after it left and came back. */
function back(version: Exported): { hash: string; clauses: Clause[][]; dropped: number } {
  const read = fromAkoma(toAkoma(version));
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  const { texts, authentic, instrument } = read.value;
  const imports: Imported[] = texts.map(({ lang, ...one }) => ({
    ...{ ...one, lang: lang!, of: instrument, authentic: authentic.includes(lang!) },
  }));
  const again = readText(
    imports.map((one) => withIds(one, { instrument: 'other', used: 0 })),
    { authentic, previous: [], used: 0 },
  );
  if (!again.ok) throw new Error(JSON.stringify(again.refusal));
  return {
    hash: hashesOf(again.value, authentic).hash,
    clauses: again.value.expressions.map(({ clauses }) => [...clauses]),
    dropped: again.value.dropped.length + again.value.differing.length,
  };
}

function hashOf(version: Exported): string {
  const { expressions } = version;
  const authentic = expressions.filter(({ kind }) => kind === 'authentic').map(({ lang }) => lang);
  return hashesOf({ clauses: expressions[0]!.clauses, expressions, dropped: [], differing: [] }, authentic)
    .hash;
}

/** Words as nobody would type them, but as a text may hold them. */
const spelt = fc.oneof(
  fc.constantFrom(
    '*',
    '**',
    '[a](https://b.example)',
    '\\*',
    '  ',
    '\n',
    '\t',
    '\r',
    'a',
    ' b ',
    '<b>',
    '&amp;',
    ']]>',
    '\u0001',
    '\ufffe',
    '\u00a0',
    '🙂',
    '***x***',
    '"',
  ),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
);
const odd = fc
  .array(spelt, { minLength: 1, maxLength: 8 })
  .map((all) => all.join(''))
  .filter((one) => one.trim() !== '' && !one.includes('\0') && !/\p{Surrogate}/u.test(one));
const KINDS = ['title', 'preamble', 'heading', 'article', 'paragraph', 'point'] as const;

/** A tree of any kinds with ids of its own in two languages. */
const version: fc.Arbitrary<Exported> = text().chain((clauses) =>
  fc
    .record({
      texts: fc.array(fc.tuple(odd, odd), { minLength: clauses.length, maxLength: clauses.length }),
      kinds: fc.array(fc.constantFrom(...KINDS), { minLength: clauses.length, maxLength: clauses.length }),
      ids: fc.uniqueArray(fc.integer({ min: 1, max: 900_000 }), {
        minLength: clauses.length,
        maxLength: clauses.length,
      }),
      plain: fc.boolean(),
      kind: fc.constantFrom('authentic', 'translation'),
    })
    .map(({ texts, kinds, ids, plain, kind }) => {
      const renamed = new Map(clauses.map(({ id }, i) => [id, `c${ids[i]!}`]));
      const made = (lang: 0 | 1): Clause[] =>
        clauses.map((clause, i) => ({
          id: renamed.get(clause.id)!,
          parent: clause.parent === null ? null : renamed.get(clause.parent)!,
          kind: plain ? clause.kind : kinds[i]!,
          text: plain ? clause.text : texts[i]![lang],
        }));
      return exported([
        { lang: 'en', kind: 'authentic', clauses: made(0) },
        { lang: 'fr', kind: kind as 'authentic', clauses: made(1) },
      ]);
    }),
);

test('whatever a version is, it comes back with the same hash, clause by clause', () => {
  fc.assert(
    fc.property(version, (one) => {
      const { hash, clauses, dropped } = back(one);
      expect(clauses).toEqual(one.expressions.map((expression) => expression.clauses));
      expect(hash).toBe(hashOf(one));
      expect(dropped).toBe(0);
    }),
    { numRuns: 300 },
  );
});

test('one language comes alone as a statement, and back as that language', () => {
  const clauses: Clause[] = [
    { id: 'c4', kind: 'title', parent: null, text: 'Charter' },
    { id: 'c9', kind: 'preamble', parent: null, text: 'Preamble' },
    { id: 'c2', kind: 'paragraph', parent: 'c9', text: 'Considering *work*,' },
    { id: 'c3', kind: 'article', parent: null, text: 'Ports are [open](https://ports.example).' },
    { id: 'c5', kind: 'point', parent: 'c3', text: 'by day;' },
  ];
  const one = exported([{ lang: 'es', kind: 'authentic', clauses }]);
  const xml = toAkoma(one);
  expect(xml).toContain('<statement name="charter">');
  expect(xml).toContain('<mainBody eId="body" xml:lang="es">');
  expect(xml).toContain('<FRBRlanguage language="spa"/>');
  expect(xml).toContain('<FRBRauthoritative value="true"/>');
  expect(xml).toContain(
    '<article eId="art_1" wId="c3"><num>1</num><intro><p>Ports are <a href="https://ports.example">open</a>.</p></intro>',
  );
  expect(back(one)).toEqual({ hash: hashOf(one), clauses: [clauses], dropped: 0 });
});

test('ids of another instrument are not taken over where there are clauses already', () => {
  const clauses: Clause[] = [{ id: 'c7', kind: 'article', parent: null, text: 'One.' }];
  const read = fromAkoma(toAkoma(exported([{ lang: 'en', kind: 'authentic', clauses }])));
  const { texts, instrument } = read.ok ? read.value : { texts: [], instrument: null };
  const file: Imported = { ...texts[0]!, lang: 'en', of: instrument, authentic: true };
  const idsOf = (one: Imported): unknown => 'drafts' in one && one.drafts.map(({ id }) => id);
  expect(idsOf(withIds(file, { instrument: 'charter', used: 9 }))).toEqual(['c7']);
  expect(idsOf(withIds(file, { instrument: 'other', used: 0 }))).toEqual(['c7']);
  expect(idsOf(withIds(file, { instrument: 'other', used: 9 }))).toEqual([undefined]);
});

const akn = (body: string, more = ''): string =>
  `<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="law"><meta><identification source="#x"><FRBRExpression><FRBRlanguage language="fra"/></FRBRExpression></identification></meta>${more}<body>${body}</body></act></akomaNtoso>`;

test('an act of another house: sections, articles with headings, numbers, lists; what does not fit is listed', () => {
  const read = fromAkoma(
    akn(
      `<chapter wId="x1"><num>I</num><heading>Ports</heading><article><num>Art. 1</num><heading>Access</heading><paragraph><num>1.</num><content><p>Open <b>by day</b>.</p><table><tr><td><p>x</p></td></tr></table></content></paragraph><paragraph><list><intro><p>Closed:</p></intro><point><num>a)</num><content><p>by night<authorialNote marker="1"><p>Note</p></authorialNote>;</p></content></point></list></paragraph></article><article><num>Art. 2</num><paragraph><content><p>No toll. <ref href="/akn/fr/act">Law</ref></p></content></paragraph></article></chapter>`,
      '<preface><p>Loi <docTitle>des ports</docTitle></p></preface><preamble><recitals><recital><p>Vu la mer,</p></recital></recitals></preamble>',
    ),
  );
  expect(read).toMatchObject({ ok: true });
  const [one] = read.ok ? read.value.texts : [];
  expect(one!.lang).toBe('fr');
  expect(one!.drafts.map(({ kind, parent, text: words, id }) => [kind, parent, words, id])).toEqual([
    ['title', null, 'des ports', undefined],
    ['preamble', null, 'Préambule', undefined],
    ['paragraph', 1, 'Vu la mer,', undefined],
    ['heading', null, 'I – Ports', undefined],
    ['article', 3, 'Access', undefined],
    ['paragraph', 4, 'Open **by day**.', undefined],
    ['paragraph', 4, 'Closed:', undefined],
    ['point', 6, 'by night;', undefined],
    ['article', 3, 'No toll. Law', undefined],
  ]);
  expect(one!.dropped.map(({ what }) => what)).toEqual(['preface', 'table', 'footnote']);
});

test.each([
  [
    'a document type',
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><akomaNtoso>&a;</akomaNtoso>',
    'file.doctype',
  ],
  ['an unknown entity', akn('<p>&xxe;</p>'), 'file.broken'],
  ['an end that is missing', akn('<p>a').replace('</act>', ''), 'file.broken'],
  ['nothing', '', 'file.broken'],
  ['other XML', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'file.type'],
  ['a bill of debate', akn('').replaceAll('act', 'debate'), 'akoma.no_document'],
  ['a language that is none of ours', akn('<p>a</p>').replace('fra', 'deu'), 'akoma.language'],
  ['a text without words', akn('<p> </p>'), 'text.empty'],
  ['elements without end', akn('<paragraph>'.repeat(100_000)), 'file.too_deep'],
])('Akoma Ntoso refuses %s', (_, xml, code) => {
  const read = fromAkoma(xml);
  expect(read.ok ? null : read.refusal.code).toBe(code);
});

test('a spelling that does not read as its words is not believed', () => {
  const clauses: Clause[] = [{ id: 'c1', kind: 'article', parent: null, text: 'a  b' }];
  const xml = toAkoma(exported([{ lang: 'en', kind: 'authentic', clauses }]));
  expect(xml).toContain('plenary:text="&quot;a  b&quot;"');
  const changed = fromAkoma(xml.replace('&quot;a  b&quot;', '&quot;a  c&quot;'));
  expect(changed.ok && changed.value.texts[0]!.drafts[0]!.text).toBe('a b');
  expect(changed.ok && changed.value.texts[0]!.dropped.map(({ what }) => what)).toEqual(['spelling']);
});

if (!schemaIsHere)
  process.stderr.write(
    'The schema of Akoma Ntoso is not in ../shared/data: exports are not validated here.\n',
  );
const schema = schemaIsHere ? test : test.skip;
schema('what is exported is valid under the schema of OASIS', async () => {
  const xsd = (name: string) => ({ fileName: name, contents: readFileSync(join(SCHEMAS, name), 'utf8') });
  const samples = fc.sample(version, { numRuns: 25, seed: 7 });
  const langs: Lang[] = ['en', 'fr'];
  const files = samples.flatMap((one, place) => [
    { fileName: `${place}.xml`, contents: toAkoma(one) },
    {
      fileName: `${place}-${langs[place % 2]}.xml`,
      contents: toAkoma({ ...one, country: null, expressions: [one.expressions[place % 2]!] }),
    },
  ]);
  for (const { expressions } of samples)
    for (const { clauses } of expressions) expect(checkTree(clauses).ok).toBe(true);
  const { valid, errors } = await validateXML({
    xml: files,
    schema: [xsd('akomantoso30.xsd')],
    preload: [xsd('xml.xsd')],
    initialMemoryPages: 512,
    maxMemoryPages: 8192,
  });
  expect(errors.map(({ message, loc }) => `${loc?.fileName} ${message}`).slice(0, 5)).toEqual([]);
  expect(valid).toBe(true);
});
