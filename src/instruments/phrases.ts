import type { Words } from './compare.js';
import type { Where } from './wordings.js';

/** One change of the words of a clause as paper tells it: what goes, what comes, and behind which words that is. */
export interface Phrase {
  /** Empty: something is only inserted. */
  readonly remove: string;
  /** Empty: something is only deleted. */
  readonly insert: string;
  /** The words before, where they are needed to find the place; null: they are not, or it is the beginning. */
  readonly after: string | null;
}

/** As many words say where something comes. */
const CONTEXT = 4;
const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** What changes in a clause, change by change; changes with nothing but blanks and signs between them are one. */
export function phrases(words: readonly Words[]): Phrase[] {
  const before = words.flatMap(({ op, text }) => (op === 'added' ? [] : [text])).join('');
  const found: { at: number; remove: string; insert: string }[] = [];
  let [at, between]: [number, string | null] = [0, null];
  let last: { at: number; remove: string; insert: string } | null = null;
  for (const { op, text } of words) {
    if (op === 'same') {
      between = last && between === null && !hasWords(text) ? text : null;
      if (between === null) last = null;
      at += text.length;
      continue;
    }
    if (last && between !== null) {
      last.remove += between;
      last.insert += between;
    }
    between = null;
    if (!last) found.push((last = { at, remove: '', insert: '' }));
    if (op === 'added') last.insert += text;
    else {
      last.remove += text;
      at += text.length;
    }
  }
  return found.map(({ at: place, remove, insert }) => {
    const gone = remove.trim();
    const unclear = gone === '' || before.split(gone).length > 2;
    const context = before.slice(0, place).trim().split(/\s+/).slice(-CONTEXT).join(' ');
    return { remove: gone, insert: insert.trim(), after: unclear && context !== '' ? context : null };
  });
}

/**
 * A place as it is named in a sentence: from the outermost clause that has a number on, as numbers run through the text;
 * where none has one, the clause alone.
 */
export function named(where: Where): Where {
  const first = where.findIndex(({ number }) => number !== null);
  return first < 0 ? where.slice(-1) : where.slice(first);
}
