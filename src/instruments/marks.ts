import { fromLetters, fromRoman } from './numerals.js';

export type System = 'decimal' | 'letter' | 'roman';

/** A number as a mark has it: `2 bis` is [2, 2], `4-1` is [4, 1], `1.3` is [1, 3]. */
export interface Count {
  readonly system: System;
  readonly value: readonly number[];
}

/** What stands before the words of a clause and says which one it is: `Article 2 bis.`, `3)`, `1.2`, `(c)`, `-`. */
export interface Mark {
  readonly written: string;
  /** Marks of one series look alike: `article`, `1.`, `a)`, `-`; empty: like any number (`2 bis` without a point). */
  readonly look: string;
  /** What it may count: `(i)` is a letter or a numeral. A bullet counts nothing. */
  readonly counts: readonly Count[];
  readonly rest: string;
  /** An article's, that a sentence could begin with too: only capitals part it from the words. */
  readonly loose?: true;
  /** Of a number behind a bullet: the bullet alone, with the number among its words. */
  readonly bullet?: Mark;
}

const LATIN = ['bis', 'ter', 'quater', 'quinquies', 'sexies', 'septies', 'octies', 'nonies', 'decies'];
/** `2`, `2 bis`, `2ter`, `4-1`, `12a`. */
const INSERTED = `\\d{1,4}(?:[-\\u2011]\\d{1,3}(?!\\d)|\\s?(?:${LATIN.join('|')}|quáter)(?![\\p{L}\\p{N}])|[a-z](?![\\p{L}\\p{N}]))?`;
const ORDINAL = String.raw`(?:er|re|ère|\.?[ºª°])`;
/** Numbers that articles have in words, from 1. */
const SPELT: readonly (readonly string[])[] = [
  ['premier', 'première', 'primero', 'primera', 'one', 'unique', 'único', 'unico', 'única'],
  ['deuxième', 'second', 'seconde', 'segundo', 'segunda', 'two'],
  ['troisième', 'tercero', 'tercera', 'three'],
  ['quatrième', 'cuarto', 'cuarta', 'four'],
  ['cinquième', 'quinto', 'quinta', 'five'],
  ['sixième', 'sexto', 'sexta', 'six'],
  ['septième', 'séptimo', 'séptima', 'seven'],
  ['huitième', 'octavo', 'octava', 'eight'],
  ['neuvième', 'noveno', 'novena', 'nine'],
  ['dixième', 'décimo', 'décima', 'ten'],
  ['onzième', 'undécimo', 'undécima', 'eleven'],
  ['douzième', 'duodécimo', 'duodécima', 'twelve'],
];
const ONLY = ['unique', 'único', 'unico', 'única'];
const ORDINALS = new Map(SPELT.flatMap((all, place) => all.map((one) => [one, place + 1] as const)));
const NAMED = new RegExp(
  String.raw`^((?:article|artículo|articulo|art\.?|§)\s*(?<=[.\s§])(\d{1,4}(?:\.\d{1,3})+|\d{1,4}${ORDINAL}|${INSERTED}|[ivxlc]+(?:\s(?:${LATIN.join('|')}))?|${[...ORDINALS.keys()].join('|')}))(?![\p{L}\p{N}])(.*)$`,
  'iu',
);
const NUMBERED = new RegExp(String.raw`^(\(?)(${INSERTED})(${ORDINAL}?)(\)|\.?[).]?) (.+)$`, 'iu');
const DOTTED = /^(\d{1,3}(?:\.\d{1,3})+)[.)]? (.+)$/;
const LETTERED = /^(\(?)([a-z]{1,6}|[A-Z]{1,6})([.)]) (.+)$/;
const BULLET = /^([-*+•–—‣▪◦]) (.+)$/;
const BOLD = /^(\*\*|__)([^*_]{1,80})\1(.*)$/;

/** The mark that words begin with, null where they are words alone. `heading`: they are a heading, and no sentence. */
export function markOf(words: string, heading = false): Mark | null {
  const plain =
    named(words, heading) ?? dotted(words) ?? numbered(words) ?? lettered(words) ?? bulleted(words);
  if (plain) return plain;
  const bold = BOLD.exec(words);
  if (!bold) return null;
  const [, sign, inner, after] = bold as unknown as [string, string, string, string];
  const mark = named(inner + after, heading) ?? dotted(inner + after) ?? numbered(inner + after);
  if (!mark || mark.look === '') return null;
  const left = mark.rest.length - after.length;
  return left <= 0 ? mark : { ...mark, rest: `${sign}${mark.rest.slice(0, left)}${sign}${after}` };
}

/** `Article 5`, alone or with a title; a sentence that begins so (`Article 5 applies ...`) is words. */
function named(words: string, heading: boolean): Mark | null {
  const found = NAMED.exec(words);
  if (!found) return null;
  const [, written, number, tail] = found as unknown as [string, string, string, string];
  const count = countOf(number.toLowerCase());
  if (!count) return null;
  const mark = { look: written.startsWith('§') ? '§' : 'article', counts: [count] };
  const closed = /^\s*[.:)–—-]?$/.exec(tail);
  if (closed) return { ...mark, written: written + tail.trim(), rest: '' };
  const parted = /^(\s*[.:)]?\s*[–—-]|\s*[.:)])\s*(.+)$/.exec(tail);
  if (parted) {
    const [, sign, rest] = parted as unknown as [string, string, string];
    const capital = begins(rest, /\p{Lu}/u);
    // `Article 5 - 7 apply`, `Article 5.2`, `Article 5 - which applies - is`.
    const runs = /^\p{N}/u.test(rest) || (/[–—-]$/.test(sign) && !capital && begins(rest, /\p{Ll}/u));
    return runs ? null : { ...mark, written: written + sign.trimEnd(), rest };
  }
  const rest = tail.trimStart();
  const listed = heading && /^, *\p{Lu}/u.exec(rest);
  if (listed) return { ...mark, written, rest: rest.slice(1).trimStart() };
  // `Article 3 (repealed)`, and not `Article 3 (b) applies`.
  if (/^[([][^()[\]]{4,}[)\]]\.?$/.test(rest)) return { ...mark, written, rest };
  if (!/^\s/.test(tail) || !begins(rest, /\p{Lu}/u)) return null;
  return { ...mark, written, rest, ...(heading ? {} : { loose: true as const }) };
}

/** Whether the first sign is such a one, whatever emphasis stands before. */
const begins = (text: string, sign: RegExp): boolean => sign.test(/^[*_[“"«¿¡ ]*(.)/u.exec(text)?.[1] ?? '');
export const inSmall = (text: string): boolean => begins(text, /\p{Ll}/u);

function dotted(words: string): Mark | null {
  const found = DOTTED.exec(words);
  if (!found) return null;
  const [, number = '', rest = ''] = found;
  const value = number.split('.').map(Number);
  return {
    written: words.slice(0, words.length - rest.length).trimEnd(),
    ...{ look: '1.1', counts: [{ system: 'decimal', value }], rest },
  };
}

function numbered(words: string): Mark | null {
  const found = NUMBERED.exec(words);
  if (!found) return null;
  const [, open, number, ordinal, close, rest] = found as unknown as string[] as [
    ...[string, string, string],
    ...[string, string, string],
  ];
  const latin = /\p{L}{2,}$/u.test(number);
  if (close === '' && !latin && !/[º°ª]/.test(ordinal)) return null;
  if (open !== '' && !close.endsWith(')')) return null;
  const count = countOf(number.toLowerCase());
  if (!count) return null;
  const look = close === '' ? (latin ? '' : '1°') : open + (/[)]/.test(close) ? '1)' : '1.');
  return { written: open + number + ordinal + close, look, counts: [count], rest };
}

function lettered(words: string): Mark | null {
  const found = LETTERED.exec(words);
  if (!found) return null;
  const [, open, sign, close, rest] = found as unknown as [string, string, string, string, string];
  if (open !== '' && close !== ')') return null;
  const small = sign.toLowerCase();
  const value = sign.length <= 2 ? fromLetters(small) : null;
  const numeral = fromRoman(small);
  const counts: Count[] = [];
  if (numeral !== null && numeral < 90) counts.push({ system: 'roman', value: [numeral] });
  if (value !== null) counts.push({ system: 'letter', value: [value] });
  if (counts.length === 0) return null;
  return { written: open + sign + close, look: (small === sign ? 'a' : 'A') + close, counts, rest };
}

/** What Markdown has for bullets is one; what is set otherwise is meant otherwise. */
function bulleted(words: string): Mark | null {
  const found = BULLET.exec(words);
  if (!found) return null;
  const [, written, rest] = found as unknown as [string, string, string];
  const bullet: Mark = { written, look: /[-*+]/.test(written) ? '-' : written, counts: [], rest };
  const inner = dotted(rest) ?? numbered(rest) ?? lettered(rest);
  if (!inner) return bullet;
  return { ...inner, written: `${written} ${inner.written}`, look: `- ${inner.look}`, bullet };
}

function countOf(number: string): Count | null {
  const spelt = ORDINALS.get(number);
  if (spelt !== undefined) return { system: 'decimal', value: [spelt] };
  const [, first, next] =
    /^(\d+)(?:er|re|ère|\.?[ºª°]|[-\u2011](\d+))?$/.exec(number) ?? ([] as (string | undefined)[]);
  if (first !== undefined)
    return { system: 'decimal', value: [Number(first), ...(next === undefined ? [] : [Number(next)])] };
  const [, stem, latin] =
    /^(.*?)\s?(bis|ter|qu[aá]ter|quinquies|sexies|septies|octies|nonies|decies)$/.exec(number) ?? [];
  if (stem !== undefined && latin !== undefined) {
    const base = countOf(stem);
    const place = LATIN.indexOf(latin.replace('á', 'a')) + 2;
    return base && { ...base, value: [...base.value, place] };
  }
  const [, after, inserted] = /^(\d+)([a-z])$/.exec(number) ?? [];
  if (inserted !== undefined) return { system: 'decimal', value: [Number(after), fromLetters(inserted)] };
  if (/^[\d.]+$/.test(number)) return { system: 'decimal', value: number.split('.').map(Number) };
  const numeral = fromRoman(number);
  return numeral === null ? null : { system: 'roman', value: [numeral] };
}

/** Whether a number comes next in a series: 3 after 2, `2 bis` after 2, 3 after `2 ter`, `1.2` after `1.1`. */
export function follows(last: readonly number[], next: readonly number[]): boolean {
  const [end, before] = [next.at(-1) ?? 0, last[next.length - 1]];
  if (next.slice(0, -1).some((one, place) => one !== last[place])) return false;
  return before === undefined ? last.length + 1 === next.length && end < 3 : end === before + 1;
}

/** Whether a mark says the number that a clause is published with; null: none. `above`: the number of what it stands beneath. */
export function saysNumber(
  written: string | null,
  { label, above }: { label: string | null; above: string | null },
): boolean {
  if (written === null || label === null) return written === label;
  const bare = (text: string): string => text.replace(/[().:\s)–—-]+$/u, '').replace(/^[(\s]+/, '');
  const said = bare(
    written
      .replace(/^(?:[-*+•–—‣▪◦] )?/u, '')
      .replace(/^(?:article|artículo|articulo|art\.?|§)\s*/iu, '')
      .replace(/^\p{L}{3,}(?=$|\P{L})/u, (word) =>
        ONLY.includes(word.toLowerCase()) ? word : `${ORDINALS.get(word.toLowerCase()) ?? word}`,
      ),
  ).replace(/^(\d+)(?:er|re|ère|\.?[ºª°])$/i, '$1');
  return said === bare(label) || (above !== null && said === `${bare(above)}.${bare(label)}`);
}
