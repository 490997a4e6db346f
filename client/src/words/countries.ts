import type { Lang } from '../../../src/basics/fields.js';
import { COUNTRIES } from '../../../src/basics/countries.js';
import { byWord } from '../../../src/basics/order.js';

const nameOf = (code: string, lang: Lang): string =>
  COUNTRIES.includes(code) ? (new Intl.DisplayNames(lang, { type: 'region' }).of(code) ?? code) : code;

/** A country by its code; what is no code (registers of before) stays as it was written. */
export const countryName = (code: string | null, lang: Lang): string | null =>
  code === null ? null : nameOf(code, lang);

/** All of them with their names, in the order of a language. */
export const countriesIn = (lang: Lang): { value: string; label: string }[] =>
  COUNTRIES.map((value) => ({ value, label: nameOf(value, lang) })).toSorted((a, b) =>
    byWord(lang)(a.label, b.label),
  );
