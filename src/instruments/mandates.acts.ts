import type { z } from 'zod';
import { isEdtf } from '../basics/edtf.js';
import { ofType } from '../basics/event.js';
import { first, must } from '../basics/must.js';
import { ok, refuse } from '../basics/result.js';
import { assemblyPlace } from '../assemblies/assemblies.store.js';
import { bodyPlace } from '../bodies/bodies.store.js';
import { act, type Tx } from '../house/perform.js';
import type { Place } from '../access/access.js';
import { loadInstrument, versionTexts } from './instruments.store.js';
import { checkTerms, finish, report, type Mandate } from './mandate.js';
import type { mandateRoutes as routes, MandatesEvent } from './mandates.contract.js';
import { loadMandate } from './mandates.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

/** Where whoever was entrusted works. */
async function entrustedPlace(tx: Tx, { mandate }: { mandate: string }): Promise<Place | null> {
  const found = await loadMandate(tx, mandate);
  return found && bodyPlace(tx, found.to);
}

/** A mandate, alone with its instrument. */
async function locked(tx: Tx, id: string): Promise<Mandate> {
  const { instrument } = must(await loadMandate(tx, id), 'mandate');
  const { mandates } = must(await loadInstrument(tx, instrument), 'instrument');
  return must(
    mandates.find((one) => one.id === id),
    'mandate of the instrument',
  );
}

/** The texts of what was approved and of a version that finishes it; null where one of them is not known. */
export async function finishingTexts(tx: Tx, mandate: Mandate, version: number) {
  const approved =
    mandate.version === null ? null : await versionTexts(tx, mandate.instrument, mandate.version);
  const finished = await versionTexts(tx, mandate.instrument, version);
  return approved && finished && { approved: approved.texts, finished: finished.texts };
}

/** Refusals beside those of `checkTerms`: `body.unknown` {body}, `version.unknown` {number}, `date.malformed` {date}. */
export const ENTER_MANDATE = act({
  act: 'mandate.enter',
  place: (tx, { from }: In<typeof routes.enterMandate>) => bodyPlace(tx, from),
  load: async (tx, { instrument, from, version, terms, date }) => {
    for (const one of [date, terms.until])
      if (one !== null && !isEdtf(one)) return refuse('date.malformed', { date: one });
    const loaded = await loadInstrument(tx, instrument);
    if (!loaded) return refuse('instrument.unknown', { instrument });
    if (!(await bodyPlace(tx, terms.to))) return refuse('body.unknown', { body: terms.to });
    if (version !== null && !loaded.versions.some(({ number }) => number === version))
      return refuse('version.unknown', { number: version });
    const text = version === null ? null : await versionTexts(tx, instrument, version);
    const checked = checkTerms({ from, terms }, text && first(Object.values(text.texts)));
    return checked.ok ? ok(loaded) : checked;
  },
  decide: (_, { from, ...entered }, { id }) => {
    const granted: MandatesEvent = {
      type: 'mandate.granted',
      subject: { instrument: entered.instrument, body: entered.terms.to },
      data: { mandate: id(), from, ...entered, motion: null, poll: null },
    };
    return ok([granted]);
  },
  reply: ({ events }) => ({
    mandate: first(ofType(events as MandatesEvent[], 'mandate.granted')).data.mandate,
  }),
});

/** Refusals beside those of `finish`: `version.unknown` {number}, `date.malformed` {date}. */
export const FINISH_MANDATE = act({
  act: 'mandate.finish',
  place: entrustedPlace,
  load: async (tx, { mandate: id, version, past }: In<typeof routes.finishMandate>) => {
    if (past?.date && !isEdtf(past.date)) return refuse('date.malformed', { date: past.date });
    const mandate = await locked(tx, id);
    const { versions } = must(await loadInstrument(tx, mandate.instrument), 'instrument');
    if (!versions.some(({ number }) => number === version))
      return refuse('version.unknown', { number: version });
    return ok({ mandate, texts: await finishingTexts(tx, mandate, version) });
  },
  decide: ({ mandate, texts }, { version, tags, past }, { at }) =>
    finish(mandate, {
      ...{ version, texts, tags },
      date: past ? past.date : at.slice(0, 10),
      ...{ source: past?.source ?? null, note: past?.note ?? null },
    }),
  reply: async ({ tx, command }) => {
    const { exceeded } = must((await loadMandate(tx, command.mandate))?.finished, 'end of the mandate');
    return { exceeded: exceeded?.slice() ?? null };
  },
});

/** Refusals beside those of `report`: `assembly.unknown` {assembly}, `mandate.other_body`: it is not of the mandating body. */
export const REPORT_MANDATE = act({
  act: 'mandate.report',
  place: entrustedPlace,
  load: async (tx, { mandate: id, assembly }: In<typeof routes.reportMandate>) => {
    const mandate = await locked(tx, id);
    if (assembly === null) return ok(mandate);
    const place = await assemblyPlace(tx, assembly);
    if (!place) return refuse('assembly.unknown', { assembly });
    return place.body === mandate.from ? ok(mandate) : refuse('mandate.other_body');
  },
  decide: (mandate, { text, assembly }, { at }) => report(mandate, { text, assembly, day: at.slice(0, 10) }),
  reply: () => ({}),
});
