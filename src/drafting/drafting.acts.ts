import { ofType } from '../basics/event.js';
import type { Lang } from '../basics/fields.js';
import { first, must } from '../basics/must.js';
import { ok, refuse, type Result } from '../basics/result.js';
import type { z } from 'zod';
import { spokenFor } from '../assemblies/presence.store.js';
import { memberNames } from '../bodies/bodies.store.js';
import { act, freshId, type Tx } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import { withIds, type Instrument, type ReadText, type Imported } from '../instruments/instrument.js';
import type { InstrumentsEvent } from '../instruments/instruments.contract.js';
import { authenticHashes } from '../instruments/expressions.store.js';
import { instrumentPlace, lineageOf, loadInstrument } from '../instruments/instruments.store.js';
import { textIn, type Texts } from '../instruments/wordings.js';
import { hasPerson } from '../people/people.store.js';
import { object, settle } from './corrigendum.js';
import { loadCorrigendum } from './corrigenda.store.js';
import {
  abandon,
  begin,
  invite,
  languagesOf,
  nameRevision,
  open,
  saved,
  startFrom,
  startFromImports,
  table,
  type Draft,
  type Saved,
} from './draft.js';
import type {
  corrigendumRoutes as corrigenda,
  DraftingEvent,
  draftRoutes as routes,
} from './drafting.contract.js';
import {
  adoptedBy,
  draftPlace,
  keepReason,
  keepText,
  latestText,
  loadDraft,
  mergedMotion,
  othersHere,
  placeWriter,
  reasonsOf,
  savedBefore,
  setMerging,
  textAt,
  versionTexts,
  type Outcome,
  type TextAt,
} from './drafting.store.js';
import { operations } from '../instruments/operations.js';
import { langsOf } from './joining.js';
import { merged, type Merging } from './merging.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

const AS_SENT: Outcome = { renamed: {}, held: [], asSent: true };

/** Those who are to write in a draft must be known. */
async function unknownDrafter(tx: Tx, drafters: readonly string[]): Promise<boolean> {
  for (const person of drafters) if (!(await hasPerson(tx, person))) return true;
  return false;
}

interface Beginning {
  readonly instrument: Instrument;
  readonly languages: readonly Lang[];
  readonly texts: Texts;
  readonly dropped: ReadText['dropped'];
}

/** What a draft begins with, its files already read. */
type BeginCommand = Omit<In<typeof routes.beginDraft>, 'texts'> & { texts: readonly Imported[] | null };

async function beginning(tx: Tx, command: BeginCommand): Promise<Result<Beginning>> {
  const instrument = await loadInstrument(tx, command.instrument);
  if (!instrument) return refuse('not_found');
  const languages = languagesOf(instrument, command.languages);
  if (!languages.ok) return languages;
  if (await unknownDrafter(tx, command.drafters)) return refuse('person.unknown');
  const of = { instrument: instrument.id, languages: languages.value };
  const parent = command.parent === null ? null : await versionTexts(tx, { ...of, number: command.parent });
  if (command.texts === null) {
    const texts = parent ?? startFrom([], languages.value);
    return ok({ instrument, languages: languages.value, texts, dropped: [] });
  }
  const previous = Object.values(parent ?? {})[0] ?? [];
  const { used } = await lineageOf(tx, instrument.id, command.parent);
  const imports = command.texts.map((one) => withIds(one, { instrument: instrument.id, used }));
  const read = startFromImports(imports, { languages: languages.value, previous });
  return read.ok ? ok({ instrument, languages: languages.value, ...read.value }) : read;
}

const begunDraft = (events: readonly { type: string }[]): string =>
  first(ofType(events as DraftingEvent[], 'draft.begun')).data.draft;

export const BEGIN_DRAFT = act({
  act: 'draft.begin',
  place: (tx, { instrument }: BeginCommand) => instrumentPlace(tx, instrument),
  load: beginning,
  decide: ({ instrument, languages }, { name, kind, parent, drafters }, context) =>
    begin(instrument, { name, kind, parent, languages, drafters, merging: null }, context),
  after: (tx, { state: { texts }, events, context }) =>
    keepText(
      tx,
      { draft: begunDraft(events), revision: 1, texts, save: freshId(), outcome: AS_SENT },
      context,
    ),
  reply: ({ state, events }) => ({ draft: begunDraft(events), dropped: [...state.dropped] }),
});

/** Drafts the next version from what was adopted of the amendments to a motion. */
export const MERGE_DRAFT = act({
  act: 'draft.begin',
  place: async (tx, { motion }: In<typeof routes.mergeDraft>) => {
    const about = await mergedMotion(tx, motion);
    return about && instrumentPlace(tx, about.instrument);
  },
  load: async (tx, { motion, drafters }) => {
    const { instrument: id, version, label, assembly } = must(await mergedMotion(tx, motion), 'motion');
    const instrument = must(await loadInstrument(tx, id), 'instrument');
    const known = await authenticHashes(tx, id, version);
    const languages = languagesOf(instrument, Object.keys(known?.authentic ?? {}) as Lang[]);
    if (!languages.ok) return languages;
    if (await unknownDrafter(tx, drafters)) return refuse('person.unknown');
    const base = await versionTexts(tx, { instrument: id, number: version, languages: languages.value });
    if (!base) return refuse('version.text_unknown', { number: version });
    const adopted = await adoptedBy(tx, motion);
    if (adopted.length === 0) return refuse('draft.nothing_adopted');
    const merging: Merging = {
      ...{ motion, label, assembly, version },
      amendments: adopted.map(({ wordings: _, ...amendment }) => amendment),
      ...merged(base, adopted),
    };
    return ok({ instrument, languages: languages.value, merging });
  },
  decide: ({ instrument, languages, merging }, { name, drafters }, context) =>
    begin(instrument, { name, kind: 'text', parent: merging.version, languages, drafters, merging }, context),
  after: async (tx, { state: { merging }, events, context }) => {
    const draft = begunDraft(events);
    await setMerging(tx, draft, merging);
    await keepText(
      tx,
      { draft, revision: 1, texts: merging.texts, save: freshId(), outcome: AS_SENT },
      context,
    );
  },
  reply: ({ state, events }) => ({
    draft: begunDraft(events),
    conflicts: state.merging.conflicts.length,
  }),
});

/** A draft for those who write in it: to everybody else it is not there. */
async function written(tx: Tx, id: string, { person, house }: Visitor): Promise<Result<Draft>> {
  const draft = await loadDraft(tx, id);
  const mine = house !== undefined || (person !== null && draft?.drafters.includes(person));
  return draft && mine ? ok(draft) : refuse('not_found');
}

/** The same while it is open, with its text. */
async function writable(tx: Tx, id: string, who: Visitor): Promise<Result<{ draft: Draft; text: TextAt }>> {
  const draft = await written(tx, id, who);
  if (!draft.ok) return draft;
  const still = open(draft.value);
  if (!still.ok) return still;
  return ok({ draft: draft.value, text: must(await latestText(tx, draft.value), 'text of the draft') });
}

const place = (tx: Tx, { draft }: { draft: string }) => draftPlace(tx, draft);

interface Saving {
  readonly draft: Draft;
  readonly now: TextAt;
  /** Null: nothing is written. */
  readonly done: Saved | null;
  readonly answer: TextAt & Outcome;
  readonly person: string | null;
}

async function saving(tx: Tx, command: In<typeof routes.save>, who: Visitor): Promise<Result<Saving>> {
  const state = await writable(tx, command.draft, who);
  if (!state.ok) return state;
  const { draft, text: now } = state.value;
  const still = (answer: TextAt & Outcome): Result<Saving> =>
    ok({ draft, now, done: null, answer, person: who.person });
  if (command.operations.length === 0)
    return still({ ...now, ...AS_SENT, asSent: command.revision === now.revision });
  const before = await savedBefore(tx, draft, command.save);
  if (before) return still(before);
  const base = await textAt(tx, draft, command.revision);
  if (!base) return refuse('draft.revision_gone', { revision: now.revision });
  const done = saved({ base: base.texts, now: now.texts }, command);
  if (!done.ok) return done;
  const { texts, renamed, held, asSent } = done.value;
  const changed = langsOf(texts).some(
    (lang) => operations(textIn(now.texts, lang), textIn(texts, lang)).length > 0,
  );
  const outcome = { renamed, held, asSent };
  if (!changed) return still({ ...now, ...outcome });
  return ok({
    ...{ draft, now, done: done.value, person: who.person },
    answer: { revision: now.revision + 1, texts, ...outcome },
  });
}

/** Saves what was typed: working matter, of which the record says nothing. */
export const SAVE = act({
  act: 'draft.write',
  place,
  load: saving,
  decide: () => ok([]),
  after: async (tx, { state: { draft, done, answer }, command: { save, lang, where }, context }) => {
    await placeWriter(tx, { draft: draft.id, lang, where }, context);
    if (!done) return;
    const { revision, texts, renamed, held, asSent } = answer;
    const outcome = { renamed, held, asSent };
    await keepText(tx, { draft: draft.id, revision, texts, save, outcome }, context);
  },
  reply: async ({ state: { draft, answer, person }, tx }) => ({
    revision: answer.revision,
    texts: answer.asSent ? null : answer.texts,
    renamed: answer.renamed,
    held: [...answer.held],
    here: await othersHere(tx, draft.id, person),
  }),
});

export const INVITE = act({
  act: 'draft.invite',
  place,
  load: async (tx, { draft, person }: In<typeof routes.drafter>) => {
    const loaded = await loadDraft(tx, draft);
    if (!loaded) return refuse('not_found');
    return (await hasPerson(tx, person)) ? ok(loaded) : refuse('person.unknown');
  },
  decide: (draft, command) => invite(draft, command),
  reply: () => ({}),
});

export const NAME_REVISION = act({
  act: 'draft.write',
  place,
  load: async (tx, { draft }: In<typeof routes.nameRevision>, who) => {
    const state = await writable(tx, draft, who);
    if (!state.ok) return state;
    const at = await textAt(tx, state.value.draft, state.value.text.revision);
    return ok({ ...state.value, named: must(at, 'revision of the draft').named });
  },
  decide: ({ draft, text, named }, { name }) => nameRevision(draft, { name, ...text, named }),
  reply: ({ events }) => {
    const { revision, hash } = first(ofType(events as DraftingEvent[], 'draft.revision_named')).data;
    return { revision, hash };
  },
});

export const RESTORE = act({
  act: 'draft.write',
  place,
  load: async (tx, { draft, revision }: In<typeof routes.restore>, who) => {
    const state = await writable(tx, draft, who);
    if (!state.ok) return state;
    const kept = await textAt(tx, state.value.draft, revision);
    return kept?.named ? ok({ ...state.value, kept }) : refuse('draft.revision_unknown');
  },
  decide: () => ok([]),
  after: (tx, { state: { draft, text, kept }, context }) =>
    keepText(
      tx,
      {
        ...{ draft: draft.id, revision: text.revision + 1, texts: kept.texts },
        ...{ save: freshId(), outcome: AS_SENT },
      },
      context,
    ),
  reply: ({ state: { text } }) => ({ revision: text.revision + 1 }),
});

export const GIVE_REASON = act({
  act: 'draft.write',
  place,
  load: async (tx, { draft }: In<typeof routes.giveReason>, who) => {
    const state = await writable(tx, draft, who);
    if (!state.ok) return state;
    return state.value.draft.merging ? ok(state.value) : refuse('draft.not_merged');
  },
  decide: () => ok([]),
  after: (tx, { command: { draft, clause, reason } }) => keepReason(tx, { draft, clause, reason }),
  reply: () => ({}),
});

export const TABLE_DRAFT = act({
  act: 'draft.table',
  place,
  load: async (tx, { draft: id, revision }: In<typeof routes.table>, who) => {
    const state = await writable(tx, id, who);
    if (!state.ok) return state;
    const { draft, text } = state.value;
    if (text.revision !== revision) return refuse('draft.changed_since', { revision: text.revision });
    const instrument = must(await loadInstrument(tx, draft.instrument), 'instrument');
    const { used } = await lineageOf(tx, draft.instrument, draft.parent);
    return ok({ draft, instrument, texts: text.texts, used, reasons: await reasonsOf(tx, id) });
  },
  decide: (state, { reason, until }, context) => table(state, { reason, until }, context),
  reply: ({ events }) => {
    const { version, number, hash } = first(ofType(events as InstrumentsEvent[], 'version.frozen')).data;
    return { version, number, hash: must(hash, 'hash of the version') };
  },
});

export const ABANDON = act({
  act: 'draft.abandon',
  place,
  load: (tx, { draft }: In<typeof routes.abandon>, who) => written(tx, draft, who),
  decide: (draft, { reason }) => abandon(draft, { reason }),
  reply: () => ({}),
});

const placeOf = (tx: Tx, { instrument }: { instrument: string }) => instrumentPlace(tx, instrument);

export const OBJECT = act({
  act: 'corrigendum.object',
  place: placeOf,
  load: async (tx, { instrument, number }: In<typeof corrigenda.object>, { person }) => {
    const corrigendum = await loadCorrigendum(tx, instrument, number);
    if (!corrigendum) return refuse('not_found');
    const body = must((await instrumentPlace(tx, instrument))?.body, 'body of the instrument');
    return ok({
      corrigendum,
      members: (await memberNames(tx, body)).map(({ member }) => member),
      speaksFor: (await spokenFor(tx, body, person)).map(({ member }) => member),
    });
  },
  decide: (state, command, context) => object(state, command, context),
  reply: () => ({}),
});

export const SETTLE = act({
  act: 'corrigendum.settle',
  place: placeOf,
  load: async (tx, { instrument, number }: In<typeof corrigenda.settle>) => {
    const corrigendum = await loadCorrigendum(tx, instrument, number);
    return corrigendum ? ok(corrigendum) : refuse('not_found');
  },
  decide: (corrigendum, _, context) => settle(corrigendum, context),
  reply: () => ({}),
});
