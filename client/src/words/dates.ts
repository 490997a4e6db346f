import type { Lang } from '../../../src/basics/fields.js';

/** In French the first of a month is "1er": formats of days write "1". */
const ordinal = (text: string, lang: Lang): string =>
  lang === 'fr' ? text.replace(/(?<!\d)1(?= \p{L})|(?<!\d)1(?=\s?[–-]\s?\d{1,2} \p{L})/gu, '1er') : text;

const formatter = (lang: Lang, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, options);

const format = (lang: Lang, options: Intl.DateTimeFormatOptions, date: Date): string =>
  ordinal(formatter(lang, options).format(date), lang);

const formatRange = (
  lang: Lang,
  options: Intl.DateTimeFormatOptions,
  { from, until }: { from: Date; until: Date },
): string => ordinal(formatter(lang, options).formatRange(from, until), lang);

/** An EDTF date in words, as exact as it is: a year stays a year. What this does not know is shown as it is written. */
export function edtf(text: string, lang: Lang): string {
  const interval = /^([^/]+)\/([^/]+)$/.exec(text);
  if (interval) {
    const [, from = '', to = ''] = interval;
    if (DAY.test(from) && DAY.test(to)) return range(from, to, lang);
    return `${edtf(from, lang)} – ${edtf(to, lang)}`;
  }
  const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([~?%])?$/.exec(text);
  if (!found) return text;
  const [, year, month, day, doubt] = found;
  const mark = doubt ? ` (${doubt === '?' ? '?' : '≈'})` : '';
  if (!month) return `${year}${mark}`;
  const date = new Date(`${year}-${month}-${day ?? '01'}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return text;
  const options: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long', timeZone: 'UTC' };
  if (day) options.day = 'numeric';
  return format(lang, options, date) + mark;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Two days as one phrase: "23–25 November 2026". */
export function range(from: string, to: string, lang: Lang): string {
  const [a, b] = [new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`)];
  if (!(a.getTime() <= b.getTime())) return `${from} – ${to}`;
  const options = { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' } as const;
  return formatRange(lang, options, { from: a, until: b });
}

/** A moment by the clocks of a place; where none is given, by the reader's own, whose zone is then told. */
export function moment(text: string, lang: Lang, timeZone?: string | null): string {
  if (timeZone) return format(lang, { dateStyle: 'medium', timeStyle: 'short', timeZone }, new Date(text));
  const options: Intl.DateTimeFormatOptions = {
    ...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    timeZoneName: 'short',
  };
  return format(lang, options, new Date(text));
}

/** From a moment to another, the day told once where it is the same; the first alone where nobody knows the end. */
export function span(
  from: string,
  until: string | null,
  { lang, timeZone }: { lang: Lang; timeZone: string | null },
): string {
  if (until === null || until < from) return moment(from, lang, timeZone);
  const options = { dateStyle: 'medium', timeStyle: 'short', ...(timeZone && { timeZone }) } as const;
  return formatRange(lang, options, { from: new Date(from), until: new Date(until) });
}

/** Day and hour of what is near, by the clock of a place or the reader's own. */
export const dayTime = (text: string, lang: Lang, timeZone: string | null): string =>
  format(
    lang,
    {
      ...{ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
      ...(timeZone && { timeZone }),
    },
    new Date(text),
  );

/** The hour by the clock of a place, or the reader's own. */
export const hour = (text: string, lang: Lang, timeZone: string | null): string =>
  format(lang, { hour: '2-digit', minute: '2-digit', ...(timeZone && { timeZone }) }, new Date(text));

/** To the second, by the clock of a place, or the reader's own. */
export const clock = (text: string, lang: Lang, timeZone: string | null = null): string =>
  format(
    lang,
    { hour: '2-digit', minute: '2-digit', second: '2-digit', ...(timeZone && { timeZone }) },
    new Date(text),
  );

export const number = (value: number, lang: Lang): string =>
  new Intl.NumberFormat(lang === 'en' ? 'en-GB' : lang).format(value);

/** A share as rules have it: `2/3`, or `25%`, whose sign French and Spanish keep apart from the number. */
export const share = (text: string, lang: Lang): string =>
  lang === 'en' ? text : text.replace('%', '\u202f%');

/** Today, as the reader's calendar has it. */
export const today = (): string => {
  const now = new Date();
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};
