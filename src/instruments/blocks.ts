import { nfc } from '../basics/nfc.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { CLAUSE_LIMIT, type ClauseKind } from './clause.js';
import { joined, textOf, type Run } from './inline.js';

/** A clause that may have no id yet; `parent` is the index of an earlier draft. */
export interface Draft {
  readonly kind: ClauseKind;
  readonly parent: number | null;
  readonly text: string;
  /** Where what was read names the clause. */
  readonly id?: string;
}

/** What a text of clauses cannot hold: `line` is where it stood. */
export interface Dropped {
  readonly line: number;
  readonly what: string;
  /** What `line` counts; absent: lines. */
  readonly unit?: 'paragraph';
}

export interface Read {
  readonly drafts: readonly Draft[];
  readonly dropped: readonly Dropped[];
}

/** A piece of a text that stands by itself, whichever format it was written in. */
export interface Block {
  readonly line: number;
  readonly type: 'heading' | 'article' | 'paragraph' | 'subparagraph' | 'point';
  /** Of a heading, 1 is the highest; 0 is none. */
  readonly level: number;
  /** Limited Markdown, without the number. */
  readonly text: string;
}

export const PREAMBLE = /^(preamble|préambule|preambule|preámbulo|preambulo)$/i;
/** `Article 3.`, `Article XI`, `Article premier`, `Article 1er`, `Artículo 1.º`: a whole number and no part of a word. */
export const ARTICLE =
  /^(?:article|artículo|articulo|art\.)\s+(?:\d+(?:er|\.?[ºª°])?|(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})|premier|primero|unique|único|unico)(?![\p{L}\p{N}])\s*[.:)–—-]?\s*(.*)$/iu;

/** What the first words of a block say it is: its words without them. `named`: as an article, by that word. */
export function opening(
  words: string,
): { type: 'article' | 'subparagraph' | 'point'; named: boolean; rest: string } | null {
  const sub = /^\d+\.\d+(?:\.\d+)*[.)]? (.+)$/.exec(words);
  if (sub) return { type: 'subparagraph', named: false, rest: sub[1]! };
  const numbered = /^\d{1,4}[.)] (.+)$/.exec(words);
  if (numbered) return { type: 'article', named: false, rest: numbered[1]! };
  const point = /^(?:\([a-z]{1,3}\)|[a-z]\)|[-*+•]) (.+)$/.exec(words);
  if (point) return { type: 'point', named: false, rest: point[1]! };
  const named = ARTICLE.exec(words);
  return named && { type: 'article', named: true, rest: named[1]! };
}

/** The same with emphasis and links, as a word processor has it. */
export interface Paragraph {
  /** Its place among those of the text, from 1. */
  readonly place: number;
  readonly level: number;
  /** What its list makes of it, where it is an item. */
  readonly item: Exclude<Block['type'], 'heading' | 'paragraph'> | null;
  readonly runs: readonly Run[];
}

/**
 * The block that a paragraph is, null for one without words: by its heading's level, its list, or its first words. Refusal:
 * `file.paragraph_too_long` {place, limit}.
 */
export function blockOf({ place, level, item, runs }: Paragraph): Result<Block | null> {
  const tidy = trimmed(joined(runs));
  const words = tidy.map(({ text }) => text).join('');
  if (words === '') return ok(null);
  if (words.length > CLAUSE_LIMIT) return refuse('file.paragraph_too_long', { place, limit: CLAUSE_LIMIT });
  const spaced = words.replace(/\s/g, ' ');
  const said = level === 1 ? null : opening(spaced);
  const listed = item ?? said?.type ?? 'paragraph';
  const type = level === 0 || (level > 1 && listed === 'article') ? listed : 'heading';
  const rest = said?.type === type ? cut(tidy, words.length - said.rest.length) : tidy;
  // A heading is set apart by being one.
  const bold = level > 0 && rest.every(({ strong }) => strong);
  return ok({
    line: place,
    type,
    level,
    text: textOf(bold ? rest.map((run) => ({ ...run, strong: false })) : rest).trim(),
  });
}

/** With single blanks, and none at the ends. */
function trimmed(runs: readonly Run[]): Run[] {
  const all = runs.map((run) => ({ ...run, text: nfc(run.text).replace(/[\p{Cc} ]+/gu, ' ') }));
  let blank = true;
  const single = all.map((run) => {
    const text = blank ? run.text.replace(/^ /, '') : run.text;
    if (text !== '') blank = text.endsWith(' ');
    return { ...run, text };
  });
  const last = single.findLastIndex(({ text }) => text.trim() !== '');
  return joined(
    single.slice(0, last + 1).map((run, at) => (at === last ? { ...run, text: run.text.trimEnd() } : run)),
  );
}

/** Without so many signs of its beginning. */
function cut(runs: readonly Run[], signs: number): Run[] {
  let left = signs;
  return runs.flatMap((run) => {
    const text = run.text.slice(left);
    left = Math.max(0, left - run.text.length);
    return text === '' ? [] : [{ ...run, text }];
  });
}

/**
 * The clauses that blocks make: headings hold what comes below them, articles their paragraphs and points. The heading of an
 * article without words of its own takes the first paragraph below, or is dropped. Refusal: `text.empty`.
 */
export function draftsOf(blocks: readonly Block[], dropped: Dropped[]): Result<readonly Draft[]> {
  const drafts: Draft[] = [];
  /** Open containers: the section headings by level, the article, the last paragraph that points belong to. */
  let sections: { level: number; index: number }[] = [];
  let article: number | null = null;
  let lead: number | null = null;
  /** The line of an article's heading that waits for words. */
  let wordless: number | null = null;
  const dropWordless = (): void => {
    if (wordless !== null) dropped.push({ line: wordless, what: 'article' });
    wordless = null;
  };
  const add = (kind: ClauseKind, parent: number | null, text: string): number =>
    drafts.push({ kind, parent, text }) - 1;
  for (const { line, type, level, text } of blocks) {
    const section = sections.at(-1)?.index ?? null;
    if (type === 'heading') {
      if (text === '') continue;
      article = lead = null;
      dropWordless();
      if (level === 1 && drafts.length === 0) {
        add('title', null, text);
        continue;
      }
      sections = sections.filter((one) => one.level < level);
      const kind = PREAMBLE.test(text) ? 'preamble' : 'heading';
      sections.push({ level, index: add(kind, sections.at(-1)?.index ?? null, text) });
    } else if (type === 'article') {
      if (level > 0) sections = sections.filter((one) => one.level < level);
      dropWordless();
      if (text === '') wordless = line;
      lead = null;
      article = text === '' ? null : add('article', sections.at(-1)?.index ?? null, text);
    } else if (text === '') {
      continue;
    } else if (wordless !== null && type !== 'point') {
      article = add('article', section, text);
      wordless = null;
    } else if (type === 'point') {
      dropWordless();
      add('point', lead ?? article ?? section, text);
    } else {
      lead = add('paragraph', article ?? section, text);
    }
  }
  dropWordless();
  return drafts.length === 0 ? refuse('text.empty') : ok(drafts);
}
