import { inOrder, inTurn, plannedFor, standingOf, subtreeOf, type Item } from './agenda.js';

/** A sitting as far as the timetable goes by it; moments are RFC 3339, null where nobody said. */
export interface TimedSitting {
  readonly number: number;
  readonly state: 'planned' | 'open' | 'closed' | 'cancelled';
  readonly plannedFrom: string | null;
  readonly plannedUntil: string | null;
  readonly openedAt: string | null;
}

/** `unseen`: minutes of what stands before the item, is not over and is not shown to the reader; null: not planned. */
export interface TimedItem extends Item {
  readonly unseen: number | null;
}

/** The times of an item. An item that was withdrawn has none. */
export interface Times {
  /** The start by the plan alone, as if nothing had been taken up yet; null: not known. */
  readonly planned: string | null;
  /** When it was taken up first (of a heading: the first under it); null: not yet. */
  readonly began: string | null;
  /** The start of what is to come, as things stand; null: not known, or it is the current item or over. */
  readonly expected: string | null;
  /** Why no start is expected: an item before it has no `minutes`, or the `sittings` have no time left or none is known. */
  readonly why: 'minutes' | 'sittings' | null;
  /** Milliseconds that it itself has taken so far. */
  readonly spent: number;
}

/** A stretch of time in milliseconds since the epoch. `from` null: not known; `until` null: as long as it takes. */
interface Span {
  readonly from: number | null;
  readonly until: number | null;
}

interface Share {
  readonly id: string;
  /** Milliseconds; null: not planned. */
  readonly ms: number | null;
  readonly before: number | null;
}

interface Start {
  readonly at: number | null;
  readonly why: 'minutes' | 'sittings' | null;
}

/**
 * Fills the spans with shares, one after the other: what a span has no room for goes on in the next. After a share whose
 * length nobody knows no start is known.
 */
function fill(spans: readonly Span[], shares: readonly Share[]): Map<string, Start> {
  let place = 0;
  let cursor = spans[0]?.from ?? null;
  let why: Start['why'] = cursor === null ? 'sittings' : null;
  const stop = (reason: Start['why']): void => {
    cursor = null;
    why = reason;
  };
  const room = (from: number): number => (spans[place]?.until ?? Infinity) - from;
  const settle = (): void => {
    while (cursor !== null && room(cursor) <= 0) {
      const next = spans[++place]?.from ?? null;
      if (next === null) stop('sittings');
      else cursor = Math.max(cursor, next);
    }
  };
  const spend = (ms: number | null): void => {
    if (ms === null && cursor !== null) stop('minutes');
    for (let left = ms ?? 0; left > 0 && cursor !== null; settle()) {
      const part = Math.min(left, room(cursor));
      cursor += Math.max(0, part);
      left -= Math.max(0, part);
    }
  };
  const starts = new Map<string, Start>();
  settle();
  for (const { id, ms, before } of shares) {
    spend(before);
    settle();
    starts.set(id, { at: cursor, why });
    spend(ms);
  }
  return starts;
}

const MINUTE = 60_000;
const ms = (moment: string | null): number | null => (moment === null ? null : Date.parse(moment));
const text = (moment: number | null | undefined): string | null =>
  moment === null || moment === undefined ? null : new Date(moment).toISOString();

/** Milliseconds that an item itself has taken until `at`. */
export const spentOn = ({ taken }: Pick<Item, 'taken'>, at: string): number =>
  taken.reduce((sum, one) => sum + Math.max(0, Date.parse(one.until ?? at) - Date.parse(one.from)), 0);

/**
 * The timetable at the moment `at`, by item. By the plan all items follow each other in the sittings' planned times, where
 * a sitting without an end lasts as long as its items. As things stand, what is left follows in turn (`inTurn`) from `at`
 * on, in the open sitting, then in those that are still planned and not past; the last one goes on beyond its end while it
 * is open. An item that was taken up needs what its minutes have left.
 */
export function timetable(
  { sittings, items }: { readonly sittings: readonly TimedSitting[]; readonly items: readonly TimedItem[] },
  at: string,
): Map<string, Times> {
  const ordered = sittings
    .filter(({ state }) => state !== 'cancelled')
    .toSorted((a, b) => a.number - b.number);
  const now = Date.parse(at);
  const plan = ordered.map((one): Span => ({
    from: ms(one.plannedFrom ?? one.openedAt),
    until: ms(one.plannedUntil),
  }));
  const over = (span: Span): boolean => span.until !== null && span.until <= now;
  const ahead = ordered
    .filter(({ state }) => state === 'planned')
    .map((one): Span => ({ from: ms(one.plannedFrom), until: ms(one.plannedUntil) }))
    .filter((span) => !over(span));
  const open = ordered
    .filter(({ state }) => state === 'open')
    .map(({ plannedUntil }): Span => ({ from: now, until: ms(plannedUntil) }))
    .map((span) => (over(span) && ahead.length === 0 ? { ...span, until: null } : span));
  const unseen = ({ unseen: minutes }: TimedItem): number | null => minutes && minutes * MINUTE;
  const shares = inOrder(items).filter(({ state }) => state !== 'withdrawn');
  const planned = fill(
    plan,
    shares.map((one) => ({ id: one.id, ms: plannedFor(items, one), before: unseen(one) })),
  );
  const expected = fill(
    [...open, ...ahead],
    inTurn(items).map((one) => {
      const all = plannedFor(items, one);
      const left = all && Math.max(0, all - spentOn(one, at));
      return { id: one.id, ms: left, before: one.state === 'current' ? 0 : unseen(one) };
    }),
  );
  return new Map(
    items.map((item) => {
      const began = subtreeOf(items, item.id)
        .flatMap(({ taken }) => taken.map(({ from }) => from))
        .toSorted()[0];
      const coming = standingOf(items, item) === 'planned' ? expected.get(item.id) : undefined;
      return [
        item.id,
        {
          planned: text(planned.get(item.id)?.at),
          began: began ?? null,
          expected: text(coming?.at),
          why: coming?.why ?? null,
          spent: spentOn(item, at),
        },
      ];
    }),
  );
}
