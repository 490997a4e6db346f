import type { EntityManager } from 'typeorm';
import { must } from '../basics/must.js';
import { FOUND_BODY, REGISTER_ORGANISATION } from '../bodies/bodies.acts.js';
import { CONVENE } from '../assemblies/assemblies.acts.js';
import { NO_COUNTS } from '../instruments/instrument.js';
import { ENTER_STAGE, ENTER_VERSION, FOUND_INSTRUMENT } from '../instruments/instruments.acts.js';
import { instrumentView } from '../instruments/instruments.store.js';
import { ENTER_MANDATE, FINISH_MANDATE } from '../instruments/mandates.acts.js';
import { ENTER_TERM } from '../people/people.acts.js';
import {
  ASSEMBLIES,
  BODIES,
  INSTRUMENTS,
  ORGANISATIONS,
  SOURCES,
  TERMS,
  type PastMandate,
} from './history.data.js';
import type { Do } from './seed.js';

/** CICOPA's history: two instruments that travelled through several bodies, entered from their sources. */
export async function seedHistory(act: Do, tx: EntityManager): Promise<void> {
  for (const organisation of ORGANISATIONS) {
    await act(REGISTER_ORGANISATION, { country: null, certainty: 'high', ...organisation });
  }
  for (const body of BODIES) {
    await act(FOUND_BODY, { ...body, source: SOURCES.encyclopedia, certainty: 'high' });
  }
  for (const term of TERMS) await act(ENTER_TERM, { person: null, ...term });
  for (const assembly of ASSEMBLIES) {
    await act(CONVENE, {
      ...assembly,
      to: null,
      timeZone: null,
      ruleSet: null,
      open: true,
      historical: true,
    });
  }
  for (const { instrument, titles, versions, stages, mandate, ...past } of INSTRUMENTS) {
    await act(FOUND_INSTRUMENT, {
      instrument,
      titles,
      authenticLanguages: past.authenticLanguages && [...past.authenticLanguages],
      languages: past.languages && [...past.languages],
      certainty: past.certainty,
      structure: [...past.structure],
      structureCertainty: past.structureCertainty,
      stages: stages.map(({ kind, label, body }) => ({ kind, label, body })),
    });
    for (const { title, note } of versions) {
      await act(ENTER_VERSION, { instrument, titles: { en: title }, note });
    }
    const path = must(await instrumentView(tx, instrument), 'instrument').stages;
    for (const [place, { kind: _kind, label: _label, body, ...stage }] of stages.entries()) {
      if (mandate?.to === body) await entrusted(act, instrument, mandate);
      await act(ENTER_STAGE, {
        instrument,
        stage: must(path[place], 'stage of the path').id,
        ...stage,
        counts: NO_COUNTS,
      });
    }
  }
}

/** A mandate with the version that finished it: neither text is known, so nobody can say what changed. */
async function entrusted(act: Do, instrument: string, past: PastMandate): Promise<void> {
  const { to, text, finished, ...facts } = past;
  const { mandate } = await act(ENTER_MANDATE, {
    ...{ instrument, ...facts },
    terms: { to, text, clauses: null, editorialOnly: false, until: null },
  });
  const { version, date, source } = finished;
  await act(FINISH_MANDATE, { mandate, version, tags: [], past: { date, source, note: null } });
}
