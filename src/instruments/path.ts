import { z } from 'zod';
import { Lang, Line, Slug } from '../basics/fields.js';
import { SLUG } from '../basics/ids.js';
import { first, must } from '../basics/must.js';
import type { Facts, Refusal } from '../basics/result.js';

/**
 * An approval path as data: stages, and where each outcome leads. A text may pass a stage several times (readings), so a
 * path is no list but a graph; what has happened is the list of passages, and `next` folds it.
 */
export const STAGE_KINDS = [
  'draft',
  'consult',
  'principle',
  'finalise',
  'final',
  'adopt-parent',
  'tacit',
] as const;
export const StageKind = z.enum(STAGE_KINDS);
export type StageKind = z.infer<typeof StageKind>;

export const STAGE_OUTCOMES = ['approved', 'amended', 'rejected', 'held', 'lapsed'] as const;
/**
 * What became of a stage. `held`: it took place, and nothing was voted (a consultation). `amended`: approved in another
 * wording than was put to it. `lapsed`: its time ran out; in a silence procedure that is approval.
 */
export const StageOutcome = z.enum(STAGE_OUTCOMES);
export type StageOutcome = z.infer<typeof StageOutcome>;

export const End = z.enum(['approved', 'rejected', 'lapsed']);
export type End = z.infer<typeof End>;

/** Where an outcome leads: to a stage by its key, or to an end. */
export const Target = z.union([z.strictObject({ stage: Slug }), z.strictObject({ end: End })]);
export type Target = z.infer<typeof Target>;

const MOST_DAYS = 36_525;
const Days = z.int().min(0).max(MOST_DAYS);

/** Left out: as approved leads to the following stage, rejected ends the path, and so on; see `completed`. */
export const Follows = z.strictObject({
  approved: Target.optional(),
  amended: Target.optional(),
  rejected: Target.optional(),
  lapsed: Target.optional(),
});
export type Follows = z.infer<typeof Follows>;
export type Followed = keyof Follows;
export const FOLLOWED: readonly Followed[] = ['approved', 'amended', 'rejected', 'lapsed'];

/** A stage as somebody gives it. */
export const GivenStage = z.object({
  kind: StageKind,
  label: Line(120),
  body: Slug,
  /** Its name within the path; left out: "s" and its place. */
  key: Slug.optional(),
  /** The majority of the body's rule set by which it is decided; null: the one that the motion names. */
  rule: Slug.nullable().optional(),
  /** Whole days that lie between the stage before and the decision. */
  minimumDays: Days.nullable().optional(),
  /** Whole days after which its time is over. */
  withinDays: Days.min(1).nullable().optional(),
  /** In which the version must be there. */
  languages: z.array(Lang).max(3).optional(),
  follows: Follows.optional(),
});
export type GivenStage = z.infer<typeof GivenStage>;

/** A stage with everything said. `amended` null: as approved; `lapsed` null: its time does not run out by itself. */
export interface PathStage {
  readonly key: string;
  readonly kind: StageKind;
  readonly label: string;
  readonly body: string;
  readonly rule: string | null;
  readonly minimumDays: number | null;
  readonly withinDays: number | null;
  readonly languages: readonly Lang[];
  readonly follows: {
    readonly approved: Target;
    readonly rejected: Target;
    readonly amended: Target | null;
    readonly lapsed: Target | null;
  };
}

/** Says what is left out: one stage after the other, a rejection ends, silence approves. */
export const completed = (given: readonly GivenStage[]): PathStage[] => {
  const keyed = given.map((stage, place) => ({ ...stage, key: stage.key ?? `s${place + 1}` }));
  return keyed.map(({ key, kind, label, body, follows = {}, ...rest }, place) => {
    const following = keyed[place + 1]?.key;
    const approved: Target =
      follows.approved ?? (following === undefined ? { end: 'approved' } : { stage: following });
    return {
      ...{ key, kind, label, body, rule: rest.rule ?? null, languages: rest.languages ?? [] },
      ...{ minimumDays: rest.minimumDays ?? null, withinDays: rest.withinDays ?? null },
      follows: {
        approved,
        rejected: follows.rejected ?? { end: 'rejected' },
        amended: follows.amended ?? null,
        lapsed: follows.lapsed ?? (kind === 'tacit' ? approved : null),
      },
    };
  });
};

/** A stage that was passed, by its key; `date` EDTF, null: unknown. */
export interface Passed {
  readonly key: string;
  readonly outcome: StageOutcome;
  readonly date: string | null;
}

/** Where a text stands on its path. */
export interface Standing<S extends PathStage = PathStage> {
  /** Null at an end. */
  readonly stage: S | null;
  readonly end: End | null;
  /** The which-th time it is at this stage, from 1. */
  readonly round: number;
  /** The day since which it is here, where it is known. */
  readonly since: string | null;
  /** The first day on which the stage may be decided; null: any. */
  readonly earliest: string | null;
  /** The last day of its time; null: none. */
  readonly due: string | null;
}

export const targetOf = ({ follows }: PathStage, outcome: StageOutcome): Target | null => {
  switch (outcome) {
    case 'approved':
    case 'held':
      return follows.approved;
    case 'amended':
      return follows.amended ?? follows.approved;
    case 'rejected':
      return follows.rejected;
    case 'lapsed':
      return follows.lapsed ?? { end: 'lapsed' };
  }
};

/**
 * Folds what has happened to where a text stands: each passage was of the stage at which it stood then (`checkStage` sees to
 * that). `begun`: the day on which the path began.
 */
export function next<S extends PathStage>(
  path: readonly S[],
  history: readonly Passed[],
  begun: string | null,
): Standing<S> {
  const last = history.at(-1);
  const left = last && path.find(({ key }) => key === last.key);
  const target: Target =
    last && left ? must(targetOf(left, last.outcome), 'way on from the stage') : { stage: first(path).key };
  const since = dayOf(last ? last.date : begun);
  if ('end' in target) return { stage: null, end: target.end, round: 0, since, earliest: null, due: null };
  const stage = must(
    path.find(({ key }) => key === target.stage),
    'stage of the path',
  );
  const { minimumDays, withinDays } = stage;
  return {
    stage,
    end: null,
    round: 1 + history.filter(({ key }) => key === stage.key).length,
    since,
    earliest: since !== null && minimumDays !== null ? addDays(since, minimumDays) : null,
    due: since !== null && withinDays !== null ? addDays(since, withinDays) : null,
  };
}

/** The stages that lie ahead if everything is approved, the one at which it stands first. */
export function ahead<S extends PathStage>(path: readonly S[], from: S | null): S[] {
  const way: S[] = [];
  for (let stage = from ?? undefined; stage && !way.includes(stage);) {
    way.push(stage);
    const { approved } = stage.follows;
    stage = 'stage' in approved ? path.find(({ key }) => key === approved.stage) : undefined;
  }
  return way;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

/** A date that names one day without doubt; of others nobody can count days. */
export const dayOf = (date: string | null): string | null => (date !== null && DAY.test(date) ? date : null);

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** What is known of the bodies that a path names: the majorities of their rules in force, null where they have none. */
export type KnownBodies = ReadonlyMap<string, readonly string[] | null>;

/**
 * Every fault of a path that somebody is still writing; texts may be anything. `at` is the path of the field. Codes:
 * - `path.key` {at, key}: not a slug; `path.key_twice` {at, key}
 * - `path.label` {at}: a stage is called nothing
 * - `path.body` {at, body}, `path.rule` {at, name}: there is no such body, or no such majority in its rules
 * - `path.target` {at, stage}: leads to a stage that there is not
 * - `path.unreachable` {at, label}: no outcome leads there
 * - `path.circle` {at, label}: however often everything is approved, the path never ends in approval
 * - `path.endless` {at, label}: from there no outcome leads to an end
 * - `path.days` {at}: not a whole number of days; `path.days_crossed` {at}: its time is over before it may be decided
 * - `path.silence` {at, label}: a silence procedure needs a time; `path.time` {at}: so does what follows when time runs out
 */
export function faultsOf(
  given: readonly GivenStage[],
  bodies: KnownBodies | null = null,
): readonly Refusal[] {
  if (given.length === 0) return [fault('path.empty', { at: 'stages' })];
  const path = completed(given);
  const faults = path.flatMap((stage, place) => stageFaults(path, { stage, place, bodies }));
  return faults.length > 0 ? faults : shapeFaults(path);
}

const fault = (code: string, facts: Facts & { readonly at: string }): Refusal => ({ code, facts });

function stageFaults(
  path: readonly PathStage[],
  { stage, place, bodies }: { stage: PathStage; place: number; bodies: KnownBodies | null },
): Refusal[] {
  const faults: Refusal[] = [];
  const at = (field: string): string => `stages.${place}.${field}`;
  const { key, label, body, rule, minimumDays, withinDays, kind, follows } = stage;
  if (!SLUG.test(key)) faults.push(fault('path.key', { at: at('key'), key }));
  else if (path.findIndex((one) => one.key === key) !== place)
    faults.push(fault('path.key_twice', { at: at('key'), key }));
  if (label.trim() === '') faults.push(fault('path.label', { at: at('label') }));
  const majorities = bodies?.get(body);
  if (bodies && majorities === undefined) faults.push(fault('path.body', { at: at('body'), body }));
  // A body whose rules this house does not hold may have any.
  if (rule !== null && majorities && !majorities.includes(rule))
    faults.push(fault('path.rule', { at: at('rule'), name: rule }));
  for (const [field, days] of Object.entries({ minimumDays, withinDays }))
    if (days !== null && !(Number.isInteger(days) && days >= 0 && days <= MOST_DAYS))
      faults.push(fault('path.days', { at: at(field) }));
  if (minimumDays !== null && withinDays !== null && withinDays < minimumDays)
    faults.push(fault('path.days_crossed', { at: at('withinDays') }));
  if (withinDays === null) {
    if (kind === 'tacit') faults.push(fault('path.silence', { at: at('withinDays'), label }));
    else if (follows.lapsed !== null) faults.push(fault('path.time', { at: at('withinDays') }));
  }
  const keys = new Set(path.map((one) => one.key));
  for (const outcome of FOLLOWED) {
    const target = follows[outcome];
    if (target && 'stage' in target && !keys.has(target.stage))
      faults.push(fault('path.target', { at: at(`follows.${outcome}`), stage: target.stage }));
  }
  return faults;
}

/** Faults of the whole, once every stage is sound by itself. */
function shapeFaults(path: readonly PathStage[]): Refusal[] {
  const faults: Refusal[] = [];
  const targets = ({ follows }: PathStage): Target[] =>
    FOLLOWED.flatMap((outcome) => {
      const target = follows[outcome];
      return target === null ? [] : [target];
    });
  const of = (target: Target): PathStage[] =>
    'stage' in target ? path.filter(({ key }) => key === target.stage) : [];
  const reached = new Set<PathStage>([first(path)]);
  for (const stage of reached) for (const one of targets(stage).flatMap(of)) reached.add(one);
  const ending = new Set(path.filter((stage) => targets(stage).some((target) => 'end' in target)));
  for (let grown = -1; grown !== ending.size;) {
    grown = ending.size;
    for (const stage of path)
      if (targets(stage).some((target) => of(target).some((one) => ending.has(one)))) ending.add(stage);
  }
  for (const [place, stage] of path.entries()) {
    const { label } = stage;
    if (!reached.has(stage)) faults.push(fault('path.unreachable', { at: `stages.${place}`, label }));
    if (!ending.has(stage)) faults.push(fault('path.endless', { at: `stages.${place}.follows`, label }));
  }
  if (faults.length > 0) return faults;
  const last = must(ahead(path, first(path)).at(-1), 'last stage of the path');
  const { approved } = last.follows;
  if (!('end' in approved) || approved.end !== 'approved')
    faults.push(
      fault('path.circle', { at: `stages.${path.indexOf(last)}.follows.approved`, label: last.label }),
    );
  return faults;
}
