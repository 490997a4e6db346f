import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { canonical, hashOf, sha256Hex, type Json } from '../../src/basics/canonical.js';

test.each<[Json, string]>([
  // Keys by UTF-16 units: the example of RFC 8785, section 3.2.3.
  [
    {
      '\u20ac': 'Euro',
      '\r': 'CR',
      '\ufb33': 'Dalet',
      '1': 'One',
      '😀': 'Smile',
      '\u0080': 'Control',
      ö: 'o',
    },
    '{"\\r":"CR","1":"One","\u0080":"Control","ö":"o","€":"Euro","😀":"Smile","\ufb33":"Dalet"}',
  ],
  [[1e21, 1e-7, 0.1, -0, 100], '[1e+21,1e-7,0.1,0,100]'],
  ['\u0007"\\/\u2028', '"\\u0007\\"\\\\/\u2028"'],
  [{ b: null, a: [true, false] }, '{"a":[true,false],"b":null}'],
])('%j is written as %s', (value, text) => {
  expect(canonical(value)).toBe(text);
});

test.each([NaN, Infinity, '\ud800', { a: '\udc00b' }])(
  '%p is no JSON that everybody reads alike',
  (value) => {
    expect(() => canonical(value)).toThrow();
  },
);

test('the order in which keys were set does not matter, and reading back gives the same', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).toReversed()) as Json;
      expect(canonical(turned)).toBe(canonical(value as Json));
      expect(canonical(JSON.parse(canonical(value as Json)) as Json)).toBe(canonical(value as Json));
    }),
  );
});

test('hashes are SHA-256 of the UTF-8', () => {
  const reference = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => sha256Hex(text) === reference(text)));
  expect(hashOf({ b: 1, a: 'é' })).toBe(reference('{"a":"é","b":1}'));
});
