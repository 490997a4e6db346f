import { In, type EntityManager } from 'typeorm';
import { assemblyOf, ofType, type Context } from '../basics/event.js';
import { latestFirst } from '../basics/edtf.js';
import type { Certainty } from '../basics/fields.js';
import { first, must } from '../basics/must.js';
import { ruleSetById } from '../bodies/bodies.store.js';
import { figureAt, type Figure } from '../bodies/register.js';
import type { RuleSet } from '../rules/ruleset.js';
import { insertAll, lock } from '../house/perform.js';
import {
  holdsAll,
  inAnyLanguage,
  namedBy,
  type Hidden,
  type OnPerson,
  type Room,
  type StandsOn,
} from '../house/room.js';
import type { Rooms } from '../house/rooms.js';
import { reaching, type Place } from '../access/access.js';
import { beyond, type Reach } from '../people/people.store.js';
import type { Entry } from '../log/entry.js';
import { entriesOf } from '../log/reading.js';
import { isHidden } from './agenda.js';
import { belongs, type Held, type OnRegister } from './membership.js';
import { heldAt } from './membership.store.js';
import { agendaOf, hasItem, itemViews, writeItem } from './agenda.store.js';
import {
  HINTED,
  TOLD,
  type AssembliesEvent,
  type CredentialState,
  type ProxyScope,
  type QuorumView,
  type SceneView,
} from './assemblies.contract.js';
import {
  AssemblyRow,
  CredentialRow,
  PaperRow,
  PresenceRow,
  ProxyRow,
  SittingRow,
} from './assemblies.tables.js';
import { dayBegins, heldOn, nearestFirst } from './meeting.js';
import { sceneAfter } from './hall.js';
import { quorumView, type Delegate, type Attendance, type Proxy } from './assembly.js';
import type { CredentialKnown } from './delegates.js';
import { writeDesignation } from './designations.store.js';
import type { NoticesEvent } from './notices.contract.js';
import { writeNotice } from './notices.store.js';
import { latestCall, ownStandings, TURN, writePresence } from './presence.store.js';
import { proxiesDue } from './proxies.js';

type Tx = EntityManager;

/** Comings and goings are told as the quorum they make; who came is for the desk. */
function news({ type, data }: Entry): Entry['data'] | null {
  if ((HINTED as readonly string[]).includes(type))
    return TAKING.has(type) && data['internal'] === false ? data : {};
  return (TOLD as readonly string[]).includes(type) ? data : null;
}

const TAKING = new Set(['item.taken_up', 'item.left', 'item.dealt_with']);

export const assembliesRoom: Room = {
  name: 'assemblies',
  nouns: [
    'assembly',
    'sitting',
    'item',
    'paper',
    'credential',
    'designation',
    'notice',
    'proxy',
    'presence',
    'quorum',
    'hall',
  ],
  write: async (tx, events, context) => {
    await writeMany(tx, events as readonly AssembliesEvent[], context);
    for (const event of events) {
      if (event.type.startsWith('notice.'))
        await writeNotice(tx, event as NoticesEvent, new Date(context.at));
      else await writeOne(tx, event as AssembliesEvent, context);
    }
  },
  news,
  own: ownStandings,
  constraints: {
    assembly_pk: 'assembly.exists',
    credential_once: 'credential.exists',
    credential_seat_once: 'credential.seat_taken',
    credential_badge_once: 'credential.badge_taken',
    notice_number: 'house.try_again',
    credentials_report_number: 'house.try_again',
    quorum_call_once: 'quorum_call.running',
    proxy_once: 'proxy.exists',
  },
  closed: async (tx) =>
    (await tx.findBy(AssemblyRow, { open: false })).map(({ id, body }) => ({
      assembly: id,
      body,
      open: false,
    })),
  hidden: hiddenItems,
  meetings: async (tx, body) => {
    const all = await assemblySummaries(tx, { body, sees: () => true });
    return all.map(({ id, name, place, open, ...held }) => ({
      ...{ id, name, place, date: heldOn(held) },
      at: { body, assembly: id, open },
    }));
  },
  matching: (tx, { words, limit }) =>
    tx.query(
      `(SELECT 'assembly' AS noun, id FROM assembly
          WHERE ${holdsAll(`concat_ws(' ', name, place)`, '$1')} ORDER BY held_from DESC NULLS LAST, id LIMIT $2)
       UNION ALL
       (SELECT 'item', i.id::text FROM agenda_item i JOIN assembly a ON a.id = i.assembly
          WHERE ${holdsAll(inAnyLanguage('i.titles'), '$1')} ORDER BY a.held_from DESC NULLS LAST, i.id LIMIT $2)`,
      [words, limit],
    ),
  onMember,
  onPerson,
  placeOf: async (tx, noun, id) => (noun === 'assembly' ? assemblyPlace(tx, id) : null),
  named: async (tx, noun, ids) => {
    const query = NAMED[noun];
    return query === undefined ? new Map() : namedBy(await tx.query(query, [ids]));
  },
  attended: async (tx, held) => {
    const at = new Date().toISOString();
    const rows: {
      id: string;
      name: string;
      body: string;
      from: string | null;
      to: string | null;
      sits: boolean;
    }[] = await tx.query(
      `SELECT a.id, a.name, a.body, a.held_from AS from, a.held_to AS to,
           EXISTS (SELECT 1 FROM sitting s WHERE s.assembly = a.id AND s.state = 'open') AS sits
         FROM assembly a WHERE NOT a.historical ORDER BY a.id`,
    );
    return rows
      .filter(({ id, body }) => reaching({ held, place: { body, assembly: id }, at }).length > 0)
      .sort(nearestFirst(at.slice(0, 10)))
      .map(({ id, name, body }) => ({ id, name, body }));
  },
};

/** Credentials and proxies of a member that are valid in assemblies that are not over. */
async function onMember(tx: Tx, member: string): Promise<StandsOn[]> {
  const rows: { id: string; name: string; held_from: string | null; kind: 'credential' | 'proxy' }[] =
    await tx.query(
      `SELECT a.id, a.name, a.held_from, x.kind FROM (
         SELECT assembly, 'credential' AS kind FROM credential WHERE member = $1 AND state IN ('submitted', 'accredited')
         UNION SELECT assembly, 'proxy' FROM proxy WHERE grantor = $1 AND state = 'registered') x
       JOIN assembly a ON a.id = x.assembly WHERE NOT a.historical ORDER BY x.kind, a.id`,
      [member],
    );
  const standing: StandsOn[] = [];
  for (const { id, name, held_from: heldFrom, kind } of rows)
    if ((await heldAt(tx, { id, heldFrom })).overAt === null) standing.push({ kind, assembly: name });
  return standing;
}

/** Credentials of a person, and proxies that they hold. */
async function onPerson(tx: Tx, person: string): Promise<OnPerson[]> {
  const rows: {
    id: string;
    name: string;
    held_from: string | null;
    kind: 'credential' | 'proxy';
    member: string;
    valid: boolean;
  }[] = await tx.query(
    `SELECT a.id, a.name, a.held_from, x.kind, o.name AS member, x.valid FROM (
       SELECT id, assembly, member, 'credential' AS kind, state IN ('submitted', 'accredited') AS valid
       FROM credential WHERE person = $1
       UNION ALL SELECT id, assembly, grantor, 'proxy', state = 'registered' FROM proxy WHERE holder = $1) x
     JOIN assembly a ON a.id = x.assembly JOIN member m ON m.id = x.member JOIN organisation o ON o.id = m.organisation
     ORDER BY x.id`,
    [person],
  );
  const over = new Map<string, boolean>();
  for (const { id, held_from: heldFrom } of rows)
    if (!over.has(id)) over.set(id, (await heldAt(tx, { id, heldFrom })).overAt !== null);
  return rows.map(({ id, name, kind, member, valid }) => ({
    ...{ kind, assembly: { id, name }, member },
    open: valid && !over.get(id),
  }));
}

/** A credential is named by the member that it is for, never by the person. */
const NAMED: Readonly<Record<string, string>> = {
  assembly: 'SELECT id, name, time_zone AS "timeZone", body FROM assembly WHERE id = ANY($1)',
  item: 'SELECT id, titles, assembly FROM agenda_item WHERE id = ANY($1::uuid[])',
  sitting: 'SELECT id, number, name, assembly FROM sitting WHERE id = ANY($1::uuid[])',
  notice: 'SELECT id, number, assembly FROM notice WHERE id = ANY($1::uuid[])',
  credential: `SELECT c.id, o.name, c.assembly FROM credential c JOIN member m ON m.id = c.member
    JOIN organisation o ON o.id = m.organisation WHERE c.id = ANY($1::uuid[])`,
  proxy: `SELECT p.id, o.name, p.assembly FROM proxy p JOIN member m ON m.id = p.grantor
    JOIN organisation o ON o.id = m.organisation WHERE p.id = ANY($1::uuid[])`,
};

/** Internal items and whatever is under them, of all assemblies. */
export async function hiddenItems(tx: Tx): Promise<Hidden[]> {
  const rows: (Place & { id: string })[] = await tx.query(
    `WITH RECURSIVE hidden AS (
       SELECT id, assembly FROM agenda_item WHERE internal
       UNION SELECT i.id, i.assembly FROM agenda_item i JOIN hidden h ON i.parent = h.id)
     SELECT h.id, a.id AS assembly, a.body, a.open FROM hidden h JOIN assembly a ON a.id = h.assembly`,
  );
  return rows.map(({ id, ...place }) => ({ id, place }));
}

const moment = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** What comes by the thousand when an assembly gathers: a few statements an act, not one a delegate. */
async function writeMany(tx: Tx, events: readonly AssembliesEvent[], context: Context): Promise<void> {
  const submitted = ofType(events, 'credential.submitted');
  if (submitted.length > 0) {
    const last = await lastPrecedences(tx, assemblyOf(first(submitted)));
    await insertAll(
      tx,
      CredentialRow,
      submitted.map(({ subject, personal, data: { credential, late = null, ...rest } }) => {
        const precedence = (last.get(rest.member) ?? 0) + 1;
        last.set(rest.member, precedence);
        return {
          ...{
            id: credential,
            assembly: assemblyOf({ subject }),
            late,
            precedence,
            ...rest,
          },
          gender: personal?.['gender'] ?? null,
          ...{ state: 'submitted' as const, present: false },
        };
      }),
    );
  }
  const accredited = ofType(events, 'credential.accredited').map(({ data }) => data.credential);
  if (accredited.length > 0) {
    await tx.update(CredentialRow, { id: In(accredited) }, { state: 'accredited' });
  }
  for (const [type, present] of [
    ['presence.entered', true],
    ['presence.left', false],
  ] as const) {
    const moved = ofType(events, type);
    if (moved.length === 0) continue;
    await tx.update(CredentialRow, { id: In(moved.map(({ data }) => data.credential)) }, { present });
    await insertAll(
      tx,
      PresenceRow,
      moved.map(({ subject, data }) => ({
        ...{
          id: context.id(),
          assembly: assemblyOf({ subject }),
          credential: data.credential,
        },
        ...{ present, at: new Date(context.at) },
      })),
    );
  }
}

/** These credentials of one member in this order, in the places that they have among all of its. */
async function order(tx: Tx, credentials: readonly string[]): Promise<void> {
  await tx.query(
    `UPDATE credential c SET precedence = p.precedence
     FROM unnest($1::uuid[]) WITH ORDINALITY AS o (id, place),
       (SELECT precedence, row_number() OVER (ORDER BY precedence, id) AS place FROM credential WHERE id = ANY($1)) p
     WHERE c.id = o.id AND p.place = o.place`,
    [credentials],
  );
}

/** The last place that each member's credentials have in an assembly. */
async function lastPrecedences(tx: Tx, assembly: string): Promise<Map<string, number>> {
  const rows: { member: string; last: number }[] = await tx.query(
    'SELECT member, max(precedence) AS last FROM credential WHERE assembly = $1 GROUP BY member',
    [assembly],
  );
  return new Map(rows.map(({ member, last }) => [member, last]));
}

async function writeOne(tx: Tx, event: AssembliesEvent, context: Context): Promise<void> {
  const assembly = assemblyOf(event);
  switch (event.type) {
    case 'assembly.convened': {
      const { assembly: id, from, to, ...rest } = event.data;
      await tx.insert(AssemblyRow, { id, heldFrom: from, heldTo: to, ...rest });
      return;
    }
    case 'assembly.corrected': {
      const { from, to, ...rest } = event.data.facts;
      const held = { ...(from !== undefined && { heldFrom: from }), ...(to !== undefined && { heldTo: to }) };
      await tx.update(AssemblyRow, assembly, { ...rest, ...held });
      return;
    }
    case 'assembly.deadlines_set':
      await tx.update(AssemblyRow, assembly, { motionsDue: moment(event.data.motions) });
      return;
    case 'sitting.planned': {
      const { sitting, number, name, plannedFrom, plannedUntil = null } = event.data;
      await tx.insert(SittingRow, {
        ...{ id: sitting, assembly, number, name, state: 'planned' },
        ...{ plannedFrom: moment(plannedFrom), plannedUntil: moment(plannedUntil) },
      });
      return;
    }
    case 'sitting.changed': {
      const { sitting, name, plannedFrom, plannedUntil } = event.data;
      const times = { plannedFrom: moment(plannedFrom), plannedUntil: moment(plannedUntil) };
      await tx.update(SittingRow, sitting, { name, ...times });
      return;
    }
    case 'sitting.cancelled': {
      const { sitting, reason } = event.data;
      await tx.update(SittingRow, sitting, { state: 'cancelled', cancelledBecause: reason });
      return;
    }
    case 'sitting.opened':
      await tx.update(SittingRow, event.data.sitting, { state: 'open', openedAt: new Date(event.data.at) });
      return;
    case 'sitting.closed':
      await tx.update(SittingRow, event.data.sitting, { state: 'closed', closedAt: new Date(event.data.at) });
      return;
    case 'item.added':
    case 'item.changed':
    case 'item.moved':
    case 'item.withdrawn':
    case 'item.taken_up':
    case 'item.left':
    case 'item.dealt_with':
      return writeItem(tx, event, context);
    case 'paper.attached': {
      const { paper, ...rest } = event.data;
      await tx.insert(PaperRow, { id: paper, ...rest });
      return;
    }
    case 'paper.renamed':
      await tx.update(PaperRow, event.data.paper, { name: event.data.name });
      return;
    case 'paper.withdrawn':
      await tx.update(PaperRow, event.data.paper, { withdrawnBecause: event.data.reason });
      return;
    case 'credential.submitted':
    case 'credential.accredited':
    case 'presence.entered':
    case 'presence.left':
      // Written by `writeMany`.
      return;
    case 'credential.facts_changed': {
      const { credential, role } = event.data;
      const gender = event.personal?.['gender'];
      await tx.update(CredentialRow, credential, { ...(role && { role }), ...(gender && { gender }) });
      return;
    }
    case 'credential.refused':
      await tx.update(CredentialRow, event.data.credential, { state: 'refused', reason: event.data.reason });
      return;
    case 'credential.reinstated':
      await tx.update(CredentialRow, event.data.credential, { state: 'submitted', reason: null });
      return;
    case 'credential.withdrawn':
      await tx.update(CredentialRow, event.data.credential, {
        state: 'withdrawn',
        reason: event.data.reason,
        present: false,
      });
      return;
    case 'credential.substituted': {
      const { credential, by, role, reason } = event.data;
      await tx.update(CredentialRow, credential, { state: 'substituted', reason, present: false });
      await tx.update(CredentialRow, by, { role });
      return order(tx, [by, credential]);
    }
    case 'credential.ordered':
      return order(tx, event.data.credentials);
    case 'credential.seated':
    case 'presence.confirmed':
    case 'quorum.called':
    case 'quorum.call_ended':
    case 'quorum.call_closed':
      return writePresence(tx, event, new Date(context.at));
    case 'credential.report_adopted':
    case 'assembly.credential_dates_set':
    case 'designation.invited':
    case 'designation.made':
      return writeDesignation(tx, event, new Date(context.at));
    case 'proxy.registered': {
      const { proxy, grantor, holder, scope } = event.data;
      await tx.insert(ProxyRow, {
        ...{ id: proxy, assembly, grantor, holder, state: 'registered' },
        item: scope?.kind === 'item' ? scope.item : null,
        motion: scope?.kind === 'motion' ? scope.motion : null,
        instruction: event.personal?.['instruction'] ?? null,
      });
      return;
    }
    case 'proxy.revoked':
      await tx.update(ProxyRow, event.data.proxy, { state: 'revoked', reason: event.data.reason });
      return;
    case 'hall.shown': {
      const scene = sceneAfter(event.data, context.at);
      await tx.update(AssemblyRow, assembly, {
        scene: scene?.scene ?? null,
        sceneSince: moment(scene?.since ?? null),
        sceneSentence: scene?.sentence ?? null,
        sceneUntil: moment(scene?.until ?? null),
      });
      return;
    }
    case 'quorum.changed':
      // The series of the quorum is in the record; the present state follows from credentials and proxies.
      return;
  }
}

/** Serialises everything that moves the numbers of an assembly: its motions, decisions, polls, presence. */
export const lockAssembly = (tx: Tx, assembly: string): Promise<unknown> => lock(tx, `assembly:${assembly}`);

export async function assemblyPlace(tx: Tx, id: string): Promise<Place | null> {
  const [place]: Place[] = await tx.query('SELECT id AS assembly, body, open FROM assembly WHERE id = $1', [
    id,
  ]);
  return place ?? null;
}

export async function assemblyRules(tx: Tx, id: string): Promise<{ ruleSet: string; data: RuleSet } | null> {
  const row = await tx.findOneBy(AssemblyRow, { id });
  if (!row?.ruleSet) return null;
  const found = await ruleSetById(tx, row.ruleSet);
  return found && { ruleSet: row.ruleSet, data: found.data };
}

export const timeZoneOf = async (tx: Tx, id: string): Promise<string | null> =>
  (await tx.findOneBy(AssemblyRow, { id }))?.timeZone ?? null;

/** Until when motions come in time; null: always. */
export const motionsDue = async (tx: Tx, id: string): Promise<string | null> =>
  (await tx.findOneBy(AssemblyRow, { id }))?.motionsDue?.toISOString() ?? null;

/** Whether what a proxy is limited to is of this assembly. */
export async function hasScope(
  tx: Tx,
  assembly: string,
  { scope, rooms }: { scope: ProxyScope; rooms: Rooms },
): Promise<boolean> {
  if (scope.kind === 'item') return hasItem(tx, assembly, scope.item);
  return (await rooms.placeOf(tx, 'motion', scope.motion))?.assembly === assembly;
}

export const openSittingOf = (tx: Tx, assembly: string): Promise<SittingRow | null> =>
  tx.findOneBy(SittingRow, { assembly, state: 'open' });

/** A proxy's scope as the contract has it. */
const SCOPE = `CASE WHEN item IS NOT NULL THEN jsonb_build_object('kind', 'item', 'item', item)
  WHEN motion IS NOT NULL THEN jsonb_build_object('kind', 'motion', 'motion', motion) END`;

/** Who is here; null where the assembly has no rules (it was entered from a source). Members by name. */
export async function loadAttendance(tx: Tx, id: string): Promise<Attendance | null> {
  return (await loadRegister(tx, id))?.attendance ?? null;
}

/** The attendance with all members of the body beside it, also those that do not belong to this assembly. */
export async function loadRegister(
  tx: Tx,
  id: string,
): Promise<{ attendance: Attendance; held: Held; register: OnRegister[] } | null> {
  const assembly = await tx.findOneBy(AssemblyRow, { id });
  if (!assembly?.ruleSet) return null;
  const rules = must(await ruleSetById(tx, assembly.ruleSet), 'rule set').data;
  const held = await heldAt(tx, assembly);
  const { cutOff } = held;
  const rows: (Omit<OnRegister, 'paidUp' | 'figure' | 'delegates' | 'proxies' | 'recordedAt' | 'struckAt'> & {
    recordedAt: Date | null;
    struckAt: Date | null;
    figures: Figure[] | null;
    delegates: Delegate[] | null;
    proxies: Proxy[] | null;
  })[] = await tx.query(
    `SELECT m.id AS member, m.organisation, o.name, m.class, m.country, m.region, m.chamber, m.votes,
       m.paid_up_to AS "paidUpTo", m.held_from AS "from", m.held_to AS "to", m.recorded_at AS "recordedAt",
       m.struck_at AS "struckAt",
       d.delegates, p.proxies, f.figures
     FROM member m JOIN organisation o ON o.id = m.organisation
     LEFT JOIN (SELECT member, jsonb_agg(jsonb_build_object('credential', id, 'person', person, 'role', role,
                  'state', state, 'present', present) ORDER BY precedence, id) AS delegates
                FROM credential WHERE assembly = $1 GROUP BY member) d ON d.member = m.id
     LEFT JOIN (SELECT grantor, jsonb_agg(jsonb_build_object('id', id, 'holder', holder, 'scope', ${SCOPE}) ORDER BY id) AS proxies
                FROM proxy WHERE assembly = $1 AND state = 'registered' GROUP BY grantor) p ON p.grantor = m.id
     LEFT JOIN (SELECT member, jsonb_agg(jsonb_build_object('on', on_date, 'figure', figure) ORDER BY id) AS figures
                FROM member_figure WHERE $3 AND member IN (SELECT id FROM member WHERE body = $2) GROUP BY member) f ON f.member = m.id
     WHERE m.body = $2 ORDER BY o.name, m.id`,
    [id, assembly.body, rules.votes.table !== undefined],
  );
  const [first]: { at: Date | null }[] = await tx.query(
    `SELECT min(coalesce(planned_from, opened_at)) AS at FROM sitting WHERE assembly = $1 AND state <> 'cancelled'`,
    [id],
  );
  const register = rows.map(({ figures, delegates, proxies, recordedAt, struckAt, ...row }): OnRegister => {
    const known = figureAt(figures ?? [], cutOff);
    return {
      ...row,
      // Dues are looked at only where the rules ask for them (`representation`).
      paidUp: row.paidUpTo !== null && row.paidUpTo >= cutOff,
      recordedAt: recordedAt?.toISOString() ?? null,
      struckAt: struckAt?.toISOString() ?? null,
      figure: known && BigInt(known.figure).toString(),
      figureOn: known?.on ?? null,
      delegates: delegates ?? [],
      proxies: proxies ?? [],
    };
  });
  const attendance = {
    assembly: id,
    rules,
    beginsAt: first?.at?.toISOString() ?? dayBegins(cutOff, assembly.timeZone),
    members: register
      .filter((member) => belongs(member, held))
      .map(({ from: _, to: __, recordedAt: ___, paidUpTo: ____, struckAt: _____, ...member }) => member),
  };
  return { attendance, held, register };
}

interface SummaryRow {
  id: string;
  name: string;
  body: { id: string; name: string; organisation: string };
  place: string | null;
  held_from: string | null;
  held_to: string | null;
  certainty: Certainty;
  source: string | null;
  historical: boolean;
  demonstration: boolean;
  open: boolean;
  time_zone: string | null;
  motions_due: Date | null;
  designations_due: Date | null;
  dues_until: Date | null;
  note: string | null;
  scene: SceneView['scene'] | null;
  scene_since: Date | null;
  scene_sentence: string | null;
  scene_until: Date | null;
  ruleSet: { id: string; name: string; number: number } | null;
}

const SUMMARY = `
  SELECT a.*, jsonb_build_object('id', b.id, 'name', b.name, 'organisation', coalesce(o.short, o.name)) AS body,
    CASE WHEN r.id IS NULL THEN NULL ELSE jsonb_build_object('id', r.id, 'name', r.name, 'number', r.number) END AS "ruleSet"
  FROM assembly a JOIN body b ON b.id = a.body JOIN organisation o ON o.id = b.organisation
  LEFT JOIN rule_set r ON r.id = a.rule_set`;

const summary = (row: SummaryRow) => ({ ...row, from: row.held_from, to: row.held_to });

/** Assemblies, newest first; those that are not open only where `sees` says so. */
export async function assemblySummaries(
  tx: Tx,
  { body, sees }: { body: string | null; sees: (place: Place) => boolean },
) {
  const rows: SummaryRow[] = await tx.query(
    `${SUMMARY} WHERE $1::text IS NULL OR a.body = $1 ORDER BY a.id`,
    [body],
  );
  return rows
    .sort((a, b) => latestFirst(a.held_from, b.held_from))
    .filter((row) => sees({ body: row.body.id, assembly: row.id, open: row.open }))
    .slice(0, 500)
    .map(summary);
}

/** The quorum as the record told it last. */
async function lastQuorum(tx: Tx, assembly: string): Promise<QuorumView | null> {
  const told = { types: ['quorum.changed'], told: 'quorum.changed', limit: 1 };
  const [last] = await entriesOf(tx, { subject: `assembly:${assembly}`, ...told });
  return (last?.data ?? null) as QuorumView | null;
}

/** `inside`: the reader holds an office here and sees internal items too. */
export async function assemblyView(tx: Tx, id: string, inside: boolean) {
  const [row]: SummaryRow[] = await tx.query(`${SUMMARY} WHERE a.id = $1`, [id]);
  if (!row) return null;
  const sittings = await tx.find(SittingRow, { where: { assembly: id }, order: { number: 'ASC' } });
  const attendance = await loadAttendance(tx, id);
  const quorum: QuorumView | null =
    attendance &&
    (((await heldAt(tx, { id, heldFrom: row.held_from })).overAt !== null && (await lastQuorum(tx, id))) ||
      quorumView(attendance));
  return {
    ...summary(row),
    timeZone: row.time_zone,
    motionsDue: row.motions_due?.toISOString() ?? null,
    designationsDue: row.designations_due?.toISOString() ?? null,
    duesUntil: row.dues_until?.toISOString() ?? null,
    sittings: sittings.map(({ cancelledBecause: reason, ...sitting }) => ({
      ...{ ...sitting, reason },
      plannedFrom: sitting.plannedFrom?.toISOString() ?? null,
      plannedUntil: sitting.plannedUntil?.toISOString() ?? null,
      openedAt: sitting.openedAt?.toISOString() ?? null,
      closedAt: sitting.closedAt?.toISOString() ?? null,
    })),
    items: await itemViews(tx, id, inside),
    quorum,
    quorumCall: await latestCall(tx, id),
    scene: row.scene && {
      ...{ scene: row.scene, sentence: row.scene_sentence },
      until: row.scene_until?.toISOString() ?? null,
      since: must(row.scene_since, 'since when the scene is shown').toISOString(),
    },
  };
}

/** `internal`: the item is, or one that it is under. */
export async function paperOf(tx: Tx, assembly: string, paper: string) {
  const row = await tx.findOneBy(PaperRow, { id: paper });
  const { items } = await agendaOf(tx, assembly);
  if (!row || !items.some(({ id }) => id === row.item)) return null;
  return { name: row.name, hash: row.hash, internal: isHidden(items, row.item) };
}

/** Of a credential `c`: somebody could vote by it, here or not. */
const MAY_VOTE = `(c.role <> 'observer' AND c.state IN ('submitted', 'accredited'))`;

/** `inside`: the reader is of the secretariat and sees the proxies' instructions. `desk`: how far that reaches. */
export async function credentialViews(
  tx: Tx,
  assembly: string,
  { inside = false, desk = { house: true } }: { inside?: boolean; desk?: Reach } = {},
) {
  const rows: {
    id: string;
    member: string;
    organisation: { id: string; name: string };
    person: { id: string; name: string; email: string | null };
    role: 'delegate' | 'alternate' | 'observer';
    state: CredentialState;
    reason: string | null;
    late: string | null;
    seat: string | null;
    badge: string | null;
    present: boolean;
    turn: { place: number; of: number } | null;
    issued: Date | null;
    beyond: boolean;
  }[] = await tx.query(
    `SELECT c.*, jsonb_build_object('id', o.id, 'name', o.name) AS organisation,
       CASE WHEN ${MAY_VOTE} THEN jsonb_build_object('place', row_number() OVER (PARTITION BY c.member, ${MAY_VOTE} ORDER BY ${TURN}),
         'of', count(*) OVER (PARTITION BY c.member, ${MAY_VOTE})) END AS turn,
       jsonb_build_object('id', p.id, 'name', p.name, 'email', p.email) AS person,
       (SELECT max(s.issued_at) FROM slip s WHERE s.person = c.person AND s.assembly = $1) AS issued,
       ${beyond('$2')} AS beyond
     FROM credential c JOIN member m ON m.id = c.member JOIN organisation o ON o.id = m.organisation
     JOIN person p ON p.id = c.person WHERE c.assembly = $1 ORDER BY o.name, m.id, ${TURN}`,
    [assembly, JSON.stringify(desk)],
  );
  return {
    credentials: rows.map(({ issued, ...row }) => ({ ...row, slipIssuedAt: issued?.toISOString() ?? null })),
    proxies: await proxyViews(tx, assembly, { holder: null, instructed: inside }),
    terms: await proxyTerms(tx, assembly),
  };
}

/** The credentials that stand here, as the delegates' file is held against them. `desk`: how far the reader's reaches. */
export const credentialsKnown = (tx: Tx, assembly: string, desk: Reach): Promise<CredentialKnown[]> =>
  tx.query(
    `SELECT c.id AS credential, c.member, c.person, p.name, p.email, p.lang, c.role, c.gender, c.state, ${beyond('$2')} AS beyond
     FROM credential c JOIN person p ON p.id = c.person
     WHERE c.assembly = $1 AND c.state NOT IN ('withdrawn', 'substituted') ORDER BY c.id`,
    [assembly, JSON.stringify(desk)],
  );

/** What the rules say of proxies here; null without rules of ours. */
async function proxyTerms(tx: Tx, assembly: string) {
  const attendance = await loadAttendance(tx, assembly);
  if (!attendance) return null;
  const { allowed, maxPerHolder, form } = attendance.rules.proxies;
  return { allowed, maxPerHolder, form: form ?? null, due: proxiesDue(attendance) };
}

/** Proxies by the grantor's name: all, or those that one person holds. `instructed`: with what the holder was told. */
export async function proxyViews(
  tx: Tx,
  assembly: string,
  { holder, instructed }: { holder: string | null; instructed: boolean },
) {
  const rows: {
    id: string;
    grantor: { member: string; name: string };
    holder: { person: string; name: string };
    scope: ProxyScope | null;
    instruction: string | null;
    state: 'registered' | 'revoked';
    reason: string | null;
  }[] = await tx.query(
    `SELECT x.id, x.state, x.reason, ${SCOPE} AS scope, CASE WHEN $3 THEN x.instruction END AS instruction,
       jsonb_build_object('member', m.id, 'name', o.name) AS grantor,
       jsonb_build_object('person', p.id, 'name', p.name) AS holder
     FROM proxy x JOIN member m ON m.id = x.grantor JOIN organisation o ON o.id = m.organisation
     JOIN person p ON p.id = x.holder
     WHERE x.assembly = $1 AND ($2::uuid IS NULL OR x.holder = $2) ORDER BY o.name, x.id`,
    [assembly, holder, instructed],
  );
  return rows;
}
