import canonicalize from 'canonicalize';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** What JSON can hold without loss. Integers that may pass 2^53 travel as decimal strings. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Canonical JSON (RFC 8785). Throws on lone surrogates, NaN and infinities: input schemas refuse them first. */
export function canonical(value: Json): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('not a JSON value');
  return text;
}

/** SHA-256 of bytes or of the UTF-8 of a text, in lower-case hexadecimal (64 characters). */
export function sha256Hex(input: Uint8Array | string): string {
  return bytesToHex(sha256(typeof input === 'string' ? utf8ToBytes(input) : input));
}

/** SHA-256 of the canonical JSON of a value, in hexadecimal. */
export const hashOf = (value: Json): string => sha256Hex(canonical(value));
