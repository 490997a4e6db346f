import fc from 'fast-check';
import { pack, type Count, type Election, type RankedBallot } from '../../../src/rules/tally/ballot.js';
import { count, type Method } from '../../../src/rules/tally/method.js';
import { decideRound } from '../../../src/rules/tally/round.js';
import { labelsOf, lotGiven, sheetOf, type Sheet } from '../../../src/rules/tally/sheet.js';
import { PLAIN } from './plain.js';

const IN_ORDER = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** "5 A>C=B" as a ballot of five votes. */
function ballotOf(line: string, letters: string): RankedBallot {
  const [weight, ranks = ''] = line.split(' ');
  return {
    weight: BigInt(weight!),
    ranks: ranks
      .split('>')
      .filter((rank) => rank !== '')
      .map((rank) => rank.split('=').map((one) => letters.indexOf(one))),
  };
}

const election = (
  letters: string,
  lines: readonly string[],
  { seats = 1, withdrawn = '' }: { seats?: number; withdrawn?: string } = {},
): Election => {
  const box = pack(lines.map((line) => ballotOf(line, letters)));
  if (!box.ok) throw new Error(box.refusal.code);
  return {
    ...{ title: '', seats, unit: 1n, box: box.value, candidates: [...letters] },
    withdrawn: new Set([...withdrawn].map((one) => letters.indexOf(one))),
  };
};

function counted(method: Method, of: Election, { lot = IN_ORDER, marks = 1 } = {}): Sheet {
  const order = lot.filter((one) => one < of.candidates.length);
  const result = count(of, method, { lot: order, marks });
  if (!result.ok) throw new Error(result.refusal.code);
  return sheetOf(of, result.value, { lot: order });
}

describe('Schulze', () => {
  const letters = 'ABCDE';
  const published = election(letters, [
    ...['5 A>C>B>E>D', '5 A>D>E>C>B', '8 B>E>D>A>C', '3 C>A>B>E>D', '7 C>A>E>B>D', '2 C>B>A>D>E'],
    ...['7 D>C>E>B>A', '8 E>B>A>D>C'],
  ]);

  test('the published example of 45 votes: E first, then A, C, B, D, with its strongest paths', () => {
    const sheet = counted('schulze', published);
    expect(sheet.ranking).toEqual([['E'], ['A'], ['C'], ['B'], ['D']]);
    expect(sheet.elected).toEqual(['E']);
    expect({ ...sheet.pairs!['A'] }).toEqual({ B: '20', C: '26', D: '30', E: '22' });
    expect({ ...sheet.strengths!['A'] }).toEqual({ B: '28', C: '28', D: '30', E: '24' });
    expect({ ...sheet.strengths!['B'] }).toEqual({ A: '25', C: '28', D: '33', E: '24' });
    expect({ ...sheet.strengths!['C'] }).toEqual({ A: '25', B: '29', D: '29', E: '24' });
    expect({ ...sheet.strengths!['D'] }).toEqual({ A: '25', B: '28', C: '28', E: '24' });
    expect({ ...sheet.strengths!['E'] }).toEqual({ A: '25', B: '28', C: '28', D: '31' });
  });

  test('an unlisted candidate ranks last, equal with the others that are; equals prefer neither', () => {
    const sheet = counted('schulze', election('ABC', ['3 A', '2 B=C']));
    expect({ ...sheet.pairs!['A'] }).toEqual({ B: '3', C: '3' });
    expect({ ...sheet.pairs!['B'] }).toEqual({ A: '2', C: '0' });
    expect(sheet.ranking).toEqual([['A'], ['B', 'C']]);
    expect(sheet.tied).toEqual([['B', 'C']]);
  });
});

describe('instant run-off', () => {
  const letters = 'MNCK';
  const capital = election(letters, ['42 M>N>C>K', '26 N>C>K>M', '15 C>K>N>M', '17 K>C>N>M']);

  test('the capital of Tennessee: Knoxville, after two exclusions', () => {
    const sheet = counted('irv', capital);
    expect(sheet.elected).toEqual(['K']);
    expect(sheet.stages.map(({ excluded }) => [...excluded])).toEqual(expect.arrayContaining([['C'], ['N']]));
    expect({ ...sheet.stages[0]!.votes }).toEqual({ M: '42', N: '26', C: '15', K: '17' });
    expect({ ...sheet.stages.at(-1)!.votes }).toMatchObject({ M: '42', K: '58' });
  });

  test('a withdrawn candidate is passed over; papers that show nobody else are exhausted', () => {
    const sheet = counted('irv', election('ABC', ['3 A>B', '2 B', '4 C', '1 A'], { withdrawn: 'A' }));
    expect({ ...sheet.stages[0]!.votes }).toEqual({ B: '5', C: '4' });
    expect(sheet).toMatchObject({ elected: ['B'], valid: '9', spoiled: '1', withdrawn: ['A'] });
  });

  test('fills one seat', () => {
    expect(count({ ...capital, seats: 2 }, 'irv', { lot: [0, 1, 2, 3] })).toMatchObject({
      refusal: { code: 'count.one_seat', facts: { seats: 2 } },
    });
  });
});

describe('Scottish STV', () => {
  test('the classic of 20 voters and three foods: chocolate, oranges, strawberries', () => {
    const letters = 'OPCSW';
    const lines = ['4 O', '2 P>O', '8 C>S', '4 C>W', '1 S', '1 W'];
    const sheet = counted('scottish-stv', election(letters, lines, { seats: 3 }));
    expect(sheet.quota).toBe('6.00000');
    expect(sheet.elected).toEqual(['C', 'O', 'S']);
    expect({ ...sheet.stages[1]!.votes }).toEqual({
      ...{ O: '4.00000', P: '2.00000', C: '6.00000', S: '5.00000', W: '3.00000' },
    });
    expect(sheet.stages[1]!.transfer).toMatchObject({ from: 'C', surplus: '6.00000' });
    expect(sheet.stages[2]).toMatchObject({ excluded: ['P'], elected: ['O'] });
  });

  test('values are truncated to five places, and what that loses is shown', () => {
    // Quota 11/3 + 1 = 4; the surplus of 3 moves at 3/7 = 0.42857: 4 papers to B, 3 to C.
    const sheet = counted('scottish-stv', election('ABC', ['4 A>B', '3 A>C', '1 B', '3 C'], { seats: 2 }));
    expect({ ...sheet.stages[1]!.votes }).toEqual({ A: '4.00000', B: '2.71428', C: '4.28571' });
    expect(sheet.stages[1]).toMatchObject({ lost: '0.00001', elected: ['C'] });
    expect(sheet.stages[1]!.transfer!.values).toEqual([['1.00000', '0.42857']]);
  });

  test('amounts have five places, and more only where weights in parts of a vote need them to be exact', () => {
    const of = { ...election('ABC', ['25 A>B', '10 B', '10 C'], { seats: 2 }), unit: 10n };
    const sheet = counted('scottish-stv', of);
    expect(sheet).toMatchObject({ quota: '2.00000', valid: '4.50000' });
    expect({ ...sheet.stages[0]!.votes }).toEqual({ A: '2.50000', B: '1.00000', C: '1.00000' });
    const third = { ...election('ABC', ['31 A>B', '10 B', '10 C'], { seats: 2 }), unit: 10n };
    // 1.1 of 3.1 votes are 0.35483 of each: 3.1 papers at that are 1.099973.
    expect(counted('scottish-stv', third).stages[1]!.votes['B']).toBe('2.099973');
  });

  test('equals at an exclusion are told apart by the stages before, else by the lot, which is said', () => {
    const lines = ['5 A', '3 B', '3 C'];
    const of = election('ABC', lines, { seats: 2 });
    for (const [lot, elected] of [
      [
        [0, 1, 2],
        ['A', 'B'],
      ],
      [
        [0, 2, 1],
        ['A', 'C'],
      ],
    ] as const) {
      const sheet = counted('scottish-stv', of, { lot: [...lot] });
      expect(sheet.elected).toEqual(elected);
      expect(sheet.stages.flatMap((stage) => stage.lot)).toHaveLength(2);
      expect(sheet.tied).toEqual([['B', 'C']]);
    }
  });
});

describe('marks', () => {
  test('plurality: equal first preferences spoil; a tie is settled by the lot', () => {
    const sheet = counted('plurality', election('AB', ['3 A>B', '3 B', '2 A=B']));
    expect(sheet).toMatchObject({ valid: '6', spoiled: '2', elected: ['A'], tied: [['A', 'B']] });
    expect(sheet.stages[0]!.lot).toEqual(['A', 'B']);
    expect(counted('plurality', election('AB', ['3 A', '3 B']), { lot: [1, 0] }).elected).toEqual(['B']);
  });

  test('limited and block vote give so many first marks', () => {
    const of = election('ABC', ['3 A>B', '2 C>B'], { seats: 2 });
    expect({ ...counted('plurality', of, { marks: 2 }).stages[0]!.votes }).toEqual({
      A: '3',
      B: '5',
      C: '2',
    });
    expect({ ...counted('plurality', of, { marks: 1 }).stages[0]!.votes }).toEqual({
      A: '3',
      B: '0',
      C: '2',
    });
  });

  test('approval counts everybody who is listed, whatever the rank', () => {
    const sheet = counted('approval', election('ABC', ['3 A>B', '2 B=C', '1 ']));
    expect({ ...sheet.stages[0]!.votes }).toEqual({ A: '3', B: '5', C: '2' });
    expect(sheet).toMatchObject({ elected: ['B'], valid: '5', spoiled: '1', quota: null });
  });

  test('who equals the last seat in a majority round goes on, before any lot', () => {
    const round = decideRound(election('ABC', ['4 A', '3 B', '3 C']), IN_ORDER.slice(0, 3), {
      ...{ rule: 'majority', marks: 1 },
    });
    expect(round).toMatchObject({ needed: 6n, elected: [], goOn: [0, 1, 2], seatsLeft: 1 });
  });
});

test('a repeated name gets the number of its candidate, a lot may be given by name or number', () => {
  expect(labelsOf(['Ann', 'Bo', 'Ann'])).toEqual(['Ann (1)', 'Bo', 'Ann (3)']);
  const of = { ...election('ABC', ['1 A']), candidates: ['Ann', 'Weiss, Bo', 'Ann'] };
  const given = (text: string) => lotGiven(of, { given: text, drawn: [0, 1, 2] });
  expect(given('3,Weiss, Bo')).toEqual({ ok: true, value: [2, 1, 0] });
  expect(given('Ann (3)')).toEqual({ ok: true, value: [2, 0, 1] });
  expect(given('Zoe')).toMatchObject({ refusal: { code: 'count.lot_unknown', facts: { found: 'Zoe' } } });
  expect(given('1,1')).toMatchObject({ refusal: { code: 'count.lot_twice' } });
});

const LETTERS = 'ABCDE';
const ranking = fc.shuffledSubarray([...LETTERS], { minLength: 1 });
const line = fc
  .tuple(fc.integer({ min: 1, max: 12 }), ranking)
  .map(([weight, letters]) => `${weight} ${letters.join('>')}`);
const lines = fc.array(line, { minLength: 2, maxLength: 25 });
const seats = fc.integer({ min: 1, max: 3 });

const paper = fc
  .tuple(
    fc.integer({ min: 1, max: 12 }),
    fc.shuffledSubarray([0, 1, 2, 3, 4, 5]),
    fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 6, maxLength: 6 }),
  )
  .map(([weight, order, joins]): RankedBallot => {
    const ranks: number[][] = [];
    for (const [place, one] of order.entries()) {
      // About one in four is equal with the one before.
      if (place > 0 && joins[place] === 0) ranks.at(-1)!.push(one);
      else ranks.push([one]);
    }
    return { weight: BigInt(weight), ranks };
  });
const anyElection = fc.record({
  papers: fc.array(paper, { maxLength: 14 }),
  seats: fc.integer({ min: 1, max: 4 }),
  withdrawn: fc.subarray([0, 1, 2, 3, 4, 5], { maxLength: 3 }),
  unit: fc.constantFrom(1n, 1n, 10n, 6n),
  lot: fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }),
});

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n);
function raw(method: Method, of: Election): Count {
  const result = count(of, method, { lot: [0, 1, 2, 3, 4] });
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

test.each(['irv', 'scottish-stv', 'plurality', 'approval', 'schulze'] as const)(
  '%s: the order of ballots is irrelevant, and a ballot of weight two is two ballots',
  (method) => {
    fc.assert(
      fc.property(lines, seats, (all, many) => {
        const of = { seats: method === 'irv' ? 1 : many };
        const sheet = counted(method, election(LETTERS, all, of));
        expect(counted(method, election(LETTERS, all.toReversed(), of))).toEqual(sheet);
        const single = all.flatMap((one) => {
          const [weight, ranks] = one.split(' ');
          return Array.from({ length: Number(weight) }, () => `1 ${ranks}`);
        });
        expect(counted(method, election(LETTERS, single, of))).toEqual(sheet);
      }),
      { numRuns: 60 },
    );
  },
);

test.each(['irv', 'scottish-stv'] as const)('%s: weight is conserved in every stage', (method) => {
  fc.assert(
    fc.property(lines, seats, (all, many) => {
      const { stages, valid } = raw(method, election(LETTERS, all, { seats: method === 'irv' ? 1 : many }));
      for (const stage of stages) expect(sum(stage.votes) + stage.exhausted + stage.lost).toBe(valid);
    }),
  );
});

test('Scottish STV elects the share of every solid group (Droop)', () => {
  const group = fc.shuffledSubarray([...LETTERS], { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(lines, seats, group, fc.integer({ min: 1, max: 80 }), (all, many, inside, weight) => {
      const outside = [...LETTERS].filter((one) => !inside.includes(one));
      const whole = [...all, `${weight} ${[...inside, ...outside].join('>')}`];
      const result = raw('scottish-stv', election(LETTERS, whole, { seats: many }));
      const solid = whole
        .map((one) => one.split(' '))
        .filter(([, ranks]) => {
          const first = ranks!.split('>').slice(0, inside.length);
          return first.length === inside.length && first.every((one) => inside.includes(one));
        })
        .reduce((votes, [votesOf]) => votes + BigInt(votesOf!), 0n);
      const quotas = (solid * 100_000n) / result.quota!;
      const share = quotas < BigInt(inside.length) ? Number(quotas) : inside.length;
      const got = result.elected.filter((place) => inside.includes(LETTERS[place]!)).length;
      expect(got).toBeGreaterThanOrEqual(share);
    }),
    { numRuns: 300 },
  );
});

test('Schulze: raising a candidate on a ballot never hurts it, against anybody', () => {
  const above = fc.tuple(anyElection, fc.nat(), fc.nat(5), fc.nat());
  let better = 0;
  fc.assert(
    fc.property(above, ([{ papers, seats: many, unit, lot }, which, raised, to]) => {
      fc.pre(papers.length > 0);
      const standing = (all: readonly RankedBallot[]) => {
        const box = pack(all);
        if (!box.ok) throw new Error(box.refusal.code);
        const candidates = [...'ABCDEF'];
        const of = { title: '', seats: many, candidates, withdrawn: new Set<number>(), unit, box: box.value };
        const result = count(of, 'schulze', { lot });
        if (!result.ok) throw new Error(result.refusal.code);
        const { strength } = result.value.pairs!;
        const against = [0, 1, 2, 3, 4, 5].map((other) => {
          const ahead = strength[raised]![other]! - strength[other]![raised]!;
          return ahead > 0n ? 1 : ahead < 0n ? -1 : 0;
        });
        return { against, first: result.value.ranking[0]!.includes(raised) };
      };
      const before = standing(papers);
      const { weight, ranks } = papers[which % papers.length]!;
      const place = ranks.findIndex((rank) => rank.includes(raised));
      const rest = ranks
        .map((rank) => rank.filter((one) => one !== raised))
        .filter((rank) => rank.length > 0);
      // Anywhere above where it was, never below.
      const at = to % ((place < 0 ? rest.length : place) + 1);
      const higher = { weight, ranks: [...rest.slice(0, at), [raised], ...rest.slice(at)] };
      const after = standing(papers.with(which % papers.length, higher));
      for (const [other, ahead] of after.against.entries())
        expect(ahead).toBeGreaterThanOrEqual(before.against[other]!);
      if (before.first) expect(after.first).toBe(true);
      if (after.against.some((ahead, other) => ahead > before.against[other]!)) better++;
    }),
    { numRuns: 1_000 },
  );
  expect(better).toBeGreaterThan(50);
});

test.each(['irv', 'scottish-stv', 'plurality', 'approval', 'schulze'] as const)(
  '%s: equal and partial ranks, the withdrawn, weights and ties count as the plainest count says',
  (method) => {
    let lots = 0;
    fc.assert(
      fc.property(anyElection, ({ papers, seats: many, withdrawn, unit, lot }) => {
        const box = pack(papers);
        if (!box.ok) throw new Error(box.refusal.code);
        const of: Election = {
          ...{ title: '', seats: method === 'irv' ? 1 : many, candidates: [...'ABCDEF'], unit },
          ...{ withdrawn: new Set(withdrawn), box: box.value },
        };
        const result = count(of, method, { lot });
        if (!result.ok) throw new Error(result.refusal.code);
        const plain = PLAIN[method](of, lot);
        const { quota, elected, stages } = result.value;
        lots += stages.filter((one) => one.lot.length > 0).length;
        const votes = (all: readonly bigint[]) =>
          new Map([...all.entries()].filter(([one]) => !withdrawn.includes(one)));
        expect({
          ...{ quota, elected },
          stages: stages.map((one) => ({
            ...{ votes: votes(one.votes), exhausted: one.exhausted },
            ...{ elected: one.elected, excluded: one.excluded, lot: one.lot },
          })),
        }).toEqual(plain);
      }),
      { numRuns: 400 },
    );
    expect(lots).toBeGreaterThan(20);
  },
);

test('Schulze finds the strongest paths that a search of all paths finds', () => {
  fc.assert(
    fc.property(lines, (all) => {
      const sheet = counted('schulze', election(LETTERS, all));
      const defeats = (a: string, b: string): number => {
        const [over, under] = [Number(sheet.pairs![a]![b]), Number(sheet.pairs![b]![a])];
        return over > under ? over : 0;
      };
      const strongest = (from: string, to: string, seen: readonly string[]): number =>
        Math.max(
          defeats(from, to),
          ...[...LETTERS]
            .filter((one) => one !== from && one !== to && !seen.includes(one))
            .map((one) => Math.min(defeats(from, one), strongest(one, to, [...seen, from]))),
        );
      for (const a of LETTERS)
        for (const b of LETTERS)
          if (a !== b) expect(Number(sheet.strengths![a]![b])).toBe(strongest(a, b, []));
    }),
    { numRuns: 40 },
  );
});
