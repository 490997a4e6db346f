import { canonical, hashOf, sha256Hex, type Json } from '../basics/canonical.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { letters, roman } from './numerals.js';

export const CLAUSE_KINDS = ['title', 'preamble', 'heading', 'article', 'paragraph', 'point'] as const;
export type ClauseKind = (typeof CLAUSE_KINDS)[number];

/**
 * A piece of text with an id that stays with it through all versions. A text is its clauses in reading order; a parent
 * comes before its children. Numbers are computed and stored nowhere. `text` is limited Markdown: emphasis and https
 * links.
 */
export interface Clause {
  readonly id: string;
  readonly kind: ClauseKind;
  readonly parent: string | null;
  readonly text: string;
}

export const CLAUSES_LIMIT = 2_000;
export const CLAUSE_LIMIT = 20_000;

/** Canonical JSON `{v: 1, clauses: [{id, kind, parent}]}`: the tree that all languages share. */
export const structureText = (clauses: readonly Clause[]): string =>
  canonical({ v: 1, clauses: clauses.map(({ id, kind, parent }): Json => ({ id, kind, parent })) });

export const structureHash = (clauses: readonly Clause[]): string => sha256Hex(structureText(clauses));

/** Canonical JSON `{v: 1, lang, clauses: [{id, kind, text}]}`: one language of a version. */
export const expressionText = (lang: string, clauses: readonly Clause[]): string =>
  canonical({ v: 1, lang, clauses: clauses.map(({ id, kind, text }): Json => ({ id, kind, text })) });

export const expressionHash = (lang: string, clauses: readonly Clause[]): string =>
  sha256Hex(expressionText(lang, clauses));

/**
 * SHA-256 of canonical JSON `{v: 1, structure, expressions: {lang: hash}}` of the authentic expressions. A translation
 * that comes later does not change it.
 */
export const versionHash = ({
  structure,
  authentic,
}: {
  structure: string;
  authentic: Readonly<Record<string, string>>;
}): string => hashOf({ v: 1, structure, expressions: { ...authentic } });

/**
 * Gives the clauses back if they are a tree in reading order. Refusals: `text.empty`, `text.too_many_clauses` {limit},
 * `text.repeated_id` {id}, `text.unknown_parent` {id}, `text.out_of_order` {id} (its parent is not what the clause before stands beneath, or is), `text.empty_clause` {id}, `text.clause_too_long` {id, limit},
 * `text.control_characters` {id}. `unfinished`: a text that is being written may be empty, and its clauses.
 */
export function checkTree(
  clauses: readonly Clause[],
  { unfinished = false }: { unfinished?: boolean } = {},
): Result<readonly Clause[]> {
  if (clauses.length === 0 && !unfinished) return refuse('text.empty');
  if (clauses.length > CLAUSES_LIMIT) return refuse('text.too_many_clauses', { limit: CLAUSES_LIMIT });
  const seen = new Set<string>();
  /** The clause before with all that it stands beneath. */
  let open: string[] = [];
  for (const { id, parent, text } of clauses) {
    if (seen.has(id)) return refuse('text.repeated_id', { id });
    if (parent !== null && !seen.has(parent)) return refuse('text.unknown_parent', { id });
    const depth = parent === null ? 0 : open.indexOf(parent) + 1;
    if (parent !== null && depth === 0) return refuse('text.out_of_order', { id });
    open = [...open.slice(0, depth), id];
    if (text.trim() === '' && !unfinished) return refuse('text.empty_clause', { id });
    if (text.length > CLAUSE_LIMIT) return refuse('text.clause_too_long', { id, limit: CLAUSE_LIMIT });
    if (text.includes('\0') || /\p{Surrogate}/u.test(text)) return refuse('text.control_characters', { id });
    seen.add(id);
  }
  return ok(clauses);
}

/**
 * Computed numbers: articles 1, 2, 3 through the text, paragraphs of an article 1, 2 where there are several, points (a), (b),
 * beneath these (i), (ii), then (A), then (1).
 */
export function numbers(clauses: readonly Clause[]): Record<string, string> {
  const siblings = new Map<string, number>();
  for (const { kind, parent } of clauses) {
    const key = `${kind} ${parent ?? ''}`;
    siblings.set(key, (siblings.get(key) ?? 0) + 1);
  }
  const kinds = new Map(clauses.map((clause) => [clause.id, clause.kind]));
  const depths = new Map<string, number>();
  const count = new Map<string, number>();
  const next = (key: string): number => {
    const n = (count.get(key) ?? 0) + 1;
    count.set(key, n);
    return n;
  };
  const labels: Record<string, string> = {};
  for (const { id, kind, parent } of clauses) {
    if (kind === 'article') labels[id] = String(next('article'));
    const inArticle = parent !== null && kinds.get(parent) === 'article';
    if (kind === 'paragraph' && inArticle && (siblings.get(`paragraph ${parent}`) ?? 0) > 1) {
      labels[id] = String(next(`paragraph ${parent}`));
    }
    if (kind === 'point') {
      const depth = parent === null ? 0 : (depths.get(parent) ?? 0);
      depths.set(id, depth + 1);
      const written = POINTS[depth % POINTS.length] ?? String;
      labels[id] = `(${written(next(`point ${parent}`))})`;
    }
  }
  return labels;
}

const POINTS: readonly ((n: number) => string)[] = [letters, roman, (n) => letters(n).toUpperCase(), String];
