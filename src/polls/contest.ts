import { sha256Hex } from '../basics/canonical.js';
import { never, ok, refuse, type Result } from '../basics/result.js';
import { must } from '../basics/must.js';
import type { Contest, ContestResult, Vote } from './polls.contract.js';
import { pack, type Count, type Election, type Lot } from '../rules/tally/ballot.js';
import { count as countBy } from '../rules/tally/method.js';
import { decideRound, type Round } from '../rules/tally/round.js';
import { decimal, sheetOf, type Sheet } from '../rules/tally/sheet.js';

/**
 * Whether a vote is one that a ballot on persons may say; candidates are meant by their numbers on it, from 1.
 * Refusals: `ballot.not_taken` {form}, `ballot.blank`, `ballot.candidate_unknown` {number}, `ballot.candidate_twice`
 * {number}, `ballot.too_many` {most, given}, `ballot.equal_ranks`, `ballot.answers_missing` {wanted}.
 */
export function checkContestVote(vote: Vote, contest: Contest): Result<null> {
  const { candidates, method, marks, blank } = contest;
  const shape = shapeOf(method);
  if (typeof vote === 'string' || !(shape in vote)) return refuse('ballot.not_taken', { form: method });
  if ('answers' in vote)
    return vote.answers.length === candidates.length
      ? ok(null)
      : refuse('ballot.answers_missing', { wanted: candidates.length });
  const numbers = 'marks' in vote ? vote.marks : 'ranks' in vote ? vote.ranks.flat() : [];
  if (numbers.length === 0) return blank ? ok(null) : refuse('ballot.blank');
  const unknown = numbers.find((number) => number < 1 || number > candidates.length);
  if (unknown !== undefined) return refuse('ballot.candidate_unknown', { number: unknown });
  const twice = numbers.find((number, place) => numbers.indexOf(number) !== place);
  if (twice !== undefined) return refuse('ballot.candidate_twice', { number: twice });
  if ('marks' in vote && numbers.length > marks)
    return refuse('ballot.too_many', { most: marks, given: numbers.length });
  if ('ranks' in vote && method !== 'schulze' && vote.ranks.some((rank) => rank.length > 1))
    return refuse('ballot.equal_ranks');
  return ok(null);
}

/** What a ballot says under a method: marks, a ranking, or an answer on each candidate. */
export function shapeOf(method: Contest['method']): 'marks' | 'ranks' | 'answers' {
  switch (method) {
    case 'plurality':
    case 'approval':
      return 'marks';
    case 'irv':
    case 'scottish-stv':
    case 'schulze':
      return 'ranks';
    case 'yes_no':
      return 'answers';
    default:
      return never(method);
  }
}

/** A weight and the vote that was cast with it; `vote` null: none, or a spoiled paper. */
export interface ContestLine {
  readonly weight: bigint;
  readonly vote: Vote | null;
}

/**
 * The order in which a lot puts the candidates: by the SHA-256 of `seed:candidate`, least first (the candidate's id, the seed
 * of `lotSeed`).
 */
export const lotOf = (candidates: readonly { readonly candidate: string }[], seed: string): Lot =>
  candidates
    .map(({ candidate }, place) => ({ place, rank: sha256Hex(`${seed}:${candidate}`) }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ place }) => place);

/** Counts the ballots of one round. `spoiled`: the weight of papers that two tellers ruled spoiled. */
export function countContest(
  contest: Contest,
  {
    unit,
    lines,
    spoiled,
    seed,
  }: { unit: bigint; lines: readonly ContestLine[]; spoiled: bigint; seed: string },
): ContestResult {
  const lot = lotOf(contest.candidates, seed);
  const cast = lines.filter((line): line is { weight: bigint; vote: Vote } => line.vote !== null);
  const blank = cast.filter(({ vote }) => isBlank(vote)).reduce((sum, { weight }) => sum + weight, 0n);
  const election: Election = {
    title: '',
    seats: contest.seats,
    candidates: contest.candidates.map(({ candidate }) => candidate),
    withdrawn: new Set(),
    unit,
    box: boxOf(cast),
  };
  const filled =
    contest.method === 'yes_no' ? answered(contest, unit, cast, lot) : fill(contest, election, lot);
  const { count, needed, goOn, answers } = filled;
  // Nobody is elected by no vote at all.
  const nothing = count.valid === 0n;
  const sheet = sheetOf(election, nothing ? { ...count, elected: [] } : count, { lot });
  const names = (places: readonly number[]): string[] =>
    places.map((place) => must(contest.candidates[place], 'candidate').candidate);
  const elected = nothing ? [] : names(count.elected);
  return {
    sheet: sheet as ContestResult['sheet'],
    seed,
    answers,
    needed: needed === null ? null : decimal(needed, unit),
    blank: decimal(blank, unit),
    spoiled: decimal(spoiled, unit),
    elected,
    goOn: nothing ? names([...contest.candidates.keys()]) : names(goOn),
    seatsLeft: contest.seats - elected.length,
  };
}

/** Whether a ballot on persons says nothing. */
export const isBlank = (vote: Vote): boolean =>
  typeof vote !== 'string' &&
  (('marks' in vote && vote.marks.length === 0) || ('ranks' in vote && vote.ranks.flat().length === 0));

/** Blank ballots are no valid ones, so they are not packed. */
function boxOf(cast: readonly { readonly weight: bigint; readonly vote: Vote }[]): Election['box'] {
  const packed = pack(
    cast.flatMap(({ weight, vote }) => {
      if (typeof vote === 'string' || isBlank(vote)) return [];
      if ('marks' in vote) return [{ weight, ranks: vote.marks.map((number) => [number - 1]) }];
      return 'ranks' in vote
        ? [{ weight, ranks: vote.ranks.map((rank) => rank.map((number) => number - 1)) }]
        : [];
    }),
  );
  if (!packed.ok) throw new RangeError('more weight than can be counted');
  return packed.value;
}

interface Filled {
  readonly count: Count;
  readonly needed: bigint | null;
  readonly goOn: readonly number[];
  readonly answers: ContestResult['answers'];
}

function fill({ method, marks, rule }: Contest, election: Election, lot: Lot): Filled {
  if (method === 'yes_no') throw new RangeError('answers are counted by themselves');
  if (method === 'plurality' && rule === 'majority') {
    const round = decideRound(election, lot, { rule, marks });
    return { count: countOf(round, election), needed: round.needed, goOn: round.goOn, answers: null };
  }
  const counted = countBy(election, method, { lot, marks });
  if (!counted.ok) throw new RangeError(counted.refusal.code);
  return { count: counted.value, needed: null, goOn: [], answers: null };
}

const countOf = (round: Round, { seats, unit }: Election): Count => ({
  method: 'majority',
  ...{ seats, scale: unit, valid: round.valid, spoiled: round.spoiled, quota: round.needed },
  elected: round.elected,
  ranking: round.ranking,
  tied: [],
  stages: [
    {
      ...{ votes: round.votes, exhausted: 0n, lost: 0n, transfer: null },
      ...{ elected: round.elected, excluded: [], lot: round.lot },
    },
  ],
});

interface Sum extends Record<'for' | 'against' | 'abstain', bigint> {
  readonly candidate: string;
  readonly place: number;
}

/** Yes, no or abstain on each: elected is who has more yes than no, most yes first, equals at the last seat by lot. */
function answered(
  { candidates, seats }: Contest,
  unit: bigint,
  cast: readonly { readonly weight: bigint; readonly vote: Vote }[],
  lot: Lot,
): Filled {
  const sums: readonly Sum[] = candidates.map(({ candidate }, place) => ({
    candidate,
    place,
    for: 0n,
    against: 0n,
    abstain: 0n,
  }));
  let valid = 0n;
  for (const { weight, vote } of cast) {
    if (typeof vote === 'string' || !('answers' in vote)) continue;
    valid += weight;
    for (const [place, answer] of vote.answers.entries()) must(sums[place], 'candidate')[answer] += weight;
  }
  const mostYes = (a: Sum, b: Sum): number => (a.for === b.for ? 0 : a.for > b.for ? -1 : 1);
  const placesOf = (some: readonly Sum[]): number[] => some.map(({ place }) => place);
  const supported = sums
    .filter((one) => one.for > one.against)
    .toSorted((a, b) => mostYes(a, b) || lot.indexOf(a.place) - lot.indexOf(b.place));
  const elected = supported.slice(0, seats);
  const last = elected.at(-1);
  const equals = last ? supported.filter((one) => one.for === last.for) : [];
  const drawn = placesOf(equals.some((one) => !elected.includes(one)) ? equals : []);
  const ranking = placesOf(sums.toSorted((a, b) => mostYes(a, b) || a.place - b.place));
  const stage = { votes: sums.map((one) => one.for), exhausted: 0n, lost: 0n, transfer: null };
  return {
    needed: null,
    goOn: [],
    count: {
      ...{
        method: 'yes_no',
        seats,
        scale: unit,
        valid,
        spoiled: 0n,
        quota: null,
        elected: placesOf(elected),
      },
      ranking: ranking.map((place) => [place]),
      tied: drawn.length > 0 ? [drawn] : [],
      stages: [{ ...stage, elected: placesOf(elected), excluded: [], lot: drawn }],
    },
    answers: Object.fromEntries(
      sums.map(({ candidate, for: yes, against, abstain }) => [
        candidate,
        { for: decimal(yes, unit), against: decimal(against, unit), abstain: decimal(abstain, unit) },
      ]),
    ),
  };
}

export type { Sheet };
