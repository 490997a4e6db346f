import fc from 'fast-check';
import type { Majority } from '../../src/rules/ruleset.js';
import {
  agreedCount,
  callOrder,
  checkCounts,
  checkVote,
  countsMembers,
  entriesOf,
  spread,
  stacksOf,
  voteOf,
  voteText,
  type VotedLine,
} from '../../src/polls/forms.js';
import type { Counts, Form, Vote } from '../../src/polls/polls.contract.js';
import { tallyYesNo } from '../../src/rules/tally/yes-no.js';
import { DEMO_RULES } from '../../src/seeds/demo.data.js';

const ORDINARY = DEMO_RULES.majorities.ordinary;
const BY_CHAMBER: Majority = {
  ...ORDINARY,
  requirements: [
    { group: { kind: 'chamber', of: 'workers' }, counted: 'weight', rule: { kind: 'simple' } },
    { group: { kind: 'class', of: ['full'] }, counted: 'weight', rule: { kind: 'simple' } },
  ],
};
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.ok ? null : result.refusal!.code;
const split = (yes: number, against: number, abstain: number): Vote => ({
  ...{ for: String(yes), against: String(against), abstain: String(abstain) },
});
const line = (weight: bigint, rest: Partial<VotedLine> = {}): VotedLine => ({
  ...{ member: 'm', class: 'full', region: null, chamber: null },
  ...{ weight, represented: true, attending: true, vote: null },
  ...rest,
});

test.each<[Form, boolean, Vote, string | null]>([
  ['count', false, 'for', null],
  ['count', false, split(2, 1, 0), 'ballot.no_split'],
  ['count', true, split(2, 1, 0), null],
  ['count', true, split(2, 2, 0), 'ballot.split_sum'],
  ['count', true, split(0, 0, 0), 'ballot.split_sum'],
  ['correspondence', true, split(1, 1, 1), null],
  ['consensus', false, 'against', null],
  ['consensus', false, 'abstain', null],
  ['consensus', false, 'for', 'ballot.not_taken'],
  ['silence', true, split(1, 1, 1), 'ballot.not_taken'],
  ['silence', false, 'against', null],
  ['sight', false, 'for', 'ballot.not_taken'],
])('a %s poll (splits: %s) of a weight of 3 takes %j: %s', (form, splits, vote, code) => {
  expect(codeOf(checkVote(vote, { form, splits, contest: null }, 3n))).toBe(code);
});

test('a vote is read back as it was written', () => {
  for (const vote of ['for', 'abstain', split(2, 0, 1)] as Vote[])
    expect(voteOf(voteText(vote))).toEqual(vote);
});

test('a split weight is conserved and is no member on any side', () => {
  const weight = fc.nat(50);
  fc.assert(
    fc.property(weight, weight, weight, (yes, against, abstain) => {
      const entries = entriesOf(
        line(BigInt(yes + against + abstain), { vote: split(yes, against, abstain) }),
      );
      const { overall } = tallyYesNo({ unit: 1n, entries, groups: [] });
      expect(overall.weight).toMatchObject({
        ...{ for: BigInt(yes), against: BigInt(against), abstain: BigInt(abstain) },
      });
      expect([overall.members.for, overall.members.against, overall.members.abstain]).toEqual([0n, 0n, 0n]);
    }),
  );
});

test('a weight is not split where members are counted', () => {
  expect(countsMembers(ORDINARY)).toBe(false);
  const both = { ...ORDINARY, requirements: [{ ...ORDINARY.requirements[0]!, counted: 'both' as const }] };
  expect(countsMembers(both)).toBe(true);
});

test('the order of a roll call follows from its seed alone', () => {
  const lines = Array.from({ length: 40 }, (_, i) => ({ entitlement: i + 1 }));
  const order = (seed: string, of = lines) => callOrder(of, seed).map((one) => one.entitlement);
  expect(order('s')).toEqual(order('s', lines.toReversed()));
  expect(order('s')).not.toEqual(order('t'));
  expect(order('s').toSorted((a, b) => a - b)).toEqual(lines.map((one) => one.entitlement));
});

test('stacks tell apart what the majority tells apart, and nothing more', () => {
  const lines = [
    line(1n, { chamber: 'workers' }),
    line(1n, { chamber: 'others', region: 'Africa' }),
    line(5n, { class: 'associate' }),
    line(1n),
  ];
  const stacks = (majority: Majority) => stacksOf(lines, majority).map((one) => [one.stack, one.lines]);
  expect(stacks(ORDINARY)).toEqual([
    ['- - - 1', 3],
    ['- - - 5', 1],
  ]);
  expect(stacks(BY_CHAMBER)).toEqual([
    ['associate - - 5', 1],
    ['full - - 1', 1],
    ['full - others 1', 1],
    ['full - workers 1', 1],
  ]);
});

const COUNT = { form: 'count', splits: false, contest: null } as const;
const counted = (yes: number, against = 0, abstain = 0, invalid = 0) => ({
  ...{ for: yes, against, abstain, invalid },
});

test.each<[Counts, string | null]>([
  [{ '- - - 1': counted(1, 1) }, null],
  [{ '- - - 1': counted(0) }, null],
  [{ '- - - 1': counted(1, 1, 0, 1) }, 'count.too_many'],
  [{}, 'count.stacks'],
  [{ '- - - 2': counted(1) }, 'count.stacks'],
  [{ '- - - 1': { perhaps: 1 } }, 'count.vote'],
  [{ '- - - 1': { '{"marks":[1]}': 1 } }, 'ballot.not_taken'],
])('the count %j of one stack of two papers: %s', (counts, code) => {
  expect(codeOf(checkCounts(stacksOf([line(1n), line(1n)], ORDINARY), counts, COUNT))).toBe(code);
});

test.each<[string, [string, number][], number | null]>([
  ['one teller', [['ada', 1]], null],
  [
    'the same teller twice',
    [
      ['ada', 1],
      ['ada', 1],
    ],
    null,
  ],
  [
    'two who agree',
    [
      ['ada', 1],
      ['bo', 1],
    ],
    1,
  ],
  [
    'two who differ',
    [
      ['ada', 1],
      ['bo', 2],
    ],
    null,
  ],
  [
    'two who differ, and one counts again',
    [
      ['ada', 1],
      ['bo', 2],
      ['ada', 2],
    ],
    2,
  ],
  [
    'two who agreed, and one counts again',
    [
      ['ada', 1],
      ['bo', 1],
      ['bo', 2],
    ],
    null,
  ],
  [
    'a third who agrees with one',
    [
      ['ada', 1],
      ['bo', 2],
      ['cy', 1],
    ],
    1,
  ],
])('%s: %#', (_, entered, yes) => {
  const agreed = agreedCount(entered.map(([teller, n]) => ({ teller, counts: { s: counted(n) } })));
  expect(agreed).toEqual(yes === null ? null : { s: counted(yes) });
});

test('a count spread over lines is the count, whatever the lines', () => {
  const papers = fc.array(fc.constantFrom(1n, 2n, 5n), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(papers, fc.nat(), (weights, by) => {
      const lines = weights.map((weight) => line(weight));
      const counts: Counts = Object.fromEntries(
        stacksOf(lines, ORDINARY).map(({ stack, lines: all }) => {
          const yes = by % (all + 1);
          return [stack, counted(yes, all - yes)];
        }),
      );
      const voted = spread(lines, { majority: ORDINARY, counts });
      expect(voted.map(({ weight }) => weight)).toEqual(weights);
      const yes = voted.filter(({ vote }) => vote === 'for').length;
      expect(yes).toBe(Object.values(counts).reduce((sum, one) => sum + one['for']!, 0));
    }),
  );
});
