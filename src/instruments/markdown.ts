import { never, ok, refuse, type Result } from '../basics/result.js';
import type { Clause, ClauseKind } from './clause.js';

/** A clause that has no id yet; `parent` is the index of an earlier draft. */
export interface Draft {
  readonly kind: ClauseKind;
  readonly parent: number | null;
  readonly text: string;
}

export interface Read {
  readonly drafts: readonly Draft[];
  /** What a text of clauses cannot hold, with its line. */
  readonly dropped: readonly { readonly line: number; readonly what: string }[];
}

const LIMIT = 1_000_000;
const PREAMBLE = /^(preamble|préambule|preambule|preámbulo|preambulo)$/i;
const ARTICLE = /^(?:article|artículo|articulo|art\.)\s+(?:\d+|[ivxlc]+)\s*[.:)–—-]?\s*(.*)$/i;

interface Block {
  readonly line: number;
  readonly type: 'heading' | 'article' | 'paragraph' | 'subparagraph' | 'point';
  readonly level: number;
  readonly text: string;
}

/**
 * Reads Markdown as clauses: `# Title`, `## Preamble`, other headings, `## Article 1` or `1. …` (articles), `1.1 …` and
 * paragraphs below an article (paragraphs), `(a)`, `-` or `*` (points), other text (paragraphs). Numbers are dropped,
 * they are computed. Refusals: `text.empty`, `text.too_large` {limit}.
 */
export function fromMarkdown(markdown: string): Result<Read> {
  if (markdown.length > LIMIT) return refuse('text.too_large', { limit: LIMIT });
  const dropped: { line: number; what: string }[] = [];
  const blocks = blocksOf(markdown.normalize('NFC').replace(/\r\n?/g, '\n'), dropped);
  const drafts: Draft[] = [];
  /** Open containers: the section headings by level, the article, the last paragraph that points belong to. */
  let sections: { level: number; index: number }[] = [];
  let article: number | null = null;
  let lead: number | null = null;
  /** An article heading without words of its own takes the first paragraph below. */
  let wordless = false;
  const add = (kind: ClauseKind, parent: number | null, text: string): number =>
    drafts.push({ kind, parent, text }) - 1;
  for (const block of blocks) {
    const text = inline(block.text, block.line, dropped);
    const section = sections.at(-1)?.index ?? null;
    if (block.type === 'heading') {
      if (text === '') continue;
      article = lead = null;
      wordless = false;
      if (block.level === 1 && drafts.length === 0) {
        add('title', null, text);
        continue;
      }
      sections = sections.filter((one) => one.level < block.level);
      const kind = PREAMBLE.test(text) ? 'preamble' : 'heading';
      sections.push({ level: block.level, index: add(kind, sections.at(-1)?.index ?? null, text) });
    } else if (block.type === 'article') {
      if (block.level > 0) sections = sections.filter((one) => one.level < block.level);
      wordless = text === '';
      lead = null;
      article = wordless ? null : add('article', sections.at(-1)?.index ?? null, text);
    } else if (text === '') {
      continue;
    } else if (wordless && block.type !== 'point') {
      article = add('article', section, text);
      wordless = false;
    } else if (block.type === 'point') {
      add('point', lead ?? article ?? section, text);
    } else {
      lead = add('paragraph', article ?? section, text);
    }
  }
  return drafts.length === 0 ? refuse('text.empty') : ok({ drafts, dropped });
}

/** Splits into blocks; soft-wrapped lines are joined. */
function blocksOf(text: string, dropped: { line: number; what: string }[]): Block[] {
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
      const named = level > 1 ? ARTICLE.exec(heading[2]!) : null;
      const numbered = level > 1 ? /^\d+[.)] (.+)$/.exec(heading[2]!) : null;
      if (named) begin(line, 'article', named[1]!, level);
      else if (numbered) begin(line, 'article', numbered[1]!, level);
      else begin(line, 'heading', heading[2]!, level);
      return flush();
    }
    const sub = /^\d+\.\d+(?:\.\d+)*[.)]? (.+)$/.exec(words);
    const numbered = /^\d{1,4}[.)] (.+)$/.exec(words);
    const point = /^(?:\([a-z]{1,3}\)|[a-z]\)|[-*+•]) (.+)$/.exec(words);
    const named = ARTICLE.exec(words);
    if (sub) begin(line, 'subparagraph', sub[1]!);
    else if (numbered) begin(line, 'article', numbered[1]!);
    else if (point) begin(line, 'point', point[1]!);
    else if (named && !open) begin(line, 'article', named[1]!);
    else if (open) open.lines.push(words);
    else begin(line, 'paragraph', words.replace(/^\\(?=[\d(#*+\-•A-Za-z|])/, ''));
  });
  flush();
  return blocks;
}

/** Keeps emphasis and https links; drops images, raw HTML and other links' targets. */
function inline(text: string, line: number, dropped: { line: number; what: string }[]): string {
  const drop = (what: string, kept: string): string => {
    dropped.push({ line, what });
    return kept;
  };
  return text
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, () => drop('image', ''))
    .replace(/<\/?[a-zA-Z!][^>]*>/g, () => drop('html', ''))
    .replace(/\[([^\]]+)\]\(([^)\s]*)[^)]*\)/g, (whole, label: string, target: string) =>
      /^https:\/\//i.test(target) ? whole : drop('link', label),
    )
    .replace(/`([^`]*)`/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Markdown that reads back as the same kinds, parents and texts (for texts that `fromMarkdown` gave). */
export function toMarkdown(clauses: readonly Clause[]): string {
  const depth = new Map<string, number>();
  let articles = 0;
  const lines = clauses.map(({ id, kind, parent, text }) => {
    const level = parent === null ? 2 : (depth.get(parent) ?? 1) + 1;
    switch (kind) {
      case 'title':
        return `# ${text}`;
      case 'preamble':
      case 'heading':
        depth.set(id, level);
        return `${'#'.repeat(Math.min(level, 6))} ${text}`;
      case 'article':
        articles++;
        return `${articles}. ${text}`;
      case 'point':
        return `- ${text}`;
      case 'paragraph':
        return escaped(text);
      default:
        return never(kind);
    }
  });
  return `${lines.join('\n\n')}\n`;
}

/** A paragraph whose first words would read as something else is marked. */
const escaped = (text: string): string =>
  /^(?:#|\d+[.)] |\d+\.\d|\([a-z]{1,3}\) |[a-z]\) |[-*+•] |\||```|~~~)/.test(text) || ARTICLE.test(text)
    ? `\\${text}`
    : text;
