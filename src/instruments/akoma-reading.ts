import type { Lang } from '../basics/fields.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { AKOMA, LANGUAGES, OWN, spelling, spelt } from './akoma.js';
import { PREAMBLE, type Draft, type Dropped, type Read } from './blocks.js';
import type { ClauseKind } from './clause.js';
import { wordsAlone, type Run } from './inline.js';
import { elementOf, elementsOf, parseXml, within, wordsIn, type Element } from './xml.js';

/** What an Akoma Ntoso document says, in each of its languages. */
export interface AkomaRead {
  readonly texts: readonly ({ readonly lang: Lang | null } & Read)[];
  /** The languages that it says are authoritative. */
  readonly authentic: readonly Lang[];
  /** The instrument whose clauses' ids these are; null: they are not of this house. */
  readonly instrument: string | null;
}

const DOCUMENTS = ['statement', 'act', 'bill', 'doc'];

/**
 * Reads Akoma Ntoso 3.0: `statement`, `act`, `bill` or `doc`, or a `documentCollection` of them with one a language. Headings,
 * articles, paragraphs and points keep their order and the ids in `wId` that this house gave; a heading keeps its number among
 * its words, and what the others are numbered is told with their lines. Refusals: those of `parseXml`;
 * `file.type` {found}, `akoma.no_document` {found}, `akoma.language` {language}, `text.empty`.
 */
export function fromAkoma(xml: string): Result<AkomaRead> {
  const root = parseXml(xml);
  if (!root.ok) return root;
  const { name, space } = root.value;
  if (name !== 'akomaNtoso' || !space.startsWith(AKOMA)) return refuse('file.type', { found: 'xml' });
  const [first] = elementsOf(root.value);
  if (!first) return refuse('akoma.no_document', { found: '' });
  const documents =
    first.name === 'documentCollection'
      ? elementsOf(elementOf(first, 'collectionBody') ?? first, 'component').flatMap((one) =>
          elementsOf(one).filter((inner) => DOCUMENTS.includes(inner.name)),
        )
      : DOCUMENTS.includes(first.name)
        ? [first]
        : [];
  if (documents.length === 0) return refuse('akoma.no_document', { found: first.name.slice(0, 40) });
  const texts: AkomaRead['texts'][number][] = [];
  const authentic: Lang[] = [];
  for (const document of documents) {
    const expression = within(elementOf(document, 'meta') ?? document, 'FRBRExpression');
    const said = elementOf(expression, 'FRBRlanguage')?.attributes.get('language') ?? null;
    const lang = said === null ? null : langOf(said);
    if (said !== null && lang === null) return refuse('akoma.language', { language: said.slice(0, 20) });
    const read = clausesOf(document, lang);
    if (!read.ok) return read;
    texts.push({ lang, ...read.value });
    const authority = elementOf(expression, 'FRBRauthoritative')?.attributes.get('value');
    if (lang && /^(true|1)$/.test(authority ?? '')) authentic.push(lang);
  }
  const version = within(first, 'version');
  const instrument = version?.space === OWN ? (version.attributes.get('instrument') ?? null) : null;
  return ok({ texts, authentic, instrument });
}

function langOf(code: string): Lang | null {
  const [short = ''] = code.toLowerCase().split('-');
  const other: Readonly<Record<string, Lang>> = { fre: 'fr' };
  return (
    (Object.entries(LANGUAGES).find(([two, three]) => two === short || three === short)?.[0] as
      Lang | undefined) ??
    other[short] ??
    null
  );
}

/** Elements that hold clauses beneath a heading. */
const SECTIONS = new Set(
  'section chapter part title book tome division subsection subpart subchapter subtitle subdivision level hcontainer'.split(
    ' ',
  ),
);
const PARAGRAPHS = new Set(
  'paragraph subparagraph clause subclause alinea rule subrule proviso transitional'.split(' '),
);
const POINTS = new Set(['point', 'indent', 'item']);
const LISTS = new Set(['list', 'sublist', 'blockList', 'ul', 'ol']);
/** Of these nothing is kept. */
const GONE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ table: 'table', foreign: 'embedded', img: 'image', authorialNote: 'footnote', noteRef: 'footnote' },
    ...{ del: 'deletion', toc: 'contents', componentRef: 'embedded', subFlow: 'embedded' },
    ...{ embeddedStructure: 'quote', quotedStructure: 'quote' },
  }),
);
const FORMAT = new Set(['u', 'sub', 'sup']);
const NONE: Element = { name: '', space: '', attributes: new Map(), children: [], line: 0 };
const plain = (text: string): Run => ({ text, strong: false, em: false, href: null });
const PREAMBLES: Readonly<Record<Lang, string>> = { en: 'Preamble', fr: 'Préambule', es: 'Preámbulo' };

function clausesOf(document: Element, lang: Lang | null): Result<Read> {
  const drafts: Draft[] = [];
  const dropped: Dropped[] = [];
  const seen = new Set<string>();
  const drop = (what: string, { line }: Element): void => {
    if (!seen.has(`${line} ${what}`)) dropped.push({ line, what });
    seen.add(`${line} ${what}`);
  };
  const add = (
    kind: ClauseKind,
    parent: number | null,
    { runs, from, number }: { runs: readonly Run[]; from: Element; number?: Element | undefined },
  ): number => {
    const id = from.attributes.get('wId');
    const exact = from.attributes.get(`{${OWN}}text`);
    const known = exact === undefined ? null : spelt(exact, runs);
    if (exact !== undefined && known === null) drop('spelling', from);
    const text = known ?? spelling(runs);
    const mark = (number && wordsAlone(spelling(words(number)))) || null;
    const said = wordsAlone(text);
    return (
      drafts.push({
        ...{ kind, parent, text },
        ...(id !== undefined && /^c[1-9]\d{0,8}$/.test(id) && { id }),
        source: { line: from.line, mark, text: mark === null || mark === said ? said : `${mark} ${said}` },
      }) - 1
    );
  };
  const words = (element: Element): Run[] => runsIn(element, drop);
  const inked = (runs: readonly Run[]): boolean => runs.some(({ text }) => text.trim() !== '');

  /** Whether a file gives the spelling: words that XML cannot hold are words. */
  const exactly = (element: Element): boolean => element.attributes.has(`{${OWN}}text`);

  const preface = (element: Element): void => {
    const title =
      within(element, 'docTitle') ?? within(element, 'longTitle') ?? within(element, 'shortTitle');
    if (title && (inked(words(title)) || exactly(title)))
      add('title', null, { runs: words(title), from: title });
    const all = (one: Element): string => wordsIn(one).replace(/\s/g, '');
    if (all(element) !== (title ? all(title) : '')) drop('preface', element);
  };

  const preamble = (element: Element): void => {
    const formula = elementOf(element, 'formula');
    const head = formula && words(formula);
    const own =
      head &&
      (formula.attributes.get('name') === 'preamble' ||
        PREAMBLE.test(
          head
            .map(({ text }) => text)
            .join('')
            .trim(),
        ));
    const named = lang ?? 'en';
    const runs = own && (inked(head) || exactly(element)) ? head : [plain(PREAMBLES[named])];
    const index = add('preamble', null, { runs, from: element });
    for (const child of elementsOf(element)) if (!(own && child === formula)) inside(child, index);
  };

  /** What an element that is a clause says itself: its heading, or the first words before its children. */
  const clause = (element: Element, kind: ClauseKind, parent: number | null): void => {
    const heading = elementOf(element, 'heading');
    const sub = elementOf(element, 'subheading');
    const number = elementOf(element, 'num');
    const rest = elementsOf(element).filter((one) => ![heading, sub, number].includes(one));
    if (sub && inked(words(sub))) drop('subheading', sub);
    let runs = heading ? words(heading) : [];
    let children = rest;
    let from = element;
    // The first block of words, or of an article the first paragraph below, says it.
    if (!inked(runs)) {
      const lead = leadOf(rest, kind);
      if (lead) {
        runs = words(lead.block);
        from = element.attributes.has('wId') ? element : lead.from;
        children = lead.rest;
      }
    }
    const named = number && words(number);
    if (!inked(runs) && named && !exactly(element)) runs = named;
    if (!inked(runs) && !exactly(element)) {
      for (const child of children) inside(child, parent);
      return;
    }
    // No text of clauses counts its headings.
    const counted = kind !== 'heading' && kind !== 'title' && kind !== 'preamble';
    if (!counted && number && inked(words(number)) && runs !== named && !exactly(element))
      runs = [...words(number), plain(/[.):–—-]\s*$/u.test(wordsIn(number)) ? ' ' : ' – '), ...runs];
    const index = add(kind, parent, { runs, from, ...(counted && { number }) });
    for (const child of children) inside(child, index);
  };

  /** The first block of an element's own words, and what is left without it. */
  const leadOf = (
    rest: readonly Element[],
    kind: ClauseKind,
  ): { block: Element; from: Element; rest: Element[] } | null => {
    const [first, ...others] = rest;
    if (!first) return null;
    if (first.name === 'intro' || first.name === 'content') {
      const [block, ...more] = elementsOf(first).filter((one) => inked(words(one)));
      if (block && (block.name === 'p' || block.name === 'block'))
        return { block, from: first, rest: [...more, ...others] };
      return null;
    }
    if (first.name === 'p' || first.name === 'block') return { block: first, from: first, rest: others };
    const within = kind === 'article' && PARAGRAPHS.has(first.name);
    // One that has a number of its own stays a paragraph.
    if (within && !elementOf(first, 'heading') && !inked(words(elementOf(first, 'num') ?? NONE))) {
      const inner = leadOf(
        elementsOf(first).filter(({ name }) => name !== 'num'),
        'paragraph',
      );
      return inner && { block: inner.block, from: first, rest: [...inner.rest, ...others] };
    }
    return null;
  };

  const inside = (element: Element, parent: number | null): void => {
    const { name } = element;
    const gone = GONE.get(name);
    if (gone) return drop(gone, element);
    if (name === 'hcontainer') {
      const kind = element.attributes.get('name');
      return clause(element, kind === 'title' || kind === 'preamble' ? kind : 'heading', parent);
    }
    if (name === 'article') return clause(element, 'article', parent);
    if (PARAGRAPHS.has(name)) return clause(element, 'paragraph', parent);
    if (POINTS.has(name)) return clause(element, 'point', parent);
    if (SECTIONS.has(name)) return clause(element, 'heading', parent);
    if (name === 'li') return void add('point', parent, { runs: words(element), from: element });
    if (name === 'recital' || name === 'citation') return clause(element, 'paragraph', parent);
    if (LISTS.has(name) || CONTAINERS.has(name)) {
      let under = parent;
      for (const child of elementsOf(element)) {
        if (child.name === 'num') continue;
        if (SAID.has(child.name)) {
          if (inked(words(child))) under = add('paragraph', parent, { runs: words(child), from: child });
        } else inside(child, under);
      }
      return;
    }
    const runs = words(element);
    if (inked(runs)) add('paragraph', parent, { runs, from: element });
  };

  for (const part of elementsOf(document)) {
    if (part.name === 'preface') preface(part);
    else if (part.name === 'preamble') preamble(part);
    else if (part.name === 'mainBody' || part.name === 'body')
      for (const child of elementsOf(part)) inside(child, null);
    else if (part.name !== 'meta' && wordsIn(part).trim() !== '') drop(PARTS[part.name] ?? 'part', part);
  }
  return drafts.length === 0 ? refuse('text.empty') : ok({ drafts, dropped });
}

/** Within a list or container: words of its own. */
const SAID = new Set(['listIntroduction', 'listWrapUp', 'heading', 'intro', 'wrapUp']);
const CONTAINERS = new Set(
  'recitals citations container div intro content wrapUp formula longTitle preface crossHeading tblock'.split(
    ' ',
  ),
);
const PARTS: Readonly<Record<string, string>> = {
  ...{ coverPage: 'cover', conclusions: 'conclusions', attachments: 'attachment', components: 'attachment' },
};

/** The words of an element with their emphasis and https links. */
function runsIn(element: Element, drop: (what: string, at: Element) => void): Run[] {
  const runs: Run[] = [];
  const walk = (at: Element, marks: Omit<Run, 'text'>): void => {
    for (const child of at.children) {
      if (typeof child === 'string') {
        runs.push({ text: child, ...marks });
        continue;
      }
      const { name } = child;
      const gone = GONE.get(name);
      if (gone) {
        drop(gone, child);
        continue;
      }
      if (FORMAT.has(name)) drop('format', child);
      if (name === 'ins') drop('insertion', child);
      if (name === 'br' || name === 'eol') runs.push({ text: ' ', ...marks });
      const address = name === 'a' || name === 'ref' ? (child.attributes.get('href') ?? null) : null;
      const secure = address !== null && /^https:\/\/[^\s()]+$/.test(address);
      if (address && !secure && !/^[#/~]/.test(address))
        drop(/^\s*(javascript|vbscript|data):/i.test(address) ? 'script' : 'link', child);
      walk(child, {
        strong: marks.strong || name === 'b',
        em: marks.em || name === 'i',
        href: secure ? address : marks.href,
      });
      // Blocks within words stand apart.
      if (name === 'p') runs.push({ text: ' ', ...marks });
    }
  };
  walk(element, { strong: false, em: false, href: null });
  return runs;
}
