import type { EntityManager } from 'typeorm';
import { blobOf, type Context } from '../basics/event.js';
import { Lang } from '../basics/fields.js';
import { first, must } from '../basics/must.js';
import type { Clause } from './clause.js';
import type { ExpressionRevision, ExpressionsEvent, LaterKind } from './expressions.contract.js';
import { TranslationRow, TranslationWordingRow } from './instruments.tables.js';
import { aligned, carried, standing, type Rendered, type Rendering, type WordsAt } from './translation.js';

type Tx = EntityManager;

export async function writeExpression(tx: Tx, event: ExpressionsEvent, { at }: Context): Promise<void> {
  const { version, lang, revision, kind, source, hash, number, stale, missing, reason } = event.data;
  const { clauses } = JSON.parse(blobOf(event, 'text')) as { clauses: Pick<Clause, 'id' | 'text'>[] };
  const basis = JSON.parse(blobOf(event, 'basis')) as { stale: Record<string, number> };
  const rendering = Object.fromEntries(
    clauses.map(({ id, text }): [string, Rendered] => [id, { text, of: basis.stale[id] ?? number }]),
  );
  await tx.insert(TranslationRow, {
    ...{ version, lang, revision, kind, source, hash, rendering, stale, missing, reason, at: new Date(at) },
  });
}

/** One published expression, without its words. Revision 0 was frozen with its version. */
interface Known {
  readonly version: string;
  readonly number: number;
  readonly lang: Lang;
  readonly kind: 'authentic' | LaterKind;
  readonly source: Lang | null;
  readonly revision: number;
  readonly hash: string;
}

/** The expressions that stand of an instrument, of each version and language one. */
const STANDING = `
  SELECT DISTINCT ON (e.version, e.lang) v.number, e.*
  FROM (SELECT version, lang, kind, NULL AS source, 0 AS revision, hash FROM expression
        UNION ALL SELECT version, lang, kind, source, revision, hash FROM translation) e
  JOIN version v ON v.id = e.version WHERE v.instrument = $1
  ORDER BY e.version, e.lang, e.revision DESC`;

/** A version in one language. */
export interface Expression {
  readonly lang: Lang;
  readonly kind: 'authentic' | LaterKind;
  /** From which authentic language it renders; null: it is authentic itself. */
  readonly source: Lang | null;
  /** Null: it is published nowhere, but carried over. */
  readonly revision: number | null;
  readonly hash: string | null;
  /** The older version whose words are carried over. */
  readonly carriedFrom: number | null;
  /** All clauses of the version; of a missing one the text is empty. */
  readonly clauses: readonly Clause[];
  readonly rendering: Rendering;
  readonly stale: readonly string[];
  readonly missing: readonly string[];
}

/** A version in all languages in which it can be read. */
export interface Tongues {
  /** Authentic first, then as they are published; null words: a version whose text is not known has none. */
  readonly expressions: readonly Expression[];
  /** Authentic text by language. */
  readonly authentic: ReadonlyMap<Lang, readonly Clause[]>;
  readonly wordsAt: (source: Lang) => WordsAt;
}

/**
 * Reads a version in every language: what is authentic, what is published, and where nothing is, what the nearest older
 * version on its way has in that language, carried over. Cost: three statements, and the words that they ask for.
 */
export async function tongues(
  tx: Tx,
  { instrument, number, source: wanted }: { instrument: string; number: number; source?: Lang | undefined },
): Promise<Tongues> {
  const all: Known[] = await tx.query(STANDING, [instrument]);
  const way = await wayOf(tx, instrument, number);
  const at = (version: number, lang: Lang): Known | undefined =>
    all.find((one) => one.number === version && one.lang === lang);
  const nearest = Lang.options.flatMap((lang) => {
    for (const version of way) {
      const one = at(version, lang);
      if (one) return [one];
    }
    return [];
  });
  const words = await textsOf(
    tx,
    nearest.filter(({ revision }) => revision === 0),
  );
  const textOf = (one: Known): readonly Clause[] => must(words.get(keyOf(one)), 'text in the language');
  const renderings = await renderingsOf(
    tx,
    nearest.filter(({ revision }) => revision > 0),
  );
  const authentic = new Map(
    nearest
      .filter((one) => one.number === number && one.kind === 'authentic')
      .map((one) => [one.lang, textOf(one)]),
  );
  const fallback = [...authentic.keys()][0];
  const sourceFor = (own: Lang | null): Lang | undefined =>
    [wanted, own].find((lang) => lang && authentic.has(lang)) ?? fallback;
  // What older source words a rendering is measured by.
  const older = new Set<string>();
  const pairs: { number: number; lang: Lang }[] = [];
  const ask = (version: number, lang: Lang): void => {
    if (version === number || older.has(`${version} ${lang}`)) return;
    older.add(`${version} ${lang}`);
    pairs.push({ number: version, lang });
  };
  for (const one of nearest) {
    for (const lang of authentic.keys()) {
      ask(one.number, lang);
      for (const { of } of renderings.get(keyOf(one))?.values() ?? []) ask(of, lang);
    }
  }
  const before = await textsOf(
    tx,
    pairs.flatMap((pair) => at(pair.number, pair.lang) ?? []).filter(({ kind }) => kind === 'authentic'),
  );
  const known = new Map(
    [...before, ...[...authentic].map(([lang, clauses]) => [`${number} ${lang}`, clauses] as const)].map(
      ([key, clauses]) => [key, new Map(clauses.map(({ id, text }) => [id, text]))],
    ),
  );
  const wordsAt =
    (lang: Lang): WordsAt =>
    (version, clause) =>
      known.get(`${version} ${lang}`)?.get(clause) ?? null;
  const expressions = nearest.flatMap((one): Expression[] => {
    const own = { lang: one.lang, hash: one.number === number ? one.hash : null };
    if (one.number === number && one.kind === 'authentic') {
      const clauses = textOf(one);
      const rest = { rendering: new Map(), stale: [], missing: [] };
      return [{ ...own, kind: one.kind, source: null, revision: 0, carriedFrom: null, clauses, ...rest }];
    }
    const lang = sourceFor(one.source);
    if (lang === undefined) return [];
    const source = { number, clauses: must(authentic.get(lang), 'authentic text in the language') };
    const rendering = carried(
      renderings.get(keyOf(one)) ?? asWritten(one.number, textOf(one)),
      source,
      wordsAt(lang),
    );
    const here = one.number === number;
    return [
      {
        ...own,
        kind: one.kind === 'authentic' ? 'translation' : one.kind,
        source: lang,
        revision: here ? one.revision : null,
        carriedFrom: here ? null : one.number,
        clauses: aligned(rendering, source),
        rendering,
        ...standing(rendering, source),
      },
    ];
  });
  const rank = ({ kind, carriedFrom }: Expression): number =>
    kind === 'authentic' ? 0 : carriedFrom === null ? 1 : 2;
  return { expressions: expressions.toSorted((a, b) => rank(a) - rank(b)), authentic, wordsAt };
}

const keyOf = ({ number, lang }: { number: number; lang: Lang }): string => `${number} ${lang}`;

const asWritten = (number: number, clauses: readonly Clause[]): Rendering =>
  new Map(clauses.map(({ id, text }) => [id, { text, of: number }]));

/** A version and those that it was made from, the nearest first. */
async function wayOf(tx: Tx, instrument: string, number: number): Promise<number[]> {
  const rows: { number: number; parent: number | null }[] = await tx.query(
    'SELECT number, parent FROM version WHERE instrument = $1',
    [instrument],
  );
  const parents = new Map(rows.map((row) => [row.number, row.parent]));
  const way: number[] = [];
  for (
    let at: number | null = number;
    at !== null && parents.has(at) && !way.includes(at);
    at = parents.get(at) ?? null
  )
    way.push(at);
  return way;
}

async function textsOf(tx: Tx, of: readonly Known[]): Promise<Map<string, readonly Clause[]>> {
  const rows: { number: number; lang: Lang; clauses: Clause[] }[] = await tx.query(
    `SELECT v.number, e.lang, e.clauses FROM expression e JOIN version v ON v.id = e.version
     JOIN unnest($1::uuid[], $2::text[]) AS w (version, lang) ON w.version = e.version AND w.lang = e.lang`,
    [of.map(({ version }) => version), of.map(({ lang }) => lang)],
  );
  return new Map(rows.map((row) => [keyOf(row), row.clauses]));
}

async function renderingsOf(tx: Tx, of: readonly Known[]): Promise<Map<string, Rendering>> {
  const rows: { number: number; lang: Lang; rendering: Record<string, Rendered> }[] = await tx.query(
    `SELECT v.number, t.lang, t.rendering FROM translation t JOIN version v ON v.id = t.version
     JOIN unnest($1::uuid[], $2::text[], $3::int[]) AS w (version, lang, revision)
       ON w.version = t.version AND w.lang = t.lang AND w.revision = t.revision`,
    [of.map(({ version }) => version), of.map(({ lang }) => lang), of.map(({ revision }) => revision)],
  );
  return new Map(rows.map((row) => [keyOf(row), new Map(Object.entries(row.rendering))]));
}

/** The latest of each language of version `v`, with whether it is whole: authentic, or translated to the last clause with none stale. */
const LATEST = `
  SELECT DISTINCT ON (s.lang) s.lang, s.whole FROM (
    SELECT e.lang, 0 AS revision, e.kind <> 'adaptation' AS whole FROM expression e WHERE e.version = v.id
    UNION ALL SELECT t.lang, t.revision, t.kind = 'translation' AND t.stale + t.missing = 0 FROM translation t
      WHERE t.version = v.id) s
  ORDER BY s.lang, s.revision DESC`;

/** The languages in which version `v` can be put before those who decide. */
export const SPOKEN = `coalesce((SELECT jsonb_agg(l.lang) FROM (${LATEST}) l WHERE l.whole), '[]')`;

/** The languages in which a version can be put before an assembly, and those in which only a part of it stands. */
export async function spokenLanguages(
  tx: Tx,
  instrument: string,
  number: number,
): Promise<{ whole: string[]; part: string[] }> {
  const rows: { lang: string; whole: boolean }[] = await tx.query(
    `SELECT l.lang, l.whole FROM version v, LATERAL (${LATEST}) l WHERE v.instrument = $1 AND v.number = $2`,
    [instrument, number],
  );
  const of = (whole: boolean): string[] => rows.filter((row) => row.whole === whole).map(({ lang }) => lang);
  return { whole: of(true), part: of(false) };
}

/** The hashes of a version's authentic expressions by language; null where there is no such version with a text. */
export async function authenticHashes(
  tx: Tx,
  instrument: string,
  number: number,
): Promise<{ hash: string; authentic: Record<string, string> } | null> {
  const rows: { hash: string; lang: string; own: string }[] = await tx.query(
    `SELECT v.hash, e.lang, e.hash AS own FROM version v JOIN expression e ON e.version = v.id AND e.kind = 'authentic'
     WHERE v.instrument = $1 AND v.number = $2 ORDER BY e.lang`,
    [instrument, number],
  );
  if (rows.length === 0) return null;
  return { hash: first(rows).hash, authentic: Object.fromEntries(rows.map(({ lang, own }) => [lang, own])) };
}

/** What is being written of a language of a version, by clause; a clause without words is being taken out. */
export async function wordings(tx: Tx, version: string, lang: Lang): Promise<ReadonlyMap<string, Rendered>> {
  const rows = await tx.findBy(TranslationWordingRow, { version, lang });
  return new Map(rows.map(({ clause, text, ofVersion }) => [clause, { text, of: ofVersion }]));
}

export const keepWordings = async (
  tx: Tx,
  { version, lang }: { version: string; lang: Lang },
  kept: readonly (Rendered & { readonly clause: string })[],
): Promise<void> => {
  for (let i = 0; i < kept.length; i += 1000) {
    const rows = kept
      .slice(i, i + 1000)
      .map(({ clause, text, of }) => ({ ...{ version, lang, clause, text }, ofVersion: of }));
    await tx.upsert(TranslationWordingRow, rows, ['version', 'lang', 'clause']);
  }
};

/** They are published: nobody writes on them any more. */
export const dropWordings = async (
  tx: Tx,
  { version, lang }: { version: string; lang: Lang },
): Promise<void> => {
  await tx.delete(TranslationWordingRow, { version, lang });
};

/** The published revisions of a language of a version, the newest first; null where there is none. */
export async function revisionsOf(
  tx: Tx,
  { instrument, number, lang }: { instrument: string; number: number; lang: Lang },
): Promise<ExpressionRevision[] | null> {
  const rows: {
    revision: number;
    kind: ExpressionRevision['kind'];
    source: Lang | null;
    hash: string;
    stale: number;
    missing: number;
    reason: string | null;
    at: Date | null;
    texts: Record<string, string>;
  }[] = await tx.query(
    `SELECT 0 AS revision, e.kind, NULL AS source, e.hash, 0 AS stale, 0 AS missing, NULL AS reason, v.at,
       (SELECT jsonb_object_agg(c ->> 'id', c ->> 'text') FROM jsonb_array_elements(e.clauses) c) AS texts
     FROM expression e JOIN version v ON v.id = e.version WHERE v.instrument = $1 AND v.number = $2 AND e.lang = $3
     UNION ALL
     SELECT t.revision, t.kind, t.source, t.hash, t.stale, t.missing, t.reason, t.at,
       (SELECT jsonb_object_agg(c.key, c.value ->> 'text') FROM jsonb_each(t.rendering) c)
     FROM translation t JOIN version v ON v.id = t.version WHERE v.instrument = $1 AND v.number = $2 AND t.lang = $3
     ORDER BY 1`,
    [instrument, number, lang],
  );
  if (rows.length === 0) return null;
  return rows
    .map(({ texts, at, ...row }, place) => {
      const before = rows[place - 1]?.texts;
      const changes = before
        ? [...new Set([...Object.keys(before), ...Object.keys(texts)])]
            .map((clause) => ({ clause, before: before[clause] ?? null, after: texts[clause] ?? null }))
            .filter((one) => one.before !== one.after)
        : [];
      return { ...row, at: at?.toISOString() ?? null, changes };
    })
    .toReversed();
}
