import type { Lang } from './fields.js';

const root = new Intl.Collator('en', { numeric: true });

/**
 * The order of names, whoever reads them: Unicode's root collation, where accents and case come last and numbers count as
 * numbers. The database's collation `names` is the same (`test/story/names.test.ts`). English has the root's order, and no
 * engine knows the root by a name of its own. What differs in its bytes alone has an order too.
 */
export const byName = (a: string, b: string): number => root.compare(a, b) || (a < b ? -1 : Number(a > b));

/** The same for words of a reader's language, which may have an order of its own: in Spanish ñ comes after n. */
export const byWord = (lang: Lang): ((a: string, b: string) => number) =>
  new Intl.Collator(lang, { numeric: true }).compare;
