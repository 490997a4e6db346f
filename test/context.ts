import type { Context } from '../src/basics/event.js';

/** A context whose ids count up: `id-1`, `id-2`. */
export function contextAt(at: string): Context {
  let ids = 0;
  return { at, actor: { kind: 'house', name: 'test' }, id: () => `id-${++ids}` };
}
