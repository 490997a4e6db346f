import { lineOf, readRulesText, rulesText } from '../../src/rules/file.js';
import { templates } from '../../src/rules/templates.js';

test.each(Object.entries(templates))('%s is read back as it was written', (_, rules) => {
  expect(readRulesText(rulesText(rules))).toEqual({ ok: true, value: rules });
});

const text = rulesText(templates.cicopa);
const lines = text.split('\n');
/** The line, from 1, in which this stands first. */
const lineWith = (part: string): number => lines.findIndex((line) => line.includes(part)) + 1;

test.each([
  [
    'a field that no rule set has',
    text.replace('"changeOfVote"', '"changeOfVotes": true,\n  "changeOfVote"'),
    { code: 'rules.file_unknown', facts: { at: 'changeOfVotes', line: lineWith('"changeOfVote"') } },
  ],
  [
    'one further in',
    text.replace('"maxPerHolder"', '"most": 2, "maxPerHolder"'),
    { code: 'rules.file_unknown', facts: { at: 'proxies.most', line: lineWith('"maxPerHolder"') } },
  ],
  [
    'a field that is missing: the one around it',
    text.replace(/"requirements": \[[^]*?\n {6}\],\s*/, ''),
    { code: 'rules.malformed', facts: { line: lineWith('"ordinary"') } },
  ],
  [
    'a share out of its range',
    text.replace(/("quorum": \{[^]*?"of": )"[^"]*"/, '$1"3/2"'),
    {
      code: 'rules.share_out_of_range',
      facts: { at: 'quorum.share.of', share: '3/2', line: lineWith('"of"') },
    },
  ],
  ['another version', text.replace('"v": 1', '"v": 2'), { code: 'rules.malformed', facts: { line: 2 } }],
  [
    'a comma too many',
    text.replace('"v": 1,', '"v": 1,,'),
    { code: 'rules.file_unreadable', facts: { line: 2 } },
  ],
  ['nothing', '', { code: 'rules.file_unreadable' }],
  ['a list', '[]', { code: 'rules.malformed', facts: { line: 1 } }],
])('is refused with its place: %s', (_, file, refusal) => {
  expect(readRulesText(file)).toMatchObject({ ok: false, refusal });
});

test('a place is found past texts that look like JSON, and in lists', () => {
  const odd = '{\n"a": "}, \\"b\\": [",\n"b": [\n1,\n{"c":\n2}\n]\n}';
  expect(lineOf(odd, ['b', '1', 'c'])).toBe(5);
  expect(lineOf(odd, ['b', '0'])).toBe(4);
  expect(lineOf(odd, ['b', '1', 'none'])).toBe(5);
  expect(lineOf(odd, ['none'])).toBe(1);
});
