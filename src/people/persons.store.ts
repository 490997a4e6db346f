import type { EntityManager } from 'typeorm';
import type { Lang } from '../basics/fields.js';
import type { Rooms } from '../house/rooms.js';
import { heldIn, isDemo, peopleWhere } from './people.store.js';
import { AccountLetterRow, PasswordRow, PersonRow, TermRow } from './people.tables.js';
import type { OfficeKnown, PersonKnown } from './person.js';
import type { PersonPage } from './persons.contract.js';

type Tx = EntityManager;

export async function personKnown(tx: Tx, id: string): Promise<PersonKnown | null> {
  const row = await tx.findOneBy(PersonRow, { id });
  if (!row) return null;
  const { name, email, lang, mergedInto } = row;
  return { id, name, email, lang: lang as Lang, mergedInto, published: isDemo(email ?? '') };
}

/** Every office that a person has or had, the first first. */
export const officesOf = async (tx: Tx, person: string): Promise<OfficeKnown[]> =>
  heldIn(await tx.query('SELECT * FROM office WHERE person = $1 ORDER BY id', [person]));

const named = async (tx: Tx, where: string, id: string): Promise<{ id: string; name: string }[]> =>
  tx.query(`SELECT id, name FROM person WHERE ${where} = $1 ORDER BY name, id`, [id]);

/** Null: there is no such person. */
export async function personPage(tx: Tx, id: string, rooms: Rooms): Promise<PersonPage | null> {
  const row = await tx.findOneBy(PersonRow, { id });
  if (!row) return null;
  const [sessions]: { count: number }[] = await tx.query(
    `SELECT count(*)::int AS count FROM session WHERE sess ->> 'person' = $1 AND expire > now()`,
    [id],
  );
  const [into] = row.mergedInto === null ? [] : await named(tx, 'id', row.mergedInto);
  const terms = await tx.find(TermRow, { where: { person: id }, order: { termFrom: 'ASC', id: 'ASC' } });
  const letter = await tx.findOne(AccountLetterRow, { where: { person: id }, order: { askedAt: 'DESC' } });
  return {
    ...{ id, name: row.name, email: row.email, lang: row.lang as Lang },
    offices: await officesOf(tx, id),
    mergedInto: into ?? null,
    doubles: await named(tx, 'merged_into', id),
    hasPassword: await tx.existsBy(PasswordRow, { person: id }),
    sessions: sessions?.count ?? 0,
    terms: terms.map(({ id: term, title, body, termFrom: from, termTo: to }) => ({
      ...{ id: term, title, body, from, to },
    })),
    holdings: [...(await rooms.onPerson(tx, id))],
    letter: letter && {
      ...{ purpose: letter.purpose, askedAt: letter.askedAt.toISOString(), answer: letter.answer },
      outcome: letter.outcome as 'sent' | 'failed' | null,
    },
  };
}

/** Of at most so many names is told that several have them. */
const GROUPS = 50;

/** People whose names are the same but for case, accents and the order of their words; at most 50 groups, by name. */
async function doubles(tx: Tx): Promise<string[][]> {
  const rows: { ids: string[] }[] = await tx.query(
    `SELECT array_agg(id ORDER BY id) AS ids FROM (
       SELECT id, name, (SELECT string_agg(word, ' ' ORDER BY word) FROM regexp_split_to_table(folded(name), '\\s+') word) AS words
       FROM person WHERE merged_into IS NULL) p
     GROUP BY words HAVING count(*) > 1 ORDER BY min(name), min(id::text) LIMIT $1`,
    [GROUPS],
  );
  return rows.map(({ ids }) => ids);
}

/** The same with what is known of each. */
export async function doubleViews(tx: Tx) {
  const groups = await doubles(tx);
  const known = new Map(
    (await peopleWhere(tx, 'p.id = ANY($1::uuid[])', [groups.flat()])).map((one) => [one.id, one]),
  );
  return { groups: groups.map((ids) => ids.flatMap((id) => known.get(id) ?? [])) };
}
