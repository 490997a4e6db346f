import type { EntityManager } from 'typeorm';
import type { Context, Event } from '../basics/event.js';
import type { Act, Place } from '../access/access.js';
import type { Entry } from '../log/entry.js';

/** Personal values of an entry that are still there, by field. */
export type Personal = Readonly<Record<string, string>>;

/** An entry with its number in the record. */
export interface Numbered extends Entry {
  readonly number: number;
}

/** News for one person; `assembly` null: wherever they are. */
export interface Own {
  readonly person: string;
  readonly assembly: string | null;
  readonly number: number;
  readonly at: string;
  readonly type: string;
  readonly data: Entry['data'];
}

/**
 * What a room hands to the house. `write` puts its events into its tables; `news` says what the audience of an assembly
 * may see of an event and of its personal values (null: nothing); `constraints` turns the name of a violated constraint into a refusal's code.
 */
export interface Room {
  readonly name: string;
  /** The nouns that begin the types of the room's events. */
  readonly nouns: readonly string[];
  readonly write: (tx: EntityManager, events: readonly Event[], context: Context) => Promise<void>;
  readonly news: (entry: Entry, personal: Personal) => Entry['data'] | null;
  /**
   * What is told of entries that are not told one by one (ballots): the tally of each subject (`poll:ID`) as it stands,
   * with its assembly. The record keeps such entries' content back; see `entriesSince`.
   */
  readonly tally?: (
    tx: EntityManager,
    ids: readonly string[],
  ) => Promise<
    readonly {
      readonly id: string;
      readonly assembly: string;
      readonly type: string;
      readonly data: Entry['data'];
    }[]
  >;
  /** What one person alone is told of entries that change what they are here: present, speaking for a member, in office. */
  readonly own?: (tx: EntityManager, entries: readonly Numbered[]) => Promise<readonly Own[]>;
  readonly constraints: Readonly<Record<string, string>>;
  /** Places that the public may not look into, where the room has such: the record withholds what happened there. */
  readonly closed?: (tx: EntityManager) => Promise<readonly Place[]>;
  /**
   * What only those with an office at its place may see, by id, where the room has such: the record withholds from others
   * what happened to it, and they hear nothing of it.
   */
  readonly hidden?: (tx: EntityManager) => Promise<readonly Hidden[]>;
}

export interface Hidden {
  readonly id: string;
  readonly place: Place;
  /** Where not every office sees it: the act that somebody must be allowed there. */
  readonly act?: Act;
}

/** What somebody may not see. */
export interface Unseen {
  /** Assemblies that are closed to them. */
  readonly closed: ReadonlySet<string>;
  /** Ids of items, motions and whatever else the rooms hide. */
  readonly hidden: ReadonlySet<string>;
}

/** All that is hidden from somebody, in all rooms. */
export async function hiddenIds(
  tx: EntityManager,
  rooms: readonly Room[],
  isInside: (place: Place, act?: Act) => boolean = () => false,
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (const room of rooms)
    for (const { id, place, act } of (await room.hidden?.(tx)) ?? []) if (!isInside(place, act)) ids.add(id);
  return ids;
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
