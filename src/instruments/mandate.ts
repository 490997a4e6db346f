import { canonical, type Json } from '../basics/canonical.js';
import { isBefore } from '../basics/edtf.js';
import type { Lang } from '../basics/fields.js';
import { ok, refuse, type Result } from '../basics/result.js';
import type { Clause } from './clause.js';
import { changesOf, type ComparedClause } from './compare.js';
import type { Excess, MandateChange, MandatesEvent, Terms } from './mandates.contract.js';
import { textIn, type Texts } from './wordings.js';

/** What one body entrusts to another: to finish the text of an instrument within limits. */
export interface Mandate {
  readonly id: string;
  readonly instrument: string;
  readonly from: string;
  readonly to: string;
  /** The version that was approved and is to be finished; null: not known. */
  readonly version: number | null;
  readonly terms: Terms;
  /** The poll that granted it; null: entered from a source. */
  readonly poll: string | null;
  readonly finished: {
    readonly version: number;
    /** Null: its texts are not known, so nobody can say. */
    readonly exceeded: readonly Excess[] | null;
  } | null;
  readonly reported: boolean;
  /** A body went on notwithstanding. */
  readonly waived: boolean;
}

export type MandateState = 'open' | 'overdue' | 'kept' | 'exceeded' | 'finished';

/** How a mandate stands on a day. `finished`: whether within its limits nobody can say. Of a date that is no day the last day counts. */
export function stateOf({ terms, finished }: Pick<Mandate, 'terms' | 'finished'>, day: string): MandateState {
  if (finished) {
    if (finished.exceeded === null) return 'finished';
    return finished.exceeded.length > 0 ? 'exceeded' : 'kept';
  }
  return isBefore(terms.until, day) ? 'overdue' : 'open';
}

/** Exceeded, and the mandating body has neither heard of it nor gone on notwithstanding. */
export const isUnreported = ({ finished, reported, waived }: Mandate): boolean =>
  (finished?.exceeded ?? []).length > 0 && !reported && !waived;

/** A clause that differs between what was approved and what was finished. */
export interface Difference {
  readonly clause: string;
  readonly change: Exclude<ComparedClause['change'], 'same'>;
  /** Of a text in which it differs: number, and words before and after. */
  readonly langs: readonly Lang[];
}

/** Clause by clause, in the reading order of the finished text, over all languages that both have. No words are compared. */
export function differences(approved: Texts, finished: Texts): Difference[] {
  const found = new Map<string, Difference>();
  const langs = (Object.keys(finished) as Lang[]).filter((lang) => approved[lang]);
  for (const lang of langs)
    for (const { id, change } of changesOf(textIn(approved, lang), textIn(finished, lang))) {
      if (change === 'same') continue;
      const there = found.get(id);
      found.set(id, { clause: id, change: there?.change ?? change, langs: [...(there?.langs ?? []), lang] });
    }
  return [...found.values()];
}

/** What an entry of `mandate.granted` says; the body must be another one, and the clauses of the version. */
export function checkTerms(
  { from, terms }: { from: string; terms: Terms },
  clauses: readonly Pick<Clause, 'id'>[] | null,
): Result<null> {
  if (terms.to === from) return refuse('mandate.same_body');
  const unknown = clauses && terms.clauses?.find((id) => !clauses.some((one) => one.id === id));
  return unknown ? refuse('mandate.clause_unknown', { clause: unknown }) : ok(null);
}

/** The finished text of a mandate as it is recorded. */
export interface Finishing {
  readonly version: number;
  /** EDTF; null: unknown. */
  readonly date: string | null;
  /** Null where the text of either version is not known. */
  readonly texts: { readonly approved: Texts; readonly finished: Texts } | null;
  /** How the drafter tags each change. */
  readonly tags: readonly Pick<MandateChange, 'clause' | 'tag' | 'reason'>[];
  readonly source: string | null;
  readonly note: string | null;
}

/**
 * Records that a version finishes a mandate, with what it changed. What goes beyond the mandate is not refused: it is found
 * and said. Refusals: `mandate.finished` {number}, `mandate.not_later` {number}: the version is not later than what was
 * approved, `mandate.untagged` {clauses} (how many), `mandate.not_changed` {clause}.
 */
export function finish(mandate: Mandate, finishing: Finishing): Result<MandatesEvent[]> {
  const { version, texts, tags, ...rest } = finishing;
  if (mandate.finished) return refuse('mandate.finished', { number: mandate.finished.version });
  if (mandate.version !== null && version <= mandate.version)
    return refuse('mandate.not_later', { number: mandate.version });
  const differing = texts && differences(texts.approved, texts.finished);
  const changed = new Set(differing?.map(({ clause }) => clause));
  const other = tags.find(({ clause }) => !changed.has(clause));
  if (other) return refuse('mandate.not_changed', { clause: other.clause });
  const changes: MandateChange[] = [];
  const tagOf = new Map(tags.map((one) => [one.clause, one]));
  for (const { clause, change, langs } of differing ?? []) {
    const tagged = tagOf.get(clause);
    if (tagged) changes.push({ clause, change, langs: [...langs], tag: tagged.tag, reason: tagged.reason });
  }
  const untagged = changed.size - changes.length;
  if (untagged > 0) return refuse('mandate.untagged', { clauses: untagged });
  const exceeded = texts && excesses(mandate.terms, { changes, date: rest.date, texts });
  return ok([
    {
      type: 'mandate.finished',
      subject: { instrument: mandate.instrument },
      data: {
        ...{ mandate: mandate.id, version, ...rest },
        changes: differing && changes.length,
        exceeded: exceeded && exceeded.length,
      },
      ...(exceeded && {
        blobs: { finishing: canonical({ v: 1, changes, exceeded } as unknown as Json) },
      }),
    },
  ]);
}

/** Where what was done goes beyond what was entrusted. A clause is within where it, or one above it, is listed. */
export function excesses(
  { clauses, editorialOnly, until }: Terms,
  {
    changes,
    date,
    texts,
  }: {
    changes: readonly Pick<MandateChange, 'clause' | 'tag'>[];
    date: string | null;
    texts: { readonly approved: Texts; readonly finished: Texts };
  },
): Excess[] {
  const parents = new Map(
    [texts.approved, texts.finished].flatMap((text) =>
      (Object.values(text)[0] ?? []).map(({ id, parent }) => [id, parent] as const),
    ),
  );
  const listed = new Set(clauses);
  const within = (clause: string): boolean => {
    for (let at: string | null = clause; at !== null; at = parents.get(at) ?? null)
      if (listed.has(at)) return true;
    return false;
  };
  const found: Excess[] = [];
  for (const { clause, tag } of changes) {
    if (clauses !== null && !within(clause)) found.push({ kind: 'outside', clause });
    if (editorialOnly && tag === 'substantive') found.push({ kind: 'substantive', clause });
  }
  if (isBefore(until, date)) found.push({ kind: 'late', clause: null });
  return found;
}

/**
 * Reports to the mandating body how a mandate was carried out. Refusals: `mandate.reported` (already), `mandate.nothing_to_report`:
 * it is under way and not overdue.
 */
export function report(
  mandate: Mandate,
  { text, assembly, day }: { text: string; assembly: string | null; day: string },
): Result<MandatesEvent[]> {
  if (mandate.reported) return refuse('mandate.reported');
  const state = stateOf(mandate, day);
  if (state === 'open') return refuse('mandate.nothing_to_report');
  return ok([
    {
      type: 'mandate.reported',
      subject: { instrument: mandate.instrument, body: mandate.from, ...(assembly !== null && { assembly }) },
      data: { mandate: mandate.id, to: mandate.from, state, text, assembly, date: day },
    },
  ]);
}
