import type { EntityManager } from 'typeorm';
import type { Named } from '../house/room.js';
import type { Rooms } from '../house/rooms.js';
import type { EntryView, Names } from './record.contract.js';
import type { Reader } from './record.store.js';
import { thingsOf, type Content } from './things.js';

type Things = Map<string, Set<string>>;

/**
 * What the things are called that a page of entries names, by `noun:id`. An entry that is withheld from the reader names
 * nothing, and what is hidden from them, or in an assembly that is closed to them, has no name. Persons have one for those
 * alone to whom the record opens it. A few statements a page, however many entries it has.
 */
export async function namesIn(
  tx: EntityManager,
  entries: readonly Pick<EntryView, 'bytes'>[],
  { rooms, reader }: { rooms: Rooms; reader: Pick<Reader, 'closed' | 'hidden' | 'openings'> },
): Promise<Names> {
  const { closed, hidden } = reader;
  const things: Things = new Map();
  const add = (noun: string, id: string): void => {
    if (!hidden.has(id)) things.set(noun, (things.get(noun) ?? new Set()).add(id));
  };
  for (const { bytes } of entries)
    if (bytes !== null) for (const [noun, id] of thingsOf(JSON.parse(bytes) as Content)) add(noun, id);
  const persons = things.get('person') ?? new Set();
  things.delete('person');
  const names = new Map(await rooms.named(tx, things));
  // A vote names its poll alone: where that was, and by which clocks, is asked behind it.
  const further = [...names.values()].flatMap(({ assembly }) =>
    assembly === undefined || names.has(`assembly:${assembly}`) ? [] : [assembly],
  );
  if (further.length > 0)
    for (const [key, named] of await rooms.named(tx, new Map([['assembly', new Set(further)]])))
      names.set(key, named);
  const isShut = (key: string, { assembly }: Named): boolean =>
    (assembly !== undefined && closed.has(assembly)) ||
    (key.startsWith('assembly:') && closed.has(key.slice('assembly:'.length)));
  return {
    ...Object.fromEntries([...names].filter(([key, named]) => !isShut(key, named))),
    ...(await personsNamed(tx, [...persons], reader)),
  };
}

/** As the record opens them to this reader: what was erased there has no name here either. */
async function personsNamed(
  tx: EntityManager,
  persons: readonly string[],
  { openings }: Pick<Reader, 'openings'>,
): Promise<Names> {
  if (persons.length === 0 || openings.length === 0) return {};
  const rows: { subject: string; value: string }[] = await tx.query(
    `SELECT e.subject, o.value FROM entry e JOIN opening o ON o.entry = e.id
     WHERE e.type = 'person.registered' AND e.subject = ANY($1) AND o.field = 'name' AND o.field = ANY($2)`,
    [persons.map((id) => `person:${id}`), openings],
  );
  return Object.fromEntries(rows.map(({ subject, value }) => [subject, { name: value }]));
}
