import { LANGS, type Lang } from '../basics/fields.js';
import { foldedWords } from '../basics/folded.js';
import { first } from '../basics/must.js';

/**
 * The words that the interface has for classes, regions and chambers, as its readers write them into files
 * (`test/house/words.test.ts` holds them against it).
 */
export const CLASS_LABELS: Readonly<Record<string, readonly string[]>> = {
  full: ['à part entière', 'pleno'],
  associate: ['associé', 'asociado'],
  observer: ['observateur', 'observador'],
  africa: ['Afrique', 'África'],
  americas: ['Amériques', 'Américas'],
  'asia-pacific': ['Asia-Pacific', 'Asie-Pacifique', 'Asia-Pacífico'],
  europe: ['Europe', 'Europa'],
  participating: ['participant', 'participante'],
  corresponding: ['correspondant', 'correspondiente'],
  state: ['État', 'Estado'],
  organisation: ['organisation', 'organización'],
  member: ['membre', 'miembro'],
  guest: ['invité', 'invitado'],
  governments: ['gouvernements', 'gobiernos'],
  organisations: ['organisations', 'organizaciones'],
};

/** The code of a usual class, region or chamber that a text says, in whichever language; null: it says none of these. */
export const usualCode = (text: string): string | null =>
  codeSaid(text, Object.keys(CLASS_LABELS), CLASS_LABELS);

export const ROLE_LABELS: Readonly<Record<string, readonly string[]>> = {
  delegate: ['délégué', 'déléguée', 'delegado', 'delegada'],
  alternate: ['suppléant', 'suppléante', 'suplente'],
  observer: ['observateur', 'observatrice', 'observador', 'observadora'],
};

const LANG_LABELS: Readonly<Record<Lang, readonly string[]>> = {
  en: ['English', 'anglais', 'inglés'],
  fr: ['French', 'français', 'francés'],
  es: ['Spanish', 'espagnol', 'español'],
};

/**
 * Which of the `listed` codes a text says: the code itself, else the one code that it names without case and accents, by
 * itself or in one of its labels; null: none, or several.
 */
export function codeSaid(
  text: string,
  listed: readonly string[],
  labels: Readonly<Record<string, readonly string[]>>,
): string | null {
  if (listed.includes(text)) return text;
  const said = foldedWords(text);
  const named = listed.filter((code) =>
    [code, ...(labels[code] ?? [])].some((one) => foldedWords(one) === said),
  );
  return named.length === 1 ? first(named) : null;
}

/** The language that a text says, by its code or its name; null: none of ours. */
export const langSaid = (text: string): Lang | null => codeSaid(text, LANGS, LANG_LABELS) as Lang | null;
