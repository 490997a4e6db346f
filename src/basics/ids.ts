/**
 * Identifiers. A slug names what people speak of (`cancun-2011`); everything else has a UUID version 7
 * (RFC 9562): 48 bits of Unix milliseconds, then random bits. Time and randomness come in from outside.
 */
export function uuid7(milliseconds: number, random: Uint8Array): string {
  if (random.length !== 16) throw new RangeError('uuid7 needs 16 random bytes');
  const bytes = Uint8Array.from(random);
  for (let i = 5, rest = milliseconds; i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256;
  const bits = new DataView(bytes.buffer);
  bits.setUint8(6, (bits.getUint8(6) & 0x0f) | 0x70);
  bits.setUint8(8, (bits.getUint8(8) & 0x3f) | 0x80);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Lower-case letters, digits and single hyphens, 2 to 64 characters, beginning with a letter or digit. */
export const SLUG = /^(?=.{2,64}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;
