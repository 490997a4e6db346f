import type { z } from 'zod';
import type { Certainty, Titles } from '../basics/fields.js';
import { isEdtf } from '../basics/edtf.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { bodyPlace } from '../bodies/bodies.store.js';
import { act, type Tx } from '../house/perform.js';
import { enterStage, freeze, readText, type Instrument, type ReadText } from './instrument.js';
import type { instrumentRoutes as routes, InstrumentsEvent } from './instruments.contract.js';
import { instrumentPlace, lineageOf, loadInstrument } from './instruments.store.js';
import { InstrumentRow } from './instruments.tables.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

type Found = In<typeof routes.found> & {
  structure?: string[];
  structureCertainty?: Certainty | null;
  demonstration?: boolean;
  unknownLanguages?: boolean;
};

/** Founds an instrument in the body of its first stage. */
export const FOUND_INSTRUMENT = act({
  act: 'instrument.found',
  place: (tx, { stages }: Found) => bodyPlace(tx, stages[0]!.body),
  load: async (tx, { instrument, stages }) => {
    if (await tx.existsBy(InstrumentRow, { id: instrument }))
      return refuse('instrument.exists', { instrument });
    for (const { body } of stages) {
      if (!(await bodyPlace(tx, body))) return refuse('body.unknown', { body });
    }
    return ok(null);
  },
  decide: (_state, command, context) => {
    const event: InstrumentsEvent = {
      type: 'instrument.founded',
      subject: { instrument: command.instrument, body: command.stages[0]!.body },
      data: {
        instrument: command.instrument,
        titles: command.titles,
        authenticLanguages: command.unknownLanguages ? null : command.authenticLanguages,
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

async function loadText(
  tx: Tx,
  command: In<typeof routes.previewVersion>,
): Promise<Result<{ instrument: Instrument; text: ReadText }>> {
  const instrument = await loadInstrument(tx, command.instrument);
  if (!instrument) return refuse('not_found');
  const lineage = await lineageOf(tx, command.instrument, command.parent);
  const text = readText(command.texts, { authentic: command.authentic, ...lineage });
  return text.ok ? ok({ instrument, text: text.value }) : text;
}

/** What a text would become; nothing is decided. */
export const PREVIEW_VERSION = act({
  act: 'version.preview',
  place: (tx, { instrument }: In<typeof routes.previewVersion>) => instrumentPlace(tx, instrument),
  load: loadText,
  decide: () => ok([]),
  reply: ({ state }) => state.text,
});

export const FREEZE_VERSION = act({
  act: 'version.freeze',
  place: (tx, { instrument }: In<typeof routes.freezeVersion>) => instrumentPlace(tx, instrument),
  load: (tx, command) => loadText(tx, command),
  decide: ({ instrument, text }, { authentic, parent, reason }, context) =>
    freeze(instrument, { text, authentic, parent, reason }, context),
  reply: ({ events }) => {
    const { version, number, hash } = (events[0] as Extract<InstrumentsEvent, { type: 'version.frozen' }>)
      .data;
    return { version, number, hash: hash! };
  },
});

export interface EnterVersion {
  readonly instrument: string;
  readonly titles: Partial<Titles>;
  readonly note: string | null;
}

/** A version of the paper era whose text is not known to us: a number, a title and nothing else. */
export const ENTER_VERSION = act({
  act: 'version.freeze',
  place: (tx, { instrument }: EnterVersion) => instrumentPlace(tx, instrument),
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
  reply: () => ({}),
});

export const ENTER_STAGE = act({
  act: 'stage.enter',
  place: (tx, { instrument }: In<typeof routes.enterStage>) => instrumentPlace(tx, instrument),
  load: async (tx, { instrument, date }) => {
    if (date !== null && !isEdtf(date)) return refuse('date.malformed', { date });
    const loaded = await loadInstrument(tx, instrument);
    return loaded ? ok(loaded) : refuse('not_found');
  },
  decide: (state, { instrument: _, ...entered }) => enterStage(state, entered),
  reply: () => ({}),
});
