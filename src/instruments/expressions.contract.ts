import { z } from 'zod';
import type { Event } from '../basics/event.js';
import { clean, InPath, Lang, Line, Moment, Ordinal, Sha256, Slug, Text } from '../basics/fields.js';
import { route } from '../access/route.js';
import { CLAUSE_LIMIT, CLAUSES_LIMIT } from './clause.js';
import { ClauseView } from './instruments.contract.js';

export const LaterKind = z.enum(['translation', 'adaptation']);
export type LaterKind = z.infer<typeof LaterKind>;

/** A clause as its translator sees it. */
export const TranslatedClause = z.object({
  id: z.string(),
  kind: ClauseView.shape.kind,
  number: z.string().nullable(),
  source: z.string(),
  /** The source words that the translation renders, where they were others. */
  sourceBefore: z.string().nullable(),
  /** What stands published, or is carried over from an older version; empty: nothing. */
  standing: z.string(),
  /** As it is being written. */
  text: z.string(),
  state: z.enum(['current', 'stale', 'missing']),
  /** Written, and not published yet. */
  unpublished: z.boolean(),
});
export type TranslatedClause = z.infer<typeof TranslatedClause>;

export const TranslationView = z
  .object({
    instrument: z.object({ id: z.string(), titles: z.record(z.string(), z.string()) }),
    number: z.int(),
    lang: Lang,
    source: Lang,
    /** The authentic languages of the version, from which it can be translated. */
    sources: z.array(Lang),
    kind: LaterKind,
    /** The revision that stands published; 0: frozen with the version; null: none. */
    revision: z.int().nullable(),
    /** The version whose words are carried over. */
    carriedFrom: z.int().nullable(),
    clauses: z.array(TranslatedClause),
  })
  .meta({ id: 'Translation' });
export type TranslationView = z.infer<typeof TranslationView>;

export const ExpressionRevision = z
  .object({
    revision: z.int(),
    kind: z.enum(['authentic', 'translation', 'adaptation']),
    source: Lang.nullable(),
    hash: Sha256,
    stale: z.int(),
    missing: z.int(),
    reason: z.string().nullable(),
    at: Moment.nullable(),
    /** What it changed in the one before; of the first nothing. */
    changes: z.array(
      z.object({ clause: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
    ),
  })
  .meta({ id: 'ExpressionRevision' });
export type ExpressionRevision = z.infer<typeof ExpressionRevision>;

const Of = z.object({
  instrument: Slug,
  number: InPath,
  lang: Lang,
});
/** Words of a clause: one line or several, maybe none. */
const Words = z.string().max(CLAUSE_LIMIT).refine(clean, { error: 'text.control_characters' });

export const expressionRoutes = {
  revisions: route({
    method: 'GET',
    path: '/api/instruments/:instrument/versions/:number/expressions/:lang',
    act: 'instrument.read',
    summary:
      'The published revisions of one language of a version, the newest first, with what each changed and why',
    input: Of,
    reply: z.object({ revisions: z.array(ExpressionRevision) }),
  }),
  translation: route({
    method: 'GET',
    path: '/api/instruments/:instrument/versions/:number/translations/:lang',
    act: 'expression.translate',
    summary:
      'A version as its translator sees it: each clause with its source, what moved, and the words so far',
    input: Of.extend({ source: Lang.optional() }),
    reply: TranslationView,
  }),
  saveTranslation: route({
    method: 'POST',
    path: '/api/instruments/:instrument/versions/:number/translations/:lang',
    act: 'expression.translate',
    summary:
      'Save words of clauses: working matter until it is published; what somebody else changed meanwhile stays',
    input: Of.extend({
      wordings: z
        .array(
          z.object({
            clause: z.string().regex(/^[a-z][a-z0-9]{0,15}$/),
            /** The words that were there when the translator began. */
            before: Words,
            text: Words,
            /** They render the source as it reads now. */
            current: z.boolean().default(true),
          }),
        )
        .min(1)
        .max(CLAUSES_LIMIT),
    }),
    reply: z.object({ held: z.array(z.object({ clause: z.string(), theirs: z.string() })) }),
  }),
  fillTranslation: route({
    method: 'POST',
    path: '/api/instruments/:instrument/versions/:number/translations/:lang/fill',
    act: 'expression.translate',
    summary:
      'Take a whole translation from Markdown that has the same clauses in the same order: working matter',
    input: Of.extend({ markdown: Text(1_000_000) }),
    reply: z.object({ clauses: z.int(), dropped: z.array(z.object({ line: z.int(), what: z.string() })) }),
  }),
  publishTranslation: route({
    method: 'POST',
    path: '/api/instruments/:instrument/versions/:number/translations/:lang/publish',
    act: 'expression.publish',
    summary:
      'Publish a translation or adaptation, or correct the one that stands, with a reason; the version’s hash stays',
    input: Of.extend({
      kind: LaterKind.default('translation'),
      source: Lang.optional(),
      /** The revision that was seen to stand. */
      revision: Ordinal.nullable(),
      reason: Line(300).nullable().default(null),
    }),
    reply: z.object({ revision: z.int(), hash: Sha256, stale: z.int(), missing: z.int() }),
  }),
} as const;

interface Published {
  expression: string;
  instrument: string;
  version: string;
  number: number;
  /** What it is a translation of. */
  versionHash: string;
  lang: Lang;
  kind: LaterKind;
  source: Lang;
  revision: number;
  /** Of the clauses that have words, as of an authentic expression; that text is the blob `text`. */
  hash: string;
  clauses: number;
  stale: number;
  missing: number;
  reason: string | null;
}

export type ExpressionsEvent =
  Event<'expression.published', Published> | Event<'expression.corrected', Published>;
