import type { z } from 'zod';
import { differing } from '../basics/differing.js';
import { isEdtf } from '../basics/edtf.js';
import { ofType } from '../basics/event.js';
import type { Lang } from '../basics/fields.js';
import { first, must } from '../basics/must.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { assemblyPlace } from '../assemblies/assemblies.store.js';
import { bodyPlace, latestRules } from '../bodies/bodies.store.js';
import { act, lock, type Tx } from '../house/perform.js';
import type { RuleSet } from '../rules/ruleset.js';
import {
  authenticOf,
  currentStage,
  enterStage,
  freeze,
  hashesOf,
  lapseStage,
  readText,
  strikeStage,
  withIds,
  type Instrument,
  type ReadText,
  type Imported,
} from './instrument.js';
import type {
  InstrumentCorrected,
  instrumentRoutes as routes,
  InstrumentsEvent,
} from './instruments.contract.js';
import { instrumentPlace, lineageOf, loadInstrument, passagePlace } from './instruments.store.js';
import { InstrumentRow, PassageRow } from './instruments.tables.js';
import { faultsOf } from './path.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

/** What is left out of the past is not known. */
type Found = z.input<typeof routes.found.input> & { demonstration?: boolean };

/** The majorities of each body's newest rules, null where it has none; a body that there is not is left out. */
async function knownBodies(tx: Tx, bodies: readonly string[]): Promise<Map<string, string[] | null>> {
  const known = new Map<string, string[] | null>();
  for (const body of new Set(bodies)) {
    if (!(await bodyPlace(tx, body))) continue;
    const rules = await latestRules(tx, body);
    known.set(body, rules && Object.keys((rules.data as RuleSet).majorities));
  }
  return known;
}

/** Founds an instrument in the body of its first stage. Refusals: `instrument.exists`, `body.unknown` {body}, those of `faultsOf`. */
export const FOUND_INSTRUMENT = act({
  act: 'instrument.found',
  place: (tx, { stages }: Found) => bodyPlace(tx, first(stages).body),
  load: async (tx, { instrument, stages }) => {
    if (await tx.existsBy(InstrumentRow, { id: instrument }))
      return refuse('instrument.exists', { instrument });
    const known = await knownBodies(
      tx,
      stages.map(({ body }) => body),
    );
    const unknown = stages.find(({ body }) => !known.has(body));
    if (unknown) return refuse('body.unknown', { body: unknown.body });
    const [fault] = faultsOf(stages, known);
    return fault ? { ok: false, refusal: fault } : ok(null);
  },
  decide: (_state, command, context) => {
    const event: InstrumentsEvent = {
      type: 'instrument.founded',
      subject: { instrument: command.instrument, body: first(command.stages).body },
      data: {
        instrument: command.instrument,
        titles: command.titles,
        authenticLanguages: command.authenticLanguages,
        languages: command.languages ?? null,
        source: command.source ?? null,
        certainty: command.certainty ?? null,
        structure: command.structure ?? [],
        structureCertainty: command.structureCertainty ?? null,
        demonstration: command.demonstration ?? false,
        stages: command.stages.map((stage, place) => ({ id: context.id(), number: place + 1, ...stage })),
      },
    };
    return ok([event]);
  },
  reply: ({ command }) => ({ instrument: command.instrument }),
});

/** Refusals: `not_found`, `instrument.unchanged`. */
export const CORRECT_INSTRUMENT = act({
  act: 'instrument.correct',
  place: (tx, { instrument }: In<typeof routes.correct>) => instrumentPlace(tx, instrument),
  load: async (tx, { instrument: id }) => {
    await lock(tx, `instrument:${id}`);
    const row = await tx.findOneBy(InstrumentRow, { id });
    return row ? ok(row as unknown as InstrumentCorrected) : refuse('not_found');
  },
  decide: (was, { instrument, facts, reason }) => {
    const corrected = differing<InstrumentCorrected>(facts, was);
    if (corrected === null) return refuse('instrument.unchanged');
    const event: InstrumentsEvent = {
      ...{ type: 'instrument.corrected', subject: { instrument } },
      data: { instrument, ...corrected, reason },
    };
    return ok([event]);
  },
  reply: () => ({}),
});

/** What a version is made of, its files already read. */
export interface TextCommand {
  readonly instrument: string;
  readonly texts: readonly Imported[];
  /** Null: those that a file says are, else those of the instrument. */
  readonly authentic: readonly Lang[] | null;
  readonly parent: number | null;
}

interface TextState {
  readonly instrument: Instrument;
  readonly text: ReadText;
  readonly authentic: readonly Lang[];
}

async function loadText(tx: Tx, command: TextCommand): Promise<Result<TextState>> {
  const instrument = await loadInstrument(tx, command.instrument);
  if (!instrument) return refuse('not_found');
  const lineage = await lineageOf(tx, command.instrument, command.parent);
  const texts = command.texts.map((one) => withIds(one, { instrument: instrument.id, used: lineage.used }));
  const authentic = command.authentic ?? authenticOf(texts, instrument);
  const text = readText(texts, { authentic, ...lineage });
  return text.ok ? ok({ instrument, text: text.value, authentic }) : text;
}

/** What a text would become; nothing is decided. */
export const PREVIEW_VERSION = act({
  act: 'version.preview',
  place: (tx, { instrument }: TextCommand) => instrumentPlace(tx, instrument),
  load: loadText,
  decide: () => ok([]),
  reply: ({ state: { text, authentic } }) => ({ ...text, authentic, hash: hashesOf(text, authentic).hash }),
});

export const FREEZE_VERSION = act({
  act: 'version.freeze',
  place: (tx, { instrument }: TextCommand & { reason: string | null }) => instrumentPlace(tx, instrument),
  load: (tx, command) => loadText(tx, command),
  decide: ({ instrument, text, authentic }, { parent, reason }, context) =>
    freeze(instrument, { text, authentic, parent, reason }, context),
  reply: ({ events }) => {
    const { version, number, hash } = (events[0] as Extract<InstrumentsEvent, { type: 'version.frozen' }>)
      .data;
    return { version, number, hash: must(hash, 'hash of the version') };
  },
});

/** A version of the paper era whose text is not known to us: a number, a title and nothing else. */
export const ENTER_VERSION = act({
  act: 'version.freeze',
  place: (tx, { instrument }: In<typeof routes.enterVersion>) => instrumentPlace(tx, instrument),
  load: async (tx, { instrument }) => {
    const loaded = await loadInstrument(tx, instrument);
    return loaded ? ok(loaded) : refuse('not_found');
  },
  decide: (instrument, { titles, note }, context) => {
    const last = instrument.versions.at(-1)?.number ?? null;
    const event: InstrumentsEvent = {
      type: 'version.frozen',
      subject: { instrument: instrument.id },
      data: {
        version: context.id(),
        instrument: instrument.id,
        number: (last ?? 0) + 1,
        parent: last,
        titles: { ...titles } as Record<string, string>,
        hash: null,
        structureHash: null,
        expressions: [],
        reason: null,
        note,
      },
    };
    return ok([event]);
  },
  reply: ({ events }) => ({
    number: first(ofType(events as readonly InstrumentsEvent[], 'version.frozen')).data.number,
  }),
});

/** Refusals beside those of the decision: `date.malformed` {date}, `assembly.unknown` {assembly}, `stage.other_body` {label}. */
export const ENTER_STAGE = act({
  act: 'stage.enter',
  place: (tx, { instrument }: In<typeof routes.enterStage>) => instrumentPlace(tx, instrument),
  load: async (tx, { instrument, stage, assembly, date }) => {
    if (date !== null && !isEdtf(date)) return refuse('date.malformed', { date });
    const loaded = await loadInstrument(tx, instrument);
    if (!loaded) return refuse('not_found');
    const place = assembly === null ? null : await assemblyPlace(tx, assembly);
    if (assembly !== null && place === null) return refuse('assembly.unknown', { assembly });
    const of = loaded.stages.find(({ id }) => id === stage);
    if (of && place && place.body !== of.body) return refuse('stage.other_body', { label: of.label });
    return ok(loaded);
  },
  decide: (state, { instrument: _, ...entered }) => enterStage(state, entered),
  reply: () => ({}),
});

/** Refusals beside those of `strikeStage`: `stage.next_votes`: a vote on the stage that follows is under way. */
export const STRIKE_STAGE = act({
  act: 'stage.strike',
  place: (tx, command: In<typeof routes.strikeStage>) => passagePlace(tx, command),
  load: async (tx, { instrument, number }, _visitor, rooms) => {
    const loaded = must(await loadInstrument(tx, instrument), 'instrument');
    const following = currentStage(loaded);
    if (following && (await rooms.votesOn(tx, following.id))) return refuse('stage.next_votes');
    const passage = await tx.findOneBy(PassageRow, { instrument, number });
    return ok({ instrument: loaded, assembly: passage?.assembly ?? null });
  },
  decide: ({ instrument, assembly }, { number, reason }) =>
    strikeStage(instrument, { number, assembly, reason }),
  reply: () => ({}),
});

/** The clock ends a stage whose time ran out on a day before `day`. Refusals: `stage.voting`, those of `lapseStage`. */
export const LAPSE_STAGE = act({
  act: 'stage.enter',
  place: (tx, { instrument }: { instrument: string; stage: string; day: string }) =>
    instrumentPlace(tx, instrument),
  load: async (tx, { instrument, stage }, _visitor, rooms) => {
    const loaded = must(await loadInstrument(tx, instrument), 'instrument');
    return (await rooms.votesOn(tx, stage)) ? refuse('stage.voting') : ok(loaded);
  },
  decide: (state, { stage, day }) => lapseStage(state, { stage, day }),
  reply: () => ({}),
});
