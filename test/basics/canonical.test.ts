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

/** The test data published with RFC 8785 (github.com/cyberphone/json-canonicalization, testdata). */
test.each<[string, string]>([
  ['[56, {"d": true, "10": null, "1": [ ]}]', '[56,{"1":[],"10":null,"d":true}]'],
  [
    '{"peach": "This sorting order", "péché": "is wrong according to French", "pêche": "but canonicalization MUST", "sin": "ignore locale"}',
    '{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ignore locale"}',
  ],
  [
    String.raw`{"1": {"f": {"f": "hi","F": 5} ,"\n": 56.0}, "10": { }, "": "empty", "a": { }, "111": [ {"e": "yes","E": "no" } ], "A": { }}`,
    String.raw`{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}}`,
  ],
  [String.raw`{"Unnormalized Unicode":"A\u030a"}`, '{"Unnormalized Unicode":"A\u030a"}'],
  [
    String.raw`{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001], "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}`,
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  ],
  [
    String.raw`{"\u20ac": "Euro Sign", "\r": "Carriage Return", "\u000a": "Newline", "1": "One", "\u0080": "Control\u007f", "\ud83d\ude02": "Smiley", "\u00f6": "Latin Small Letter O With Diaeresis", "\ufb33": "Hebrew Letter Dalet With Dagesh", "</script>": "Browser Challenge"}`,
    `{"\\n":"Newline","\\r":"Carriage Return","1":"One","</script>":"Browser Challenge","\u0080":"Control\u007f","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😂":"Smiley","\ufb33":"Hebrew Letter Dalet With Dagesh"}`,
  ],
])('%s', (input, text) => {
  expect(canonical(JSON.parse(input) as Json)).toBe(text);
});

/** Appendix B of RFC 8785: IEEE 754 doubles and what is written for them. */
test.each([
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
])('the double %s is written %s', (bits, text) => {
  expect(canonical(Buffer.from(bits, 'hex').readDoubleBE())).toBe(text);
});

test.each(['7fffffffffffffff', '7ff0000000000000', 'fff0000000000000'])(
  'the double %s is no JSON',
  (bits) => {
    expect(() => canonical(Buffer.from(bits, 'hex').readDoubleBE())).toThrow('not a JSON number');
  },
);

test('the bytes of RFC 8785, section 3.2.4', () => {
  const bytes = Buffer.from(
    `7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a
     5b3333333333333333332e333333333333332c31652b33302c342e352c302e3030322c31652d3237
     5d2c22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d`.replaceAll(/\s/g, ''),
    'hex',
  );
  const text = String.raw`{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001], "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}`;
  expect(Buffer.from(canonical(JSON.parse(text) as Json), 'utf8')).toEqual(bytes);
});

test('a key without a value is left out, and is null in a list; a moment is its text', () => {
  const value = { b: undefined, a: [undefined, 1], at: new Date(0) } as unknown as Json;
  expect(canonical(value)).toBe('{"a":[null,1],"at":"1970-01-01T00:00:00.000Z"}');
});

test.each([undefined, () => 1, Symbol('x'), 10n, { a: 10n }])('%p is no JSON', (value) => {
  expect(() => canonical(value as unknown as Json)).toThrow();
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
