import { must } from '../basics/must.js';
import { follows, inSmall, type Count, type Mark, type System } from './marks.js';

/** What a mark makes of the words behind it, and where they stand. */
export interface Placed {
  readonly type: 'article' | 'subparagraph' | 'point';
  /** Of a point: beneath how many others it stands. */
  readonly depth: number;
  /** It goes on with points before a paragraph that came between: how many such lists back, 0: with none. */
  readonly resumes: number;
  /** As it was understood: a bullet's number may be words. */
  readonly mark: Mark;
}

/** Where a mark stands. */
export interface At {
  readonly indent: number;
  /** Nothing stands before it in its paragraph. */
  readonly begins: boolean;
  /** What stands before it in its paragraph is a whole sentence. */
  readonly ended: boolean;
  /** It is a line by itself, as titles are. */
  readonly alone: boolean;
  /** Whether such a mark comes later in the paragraph. */
  readonly ahead: (key: string) => boolean;
  /** A list says that it is a mark. */
  readonly listed: boolean;
}

/** A series that is under way. */
interface Level {
  readonly type: Placed['type'];
  readonly look: string;
  /** Null: bullets. */
  readonly system: System | null;
  readonly last: readonly number[];
  readonly indent: number;
  /** The paragraph of the source in which it was last heard of. */
  readonly block: number;
  /** Of points: they hang on a paragraph, and not on the article itself. */
  readonly led: boolean;
}

/** By what `ahead` finds a mark. */
export const keysOf = ({ look, counts, bullet }: Mark): string[] => [
  ...(counts.length === 0 ? [look] : counts.map(({ system, value }) => keyOf(look, system, value))),
  ...(bullet ? [bullet.look] : []),
];
const keyOf = (look: string, system: System, value: readonly number[]): string =>
  `${look} ${system} ${value.join('.')}`;

/** Markdown counts a list itself, and some who write it number every item 1. */
const isOne = (value: readonly number[]): boolean => value.length === 1 && value[0] === 1;

/** Greater numbers are years and sums. */
const MOST = 1_000;
/** So many lists back one may go on. */
export const HELD = 8;

/**
 * Follows the series of marks through a text, and says of each mark whether it is one: what goes on with a series that is under way,
 * begins one, or stands where nothing else could, is. Any other number is words. Cost of each: the depth.
 */
export function seriesOf() {
  /** The last article, wherever it was. */
  let article: Level | null = null;
  let inside = false;
  let levels: Level[] = [];
  /** The points before each paragraph that came between, as far back as anybody would go on with them. */
  let held: Level[][] = [];
  let led = false;
  /** A series that may go on, and beneath whose last point nothing stands any more. */
  let shut: Level | undefined;
  let wordless = false;
  let block = 0;

  const pointsIn = (all: readonly Level[]): Level[] => all.filter(({ type }) => type === 'point');

  const hold = (): void => {
    const points = pointsIn(levels);
    if (points.length > 0) held = [...held, points].slice(-HELD);
  };

  function enter(level: Level, mark: Mark): Placed {
    const { type } = level;
    shut = undefined;
    if (type === 'article') {
      article = level;
      inside = true;
      [levels, held, led] = [[], [], false];
      wordless = mark.rest === '';
      return { type, depth: 0, resumes: 0, mark };
    }
    wordless = false;
    if (type === 'subparagraph') {
      hold();
      held = held.filter((points) => points.every((one) => !one.led));
      levels = [level];
      led = true;
      return { type, depth: 0, resumes: 0, mark };
    }
    const depth = pointsIn(levels).length;
    levels = [...levels, level];
    return { type, depth, resumes: 0, mark };
  }

  function place(mark: Mark, at: At): Placed | null {
    const { look, counts, rest } = mark;
    const { indent, begins, ended, listed } = at;
    const [first] = counts;
    const soft = (level: Level): boolean => begins || listed || ended || level.block === block;
    const made = (type: Placed['type'], count: Count | undefined): Placed =>
      enter(
        {
          ...{ type, look, indent, block, led },
          ...{ system: count?.system ?? null, last: count?.value ?? [] },
        },
        mark,
      );

    if (look === 'article' || look === '§') {
      const { value } = must(first, 'number of the mark');
      // Where articles have that name, these are their paragraphs.
      if (look === '§' && article?.look === 'article') {
        const fits = follows(levels.find((one) => one.look === look)?.last ?? [0], value);
        return listed || (begins ? fits || !mark.loose : fits && ended) ? made('subparagraph', first) : null;
      }
      const fits = article ? follows(article.last, value) : value[0] === 1;
      const stands = begins ? !mark.loose || fits || at.alone : !mark.loose && fits && (ended || wordless);
      return listed || stands ? made('article', first) : null;
    }

    // A list that stands further to the left ends those to the right of it.
    const open = levels.slice(0, levels.findLastIndex((one) => one.indent < indent + 2) + 1);
    const host = open.at(-1) === shut ? open.slice(0, -1) : open;
    const top = open.at(-1);
    const left = top?.indent ?? (inside && article ? article.indent : null);
    const deeper = left !== null && indent >= left + 2;
    const alike = (one: Level): boolean => one.look === look || (look === '' && one.system === 'decimal');
    const isBullet = counts.length === 0;
    const start = counts.find(({ value }) => value.at(-1) === 1 && (value.length === 1 || look === '1.1'));

    /** The same place as another of its series. `resumes`: of one so many lists back. */
    const beside = (pool: readonly Level[], level: Level, count: Count | undefined, resumes = 0): Placed => {
      const above = pool.slice(0, pool.indexOf(level));
      if (resumes > 0) {
        levels = [...levels.filter(({ type }) => type !== 'point'), ...above];
        held = held.slice(0, held.length - resumes);
      } else if (level.type === 'point') levels = above;
      const again = { ...level, indent: Math.min(indent, level.indent), block, last: count?.value ?? [] };
      return { ...enter(again, mark), resumes };
    };
    const next = (pool: readonly Level[], resumes = 0): Placed | null => {
      for (const level of pool.toReversed()) {
        if (!alike(level) || !soft(level)) continue;
        if (isBullet) {
          if (level.system === null && !deeper && resumes === 0) return beside(pool, level, undefined);
          continue;
        }
        if (look === '1.1' && level.last.length !== first?.value.length) continue;
        const count = counts.find(
          ({ system, value }) =>
            system === level.system &&
            (follows(level.last, value) ||
              (system === 'decimal' && resumes === 0 && isOne(value) && isOne(level.last))),
        );
        if (count && !(deeper && start)) return beside(pool, level, count, resumes);
      }
      return null;
    };
    let going = next(open);
    // The lists that stood as far to the left come first.
    for (const near of [true, false])
      for (const [back, points] of held.toReversed().entries())
        if (!near || points.some((one) => Math.abs(one.indent - indent) < 2))
          going ??= next(points, back + 1);
    if (going) return going;

    // A word processor's list of I, II, III is one of articles, as of 1, 2, 3.
    const capital = listed && look === 'A.' && first?.system === 'roman';
    const plain = first?.system === 'decimal' && look !== '1.1' && !mark.bullet;
    const decimal = plain || capital ? first : null;
    const counted = open.findLast((one) => one.system === 'decimal' && alike(one));
    if (decimal && article && !(deeper && start) && soft(article)) {
      const own =
        article.look === 'article' ? !inside && look !== '(1)' : article.look === look || look === '';
      const ones = article.look === look && article.block === block && isOne(article.last) && start;
      if (own && (ones || follows(article.last, decimal.value))) return made('article', decimal);
    }

    /** `3.5 million`, `12.10.2025`. */
    function isSum({ value }: Count): boolean {
      const own = article?.last[0] === value[0];
      return !listed && (value.some((one) => one >= MOST || one === 0) || (!own && inSmall(rest)));
    }
    /** `1.1.1` stands beneath `1.1`. */
    function nested(count: Count): Placed {
      const { value } = count;
      if (value.length < 3 && !mark.bullet) return made('subparagraph', count);
      levels = host.filter((one) => mark.bullet || (one.look === look && one.last.length < value.length));
      return made('point', count);
    }
    if (isBullet || start) {
      const followed =
        start &&
        (at.ahead(keyOf(look, start.system, [...start.value.slice(0, -1), 2])) ||
          (start.system === 'decimal' && at.ahead(keyOf(look, start.system, start.value))));
      const running = isBullet && levels.some((one) => one.look === look && one.block === block);
      const listing = mark.bullet && at.ahead(mark.bullet.look);
      if (begins || listed || ended || followed || running || listing || (isBullet && at.ahead(look))) {
        const placed = begun();
        if (placed) return placed;
      }
    }
    function begun(): Placed | null {
      const points = pointsIn(open).length > 0;
      if (look === '1.1' && first) return isSum(first) ? null : nested(first);
      if (decimal && !(deeper && points)) {
        if (!inside && look === '(1)' && !listed && !points) return null;
        if (!inside && look !== '(1)') return made('article', decimal);
        if (!points) {
          const same = article?.look === look && !deeper;
          if (same && inside) return made('article', decimal);
          const other = open.findLastIndex(({ type }) => type === 'subparagraph');
          if (other < 0 || (counted && !deeper)) return made('subparagraph', decimal);
        }
        if (points && inside && article?.look === look && !deeper) return made('article', decimal);
      }
      if (/A/.test(look) && !listed && !(look.endsWith('A)') && points)) return null;
      if (look.endsWith('a.') && !listed && start && !at.ahead(keyOf(look, start.system, [2]))) return null;
      const system = start?.system ?? null;
      const again = open.findLast(
        (one) => one.type === 'point' && one.look === look && one.system === system,
      );
      if (again && !deeper) return beside(open, again, start);
      levels = host;
      return made('point', start);
    }

    if (!begins && !listed) return null;
    // What does not fit its series is a mark where it can hardly be anything else.
    if (look === '1.1' && first) {
      if (mark.bullet) return place(mark.bullet, at);
      return isSum(first) ? null : nested(first);
    }
    if (decimal) {
      if (!listed && ((decimal.value[0] ?? 0) >= MOST || inSmall(rest))) return null;
      if (counted) return beside(open, counted, decimal);
      if (deeper && pointsIn(open).length > 0) {
        levels = host;
        return made('point', decimal);
      }
      if (!inside) return look === '(1)' && !listed ? null : made('article', decimal);
      return made(article?.look === 'article' || look === '(1)' ? 'subparagraph' : 'article', decimal);
    }
    if (mark.bullet) return place(mark.bullet, at);
    const known = open.findLast(
      (one) => one.look === look && counts.some(({ system }) => system === one.system),
    );
    if (known)
      return beside(
        open,
        known,
        counts.find(({ system }) => system === known.system),
      );
    if (!listed && look !== 'a)') return null;
    const numeral = counts.find(({ system }) => system === 'roman');
    const long = mark.written.replace(/[().]/g, '').length > 1;
    if (long && !numeral && !listed) return null;
    levels = host;
    return made(
      'point',
      long ? (numeral ?? first) : (counts.find(({ system }) => system === 'letter') ?? first),
    );
  }

  return {
    place,
    /** A blank line. */
    blank: (): void => {
      block++;
    },
    /** A heading ends everything but the numbering of articles. */
    heading: (): void => {
      [inside, led, wordless] = [false, false, false];
      [levels, held] = [[], []];
    },
    /** A paragraph without a mark; beneath how many points it stands. */
    plain: (indent: number): number => {
      if (wordless) {
        wordless = false;
        return 0;
      }
      const points = pointsIn(levels);
      const within = points.filter((one) => one.indent + 2 <= indent).length;
      const last = points[within - 1];
      if (last) {
        shut = points[within];
        levels = levels.slice(0, levels.indexOf(last) + (shut ? 2 : 1));
        return within;
      }
      hold();
      levels = levels.filter(({ type }) => type !== 'point');
      led = true;
      return 0;
    },
  };
}

export type Series = ReturnType<typeof seriesOf>;
