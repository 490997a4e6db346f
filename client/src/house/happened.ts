import { useState, useSyncExternalStore } from 'react';

let count = 0;
const listeners = new Set<() => void>();

/** Something has happened of which a refusal may not know: this client did something, or heard of what others did. */
export function happened(): void {
  count++;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Whether anything has happened since this came up; `of` null: there is nothing. */
export function useHappenedSince(of: unknown): boolean {
  const now = useSyncExternalStore(subscribe, () => count);
  const [since, setSince] = useState({ of, at: now });
  if (since.of !== of) setSince({ of, at: now });
  return of !== null && since.of === of && now > since.at;
}
