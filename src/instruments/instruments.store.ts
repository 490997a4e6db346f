import type { EntityManager } from 'typeorm';
import { blobOf, type Context } from '../basics/event.js';
import type { Certainty, Lang, Titles } from '../basics/fields.js';
import { first, must } from '../basics/must.js';
import { lock } from '../house/perform.js';
import { holdsAll, inAnyLanguage, namedBy, saysAll, type Room, type Unseen } from '../house/room.js';
import type { Place } from '../access/access.js';
import type { Exported } from './akoma.js';
import type { Clause } from './clause.js';
import type { ExpressionsEvent } from './expressions.contract.js';
import { SPOKEN, tongues, writeExpression } from './expressions.store.js';
import {
  currentStage,
  NO_COUNTS,
  silenceOf,
  stageState,
  standing,
  type Instrument,
  type Objection,
  type OnPath,
  type Stage,
  type StageRound,
} from './instrument.js';
import type {
  Counts,
  InstrumentsEvent,
  InstrumentState,
  PassageView,
  StageView,
  StruckPassageView,
  VersionSummary,
} from './instruments.contract.js';
import type { MandatesEvent } from './mandates.contract.js';
import { loadMandates, unwaive, writeMandate } from './mandates.store.js';
import { completed, type Follows, type GivenStage, type StageOutcome } from './path.js';
import type { ReferralsEvent } from './referrals.contract.js';
import { writeReferral } from './referrals.store.js';
import type { SilenceEvent } from './silence.contract.js';
import { objectionsOf, writeObjection } from './silence.store.js';
import type { Texts } from './wordings.js';
import {
  ExpressionRow,
  InstrumentRow,
  PassageRow,
  StageRoundRow,
  StageRow,
  VersionRow,
} from './instruments.tables.js';

type Tx = EntityManager;

/** The instrument of which an event tells. */
const instrumentOf = ({ subject }: InstrumentsEvent): string =>
  must(subject.instrument, 'instrument of the event');

export const instrumentsRoom: Room = {
  name: 'instruments',
  nouns: ['instrument', 'version', 'stage', 'expression', 'mandate', 'referral'],
  write: async (tx, events, context) => {
    for (const one of events) {
      const event = one as
        InstrumentsEvent | ExpressionsEvent | MandatesEvent | ReferralsEvent | SilenceEvent;
      if (isOf(event, 'mandate.')) await writeMandate(tx, event as MandatesEvent);
      else if (isOf(event, 'referral.')) await writeReferral(tx, event as ReferralsEvent);
      else if (isOf(event, 'expression.')) await writeExpression(tx, event as ExpressionsEvent, context);
      else if (isOf(event, 'stage.object')) await writeObjection(tx, event as SilenceEvent, context);
      else await write(tx, event as InstrumentsEvent, context);
    }
  },
  news: (entry) => (entry.type === 'stage.decided' || entry.type === 'stage.reopened' ? entry.data : null),
  onMember: async (tx, member) => {
    const rows: object[] = await tx.query(
      `SELECT 1 FROM stage_objection o WHERE o.member = $1 AND o.stands
       AND NOT EXISTS (SELECT 1 FROM passage p WHERE p.stage = o.stage AND p.stands) LIMIT 1`,
      [member],
    );
    return rows.map(() => ({ kind: 'objection' }));
  },
  constraints: {
    instrument_pk: 'instrument.exists',
    version_number: 'house.try_again',
    passage_pk: 'house.try_again',
    referral_open_once: 'house.try_again',
    translation_pk: 'house.try_again',
  },
  matching: (tx, { words, limit }) =>
    tx.query(
      // Of the versions that say it, the latest of each instrument that is not found already.
      `(SELECT 'instrument' AS noun, id FROM instrument WHERE ${holdsAll(inAnyLanguage('titles'), '$1')} ORDER BY id LIMIT $2)
       UNION ALL
       (SELECT 'version', id::text FROM (
          SELECT DISTINCT ON (v.instrument) v.id, v.instrument FROM version v JOIN expression e ON e.version = v.id
            JOIN instrument i ON i.id = v.instrument
          WHERE ${saysAll('e.clauses', '$1')} AND NOT ${holdsAll(inAnyLanguage('i.titles'), '$1')}
          ORDER BY v.instrument, v.number DESC) latest
        ORDER BY instrument LIMIT $2)`,
      [words, limit],
    ),
  named: async (tx, noun, ids) => {
    const query = NAMED[noun];
    return query === undefined ? new Map() : namedBy(await tx.query(query, [ids]));
  },
};

const NAMED: Readonly<Record<string, string>> = {
  instrument: 'SELECT id, titles FROM instrument WHERE id = ANY($1)',
  version: 'SELECT id, number, titles, instrument FROM version WHERE id = ANY($1::uuid[])',
  stage: 'SELECT id, number, label AS name, instrument FROM stage WHERE id = ANY($1::uuid[])',
  mandate: `SELECT m.id, i.titles, m.instrument FROM mandate m JOIN instrument i ON i.id = m.instrument
    WHERE m.id = ANY($1::uuid[])`,
  referral: `SELECT r.id, i.titles, r.instrument FROM referral r JOIN instrument i ON i.id = r.instrument
    WHERE r.id = ANY($1::uuid[])`,
};

const isOf = ({ type }: { readonly type: string }, noun: string): boolean => type.startsWith(noun);

async function write(tx: Tx, event: InstrumentsEvent, context: Context): Promise<void> {
  switch (event.type) {
    case 'instrument.founded': {
      const { instrument, stages, ...facts } = event.data;
      await tx.insert(InstrumentRow, { id: instrument, ...facts, founded: context.at.slice(0, 10) });
      await tx.insert(
        StageRow,
        stages.map(({ languages, follows, ...stage }) => ({
          ...{ ...stage, instrument, key: stage.key ?? `s${stage.number}` },
          ...{ languages: languages ?? [], follows: follows ?? {} },
        })),
      );
      return;
    }
    case 'instrument.corrected':
      await tx.update(InstrumentRow, event.data.instrument, event.data.facts);
      return;
    case 'version.frozen': {
      const { version, expressions, ...rest } = event.data;
      const known = rest.hash !== null;
      await tx.insert(VersionRow, { id: version, ...rest, at: known ? new Date(context.at) : null });
      for (const { lang, kind, hash } of expressions) {
        const { clauses } = JSON.parse(blobOf(event, lang)) as { clauses: Omit<Clause, 'parent'>[] };
        const parents = event.blobs?.['structure'];
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
    case 'stage.entered':
      return pass(tx, instrumentOf(event), event.data);
    case 'stage.struck': {
      const { number, reason } = event.data;
      const struck = { stands: false, struckAt: new Date(context.at), struckBecause: reason };
      await tx.update(PassageRow, { instrument: instrumentOf(event), number }, struck);
      return;
    }
    case 'stage.decided':
      return pass(tx, instrumentOf(event), { ...event.data, certainty: 'high' });
    case 'stage.held':
      return pass(tx, instrumentOf(event), {
        ...{ ...event.data, outcome: 'held', counts: NO_COUNTS, certainty: 'high' },
      });
    case 'stage.lapsed':
      return pass(tx, instrumentOf(event), {
        ...{ ...event.data, outcome: 'lapsed', counts: NO_COUNTS, certainty: 'high' },
      });
    case 'stage.reopened': {
      const { stage, poll } = event.data;
      await unwaive(tx, poll);
      await tx.query(
        `UPDATE passage SET stands = false WHERE stage = $1 AND number =
           (SELECT max(number) FROM passage WHERE stage = $1 AND stands)`,
        [stage],
      );
      return;
    }
    case 'stage.consulted': {
      const { stage, round, until, unanswered } = event.data;
      const row = { stage, round, until: until === null ? null : new Date(until), unanswered };
      await tx.upsert(StageRoundRow, row, ['stage', 'round']);
      return;
    }
  }
}

/** Who writes holds the instrument's lock. */
async function pass(
  tx: Tx,
  instrument: string,
  passed: Partial<PassageRow> & Pick<PassageRow, 'stage' | 'outcome' | 'counts' | 'certainty'>,
): Promise<void> {
  const number = 1 + (await tx.countBy(PassageRow, { instrument }));
  await tx.insert(PassageRow, { ...passed, instrument, number, stands: true });
}

/** The stages of a path as they are kept, with what is not said of them. */
function stagesOf(
  rows: readonly (Pick<StageRow, 'id' | 'number' | 'kind' | 'label' | 'body' | 'key' | 'rule'> &
    Pick<StageRow, 'minimumDays' | 'withinDays' | 'languages' | 'follows'>)[],
): Stage[] {
  const given = rows.map((row): GivenStage => ({
    ...row,
    kind: row.kind as GivenStage['kind'],
    languages: row.languages as Lang[],
    follows: row.follows as Follows,
  }));
  return completed(given).map((stage, place) => {
    const { id, number } = must(rows[place], 'stage of the path');
    return { ...stage, id, number };
  });
}

const keyIn = (stages: readonly { id: string; key: string }[], stage: string): string =>
  must(
    stages.find(({ id }) => id === stage),
    'stage of the path',
  ).key;

/** The path of an instrument and what it has passed of it; null where there is no such. */
async function pathOf(
  tx: Tx,
  id: string,
): Promise<Pick<Instrument, 'stages' | 'passages' | 'founded'> | null> {
  const row = await tx.findOneBy(InstrumentRow, { id });
  if (!row) return null;
  const stages = stagesOf(await tx.find(StageRow, { where: { instrument: id }, order: { number: 'ASC' } }));
  const passages = await tx.find(PassageRow, {
    where: { instrument: id, stands: true },
    order: { number: 'ASC' },
  });
  return {
    stages,
    founded: row.founded,
    passages: passages.map(({ stage, outcome, number, date, version, poll, source }) => ({
      ...{ key: keyIn(stages, stage), outcome: outcome as StageOutcome },
      ...{ number, date, version, poll, source },
    })),
  };
}

/** The path of an instrument with the objections to where it stands; null where there is no such. */
export async function loadOnPath(tx: Tx, id: string): Promise<OnPath | null> {
  const path = await pathOf(tx, id);
  return path && { ...path, objections: await objectionsOf(tx, id) };
}

/** Loads an instrument for a decision; whoever changes it waits here. */
export async function loadInstrument(tx: Tx, id: string): Promise<Instrument | null> {
  await lock(tx, `instrument:${id}`);
  const row = await tx.findOneBy(InstrumentRow, { id });
  if (!row) return null;
  const versions: Instrument['versions'] = await tx.query(
    `SELECT v.number, v.hash, coalesce((SELECT jsonb_agg(e.lang) FROM expression e WHERE e.version = v.id), '[]') AS languages,
       ${SPOKEN} AS spoken
     FROM version v WHERE v.instrument = $1 ORDER BY v.number`,
    [id],
  );
  return {
    ...must(await loadOnPath(tx, id), 'path of the instrument'),
    id,
    authenticLanguages: row.authenticLanguages as Lang[] | null,
    versions,
    mandates: await loadMandates(tx, id),
    rounds: await roundsOf(tx, id),
  };
}

async function roundsOf(tx: Tx, instrument: string): Promise<StageRound[]> {
  const rows: { stage: string; until: Date | null; unanswered: number }[] = await tx.query(
    'SELECT r.stage, r.until, r.unanswered FROM stage_round r JOIN stage s ON s.id = r.stage WHERE s.instrument = $1',
    [instrument],
  );
  return rows.map(({ until, ...row }) => ({ ...row, until: until?.toISOString() ?? null }));
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

/** The authentic texts of a version; null where there is no such version, or where its text is not known. */
export async function versionTexts(
  tx: Tx,
  instrument: string,
  number: number,
): Promise<{ hash: string; texts: Texts } | null> {
  const rows: { hash: string; lang: Lang; clauses: Clause[] }[] = await tx.query(
    `SELECT v.hash, e.lang, e.clauses FROM version v JOIN expression e ON e.version = v.id AND e.kind = 'authentic'
     WHERE v.instrument = $1 AND v.number = $2 ORDER BY e.lang`,
    [instrument, number],
  );
  if (rows.length === 0) return null;
  return { hash: first(rows).hash, texts: Object.fromEntries(rows.map((row) => [row.lang, row.clauses])) };
}

/** Where an instrument is worked on: in the body of its current stage; anybody may read it. */
export async function instrumentPlace(tx: Tx, id: string): Promise<Place | null> {
  const path = await pathOf(tx, id);
  if (!path) return null;
  const last = path.passages.at(-1);
  const stage = currentStage(path) ?? path.stages.find(({ key }) => key === last?.key);
  return { body: must(stage, 'stage of the path').body, assembly: null, open: true };
}

/** Where a stage that was passed is worked on: in its body; of one that there is not, where its instrument is. */
export async function passagePlace(
  tx: Tx,
  { instrument, number }: { instrument: string; number: number },
): Promise<Place | null> {
  const rows: { body: string }[] = await tx.query(
    'SELECT s.body FROM passage p JOIN stage s ON s.id = p.stage WHERE p.instrument = $1 AND p.number = $2',
    [instrument, number],
  );
  return rows[0] ? { body: rows[0].body, assembly: null, open: true } : instrumentPlace(tx, instrument);
}

type StageQuery = Omit<StageRow, 'body' | 'minimumDays' | 'withinDays'> & {
  body: StageView['body'];
  minimum_days: number | null;
  within_days: number | null;
};

type PassageQuery = Omit<PassageView, 'round' | 'enteredFromSource'> & {
  instrument: string;
  outcome: StageOutcome;
  counts: Counts;
  certainty: Certainty;
};

/** Of a stage that was not passed nothing is known. */
const NOT_PASSED = {
  ...{ outcome: null, assembly: null, date: null, version: null, result: null, counts: NO_COUNTS },
  ...{ members: null, poll: null, motion: null, decision: null, enteredFromSource: false, source: null },
  ...{ certainty: 'high' as const, note: null },
};

const OUT_OF_SIGHT = {
  ...{ assembly: null, result: null, counts: NO_COUNTS, members: null, poll: null, motion: null },
  ...{ decision: null, note: null },
};

const PASSAGES = `SELECT p.*,
    CASE WHEN a.id IS NULL THEN NULL ELSE jsonb_build_object('id', a.id, 'name', a.name, 'place', a.place) END AS assembly
  FROM passage p LEFT JOIN assembly a ON a.id = p.assembly`;

/** The stages that were entered by mistake. `stands`: what stands in their place, and elsewhere. */
async function struckIn(
  tx: Tx,
  instrument: string,
  stands: readonly PassageView[],
): Promise<StruckPassageView[]> {
  const rows: (PassageQuery & { struck_at: Date; struck_because: string })[] = await tx.query(
    `${PASSAGES} WHERE p.instrument = $1 AND p.struck_at IS NOT NULL ORDER BY p.number`,
    [instrument],
  );
  return rows.map(({ struck_at: at, struck_because: reason, ...one }) => ({
    ...{ ...one, at: at.toISOString(), reason, enteredFromSource: true },
    round: 1 + stands.filter(({ stage, number }) => stage === one.stage && number < one.number).length,
  }));
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
    `SELECT s.*, jsonb_build_object('id', b.id, 'name', b.name, 'organisation', coalesce(o.short, o.name)) AS body
     FROM stage s JOIN body b ON b.id = s.body JOIN organisation o ON o.id = b.organisation
     WHERE $1::text IS NULL OR s.instrument = $1 ORDER BY s.instrument, s.number`,
    [id],
  );
  const passages: PassageQuery[] = await tx.query(
    `${PASSAGES} WHERE p.stands AND ($1::text IS NULL OR p.instrument = $1) ORDER BY p.instrument, p.number`,
    [id],
  );
  const objections = await objectionsOf(tx, id);
  return rows.map((row) => {
    const of = <T extends { instrument: string }>(all: readonly T[]) =>
      all.filter((one) => one.instrument === row.id);
    return summaryOf(row, { own: of(stages), passed: of(passages), objections });
  });
}

function summaryOf<R extends InstrumentRow & { count: number }>(
  row: R,
  {
    own,
    passed,
    objections,
  }: {
    own: readonly StageQuery[];
    passed: readonly PassageQuery[];
    objections: readonly Objection[];
  },
) {
  const stages = stagesOf(
    own.map(({ body, minimum_days: minimumDays, within_days: withinDays, ...stage }) => ({
      ...{ ...stage, body: body.id, minimumDays, withinDays },
    })),
  );
  const path = {
    ...{ stages, founded: row.founded, objections },
    passages: passed.map((one) => ({ ...one, key: keyIn(stages, one.stage) })),
  };
  const passages = passed.map((one, place): PassageView => ({
    ...one,
    round: passed.slice(0, place + 1).filter(({ stage }) => stage === one.stage).length,
    enteredFromSource: one.source !== null,
  }));
  const { end, ...at } = standing(path);
  const state: InstrumentState = end ?? 'in_progress';
  return {
    ...{ row, id: row.id, titles: row.titles as Titles, state, demonstration: row.demonstration },
    ...{ versions: row.count, passages },
    stages: stages.map((stage, place): StageView => {
      const state = stageState(path, stage);
      const last = passages.findLast((one) => one.stage === stage.id);
      const current = at.stage?.id === stage.id;
      const shown =
        state === 'done' || state === 'rejected' ? must(last, 'passage of the stage') : NOT_PASSED;
      const { body } = must(own[place], 'stage of the path');
      return {
        ...{ ...shown, ...stage, languages: [...stage.languages], body, state },
        round: current ? at.round : passages.filter((one) => one.stage === stage.id).length,
        earliest: current ? at.earliest : null,
        due: current ? at.due : null,
        objections: current ? (silenceOf(path)?.objections.length ?? 0) : 0,
      };
    }),
  };
}

/**
 * What a reader may see of the path: of what was decided out of their sight the outcome, its day and its version, and neither
 * where nor how anybody voted; of what was struck, nothing.
 */
export const pathSeenBy = <
  V extends {
    passages: readonly PassageView[];
    stages: readonly StageView[];
    struck?: readonly StruckPassageView[];
  },
>(
  view: V,
  { closed, hidden }: Unseen,
): V => {
  type Passed = Pick<PassageView, 'assembly' | 'poll' | 'motion'>;
  const isUnseen = ({ assembly, poll, motion }: Passed): boolean =>
    (assembly !== null && closed.has(assembly.id)) ||
    [poll, motion].some((id) => id !== null && hidden.has(id));
  const seen = <P extends Passed>(one: P): P => (isUnseen(one) ? { ...one, ...OUT_OF_SIGHT } : one);
  return {
    ...{ ...view, passages: view.passages.map(seen), stages: view.stages.map(seen) },
    ...(view.struck && { struck: view.struck.filter((one) => !isUnseen(one)) }),
  };
};

/** Instruments whose current stage runs out by itself and has done so before a day. */
export async function lapsing(tx: Tx, day: string): Promise<{ instrument: string; stage: string }[]> {
  const timed: { instrument: string }[] = await tx.query(
    `SELECT DISTINCT instrument FROM stage WHERE within_days IS NOT NULL ORDER BY instrument`,
  );
  const due: { instrument: string; stage: string }[] = [];
  for (const { instrument } of timed) {
    const at = standing(must(await loadOnPath(tx, instrument), 'path of the instrument'));
    if (at.stage?.follows.lapsed && at.due !== null && day > at.due)
      due.push({ instrument, stage: at.stage.id });
  }
  return due;
}

async function versionSummaries(tx: Tx, instrument: string): Promise<VersionSummary[]> {
  const rows: (VersionRow & {
    structure_hash: string | null;
    titles: Record<string, string>;
    languages: VersionSummary['languages'];
  })[] = await tx.query(
    `SELECT v.*, coalesce((SELECT jsonb_agg(to_jsonb(l) - 'version' ORDER BY l.kind <> 'authentic', l.lang) FROM (
       SELECT DISTINCT ON (e.lang) * FROM (
         SELECT version, lang, kind, hash, 0 AS revision, 0 AS stale, 0 AS missing FROM expression WHERE version = v.id
         UNION ALL SELECT version, lang, kind, hash, revision, stale, missing FROM translation WHERE version = v.id) e
       ORDER BY e.lang, e.revision DESC) l), '[]') AS languages
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
    languages: row.languages as Lang[] | null,
    source: row.source,
    certainty: row.certainty as Certainty | null,
    structure: row.structure as string[],
    structureCertainty: row.structure_certainty,
    struck: await struckIn(tx, id, rest.passages),
    versions: await versionSummaries(tx, id),
  };
}

export async function versionView(tx: Tx, instrument: string, number: number) {
  const version = (await versionSummaries(tx, instrument)).find((one) => one.number === number);
  if (!version) return null;
  const { expressions } = await tongues(tx, { instrument, number });
  const views = expressions.map(({ rendering: _, clauses, stale, missing, ...one }) => ({
    ...one,
    title: clauses.find(({ kind }) => kind === 'title')?.text || null,
    ...{ clauses: [...clauses], stale: [...stale], missing: [...missing] },
  }));
  const published = views.filter(({ carriedFrom }) => carriedFrom === null);
  const titles = published.flatMap(({ lang, title }) => (title === null ? [] : [[lang, title] as const]));
  return {
    ...version,
    titles: { ...Object.fromEntries(titles), ...version.titles },
    expressions: published,
    carried: views.filter(({ carriedFrom }) => carriedFrom !== null),
  };
}

/** A version as it is exported; `lang` null: in all languages in which no clause is missing. Null where its text is not known, or not in that language. */
export async function exportedVersion(
  tx: Tx,
  { instrument, number, lang }: { instrument: string; number: number; lang: Lang | null },
): Promise<Exported | null> {
  const version = await versionView(tx, instrument, number);
  const expressions =
    version?.expressions.filter((one) => (lang === null ? one.missing.length === 0 : one.lang === lang)) ??
    [];
  if (!version || version.hash === null || version.at === null || expressions.length === 0) return null;
  const rows: { titles: Titles; id: string; name: string; country: string | null; begun: Date | null }[] =
    await tx.query(
      `SELECT i.titles, b.id, b.name, o.country,
         (SELECT min(v.at) FROM version v WHERE v.instrument = i.id) AS begun
       FROM instrument i JOIN stage s ON s.instrument = i.id JOIN body b ON b.id = s.body
       JOIN organisation o ON o.id = b.organisation
       WHERE i.id = $1 ORDER BY s.number LIMIT 1`,
      [instrument],
    );
  const { titles, id, name, country, begun } = first(rows);
  const date = version.at.slice(0, 10);
  return {
    ...{ instrument, titles, number, hash: version.hash, body: { id, name }, country, expressions },
    ...{ date, begun: begun?.toISOString().slice(0, 10) ?? date },
  };
}
