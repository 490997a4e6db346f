import fc from 'fast-check';
import { readBlt } from '../../src/rules/blt.js';
import { ballotsBlt, countJson, isCounted, stagesTable, type Counted } from '../../src/polls/count-files.js';
import { countContest } from '../../src/polls/contest.js';
import type { Contest, Vote } from '../../src/polls/polls.contract.js';
import { count } from '../../src/rules/tally/method.js';
import { lotGiven, sheetOf } from '../../src/rules/tally/sheet.js';

/** A declared count as files: they hold all of it, and another counter comes to the same. */
const NAMES = ['Ada "A" Ask', 'Bo', 'Bo', null];
const CANDIDATES = NAMES.map((name, i) => ({ candidate: `c${i}`, person: `p${i}`, name, member: null }));
const LABELS = ['Ada "A" Ask', 'Bo (2)', 'Bo (3)', '4'];

interface Line {
  readonly weight: bigint;
  readonly vote: Vote | null;
}

function declared(
  rest: Partial<Contest>,
  lines: readonly Line[],
  { unit = 1n, spoiled = 0n }: { unit?: bigint; spoiled?: bigint } = {},
): Counted {
  const contest: Contest = {
    ...{ election: 'e', round: 1, method: 'plurality', seats: 1, marks: 1, rule: 'plurality', blank: true },
    candidates: CANDIDATES,
    ...rest,
  };
  const result = countContest(contest, { unit, lines, spoiled, seed: 'box' });
  return {
    ...{ id: 'poll-1', state: 'declared', titles: { en: 'Board' }, unit: `${unit}` },
    contest: { ...contest, candidates: CANDIDATES },
    result: { outcome: 'elected', totals: null, steps: [], casting: null, contest: result },
  } as unknown as Counted;
}

const marks = (...numbers: number[]): Vote => ({ marks: numbers });
const ranks = (...numbers: number[]): Vote => ({ ranks: numbers.map((number) => [number]) });
const lines = (...votes: (readonly [number, Vote | null])[]): Line[] =>
  votes.map(([weight, vote]) => ({ weight: BigInt(weight), vote }));

test('only a declared poll on persons has a count to take away', () => {
  const poll = declared({}, lines([2, marks(1)]));
  expect(isCounted(poll)).toBe(true);
  expect(isCounted({ ...poll, state: 'closed' })).toBe(false);
  expect(isCounted({ ...poll, contest: null })).toBe(false);
});

describe('the table of the stages', () => {
  test('has a row a stage, with what moved, who was elected and who was excluded', () => {
    const { columns, rows } = stagesTable(
      declared({ method: 'irv', rule: null }, lines([4, ranks(1)], [3, ranks(2, 3)], [2, ranks(3, 2)])),
    );
    expect(columns).toEqual([
      ...['stage', 'surplus of', 'exclusion of', 'moved', ...LABELS],
      ...['exhausted', 'lost', 'elected', 'excluded', 'by lot'],
    ]);
    expect(rows[0]!.slice(0, 8)).toEqual(['1', '', '', '', '4', '3', '2', '0']);
    const last = rows.at(-1)!;
    expect(last.slice(4, 8)).toEqual(['4', '5', '0', '0']);
    expect(last[2]).toBe('Bo (3)');
    expect(last[10]).toBe('Bo (2)');
    expect(rows.every((row) => row.length === columns.length)).toBe(true);
  });

  test('of answers has a row a candidate', () => {
    const vote: Vote = { answers: ['for', 'against', 'abstain', 'against'] };
    expect(stagesTable(declared({ method: 'yes_no', rule: null }, lines([3, vote])))).toEqual({
      columns: ['candidate', 'yes', 'no', 'abstain', 'elected'],
      rows: [
        [LABELS[0], '3', '0', '0', 'elected'],
        [LABELS[1], '0', '3', '0', ''],
        [LABELS[2], '0', '0', '3', ''],
        [LABELS[3], '0', '3', '0', ''],
      ],
    });
  });

  test('of pairs has the votes of each pair and the strongest paths', () => {
    const { columns, rows } = stagesTable(
      declared({ method: 'schulze', rule: null }, lines([3, ranks(1, 2)], [2, ranks(2, 1)])),
    );
    expect(columns.slice(0, 5)).toEqual([
      ...['candidate', 'over Ada "A" Ask', 'path to Ada "A" Ask', 'over Bo (2)', 'path to Bo (2)'],
    ]);
    expect(rows[0]!.slice(0, 5)).toEqual(['Ada "A" Ask', '', '', '3', '3']);
    expect(rows[1]!.slice(0, 3)).toEqual(['Bo (2)', '2', '0']);
  });
});

test('the JSON names everybody, tells every stage, and how a lot is checked', () => {
  const json = countJson(declared({ marks: 1 }, lines([2, marks(1)], [2, marks(2)], [1, marks()])));
  expect(json).toMatchObject({
    ...{ poll: 'poll-1', titles: { en: 'Board' }, round: 1, method: 'plurality', seats: 1, seed: 'box' },
    ...{ valid: '4', blank: '1', spoiled: '0' },
    candidates: [{ number: 1, id: 'c0', name: LABELS[0] }, { id: 'c1', name: LABELS[1] }, {}, {}],
    stages: [{ votes: { [LABELS[0]!]: '2', [LABELS[1]!]: '2', [LABELS[2]!]: '0', [LABELS[3]!]: '0' } }],
  });
  expect((json as { lot: string[] }).lot.toSorted()).toEqual(LABELS.toSorted());
  expect(JSON.stringify(json)).not.toContain('undefined');
});

describe('the ballots as BLT', () => {
  test('those that say the same are one, with blank and spoiled ones, and no voter', () => {
    const poll = declared({ marks: 2, seats: 2 }, lines([2, marks(1, 3)], [1, marks(1, 3)], [4, marks()]), {
      spoiled: 1n,
    });
    const text = ballotsBlt(poll, {
      ...{ unit: 1n, spoiled: 1n },
      lines: lines([2, marks(1, 3)], [1, marks(1, 3)], [4, marks()], [9, null]),
    });
    expect(text).toBe(
      [
        ...['# plurality, 2 marks, round 1', '4 2', '5 0', '3 1 3 0', '0'],
        ...[`"Ada 'A' Ask"`, '"Bo (2)"', '"Bo (3)"', '"4"', '"Board"', ''],
      ].join('\n'),
    );
  });

  test('there are none where a ballot answers on each candidate', () => {
    const vote: Vote = { answers: ['for', 'for', 'for', 'for'] };
    const poll = declared({ method: 'yes_no', rule: null }, lines([1, vote]));
    expect(ballotsBlt(poll, { unit: 1n, lines: lines([1, vote]), spoiled: 0n })).toBeNull();
  });

  test('weights are votes where decimals can say them, else units, and a comment says so', () => {
    const blt = (unit: bigint) =>
      ballotsBlt(declared({}, lines([5, marks(1)]), { unit }), {
        ...{ unit, lines: lines([5, marks(1)]), spoiled: 0n },
      });
    expect(blt(2n)).toContain('\n2.5 1 0\n');
    expect(blt(6n)).toContain('# weights in 1/6 of a vote\n');
    expect(blt(6n)).toContain('\n5 1 0\n');
  });

  test.each(['plurality', 'approval', 'irv', 'scottish-stv', 'schulze'] as const)(
    'counted anew by %s they give the same stages',
    (method) => {
      const order = fc.shuffledSubarray([1, 2, 3, 4], { minLength: 1 });
      const ballots = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), order), { minLength: 1 });
      fc.assert(
        fc.property(ballots, fc.constantFrom(1n, 2n, 20n), (given, unit) => {
          const all = given.map(([weight, numbers]) => ({
            weight: BigInt(weight),
            vote:
              method === 'plurality'
                ? marks(numbers[0]!)
                : method === 'approval'
                  ? marks(...numbers.toSorted((a, b) => a - b))
                  : ranks(...numbers),
          }));
          const seats = method === 'irv' ? 1 : 2;
          const poll = declared({ method, seats, marks: method === 'approval' ? 4 : 1, rule: null }, all, {
            unit,
          });
          const read = readBlt(ballotsBlt(poll, { unit, lines: all, spoiled: 0n })!);
          if (!read.ok) throw new Error(read.refusal.code);
          const { lot } = poll.result.contest.sheet;
          const places = [0, 1, 2, 3];
          const drawn =
            lot.length > 0 ? lot.map((id) => CANDIDATES.findIndex((one) => one.candidate === id)) : places;
          const again = count(read.value, method, { lot: drawn });
          if (!again.ok) throw new Error(again.refusal.code);
          const sheet = sheetOf(read.value, again.value, { lot: drawn });
          const votesOf = (names: readonly string[], of: { votes: Readonly<Record<string, string>> }) =>
            names.map((name) => Number(of.votes[name] ?? 0));
          expect(sheet.stages.map((stage) => votesOf(read.value.candidates, stage))).toEqual(
            poll.result.contest.sheet.stages.map((stage) =>
              votesOf(
                CANDIDATES.map(({ candidate }) => candidate),
                stage,
              ),
            ),
          );
          expect(sheet.elected.map((name) => read.value.candidates.indexOf(name))).toEqual(
            poll.result.contest.elected.map((id) => CANDIDATES.findIndex((one) => one.candidate === id)),
          );
        }),
        { numRuns: 60 },
      );
    },
  );

  test('the lot in the comment is one that the command line takes', () => {
    const all = lines([1, marks(1)], [1, marks(2)]);
    const text = ballotsBlt(declared({}, all), { unit: 1n, lines: all, spoiled: 0n })!;
    const given = /^# lot: (.*)$/m.exec(text)![1]!;
    const read = readBlt(text);
    if (!read.ok) throw new Error(read.refusal.code);
    expect(lotGiven(read.value, { given: given.replaceAll('"', "'"), drawn: [0, 1, 2, 3] })).toMatchObject({
      ok: true,
    });
  });
});
