import type { z } from 'zod';
import { assemblyRoutes } from '../../src/assemblies/assemblies.contract.js';
import { must } from '../../src/basics/must.js';
import { slugOf } from '../../src/basics/folded.js';
import { bodyRoutes } from '../../src/bodies/bodies.contract.js';
import { instrumentRoutes } from '../../src/instruments/instruments.contract.js';
import { mandateRoutes } from '../../src/instruments/mandates.contract.js';
import { setUpCode } from '../../src/people/people.acts.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { peopleRoutes } from '../../src/people/people.contract.js';
import {
  ASSEMBLIES,
  BODIES,
  INSTRUMENTS,
  ORGANISATIONS,
  SOURCES,
  TERMS,
} from '../../src/seeds/history.data.js';
import { seed } from '../../src/seeds/seed.js';
import { emailOf, PASSWORD, register, signedIn } from './convened.js';
import { openHouse, type TestHouse, type Visitor } from './house.js';

/** A federation's secretary types its history, by the routes that the forms ask. */
let house: TestHouse;
let secretary: Visitor;
/** What the typed house calls what the seed calls otherwise: identifiers follow from names. */
const ids = new Map<string, string>();
const typed = (seeded: string): string => must(ids.get(seeded), `typed ${seeded}`);

beforeAll(async () => {
  house = await openHouse();
  const code = must(await house.source.transaction((tx) => setUpCode(tx)), 'code of the set-up');
  secretary = house.visitor();
  await secretary.do(peopleRoutes.setUp, {
    ...{ code, name: 'Ada First', email: emailOf('ada'), password: PASSWORD },
  });
});
afterAll(() => house.close());

async function typeHistory(): Promise<void> {
  for (const { organisation, parent, ...facts } of ORGANISATIONS) {
    const made = await secretary.do(bodyRoutes.registerOrganisation, {
      ...facts,
      organisation: slugOf(facts.short ?? facts.name),
      parent: parent && typed(parent),
    });
    ids.set(organisation, made.organisation);
  }
  for (const { body, organisation: of, name } of BODIES) {
    const organisation = typed(of);
    const made = await secretary.do(bodyRoutes.foundBody, {
      ...{ body: slugOf(`${organisation} ${name}`), organisation, name, source: SOURCES.encyclopedia },
    });
    ids.set(body, made.body);
  }
  for (const term of TERMS) await secretary.do(peopleRoutes.enterTerm, { ...term, body: typed(term.body) });
  for (const { assembly, from: date, ...past } of ASSEMBLIES) {
    const made = await secretary.do(assemblyRoutes.enterAssembly, { ...past, date, body: typed(past.body) });
    ids.set(assembly, made.assembly);
  }
  for (const one of INSTRUMENTS) await typeInstrument(one);
}

async function typeInstrument({
  instrument: seeded,
  versions,
  stages,
  mandate,
  ...past
}: (typeof INSTRUMENTS)[number]): Promise<void> {
  const instrument = slugOf(past.titles.en);
  ids.set(seeded, instrument);
  await secretary.do(instrumentRoutes.found, {
    ...{ ...past, instrument, titles: { ...past.titles }, structure: [...past.structure] },
    authenticLanguages: past.authenticLanguages && [...past.authenticLanguages],
    languages: past.languages && [...past.languages],
    stages: stages.map(({ kind, label, body }) => ({ kind, label, body: typed(body) })),
  });
  for (const [place, { title, note }] of versions.entries()) {
    const entered = await secretary.do(instrumentRoutes.enterVersion, {
      ...{ instrument, titles: { en: title }, note },
    });
    expect(entered).toEqual({ number: place + 1 });
  }
  const path = (await secretary.do(instrumentRoutes.instrument, { instrument })).stages;
  for (const [place, { kind: _, label: __, body, assembly, ...facts }] of stages.entries()) {
    if (mandate?.to === body) {
      const { from, to, text, finished, ...granted } = mandate;
      const { mandate: given } = await secretary.do(mandateRoutes.enterMandate, {
        ...{ instrument, ...granted, from: typed(from), terms: { to: typed(to), text } },
      });
      const { version, ...known } = finished;
      await secretary.do(mandateRoutes.finishMandate, { mandate: given, version, past: known });
    }
    await secretary.do(instrumentRoutes.enterStage, {
      ...{ instrument, stage: path[place]!.id, ...facts, assembly: assembly && typed(assembly) },
      counts: { for: null, against: null, abstain: null },
    });
  }
}

/** All that a reader sees of a house. `of`: what it calls what the seed calls so. */
async function seenIn(reader: Visitor, of: (seeded: string) => string) {
  const all = <T, R>(list: readonly T[], ask: (one: T) => Promise<R>): Promise<R[]> =>
    Promise.all(list.map((one) => ask(one)));
  return {
    organisations: await reader.do(bodyRoutes.organisations, {}),
    each: await all(ORGANISATIONS, ({ organisation }) =>
      reader.do(bodyRoutes.organisation, { organisation: of(organisation) }),
    ),
    bodies: await all(BODIES, ({ body }) => reader.do(bodyRoutes.body, { body: of(body) })),
    assemblies: await reader.do(assemblyRoutes.assemblies, {}),
    meetings: await all(ASSEMBLIES, ({ assembly }) =>
      reader.do(assemblyRoutes.assembly, { assembly: of(assembly) }),
    ),
    instruments: await reader.do(instrumentRoutes.instruments, {}),
    paths: await all(INSTRUMENTS, ({ instrument }) =>
      reader.do(instrumentRoutes.instrument, { instrument: of(instrument) }),
    ),
    versions: await all(
      INSTRUMENTS.flatMap(({ instrument, versions }) =>
        versions.map((_, place) => ({ instrument, number: place + 1 })),
      ),
      ({ instrument, number }) => reader.do(instrumentRoutes.version, { instrument: of(instrument), number }),
    ),
    mandates: await all(INSTRUMENTS, ({ instrument }) =>
      reader.do(mandateRoutes.mandates, { instrument: of(instrument) }),
    ),
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** The same with what the seed calls it, and the n-th id that comes up as `#n`. */
function withoutIds(seen: unknown, seeded: ReadonlyMap<string, string>): unknown {
  const met = new Map<string, string>();
  const text = JSON.stringify(seen, (_key, value: unknown) => {
    if (typeof value !== 'string') return value;
    if (UUID.test(value)) {
      if (!met.has(value)) met.set(value, `#${met.size}`);
      return met.get(value);
    }
    return seeded.get(value) ?? value;
  });
  return JSON.parse(text);
}

test('what readers see of the typed history is what they see of the seeded one', async () => {
  await typeHistory();
  const seeded = await openHouse();
  try {
    await seed(seeded.perform, seeded.source, 'history');
    const theirs = new Map([...ids].map(([one, own]) => [own, one]));
    const ours = withoutIds(await seenIn(house.visitor(), typed), theirs);
    expect(ours).toEqual(withoutIds(await seenIn(seeded.visitor(), (one) => one), new Map()));
    expect(JSON.stringify(ours)).toContain('Cancun');
  } finally {
    await seeded.close();
  }
});

describe('an assembly of the past', () => {
  const enter = (facts: Partial<z.input<typeof assemblyRoutes.enterAssembly.input>>) =>
    secretary.ask(assemblyRoutes.enterAssembly, {
      ...{ body: typed('cicopa-ga'), name: 'Assembly in Manchester', place: null, date: '1995' },
      ...{ source: 'Minutes', certainty: 'medium', ...facts },
    });

  test.each([
    ['last year', 'date.malformed'],
    ['1995/..', 'date.malformed'],
    ['/1995', 'date.malformed'],
    ['1995/1996/1997', 'date.malformed'],
    ['1996/1995', 'date.ends_before'],
    ['9995-09', 'assembly.not_past'],
  ])('is not entered on %s: %s', async (date, code) => {
    expect(await enter({ date })).toMatchObject({ ok: false, refusal: { code } });
  });

  test('lasts some days, has a name that another has, and may have no known day', async () => {
    const days = await enter({ date: '1995-09-20/1995-09-22' });
    const again = await enter({ date: null });
    expect([days, again]).toMatchObject([
      { ok: true, value: { assembly: 'assembly-in-manchester' } },
      { ok: true, value: { assembly: 'assembly-in-manchester-2' } },
    ]);
    const view = (assembly: string) => house.visitor().do(assemblyRoutes.assembly, { assembly });
    expect(await view('assembly-in-manchester')).toMatchObject({
      ...{ from: '1995-09-20', to: '1995-09-22', historical: true, certainty: 'medium', source: 'Minutes' },
    });
    expect(await view('assembly-in-manchester-2')).toMatchObject({ from: null, to: null });
    await secretary.do(assemblyRoutes.correct, {
      ...{ assembly: 'assembly-in-manchester-2', reason: 'The minutes were found' },
      facts: { name: 'Assembly in Salford', from: '1997', certainty: 'high', source: 'Minutes of 1997' },
    });
    expect(await view('assembly-in-manchester-2')).toMatchObject({
      ...{
        name: 'Assembly in Salford',
        from: '1997',
        to: null,
        certainty: 'high',
        source: 'Minutes of 1997',
      },
    });
    const told = await house
      .visitor()
      .do(recordRoutes.record, { subject: 'assembly:assembly-in-manchester-2' });
    expect(JSON.parse(told.entries[0]!.bytes!)).toMatchObject({
      ...{ type: 'assembly.corrected', data: { was: { name: 'Assembly in Manchester', from: null } } },
    });
  });
});

describe('a term of office', () => {
  const body = () => typed('cicopa-excom');
  const term = {
    title: 'President',
    from: '1999',
    to: '2003?',
    source: 'Minutes',
    certainty: 'high',
  } as const;
  const enter = (facts: Partial<z.input<typeof peopleRoutes.enterTerm.input>>) =>
    secretary.ask(peopleRoutes.enterTerm, { body: body(), ...term, ...facts });
  const seen = (by: Visitor) => by.do(bodyRoutes.body, { body: body() });

  test.each([
    [{ name: 'Rainer Past', from: 'once' }, 'date.malformed'],
    [{ name: 'Rainer Past', from: '2004' }, 'date.ends_before'],
    [{}, 'term.person'],
    [{ name: 'Rainer Past', person: '01900000-0000-7000-8000-000000000000' }, 'term.person'],
    [{ person: '01900000-0000-7000-8000-000000000000' }, 'not_found'],
  ])('is not entered with %j: %s', async (facts, code) => {
    expect(await enter(facts)).toMatchObject({ ok: false, refusal: { code } });
    expect((await seen(secretary)).terms).toEqual([]);
  });

  test('is of somebody who is known, once they were named', async () => {
    await enter({ name: 'Rainer Past' });
    const { person } = (await seen(secretary)).terms[0]!;
    await enter({ person, title: 'Member', from: null, to: '1999' });
    expect((await seen(house.visitor())).terms).toMatchObject([
      { person, name: 'Rainer Past', title: 'President', from: '1999', to: '2003?' },
      { person, name: 'Rainer Past', title: 'Member', from: null, to: '1999' },
    ]);
    const { people } = await secretary.do(peopleRoutes.people, { search: 'rainer' });
    expect(people).toHaveLength(1);
  });

  test('is struck with the reason; the body’s secretariat alone still sees it there', async () => {
    const wrong = (await seen(secretary)).terms[1]!;
    await register(house, 'excom', { office: 'secretariat', body: body() });
    const own = await signedIn(house, 'excom');
    const strike = (by: Visitor) =>
      by.ask(peopleRoutes.strikeTerm, { body: body(), term: wrong.id, reason: 'It was another body' });
    const other = await secretary.ask(peopleRoutes.strikeTerm, {
      ...{ body: typed('cicopa-ga'), term: wrong.id, reason: 'Elsewhere' },
    });
    expect(other).toMatchObject({ status: 404 });
    expect(await strike(house.visitor())).toMatchObject({ status: 401 });
    expect(await strike(own)).toMatchObject({ ok: true });
    expect(await strike(own)).toMatchObject({ status: 404 });
    for (const reader of [house.visitor(), own])
      expect((await seen(reader)).terms.map(({ title }) => title)).toEqual(['President']);
    expect((await seen(own)).struckTerms).toMatchObject([
      { id: wrong.id, name: 'Rainer Past', title: 'Member', reason: 'It was another body' },
    ]);
    expect((await seen(house.visitor())).struckTerms).toEqual([]);
    // Whose secretariat is of one body enters no terms in others.
    const elsewhere = await own.ask(peopleRoutes.enterTerm, {
      ...{ ...term, body: typed('cicopa-ga'), name: 'Nobody There' },
    });
    expect(elsewhere).toMatchObject({ status: 403 });
  });
});

test('what was entered wrongly of an instrument itself is corrected, with what was there before', async () => {
  const instrument = typed(INSTRUMENTS[0]!.instrument);
  const view = () => house.visitor().do(instrumentRoutes.instrument, { instrument });
  const before = await view();
  const facts = {
    titles: { ...before.titles, en: 'World Standards, as typed' },
    source: 'Annual report 2005',
  };
  const correct = () =>
    secretary.ask(instrumentRoutes.correct, { instrument, facts, reason: 'The title page says so' });
  expect(await correct()).toMatchObject({ ok: true });
  expect(await correct()).toMatchObject({ refusal: { code: 'instrument.unchanged' } });
  expect(await view()).toMatchObject({ ...facts, versions: before.versions, passages: before.passages });
  const told = await house
    .visitor()
    .do(recordRoutes.record, { subject: `instrument:${instrument}`, limit: 1 });
  expect(JSON.parse(told.entries[0]!.bytes!)).toMatchObject({
    ...{
      type: 'instrument.corrected',
      data: { facts, was: { titles: before.titles, source: before.source } },
    },
  });
});

test('an instrument of the past says where what is told of it comes from', async () => {
  const stages = [{ kind: 'final' as const, label: 'final', body: typed('ica-ga') }];
  const founded = { instrument: 'rochdale', titles: { en: 'Rochdale', es: 'Rochdale' }, stages };
  await secretary.do(instrumentRoutes.found, {
    ...{ ...founded, authenticLanguages: null, source: 'Museum', certainty: 'medium' },
    ...{ structure: ['Preamble'], structureCertainty: 'unknown' },
  });
  expect(await house.visitor().do(instrumentRoutes.instrument, { instrument: 'rochdale' })).toMatchObject({
    ...{ source: 'Museum', certainty: 'medium', structure: ['Preamble'], structureCertainty: 'unknown' },
    ...{ authenticLanguages: null, languages: null },
  });
});
