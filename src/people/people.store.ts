import type { SessionData } from 'express-session';
import type { Pool } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import type { Context } from '../basics/event.js';
import type { Certainty, Lang } from '../basics/fields.js';
import { must } from '../basics/must.js';
import type { Visitor } from '../access/visitor.js';
import { insertAll } from '../house/perform.js';
import type { Room } from '../house/room.js';
import type { Rooms } from '../house/rooms.js';
import { reaching, type Held, type Office, type Place } from '../access/access.js';
import type { PeopleEvent, SessionView } from './people.contract.js';
import { OfficeRow, PersonRow, SetUpCodeRow, SlipRow, TermRow } from './people.tables.js';

type Tx = EntityManager;

export const peopleRoom: Room = {
  name: 'people',
  nouns: ['person', 'office', 'slip', 'term'],
  write: async (tx, events, context) => {
    for (const event of events) await write(tx, event as PeopleEvent, context);
    await writeSlips(tx, events as readonly PeopleEvent[], context);
  },
  news: () => null,
  own: async (_tx, entries) =>
    entries
      .filter(({ type }) => type === 'office.granted')
      .map(({ number, at, data }) => ({
        ...{ person: data['person'] as string, assembly: data['assembly'] as string | null },
        ...{ number, at, type: 'office.own', data: {} },
      })),
  constraints: { person_email_once: 'person.email_taken' },
};

const moment = (text: string | null): Date | null => (text === null ? null : new Date(text));

async function write(tx: Tx, event: PeopleEvent, { at }: Context): Promise<void> {
  switch (event.type) {
    case 'person.password_set':
    case 'person.invited':
      // The password itself and the code of a link are kept beside the record.
      return;
    case 'person.registered':
      await tx.insert(PersonRow, {
        id: event.data.person,
        name: must(event.personal?.['name'], 'name of the event'),
        email: event.personal?.['email'] ?? null,
        lang: event.data.lang,
      });
      return;
    case 'person.facts_changed': {
      const { person, lang } = event.data;
      const email = event.personal?.['email'];
      await tx.update(PersonRow, person, { ...(lang && { lang }), ...(email && { email }) });
      return;
    }
    case 'person.corrected': {
      const { person, lang } = event.data;
      const { name, email } = event.personal ?? {};
      await tx.update(PersonRow, person, {
        ...(name && { name }),
        ...(email !== undefined && { email }),
        ...(lang && { lang }),
      });
      return;
    }
    case 'person.merged':
      await tx.update(PersonRow, event.data.person, { email: null, mergedInto: event.data.into });
      return;
    case 'office.granted': {
      const { id, person, office, body, assembly, from, to } = event.data;
      await tx.insert(OfficeRow, {
        ...{ id, person, office, body, assembly },
        heldFrom: moment(from),
        heldTo: moment(to),
      });
      return;
    }
    case 'office.ended': {
      const { id, person, to, reason } = event.data;
      await tx.update(OfficeRow, id, { heldTo: new Date(to), reason });
      await dropCodes(tx, id);
      // A socket trusts for a while the offices that it read.
      await farewell(tx, { person });
      return;
    }
    case 'slip.issued':
      // A hall's are written together.
      return;
    case 'term.entered': {
      const { from, to, ...term } = event.data;
      await tx.insert(TermRow, { ...term, termFrom: from, termTo: to });
      return;
    }
    case 'term.struck':
      await tx.update(TermRow, event.data.id, { struckAt: new Date(at), struckBecause: event.data.reason });
      return;
  }
}

async function writeSlips(tx: Tx, events: readonly PeopleEvent[], { at }: Context): Promise<void> {
  const slips = events.flatMap((event) => (event.type === 'slip.issued' ? [event.data] : []));
  const issuedAt = new Date(at);
  await insertAll(
    tx,
    SlipRow,
    slips.map(({ id, person, assembly }) => ({ id, person, assembly, issuedAt })),
  );
  for (const { id, replaces } of slips) if (replaces) await tx.update(SlipRow, replaces, { replacedBy: id });
}

/** Unused slips are dead for good with the last office in their assembly: one that is granted later brings none back. */
async function dropCodes(tx: Tx, office: string): Promise<void> {
  await tx.query(
    `DELETE FROM slip_code c USING slip s, office e
     WHERE e.id = $1 AND s.id = c.slip AND s.person = e.person AND s.assembly = e.assembly AND c.used_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM office o WHERE o.person = e.person AND o.assembly = e.assembly AND o.id <> e.id
                       AND (o.held_to IS NULL OR o.held_to > now()))`,
    [office],
  );
}

interface HeldRow {
  readonly id: string;
  readonly office: Office;
  readonly body: string | null;
  readonly assembly: string | null;
  readonly held_from: Date | null;
  readonly held_to: Date | null;
}

const heldView = (row: HeldRow): Held & { id: string } => ({
  id: row.id,
  office: row.office,
  body: row.body,
  assembly: row.assembly,
  from: row.held_from?.toISOString() ?? null,
  to: row.held_to?.toISOString() ?? null,
});

type MaybeHeldRow = HeldRow | { readonly id: null };

export const heldIn = (rows: readonly MaybeHeldRow[]): (Held & { id: string })[] =>
  rows.filter((row) => row.id !== null).map(heldView);

/**
 * Who a session names. `assembly`: it was begun by a slip of that assembly, and only the offices there come along, or whoever
 * issues slips would hold the keys of all to whom they are issued.
 */
export interface SignedIn {
  readonly person: string;
  readonly assembly: string | null;
}

/** The connections that TypeORM keeps: it has no statements that are prepared. */
export const poolOf = (source: DataSource): Pool => (source.driver as unknown as { master: Pool }).master;

/** What is kept of a session: its data, how long, and who stands before the house by it. */
export interface Kept {
  readonly data: SessionData;
  readonly until: Date;
  readonly visitor: Visitor;
}

/** Every request asks it: a connection has it planned once. It names its columns, as another node may add one meanwhile. */
const KEPT = {
  name: 'kept_session',
  text: `SELECT s.sess, s.expire, o.id, o.office, o.body, o.assembly, o.held_from, o.held_to
     FROM session s LEFT JOIN office o
       ON o.person = (s.sess ->> 'person')::uuid AND (s.sess ->> 'assembly' IS NULL OR o.assembly = s.sess ->> 'assembly')
     WHERE s.sid = $1 AND s.expire > now() ORDER BY o.id`,
};

/** A session, with every office ever held: the access table looks at the clock. Null once it has ended. One query. */
export async function keptSession(pool: Pool, session: string): Promise<Kept | null> {
  const { rows } = await pool.query<{ sess: SessionData; expire: Date } & MaybeHeldRow>({
    ...KEPT,
    values: [session],
  });
  const [row] = rows;
  if (!row) return null;
  const visitor = { person: row.sess.person ?? null, held: heldIn(rows) };
  return { data: row.sess, until: row.expire, visitor };
}

/** What cuts sockets is told to all nodes here: the payload is `person:ID` or `session:ID`, a room of sockets. */
export const FAREWELL_CHANNEL = 'plenary_farewell';

/** Cuts the sockets of a person or of one session on every node, once the transaction commits. */
export async function farewell(tx: Tx, whose: { person: string } | { session: string }): Promise<void> {
  const room = 'person' in whose ? `person:${whose.person}` : `session:${whose.session}`;
  await tx.query('SELECT pg_notify($1, $2)', [FAREWELL_CHANNEL, room]);
}

/** Of at most so many assemblies a session is told. */
const ATTENDED = 50;

export async function sessionView(
  tx: Tx,
  who: SignedIn | null,
  { rooms, ...house }: Pick<SessionView, 'oidc' | 'recovers' | 'demonstration'> & { rooms: Rooms },
): Promise<SessionView> {
  const rows: (Pick<PersonRow, 'name' | 'lang'> & MaybeHeldRow)[] = await tx.query(
    `SELECT p.name, p.lang, o.* FROM person p LEFT JOIN office o
       ON o.person = p.id AND ($2::text IS NULL OR o.assembly = $2)
     WHERE p.id = $1 ORDER BY o.id`,
    [who?.person, who?.assembly],
  );
  const [row] = rows;
  if (!who || !row) return { person: null, offices: [], assemblies: [], ...house };
  const offices = heldIn(rows);
  const reached = await rooms.attended(tx, offices);
  return {
    person: { id: who.person, name: row.name, lang: row.lang as Lang },
    offices,
    assemblies: reached.filter(({ id }) => who.assembly === null || id === who.assembly).slice(0, ATTENDED),
    ...house,
  };
}

/**
 * Whether anybody was ever given the secretariat of the whole house. `demonstration`: the accounts of which everybody knows the
 * password count too.
 */
export async function hasSecretariat(tx: Tx, demonstration: boolean): Promise<boolean> {
  const rows: unknown[] = await tx.query(
    `SELECT 1 FROM office o JOIN person p ON p.id = o.person
     WHERE o.office = 'secretariat' AND o.body IS NULL AND o.assembly IS NULL AND ($1 OR NOT ${IS_DEMO}) LIMIT 1`,
    [demonstration],
  );
  return rows.length > 0;
}

/** The domain of the demonstration’s accounts, which is nobody’s; their password is published. */
const DEMO_DOMAIN = '@demo.example';

/** Whether an address is of the demonstration. */
export const isDemo = (email: string): boolean => email.toLowerCase().endsWith(DEMO_DOMAIN);

/** The same of a person `p`. */
const IS_DEMO = `coalesce(lower(p.email) LIKE '%${DEMO_DOMAIN}', false)`;

/** Whether the demonstration was seeded here. */
export async function hasDemo(tx: Tx): Promise<boolean> {
  const rows: unknown[] = await tx.query(`SELECT 1 FROM person p WHERE ${IS_DEMO} LIMIT 1`);
  return rows.length > 0;
}

/** Ends the sessions of the demonstration’s accounts. */
export const endDemo = (tx: Tx): Promise<unknown> =>
  tx.query(`DELETE FROM session s USING person p WHERE s.sess ->> 'person' = p.id::text AND ${IS_DEMO}`);

/** The language of whoever brings somebody in: mostly they share it. Nobody's, where the house itself does, is English. */
export const langOf = async (tx: Tx, { person }: Visitor): Promise<Lang> => {
  const row = person === null ? null : await tx.findOneBy(PersonRow, { id: person });
  return row ? (row.lang as Lang) : 'en';
};

export const hasPerson = (tx: Tx, id: string): Promise<boolean> => tx.existsBy(PersonRow, { id });

/** Whether the first set-up waits for somebody with the code. */
export const setUpWaits = (tx: Tx): Promise<boolean> => tx.existsBy(SetUpCodeRow, { one: true });

/** People with their offices, by name. `where` is about `p`. */
export async function peopleWhere(tx: Tx, where: string, parameters: readonly unknown[]) {
  const rows: (PersonRow & { offices: HeldRow[] })[] = await tx.query(
    `SELECT p.*, coalesce((SELECT jsonb_agg(to_jsonb(o) ORDER BY o.id) FROM office o WHERE o.person = p.id), '[]') AS offices
     FROM person p WHERE ${where} ORDER BY p.name, p.id LIMIT 200`,
    [...parameters],
  );
  return rows.map((row) => ({
    ...{ id: row.id, name: row.name, email: row.email },
    offices: row.offices.map((held) =>
      heldView({
        ...held,
        held_from: held.held_from && new Date(held.held_from),
        held_to: held.held_to && new Date(held.held_to),
      }),
    ),
  }));
}

/** People by name, with their offices; at most 200, without doubles. Neither case nor accents matter to what is searched for. */
export const peopleViews = async (tx: Tx, search: string) => ({
  people: await peopleWhere(tx, 'p.merged_into IS NULL AND strpos(p.found_by, folded($1)) > 0', [search]),
});

/** Terms of office in a body, oldest first; unknown dates last. Those that were struck stand apart. */
export async function termViews(tx: Tx, body: string) {
  const rows: (TermRow & {
    name: string;
    term_from: string | null;
    term_to: string | null;
    struck_at: Date | null;
    struck_because: string | null;
  })[] = await tx.query(
    `SELECT t.*, coalesce(m.name, p.name) AS name FROM term t JOIN person p ON p.id = t.person
     LEFT JOIN person m ON m.id = p.merged_into WHERE t.body = $1
     ORDER BY t.term_from NULLS LAST, t.id`,
    [body],
  );
  const told = rows.map(
    ({ term_from: from, term_to: to, struck_at: at, struck_because: reason, ...term }) => ({
      term: { ...term, certainty: term.certainty as Certainty, from, to },
      struck: at === null || reason === null ? null : { at: at.toISOString(), reason },
    }),
  );
  return {
    terms: told.flatMap(({ term, struck }) => (struck === null ? [term] : [])),
    struckTerms: told.flatMap(({ term, struck }) => (struck === null ? [] : [{ ...term, ...struck }])),
  };
}

/** People by e-mail address, lower case, for imports. */
export async function peopleByEmail(tx: Tx, emails: readonly string[]): Promise<Map<string, PersonRow>> {
  const rows: (PersonRow & { email: string })[] = await tx.query(
    'SELECT * FROM person WHERE lower(email) = ANY($1)',
    [emails],
  );
  return new Map(rows.map((row) => [row.email.toLowerCase(), row]));
}

/** How far a desk reaches: the whole house, a body and its assemblies, or (neither) one assembly. */
export type Reach = { readonly house: true } | { readonly body: string | null };

/** How far somebody's secretariat reaches at a place; the house itself reaches everywhere. */
export function deskOf({ held, house }: Visitor, place: Place): Reach {
  const here = reaching({ held, place, at: new Date().toISOString() }).filter(
    ({ office }) => office === 'secretariat',
  );
  if (house !== undefined || here.some(({ body, assembly }) => body === null && assembly === null))
    return { house: true };
  return { body: here.find(({ assembly }) => assembly === null)?.body ?? null };
}

/** Whether a person `p` holds offices in the house or in bodies to which a desk does not reach. */
export const beyond = (parameter: string): string =>
  `EXISTS (SELECT 1 FROM office o WHERE o.person = p.id AND o.assembly IS NULL AND (o.held_to IS NULL OR o.held_to > now())
     AND ${parameter}::jsonb -> 'house' IS NULL AND (o.body IS NULL OR o.body IS DISTINCT FROM ${parameter}::jsonb ->> 'body'))`;

/** Of `people`, those who hold an office in the assembly, with the slip that is in force. */
export async function slipHolders(
  tx: Tx,
  assembly: string,
  { people, desk }: { people: readonly string[]; desk: Reach },
): Promise<{ person: string; name: string; lang: Lang; slip: string | null; beyond: boolean }[]> {
  return tx.query(
    `SELECT p.id AS person, p.name, p.lang, ${beyond('$3')} AS beyond,
       (SELECT s.id FROM slip s WHERE s.person = p.id AND s.assembly = $1 AND s.replaced_by IS NULL
        ORDER BY s.issued_at DESC LIMIT 1) AS slip
     FROM person p WHERE p.id = ANY($2::uuid[])
       AND EXISTS (SELECT 1 FROM office o WHERE o.person = p.id AND o.assembly = $1
                   AND (o.held_to IS NULL OR o.held_to > now()))
     ORDER BY p.name`,
    [assembly, people, JSON.stringify(desk)],
  );
}
