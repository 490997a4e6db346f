import type { Lang } from '../../../src/basics/fields.js';
import { byWord } from '../../../src/basics/order.js';
import { inLang } from '../words/words.js';

/** Instruments by their titles as a reader has them; those of the demonstration come last. */
export function listed<
  I extends { demonstration: boolean; titles: Readonly<Record<string, string | undefined>> },
>(instruments: readonly I[], lang: Lang): I[] {
  const order = byWord(lang);
  return instruments.toSorted(
    (a, b) =>
      Number(a.demonstration) - Number(b.demonstration) ||
      order(inLang(a.titles, lang).text, inLang(b.titles, lang).text),
  );
}
