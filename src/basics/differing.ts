import { canonical, type Json } from './canonical.js';

const isSame = (a: unknown, b: unknown): boolean => canonical(a as Json) === canonical(b as Json);

/** What is said otherwise, with what was before; what is left out stays. Null: nothing is. */
export function differing<T extends object>(
  said: { readonly [K in keyof T]?: T[K] | undefined },
  was: T,
): { facts: Partial<T>; was: Partial<T> } | null {
  const facts: Partial<T> = {};
  const before: Partial<T> = {};
  for (const key of Object.keys(said) as (keyof T)[]) {
    const after = said[key];
    if (after === undefined || isSame(after, was[key])) continue;
    facts[key] = after;
    before[key] = was[key];
  }
  return Object.keys(facts).length === 0 ? null : { facts, was: before };
}
