import type { Json } from './canonical.js';
import { must } from './must.js';

/** What an event is about: ids by noun. The noun that begins the type (`poll` in `poll.opened`) is its own subject. */
export interface Subject {
  readonly assembly?: string;
  readonly body?: string;
  readonly organisation?: string;
  readonly person?: string;
  readonly instrument?: string;
  readonly motion?: string;
  readonly poll?: string;
  readonly election?: string;
  readonly candidate?: string;
  readonly speakers?: string;
  readonly appeal?: string;
  readonly draft?: string;
  readonly consultation?: string;
  readonly comment?: string;
}

/**
 * What happened. One event serves the table write, the record entry, the live news, the client's state and the
 * assertions of tests. `personal` fields never enter the record in clear: the entry holds a salted commitment.
 */
export interface Event<T extends string = string, D extends object = object> {
  readonly type: T;
  readonly subject: Subject;
  readonly data: D;
  readonly personal?: Readonly<Record<string, string | null>>;
  /** Long matter by its SHA-256, stored beside the log. */
  readonly blobs?: Readonly<Record<string, string>>;
}

/** Who acts: a person in an office, or the house itself (`seed`, `sealer`). */
export type Actor =
  | { readonly kind: 'person'; readonly person: string; readonly office: string }
  | { readonly kind: 'house'; readonly name: string };

/** What every decision gets from outside: when, who, and as many fresh ids as it asks for. */
export interface Context {
  /** RFC 3339, UTC, milliseconds. */
  readonly at: string;
  readonly actor: Actor;
  readonly id: () => string;
}

/** The assembly in which an event happened that only an assembly has. */
export const assemblyOf = ({ subject }: Pick<Event, 'subject'>): string =>
  must(subject.assembly, 'assembly of the event');

/** The long matter that an event of its type always has. */
export const blobOf = ({ blobs }: Pick<Event, 'blobs'>, name: string): string =>
  must(blobs?.[name], `${name} of the event`);

export type EventData = { readonly [key: string]: Json };

/** The events of one type, in order. */
export const ofType = <E extends { readonly type: string }, T extends E['type']>(
  events: readonly E[],
  type: T,
): Extract<E, { readonly type: T }>[] =>
  events.filter((event): event is Extract<E, { readonly type: T }> => event.type === type);
