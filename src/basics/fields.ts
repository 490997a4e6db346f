import { z } from 'zod';
import { countryOf } from './countries.js';
import { SLUG } from './ids.js';
import { nfc } from './nfc.js';

/** Fields that several rooms' contracts share. Every text refuses NUL and lone surrogates: canonical JSON could not hold them. */
export const clean = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);

export const Slug = z.string().regex(SLUG);
/** In small letters, however it was written: locks and maps know it by its text. */
export const Uuid = z.uuid().toLowerCase();
/** A number that the house counts with (a version, an entitlement, a revision): it fits the database's integers. */
export const Ordinal = z.int().nonnegative().max(2_147_483_647);
/** A number from 1 on that stands in an address, as text. */
export const InPath = z.coerce.number().int().positive().max(2_147_483_647);
/** Hexadecimal SHA-256. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** A text in NFC. Bounded before that: a letter may come in pieces, but not in any number. */
const Composed = (max: number) =>
  z
    .string()
    .max(4 * max)
    .overwrite(nfc);

/** A line: 1 to `max` characters, trimmed, in NFC, without control characters. */
export const Line = (max = 200) =>
  Composed(max)
    .trim()
    .min(1)
    .max(max)
    .refine((text) => clean(text) && !/\p{Cc}/u.test(text), { error: 'text.control_characters' });
/**
 * A text of several lines, in NFC, without other control characters: in canonical JSON each takes six bytes, and 20,000 of them
 * would not fit an entry of the record.
 */
export const Text = (max = 20_000) =>
  Composed(max)
    .min(1)
    .max(max)
    .refine((text) => clean(text) && !/\p{Cc}/u.test(text.replace(/[\t\n\f\r]/g, '')), {
      error: 'text.control_characters',
    });
/** A text or line as far as it is typed, maybe nothing. */
export const Typed = (max: number) => z.union([z.literal(''), Text(max)]);
/** What is searched for, maybe nothing. */
export const Search = (max = 100) =>
  Composed(max).max(max).refine(clean, { error: 'text.control_characters' });
/** A country: its code of ISO 3166-1, which a name in English, French or Spanish becomes. */
export const Country = Line(80)
  .overwrite((text) => countryOf(text) ?? text)
  .refine((text) => countryOf(text) !== null, { error: 'country.unknown' });
/** The languages in which texts are kept; a list, as the client reads no schemas. */
export const LANGS = ['en', 'fr', 'es'] as const;
export const Lang = z.enum(LANGS);
export type Lang = z.infer<typeof Lang>;
/** A title in the interface languages where it is known, at least in one of them. */
export const Titles = z
  .object({ en: Line(300).optional(), fr: Line(300).optional(), es: Line(300).optional() })
  .refine((titles) => Object.values(titles).some((title) => title !== undefined));
export type Titles = z.infer<typeof Titles>;
/** A moment, RFC 3339 in UTC. */
export const Moment = z.iso.datetime();
/** An EDTF date (`basics/edtf.ts`); null is unknown. */
export const Edtf = Line(40);
/** Digits of weights: what caps of many countries and classes make of them is far below. A roll beyond it is no poll. */
export const BIG_DIGITS = 200;
/** An integer that may pass 2^53, as a decimal string. */
export const BigText = z.string().max(BIG_DIGITS).regex(/^\d+$/);
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
