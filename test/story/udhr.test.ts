import { createHash, randomUUID } from 'node:crypto';
import {
  ACCREDIT,
  CONVENE,
  IMPORT_DELEGATES,
  OPEN_SITTING,
  PLAN_SITTING,
  RECORD_PRESENCE,
} from '../../src/assemblies/assemblies.acts.js';
import { credentialViews } from '../../src/assemblies/assemblies.store.js';
import { canonical } from '../../src/basics/canonical.js';
import {
  ADOPT_RULE_SET,
  FOUND_BODY,
  IMPORT_MEMBERS,
  REGISTER_ORGANISATION,
} from '../../src/bodies/bodies.acts.js';
import { instrumentRoutes as instruments } from '../../src/instruments/instruments.contract.js';
import { motionRoutes as motions } from '../../src/motions/motions.contract.js';
import { peopleRoutes as people } from '../../src/people/people.contract.js';
import { pollRoutes as polls, pollSockets } from '../../src/polls/polls.contract.js';
import type { Choice } from '../../src/rules/vote.js';
import { DEMO_RULES } from '../../src/seeds/demo.data.js';
import { udhrArticles, udhrIsHere, udhrMarkdown, udhrPreamble } from '../instruments/udhr.js';
import { issue, register, signedIn } from './convened.js';
import { openHouse, value, type TestHouse, type Visitor } from './house.js';

const LANGS = ['en', 'fr', 'es'] as const;
const story = udhrIsHere ? describe : describe.skip;
if (!udhrIsHere)
  process.stdout.write('The Universal Declaration is not on this machine: its story is left out.\n');

/** The Universal Declaration of Human Rights in three languages, and its vote of 10 December 1948 in Paris. */
story('the Universal Declaration', () => {
  let house: TestHouse;
  let secretary: Visitor;
  let chair: Visitor;
  const everywhere = { body: null, assembly: null, from: null, to: null };

  beforeAll(async () => {
    house = await openHouse();
    await register(house, 'secretary', { office: 'secretariat', ...everywhere });
    await register(house, 'chair', { office: 'chair', ...everywhere });
    secretary = await signedIn(house, 'secretary');
    chair = await signedIn(house, 'chair');
    const { act } = house;
    await act(REGISTER_ORGANISATION, {
      ...{ organisation: 'un', name: 'United Nations', short: 'UN', country: null, parent: null },
    });
    await act(FOUND_BODY, { body: 'un-ga', organisation: 'un', name: 'General Assembly' });
  });
  afterAll(() => house.close());

  test('comes in as Markdown in three languages that align clause by clause', async () => {
    await secretary.do(instruments.found, {
      instrument: 'udhr',
      titles: { en: 'Universal Declaration of Human Rights' },
      authenticLanguages: [...LANGS],
      stages: [
        { kind: 'final', label: 'Paris 1948', body: 'un-ga' },
        { kind: 'final', label: 'voted again', body: 'un-ga' },
      ],
    });
    const input = {
      instrument: 'udhr',
      texts: LANGS.map((lang) => ({ lang, markdown: udhrMarkdown(lang) })),
      authentic: [...LANGS],
      parent: null,
    };
    const preview = await secretary.do(instruments.previewVersion, input);
    expect(preview.dropped).toEqual([]);
    const { number, hash } = await secretary.do(instruments.freezeVersion, { ...input, reason: null });
    const version = await house.visitor().do(instruments.version, { instrument: 'udhr', number });
    expect(version.hash).toBe(hash);

    const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
    const [english] = version.expressions;
    const structure = sha256(
      canonical({ v: 1, clauses: english!.clauses.map(({ id, kind, parent }) => ({ id, kind, parent })) }),
    );
    const expressions = Object.fromEntries(
      version.expressions.map(({ lang, clauses }) => [
        lang,
        sha256(canonical({ v: 1, lang, clauses: clauses.map(({ id, kind, text }) => ({ id, kind, text })) })),
      ]),
    );
    expect(hash).toBe(sha256(canonical({ v: 1, structure, expressions })));

    for (const { lang, clauses } of version.expressions) {
      const articles = clauses.filter(({ kind }) => kind === 'article');
      expect(articles).toHaveLength(30);
      const words = articles.map((article) => [
        article.text,
        ...clauses.filter(({ parent }) => parent === article.id).map(({ text }) => text),
      ]);
      const preamble = clauses.find(({ kind }) => kind === 'preamble')!;
      const recitals = clauses.filter(({ parent }) => parent === preamble.id).map(({ text }) => text);
      expect(recitals).toHaveLength(8);
      expect(recitals).toEqual(udhrPreamble(lang).map((text) => text.normalize('NFC')));
      expect(words).toEqual(
        udhrArticles(lang).map((paragraphs) => paragraphs.map((text) => text.normalize('NFC'))),
      );
      expect(clauses.map(({ id, kind, parent }) => ({ id, kind, parent }))).toEqual(
        english!.clauses.map(({ id, kind, parent }) => ({ id, kind, parent })),
      );
    }
  });

  test('its vote is entered from a source: 48 for, 0 against, 8 abstentions, 2 absent', async () => {
    await house.act(CONVENE, {
      ...{ assembly: 'paris-1948', body: 'un-ga', name: 'Third session', place: 'Paris', from: '1948-09-21' },
      ...{ to: '1948-12-12', timeZone: null, ruleSet: null, open: true, historical: true },
    });
    const { stages } = await secretary.do(instruments.instrument, { instrument: 'udhr' });
    await secretary.do(instruments.enterStage, {
      ...{ instrument: 'udhr', stage: stages[0]!.id, outcome: 'approved', assembly: 'paris-1948' },
      ...{ date: '1948-12-10', version: 1, result: 'adopted; 2 of 58 members absent' },
      counts: { for: '48', against: '0', abstain: '8' },
      ...{ source: 'Official Records, 183rd plenary meeting', certainty: 'high', note: null },
    });
    const after = await house.visitor().do(instruments.instrument, { instrument: 'udhr' });
    expect(after.stages[0]).toMatchObject({
      ...{ state: 'done', outcome: 'approved', date: '1948-12-10', version: 1, enteredFromSource: true },
      ...{ counts: { for: '48', against: '0', abstain: '8' }, poll: null, decision: null },
    });
  });

  test('the same vote run here, with 58 members, gives the same result with its arithmetic', async () => {
    const { act } = house;
    const nations = Array.from({ length: 58 }, (_, i) => `nation-${String(i + 1).padStart(2, '0')}`);
    const { ruleSet } = await act(ADOPT_RULE_SET, {
      ...{ body: 'un-ga', name: 'Rules of procedure', inForceFrom: null },
      data: { ...DEMO_RULES, duesRequired: false, languages: [...LANGS] } as never,
    });
    await act(IMPORT_MEMBERS, {
      ...{ body: 'un-ga', preview: false },
      csv: `organisation,name,class\n${nations.map((one) => `${one},${one},full`).join('\n')}\n`,
    });
    const assembly = 'paris-again';
    await act(CONVENE, {
      ...{ assembly, body: 'un-ga', name: 'Voted again', place: 'Paris', from: '2026-12-10', to: null },
      ...{ timeZone: 'Europe/Paris', ruleSet, open: true },
    });
    await act(IMPORT_DELEGATES, {
      ...{ assembly, preview: false },
      csv: `organisation,name\n${nations.map((one) => `${one},Delegate of ${one}`).join('\n')}\n`,
    });
    const { credentials } = await credentialViews(house.source.manager, assembly);
    const ids = credentials.map(({ id }) => id);
    await act(ACCREDIT, { assembly, credentials: ids });
    // Two are absent.
    await act(RECORD_PRESENCE, { assembly, credentials: ids.slice(0, 56), present: true });
    const { sitting } = await act(PLAN_SITTING, { assembly, name: null, plannedFrom: null });
    await act(OPEN_SITTING, { assembly, sitting });

    const { stages } = await secretary.do(instruments.instrument, { instrument: 'udhr' });
    const { motion } = await secretary.do(motions.submit, {
      assembly,
      titles: { en: 'To adopt the Declaration', fr: 'Adopter la Déclaration', es: 'Aprobar la Declaración' },
      about: { kind: 'stage', instrument: 'udhr', stage: stages[1]!.id, version: 1 },
      ...{ item: null, mover: null, majority: 'ordinary' },
    });
    await secretary.do(motions.table, { motion });
    await chair.do(motions.ready, { motion });
    const { poll } = await chair.do(polls.open, { motion });

    const slips = await issue(house, { assembly, people: credentials.map(({ person }) => person.id) });
    const absent = new Set(credentials.slice(56).map(({ person }) => person.id));
    const present = slips.filter(({ person }) => !absent.has(person));
    const visit = async ({ code }: { code: string }): Promise<Visitor> => {
      const delegate = house.visitor();
      await delegate.do(people.signInBySlip, { code });
      return delegate;
    };
    for (const slip of slips.filter(({ person }) => absent.has(person))) {
      expect(await (await visit(slip)).do(polls.hand, { poll })).toEqual({
        poll,
        entitlements: [],
        elsewhere: [],
      });
    }
    // Half of them by socket, half by plain HTTP.
    const receipts = await Promise.all(
      present.map(async (slip, i) => {
        const delegate = await visit(slip);
        const { entitlements } = await delegate.do(polls.hand, { poll });
        const choice: Choice = i < 48 ? 'for' : 'abstain';
        const { entitlement } = entitlements[0]!;
        const cast = { poll, ballot: randomUUID(), entitlement, choice, replaces: 0 };
        return i % 2 === 0
          ? value(await delegate.emit(pollSockets.cast, cast))
          : delegate.do(polls.cast, cast);
      }),
    );
    expect(new Set(receipts.map(({ entry }) => entry)).size).toBe(56);

    const { result } = await chair.do(polls.close, { poll });
    expect(result).toMatchObject({
      outcome: 'adopted',
      totals: {
        weight: { for: '48', against: '0', abstain: '8' },
        members: { for: 48, against: 0, abstain: 8 },
      },
      casting: null,
    });
    expect(result.steps).toMatchObject([
      { code: 'tally.count', facts: { for: '48', against: '0', abstain: '8' } },
      { code: 'majority.simple', facts: { for: '48', against: '0', holds: true, tied: false } },
    ]);
    expect(await chair.do(polls.declare, { poll })).toEqual({ outcome: 'adopted', decision: 1 });
    const { poll: declared, roll } = await house.visitor().do(polls.poll, { poll });
    expect(declared).toMatchObject({ entitled: { members: 58 }, represented: { members: 56 }, cast: 56 });
    const choices = roll.map(({ choice }) => choice);
    const counted = ['for', 'against', 'abstain', null].map(
      (one) => choices.filter((choice) => choice === one).length,
    );
    expect(counted).toEqual([48, 0, 8, 2]);
    const version = await house.visitor().do(instruments.version, { instrument: 'udhr', number: 1 });
    expect(declared.versionHash).toBe(version.hash);
    const after = await house.visitor().do(instruments.instrument, { instrument: 'udhr' });
    expect(after.stages[1]).toMatchObject({
      ...{ outcome: 'approved', enteredFromSource: false, decision: 1, poll },
      counts: { for: '48', against: '0', abstain: '8' },
    });
  });
});
