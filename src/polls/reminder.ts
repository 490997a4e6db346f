import type { Lang, Titles } from '../basics/fields.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { first } from '../basics/must.js';
import type { Taken } from './polls.contract.js';

const HOUR_MS = 3_600_000;

/** Hours before the close, each once, the earliest reminder first. */
export const inTurn = (remind: readonly number[]): number[] => [...new Set(remind)].toSorted((a, b) => b - a);

/** When the reminder of so many hours before the close goes out. */
export const remindAt = (dueAt: string, hours: number): string =>
  new Date(Date.parse(dueAt) - hours * HOUR_MS).toISOString();

/** Whether a poll can have these reminders. Refusals: `poll.remind_form` {form}, `poll.remind_past` {hours}. */
export function checkRemind(
  { form, dueAt, remind }: Pick<Taken, 'form' | 'dueAt' | 'remind'>,
  at: string,
): Result<null> {
  if (remind.length === 0) return ok(null);
  // By silence nobody is asked for a vote; elsewhere everybody sits in one hall.
  if (form !== 'correspondence' || dueAt === null) return refuse('poll.remind_form', { form });
  const past = inTurn(remind).find((hours) => remindAt(dueAt, hours) <= at);
  return past === undefined ? ok(null) : refuse('poll.remind_past', { hours: past });
}

/** An entitlement that nobody has cast, the hand that may, and where that hand and the member's office are reached. */
export interface Uncast {
  readonly entitlement: number;
  readonly member: string;
  readonly holder: string;
  readonly email: string | null;
  readonly contact: string | null;
}

/** One message: to a person, to a member's office, or (both null) to nobody, as no address is known. */
export interface Reminded {
  readonly person: string | null;
  readonly member: string | null;
  readonly entitlements: readonly number[];
}

/**
 * Who is reminded: each hand once, of all that it may cast. Where a hand has no address, each member's office is reminded
 * of that member's own entitlement, and of no other.
 */
export function remindedOf(uncast: readonly Uncast[]): Reminded[] {
  const hands = new Map<string, number[]>();
  const others: Reminded[] = [];
  for (const { entitlement, member, holder, email, contact } of uncast) {
    if (email !== null) hands.set(holder, [...(hands.get(holder) ?? []), entitlement]);
    else others.push({ person: null, member: contact === null ? null : member, entitlements: [entitlement] });
  }
  return [
    ...[...hands].map(([person, entitlements]): Reminded => ({ person, member: null, entitlements })),
    ...others,
  ];
}

/** What a reminder tells: all of it is on the recipient's own screen. */
export interface Told {
  readonly assembly: string;
  readonly number: number | null;
  readonly titles: Titles;
  readonly dueAt: string;
  readonly timeZone: string | null;
  /** The members for whom nothing was cast. */
  readonly members: readonly string[];
  /** Where to vote. */
  readonly address: string;
}

interface Words {
  readonly subject: (due: string) => string;
  readonly poll: (number: number) => string;
  readonly until: (due: string) => string;
  readonly missing: string;
  readonly vote: string;
  readonly nothing: string;
}

const WORDS: Readonly<Record<Lang, Words>> = {
  en: {
    subject: (due) => `Reminder: vote until ${due}`,
    poll: (number) => `Poll no. ${number}`,
    until: (due) => `Votes count until ${due}.`,
    missing: 'No vote has come in yet for:',
    vote: 'Vote here:',
    nothing: 'Whoever has voted in the meantime need do nothing.',
  },
  fr: {
    subject: (due) => `Rappel : votez jusqu’au ${due}`,
    poll: (number) => `Scrutin n° ${number}`,
    until: (due) => `Les votes comptent jusqu’au ${due}.`,
    missing: 'Aucun vote n’est encore parvenu pour :',
    vote: 'Votez ici :',
    nothing: 'Qui a voté entre-temps n’a rien à faire.',
  },
  es: {
    subject: (due) => `Recordatorio: vote hasta el ${due}`,
    poll: (number) => `Votación n.º ${number}`,
    until: (due) => `Los votos cuentan hasta el ${due}.`,
    missing: 'Aún no ha llegado ningún voto de:',
    vote: 'Vote aquí:',
    nothing: 'Quien haya votado entretanto no tiene que hacer nada.',
  },
};

const moment = (at: string, lang: Lang, timeZone: string | null): string =>
  new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, {
    ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    timeZoneName: 'short',
    timeZone: timeZone ?? 'UTC',
  }).format(Date.parse(at));

/** The message in these languages, one after the other; the first is the subject's. */
export function reminderText(told: Told, langs: readonly Lang[]): { subject: string; text: string } {
  const due = (lang: Lang): string => moment(told.dueAt, lang, told.timeZone);
  const text = langs.map((lang) => {
    const words = WORDS[lang];
    const title = told.titles[lang] ?? Object.values(told.titles)[0] ?? '';
    return [
      told.assembly,
      told.number === null ? title : `${words.poll(told.number)}: ${title}`,
      words.until(due(lang)),
      '',
      words.missing,
      ...told.members.map((member) => `- ${member}`),
      '',
      `${words.vote} ${told.address}`,
      words.nothing,
    ].join('\n');
  });
  return { subject: WORDS[first(langs)].subject(due(first(langs))), text: text.join('\n\n* * *\n\n') };
}
