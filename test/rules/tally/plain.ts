import type { Election } from '../../../src/rules/tally/ballot.js';
import type { Method } from '../../../src/rules/tally/method.js';

/**
 * The counting methods once more, as their rules read and as slow as that is: every paper on its own, nothing kept between
 * stages but the papers. What `src/rules/tally` counts must be this.
 */
export interface PlainStage {
  /** Units of 1/100000 of a vote in Scottish STV, else of a vote; only of who stands. */
  readonly votes: ReadonlyMap<number, bigint>;
  readonly exhausted: bigint;
  readonly elected: readonly number[];
  readonly excluded: readonly number[];
  readonly lot: readonly number[];
}
export interface PlainCount {
  readonly quota: bigint | null;
  readonly elected: readonly number[];
  readonly stages: readonly PlainStage[];
}

interface Ballot {
  readonly weight: bigint;
  readonly ranks: readonly (readonly number[])[];
}

type Votes = Map<number, bigint>;

const WHOLE = 100_000n;

function ballotsOf({ box, withdrawn }: Election): Ballot[] {
  return Array.from(box.weights, (weight, at) => {
    const ranks: number[][] = [];
    for (const mark of box.marks.slice(box.starts[at], box.starts[at + 1])) {
      if (mark < 0) ranks.at(-1)!.push(~mark);
      else ranks.push([mark]);
    }
    const stand = ranks.map((rank) => rank.filter((one) => !withdrawn.has(one)));
    return { weight: BigInt(weight), ranks: stand.filter((rank) => rank.length > 0) };
  });
}

const standing = ({ candidates, withdrawn }: Election): number[] =>
  [...candidates.keys()].filter((one) => !withdrawn.has(one));

/** The order of preferences up to the first rank that two share. */
const preferences = ({ ranks }: Ballot): number[] => {
  const shared = ranks.findIndex((rank) => rank.length > 1);
  return ranks.slice(0, shared < 0 ? undefined : shared).flat();
};

/** Whom the most recent stage tells apart from the others, else the lot. */
function apart(
  among: readonly number[],
  { history, most, lot }: { history: readonly Votes[]; most: boolean; lot: readonly number[] },
): { one: number; drawn: number[] } {
  let left = [...among];
  for (const votes of history.toReversed()) {
    const [best] = left.map((one) => votes.get(one)!).toSorted((a, b) => (a > b === most ? -1 : 1));
    left = left.filter((one) => votes.get(one) === best);
  }
  const drawn = lot.filter((one) => left.includes(one));
  return { one: most ? drawn[0]! : drawn.at(-1)!, drawn: drawn.length > 1 ? drawn : [] };
}

/** Scottish STV, and instant run-off, which has no quota and moves no surplus. */
function transferable(election: Election, lot: readonly number[], stv: boolean): PlainCount {
  const stand = standing(election);
  const papers = ballotsOf(election)
    .map((one) => ({ weight: one.weight, left: preferences(one), value: stv ? WHOLE : 1n }))
    .filter(({ left }) => left.length > 0);
  const valid = papers.reduce((sum, { weight }) => sum + weight, 0n);
  const quota = stv
    ? (valid / (election.unit * BigInt(election.seats + 1)) + 1n) * election.unit * WHOLE
    : 0n;
  const continuing = new Set(stand);
  const elected: number[] = [];
  const pending: number[] = [];
  const history: Votes[] = [];
  const stages: PlainStage[] = [];
  let votes: Votes = new Map(stand.map((one) => [one, 0n]));
  let exhausted = 0n;
  for (const { weight, value, left } of papers) votes.set(left[0]!, votes.get(left[0]!)! + weight * value);

  const settle = (excluded: readonly number[], drawn: readonly number[]): void => {
    history.push(votes);
    const cast = [...continuing].reduce((sum, one) => sum + votes.get(one)!, 0n);
    const seats = stv ? election.seats - elected.length : 1;
    const over = (one: number): boolean => (stv ? votes.get(one)! >= quota : 2n * votes.get(one)! > cast);
    const now = [...continuing]
      .filter((one) => continuing.size <= seats || over(one))
      .toSorted((a, b) => {
        const at = history.toReversed().find((one) => one.get(a) !== one.get(b));
        return at ? (at.get(a)! > at.get(b)! ? -1 : 1) : a - b;
      });
    for (const one of now) continuing.delete(one);
    elected.push(...now);
    if (stv) pending.push(...now.filter((one) => votes.get(one)! > quota));
    stages.push({ votes, exhausted, elected: now, excluded, lot: drawn });
  };

  const move = (from: number, passes: (value: bigint) => bigint, stays: bigint): void => {
    votes = new Map(votes);
    for (const paper of papers.filter(({ left }) => left[0] === from)) {
      paper.value = passes(paper.value);
      paper.left = paper.left.slice(1);
      while (paper.left.length > 0 && !continuing.has(paper.left[0]!)) paper.left.shift();
      const [to] = paper.left;
      if (to === undefined) exhausted += paper.weight * paper.value;
      else votes.set(to, votes.get(to)! + paper.weight * paper.value);
    }
    votes.set(from, stays);
  };

  settle([], []);
  const seats = stv ? election.seats : 1;
  while (elected.length < seats && continuing.size > 0) {
    const surplus = pending.length > 0;
    const among = surplus ? pending : [...continuing];
    const { one, drawn } = apart(among, { history, most: surplus, lot });
    const had = votes.get(one)!;
    if (surplus) {
      pending.splice(pending.indexOf(one), 1);
      move(one, (value) => ((had - quota) * value) / had, quota);
    } else {
      continuing.delete(one);
      move(one, (value) => value, 0n);
    }
    settle(surplus ? [] : [one], drawn);
  }
  return { quota: stv ? quota : null, elected, stages };
}

/** The seats from the top of a ranking, the lot where a group is too large. */
function seated(election: Election, lot: readonly number[], ranking: readonly (readonly number[])[]) {
  const elected: number[] = [];
  let drawn: number[] = [];
  for (const group of ranking) {
    const left = election.seats - elected.length;
    if (left <= 0) break;
    if (group.length > left) drawn = lot.filter((one) => group.includes(one));
    elected.push(...(group.length > left ? drawn.slice(0, left) : group));
  }
  return { elected, drawn };
}

function marked(
  election: Election,
  lot: readonly number[],
  counts: (one: Ballot) => readonly number[],
): PlainCount {
  const votes: Votes = new Map(standing(election).map((one) => [one, 0n]));
  for (const ballot of ballotsOf(election))
    for (const one of counts(ballot)) votes.set(one, votes.get(one)! + ballot.weight);
  const amounts = [...new Set(votes.values())].toSorted((a, b) => (a > b ? -1 : 1));
  const ranking = amounts.map((amount) => [...votes.keys()].filter((one) => votes.get(one) === amount));
  const { elected, drawn } = seated(election, lot, ranking);
  return { quota: null, elected, stages: [{ votes, exhausted: 0n, elected, excluded: [], lot: drawn }] };
}

/** Strongest paths by asking, for every strength a link has, who can be reached over links at least as strong. */
function schulze(election: Election, lot: readonly number[]): PlainCount {
  const stand = standing(election);
  const ballots = ballotsOf(election);
  const prefer = (a: number, b: number): bigint =>
    ballots.reduce((sum, { weight, ranks }) => {
      const place = (one: number): number => {
        const at = ranks.findIndex((rank) => rank.includes(one));
        return at < 0 ? ranks.length : at;
      };
      return place(a) < place(b) ? sum + weight : sum;
    }, 0n);
  const links = stand.flatMap((a) =>
    stand.flatMap((b) => (prefer(a, b) > prefer(b, a) ? [{ a, b, strength: prefer(a, b) }] : [])),
  );
  const strongest = (from: string, to: string): bigint =>
    links.reduce((best, { strength }) => {
      const reached = new Set([from]);
      for (let size = 0; size < reached.size;) {
        size = reached.size;
        for (const link of links)
          if (link.strength >= strength && reached.has(`${link.a}`)) reached.add(`${link.b}`);
      }
      return reached.has(to) && strength > best ? strength : best;
    }, 0n);
  const beats = (a: number, b: number): boolean => strongest(`${a}`, `${b}`) > strongest(`${b}`, `${a}`);
  const ranking: number[][] = [];
  for (let rest = stand; rest.length > 0;) {
    const top = rest.filter((one) => !rest.some((other) => beats(other, one)));
    ranking.push(top);
    rest = rest.filter((one) => !top.includes(one));
  }
  const { elected, drawn } = seated(election, lot, ranking);
  return {
    quota: null,
    elected,
    stages: [{ votes: new Map(), exhausted: 0n, elected, excluded: [], lot: drawn }],
  };
}

/** Counts by the method's rule, as it stands in the files of `src/rules/tally`. */
export const PLAIN: Readonly<Record<Method, (election: Election, lot: readonly number[]) => PlainCount>> = {
  irv: (election, lot) => transferable(election, lot, false),
  'scottish-stv': (election, lot) => transferable(election, lot, true),
  plurality: (election, lot) =>
    marked(election, lot, ({ ranks }) => (ranks[0]?.length === 1 ? ranks[0] : [])),
  approval: (election, lot) => marked(election, lot, ({ ranks }) => ranks.flat()),
  schulze,
};
