import { z } from 'zod';
import type { Event } from '../basics/event.js';
import { Certainty, Edtf, InPath, Lang, Line, Ordinal, Slug, Text, Titles, Uuid } from '../basics/fields.js';
import { route } from '../access/route.js';

const ClauseId = z.string().regex(/^[a-z][a-z0-9]{0,15}$/);

/** What is entrusted, and within which limits. */
export const Terms = z.object({
  /** The body that is to finish the text. */
  to: Slug,
  /** The limits in words. */
  text: Text(2_000),
  /** The clauses that may change, with what is under them; null: any. */
  clauses: z.array(ClauseId).min(1).max(500).nullable().default(null),
  editorialOnly: z.boolean().default(false),
  /** EDTF; null: no date was set, or none is known. */
  until: Edtf.nullable().default(null),
});
export type Terms = z.infer<typeof Terms>;

export const Tag = z.enum(['editorial', 'substantive']);
export type Tag = z.infer<typeof Tag>;

export const MandateChange = z.object({
  clause: z.string(),
  change: z.enum(['changed', 'added', 'removed', 'moved', 'moved_changed']),
  langs: z.array(Lang),
  tag: Tag,
  reason: z.string(),
});
export type MandateChange = z.infer<typeof MandateChange>;

/** Beyond the mandate: a clause outside its limits, a change of substance where only editorial ones were entrusted, too late. */
export const Excess = z.object({
  kind: z.enum(['outside', 'substantive', 'late']),
  clause: z.string().nullable(),
});
export type Excess = z.infer<typeof Excess>;

export const MandateState = z.enum(['open', 'overdue', 'kept', 'exceeded', 'finished']);

export const BodyName = z.object({ id: z.string(), name: z.string(), organisation: z.string() });

export const MandateView = z
  .object({
    id: z.string(),
    instrument: z.object({ id: z.string(), titles: Titles }),
    from: BodyName,
    to: BodyName,
    /** What was approved and is to be finished. */
    version: z.int().nullable(),
    terms: Terms,
    granted: Edtf.nullable(),
    motion: z.string().nullable(),
    poll: z.string().nullable(),
    source: z.string().nullable(),
    certainty: Certainty,
    note: z.string().nullable(),
    state: MandateState,
    finished: z
      .object({
        version: z.int(),
        date: Edtf.nullable(),
        /** Null: the text of one of them is not known. */
        changes: z.array(MandateChange).nullable(),
        exceeded: z.array(Excess).nullable(),
        source: z.string().nullable(),
        note: z.string().nullable(),
      })
      .nullable(),
    reported: z.object({ text: z.string(), date: z.string(), assembly: z.string().nullable() }).nullable(),
    /** The motion by which a body went on notwithstanding. */
    waived: z.object({ motion: z.string(), poll: z.string(), date: z.string() }).nullable(),
    /** What the clauses are called that it names, by id: the number, else how their text begins. */
    names: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Mandate' });
export type MandateView = z.infer<typeof MandateView>;

const MandateInput = z.object({ mandate: Uuid });

export const mandateRoutes = {
  mandates: route({
    method: 'GET',
    path: '/api/instruments/:instrument/mandates',
    act: 'instrument.read',
    summary: 'The mandates on an instrument, with what was made of them',
    input: z.object({ instrument: Slug }),
    reply: z.object({ mandates: z.array(MandateView) }),
  }),
  enterMandate: route({
    method: 'POST',
    path: '/api/instruments/:instrument/mandates',
    act: 'mandate.enter',
    summary: 'Enter a mandate from a source; what an assembly of this house grants follows from its motion',
    input: z.object({
      instrument: Slug,
      from: Slug,
      version: Ordinal.min(1).nullable().default(null),
      terms: Terms,
      date: Edtf.nullable(),
      source: Line(600),
      certainty: Certainty,
      note: Line(1000).nullable().default(null),
    }),
    reply: z.object({ mandate: z.string() }),
  }),
  mandateDifference: route({
    method: 'GET',
    path: '/api/mandates/:mandate/differences/:version',
    act: 'instrument.read',
    summary:
      'What a version changes in what was approved, clause by clause, and which of it is within the limits',
    input: MandateInput.extend({ version: InPath }),
    reply: z.object({
      /** Null: the text of one of them is not known. */
      changes: z
        .array(
          MandateChange.pick({ clause: true, change: true, langs: true }).extend({
            number: z.string().nullable(),
            before: z.string().nullable(),
            after: z.string().nullable(),
            within: z.boolean(),
          }),
        )
        .nullable(),
    }),
  }),
  finishMandate: route({
    method: 'POST',
    path: '/api/mandates/:mandate/finish',
    act: 'mandate.finish',
    summary:
      'Record the version that finishes a mandate, each change tagged editorial or substantive with a reason',
    input: MandateInput.extend({
      version: Ordinal.min(1),
      tags: z
        .array(z.object({ clause: ClauseId, tag: Tag, reason: Line(500) }))
        .max(2_000)
        .default([]),
      /** Of the paper era: when, where from. Else it is today. */
      past: z
        .object({ date: Edtf.nullable(), source: Line(600), note: Line(1000).nullable().default(null) })
        .nullable()
        .default(null),
    }),
    reply: z.object({ exceeded: z.array(Excess).nullable() }),
  }),
  reportMandate: route({
    method: 'POST',
    path: '/api/mandates/:mandate/report',
    act: 'mandate.report',
    summary: 'Report to the mandating body how a mandate was carried out, or why it is not yet',
    input: MandateInput.extend({ text: Text(5_000), assembly: Slug.nullable().default(null) }),
    reply: z.object({}),
  }),
} as const;

export type MandatesEvent =
  | Event<
      'mandate.granted',
      {
        mandate: string;
        instrument: string;
        from: string;
        version: number | null;
        terms: Terms;
        date: string | null;
        motion: string | null;
        poll: string | null;
        source: string | null;
        certainty: Certainty;
        note: string | null;
      }
    >
  | Event<
      'mandate.finished',
      {
        mandate: string;
        version: number;
        date: string | null;
        /** How many, in the blob `finishing` of canonical JSON `{v: 1, changes, exceeded}`; null: nobody can say. */
        changes: number | null;
        exceeded: number | null;
        source: string | null;
        note: string | null;
      }
    >
  | Event<
      'mandate.reported',
      {
        mandate: string;
        to: string;
        state: z.infer<typeof MandateState>;
        text: string;
        assembly: string | null;
        date: string;
      }
    >
  /** A body decided the next stage notwithstanding that the mandate was exceeded and not reported. */
  | Event<'mandate.waived', { mandate: string; motion: string; poll: string; date: string }>
  /** The vote that granted it is recounted. */
  | Event<'mandate.lifted', { mandate: string; poll: string; reason: string }>;
