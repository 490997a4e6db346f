import { existsSync, readFileSync } from 'node:fs';
import { assemblyRoutes } from '../../src/assemblies/assemblies.contract.js';
import { isEdtf } from '../../src/basics/edtf.js';
import { bodyRoutes } from '../../src/bodies/bodies.contract.js';
import { instrumentRoutes, type StageView } from '../../src/instruments/instruments.contract.js';
import { leafHash, type Entry } from '../../src/log/entry.js';
import { recordRoutes, type EntryView } from '../../src/record/record.contract.js';
import { pollRoutes } from '../../src/polls/polls.contract.js';
import { seed } from '../../src/seeds/seed.js';
import { register, signedIn } from './convened.js';
import { openHouse, type TestHouse, type Visitor } from './house.js';

/** What is known, written a second time: whoever changes the seed changes this too. */
const UNKNOWN = { for: null, against: null, abstain: null };

const FACTS = '../shared/data/cicopa-history.json';
const known = existsSync(FACTS);
if (!known)
  process.stdout.write('The collected facts are not on this machine: nothing is compared with them.\n');

/** Each source by a word that its name contains. */
type Source =
  | 'Encyclopedia'
  | 'bastidas'
  | 'cicopa.coop'
  | 'cecop.coop'
  | '5477185'
  | '7204131'
  | 'ICA-Americas'
  | 'canadianworker';

const NAMES: Record<string, Source> = {
  ...{ seed: 'Encyclopedia', bastidas: 'bastidas', 'cicopa-step': 'cicopa.coop', cwcf: 'canadianworker' },
  ...{ 'cecop-standards': 'cecop.coop', 'standards-es': '5477185', 'minutes-2005': '7204131' },
  'ica-americas': 'ICA-Americas',
};

interface Past {
  readonly kind: StageView['kind'];
  readonly label: string;
  readonly body: readonly [organisation: string, body: string];
  readonly assembly: string | null;
  readonly place: string | null;
  readonly date: string | null;
  readonly outcome: StageView['outcome'];
  readonly version: number | null;
  readonly result: string | null;
  readonly sources: readonly Source[];
  /** Words without which the note would not say what is uncertain. */
  readonly note: RegExp | null;
}

const CICOPA_GA = ['CICOPA', 'cicopa-ga'] as const;

const PATHS: Record<string, readonly Past[]> = {
  'world-declaration': [
    {
      ...{ kind: 'principle', label: 'approved in principle', body: CICOPA_GA, outcome: 'approved' },
      ...{ assembly: 'oslo-2003', place: 'Oslo, Norway', date: '2003-09-06', version: 1, result: null },
      ...{ sources: ['Encyclopedia', 'bastidas'], note: /day.*medium/i },
    },
    {
      ...{ kind: 'finalise', label: 'final draft approved', body: ['CICOPA', 'cicopa-excom'] },
      ...{ assembly: 'excom-2004', place: null, date: '2004-02-17', version: 2, result: null },
      ...{ outcome: 'approved', sources: ['Encyclopedia'], note: /mandate.*inferred/i },
    },
    {
      ...{ kind: 'adopt-parent', label: 'approved', body: ['ICA', 'ica-ga'], outcome: 'approved' },
      ...{ assembly: 'ica-cartagena-2005', place: 'Cartagena, Colombia', date: '2005-09-23' },
      ...{ version: 3, result: 'unanimous', sources: ['Encyclopedia', 'cicopa.coop'], note: null },
    },
  ],
  'world-standards': [
    {
      ...{ kind: 'consult', label: 'consultation of the members', body: CICOPA_GA, outcome: 'held' },
      ...{ assembly: null, place: null, date: null, version: null, result: null },
      ...{ sources: ['Encyclopedia', '5477185', 'cecop.coop'], note: /two years.*four years/i },
    },
    {
      ...{ kind: 'principle', label: 'approved in substance', body: CICOPA_GA, outcome: 'approved' },
      ...{ assembly: 'geneva-2009', place: 'Geneva, Switzerland', date: '2009-11-18', version: 1 },
      ...{ result: null, sources: ['Encyclopedia'], note: null },
    },
    {
      ...{ kind: 'final', label: 'approved in final form', body: CICOPA_GA, outcome: 'approved' },
      ...{ assembly: 'cancun-2011', place: 'Cancun, Mexico', date: '2011-11-16', version: 2 },
      ...{ result: null, sources: ['Encyclopedia'], note: null },
    },
  ],
};

/** Assembly, body, place, date, how certain the date is. */
const ASSEMBLIES: readonly (readonly [string, string, string | null, string, string])[] = [
  ['cancun-2011', 'cicopa-ga', 'Cancun, Mexico', '2011-11-16', 'high'],
  ['geneva-2009', 'cicopa-ga', 'Geneva, Switzerland', '2009-11-18', 'high'],
  ['ica-cartagena-2005', 'ica-ga', 'Cartagena, Colombia', '2005-09-23', 'high'],
  ['cicopa-cartagena-2005', 'cicopa-ga', 'Cartagena, Colombia', '2005-09-18', 'high'],
  ['excom-2004', 'cicopa-excom', null, '2004-02-17', 'high'],
  ['oslo-2003', 'cicopa-ga', 'Oslo, Norway', '2003-09-06', 'medium'],
];

describe('the history of two instruments, as the public reads it', () => {
  let house: TestHouse;
  let reader: Visitor;

  beforeAll(async () => {
    house = await openHouse();
    await seed(house.perform, house.source, 'history');
    reader = house.visitor();
  });

  afterAll(() => house.close());

  /** All entries of the record, oldest first, a page at a time. */
  async function whole(): Promise<{ view: EntryView; entry: Entry }[]> {
    const found: EntryView[] = [];
    for (let before: number | undefined; ;) {
      const { entries, size } = await reader.do(recordRoutes.record, { before, limit: 50 });
      found.unshift(...entries.toReversed());
      before = entries.at(-1)!.number;
      if (before === 0) {
        expect(found.map((one) => one.number)).toEqual(Array.from({ length: size }, (_, number) => number));
        return found.map((view) => ({ view, entry: JSON.parse(view.bytes!) as Entry }));
      }
    }
  }

  test('these two are there, and nothing of the demonstration', async () => {
    const { instruments } = await reader.do(instrumentRoutes.instruments, {});
    expect(instruments.map(({ id, state, demonstration }) => [id, state, demonstration])).toEqual([
      ['world-declaration', 'approved', false],
      ['world-standards', 'approved', false],
    ]);
    const { organisations } = await reader.do(bodyRoutes.organisations, {});
    expect(organisations.some((one) => one.demonstration)).toBe(false);
  });

  describe.each(Object.entries(PATHS))('%s', (instrument, path) => {
    test('every stage stands in its place, with body, place, date and source', async () => {
      const { stages } = await reader.do(instrumentRoutes.instrument, { instrument });
      expect(stages.map((stage) => stage.number)).toEqual([1, 2, 3]);
      expect(
        stages.map(({ kind, label, body, assembly, date, outcome, version, result }) => ({
          ...{ kind, label, body: [body.organisation, body.id], assembly: assembly?.id ?? null },
          ...{ place: assembly?.place ?? null, date, outcome, version, result },
        })),
      ).toEqual(path.map(({ sources: _, note: __, ...facts }) => facts));
      for (const [place, stage] of stages.entries()) {
        const { sources, note } = path[place]!;
        for (const source of sources) expect(stage.source).toContain(source);
        expect(stage.source!.split('; ')).toHaveLength(sources.length);
        expect(stage.certainty).toBe('high');
        if (note === null) expect(stage.note).toBeNull();
        else expect(stage.note).toMatch(note);
        expect(stage.date === null || isEdtf(stage.date)).toBe(true);
      }
    });

    test('counts that nobody knows are unknown, and nothing claims that this house decided', async () => {
      const { stages } = await reader.do(instrumentRoutes.instrument, { instrument });
      for (const stage of stages) {
        expect(stage).toMatchObject({
          ...{ counts: UNKNOWN, state: 'done', enteredFromSource: true },
          ...{ poll: null, motion: null, decision: null },
        });
      }
      const text = await (await reader.fetch(`/api/instruments/${instrument}`)).text();
      expect(text).not.toMatch(/"(for|against|abstain)":(?!null)/);
    });

    test('the record has the same facts, and says who entered them', async () => {
      const { stages } = await reader.do(instrumentRoutes.instrument, { instrument });
      const record = await whole();
      const founded = record.find(
        ({ entry }) => entry.type === 'instrument.founded' && entry.data['instrument'] === instrument,
      )!;
      expect(founded.entry.data['stages']).toEqual(
        stages.map(({ id, number, kind, label, body }) => ({ id, number, kind, label, body: body.id })),
      );
      let last = founded.view.number;
      for (const stage of stages) {
        const about = record.filter(({ entry }) => entry.data['stage'] === stage.id);
        expect(about.map(({ view }) => [view.type, view.subject])).toEqual([
          ['stage.entered', `instrument:${instrument}`],
        ]);
        const [{ view, entry }] = about as [(typeof about)[number]];
        expect(entry.type).toBe('stage.entered');
        expect(entry.actor).toEqual({ kind: 'house', name: 'seed' });
        expect(entry.data).toEqual({
          ...{ stage: stage.id, outcome: stage.outcome, assembly: stage.assembly?.id ?? null },
          ...{ date: stage.date, version: stage.version, result: stage.result, counts: UNKNOWN },
          ...{ source: stage.source, certainty: stage.certainty, note: stage.note },
        });
        expect(leafHash(view.bytes!)).toBe(view.leaf);
        // In the order of the path.
        expect(view.number).toBeGreaterThan(last);
        last = view.number;
      }
    });
  });

  test('the Declaration ends with the ICA in Cartagena, the Standards go from Geneva to Cancun', async () => {
    const declaration = await reader.do(instrumentRoutes.instrument, { instrument: 'world-declaration' });
    expect(declaration.stages.at(-1)).toMatchObject({
      ...{ outcome: 'approved', result: 'unanimous', date: '2005-09-23', enteredFromSource: true },
      body: { id: 'ica-ga', name: 'General Assembly', organisation: 'ICA' },
      assembly: { place: 'Cartagena, Colombia' },
    });
    const standards = await reader.do(instrumentRoutes.instrument, { instrument: 'world-standards' });
    expect(standards.stages.slice(1)).toMatchObject([
      {
        kind: 'principle',
        label: 'approved in substance',
        date: '2009-11-18',
        assembly: { id: 'geneva-2009' },
      },
      { kind: 'final', label: 'approved in final form', date: '2011-11-16', assembly: { id: 'cancun-2011' } },
    ]);
  });

  test('the texts are not known to us: versions have titles and no hash', async () => {
    const declaration = await reader.do(instrumentRoutes.instrument, { instrument: 'world-declaration' });
    const standards = await reader.do(instrumentRoutes.instrument, { instrument: 'world-standards' });
    expect(declaration.versions.map((one) => one.titles)).toEqual([
      { en: 'World Declaration on Cooperative Worker Ownership' },
      { en: 'World Declaration on Cooperative Worker Ownership' },
      { en: 'World Declaration on Worker Cooperatives' },
    ]);
    expect(standards.versions).toHaveLength(2);
    for (const version of [...declaration.versions, ...standards.versions]) {
      expect(version).toMatchObject({
        ...{ textKnown: false, hash: null, structureHash: null, languages: [], at: null },
      });
    }
    expect(declaration).toMatchObject({ authenticLanguages: ['en', 'es'], structureCertainty: 'medium' });
    expect(declaration.structure).toHaveLength(7);
    // Which languages of the Standards are authentic is not known.
    expect(standards).toMatchObject({ authenticLanguages: null, structure: [], structureCertainty: null });
    const version = await reader.do(instrumentRoutes.version, { instrument: 'world-declaration', number: 3 });
    expect(version.expressions).toEqual([]);
  });

  test('the assemblies are history: dates with their certainty, no quorum, no poll', async () => {
    const { assemblies } = await reader.do(assemblyRoutes.assemblies, {});
    expect(
      assemblies.map(({ id, body, place, from, certainty }) => [id, body.id, place, from, certainty]),
    ).toEqual(ASSEMBLIES);
    const record = await whole();
    for (const { id, place, from, source, certainty } of assemblies) {
      const view = await reader.do(assemblyRoutes.assembly, { assembly: id });
      expect(view).toMatchObject({
        ...{ historical: true, demonstration: false, open: true, ruleSet: null, quorum: null, to: null },
        ...{ sittings: [], items: [] },
      });
      expect(source).toMatch(/Encyclopedia|7204131/);
      expect(await reader.do(pollRoutes.polls, { assembly: id })).toEqual({ polls: [] });
      const [convened] = record.filter(({ view }) => view.subject === `assembly:${id}`);
      expect(convened!.entry).toMatchObject({
        type: 'assembly.convened',
        data: { assembly: id, place, from, source, certainty, historical: true },
      });
    }
  });

  test('bodies and terms have their sources; what is unknown of them is null', async () => {
    const body = await reader.do(bodyRoutes.body, { body: 'cicopa-ga' });
    expect(
      body.terms.map(({ name, title, from, to, certainty }) => [name, title, from, to, certainty]),
    ).toEqual(
      expect.arrayContaining([
        ['Manuel Mariscal', 'President', '2011', null, 'medium'],
        ['Bruno Roelants', 'General Secretary', null, null, 'high'],
      ]),
    );
    expect(body.terms).toHaveLength(2);
    expect(body.members).toEqual([]);
    const cicopa = await reader.do(bodyRoutes.organisation, { organisation: 'cicopa' });
    expect(cicopa).toMatchObject({
      parents: [{ id: 'ica', from: null, to: null }],
      country: null,
      founded: null,
    });
    expect(cicopa.children.map((one) => one.id).toSorted()).toEqual(['cecop', 'cicopa-americas']);
  });

  /** A source as we name it, beside the names of those that the facts name. */
  const expectSource = (ours: string | null, theirs: string): void => {
    const sources = theirs.split(', ');
    for (const name of sources) expect(ours).toContain(NAMES[name]!);
    expect(ours!.split('; ')).toHaveLength(sources.length);
  };
  /** A note in our own words names what the collected one is about. */
  const WORDS: Record<string, RegExp> = {
    'oslo-2003': /year is certain.*day.*one source/i,
    'cicopa-cartagena-2005': /half of the members who have paid.*25 %.*Art\. 8\.6/i,
    'Manuel Mariscal': /elected at Cancun.*day is not known/i,
    'World Declaration on Worker Cooperatives': /changed between 2004 and 2005.*Spanish one did not/i,
  };
  const expectNote = (ours: string | null, theirs: string | null | undefined, about: string): void =>
    theirs ? expect(ours).toMatch(WORDS[about]!) : expect([about, ours]).toEqual([about, null]);

  (known ? test : test.skip)('everything that was collected is here, fact by fact', async () => {
    const facts = JSON.parse(readFileSync(FACTS, 'utf8')) as Collected;
    const organisations = await Promise.all(
      facts.organisations.map(({ id }) => reader.do(bodyRoutes.organisation, { organisation: id })),
    );
    expect((await reader.do(bodyRoutes.organisations, {})).organisations).toHaveLength(organisations.length);
    for (const [place, one] of facts.organisations.entries()) {
      const { id, parent, source, certainty, name, short, formerName, kind, seat, ...rest } = one;
      const { founded, foundedPlace, ...figures } = rest;
      const ours = organisations[place]!;
      expect(ours).toMatchObject({
        ...{ id, name, certainty, formerName: formerName ?? null, kind: kind ?? null, seat: seat ?? null },
        ...{ founded: founded ?? null, foundedPlace: foundedPlace ?? null, country: null },
        parents: parent === null ? [] : [{ id: parent, from: null, to: null }],
      });
      if (short !== undefined) expect(ours.short).toBe(short);
      expect(ours.figures).toEqual(
        Object.fromEntries(Object.entries(figures).map(([key, count]) => [key, String(count)])),
      );
      expectSource(ours.source, source);
    }

    for (const { id, organisation, name, source, certainty } of facts.bodies) {
      const body = await reader.do(bodyRoutes.body, { body: id });
      expect(body).toMatchObject({ name, certainty, organisation: { id: organisation } });
      expectSource(body.source, source);
    }

    const { terms } = await reader.do(bodyRoutes.body, { body: 'cicopa-ga' });
    expect(terms).toHaveLength(facts.people.length);
    for (const { name, source, certainty, term } of facts.people) {
      const ours = terms.find((one) => one.name === name)!;
      expect(`${ours.title} of CICOPA`).toBe(term.office);
      expect(ours).toMatchObject({ from: term.from, to: term.to, certainty });
      expectSource(ours.source, source);
      expectNote(ours.note, term.note, name);
    }

    for (const { id, note, source } of facts.assemblies) {
      const assembly = await reader.do(assemblyRoutes.assembly, { assembly: id });
      expectSource(assembly.source, source);
      expectNote(assembly.note, note, id);
    }

    for (const { id, titles, structure, languages, ...one } of facts.instruments) {
      const ours = await reader.do(instrumentRoutes.instrument, { instrument: id });
      expect(ours).toMatchObject({
        ...{ authenticLanguages: one.authenticLanguages, languages: languages ?? null },
        ...{ certainty: one.certainty ?? null, structureCertainty: one.structureCertainty ?? null },
      });
      expect(ours.structure).toEqual((structure ?? []).map((part) => part.replace("s'", 's’')));
      for (const { version, lang, title, note } of titles) {
        const versioned = ours.versions.find(({ number }) => number === version)!;
        expect(versioned.titles).toEqual({ [lang]: title });
        expectNote(versioned.note, note, title);
      }
      expect(ours.titles.en).toBe(titles.at(-1)!.title);
    }
  });

  test('the record holds the seed and nothing else, and a second seed adds nothing', async () => {
    const before = await whole();
    for (const { view, entry } of before) {
      expect(entry.actor).toEqual({ kind: 'house', name: 'seed' });
      expect(view.leaf).toBe(leafHash(view.bytes!));
      expect(entry.type).not.toMatch(/^(poll|motion)\.|^stage\.decided$/);
    }
    await seed(house.perform, house.source, 'demo');
    expect(await whole()).toEqual(before);
  });

  test('history is not written twice: the secretariat is refused, and nothing changed', async () => {
    await register(house, 'secretary', { office: 'secretariat' });
    const secretary = await signedIn(house, 'secretary');
    const before = await reader.do(instrumentRoutes.instrument, { instrument: 'world-standards' });
    for (const { id } of before.stages) {
      const answer = await secretary.ask(instrumentRoutes.enterStage, {
        ...{ instrument: 'world-standards', stage: id, outcome: 'rejected', assembly: null, date: '2012' },
        ...{ version: 1, result: null, counts: { for: '1', against: '0', abstain: null } },
        ...{ source: 'Somebody', certainty: 'high', note: null },
      });
      expect(answer).toMatchObject({ ok: false, status: 409, refusal: { code: 'stage.decided' } });
    }
    expect(await reader.do(instrumentRoutes.instrument, { instrument: 'world-standards' })).toEqual(before);
  });
});

/** The facts as they were collected. */
interface Collected {
  readonly organisations: readonly {
    readonly id: string;
    readonly name: string;
    readonly short?: string;
    readonly formerName?: string;
    readonly parent: string | null;
    readonly kind?: string;
    readonly seat?: string;
    readonly founded?: string;
    readonly foundedPlace?: string;
    readonly source: string;
    readonly certainty: string;
  }[];
  readonly bodies: readonly {
    readonly id: string;
    readonly organisation: string;
    readonly name: string;
    readonly source: string;
    readonly certainty: string;
  }[];
  readonly people: readonly {
    readonly name: string;
    readonly source: string;
    readonly certainty: string;
    readonly term: {
      readonly office: string;
      readonly from: string | null;
      readonly to: string | null;
      readonly note: string | null;
    };
  }[];
  readonly assemblies: readonly { readonly id: string; readonly note?: string; readonly source: string }[];
  readonly instruments: readonly {
    readonly id: string;
    readonly titles: readonly {
      readonly version: number;
      readonly lang: string;
      readonly title: string;
      readonly note?: string;
    }[];
    readonly structure?: readonly string[];
    readonly structureCertainty?: string;
    readonly languages?: readonly string[];
    readonly authenticLanguages: readonly string[] | null;
    readonly certainty?: string;
  }[];
}

(known ? test : test.skip)('the table above is that of the collected facts', () => {
  interface Fact {
    readonly id: string;
    readonly body?: string;
    readonly place: string | null;
    readonly date: string;
    readonly dateCertainty: string;
    readonly kind: string;
    readonly label: string;
    readonly assembly?: string;
    readonly version?: number;
    readonly result?: string;
    readonly source: string;
    readonly certainty: string;
    readonly for?: null;
    readonly against?: null;
    readonly abstain?: null;
  }
  const facts = JSON.parse(readFileSync(FACTS, 'utf8')) as {
    readonly assemblies: readonly Fact[];
    readonly instruments: readonly { readonly id: string; readonly stages: readonly Fact[] }[];
  };
  expect(
    facts.assemblies.map(({ id, body, place, date, dateCertainty }) => [
      id,
      body,
      place,
      date,
      dateCertainty,
    ]),
  ).toEqual(ASSEMBLIES.toReversed());
  expect(facts.instruments.map((one) => one.id)).toEqual(Object.keys(PATHS));
  for (const { id, stages } of facts.instruments) {
    const collected = stages.map((stage) => {
      const met = facts.assemblies.find((one) => one.id === stage.assembly);
      expect([stage.certainty, stage.for ?? null, stage.against ?? null, stage.abstain ?? null]).toEqual([
        ...['high', null, null, null],
      ]);
      return {
        ...{ kind: stage.kind, label: stage.label, body: stage.body ?? met?.body, place: met?.place ?? null },
        ...{ assembly: stage.assembly ?? null, date: met?.date ?? null, version: stage.version ?? null },
        ...{
          result: stage.result ?? null,
          stage: new Set(stage.source.split(', ').map((name) => NAMES[name])),
        },
      };
    });
    const ours = PATHS[id]!.map(({ kind, label, body, place, assembly, date, version, result, ...one }) => {
      // The day of Oslo comes from a source of its own, which the stage names with its assembly's.
      const sources = one.sources.filter((name) => name !== 'bastidas');
      return { kind, label, body: body[1], place, assembly, date, version, result, stage: new Set(sources) };
    });
    expect(ours).toEqual(collected);
  }
});
