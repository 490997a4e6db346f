import { useSyncExternalStore } from 'react';
import { socket } from './socket.js';

/** Whether the house says that its database is away: by the socket to those who follow, by its answers to everybody else. */
let away = false;
const listeners = new Set<() => void>();
const returns = new Set<() => void>();

/** Without a socket the house is asked again; spread, so that a hall's phones do not ask in step. */
const ASK_MS = 3_000;
let asking: ReturnType<typeof setTimeout> | null = null;

export function sayAway(is: boolean): void {
  if (is && asking === null) asking = setTimeout(ask, ASK_MS * (0.7 + Math.random() * 0.6));
  if (away === is) return;
  away = is;
  for (const listener of listeners) listener();
  if (!is) for (const back of returns) back();
}

function ask(): void {
  asking = null;
  if (!away) return;
  void fetch('/api/health/ready', { cache: 'no-store' }).then(
    (response) => sayAway(!response.ok),
    // Nothing answers at all: that is another matter, and is said by whoever asks for something.
    () => sayAway(true),
  );
}

/** What is to be done once the house has its database again. */
export function whenBack(back: () => void): void {
  returns.add(back);
}

socket.on('house', (said: { away: boolean }) => sayAway(said.away));

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useAway = (): boolean => useSyncExternalStore(subscribe, () => away);
