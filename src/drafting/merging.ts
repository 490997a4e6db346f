import type { Lang } from '../basics/fields.js';
import { compare } from '../instruments/compare.js';
import type { Clause } from '../instruments/clause.js';
import { concerns, type Mark } from '../instruments/merge.js';
import { applied, operations, type Operation } from '../instruments/operations.js';
import {
  mergeTexts,
  textIn,
  type Texts,
  type WordedCollision,
  type Wordings,
} from '../instruments/wordings.js';
import type { DeviationView, MergedAmendment } from './drafting.contract.js';
import { langsOf } from './joining.js';

/** An adopted amendment with what it changes. */
export type Adopted = MergedAmendment & { readonly wordings: Wordings };

/** Where adopted amendments met, with what each would have made of the clause alone (null: nothing, it deletes it). */
export interface Conflict extends WordedCollision {
  readonly wordings: readonly {
    readonly key: string;
    readonly lang: Lang;
    readonly clause: string;
    readonly op: Operation['op'];
    readonly text: string | null;
  }[];
}

/** What adopted amendments make of a version, and nothing else: what a merged draft is held against. */
export interface Merging {
  readonly motion: string;
  readonly label: string;
  readonly assembly: string;
  readonly version: number;
  readonly amendments: readonly MergedAmendment[];
  readonly texts: Texts;
  readonly marks: readonly Mark[];
  readonly conflicts: readonly Conflict[];
}

/** Merges; clauses that amendments bring get the ids `n<k>` of a draft, in reading order. */
export function merged(
  base: Texts,
  adopted: readonly Adopted[],
): Pick<Merging, 'texts' | 'marks' | 'conflicts'> {
  const done = mergeTexts(base, adopted);
  const brought = (Object.values(done.texts)[0] ?? []).filter(({ id }) => id.includes('/'));
  const names = new Map(brought.map(({ id }, place) => [id, `n${place + 1}`]));
  const name = (id: string): string => names.get(id) ?? id;
  return {
    texts: renamed(done.texts, name),
    marks: done.marks.map((mark) => ({ ...mark, clause: name(mark.clause) })),
    conflicts: done.conflicts.map((conflict) => ({
      ...conflict,
      wordings: adopted.flatMap(({ key, wordings }) =>
        conflict.langs.flatMap((lang) => {
          const own = wordings[lang] ?? [];
          const alone = applied(textIn(base, lang), own);
          return own
            .filter((one) => concerns(conflict, { key, one }))
            .map(({ op, clause }) => ({
              ...{ key, lang, clause, op },
              text: (alone.ok && alone.value.find(({ id }) => id === clause)?.text) || null,
            }));
        }),
      ),
    })),
  };
}

export const renamed = (texts: Texts, name: (id: string) => string): Texts =>
  Object.fromEntries(
    langsOf(texts).map((lang) => [
      lang,
      textIn(texts, lang).map((one) => ({
        ...one,
        id: name(one.id),
        parent: one.parent === null ? null : name(one.parent),
      })),
    ]),
  );

export type Deviation = Omit<DeviationView, 'reason'>;

/**
 * Where a draft is not what the amendments alone make, in the reading order of the draft (what it has no more comes last);
 * and where these met, as nothing of either was made there, whatever stands now.
 */
export function deviations(
  { texts, conflicts }: Pick<Merging, 'texts' | 'conflicts'>,
  now: Texts,
): Deviation[] {
  const found = new Map<string, Deviation>();
  const of = (clause: string): Deviation => {
    const there = found.get(clause) ?? { clause, conflict: false, changes: [] };
    found.set(clause, there);
    return there;
  };
  for (const { clause } of conflicts)
    if (clause !== null) found.set(clause, { ...of(clause), conflict: true });
  for (const lang of langsOf(texts)) {
    const words = (all: readonly Clause[], id: string): string | null =>
      all.find((one) => one.id === id)?.text ?? null;
    for (const { op, clause } of operations(textIn(texts, lang), textIn(now, lang))) {
      const one = of(clause);
      const change = {
        lang,
        op,
        before: words(textIn(texts, lang), clause),
        after: words(textIn(now, lang), clause),
      };
      found.set(clause, { ...one, changes: [...one.changes, change] });
    }
  }
  const order = new Map<string, number>();
  for (const { id } of [...(Object.values(now)[0] ?? []), ...(Object.values(texts)[0] ?? [])])
    if (!order.has(id)) order.set(id, order.size);
  return [...found.values()].toSorted((a, b) => (order.get(a.clause) ?? 0) - (order.get(b.clause) ?? 0));
}

/** What the record keeps of a merged draft that was tabled, in the ids of its version. */
export interface MergedOrigin {
  readonly v: 1;
  readonly motion: string;
  readonly label: string;
  readonly assembly: string;
  readonly amendments: readonly MergedAmendment[];
  readonly marks: readonly Mark[];
  readonly editorial: readonly { readonly clause: string; readonly reason: string }[];
}

/** A change of a clause on its way, with what made it. */
export interface Step {
  readonly version: number;
  readonly change: 'added' | 'changed' | 'moved' | 'moved_changed';
  readonly marks: readonly (MergedAmendment & { readonly op: Operation['op']; readonly assembly: string })[];
  readonly editorial: string | null;
}

/**
 * The history of every clause of the last of these versions, each the parent of the next. Cost: a comparison a version.
 */
export function histories(
  versions: readonly { number: number; clauses: readonly Clause[]; origin: MergedOrigin | null }[],
): ReadonlyMap<string, readonly Step[]> {
  const steps = new Map<string, Step[]>();
  let before: readonly Clause[] = [];
  for (const { number, clauses, origin } of versions) {
    for (const { id, change } of compare(before, clauses).entries) {
      if (change === 'same' || change === 'removed') continue;
      const marks = origin
        ? origin.marks.flatMap(({ clause, op, key }) => {
            const amendment = clause === id && origin.amendments.find((one) => one.key === key);
            return amendment ? [{ ...amendment, op, assembly: origin.assembly }] : [];
          })
        : [];
      const editorial = origin?.editorial.find((one) => one.clause === id)?.reason ?? null;
      steps.set(id, [...(steps.get(id) ?? []), { version: number, change, marks, editorial }]);
    }
    before = clauses;
  }
  return new Map(before.map(({ id }) => [id, steps.get(id) ?? []]));
}
