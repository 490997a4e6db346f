/**
 * Letters and signs that Unicode takes to no base letter and marks, as people type them who do not have them. Small ones, for
 * after lower case; the migration that makes `folded` in the database has the same (`test/story/names.test.ts`).
 */
const PLAIN: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ŧ: 't', ŋ: 'n' },
  ...{
    ı: 'i',
    ĸ: 'k',
    ſ: 's',
    ə: 'e',
    ɛ: 'e',
    ɔ: 'o',
    ɓ: 'b',
    ɗ: 'd',
    ɖ: 'd',
    ƒ: 'f',
    ƙ: 'k',
    ƴ: 'y',
    ɨ: 'i',
    ʉ: 'u',
  },
  // At the end of a word, which what is searched for may be and what it is searched in not.
  ς: 'σ',
  // As word processors write them.
  ...{ '‘': "'", '’': "'", ʻ: "'", ʼ: "'", '′': "'", '‐': '-', '‑': '-', '–': '-' },
};
const SPECIAL = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');

/** Accents. Marks of other scripts are letters to their readers: without them Hindi has no vowels. */
const ACCENTS = /[\u0300-\u036f]+/g;

/**
 * A text without case and accents, for searching and comparing: `Łódź` and `lodz`, `STRASSE` and `Straße` are the same.
 * Runs of blanks are one.
 */
export const folded = (text: string): string =>
  text
    // A run of them is gone before they would be put in order, which costs the engine its square.
    .replace(ACCENTS, '')
    .toLowerCase()
    .normalize('NFD')
    .replace(ACCENTS, '')
    .replace(SPECIAL, (letter) => PLAIN[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim();

/** The same by its letters and digits alone: however a heading or a name is punctuated. */
export const foldedWords = (text: string): string =>
  folded(text)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();

/** Whether a text has what is searched for in it, whatever the case and the accents of either. */
export const has = (text: string, search: string): boolean => folded(text).includes(folded(search));

/** A name as an identifier people can speak of: "Assemblée 2027" becomes `assemblee-2027`. */
export const slugOf = (name: string): string =>
  folded(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64)
    .replace(/-+$/, '');

/** The identifier of what belongs to something: where both are too long, what it belongs to is cut, and not its own name. */
export function slugUnder(owner: string, name: string): string {
  const own = slugOf(name);
  const left = owner.slice(0, Math.max(0, 63 - own.length)).replace(/-+$/, '');
  return own === '' || left === '' ? own : `${left}-${own}`;
}

/**
 * The identifier of a name that nobody has to think of: the name's own, with a number where it is taken. `otherwise`: for a name
 * of which no letter can stand in one.
 */
export function freeSlug(name: string, isTaken: (slug: string) => boolean, otherwise: string): string {
  const own = slugOf(name);
  const base = own.length < 2 ? otherwise : own;
  for (let n = 1; ; n++) {
    const slug = n === 1 ? base : `${base.slice(0, 58).replace(/-+$/, '')}-${n}`;
    if (!isTaken(slug)) return slug;
  }
}
