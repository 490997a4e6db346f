import { must } from '../../../src/basics/must.js';
import type { Instruction, Where } from '../../../src/instruments/wordings.js';
import { named, phrases } from '../../../src/instruments/phrases.js';
import type { Speech } from '../words/words.js';

type T = Speech['t'];
type Step = Where[number];

/** As much of a clause without a number is quoted to name it. */
const QUOTED = 40;

const short = (text: string): string => (text.length > QUOTED ? `${text.slice(0, QUOTED).trimEnd()}…` : text);

function the({ kind, number, text }: Step, t: T): string {
  if (number === null) return t(`where.plain.${kind}`, { words: short(text) });
  return kind === 'article' || kind === 'paragraph' || kind === 'point'
    ? t(`where.${kind}`, { number })
    : number;
}

function inner({ kind, number, text }: Step, t: T): string {
  if (number === null) return t(`where.plain.${kind}`, { words: short(text) });
  return kind === 'paragraph' || kind === 'point' ? t(`where.inner.${kind}`, { number }) : number;
}

/** A place as it is named within a sentence: "article 3, point (b)". */
export function placeText(where: Where, t: T): string {
  const [first, ...rest] = named(where);
  return first ? [the(first, t), ...rest.map((step) => inner(step, t))].join(', ') : '';
}

const upper = (text: string): string => text.slice(0, 1).toLocaleUpperCase() + text.slice(1);

/** An instruction as it stands on paper, one sentence a change. */
export function sentencesOf(one: Instruction, t: T): string[] {
  const at = placeText(one.at, t);
  const { kind, text } = must(one.at.at(-1), 'clause of the instruction');
  switch (one.op) {
    case 'words':
      return phrases(one.words).map(({ remove, insert, after }) => {
        if (remove === '')
          return upper(
            after === null
              ? t('paper.insert_first', { at, insert })
              : t('paper.insert', { at, insert, after }),
          );
        if (insert === '')
          return upper(
            after === null
              ? t('paper.delete', { at, remove })
              : t('paper.delete_after', { at, remove, after }),
          );
        return upper(
          after === null
            ? t('paper.replace', { at, remove, insert })
            : t('paper.replace_after', { at, remove, insert, after }),
        );
      });
    case 'replace': {
      const anew = one.words.flatMap((run) => (run.op === 'removed' ? [] : [run.text])).join('');
      return [upper(t('paper.anew', { at, text: anew }))];
    }
    case 'delete':
      return [upper(t('paper.delete_clause', { at }))];
    case 'insert': {
      const what = t(`paper.new.${kind}`);
      if (one.after) return [upper(t('paper.add', { after: placeText(one.after, t), what, text }))];
      if (one.under) return [upper(t('paper.add_under', { under: placeText(one.under, t), what, text }))];
      return [upper(t('paper.add_first', { what, text }))];
    }
    case 'move':
      if (one.after) return [upper(t('paper.move', { at, after: placeText(one.after, t) }))];
      if (one.under) return [upper(t('paper.move_under', { at, under: placeText(one.under, t) }))];
      return [upper(t('paper.move_first', { at }))];
  }
}
