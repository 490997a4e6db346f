import { must } from '../basics/must.js';
import { nfc } from '../basics/nfc.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { checkTree, type Clause, type ClauseKind } from './clause.js';
import { allowance, wordsOf, type Allowance } from './compare.js';
import { childrenOf, staying } from './order.js';

/** Words replaced in a clause: at `at` (UTF-16 units of the text before) stands `remove`, and `insert` takes its place. */
export interface Edit {
  readonly at: number;
  readonly remove: string;
  readonly insert: string;
}

/** A place among clauses: beneath `under` (null: the whole text), behind its child `after` (null: first). */
export interface Place {
  readonly under: string | null;
  readonly after: string | null;
}

/**
 * One change of a text of clauses. Ids are those of the version that is amended; an insertion brings a new id of its own
 * (`n1`, `n2`), to which the other operations of the same amendment may refer. Whoever deletes a clause says so of
 * everything beneath it, or moves that away.
 */
export type Operation =
  | { readonly op: 'words'; readonly clause: string; readonly edits: readonly Edit[] }
  | { readonly op: 'replace'; readonly clause: string; readonly kind: ClauseKind; readonly text: string }
  | ({
      readonly op: 'insert';
      readonly clause: string;
      readonly kind: ClauseKind;
      readonly text: string;
    } & Place)
  | { readonly op: 'delete'; readonly clause: string }
  | ({ readonly op: 'move'; readonly clause: string } & Place);

/** Beneath this share of common text a clause counts as written anew. */
const KEPT = 0.3;
const EDITS_LIMIT = 500;

/** The words that a text replaces in another, in order; null where hardly anything is kept. Cost: that of a word diff. */
export function editsOf(before: string, after: string, of: Allowance = allowance()): Edit[] | null {
  const edits: { at: number; remove: string; insert: string }[] = [];
  let [at, kept] = [0, 0];
  let open: { at: number; remove: string; insert: string } | null = null;
  for (const { op, text } of wordsOf(before, after, { of })) {
    if (op === 'same') {
      open = null;
      kept += text.length;
      at += text.length;
      continue;
    }
    if (!open) edits.push((open = { at, remove: '', insert: '' }));
    if (op === 'added') open.insert += text;
    else {
      open.remove += text;
      at += text.length;
    }
  }
  const anew = kept < KEPT * Math.max(before.length, after.length) || edits.length > EDITS_LIMIT;
  return anew ? null : edits;
}

/** Makes the edits; the text stays in NFC where pieces meet. Refusal: `operation.words_differ` {at}: other words stand there, or two edits overlap. */
export function editText(text: string, edits: readonly Edit[]): Result<string> {
  let [done, from] = ['', 0];
  for (const { at, remove, insert } of edits.toSorted((a, b) => a.at - b.at)) {
    if (at < from || !text.startsWith(remove, at)) return refuse('operation.words_differ', { at });
    done += text.slice(from, at) + insert;
    from = at + remove.length;
  }
  return ok(nfc(done + text.slice(from)));
}

/**
 * What makes `b` of `a`: clauses are the same by their ids, and few of them move. `applied(a, operations(a, b))` is `b`.
 * Cost: word diffs of what changed, which are bounded, n log n else.
 */
export function operations(a: readonly Clause[], b: readonly Clause[]): Operation[] {
  const before = new Map(a.map((clause) => [clause.id, clause]));
  const after = new Set(b.map(({ id }) => id));
  const left = new Map<string, string | null>();
  for (const own of childrenOf(b).values()) own.forEach((id, place) => left.set(id, own[place - 1] ?? null));
  const stays = staying(a, b);
  const of = allowance();
  const done: Operation[] = a
    .filter(({ id }) => !after.has(id))
    .map(({ id }) => ({ op: 'delete', clause: id }));
  for (const { id, kind, parent, text } of b) {
    const old = before.get(id);
    const place: Place = { under: parent, after: left.get(id) ?? null };
    if (!old) {
      done.push({ op: 'insert', clause: id, kind, text, ...place });
      continue;
    }
    if (!stays.has(id)) done.push({ op: 'move', clause: id, ...place });
    if (old.kind === kind && old.text === text) continue;
    const edits = old.kind === kind ? editsOf(old.text, text, of) : null;
    done.push(edits ? { op: 'words', clause: id, edits } : { op: 'replace', clause: id, kind, text });
  }
  return done;
}

const OWN = ['own'];

/**
 * The text after the operations. Refusals: `operation.clause_unknown` {clause}, `operation.clause_twice` {clause},
 * `operation.id_taken` {clause}, `operation.words_differ` {clause, at}, `operation.place_unknown` {clause},
 * `operation.orphan` {clause} (what it stands beneath is deleted), `operation.in_itself` {clause}, those of `checkTree`.
 */
export function applied(a: readonly Clause[], ops: readonly Operation[]): Result<readonly Clause[]> {
  const text = reworked(a, ops);
  return text.ok ? checkTree(text.value) : text;
}

/** The same of a text that is still being written: clauses may be empty. Refusals: those of `applied` but of `checkTree`. */
export function reworked(a: readonly Clause[], ops: readonly Operation[]): Result<readonly Clause[]> {
  const clauses = new Map(a.map((clause) => [clause.id, clause]));
  const gone = new Set<string>();
  const placed = new Map<string, Place>();
  const texts = new Map<string, Pick<Clause, 'kind' | 'text'>>();
  for (const one of ops) {
    const { op, clause } = one;
    const old = clauses.get(clause);
    if (op === 'insert') {
      if (old) return refuse('operation.id_taken', { clause });
      clauses.set(clause, { id: clause, kind: one.kind, parent: one.under, text: one.text });
      placed.set(clause, one);
      continue;
    }
    if (!old) return refuse('operation.clause_unknown', { clause });
    if (op === 'delete' ? gone.has(clause) : op === 'move' ? placed.has(clause) : texts.has(clause))
      return refuse('operation.clause_twice', { clause });
    if (op === 'delete') gone.add(clause);
    else if (op === 'move') placed.set(clause, one);
    else if (op === 'replace') texts.set(clause, content(one));
    else {
      const text = editText(old.text, one.edits);
      if (!text.ok) return refuse(text.refusal.code, { ...text.refusal.facts, clause });
      texts.set(clause, { kind: old.kind, text: text.value });
    }
  }
  const twice = [...gone].find((id) => placed.has(id) || texts.has(id));
  if (twice !== undefined) return refuse('operation.clause_twice', { clause: twice });
  const order = arrange({
    base: childrenOf(a),
    gone,
    placed: [...placed].map(([id, { under, after }]) => ({ id, under, after, by: OWN })),
  });
  if (!order.ok) return order;
  const lost = [...clauses.keys()].find((id) => !gone.has(id) && !order.value.has(id));
  if (lost !== undefined) {
    const under = parentOf(lost, { clauses, placed });
    return refuse(under !== null && gone.has(under) ? 'operation.orphan' : 'operation.in_itself', {
      clause: lost,
    });
  }
  return ok(
    [...order.value].map(([id, parent]) => {
      const made = texts.get(id) ?? content(must(clauses.get(id), 'clause of the text'));
      return { id, ...made, parent };
    }),
  );
}

const content = ({ kind, text }: Pick<Clause, 'kind' | 'text'>): Pick<Clause, 'kind' | 'text'> => ({
  kind,
  text,
});

/** Beneath what a clause stands by what placed it, else where it stood. */
export function parentOf(
  id: string,
  { clauses, placed }: { clauses: ReadonlyMap<string, Clause>; placed: ReadonlyMap<string, Place> },
): string | null {
  const put = placed.get(id);
  return put ? put.under : (clauses.get(id)?.parent ?? null);
}

/** A clause put somewhere, inserted or moved, with whose operations put it there. */
export interface Placed extends Place {
  readonly id: string;
  readonly by: readonly string[];
}

/**
 * Puts clauses into their reading order, each with its parent: what stays keeps the order that it had, and what is put
 * somewhere stands behind its neighbour, also where that is gone: where who put it there put the neighbour too, behind
 * its new place, else behind its old one. Behind the same neighbour they stand in the order given. What hangs on nothing
 * that is there is left out. Refusal: `operation.place_unknown` {clause}.
 */
export function arrange({
  base,
  gone,
  placed,
}: {
  base: ReadonlyMap<string | null, readonly string[]>;
  gone: ReadonlySet<string>;
  placed: readonly Placed[];
}): Result<Map<string, string | null>> {
  const put = new Map(placed.map((one) => [one.id, one]));
  const homes = new Map([...base].flatMap(([parent, own]) => own.map((id) => [id, parent] as const)));
  /** Behind whom: what was put there itself, or what has its home there. */
  const behind = new Map<string, Placed[]>();
  for (const one of placed) {
    const { id, under, after } = one;
    const neighbour = after === null || after === id ? undefined : put.get(after);
    const together = neighbour?.under === under && neighbour.by.some((key) => one.by.includes(key));
    const there =
      (under === null || homes.has(under) || put.has(under)) &&
      (after === null || together || (after !== id && homes.get(after) === under));
    if (!there) return refuse('operation.place_unknown', { clause: id });
    const key = after === null ? `${under ?? ''}<` : together ? `${after}+` : `${after}=`;
    const own = behind.get(key);
    if (own) own.push(one);
    else behind.set(key, [one]);
  }
  const order = new Map<string, string | null>();
  const follow = (key: string): void => {
    for (const { id, under } of behind.get(key) ?? []) {
      set(id, under);
      follow(`${id}+`);
    }
  };
  const set = (id: string, parent: string | null): void => {
    if (gone.has(id) || order.has(id)) return;
    order.set(id, parent);
    below(id);
  };
  const below = (parent: string | null): void => {
    follow(`${parent ?? ''}<`);
    for (const id of base.get(parent) ?? []) {
      if (!put.has(id)) set(id, parent);
      follow(`${id}=`);
    }
  };
  below(null);
  return ok(order);
}
