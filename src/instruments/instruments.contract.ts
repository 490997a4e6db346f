import { z } from 'zod';
import type { Event } from '../basics/event.js';
import { Certainty, Edtf, Lang, Line, Moment, Sha256, Slug, Text, Titles, Uuid } from '../basics/fields.js';
import { route } from '../basics/route.js';

export const StageKind = z.enum([
  'draft',
  'consult',
  'principle',
  'finalise',
  'final',
  'adopt-parent',
  'tacit',
]);
export type StageKind = z.infer<typeof StageKind>;

export const StageOutcome = z.enum(['approved', 'rejected', 'held']);
export type StageOutcome = z.infer<typeof StageOutcome>;

/** Counts as a source gives them; null is unknown and never zero. */
export const Counts = z.object({
  for: z.int().nonnegative().nullable(),
  against: z.int().nonnegative().nullable(),
  abstain: z.int().nonnegative().nullable(),
});
export type Counts = z.infer<typeof Counts>;

export const ClauseView = z.object({
  id: z.string(),
  kind: z.enum(['title', 'preamble', 'heading', 'article', 'paragraph', 'point']),
  parent: z.string().nullable(),
  text: z.string(),
});

export const ExpressionView = z
  .object({
    lang: Lang,
    kind: z.enum(['authentic', 'translation', 'adaptation']),
    title: z.string().nullable(),
    /** Null where the text is not known to us. */
    hash: Sha256.nullable(),
    clauses: z.array(ClauseView),
  })
  .meta({ id: 'Expression' });

export const VersionSummary = z
  .object({
    id: z.string(),
    instrument: z.string(),
    number: z.int(),
    parent: z.int().nullable(),
    titles: z.record(z.string(), z.string()),
    /** Null for a version whose text is unknown. */
    hash: Sha256.nullable(),
    structureHash: Sha256.nullable(),
    languages: z.array(
      z.object({
        lang: Lang,
        kind: z.enum(['authentic', 'translation', 'adaptation']),
        hash: Sha256.nullable(),
      }),
    ),
    reason: z.string().nullable(),
    note: z.string().nullable(),
    at: Moment.nullable(),
    textKnown: z.boolean(),
  })
  .meta({ id: 'VersionSummary' });
export type VersionSummary = z.infer<typeof VersionSummary>;

export const VersionView = VersionSummary.extend({ expressions: z.array(ExpressionView) }).meta({
  id: 'Version',
});

export const StageView = z
  .object({
    id: z.string(),
    number: z.int(),
    kind: StageKind,
    label: z.string(),
    body: z.object({ id: z.string(), name: z.string(), organisation: z.string() }),
    state: z.enum(['pending', 'current', 'done', 'rejected']),
    outcome: StageOutcome.nullable(),
    assembly: z.object({ id: z.string(), name: z.string(), place: z.string().nullable() }).nullable(),
    date: Edtf.nullable(),
    version: z.int().nullable(),
    result: z.string().nullable(),
    counts: Counts,
    /** A declared poll of this house; null where the stage was entered from a source. */
    poll: z.string().nullable(),
    motion: z.string().nullable(),
    decision: z.int().nullable(),
    enteredFromSource: z.boolean(),
    source: z.string().nullable(),
    certainty: Certainty,
    note: z.string().nullable(),
  })
  .meta({ id: 'Stage' });
export type StageView = z.infer<typeof StageView>;

export const InstrumentSummary = z
  .object({
    id: Slug,
    titles: Titles,
    state: z.enum(['in_progress', 'approved']),
    stages: z.array(StageView),
    versions: z.int(),
    demonstration: z.boolean(),
  })
  .meta({ id: 'InstrumentSummary' });

export const InstrumentView = InstrumentSummary.extend({
  authenticLanguages: z.array(Lang).nullable(),
  structure: z.array(z.string()),
  structureCertainty: Certainty.nullable(),
  versions: z.array(VersionSummary),
}).meta({ id: 'Instrument' });

const WordRun = z.object({ op: z.enum(['same', 'added', 'removed']), text: z.string() });
export const ComparisonView = z
  .object({
    a: VersionSummary,
    b: VersionSummary,
    lang: Lang,
    summary: z.record(z.string(), z.int()),
    entries: z.array(
      z.object({
        id: z.string(),
        change: z.enum(['same', 'changed', 'added', 'removed', 'moved', 'moved_changed']),
        kind: z.string(),
        before: z.string().nullable(),
        after: z.string().nullable(),
        words: z.array(WordRun),
        numberBefore: z.string().nullable(),
        numberAfter: z.string().nullable(),
        renumbered: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Comparison' });

const MARKDOWN = Text(1_000_000);
/** The texts of a version to be: Markdown for each language; `authentic` says which are. */
export const VersionTexts = z.object({
  texts: z
    .array(z.object({ lang: Lang, markdown: MARKDOWN }))
    .min(1)
    .max(3),
  authentic: z.array(Lang).min(1),
});

const Dropped = z.object({ lang: Lang, line: z.int(), what: z.string() });

export const instrumentRoutes = {
  instruments: route({
    method: 'GET',
    path: '/api/instruments',
    act: 'instrument.read',
    summary: 'The instruments with their paths',
    input: z.object({}),
    reply: z.object({ instruments: z.array(InstrumentSummary) }),
  }),
  instrument: route({
    method: 'GET',
    path: '/api/instruments/:instrument',
    act: 'instrument.read',
    summary: 'One instrument: its path across bodies and years, its versions',
    input: z.object({ instrument: Slug }),
    reply: InstrumentView,
  }),
  version: route({
    method: 'GET',
    path: '/api/instruments/:instrument/versions/:number',
    act: 'instrument.read',
    summary: 'One version with its text in every language',
    input: z.object({ instrument: Slug, number: z.coerce.number().int().positive() }),
    reply: VersionView,
  }),
  compare: route({
    method: 'GET',
    path: '/api/instruments/:instrument/compare/:a/:b',
    act: 'instrument.read',
    summary: 'What changed between two versions, clause by clause and word by word',
    input: z.object({
      instrument: Slug,
      a: z.coerce.number().int().positive(),
      b: z.coerce.number().int().positive(),
      lang: Lang.default('en'),
    }),
    reply: ComparisonView,
  }),
  found: route({
    method: 'POST',
    path: '/api/instruments',
    act: 'instrument.found',
    summary: 'Found an instrument with its approval path',
    input: z.object({
      instrument: Slug,
      titles: Titles,
      authenticLanguages: z.array(Lang).min(1),
      stages: z
        .array(z.object({ kind: StageKind, label: Line(120), body: Slug }))
        .min(1)
        .max(40),
    }),
    reply: z.object({ instrument: z.string() }),
  }),
  previewVersion: route({
    method: 'POST',
    path: '/api/instruments/:instrument/versions/preview',
    act: 'version.preview',
    summary: 'What a text would become: its clauses, and what was dropped; changes nothing',
    input: VersionTexts.extend({ instrument: Slug, parent: z.int().positive().nullable().default(null) }),
    reply: z.object({
      clauses: z.array(ClauseView.extend({ number: z.string().nullable() })),
      dropped: z.array(Dropped),
      languages: z.array(Lang),
    }),
  }),
  freezeVersion: route({
    method: 'POST',
    path: '/api/instruments/:instrument/versions',
    act: 'version.freeze',
    summary: 'Freeze a version from Markdown in one or several languages',
    input: VersionTexts.extend({
      instrument: Slug,
      parent: z.int().positive().nullable().default(null),
      reason: Line(300).nullable().default(null),
    }),
    reply: z.object({ version: z.string(), number: z.int(), hash: Sha256 }),
  }),
  enterStage: route({
    method: 'POST',
    path: '/api/instruments/:instrument/stages/:stage/enter',
    act: 'stage.enter',
    summary: 'Enter a stage of the paper era from a source; what is unknown stays unknown',
    input: z.object({
      instrument: Slug,
      stage: Uuid,
      outcome: StageOutcome,
      assembly: Slug.nullable(),
      date: Edtf.nullable(),
      version: z.int().positive().nullable(),
      result: Line(200).nullable(),
      counts: Counts,
      source: Line(600),
      certainty: Certainty,
      note: Line(1000).nullable(),
    }),
    reply: z.object({}),
  }),
} as const;

export type InstrumentsEvent =
  | Event<
      'instrument.founded',
      {
        instrument: string;
        titles: Titles;
        authenticLanguages: Lang[] | null;
        structure: string[];
        structureCertainty: Certainty | null;
        demonstration: boolean;
        stages: { id: string; number: number; kind: StageKind; label: string; body: string }[];
      }
    >
  | Event<
      'version.frozen',
      {
        version: string;
        instrument: string;
        number: number;
        parent: number | null;
        titles: Record<string, string>;
        hash: string | null;
        structureHash: string | null;
        /** Language -> kind and hash; the texts are blobs of the canonical JSON whose hash this is. */
        expressions: { lang: Lang; kind: 'authentic' | 'translation' | 'adaptation'; hash: string }[];
        reason: string | null;
        note: string | null;
      }
    >
  | Event<
      'stage.entered',
      {
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
      }
    >
  | Event<
      'stage.decided',
      {
        stage: string;
        outcome: 'approved' | 'rejected';
        assembly: string;
        date: string;
        version: number;
        motion: string;
        poll: string;
        decision: number | null;
        counts: Counts;
      }
    >;
