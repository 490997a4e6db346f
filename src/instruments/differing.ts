import type { Read } from './blocks.js';
import { numbers, type Clause } from './clause.js';
import { saysNumber } from './marks.js';

/** A line of a source that the text has otherwise. */
export interface Differing {
  readonly clause: string;
  /** `number`: the clause has another number, or mark, than the line; `words`: it begins like a clause and is words of this one. */
  readonly as: 'number' | 'words';
  readonly line: number;
  /** What `line` counts; absent: lines. */
  readonly unit?: 'paragraph';
  /** As it is written in the line; null: none. */
  readonly mark: string | null;
  readonly text: string;
  /** What the clause is published with; null: none. */
  readonly number: string | null;
}

/** Where a text and its source differ, in reading order. `drafts` are those of the clauses, one by one. */
export function differing(
  { drafts, unit }: Pick<Read, 'drafts' | 'unit'>,
  clauses: readonly Clause[],
): Differing[] {
  const labels = numbers(clauses);
  return clauses.flatMap(({ id, kind, parent }, place): Differing[] => {
    const source = drafts[place]?.source;
    if (!source) return [];
    const label = labels[id] ?? null;
    const above = kind === 'paragraph' && parent !== null ? (labels[parent] ?? null) : null;
    const told = {
      clause: id,
      number: label === null || above === null ? label : `${above}.${label}`,
      ...(unit && { unit }),
    };
    const { line, mark, text, words = [] } = source;
    return [
      ...(saysNumber(mark, { label, above }) ? [] : [{ ...told, as: 'number' as const, line, mark, text }]),
      ...words.map((one) => ({ ...told, as: 'words' as const, mark: null, ...one })),
    ];
  });
}
