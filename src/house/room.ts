import type { EntityManager } from 'typeorm';
import type { Context, Event } from '../basics/event.js';
import type { Entry } from '../record/entry.js';

/**
 * What a room hands to the house. `write` puts its events into its tables; `news` says what the audience of an assembly
 * may see of an event (null: nothing); `constraints` turns the name of a violated constraint into a refusal's code.
 */
export interface Room {
  readonly name: string;
  /** The nouns that begin the types of the room's events. */
  readonly nouns: readonly string[];
  readonly write: (tx: EntityManager, events: readonly Event[], context: Context) => Promise<void>;
  readonly news: (entry: Entry) => Entry['data'] | null;
  readonly constraints: Readonly<Record<string, string>>;
}

export const ROOMS = Symbol('rooms');

/** The nouns' rooms. Throws when two rooms claim the same noun. */
export function roomsByNoun(rooms: readonly Room[]): ReadonlyMap<string, Room> {
  const byNoun = new Map<string, Room>();
  for (const room of rooms) {
    for (const noun of room.nouns) {
      if (byNoun.has(noun)) throw new Error(`two rooms for ${noun}`);
      byNoun.set(noun, room);
    }
  }
  return byNoun;
}

export const nounOf = (type: string): string => type.slice(0, type.indexOf('.'));
