import { In, IsNull, Not, type EntityManager } from 'typeorm';
import { assemblyOf, blobOf, type Context } from '../basics/event.js';
import type { Lang, Titles } from '../basics/fields.js';
import { first, must } from '../basics/must.js';
import { insertAll, keyOf } from '../house/perform.js';
import { holdsAll, inAnyLanguage, namedBy, saysAll, type Hidden, type Room } from '../house/room.js';
import type { Place } from '../access/access.js';
import type { Family } from './family.js';
import {
  evolve,
  isMain,
  isOver,
  parentOf,
  saidIn,
  supportNeeded,
  withCorrection,
  type Motion,
} from './motion.js';
import type {
  CorrectionView,
  MotionAbout,
  MotionDraft,
  MotionsEvent,
  MotionState,
  MotionView,
  ProposalView,
  Translations,
  VotingOrder,
} from './motions.contract.js';
import { CorrectionRow, DraftRow, MotionRow, ProposalRow, SupportRow, WordingRow } from './motions.tables.js';

type Tx = EntityManager;

/** What is no longer before the assembly, and was not decided by it. */
const GONE: ReadonlySet<MotionState> = new Set(['withdrawn', 'inadmissible', 'composited', 'fallen']);

export const motionsRoom: Room = {
  name: 'motions',
  nouns: ['motion'],
  write: async (tx, events, context) => {
    for (const event of events) await write(tx, event as MotionsEvent, context);
  },
  news: (entry) => entry.data,
  hidden: (tx) => hiddenMotions(tx, null),
  constraints: {
    motion_number: 'house.try_again',
    motion_label: 'house.try_again',
    motion_decision: 'house.try_again',
  },
  placeOf: (tx, _noun, id) => motionPlace(tx, id),
  matching: (tx, { words, limit }) =>
    tx.query(
      `SELECT 'motion' AS noun, id::text FROM motion
       WHERE ${holdsAll(inAnyLanguage('titles'), '$1')} OR ${saysAll('about', '$1')}
       ORDER BY submitted_at DESC, id LIMIT $2`,
      [words, limit],
    ),
  named: async (tx, _noun, ids) =>
    namedBy(
      await tx.query(
        `SELECT id, label, titles, about ->> 'kind' AS kind, assembly FROM motion WHERE id = ANY($1::uuid[])`,
        [ids],
      ),
    ),
  onItems: async (tx, assembly) => {
    const where = { assembly, item: Not(IsNull()) };
    const rows = await tx.find(MotionRow, { where, order: { number: 'ASC' } });
    return rows
      .filter((one) => !isOver(one as Pick<Motion, 'state'>))
      .map(({ item, label }) => ({ item: must(item, 'item of the motion'), label }));
  },
  tabled: async (tx, assembly) => {
    const rows = await tx.findBy(MotionRow, { assembly });
    const main = rows.filter(
      ({ about, state }) => isMain({ about: about as MotionAbout }) && !GONE.has(state),
    );
    return { there: main.filter(({ state }) => state !== 'submitted').length, of: main.length };
  },
  votesOn: async (tx, stage) => {
    const rows = await tx.findBy(MotionRow, { state: 'voting' });
    return rows.some(({ about }) => (about as { stage?: string }).stage === stage);
  },
};

async function write(tx: Tx, event: MotionsEvent, context: Context): Promise<void> {
  if (event.type === 'motion.submitted') return insert(tx, event, context);
  const { motion } = event.data;
  if (event.type === 'motion.worded') return word(tx, event);
  if (event.type === 'motion.proposed') {
    const { proposal, to, langs: _, at, ...rest } = event.data;
    const wordings = event.blobs
      ? (JSON.parse(blobOf(event, 'wordings')) as { wordings: object }).wordings
      : null;
    await tx.insert(ProposalRow, { id: proposal, ...rest, referTo: to, wordings, at: new Date(at) });
    return;
  }
  if (event.type === 'motion.seconded' || event.type === 'motion.unseconded') {
    const standing = event.type === 'motion.seconded';
    await tx.upsert(SupportRow, { motion, member: event.data.member, sponsor: false, standing }, [
      'motion',
      'member',
    ]);
    return;
  }
  const row = must(await tx.findOneBy(MotionRow, { id: motion }), 'motion');
  if (event.type === 'motion.corrected') await correct(tx, { row, event, at: context.at });
  const state = evolve(row.state, event);
  if (state === null) throw new Error(`${event.type} cannot follow ${row.state}`);
  const since = state === row.state ? row.since : new Date(context.at);
  await tx.update(MotionRow, motion, { state, since, ...changes(row, event) });
}

async function word(
  tx: Tx,
  { data, blobs }: Extract<MotionsEvent, { type: 'motion.worded' }>,
): Promise<void> {
  const { motion, lang, hash, version } = data;
  const { operations } = JSON.parse(blobOf({ blobs }, 'wording')) as { operations: object };
  const revision = 1 + (await tx.countBy(WordingRow, { motion, lang }));
  await tx.insert(WordingRow, { motion, lang, revision, version, hash, operations });
}

async function correct(
  tx: Tx,
  {
    row,
    event,
    at,
  }: { row: MotionRow; event: Extract<MotionsEvent, { type: 'motion.corrected' }>; at: string },
): Promise<void> {
  const { motion, lang, title, text, majority = null, reason } = event.data;
  const was = lang === null ? { title: null, text: null } : saidIn(saidBy(row), lang);
  await tx.insert(CorrectionRow, {
    ...{ motion, number: 1 + (await tx.countBy(CorrectionRow, { motion })), lang, reason, at: new Date(at) },
    ...(title !== null && { title, titleWas: was.title }),
    ...(text !== null && { text, textWas: was.text }),
    ...(majority !== null && { majority, majorityWas: row.majority }),
  });
}

const saidBy = ({ titles, about }: MotionRow): Pick<Motion, 'titles' | 'about'> => ({
  titles: titles as Titles,
  about: about as MotionAbout,
});

async function insert(
  tx: Tx,
  { subject, data }: Extract<MotionsEvent, { type: 'motion.submitted' }>,
  context: Context,
): Promise<void> {
  const { motion, about, sponsors, lateAfter, ...rest } = data;
  await tx.insert(MotionRow, {
    ...{ id: motion, assembly: assemblyOf({ subject }), about, ...rest },
    parent: parentOf(about),
    instrument: about.kind === 'stage' ? about.instrument : null,
    lateAfter: lateAfter === null ? null : new Date(lateAfter),
    amendedBy: [],
    polls: [],
    state: 'submitted',
    submittedAt: new Date(context.at),
  });
  await insertAll(
    tx,
    SupportRow,
    sponsors.map((member) => ({ motion, member, sponsor: true, standing: true })),
  );
  if (about.kind === 'bloc') await tx.update(MotionRow, { id: In(about.motions) }, { bloc: motion });
}

type Change = Exclude<
  MotionsEvent,
  { type: 'motion.submitted' | 'motion.worded' | 'motion.proposed' | 'motion.seconded' | 'motion.unseconded' }
>;

/** What an event changes in a motion's row beside its state. */
function changes(row: MotionRow, event: Change): Partial<MotionRow> {
  switch (event.type) {
    case 'motion.translated': {
      const { lang, title, text } = event.data;
      const { translations } = row.about as { translations?: Translations };
      return {
        ...(title !== null && { titles: { ...row.titles, [lang]: title } }),
        ...(text !== null && { about: { ...row.about, translations: { ...translations, [lang]: text } } }),
      };
    }
    case 'motion.corrected': {
      const { majority } = event.data;
      return { ...withCorrection(saidBy(row), event.data), ...(majority && { majority }) };
    }
    case 'motion.tabled':
      return event.data.urgency === null ? {} : { urgency: event.data.urgency };
    case 'motion.inadmissible':
    case 'motion.withdrawn':
      return { reason: event.data.reason, bloc: null };
    case 'motion.composited':
      return { because: event.data.into };
    case 'motion.released':
      return { because: null };
    case 'motion.debated':
      return { bloc: null };
    case 'motion.readied':
      return event.data.procedure === null ? {} : { because: event.data.procedure };
    case 'motion.adjourned':
      return { ...putOff(event.data), remittedTo: null };
    case 'motion.remitted':
      return { ...putOff(event.data), remittedTo: event.data.to };
    case 'motion.resumed':
      return { until: null, remittedTo: null, reason: null, because: null };
    case 'motion.ordered':
      return { votingOrder: { order: event.data.order, reason: event.data.reason } };
    case 'motion.carried': {
      const { version, hash } = event.data;
      return { about: { ...row.about, changes: { version, hash } } };
    }
    case 'motion.revised': {
      const { version, versionHash } = event.data;
      return { about: { ...row.about, version }, versionHash };
    }
    case 'motion.amended': {
      const { amendments, text, version, versionHash } = event.data;
      const about = { ...row.about, ...(text === null ? { version } : { text, translations: {} }) };
      return { about, versionHash, amendedBy: [...row.amendedBy, ...amendments] };
    }
    case 'motion.taken_out':
      return { bloc: null };
    case 'motion.adopted':
      return { decision: event.data.decision };
    case 'motion.returned':
      // What was voted on together and not adopted is voted on alone.
      return { bloc: null };
    case 'motion.reopened':
      return { because: event.data.procedure };
    case 'motion.fallen':
      return { because: event.data.because, reason: event.data.reason, bloc: null };
    case 'motion.voting':
      // Of a bloc the poll is on the motion that joined it.
      return row.bloc === null ? { polls: [event.data.poll, ...row.polls] } : {};
    case 'motion.recounted':
    case 'motion.rejected':
      return {};
  }
}

const putOff = ({
  until,
  reason,
  procedure,
}: {
  until: string | null;
  reason: string | null;
  procedure: string | null;
}): Partial<MotionRow> => ({ until, reason, because: procedure, bloc: null });

/** The motions with these ids that are of the assembly, by id. */
export async function loadMotions(
  tx: Tx,
  assembly: string,
  ids: readonly string[],
): Promise<Map<string, Motion>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.findBy(MotionRow, { assembly, id: In(ids) });
  return new Map((await withSupport(tx, rows)).map((one) => [one.id, one]));
}

/** The authentic languages in which an amendment has no wording on the version that its motion is about now. */
const UNWORDED = `coalesce((
  SELECT jsonb_agg(DISTINCT e.lang) FROM motion p LEFT JOIN motion g ON g.id = p.parent
    JOIN version v ON v.hash = coalesce(p.version_hash, g.version_hash)
    JOIN expression e ON e.version = v.id AND e.kind = 'authentic'
  WHERE p.id = m.parent AND m.about -> 'changes' IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM motion_wording w
      WHERE w.motion = m.id AND w.lang = e.lang AND w.version = v.hash)), '[]')`;

async function withSupport(tx: Tx, rows: readonly MotionRow[]): Promise<Motion[]> {
  const supporters = new Map<string, string[]>(rows.map((row) => [row.id, []]));
  if (rows.length > 0) {
    for (const { motion, member } of await tx.findBy(SupportRow, {
      motion: In([...supporters.keys()]),
      standing: true,
    }))
      must(supporters.get(motion), 'supporters of the motion').push(member);
  }
  const unworded = new Map(
    rows.length === 0
      ? []
      : (
          await tx.query<{ id: string; unworded: Lang[] }[]>(
            `SELECT m.id, ${UNWORDED} AS unworded FROM motion m WHERE m.id = ANY($1)`,
            [rows.map((row) => row.id)],
          )
        ).map((one) => [one.id, one.unworded]),
  );
  return rows.map((row) => ({
    ...row,
    unworded: must(unworded.get(row.id), 'languages of the motion'),
    ...saidBy(row),
    supporters: must(supporters.get(row.id), 'supporters of the motion'),
    lateAfter: row.lateAfter?.toISOString() ?? null,
    order: row.votingOrder as VotingOrder | null,
  }));
}

export async function loadMotion(tx: Tx, id: string): Promise<Motion | null> {
  const row = await tx.findOneBy(MotionRow, { id });
  return row && first(await withSupport(tx, [row]));
}

/** A motion with what stands around it; null where there is none. Dependents in the order in which they came. */
export async function loadFamily(tx: Tx, id: string): Promise<Family | null> {
  const motion = await loadMotion(tx, id);
  if (!motion) return null;
  const parent = parentOf(motion.about);
  const under: { id: string }[] = await tx.query(
    `WITH RECURSIVE under AS (
       SELECT id FROM motion WHERE parent = $1 OR bloc = $2
       UNION ALL SELECT m.id FROM motion m JOIN under ON m.parent = under.id)
     SELECT id FROM under`,
    [parent ?? id, id],
  );
  const where = { id: In([...under.map((one) => one.id), ...(parent === null ? [] : [parent])]) };
  const rows = await tx.find(MotionRow, { where, order: { submittedAt: 'ASC', id: 'ASC' } });
  const around = (await withSupport(tx, rows)).filter((one) => one.id !== id);
  const parentIs = (one: Motion): string | null => parentOf(one.about);
  const near = new Set([id, parent]);
  return {
    motion,
    dependents: around.filter((one) => parentIs(one) === id),
    parent: around.find((one) => one.id === parent) ?? null,
    siblings: around.filter((one) => parent !== null && parentIs(one) === parent),
    further: around.filter((one) => parentIs(one) !== null && !near.has(parentIs(one))),
    bloc: around.filter((one) => one.bloc === id),
  };
}

/** The adopted procedural motion that lets a late one in. */
export async function urgencyOf(tx: Tx, motion: string): Promise<string | null> {
  const rows = await tx.findBy(MotionRow, { parent: motion, state: 'adopted' });
  return (
    rows.find(({ about }) => (about as MotionAbout & { procedure?: string }).procedure === 'urgency')?.id ??
    null
  );
}

/**
 * Motions that come under an item which only those inside see, with what depends on them; `assembly` null: of all. The items
 * are an array: joined, PostgreSQL expects a million motions, and makes room for them each time.
 */
export async function hiddenMotions(tx: Tx, assembly: string | null): Promise<Hidden[]> {
  const rows: (Place & { id: string })[] = await tx.query(
    `WITH RECURSIVE item AS (
       SELECT id FROM agenda_item WHERE internal AND ($1::text IS NULL OR assembly = $1)
       UNION SELECT i.id FROM agenda_item i JOIN item ON i.parent = item.id),
     hidden AS (
       SELECT m.id, m.assembly FROM motion m WHERE m.item = ANY(ARRAY(SELECT id FROM item))
       UNION SELECT m.id, m.assembly FROM motion m JOIN hidden h ON m.parent = h.id)
     SELECT h.id, a.id AS assembly, a.body, a.open FROM hidden h JOIN assembly a ON a.id = h.assembly`,
    [assembly],
  );
  return rows.map(({ id, ...place }) => ({ id, place }));
}

/** What a reader does not see of an assembly's motions; `inside`: the reader holds an office here. */
export const unseenMotions = async (
  tx: Tx,
  assembly: string,
  inside: boolean,
): Promise<ReadonlySet<string>> =>
  new Set(inside ? [] : (await hiddenMotions(tx, assembly)).map(({ id }) => id));

/** The place of a motion: closed to the public where it comes under an internal item. */
export async function motionPlace(tx: Tx, id: string): Promise<Place | null> {
  const [row]: (Place & { assembly: string; internal: boolean })[] = await tx.query(
    `SELECT a.id AS assembly, a.body, a.open,
       EXISTS (SELECT 1 FROM agenda_item i WHERE i.assembly = a.id AND i.internal) AS internal
     FROM motion m JOIN assembly a ON a.id = m.assembly WHERE m.id = $1`,
    [id],
  );
  if (!row) return null;
  const { internal, ...place } = row;
  // Most meetings have no internal item, and nothing comes under one.
  if (!place.open || !internal) return place;
  return { ...place, open: !(await unseenMotions(tx, row.assembly, false)).has(id) };
}

/** The next number of a series; call it under the assembly's lock, or two motions get the same. */
export async function nextMotion(tx: Tx, assembly: string): Promise<number> {
  const rows: { next: number }[] = await tx.query(
    'SELECT coalesce(max(number), 0)::int + 1 AS next FROM motion WHERE assembly = $1',
    [assembly],
  );
  return first(rows).next;
}

/** How many motions of the kind depend on `parent`, or on the meeting. */
export async function countSiblings(
  tx: Tx,
  { assembly, parent, kind }: { assembly: string; parent: string | null; kind: MotionAbout['kind'] },
): Promise<number> {
  const rows = await tx.findBy(MotionRow, { assembly, parent: parent ?? IsNull() });
  return rows.filter(({ about }) => (about as MotionAbout).kind === kind).length;
}

export async function nextDecision(tx: Tx, assembly: string): Promise<number> {
  const rows: { next: number }[] = await tx.query(
    'SELECT coalesce(max(decision), 0)::int + 1 AS next FROM motion WHERE assembly = $1',
    [assembly],
  );
  return first(rows).next;
}

/** A row of `motion_proposal p` as `ProposalView`. */
export const PROPOSAL = `jsonb_build_object('id', p.id, 'recommendation', p.recommendation, 'reason', p.reason, 'to', p.refer_to,
  'langs', coalesce((SELECT jsonb_agg(k) FROM jsonb_object_keys(p.wordings) k), '[]'),
  'at', to_char(p.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;

/** A row of `motion_correction c` as `CorrectionView`. */
const CORRECTION = `jsonb_build_object('lang', c.lang, 'reason', c.reason,
  'title', CASE WHEN c.title IS NOT NULL THEN jsonb_build_object('was', c.title_was, 'is', c.title) END,
  'text', CASE WHEN c.text IS NOT NULL THEN jsonb_build_object('was', c.text_was, 'is', c.text) END,
  'majority', CASE WHEN c.majority IS NOT NULL THEN jsonb_build_object('was', c.majority_was, 'is', c.majority) END,
  'at', to_char(c.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;

interface ViewRow {
  id: string;
  assembly: string;
  number: number | null;
  label: string;
  titles: Titles;
  about: MotionAbout;
  parent: string | null;
  version_hash: string | null;
  unworded: Lang[];
  proposal: ProposalView | null;
  corrections: CorrectionView[];
  stage_label: string | null;
  instrument_titles: Titles | null;
  item: string | null;
  mover: string | null;
  member: string | null;
  supporters: { member: string; name: string; sponsor: boolean }[];
  seconders_asked: number;
  late_after: Date | null;
  majority: string;
  state: MotionState;
  reason: string | null;
  because: string | null;
  urgency: string | null;
  until: string | null;
  remitted_to: string | null;
  bloc: string | null;
  voting_order: VotingOrder | null;
  amended_by: string[];
  decision: number | null;
  polls: string[];
  submitted_at: Date;
  since: Date | null;
}

/** Motions by number, each followed by what depends on it. */
export async function motionViews(
  tx: Tx,
  { assembly, motion, unseen }: { assembly?: string; motion?: string; unseen?: ReadonlySet<string> },
): Promise<MotionView[]> {
  const rows: ViewRow[] = await tx.query(
    `SELECT m.*, ${UNWORDED} AS unworded,
       (SELECT ${PROPOSAL} FROM motion_proposal p WHERE p.motion = m.id ORDER BY p.at DESC, p.id DESC LIMIT 1) AS proposal,
       coalesce((SELECT jsonb_agg(${CORRECTION} ORDER BY c.number) FROM motion_correction c WHERE c.motion = m.id), '[]') AS corrections,
       s.label AS stage_label, i.titles AS instrument_titles,
       coalesce((SELECT jsonb_agg(jsonb_build_object('member', x.member, 'name', o.name, 'sponsor', x.sponsor) ORDER BY o.name)
                 FROM motion_support x JOIN member n ON n.id = x.member JOIN organisation o ON o.id = n.organisation
                 WHERE x.motion = m.id AND x.standing), '[]') AS supporters,
       coalesce((r.data -> 'motions' ->> 'seconders')::int, 0) AS seconders_asked
     FROM motion m LEFT JOIN stage s ON s.id::text = m.about ->> 'stage' LEFT JOIN instrument i ON i.id = m.instrument
       JOIN assembly a ON a.id = m.assembly LEFT JOIN rule_set r ON r.id = a.rule_set
     WHERE ($1::text IS NULL OR m.assembly = $1) AND ($2::uuid IS NULL OR m.id = $2)
     ORDER BY m.number NULLS LAST, m.submitted_at, m.id`,
    [assembly ?? null, motion ?? null],
  );
  return rows.filter(({ id }) => !unseen?.has(id)).map(viewOf);
}

function viewOf({
  supporters,
  seconders_asked: asked,
  voting_order: order,
  submitted_at: at,
  since,
  ...row
}: ViewRow): MotionView {
  const support = (sponsor: boolean) =>
    supporters.filter((one) => one.sponsor === sponsor).map(({ member, name }) => ({ member, name }));
  return {
    ...row,
    versionHash: row.version_hash,
    stageLabel: row.stage_label,
    instrumentTitles: row.instrument_titles,
    sponsors: support(true),
    seconders: support(false),
    supportNeeded: supportNeeded(row, asked),
    lateAfter: row.late_after?.toISOString() ?? null,
    remittedTo: row.remitted_to,
    order,
    amendedBy: row.amended_by,
    since: (since ?? at).toISOString(),
    submittedAt: at.toISOString(),
  };
}

/** What is changed of somebody's drafts is changed under this lock. */
export const draftsLock = (person: string): string => keyOf('motion-drafts', person);

/** What somebody is writing for an assembly, the latest first. */
export async function drafts(
  tx: Tx,
  { assembly, person }: { assembly: string; person: string },
): Promise<MotionDraft[]> {
  const rows = await tx.find(DraftRow, {
    where: { assembly, person },
    order: { savedAt: 'DESC', id: 'ASC' },
  });
  return rows.map(({ id, matter, savedAt }) => ({
    ...(matter as Omit<MotionDraft, 'draft' | 'savedAt'>),
    ...{ draft: id, savedAt: savedAt.toISOString() },
  }));
}

/** Whether a draft is somebody else's, or written for another assembly. */
export async function isOthers(
  tx: Tx,
  draft: string,
  { assembly, person }: { assembly: string; person: string },
): Promise<boolean> {
  const row = await tx.findOneBy(DraftRow, { id: draft });
  return row !== null && (row.person !== person || row.assembly !== assembly);
}

export async function keepDraft(
  tx: Tx,
  { draft, savedAt, ...matter }: MotionDraft,
  { assembly, person }: { assembly: string; person: string },
): Promise<void> {
  await tx.upsert(DraftRow, { id: draft, assembly, person, matter, savedAt: new Date(savedAt) }, ['id']);
}

export async function dropDraft(tx: Tx, draft: string, person: string): Promise<void> {
  await tx.delete(DraftRow, { id: draft, person });
}
