import type { Lang, Titles } from '../basics/fields.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { inTurn, remindAt } from '../polls/reminder.js';

/** Refusal: `consultation.remind_past` {hours}: that is before the round opens. */
export function checkRemind(
  remind: readonly number[],
  { opensAt, closesAt }: { opensAt: string; closesAt: string },
): Result<null> {
  const past = inTurn(remind).find((hours) => remindAt(closesAt, hours) <= opensAt);
  return past === undefined ? ok(null) : refuse('consultation.remind_past', { hours: past });
}

/** What a letter to a member tells. */
export interface Told {
  /** Null: the invitation. */
  readonly hours: number | null;
  /** Who asks. */
  readonly body: string;
  readonly member: string;
  readonly titles: Titles;
  readonly version: number;
  readonly closesAt: string;
  readonly note: string | null;
  /** The member's own link: whoever has it comments for the member. */
  readonly link: string;
}

interface Words {
  readonly invitation: (until: string) => string;
  readonly reminder: (until: string) => string;
  readonly asked: (member: string, body: string) => string;
  readonly missing: (member: string) => string;
  readonly text: (title: string, version: number) => string;
  readonly until: (until: string) => string;
  readonly link: string;
  readonly keep: string;
  readonly nothing: string;
}

const WORDS: Readonly<Record<Lang, Words>> = {
  en: {
    invitation: (until) => `Consultation: comments until ${until}`,
    reminder: (until) => `Reminder: comments until ${until}`,
    asked: (member, body) => `${body} asks ${member} for its comments.`,
    missing: (member) => `${member} has not answered yet.`,
    text: (title, version) => `Text: ${title}, version ${version}`,
    until: (until) => `Comments count until ${until}.`,
    link: 'Read the text and comment here:',
    keep: 'Whoever has this link comments for your organisation: pass it on only to those who may.',
    nothing: '“No comments” is an answer, too: you can give it there.',
  },
  fr: {
    invitation: (until) => `Consultation : observations jusqu’au ${until}`,
    reminder: (until) => `Rappel : observations jusqu’au ${until}`,
    asked: (member, body) => `${body} demande ses observations à ${member}.`,
    missing: (member) => `${member} n’a pas encore répondu.`,
    text: (title, version) => `Texte : ${title}, version ${version}`,
    until: (until) => `Les observations comptent jusqu’au ${until}.`,
    link: 'Lisez le texte et faites vos observations ici :',
    keep: 'Qui détient ce lien répond pour votre organisation : ne le transmettez qu’à qui en a le droit.',
    nothing: '« Aucune observation » est aussi une réponse : vous pouvez la donner au même endroit.',
  },
  es: {
    invitation: (until) => `Consulta: observaciones hasta el ${until}`,
    reminder: (until) => `Recordatorio: observaciones hasta el ${until}`,
    asked: (member, body) => `${body} pide sus observaciones a ${member}.`,
    missing: (member) => `${member} aún no ha respondido.`,
    text: (title, version) => `Texto: ${title}, versión ${version}`,
    until: (until) => `Las observaciones cuentan hasta el ${until}.`,
    link: 'Lea el texto y haga sus observaciones aquí:',
    keep: 'Quien tiene este enlace responde por su organización: páselo solo a quien pueda hacerlo.',
    nothing: '«Sin observaciones» también es una respuesta: puede darla allí mismo.',
  },
};

const moment = (at: string, lang: Lang): string =>
  new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, {
    ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    ...{ timeZoneName: 'short', timeZone: 'UTC' },
  }).format(Date.parse(at));

const LANGS = ['en', 'fr', 'es'] as const;

/** A letter in all languages of the house, one after the other: an office reads any of them. */
export function letterText(told: Told): { subject: string; text: string } {
  const until = (lang: Lang): string => moment(told.closesAt, lang);
  const invitation = told.hours === null;
  const parts = LANGS.map((lang) => {
    const words = WORDS[lang];
    const title = told.titles[lang] ?? Object.values(told.titles)[0] ?? '';
    return [
      invitation ? words.asked(told.member, told.body) : words.missing(told.member),
      words.text(title, told.version),
      words.until(until(lang)),
      ...(invitation && told.note !== null ? ['', told.note] : []),
      '',
      words.link,
      told.link,
      words.keep,
      words.nothing,
    ].join('\n');
  });
  const words = WORDS.en;
  return {
    subject: (invitation ? words.invitation : words.reminder)(until('en')),
    text: parts.join('\n\n* * *\n\n'),
  };
}
