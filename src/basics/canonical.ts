import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** What JSON can hold without loss. Integers that may pass 2^53 travel as decimal strings. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * Canonical JSON (RFC 8785): no blanks, keys by their UTF-16 units, numbers and texts as ECMAScript writes them. A key without
 * a value is left out, and is null in a list. Throws on lone surrogates, NaN, infinities and whatever else is no JSON: input schemas refuse it
 * first. `test/basics/canonical.test.ts` has the published vectors.
 */
export function canonical(value: Json): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('not a JSON number');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((one: Json | undefined) => canonical(one ?? null)).join()}]`;
  if (typeof value !== 'object') throw new Error('not a JSON value');
  const { toJSON: moment } = value as unknown as { readonly toJSON?: () => Json };
  if (typeof moment === 'function') return canonical(moment.call(value));
  const fields = value as { readonly [key: string]: Json | undefined };
  // The order of `sort` is that of UTF-16 units.
  const told: string[] = [];
  for (const key of Object.keys(fields).toSorted()) {
    const one = fields[key];
    if (one !== undefined) told.push(`${quoted(key)}:${canonical(one)}`);
  }
  return `{${told.join()}}`;
}

function quoted(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new Error('not a JSON text');
  return JSON.stringify(text);
}

/** SHA-256 of bytes or of the UTF-8 of a text, in lower-case hexadecimal (64 characters). */
export function sha256Hex(input: Uint8Array | string): string {
  return bytesToHex(sha256(typeof input === 'string' ? utf8ToBytes(input) : input));
}

/** SHA-256 of the canonical JSON of a value, in hexadecimal. */
export const hashOf = (value: Json): string => sha256Hex(canonical(value));
