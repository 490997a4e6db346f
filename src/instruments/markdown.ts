import { nfc } from '../basics/nfc.js';
import { never, ok, refuse, type Result } from '../basics/result.js';
import { draftsOf, isArticle, isDoubtful, isTitle, type Block, type Dropped, type Read } from './blocks.js';
import { numbers, type Clause } from './clause.js';
import { markOf, type Mark } from './marks.js';
import { keysOf, seriesOf } from './series.js';

const LIMIT = 1_000_000;

/**
 * Reads Markdown as clauses: `# Title`, `## Preamble`, other headings, `## Article 1` or `1. …` (articles), `1.1 …` and
 * paragraphs below an article (paragraphs), `(a)`, `-` or `*` (points), other text (paragraphs). What is indented further stands
 * beneath; numbers in a list within an article are its paragraphs. A number that begins a line and goes on with nothing is
 * words. Numbers are computed: the drafts say which ones they had. A backslash before the first words of a clause keeps them
 * from being read as any of these. Cost: linear. Refusals: `text.empty`, `text.too_large` {limit}.
 */
export function fromMarkdown(markdown: string): Result<Read> {
  if (markdown.length > LIMIT) return refuse('text.too_large', { limit: LIMIT });
  const dropped: Dropped[] = [];
  const blocks = blocksOf(nfc(markdown).replace(/\r\n?/g, '\n'), dropped).map((block) => ({
    ...block,
    text: inline(block.text, block.source.line, dropped).replace(/^\\/, '').trimStart(),
  }));
  const drafts = draftsOf(blocks);
  return drafts.ok ? ok({ drafts: drafts.value, dropped }) : drafts;
}

/** A line that is more than blank. */
interface Line {
  readonly line: number;
  readonly indent: number;
  readonly words: string;
  /** Of a heading its level, 1 is the highest; 0: none. */
  readonly level: number;
  /** The words without the signs of a heading. */
  readonly title: string;
  readonly mark: Mark | null;
}

/** A block whose lines still come. */
interface Open extends Omit<Block, 'text'> {
  readonly lines: string[];
  readonly words: Told[];
}
type Told = NonNullable<Block['source']['words']>[number];

/** What ends a sentence, or says that a list comes. */
const ENDED = /[.:;!?…]["»”’)\]*_]*$/u;

/** Splits into blocks; soft-wrapped lines are joined. */
function blocksOf(text: string, dropped: Dropped[]): Block[] {
  const blocks: Block[] = [];
  const series = seriesOf();
  let open = null as Open | null;
  let fence = false;
  const flush = (): void => {
    if (open) {
      const { lines, words, source, ...block } = open;
      blocks.push({
        ...block,
        text: lines.join(' '),
        source: { ...source, ...(words.length > 0 && { words }) },
      });
    }
    open = null;
  };
  const begin = (
    { line, indent, words: text }: Line,
    { rest, mark, ...block }: Partial<Block> & Pick<Block, 'type'> & { rest: string; mark: string | null },
  ): void => {
    flush();
    open = {
      ...{ level: 0, depth: 0, indent, resumes: 0 },
      ...block,
      ...{ source: { line, mark, text }, lines: rest === '' ? [] : [rest], words: [] },
    };
  };
  const all = stretches(text);
  // Where articles have that name, the numbers of headings are those of parts of the text.
  const byName = all.some(({ lines }) => lines.some(({ mark }) => mark?.look === 'article' && !mark.loose));
  for (const { lines, last } of all) {
    flush();
    series.blank();
    for (const one of lines) {
      const { line, indent, words, level, title, mark } = one;
      if (/^(```|~~~)/.test(words)) {
        if (!fence) dropped.push({ line, what: 'code' });
        fence = !fence;
        flush();
        continue;
      }
      if (fence) continue;
      if (/^\|.*\|$/.test(words)) {
        dropped.push({ line, what: 'table' });
        flush();
        continue;
      }
      if (/^([-*_] ?){3,}$/.test(words)) {
        flush();
        continue;
      }
      if (level > 0) {
        const at = { indent: 0, begins: true, ended: true, alone: true, ahead: () => false, listed: false };
        const numbered = mark && level > 1 && isArticle(mark) && (!byName || mark.look === 'article');
        const article = numbered ? series.place(mark, at) : null;
        if (article?.type === 'article')
          begin(one, { type: 'article', level, rest: article.mark.rest, mark: article.mark.written });
        else {
          series.heading();
          begin(one, { type: 'heading', level, rest: title, mark: null });
        }
        flush();
        continue;
      }
      const before: string | undefined = open?.lines.at(-1);
      const placed =
        mark &&
        series.place(mark, {
          ...{
            indent,
            begins: open === null,
            ended: before !== undefined && ENDED.test(before),
            listed: false,
          },
          alone: lines.length === 1 && isTitle(words),
          ahead: (key) => (last.get(key) ?? 0) > line,
        });
      if (placed) {
        const { written, rest } = placed.mark;
        begin(one, { ...placed, rest, mark: written });
        // The words of an article that is only named come as a paragraph.
        if (rest === '') flush();
        continue;
      }
      if (open) open.lines.push(words);
      else begin(one, { type: 'paragraph', depth: series.plain(indent), rest: words, mark: null });
      if (mark && isDoubtful(mark)) open!.words.push({ line, text: words });
    }
  }
  flush();
  return blocks;
}

/** Lines with no blank one between, and where among them a mark comes last. */
interface Stretch {
  readonly lines: Line[];
  readonly last: ReadonlyMap<string, number>;
}

function stretches(text: string): Stretch[] {
  const all: Stretch[] = [];
  let lines: Line[] = [];
  let last = new Map<string, number>();
  const end = (): void => {
    if (lines.length > 0) all.push({ lines, last });
    [lines, last] = [[], new Map()];
  };
  text.split('\n').forEach((raw, index) => {
    const words = raw.trim().replace(/\s+/g, ' ');
    if (words === '') return end();
    const line = index + 1;
    const heading = /^(#{1,6}) (.*?)(?: #+)?$/.exec(words);
    const [level, title] = heading ? [heading[1]!.length, heading[2]!] : [0, words];
    const mark = markOf(title, level > 0);
    const indent = raw.slice(0, raw.length - raw.trimStart().length).replace(/\t/g, '    ').length;
    lines.push({ line, indent, words, level, title, mark });
    if (mark && level === 0) for (const key of keysOf(mark)) last.set(key, line);
  });
  end();
  return all;
}

/** What is taken out may leave behind what has to be taken out too (`<<i>b>`); nobody who means well needs more rounds. */
const ROUNDS = 8;

/** Keeps emphasis and https links; drops images, raw HTML and other links' targets. Cost: linear. */
function inline(text: string, line: number, dropped: Dropped[]): string {
  const drop = (what: string, kept: string): string => {
    dropped.push({ line, what });
    return kept;
  };
  const once = (words: string): string => {
    const unpictured = closing(words, ')', (part) =>
      part.replace(/!\[([^[\]]*)\]\([^)]*\)/g, () => drop('image', '')),
    );
    const untagged = closing(unpictured, '>', (part) =>
      part.replace(/<\/?[a-zA-Z!][^>]*>/g, () => drop('html', '')),
    );
    const unlinked = closing(untagged, ')', (part) =>
      part.replace(/\[([^[\]]+)\]\(([^)\s]*)[^)]*\)/g, (whole, label: string, target: string) =>
        /^https:\/\//i.test(target) ? whole : drop('link', label),
      ),
    );
    return unlinked
      .replace(/`([^`]*)`/g, '$1')
      .replace(/\s+/g, ' ')
      .trim();
  };
  let words = text;
  for (let round = 1; ; round++) {
    const next = once(words);
    if (next === words) return next;
    words = round < ROUNDS ? next : next.replace(/[<[]/g, () => drop('html', ''));
  }
}

/** Changes the text up to the last `end`. Behind it nothing closes, and a pattern would look for that at every sign. */
function closing(text: string, end: string, change: (part: string) => string): string {
  const cut = text.lastIndexOf(end) + 1;
  return change(text.slice(0, cut)) + text.slice(cut);
}

/**
 * Markdown that reads back as the same kinds, parents and texts (for texts that `fromMarkdown` gave), with the numbers that
 * are published.
 */
export function toMarkdown(clauses: readonly Clause[]): string {
  const labels = numbers(clauses);
  const depth = new Map<string, number>();
  /** Whatever stands beneath a paragraph or a point is indented further than it. */
  const indents = new Map<string, number>();
  let section: string | null = null;
  /** Whether the articles of this section are headings. */
  let apart = false;
  const lines = clauses.map(({ id, kind, parent, text: words }) => {
    const text = escaped(words);
    const level = parent === null ? 2 : (depth.get(parent) ?? 1) + 1;
    const above = parent === null ? undefined : indents.get(parent);
    const indent = above === undefined ? 0 : above + 2;
    if (kind === 'point' || kind === 'paragraph') indents.set(id, indent);
    switch (kind) {
      case 'title':
        return `# ${closed(text)}`;
      case 'preamble':
      case 'heading':
        depth.set(id, level);
        section = id;
        apart = false;
        return `${'#'.repeat(Math.min(level, 6))} ${closed(text)}`;
      case 'article':
        if (parent === section && !apart) return `${labels[id]}. ${text}`;
        // Only a heading leaves the section before.
        section = parent;
        apart = true;
        return `${'#'.repeat(level)} Article ${labels[id]}\n\n${text}`;
      case 'point':
        return `${' '.repeat(indent)}- ${labels[id]} ${text}`;
      case 'paragraph':
        return `${' '.repeat(indent)}${labels[id] ? `${labels[parent!]}.${labels[id]} ` : ''}${text}`;
      default:
        return never(kind);
    }
  });
  return `${lines.join('\n\n')}\n`;
}

/** Words that would read as something else than a paragraph are marked; a heading's, as its end. */
const escaped = (text: string): string =>
  /^(?:\\|#|\||```|~~~|[-*_ ]+$)/.test(text) || markOf(text, true) ? `\\${text}` : text;
const closed = (text: string): string => (/(^| )#+$/.test(text) ? `${text} #` : text);
