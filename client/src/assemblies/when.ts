import type { Lang } from '../../../src/basics/fields.js';
import { wallClock } from '../../../src/assemblies/meeting.js';
import { edtf } from '../words/dates.js';

/** A moment as a field shows it by the clock of a place, to the minute; empty where there is none. */
export const localOf = (at: string | null, timeZone: string): string =>
  at === null ? '' : wallClock(Date.parse(at), timeZone).slice(0, 16);

/** From and to, or the one day; null where nobody knows. */
export function datesOf({ from, to }: { from: string | null; to: string | null }, lang: Lang): string | null {
  if (from === null) return to === null ? null : `– ${edtf(to, lang)}`;
  return to === null || to === from ? edtf(from, lang) : edtf(`${from}/${to}`, lang);
}
