import type { Lang } from '../../../src/basics/fields.js';
import { edtf } from '../words/dates.js';

/** From and to, or the one day; null where nobody knows. */
export function datesOf({ from, to }: { from: string | null; to: string | null }, lang: Lang): string | null {
  if (from === null) return to === null ? null : `– ${edtf(to, lang)}`;
  return to === null || to === from ? edtf(from, lang) : edtf(`${from}/${to}`, lang);
}
