import { ok, refuse, type Result } from './result.js';

/**
 * The part of EDTF (Library of Congress, level 1) that the history needs: a year, month or day, each perhaps uncertain
 * (`?`) or approximate (`~`, `%` both), and intervals `a/b` whose side may be open (`..`) or unknown (empty).
 */
export interface EdtfDate {
  readonly year: number;
  readonly month: number | null;
  readonly day: number | null;
  readonly qualifier: '?' | '~' | '%' | null;
}

export type Edtf =
  | { readonly kind: 'date'; readonly date: EdtfDate }
  | {
      readonly kind: 'interval';
      readonly from: EdtfDate | 'open' | null;
      readonly to: EdtfDate | 'open' | null;
    };

/** Refusal: `date.malformed` {date}. A day that does not exist is malformed. */
export function parseEdtf(text: string): Result<Edtf> {
  const sides = text.split('/');
  if (sides.length === 1) {
    const date = parseDate(text);
    return date ? ok({ kind: 'date', date }) : refuse('date.malformed', { date: text });
  }
  const [from, to] = sides.map(parseSide);
  const broken =
    sides.length !== 2 || from === undefined || to === undefined || (from === null && to === null);
  return broken ? refuse('date.malformed', { date: text }) : ok({ kind: 'interval', from, to });
}

export const isEdtf = (text: string): boolean => parseEdtf(text).ok;

function parseSide(text: string): EdtfDate | 'open' | null | undefined {
  if (text === '') return null;
  if (text === '..') return 'open';
  return parseDate(text) ?? undefined;
}

function parseDate(text: string): EdtfDate | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%])?$/.exec(text);
  if (!match) return null;
  const [, year, month, day, qualifier] = match;
  const date: EdtfDate = {
    year: Number(year),
    month: month === undefined ? null : Number(month),
    day: day === undefined ? null : Number(day),
    qualifier: (qualifier as EdtfDate['qualifier'] | undefined) ?? null,
  };
  if (date.month !== null && (date.month < 1 || date.month > 12)) return null;
  if (date.month === null || date.day === null) return date;
  return date.day < 1 || date.day > daysIn(date.year, date.month) ? null : date;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The first and the last day that a date may mean, `2026-11-30`; null where one is open or unknown. */
export interface Bounds {
  readonly first: string | null;
  readonly last: string | null;
}

/**
 * Between which days a date lies, so that dates are compared by days and never by their texts: `2026-02?` from the first to
 * the last of February 2026. How sure or near a date is moves no bound. Of what is no date nothing is known.
 */
export function boundsOf(text: string | null): Bounds {
  const parsed = text === null ? null : parseEdtf(text);
  if (!parsed?.ok) return { first: null, last: null };
  const { value } = parsed;
  if (value.kind === 'date') return { first: firstDay(value.date), last: lastDay(value.date) };
  const { from, to } = value;
  return {
    first: from === null || from === 'open' ? null : firstDay(from),
    last: to === null || to === 'open' ? null : lastDay(to),
  };
}

const dayText = (year: number, month: number, day: number): string =>
  [String(year).padStart(4, '0'), ...[month, day].map((one) => String(one).padStart(2, '0'))].join('-');
const firstDay = ({ year, month, day }: EdtfDate): string => dayText(year, month ?? 1, day ?? 1);
const lastDay = ({ year, month, day }: EdtfDate): string =>
  dayText(year, month ?? 12, day ?? daysIn(year, month ?? 12));

/** Whether a date is over before another begins, whatever days the two mean. */
export function isBefore(a: string | null, b: string | null): boolean {
  const [{ last }, { first }] = [boundsOf(a), boundsOf(b)];
  return last !== null && first !== null && last < first;
}

/** Orders dates by the first day that each may mean, the latest first; those without one come last. */
export function latestFirst(a: string | null, b: string | null): number {
  const [one, other] = [boundsOf(a).first ?? '', boundsOf(b).first ?? ''];
  return one < other ? 1 : one > other ? -1 : 0;
}

const ABOUT = { en: 'about', fr: 'vers', es: 'hacia' } as const;
const UNCERTAIN = { en: 'uncertain', fr: 'date incertaine', es: 'fecha incierta' } as const;
const OPEN = { en: 'open', fr: 'ouvert', es: 'abierto' } as const;
const UNTIL_NOW = { en: 'until now', fr: 'à ce jour', es: 'hasta hoy' } as const;
const UNKNOWN = { en: 'unknown', fr: 'inconnu', es: 'desconocido' } as const;

type Tongue = keyof typeof ABOUT;

/** `2003-09-06` as "6 September 2003", `2003?` as "2003 (uncertain)": what was understood, all in words. Null: it is no EDTF. */
export function edtfInWords(text: string, lang: Tongue): string | null {
  const parsed = parseEdtf(text);
  if (!parsed.ok) return null;
  const { value } = parsed;
  if (value.kind === 'date') return dateInWords(value.date, lang);
  const side = (one: EdtfDate | 'open' | null, open: string): string =>
    one === null ? UNKNOWN[lang] : one === 'open' ? open : dateInWords(one, lang);
  return `${side(value.from, OPEN[lang])} – ${side(value.to, UNTIL_NOW[lang])}`;
}

function dateInWords({ year, month, day, qualifier }: EdtfDate, lang: Tongue): string {
  const date = new Date(0);
  date.setUTCFullYear(year, (month ?? 1) - 1, day ?? 1);
  const words = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, {
    timeZone: 'UTC',
    year: 'numeric',
    ...(month !== null && { month: 'long' }),
    ...(day !== null && { day: 'numeric' }),
  }).format(date);
  // In French the first of a month is "1er".
  const said = lang === 'fr' ? words.replace(/^1 /, '1er ') : words;
  const near = qualifier === '~' || qualifier === '%' ? `${ABOUT[lang]} ${said}` : said;
  return qualifier === '?' || qualifier === '%' ? `${near} (${UNCERTAIN[lang]})` : near;
}
