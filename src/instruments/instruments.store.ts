import type { EntityManager } from 'typeorm';
import type { Context } from '../basics/event.js';
import type { Certainty, Lang, Titles } from '../basics/fields.js';
import { lock } from '../house/perform.js';
import type { Room } from '../house/room.js';
import type { Place } from '../people/access.js';
import type { Clause } from './clause.js';
import { currentStage, NO_COUNTS, stageState, type Instrument } from './instrument.js';
import type {
  Counts,
  InstrumentsEvent,
  StageOutcome,
  StageView,
  VersionSummary,
} from './instruments.contract.js';
import { ExpressionRow, InstrumentRow, StageRow, VersionRow } from './instruments.tables.js';

type Tx = EntityManager;

export const instrumentsRoom: Room = {
  name: 'instruments',
  nouns: ['instrument', 'version', 'stage'],
  write: async (tx, events, context) => {
    for (const event of events) await write(tx, event as InstrumentsEvent, context);
  },
  news: (entry) => (entry.type === 'stage.decided' ? entry.data : null),
  constraints: { instrument_pk: 'instrument.exists', version_number: 'house.try_again' },
};

async function write(tx: Tx, event: InstrumentsEvent, context: Context): Promise<void> {
  switch (event.type) {
    case 'instrument.founded': {
      const { instrument, stages, ...facts } = event.data;
      await tx.insert(InstrumentRow, { id: instrument, ...facts });
      await tx.insert(
        StageRow,
        stages.map((stage) => ({ ...stage, instrument, counts: NO_COUNTS, certainty: 'high' })),
      );
      return;
    }
    case 'version.frozen': {
      const { version, expressions, ...rest } = event.data;
      const known = rest.hash !== null;
      await tx.insert(VersionRow, { id: version, ...rest, at: known ? new Date(context.at) : null });
      for (const { lang, kind, hash } of expressions) {
        const { clauses } = JSON.parse(event.blobs![lang]!) as { clauses: Omit<Clause, 'parent'>[] };
        const parents = event.blobs!['structure'];
        const structure = parents
          ? (JSON.parse(parents) as { clauses: Pick<Clause, 'id' | 'parent'>[] })
          : null;
        const parent = new Map(structure?.clauses.map((one) => [one.id, one.parent]));
        await tx.insert(ExpressionRow, {
          ...{ version, lang, kind, hash },
          clauses: clauses.map((clause) => ({ ...clause, parent: parent.get(clause.id) ?? null })),
        });
      }
      return;
    }
    case 'stage.entered': {
      const { stage, ...entered } = event.data;
      await tx.update(StageRow, stage, entered);
      return;
    }
    case 'stage.decided': {
      const { stage, ...decided } = event.data;
      await tx.update(StageRow, stage, { ...decided, certainty: 'high' });
      return;
    }
  }
}

/** Loads an instrument for a decision; whoever changes it waits here. */
export async function loadInstrument(tx: Tx, id: string): Promise<Instrument | null> {
  await lock(tx, `instrument:${id}`);
  const row = await tx.findOneBy(InstrumentRow, { id });
  if (!row) return null;
  const stages = await tx.find(StageRow, { where: { instrument: id }, order: { number: 'ASC' } });
  const versions: Instrument['versions'] = await tx.query(
    `SELECT v.number, v.hash, coalesce((SELECT jsonb_agg(e.lang) FROM expression e WHERE e.version = v.id), '[]') AS languages
     FROM version v WHERE v.instrument = $1 ORDER BY v.number`,
    [id],
  );
  return {
    id,
    authenticLanguages: row.authenticLanguages as Lang[] | null,
    stages: stages.map((stage) => ({
      id: stage.id,
      number: stage.number,
      kind: stage.kind as StageView['kind'],
      label: stage.label,
      body: stage.body,
      outcome: stage.outcome as StageOutcome | null,
    })),
    versions,
  };
}

/** The clauses of a version in its first language, and the highest number of any clause id so far. */
export async function lineageOf(
  tx: Tx,
  instrument: string,
  parent: number | null,
): Promise<{ previous: Clause[]; used: number }> {
  const rows: { number: number; clauses: Clause[] }[] = await tx.query(
    `SELECT DISTINCT ON (v.number) v.number, e.clauses FROM version v JOIN expression e ON e.version = v.id
     WHERE v.instrument = $1 ORDER BY v.number, e.kind, e.lang`,
    [instrument],
  );
  const used = Math.max(
    0,
    ...rows.flatMap((row) => row.clauses.map((clause) => Number(clause.id.slice(1)) || 0)),
  );
  const wanted = parent ?? rows.at(-1)?.number;
  return { previous: rows.find((row) => row.number === wanted)?.clauses ?? [], used };
}

/** Where an instrument is worked on: in the body of its current stage; anybody may read it. */
export async function instrumentPlace(tx: Tx, id: string): Promise<Place | null> {
  const rows: { body: string; outcome: string | null }[] = await tx.query(
    'SELECT body, outcome FROM stage WHERE instrument = $1 ORDER BY number',
    [id],
  );
  if (rows.length === 0) return null;
  const stage = rows.find((row) => row.outcome === null) ?? rows.at(-1)!;
  return { body: stage.body, assembly: null, open: true };
}

interface StageQuery {
  id: string;
  instrument: string;
  number: number;
  kind: StageView['kind'];
  label: string;
  body: StageView['body'];
  outcome: StageOutcome | null;
  assembly: StageView['assembly'];
  date: string | null;
  version: number | null;
  result: string | null;
  counts: Counts;
  motion: string | null;
  poll: string | null;
  decision: number | null;
  source: string | null;
  certainty: Certainty;
  note: string | null;
}

export async function instrumentSummaries(tx: Tx, id: string | null) {
  const rows: (InstrumentRow & {
    authentic_languages: Lang[] | null;
    structure_certainty: Certainty | null;
    count: number;
  })[] = await tx.query(
    `SELECT i.*, (SELECT count(*)::int FROM version v WHERE v.instrument = i.id) AS count
       FROM instrument i WHERE $1::text IS NULL OR i.id = $1 ORDER BY i.demonstration, i.id`,
    [id],
  );
  const stages: StageQuery[] = await tx.query(
    `SELECT s.*, jsonb_build_object('id', b.id, 'name', b.name, 'organisation', coalesce(o.short, o.name)) AS body,
       CASE WHEN a.id IS NULL THEN NULL ELSE jsonb_build_object('id', a.id, 'name', a.name, 'place', a.place) END AS assembly
     FROM stage s JOIN body b ON b.id = s.body JOIN organisation o ON o.id = b.organisation
     LEFT JOIN assembly a ON a.id = s.assembly
     WHERE $1::text IS NULL OR s.instrument = $1 ORDER BY s.instrument, s.number`,
    [id],
  );
  return rows.map((row) => {
    const own = stages.filter((stage) => stage.instrument === row.id);
    const path: Instrument = {
      id: row.id,
      authenticLanguages: null,
      versions: [],
      stages: own.map((stage) => ({ ...stage, body: stage.body.id })),
    };
    const done = currentStage(path) === null && own.every((stage) => stage.outcome !== 'rejected');
    return {
      row,
      id: row.id,
      titles: row.titles as Titles,
      state: done ? ('approved' as const) : ('in_progress' as const),
      demonstration: row.demonstration,
      versions: row.count,
      stages: own.map((stage): StageView => ({
        ...stage,
        state: stageState(path, stage),
        enteredFromSource: stage.outcome !== null && stage.poll === null,
      })),
    };
  });
}

async function versionSummaries(tx: Tx, instrument: string): Promise<VersionSummary[]> {
  const rows: (VersionRow & {
    structure_hash: string | null;
    titles: Record<string, string>;
    languages: VersionSummary['languages'];
  })[] = await tx.query(
    `SELECT v.*, coalesce((SELECT jsonb_agg(jsonb_build_object('lang', e.lang, 'kind', e.kind, 'hash', e.hash) ORDER BY e.kind, e.lang)
       FROM expression e WHERE e.version = v.id), '[]') AS languages
     FROM version v WHERE v.instrument = $1 ORDER BY v.number`,
    [instrument],
  );
  return rows.map(({ structure_hash: structureHash, at, ...row }) => ({
    ...row,
    structureHash,
    at: at?.toISOString() ?? null,
    textKnown: row.hash !== null,
  }));
}

export async function instrumentView(tx: Tx, id: string) {
  const [summary] = await instrumentSummaries(tx, id);
  if (!summary) return null;
  const { row, ...rest } = summary;
  return {
    ...rest,
    authenticLanguages: row.authentic_languages,
    structure: row.structure as string[],
    structureCertainty: row.structure_certainty,
    versions: await versionSummaries(tx, id),
  };
}

export async function versionView(tx: Tx, instrument: string, number: number) {
  const version = (await versionSummaries(tx, instrument)).find((one) => one.number === number);
  if (!version) return null;
  const rows = await tx.find(ExpressionRow, {
    where: { version: version.id },
    order: { kind: 'ASC', lang: 'ASC' },
  });
  return {
    ...version,
    expressions: rows.map((row) => {
      const clauses = row.clauses as Clause[];
      return {
        lang: row.lang as Lang,
        kind: row.kind as 'authentic' | 'translation' | 'adaptation',
        title: clauses.find((clause) => clause.kind === 'title')?.text ?? null,
        hash: row.hash,
        clauses,
      };
    }),
  };
}
