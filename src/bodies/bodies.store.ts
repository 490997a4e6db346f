import { IsNull, type EntityManager } from 'typeorm';
import { ofType, type Context } from '../basics/event.js';
import { isBefore } from '../basics/edtf.js';
import type { Certainty } from '../basics/fields.js';
import { must } from '../basics/must.js';
import { insertAll } from '../house/perform.js';
import { holdsAll, namedBy, type Room } from '../house/room.js';
import type { Place } from '../access/access.js';
import { termViews } from '../people/people.store.js';
import type { AffiliationView, BodiesEvent } from './bodies.contract.js';
import {
  AffiliationRow,
  BodyRow,
  FigureRow,
  MemberRow,
  OrganisationRow,
  RuleSetRow,
} from './bodies.tables.js';
import type { Affiliation } from './correcting.js';
import type { Registered } from './register.js';
import type { RuleSet } from '../rules/ruleset.js';

type Tx = EntityManager;

export const bodiesRoom: Room = {
  name: 'bodies',
  nouns: ['organisation', 'affiliation', 'body', 'member', 'ruleset'],
  write: (tx, events, context) => write(tx, events as readonly BodiesEvent[], context),
  news: () => null,
  constraints: {
    organisation_pk: 'organisation.exists',
    affiliation_once: 'affiliation.exists',
    body_pk: 'body.exists',
    member_once: 'member.exists',
    rule_set_number: 'house.try_again',
  },
  placeOf: async (tx, noun, id) =>
    noun === 'body' && (await tx.existsBy(BodyRow, { id })) ? { body: id, assembly: null, open: true } : null,
  names,
  matching: (tx, { words, limit }) =>
    tx.query(
      `(SELECT 'organisation' AS noun, id FROM organisation
          WHERE ${holdsAll(`concat_ws(' ', name, short, former_name)`, '$1')} ORDER BY name, id LIMIT $2)
       UNION ALL
       (SELECT 'body', b.id FROM body b JOIN organisation o ON o.id = b.organisation
          WHERE ${holdsAll(`concat_ws(' ', o.name, o.short, b.name)`, '$1')} ORDER BY o.name, b.name, b.id LIMIT $2)`,
      [words, limit],
    ),
  named: async (tx, noun, ids) => {
    const query = NAMED[noun];
    return query === undefined ? new Map() : namedBy(await tx.query(query, [ids]));
  },
};

const NAMED: Readonly<Record<string, string>> = {
  organisation: 'SELECT id, name FROM organisation WHERE id = ANY($1)',
  body: `SELECT b.id, o.name || ' · ' || b.name AS name FROM body b JOIN organisation o ON o.id = b.organisation
    WHERE b.id = ANY($1)`,
  member: `SELECT m.id, o.name, m.body FROM member m JOIN organisation o ON o.id = m.organisation
    WHERE m.id = ANY($1::uuid[])`,
};

/** The organisations that have bodies here. */
async function names(tx: Tx): Promise<string[]> {
  const rows: { name: string; short: string | null }[] = await tx.query(
    'SELECT DISTINCT o.name, o.short FROM organisation o JOIN body b ON b.organisation = o.id',
  );
  return rows.flatMap(({ name, short }) => (short === null ? [name] : [name, short]));
}

/** Most events of this room add a row; what others refer to is added first. */
async function write(tx: Tx, events: readonly BodiesEvent[], { at, id }: Context): Promise<void> {
  await insertAll(
    tx,
    OrganisationRow,
    ofType(events, 'organisation.registered').map(({ data: { organisation, ...facts } }) => ({
      id: organisation,
      ...facts,
    })),
  );
  await insertAll(
    tx,
    AffiliationRow,
    ofType(events, 'affiliation.recorded').map(({ data: { from, to, ...data } }) => ({
      ...data,
      ...{ id: id(), heldFrom: from, heldTo: to },
    })),
  );
  await insertAll(
    tx,
    BodyRow,
    ofType(events, 'body.founded').map(({ data: { body, ...facts } }) => ({ id: body, ...facts })),
  );
  await insertAll(
    tx,
    MemberRow,
    ofType(events, 'member.admitted').map(({ data: { from, to = null, ...data } }) => ({
      ...data,
      ...{ heldFrom: from, heldTo: to, recordedAt: new Date(at) },
    })),
  );
  await insertAll(
    tx,
    FigureRow,
    ofType(events, 'member.figure_recorded').map(({ data: { on, ...data } }) => ({ ...data, onDate: on })),
  );
  for (const { data, personal } of ofType(events, 'member.contact_set'))
    await tx.update(MemberRow, data.member, {
      contact: must(personal, 'contact of the event')['contact'] ?? null,
    });
  for (const { data } of ofType(events, 'member.facts_changed')) {
    const { from, to, ...facts } = data.facts;
    await tx.update(MemberRow, data.member, {
      ...facts,
      ...(from !== undefined && { heldFrom: from }),
      ...(to !== undefined && { heldTo: to }),
    });
  }
  for (const { data } of ofType(events, 'member.placed')) {
    const { member, ...places } = data;
    if (Object.keys(places).length > 0) await tx.update(MemberRow, member, places);
  }
  for (const { data } of ofType(events, 'member.dues_recorded'))
    await tx.update(MemberRow, data.member, { paidUpTo: data.paidUpTo });
  for (const { data } of ofType(events, 'member.ended'))
    await tx.update(MemberRow, data.member, { heldTo: data.to });
  for (const { data } of ofType(events, 'member.struck'))
    await tx.update(MemberRow, data.member, { struckAt: new Date(at), struckBecause: data.reason });
  await writeCorrections(tx, events, new Date(at));
  await insertAll(
    tx,
    RuleSetRow,
    ofType(events, 'ruleset.adopted').map(({ data: { ruleSet, data, ...rest } }) => ({
      id: ruleSet,
      data: data as object,
      ...rest,
    })),
  );
}

async function writeCorrections(tx: Tx, events: readonly BodiesEvent[], at: Date): Promise<void> {
  for (const type of ['organisation.corrected', 'organisation.renamed'] as const)
    for (const { data } of ofType(events, type))
      await tx.update(OrganisationRow, data.organisation, data.facts);
  for (const { data } of ofType(events, 'body.corrected')) await tx.update(BodyRow, data.body, data.facts);
  for (const { data } of ofType(events, 'affiliation.ended'))
    await tx.update(AffiliationRow, data.affiliation, { heldTo: data.to });
  for (const { data } of ofType(events, 'affiliation.corrected')) {
    const { from, to } = data.facts;
    await tx.update(AffiliationRow, data.affiliation, {
      ...(from !== undefined && { heldFrom: from }),
      ...(to !== undefined && { heldTo: to }),
    });
  }
  for (const { data } of ofType(events, 'affiliation.struck'))
    await tx.update(AffiliationRow, data.affiliation, { struckAt: at });
}

export async function bodyPlace(tx: Tx, body: string): Promise<Place | null> {
  return (await tx.existsBy(BodyRow, { id: body })) ? { body, assembly: null, open: true } : null;
}

/** The body's newest rule set, or null. */
export const latestRules = (tx: Tx, body: string): Promise<RuleSetRow | null> =>
  tx.findOne(RuleSetRow, { where: { body }, order: { number: 'DESC' } });

export async function ruleSetById(
  tx: Tx,
  id: string,
): Promise<{ body: string; inForceFrom: string | null; data: RuleSet } | null> {
  const row = await tx.findOneBy(RuleSetRow, { id });
  return row && { body: row.body, inForceFrom: row.inForceFrom, data: row.data as RuleSet };
}

/** All organisations of the house, as files name them. */
export const organisationNames = (tx: Tx): Promise<{ id: string; name: string; short: string | null }[]> =>
  tx.query('SELECT id, name, short FROM organisation ORDER BY id');

/** The members of a body with what the register's further files say of them. */
export const registeredOf = (tx: Tx, body: string): Promise<Registered[]> =>
  tx.query(
    `SELECT o.id, o.name, o.short, m.id AS member, m.contact, m.country, m.region, m.chamber, coalesce(f.figures, '[]') AS figures
     FROM member m JOIN organisation o ON o.id = m.organisation
     LEFT JOIN (SELECT member, jsonb_agg(jsonb_build_object('on', on_date, 'figure', figure, 'source', source) ORDER BY id) AS figures
                FROM member_figure GROUP BY member) f ON f.member = m.id
     WHERE m.body = $1 AND m.struck_at IS NULL ORDER BY o.id`,
    [body],
  );

/** The members of a body, now or not. Those that were struck count nowhere: whoever asks for members asks without them. */
export const membersOf = (tx: Tx, body: string): Promise<MemberRow[]> =>
  tx.findBy(MemberRow, { body, struckAt: IsNull() });

/** Whether somebody may be a member on a day, as far as dates are known. */
const isOn = (day: string, { from, to }: { from: string | null; to: string | null }): boolean =>
  !isBefore(day, from) && !isBefore(to, day);

/** The members of a body on a day. */
export const membersOn = async (tx: Tx, body: string, day: string): Promise<MemberRow[]> =>
  (await membersOf(tx, body)).filter(({ heldFrom: from, heldTo: to }) => isOn(day, { from, to }));

/** One that was not struck, alone with whoever changes the body's members. */
export const memberOf = (
  tx: Tx,
  { body, member }: { body: string; member: string },
): Promise<MemberRow | null> => tx.findOneBy(MemberRow, { id: member, body, struckAt: IsNull() });

export const bodyRow = (tx: Tx, id: string): Promise<BodyRow | null> => tx.findOneBy(BodyRow, { id });

export const organisationRow = (tx: Tx, id: string): Promise<OrganisationRow | null> =>
  tx.findOneBy(OrganisationRow, { id });

/** An affiliation of an organisation that was not struck; null: there is none. */
export async function affiliationOf(
  tx: Tx,
  { organisation: child, affiliation: id }: { organisation: string; affiliation: string },
): Promise<Affiliation | null> {
  const row = await tx.findOneBy(AffiliationRow, { id, child, struckAt: IsNull() });
  return row && { id, child, parent: row.parent, from: row.heldFrom, to: row.heldTo };
}

/** A body's rule sets: number and date decide which is in force. */
export const ruleSetsOf = (tx: Tx, body: string): Promise<RuleSetRow[]> => tx.findBy(RuleSetRow, { body });

/** The members of a body, now or not, by their names. */
export const memberNames = (tx: Tx, body: string): Promise<{ member: string; name: string }[]> =>
  tx.query(
    'SELECT m.id AS member, o.name FROM member m JOIN organisation o ON o.id = m.organisation WHERE m.body = $1 AND m.struck_at IS NULL ORDER BY o.name',
    [body],
  );

/** The members of a body on a day by their names. */
export async function memberNamesOn(
  tx: Tx,
  body: string,
  day: string,
): Promise<{ member: string; name: string }[]> {
  const on = new Set((await membersOn(tx, body, day)).map(({ id }) => id));
  return (await memberNames(tx, body)).filter(({ member }) => on.has(member));
}

/** The members of a body with the region of each; null: none. */
export async function memberRegions(tx: Tx, body: string): Promise<ReadonlyMap<string, string | null>> {
  const rows: { id: string; region: string | null }[] = await tx.query(
    'SELECT id, region FROM member WHERE body = $1 AND struck_at IS NULL',
    [body],
  );
  return new Map(rows.map(({ id, region }) => [id, region]));
}

export const knownOrganisations = async (tx: Tx, ids: readonly string[]): Promise<Set<string>> => {
  const rows: { id: string }[] = await tx.query('SELECT id FROM organisation WHERE id = ANY($1)', [ids]);
  return new Set(rows.map((row) => row.id));
};

/** The organisations to which one belongs now, and theirs; `nearest`: without theirs. */
export async function organisationsAbove(
  tx: Tx,
  id: string,
  { nearest = false }: { nearest?: boolean } = {},
): Promise<Set<string>> {
  const rows: { parent: string }[] = await tx.query(
    `WITH RECURSIVE above AS (
       SELECT parent FROM affiliation WHERE child = $1 AND held_to IS NULL AND struck_at IS NULL
       UNION SELECT a.parent FROM affiliation a JOIN above ON a.child = above.parent
         WHERE NOT $2 AND a.held_to IS NULL AND a.struck_at IS NULL)
     SELECT parent FROM above`,
    [id, nearest],
  );
  return new Set(rows.map((row) => row.parent));
}

interface OrganisationQuery {
  id: string;
  name: string;
  short: string | null;
  former_name: string | null;
  kind: string | null;
  country: string | null;
  seat: string | null;
  founded: string | null;
  founded_place: string | null;
  demonstration: boolean;
  figures: Record<string, string>;
  source: string | null;
  certainty: Certainty;
  parents: AffiliationView[];
  children: AffiliationView[];
  bodies: { id: string; name: string }[];
}

/** Organisations with their relations; one, or all. */
export async function organisationViews(tx: Tx, id: string | null) {
  const rows: OrganisationQuery[] = await tx.query(
    `SELECT o.*,
       coalesce((SELECT jsonb_agg(jsonb_build_object('affiliation', a.id, 'id', p.id, 'name', p.name, 'from', a.held_from,
           'to', a.held_to) ORDER BY a.held_to IS NOT NULL, p.name, a.held_from)
         FROM affiliation a JOIN organisation p ON p.id = a.parent WHERE a.child = o.id AND a.struck_at IS NULL), '[]') AS parents,
       coalesce((SELECT jsonb_agg(jsonb_build_object('affiliation', a.id, 'id', c.id, 'name', c.name, 'from', a.held_from,
           'to', a.held_to) ORDER BY a.held_to IS NOT NULL, c.name, a.held_from)
         FROM affiliation a JOIN organisation c ON c.id = a.child WHERE a.parent = o.id AND a.struck_at IS NULL), '[]') AS children,
       coalesce((SELECT jsonb_agg(jsonb_build_object('id', b.id, 'name', b.name) ORDER BY b.name)
         FROM body b WHERE b.organisation = o.id), '[]') AS bodies
     FROM organisation o WHERE $1::text IS NULL OR o.id = $1 ORDER BY o.demonstration, o.name LIMIT 2000`,
    [id],
  );
  return rows.map(({ former_name: formerName, founded_place: foundedPlace, ...row }) => ({
    ...row,
    ...{ formerName, foundedPlace },
  }));
}

export async function bodySummaries(tx: Tx) {
  const bodies: {
    id: string;
    name: string;
    organisation: { id: string; name: string };
    ruleSets: { id: string; name: string; number: number; inForceFrom: string | null }[];
  }[] = await tx.query(
    `SELECT b.id, b.name, jsonb_build_object('id', o.id, 'name', o.name) AS organisation,
       coalesce((SELECT jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name, 'number', r.number,
           'inForceFrom', r.in_force_from) ORDER BY r.number DESC)
         FROM rule_set r WHERE r.body = b.id), '[]') AS "ruleSets"
     FROM body b JOIN organisation o ON o.id = b.organisation ORDER BY o.name, b.name`,
  );
  return { bodies };
}

/** A body with its members, rule sets and terms. Its assemblies come from their own room. */
export async function bodyView(tx: Tx, id: string) {
  const body = await tx.findOneBy(BodyRow, { id });
  if (!body) return null;
  const organisation = must(await tx.findOneBy(OrganisationRow, { id: body.organisation }), 'organisation');
  const members: (MemberRow & {
    name: string;
    paid_up_to: string | null;
    held_from: string | null;
    held_to: string | null;
    struck_at: Date | null;
    struck_because: string | null;
  })[] = await tx.query(
    'SELECT m.*, o.name FROM member m JOIN organisation o ON o.id = m.organisation WHERE m.body = $1 ORDER BY o.name',
    [id],
  );
  const ruleSets = await tx.find(RuleSetRow, { where: { body: id }, order: { number: 'DESC' } });
  return {
    id: body.id,
    name: body.name,
    organisation: { id: organisation.id, name: organisation.name },
    source: body.source,
    certainty: body.certainty as Certainty,
    members: members
      .filter((row) => row.struck_at === null)
      .map((row) => ({ ...row, paidUpTo: row.paid_up_to, from: row.held_from, to: row.held_to })),
    struck: members.flatMap(
      ({ id: member, organisation: of, name, struck_at: at, struck_because: reason }) =>
        at === null || reason === null
          ? []
          : [{ id: member, organisation: of, name, at: at.toISOString(), reason }],
    ),
    ruleSets: ruleSets.map((row) => ({ ...row, data: row.data as RuleSet })),
    ...(await termViews(tx, id)),
  };
}
