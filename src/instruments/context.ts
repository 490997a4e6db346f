import { numbers, type Clause } from './clause.js';
import { wordsOf, type Words } from './compare.js';
import { collisions, compatible, type Amending } from './merge.js';
import { applied, type Edit, type Operation } from './operations.js';

/** Words of a clause: as they stand, or which amendments take out or bring. */
export interface MarkedWords extends Words {
  /** Whose they are; empty where they stand. */
  readonly keys: readonly string[];
}

/** A clause of a text with what amendments would do at it. */
export interface ContextRow {
  readonly clause: Clause;
  /** As it is numbered in the text; of what an amendment brings, as that one alone would number it. */
  readonly number: string | null;
  /** How deep it stands. */
  readonly depth: number;
  /** The amendment that brings it; null: it is in the text. */
  readonly by: string | null;
  readonly words: readonly MarkedWords[];
  /** What amendments do here that stand in each other's way: what each alone makes of the words. */
  readonly apart: readonly { readonly key: string; readonly words: readonly Words[] }[];
  /** Every amendment that does something at it, with what. */
  readonly marks: readonly { readonly key: string; readonly op: Operation['op'] }[];
}

/**
 * A text with all that amendments would change, in reading order: what they bring stands where it would come. What does not
 * collide at a clause is marked in its words; what does stands apart, each on its own. Amendments that do not fit the text
 * are left out. Cost: word diffs of what changes, and pairs of operations at the same clause.
 */
export function inContext(base: readonly Clause[], all: readonly Amending[]): ContextRow[] {
  const fitting = all.filter(({ operations }) => applied(base, operations).ok);
  const contested = new Set(
    collisions(base, fitting)
      .filter((one) => !compatible(one))
      .map(({ clause }) => clause),
  );
  const counted = numbers(base);
  const depths = depthsOf(base);
  const coming = new Map<string | null, ContextRow[]>();
  for (const one of fitting) {
    for (const { anchor, row } of brought(base, one)) {
      const there = coming.get(anchor);
      if (there) there.push(row);
      else coming.set(anchor, [row]);
    }
  }
  const at = new Map<string, { key: string; one: Operation }[]>();
  for (const { key, operations } of fitting) {
    for (const one of operations) {
      const there = at.get(one.clause);
      if (there) there.push({ key, one });
      else at.set(one.clause, [{ key, one }]);
    }
  }
  return [
    ...(coming.get(null) ?? []),
    ...base.flatMap((clause): ContextRow[] => {
      const own = at.get(clause.id) ?? [];
      const wording = own.filter(({ one }) => one.op !== 'move');
      const apart = contested.has(clause.id) && new Set(wording.map(({ key }) => key)).size > 1;
      const row: ContextRow = {
        ...{ clause, number: counted[clause.id] ?? null, depth: depths.get(clause.id) ?? 0, by: null },
        words: apart ? [{ op: 'same', text: clause.text, keys: [] }] : marked(clause.text, wording),
        apart: apart ? wording.map(({ key, one }) => ({ key, words: wordsMade(clause.text, one) })) : [],
        marks: own.map(({ key, one }) => ({ key, op: one.op })),
      };
      return [row, ...(coming.get(clause.id) ?? [])];
    }),
  ];
}

/** What an amendment brings, each behind the clause of the text that it would follow; null: at the beginning. */
function brought(
  base: readonly Clause[],
  { key, operations }: Amending,
): { anchor: string | null; row: ContextRow }[] {
  const fresh = new Set(operations.flatMap((one) => (one.op === 'insert' ? [one.clause] : [])));
  const made = applied(base, operations);
  if (!made.ok || fresh.size === 0) return [];
  const moved = new Set(operations.flatMap((one) => (one.op === 'move' ? [one.clause] : [])));
  const counted = numbers(made.value);
  const depths = depthsOf(made.value);
  let anchor: string | null = null;
  const rows: { anchor: string | null; row: ContextRow }[] = [];
  for (const clause of made.value) {
    if (!fresh.has(clause.id)) {
      if (!moved.has(clause.id)) anchor = clause.id;
      continue;
    }
    rows.push({
      anchor,
      row: {
        ...{ clause, number: counted[clause.id] ?? null, depth: depths.get(clause.id) ?? 0 },
        ...{ by: key, apart: [] },
        words: [{ op: 'added', text: clause.text, keys: [key] }],
        marks: [{ key, op: 'insert' }],
      },
    });
  }
  return rows;
}

function depthsOf(clauses: readonly Clause[]): Map<string, number> {
  const depths = new Map<string, number>();
  const titles = new Set(clauses.flatMap(({ id, kind }) => (kind === 'title' ? [id] : [])));
  for (const { id, parent } of clauses)
    depths.set(id, parent === null ? 0 : (depths.get(parent) ?? 0) + (titles.has(parent) ? 0 : 1));
  return depths;
}

type ByKey = readonly { readonly key: string; readonly one: Operation }[];

/** The words of a clause with what amendments that do not collide there change in them. */
function marked(text: string, own: ByKey): MarkedWords[] {
  const whole = own.find(({ one }) => one.op === 'delete' || one.op === 'replace');
  if (whole) {
    const keys = own.map(({ key }) => key);
    return wordsMade(text, whole.one).map((run) => ({ ...run, keys: run.op === 'same' ? [] : keys }));
  }
  const edits = new Map<string, Edit & { keys: string[] }>();
  for (const { key, one } of own) {
    for (const edit of one.op === 'words' ? one.edits : []) {
      const name = JSON.stringify([edit.at, edit.remove, edit.insert]);
      const there = edits.get(name);
      if (there) there.keys.push(key);
      else edits.set(name, { ...edit, keys: [key] });
    }
  }
  const words: MarkedWords[] = [];
  const say = (op: Words['op'], part: string, keys: readonly string[]): void => {
    if (part !== '') words.push({ op, text: part, keys });
  };
  let from = 0;
  for (const { at, remove, insert, keys } of [...edits.values()].toSorted((a, b) => a.at - b.at)) {
    say('same', text.slice(from, at), []);
    say('removed', remove, keys);
    say('added', insert, keys);
    from = at + remove.length;
  }
  say('same', text.slice(from), []);
  return words;
}

/** What one operation makes of the words of a clause. */
function wordsMade(text: string, one: Operation): Words[] {
  if (one.op === 'delete') return [{ op: 'removed', text }];
  if (one.op === 'replace') return wordsOf(text, one.text);
  return one.op === 'words' ? marked(text, [{ key: '', one }]) : [];
}
