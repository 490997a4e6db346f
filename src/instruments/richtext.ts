import { Parser } from 'htmlparser2';
import { ok, type Refusal, type Result } from '../basics/result.js';
import { blockOf, draftsOf, type Block, type Dropped, type Paragraph, type Read } from './blocks.js';
import { CLAUSE_LIMIT } from './clause.js';
import type { Run } from './inline.js';

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
type Item = Paragraph['item'];

interface Open {
  readonly name: string;
  readonly marks: Marks;
  /** Of a list: what its items are. */
  readonly items: Item;
  readonly block: boolean;
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
  let next: { level: number; item: Item; runs: Run[]; words: number } = empty(0, null);
  const drop = (what: string): void => {
    const key = `${place} ${what}`;
    if (!seen.has(key)) dropped.push({ line: place, what, unit: 'paragraph' });
    seen.add(key);
  };
  const inked = (): boolean => next.runs.some(({ text }) => text.trim() !== '');
  const flush = (): void => {
    const { level, item, runs } = next;
    if (inked()) {
      paragraphs.push({ place, level, item, runs });
      place++;
    }
  };
  /** A block within a block that has no words yet is the same one. */
  const begin = (level: number, item: Item): void => {
    const same = !inked();
    flush();
    next = same ? empty(level || next.level, item ?? next.item) : empty(level, item);
  };
  const end = (): void => {
    flush();
    next = empty(0, null);
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
        if (block) begin(levelOf(name, attributes), name === 'li' ? itemIn(stack) : null);
        if (name === 'br') say(' ');
        const marks = marked(name, attributes, { outer: stack.at(-1)?.marks ?? PLAIN, drop });
        stack.push({ name, marks, items: itemsOf(name, attributes, stack), block });
      },
      ontext: (text) => {
        if (!refused && skipped === 0) say(text);
      },
      onclosetag: () => {
        if (refused) return;
        if (skipped > 0) skipped--;
        else if (stack.pop()?.block) end();
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
const empty = (level: number, item: Item) => ({ level, item, runs: [] as Run[], words: 0 });

/** Reads HTML as clauses. Refusals beside those of `richText`: `text.empty`. */
export function fromHtml(html: string): Result<Read> {
  const rich = richText(html);
  return rich.ok ? clausesOf(rich.value) : rich;
}

/** The clauses of paragraphs. Refusals: `text.empty`, `file.paragraph_too_long` {place, limit}. */
export function clausesOf({ paragraphs, dropped }: Rich): Result<Read> {
  const blocks: Block[] = [];
  for (const paragraph of paragraphs) {
    const block = blockOf(paragraph);
    if (!block.ok) return block;
    if (block.value) blocks.push(block.value);
  }
  const left: Dropped[] = [];
  const drafts = draftsOf(blocks, left);
  if (!drafts.ok) return drafts;
  const all = [...dropped, ...left.map((one): Dropped => ({ ...one, unit: 'paragraph' }))];
  return ok({ drafts: drafts.value, dropped: all.toSorted((a, b) => a.line - b.line) });
}

function levelOf(name: string, attributes: Record<string, string>): number {
  if (/^h[1-6]$/.test(name)) return Number(name[1]);
  return /\bMsoTitle\b/.test(attributes['class'] ?? '') ? 1 : 0;
}

const itemIn = (stack: readonly Open[]): Item =>
  stack.findLast(({ items }) => items !== null)?.items ?? 'point';

/** A numbered list that stands in no other has articles for items, every other points. */
function itemsOf(name: string, attributes: Record<string, string>, stack: readonly Open[]): Item {
  if (name !== 'ol' && name !== 'ul') return null;
  const letters = /^[ai]$/i.test(attributes['type'] ?? '') || /alpha|roman/.test(attributes['style'] ?? '');
  const within = stack.some(({ items }) => items !== null);
  return name === 'ol' && !letters && !within ? 'article' : 'point';
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
