import type { z } from 'zod';
import type { Lang } from '../basics/fields.js';
import { first, must } from '../basics/must.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { act, type Tx } from '../house/perform.js';
import { numbers } from './clause.js';
import type {
  expressionRoutes as routes,
  ExpressionsEvent,
  LaterKind,
  TranslationView,
} from './expressions.contract.js';
import {
  dropWordings,
  keepWordings,
  tongues,
  wordings,
  type Expression,
  type Tongues,
} from './expressions.store.js';
import { instrumentPlace, instrumentView, loadInstrument } from './instruments.store.js';
import { align } from './lineage.js';
import { fromMarkdown } from './markdown.js';
import {
  aligned,
  publish,
  saved,
  standing,
  type Rendered,
  type Rendering,
  type Source,
  type Translation,
} from './translation.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;
interface Of {
  readonly instrument: string;
  readonly number: number;
  readonly lang: Lang;
  readonly source?: Lang | undefined;
}

const place = (tx: Tx, { instrument }: Of) => instrumentPlace(tx, instrument);

/** What a translator works on. */
interface Working {
  readonly version: { readonly id: string; readonly hash: string };
  readonly sourceLang: Lang;
  readonly source: Source;
  readonly read: Tongues;
  /** What is published or carried over. */
  readonly expression: Expression | null;
  readonly unpublished: ReadonlyMap<string, Rendered>;
  /** With the words that are being written. */
  readonly rendering: Rendering;
}

/**
 * Refusals: `not_found`, `version.text_unknown` {number}, `expression.authentic` {lang} (what is authentic is translated
 * into nothing), `expression.source_unknown` {lang}.
 */
async function working(tx: Tx, of: Of): Promise<Result<Working>> {
  const version = (await instrumentView(tx, of.instrument))?.versions.find((one) => one.number === of.number);
  if (!version) return refuse('not_found');
  const read = await tongues(tx, of);
  if (version.hash === null || read.authentic.size === 0)
    return refuse('version.text_unknown', { number: of.number });
  if (read.authentic.has(of.lang)) return refuse('expression.authentic', { lang: of.lang });
  if (of.source && !read.authentic.has(of.source))
    return refuse('expression.source_unknown', { lang: of.source });
  const expression = read.expressions.find(({ lang }) => lang === of.lang) ?? null;
  const sourceLang = of.source ?? expression?.source ?? first([...read.authentic.keys()]);
  const clauses = must(read.authentic.get(sourceLang), 'authentic text in the language');
  const source = { number: of.number, clauses };
  const unpublished = await wordings(tx, version.id, of.lang);
  const rendering = new Map(
    [...(expression?.rendering ?? []), ...unpublished].filter(([, { text }]) => text !== ''),
  );
  for (const [clause, { text }] of unpublished) if (text === '') rendering.delete(clause);
  return ok({
    version: { id: version.id, hash: version.hash },
    ...{ sourceLang, source, read, expression, unpublished, rendering },
  });
}

/** A version as its translator sees it. Refusals as of `working`. */
export async function translationView(tx: Tx, of: Of): Promise<Result<TranslationView>> {
  const work = await working(tx, of);
  if (!work.ok) return work;
  const { sourceLang, source, read, expression, unpublished, rendering } = work.value;
  const labels = numbers(source.clauses);
  const words = new Map(aligned(rendering, source).map(({ id, text }) => [id, text]));
  const { stale, missing } = standing(rendering, source);
  const [isStale, isMissing] = [new Set(stale), new Set(missing)];
  const wordsAt = read.wordsAt(sourceLang);
  return ok({
    instrument: { id: of.instrument, titles: titlesOf(await instrumentView(tx, of.instrument)) },
    ...{ number: of.number, lang: of.lang, source: sourceLang, sources: [...read.authentic.keys()] },
    kind: laterKind(expression),
    revision: expression?.revision ?? null,
    carriedFrom: expression?.carriedFrom ?? null,
    clauses: source.clauses.map(({ id, kind, text }) => ({
      ...{ id, kind, number: labels[id] ?? null, source: text },
      sourceBefore: isStale.has(id) ? wordsAt(must(rendering.get(id), 'words of the clause').of, id) : null,
      standing: expression?.rendering.get(id)?.text ?? '',
      text: words.get(id) ?? '',
      state: isMissing.has(id)
        ? ('missing' as const)
        : isStale.has(id)
          ? ('stale' as const)
          : ('current' as const),
      unpublished: unpublished.has(id),
    })),
  });
}

const titlesOf = (view: Awaited<ReturnType<typeof instrumentView>>): Record<string, string> =>
  Object.fromEntries(Object.entries(view?.titles ?? {}).filter(([, title]) => title !== undefined));

const laterKind = (expression: Expression | null): LaterKind =>
  expression?.kind === 'adaptation' ? 'adaptation' : 'translation';

/** Saves words: working matter, of which the record says nothing. */
export const SAVE_TRANSLATION = act({
  act: 'expression.translate',
  place,
  load: async (tx, command: In<typeof routes.saveTranslation>) => {
    await loadInstrument(tx, command.instrument);
    const work = await working(tx, command);
    if (!work.ok) return work;
    const done = saved(work.value.rendering, work.value.source, command.wordings);
    return done.ok ? ok({ version: work.value.version.id, ...done.value }) : done;
  },
  decide: () => ok([]),
  after: (tx, { state: { version, kept }, command: { lang } }) => keepWordings(tx, { version, lang }, kept),
  reply: ({ state: { held } }) => ({ held: [...held] }),
});

/**
 * Takes a whole translation from Markdown, clause by clause. Refusals beside those of `working`: `text.not_aligned`
 * {position, expected, found}, those of `fromMarkdown`.
 */
export const FILL_TRANSLATION = act({
  act: 'expression.translate',
  place,
  load: async (tx, command: In<typeof routes.fillTranslation>) => {
    await loadInstrument(tx, command.instrument);
    const work = await working(tx, command);
    if (!work.ok) return work;
    const { version, source } = work.value;
    const { lang } = command;
    const read = fromMarkdown(command.markdown);
    if (!read.ok) return refuse(read.refusal.code, { ...read.refusal.facts, lang });
    const texts = align(read.value.drafts, source.clauses);
    if (!texts.ok) return refuse(texts.refusal.code, { ...texts.refusal.facts, lang });
    const kept = Object.entries(texts.value).map(([clause, text]) => ({ clause, text, of: source.number }));
    return ok({ version: version.id, kept, dropped: read.value.dropped });
  },
  decide: () => ok([]),
  after: (tx, { state: { version, kept }, command: { lang } }) => keepWordings(tx, { version, lang }, kept),
  reply: ({ state: { kept, dropped } }) => ({ clauses: kept.length, dropped: [...dropped] }),
});

export const PUBLISH_TRANSLATION = act({
  act: 'expression.publish',
  place: (tx, { instrument }: In<typeof routes.publishTranslation>) => instrumentPlace(tx, instrument),
  load: async (tx, command) => {
    await loadInstrument(tx, command.instrument);
    const work = await working(tx, command);
    if (!work.ok) return work;
    const { version, source, sourceLang, rendering, expression } = work.value;
    const { instrument, lang } = command;
    const published =
      expression && expression.revision !== null
        ? {
            revision: expression.revision,
            kind: laterKind(expression),
            source: must(expression.source, 'source of the expression'),
            rendering: expression.rendering,
          }
        : null;
    return ok({ instrument, version, source, lang, sourceLang, rendering, published } satisfies Translation);
  },
  decide: publish,
  after: (tx, { state: { version, lang } }) => dropWordings(tx, { version: version.id, lang }),
  reply: ({ events }) => {
    const { revision, hash, stale, missing } = (events[0] as ExpressionsEvent).data;
    return { revision, hash, stale, missing };
  },
});
