import type { CountStage, Lot } from './ballot.js';

/**
 * Picks the one of `among` with most (or fewest) votes at the end of the last of `stages`. Equals are told apart by the
 * most recent earlier stage at which they differ: those who had most (fewest) there remain, and so on back to the first
 * stage; whom every stage left equal the lot separates: the earliest in it has most, the latest fewest. `lot` is empty
 * when none was needed.
 */
export function pick(
  among: readonly number[],
  stages: readonly Pick<CountStage, 'votes'>[],
  { which, lot }: { readonly which: 'most' | 'fewest'; readonly lot: Lot },
): { readonly picked: number; readonly lot: readonly number[] } {
  let left = among;
  for (let at = stages.length - 1; at >= 0 && left.length > 1; at--) {
    const votes = stages[at]!.votes;
    const best = left
      .map((candidate) => votes[candidate]!)
      .reduce((a, b) => (a > b === (which === 'most') ? a : b));
    left = left.filter((candidate) => votes[candidate] === best);
  }
  const drawn = left.length > 1 ? inLot(left, lot) : [];
  const picked = drawn.at(which === 'most' ? 0 : -1) ?? left[0];
  if (picked === undefined) throw new RangeError('nobody to pick from');
  return { picked, lot: drawn };
}

/** Groups of candidates with equal votes in all `stages`; most votes first, by the last stage, then the one before it. */
export function groupsByVotes(
  among: readonly number[],
  stages: readonly Pick<CountStage, 'votes'>[],
): readonly (readonly number[])[] {
  const order = (a: number, b: number): number => {
    for (let at = stages.length - 1; at >= 0; at--) {
      const [ofA, ofB] = [stages[at]!.votes[a]!, stages[at]!.votes[b]!];
      if (ofA !== ofB) return ofA > ofB ? -1 : 1;
    }
    return 0;
  };
  const groups: number[][] = [];
  for (const candidate of [...among].sort((a, b) => order(a, b) || a - b)) {
    const last = groups.at(-1);
    if (last && order(last[0]!, candidate) === 0) last.push(candidate);
    else groups.push([candidate]);
  }
  return groups;
}

/**
 * Fills seats from the top of a ranking. Where a group of equals has more members than there are seats left, the lot
 * takes the earliest; a group that is elected whole keeps the order of the paper, as nothing depends on it.
 */
export function fillSeats(
  ranking: readonly (readonly number[])[],
  { seats, lot }: { readonly seats: number; readonly lot: Lot },
): { readonly elected: readonly number[]; readonly lot: readonly number[] } {
  const elected: number[] = [];
  for (const group of ranking) {
    const left = seats - elected.length;
    if (left <= 0) break;
    if (group.length > left) {
      const drawn = inLot(group, lot);
      return { elected: [...elected, ...drawn.slice(0, left)], lot: drawn };
    }
    elected.push(...group);
  }
  return { elected, lot: [] };
}

/** What only a lot separates: groups of equal rank, and those between whom a lot was drawn; each once, no part of another. */
export function tiedGroups(
  ranking: readonly (readonly number[])[],
  stages: readonly Pick<CountStage, 'lot'>[],
): readonly (readonly number[])[] {
  const groups = [...stages.map(({ lot }) => lot), ...ranking]
    .filter((group) => group.length > 1)
    .map((group) => new Set(group));
  return groups
    .filter(
      (group, at) =>
        !groups.some(
          (other, place) => place !== at && within(group, other) && (place < at || other.size > group.size),
        ),
    )
    .map((group) => [...group].sort((a, b) => a - b));
}

const within = (group: ReadonlySet<number>, other: ReadonlySet<number>): boolean =>
  [...group].every((candidate) => other.has(candidate));

const inLot = (group: readonly number[], lot: Lot): readonly number[] => {
  const drawn = lot.filter((candidate) => group.includes(candidate));
  if (drawn.length < group.length) throw new RangeError('the lot does not name every candidate');
  return drawn;
};
