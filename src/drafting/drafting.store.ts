import type { EntityManager } from 'typeorm';
import type { Context } from '../basics/event.js';
import type { Lang, Titles } from '../basics/fields.js';
import { first, must } from '../basics/must.js';
import { keyOf, lock } from '../house/perform.js';
import { namedBy, type Room } from '../house/room.js';
import { numbers, type Clause } from '../instruments/clause.js';
import { instrumentPlace, versionView } from '../instruments/instruments.store.js';
import type { Texts } from '../instruments/wordings.js';
import { adoptedAmendments } from '../motions/amendments.store.js';
import { loadFamily } from '../motions/motions.store.js';
import type { Place } from '../access/access.js';
import { corrigendumWrite } from './corrigenda.store.js';
import { startFrom, type Draft } from './draft.js';
import type {
  DraftingEvent,
  DraftKind,
  DraftState,
  DraftSummary,
  NamedRevision,
} from './drafting.contract.js';
import {
  DraftReasonRow,
  DraftPlaceRow,
  DrafterRow,
  DraftRow,
  DraftTextRow,
  VersionOriginRow,
} from './drafting.tables.js';
import type { Held } from './joining.js';
import { deviations, histories, type Adopted, type MergedOrigin, type Merging } from './merging.js';

type Tx = EntityManager;

export const draftingRoom: Room = {
  name: 'drafting',
  nouns: ['draft', 'corrigendum'],
  write: async (tx, events, context) => {
    for (const event of events) await write(tx, event as DraftingEvent, context);
  },
  news: () => null,
  constraints: {
    draft_merge_once: 'draft.merged_already',
    draft_text_pk: 'house.try_again',
    draft_text_save: 'house.try_again',
    draft_revision_pk: 'house.try_again',
    corrigendum_objection_once: 'corrigendum.objected_twice',
  },
  named: async (tx, noun, ids) =>
    noun === 'draft'
      ? namedBy(await tx.query('SELECT id, name, instrument FROM draft WHERE id = ANY($1::uuid[])', [ids]))
      : new Map(),
};

async function write(tx: Tx, event: DraftingEvent, context: Context): Promise<void> {
  switch (event.type) {
    case 'draft.begun': {
      const { draft, drafters, amendments: _, ...facts } = event.data;
      await tx.insert(DraftRow, {
        ...{ id: draft, state: 'open', begunAt: new Date(context.at), merging: null },
        ...facts,
      });
      await tx.insert(
        DrafterRow,
        drafters.map((person) => ({ draft, person, standing: true })),
      );
      return;
    }
    case 'draft.drafter_invited':
    case 'draft.drafter_released': {
      const { draft, person } = event.data;
      const standing = event.type === 'draft.drafter_invited';
      await tx.upsert(DrafterRow, { draft, person, standing }, ['draft', 'person']);
      return;
    }
    case 'draft.revision_named': {
      const { draft, revision, name, hash } = event.data;
      const person = context.actor.kind === 'person' ? context.actor.person : null;
      await tx.query(
        `INSERT INTO draft_revision (draft, revision, name, hash, texts, person, at)
         SELECT draft, revision, $3, $4, texts, $5, $6 FROM draft_text WHERE draft = $1 AND revision = $2`,
        [draft, revision, name, hash, person, new Date(context.at)],
      );
      return;
    }
    case 'draft.tabled': {
      const { draft, version, motion } = event.data;
      const merging = event.blobs?.['origin'];
      if (motion !== null && merging !== undefined)
        await tx.insert(VersionOriginRow, { version, motion, origin: JSON.parse(merging) as object });
      await tx.update(DraftRow, draft, { state: 'tabled', version });
      await clear(tx, draft, { keepLast: false });
      return;
    }
    case 'draft.abandoned': {
      const { draft, reason } = event.data;
      await tx.update(DraftRow, draft, { state: 'abandoned', reason });
      await clear(tx, draft, { keepLast: true });
      return;
    }
    case 'corrigendum.announced':
    case 'corrigendum.objected':
    case 'corrigendum.stood':
      return corrigendumWrite(tx, event, context);
  }
}

/** A draft that is over leaves none of its autosaves, or the last. */
async function clear(tx: Tx, draft: string, { keepLast }: { keepLast: boolean }): Promise<void> {
  await tx.delete(DraftPlaceRow, { draft });
  await tx.query(
    `DELETE FROM draft_text WHERE draft = $1
       AND NOT ($2 AND revision = (SELECT max(revision) FROM draft_text WHERE draft = $1))`,
    [draft, keepLast],
  );
}

/** Loads a draft for a decision; whoever changes it waits here. */
export async function loadDraft(tx: Tx, id: string): Promise<Draft | null> {
  await lock(tx, keyOf('draft', id));
  const row = await tx.findOneBy(DraftRow, { id });
  if (!row) return null;
  const drafters = await tx.find(DrafterRow, { where: { draft: id, standing: true } });
  return {
    id,
    instrument: row.instrument,
    kind: row.kind as DraftKind,
    parent: row.parent,
    languages: row.languages as Lang[],
    state: row.state as DraftState,
    drafters: drafters.map(({ person }) => person),
    merging: row.merging as Merging | null,
  };
}

/** Where a draft is worked on: where its instrument is. */
export async function draftPlace(tx: Tx, id: string): Promise<Place | null> {
  const row = await tx.findOneBy(DraftRow, { id });
  return row && instrumentPlace(tx, row.instrument);
}

export const setMerging = async (tx: Tx, draft: string, merging: Merging): Promise<void> => {
  await tx.update(DraftRow, draft, { merging });
};

export interface TextAt {
  readonly revision: number;
  readonly texts: Texts;
}

const inOrder = (texts: object, languages: readonly Lang[]): Texts =>
  Object.fromEntries(languages.map((lang) => [lang, (texts as Texts)[lang] ?? []]));

/** The text as it is now; null once the draft is tabled. */
export async function latestText(
  tx: Tx,
  { id, languages }: Pick<Draft, 'id' | 'languages'>,
): Promise<TextAt | null> {
  const row = await tx.findOne(DraftTextRow, { where: { draft: id }, order: { revision: 'DESC' } });
  return row && { revision: row.revision, texts: inOrder(row.texts, languages) };
}

/** The text of a revision, as long as it is kept; `named`: its name, where it has one. */
export async function textAt(
  tx: Tx,
  { id, languages }: Pick<Draft, 'id' | 'languages'>,
  revision: number,
): Promise<(TextAt & { named: string | null }) | null> {
  const rows: { texts: object; name: string | null }[] = await tx.query(
    `SELECT coalesce(t.texts, r.texts) AS texts, r.name
     FROM (SELECT $1::uuid AS draft, $2::integer AS revision) w
     LEFT JOIN draft_text t USING (draft, revision) LEFT JOIN draft_revision r USING (draft, revision)
     WHERE t.draft IS NOT NULL OR r.draft IS NOT NULL`,
    [id, revision],
  );
  const [row] = rows;
  return row ? { revision, texts: inOrder(row.texts, languages), named: row.name } : null;
}

/** What is kept of a saving beside its text. */
export interface Outcome {
  readonly renamed: Readonly<Record<string, string>>;
  readonly held: readonly Held[];
  readonly asSent: boolean;
}

/** What a saving made that is repeated. */
export async function savedBefore(
  tx: Tx,
  { id, languages }: Pick<Draft, 'id' | 'languages'>,
  save: string,
): Promise<(TextAt & Outcome) | null> {
  const row = await tx.findOneBy(DraftTextRow, { draft: id, save });
  return row && { revision: row.revision, texts: inOrder(row.texts, languages), ...(row.outcome as Outcome) };
}

/** As many autosaves of a draft are kept: a writer who comes back later begins from the text of now. */
const KEPT = 50;

export async function keepText(
  tx: Tx,
  { draft, revision, texts, save, outcome }: { draft: string; save: string; outcome: Outcome } & TextAt,
  { at, actor }: Context,
): Promise<void> {
  const person = actor.kind === 'person' ? actor.person : null;
  await tx.insert(DraftTextRow, {
    ...{ draft, revision, texts, person, save, outcome },
    savedAt: new Date(at),
  });
  await tx.query('DELETE FROM draft_text WHERE draft = $1 AND revision <= $2', [draft, revision - KEPT]);
}

export async function placeWriter(
  tx: Tx,
  { draft, lang, where }: { draft: string; lang: Lang; where: string | null },
  { at, actor }: Context,
): Promise<void> {
  if (actor.kind !== 'person') return;
  await tx.upsert(DraftPlaceRow, { draft, person: actor.person, lang, clause: where, at: new Date(at) }, [
    'draft',
    'person',
  ]);
}

/** Somebody whose browser has not asked for so long is gone. */
const HERE = '15 seconds';

export const othersHere = (
  tx: Tx,
  draft: string,
  person: string | null,
): Promise<{ id: string; name: string; lang: Lang; clause: string | null }[]> =>
  tx.query(
    `SELECT p.id, p.name, d.lang, d.clause FROM draft_place d JOIN person p ON p.id = d.person
     WHERE d.draft = $1 AND d.person IS DISTINCT FROM $2 AND d.at > now() - interval '${HERE}' ORDER BY p.name`,
    [draft, person],
  );

export const reasonsOf = async (tx: Tx, draft: string): Promise<ReadonlyMap<string, string>> =>
  new Map((await tx.findBy(DraftReasonRow, { draft })).map(({ clause, reason }) => [clause, reason]));

export const keepReason = async (
  tx: Tx,
  row: { draft: string; clause: string; reason: string },
): Promise<void> => {
  await tx.upsert(DraftReasonRow, row, ['draft', 'clause']);
};

/** The text of a version in its authentic languages; null where it is not known. */
export async function versionTexts(
  tx: Tx,
  { instrument, number, languages }: { instrument: string; number: number; languages: readonly Lang[] },
): Promise<Texts | null> {
  const version = await versionView(tx, instrument, number);
  const known = version?.expressions.filter(({ kind }) => kind === 'authentic') ?? [];
  return known.length === 0 ? null : startFrom(known, languages);
}

interface SummaryRow {
  readonly id: string;
  readonly instrument: { id: string; titles: Titles };
  readonly name: string;
  readonly kind: DraftKind;
  readonly parent: number | null;
  readonly languages: Lang[];
  readonly state: DraftState;
  readonly reason: string | null;
  readonly version: number | null;
  readonly motion: { id: string; label: string } | null;
  readonly drafters: { id: string; name: string }[];
  readonly mine: boolean;
  readonly begun_at: Date;
  readonly saved_at: Date | null;
}

/** Drafts, the newest first, without their texts; `id` null: all. */
export async function draftSummaries(
  tx: Tx,
  { id, person }: { id: string | null; person: string | null },
): Promise<DraftSummary[]> {
  const rows: SummaryRow[] = await tx.query(
    `SELECT d.id, d.name, d.kind, d.parent, d.languages, d.state, d.reason, d.begun_at, v.number AS version,
       jsonb_build_object('id', i.id, 'titles', i.titles) AS instrument,
       CASE WHEN m.id IS NOT NULL THEN jsonb_build_object('id', m.id, 'label', m.label) END AS motion,
       coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) ORDER BY p.name) FROM drafter x
                 JOIN person p ON p.id = x.person WHERE x.draft = d.id AND x.standing), '[]') AS drafters,
       EXISTS (SELECT 1 FROM drafter x WHERE x.draft = d.id AND x.person = $2 AND x.standing) AS mine,
       (SELECT max(t.saved_at) FROM draft_text t WHERE t.draft = d.id) AS saved_at
     FROM draft d JOIN instrument i ON i.id = d.instrument
     LEFT JOIN motion m ON m.id = d.motion LEFT JOIN version v ON v.id = d.version
     WHERE $1::uuid IS NULL OR d.id = $1 ORDER BY d.state <> 'open', d.begun_at DESC, d.id`,
    [id, person],
  );
  return rows.map(({ begun_at: begun, saved_at: saved, ...row }) => ({
    ...row,
    begunAt: begun.toISOString(),
    savedAt: saved?.toISOString() ?? null,
  }));
}

export async function namedRevisions(tx: Tx, draft: string): Promise<NamedRevision[]> {
  const rows: (Omit<NamedRevision, 'at'> & { at: Date })[] = await tx.query(
    `SELECT r.revision, r.name, r.hash, r.at,
       CASE WHEN p.id IS NOT NULL THEN jsonb_build_object('id', p.id, 'name', p.name) END AS by
     FROM draft_revision r LEFT JOIN person p ON p.id = r.person WHERE r.draft = $1 ORDER BY r.revision DESC`,
    [draft],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** A draft with its text for one who writes in it; null for everybody else. */
export async function draftView(tx: Tx, id: string, person: string | null) {
  const [summary] = await draftSummaries(tx, { id, person });
  if (!summary?.mine) return null;
  const row = must(await tx.findOneBy(DraftRow, { id }), 'draft');
  const text = await latestText(tx, summary);
  const newest: { number: number | null }[] = await tx.query(
    'SELECT max(number) AS number FROM version WHERE instrument = $1',
    [row.instrument],
  );
  const merging = row.merging as Merging | null;
  const reasons = await reasonsOf(tx, id);
  return {
    ...summary,
    revision: text?.revision ?? 0,
    texts: text?.texts ?? {},
    named: await namedRevisions(tx, id),
    newest: first(newest).number,
    merging: merging && {
      ...merging,
      deviations: text
        ? deviations(merging, text.texts).map((one) => ({ ...one, reason: reasons.get(one.clause) ?? null }))
        : [],
    },
  };
}

/** The motion whose amendments are to be merged, where it is about a version. */
export async function mergedMotion(
  tx: Tx,
  motion: string,
): Promise<{ instrument: string; version: number; label: string; assembly: string } | null> {
  const family = await loadFamily(tx, motion);
  if (family?.motion.about.kind !== 'stage') return null;
  const { label, assembly, about } = family.motion;
  return { label, assembly, instrument: about.instrument, version: about.version };
}

/** What was adopted of the amendments to a motion and its text does not contain yet, with the polls that adopted them. */
export async function adoptedBy(tx: Tx, motion: string): Promise<Adopted[]> {
  const found = await adoptedAmendments(tx, motion);
  const family = await loadFamily(tx, motion);
  const motions = new Map(family?.dependents.map((one) => [one.id, one]));
  return (found?.adopted ?? []).map((one) => {
    const { titles, decision } = must(motions.get(one.motion), 'amendment of the motion');
    return { ...one, titles, decision };
  });
}

/** The history of every clause of a version; null where there is no such version. */
export async function originView(tx: Tx, instrument: string, number: number) {
  const rows: {
    number: number;
    parent: number | null;
    origin: MergedOrigin | null;
    texts: Record<string, Clause[]> | null;
  }[] = await tx.query(
    `SELECT v.number, v.parent, o.origin,
       (SELECT jsonb_object_agg(e.lang, e.clauses) FROM expression e WHERE e.version = v.id AND e.kind = 'authentic') AS texts
     FROM version v LEFT JOIN version_origin o ON o.version = v.id WHERE v.instrument = $1 ORDER BY v.number`,
    [instrument],
  );
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  const chain: typeof rows = [];
  for (let at = byNumber.get(number); at; at = at.parent === null ? undefined : byNumber.get(at.parent))
    chain.unshift(at);
  const last = chain.at(-1);
  if (!last) return null;
  const known = chain.flatMap(({ number: at, origin, texts }) =>
    texts === null ? [] : [{ number: at, origin, texts }],
  );
  // In the languages that all have: that one came later changes no clause.
  const common = Object.keys(last.texts ?? {}).filter((lang) => known.every(({ texts }) => texts[lang]));
  const clausesOf = (texts: Record<string, Clause[]>): Clause[] => {
    const langs = common.length > 0 ? common : Object.keys(texts).slice(0, 1);
    const side = langs.map((lang) => must(texts[lang], 'text in the language'));
    const [lead = []] = side;
    return lead.map((one, place) => ({
      ...one,
      text: side.map((own) => must(own[place], 'clause in the language').text).join('\n'),
    }));
  };
  const clauses = last.texts ? clausesOf(last.texts) : [];
  const labels = numbers(clauses);
  const steps = histories(known.map(({ texts, ...one }) => ({ ...one, clauses: clausesOf(texts) })));
  return {
    version: number,
    clauses: clauses.map(({ id, kind }) => ({
      ...{ id, kind, number: labels[id] ?? null },
      history: [...(steps.get(id) ?? [])],
    })),
  };
}
