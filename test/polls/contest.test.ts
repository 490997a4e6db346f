import fc from 'fast-check';
import { checkContestVote, countContest, lotOf } from '../../src/polls/contest.js';
import type { Contest, Vote } from '../../src/polls/polls.contract.js';

const NAMES = ['ada', 'bo', 'cy', 'dee', 'eve'];
const contest = (rest: Partial<Contest> = {}): Contest => ({
  ...{ election: 'e', round: 1, method: 'plurality', seats: 1, marks: 1, rule: 'majority', blank: true },
  candidates: NAMES.map((candidate) => ({ candidate, person: `p-${candidate}`, member: null })),
  ...rest,
});
const of = (count: number, rest: Partial<Contest> = {}): Contest =>
  contest({ candidates: contest().candidates.slice(0, count), ...rest });
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.ok ? null : result.refusal!.code;

test.each<[Vote, Partial<Contest>, string | null]>([
  [{ marks: [2] }, {}, null],
  [{ marks: [] }, {}, null],
  [{ marks: [] }, { blank: false }, 'ballot.blank'],
  [{ marks: [1, 2] }, {}, 'ballot.too_many'],
  [{ marks: [1, 2] }, { marks: 2 }, null],
  [{ marks: [1, 1] }, { marks: 2 }, 'ballot.candidate_twice'],
  [{ marks: [6] }, {}, 'ballot.candidate_unknown'],
  ['for', {}, 'ballot.not_taken'],
  [{ ranks: [[1]] }, {}, 'ballot.not_taken'],
  [{ ranks: [[2], [1]] }, { method: 'irv' }, null],
  [{ ranks: [] }, { method: 'irv' }, null],
  [{ ranks: [] }, { method: 'irv', blank: false }, 'ballot.blank'],
  [{ ranks: [[2, 1]] }, { method: 'irv' }, 'ballot.equal_ranks'],
  [{ ranks: [[2, 1]] }, { method: 'schulze' }, null],
  [{ ranks: [[2], [2]] }, { method: 'scottish-stv' }, 'ballot.candidate_twice'],
  [{ marks: [1, 2, 3, 4, 5] }, { method: 'approval', marks: 5 }, null],
  [{ answers: ['for', 'against', 'for', 'abstain', 'for'] }, { method: 'yes_no' }, null],
  [{ answers: ['for'] }, { method: 'yes_no' }, 'ballot.answers_missing'],
  [{ for: '1', against: '0', abstain: '0' }, {}, 'ballot.not_taken'],
])('the ballot %j under %j: %s', (vote, rest, code) => {
  expect(codeOf(checkContestVote(vote, contest(rest)))).toBe(code);
});

const counted = (on: Contest, votes: readonly (readonly [number, Vote | null])[], spoiled = 0n) =>
  countContest(on, {
    ...{ unit: 1n, spoiled, seed: 'box' },
    lines: votes.map(([weight, vote]) => ({ weight: BigInt(weight), vote })),
  });
const marks = (...numbers: number[]): Vote => ({ marks: numbers });

test('a president: 455, 164 and 160 of 779 valid: 390 are needed, elected in the first round', () => {
  const result = counted(of(3), [
    [455, marks(1)],
    [164, marks(2)],
    [160, marks(3)],
    [12, marks()],
    [5, null],
  ]);
  expect(result).toMatchObject({
    ...{ needed: '390', blank: '12', elected: ['ada'], seatsLeft: 0, goOn: [] },
    sheet: { valid: '779', stages: [{ votes: { ada: '455', bo: '164', cy: '160' } }] },
  });
});

test('two seats, 469 ballots, 394/170/142/89/53: plurality elects two, the majority rule one and calls a second round', () => {
  const ballots: [number, Vote][] = [
    [170, marks(1, 2)],
    [142, marks(1, 3)],
    [60, marks(1, 4)],
    [22, marks(1)],
    [22, marks(4)],
    [46, marks(5)],
    [7, marks(4, 5)],
  ];
  const two = { seats: 2, marks: 2 };
  const most = counted(contest({ ...two, rule: 'plurality' }), ballots);
  const sums = { ada: '394', bo: '170', cy: '142', dee: '89', eve: '53' };
  expect(most.sheet).toMatchObject({ valid: '469', stages: [{ votes: sums }] });
  expect(most).toMatchObject({ elected: ['ada', 'bo'], seatsLeft: 0 });
  const majority = counted(contest({ ...two, rule: 'majority' }), ballots);
  expect(majority).toMatchObject({ needed: '235', elected: ['ada'], seatsLeft: 1, goOn: ['bo', 'cy'] });
});

test('nobody is elected by no vote', () => {
  for (const rest of [
    { rule: 'plurality' as const },
    { rule: 'majority' as const },
    { method: 'irv' as const, rule: null },
    { method: 'yes_no' as const, rule: null },
  ]) {
    const result = counted(contest(rest), [[3, null]]);
    expect(result).toMatchObject({ elected: [], seatsLeft: 1 });
    expect(result.goOn).toEqual(NAMES);
  }
});

test('yes or no on each: more yes than no, as far as seats go, equals by the lot', () => {
  const answers = (text: string): Vote => ({
    answers: [...text].map((one) => (one === 'y' ? 'for' : one === 'n' ? 'against' : 'abstain')),
  });
  const on = of(3, { method: 'yes_no', rule: null, seats: 2 });
  const clear = counted(on, [
    [3, answers('yny')],
    [2, answers('ynn')],
  ]);
  expect(clear).toMatchObject({
    elected: ['ada', 'cy'],
    answers: { bo: { for: '0', against: '5', abstain: '0' }, cy: { for: '3', against: '2' } },
  });
  const tied = counted(of(3, { method: 'yes_no', rule: null, seats: 1 }), [[3, answers('yyn')]]);
  const lot = lotOf(on.candidates, 'box').map((place) => NAMES[place]!);
  expect(tied.elected).toEqual([lot.find((name) => name !== 'cy')]);
  expect(tied.sheet.stages[0]!.lot).toHaveLength(2);
  const few = counted(on, [[1, answers('nn?')]]);
  expect(few).toMatchObject({ elected: [], seatsLeft: 2 });
});

test('the lot follows from its seed, and names everybody once', () => {
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const lot = lotOf(contest().candidates, seed);
      expect(lot.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
      expect(lotOf(contest().candidates, seed)).toEqual(lot);
    }),
  );
});

test.each(['irv', 'scottish-stv', 'schulze', 'approval', 'plurality'] as const)(
  '%s: the order of ballots is irrelevant, and no more are elected than there are seats',
  (method) => {
    const ranking = fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 1 });
    const seats = method === 'irv' ? 1 : 2;
    const on = contest({ method, seats, rule: method === 'plurality' ? 'plurality' : null, marks: 5 });
    const vote = (numbers: number[]): Vote =>
      method === 'approval' || method === 'plurality'
        ? { marks: numbers }
        : { ranks: numbers.map((number) => [number]) };
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), ranking), { minLength: 1, maxLength: 20 }),
        (ballots) => {
          const cast = ballots.map(([weight, numbers]) => [weight, vote(numbers)] as const);
          const result = counted(on, cast);
          expect(counted(on, cast.toReversed())).toEqual(result);
          expect(result.elected.length + result.seatsLeft).toBe(seats);
        },
      ),
    );
  },
);
