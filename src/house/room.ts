import type { EntityManager } from 'typeorm';
import type { Context, Event } from '../basics/event.js';
import type { Act, Held, Place } from '../access/access.js';
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
 * What else is there are answers to what others ask of all rooms (`house/rooms.ts`): so nobody reads the tables of a later room.
 */
export interface Room {
  readonly name: string;
  /** The nouns that begin the types of the room's events. */
  readonly nouns: readonly string[];
  readonly write: (tx: EntityManager, events: readonly Event[], context: Context) => Promise<void>;
  readonly news: (entry: Entry, personal: Personal) => Entry['data'] | null;
  readonly turnout?: Turnout;
  readonly withheld?: Withheld;
  /**
   * Of entries, by their ids, those whose place was taken by a later one before anybody was told of either, where the room has
   * such: only who may do the act there is shown more than the leaf hash, also when the rest is told.
   */
  readonly replaced?: (
    tx: EntityManager,
    entries: readonly string[],
  ) => Promise<readonly (Hidden & { readonly act: Act })[]>;
  /** What one person alone is told of entries that change what they are here: present, speaking for a member, in office. */
  readonly own?: (tx: EntityManager, entries: readonly Numbered[]) => Promise<readonly Own[]>;
  readonly constraints: Readonly<Record<string, string>>;
  /** Places that the public may not look into, where the room has such: the record withholds what happened there. */
  readonly closed?: (tx: EntityManager) => Promise<readonly Place[]>;
  /**
   * What only those with an office at its place may see, by id, where the room has such: the record withholds from others
   * what happened to it, and they hear nothing of it. `earlier`: the ids of all that earlier rooms hide.
   */
  readonly hidden?: (tx: EntityManager, earlier: readonly string[]) => Promise<readonly Hidden[]>;
  /** Where a thing of one of the room's nouns is; null: there is none of this id. */
  readonly placeOf?: (tx: EntityManager, noun: string, id: string) => Promise<Place | null>;
  /** What things of one of the room's nouns are called, by id; of which there is nothing to say is left out. */
  readonly named?: (
    tx: EntityManager,
    noun: string,
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, Named>>;
  /**
   * The room's things whose names, titles or texts hold all `words`, by noun and id; at most `limit` of a noun. Who looks for them sees
   * those alone that are not hidden from them.
   */
  readonly matching?: (tx: EntityManager, asked: Asked) => Promise<readonly Match[]>;
  /** Names that everybody knows of the house, of which no password is made. */
  readonly names?: (tx: EntityManager) => Promise<readonly string[]>;
  /** The assemblies that offices reach: what sits now, then what comes next, then what is past, the latest first. */
  readonly attended?: (tx: EntityManager, held: readonly Held[]) => Promise<readonly Attended[]>;
  /** What hangs on the agenda items of an assembly and is not over, by its label. */
  readonly onItems?: (
    tx: EntityManager,
    assembly: string,
  ) => Promise<readonly { readonly item: string; readonly label: string }[]>;
  /** What stands on a member of a body, so that it cannot be struck. */
  readonly onMember?: (tx: EntityManager, member: string) => Promise<readonly StandsOn[]>;
  /** What a person has in assemblies beside offices, also where it is over. */
  readonly onPerson?: (tx: EntityManager, person: string) => Promise<readonly OnPerson[]>;
  /** How many motions an assembly has that stand, and how many of them wait for nothing before they are debated. */
  readonly tabled?: (
    tx: EntityManager,
    assembly: string,
  ) => Promise<{ readonly there: number; readonly of: number }>;
  /** The assemblies of a body, the latest first. `date` in EDTF. */
  readonly meetings?: (tx: EntityManager, body: string) => Promise<readonly Meeting[]>;
  /** How many votes are under way in the hall of an assembly, while which no sitting closes. */
  readonly votesIn?: (tx: EntityManager, assembly: string) => Promise<number>;
  /** Whether a vote on a stage is under way. */
  readonly votesOn?: (tx: EntityManager, stage: string) => Promise<boolean>;
}

/**
 * Entries that are not told one by one (ballots): of their `types` the live room hears only that they are there, and tells the
 * tally of each subject (`poll:ID`) as it stands, with its assembly.
 */
export interface Turnout {
  readonly types: readonly string[];
  readonly of: (
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
}

/** What the record keeps back until an entry of one of the types `until` comes after it on the same subject. */
export interface Withheld {
  /** Of these nobody is shown more than the leaf hash. */
  readonly whole: readonly string[];
  /** Of these the entry is shown, and nobody is given the blobs that it names. */
  readonly blobs: readonly string[];
  readonly until: readonly string[];
}

/** A vote under way, or what is valid in an assembly that is not over, by its name; an objection while silence runs. */
export type StandsOn =
  | { readonly kind: 'poll' | 'credential' | 'proxy'; readonly assembly: string }
  | { readonly kind: 'objection' };

/** What a person has in an assembly; `open`: it is valid, and what it is for is not over. */
export interface OnPerson {
  readonly kind: 'credential' | 'proxy' | 'candidacy';
  readonly assembly: { readonly id: string; readonly name: string };
  /** The member for which they come or vote. */
  readonly member: string | null;
  readonly open: boolean;
}

export interface Attended {
  readonly id: string;
  readonly name: string;
  readonly body: string;
}

export interface Meeting {
  readonly id: string;
  readonly name: string;
  readonly place: string | null;
  readonly date: string | null;
  readonly at: Place;
}

export interface Hidden {
  readonly id: string;
  readonly place: Place;
  /** Where not every office sees it: the act that somebody must be allowed there. */
  readonly act?: Act;
}

/** What a thing is called: a screen makes its name of this, in its own language. No name of a person. */
export interface Named {
  /** In languages, or in one. */
  readonly titles?: Readonly<Record<string, string>>;
  readonly name?: string;
  readonly number?: number;
  /** Of a motion, and the kind of what it is about. */
  readonly label?: string;
  readonly kind?: string;
  /** Of an assembly: by whose clocks its times are told. */
  readonly timeZone?: string;
  /** Where it is looked at. */
  readonly assembly?: string;
  readonly instrument?: string;
  readonly body?: string;
}

/** The rows of a query as `named` gives them: `id` apart, and without what is null. */
export const namedBy = (
  rows: readonly ({ readonly id: string } & Readonly<Record<string, unknown>>)[],
): ReadonlyMap<string, Named> =>
  new Map(
    rows.map(({ id, ...named }) => [
      id,
      Object.fromEntries(Object.entries(named).filter(([, value]) => value !== null)),
    ]),
  );

/** What somebody looks for. */
export interface Asked {
  readonly words: readonly string[];
  readonly limit: number;
}

export interface Match {
  readonly noun: string;
  readonly id: string;
}

/** SQL: whether `text` holds all words of the parameter, in any case and with or without accents. */
export const holdsAll = (text: string, parameter: string): string =>
  `(SELECT bool_and(strpos(folded(${text}), folded(word)) > 0) FROM unnest(${parameter}::text[]) word)`;

/**
 * SQL: whether the texts in `source` (clauses, or what a motion is about) have words that begin with all words of the parameter.
 * An index answers it.
 */
export const saysAll = (source: string, parameter: string): string =>
  `words_of(${source}) @@ asked_words(${parameter}::text[])`;

/** SQL: titles in all their languages as one text. */
export const inAnyLanguage = (titles: string): string =>
  `(SELECT coalesce(string_agg(value, ' '), '') FROM jsonb_each_text(${titles}))`;

/** What somebody may not see. */
export interface Unseen {
  /** Assemblies that are closed to them. */
  readonly closed: ReadonlySet<string>;
  /** Ids of items, motions and whatever else the rooms hide. */
  readonly hidden: ReadonlySet<string>;
}

export const nounOf = (type: string): string => type.slice(0, type.indexOf('.'));
