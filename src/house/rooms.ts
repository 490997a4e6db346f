import type { EntityManager } from 'typeorm';
import type { Act, Held, Place } from '../access/access.js';
import {
  nounOf,
  type Asked,
  type Attended,
  type Hidden,
  type Match,
  type Meeting,
  type Named,
  type OnPerson,
  type Room,
  type StandsOn,
} from './room.js';

const NONE = { there: 0, of: 0 };

/** All rooms, in order, asked as one. Throws when two of them claim the same noun. */
export class Rooms {
  private readonly byNoun = new Map<string, Room>();

  constructor(readonly all: readonly Room[]) {
    for (const room of all) {
      for (const noun of room.nouns) {
        if (this.byNoun.has(noun)) throw new Error(`two rooms for ${noun}`);
        this.byNoun.set(noun, room);
      }
    }
  }

  /** The room of an event of this type. */
  of(type: string): Room | undefined {
    return this.byNoun.get(nounOf(type));
  }

  /** The refusal's code for a violated constraint, or null. */
  codeOf(constraint: string): string | null {
    return (
      this.all.find((room) => Object.hasOwn(room.constraints, constraint))?.constraints[constraint] ?? null
    );
  }

  /** Where a thing is, `noun` as in an event's subject; null: there is none of this id. */
  async placeOf(tx: EntityManager, noun: string, id: string): Promise<Place | null> {
    return (await this.byNoun.get(noun)?.placeOf?.(tx, noun, id)) ?? null;
  }

  /** What things are called, by `noun:id`: one question for all of a noun. */
  async named(
    tx: EntityManager,
    things: ReadonlyMap<string, ReadonlySet<string>>,
  ): Promise<ReadonlyMap<string, Named>> {
    const all = new Map<string, Named>();
    for (const [noun, ids] of things)
      for (const [id, named] of (await this.byNoun.get(noun)?.named?.(tx, noun, [...ids])) ?? [])
        all.set(`${noun}:${id}`, named);
    return all;
  }

  /** All that is hidden from somebody. `isInside`: where they hold an office. */
  async hidden(
    tx: EntityManager,
    isInside: (place: Place, act?: Act) => boolean = () => false,
  ): Promise<ReadonlySet<string>> {
    const all: Hidden[] = [];
    for (const room of this.all) {
      const earlier = all.map(({ id }) => id);
      all.push(...((await room.hidden?.(tx, earlier)) ?? []));
    }
    return new Set(all.flatMap(({ id, place, act }) => (isInside(place, act) ? [] : [id])));
  }

  /** Which of these entries are for few, as later ones took their places. `may`: whether somebody is of those few. */
  async replaced(
    tx: EntityManager,
    entries: readonly string[],
    may: (act: Act, place: Place) => boolean,
  ): Promise<ReadonlySet<string>> {
    const all = await this.ask((room) => room.replaced?.(tx, entries));
    return new Set(all.flatMap(({ id, place, act }) => (may(act, place) ? [] : [id])));
  }

  /** The places that the public may not look into. */
  closed(tx: EntityManager): Promise<Place[]> {
    return this.ask((room) => room.closed?.(tx));
  }

  matching(tx: EntityManager, asked: Asked): Promise<Match[]> {
    return this.ask((room) => room.matching?.(tx, asked));
  }

  names(tx: EntityManager): Promise<string[]> {
    return this.ask((room) => room.names?.(tx));
  }

  attended(tx: EntityManager, held: readonly Held[]): Promise<Attended[]> {
    return this.ask((room) => room.attended?.(tx, held));
  }

  /** The labels of what hangs on agenda items and is not over, by item. */
  async onItems(tx: EntityManager, assembly: string): Promise<ReadonlyMap<string, readonly string[]>> {
    const labels = new Map<string, string[]>();
    for (const { item, label } of await this.ask((room) => room.onItems?.(tx, assembly)))
      labels.set(item, [...(labels.get(item) ?? []), label]);
    return labels;
  }

  onMember(tx: EntityManager, member: string): Promise<StandsOn[]> {
    return this.ask((room) => room.onMember?.(tx, member));
  }

  onPerson(tx: EntityManager, person: string): Promise<OnPerson[]> {
    return this.ask((room) => room.onPerson?.(tx, person));
  }

  async tabled(tx: EntityManager, assembly: string): Promise<{ there: number; of: number }> {
    const all = await this.ask(async (room) => [(await room.tabled?.(tx, assembly)) ?? NONE]);
    return all.reduce((sum, one) => ({ there: sum.there + one.there, of: sum.of + one.of }), NONE);
  }

  meetings(tx: EntityManager, body: string): Promise<Meeting[]> {
    return this.ask((room) => room.meetings?.(tx, body));
  }

  async votesIn(tx: EntityManager, assembly: string): Promise<number> {
    const votes = await this.ask(async (room) => [(await room.votesIn?.(tx, assembly)) ?? 0]);
    return votes.reduce((sum, one) => sum + one, 0);
  }

  /** Whether a vote on a stage is under way: its time is over only after that. */
  async votesOn(tx: EntityManager, stage: string): Promise<boolean> {
    return (await this.ask(async (room) => [await room.votesOn?.(tx, stage)])).includes(true);
  }

  private async ask<T>(question: (room: Room) => Promise<readonly T[]> | undefined): Promise<T[]> {
    const answers: T[] = [];
    // One after the other: a transaction has one connection.
    for (const room of this.all) answers.push(...((await question(room)) ?? []));
    return answers;
  }
}
