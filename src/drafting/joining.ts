import type { Lang } from '../basics/fields.js';
import { must } from '../basics/must.js';
import type { Clause, ClauseKind } from '../instruments/clause.js';
import { concerns, merge, type Collision } from '../instruments/merge.js';
import { operations, type Operation } from '../instruments/operations.js';
import { isStructural, textIn, type Texts } from '../instruments/wordings.js';

/**
 * What one writer changed and what could not be joined to the changes of others, in one language. Texts are those of the
 * clause, null where it is not: `base` before both, `theirs` as it stands, `mine` as it was to be.
 */
export interface Held {
  readonly clause: string;
  readonly lang: Lang;
  readonly op: Operation['op'];
  readonly base: string | null;
  readonly theirs: string | null;
  readonly mine: string | null;
  /** What kind of clause mine was, and where it stood: null where mine is deleted. */
  readonly at: Place | null;
}

/** Where a clause stood: beneath `parent`, behind `after`. */
export interface Place {
  readonly kind: ClauseKind;
  readonly parent: string | null;
  readonly after: string | null;
}

export interface Joined {
  readonly texts: Texts;
  /** New id by the id that a clause of mine had: others had taken it for another clause. */
  readonly renamed: ReadonlyMap<string, string>;
  readonly held: readonly Held[];
}

export const langsOf = (texts: Texts): Lang[] => Object.keys(texts) as Lang[];

/** Another text in one language; the others get the same clauses, with empty words where they had none. */
export function follow(texts: Texts, lang: Lang, clauses: readonly Clause[]): Texts {
  return Object.fromEntries(
    langsOf(texts).map((one) => {
      if (one === lang) return [one, clauses];
      const words = new Map(textIn(texts, one).map(({ id, text }) => [id, text]));
      return [one, clauses.map((clause) => ({ ...clause, text: words.get(clause.id) ?? '' }))];
    }),
  );
}

const changesIn = (all: ReadonlyMap<Lang, readonly Operation[]>, lang: Lang): readonly Operation[] =>
  must(all.get(lang), 'changes in the language');

const [THEIRS, MINE] = ['1', '2'] as const;

/**
 * Joins what two writers made of one text. All of `theirs` stands; what `mine` changes comes to it, clause by clause and
 * word by word, but for what stands in its way: that is held back and told. All three have the same languages, aligned.
 * Cost: word diffs of what changed, and pairs of changes at the same clause.
 */
export function joined(base: Texts, { theirs, mine }: { theirs: Texts; mine: Texts }): Joined {
  const langs = langsOf(base);
  const changes = (to: Texts): Map<Lang, readonly Operation[]> =>
    new Map(langs.map((lang) => [lang, operations(textIn(base, lang), textIn(to, lang))]));
  const standing = changes(theirs);
  const all = known(changes(mine), { base, theirs, mine });
  const left = new Map(all);
  for (;;) {
    const done = langs.map((lang) => {
      const both = [
        { key: THEIRS, operations: changesIn(standing, lang) },
        { key: MINE, operations: changesIn(left, lang) },
      ];
      return { lang, ...merge(textIn(base, lang), both) };
    });
    const conflicts = done.flatMap(({ lang, conflicts: own }) => own.map((one) => ({ lang, one })));
    if (conflicts.length === 0) {
      const held = langs.flatMap((lang) => {
        const stays = changesIn(left, lang);
        const back = changesIn(all, lang).filter((one) => !stays.includes(one));
        return back.map((one) => heldOf(one, lang, { base, theirs, mine }));
      });
      return { ...named(done, { base, theirs, mine }), held };
    }
    const gone = conflicts.map(({ lang, one }) => yields(lang, { left, base, conflict: one }));
    if (!gone.some(Boolean)) throw new Error('what stands is in its own way');
  }
}

/** What both brought under one name and in the same words is one clause: theirs. */
function known(
  all: ReadonlyMap<Lang, readonly Operation[]>,
  { base, theirs, mine }: { base: Texts; theirs: Texts; mine: Texts },
): Map<Lang, readonly Operation[]> {
  const langs = langsOf(base);
  const same = new Set(
    (Object.values(mine)[0] ?? []).flatMap(({ id }) =>
      langs.every((lang) => {
        const [was, there, own] = [base, theirs, mine].map((texts) =>
          textIn(texts, lang).find((one) => one.id === id),
        );
        return !was && there && own && there.text === own.text && there.kind === own.kind;
      })
        ? [id]
        : [],
    ),
  );
  if (same.size === 0) return new Map(all);
  const named = (id: string | null): string | null => (id !== null && same.has(id) ? `${THEIRS}/${id}` : id);
  return new Map(
    [...all].map(([lang, ops]) => [
      lang,
      ops.flatMap((one): Operation[] => {
        if (one.op !== 'insert' && one.op !== 'move') return [one];
        return same.has(one.clause) ? [] : [{ ...one, under: named(one.under), after: named(one.after) }];
      }),
    ]),
  );
}

/** Takes out of `left` what is in the way: what changes words in that language alone, else in all. */
function yields(
  lang: Lang,
  { left, base, conflict }: { left: Map<Lang, readonly Operation[]>; base: Texts; conflict: Collision },
): boolean {
  const own = changesIn(left, lang);
  const out = own.filter((one) => concerns(conflict, { key: MINE, one }));
  const kinds = new Map(textIn(base, lang).map(({ id, kind }) => [id, kind]));
  const structural = out.filter((one) => isStructural(one, kinds));
  // What was to stand beneath a clause that does not come does not come either.
  const missing = new Set(structural.flatMap((one) => (one.op === 'insert' ? [one.clause] : [])));
  for (const one of own) {
    if ((one.op === 'insert' || one.op === 'move') && one.under !== null && missing.has(one.under)) {
      structural.push(one);
      if (one.op === 'insert') missing.add(one.clause);
    }
  }
  const ways = new Set(structural.map(({ op, clause }) => `${op} ${clause}`));
  let some = false;
  for (const [each, ops] of left) {
    const kept = ops.filter(
      (one) => !ways.has(`${one.op} ${one.clause}`) && !(each === lang && out.includes(one)),
    );
    some ||= kept.length < ops.length;
    left.set(each, kept);
  }
  return some;
}

function heldOf(
  { op, clause }: Operation,
  lang: Lang,
  { base, theirs, mine }: { base: Texts; theirs: Texts; mine: Texts },
): Held {
  const words = (texts: Texts): string | null =>
    textIn(texts, lang).find(({ id }) => id === clause)?.text ?? null;
  const own = textIn(mine, lang);
  const place = own.findIndex(({ id }) => id === clause);
  const here = own[place];
  return {
    ...{ clause, lang, op, base: words(base) },
    // The same id in theirs may be another clause that they brought.
    theirs: op === 'insert' ? null : words(theirs),
    mine: here?.text ?? null,
    at: here
      ? {
          kind: here.kind,
          parent: here.parent,
          after: own.slice(0, place).findLast(({ parent }) => parent === here.parent)?.id ?? null,
        }
      : null,
  };
}

/** Gives clauses that either brought their ids back: theirs as they are, mine where they are free. */
function named(
  done: readonly { lang: Lang; clauses: readonly Clause[] }[],
  of: { base: Texts; theirs: Texts; mine: Texts },
): Pick<Joined, 'texts' | 'renamed'> {
  const ids = (texts: Texts): string[] => Object.values(texts)[0]?.map(({ id }) => id) ?? [];
  const taken = new Set([...ids(of.base), ...ids(of.theirs)]);
  let next = 1;
  for (const id of [...taken, ...ids(of.mine)])
    next = Math.max(next, Number(/^n(\d+)$/.exec(id)?.[1] ?? 0) + 1);
  const names = new Map<string, string>();
  const renamed = new Map<string, string>();
  for (const { id } of done[0]?.clauses ?? []) {
    const [, key, own] = /^(1|2)\/(.+)$/.exec(id) ?? [];
    if (own === undefined) continue;
    const name = key === THEIRS || !taken.has(own) ? own : `n${next++}`;
    names.set(id, name);
    if (name !== own) renamed.set(own, name);
  }
  const nameOf = (id: string): string => names.get(id) ?? id;
  const texts = done.map(({ lang, clauses }) => [
    lang,
    clauses.map((one) => ({
      ...one,
      id: nameOf(one.id),
      parent: one.parent === null ? null : nameOf(one.parent),
    })),
  ]);
  return { texts: Object.fromEntries(texts) as Texts, renamed };
}
