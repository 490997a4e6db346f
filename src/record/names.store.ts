import type { EntityManager } from 'typeorm';
import type { Named } from '../house/room.js';
import type { Rooms } from '../house/rooms.js';
import type { EntryView, Names } from './record.contract.js';
import type { Reader } from './record.store.js';
import { thingsOf, type Content } from './things.js';

type Things = Map<string, Set<string>>;

type Seeing = { rooms: Rooms; reader: Pick<Reader, 'closed' | 'hidden' | 'openings'> };

/**
 * What the things are called that a page of entries names, by `noun:id`. An entry that is withheld from the reader names
 * nothing. A few statements a page, however many entries it has.
 */
export async function namesIn(
  tx: EntityManager,
  entries: readonly Pick<EntryView, 'bytes'>[],
  seeing: Seeing,
): Promise<Names> {
  const things: Things = new Map();
  for (const { bytes } of entries)
    if (bytes !== null)
      for (const [noun, id] of thingsOf(JSON.parse(bytes) as Content))
        things.set(noun, (things.get(noun) ?? new Set()).add(id));
  return namesOf(tx, things, seeing);
}

/**
 * What things are called, by `noun:id`: what is hidden from the reader, or in an assembly that is closed to them, has no name.
 * Persons have one for those alone to whom the record opens it.
 */
async function namesOf(tx: EntityManager, things: Things, { rooms, reader }: Seeing): Promise<Names> {
  const { closed, hidden } = reader;
  for (const ids of things.values()) for (const id of ids) if (hidden.has(id)) ids.delete(id);
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

/** Of one noun so many are looked at, and so many shown: what is hidden from the reader takes nobody's place. */
const LOOKED_AT = 200;
const FOUND = 20;

/** Things whose names hold all words of a search, as far as the reader may see them, with what they are called. */
export async function search(
  tx: EntityManager,
  text: string,
  seeing: Seeing,
): Promise<{ found: { noun: string; id: string }[]; names: Names }> {
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return { found: [], names: {} };
  const matches = await seeing.rooms.matching(tx, { words, limit: LOOKED_AT });
  const things: Things = new Map();
  for (const { noun, id } of matches) things.set(noun, (things.get(noun) ?? new Set()).add(id));
  const names = await namesOf(tx, things, seeing);
  const shown = new Map<string, number>();
  const found = matches.filter(({ noun, id }) => {
    if (!Object.hasOwn(names, `${noun}:${id}`)) return false;
    const place = (shown.get(noun) ?? 0) + 1;
    shown.set(noun, place);
    return place <= FOUND;
  });
  return { found: found.map(({ noun, id }) => ({ noun, id })), names };
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
