import type { EntityManager } from 'typeorm';
import type { Context } from '../basics/event.js';
import type { Titles } from '../basics/fields.js';
import { assemblyPlace } from '../assemblies/assemblies.store.js';
import type { Room } from '../house/room.js';
import type { Place } from '../people/access.js';
import type { Motion } from './motion.js';
import type { MotionAbout, MotionsEvent, MotionState, MotionView } from './motions.contract.js';
import { MotionRow } from './motions.tables.js';

type Tx = EntityManager;

export const motionsRoom: Room = {
  name: 'motions',
  nouns: ['motion'],
  write: async (tx, events, context) => {
    for (const event of events) await write(tx, event as MotionsEvent, context);
  },
  news: (entry) => entry.data,
  constraints: { motion_number: 'house.try_again', motion_decision: 'house.try_again' },
};

const STATES: Readonly<Record<Exclude<MotionsEvent['type'], 'motion.submitted'>, MotionState>> = {
  'motion.tabled': 'tabled',
  'motion.inadmissible': 'inadmissible',
  'motion.debated': 'debate',
  'motion.readied': 'ready',
  'motion.voting': 'voting',
  'motion.adopted': 'adopted',
  'motion.rejected': 'rejected',
  'motion.returned': 'ready',
  'motion.withdrawn': 'withdrawn',
};

async function write(tx: Tx, event: MotionsEvent, context: Context): Promise<void> {
  if (event.type === 'motion.submitted') {
    const { motion, about, ...rest } = event.data;
    await tx.insert(MotionRow, {
      id: motion,
      assembly: event.subject.assembly!,
      about,
      instrument: about.kind === 'stage' ? about.instrument : null,
      ...rest,
      state: 'submitted',
      submittedAt: new Date(context.at),
    });
    return;
  }
  await tx.update(MotionRow, event.data.motion, {
    state: STATES[event.type],
    ...('reason' in event.data && { reason: event.data.reason }),
    ...('decision' in event.data && { decision: event.data.decision }),
  });
}

export async function loadMotion(tx: Tx, id: string): Promise<Motion | null> {
  const row = await tx.findOneBy(MotionRow, { id });
  return row && { ...row, about: row.about as MotionAbout };
}

export async function motionPlace(tx: Tx, id: string): Promise<Place | null> {
  const row = await tx.findOneBy(MotionRow, { id });
  return row && assemblyPlace(tx, row.assembly);
}

/** The next number of a series; call it under the assembly's lock, or two motions get the same. */
export const nextMotion = async (tx: Tx, assembly: string): Promise<number> =>
  ((await tx.maximum(MotionRow, 'number', { assembly })) ?? 0) + 1;

export async function nextDecision(tx: Tx, assembly: string): Promise<number> {
  const rows: { next: number }[] = await tx.query(
    'SELECT coalesce(max(decision), 0)::int + 1 AS next FROM motion WHERE assembly = $1',
    [assembly],
  );
  return rows[0]!.next;
}

export async function motionViews(
  tx: Tx,
  { assembly, motion }: { assembly?: string; motion?: string },
): Promise<MotionView[]> {
  const rows: {
    id: string;
    assembly: string;
    number: number;
    titles: Titles;
    about: MotionAbout;
    version_hash: string | null;
    stage_label: string | null;
    instrument_title: string | null;
    item: string | null;
    mover: string | null;
    majority: string;
    state: MotionState;
    reason: string | null;
    decision: number | null;
    polls: string[];
    submitted_at: Date;
  }[] = await tx.query(
    `SELECT m.*, s.label AS stage_label, i.titles ->> 'en' AS instrument_title,
       coalesce((SELECT jsonb_agg(p.id ORDER BY p.number DESC) FROM poll p WHERE p.motion = m.id), '[]') AS polls
     FROM motion m LEFT JOIN stage s ON s.id::text = m.about ->> 'stage' LEFT JOIN instrument i ON i.id = m.instrument
     WHERE ($1::text IS NULL OR m.assembly = $1) AND ($2::uuid IS NULL OR m.id = $2) ORDER BY m.number`,
    [assembly ?? null, motion ?? null],
  );
  return rows.map((row) => ({
    ...row,
    versionHash: row.version_hash,
    stageLabel: row.stage_label,
    instrumentTitle: row.instrument_title,
    submittedAt: row.submitted_at.toISOString(),
  }));
}
