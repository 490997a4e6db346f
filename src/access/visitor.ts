import type { Held } from './access.js';

/** Who stands before the house: a person with offices, nobody yet (`person` null), or the house itself. */
export interface Visitor {
  readonly person: string | null;
  readonly held: readonly Held[];
  /** Set for the house's own acts (seeds): no office is asked for. */
  readonly house?: string;
}

export const NOBODY: Visitor = { person: null, held: [] };
