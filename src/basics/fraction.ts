import type { Facts, Result } from './result.js';
import { ok, refuse } from './result.js';

/**
 * An exact fraction. Always in lowest terms with d > 0, so equal values are equal field by field. Its text, also in
 * JSON, is "2/3", or "5" when d is 1: nothing here ever becomes a float.
 */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

/**
 * One line of the arithmetic behind a result, as data. The code is the key of the translated sentence; numbers in the
 * facts are texts, decimal ("60") or an exact fraction ("5/6").
 */
export interface Step {
  readonly code: string;
  readonly facts: Facts;
}

/** n/d in lowest terms. A zero denominator throws, as bigint division does: text from outside goes through `parse`. */
export function fraction(n: bigint, d = 1n): Fraction {
  if (d === 0n) throw new RangeError('zero denominator');
  const divisor = gcd(n, d) * (d < 0n ? -1n : 1n);
  return { n: n / divisor, d: d / divisor };
}

/**
 * Reads "2/3", "25%", "12.5%", "1" or any of them with a leading minus; at most 30 digits a number, no spaces.
 * Refuses with `fraction.malformed` or `fraction.zero_denominator`, facts `{text}`.
 */
export function parse(text: string): Result<Fraction> {
  const found = /^(-?\d{1,30})(?:\/(\d{1,30})|(?:\.(\d{1,30}))?(%))?$/.exec(text);
  if (!found) return refuse('fraction.malformed', { text: text.slice(0, 80) });
  const [, whole = '', denominator, decimals = '', percent] = found;
  if (percent) return ok(fraction(BigInt(whole + decimals), 100n * 10n ** BigInt(decimals.length)));
  if (denominator === undefined) return ok(fraction(BigInt(whole)));
  if (BigInt(denominator) === 0n) return refuse('fraction.zero_denominator', { text });
  return ok(fraction(BigInt(whole), BigInt(denominator)));
}

/** Reads text that a schema or `checkRuleSet` has already accepted; anything else is a bug and throws. */
export function parseChecked(text: string): Fraction {
  const parsed = parse(text);
  if (!parsed.ok) throw new Error(`${parsed.refusal.code}: ${text}`);
  return parsed.value;
}

/** "2/3", "-1/3", or "5" when whole. The inverse of `parse`. */
export const format = ({ n, d }: Fraction): string => (d === 1n ? `${n}` : `${n}/${d}`);

export const add = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d + b.n * a.d, a.d * b.d);

export const sub = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d - b.n * a.d, a.d * b.d);

export const mul = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.n, a.d * b.d);

/** Dividing by zero throws: callers know their divisor. */
export const div = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d, a.d * b.n);

/** -1, 0 or 1 as a is less than, equal to or greater than b. */
export function compare(a: Fraction, b: Fraction): -1 | 0 | 1 {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The greatest integer not above the value, for negative values too (bigint division alone rounds towards zero). */
export function floor({ n, d }: Fraction): bigint {
  const towardsZero = n / d;
  return n < 0n && n % d !== 0n ? towardsZero - 1n : towardsZero;
}

/** The least integer not below the value. */
export const ceil = ({ n, d }: Fraction): bigint => -floor({ n: -n, d });

/** Least common multiple of positive integers; 1 of none. */
export const lcm = (numbers: Iterable<bigint>): bigint => {
  let multiple = 1n;
  for (const number of numbers) multiple = (multiple / gcd(multiple, number)) * number;
  return multiple;
};

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
