import type { CsvRow } from '../basics/csv.js';
import { folded, foldedWords } from '../basics/folded.js';
import { must } from '../basics/must.js';
import type { Change, RowFault, RowRead } from './bodies.contract.js';

/** An organisation as files name it: by its code, its name or its short name. */
export interface Named {
  readonly id: string;
  readonly name: string;
  readonly short?: string | null;
}

/**
 * Finds organisations by what a file says of them: the code, the very name, or one that is equal without case, accents and
 * punctuation. `several`: it says more than one.
 */
export function finderOf(organisations: Iterable<Named>): (text: string) => Named | 'several' | null {
  const byId = new Map<string, Named>();
  const byName = new Map<string, Set<string>>();
  const byWords = new Map<string, Set<string>>();
  const put = (map: Map<string, Set<string>>, key: string, id: string): void => {
    map.set(key, (map.get(key) ?? new Set()).add(id));
  };
  for (const one of organisations) {
    byId.set(one.id, one);
    for (const name of [one.name, one.short ?? one.name]) {
      put(byName, name, one.id);
      put(byWords, foldedWords(name), one.id);
    }
    put(byWords, foldedWords(one.id), one.id);
  }
  return (text) => {
    const exact = byId.get(text);
    if (exact) return exact;
    const found = byName.get(text) ?? byWords.get(foldedWords(text)) ?? new Set();
    const [id] = found;
    return found.size > 1
      ? 'several'
      : id === undefined
        ? null
        : must(byId.get(id), 'member of the register');
  };
}

/** Whether two names are one, however each is typed. */
export const isSameName = (a: string, b: string): boolean => folded(a) === folded(b);

/** What is told while a file is read; a row with a fault is faulty whatever else it says. */
export class Remarks {
  readonly faults: RowFault[] = [];
  /** What is no fault and must be seen. */
  readonly remarks: RowFault[] = [];
  private readonly faulty = new Set<number>();

  /** What is wrong with a row whatever its columns mean: `csv.surplus`, `csv.garbled`, and as a remark `csv.missing`. */
  row({ line, fields, surplus, missing }: CsvRow): void {
    if (surplus !== null) this.fault({ line, column: null, code: 'csv.surplus', value: surplus });
    if (missing !== null)
      this.remarks.push({ line, column: missing === '' ? null : missing, code: 'csv.missing', value: null });
    for (const [column, value] of Object.entries(fields))
      // What a wrong reading of the file left in the place of letters.
      if (value?.includes('\uFFFD')) this.fault({ line, column, code: 'csv.garbled', value });
  }

  fault(fault: RowFault): void {
    this.faults.push(fault);
    this.faulty.add(fault.line);
  }

  isFaulty(line: number): boolean {
    return this.faulty.has(line);
  }
}

/** What a row comes to. `known`: what the house has of it; null: nothing. */
export function rowRead(
  { line, fields }: CsvRow,
  {
    faulty,
    known,
    changes,
    organisation,
  }: {
    faulty: boolean;
    known: boolean;
    changes: readonly Change[];
    organisation: { readonly id: string; readonly name: string } | null;
  },
): RowRead {
  const state = faulty ? 'faulty' : !known ? 'new' : changes.length > 0 ? 'changed' : 'unchanged';
  return {
    ...{ line, state, fields: { ...fields }, changes: faulty ? [] : [...changes] },
    organisation: organisation && { id: organisation.id, name: organisation.name },
  };
}

/** The changes that a row makes: of what it says, whatever is another than what is there. What it leaves empty stays. */
export const changesOf = <K extends string>(
  said: Readonly<Record<K, string | null>>,
  was: Readonly<Record<K, string | null>>,
  isSame: (column: K, a: string, b: string) => boolean = (_, a, b) => a === b,
): Change[] =>
  (Object.keys(said) as K[]).flatMap((column) => {
    const [after, before] = [said[column], was[column]];
    if (after === null || (before !== null && isSame(column, after, before))) return [];
    return [{ column, before, after }];
  });

/** How many rows came to what. */
export function countsOf(rows: readonly RowRead[]): {
  added: number;
  changed: number;
  unchanged: number;
  faulty: number;
} {
  const count = (state: RowRead['state']): number => rows.filter((row) => row.state === state).length;
  return {
    added: count('new'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    faulty: count('faulty'),
  };
}
