import { canonical, type Json } from '../basics/canonical.js';
import type { Context } from '../basics/event.js';
import type { Lang } from '../basics/fields.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { CLAUSE_LIMIT, expressionHash, expressionText, type Clause } from './clause.js';
import type { ExpressionsEvent } from './expressions.contract.js';

/** A clause in another language. `of`: the version whose source words it renders; it is as good as that version is old. */
export interface Rendered {
  readonly text: string;
  readonly of: number;
}

/** What there is of a text in a language that is not authentic, by clause. */
export type Rendering = ReadonlyMap<string, Rendered>;

/** A version as one who translates it sees it: its clauses in the source language. */
export interface Source {
  readonly number: number;
  readonly clauses: readonly Clause[];
}

/** The source words of a clause in a version of the instrument; null where it has none there, or is not there. */
export type WordsAt = (version: number, clause: string) => string | null;

/**
 * Carries a rendering over to a version: a clause whose source reads as it did when it was rendered keeps its words as those
 * of this version; where the source has moved on, the words stay and are stale; what the source no longer has is left out.
 */
export function carried(rendering: Rendering, { number, clauses }: Source, wordsAt: WordsAt): Rendering {
  const done = new Map<string, Rendered>();
  for (const { id, text } of clauses) {
    const old = rendering.get(id);
    if (old) done.set(id, wordsAt(old.of, id) === text ? { ...old, of: number } : old);
  }
  return done;
}

/** Which clauses of a version are stale in another language, and which are missing, in reading order. */
export function standing(
  rendering: Rendering,
  { number, clauses }: Source,
): { readonly stale: string[]; readonly missing: string[] } {
  return {
    stale: clauses.flatMap(({ id }) => {
      const one = rendering.get(id);
      return one && one.of !== number ? [id] : [];
    }),
    missing: clauses.flatMap(({ id }) => (rendering.has(id) ? [] : [id])),
  };
}

/** The whole text as it can be shown in rows beside another language; a missing clause has no words. */
export const aligned = (rendering: Rendering, { clauses }: Source): Clause[] =>
  clauses.map((clause) => ({ ...clause, text: rendering.get(clause.id)?.text ?? '' }));

/** Words of one clause as they are saved. `before`: what they were when the translator began. */
export interface Wording {
  readonly clause: string;
  readonly before: string;
  readonly text: string;
  /** The words render the source as it reads now; else they are as old as they were. */
  readonly current: boolean;
}

/** What saving makes of the words there are: those to keep, and those that somebody else has changed meanwhile. */
export interface Saved {
  readonly kept: readonly (Rendered & { readonly clause: string })[];
  readonly held: readonly { readonly clause: string; readonly theirs: string }[];
}

/**
 * Saves words clause by clause; where somebody else has written other words since, theirs stay and are told.
 * Refusals: `expression.clause_unknown` {clause}, `text.clause_too_long` {id, limit}.
 */
export function saved(
  rendering: Rendering,
  { number, clauses }: Source,
  wordings: readonly Wording[],
): Result<Saved> {
  const known = new Set(clauses.map(({ id }) => id));
  const kept: (Rendered & { clause: string })[] = [];
  const held: { clause: string; theirs: string }[] = [];
  for (const { clause, before, text, current } of wordings) {
    if (!known.has(clause)) return refuse('expression.clause_unknown', { clause });
    if (text.length > CLAUSE_LIMIT)
      return refuse('text.clause_too_long', { id: clause, limit: CLAUSE_LIMIT });
    const now = rendering.get(clause);
    const words = text.trim();
    const theirs = now?.text ?? '';
    if (theirs !== before && theirs !== words) held.push({ clause, theirs });
    else kept.push({ clause, text: words, of: current ? number : (now?.of ?? number) });
  }
  return ok({ kept, held });
}

/** A language of a version as its publication sees it. */
export interface Translation {
  readonly instrument: string;
  /** The version, by its id and by what names it to everybody. */
  readonly version: { readonly id: string; readonly hash: string };
  readonly source: Source;
  readonly lang: Lang;
  readonly sourceLang: Lang;
  readonly rendering: Rendering;
  /** What stands published; null: nothing. Revision 0 was frozen with the version. */
  readonly published: {
    readonly revision: number;
    readonly kind: 'translation' | 'adaptation';
    readonly source: Lang;
    readonly rendering: Rendering;
  } | null;
}

/**
 * Publishes a translation or adaptation as it is, or corrects the one that stands: that stays in the record. It may be in
 * part: readers see which clauses are stale or missing. The version and its hash stay what they are.
 * Refusals: `expression.empty`, `expression.changed_since` {revision}, `expression.unchanged` {revision},
 * `expression.reason_needed`.
 */
export function publish(
  state: Translation,
  {
    kind,
    reason,
    revision,
  }: { kind: 'translation' | 'adaptation'; reason: string | null; revision: number | null },
  context: Context,
): Result<ExpressionsEvent[]> {
  const { instrument, version, source, lang, sourceLang, rendering, published } = state;
  const { number } = source;
  if ((published?.revision ?? null) !== revision)
    return refuse('expression.changed_since', { revision: published?.revision ?? 0 });
  if (rendering.size === 0) return refuse('expression.empty');
  if (published) {
    const same = published.kind === kind && published.source === sourceLang;
    if (same && alike(published.rendering, rendering))
      return refuse('expression.unchanged', { revision: published.revision });
    if (reason === null) return refuse('expression.reason_needed');
  }
  const { stale, missing } = standing(rendering, source);
  const clauses = aligned(rendering, source).filter(({ id }) => rendering.has(id));
  return ok([
    {
      type: published ? 'expression.corrected' : 'expression.published',
      subject: { instrument },
      data: {
        ...{ expression: context.id(), instrument, version: version.id, number, versionHash: version.hash },
        ...{ lang, kind, source: sourceLang, revision: (published?.revision ?? 0) + 1 },
        hash: expressionHash(lang, clauses),
        ...{ clauses: source.clauses.length, stale: stale.length, missing: missing.length, reason },
      },
      blobs: { text: expressionText(lang, clauses), basis: basisText(rendering, number) },
    },
  ]);
}

const alike = (a: Rendering, b: Rendering): boolean =>
  a.size === b.size && [...a].every(([id, { text, of }]) => b.get(id)?.text === text && b.get(id)?.of === of);

/** Canonical JSON `{v: 1, stale: {clause: version}}`: the clauses whose words render the source of an older version. */
export const basisText = (rendering: Rendering, number: number): string =>
  canonical({
    v: 1,
    stale: Object.fromEntries(
      [...rendering].flatMap(([id, { of }]): [string, Json][] => (of === number ? [] : [[id, of]])),
    ),
  });
