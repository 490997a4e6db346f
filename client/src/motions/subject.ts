import { useMemo } from 'react';
import type { Lang } from '../../../src/basics/fields.js';
import { first } from '../../../src/basics/must.js';
import { operations } from '../../../src/instruments/operations.js';
import { amendedTexts, instructions, textIn, wordedCollisions } from '../../../src/instruments/wordings.js';
import type { Texts, WordedCollision, Wordings } from '../../../src/instruments/wordings.js';
import { effective } from '../../../src/motions/amendment.js';
import { amendmentRoutes } from '../../../src/motions/amendments.contract.js';
import type { AmendmentView } from '../../../src/motions/amendments.contract.js';
import { isOver } from '../../../src/motions/motion.js';
import type { MotionView } from '../../../src/motions/motions.contract.js';
import { useRead } from '../house/api.js';
import type { Out } from '../house/api.js';

/** What is amended: a motion on a version, or an amendment to one, with its text and the amendments to it. */
export interface Subject {
  readonly motion: MotionView;
  /** The motion on the version. */
  readonly main: string;
  readonly instrument: string;
  readonly version: number;
  /** The text that is amended, in the languages in which it is there. */
  readonly texts: Texts;
  readonly langs: readonly Lang[];
  readonly amendments: readonly AmendmentView[];
  /** Those and what stands beneath them, as the house knows them. */
  readonly all: readonly AmendmentView[];
}

/** In which language a subject is read: in the one that is wanted where it is there. */
export const langFor = ({ langs }: Pick<Subject, 'langs'>, wanted: string): Lang =>
  langs.find((one) => one === wanted) ?? first(langs);

export const langsIn = (of: Texts | Wordings): Lang[] => Object.keys(of) as Lang[];

/** The motion on a version on which an amendment hangs, at any depth; what is no amendment is its own. */
export function mainOf(motion: MotionView, among: readonly MotionView[]): MotionView {
  const { about } = motion;
  const target = about.kind === 'amendment' ? among.find(({ id }) => id === about.to) : undefined;
  return target ? mainOf(target, among) : motion;
}

/** Whether amendments to a motion change the clauses of a version. */
export const onVersion = (motion: MotionView, among: readonly MotionView[]): boolean =>
  mainOf(motion, among).about.kind === 'stage' &&
  (motion.about.kind === 'stage' ||
    (motion.about.kind === 'amendment' && motion.about.changes !== undefined));

/** Null: it is not on a version, or its own wording does not fit the text. */
export function subjectOf(
  motion: MotionView,
  { main, read }: { main: string; read: Out<typeof amendmentRoutes.amendments> },
): Subject | null {
  const { instrument, version, texts: own, amendments: all } = read;
  if (instrument === null || version === null) return null;
  let texts: Texts = own;
  if (motion.id !== main) {
    const target = all.find((one) => one.motion === motion.id);
    const made = target && target.version === version ? amendedTexts(own, target.wordings) : null;
    if (!made?.ok) return null;
    texts = made.value;
  }
  return {
    ...{ motion, main, instrument, version, texts, langs: langsIn(texts), all },
    amendments: all.filter((one) => one.to === motion.id),
  };
}

/** The amendments to a motion, and what they change; `motion` undefined waits. */
export function useSubject(motion: MotionView | undefined, among: readonly MotionView[]) {
  const main = motion && mainOf(motion, among);
  const query = useRead(
    amendmentRoutes.amendments,
    { motion: main?.id ?? '' },
    { when: main?.about.kind === 'stage' },
  );
  const read = query.data;
  const subject = useMemo(
    () => (motion && main && read ? subjectOf(motion, { main: main.id, read }) : null),
    [motion, main, read],
  );
  return { query, subject };
}

/** What stands for each amendment to a subject, as adopted amendments to it change it; by label, on this version alone. */
export function standing({
  texts,
  all,
  amendments,
  version,
}: Subject): { key: string; wordings: Wordings }[] {
  const own = new Set(amendments.map(({ motion }) => motion));
  const stands = effective(
    texts,
    all
      .filter((one) => one.version === version && (own.has(one.motion) || own.has(one.to)))
      .map(({ motion: id, label, state, to, reason, wordings }) => ({
        motion: { id, label, state, about: { kind: 'amendment', to, text: reason } },
        wordings,
      })),
  );
  if (!stands.ok) return [];
  return stands.value.map(({ motion, wordings }) => ({ key: motion.label, wordings }));
}

/** Where amendments to a subject that are not over meet; with `mine`, one that is being written and will be called so. */
export function meetings(
  subject: Subject,
  mine: { readonly key: string; readonly wordings: Wordings } | null = null,
): WordedCollision[] {
  const open = new Set(subject.amendments.filter((one) => !isOver(one)).map(({ label }) => label));
  const all = [...standing(subject).filter(({ key }) => open.has(key)), ...(mine ? [mine] : [])];
  return wordedCollisions(subject.texts, all).filter((one) => !mine || one.keys.includes(mine.key));
}

/** How much of a text an amendment changes: characters that are gone or have come, in the language where that is most. */
export function sizeOf(texts: Texts, wordings: Wordings): number {
  const sizes = langsIn(wordings).map((lang) => {
    const told = instructions(texts[lang] ?? [], wordings[lang] ?? []);
    if (!told.ok) return 0;
    return told.value
      .flatMap(({ words }) => words)
      .reduce((sum, { op, text }) => (op === 'same' ? sum : sum + text.length), 0);
  });
  return Math.max(0, ...sizes);
}

/**
 * A modified wording of an amendment as an amendment to it: what makes the one of the other, in the languages that both
 * have. Null: one of them does not fit the text.
 */
export function modifying(texts: Texts, own: Wordings, modified: Wordings): Wordings | null {
  const [made, meant] = [amendedTexts(texts, own), amendedTexts(texts, modified)];
  if (!made.ok || !meant.ok) return null;
  const langs = langsIn(own).filter((lang) => modified[lang]);
  return Object.fromEntries(
    langs.map((lang) => [lang, operations(textIn(made.value, lang), textIn(meant.value, lang))]),
  );
}

/** How the next amendment to a subject will be called. */
export const nextLabel = ({ motion, amendments }: Subject): string =>
  motion.about.kind === 'amendment'
    ? `${motion.label}.${amendments.length + 1}`
    : `${motion.label}-A${amendments.length + 1}`;
