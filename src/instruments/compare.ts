import { diffWordsWithSpace } from 'diff';
import { must } from '../basics/must.js';
import { numbers, type Clause, type ClauseKind } from './clause.js';
import { childrenOf, staying } from './order.js';

export interface Words {
  readonly op: 'same' | 'added' | 'removed';
  readonly text: string;
}

export interface ComparedClause {
  readonly id: string;
  readonly change: 'same' | 'changed' | 'added' | 'removed' | 'moved' | 'moved_changed';
  readonly kind: ClauseKind;
  readonly before: string | null;
  readonly after: string | null;
  /** Word by word, in reading order. */
  readonly words: Words[];
  readonly numberBefore: string | null;
  readonly numberAfter: string | null;
  /** It stayed where it was and is counted otherwise, as another came, went or moved. */
  readonly renumbered: boolean;
}

export interface Comparison {
  readonly entries: ComparedClause[];
  /** The reading order of both texts: `was` is the old place of a clause that moved, which stands elsewhere with its words. */
  readonly places: { readonly id: string; readonly was: boolean }[];
  readonly summary: Record<'changed' | 'added' | 'removed' | 'moved' | 'renumbered' | 'same', number>;
}

/**
 * What changed from `a` to `b`, in the reading order of `b`; a removed clause stands in its old place, behind what stayed
 * before it. A clause is the same by its id. It moved when it stands beneath another one, or is not in the longest run of
 * its siblings that kept its order; what moves along beneath it has not moved itself. The counts are those of
 * `operations(a, b)`: a clause that moved and changed is in both. Cost: n log n and the word diffs of what changed, which are
 * bounded.
 */
export function compare(a: readonly Clause[], b: readonly Clause[]): Comparison {
  const of = allowance();
  return compared(a, b, (before, after) =>
    wordsOf(before?.text ?? '', after?.text ?? '', { edits: readable(before, after), of }),
  );
}

/** What became of each clause, in the same order, without looking at its words. Cost: n log n. */
export const changesOf = (
  a: readonly Clause[],
  b: readonly Clause[],
): readonly Pick<ComparedClause, 'id' | 'change'>[] => compared(a, b, () => []).entries;

function compared(
  a: readonly Clause[],
  b: readonly Clause[],
  words: (before: Clause | null, after: Clause | null) => Words[],
): Comparison {
  const [numbersA, numbersB] = [numbers(a), numbers(b)];
  const inA = new Map(a.map((clause) => [clause.id, clause]));
  const inB = new Map(b.map((clause) => [clause.id, clause]));
  const [childrenA, childrenB] = [childrenOf(a), childrenOf(b)];
  const stays = staying(a, b);
  const entries: ComparedClause[] = [];
  const places: Comparison['places'][number][] = [];
  const here = (id: string): void => {
    const [before, after] = [inA.get(id) ?? null, inB.get(id) ?? null];
    const numberBefore = before ? (numbersA[id] ?? null) : null;
    const numberAfter = after ? (numbersB[id] ?? null) : null;
    const changed = before?.text !== after?.text || before?.kind !== after?.kind;
    const moved = before !== null && after !== null && !stays.has(id);
    entries.push({
      id,
      change: !before
        ? 'added'
        : !after
          ? 'removed'
          : moved
            ? changed
              ? 'moved_changed'
              : 'moved'
            : changed
              ? 'changed'
              : 'same',
      kind: must(after ?? before, 'clause of either text').kind,
      before: before?.text ?? null,
      after: after?.text ?? null,
      words: words(before, after),
      numberBefore,
      numberAfter,
      renumbered: before?.kind === after?.kind && !moved && numberBefore !== numberAfter,
    });
    places.push({ id, was: false });
    below(id);
  };
  const below = (parent: string | null): void => {
    const old = childrenA.get(parent) ?? [];
    let next = 0;
    const goneSince = (): void => {
      for (let id = old[next]; id !== undefined && !stays.has(id); id = old[++next]) {
        if (inB.has(id)) places.push({ id, was: true });
        else here(id);
      }
    };
    goneSince();
    for (const id of childrenB.get(parent) ?? []) {
      here(id);
      if (!stays.has(id)) continue;
      next++;
      goneSince();
    }
  };
  below(null);
  const summary = { changed: 0, added: 0, removed: 0, moved: 0, renumbered: 0, same: 0 };
  for (const { change, renumbered } of entries) {
    if (change === 'moved_changed') {
      summary.moved++;
      summary.changed++;
    } else summary[change]++;
    if (renumbered) summary.renumbered++;
  }
  return { entries, places, summary };
}

/**
 * What comparing two texts may cost in all: edits that are looked for, squared, over all their clauses. Whoever writes every
 * clause anew is told so clause by clause, and those behind the allowance stand whole.
 */
export interface Allowance {
  left: number;
}
export const allowance = (): Allowance => ({ left: 2_000_000 });

/** Beyond this many words and blanks gone or come nobody reads a clause word by word, and finding them costs their square. */
const EDITS = 1_000;

/** So many edits of two clauses are shown word by word: where more than half of the words are others, each reads better whole. */
const readable = (before: Clause | null, after: Clause | null): number =>
  Math.min(EDITS, Math.max(60, ((before?.text.length ?? 0) + (after?.text.length ?? 0)) / 10));

/**
 * The words of two texts, in reading order; with more than so many `edits`, or where the allowance is used up, each stands
 * whole. Cost: words, and edits squared.
 */
export function wordsOf(
  before: string,
  after: string,
  { edits = EDITS, of = allowance() }: { edits?: number; of?: Allowance } = {},
): Words[] {
  if (before === after) return after === '' ? [] : [{ op: 'same', text: after }];
  if (before === '') return [{ op: 'added', text: after }];
  if (after === '') return [{ op: 'removed', text: before }];
  const limit = Math.min(edits, Math.floor(Math.sqrt(of.left)));
  const pieces = limit > 0 ? diffWordsWithSpace(before, after, { maxEditLength: limit }) : undefined;
  const made = pieces?.reduce((sum, { count, added, removed }) => (added || removed ? sum + count : sum), 0);
  of.left -= (made ?? limit) ** 2;
  if (!pieces) {
    return [
      { op: 'removed', text: before },
      { op: 'added', text: after },
    ];
  }
  return pieces.map(({ value, added, removed }) => ({
    op: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
}

/** How much of a text another changes: characters that are gone or have come. */
export const sizeOfChange = (before: string, after: string): number =>
  wordsOf(before, after).reduce((sum, { op, text }) => (op === 'same' ? sum : sum + text.length), 0);
