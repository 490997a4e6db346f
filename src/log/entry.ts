import { sha256 as anywhere } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonical, type Json } from '../basics/canonical.js';
import type { Actor, Event } from '../basics/event.js';

/**
 * The format of an entry. Canonical JSON (RFC 8785) of
 * `{v, log, id, type, at, actor, subject, data, blobs, commits}`, at most 65,535 bytes of UTF-8:
 * v 1; log and id UUIDs; type as `poll.cast`; at RFC 3339 UTC (informative: order is the entry's number, which is not
 * in it); actor `{kind: person, person, office}` or `{kind: house, name}`; subject ids by noun; data the event's; blobs
 * the SHA-256 of long matter by name; commits by field SHA-256(salt of 32 bytes || UTF-8 of the value).
 * Leaf hash: SHA-256(0x00 || entry) (RFC 6962).
 */
export interface Entry {
  readonly v: 1;
  readonly log: string;
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly actor: Actor;
  readonly subject: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, Json>>;
  readonly blobs: Readonly<Record<string, string>>;
  readonly commits: Readonly<Record<string, string>>;
}

export const ENTRY_LIMIT = 65_535;

/** The exact text that is stored and hashed. */
export const entryText = (entry: Entry): string => canonical(entry as unknown as Json);

/** SHA-256 of parts, one after the other. */
export type Sha256<Digest = Uint8Array> = (...parts: readonly Uint8Array[]) => Digest;

/** Runs in a browser too; where there is `node:crypto`, that is twice as fast on an entry of usual length (`seal.ts`). */
export const sha256: Sha256 = (...parts) => {
  const hash = anywhere.create();
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const LEAF = Uint8Array.of(0);

/** RFC 6962 leaf hash. `test/log/vectors.test.ts` has published ones, and entries of ours with theirs. */
export const leafOf = <Digest>(entry: Uint8Array, digest: Sha256<Digest>): Digest => digest(LEAF, entry);

/** RFC 6962 leaf hash in hexadecimal. */
export const leafHash = (entry: Uint8Array | string): string =>
  bytesToHex(leafOf(typeof entry === 'string' ? utf8ToBytes(entry) : entry, sha256));

/** Commitment to a personal value: hexadecimal SHA-256 of 32 bytes of salt, then the UTF-8 of the value. */
export const commitment = (salt: Uint8Array, value: string): string =>
  bytesToHex(sha256(salt, utf8ToBytes(value)));

/** `poll:ID` for `poll.cast`: the noun of the type and its own id. `office.granted` and the like are about a person. */
export function subjectOf(event: Pick<Event, 'type' | 'subject'>): string {
  const noun = event.type.slice(0, event.type.indexOf('.'));
  const subject = event.subject as Readonly<Record<string, string | undefined>>;
  const own = subject[noun];
  if (own !== undefined) return `${noun}:${own}`;
  const [first] = Object.entries(subject);
  return first ? `${first[0]}:${first[1]}` : 'house:house';
}

/** Whether any of `ids` stands anywhere in what an entry says. */
export function mentions(said: Json, ids: ReadonlySet<string>): boolean {
  if (ids.size === 0 || said === null) return false;
  if (typeof said === 'string') return ids.has(said);
  if (typeof said !== 'object') return false;
  return Object.values(said).some((one) => mentions(one, ids));
}
