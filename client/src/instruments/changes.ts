import { must } from '../../../src/basics/must.js';
import type { ComparedClause, Comparison } from '../../../src/instruments/compare.js';
import { whereabouts } from '../../../src/instruments/wordings.js';
import type { Where } from '../../../src/instruments/wordings.js';
import type { Clause } from '../../../src/instruments/clause.js';
import type { Speech } from '../words/words.js';

/** A place of a comparison as it is shown: a clause, or where a clause stood that has moved. */
export interface Change {
  readonly entry: ComparedClause;
  /** The old place of a moved clause. */
  readonly was: boolean;
  readonly before: Where | null;
  readonly after: Where | null;
}

/** A stretch of a comparison: of changes each is one, what did not change stands together. */
export type Stretch =
  | { readonly kind: 'change'; readonly change: Change }
  | { readonly kind: 'same'; readonly key: string; readonly changes: readonly Change[] };

/**
 * The stretches of a comparison in reading order. A clause that is only counted otherwise did not change; one that is `open`
 * in a translation, stale or missing, stands alone: there its source says what changed. Cost: linear.
 */
export function stretchesOf(
  { entries, places }: Comparison,
  { a, b, open }: { a: readonly Clause[]; b: readonly Clause[]; open: ReadonlySet<string> },
): Stretch[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const [old, fresh] = [whereabouts(a), whereabouts(b)];
  const stretches: Stretch[] = [];
  let same: Change[] = [];
  const fold = (): void => {
    const [head] = same;
    if (head) stretches.push({ kind: 'same', key: head.entry.id, changes: same });
    same = [];
  };
  for (const { id, was } of places) {
    const entry = must(byId.get(id), 'entry of the comparison');
    const change = { entry, was, before: old.get(id) ?? null, after: fresh.get(id) ?? null };
    if (!was && entry.change === 'same' && !open.has(id)) {
      same.push(change);
      continue;
    }
    fold();
    stretches.push({ kind: 'change', change });
  }
  fold();
  return stretches;
}

/** The number of a clause with those that it stands beneath: "3.2 (a)"; empty where it has none of its own. */
export function numberOf(where: Where): string {
  if (!where.at(-1)?.number) return '';
  return where.reduce((label, { number, kind }) => {
    if (number === null) return label;
    if (label === '') return number;
    return kind === 'point' ? `${label} ${number}` : `${label}.${number}`;
  }, '');
}

/** What a clause is called: its kind and number, or its first words where it has no number. */
export function placeName(where: Where, { t }: Pick<Speech, 't'>): string {
  const own = must(where.at(-1), 'clause of the place');
  const kind = t(`clause.${own.kind}`);
  const number = numberOf(where);
  if (number !== '') return `${kind} ${number}`;
  const words = own.text.length > 40 ? `${own.text.slice(0, 38).trimEnd()}…` : own.text;
  return own.kind === 'title' ? kind : t('compare.place_words', { kind, words });
}
