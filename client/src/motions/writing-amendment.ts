import type { Lang } from '../../../src/basics/fields.js';
import { joined } from '../../../src/drafting/joining.js';
import type { Held } from '../../../src/drafting/joining.js';
import type { Clause } from '../../../src/instruments/clause.js';
import { operations, reworked } from '../../../src/instruments/operations.js';
import type { Operation } from '../../../src/instruments/operations.js';
import { textIn } from '../../../src/instruments/wordings.js';
import type { Texts, Wordings } from '../../../src/instruments/wordings.js';

/** An amendment while it is written: the text that it changes, and that text as it is to read. */
export interface WritingAmendment {
  readonly base: Texts;
  /** In all languages of the base: what comes, goes or moves in one does so in each. */
  readonly mine: Texts;
  /** The languages in which it is worded. */
  readonly on: readonly Lang[];
  /** Mine that stands in the way of what changed in the text since: kept until the writer says what is meant. */
  readonly held: readonly Held[];
}

const langsOf = (texts: Texts): Lang[] => Object.keys(texts) as Lang[];

export const begun = (base: Texts, on: readonly Lang[]): WritingAmendment => ({
  ...{ base, mine: base, on, held: [] },
});

/** Begun from what an amendment makes of the text in the languages in which it is worded. */
export function begunFrom(base: Texts, made: Texts): WritingAmendment {
  const on = langsOf(made);
  return on.reduce((writing, lang) => typed(writing, lang, textIn(made, lang)), begun(base, on));
}

/** The text in one language became another; the clauses of the other languages follow, with the words that they had. */
export function typed(writing: WritingAmendment, lang: Lang, clauses: readonly Clause[]): WritingAmendment {
  const { base, mine } = writing;
  const texts = Object.fromEntries(
    langsOf(mine).map((one) => {
      if (one === lang) return [one, clauses];
      const words = new Map([...(base[one] ?? []), ...textIn(mine, one)].map(({ id, text }) => [id, text]));
      return [one, clauses.map((clause) => ({ ...clause, text: words.get(clause.id) ?? '' }))];
    }),
  ) as Texts;
  return { ...writing, mine: texts };
}

/** What it changes, in the languages in which it is worded. */
export const wordingsOf = ({ base, mine, on }: WritingAmendment): Wordings =>
  Object.fromEntries(on.map((lang) => [lang, operations(base[lang] ?? [], mine[lang] ?? [])]));

const sameText = (a: Texts, b: Texts): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** The text that it changes became another: what still can be made is, and what cannot is held. */
export function onText(writing: WritingAmendment, base: Texts): WritingAmendment {
  if (sameText(writing.base, base)) return writing;
  const langs = langsOf(base).filter((lang) => writing.base[lang] && writing.mine[lang]);
  const part = (texts: Texts): Texts => Object.fromEntries(langs.map((lang) => [lang, texts[lang]]));
  const done = joined(part(writing.base), { theirs: part(base), mine: part(writing.mine) });
  const [leading] = langs;
  const next: WritingAmendment = {
    base,
    mine: { ...base, ...done.texts },
    on: writing.on.filter((lang) => langs.includes(lang)),
    held: [...writing.held, ...done.held],
  };
  return leading ? typed(next, leading, textIn(next.mine, leading)) : next;
}

/** The writer says what is meant at a place that was held: the words that were mine, or what stands there now. */
export function settled(
  writing: WritingAmendment,
  held: Held,
  { mine }: { mine: boolean },
): WritingAmendment {
  const rest = { ...writing, held: writing.held.filter((one) => one !== held) };
  const { clause, lang } = held;
  const text = rest.mine[lang];
  if (!mine || !text) return rest;
  const there = text.findIndex(({ id }) => id === clause);
  const standing = text[there];
  if (held.mine === null) {
    // What stands beneath it goes with it.
    const gone = new Set([clause]);
    for (const one of text) if (one.parent !== null && gone.has(one.parent)) gone.add(one.id);
    return typed(
      rest,
      lang,
      text.filter(({ id }) => !gone.has(id)),
    );
  }
  if (standing) return typed(rest, lang, text.with(there, { ...standing, text: held.mine }));
  const { kind, parent, after } = held.at ?? { kind: 'paragraph' as const, parent: null, after: null };
  const under = parent !== null && text.some(({ id }) => id === parent) ? parent : null;
  const beside = text.findLastIndex(({ id }) => id === after);
  return typed(
    rest,
    lang,
    text[beside]?.parent === under
      ? text.toSpliced(endOf(text, beside), 0, { id: clause, kind, parent: under, text: held.mine })
      : [...text, { id: clause, kind, parent: null, text: held.mine }],
  );
}

/** Where what stands beneath a clause ends, exclusive. */
function endOf(text: readonly Clause[], at: number): number {
  const under = new Set<string>();
  for (const [place, { id, parent }] of text.slice(at).entries()) {
    if (place > 0 && (parent === null || !under.has(parent))) return at + place;
    under.add(id);
  }
  return text.length;
}

/** What of the browser's storage is used; synchronous, so that a keystroke is kept before the next. */
export interface Store {
  readonly length: number;
  key(place: number): string | null;
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
  removeItem(name: string): void;
}

/** What is typed beside the text. */
export interface Beside {
  readonly titles: Readonly<Record<Lang, string>>;
  readonly reason: string;
  readonly member: string | null;
  readonly mover: string;
  readonly sponsors: readonly string[];
}

/** What is kept of an amendment, beside the text that it changes: that is kept apart, as it seldom changes. */
interface Kept extends Pick<WritingAmendment, 'on' | 'held'> {
  readonly changes: readonly (readonly [Lang, readonly Operation[]])[];
  readonly beside: Beside;
}

const BEGIN = 'plenary.amendment.';

/** Under which name the amendment of a person to a motion is kept; the text that it changes has another. */
export const keptName = (person: string, motion: string): string => `${BEGIN}${person}.${motion}`;
const baseName = (name: string): string => `${name}.base`;

/** Keeps an amendment in the browser. Throws what the browser throws when its storage is full. */
export function keep(store: Store, name: string, writing: WritingAmendment, beside: Beside): void {
  const { base, mine, on, held } = writing;
  const text = JSON.stringify(base);
  // The text is written before what changes it: whenever the browser ends, the two fit or nothing is restored.
  if (store.getItem(baseName(name)) !== text) {
    store.removeItem(name);
    store.setItem(baseName(name), text);
  }
  const kept: Kept = {
    ...{ on, held, beside },
    changes: langsOf(base).map((lang) => [lang, operations(textIn(base, lang), mine[lang] ?? [])] as const),
  };
  store.setItem(name, JSON.stringify(kept));
}

/** What is kept under a name; null: nothing. */
export function takeUp(store: Store, name: string): { writing: WritingAmendment; beside: Beside } | null {
  const kept = JSON.parse(store.getItem(name) ?? 'null') as Kept | null;
  const base = JSON.parse(store.getItem(baseName(name)) ?? 'null') as Texts | null;
  if (!kept || !base) return null;
  const mine: [Lang, readonly Clause[]][] = [];
  for (const [lang, own] of kept.changes) {
    const text = reworked(base[lang] ?? [], own);
    if (!text.ok) return null;
    mine.push([lang, text.value]);
  }
  const { on, held, beside } = kept;
  return { writing: { base, mine: Object.fromEntries(mine), on, held }, beside };
}

export function drop(store: Store, name: string): void {
  store.removeItem(name);
  store.removeItem(baseName(name));
}

/** Under which name the further wordings of an amendment are kept. */
export const keptWordings = (person: string, amendment: string): string =>
  `${BEGIN}${person}.${amendment}.wordings`;

/** The motions to which a person has begun an amendment here. */
export function keptMotions(store: Store, person: string): string[] {
  const begin = keptName(person, '');
  return Array.from({ length: store.length }, (_, place) => store.key(place) ?? '')
    .filter((name) => name.startsWith(begin))
    .map((name) => name.slice(begin.length))
    .filter((motion) => !motion.includes('.'))
    .toSorted();
}
