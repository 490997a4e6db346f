/** A piece of a clause's text with its emphasis and where it links to (https; null: nowhere). */
export interface Run {
  readonly text: string;
  readonly strong: boolean;
  readonly em: boolean;
  readonly href: string | null;
}

type Marks = Omit<Run, 'text'>;
const PLAIN: Marks = { strong: false, em: false, href: null };

/** A stretch of plain text, a link, or stars, of which some open or close emphasis and the others are stars. */
type Piece =
  | { readonly kind: 'text'; text: string }
  | { readonly kind: 'link'; readonly label: string; readonly href: string }
  | { readonly kind: 'stars'; readonly count: number; em: boolean; strong: boolean };

const LINK = /\[((?:\\.|[^[\]\\])+)\]\((https:\/\/[^\s()]+)\)/y;
const ESCAPED = /\\[\\*[\]]/y;
const STARS = /\*+/y;
const LITERAL = /[^*[\\]+/y;

/**
 * Reads limited Markdown: `*emphasis*`, `**strong**`, `[words](https://address)`; a backslash before a star, a bracket
 * or a backslash takes its meaning. Stars that enclose nothing are stars. Cost: linear.
 */
export function runsOf(text: string): Run[] {
  return joined(read(text, PLAIN));
}

function read(text: string, outer: Marks): Run[] {
  const runs: Run[] = [];
  let [em, strong] = [outer.em, outer.strong];
  const say = (words: string): void => {
    if (words !== '') runs.push({ text: words, em, strong, href: outer.href });
  };
  for (const piece of paired(pieces(text, outer.href === null))) {
    if (piece.kind === 'text') say(piece.text);
    else if (piece.kind === 'link') runs.push(...read(piece.label, { em, strong, href: piece.href }));
    else {
      const literal = '*'.repeat(piece.count - (piece.em ? 1 : 0) - (piece.strong ? 2 : 0));
      say(literal);
      if (piece.em) em = !em;
      if (piece.strong) strong = !strong;
    }
  }
  return runs;
}

function pieces(text: string, links: boolean): Piece[] {
  const found: Piece[] = [];
  const say = (words: string): void => {
    const last = found.at(-1);
    if (last?.kind === 'text') last.text += words;
    else found.push({ kind: 'text', text: words });
  };
  const match = (pattern: RegExp, at: number): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  for (let at = 0; at < text.length;) {
    const escaped = match(ESCAPED, at);
    const link = links && !escaped ? match(LINK, at) : null;
    const stars = match(STARS, at);
    const taken = (escaped ?? link ?? stars ?? match(LITERAL, at))?.[0] ?? text.charAt(at);
    if (escaped) say(taken.slice(1));
    else if (link) {
      const [, label = '', href = ''] = link;
      found.push({ kind: 'link', label, href });
    } else if (stars) found.push({ kind: 'stars', count: taken.length, em: false, strong: false });
    else say(taken);
    at += taken.length;
  }
  return found;
}

/** Finds the stars that belong together: they open before a sign and close behind one. */
function paired(all: readonly Piece[]): readonly Piece[] {
  type Stars = Extract<Piece, { kind: 'stars' }>;
  const open: { em: Stars | null; strong: Stars | null } = { em: null, strong: null };
  all.forEach((piece, place) => {
    if (piece.kind !== 'stars' || piece.count > 3) return;
    const opens = inked(all[place + 1], 'first');
    const closes = inked(all[place - 1], 'last');
    for (const mark of piece.count === 3
      ? (['strong', 'em'] as const)
      : ([piece.count === 2 ? 'strong' : 'em'] as const)) {
      const opener: Stars | null = open[mark];
      if (opener && closes) {
        opener[mark] = piece[mark] = true;
        open[mark] = null;
      } else if (!opener && opens) open[mark] = piece;
    }
  });
  return all;
}

/** Whether a sign that is seen stands at an end of a piece. */
function inked(piece: Piece | undefined, end: 'first' | 'last'): boolean {
  if (!piece) return false;
  if (piece.kind !== 'text') return true;
  return end === 'first' ? /^\S/.test(piece.text) : /\S$/.test(piece.text);
}

const alike = (a: Marks, b: Marks): boolean => a.em === b.em && a.strong === b.strong && a.href === b.href;

/** Neighbours with the same marks become one; none is empty. */
export function joined(runs: readonly Run[]): Run[] {
  const all: Run[] = [];
  for (const run of runs) {
    const last = all.at(-1);
    if (run.text === '') continue;
    if (last && alike(last, run)) all[all.length - 1] = { ...last, text: last.text + run.text };
    else all.push(run);
  }
  return all;
}

/** Whether two texts of runs are the same. */
export const sameRuns = (a: readonly Run[], b: readonly Run[]): boolean =>
  a.length === b.length &&
  a.every((run, place) => {
    const other = b[place];
    return run.text === other?.text && alike(run, other);
  });

/** The words alone. */
export const wordsAlone = (text: string): string =>
  runsOf(text)
    .map((run) => run.text)
    .join('');

/**
 * The text that reads as these runs. Emphasis of blanks at the ends of emphasis is dropped, as it cannot be written; signs
 * that would read as emphasis or a link get a backslash.
 */
export function textOf(runs: readonly Run[]): string {
  const tidy = tidied(runs);
  const plain = written(tidy, (words) => words);
  return sameRuns(runsOf(plain), tidy) ? plain : written(tidy, (words) => words.replace(/[\\*[\]]/g, '\\$&'));
}

/** As it can be written: no emphasis begins or ends with a blank, nor where a link does. */
export function tidied(runs: readonly Run[]): Run[] {
  let all = joined(runs).flatMap((run) =>
    (run.text.match(/\s+|\S+(?:\s+\S+)*/g) ?? []).map((text) => ({ ...run, text })),
  );
  for (const mark of ['strong', 'em'] as const) {
    for (const order of [1, -1]) {
      let before: Run = { text: '', ...PLAIN };
      const bare = (run: Run): Run => {
        const within = before[mark] && before.href === run.href;
        before = { ...run, [mark]: run[mark] && (within || run.text.trim() !== '') };
        return before;
      };
      all = (order === 1 ? all : all.toReversed()).map(bare);
      if (order === -1) all.reverse();
    }
  }
  return joined(all);
}

function written(runs: readonly Run[], say: (words: string) => string): string {
  let done = '';
  let [em, strong] = [false, false];
  const turn = (to: { em: boolean; strong: boolean }): string => {
    const stars = `${em === to.em ? '' : '*'}${strong === to.strong ? '' : '**'}`;
    [em, strong] = [to.em, to.strong];
    return stars;
  };
  for (const [place, one] of runs.entries()) {
    const { href } = one;
    if (href === null) {
      done += turn(one) + say(one.text);
      continue;
    }
    // A link is written whole at its first run.
    if (runs[place - 1]?.href === href) continue;
    const until = runs.findIndex((run, at) => at > place && run.href !== href);
    const own = runs.slice(place, until < 0 ? undefined : until);
    const all = { em: own.every((run) => run.em), strong: own.every((run) => run.strong) };
    done += turn(all);
    const label = written(
      own.map((run) => ({
        text: run.text,
        href: null,
        em: run.em && !all.em,
        strong: run.strong && !all.strong,
      })),
      say,
    );
    done += `[${label}](${href.replace(/[()\s]/g, encodeURIComponent)})`;
  }
  return done + turn({ em: false, strong: false });
}
