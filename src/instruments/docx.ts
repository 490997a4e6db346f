import { refuse, type Result } from '../basics/result.js';
import { BROKEN, type Dropped, type Paragraph, type Read } from './blocks.js';
import { numbers, type Clause } from './clause.js';
import { runsOf, type Run } from './inline.js';
import { letters, roman } from './numerals.js';
import { clausesOf } from './richtext.js';
import { elementOf, elementsOf, escapeXml, parseXml, type Element } from './xml.js';
import { openZip, pack, unpack } from './zip.js';

const DOCUMENT = 'word/document.xml';
const RELATIONS = 'word/_rels/document.xml.rels';
const STYLES = 'word/styles.xml';
const NUMBERING = 'word/numbering.xml';

/** An attribute by its name, in whichever namespace (transitional and strict documents have two). */
const attr = (element: Element | undefined, name: string): string | undefined => {
  if (!element) return undefined;
  const plain = element.attributes.get(name);
  if (plain !== undefined) return plain;
  for (const [key, value] of element.attributes) if (key.endsWith(`}${name}`)) return value;
  return undefined;
};
const val = (element: Element | undefined): string | undefined => attr(element, 'val');
/** `<w:b/>` is on, `<w:b w:val="0"/>` off. */
const isOn = (element: Element | undefined): boolean =>
  element !== undefined && !/^(0|false|off|none)$/.test(val(element) ?? '');

interface Style {
  readonly level: number;
  readonly list: ListPlace | null;
}
interface ListPlace {
  readonly list: string;
  readonly depth: number;
}

/** What the parts around a document's text say. */
interface Around {
  readonly styles: ReadonlyMap<string, Style>;
  /** The mark of the next item of a list; null: it has none. */
  readonly items: (place: ListPlace) => string | null;
  /** Where links lead, by the id of the relation. */
  readonly links: ReadonlyMap<string, string>;
}

/**
 * Reads a document of a word processor (ECMA-376, WordprocessingML) as clauses: headings by their styles, articles, paragraphs
 * and points by their lists or first words. Nothing of it is run or fetched; changes that are tracked come in as if accepted, and
 * are listed. Refusals: those of `openZip`, `unpack` and `parseXml`; `file.type` {found}; `text.empty`.
 */
export function fromDocx(bytes: Uint8Array): Result<Read> {
  const archive = openZip(bytes);
  if (!archive.ok) return archive;
  const names = [...archive.value.entries.keys()];
  if (!names.includes(DOCUMENT)) return refuse('file.type', { found: foundIn(names) });
  const parts = unpack(archive.value, [DOCUMENT, RELATIONS, STYLES, NUMBERING]);
  if (!parts.ok) return parts;
  const trees = new Map<string, Element>();
  for (const [name, text] of parts.value) {
    const tree = parseXml(text);
    if (!tree.ok) return refuse(tree.refusal.code, { ...tree.refusal.facts, part: name });
    trees.set(name, tree.value);
  }
  const body = elementOf(trees.get(DOCUMENT), 'body');
  if (!body) return refuse('file.type', { found: 'zip' });
  const dropped: Dropped[] = besides(names);
  const around: Around = {
    styles: stylesOf(trees.get(STYLES)),
    items: listsOf(trees.get(NUMBERING)),
    links: linksOf(trees.get(RELATIONS), dropped),
  };
  return clausesOf({ paragraphs: paragraphsOf(body, around, dropped), dropped });
}

function foundIn(names: readonly string[]): string {
  if (names.some((name) => name.startsWith('xl/'))) return 'xlsx';
  if (names.some((name) => name.startsWith('ppt/'))) return 'pptx';
  return names.includes('content.xml') ? 'odt' : 'zip';
}

/** What stands beside the text. */
function besides(names: readonly string[]): Dropped[] {
  const all: readonly (readonly [what: string, RegExp])[] = [
    ['header', /^word\/(header|footer)\d*\.xml$/],
    ['script', /vbaProject|vbaData|activeX/i],
    ['embedded', /^word\/(embeddings|afchunk)/i],
  ];
  return all
    .filter(([, name]) => names.some((one) => name.test(one)))
    .map(([what]) => ({ line: 1, what, unit: 'paragraph' }));
}

/** Headings by the names of their styles, which are English in every language; a style takes after the one it is based on. */
function stylesOf(root: Element | undefined): Map<string, Style> {
  const rows = new Map(
    elementsOf(root ?? NOTHING, 'style').map((style) => [attr(style, 'styleId') ?? '', style]),
  );
  const styles = new Map<string, Style>();
  for (const id of rows.keys()) {
    let level = 0;
    let list: ListPlace | null = null;
    let at: string | undefined = id;
    for (let step = 0; at !== undefined && step < 12; step++) {
      const style: Element | undefined = rows.get(at);
      const name = val(style && elementOf(style, 'name')) ?? '';
      const heading = /^heading ([1-9])$/i.exec(name);
      const outline = val(elementOf(style && elementOf(style, 'pPr'), 'outlineLvl'));
      if (level === 0 && /^title$/i.test(name)) level = 1;
      if (level === 0 && heading) level = Number(heading[1]) + 1;
      if (level === 0 && outline && /^[0-8]$/.test(outline)) level = Number(outline) + 2;
      list ??= listPlace(style && elementOf(style, 'pPr'));
      at = val(style && elementOf(style, 'basedOn'));
    }
    styles.set(id, { level, list });
  }
  return styles;
}

const NOTHING: Element = { name: '', space: '', attributes: new Map(), children: [], line: 0 };

function listPlace(properties: Element | undefined): ListPlace | null {
  const place = elementOf(properties, 'numPr');
  const list = val(elementOf(place, 'numId'));
  return list === undefined ? null : { list, depth: Number(val(elementOf(place, 'ilvl')) ?? 0) || 0 };
}

/** What a list shows before its items, which it counts as they come. */
function listsOf(root: Element | undefined): Around['items'] {
  const formats = new Map(
    elementsOf(root ?? NOTHING, 'abstractNum').map((one) => [
      attr(one, 'abstractNumId'),
      new Map(
        elementsOf(one, 'lvl').map((level) => [
          Number(attr(level, 'ilvl')),
          {
            format: val(elementOf(level, 'numFmt')) ?? 'decimal',
            text: val(elementOf(level, 'lvlText')) ?? '',
            start: Number(val(elementOf(level, 'start')) ?? 1) || 0,
          },
        ]),
      ),
    ]),
  );
  const lists = new Map(
    elementsOf(root ?? NOTHING, 'num').map((one) => {
      const own = val(elementOf(one, 'abstractNumId'));
      const anew = elementsOf(one, 'lvlOverride').some((level) => elementOf(level, 'startOverride'));
      const id = attr(one, 'numId');
      // Lists of one definition go on with each other's numbers.
      return [id, { levels: formats.get(own), counter: anew ? `list ${id}` : `kind ${own}` }];
    }),
  );
  const counters = new Map<string, number[]>();
  return ({ list, depth }) => {
    if (list === '0') return null;
    const { levels, counter } = lists.get(list) ?? {};
    const level = levels?.get(depth);
    if (!level || !levels || counter === undefined || depth > 8) return BULLET;
    const counts = (counters.get(counter) ?? []).slice(0, depth + 1);
    for (let at = counts.length; at <= depth; at++) {
      const start = levels.get(at)?.start ?? 1;
      counts[at] = at < depth ? start : start - 1;
    }
    counts[depth] = (counts[depth] ?? 0) + 1;
    counters.set(counter, counts);
    if (level.format === 'bullet' || level.format === 'none' || !/%\d/.test(level.text)) return BULLET;
    return level.text
      .replace(/%(\d)/g, (_, place: string) => {
        const at = Number(place) - 1;
        return written(counts[at] ?? 1, levels.get(at)?.format ?? 'decimal');
      })
      .trim();
  };
}

const BULLET = '•';

function written(n: number, format: string): string {
  const upper = format.startsWith('upper');
  const text = format.endsWith('Letter') ? letters(n) : format.endsWith('Roman') ? roman(n) : String(n);
  return upper ? text.toUpperCase() : text;
}

function linksOf(root: Element | undefined, dropped: Dropped[]): Map<string, string> {
  const links = new Map<string, string>();
  for (const relation of elementsOf(root ?? NOTHING, 'Relationship')) {
    const [id, target, type] = ['Id', 'Target', 'Type'].map((name) => attr(relation, name) ?? '') as [
      string,
      string,
      string,
    ];
    if (type.endsWith('/hyperlink')) links.set(id, target);
    else if (attr(relation, 'TargetMode') === 'External')
      dropped.push({ line: 1, what: 'external', unit: 'paragraph' });
  }
  return links;
}

/** Of these the words are gone, or there are none. */
const GONE: Readonly<Record<string, string | null>> = {
  ...{ drawing: 'image', pict: 'image', object: 'embedded', altChunk: 'embedded', txbxContent: 'image' },
  ...{ footnoteReference: 'footnote', endnoteReference: 'footnote', commentReference: 'comment' },
  ...{ del: 'deletion', moveFrom: 'deletion', oMath: 'formula', oMathPara: 'formula', sym: 'sign' },
  ...{ Fallback: null, instrText: null, delText: null, rPr: null, pPr: null, sectPr: null, sdtPr: null },
};
/** Of these the words stay. */
const TOLD: ReadonlyMap<string, string> = new Map(
  Object.entries({ ins: 'insertion', moveTo: 'insertion', tbl: 'cells' }),
);
const FORMAT = ['u', 'strike', 'dstrike', 'vertAlign', 'highlight', 'caps', 'smallCaps'];

function paragraphsOf(body: Element, around: Around, dropped: Dropped[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  const seen = new Set<string>();
  let place = 1;
  const drop = (what: string): void => {
    const key = `${place} ${what}`;
    if (!seen.has(key)) dropped.push({ line: place, what, unit: 'paragraph' });
    seen.add(key);
  };
  const runsIn = (element: Element, href: string | null, runs: Run[]): void => {
    const properties = element.name === 'r' ? elementOf(element, 'rPr') : undefined;
    const [strong, em] = ['b', 'i'].map((name) => isOn(elementOf(properties, name))) as [boolean, boolean];
    if (FORMAT.some((name) => isOn(elementOf(properties, name)))) drop('format');
    const say = (text: string): void => {
      runs.push({ text, strong, em, href });
    };
    for (const child of elementsOf(element)) {
      const { name } = child;
      if (Object.hasOwn(GONE, name)) {
        const what = GONE[name];
        if (what) drop(what);
        continue;
      }
      const told = TOLD.get(name);
      if (told) drop(told);
      if (name === 't') say(child.children.filter((one) => typeof one === 'string').join(''));
      else if (name === 'tab') say(' ');
      else if (name === 'br' || name === 'cr') say(BROKEN);
      else if (name === 'noBreakHyphen') say('\u2011');
      else if (name === 'fldChar' || name === 'fldSimple') drop('field');
      if (name === 'hyperlink') runsIn(child, target(child), runs);
      else if (name !== 't') runsIn(child, href, runs);
    }
  };
  const target = (link: Element): string | null => {
    const id = attr(link, 'id');
    if (id === undefined) return null;
    const address = around.links.get(id) ?? '';
    if (/^https:\/\/[^\s()]+$/i.test(address)) return address.replace(/^https/i, 'https');
    drop(/^(javascript|vbscript|data):/i.test(address) ? 'script' : 'link');
    return null;
  };
  const blocksIn = (element: Element): void => {
    for (const child of elementsOf(element)) {
      if (child.name === 'p') {
        const runs: Run[] = [];
        runsIn(child, null, runs);
        const style = around.styles.get(val(elementOf(elementOf(child, 'pPr'), 'pStyle')) ?? '');
        const list = listPlace(elementOf(child, 'pPr')) ?? style?.list ?? null;
        // A paragraph without words is no paragraph to whoever reads it, and a list does not count it.
        if (!runs.some(({ text }) => text.trim() !== '')) continue;
        const mark = list && around.items(list);
        paragraphs.push({ place, level: style?.level ?? 0, mark, lists: list ? list.depth + 1 : 0, runs });
        place++;
      } else if (Object.hasOwn(GONE, child.name)) {
        const what = GONE[child.name];
        if (what) drop(what);
      } else {
        const told = TOLD.get(child.name);
        if (told) drop(told);
        blocksIn(child);
      }
    }
  };
  blocksIn(body);
  return paragraphs;
}

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A document of a word processor with the numbers written out; it reads back as the clauses that it was made of. */
export function toDocx(clauses: readonly Clause[], lang: string): Uint8Array {
  const links: string[] = [];
  const labels = numbers(clauses);
  const depths = new Map<string | null, number>([[null, 0]]);
  const paragraphs = clauses.map(({ id, kind, parent, text }) => {
    const depth = depths.get(parent) ?? 0;
    depths.set(id, kind === 'title' ? 0 : depth + 1);
    const label = labels[id];
    const above = parent === null ? '' : (labels[parent] ?? '');
    const number =
      label && { article: `${label}.`, paragraph: `${above}.${label}`, point: label }[kind as string];
    const style =
      kind === 'title'
        ? 'Title'
        : kind === 'heading' || kind === 'preamble'
          ? `Heading${Math.min(depth + 1, 6)}`
          : null;
    const indent =
      kind === 'point' || kind === 'paragraph' ? Math.max(0, depth - (kind === 'point' ? 0 : 1)) : 0;
    const properties = style
      ? `<w:pStyle w:val="${style}"/>`
      : indent > 0
        ? `<w:ind w:left="${Math.min(indent, 8) * 425}"/>`
        : '';
    const words = runsOf(text).map((run) => wordRun(run, links));
    const numbered = number
      ? wordRun({ text: `${number} `, strong: false, em: false, href: null }, links)
      : '';
    return `<w:p><w:pPr>${properties}</w:pPr>${numbered}${words.join('')}</w:p>`;
  });
  return pack({
    '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${MAIN}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${MAIN}.styles+xml"/></Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${R}/officeDocument" Target="${DOCUMENT}"/></Relationships>`,
    [RELATIONS]: `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="styles" Type="${R}/styles" Target="styles.xml"/>${links
      .map(
        (href, place) =>
          `<Relationship Id="link${place}" Type="${R}/hyperlink" Target="${escapeXml(href)}" TargetMode="External"/>`,
      )
      .join('')}</Relationships>`,
    [STYLES]: `${XML}<w:styles xmlns:w="${W}"><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="${lang}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>${[
      '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>',
      '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style>',
      ...[1, 2, 3, 4, 5, 6].map(
        (level) =>
          `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="${level - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="${Math.max(22, 30 - 2 * level)}"/></w:rPr></w:style>`,
      ),
    ].join('')}</w:styles>`,
    [DOCUMENT]: `${XML}<w:document xmlns:w="${W}" xmlns:r="${R}"><w:body>${paragraphs.join('')}<w:sectPr/></w:body></w:document>`,
  });
}

function wordRun({ text, strong, em, href }: Run, links: string[]): string {
  const properties = `${strong ? '<w:b/>' : ''}${em ? '<w:i/>' : ''}`;
  const run = `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
  if (href === null) return run;
  return `<w:hyperlink r:id="link${links.push(href) - 1}">${run}</w:hyperlink>`;
}
