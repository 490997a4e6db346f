import fc from 'fast-check';
import {
  add,
  ceil,
  compare,
  div,
  floor,
  format,
  fraction,
  lcm,
  mul,
  parse,
  parseChecked,
  sub,
} from '../../src/basics/fraction.js';

const whole = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
const positive = fc.bigInt({ min: 1n, max: 10n ** 12n });
const anyFraction = fc.tuple(whole, positive).map(([n, d]) => fraction(n, d));

test.each([
  ['2/3', '2/3'],
  ['4/6', '2/3'],
  ['25%', '1/4'],
  ['12.5%', '1/8'],
  ['-12.5%', '-1/8'],
  ['-0.5%', '-1/200'],
  ['1', '1'],
  ['6/3', '2'],
  ['-3/6', '-1/2'],
  ['0/7', '0'],
  ['007/014', '1/2'],
])('%s is %s', (text, normal) => {
  expect(format(parseChecked(text))).toBe(normal);
});

test.each([
  ['', 'fraction.malformed'],
  ['a half', 'fraction.malformed'],
  ['0.5', 'fraction.malformed'],
  ['1/2%', 'fraction.malformed'],
  ['1/-2', 'fraction.malformed'],
  [' 1/2', 'fraction.malformed'],
  ['1/2\n', 'fraction.malformed'],
  ['1e3', 'fraction.malformed'],
  ['1'.repeat(31), 'fraction.malformed'],
  ['1/0', 'fraction.zero_denominator'],
  ['0/00', 'fraction.zero_denominator'],
])('%j is refused with %s', (text, code) => {
  expect(parse(text)).toMatchObject({ ok: false, refusal: { code } });
});

test.each([
  ['39/2', 19n, 20n],
  ['40/2', 20n, 20n],
  ['-1/2', -1n, 0n],
  ['-4/2', -2n, -2n],
  ['0', 0n, 0n],
])('%s lies between %s and %s', (text, below, above) => {
  expect(floor(parseChecked(text))).toBe(below);
  expect(ceil(parseChecked(text))).toBe(above);
});

test('a zero denominator in code is a bug', () => {
  expect(() => fraction(1n, 0n)).toThrow(RangeError);
  expect(() => div(fraction(1n), fraction(0n))).toThrow(RangeError);
  expect(() => parseChecked('1/0')).toThrow('fraction.zero_denominator');
});

test('the least common multiple', () => {
  expect(lcm([])).toBe(1n);
  expect(lcm([4n, 6n, 1n])).toBe(12n);
});

test('the text form is read back, in lowest terms', () => {
  fc.assert(
    fc.property(anyFraction, (a) => {
      expect(parse(format(a))).toEqual({ ok: true, value: a });
    }),
  );
});

test('the laws of arithmetic', () => {
  fc.assert(
    fc.property(anyFraction, anyFraction, anyFraction, (a, b, c) => {
      expect(sub(add(a, b), b)).toEqual(a);
      expect(mul(a, add(b, c))).toEqual(add(mul(a, b), mul(a, c)));
      if (b.n !== 0n) expect(mul(div(a, b), b)).toEqual(a);
      expect(compare(a, b)).toBe(-compare(b, a) || 0);
      expect(compare(add(a, c), add(b, c))).toBe(compare(a, b));
    }),
  );
});

test('floor and ceil are the nearest integers', () => {
  fc.assert(
    fc.property(anyFraction, (a) => {
      const [below, above] = [floor(a), ceil(a)];
      expect(compare(fraction(below), a)).toBeLessThanOrEqual(0);
      expect(compare(fraction(below + 1n), a)).toBe(1);
      expect(above - below).toBe(a.d === 1n ? 0n : 1n);
    }),
  );
});
