import type { Context } from '../basics/event.js';
import type { Titles } from '../basics/fields.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { must } from '../basics/must.js';
import type { AssembliesEvent, ItemKind, ItemState } from './assemblies.contract.js';

/** The agenda is a tree of items at most this deep. */
export const AGENDA_DEPTH = 4;

/** What has a place in the tree; `parent` null: at the top. */
export interface Branch {
  readonly id: string;
  readonly parent: string | null;
}

/** From one taking up to the next leaving; `until` null: it is the current item. */
export interface Taking {
  readonly from: string;
  readonly until: string | null;
}

/** An item as decisions and the timetable see it. */
export interface Item extends Branch {
  readonly state: ItemState;
  /** Planned; null: not planned. Of an item with others under it: its introduction alone. */
  readonly minutes: number | null;
  readonly internal: boolean;
  readonly taken: readonly Taking[];
}

/** Every item before what is under it, from items whose siblings stand in order. What hangs on nothing is left out. */
export function inOrder<T extends Branch>(items: readonly T[]): T[] {
  const under = new Map<string | null, T[]>();
  for (const item of items) {
    const siblings = under.get(item.parent);
    if (siblings) siblings.push(item);
    else under.set(item.parent, [item]);
  }
  const from = (parent: string | null): T[] =>
    (under.get(parent) ?? []).flatMap((item) => [item, ...from(item.id)]);
  return from(null);
}

/**
 * The numbers of all items (`2`, `2.1`, `2.1.3`), by id. Items that were withdrawn keep theirs, so that nobody's papers
 * name another item from one day to the next.
 */
export function numbersOf(items: readonly Branch[]): Map<string, string> {
  const numbers = new Map<string, string>();
  const counted = new Map<string | null, number>();
  for (const { id, parent } of inOrder(items)) {
    const next = (counted.get(parent) ?? 0) + 1;
    counted.set(parent, next);
    numbers.set(
      id,
      parent === null ? `${next}` : `${must(numbers.get(parent), 'number of the item')}.${next}`,
    );
  }
  return numbers;
}

/** The item and whatever is under it, in order. */
export function subtreeOf<T extends Branch>(items: readonly T[], id: string): T[] {
  const inside = new Set([id]);
  return inOrder(items).filter((item) => {
    if (item.parent !== null && inside.has(item.parent)) inside.add(item.id);
    return inside.has(item.id);
  });
}

/** The item and whatever it is under, from the item up. */
export function pathOf<T extends Branch>(items: readonly T[], id: string | null): T[] {
  const item = items.find((one) => one.id === id);
  return item ? [item, ...pathOf(items, item.parent)] : [];
}

/** Whether readers without an office here do not see it: it is internal, or under what is. */
export const isHidden = (items: readonly Item[], id: string): boolean =>
  pathOf(items, id).some(({ internal }) => internal);

/** How far below `id` its subtree goes; 1: nothing is under it. */
const heightOf = (items: readonly Branch[], id: string): number =>
  Math.max(...subtreeOf(items, id).map((one) => pathOf(items, one.id).length)) - pathOf(items, id).length + 1;

/** The items under one that were not withdrawn. An item that has such is a heading. */
export const liveUnder = <T extends Item>(items: readonly T[], id: string): T[] =>
  items.filter(({ parent, state }) => parent === id && state !== 'withdrawn');

/** How an item stands for the reader: a heading is dealt with when everything under it is. */
export function standingOf(items: readonly Item[], item: Item): ItemState {
  const under = liveUnder(items, item.id);
  if (under.length === 0 || item.state === 'withdrawn' || item.state === 'current') return item.state;
  return under.every((one) => standingOf(items, one) === 'dealt_with') ? 'dealt_with' : 'planned';
}

export const isOpen = (items: readonly Item[], item: Item): boolean =>
  ['planned', 'current'].includes(standingOf(items, item));

export const currentOf = <T extends Item>(items: readonly T[]): T | null =>
  items.find(({ state }) => state === 'current') ?? null;

/** A heading without an introduction: it is not taken up by itself. */
const isBare = (items: readonly Item[], { id, minutes }: Item): boolean =>
  minutes === null && liveUnder(items, id).length > 0;

/**
 * What is still to be dealt with, in the order in which it comes: the current item, then those not taken up yet in the
 * agenda's order, then those that were left.
 */
export function inTurn<T extends Item>(items: readonly T[]): T[] {
  const rank = ({ state, taken }: T): number => (state === 'current' ? 0 : taken.length === 0 ? 1 : 2);
  return inOrder(items)
    .filter((item) => item.state !== 'dealt_with' && isOpen(items, item))
    .toSorted((a, b) => rank(a) - rank(b));
}

/** What is taken up next; null: nothing is left. */
export const nextItem = <T extends Item>(items: readonly T[]): T | null =>
  inTurn(items).find((item) => item.state !== 'current' && !isBare(items, item)) ?? null;

/** Milliseconds that an item itself is planned for; null: not planned. */
export const plannedFor = (items: readonly Item[], item: Item): number | null =>
  isBare(items, item) ? 0 : item.minutes === null ? null : item.minutes * 60_000;

/** The agenda, as acts on it find it; siblings in their order. */
export interface Agenda<T extends Item = Item> {
  readonly assembly: string;
  readonly items: readonly T[];
}

/** What is said of an item. `kind` null: nobody said. */
export interface ItemMatter {
  readonly titles: Titles;
  readonly kind: ItemKind | null;
  readonly minutes: number | null;
  readonly presenter: string | null;
  readonly internal: boolean;
}

/** Whether something `height` deep can hang on `parent`. Refusals: `item.unknown`, `item.too_deep` {depth}, `item.wrong_state`. */
function mayHang({ items }: Agenda, parent: string | null, height: number): Result<null> {
  const path = pathOf(items, parent);
  if (parent !== null && path.length === 0) return refuse('item.unknown');
  if (path[0]?.state === 'withdrawn') return wrongState(items, path[0]);
  if (path.length + height > AGENDA_DEPTH) return refuse('item.too_deep', { depth: AGENDA_DEPTH });
  return ok(null);
}

const wrongState = (items: readonly Item[], { id, state }: Item): Result<never> =>
  refuse('item.wrong_state', { number: must(numbersOf(items).get(id), 'number of the item'), state });

/** The presenter is a person's name: it is personal, and the record keeps a commitment. */
export const itemAdded = (
  assembly: string,
  {
    item,
    parent,
    presenter,
    ...matter
  }: ItemMatter & { readonly item: string; readonly parent: string | null },
): AssembliesEvent => ({
  type: 'item.added',
  subject: { assembly },
  data: { item, parent, ...matter },
  personal: { presenter },
});

const matterOf = ({ titles, kind, minutes, presenter, internal }: ItemMatter): ItemMatter => ({
  ...{ titles, kind, minutes, presenter, internal },
});

/** Adds an item as the last under its parent. Refusals: as `mayHang`. */
export function addItem(
  agenda: Agenda,
  command: ItemMatter & { readonly parent: string | null },
  context: Context,
): Result<AssembliesEvent[]> {
  const { parent } = command;
  const hangs = mayHang(agenda, parent, 1);
  if (!hangs.ok) return hangs;
  return ok([itemAdded(agenda.assembly, { item: context.id(), parent, ...matterOf(command) })]);
}

/** Passes on the item that is acted upon. Refusal: `not_found`. */
function onItem<T extends Item>(
  { items }: Agenda<T>,
  id: string,
  decide: (item: T) => Result<AssembliesEvent[]>,
): Result<AssembliesEvent[]> {
  const item = items.find((one) => one.id === id);
  return item ? decide(item) : refuse('not_found');
}

/** Changes what is said of an item. Refusals: `not_found`, `item.wrong_state` {number, state} (it was withdrawn). */
export const changeItem = (
  agenda: Agenda,
  command: ItemMatter & { readonly item: string },
): Result<AssembliesEvent[]> =>
  onItem(agenda, command.item, (item) => {
    if (item.state === 'withdrawn') return wrongState(agenda.items, item);
    const { presenter, ...matter } = matterOf(command);
    return ok([
      {
        type: 'item.changed',
        subject: { assembly: agenda.assembly },
        data: { item: item.id, ...matter },
        personal: { presenter },
      },
    ]);
  });

/**
 * Moves an item, with what is under it, before another (`before` null: to the end) under a parent. Refusals: `not_found`,
 * `item.wrong_state` {number, state}, `item.into_itself`, `item.unknown`, `item.too_deep` {depth}, `item.not_sibling`
 * (`before` does not stand there).
 */
export const moveItem = (
  agenda: Agenda,
  {
    item: id,
    parent,
    before,
  }: { readonly item: string; readonly parent: string | null; readonly before: string | null },
): Result<AssembliesEvent[]> =>
  onItem(agenda, id, (item) => {
    const { assembly, items } = agenda;
    if (item.state === 'withdrawn') return wrongState(items, item);
    if (before === id || subtreeOf(items, id).some((one) => one.id === parent)) {
      return refuse('item.into_itself');
    }
    const hangs = mayHang(agenda, parent, heightOf(items, id));
    if (!hangs.ok) return hangs;
    if (before !== null && !items.some((one) => one.id === before && one.parent === parent)) {
      return refuse('item.not_sibling');
    }
    return ok([{ type: 'item.moved', subject: { assembly }, data: { item: id, parent, before } }]);
  });

/**
 * Withdraws an item with whatever is still planned under it: a heading without its items would leave them hanging. They
 * all keep their numbers, their papers and the reason; what was dealt with stays so. `motions`: the labels of motions that
 * are not over, by item. Refusals: `not_found`, `item.wrong_state` {number, state} (dealt with, current or withdrawn;
 * also when something under it is current), `item.motions_pending` {labels}.
 */
export const withdrawItem = (
  agenda: Agenda & { readonly motions: ReadonlyMap<string, readonly string[]> },
  { item: id, reason }: { readonly item: string; readonly reason: string },
): Result<AssembliesEvent[]> =>
  onItem(agenda, id, (item) => {
    const { assembly, items, motions } = agenda;
    const within = subtreeOf(items, id);
    const held = item.state === 'planned' ? currentOf(within) : item;
    if (held) return wrongState(items, held);
    const withdrawn = within.filter(({ state }) => state === 'planned');
    const labels = withdrawn.flatMap((one) => motions.get(one.id) ?? []);
    if (labels.length > 0) return refuse('item.motions_pending', { labels });
    return ok(
      withdrawn.map((one) => ({
        type: 'item.withdrawn',
        subject: { assembly },
        data: { item: one.id, reason },
      })),
    );
  });

const itemEvent = (
  { assembly, items }: Agenda,
  type: 'item.taken_up' | 'item.left' | 'item.dealt_with',
  item: string,
): AssembliesEvent => ({ type, subject: { assembly }, data: { item, internal: isHidden(items, item) } });

/**
 * Takes an item up. What becomes of the one that is current is said by `current`; a heading that is gone into is dealt
 * with, as far as its introduction goes. What was dealt with can be taken up again. Refusals: `not_found`,
 * `item.wrong_state` {number, state} (withdrawn or current), `sitting.none_open`.
 */
export const takeUp = (
  agenda: Agenda & { readonly sittingOpen: boolean },
  { item: id, current: then }: { readonly item: string; readonly current: 'dealt_with' | 'left' },
): Result<AssembliesEvent[]> =>
  onItem(agenda, id, (item) => {
    const { items, sittingOpen } = agenda;
    if (item.state === 'withdrawn' || item.state === 'current') return wrongState(items, item);
    if (!sittingOpen) return refuse('sitting.none_open');
    const current = currentOf(items);
    const within = current !== null && subtreeOf(items, current.id).includes(item);
    return ok([
      ...(current ? [itemEvent(agenda, within ? 'item.dealt_with' : `item.${then}`, current.id)] : []),
      itemEvent(agenda, 'item.taken_up', id),
    ]);
  });

/** Ends the current item: it is dealt with, or left to come back to it. Refusals: `not_found`, `item.wrong_state` {number, state}. */
export const endItem = (
  agenda: Agenda,
  { item: id }: { readonly item: string },
  as: 'dealt_with' | 'left',
): Result<AssembliesEvent[]> =>
  onItem(agenda, id, (item) =>
    item.state === 'current' ? ok([itemEvent(agenda, `item.${as}`, id)]) : wrongState(agenda.items, item),
  );

/** With the sitting the current item is left: it goes on in another. */
export function leaveWithSitting(agenda: Agenda): AssembliesEvent[] {
  const current = currentOf(agenda.items);
  return current ? [itemEvent(agenda, 'item.left', current.id)] : [];
}

/** An event of an item as the news tell it, with its moment. */
export interface ItemTold {
  readonly type: string;
  readonly data: object;
  readonly at: string;
}

/** The items after an event that takes one up or ends it, the same in the client as the tables load. Anything else changes nothing. */
export function evolveItems<T extends Item>(items: readonly T[], { type, data, at }: ItemTold): T[] {
  const { item: id } = data as { readonly item?: string };
  const ended = (one: T): Taking[] =>
    one.taken.map((own) => (own.until === null ? { ...own, until: at } : own));
  const change = (of: (one: T) => Partial<Item>): T[] =>
    items.map((one) => (one.id === id ? { ...one, ...of(one) } : one));
  switch (type) {
    case 'item.taken_up':
      return change(({ taken }) => ({ state: 'current', taken: [...taken, { from: at, until: null }] }));
    case 'item.left':
      return change((one) => ({ state: 'planned', taken: ended(one) }));
    case 'item.dealt_with':
      return change((one) => ({ state: 'dealt_with', taken: ended(one) }));
    default:
      return [...items];
  }
}

/** Where an item goes by one move; null: it cannot. */
export interface Move {
  readonly parent: string | null;
  readonly before: string | null;
}

/**
 * The moves that an item can make: before or after its neighbour, in under the one before it, out after its parent. Items in
 * their order.
 */
export function movesOf(
  items: readonly Item[],
  { id, parent, state }: Item,
): Readonly<Record<'up' | 'down' | 'in' | 'out', Move | null>> {
  const under = (one: string | null): Item[] => items.filter((sibling) => sibling.parent === one);
  const after = (one: string | null, of: string, by = 1): string | null => {
    const siblings = under(one);
    return siblings[siblings.findIndex((sibling) => sibling.id === of) + by]?.id ?? null;
  };
  const before = under(parent)[under(parent).findIndex((sibling) => sibling.id === id) - 1];
  const next = after(parent, id);
  const above = items.find((one) => one.id === parent);
  const open = (one: string | null): boolean => items.find(({ id }) => id === one)?.state !== 'withdrawn';
  const fits = pathOf(items, id).length + heightOf(items, id) <= AGENDA_DEPTH;
  if (state === 'withdrawn') return { up: null, down: null, in: null, out: null };
  return {
    up: before && open(parent) ? { parent, before: before.id } : null,
    down: next !== null && open(parent) ? { parent, before: after(parent, id, 2) } : null,
    in: before && open(before.id) && fits ? { parent: before.id, before: null } : null,
    out: above && open(above.parent) ? { parent: above.parent, before: after(above.parent, above.id) } : null,
  };
}
