import { nfc } from '../basics/nfc.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { CLAUSE_LIMIT, type ClauseKind } from './clause.js';
import { joined, textOf, type Run } from './inline.js';
import { markOf, type Mark } from './marks.js';
import { HELD, type Placed, type Series } from './series.js';

/** Where a clause stood in what was read, and how it was marked there. */
export interface Source {
  readonly line: number;
  /** As it is written; null: words alone. */
  readonly mark: string | null;
  /** The line itself. */
  readonly text: string;
  /** Lines within it that begin like a clause and were taken for words. */
  readonly words?: readonly { readonly line: number; readonly text: string }[];
}

/** A clause that may have no id yet; `parent` is the index of an earlier draft. */
export interface Draft {
  readonly kind: ClauseKind;
  readonly parent: number | null;
  readonly text: string;
  /** Where what was read names the clause. */
  readonly id?: string;
  /** Absent where a format says itself what everything is. */
  readonly source?: Source;
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
  /** What the lines of its sources count; absent: lines. */
  readonly unit?: 'paragraph';
}

/** A piece of a text that stands by itself, whichever format it was written in. */
export interface Block {
  readonly type: 'heading' | 'paragraph' | Placed['type'];
  /** Of a heading, 1 is the highest; 0 is none. */
  readonly level: number;
  /** Beneath how many points a point or paragraph stands. */
  readonly depth: number;
  /** How far to the right it stands, in signs. */
  readonly indent: number;
  /** Of a point: with how many lists back it goes on, 0: with none. */
  readonly resumes: number;
  /** Limited Markdown, without the mark. */
  readonly text: string;
  readonly source: Source;
}

export const PREAMBLE = /^(preamble|préambule|preambule|preámbulo|preambulo)$/i;

/** The same with emphasis and links, as a word processor has it. */
export interface Paragraph {
  /** Its place among those of the text, from 1. */
  readonly place: number;
  readonly level: number;
  /** The mark that its list gives it, where it is an item. */
  readonly mark: string | null;
  /** In how many lists it stands. */
  readonly lists: number;
  readonly runs: readonly Run[];
}

/** As much is one level of a list. */
const INDENT = 4;
const NEVER = (): boolean => false;

/**
 * The block that a paragraph is, null for one without words: by its heading's level, its list, or its first words. Refusal:
 * `file.paragraph_too_long` {place, limit}.
 */
export function blockOf(
  { place, level, mark: listed, lists, runs }: Paragraph,
  series: Series,
): Result<Block | null> {
  const tidy = trimmed(joined(runs));
  const words = tidy.map(({ text }) => text).join('');
  if (words === '') return ok(null);
  if (words.length > CLAUSE_LIMIT) return refuse('file.paragraph_too_long', { place, limit: CLAUSE_LIMIT });
  const spaced = words.replace(/\s/g, ' ');
  series.blank();
  const given = listed === null || level === 1 ? null : markOf(`${listed} ${spaced}`, level > 0);
  // A list that is marked in a way that is not known is one of points.
  const bullet = listed !== null && level === 0 && { written: listed, look: '-', counts: [], rest: spaced };
  const mark = given ?? (bullet || (level === 1 ? null : markOf(spaced, level > 0)));
  const indent = INDENT * Math.max(0, listed === null ? lists : lists - 1);
  const at = {
    indent,
    begins: true,
    ended: true,
    alone: isTitle(words),
    ahead: NEVER,
    listed: listed !== null,
  };
  const item = mark && (level === 0 || isArticle(mark)) ? series.place(mark, at) : null;
  const placed = level === 0 || item?.type === 'article' ? item : null;
  if (!placed && level > 0) series.heading();
  const within = !placed && level === 0 ? series.plain(indent) : 0;
  const rest = placed ? cut(tidy, Math.max(0, words.length - placed.mark.rest.length)) : tidy;
  // A heading is set apart by being one.
  const bold = level > 0 && rest.every(({ strong }) => strong);
  return ok({
    ...{ type: placed?.type ?? (level > 0 ? 'heading' : 'paragraph'), level },
    ...{ depth: placed?.depth ?? within, indent, resumes: placed?.resumes ?? 0 },
    text: textOf(bold ? rest.map((run) => ({ ...run, strong: false })) : rest).trim(),
    source: {
      ...{
        line: place,
        mark: placed?.mark.written ?? listed,
        text: listed === null ? words : `${listed} ${words}`,
      },
      ...(mark && !placed && level === 0 && isDoubtful(mark) && { words: [{ line: place, text: words }] }),
    },
  });
}

/** Whether a line that stands by itself reads like a title. */
export const isTitle = (words: string): boolean => words.length <= 80 && !/[.:;,]$/.test(words);

/** Whether who wrote a mark that was taken for words may have meant a clause by it; capitals are initials and parts of a text too. */
export const isDoubtful = ({ look }: Mark): boolean => !look.includes('A');

/** Whether a heading with this mark is an article's, and not one of a part of the text. */
export const isArticle = ({ look, bullet }: Mark): boolean => !bullet && /^(article|§|1[.)°]|)$/.test(look);

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

/** Points that hang together: on what, the open ones by their depth, and the last of them. */
interface Points {
  readonly base: number | null;
  readonly open: number[];
  /** They hang on a paragraph. */
  readonly led: boolean;
  last: number;
}

/**
 * The clauses that blocks make: headings hold what comes below them, articles their paragraphs and points. An article that is
 * only named takes the first paragraph below for its words, or its name where none comes. A paragraph between points of one
 * series belongs to what they hang on. Refusal: `text.empty`.
 */
export function draftsOf(blocks: readonly Block[]): Result<readonly Draft[]> {
  const drafts: { kind: ClauseKind; parent: number | null; text: string; source: Source }[] = [];
  /** Open containers: the section headings by level, the article. */
  let sections: { level: number; index: number }[] = [];
  let article: number | null = null;
  /** The paragraphs that are open, and what was numbered among them keeps what comes without a number. */
  let leads: readonly { index: number; indent: number; numbered: boolean }[] = [];
  let points: Points | null = null;
  /** Those before each paragraph that came between. */
  let held: Points[] = [];
  /** An article that waits for words. */
  let wordless: Block | null = null;
  const section = (): number | null => sections.at(-1)?.index ?? null;
  const beneath = (): number | null => leads.at(-1)?.index ?? article ?? section();
  const add = (
    kind: ClauseKind,
    parent: number | null,
    { text, source }: Pick<Block, 'text' | 'source'>,
  ): number => drafts.push({ kind, parent, text, source }) - 1;
  const begin = (block: Pick<Block, 'text' | 'source'>): void => {
    article = add('article', section(), block);
    points = wordless = null;
    [leads, held] = [[], []];
  };
  /** Its name is all that it has. */
  const name = ({ source }: Block): void =>
    begin({ text: source.mark!.replace(/[\s.:)–—-]+$/u, ''), source });
  const resume = (series: Points): void => {
    const { base, last } = series;
    const owner = base === null ? null : drafts[base]!;
    if (owner?.kind === 'paragraph')
      for (const one of drafts.slice(last + 1)) if (one.parent === owner.parent) one.parent = base;
    // What came between ends with it.
    leads = leads.filter(({ index }) => base !== null && index <= base);
    points = series;
  };
  for (const block of blocks) {
    const { type, level, depth, text } = block;
    if (wordless && (type !== 'paragraph' || depth > 0)) name(wordless);
    if (type === 'heading') {
      if (text === '') continue;
      article = points = null;
      [leads, held] = [[], []];
      if (level === 1 && drafts.length === 0) {
        add('title', null, block);
        continue;
      }
      sections = sections.filter((one) => one.level < level);
      const kind = PREAMBLE.test(text) ? 'preamble' : 'heading';
      sections.push({ level, index: add(kind, section(), block) });
    } else if (type === 'article') {
      if (level > 0) sections = sections.filter((one) => one.level < level);
      if (text === '') wordless = block;
      else begin(block);
    } else if (text === '') {
      continue;
    } else if (wordless) {
      const { words } = block.source;
      begin({ text, source: { ...wordless.source, ...(words && { words }) } });
    } else if (type === 'point') {
      const before = block.resumes > 0 ? held.at(-block.resumes) : undefined;
      if (before) {
        held = held.slice(0, -block.resumes);
        resume(before);
      }
      points ??= { base: beneath(), open: [], led: leads.length > 0, last: 0 };
      points.open.splice(depth);
      points.last = add('point', points.open.at(-1) ?? points.base, block);
      points.open.push(points.last);
    } else if (points && depth > 0) {
      points.open.splice(depth);
      points.last = add('paragraph', points.open.at(-1)!, block);
    } else {
      if (points) held = [...held, points].slice(-HELD);
      if (type === 'subparagraph') held = held.filter(({ led }) => !led);
      points = null;
      const numbered = type === 'subparagraph';
      const { indent } = block;
      leads = numbered ? [] : leads.filter((one) => one.numbered || one.indent + 2 <= indent);
      const index = add('paragraph', beneath(), block);
      leads = [...leads, { index, indent, numbered }];
    }
  }
  if (wordless) name(wordless);
  return drafts.length === 0 ? refuse('text.empty') : ok(drafts);
}
