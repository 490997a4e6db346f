import { z } from 'zod';
import { SLUG } from './ids.js';

/** Fields that several rooms' contracts share. Every text refuses NUL and lone surrogates: canonical JSON could not hold them. */
const clean = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);

export const Slug = z.string().regex(SLUG);
export const Uuid = z.uuid();
/** Hexadecimal SHA-256. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** A line: 1 to `max` characters, trimmed, without control characters. */
export const Line = (max = 200) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => clean(text) && !/\p{Cc}/u.test(text), { error: 'text.control_characters' });
/** A text of several lines. */
export const Text = (max = 20_000) =>
  z.string().min(1).max(max).refine(clean, { error: 'text.control_characters' });
export const Lang = z.enum(['en', 'fr', 'es']);
export type Lang = z.infer<typeof Lang>;
/** A title in the interface languages: English, and the others where known. */
export const Titles = z.object({
  en: Line(300),
  fr: Line(300).optional(),
  es: Line(300).optional(),
});
export type Titles = z.infer<typeof Titles>;
/** A moment, RFC 3339 in UTC. */
export const Moment = z.iso.datetime();
/** An EDTF date (`basics/edtf.ts`); null is unknown. */
export const Edtf = Line(40);
/** An integer that may pass 2^53, as a decimal string. */
export const BigText = z.string().regex(/^\d{1,30}$/);
export const Certainty = z.enum(['high', 'medium', 'unknown']);
export type Certainty = z.infer<typeof Certainty>;
/** Facts of a step or a refusal: plain values, for a translated sentence. */
export const FactsField = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()).readonly()]),
);
/** Where a fact comes from and how sure it is. */
export const Provenance = z.object({ source: Line(600).nullable(), certainty: Certainty });
export type Provenance = z.infer<typeof Provenance>;
