import { z } from 'zod';
import type { Event } from '../basics/event.js';
import { InPath, Lang, Line, Moment, Ordinal, Sha256, Slug, Titles, Uuid } from '../basics/fields.js';
import { route } from '../access/route.js';
import { CLAUSES_LIMIT } from '../instruments/clause.js';
import {
  ClauseView,
  DroppedView,
  Operation,
  VersionTexts,
  type InstrumentsEvent,
} from '../instruments/instruments.contract.js';

/** `corrigendum`: what it tables is editorial, announced, and open to objection. */
export const DraftKind = z.enum(['text', 'corrigendum']);
export type DraftKind = z.infer<typeof DraftKind>;
export const DraftState = z.enum(['open', 'tabled', 'abandoned']);
export type DraftState = z.infer<typeof DraftState>;

const Texts = z.partialRecord(Lang, z.array(ClauseView));
const ClauseId = ClauseView.shape.id.max(40);
const OperationName = z.enum(['words', 'replace', 'insert', 'delete', 'move']);

/** What a writer changed that could not be joined to the changes of others; see `joining.ts`. */
export const HeldView = z.object({
  clause: z.string(),
  lang: Lang,
  op: OperationName,
  base: z.string().nullable(),
  theirs: z.string().nullable(),
  mine: z.string().nullable(),
  at: z
    .object({
      kind: ClauseView.shape.kind,
      parent: z.string().nullable(),
      after: z.string().nullable(),
    })
    .nullable(),
});

const Person = z.object({ id: z.string(), name: z.string() });

/** An adopted amendment that a draft merges; `key` is its label. */
export const MergedAmendment = z.object({
  key: z.string(),
  motion: z.string(),
  titles: Titles,
  poll: z.string().nullable(),
  decision: z.int().nullable(),
});
export type MergedAmendment = z.infer<typeof MergedAmendment>;

/** What an amendment did to a clause. */
const MarkView = z.object({ clause: z.string(), op: OperationName, key: z.string() });

const ConflictView = z.object({
  kind: z.string(),
  clause: z.string().nullable(),
  keys: z.array(z.string()),
  langs: z.array(Lang),
  /** What each would have made of the clause alone; null: it deletes it. */
  wordings: z.array(
    z.object({
      key: z.string(),
      lang: Lang,
      clause: z.string(),
      op: OperationName,
      text: z.string().nullable(),
    }),
  ),
});

/** Where a draft differs from the amendments alone, or where these met: editorial, and it needs a reason. */
export const DeviationView = z.object({
  clause: z.string(),
  conflict: z.boolean(),
  changes: z.array(
    z.object({
      lang: Lang,
      op: OperationName,
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
  reason: z.string().nullable(),
});
export type DeviationView = z.infer<typeof DeviationView>;

const MergingView = z.object({
  motion: z.string(),
  label: z.string(),
  assembly: z.string(),
  version: z.int(),
  amendments: z.array(MergedAmendment),
  marks: z.array(MarkView),
  conflicts: z.array(ConflictView),
  deviations: z.array(DeviationView),
});

export const DraftSummary = z
  .object({
    id: z.string(),
    instrument: z.object({ id: z.string(), titles: Titles }),
    name: z.string(),
    kind: DraftKind,
    /** The version that it began from. */
    parent: z.int().nullable(),
    languages: z.array(Lang),
    state: DraftState,
    /** Why it was abandoned. */
    reason: z.string().nullable(),
    /** The version that it became. */
    version: z.int().nullable(),
    motion: z.object({ id: z.string(), label: z.string() }).nullable(),
    drafters: z.array(Person),
    /** Whether the reader is one of them. */
    mine: z.boolean(),
    begunAt: Moment,
    savedAt: Moment.nullable(),
  })
  .meta({ id: 'DraftSummary' });
export type DraftSummary = z.infer<typeof DraftSummary>;

export const NamedRevision = z.object({
  revision: z.int(),
  name: z.string(),
  hash: Sha256,
  by: Person.nullable(),
  at: Moment,
});
export type NamedRevision = z.infer<typeof NamedRevision>;

export const DraftView = DraftSummary.extend({
  revision: z.int(),
  texts: Texts,
  named: z.array(NamedRevision),
  merging: MergingView.nullable(),
  /** The newest version of the instrument. */
  newest: z.int().nullable(),
}).meta({ id: 'Draft' });
export type DraftView = z.infer<typeof DraftView>;

const DraftInput = z.object({ draft: Uuid });
const Reason = Line(500);

export const draftRoutes = {
  drafts: route({
    method: 'GET',
    path: '/api/drafts',
    act: 'draft.read',
    summary:
      'The drafts in which one writes, and those of the bodies whose secretariat one is; without their texts',
    input: z.object({}),
    reply: z.object({ drafts: z.array(DraftSummary) }),
  }),
  beginDraft: route({
    method: 'POST',
    path: '/api/instruments/:instrument/drafts',
    act: 'draft.begin',
    summary:
      'Begin a draft: from a version, from Markdown or files, or from nothing; who begins it writes in it',
    input: z.object({
      instrument: Slug,
      name: Line(120),
      kind: DraftKind.default('text'),
      parent: Ordinal.min(1).nullable().default(null),
      /** Instead of the parent's words; in the first language it gives the clauses. */
      texts: VersionTexts.shape.texts.nullable().default(null),
      /** Where the instrument does not say which are authentic. */
      languages: z.array(Lang).min(1).max(3).nullable().default(null),
      drafters: z.array(Uuid).max(50).default([]),
    }),
    reply: z.object({
      draft: z.string(),
      dropped: z.array(DroppedView),
    }),
  }),
  draft: route({
    method: 'GET',
    path: '/api/drafts/:draft',
    act: 'draft.write',
    summary: 'One draft with its text, for those who write in it',
    input: DraftInput,
    reply: DraftView,
  }),
  save: route({
    method: 'POST',
    path: '/api/drafts/:draft/save',
    act: 'draft.write',
    summary:
      'Save what changed since a revision in one language, joined to what others changed; without changes it tells where one is and asks for news',
    input: DraftInput.extend({
      /** The client’s: a repeated saving is made once. */
      save: Uuid,
      revision: Ordinal.min(1),
      lang: Lang,
      operations: z.array(Operation).max(2 * CLAUSES_LIMIT),
      /** The clause in which the cursor is. */
      where: ClauseId.nullable().default(null),
    }),
    reply: z.object({
      revision: z.int(),
      /** Null: just what was sent, or what was there already. */
      texts: Texts.nullable(),
      /** New id by the id that a clause had. */
      renamed: z.record(z.string(), z.string()),
      held: z.array(HeldView),
      here: z.array(Person.extend({ lang: Lang, clause: z.string().nullable() })),
    }),
  }),
  drafter: route({
    method: 'POST',
    path: '/api/drafts/:draft/drafters',
    act: 'draft.invite',
    summary: 'Invite a person to write in a draft, or let somebody go',
    input: DraftInput.extend({ person: Uuid, drafts: z.boolean().default(true) }),
    reply: z.object({}),
  }),
  nameRevision: route({
    method: 'POST',
    path: '/api/drafts/:draft/revisions',
    act: 'draft.write',
    summary: 'Keep the text as it is under a name: the record holds the name and the hash, not the text',
    input: DraftInput.extend({ name: Line(120) }),
    reply: z.object({ revision: z.int(), hash: Sha256 }),
  }),
  revision: route({
    method: 'GET',
    path: '/api/drafts/:draft/revisions/:revision',
    act: 'draft.write',
    summary: 'The text of a named revision',
    input: DraftInput.extend({ revision: InPath }),
    reply: NamedRevision.extend({ texts: Texts }),
  }),
  restore: route({
    method: 'POST',
    path: '/api/drafts/:draft/revisions/:revision/restore',
    act: 'draft.write',
    summary:
      'Make the text of a named revision the draft’s again; what it replaces stays among the saved ones',
    input: DraftInput.extend({ revision: InPath }),
    reply: z.object({ revision: z.int() }),
  }),
  giveReason: route({
    method: 'POST',
    path: '/api/drafts/:draft/reasons',
    act: 'draft.write',
    summary: 'Say why a clause of a merged draft differs from what the amendments make of it',
    input: DraftInput.extend({ clause: ClauseId, reason: Reason }),
    reply: z.object({}),
  }),
  table: route({
    method: 'POST',
    path: '/api/drafts/:draft/table',
    act: 'draft.table',
    summary: 'Table a draft: its text is frozen as the next version, and the draft is closed',
    input: DraftInput.extend({
      /** The revision that was before whoever tables it. */
      revision: Ordinal.min(1),
      reason: Line(300).nullable().default(null),
      /** Of a corrigendum: until when members may object. */
      until: Moment.nullable().default(null),
    }),
    reply: z.object({ version: z.string(), number: z.int(), hash: Sha256 }),
  }),
  abandon: route({
    method: 'POST',
    path: '/api/drafts/:draft/abandon',
    act: 'draft.abandon',
    summary: 'Abandon a draft, with the reason',
    input: DraftInput.extend({ reason: Reason }),
    reply: z.object({}),
  }),
  mergeDraft: route({
    method: 'POST',
    path: '/api/motions/:motion/draft',
    act: 'draft.begin',
    summary:
      'Draft the next version from the adopted amendments of a motion, each change marked with its amendment',
    input: z.object({ motion: Uuid, name: Line(120), drafters: z.array(Uuid).max(50).default([]) }),
    reply: z.object({ draft: z.string(), conflicts: z.int() }),
  }),
  origin: route({
    method: 'GET',
    path: '/api/instruments/:instrument/versions/:number/origin',
    act: 'instrument.read',
    summary:
      'Where every clause of a version comes from: the versions, amendments and polls that made it what it is',
    input: z.object({ instrument: Slug, number: InPath }),
    reply: z.object({
      version: z.int(),
      clauses: z.array(
        z.object({
          id: z.string(),
          kind: ClauseView.shape.kind,
          number: z.string().nullable(),
          /** Oldest first. */
          history: z.array(
            z.object({
              version: z.int(),
              change: z.enum(['added', 'changed', 'moved', 'moved_changed']),
              marks: z.array(MergedAmendment.extend({ op: OperationName, assembly: z.string() })),
              editorial: z.string().nullable(),
            }),
          ),
        }),
      ),
    }),
  }),
} as const;

/** `announced` until somebody objects, or the date has passed without that. */
export const CorrigendumState = z.enum(['announced', 'stands', 'objected']);
export type CorrigendumState = z.infer<typeof CorrigendumState>;

export const CorrigendumView = z
  .object({
    version: z.string(),
    instrument: z.string(),
    number: z.int(),
    /** The version that it corrects. */
    corrects: z.int(),
    reason: z.string(),
    until: Moment,
    /** Whether the date has passed. */
    over: z.boolean(),
    state: CorrigendumState,
    announcedAt: Moment,
    objections: z.array(z.object({ member: z.string(), name: z.string(), reason: z.string(), at: Moment })),
    /** The members for which the reader may object. */
    mayObjectFor: z.array(z.object({ member: z.string(), name: z.string() })),
    maySettle: z.boolean(),
  })
  .meta({ id: 'Corrigendum' });
export type CorrigendumView = z.infer<typeof CorrigendumView>;

const CorrigendumInput = z.object({
  instrument: Slug,
  number: InPath,
});

export const corrigendumRoutes = {
  corrigenda: route({
    method: 'GET',
    path: '/api/instruments/:instrument/corrigenda',
    act: 'instrument.read',
    summary: 'The corrigenda of an instrument with the objections to them',
    input: z.object({ instrument: Slug }),
    reply: z.object({ corrigenda: z.array(CorrigendumView) }),
  }),
  object: route({
    method: 'POST',
    path: '/api/instruments/:instrument/corrigenda/:number/objections',
    act: 'corrigendum.object',
    summary: 'Object to a corrigendum for a member, until its date',
    input: CorrigendumInput.extend({ member: Uuid, reason: Reason }),
    reply: z.object({}),
  }),
  settle: route({
    method: 'POST',
    path: '/api/instruments/:instrument/corrigenda/:number/settle',
    act: 'corrigendum.settle',
    summary: 'Record that a corrigendum stands, as its date has passed and nobody objected',
    input: CorrigendumInput,
    reply: z.object({}),
  }),
} as const;

export type DraftingEvent =
  | Event<
      'draft.begun',
      {
        draft: string;
        instrument: string;
        name: string;
        kind: DraftKind;
        parent: number | null;
        languages: Lang[];
        drafters: string[];
        /** The motion whose adopted amendments it merges, with these. */
        motion: string | null;
        amendments: string[];
      }
    >
  | Event<'draft.drafter_invited', { draft: string; person: string }>
  | Event<'draft.drafter_released', { draft: string; person: string }>
  /** The text stays with the drafters: the record has its hash. */
  | Event<'draft.revision_named', { draft: string; revision: number; name: string; hash: string }>
  /** The blob `origin` says of a merged draft where its clauses come from; see `merging.ts`. */
  | Event<'draft.tabled', { draft: string; version: string; number: number; motion: string | null }>
  | Event<'draft.abandoned', { draft: string; reason: string }>
  | Event<
      'corrigendum.announced',
      {
        version: string;
        instrument: string;
        number: number;
        corrects: number;
        reason: string;
        until: string;
      }
    >
  | Event<'corrigendum.objected', { version: string; number: number; member: string; reason: string }>
  | Event<'corrigendum.stood', { version: string; number: number }>;

/** What tabling brings about. */
export type TablingEvent = DraftingEvent | InstrumentsEvent;
