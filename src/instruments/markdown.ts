import { nfc } from '../basics/nfc.js';
import { never, ok, refuse, type Result } from '../basics/result.js';
import { ARTICLE, draftsOf, opening, type Block, type Dropped, type Read } from './blocks.js';
import type { Clause } from './clause.js';

const LIMIT = 1_000_000;

/**
 * Reads Markdown as clauses: `# Title`, `## Preamble`, other headings, `## Article 1` or `1. …` (articles), `1.1 …` and
 * paragraphs below an article (paragraphs), `(a)`, `-` or `*` (points), other text (paragraphs). Numbers are dropped,
 * they are computed. A backslash before the first words of a clause keeps them from being read as any of these. Refusals: `text.empty`, `text.too_large` {limit}.
 */
export function fromMarkdown(markdown: string): Result<Read> {
  if (markdown.length > LIMIT) return refuse('text.too_large', { limit: LIMIT });
  const dropped: Dropped[] = [];
  const blocks = blocksOf(nfc(markdown).replace(/\r\n?/g, '\n'), dropped).map((block) => ({
    ...block,
    text: inline(block.text, block.line, dropped).replace(/^\\/, '').trimStart(),
  }));
  const drafts = draftsOf(blocks, dropped);
  return drafts.ok ? ok({ drafts: drafts.value, dropped }) : drafts;
}

/** Splits into blocks; soft-wrapped lines are joined. */
function blocksOf(text: string, dropped: Dropped[]): Block[] {
  const blocks: Block[] = [];
  let open: { line: number; type: Block['type']; level: number; lines: string[] } | null = null;
  let fence = false;
  const flush = (): void => {
    if (open)
      blocks.push({ line: open.line, type: open.type, level: open.level, text: open.lines.join(' ') });
    open = null;
  };
  const begin = (line: number, type: Block['type'], words: string, level = 0): void => {
    flush();
    open = { line, type, level, lines: words === '' ? [] : [words] };
  };
  text.split('\n').forEach((raw, index) => {
    const line = index + 1;
    const words = raw.trim().replace(/\s+/g, ' ');
    if (/^(```|~~~)/.test(words)) {
      if (!fence) dropped.push({ line, what: 'code' });
      fence = !fence;
      return flush();
    }
    if (fence) return;
    if (words === '') return flush();
    if (/^\|.*\|$/.test(words)) {
      dropped.push({ line, what: 'table' });
      return flush();
    }
    if (/^([-*_] ?){3,}$/.test(words)) return flush();
    const heading = /^(#{1,6}) (.*?)(?: #+)?$/.exec(words);
    if (heading) {
      const level = heading[1]!.length;
      const said = level > 1 ? opening(heading[2]!) : null;
      if (said?.type === 'article') begin(line, 'article', said.rest, level);
      else begin(line, 'heading', heading[2]!, level);
      return flush();
    }
    const said = opening(words);
    if (said && !(said.named && open)) begin(line, said.type, said.rest);
    else if (open) open.lines.push(words);
    else begin(line, 'paragraph', words);
  });
  flush();
  return blocks;
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

/** Markdown that reads back as the same kinds, parents and texts (for texts that `fromMarkdown` gave). */
export function toMarkdown(clauses: readonly Clause[]): string {
  const depth = new Map<string, number>();
  let articles = 0;
  let section: string | null = null;
  const lines = clauses.map(({ id, kind, parent, text: words }) => {
    const text = escaped(words);
    const level = parent === null ? 2 : (depth.get(parent) ?? 1) + 1;
    switch (kind) {
      case 'title':
        return `# ${closed(text)}`;
      case 'preamble':
      case 'heading':
        depth.set(id, level);
        section = id;
        return `${'#'.repeat(Math.min(level, 6))} ${closed(text)}`;
      case 'article':
        articles++;
        if (parent === section) return `${articles}. ${text}`;
        // Only a heading leaves the section before.
        section = parent;
        return `${'#'.repeat(level)} Article ${articles}\n\n${text}`;
      case 'point':
        return `- ${text}`;
      case 'paragraph':
        return text;
      default:
        return never(kind);
    }
  });
  return `${lines.join('\n\n')}\n`;
}

/** Words that would read as something else than a paragraph are marked; a heading's, as its end. */
const escaped = (text: string): string =>
  /^(?:\\|#|\d+[.)] |\d+\.\d|\([a-z]{1,3}\) |[a-z]\) |[-*+•] |\||```|~~~|[-*_ ]+$)/.test(text) ||
  ARTICLE.test(text)
    ? `\\${text}`
    : text;
const closed = (text: string): string => (/(^| )#+$/.test(text) ? `${text} #` : text);
