import type { EntityManager } from 'typeorm';
import type { Context } from '../basics/event.js';
import { lock } from '../house/perform.js';
import type { Corrigendum } from './corrigendum.js';
import type { CorrigendumState, CorrigendumView, DraftingEvent } from './drafting.contract.js';
import { CorrigendumRow, ObjectionRow } from './drafting.tables.js';

type Tx = EntityManager;
type CorrigendumEvent = Extract<DraftingEvent, { type: `corrigendum.${string}` }>;

export async function corrigendumWrite(
  tx: Tx,
  { type, data }: CorrigendumEvent,
  context: Context,
): Promise<void> {
  const at = new Date(context.at);
  switch (type) {
    case 'corrigendum.announced': {
      const { version, corrects, reason, until } = data;
      await tx.insert(CorrigendumRow, {
        ...{ version, corrects, reason, until: new Date(until) },
        ...{ state: 'announced', announcedAt: at },
      });
      return;
    }
    case 'corrigendum.objected': {
      const { version, member, reason } = data;
      await tx.insert(ObjectionRow, { version, member, reason, at });
      await tx.update(CorrigendumRow, version, { state: 'objected' });
      return;
    }
    case 'corrigendum.stood':
      await tx.update(CorrigendumRow, data.version, { state: 'stands' });
  }
}

interface Row {
  readonly version: string;
  readonly number: number;
  readonly corrects: number;
  readonly reason: string;
  readonly until: Date;
  readonly state: CorrigendumState;
  readonly announced_at: Date;
  readonly objections: { member: string; name: string; reason: string; at: string }[];
}

const rowsOf = (tx: Tx, instrument: string): Promise<Row[]> =>
  tx.query(
    `SELECT c.*, v.number,
       coalesce((SELECT jsonb_agg(jsonb_build_object('member', b.member, 'name', o.name, 'reason', b.reason, 'at', b.at) ORDER BY b.at, b.member)
                 FROM corrigendum_objection b JOIN member m ON m.id = b.member JOIN organisation o ON o.id = m.organisation
                 WHERE b.version = c.version), '[]') AS objections
     FROM corrigendum c JOIN version v ON v.id = c.version WHERE v.instrument = $1 ORDER BY v.number DESC`,
    [instrument],
  );

/** Loads a corrigendum for a decision; whoever changes it waits here. */
export async function loadCorrigendum(
  tx: Tx,
  instrument: string,
  number: number,
): Promise<Corrigendum | null> {
  await lock(tx, `instrument:${instrument}`);
  const row = (await rowsOf(tx, instrument)).find((one) => one.number === number);
  return row
    ? {
        ...{ version: row.version, instrument, number, state: row.state },
        until: row.until.toISOString(),
        objections: row.objections.map(({ member }) => member),
      }
    : null;
}

export async function corrigendumViews(
  tx: Tx,
  instrument: string,
  { mayObjectFor, maySettle }: Pick<CorrigendumView, 'mayObjectFor' | 'maySettle'>,
): Promise<CorrigendumView[]> {
  const now = new Date();
  return (await rowsOf(tx, instrument)).map((row) => ({
    ...{ version: row.version, instrument, number: row.number, corrects: row.corrects },
    ...{ reason: row.reason, state: row.state, until: row.until.toISOString(), over: row.until <= now },
    announcedAt: row.announced_at.toISOString(),
    objections: row.objections.map((one) => ({ ...one, at: new Date(one.at).toISOString() })),
    mayObjectFor: mayObjectFor.filter(({ member }) => !row.objections.some((one) => one.member === member)),
    maySettle,
  }));
}
