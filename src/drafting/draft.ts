import { canonical, type Json } from '../basics/canonical.js';
import { ofType, type Context } from '../basics/event.js';
import type { Lang } from '../basics/fields.js';
import { first, must } from '../basics/must.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { checkTree, expressionHash, structureHash, versionHash, type Clause } from '../instruments/clause.js';
import {
  freeze,
  readText,
  type Instrument,
  type ReadText,
  type Imported,
} from '../instruments/instrument.js';
import type { InstrumentsEvent } from '../instruments/instruments.contract.js';
import { numbered } from '../instruments/merge.js';
import { operations, reworked, type Operation } from '../instruments/operations.js';
import { textIn, type Texts } from '../instruments/wordings.js';
import type { DraftingEvent, DraftKind, DraftState, TablingEvent } from './drafting.contract.js';
import { follow, joined, langsOf, type Held } from './joining.js';
import { deviations, renamed, type MergedOrigin, type Merging } from './merging.js';

/** What decisions on a draft look at. */
export interface Draft {
  readonly id: string;
  readonly instrument: string;
  readonly kind: DraftKind;
  readonly parent: number | null;
  readonly languages: readonly Lang[];
  readonly state: DraftState;
  /** Those who write in it now. */
  readonly drafters: readonly string[];
  readonly merging: Merging | null;
}

const subjectOf = ({ id, instrument }: Pick<Draft, 'id' | 'instrument'>) => ({ draft: id, instrument });

/** Canonical hash of a text in its languages, made as that of a version. */
export const textsHash = (texts: Texts): string =>
  versionHash({
    structure: structureHash(Object.values(texts)[0] ?? []),
    authentic: Object.fromEntries(
      langsOf(texts).map((lang) => [lang, expressionHash(lang, textIn(texts, lang))]),
    ),
  });

/** The authentic languages in which a draft is written. Refusals: `draft.languages_needed`, `text.lang_twice` {lang}. */
export function languagesOf(
  { authenticLanguages }: Pick<Instrument, 'authenticLanguages'>,
  given: readonly Lang[] | null,
): Result<readonly Lang[]> {
  if (authenticLanguages) return ok(authenticLanguages);
  if (!given) return refuse('draft.languages_needed');
  const twice = given.find((lang, place) => given.indexOf(lang) !== place);
  return twice === undefined ? ok(given) : refuse('text.lang_twice', { lang: twice });
}

/** The text of a version in the languages of a draft; a language that it has not begins with empty words. */
export function startFrom(
  expressions: readonly { readonly lang: Lang; readonly clauses: readonly Clause[] }[],
  languages: readonly Lang[],
): Texts {
  const of = (lang: Lang) => expressions.find((one) => one.lang === lang)?.clauses;
  const known = languages.map(of).find((clauses) => clauses !== undefined) ?? expressions[0]?.clauses ?? [];
  return Object.fromEntries(
    languages.map((lang) => [lang, of(lang) ?? known.map((one) => ({ ...one, text: '' }))]),
  );
}

/**
 * The text of a draft from Markdown or files, in the languages given; the others begin with empty words. Clauses that the version
 * before had keep their ids, others get `n<k>`. Refusals as of `readText`; `draft.lang_other` {lang}.
 */
export function startFromImports(
  texts: readonly Imported[],
  { languages, previous }: { languages: readonly Lang[]; previous: readonly Clause[] },
): Result<{ texts: Texts; dropped: ReadText['dropped'] }> {
  const other = texts.find(({ lang }) => !languages.includes(lang));
  if (other) return refuse('draft.lang_other', { lang: other.lang });
  const used = Math.max(0, ...previous.map(({ id }) => Number(id.slice(1)) || 0));
  const read = readText(texts, { authentic: [first(texts).lang], previous, used });
  if (!read.ok) return read;
  const known = new Set(previous.map(({ id }) => id));
  const fresh = read.value.clauses.filter(({ id }) => !known.has(id));
  const names = new Map(fresh.map(({ id }, place) => [id, `n${place + 1}`]));
  const started = startFrom(read.value.expressions, languages);
  return ok({ texts: renamed(started, (id) => names.get(id) ?? id), dropped: read.value.dropped });
}

/**
 * Begins a draft. Refusals: `version.unknown` {number}, `version.text_unknown` {number}, `corrigendum.needs_version`.
 */
export function begin(
  instrument: Instrument,
  begun: {
    name: string;
    kind: DraftKind;
    parent: number | null;
    languages: readonly Lang[];
    /** Whoever begins it comes to these. */
    drafters: readonly string[];
    merging: Pick<Merging, 'motion' | 'amendments'> | null;
  },
  { id, actor }: Context,
): Result<DraftingEvent[]> {
  const { name, kind, parent, languages, drafters, merging } = begun;
  const version = instrument.versions.find((one) => one.number === parent);
  if (parent !== null && !version) return refuse('version.unknown', { number: parent });
  if (version && version.hash === null) return refuse('version.text_unknown', { number: version.number });
  if (kind === 'corrigendum' && parent === null) return refuse('corrigendum.needs_version');
  const draft = id();
  return ok([
    {
      type: 'draft.begun',
      subject: {
        draft,
        instrument: instrument.id,
        ...(merging && { motion: merging.motion }),
      },
      data: {
        ...{ draft, instrument: instrument.id, name, kind, parent },
        languages: [...languages],
        drafters: [...new Set([...(actor.kind === 'person' ? [actor.person] : []), ...drafters])],
        motion: merging?.motion ?? null,
        amendments: merging?.amendments.map(({ motion }) => motion) ?? [],
      },
    },
  ]);
}

/** Refusal: `draft.closed` {state}. */
export const open = (draft: Draft): Result<Draft> =>
  draft.state === 'open' ? ok(draft) : refuse('draft.closed', { state: draft.state });

/** Invites a person, or lets somebody go. Refusals: `draft.closed`, `draft.drafter_already`, `draft.drafter_not`, `draft.last_drafter`. */
export function invite(
  draft: Draft,
  { person, drafts }: { person: string; drafts: boolean },
): Result<DraftingEvent[]> {
  const still = open(draft);
  if (!still.ok) return still;
  if (draft.drafters.includes(person) === drafts)
    return refuse(drafts ? 'draft.drafter_already' : 'draft.drafter_not');
  if (!drafts && draft.drafters.length === 1) return refuse('draft.last_drafter');
  const type = drafts ? ('draft.drafter_invited' as const) : ('draft.drafter_released' as const);
  return ok([{ type, subject: subjectOf(draft), data: { draft: draft.id, person } }]);
}

/** Keeps a revision under a name. Refusals: `draft.closed`, `draft.revision_named` {name}: it has one. */
export function nameRevision(
  draft: Draft,
  { name, revision, texts, named }: { name: string; revision: number; texts: Texts; named: string | null },
): Result<DraftingEvent[]> {
  const still = open(draft);
  if (!still.ok) return still;
  if (named !== null) return refuse('draft.revision_named', { name: named });
  const hash = textsHash(texts);
  return ok([
    {
      type: 'draft.revision_named',
      subject: subjectOf(draft),
      data: { draft: draft.id, revision, name, hash },
    },
  ]);
}

/** What a saving makes. */
export interface Saved {
  readonly texts: Texts;
  readonly renamed: Readonly<Record<string, string>>;
  readonly held: readonly Held[];
  /** Whether it is just what was sent. */
  readonly asSent: boolean;
}

/**
 * Joins what somebody changed since `base` to the text as it is `now`. Refusals: those of `applied` (the operations do not
 * fit the base), `draft.lang_other` {lang}, those of `checkTree` but for empty texts.
 */
export function saved(
  { base, now }: { base: Texts; now: Texts },
  { lang, operations: own }: { lang: Lang; operations: readonly Operation[] },
): Result<Saved> {
  if (!base[lang]) return refuse('draft.lang_other', { lang });
  const changed = reworked(base[lang], own);
  if (!changed.ok) return changed;
  const mine = follow(base, lang, changed.value);
  const done = joined(base, { theirs: now, mine });
  for (const clauses of Object.values(done.texts)) {
    const checked = checkTree(clauses, { unfinished: true });
    if (!checked.ok) return checked;
  }
  const asSent =
    done.held.length === 0 &&
    langsOf(base).every((one) => operations(textIn(mine, one), textIn(done.texts, one)).length === 0);
  return ok({ ...done, renamed: Object.fromEntries(done.renamed), asSent });
}

/**
 * Tables a draft: freezes its text as the next version. Refusals: `draft.closed`, `text.authentic_missing` {lang},
 * `draft.unworded` {lang, clauses} (how many), `draft.reasons_missing` {clauses} (how many), `corrigendum.reason_needed`,
 * `corrigendum.until_needed`, those of `checkTree` {lang} and `freeze`.
 */
export function table(
  {
    draft,
    instrument,
    texts: written,
    used,
    reasons,
  }: {
    draft: Draft;
    instrument: Instrument;
    texts: Texts;
    /** The highest number of a clause of the instrument. */
    used: number;
    /** By clause. */
    reasons: ReadonlyMap<string, string>;
  },
  { reason, until }: { reason: string | null; until: string | null },
  context: Context,
): Result<TablingEvent[]> {
  const still = open(draft);
  if (!still.ok) return still;
  if (draft.kind === 'corrigendum') {
    if (reason === null) return refuse('corrigendum.reason_needed');
    if (until === null || until <= context.at) return refuse('corrigendum.until_needed');
  }
  const checked = complete(written, instrument.authenticLanguages ?? draft.languages);
  if (!checked.ok) return checked;
  const tree = numbered(first(Object.values(checked.value)), used);
  const name = (id: string): string => tree.renamed.get(id) ?? id;
  const texts = renamed(checked.value, name);
  const differing = draft.merging ? deviations(draft.merging, written) : [];
  const unreasoned = differing.filter(({ clause }) => !reasons.has(clause)).length;
  if (unreasoned > 0) return refuse('draft.reasons_missing', { clauses: unreasoned });
  const authentic = langsOf(texts);
  const frozen = freeze(
    instrument,
    {
      text: {
        clauses: tree.clauses,
        expressions: authentic.map((lang) => ({ lang, clauses: textIn(texts, lang) })),
        dropped: [],
        differing: [],
      },
      ...{ authentic, parent: draft.parent, reason },
    },
    context,
  );
  if (!frozen.ok) return frozen;
  const { version, number } = first(ofType(frozen.value as InstrumentsEvent[], 'version.frozen')).data;
  const { merging } = draft;
  const origin: MergedOrigin | null = merging && {
    ...{ v: 1, motion: merging.motion, label: merging.label, assembly: merging.assembly },
    amendments: merging.amendments,
    marks: merging.marks.map((mark) => ({ ...mark, clause: name(mark.clause) })),
    editorial: differing.map(({ clause }) => ({
      clause: name(clause),
      reason: must(reasons.get(clause), 'reason of the deviation'),
    })),
  };
  return ok([
    ...frozen.value,
    {
      type: 'draft.tabled',
      subject: { ...subjectOf(draft), ...(merging && { motion: merging.motion }) },
      data: { draft: draft.id, version, number, motion: merging?.motion ?? null },
      ...(origin && { blobs: { origin: canonical(origin as unknown as Json) } }),
    },
    ...(draft.kind === 'corrigendum'
      ? [
          {
            type: 'corrigendum.announced' as const,
            subject: { instrument: instrument.id },
            data: {
              ...{ version, instrument: instrument.id, number },
              corrects: must(draft.parent, 'version of the corrigendum'),
              reason: must(reason, 'reason of the corrigendum'),
              until: must(until, 'end of the days to object'),
            },
          },
        ]
      : []),
  ]);
}

/** A text with words in every clause and authentic language, without blanks at their ends. */
function complete(texts: Texts, authentic: readonly Lang[]): Result<Texts> {
  const missing = authentic.find((lang) => !texts[lang]);
  if (missing !== undefined) return refuse('text.authentic_missing', { lang: missing });
  const done: [Lang, readonly Clause[]][] = [];
  for (const lang of langsOf(texts)) {
    const clauses = textIn(texts, lang).map((one) => ({ ...one, text: one.text.trim() }));
    const empty = clauses.filter(({ text }) => text === '').length;
    if (empty > 0) return refuse('draft.unworded', { lang, clauses: empty });
    const checked = checkTree(clauses);
    if (!checked.ok) return refuse(checked.refusal.code, { ...checked.refusal.facts, lang });
    done.push([lang, clauses]);
  }
  return ok(Object.fromEntries(done) as Texts);
}

/** Refusal: `draft.closed`. */
export function abandon(draft: Draft, { reason }: { reason: string }): Result<DraftingEvent[]> {
  const still = open(draft);
  if (!still.ok) return still;
  return ok([{ type: 'draft.abandoned', subject: subjectOf(draft), data: { draft: draft.id, reason } }]);
}
