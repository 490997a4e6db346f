import { currentOf, nextItem } from '../../../src/assemblies/agenda.js';
import type { ItemView } from '../../../src/assemblies/assemblies.contract.js';

/** Items of an agenda in its order, and how many of it are left out before and after them. */
export interface AgendaShown {
  readonly items: readonly ItemView[];
  readonly before: number;
  readonly after: number;
}

/**
 * What a wall shows of an agenda: all of it, if it has no more than `most` items. Of a longer one what is under other headings than
 * the one that the assembly is at goes first, then what is far from there.
 */
export function agendaShown(items: readonly ItemView[], most: number): AgendaShown {
  if (items.length <= most) return { items, before: 0, after: 0 };
  const at = currentOf(items) ?? nextItem(items) ?? items.at(-1);
  const above = new Set<string | null>([null]);
  for (let one = at; one; one = items.find(({ id }) => id === one?.parent)) above.add(one.id);
  const near = items.filter(({ parent }) => above.has(parent));
  const place = near.findIndex((one) => one === at);
  // A third of what is there is what was before.
  const start = Math.max(0, Math.min(place - Math.floor(most / 3), near.length - most));
  const shown = near.slice(start, start + most);
  return { items: shown, before: start, after: near.length - start - shown.length };
}
