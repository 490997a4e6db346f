import { In, IsNull, type EntityManager } from 'typeorm';
import { assemblyOf, type Context } from '../basics/event.js';
import type { Titles } from '../basics/fields.js';
import { must } from '../basics/must.js';
import {
  inOrder,
  isHidden,
  isOpen,
  numbersOf,
  plannedFor,
  type Agenda,
  type Item,
  type ItemMatter,
} from './agenda.js';
import type { AssembliesEvent, ItemView } from './assemblies.contract.js';
import { ItemRow, ItemTakingRow, PaperRow } from './assemblies.tables.js';

type Tx = EntityManager;

export type ItemEvent = Extract<AssembliesEvent, { type: `item.${string}` }>;

export type StoredItem = Item & ItemMatter & { readonly reason: string | null };

export async function writeItem(tx: Tx, event: ItemEvent, context: Context): Promise<void> {
  const assembly = assemblyOf(event);
  const { item } = event.data;
  const endTaking = (): Promise<unknown> =>
    tx.update(ItemTakingRow, { item, endedAt: IsNull() }, { endedAt: new Date(context.at) });
  switch (event.type) {
    case 'item.added': {
      const { parent = null, titles, kind = null, minutes = null, internal } = event.data;
      await tx.insert(ItemRow, {
        ...{ id: item, assembly, parent, place: await placeBefore(tx, { assembly, parent, before: null }) },
        ...{ titles, kind, minutes, internal, presenter: event.personal?.['presenter'] ?? null },
        ...{ state: 'planned' as const, reason: null },
      });
      return;
    }
    case 'item.changed': {
      const { item: id, ...matter } = event.data;
      await tx.update(ItemRow, id, { ...matter, presenter: event.personal?.['presenter'] ?? null });
      return;
    }
    case 'item.moved': {
      const { parent, before } = event.data;
      const place = await placeBefore(tx, { assembly, parent, before });
      await tx.update(ItemRow, item, { parent, place });
      return;
    }
    case 'item.withdrawn':
      await tx.update(ItemRow, item, { state: 'withdrawn', reason: event.data.reason });
      return;
    case 'item.taken_up':
      await tx.update(ItemRow, item, { state: 'current' });
      await tx.insert(ItemTakingRow, {
        ...{ id: context.id(), item, startedAt: new Date(context.at), endedAt: null },
      });
      return;
    case 'item.left':
      await tx.update(ItemRow, item, { state: 'planned' });
      await endTaking();
      return;
    case 'item.dealt_with':
      await tx.update(ItemRow, item, { state: 'dealt_with' });
      await endTaking();
      return;
  }
}

/** The place before a sibling, who makes room with those after it; without one, after the last. */
async function placeBefore(
  tx: Tx,
  { assembly, parent, before }: { assembly: string; parent: string | null; before: string | null },
): Promise<number> {
  const siblings = { assembly, parent: parent ?? IsNull() };
  if (before === null) return ((await tx.maximum(ItemRow, 'place', siblings)) ?? 0) + 1;
  const { place } = must(await tx.findOneBy(ItemRow, { id: before }), 'item of the agenda');
  await tx.query(
    `UPDATE agenda_item SET place = place + 1
     WHERE assembly = $1 AND parent IS NOT DISTINCT FROM $2 AND place >= $3`,
    [assembly, parent, place],
  );
  return place;
}

/** The whole agenda in its order, whoever may see it. */
export async function agendaOf(tx: Tx, assembly: string): Promise<Agenda<StoredItem>> {
  const rows = await tx.find(ItemRow, { where: { assembly }, order: { place: 'ASC', id: 'ASC' } });
  const takings = await tx.find(ItemTakingRow, {
    where: { item: In(rows.map(({ id }) => id)) },
    order: { startedAt: 'ASC', id: 'ASC' },
  });
  const items = rows.map(({ id, parent, titles, kind, minutes, presenter, internal, state, reason }) => ({
    ...{ id, parent, titles: titles as Titles, kind, minutes, presenter, internal, state, reason },
    taken: takings
      .filter(({ item }) => item === id)
      .map(({ startedAt, endedAt }) => ({
        from: startedAt.toISOString(),
        until: endedAt?.toISOString() ?? null,
      })),
  }));
  return { assembly, items: inOrder(items) };
}

/** Whether an agenda item is one of this assembly's that was not withdrawn. */
export const hasItem = (tx: Tx, assembly: string, item: string): Promise<boolean> =>
  tx.existsBy(ItemRow, { id: item, assembly, state: In(['planned', 'current', 'dealt_with']) });

/** The agenda for a reader. `inside`: the reader holds an office here and sees internal items too. */
export async function itemViews(tx: Tx, assembly: string, inside: boolean): Promise<ItemView[]> {
  const { items } = await agendaOf(tx, assembly);
  const numbers = numbersOf(items);
  const papers = await tx.find(PaperRow, {
    where: { item: In(items.map(({ id }) => id)) },
    order: { id: 'ASC' },
  });
  const views: ItemView[] = [];
  let unseen: number | null = 0;
  for (const item of items) {
    if (!inside && isHidden(items, item.id)) {
      const own = isOpen(items, item) ? plannedFor(items, item) : 0;
      unseen = own === null || unseen === null ? null : unseen + own / 60_000;
      continue;
    }
    views.push({
      ...{
        ...item,
        taken: [...item.taken],
        number: must(numbers.get(item.id), 'number of the item'),
        unseen,
      },
      papers: papers
        .filter((paper) => paper.item === item.id)
        .map(({ withdrawnBecause: withdrawn, ...paper }) => ({ ...paper, withdrawn })),
    });
    unseen = 0;
  }
  return views;
}
