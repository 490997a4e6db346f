import { Parser } from 'htmlparser2';
import { ok, type Refusal, type Result } from '../basics/result.js';
import { blocksOf, BROKEN, draftsOf, type Block, type Dropped, type Paragraph, type Read } from './blocks.js';
import { CLAUSE_LIMIT } from './clause.js';
import type { Run } from './inline.js';
import { letters, roman } from './numerals.js';
import { seriesOf } from './series.js';

/** How deep elements may stand in each other. */
export const DEPTH_LIMIT = 250;

const BLOCKS = new Set(
  'address article aside blockquote body caption dd div dl dt figcaption figure footer header h1 h2 h3 h4 h5 h6 hr html li main nav ol p pre section table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
/** Of these nothing is kept; null is not worth telling. */
const GONE: Readonly<Record<string, string | null>> = {
  ...{ style: null, meta: null, title: null, head: null, link: null, col: null, colgroup: null, xml: null },
  ...{ base: null, noscript: null },
  ...{ img: 'image', svg: 'image', picture: 'image', video: 'image', audio: 'image', canvas: 'image' },
  ...{ script: 'script', iframe: 'html', object: 'html', embed: 'html', applet: 'html', template: 'html' },
  ...{ form: 'html', input: 'html', select: 'html', textarea: 'html', button: 'html', math: 'html' },
  ...{ frame: 'html', frameset: 'html' },
};
/** Of these the words stay. */
const FORMAT = new Set('u s strike del ins sup sub mark code kbd'.split(' '));

type Marks = Omit<Run, 'text'>;
type Item = Pick<Paragraph, 'mark' | 'lists'>;

interface Open {
  readonly name: string;
  readonly marks: Marks;
  /** Of a list: the marks of its items. */
  readonly list: List | null;
  readonly block: boolean;
}

/** `next`: what its next item is numbered. */
interface List {
  readonly marked: (n: number) => string;
  next: number;
}

/** What rich text holds: its blocks, the runs of the first, and what a text of clauses cannot hold. */
export interface Rich {
  readonly paragraphs: readonly Paragraph[];
  readonly dropped: readonly Dropped[];
}

/**
 * Reads HTML as it is pasted or saved by a word processor: headings, lists, paragraphs, emphasis and https links stay.
 * Nothing of it is ever run or loaded. Cost: linear. Refusals: `file.too_deep` {limit}, `file.paragraph_too_long` {place, limit}.
 */
export function richText(html: string): Result<Rich> {
  const paragraphs: Paragraph[] = [];
  const seen = new Set<string>();
  const dropped: Dropped[] = [];
  const stack: Open[] = [];
  let place = 1;
  let skipped = 0;
  let refused: Refusal | null = null;
  let lists = 0;
  let next: Item & { level: number; runs: Run[]; words: number } = empty(0, { mark: null, lists });
  const drop = (what: string): void => {
    const key = `${place} ${what}`;
    if (!seen.has(key)) dropped.push({ line: place, what, unit: 'paragraph' });
    seen.add(key);
  };
  const inked = (): boolean => next.runs.some(({ text }) => text.trim() !== '');
  const flush = (): void => {
    const { level, mark, lists: within, runs } = next;
    if (inked()) {
      paragraphs.push({ place, level, mark, lists: within, runs });
      place++;
    }
  };
  /** A block within a block that has no words yet is the same one. */
  const begin = (level: number, mark: string | null): void => {
    const same = !inked();
    flush();
    next = same
      ? empty(level || next.level, { mark: mark ?? next.mark, lists })
      : empty(level, { mark, lists });
  };
  const end = (): void => {
    flush();
    next = empty(0, { mark: null, lists });
  };
  const say = (text: string): void => {
    const { marks } = stack.at(-1) ?? { marks: PLAIN };
    next.runs.push({ text, ...marks });
    next.words += text.trim().length;
    if (next.words > CLAUSE_LIMIT)
      refused ??= { code: 'file.paragraph_too_long', facts: { place, limit: CLAUSE_LIMIT } };
  };
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (refused) return;
        if (stack.length + skipped >= DEPTH_LIMIT) {
          refused = { code: 'file.too_deep', facts: { limit: DEPTH_LIMIT } };
          return;
        }
        if (skipped > 0 || Object.hasOwn(GONE, name)) {
          const what = skipped > 0 ? null : GONE[name];
          skipped++;
          if (what) drop(what);
          return;
        }
        if (Object.keys(attributes).some((one) => one.startsWith('on'))) drop('script');
        if (name === 'table') drop('cells');
        if (FORMAT.has(name)) drop('format');
        const block = BLOCKS.has(name);
        const list = listOf(name, attributes);
        if (list) lists++;
        const item = name === 'li' ? markIn(stack, attributes) : null;
        if (block) begin(levelOf(name, attributes), item);
        if (name === 'br') say(BROKEN);
        const marks = marked(name, attributes, { outer: stack.at(-1)?.marks ?? PLAIN, drop });
        stack.push({ name, marks, list, block });
      },
      ontext: (text) => {
        if (!refused && skipped === 0) say(text);
      },
      onclosetag: () => {
        if (refused) return;
        if (skipped > 0) {
          skipped--;
          return;
        }
        const closed = stack.pop();
        if (closed?.list) lists--;
        if (closed?.block) end();
      },
    },
    { decodeEntities: true, recognizeSelfClosing: false },
  );
  // In pieces, so that what is refused ends early.
  for (let at = 0; at < html.length && !refused; at += PIECE) parser.write(html.slice(at, at + PIECE));
  if (refused) return { ok: false, refusal: refused };
  parser.end();
  flush();
  return refused ? { ok: false, refusal: refused } : ok({ paragraphs, dropped });
}

const PIECE = 16_384;
const PLAIN: Marks = { strong: false, em: false, href: null };
const empty = (level: number, item: Item) => ({ level, ...item, runs: [] as Run[], words: 0 });

/** Reads HTML as clauses. Refusals beside those of `richText`: `text.empty`. */
export function fromHtml(html: string): Result<Read> {
  const rich = richText(html);
  return rich.ok ? clausesOf(rich.value) : rich;
}

/** The clauses of paragraphs. Refusals: `text.empty`, `file.paragraph_too_long` {place, limit}. */
export function clausesOf({ paragraphs, dropped }: Rich): Result<Read> {
  const blocks: Block[] = [];
  const series = seriesOf();
  for (const paragraph of paragraphs) {
    const own = blocksOf(paragraph, series);
    if (!own.ok) return own;
    blocks.push(...own.value);
  }
  const drafts = draftsOf(blocks);
  if (!drafts.ok) return drafts;
  return ok({
    drafts: drafts.value,
    dropped: dropped.toSorted((a, b) => a.line - b.line),
    unit: 'paragraph',
  });
}

function levelOf(name: string, attributes: Record<string, string>): number {
  if (/^h[1-6]$/.test(name)) return Number(name[1]);
  return /\bMsoTitle\b/.test(attributes['class'] ?? '') ? 1 : 0;
}

/** The mark of the next item of the list that is open. */
function markIn(stack: readonly Open[], { value }: Record<string, string>): string {
  const list = stack.findLast((one) => one.list !== null)?.list;
  if (!list) return '•';
  if (value && /^\d{1,4}$/.test(value)) list.next = Number(value);
  return list.marked(list.next++);
}

/** A list and how it marks its items, as a browser shows it. */
function listOf(name: string, { type = '', style = '', start = '' }: Record<string, string>): List | null {
  if (name === 'ul') return { marked: () => '•', next: 1 };
  if (name !== 'ol') return null;
  const next = /^\d{1,4}$/.test(start) ? Number(start) : 1;
  const latin = /^a$/i.test(type) || /(alpha|latin)/.test(style);
  const numeral = /^i$/i.test(type) || /roman/.test(style);
  const upper = /^[AI]$/.test(type) || /upper-/.test(style);
  const said = (n: number): string => (latin ? letters(n) : numeral ? roman(n) : String(n));
  return { marked: (n) => `${upper ? said(n).toUpperCase() : said(n)}${latin || numeral ? ')' : '.'}`, next };
}

function marked(
  name: string,
  attributes: Record<string, string>,
  { outer, drop }: { outer: Marks; drop: (what: string) => void },
): Marks {
  const style = attributes['style'] ?? '';
  const weight = /font-weight\s*:\s*(\w+)/i.exec(style)?.[1];
  const slant = /font-style\s*:\s*(\w+)/i.exec(style)?.[1];
  const address = name === 'a' ? (attributes['href']?.trim() ?? null) : null;
  const secure = address !== null && /^https:\/\/[^\s()]+$/i.test(address);
  if (address && !secure && !address.startsWith('#'))
    drop(/^(javascript|vbscript|data):/i.test(address.replace(/[\p{Cc}\s]/gu, '')) ? 'script' : 'link');
  return {
    strong: weight
      ? /^(bold|bolder|[6-9]00)$/i.test(weight)
      : outer.strong || name === 'b' || name === 'strong',
    em: slant ? !/^normal$/i.test(slant) : outer.em || name === 'i' || name === 'em' || name === 'cite',
    href: secure ? address.replace(/^https/i, 'https') : outer.href,
  };
}
