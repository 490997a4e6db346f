import { Not, type EntityManager } from 'typeorm';
import type { Rooms } from '../house/rooms.js';
import { loadAttendance } from './assemblies.store.js';
import { SittingRow } from './assemblies.tables.js';
import { representation } from './assembly.js';
import { outsideDays } from './meeting.js';
import type { Figure, Prepared } from './preparation.js';

type Tx = EntityManager;

interface Counted {
  rules: number;
  from: string | null;
  to: string | null;
  timeZone: string | null;
  agenda: number;
  notices: number;
  chairs: number;
  people: number;
  addresses: number;
  standing: number;
  accredited: number;
  slips: number;
}

/** One row, of what needs no rules to be counted. A person who comes in by an account of their own needs no slip. */
const COUNTED = `
  SELECT (a.rule_set IS NOT NULL)::int AS rules,
    a.held_from AS "from", a.held_to AS "to", a.time_zone AS "timeZone",
    (SELECT count(*) FROM agenda_item WHERE assembly = a.id AND state <> 'withdrawn')::int AS agenda,
    (SELECT count(*) FROM notice WHERE assembly = a.id AND kind = 'notice')::int AS notices,
    (SELECT count(DISTINCT person) FROM office o WHERE office = 'chair' AND (held_to IS NULL OR held_to > now())
       AND (o.assembly = a.id OR o.assembly IS NULL AND (o.body = a.body OR o.body IS NULL)))::int AS chairs,
    c.*
  FROM assembly a CROSS JOIN LATERAL (
    SELECT count(DISTINCT p.id)::int AS people,
      count(DISTINCT p.id) FILTER (WHERE p.email IS NOT NULL)::int AS addresses,
      count(*)::int AS standing,
      count(*) FILTER (WHERE k.state = 'accredited')::int AS accredited,
      count(*) FILTER (WHERE k.state = 'accredited' AND (
        EXISTS (SELECT 1 FROM slip s WHERE s.person = p.id AND s.assembly = a.id AND s.replaced_by IS NULL)
        OR EXISTS (SELECT 1 FROM person_password w WHERE w.person = p.id)))::int AS slips
    FROM credential k JOIN person p ON p.id = k.person
    WHERE k.assembly = a.id AND k.state IN ('submitted', 'accredited')) c
  WHERE a.id = $1`;

/** How far the preparation of an assembly has come; null: there is none of this id. */
export async function prepared(tx: Tx, assembly: string, rooms: Rooms): Promise<Prepared | null> {
  const [row]: Counted[] = await tx.query(COUNTED, [assembly]);
  if (!row) return null;
  const sittings = await tx.findBy(SittingRow, { assembly, state: Not('cancelled' as const) });
  // One on a day on which nobody meets has no time yet.
  const timed = sittings.filter(
    ({ openedAt, plannedFrom }) =>
      openedAt !== null || (plannedFrom !== null && !outsideDays(plannedFrom.toISOString(), row)),
  );
  const attendance = await loadAttendance(tx, assembly);
  const lines = attendance ? representation(attendance) : null;
  const one = (there: number): Figure => ({ there, of: null });
  return {
    minimumDays: attendance?.rules.convening?.minimumDays ?? null,
    figures: {
      rules: one(row.rules),
      sittings: one(timed.length),
      agenda: one(row.agenda),
      chair: one(row.chairs),
      notice: one(row.notices),
      addresses: { there: row.addresses, of: row.people },
      accredited: { there: row.accredited, of: row.standing },
      slips: { there: row.slips, of: row.accredited },
      motions: await rooms.tabled(tx, assembly),
      ...(lines && {
        members: one(lines.lines.length),
        figures: {
          there: lines.lines.length - lines.unknown.length,
          of: lines.unknown.length && lines.lines.length,
        },
        designated: {
          there: lines.lines.filter(({ delegates }) =>
            delegates.some(
              ({ state, role }) => role !== 'observer' && (state === 'submitted' || state === 'accredited'),
            ),
          ).length,
          of: lines.lines.length,
        },
      }),
    },
  };
}
