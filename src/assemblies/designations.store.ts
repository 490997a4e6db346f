import { assemblyOf, blobOf } from '../basics/event.js';
import { first, must } from '../basics/must.js';
import type { EntityManager } from 'typeorm';
import type { AssembliesEvent } from './assemblies.contract.js';
import {
  AssemblyRow,
  CredentialsReportRow,
  DesignationCodeRow,
  DesignationLinkRow,
} from './assemblies.tables.js';
import type { OwnOffice, Remark } from './designation.js';
import { askedBy } from './membership.store.js';
import type { CredentialsReport, DesignatingView } from './designations.contract.js';

type Tx = EntityManager;

const moment = (text: string | null): Date | null => (text === null ? null : new Date(text));

type Written = Extract<
  AssembliesEvent,
  {
    type:
      | 'credential.report_adopted'
      | 'assembly.credential_dates_set'
      | 'designation.invited'
      | 'designation.made';
  }
>;

/** Links, dates and reports. A link's moment is read back from the record's `at`. */
export async function writeDesignation(tx: Tx, event: Written, at: Date): Promise<void> {
  const assembly = assemblyOf(event);
  switch (event.type) {
    case 'credential.report_adopted': {
      const { report: id, number, hash } = event.data;
      // Read back from the very text that is hashed into the record.
      const report = JSON.parse(blobOf(event, 'report')) as object;
      await tx.insert(CredentialsReportRow, { id, assembly, number, hash, report, adoptedAt: at });
      return;
    }
    case 'assembly.credential_dates_set':
      await tx.update(AssemblyRow, assembly, {
        designationsDue: moment(event.data.designations),
        duesUntil: moment(event.data.dues),
      });
      return;
    case 'designation.invited': {
      const { link: id, member, replaces } = event.data;
      await tx.insert(DesignationLinkRow, { id, assembly, member, issuedAt: at });
      if (replaces !== null) await tx.update(DesignationLinkRow, replaces, { replacedBy: id });
      return;
    }
    case 'designation.made':
      await tx.update(DesignationLinkRow, event.data.link, { usedAt: at });
  }
}

/** Until when members designate; null: there is no deadline. */
export const designationsDue = async (tx: Tx, id: string): Promise<string | null> =>
  (await tx.findOneBy(AssemblyRow, { id }))?.designationsDue?.toISOString() ?? null;

/** The link that a code opens, while that was neither used nor replaced. */
export async function linkOf(tx: Tx, codeHash: string): Promise<DesignationLinkRow | null> {
  const code = await tx.findOneBy(DesignationCodeRow, { codeHash });
  return code && tx.findOneBy(DesignationLinkRow, { id: code.link });
}

/** The links of members that no later one replaced. */
export async function linksOf(tx: Tx, assembly: string): Promise<Map<string, DesignationLinkRow>> {
  const rows = await tx.query<{ id: string; member: string }[]>(
    'SELECT id, member FROM designation_link WHERE assembly = $1 AND replaced_by IS NULL',
    [assembly],
  );
  return new Map(rows.map((row) => [row.member, row as DesignationLinkRow]));
}

/** What a link shows to the member that holds it. */
export async function linkView(tx: Tx, { assembly, member }: DesignationLinkRow) {
  const rows: {
    assembly: { id: string; name: string; timeZone: string | null };
    member: string;
    due: Date | null;
  }[] = await tx.query(
    `SELECT jsonb_build_object('id', a.id, 'name', a.name, 'timeZone', a.time_zone) AS assembly,
       o.name AS member, a.designations_due AS due
     FROM assembly a, member m JOIN organisation o ON o.id = m.organisation WHERE a.id = $1 AND m.id = $2`,
    [assembly, member],
  );
  const designated: { name: string; role: 'delegate' | 'alternate' | 'observer' }[] = await tx.query(
    `SELECT p.name, c.role FROM credential c JOIN person p ON p.id = c.person
     WHERE c.assembly = $1 AND c.member = $2 AND c.state IN ('submitted', 'accredited') ORDER BY p.name`,
    [assembly, member],
  );
  const { due, ...row } = first(rows);
  return { ...row, due: due?.toISOString() ?? null, designated };
}

/** The members that an assembly asks with what each has designated, by name. */
export async function designatingViews(tx: Tx, assembly: string): Promise<DesignatingView[]> {
  const asked = await askedBy(tx, assembly);
  const rows: (Omit<DesignatingView, 'linkIssuedAt' | 'linkUsedAt'> & {
    issued: Date | null;
    used: Date | null;
  })[] = await tx.query(
    `SELECT m.id AS member, o.name, count(c.id)::int AS designated, max(l.issued_at) AS issued, max(l.used_at) AS used
     FROM assembly a JOIN member m ON m.body = a.body JOIN organisation o ON o.id = m.organisation
     LEFT JOIN credential c ON c.assembly = a.id AND c.member = m.id AND c.state IN ('submitted', 'accredited')
     LEFT JOIN designation_link l ON l.assembly = a.id AND l.member = m.id AND l.replaced_by IS NULL
     WHERE a.id = $1 GROUP BY m.id, o.name ORDER BY o.name`,
    [assembly],
  );
  return rows
    .filter(({ member, designated }) => designated > 0 || asked.has(member))
    .map(({ issued, used, ...row }) => ({
      ...row,
      linkIssuedAt: issued?.toISOString() ?? null,
      linkUsedAt: used?.toISOString() ?? null,
    }));
}

/** What a person holds in the assembly now as delegate or observer. */
export const ownOffices = (tx: Tx, assembly: string, person: string): Promise<OwnOffice[]> =>
  tx.query(
    `SELECT id, office FROM office WHERE assembly = $1 AND person = $2 AND office IN ('delegate', 'observer')
     AND (held_to IS NULL OR held_to > now()) ORDER BY id`,
    [assembly, person],
  );

export async function remarksOf(tx: Tx, assembly: string): Promise<{ remarks: Remark[]; revoked: number }> {
  const remarks: Remark[] = await tx.query(
    'SELECT id AS credential, reason, late FROM credential WHERE assembly = $1',
    [assembly],
  );
  const [row]: { revoked: number }[] = await tx.query(
    `SELECT count(*)::int AS revoked FROM proxy WHERE assembly = $1 AND state = 'revoked'`,
    [assembly],
  );
  return { remarks, revoked: must(row, 'link').revoked };
}

/** The adopted reports, newest first. */
export async function adoptedReports(tx: Tx, assembly: string) {
  const rows = await tx.find(CredentialsReportRow, { where: { assembly }, order: { number: 'DESC' } });
  return rows.map((row) => ({
    ...row,
    adoptedAt: row.adoptedAt.toISOString(),
    report: row.report as CredentialsReport,
  }));
}

export const lastReport = async (tx: Tx, assembly: string): Promise<number> =>
  (await tx.maximum(CredentialsReportRow, 'number', { assembly })) ?? 0;
