import { first } from '../basics/must.js';
import { wordsOf, type Words } from './compare.js';
import { runsOf, type Run } from './inline.js';

/** A stretch of a changed text as it is shown: what became of it, with its emphasis and link. */
export interface ShownRun extends Run {
  readonly op: Words['op'];
}

const said = (words: readonly Words[], without: Words['op']): string =>
  words.flatMap(({ op, text }) => (op === without ? [] : [text])).join('');

/**
 * A change of a text as readers see it: its signs of emphasis and links are read, not shown, and words whose emphasis or
 * link is another one are removed and added. Of texts without such signs it gives the words as they come.
 */
export function shownChanges(words: readonly Words[]): ShownRun[] {
  const [before, after] = [said(words, 'added'), said(words, 'removed')];
  const [old, fresh] = [runsOf(before), runsOf(after)];
  const plain = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('');
  const [plainOld, plainFresh] = [plain(old), plain(fresh)];
  if (plainOld === before && plainFresh === after)
    return words.map((one) => ({ ...one, strong: false, em: false, href: null }));
  const [takeOld, takeFresh] = [taking(old), taking(fresh)];
  const shown: ShownRun[] = [];
  for (const { op, text } of wordsOf(plainOld, plainFresh)) {
    if (op === 'removed') shown.push(...takeOld(text.length).map((run) => ({ ...run, op })));
    else if (op === 'added') shown.push(...takeFresh(text.length).map((run) => ({ ...run, op })));
    else shown.push(...marked(takeOld(text.length), takeFresh(text.length)));
  }
  return shown;
}

/** Gives the next so many letters of runs, run by run. */
function taking(runs: readonly Run[]): (length: number) => Run[] {
  let [place, at] = [0, 0];
  return (length) => {
    const taken: Run[] = [];
    for (let left = length; left > 0;) {
      const run = runs[place];
      if (!run) break;
      const text = run.text.slice(at, at + left);
      taken.push({ ...run, text });
      left -= text.length;
      at += text.length;
      if (at === run.text.length) [place, at] = [place + 1, 0];
    }
    return taken;
  };
}

/** The same words as they were and as they are: what has other marks is removed and added, stretch by stretch. */
function marked(old: readonly Run[], fresh: readonly Run[]): ShownRun[] {
  const shown: ShownRun[] = [];
  let [gone, come]: [ShownRun[], ShownRun[]] = [[], []];
  const flush = (): void => {
    shown.push(...gone, ...come);
    [gone, come] = [[], []];
  };
  const ends = [...endsOf(old), ...endsOf(fresh)].toSorted((a, b) => a - b);
  const [nextOld, nextFresh] = [taking(old), taking(fresh)];
  let at = 0;
  for (const end of ends) {
    if (end === at) continue;
    const [a, b] = [first(nextOld(end - at)), first(nextFresh(end - at))];
    at = end;
    if (a.em === b.em && a.strong === b.strong && a.href === b.href) {
      flush();
      shown.push({ ...b, op: 'same' });
    } else {
      gone.push({ ...a, op: 'removed' });
      come.push({ ...b, op: 'added' });
    }
  }
  flush();
  return shown;
}

/** Where each run ends, in letters from the beginning. */
function endsOf(runs: readonly Run[]): number[] {
  let at = 0;
  return runs.map(({ text }) => (at += text.length));
}
