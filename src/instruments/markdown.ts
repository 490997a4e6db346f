import { nfc } from '../basics/nfc.js';
import { never, ok, refuse, type Result } from '../basics/result.js';
import {
  divisionIn,
  draftsOf,
  ENDED,
  isArticle,
  isDoubtful,
  isTitle,
  type Block,
  type Dropped,
  type Read,
} from './blocks.js';
import { numbers, type Clause } from './clause.js';
import { markOf, type Mark } from './marks.js';
import { keysOf, seriesOf } from './series.js';

const LIMIT = 1_000_000;

/**
 * Reads Markdown as clauses: `# Title`, `## Preamble`, other headings, `## Article 1` or `1. …` (articles), `1.1 …` and
 * paragraphs below an article (paragraphs), `(a)`, `-` or `*` (points), other text (paragraphs). What is indented further stands
 * beneath; numbers in a list within an article are its paragraphs. A number that begins a line and goes on with nothing is
 * words. Numbers are computed: the drafts say which ones they had. A backslash before the first words of a clause keeps them
 * from being read as any of these. Where a line is broken (`<br>`) another one begins. Cost: linear. Refusals: `text.empty`, `text.too_large` {limit}.
 */
export function fromMarkdown(markdown: string): Result<Read> {
  if (markdown.length > LIMIT) return refuse('text.too_large', { limit: LIMIT });
  const dropped: Dropped[] = [];
  const { text, links } = aside(nfc(markdown).replace(/\r\n?/g, '\n'), dropped);
  const blocks = blocksOf(text, dropped).map((block) => ({
    ...block,
    text: inline(block.text, { line: block.source.line, links, dropped }),
  }));
  const drafts = draftsOf(blocks);
  return drafts.ok ? ok({ drafts: drafts.value, dropped }) : drafts;
}

/** Where the names of links lead. */
type Links = ReadonlyMap<string, string>;

/**
 * The text without what stands beside its words: what is said before it, comments, footnotes, the addresses of links. Every line keeps
 * its place.
 */
function aside(markdown: string, dropped: Dropped[]): { text: string; links: Links } {
  const links = new Map<string, string>();
  const blank = (part: string): string => part.replace(/[^\n]+/g, '');
  let text = markdown.replace(
    /^---\n(?:(?!---\n)[^\n]*:[^\n]*\n|(?:[ #-][^\n]*)?\n){1,200}(?:---|\.\.\.)(?=\n|$)/,
    (part) => {
      dropped.push({ line: 1, what: 'part' });
      return blank(part);
    },
  );
  const cut = text.lastIndexOf('-->') + 3;
  let [line, from] = [1, 0];
  const commented = text.slice(0, Math.max(2, cut));
  text =
    commented.replace(/<!--[\s\S]*?-->/g, (part, at: number) => {
      line += commented.slice(from, at).split('\n').length - 1;
      from = at;
      dropped.push({ line, what: 'html' });
      return blank(part);
    }) + text.slice(commented.length);
  let [fence, noted] = [false, false];
  const lines = text.split('\n').map((raw, index) => {
    if (/^\s*(```|~~~)/.test(raw)) fence = !fence;
    if (fence) return raw;
    const note = /^ {0,3}\[\^[^\]\s]{1,60}\]:/.test(raw);
    if (note) dropped.push({ line: index + 1, what: 'footnote' });
    // A note goes on in what is indented beneath it, and with the next lines of its paragraph.
    noted = note || (noted && raw.trim() !== '' && markOf(raw.trim()) === null && !raw.startsWith('#'));
    if (noted) return '';
    const [, name, address] =
      /^ {0,3}\[([^\]^\\][^\]\\]{0,199})\]: *<?(https?:\/\/[^\s()<>]+)>?(?: +(?:"[^"]*"|'[^']*'|\([^)]*\)))?\s*$/.exec(
        raw,
      ) ?? [];
    if (name === undefined || address === undefined) return raw;
    links.set(name.trim().toLowerCase(), address);
    return '';
  });
  return { text: lines.join('\n'), links };
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
  /** It is one of a table. */
  readonly cells: boolean;
  /** It is quoted, and whatever it begins with is words. */
  readonly quoted: boolean;
}

/** A block whose lines still come. */
interface Open extends Omit<Block, 'text'> {
  readonly lines: string[];
  readonly words: Told[];
}
type Told = NonNullable<Block['source']['words']>[number];

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
      const { line, indent, words, level, title, mark, cells, quoted } = one;
      if (/^(```|~~~)/.test(words)) {
        if (!fence) dropped.push({ line, what: 'code' });
        fence = !fence;
        flush();
        continue;
      }
      if (fence) continue;
      if (cells) {
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
      if (quoted) dropped.push({ line, what: 'format' });
      const placed =
        mark &&
        !quoted &&
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
      if (open && mark && isDoubtful(mark)) open.words.push({ line, text: words });
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
    const [own, ...others] = lines;
    if (own && others.length === 0 && !own.quoted)
      lines = [{ ...own, level: own.level || divisionIn(own.words) }];
    if (lines.length > 0) all.push({ lines, last });
    [lines, last] = [[], new Map()];
  };
  text.split('\n').forEach((whole, index) => {
    if (whole.trim() === '') return end();
    const line = index + 1;
    for (const [place, raw] of broken(whole).entries()) {
      const quote = /^\s*(?:> ?)+/.exec(raw);
      const words = (quote ? raw.slice(quote[0].length) : raw)
        .trim()
        .replace(HARD, '$1')
        .replace(/(?:\s|&nbsp;)+/g, ' ');
      if (words === '') continue;
      const before = lines.at(-1);
      // A heading may be underlined.
      const under = /^(?:(=+)|-{2,})$/.exec(words);
      if (under && before && lines.length === 1 && underlined(before)) {
        const level = under[1] === undefined ? 2 : 1;
        lines[0] = { ...before, level, mark: markOf(before.title, true) };
        last.clear();
        continue;
      }
      const divides = /^:?-{2,}:?(?: ?\| ?:?-{2,}:?)+$/.test(words);
      if (divides && before?.words.includes('|')) lines[lines.length - 1] = { ...before, cells: true };
      const cells = /^\|.*\|$/.test(words) || divides || (before?.cells === true && words.includes('|'));
      const heading = quote ? null : /^(#{1,6}) (.*?)(?: #+)?$/.exec(words);
      const [, signs = '', title = ''] = heading ?? ['', '', words];
      const level = signs.length;
      const mark = markOf(title, level > 0);
      // What is broken off stands within what the line begins.
      const from = place > 0 && before ? before.indent + (before.mark && place === 1 ? 4 : 0) : null;
      const indent = from ?? raw.slice(0, raw.length - raw.trimStart().length).replace(/\t/g, '    ').length;
      lines.push({ line, indent, words, level, title, mark, cells, quoted: quote !== null });
      if (mark && level === 0 && !quote) for (const key of keysOf(mark)) last.set(key, line);
    }
  });
  end();
  return all;
}

/** A backslash at the end of a line breaks it. */
const HARD = /(?<!\\)((?:\\\\)*)\\$/;

/** A line where it is broken, and where a block of HTML ends; a row of a table stays one. */
const broken = (raw: string): string[] =>
  raw.trimStart().startsWith('|')
    ? [raw]
    : raw
        .split(/<br *\/?>|<\/(?:p|div|li|h[1-6]|tr|blockquote)>/i)
        .map((part, place) => (place === 0 ? part : part.trimStart()));

const underlined = ({ level, mark, cells, quoted, words }: Line): boolean =>
  level === 0 &&
  !cells &&
  !quoted &&
  (!mark || mark.look === 'article') &&
  !/^(```|~~~|[-*_= ]+$)/.test(words);

/** What is taken out may leave behind what has to be taken out too (`<<i>b>`); nobody who means well needs more rounds. */
const ROUNDS = 8;

/** Keeps emphasis and https links; drops images, raw HTML, footnotes and other links' targets. Cost: linear. */
function inline(
  text: string,
  { line, links, dropped }: { line: number; links: Links; dropped: Dropped[] },
): string {
  const drop = (what: string, kept: string): string => {
    dropped.push({ line, what });
    return kept;
  };
  const once = (words: string): string => {
    const unpictured = closing(words, ')', (part) =>
      part.replace(/!\[([^[\]]*)\]\([^)]*\)/g, () => drop('image', '')),
    );
    const addressed = closing(unpictured, '>', (part) =>
      part
        .replace(/<(https:\/\/[^\s<>()[\]*\\]+)>/g, '[$1]($1)')
        .replace(/<(?:mailto:)?([^\s<>@:/]+@[^\s<>@:/]+)>/g, '$1'),
    );
    const untagged = closing(addressed, '>', (part) =>
      part.replace(/<\/?[a-zA-Z!][^>]*>/g, () => drop('html', '')),
    );
    const unlinked = closing(untagged, ')', (part) =>
      part.replace(/\[([^[\]]+)\]\(([^)\s]*)[^)]*\)/g, (whole, label: string, target: string) =>
        /^https:\/\//i.test(target) ? whole : drop('link', label),
      ),
    );
    const noted = closing(unlinked, ']', (part) =>
      part.replace(/(?<!\\)\[\^[^\]\s[]{1,60}\]/g, () => drop('footnote', '')),
    );
    const named = noted.replace(
      /(?<!\\)\[([^[\]\\]+)\](?:\[([^[\]]*)\])?(?!\()/g,
      (whole, label: string, name?: string) => {
        const target = links.get((name || label).trim().toLowerCase());
        if (target === undefined) return whole;
        return target.startsWith('https:') ? `[${label}](${target})` : drop('link', label);
      },
    );
    return named
      .replace(/`([^`]*)`/g, '$1')
      .replace(/~~(?=\S)([^~]*[^~\s])~~/g, (_, struck: string) => drop('format', struck))
      .replace(/\s+/g, ' ')
      .trim();
  };
  let words = text;
  for (let round = 1; ; round++) {
    const next = once(words);
    if (next === words) break;
    words = round < ROUNDS ? next : next.replace(/[<[]/g, () => drop('html', ''));
  }
  return plainly(starred(words.replace(/^\\/, '').trimStart()))
    .replace(HARD, '$1')
    .trimEnd();
}

/** Emphasis between underscores is written with stars. */
const starred = (text: string): string =>
  text.replace(
    /(?<![\p{L}\p{N}_\\/])(_{1,2})(?=[^\s_])([^_]*[^\s_\\])\1(?![\p{L}\p{N}_])/gu,
    (_, sign: string, words: string) => `${'*'.repeat(sign.length)}${words}${'*'.repeat(sign.length)}`,
  );

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", sect: '§', copy: '©', hellip: '…' },
  ...{ ndash: '–', mdash: '—', laquo: '«', raquo: '»', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”' },
};

/** Signs as they are meant: a backslash that takes a meaning which they have not here, and names of signs. */
const plainly = (text: string): string =>
  text
    .replace(
      /\\([\\*[\]])|\\([-.)+#_!{}]|(?<!\]\\)\()/g,
      (whole, _kept?: string, sign?: string) => sign ?? whole,
    )
    .replace(/&(?:([a-z]{2,6})|#(\d{2,6}));/g, (whole, name?: string, code?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? whole;
      const sign = Number(code) < 0x110000 ? nfc(String.fromCodePoint(Number(code))) : '';
      return /^[\p{L}\p{N}–—«»‘’“”…§°©'",;:!?./()%€-]$/u.test(sign) ? sign : whole;
    });

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
        return `${' '.repeat(indent)}${parent !== null && labels[id] ? `${labels[parent]}.${labels[id]} ` : ''}${text}`;
      default:
        return never(kind);
    }
  });
  return `${lines.join('\n\n')}\n`;
}

/** Words that would read as something else than a paragraph are marked; a heading's, as its end. */
const escaped = (text: string): string => {
  const signs = text
    .replace(/&(?=[a-z]{2,6};|#\d{2,6};|nbsp;)/g, '&amp;')
    .replace(/<(?=[a-zA-Z/!])/g, '&lt;')
    .replace(/(?<=[^\\])\[\^/g, '\\[^')
    // A backslash that stands for itself would take a meaning.
    .replace(/\\[\\*[\]]|\\(?=[-.)+#_!{}]|(?<!\]\\)\()/g, (sign) => (sign.length > 1 ? sign : '\\\\'));
  const plain = starred(signs) === signs ? signs : signs.replace(/_/g, '\\_');
  return /^(?:\\|#|\||>|```|~~~|[-*_= ]+$|\[[^\]]*\]:|\[\^)/.test(plain) ||
    markOf(plain, true) ||
    divisionIn(plain) > 0
    ? `\\${plain}`
    : plain;
};
const closed = (text: string): string => (/(^| )#+$/.test(text) ? `${text} #` : text);
