import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Json } from '../basics/canonical.js';
import type { Context, Event } from '../basics/event.js';
import { commitment, ENTRY_LIMIT, entryText, leafOf, subjectOf, type Entry, type Sha256 } from './entry.js';

/** An entry ready to be numbered. `leaf` as bytes. */
export interface Sealed {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly at: string;
  readonly bytes: Buffer;
  readonly leaf: Buffer;
  readonly openings: readonly { field: string; salt: string; value: string }[];
  readonly blobs: ReadonlyMap<string, string>;
}

const fast: Sha256<Buffer> = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** Turns an event into the bytes of its entry. Throws when the entry is over its limit: its room must use a blob. */
export function seal(
  event: Event,
  { log, at, actor }: { log: string } & Pick<Context, 'at' | 'actor'>,
  id: string = randomUUID(),
): Sealed {
  const openings: { field: string; salt: string; value: string }[] = [];
  const commits: Record<string, string> = {};
  for (const [field, value] of Object.entries(event.personal ?? {})) {
    if (value === null) continue;
    const salt = randomBytes(32);
    commits[field] = commitment(salt, value);
    openings.push({ field, salt: salt.toString('hex'), value });
  }
  const blobs = new Map<string, string>();
  const names: Record<string, string> = {};
  for (const [name, text] of Object.entries(event.blobs ?? {})) {
    const hash = createHash('sha256').update(text, 'utf8').digest('hex');
    names[name] = hash;
    blobs.set(hash, text);
  }
  const entry: Entry = {
    v: 1,
    log,
    id,
    type: event.type,
    at,
    actor,
    subject: event.subject as Record<string, string>,
    data: event.data as Record<string, Json>,
    blobs: names,
    commits,
  };
  const bytes = Buffer.from(entryText(entry), 'utf8');
  if (bytes.length > ENTRY_LIMIT) throw new Error(`${event.type}: an entry of ${bytes.length} bytes`);
  return {
    ...{ id, type: event.type, subject: subjectOf(event), at },
    ...{ bytes, leaf: leafOf(bytes, fast), openings, blobs },
  };
}
