import type { EntityManager } from 'typeorm';
import type { Context } from '../basics/event.js';
import type { Certainty, Titles } from '../basics/fields.js';
import { ruleSetById } from '../bodies/bodies.store.js';
import type { RuleSet } from '../bodies/ruleset.js';
import { lock } from '../house/perform.js';
import type { Room } from '../house/room.js';
import type { Place } from '../people/access.js';
import type { AssembliesEvent, QuorumView } from './assemblies.contract.js';
import {
  AssemblyRow,
  CredentialRow,
  ItemRow,
  PaperRow,
  PresenceRow,
  ProxyRow,
  SittingRow,
} from './assemblies.tables.js';
import { quorumView, type Delegate, type Floor, type Represented } from './assembly.js';

type Tx = EntityManager;

/** Comings and goings are told as the quorum they make; who came is for the desk. */
const TOLD = new Set([
  'sitting.planned',
  'sitting.opened',
  'sitting.closed',
  'paper.attached',
  'quorum.changed',
]);

export const assembliesRoom: Room = {
  name: 'assemblies',
  nouns: ['assembly', 'sitting', 'item', 'paper', 'credential', 'proxy', 'presence', 'quorum'],
  write: async (tx, events, context) => {
    for (const event of events) await write(tx, event as AssembliesEvent, context);
  },
  news: (entry) =>
    TOLD.has(entry.type) || (entry.type === 'item.added' && entry.data['internal'] === false)
      ? entry.data
      : null,
  constraints: {
    assembly_pk: 'assembly.exists',
    credential_once: 'credential.exists',
    proxy_once: 'proxy.exists',
  },
};

const moment = (text: string | null): Date | null => (text === null ? null : new Date(text));

async function write(tx: Tx, event: AssembliesEvent, context: Context): Promise<void> {
  const assembly = event.subject.assembly!;
  switch (event.type) {
    case 'assembly.convened': {
      const { assembly: id, from, to, ...rest } = event.data;
      await tx.insert(AssemblyRow, { id, heldFrom: from, heldTo: to, ...rest });
      return;
    }
    case 'sitting.planned': {
      const { sitting, number, name, plannedFrom } = event.data;
      await tx.insert(SittingRow, {
        ...{ id: sitting, assembly, number, name, state: 'planned' },
        plannedFrom: moment(plannedFrom),
      });
      return;
    }
    case 'sitting.opened':
      await tx.update(SittingRow, event.data.sitting, { state: 'open', openedAt: new Date(event.data.at) });
      return;
    case 'sitting.closed':
      await tx.update(SittingRow, event.data.sitting, { state: 'closed', closedAt: new Date(event.data.at) });
      return;
    case 'item.added': {
      const { item, ...rest } = event.data;
      await tx.insert(ItemRow, { id: item, assembly, ...rest });
      return;
    }
    case 'paper.attached': {
      const { paper, ...rest } = event.data;
      await tx.insert(PaperRow, { id: paper, ...rest });
      return;
    }
    case 'credential.submitted': {
      const { credential, ...rest } = event.data;
      await tx.insert(CredentialRow, {
        id: credential,
        assembly,
        ...rest,
        state: 'submitted',
        present: false,
      });
      return;
    }
    case 'credential.accredited':
      await tx.update(CredentialRow, event.data.credential, { state: 'accredited' });
      return;
    case 'credential.refused':
      await tx.update(CredentialRow, event.data.credential, { state: 'refused', reason: event.data.reason });
      return;
    case 'proxy.registered': {
      const { proxy, grantor, holder } = event.data;
      await tx.insert(ProxyRow, { id: proxy, assembly, grantor, holder, state: 'registered' });
      return;
    }
    case 'proxy.revoked':
      await tx.update(ProxyRow, event.data.proxy, { state: 'revoked', reason: event.data.reason });
      return;
    case 'presence.entered':
    case 'presence.left': {
      const present = event.type === 'presence.entered';
      const { credential } = event.data;
      await tx.update(CredentialRow, credential, { present });
      await tx.insert(PresenceRow, {
        id: context.id(),
        assembly,
        credential,
        present,
        at: new Date(context.at),
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
  const row = await tx.findOneBy(AssemblyRow, { id });
  return row && { body: row.body, assembly: id, open: row.open };
}

export async function assemblyRules(tx: Tx, id: string): Promise<{ ruleSet: string; data: RuleSet } | null> {
  const row = await tx.findOneBy(AssemblyRow, { id });
  if (!row?.ruleSet) return null;
  const found = await ruleSetById(tx, row.ruleSet);
  return found && { ruleSet: row.ruleSet, data: found.data };
}

/** Whether an agenda item is one of this assembly's. */
export const hasItem = (tx: Tx, assembly: string, item: string): Promise<boolean> =>
  tx.existsBy(ItemRow, { id: item, assembly });

export const openSittingOf = (tx: Tx, assembly: string): Promise<SittingRow | null> =>
  tx.findOneBy(SittingRow, { assembly, state: 'open' });

/** Who is here; null where the assembly has no rules (it was entered from a source). Members by name. */
export async function loadFloor(tx: Tx, id: string): Promise<Floor | null> {
  const assembly = await tx.findOneBy(AssemblyRow, { id });
  if (!assembly?.ruleSet) return null;
  const rules = (await ruleSetById(tx, assembly.ruleSet))!.data;
  const cutOff = (assembly.heldFrom ?? '').slice(0, 10);
  const rows: (Omit<Represented, 'paidUp' | 'delegates' | 'proxy'> & {
    paid_up_to: string | null;
    delegates: Delegate[] | null;
    proxy: Represented['proxy'];
  })[] = await tx.query(
    `SELECT m.id AS member, m.organisation, o.name, m.class, m.country, m.region, m.votes, m.paid_up_to, d.delegates,
       CASE WHEN p.id IS NULL THEN NULL ELSE jsonb_build_object('id', p.id, 'holder', p.holder) END AS proxy
     FROM member m JOIN organisation o ON o.id = m.organisation
     LEFT JOIN (SELECT member, jsonb_agg(jsonb_build_object('credential', id, 'person', person, 'role', role,
                  'state', state, 'present', present) ORDER BY id) AS delegates
                FROM credential WHERE assembly = $1 GROUP BY member) d ON d.member = m.id
     LEFT JOIN proxy p ON p.assembly = $1 AND p.grantor = m.id AND p.state = 'registered'
     WHERE m.body = $2 ORDER BY o.name, m.id`,
    [id, assembly.body],
  );
  return {
    assembly: id,
    rules,
    members: rows.map(({ paid_up_to: paid, delegates, ...row }) => ({
      ...row,
      // Dues are looked at only where the rules ask for them (`representation`).
      paidUp: paid !== null && paid >= cutOff,
      delegates: delegates ?? [],
    })),
  };
}

export async function presenceOf(tx: Tx, assembly: string, person: string): Promise<boolean | null> {
  const rows = await tx.findBy(CredentialRow, { assembly, person, state: 'accredited' });
  const voting = rows.filter((row) => row.role !== 'observer');
  return voting.length === 0 ? null : voting.some((row) => row.present);
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
  note: string | null;
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
    `${SUMMARY} WHERE $1::text IS NULL OR a.body = $1 ORDER BY a.held_from DESC NULLS LAST, a.id LIMIT 500`,
    [body],
  );
  return rows.filter((row) => sees({ body: row.body.id, assembly: row.id, open: row.open })).map(summary);
}

export interface ItemQuery {
  id: string;
  number: number;
  titles: Titles;
  internal: boolean;
  papers: { id: string; item: string; name: string; hash: string; bytes: number }[];
}

/** `inside`: the reader holds an office here and sees internal items too. */
export async function assemblyView(tx: Tx, id: string, inside: boolean) {
  const [row]: SummaryRow[] = await tx.query(`${SUMMARY} WHERE a.id = $1`, [id]);
  if (!row) return null;
  const sittings = await tx.find(SittingRow, { where: { assembly: id }, order: { number: 'ASC' } });
  const items: ItemQuery[] = await tx.query(
    `SELECT i.*, coalesce((SELECT jsonb_agg(to_jsonb(p) ORDER BY p.id) FROM paper p WHERE p.item = i.id), '[]') AS papers
     FROM agenda_item i WHERE i.assembly = $1 AND ($2 OR NOT i.internal) ORDER BY i.number`,
    [id, inside],
  );
  const floor = await loadFloor(tx, id);
  const quorum: QuorumView | null = floor && quorumView(floor);
  return {
    ...summary(row),
    timeZone: row.time_zone,
    sittings: sittings.map((sitting) => ({
      ...sitting,
      plannedFrom: sitting.plannedFrom?.toISOString() ?? null,
      openedAt: sitting.openedAt?.toISOString() ?? null,
      closedAt: sitting.closedAt?.toISOString() ?? null,
    })),
    items,
    quorum,
  };
}

export async function paperOf(tx: Tx, assembly: string, paper: string) {
  const rows: { name: string; hash: string; internal: boolean }[] = await tx.query(
    `SELECT p.name, p.hash, i.internal FROM paper p JOIN agenda_item i ON i.id = p.item
     WHERE p.id = $1 AND i.assembly = $2`,
    [paper, assembly],
  );
  return rows[0] ?? null;
}

export async function credentialViews(tx: Tx, assembly: string) {
  const rows: {
    id: string;
    member: string;
    organisation: { id: string; name: string };
    person: { id: string; name: string; email: string | null };
    role: 'delegate' | 'alternate' | 'observer';
    state: 'submitted' | 'accredited' | 'refused';
    reason: string | null;
    present: boolean;
    issued: Date | null;
  }[] = await tx.query(
    `SELECT c.*, jsonb_build_object('id', o.id, 'name', o.name) AS organisation,
       jsonb_build_object('id', p.id, 'name', p.name, 'email', p.email) AS person,
       (SELECT max(s.issued_at) FROM slip s WHERE s.person = c.person AND s.assembly = $1) AS issued
     FROM credential c JOIN member m ON m.id = c.member JOIN organisation o ON o.id = m.organisation
     JOIN person p ON p.id = c.person WHERE c.assembly = $1 ORDER BY o.name, p.name`,
    [assembly],
  );
  const proxies: {
    id: string;
    grantor: { member: string; name: string };
    holder: { person: string; name: string };
    state: 'registered' | 'revoked';
  }[] = await tx.query(
    `SELECT x.id, x.state, jsonb_build_object('member', m.id, 'name', o.name) AS grantor,
       jsonb_build_object('person', p.id, 'name', p.name) AS holder
     FROM proxy x JOIN member m ON m.id = x.grantor JOIN organisation o ON o.id = m.organisation
     JOIN person p ON p.id = x.holder WHERE x.assembly = $1 ORDER BY o.name, x.id`,
    [assembly],
  );
  return {
    credentials: rows.map(({ issued, ...row }) => ({ ...row, slipIssuedAt: issued?.toISOString() ?? null })),
    proxies,
  };
}
