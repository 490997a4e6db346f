import type { EntityManager } from 'typeorm';
import type { Context } from '../basics/event.js';
import { spokenFor } from '../assemblies/presence.store.js';
import { memberNamesOn } from '../bodies/bodies.store.js';
import type { Objection } from './instrument.js';
import { StageObjectionRow } from './instruments.tables.js';
import type { SilenceEvent, SilenceView } from './silence.contract.js';

type Tx = EntityManager;

export async function writeObjection(tx: Tx, event: SilenceEvent, { at }: Context): Promise<void> {
  switch (event.type) {
    case 'stage.objected': {
      const row = { ...event.data, at: new Date(at), stands: true };
      await tx.upsert(StageObjectionRow, row, ['stage', 'round', 'member']);
      return;
    }
    case 'stage.objection_withdrawn':
      await tx.update(StageObjectionRow, event.data, { stands: false });
  }
}

/** The objections that stand, of one instrument or of all. */
export const objectionsOf = (
  tx: Tx,
  instrument: string | null,
): Promise<(Objection & { readonly instrument: string })[]> =>
  tx.query(
    `SELECT o.stage, o.round, o.member, s.instrument FROM stage_objection o JOIN stage s ON s.id = o.stage
     WHERE o.stands AND ($1::text IS NULL OR s.instrument = $1) ORDER BY o.at, o.member`,
    [instrument],
  );

/** The objections that stand in one silence, as they are read. */
export async function objectionViews(
  tx: Tx,
  { stage, round }: { stage: string; round: number },
): Promise<Omit<SilenceView['objections'][number], 'mine'>[]> {
  const rows: { member: string; name: string; reason: string; at: Date }[] = await tx.query(
    `SELECT b.member, o.name, b.reason, b.at FROM stage_objection b JOIN member m ON m.id = b.member
     JOIN organisation o ON o.id = m.organisation WHERE b.stage = $1 AND b.round = $2 AND b.stands ORDER BY b.at, b.member`,
    [stage, round],
  );
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}

/** The members of a body for which somebody may object: the secretariat (`desk`) for any. */
export const objectors = (
  tx: Tx,
  body: string,
  { person, desk }: { person: string | null; desk: boolean },
): Promise<{ member: string; name: string }[]> =>
  desk ? memberNamesOn(tx, body, new Date().toISOString().slice(0, 10)) : spokenFor(tx, body, person);
