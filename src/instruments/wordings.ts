import type { Lang } from '../basics/fields.js';
import { must } from '../basics/must.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { numbers, type Clause, type ClauseKind } from './clause.js';
import { wordsOf, type Words } from './compare.js';
import {
  collisions,
  compatible,
  concerns,
  merge,
  type Amending,
  type Collision,
  type Mark,
  type Own,
} from './merge.js';
import { applied, type Operation } from './operations.js';

/** A text in its languages: the same clauses with the same ids, kinds and parents in each. */
export type Texts = Readonly<Partial<Record<Lang, readonly Clause[]>>>;

/** What an amendment changes in each language in which it is worded; an empty list says that nothing changes there. */
export type Wordings = Readonly<Partial<Record<Lang, readonly Operation[]>>>;

/** The text in a language that it is known to have. */
export function textIn(texts: Texts, lang: Lang): readonly Clause[] {
  const clauses = texts[lang];
  if (!clauses) throw new RangeError(`no text in ${lang}`);
  return clauses;
}

const langsOf = (of: Texts | Wordings): Lang[] => Object.keys(of) as Lang[];

/**
 * The texts that an amendment makes, in the languages in which it is worded. Refusals: `amendment.empty` (it changes
 * nothing in any language), `amendment.lang_unknown` {lang}, `amendment.not_aligned` {lang, clause} (clauses come, go or move otherwise than in the first
 * language), those of `applied` with {lang}.
 */
export function amendedTexts(texts: Texts, wordings: Wordings): Result<Texts> {
  const done: Partial<Record<Lang, readonly Clause[]>> = {};
  if (Object.values(wordings).every((own) => own.length === 0)) return refuse('amendment.empty');
  let first: readonly Clause[] | null = null;
  for (const lang of langsOf(wordings)) {
    const text = texts[lang];
    if (!text) return refuse('amendment.lang_unknown', { lang });
    const amended = applied(text, wordings[lang] ?? []);
    if (!amended.ok) return refuse(amended.refusal.code, { ...amended.refusal.facts, lang });
    const astray = first && misaligned(first, amended.value);
    if (astray) return refuse('amendment.not_aligned', { lang, clause: astray });
    first ??= amended.value;
    done[lang] = amended.value;
  }
  return ok(done);
}

/** The first clause in which two languages of one text differ but for words; null where there is none. */
export function misaligned(a: readonly Clause[], b: readonly Clause[]): string | null {
  const place = Array.from({ length: Math.max(a.length, b.length) }).findIndex((_, i) => {
    const [one, other] = [a[i], b[i]];
    return one?.id !== other?.id || one?.kind !== other?.kind || one?.parent !== other?.parent;
  });
  return (a[place] ?? b[place])?.id ?? null;
}

/** The languages in which an amendment must still be worded before a vote. */
export const unworded = (authentic: readonly Lang[], wordings: Wordings): Lang[] =>
  authentic.filter((lang) => wordings[lang] === undefined);

/** An amendment as a merge sees it. */
export interface Worded {
  readonly key: string;
  readonly wordings: Wordings;
}

/** A collision in some languages. */
export interface WordedCollision extends Collision {
  readonly langs: readonly Lang[];
}

export interface MergedTexts {
  readonly texts: Texts;
  /** In the first language; where clauses come, go and move is the same in all. */
  readonly marks: readonly Mark[];
  readonly conflicts: readonly WordedCollision[];
}

const inLang = (all: readonly Worded[], lang: Lang) =>
  all.map(({ key, wordings }) => ({ key, operations: wordings[lang] ?? [] }));

/** Where amendments meet in any language; see `collisions`. */
export const wordedCollisions = (texts: Texts, all: readonly Worded[]): WordedCollision[] =>
  together(langsOf(texts).map((lang) => [lang, collisions(textIn(texts, lang), inLang(all, lang))]));

function together(found: readonly (readonly [Lang, readonly Collision[]])[]): WordedCollision[] {
  const by = new Map<string, WordedCollision>();
  for (const [lang, own] of found) {
    for (const one of own) {
      const key = [one.kind, one.clause, ...one.keys].join(' ');
      by.set(key, { ...one, langs: [...(by.get(key)?.langs ?? []), lang] });
    }
  }
  return [...by.values()];
}

/**
 * Makes all amendments in all languages at once; their order is irrelevant. Where they stand in each other's way in the
 * words of one language, they are left unmade there alone; where clauses come, go, move or change their kind, in all.
 */
export function mergeTexts(texts: Texts, all: readonly Worded[]): MergedTexts {
  const langs = langsOf(texts);
  const sharedBy = langs.map((lang) => sharedIn(textIn(texts, lang), inLang(all, lang)));
  let standing: readonly Collision[] = [];
  for (;;) {
    const done = langs.map(
      (lang) => [lang, merge(textIn(texts, lang), inLang(all, lang), standing)] as const,
    );
    const conflicts = together(done.map(([lang, own]) => [lang, own.conflicts]));
    const shared = conflicts.filter((one) => sharedBy.some((isShared) => isShared(one)));
    if (shared.some((one) => one.langs.length < langs.length)) {
      standing = shared.map(({ langs: _, ...one }) => one);
      continue;
    }
    const marks = new Map<string, Mark>();
    for (const [, own] of done) for (const mark of own.marks) marks.set(Object.values(mark).join(' '), mark);
    return {
      texts: Object.fromEntries(done.map(([lang, { clauses }]) => [lang, clauses])),
      marks: [...marks.values()],
      conflicts,
    };
  }
}

/** Asks of a conflict whether it is about more than the words of one language: the clauses of a text are the same in all. */
function sharedIn(base: readonly Clause[], all: readonly Amending[]): (conflict: Collision) => boolean {
  const kinds = new Map(base.map(({ id, kind }) => [id, kind]));
  /** By the clause at which they are and the one beneath which they put something; null: all moves. */
  const at = new Map<string | null, Own[]>();
  for (const { key, operations } of all) {
    for (const one of operations) {
      if (!isStructural(one, kinds)) continue;
      const keys = [one.clause, 'under' in one ? one.under : null, one.op === 'move' ? null : one.clause];
      for (const place of new Set(keys)) {
        const there = at.get(place);
        if (there) there.push({ key, one });
        else at.set(place, [{ key, one }]);
      }
    }
  }
  return (conflict) =>
    at
      .get(conflict.kind === 'moved_inside' ? null : conflict.clause)
      ?.some((own) => concerns(conflict, own)) ?? false;
}

/** Whether an operation is the same in every language. `kinds`: of the clauses before it. */
export const isStructural = (one: Operation, kinds: ReadonlyMap<string, ClauseKind>): boolean =>
  one.op === 'replace' ? kinds.get(one.clause) !== one.kind : one.op !== 'words';

/** Which amendments cannot be made once `adopted` is: they would fall, or have to be worded anew. */
export const excludedBy = (adopted: string, found: readonly Collision[]): string[] => [
  ...new Set(
    found.flatMap((one) =>
      !compatible(one) && one.keys.includes(adopted) ? one.keys.filter((key) => key !== adopted) : [],
    ),
  ),
];

/** A clause as people name it: what it stands beneath first, each with its number, or its words where it has none. */
export type Where = readonly {
  readonly kind: ClauseKind;
  readonly number: string | null;
  readonly text: string;
}[];

/** Names each clause of a text. Cost: clauses, times their depth. */
export function whereabouts(clauses: readonly Clause[]): ReadonlyMap<string, Where> {
  const labels = numbers(clauses);
  const where = new Map<string, Where>();
  for (const { id, kind, parent, text } of clauses) {
    const own = { kind, number: labels[id] ?? null, text };
    where.set(id, [...((parent === null ? undefined : where.get(parent)) ?? []), own]);
  }
  return where;
}

/** One instruction of an amendment on paper, in the reading order of the text that it amends. */
export type Instruction =
  | {
      readonly op: 'words' | 'replace';
      readonly clause: string;
      readonly at: Where;
      readonly words: readonly Words[];
    }
  | { readonly op: 'delete'; readonly clause: string; readonly at: Where; readonly words: readonly Words[] }
  | {
      readonly op: 'insert' | 'move';
      readonly clause: string;
      /** The clause itself: of an insertion, as it will be numbered. */
      readonly at: Where;
      /** Behind which clause; null: at the beginning of `under`, or of the text. */
      readonly after: Where | null;
      readonly under: Where | null;
      readonly words: readonly Words[];
    };

/** An amendment as it stands on paper. Refusals as of `applied`. */
export function instructions(
  base: readonly Clause[],
  own: readonly Operation[],
): Result<readonly Instruction[]> {
  const amended = applied(base, own);
  if (!amended.ok) return amended;
  const before = new Map(base.map((one) => [one.id, one]));
  const [old, fresh] = [whereabouts(base), whereabouts(amended.value)];
  const text = new Map(amended.value.map((one) => [one.id, one.text]));
  const named = (id: string | null): Where | null =>
    id === null ? null : (old.get(id) ?? fresh.get(id) ?? null);
  const order = new Map(base.map(({ id }, place) => [id, place]));
  const brought = new Map(
    own.flatMap((one) => (one.op === 'insert' ? [[one.clause, one.after ?? one.under] as const] : [])),
  );
  /** Where what is brought stands, once for each: a chain is walked by its first alone. */
  const places = new Map<string, number>();
  const placeOf = (one: Operation): number => {
    if (one.op !== 'insert') return must(order.get(one.clause), 'clause of the base');
    const chain: string[] = [];
    const seen = new Set<string>();
    let at: string | null = one.clause;
    while (at !== null && !order.has(at) && !places.has(at) && !seen.has(at)) {
      seen.add(at);
      chain.push(at);
      at = brought.get(at) ?? null;
    }
    const place = at === null ? -0.5 : (places.get(at) ?? (order.get(at) ?? 0) + 0.5);
    for (const id of chain) places.set(id, place);
    return place;
  };
  return ok(
    own
      .toSorted((a, b) => placeOf(a) - placeOf(b))
      .map((one): Instruction => {
        const { op, clause } = one;
        const words = wordsOf(before.get(clause)?.text ?? '', text.get(clause) ?? '');
        if (op === 'insert')
          return {
            op,
            clause,
            at: must(fresh.get(clause), 'place of the clause'),
            after: named(one.after),
            under: named(one.under),
            words,
          };
        const at = must(old.get(clause), 'place of the clause');
        return op === 'move'
          ? { op, clause, at, after: named(one.after), under: named(one.under), words: [] }
          : { op, clause, at, words };
      }),
  );
}
