import type { Context } from '../basics/event.js';
import type { Certainty, Lang } from '../basics/fields.js';
import { first, must } from '../basics/must.js';
import { ok, refuse, type Result } from '../basics/result.js';
import type { Dropped, Read } from './blocks.js';
import {
  checkTree,
  CLAUSES_LIMIT,
  expressionHash,
  expressionText,
  structureHash,
  structureText,
  versionHash,
  type Clause,
} from './clause.js';
import { differing, type Differing } from './differing.js';
import type { Counts, MemberCounts, InstrumentsEvent } from './instruments.contract.js';
import { align, named } from './lineage.js';
import { isUnreported, type Mandate } from './mandate.js';
import type { MandatesEvent, Terms } from './mandates.contract.js';
import { fromMarkdown } from './markdown.js';
import { ahead, next, type Passed, type PathStage, type StageOutcome, type Standing } from './path.js';

/** A stage of the approval path of an instrument. */
export interface Stage extends PathStage {
  readonly id: string;
  readonly number: number;
}

/** A stage as it was passed; `number` in the order of all passages of the instrument, also of those that no longer stand. */
export interface Passage extends Passed {
  readonly number: number;
  readonly version: number | null;
  /** The vote of this house that decided it. */
  readonly poll: string | null;
  /** Where what was entered comes from; null: it was passed here. */
  readonly source: string | null;
}

/** What decisions on an instrument look at. */
export interface Instrument {
  readonly id: string;
  readonly authenticLanguages: readonly Lang[] | null;
  /** The day on which it was founded; null: not known. */
  readonly founded: string | null;
  /** In order of number. */
  readonly stages: readonly Stage[];
  /** The stages that it has passed, in that order; one more than once where the path leads back. */
  readonly passages: readonly Passage[];
  /** In order of number; `hash` null: the text is not known. */
  readonly versions: readonly {
    readonly number: number;
    readonly hash: string | null;
    /** That were frozen with it. */
    readonly languages: readonly string[];
    /** In which it can be put before those who decide: frozen with it, or translated since to the last clause. */
    readonly spoken: readonly string[];
  }[];
  readonly mandates: readonly Mandate[];
  /** The consultations that stages wait for, by the stage's id; `until` null: it is closed. */
  readonly rounds?: readonly StageRound[];
  /** The objections that stand, to what silence would approve. */
  readonly objections?: readonly Objection[];
}

/** A member's objection, made the `round`-th time that the instrument was at the stage. */
export interface Objection {
  readonly stage: string;
  readonly round: number;
  readonly member: string;
}

export interface StageRound {
  readonly stage: string;
  readonly until: string | null;
  readonly unanswered: number;
}

export type OnPath = Pick<Instrument, 'stages' | 'passages' | 'founded' | 'objections'>;

/** Where the instrument stands on its path; a silence that was broken has no date: it waits for a vote. */
export function standing(instrument: OnPath): Standing<Stage> {
  const { stages, passages, founded } = instrument;
  const at = next(stages, passages, founded);
  return silenceOf(instrument)?.objections.length ? { ...at, due: null } : at;
}

/** A silence procedure at which an instrument stands. */
export interface Silence {
  readonly stage: Stage;
  readonly round: number;
  /** The last day on which a member may object; null: nobody can count it. */
  readonly until: string | null;
  /** The members whose objections stand: one breaks the silence. */
  readonly objections: readonly string[];
}

/** The silence procedure at which the instrument stands, broken or not; null: at none. */
export function silenceOf({ stages, passages, founded, objections = [] }: OnPath): Silence | null {
  const { stage, round, due } = next(stages, passages, founded);
  if (stage?.kind !== 'tacit') return null;
  const own = objections.filter((one) => one.stage === stage.id && one.round === round);
  return { stage, round, until: due, objections: own.map(({ member }) => member) };
}

/** The stage that is to be decided; none once the path has ended. */
export const currentStage = (instrument: OnPath): Stage | null => standing(instrument).stage;

/**
 * How a stage stands: what lies ahead on the way of approval is to come, though it may have been passed before; another is
 * as its last passage left it. One whose time ran out is done where silence approves, else it failed.
 */
export function stageState(instrument: OnPath, stage: Stage): 'pending' | 'current' | 'done' | 'rejected' {
  const current = currentStage(instrument);
  if (current?.id === stage.id) return 'current';
  const last = instrument.passages.findLast(({ key }) => key === stage.key);
  if (!last || (current && ahead(instrument.stages, current).includes(stage))) return 'pending';
  const failed = last.outcome === 'rejected' || (last.outcome === 'lapsed' && stage.kind !== 'tacit');
  return failed ? 'rejected' : 'done';
}

export const NO_COUNTS: Counts = { for: null, against: null, abstain: null };

/**
 * Enters a stage from a source: the paper era's outcome, with what is unknown left unknown. What has happened happened,
 * whatever days and languages the path demands.
 * Refusals: `stage.unknown`, `stage.decided`, `stage.not_current` {label}, `version.unknown` {number}, those of mandates,
 * `stage.silence_broken` {label}: silence does not approve what a member objects to.
 */
export function enterStage(
  instrument: Instrument,
  entered: {
    stage: string;
    outcome: StageOutcome;
    assembly: string | null;
    date: string | null;
    version: number | null;
    result: string | null;
    counts: Counts;
    source: string;
    certainty: Certainty;
    note: string | null;
  },
): Result<InstrumentsEvent[]> {
  const { version } = entered;
  const stage = checkStage(instrument, entered.stage, { day: null, version });
  if (!stage.ok) return stage;
  if (version !== null && !instrument.versions.some((one) => one.number === version)) {
    return refuse('version.unknown', { number: version });
  }
  if (entered.outcome === 'lapsed' && silenceOf(instrument)?.objections.length)
    return refuse('stage.silence_broken', { label: stage.value.label });
  return ok([
    {
      type: 'stage.entered',
      subject: { instrument: instrument.id, ...(entered.assembly && { assembly: entered.assembly }) },
      data: entered,
    },
  ]);
}

/**
 * Moves a stage by a declared poll, and grants what was approved with it. `amended`: the text was adopted in another wording
 * than was tabled. Refusals as of `checkStage`.
 */
export function decideStage(
  instrument: Instrument,
  decided: {
    stage: string;
    outcome: 'approved' | 'rejected';
    assembly: string;
    date: string;
    version: number;
    motion: string;
    poll: string;
    decision: number | null;
    counts: Counts;
    members?: MemberCounts;
  },
  {
    amended,
    terms,
    notwithstanding,
  }: { amended: boolean; terms: Terms | null; notwithstanding: readonly string[] },
  { id }: Pick<Context, 'id'>,
): Result<(InstrumentsEvent | MandatesEvent)[]> {
  const { assembly, date, version, motion, poll } = decided;
  const stage = checkStage(instrument, decided.stage, { day: date, version, notwithstanding });
  if (!stage.ok) return stage;
  const subject = { instrument: instrument.id, assembly, motion, poll };
  const approved = decided.outcome === 'approved';
  const outcome = approved && amended && stage.value.follows.amended ? 'amended' : decided.outcome;
  const events: (InstrumentsEvent | MandatesEvent)[] = [
    { type: 'stage.decided', subject, data: { ...decided, outcome } },
  ];
  if (approved && terms)
    events.push({
      type: 'mandate.granted',
      subject: { ...subject, body: terms.to },
      data: {
        ...{ mandate: id(), instrument: instrument.id, from: stage.value.body, version, terms, date },
        ...{ motion, poll, source: null, certainty: 'high', note: null },
      },
    });
  if (approved)
    for (const mandate of instrument.mandates.filter(isUnreported))
      if (notwithstanding.includes(mandate.id))
        events.push({
          type: 'mandate.waived',
          subject: { ...subject, body: mandate.to },
          data: { mandate: mandate.id, motion, poll, date },
        });
  return ok(events);
}

/**
 * The time of a stage ran out: in a silence procedure that nobody broke the text is approved as it was put. `day`: today.
 * Refusals: `stage.not_due` {label}, those of `checkStage`.
 */
export function lapseStage(
  instrument: Instrument,
  { stage: id, day }: { stage: string; day: string },
): Result<InstrumentsEvent[]> {
  const version = instrument.passages.at(-1)?.version ?? instrument.versions.at(-1)?.number ?? null;
  const stage = checkStage(instrument, id, { day, version });
  if (!stage.ok) return stage;
  const { due } = standing(instrument);
  if (due === null || day <= due || stage.value.follows.lapsed === null)
    return refuse('stage.not_due', { label: stage.value.label });
  return ok([
    { type: 'stage.lapsed', subject: { instrument: instrument.id }, data: { stage: id, date: due, version } },
  ]);
}

/** A stage that consults is passed without a vote, on `day`. Refusals: `stage.not_consulting` {label}, those of `checkStage`. */
export function holdStage(
  instrument: Instrument,
  { stage: id, day, version }: { stage: string; day: string; version: number },
): Result<InstrumentsEvent[]> {
  const stage = checkStage(instrument, id, { day, version });
  if (!stage.ok) return stage;
  const { kind, label } = stage.value;
  if (kind !== 'consult') return refuse('stage.not_consulting', { label });
  return ok([
    { type: 'stage.held', subject: { instrument: instrument.id }, data: { stage: id, date: day, version } },
  ]);
}

/**
 * Opens a decided stage again because the poll that decided it is recounted; what that vote granted does not stand either.
 * Refusals: `stage.unknown`, `stage.moved_on` {label}: a later stage was decided, `mandate.finished` {number}: the mandate
 * that it granted is carried out.
 */
export function reopenStage(
  instrument: Instrument,
  reopened: { stage: string; motion: string; poll: string; reason: string; assembly: string },
): Result<(InstrumentsEvent | MandatesEvent)[]> {
  const stage = instrument.stages.find((one) => one.id === reopened.stage);
  if (!stage) return refuse('stage.unknown');
  const last = instrument.passages.at(-1);
  if (last && last.key !== stage.key) {
    const later = instrument.stages.find(({ key }) => key === last.key);
    return refuse('stage.moved_on', { label: must(later, 'stage of the passage').label });
  }
  const { assembly, ...data } = reopened;
  const { motion, poll, reason } = data;
  const granted = instrument.mandates.filter((one) => one.poll === poll);
  const done = granted.map(({ finished }) => finished).find((one) => one !== null);
  if (done) return refuse('mandate.finished', { number: done.version });
  const subject = { instrument: instrument.id, assembly, motion, poll };
  return ok([
    { type: 'stage.reopened', subject, data },
    ...granted.map((mandate) => ({
      type: 'mandate.lifted' as const,
      subject,
      data: { mandate: mandate.id, poll, reason },
    })),
  ]);
}

/**
 * Strikes a stage that was entered by mistake: it was never passed so, and the text stands at it again. Refusals: `not_found`,
 * `stage.decided_here` {label}: by a vote of this house, `stage.passed_here` {label}: by its clock or a consultation of its own,
 * `stage.rested_on` {label}: that later stage was passed since, `stage.next_consults` {until}: a round of the stage that follows
 * runs.
 */
export function strikeStage(
  instrument: Instrument,
  { number, assembly, reason }: { number: number; assembly: string | null; reason: string },
): Result<InstrumentsEvent[]> {
  const { passages, stages, rounds = [] } = instrument;
  const stageOf = ({ key }: Passage): Stage =>
    must(
      stages.find((one) => one.key === key),
      'stage of the passage',
    );
  const struck = passages.find((one) => one.number === number);
  if (!struck) return refuse('not_found');
  const stage = stageOf(struck);
  const { label } = stage;
  if (struck.poll !== null) return refuse('stage.decided_here', { label });
  if (struck.source === null) return refuse('stage.passed_here', { label });
  const later = passages.find((one) => one.number > number);
  if (later) return refuse('stage.rested_on', { label: stageOf(later).label });
  const following = currentStage(instrument)?.id;
  const until = rounds.find((one) => one.stage === following && one.until !== null)?.until;
  if (until) return refuse('stage.next_consults', { until });
  return ok([
    {
      type: 'stage.struck',
      subject: { instrument: instrument.id, ...(assembly !== null && { assembly }) },
      data: { stage: stage.id, number, reason },
    },
  ]);
}

/** The stage, where the instrument stands there. Refusals: `stage.unknown`, `stage.decided` {label}, `stage.not_current` {label}. */
export function atStage(instrument: Instrument, id: string): Result<Stage> {
  const stage = instrument.stages.find((one) => one.id === id);
  if (!stage) return refuse('stage.unknown');
  const state = stageState(instrument, stage);
  if (state === 'done' || state === 'rejected') return refuse('stage.decided', { label: stage.label });
  if (state !== 'current')
    return refuse('stage.not_current', { label: currentStage(instrument)?.label ?? '' });
  return ok(stage);
}

/**
 * The one place where is asked whether a stage may be decided now. `day`: today at the assembly, null where a source tells of
 * the past; `notwithstanding`: the mandates in spite of which the motion says that it goes on.
 * Refusals: `stage.unknown`, `stage.decided` {label}, `stage.not_current` {label}, `stage.too_early` {label, earliest},
 * `stage.language_missing` {label, languages}, `mandate.unreported` {label}: one that was exceeded is not reported,
 * `mandate.unfinished`: the stage finishes by a mandate, and no version does, `mandate.other_version` {number}, those of
 * `consulted`.
 */
export function checkStage(
  instrument: Instrument,
  id: string,
  {
    day,
    version,
    notwithstanding = [],
  }: { day: string | null; version: number | null; notwithstanding?: readonly string[] },
): Result<Stage> {
  const found = atStage(instrument, id);
  if (!found.ok) return found;
  const stage = found.value;
  const { label, body, languages, kind } = stage;
  const { earliest } = standing(instrument);
  if (day !== null && earliest !== null && day < earliest)
    return refuse('stage.too_early', { label, earliest });
  const answered = consulted(instrument, stage);
  if (!answered.ok) return answered;
  const there = instrument.versions.find((one) => one.number === version)?.spoken;
  const missing = day === null ? [] : languages.filter((lang) => there?.includes(lang) === false);
  if (missing.length > 0) return refuse('stage.language_missing', { label, languages: missing });
  // Who was entrusted may finish what it began; whoever comes next has to know.
  const unreported = instrument.mandates.some(
    (one) => isUnreported(one) && one.to !== body && !notwithstanding.includes(one.id),
  );
  if (unreported) return refuse('mandate.unreported', { label });
  const mandate = kind === 'finalise' ? instrument.mandates.findLast(({ to }) => to === body) : undefined;
  if (mandate && !mandate.finished) return refuse('mandate.unfinished');
  if (mandate?.finished && version !== null && mandate.finished.version !== version)
    return refuse('mandate.other_version', { number: mandate.finished.version });
  return found;
}

/** A stage does not move while it consults. Refusals: `stage.consultation_runs` {until}, `stage.comments_unanswered` {unanswered}. */
function consulted({ rounds = [] }: Pick<Instrument, 'rounds'>, { id }: Stage): Result<null> {
  const own = rounds.filter(({ stage }) => stage === id);
  const until = own.map((one) => one.until).find((one) => one !== null);
  if (until) return refuse('stage.consultation_runs', { until });
  const unanswered = own.reduce((sum, one) => sum + one.unanswered, 0);
  return unanswered > 0 ? refuse('stage.comments_unanswered', { unanswered }) : ok(null);
}

/** A language of a text: Markdown, or what was read of a file. */
export type Imported = { readonly lang: Lang } & ({ readonly markdown: string } | FileImport);

export interface FileImport extends Read {
  /** The instrument whose clauses' ids these are; null: they are of none. */
  readonly of: string | null;
  /** Whether the file says that it is authentic. */
  readonly authentic: boolean;
}

/**
 * An import with the ids that hold: a file's own where it is of this instrument, or where the instrument has no clause yet. Ids of
 * another instrument would name clauses that have nothing to do with them.
 */
export function withIds(one: Imported, { instrument, used }: { instrument: string; used: number }): Imported {
  if ('markdown' in one || one.of === instrument || (one.of !== null && used === 0)) return one;
  return { ...one, drafts: one.drafts.map(({ id: _, ...draft }) => draft) };
}

/** The languages that are authentic where nobody says so: those of the files that say it, else the instrument's, else all. */
export function authenticOf(texts: readonly Imported[], instrument: Instrument): readonly Lang[] {
  const said = texts.flatMap((one) => ('authentic' in one && one.authentic ? [one.lang] : []));
  if (said.length > 0) return said;
  return instrument.authenticLanguages ?? texts.map(({ lang }) => lang);
}

/** A text in its languages, with ids that the lineage gave. */
export interface ReadText {
  readonly clauses: readonly Clause[];
  readonly expressions: readonly { readonly lang: Lang; readonly clauses: readonly Clause[] }[];
  readonly dropped: readonly ({ readonly lang: Lang } & Dropped)[];
  readonly differing: readonly ({ readonly lang: Lang } & Differing)[];
}

/**
 * Reads a version's text. The first authentic language gives the structure; the others are aligned to it clause by
 * clause. Refusals: `text.lang_twice`, `text.authentic_missing` {lang}, `text.not_aligned` {lang, position, expected,
 * found}, those of `fromMarkdown` and `checkTree`.
 */
export function readText(
  texts: readonly Imported[],
  { authentic, previous, used }: { authentic: readonly Lang[]; previous: readonly Clause[]; used: number },
): Result<ReadText> {
  const reads = new Map<Lang, Read>();
  const dropped: ({ lang: Lang } & Dropped)[] = [];
  for (const one of texts) {
    const { lang } = one;
    if (reads.has(lang)) return refuse('text.lang_twice', { lang });
    const read = 'markdown' in one ? fromMarkdown(one.markdown) : ok(one);
    if (!read.ok) return refuse(read.refusal.code, { ...read.refusal.facts, lang });
    // Before anything whose cost is clauses multiplied.
    if (read.value.drafts.length > CLAUSES_LIMIT) {
      return refuse('text.too_many_clauses', { limit: CLAUSES_LIMIT, lang });
    }
    reads.set(lang, read.value);
    dropped.push(...read.value.dropped.map((left) => ({ lang, ...left })));
  }
  const missing = authentic.find((lang) => !reads.has(lang));
  if (missing !== undefined) return refuse('text.authentic_missing', { lang: missing });
  const leading = first(authentic);
  const checked = checkTree(named(must(reads.get(leading), 'leading text').drafts, previous, used));
  if (!checked.ok) return checked;
  const clauses = checked.value;
  const expressions: { lang: Lang; clauses: readonly Clause[] }[] = [{ lang: leading, clauses }];
  for (const [lang, { drafts }] of reads) {
    if (lang === leading) continue;
    const aligned = align(drafts, clauses);
    if (!aligned.ok) return refuse(aligned.refusal.code, { ...aligned.refusal.facts, lang });
    const texts = aligned.value;
    const own = checkTree(
      clauses.map((clause) => ({ ...clause, text: must(texts[clause.id], 'words of the clause') })),
    );
    if (!own.ok) return refuse(own.refusal.code, { ...own.refusal.facts, lang });
    expressions.push({ lang, clauses: own.value });
  }
  return ok({
    ...{ clauses, expressions, dropped },
    differing: [...reads].flatMap(([lang, read]) =>
      differing(read, clauses).map((one) => ({ lang, ...one })),
    ),
  });
}

/** The hashes of a version that a text would be. */
export function hashesOf(
  { clauses, expressions: texts }: ReadText,
  authentic: readonly Lang[],
): {
  structure: string;
  expressions: { lang: Lang; kind: 'authentic' | 'translation'; hash: string }[];
  hash: string;
} {
  const structure = structureHash(clauses);
  const expressions = texts.map(({ lang, clauses: own }) => ({
    lang,
    kind: authentic.includes(lang) ? ('authentic' as const) : ('translation' as const),
    hash: expressionHash(lang, own),
  }));
  const own = expressions.filter(({ kind }) => kind === 'authentic').map(({ lang, hash }) => [lang, hash]);
  const hash = versionHash({ structure, authentic: Object.fromEntries(own) as Record<string, string> });
  return { structure, expressions, hash };
}

/** Freezes a version: its hash names the structure and every authentic expression, and never changes. */
export function freeze(
  instrument: Instrument,
  {
    text,
    authentic,
    parent,
    reason,
  }: { text: ReadText; authentic: readonly Lang[]; parent: number | null; reason: string | null },
  context: Context,
): Result<InstrumentsEvent[]> {
  if (parent !== null && !instrument.versions.some((one) => one.number === parent)) {
    return refuse('version.unknown', { number: parent });
  }
  const { structure, expressions, hash } = hashesOf(text, authentic);
  const last = instrument.versions.at(-1);
  if (last && last.hash === hash) return refuse('version.unchanged', { number: last.number });
  const titles = Object.fromEntries(
    text.expressions.flatMap(({ lang, clauses }) => {
      const title = clauses.find((clause) => clause.kind === 'title');
      return title ? [[lang, title.text]] : [];
    }),
  );
  return ok([
    {
      type: 'version.frozen',
      subject: { instrument: instrument.id },
      data: {
        version: context.id(),
        instrument: instrument.id,
        number: (last?.number ?? 0) + 1,
        parent: parent ?? last?.number ?? null,
        titles,
        hash,
        structureHash: structure,
        expressions,
        reason,
        note: null,
      },
      blobs: {
        structure: structureText(text.clauses),
        ...Object.fromEntries(
          text.expressions.map(({ lang, clauses }) => [lang, expressionText(lang, clauses)]),
        ),
      },
    },
  ]);
}
