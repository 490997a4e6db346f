import { first, must } from '../basics/must.js';
import { nfc } from '../basics/nfc.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { CLAUSE_LIMIT, type ClauseKind } from './clause.js';
import { joined, textOf, type Run } from './inline.js';
import { markOf, type Mark } from './marks.js';
import { HELD, keysOf, type Placed, type Series } from './series.js';

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

/** Stands in the words of a paragraph where its line is broken. */
export const BROKEN = '\v';

/**
 * The blocks that a paragraph is, none for one without words: by its heading's level, its list, or its first words. Where its line is
 * broken, another clause may begin. Refusal: `file.paragraph_too_long` {place, limit}.
 */
export function blocksOf(paragraph: Paragraph, series: Series): Result<readonly Block[]> {
  const { place, mark: listed, lists } = paragraph;
  const whole = trimmed(joined(paragraph.runs));
  const said = wordsIn(whole);
  const level = paragraph.level || (listed === null ? divisionIn(said) : 0);
  if (said === '') return ok([]);
  if (said.length > CLAUSE_LIMIT) return refuse('file.paragraph_too_long', { place, limit: CLAUSE_LIMIT });
  series.blank();
  const blocks: (Omit<Block, 'text'> & { runs: Run[] })[] = [];
  const lines = level > 0 ? [whole] : brokenIn(paragraph.runs);
  const marks = lines.map((runs, at) => markIn(wordsIn(runs), at === 0 ? paragraph : { level, mark: null }));
  lines.forEach((runs, at) => {
    const words = wordsIn(runs);
    const mark = marks[at] ?? null;
    const before = blocks.at(-1);
    const from = INDENT * Math.max(0, listed === null ? lists : lists - 1);
    // What is broken off stands within what the line begins.
    const indent = at === 0 || marks[0] === null ? from : from + INDENT;
    const later = marks.slice(at + 1).flatMap((one) => (one ? keysOf(one) : []));
    const where = {
      ...{ indent, alone: at === 0 && isTitle(words), listed: at === 0 && listed !== null },
      begins: at === 0,
      ended: at === 0 || ENDED.test(wordsIn(lines[at - 1] ?? [])),
      ahead: (key: string) => later.includes(key),
    };
    const item = mark && (level === 0 || isArticle(mark)) ? series.place(mark, where) : null;
    const placed = level === 0 || item?.type === 'article' ? item : null;
    const doubt = mark && !placed && level === 0 && isDoubtful(mark) ? [{ line: place, text: words }] : [];
    if (before && !placed) {
      blocks[blocks.length - 1] = {
        ...before,
        runs: [...before.runs, { ...first(runs), text: ' ' }, ...runs],
        source: told(before.source, doubt),
      };
      return;
    }
    if (!placed && level > 0) series.heading();
    const within = !placed && level === 0 ? series.plain(indent) : 0;
    const line = at === 0 && listed !== null ? `${listed} ${words}` : words;
    blocks.push({
      ...{ type: placed?.type ?? (level > 0 ? 'heading' : 'paragraph'), level },
      ...{ depth: placed?.depth ?? within, indent, resumes: placed?.resumes ?? 0 },
      runs: placed ? cut(runs, Math.max(0, words.length - placed.mark.rest.length)) : runs,
      source: told(
        { line: place, mark: placed?.mark.written ?? (at === 0 ? listed : null), text: line },
        doubt,
      ),
    });
  });
  return ok(
    blocks.map(({ runs, ...block }) => {
      // A heading is set apart by being one.
      const bold = level > 0 && runs.every(({ strong }) => strong);
      const plain = bold ? runs.map((run) => ({ ...run, strong: false })) : runs;
      return { ...block, text: textOf(joined(plain)).trim() };
    }),
  );
}

/** The mark that a list gives, or that the words begin with. */
function markIn(words: string, { mark: listed, level }: Pick<Paragraph, 'mark' | 'level'>): Mark | null {
  const plain = words.replace(/\s/g, ' ');
  const given = listed === null || level === 1 ? null : markOf(`${listed} ${plain}`, level > 0);
  // A list that is marked in a way that is not known is one of points.
  const bullet = listed !== null && level === 0 && { written: listed, look: '-', counts: [], rest: plain };
  return given ?? (bullet || (level === 1 ? null : markOf(plain, level > 0)));
}

const told = (source: Source, doubt: NonNullable<Source['words']>): Source =>
  doubt.length === 0 ? source : { ...source, words: [...(source.words ?? []), ...doubt] };

const wordsIn = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('');

/** The lines of a paragraph that have words. */
function brokenIn(runs: readonly Run[]): Run[][] {
  let line: Run[] = [];
  const lines = [line];
  for (const run of runs)
    for (const [at, text] of run.text.split(BROKEN).entries()) {
      if (at > 0) lines.push((line = []));
      line.push({ ...run, text });
    }
  return lines.map((line) => trimmed(joined(line))).filter((line) => wordsIn(line) !== '');
}

const DIVISIONS: readonly string[] = [
  'part|title|book|partie|titre|livre|parte|título|titulo|libro',
  'chapter|chapitre|capítulo|capitulo',
  'section|sección|seccion',
];
const NUMBER = String.raw`(?:\d{1,3}(?:er|re|ère|[ºª°])?|[IVXLC]+|[A-Z]|premier|première|primero|primera|[uú]nic[oa]|unique|ONE|PREMIER|PRIMERO)`;
const DIVIDES = DIVISIONS.map(
  (names) =>
    new RegExp(
      String.raw`^(?:${names.replace(/(^|\|)(.)/g, (_, bar: string, sign: string) => `${bar}[${sign}${sign.toUpperCase()}]`)}|${names.toUpperCase()}) ${NUMBER}(?![\p{L}\p{N}])\s*(?:[.:)–—-]+\s*)?(?:\p{Lu}.*)?$`,
      'u',
    ),
);

/** Of a line that stands by itself and names a part of the text (`CHAPTER II – Members`) the level of the heading that it is; else 0. */
export function divisionIn(words: string): number {
  const place = isTitle(words) ? DIVIDES.findIndex((one) => one.test(words)) : -1;
  return place < 0 ? 0 : place + 2;
}

/** What ends a sentence, or says that a list comes. */
export const ENDED = /[.:;!?…]["»”’)\]*_]*$/u;

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
    begin({ text: must(source.mark, 'name of the article').replace(/[\s.:)–—-]+$/u, ''), source });
  const resume = (series: Points): void => {
    const { base, last } = series;
    const owner = base === null ? null : drafts[base];
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
      points.last = add('paragraph', points.open.at(-1) ?? points.base, block);
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
