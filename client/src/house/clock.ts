import { useSyncExternalStore } from 'react';

/** Milliseconds that the house's clock is ahead of this device's, from the answer that travelled shortest. */
let ahead = 0;
let shortest = Infinity;

/**
 * Sets the clock by an answer that tells the house's time (`now`, ISO 8601); `sent` and `received` are this device's
 * milliseconds around it. The error is at most half of the way there and back, so the shortest way counts (Cristian 1989).
 */
export function setClock(now: string, { sent, received }: { sent: number; received: number }): void {
  const way = received - sent;
  if (way > shortest) return;
  shortest = way;
  ahead = Date.parse(now) - (sent + received) / 2;
}

/** The house's time in milliseconds since 1970, as well as this device knows it. */
export const houseTime = (): number => Date.now() + ahead;

function ticks(tick: () => void): () => void {
  const timer = setInterval(tick, 250);
  return () => clearInterval(timer);
}
const stands = () => () => undefined;

/** What `read` makes of the house's time. It is read four times a second while it `runs`; only what has changed is drawn anew. */
export function useHouseTime<T extends number | boolean | null>(read: (now: number) => T, runs: boolean): T {
  return useSyncExternalStore(runs ? ticks : stands, () => read(houseTime()));
}
