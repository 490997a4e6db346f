import { first, must } from '../basics/must.js';
import { byName } from '../basics/order.js';
import { never, refuse, ok, type Result } from '../basics/result.js';
import type { Clause } from './clause.js';
import {
  applied,
  arrange,
  editText,
  operations,
  type Edit,
  type Operation,
  type Placed,
  parentOf,
} from './operations.js';
import { childrenOf } from './order.js';

/** The operations of one amendment in one language, all on the same version. `key` tells it from others, as its label. */
export interface Amending {
  readonly key: string;
  readonly operations: readonly Operation[];
}

/**
 * How two amendments meet at a clause. One cannot be made beside the other: `same_words` (they change the same words),
 * `same_clause` (one writes anew what the other changes), `deleted_clause` (one deletes what the other changes, moves or
 * puts something beneath), `moved_apart` (to two places), `moved_inside` (each beneath the other). Both can be made, but
 * the assembly should know: `moved_target` (one puts something behind what the other moves away), `same_place` (both put
 * something there: the amendment with the lower label comes first).
 */
export type CollisionKind =
  | 'same_words'
  | 'same_clause'
  | 'deleted_clause'
  | 'moved_apart'
  | 'moved_inside'
  | 'moved_target'
  | 'same_place';

export interface Collision {
  readonly kind: CollisionKind;
  /** The clause at which they meet; null: the beginning of the text. */
  readonly clause: string | null;
  readonly keys: readonly [string, string];
}

/** Whether both amendments can be made. */
export const compatible = ({ kind }: Collision): boolean => kind === 'moved_target' || kind === 'same_place';

/** What an amendment did to a clause of the merged text, or to one that is gone from it. */
export interface Mark {
  readonly clause: string;
  readonly op: Operation['op'];
  readonly key: string;
}

export interface Merged {
  readonly clauses: readonly Clause[];
  readonly marks: readonly Mark[];
  /** Where amendments stand in each other's way: nothing of either was made there. */
  readonly conflicts: readonly Collision[];
}

/** An operation with whose it is. */
export interface Own {
  readonly key: string;
  readonly one: Operation;
}

const sorted = (all: readonly Amending[]): Own[] =>
  all
    .toSorted((a, b) => byName(a.key, b.key))
    .flatMap(({ key, operations: own }) => own.map((one) => ({ key, one })));

/** Where amendments meet, in the reading order of the text. Cost: pairs of operations at the same clause. */
export function collisions(base: readonly Clause[], all: readonly Amending[]): Collision[] {
  const own = sorted(all);
  const places = new Map(base.map(({ id }, place) => [id, place]));
  const place = ({ clause }: Collision): number =>
    clause === null ? -1 : (places.get(clause) ?? places.size);
  return [...meetings(own), ...circles(base, own)].toSorted((a, b) => place(a) - place(b));
}

function meetings(own: readonly Own[]): Collision[] {
  const found = new Map<string, Collision>();
  const find = (kind: CollisionKind, at: string, keys: readonly [string, string]): void => {
    const clause = at.slice(at.indexOf(' ') + 1) || null;
    found.set([kind, clause, ...keys].join(' '), { kind, clause, keys });
  };
  /** At each clause those who change it, of whom an amendment has two at most, and those who put something there. */
  const at = new Map<string, { changes: Met[]; others: Met[] }>();
  /** At each place what every amendment puts there. */
  const places = new Map<string, Map<string, Set<string>>>();
  const brought = new Set(
    own.flatMap((by) => (by.one.op === 'insert' ? [broughtBy(by, by.one.clause)] : [])),
  );
  for (const by of own) {
    for (const { key, touch } of touches(by, brought)) {
      if (touch === 'place') {
        const there = places.get(key) ?? new Map<string, Set<string>>();
        // The same move twice is one; of clauses that say the same there are two.
        const put = by.one.op === 'insert' ? broughtBy(by, by.one.clause) : JSON.stringify(by.one);
        places.set(key, there.set(by.key, (there.get(by.key) ?? new Set()).add(put)));
        continue;
      }
      const there = at.get(key) ?? { changes: [], others: [] };
      at.set(key, there);
      const mine: Met = { touch, by };
      for (const other of touch === 'change' ? [...there.changes, ...there.others] : there.changes) {
        const kind = other.by.key === by.key ? null : meet(other, mine);
        if (kind !== null) find(kind, key, [other.by.key, by.key]);
      }
      (touch === 'change' ? there.changes : there.others).push(mine);
    }
  }
  for (const [key, there] of places) {
    const all = [...there];
    all.forEach(([a, own], place) => {
      for (const [b, others] of all.slice(place + 1)) {
        const same = own.size === 1 && others.size === 1 && [...own].every((one) => others.has(one));
        if (!same) find('same_place', key, [a, b]);
      }
    });
  }
  return [...found.values()];
}

interface Met {
  readonly touch: Touch;
  readonly by: Own;
}

/** What an operation has to do with a clause: it changes it, puts something beneath it, beside it, or in one place. */
type Touch = 'change' | 'beneath' | 'beside' | 'place';

const broughtBy = ({ key }: Pick<Own, 'key'>, clause: string): string => JSON.stringify([key, clause]);

function touches({ key, one }: Own, brought: ReadonlySet<string>): { key: string; touch: Touch }[] {
  const mine = (id: string | null): boolean => id !== null && brought.has(broughtBy({ key }, id));
  const found: { key: string; touch: Touch }[] = [];
  if (one.op !== 'insert') found.push({ key: `at ${one.clause}`, touch: 'change' });
  if (one.op !== 'insert' && one.op !== 'move') return found;
  const { under, after } = one;
  if (mine(under)) return found;
  if (under !== null) found.push({ key: `at ${under}`, touch: 'beneath' });
  if (after === null) found.push({ key: `first ${under ?? ''}`, touch: 'place' });
  else if (!mine(after)) {
    found.push({ key: `at ${after}`, touch: 'beside' }, { key: `behind ${after}`, touch: 'place' });
  }
  return found;
}

/** How a change of a clause meets another, or what somebody puts beneath it or beside it. */
function meet(a: Met, b: Met): CollisionKind | null {
  const [x, y] = [a.by.one, b.by.one];
  if (a.touch === 'change' && b.touch === 'change') return changes(x, y);
  const [change, other] = a.touch === 'change' ? [x, b.touch] : [y, a.touch];
  if (other === 'beneath') return change.op === 'delete' ? 'deleted_clause' : null;
  return change.op === 'move' ? 'moved_target' : null;
}

const same = (a: Operation, b: Operation): boolean => JSON.stringify(a) === JSON.stringify(b);

/** How two changes of one clause meet; the same change twice is one. */
function changes(a: Operation, b: Operation): CollisionKind | null {
  if (same(a, b)) return null;
  if (a.op === 'delete' || b.op === 'delete') return 'deleted_clause';
  if (a.op === 'move' || b.op === 'move') return a.op === b.op ? 'moved_apart' : null;
  if (a.op !== 'words' || b.op !== 'words') return 'same_clause';
  const meets = a.edits.some((one) => b.edits.some((other) => !sameEdit(one, other) && touch(one, other)));
  return meets ? 'same_words' : null;
}

const sameEdit = (a: Edit, b: Edit): boolean =>
  a.at === b.at && a.remove === b.remove && a.insert === b.insert;
const touch = (a: Edit, b: Edit): boolean => a.at <= b.at + b.remove.length && b.at <= a.at + a.remove.length;

/**
 * Clauses that are moved beneath each other: each alone could be, both together hang on nothing. Whoever meets a clause so
 * stands above the place to which it is moved, so that only those are looked at. Cost: moves, times their depth.
 */
function circles(base: readonly Clause[], own: readonly Own[]): Collision[] {
  const homes = new Map(base.map(({ id, parent }) => [id, parent]));
  const moves = own.flatMap(({ key, one }) => (one.op === 'move' ? [{ key, ...one }] : []));
  const at = new Map<string, { place: number; move: (typeof moves)[number] }[]>();
  moves.forEach((move, place) => {
    const there = at.get(move.clause);
    if (there) there.push({ place, move });
    else at.set(move.clause, [{ place, move }]);
  });
  /** The clause itself and what it stands beneath, up to `end`. */
  const above = (id: string | null, end: string): string[] => {
    const seen = new Set<string>();
    for (let up = id; up !== null && up !== end && !seen.has(up); up = homes.get(up) ?? null) seen.add(up);
    return [...seen];
  };
  return moves.flatMap((a, i) =>
    above(a.under, a.clause).flatMap((id) =>
      (at.get(id) ?? []).flatMap(({ place, move: b }): Collision[] => {
        if (place <= i || a.key === b.key) return [];
        const parent = (one: string): string | null =>
          one === a.clause ? a.under : one === b.clause ? b.under : (homes.get(one) ?? null);
        return inCircle(a.clause, parent) && inCircle(b.clause, parent)
          ? [{ kind: 'moved_inside', clause: a.clause, keys: [a.key, b.key] }]
          : [];
      }),
    ),
  );
}

function inCircle(start: string, parent: (id: string) => string | null): boolean {
  const seen = new Set<string>();
  for (let id = parent(start); id !== null && !seen.has(id); id = parent(id)) {
    if (id === start) return true;
    seen.add(id);
  }
  return false;
}

/**
 * Makes all amendments at once; their order is irrelevant. A clause that one brings gets the id `key/id`. Where two stand
 * in each other's way nothing of either is made, and the conflict is told. `standing`: conflicts that are known from
 * elsewhere, as from another language of the same text.
 */
export function merge(
  base: readonly Clause[],
  all: readonly Amending[],
  standing: readonly Collision[] = [],
): Merged {
  const conflicts = [...standing, ...collisions(base, all).filter((one) => !compatible(one))];
  const concerned = concernedBy(conflicts);
  let own = sorted(all).filter((one) => !concerned(one));
  for (;;) {
    const done = assemble(base, own);
    if ('clauses' in done) return { ...done, conflicts: unique(conflicts) };
    // What is kept by a conflict keeps what it stands beneath, and a longer circle of moves is broken.
    const stuck = own.filter(done.stuck);
    const { key, one } = first(stuck);
    const other = stuck.find((each) => each.key !== key);
    conflicts.push({
      kind: one.op === 'delete' ? 'deleted_clause' : 'moved_inside',
      clause: one.clause,
      keys: [key, other?.key ?? key],
    });
    own = own.filter((one) => !stuck.includes(one));
  }
}

const unique = (all: readonly Collision[]): Collision[] => [
  ...new Map(all.map((one) => [[one.kind, one.clause, ...one.keys].join(' '), one])).values(),
];

/** Asks of operations whether one of these conflicts concerns them. Cost: the conflicts at the same clause. */
export function concernedBy(conflicts: readonly Collision[]): (own: Own) => boolean {
  const at = new Map<string | null, Collision[]>();
  for (const one of conflicts) {
    // A circle concerns moves wherever they are.
    const key = one.kind === 'moved_inside' ? null : one.clause;
    const there = at.get(key);
    if (there) there.push(one);
    else at.set(key, [one]);
  }
  return (own) =>
    [own.one.clause, 'under' in own.one ? own.one.under : null, null].some((key) =>
      at.get(key)?.some((one) => concerns(one, own)),
    );
}

/** Whether an operation is one of those that stand in each other's way. */
export function concerns({ kind, clause, keys }: Collision, { key, one }: Own): boolean {
  if (!keys.includes(key)) return false;
  switch (kind) {
    case 'same_words':
    case 'same_clause':
      return one.clause === clause && (one.op === 'words' || one.op === 'replace');
    case 'deleted_clause':
      return (one.clause === clause && one.op !== 'insert') || ('under' in one && one.under === clause);
    case 'moved_apart':
      return one.clause === clause && one.op === 'move';
    case 'moved_inside':
      return one.op === 'move' && (one.clause === clause || one.under !== null);
    case 'moved_target':
    case 'same_place':
      return false;
    default:
      return never(kind);
  }
}

/** The text that operations without conflicts make; else those of them that leave a clause hanging on nothing. */
function assemble(
  base: readonly Clause[],
  own: readonly Own[],
): Pick<Merged, 'clauses' | 'marks'> | { stuck: (one: Own) => boolean } {
  const clauses = new Map(base.map((clause) => [clause.id, clause]));
  const gone = new Set<string>();
  const placed = new Map<string, Placed & { by: string[] }>();
  const texts = new Map<string, { kind: Clause['kind']; text: string }>();
  const edits = new Map<string, Edit[]>();
  const brought = new Set(
    own.flatMap(({ key, one }) => (one.op === 'insert' ? [`${key}/${one.clause}`] : [])),
  );
  const named = (key: string, id: string): string => (brought.has(`${key}/${id}`) ? `${key}/${id}` : id);
  const marks: Mark[] = [];
  for (const { key, one } of own) {
    const clause = named(key, one.clause);
    marks.push({ clause, op: one.op, key });
    switch (one.op) {
      case 'delete':
        gone.add(clause);
        break;
      case 'words':
        edits.set(clause, [
          ...(edits.get(clause) ?? []),
          ...one.edits.filter((edit) => !edits.get(clause)?.some((other) => sameEdit(edit, other))),
        ]);
        break;
      case 'replace':
        texts.set(clause, { kind: one.kind, text: one.text });
        break;
      case 'insert':
      case 'move': {
        const { under, after } = one;
        const there = placed.get(clause);
        if (there) there.by.push(key);
        else {
          placed.set(clause, {
            id: clause,
            under: under === null ? null : named(key, under),
            after: after === null ? null : named(key, after),
            by: [key],
          });
        }
        if (one.op === 'insert')
          clauses.set(clause, { id: clause, kind: one.kind, parent: under, text: one.text });
        break;
      }
      default:
        return never(one);
    }
  }
  const children = childrenOf(base);
  const order = arrange({
    base: children,
    gone,
    placed: anchored([...placed.values()], { base, children, clauses }),
  });
  if (!order.ok) throw new Error(`${order.refusal.code} in a merge`);
  const lost = [...clauses.keys()].find((id) => !gone.has(id) && !order.value.has(id));
  if (lost !== undefined) {
    const above = new Set<string>();
    for (let id: string | null = lost; id !== null && !above.has(id);) {
      above.add(id);
      id = parentOf(id, { clauses, placed });
    }
    const buried = [...above].find((id) => gone.has(id));
    return {
      stuck: ({ key, one }) =>
        buried === undefined
          ? one.op === 'move' && above.has(one.clause)
          : one.op === 'delete' && named(key, one.clause) === buried,
    };
  }
  return {
    clauses: [...order.value].map(([id, parent]) => {
      const { kind, text } = must(texts.get(id) ?? clauses.get(id), 'clause of the merged text');
      const edited = editText(text, edits.get(id) ?? []);
      if (!edited.ok) throw new Error(`${edited.refusal.code} in a merge`);
      return { id, kind, parent, text: edited.value };
    }),
    marks,
  };
}

/**
 * A neighbour that a conflict kept from its place is no neighbour: then the last one that stays is. One that moves too may be
 * on its way behind this very clause.
 */
function anchored(
  placed: readonly Placed[],
  {
    base,
    children,
    clauses,
  }: {
    base: readonly Clause[];
    children: ReadonlyMap<string | null, readonly string[]>;
    clauses: ReadonlyMap<string, Clause>;
  },
): Placed[] {
  const homes = new Map(base.map(({ id, parent }) => [id, parent]));
  const put = new Map(placed.map((one) => [one.id, one]));
  return placed.map((one) => {
    const { under, after } = one;
    const there = under === null || clauses.has(under) ? under : null;
    const beside = after === null ? undefined : put.get(after);
    const together = beside?.under === under && beside.by.some((key) => one.by.includes(key));
    if (after === null || together || homes.get(after) === there) return { ...one, under: there };
    return {
      ...one,
      under: there,
      after: children.get(there)?.findLast((id) => id !== one.id && !put.has(id)) ?? null,
    };
  });
}

/**
 * Gives the clauses that amendments brought the next ids `c<n>` of the instrument, in reading order (`used`: the highest so
 * far). `renamed`: new id by the id that it had.
 */
export function numbered(
  clauses: readonly Clause[],
  used: number,
): { clauses: Clause[]; renamed: ReadonlyMap<string, string> } {
  let next = used;
  const renamed = new Map(
    clauses.filter(({ id }) => !/^c\d+$/.test(id)).map(({ id }) => [id, `c${++next}`] as const),
  );
  const name = (id: string): string => renamed.get(id) ?? id;
  return {
    clauses: clauses.map((clause) => ({
      ...clause,
      id: name(clause.id),
      parent: clause.parent === null ? null : name(clause.parent),
    })),
    renamed,
  };
}

/**
 * An amendment to version `from` carried forward to version `to`, where what it concerns did not change. Refusal:
 * `amendment.outdated` {clauses}: these did, and its mover has to say what is meant now.
 */
export function carried(
  own: readonly Operation[],
  { from, to }: { from: readonly Clause[]; to: readonly Clause[] },
): Result<readonly Operation[]> {
  const [before, after] = [
    new Map(from.map((one) => [one.id, one])),
    new Map(to.map((one) => [one.id, one])),
  ];
  const brought = new Set(own.flatMap((one) => (one.op === 'insert' ? [one.clause] : [])));
  const moved = new Map(own.flatMap((one) => (one.op === 'move' ? [[one.clause, one.under]] : [])));
  const outdated = new Set<string>();
  for (const one of own) {
    const { clause } = one;
    if (one.op === 'insert' ? after.has(clause) : !unchanged(before.get(clause), after.get(clause)))
      outdated.add(clause);
    if (one.op !== 'insert' && one.op !== 'move') continue;
    const { under, after: beside } = one;
    if (under !== null && !brought.has(under) && !after.has(under)) outdated.add(under);
    if (beside === null || brought.has(beside) || moved.get(beside) === under) continue;
    if (after.get(beside)?.parent !== under || before.get(beside)?.parent !== under) outdated.add(beside);
  }
  if (outdated.size > 0) return refuse('amendment.outdated', { clauses: [...outdated] });
  const fits = applied(to, own);
  if (fits.ok) return ok(own);
  const { clause, id } = fits.refusal.facts;
  return refuse('amendment.outdated', { clauses: [String(clause ?? id ?? '')] });
}

const unchanged = (a: Clause | undefined, b: Clause | undefined): boolean =>
  a !== undefined && a.kind === b?.kind && a.text === b.text;

/**
 * An amendment as an adopted amendment to it changes it: operations on the same version as before. `further` are on the text
 * that `own` makes. Refusals as of `applied`.
 */
export function amendedAmendment(
  base: readonly Clause[],
  { own, further }: { own: readonly Operation[]; further: readonly Operation[] },
): Result<readonly Operation[]> {
  const once = applied(base, own);
  if (!once.ok) return once;
  const second = applied(once.value, further);
  return second.ok ? ok(operations(base, second.value)) : second;
}
