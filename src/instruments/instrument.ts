import type { Context } from '../basics/event.js';
import type { Certainty, Lang } from '../basics/fields.js';
import { ok, refuse, type Result } from '../basics/result.js';
import {
  checkTree,
  expressionHash,
  expressionText,
  structureHash,
  structureText,
  versionHash,
  type Clause,
} from './clause.js';
import type { Counts, InstrumentsEvent, StageKind, StageOutcome } from './instruments.contract.js';
import { align, identify } from './lineage.js';
import { fromMarkdown, type Draft } from './markdown.js';

/** A stage of the approval path; `outcome` null: not decided yet. */
export interface Stage {
  readonly id: string;
  readonly number: number;
  readonly kind: StageKind;
  readonly label: string;
  readonly body: string;
  readonly outcome: StageOutcome | null;
}

/** What decisions on an instrument look at. */
export interface Instrument {
  readonly id: string;
  readonly authenticLanguages: readonly Lang[] | null;
  /** In order of number. */
  readonly stages: readonly Stage[];
  /** In order of number; `hash` null: the text is not known. */
  readonly versions: readonly {
    readonly number: number;
    readonly hash: string | null;
    readonly languages: readonly string[];
  }[];
}

/** The first undecided stage; none once all are decided or one rejected the text. */
export function currentStage(instrument: Instrument): Stage | null {
  if (instrument.stages.some((stage) => stage.outcome === 'rejected')) return null;
  return instrument.stages.find((stage) => stage.outcome === null) ?? null;
}

export const stageState = (
  instrument: Instrument,
  stage: Pick<Stage, 'id' | 'outcome'>,
): 'pending' | 'current' | 'done' | 'rejected' => {
  if (stage.outcome === 'rejected') return 'rejected';
  if (stage.outcome !== null) return 'done';
  return currentStage(instrument)?.id === stage.id ? 'current' : 'pending';
};

export const NO_COUNTS: Counts = { for: null, against: null, abstain: null };

/**
 * Enters a stage from a source: the paper era's outcome, with what is unknown left unknown.
 * Refusals: `stage.unknown`, `stage.decided`, `stage.not_current` {label}, `version.unknown` {number}.
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
  const stage = checkStage(instrument, entered.stage);
  if (!stage.ok) return stage;
  const { version } = entered;
  if (version !== null && !instrument.versions.some((one) => one.number === version)) {
    return refuse('version.unknown', { number: version });
  }
  return ok([
    {
      type: 'stage.entered',
      subject: { instrument: instrument.id, ...(entered.assembly && { assembly: entered.assembly }) },
      data: entered,
    },
  ]);
}

/** Moves a stage by a declared poll. Refusals as for `enterStage`. */
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
  },
): Result<InstrumentsEvent[]> {
  const stage = checkStage(instrument, decided.stage);
  if (!stage.ok) return stage;
  return ok([
    {
      type: 'stage.decided',
      subject: {
        instrument: instrument.id,
        assembly: decided.assembly,
        motion: decided.motion,
        poll: decided.poll,
      },
      data: decided,
    },
  ]);
}

function checkStage(instrument: Instrument, id: string): Result<Stage> {
  const stage = instrument.stages.find((one) => one.id === id);
  if (!stage) return refuse('stage.unknown');
  if (stage.outcome !== null) return refuse('stage.decided', { label: stage.label });
  const current = currentStage(instrument);
  if (current?.id !== id) return refuse('stage.not_current', { label: current?.label ?? '' });
  return ok(stage);
}

/** A text read from Markdown in its languages, with ids that the lineage gave. */
export interface ReadText {
  readonly clauses: readonly Clause[];
  readonly expressions: readonly { readonly lang: Lang; readonly clauses: readonly Clause[] }[];
  readonly dropped: readonly { readonly lang: Lang; readonly line: number; readonly what: string }[];
}

/**
 * Reads a version's text. The first authentic language gives the structure; the others are aligned to it clause by
 * clause. Refusals: `text.lang_twice`, `text.authentic_missing` {lang}, `text.not_aligned` {lang, position, expected,
 * found}, those of `fromMarkdown` and `checkTree`.
 */
export function readText(
  texts: readonly { lang: Lang; markdown: string }[],
  { authentic, previous, used }: { authentic: readonly Lang[]; previous: readonly Clause[]; used: number },
): Result<ReadText> {
  const drafts = new Map<Lang, readonly Draft[]>();
  const dropped: { lang: Lang; line: number; what: string }[] = [];
  for (const { lang, markdown } of texts) {
    if (drafts.has(lang)) return refuse('text.lang_twice', { lang });
    const read = fromMarkdown(markdown);
    if (!read.ok) return refuse(read.refusal.code, { ...read.refusal.facts, lang });
    drafts.set(lang, read.value.drafts);
    dropped.push(...read.value.dropped.map((one) => ({ lang, ...one })));
  }
  const missing = authentic.find((lang) => !drafts.has(lang));
  if (missing !== undefined) return refuse('text.authentic_missing', { lang: missing });
  const first = authentic[0]!;
  const checked = checkTree(identify(drafts.get(first)!, previous, used));
  if (!checked.ok) return checked;
  const clauses = checked.value;
  const expressions: { lang: Lang; clauses: readonly Clause[] }[] = [{ lang: first, clauses }];
  for (const [lang, draft] of drafts) {
    if (lang === first) continue;
    const aligned = align(draft, clauses);
    if (!aligned.ok) return refuse(aligned.refusal.code, { ...aligned.refusal.facts, lang });
    const texts = aligned.value;
    expressions.push({ lang, clauses: clauses.map((clause) => ({ ...clause, text: texts[clause.id]! })) });
  }
  return ok({ clauses, expressions, dropped });
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
  const structure = structureHash(text.clauses);
  const expressions = text.expressions.map(({ lang, clauses }) => ({
    lang,
    kind: authentic.includes(lang) ? ('authentic' as const) : ('translation' as const),
    hash: expressionHash(lang, clauses),
  }));
  const hash = versionHash({
    structure,
    authentic: Object.fromEntries(
      expressions.filter((one) => one.kind === 'authentic').map((one) => [one.lang, one.hash]),
    ),
  });
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
