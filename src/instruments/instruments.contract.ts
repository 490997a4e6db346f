import { z } from 'zod';
import type { Event } from '../basics/event.js';
import {
  Certainty,
  Edtf,
  InPath,
  Lang,
  Line,
  Moment,
  Ordinal,
  Sha256,
  Slug,
  Text,
  Titles,
  Typed,
  Uuid,
} from '../basics/fields.js';
import { route } from '../access/route.js';
import { CLAUSE_LIMIT, CLAUSES_LIMIT } from './clause.js';
import { GivenStage, StageKind, StageOutcome, Target } from './path.js';

/** A number of votes: "48", "0", or an exact fraction "5/6"; null is unknown and never zero. */
const Count = z
  .string()
  .regex(/^\d{1,18}(\/[1-9]\d{0,17})?$/)
  .nullable();
/** Votes as the poll counted them, or as a source gives them. */
export const Counts = z.object({ for: Count, against: Count, abstain: Count });
export type Counts = z.infer<typeof Counts>;
/** Members that voted; null: nobody counted them. */
export const MemberCounts = z.object({ for: z.int(), against: z.int(), abstain: z.int() }).nullable();
export type MemberCounts = z.infer<typeof MemberCounts>;

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
    /** The authentic language that it renders; null: it is authentic itself. */
    source: Lang.nullable(),
    /** 0: frozen with the version; later ones are published and corrected; null: carried over from an older version. */
    revision: z.int().nullable(),
    carriedFrom: z.int().nullable(),
    /** Clauses whose source has moved on since these words, and clauses that have none. */
    stale: z.array(z.string()),
    missing: z.array(z.string()),
    /** Of a clause that is missing the text is empty. */
    clauses: z.array(ClauseView),
  })
  .meta({ id: 'Expression' });
export type ExpressionView = z.infer<typeof ExpressionView>;

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
        revision: z.int(),
        /** How many of its clauses are stale, and how many are missing. */
        stale: z.int(),
        missing: z.int(),
      }),
    ),
    reason: z.string().nullable(),
    note: z.string().nullable(),
    at: Moment.nullable(),
    textKnown: z.boolean(),
  })
  .meta({ id: 'VersionSummary' });
export type VersionSummary = z.infer<typeof VersionSummary>;

export const VersionView = VersionSummary.extend({
  /** What is published: authentic first. */
  expressions: z.array(ExpressionView),
  /** What older versions have in other languages, as far as it still fits: nobody has published it for this one. */
  carried: z.array(ExpressionView),
}).meta({ id: 'Version' });
export type VersionView = z.infer<typeof VersionView>;

/** What is known of a stage that was passed; of one that was not, nothing. */
const PASSAGE = {
  outcome: StageOutcome.nullable(),
  assembly: z.object({ id: z.string(), name: z.string(), place: z.string().nullable() }).nullable(),
  date: Edtf.nullable(),
  version: z.int().nullable(),
  result: z.string().nullable(),
  counts: Counts,
  members: MemberCounts,
  /** A declared poll of this house; null where the stage was entered from a source. */
  poll: z.string().nullable(),
  motion: z.string().nullable(),
  decision: z.int().nullable(),
  enteredFromSource: z.boolean(),
  source: z.string().nullable(),
  certainty: Certainty,
  note: z.string().nullable(),
};

export const StageView = z
  .object({
    id: z.string(),
    number: z.int(),
    kind: StageKind,
    label: z.string(),
    body: z.object({ id: z.string(), name: z.string(), organisation: z.string() }),
    key: z.string(),
    /** The majority by which it is decided; null: the one that the motion names. */
    rule: z.string().nullable(),
    minimumDays: z.int().nullable(),
    withinDays: z.int().nullable(),
    languages: z.array(Lang),
    follows: z.object({
      approved: Target,
      rejected: Target,
      amended: Target.nullable(),
      lapsed: Target.nullable(),
    }),
    state: z.enum(['pending', 'current', 'done', 'rejected']),
    /** Of the current one: the which-th time, the first day on which it may be decided, the last of its time. */
    round: z.int(),
    earliest: z.string().nullable(),
    due: z.string().nullable(),
    /** Of the current one: how many members object to what silence would approve; with one it waits for a vote. */
    objections: z.int(),
    ...PASSAGE,
  })
  .meta({ id: 'Stage' });
export type StageView = z.infer<typeof StageView>;

/** A stage as it was passed, once of maybe several times. */
export const PassageView = z
  .object({ stage: z.string(), number: z.int(), round: z.int(), ...PASSAGE })
  .meta({ id: 'Passage' });
export type PassageView = z.infer<typeof PassageView>;
/** One that was entered by mistake: when it was struck, and why. */
export const StruckPassageView = PassageView.extend({ at: Moment, reason: z.string() }).meta({
  id: 'StruckPassage',
});
export type StruckPassageView = z.infer<typeof StruckPassageView>;

export const InstrumentState = z.enum(['in_progress', 'approved', 'rejected', 'lapsed']);
export type InstrumentState = z.infer<typeof InstrumentState>;

export const InstrumentSummary = z
  .object({
    id: Slug,
    titles: Titles,
    state: InstrumentState,
    stages: z.array(StageView),
    /** In the order in which they were passed. */
    passages: z.array(PassageView),
    versions: z.int(),
    demonstration: z.boolean(),
  })
  .meta({ id: 'InstrumentSummary' });

export const InstrumentView = InstrumentSummary.extend({
  authenticLanguages: z.array(Lang).nullable(),
  /** In which its texts are known to exist, where a source says so; those of versions kept here stand with them. */
  languages: z.array(Lang).nullable(),
  /** Where that comes from; null: made here, or no source is named. */
  source: z.string().nullable(),
  /** How sure its source is; null: made here, or no source says. */
  certainty: Certainty.nullable(),
  structure: z.array(z.string()),
  structureCertainty: Certainty.nullable(),
  /** They count nowhere. */
  struck: z.array(StruckPassageView),
  versions: z.array(VersionSummary),
}).meta({ id: 'Instrument' });

const ClauseId = z.string().regex(/^[a-z][a-z0-9]{0,15}$/);
const Words = Typed(CLAUSE_LIMIT);
const Placed = { under: ClauseId.nullable(), after: ClauseId.nullable() };
/** One change of a text of clauses; see `instruments/operations.ts`. */
export const Operation = z.discriminatedUnion('op', [
  z.object({
    op: z.literal('words'),
    clause: ClauseId,
    edits: z
      .array(z.object({ at: Ordinal, remove: Words, insert: Words }))
      .min(1)
      .max(500)
      .readonly(),
  }),
  z.object({ op: z.literal('replace'), clause: ClauseId, kind: ClauseView.shape.kind, text: Words }),
  z.object({
    op: z.literal('insert'),
    clause: ClauseId,
    kind: ClauseView.shape.kind,
    text: Words,
    ...Placed,
  }),
  z.object({ op: z.literal('delete'), clause: ClauseId }),
  z.object({ op: z.literal('move'), clause: ClauseId, ...Placed }),
]);
/** What an amendment changes in each language in which it is worded; an empty list: nothing changes there. */
export const Wordings = z.partialRecord(Lang, z.array(Operation).max(CLAUSES_LIMIT).readonly());

const MARKDOWN = Text(1_000_000);
/**
 * A language of a text to be: Markdown, or a file in base64, whose first bytes say what it is (DOCX, Akoma Ntoso, HTML,
 * Markdown). A file that says its languages itself needs none: all of them come in.
 */
const ImportInput = z.union([
  z.object({ lang: Lang, markdown: MARKDOWN }),
  z.object({ lang: Lang.nullable(), file: z.base64().min(1).max(7_000_000) }),
]);
export type ImportInput = z.infer<typeof ImportInput>;
/** The texts of a version to be; `authentic` null: those that a file says are, else those of the instrument. */
export const VersionTexts = z.object({
  texts: z.array(ImportInput).min(1).max(3),
  authentic: z.array(Lang).min(1).nullable().default(null),
});

/** What did not come in, and where: in a line, or in a paragraph. */
export const DroppedView = z.object({
  lang: Lang,
  line: z.int(),
  what: z.string(),
  unit: z.literal('paragraph').optional(),
});
export type DroppedView = z.infer<typeof DroppedView>;

/** A line that the text has otherwise: with another number, or as words of a clause. `number`: what the clause is published with. */
export const DifferingView = z.object({
  lang: Lang,
  clause: z.string(),
  as: z.enum(['number', 'words']),
  line: z.int(),
  unit: z.literal('paragraph').optional(),
  mark: z.string().nullable(),
  text: z.string(),
  number: z.string().nullable(),
});
export type DifferingView = z.infer<typeof DifferingView>;

/** `lang` absent: all languages, or the first where a format holds one. */
const Export = z.object({
  instrument: Slug,
  number: InPath,
  lang: Lang.optional(),
});

const InstrumentSaid = z.object({
  titles: Titles,
  /** In which its texts are known to exist, where a source says so. */
  languages: z.array(Lang).min(1).nullable(),
  source: Line(600).nullable(),
  certainty: Certainty.nullable(),
});
/** What can be corrected of an instrument; texts have versions, and its path is what its stages stand on. */
export type InstrumentCorrected = z.infer<typeof InstrumentSaid>;

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
    input: z.object({ instrument: Slug, number: InPath }),
    reply: VersionView,
  }),
  found: route({
    method: 'POST',
    path: '/api/instruments',
    act: 'instrument.found',
    summary: 'Found an instrument with its approval path',
    input: z.object({
      instrument: Slug,
      titles: Titles,
      /** Null: of an instrument of the past nobody knows which. */
      authenticLanguages: z.array(Lang).min(1).nullable(),
      stages: z.array(GivenStage).min(1).max(40),
      /** In which its texts are known to exist, where a source says so. */
      languages: z.array(Lang).min(1).nullable().default(null),
      /** The parts of its text, as far as they are known, in their order. */
      structure: z.array(Line(200)).max(60).default([]),
      structureCertainty: Certainty.nullable().default(null),
      source: Line(600).nullable().default(null),
      certainty: Certainty.nullable().default(null),
    }),
    reply: z.object({ instrument: z.string() }),
  }),
  correct: route({
    method: 'POST',
    path: '/api/instruments/:instrument/correct',
    act: 'instrument.correct',
    summary:
      'Correct what was entered wrongly of an instrument itself: its titles, and what sources say of it',
    input: z.object({ instrument: Slug, facts: InstrumentSaid.partial(), reason: Line(500) }),
    reply: z.object({}),
  }),
  previewVersion: route({
    method: 'POST',
    path: '/api/instruments/:instrument/versions/preview',
    act: 'version.preview',
    summary: 'What a text would become: its clauses, what was dropped, and what differs; changes nothing',
    input: VersionTexts.extend({ instrument: Slug, parent: Ordinal.positive().nullable().default(null) }),
    reply: z.object({
      clauses: z.array(ClauseView.extend({ number: z.string().nullable() })),
      dropped: z.array(DroppedView),
      differing: z.array(DifferingView),
      languages: z.array(Lang),
      authentic: z.array(Lang),
      /** The words of each language, clause by clause. */
      words: z.partialRecord(Lang, z.array(z.string())),
      /** Of the version that it would be. */
      hash: Sha256,
    }),
  }),
  freezeVersion: route({
    method: 'POST',
    path: '/api/instruments/:instrument/versions',
    act: 'version.freeze',
    summary: 'Freeze a version from Markdown or files in one or several languages',
    input: VersionTexts.extend({
      instrument: Slug,
      parent: Ordinal.positive().nullable().default(null),
      reason: Line(300).nullable().default(null),
    }),
    reply: z.object({ version: z.string(), number: z.int(), hash: Sha256 }),
  }),
  enterVersion: route({
    method: 'POST',
    path: '/api/instruments/:instrument/versions/enter',
    act: 'version.freeze',
    summary: 'Enter a version of the past whose text is not known: its titles, and what is known of it',
    input: z.object({ instrument: Slug, titles: Titles, note: Line(1000).nullable().default(null) }),
    reply: z.object({ number: z.int() }),
  }),
  akoma: route({
    method: 'GET',
    path: '/api/instruments/:instrument/versions/:number/akn',
    act: 'instrument.read',
    summary: 'A version as Akoma Ntoso 3.0, in all its languages or one; it comes back as the same version',
    input: Export,
    reply: z.string(),
    media: 'application/akn+xml',
  }),
  markdown: route({
    method: 'GET',
    path: '/api/instruments/:instrument/versions/:number/markdown',
    act: 'instrument.read',
    summary: 'One language of a version as Markdown',
    input: Export,
    reply: z.string(),
    media: 'text/markdown',
  }),
  html: route({
    method: 'GET',
    path: '/api/instruments/:instrument/versions/:number/html',
    act: 'instrument.read',
    summary: 'A version as HTML, in all its languages or one',
    input: Export,
    reply: z.string(),
    media: 'text/html',
  }),
  docx: route({
    method: 'GET',
    path: '/api/instruments/:instrument/versions/:number/docx',
    act: 'instrument.read',
    summary: 'One language of a version as a document of a word processor',
    input: Export,
    reply: z.string(),
    media: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
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
      version: Ordinal.positive().nullable(),
      result: Line(200).nullable(),
      counts: Counts,
      source: Line(600),
      certainty: Certainty,
      note: Line(1000).nullable(),
    }),
    reply: z.object({}),
  }),
  strikeStage: route({
    method: 'POST',
    path: '/api/instruments/:instrument/passages/:number/strike',
    act: 'stage.strike',
    summary:
      'Strike a stage that was entered from a source by mistake: it stays to be read and counts nowhere',
    input: z.object({ instrument: Slug, number: InPath, reason: Line(500) }),
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
        languages: Lang[] | null;
        /** Left out by older houses. */
        source?: string | null;
        certainty: Certainty | null;
        structure: string[];
        structureCertainty: Certainty | null;
        demonstration: boolean;
        /** What is not said of a stage is as `completed` has it. */
        stages: ({ id: string; number: number } & GivenStage)[];
      }
    >
  | Event<
      'instrument.corrected',
      {
        instrument: string;
        facts: Partial<InstrumentCorrected>;
        was: Partial<InstrumentCorrected>;
        reason: string;
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
  /** A passage that was entered was a mistake. */
  | Event<'stage.struck', { stage: string; number: number; reason: string }>
  | Event<
      'stage.decided',
      {
        stage: string;
        outcome: 'approved' | 'amended' | 'rejected';
        assembly: string;
        date: string;
        version: number;
        motion: string;
        poll: string;
        decision: number | null;
        counts: Counts;
        /** Left out by older houses. */
        members?: MemberCounts;
      }
    >
  /** Its time ran out: in a silence procedure that is approval. */
  | Event<'stage.lapsed', { stage: string; date: string; version: number | null }>
  /** A consultation took place, and nothing was voted. */
  | Event<'stage.held', { stage: string; date: string; version: number }>
  | Event<'stage.reopened', { stage: string; motion: string; poll: string; reason: string }>
  /** A consultation that a stage waits for: until when it runs (null: it is closed), and how many comments are unanswered. */
  | Event<'stage.consulted', { stage: string; round: string; until: string | null; unanswered: number }>;
