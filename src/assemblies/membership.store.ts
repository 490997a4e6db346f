import type { EntityManager } from 'typeorm';
import { membersOf } from '../bodies/bodies.store.js';
import { must } from '../basics/must.js';
import { AssemblyRow } from './assemblies.tables.js';
import { cutOffOf } from './meeting.js';
import { belongs, type Held } from './membership.js';

type Tx = EntityManager;

/** When an assembly sat, and the day on which membership counts for it. */
export async function heldAt(tx: Tx, { id, heldFrom }: Pick<AssemblyRow, 'id' | 'heldFrom'>): Promise<Held> {
  const [sat]: { opened: Date | null; closed: Date | null; over: boolean }[] = await tx.query(
    `SELECT min(opened_at) AS opened, max(closed_at) AS closed, bool_and(state = 'closed') FILTER (WHERE state <> 'cancelled') AS over
     FROM sitting WHERE assembly = $1`,
    [id],
  );
  return {
    cutOff: cutOffOf(heldFrom),
    openedAt: sat?.opened?.toISOString() ?? null,
    overAt: (sat?.over && sat.closed?.toISOString()) || null,
  };
}

/** Ids of the members of its body that an assembly asks: those that are members on its day, whenever they were recorded. */
export async function askedBy(tx: Tx, assembly: string): Promise<ReadonlySet<string>> {
  const row = must(await tx.findOneBy(AssemblyRow, { id: assembly }), 'assembly');
  const held = { ...(await heldAt(tx, row)), openedAt: null };
  const members = await membersOf(tx, row.body);
  return new Set(
    members
      .filter(({ heldFrom: from, heldTo: to }) =>
        belongs({ from, to, recordedAt: null, struckAt: null }, held),
      )
      .map(({ id }) => id),
  );
}
