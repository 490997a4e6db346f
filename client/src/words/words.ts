import i18next from 'i18next';
import { createContext, useContext, useMemo } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { en } from './en.js';
import type { Lang } from '../../../src/basics/fields.js';

type Singular<K> = K extends `${infer Stem}_one` ? Stem : K extends `${infer Stem}_other` ? Stem : K;

/** Every key, plural forms by their stem (asked for with `count`). */
export type Key = Singular<keyof typeof en>;
/** What fr and es must be: the same keys, no more and no fewer, or they do not compile. */
export type Words = Readonly<Record<keyof typeof en, string>>;

export const LANGS = ['en', 'fr', 'es'] as const satisfies readonly Lang[];
export const LANG_NAMES: Readonly<Record<Lang, string>> = { en: 'English', fr: 'Français', es: 'Español' };

/** What a language is called inside a sentence in the reader's own: "anglais". In lists they stand by their own names. */
export const languageName = (code: string, lang: Lang): string =>
  new Intl.DisplayNames(lang, { type: 'language' }).of(code) ?? code;

const LOADERS: Readonly<Record<Lang, () => Promise<Words>>> = {
  en: async () => (await import('./en.js')).en,
  fr: async () => (await import('./fr.js')).fr,
  es: async () => (await import('./es.js')).es,
};

const KEPT = 'plenary.lang';
const isLang = (text: string | null | undefined): text is Lang => LANGS.some((lang) => lang === text);

/** The language of the interface: as chosen here before, else the first that the browser wants and we speak. */
function wanted(): Lang {
  const kept = localStorage.getItem(KEPT);
  if (isLang(kept)) return kept;
  return navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLang) ?? 'en';
}

export const langChosen = (): boolean => isLang(localStorage.getItem(KEPT));

/** "de" before a name that is put in: "d’Ada". An h is left alone, as nobody can tell which kind it is. */
const withDe = (name: unknown): string =>
  /^[aeiouâàäéèêëîïôöûùüœæ]/i.test(String(name)) ? `d’${String(name)}` : `de ${String(name)}`;

/** French keeps its double signs with the word before them: no line begins with one. */
const typeset = (words: Words): Words =>
  Object.fromEntries(
    Object.entries(words).map(([key, text]) => [
      key,
      text
        .replace(/ (?=[:;!?»])/g, '\u202f')
        .replace(/« /g, '«\u202f')
        .replace(/\bde \{\{(\w+)\}\}/g, '{{$1, de}}'),
    ]),
  ) as Words;

async function load(lang: Lang): Promise<void> {
  if (!i18next.hasResourceBundle(lang, 'words')) {
    const words = await LOADERS[lang]();
    // Nobody else has these words, and a copy of three thousand of them would be made before the first screen.
    i18next.addResourceBundle(lang, 'words', lang === 'fr' ? typeset(words) : words, false, false, {
      skipCopy: true,
      silent: false,
    });
  }
}

export async function speak(lang: Lang, { keep = true }: { keep?: boolean } = {}): Promise<void> {
  await load(lang);
  await i18next.changeLanguage(lang);
  document.documentElement.lang = lang;
  if (keep) localStorage.setItem(KEPT, lang);
}

export async function beginWords(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    resources: {},
    ns: ['words'],
    defaultNS: 'words',
    keySeparator: false,
    nsSeparator: false,
    fallbackLng: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  i18next.services.formatter?.add('de', withDe);
  await speak(wanted(), { keep: false });
}

export type Values = Readonly<Record<string, string | number | null | undefined>>;

export interface Speech {
  readonly lang: Lang;
  readonly t: (key: Key, values?: Values) => string;
  /** The words of a key that is only known when it comes from the server, or null. */
  readonly known: (key: string, values?: Values) => string | null;
}

/** What the interface speaks now. Each call copies all of i18next's instance, so one component asks for all: `Speaking`. */
export function useSpeech(): Speech {
  const { t, i18n } = useTranslation();
  const lang = isLang(i18n.language) ? i18n.language : 'en';
  return useMemo(() => {
    const say = t as unknown as (key: string, values?: Values) => string;
    // A screen says the same plain words in each of its lines, at every rendering; i18next looks each of them up at length.
    const plain = new Map<string, string>();
    const sayOnce = (key: string): string => {
      const words = plain.get(key) ?? say(key);
      plain.set(key, words);
      return words;
    };
    return {
      lang,
      t: (key, values) => (values === undefined ? sayOnce(key) : say(key, values)),
      known: (key, values) => (i18n.exists(key) ? say(key, values) : null),
    };
  }, [t, i18n, lang]);
}

/** What `Speaking` gives to all that it holds. */
export const Spoken = createContext<Speech | null>(null);

export function useWords(): Speech {
  const speech = useContext(Spoken);
  if (!speech) throw new Error('No words outside of Speaking.');
  return speech;
}

/** The words of one language, whichever the interface speaks: for what is written to people of other languages. */
export async function wordsIn(lang: Lang): Promise<Speech['t']> {
  await load(lang);
  return i18next.getFixedT(lang, 'words') as unknown as Speech['t'];
}

/** A text that exists in some languages: the interface's where it is there, else any, with the language it is in. */
export function inLang(
  titles: Readonly<Record<string, string | undefined>>,
  lang: Lang,
): { readonly text: string; readonly lang: string } {
  for (const one of [lang, ...LANGS, ...Object.keys(titles)]) {
    const text = titles[one];
    if (text) return { text, lang: one };
  }
  return { text: '', lang };
}
