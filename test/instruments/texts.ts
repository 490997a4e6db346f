import fc from 'fast-check';
import type { Clause } from '../../src/instruments/clause.js';

const KINDS = ['heading', 'article', 'paragraph', 'point'] as const;

const words = fc
  .array(fc.constantFrom('port', 'sea', 'work', 'été', 'ship', 'free', 'is', 'of'), {
    minLength: 1,
    maxLength: 9,
  })
  .map((all) => `${all.join(' ')}.`);

interface Sown {
  readonly kind: Clause['kind'];
  readonly text: string;
  /** Which of the clauses that are open it stands beneath; 0 is none. */
  readonly depth: number;
}

const sown: fc.Arbitrary<Sown> = fc.record({
  kind: fc.constantFrom(...KINDS),
  text: words,
  depth: fc.nat(3),
});

/** Clauses in reading order whose parents are as deep as was sown. */
function grown(all: readonly (Sown & { id: string })[]): Clause[] {
  let open: string[] = [];
  return all.map(({ id, kind, text: own, depth }) => {
    const parents = open.slice(0, depth);
    open = [...parents, id];
    return { id, kind, parent: parents.at(-1) ?? null, text: own };
  });
}

/** A text of clauses c1, c2, ... */
export const text = (maxLength = 12): fc.Arbitrary<Clause[]> =>
  fc
    .array(sown, { minLength: 1, maxLength })
    .map((all) => grown(all.map((one, place) => ({ id: `c${place + 1}`, ...one }))));

/** Another text made of `base`: some clauses gone, some new (n1, n2, ...), in another order, with other words and parents. */
export const amended = (base: readonly Clause[]): fc.Arbitrary<Clause[]> =>
  fc
    .tuple(
      fc.shuffledSubarray([...base], { minLength: 1 }),
      fc.array(sown, { maxLength: 4 }),
      fc.array(fc.record({ keep: fc.boolean(), ...{ text: words, depth: fc.nat(3), at: fc.nat(20) } }), {
        minLength: base.length,
        maxLength: base.length,
      }),
      fc.boolean(),
    )
    .map(([chosen, fresh, changes, ordered]) => {
      const kept = ordered ? base.filter((one) => chosen.includes(one)) : chosen;
      const depths = new Map<string | null, number>([[null, 0]]);
      for (const { id, parent } of base) depths.set(id, depths.get(parent)! + 1);
      const all: (Sown & { id: string })[] = kept.map((one, i) => {
        const change = changes[i]!;
        return change.keep
          ? { ...one, depth: depths.get(one.id)! - 1 }
          : { ...one, text: change.text, depth: change.depth };
      });
      fresh.forEach((one, i) =>
        all.splice(changes[i % changes.length]!.at % (all.length + 1), 0, { id: `n${i + 1}`, ...one }),
      );
      return grown(all);
    });
