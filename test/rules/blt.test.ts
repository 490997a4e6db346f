import { readBlt } from '../../src/rules/blt.js';
import type { Election } from '../../src/rules/tally/ballot.js';
import { reason } from '../../src/rules/tally/sheet.js';

const FILE = `# An election to try out
4 2            # four candidates, two seats
-3
3 1 2=4 0
(b7) 2 4 - 1 0
1 0            # blank
0
"Ann ""the"" Brown"
"Bo # not a comment"
"Cy"
"Dee"
"Board"
`;

const read = (text: string): Election => {
  const result = readBlt(text);
  if (!result.ok) throw new Error(reason(result.refusal));
  return result.value;
};
/** The ballots as people would write them. */
const ballotsOf = ({ box }: Election): string[] =>
  Array.from(box.weights, (weight, at) => {
    const marks = Array.from(box.marks.slice(box.starts[at], box.starts[at + 1]));
    return `${weight}: ${marks.map((mark) => (mark < 0 ? `=${~mark + 1}` : ` ${mark + 1}`)).join('')}`.trim();
  });

test('a file with weights, equals, a rank left out, a withdrawn candidate, ids and comments', () => {
  const election = read(FILE);
  expect(election).toMatchObject({ title: 'Board', seats: 2, unit: 1n });
  expect([...election.withdrawn]).toEqual([2]);
  expect(election.candidates).toEqual(['Ann "the" Brown', 'Bo # not a comment', 'Cy', 'Dee']);
  expect(ballotsOf(election)).toEqual(['3:  1 2=4', '2:  4 1', '1:']);
});

test('lines end as any system ends them, and may begin with a mark of their encoding', () => {
  for (const [from, to] of [
    [/\n/g, '\r\n'],
    [/\n/g, '\r'],
    [/^/, '\uFEFF'],
  ] as const)
    expect(read(FILE.replace(from, to))).toEqual(read(FILE));
});

test('weights with decimals are kept exactly', () => {
  const election = read('2 1\n2.50 1 0\n0.125 2 0\n0\n"A"\n"B"\n"T"\n');
  expect(election.unit).toBe(1000n);
  expect(ballotsOf(election)).toEqual(['2500:  1', '125:  2']);
});

test('several names may stand on a line, and names without quotes each on its own', () => {
  expect(read('2 1\n1 1 0\n0\n"A" "B" "T"\n').candidates).toEqual(['A', 'B']);
  expect(read('2 1\n1 1 0\n0\nAda\nBo\nTitle\n').candidates).toEqual(['Ada', 'Bo']);
  expect(read('2 1\n1 1 0\n0\n"A" "Greens"\n"B"\n"T"\n').candidates).toEqual(['A, Greens', 'B']);
});

test.each<[string, string, string, number]>([
  ['nothing', '', 'blt.ends_early', 1],
  ['no seats', '2\n', 'blt.ends_early', 2],
  ['words for numbers', 'two 1', 'blt.number_expected', 1],
  ['no candidate', '0 1', 'blt.no_candidates', 1],
  ['no seat', '2 0', 'blt.no_seats', 1],
  ['more digits than are exact', '2 1\n12345678901234567890 1 0\n0', 'blt.too_large', 2],
  ['a weight that is none', '2 1\nx 1 0\n0', 'blt.weight', 2],
  ['a ballot without an end', '2 1\n1 1 2\n0\n"A"\n"B"\n"T"', 'blt.ballot_unfinished', 2],
  ['a candidate that is not there', '2 1\n1 3 0\n0', 'blt.candidate_unknown', 2],
  ['a candidate twice', '2 1\n1 1 0\n1 2=2 0\n0', 'blt.candidate_twice', 3],
  ['a withdrawn candidate that is not there', '2 1\n-3\n0', 'blt.candidate_unknown', 2],
  ['ballots without an end', '2 1\n1 1 0\n', 'blt.ends_early', 3],
  ['a name that is a number', '2 1\n1 1 0\n0\n12\n', 'blt.name_expected', 4],
  ['too few names', '2 1\n1 1 0\n0\n"A"\n"B"\n', 'blt.names_missing', 6],
  ['too many names', '2 1\n1 1 0\n0\n"A"\n"B"\n"T"\n"X"\n', 'blt.names_too_many', 7],
])('%s is refused where it stands', (_, text, code, line) => {
  const result = readBlt(text);
  expect(result).toMatchObject({ ok: false, refusal: { code } });
  if (!result.ok) {
    expect([line - 1, line]).toContain(result.refusal.facts['line']);
    expect(reason(result.refusal)).toMatch(/^line \d+: /);
    expect(reason(result.refusal)).not.toContain('blt.');
  }
});
