import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import type { Lang } from '../../src/basics/fields.js';
import { FOUND_BODY, REGISTER_ORGANISATION } from '../../src/bodies/bodies.acts.js';
import { draftRoutes } from '../../src/drafting/drafting.contract.js';
import type { Clause } from '../../src/instruments/clause.js';
import { FOUND_INSTRUMENT } from '../../src/instruments/instruments.acts.js';
import { importFiles } from '../../src/instruments/import.acts.js';
import { instrumentRoutes } from '../../src/instruments/instruments.contract.js';
import { operations, type Operation } from '../../src/instruments/operations.js';
import { motionRoutes } from '../../src/motions/motions.contract.js';
import { pollRoutes } from '../../src/polls/polls.contract.js';
import { SEEDER } from '../../src/seeds/seed.js';
import { charterMarkdown } from '../instruments/charter.js';
import { asDocx, asHtml, mutated } from '../instruments/formats.js';
import { udhrIsHere, udhrMarkdown } from '../instruments/udhr.js';
import { register, signedIn } from './convened.js';
import { day, NO, YES, type Day } from './day.js';
import { openHouse, type TestHouse, type Visitor } from './house.js';

const LANGS = ['en', 'fr', 'es'] as const;
const TITLES = { en: 'A motion', fr: 'Une motion', es: 'Una moción' };
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** A text of our own, and the Universal Declaration where it is on the machine. */
const TEXTS: readonly (readonly [name: string, (lang: Lang) => string])[] = [
  ['ferries', charterMarkdown],
  ...(udhrIsHere ? [['udhr', udhrMarkdown] as const] : []),
];

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house.close());

/** The places of amendments that collide, on which votes are counted. */
const COUNTED = new Set([14, 15, 16, 17]);

/** The three languages as three programs save them. */
const files = (markdown: (lang: Lang) => string) => [
  { lang: 'en' as const, file: base64(asDocx(markdown('en'))) },
  { lang: 'fr' as const, file: base64(asHtml(markdown('fr'))) },
  { lang: 'es' as const, file: base64(Buffer.from(markdown('es'))) },
];

describe.each(TEXTS)('a text in three languages: %s', (name, markdown) => {
  let at: Day;
  let desk: Visitor;
  const instrument = name;
  const found = (id: string): Promise<unknown> =>
    house.act(FOUND_INSTRUMENT, {
      ...{ instrument: id, titles: { en: 'Text' }, authenticLanguages: [...LANGS] },
      stages: [{ kind: 'final', label: 'final', body: `${name}-ga` }],
    });
  const version = (number: number, of = instrument) =>
    house.visitor().do(instrumentRoutes.version, { instrument: of, number });
  const textsOf = async (number: number): Promise<Record<Lang, Clause[]>> =>
    Object.fromEntries(
      (await version(number)).expressions.map(({ lang, clauses }) => [lang, clauses]),
    ) as Record<Lang, Clause[]>;

  beforeAll(async () => {
    at = await day(house, name, { languages: [...LANGS] });
    await register(house, `desk-${name}`, { office: 'secretariat', body: `${name}-ga` });
    desk = await signedIn(house, `desk-${name}`);
    await found(instrument);
    await found(`${name}-copy`);
  });

  test('comes in from three kinds of files, clause by clause as from Markdown', async () => {
    const input = { instrument, texts: files(markdown) };
    const preview = await desk.do(instrumentRoutes.previewVersion, input);
    expect(preview).toMatchObject({ dropped: [], languages: [...LANGS], authentic: [...LANGS] });
    const plain = await desk.do(instrumentRoutes.previewVersion, {
      instrument,
      texts: LANGS.map((lang) => ({ lang, markdown: markdown(lang) })),
    });
    // Where a line stands is told as each file counts.
    const told = ({ differing, ...rest }: typeof preview) => ({
      ...rest,
      differing: differing.map(({ line: _, unit: __, ...one }) => one),
    });
    expect(told(preview)).toEqual(told(plain));
    expect((await house.visitor().do(instrumentRoutes.instrument, { instrument })).versions).toEqual([]);
    const { number, hash } = await desk.do(instrumentRoutes.freezeVersion, input);
    expect({ number, hash }).toEqual({ number: 1, hash: preview.hash });
    const texts = await textsOf(1);
    for (const lang of LANGS) {
      expect(texts[lang].map(({ text }) => text)).toEqual(preview.words[lang]);
      expect(texts[lang].map(({ id, kind, parent }) => [id, kind, parent])).toEqual(
        preview.clauses.map(({ id, kind, parent }) => [id, kind, parent]),
      );
    }
  });

  /** What each amendment changes; `n` tells the languages apart. */
  type Change = (clauses: Clause[], lang: Lang) => Clause[];
  let leaves: Clause[];

  const withText =
    (id: string, change: (text: string, lang: Lang) => string): Change =>
    (all, lang) =>
      all.map((one) => (one.id === id ? { ...one, text: change(one.text, lang) } : one));
  const within = (all: readonly Clause[], id: string): Set<string> => {
    const found = new Set([id]);
    for (const one of all) if (one.parent !== null && found.has(one.parent)) found.add(one.id);
    return found;
  };
  const without =
    (id: string): Change =>
    (all) =>
      all.filter((one) => !within(all, id).has(one.id));
  /** A clause with what is beneath it, behind another with what is beneath that. */
  const behind =
    (id: string, after: string): Change =>
    (all) => {
      const own = all.filter((one) => within(all, id).has(one.id));
      const rest = all.filter((one) => !within(all, id).has(one.id));
      const place = rest.findLastIndex((one) => within(rest, after).has(one.id));
      const parent = rest.find((one) => one.id === after)!.parent;
      return rest.toSpliced(place + 1, 0, ...own.map((one) => (one.id === id ? { ...one, parent } : one)));
    };
  const add =
    (after: string, ...fresh: Clause[]): Change =>
    (all) => {
      const place = all.findLastIndex((one) => within(all, after).has(one.id));
      return all.toSpliced(place + 1, 0, ...fresh);
    };

  test('twenty amendments of all kinds are tabled, voted and merged; the two that collide are settled with a reason', async () => {
    const base = await textsOf(1);
    leaves = base.en.filter(
      ({ id, kind }) => kind === 'article' && !base.en.some(({ parent }) => parent === id),
    );
    const leaf = (place: number): string => leaves[place]!.id;
    const parentOf = (id: string): string | null => base.en.find((one) => one.id === id)!.parent;
    const title = base.en[0]!.id;
    const says =
      (words: string) =>
      (text: string, lang: Lang): string =>
        `${text} ${words} (${lang}).`;
    const rewritten = (_: string, lang: Lang): string =>
      `Otherwise, wholly, and without any word kept: ${lang}.`;
    const fresh = (id: string, kind: Clause['kind'], parent: string | null, text: string): Clause => ({
      ...{ id, kind, parent, text },
    });
    const changes: readonly (readonly [change: Change, adopted: boolean])[] = [
      [withText(leaf(0), says('Indeed')), true],
      [withText(leaf(1), says('Always')), true],
      [withText(leaf(2), (text, lang) => `${lang}: ${text}`), true],
      [withText(leaf(2), says('In the end')), true],
      [withText(leaf(3), rewritten), true],
      [withText(leaf(4), rewritten), false],
      [add(leaf(5), fresh('n1', 'article', parentOf(leaf(5)), 'A new article.')), true],
      [add(leaf(6), fresh('n1', 'point', leaf(6), 'a first point;')), true],
      [
        add(
          leaf(7),
          fresh('n1', 'article', parentOf(leaf(7)), 'Two at once:'),
          fresh('n2', 'point', 'n1', 'one.'),
        ),
        true,
      ],
      [add(leaf(7), fresh('n1', 'article', parentOf(leaf(7)), 'Not wanted.')), false],
      [without(leaf(8)), true],
      [without(leaf(9)), true],
      [behind(leaf(10), leaf(0)), true],
      [behind(leaf(11), leaf(12)), true],
      // Four that collide: of the first two one is adopted, of the others both.
      [withText(leaf(13), rewritten), true],
      [withText(leaf(13), says('Or not')), false],
      [withText(leaf(14), (text) => text.replace(/^\S+/, 'First')), true],
      [withText(leaf(14), (text) => text.replace(/^\S+/, 'Second')), true],
      [withText(title, says('Revised')), true],
    ];
    const { stages } = await at.chair.do(instrumentRoutes.instrument, { instrument });
    const main = await at.submit(
      at.secretary,
      { kind: 'stage', instrument, stage: stages[0]!.id, version: 1 },
      { titles: TITLES },
    );
    await at.secretary.do(motionRoutes.table, { motion: main });
    const submit = async (
      place: number,
      to: string,
      wordings: Partial<Record<Lang, Operation[]>>,
    ): Promise<string> => {
      const about = { kind: 'amendment', to, text: 'It is clearer.' } as const;
      const mover = at.delegates[place % 4]!;
      const motion = await at.submit(mover, about, { titles: TITLES, changes: { version: 1, wordings } });
      await at.delegates[(place + 1) % 4]!.do(motionRoutes.second, { motion });
      await at.secretary.do(motionRoutes.table, { motion });
      await at.chair.do(motionRoutes.ready, { motion });
      return motion;
    };
    const seen = async (motion: string, outcome: 'adopted' | 'rejected'): Promise<string> => {
      const { poll } = await at.chair.do(pollRoutes.open, { motion, form: 'sight' });
      await at.chair.do(pollRoutes.seen, { poll, outcome });
      return (await at.chair.do(pollRoutes.declare, { poll })).outcome;
    };
    const wording = (change: Change, from = base): Partial<Record<Lang, Operation[]>> =>
      Object.fromEntries(LANGS.map((lang) => [lang, operations(from[lang], change(from[lang], lang))]));
    const amendments: string[] = [];
    for (const [place, [change]] of changes.entries())
      amendments.push(await submit(place, main, wording(change)));
    // The twentieth amends the first.
    const changed = Object.fromEntries(
      LANGS.map((lang) => [lang, changes[0]![0](base[lang], lang)]),
    ) as typeof base;
    const deeper = await submit(
      3,
      amendments[0]!,
      wording(
        withText(leaf(0), (text) => text.replace('Indeed', 'Indeed and in truth')),
        changed,
      ),
    );
    expect(await at.vote(deeper, YES)).toBe('adopted');
    for (const [place, [, adopted]] of changes.entries()) {
      const outcome = adopted ? 'adopted' : 'rejected';
      // Where few are against the chair sees it; what collides is counted.
      const votes = COUNTED.has(place)
        ? at.vote(amendments[place]!, adopted ? YES : NO)
        : seen(amendments[place]!, outcome);
      expect(await votes).toBe(outcome);
    }

    const { draft, conflicts } = await desk.do(draftRoutes.mergeDraft, { motion: main, name: 'Merged' });
    expect(conflicts).toBe(1);
    const merged = await desk.do(draftRoutes.draft, { draft });
    expect(merged.merging!.conflicts).toMatchObject([
      { kind: 'same_words', clause: leaf(14), keys: ['1-A17', '1-A18'], langs: [...LANGS] },
    ]);
    let { revision } = merged;
    for (const lang of LANGS) {
      const text = merged.texts[lang]!;
      const to = withText(leaf(14), (words) => words.replace(/^\S+/, 'First and second'))(text, lang);
      const saved = await desk.do(draftRoutes.save, {
        ...{ draft, save: randomUUID(), revision, lang, operations: operations(text, to) },
      });
      revision = saved.revision;
    }
    expect(await desk.ask(draftRoutes.table, { draft, revision })).toMatchObject({
      refusal: { code: 'draft.reasons_missing', facts: { clauses: 1 } },
    });
    await desk.do(draftRoutes.giveReason, { draft, clause: leaf(14), reason: 'Both were adopted' });
    const { number } = await desk.do(draftRoutes.table, { draft, revision, reason: 'As amended' });
    expect(number).toBe(2);

    const now = await textsOf(2);
    const ids = new Map(now.en.map(({ id }, place) => [id, place]));
    const textAt = (lang: Lang, place: number): string =>
      now[lang].find(({ id }) => id === leaf(place))!.text;
    for (const lang of LANGS) {
      const was = (place: number): string => base[lang].find(({ id }) => id === leaf(place))!.text;
      expect(textAt(lang, 0)).toBe(`${was(0)} Indeed and in truth (${lang}).`);
      expect(textAt(lang, 2)).toBe(`${lang}: ${was(2)} In the end (${lang}).`);
      expect(textAt(lang, 3)).toBe(rewritten('', lang));
      expect(textAt(lang, 4)).toBe(was(4));
      expect(textAt(lang, 14)).toBe(was(14).replace(/^\S+/, 'First and second'));
    }
    expect(ids.has(leaf(8)) || ids.has(leaf(9))).toBe(false);
    expect(ids.get(leaf(10))).toBe(ids.get(leaf(0))! + 1);
    expect(ids.get(leaf(11))).toBe(ids.get(leaf(12))! + 1);
    expect(now.en).toHaveLength(base.en.length - 2 + 4);
  });

  test('every clause of the merged version is traced to where it came from', async () => {
    const { clauses } = await house.visitor().do(draftRoutes.origin, { instrument, number: 2 });
    const told = new Map(clauses.map(({ id, history }) => [id, history]));
    expect(clauses.map(({ id }) => id)).toEqual(
      (await version(2)).expressions[0]!.clauses.map(({ id }) => id),
    );
    const base = await textsOf(1);
    const now = await textsOf(2);
    for (const { id } of now.en) {
      const history = told.get(id)!;
      const old = base.en.some((one) => one.id === id);
      expect(history[0]).toMatchObject({ version: old ? 1 : 2, change: 'added' });
      for (const { marks, editorial } of history.filter((one) => one.version === 2)) {
        expect(marks.length > 0 || editorial !== null).toBe(true);
        for (const { key, poll, assembly } of marks) {
          expect(key).toMatch(/^1-A\d+$/);
          expect(poll).toEqual(expect.any(String));
          expect(assembly).toBe(at.assembly);
        }
      }
      const changed = LANGS.some(
        (lang) =>
          old &&
          base[lang].find((one) => one.id === id)!.text !== now[lang].find((one) => one.id === id)!.text,
      );
      if (changed) expect(history.at(-1)!.version).toBe(2);
    }
    expect(told.get(leaves[14]!.id)!.at(-1)).toMatchObject({ editorial: 'Both were adopted' });
  });

  test('what leaves as Akoma Ntoso comes back as the same version, here and in another place', async () => {
    const [before, last] = [await version(1), await version(2)];
    const path = `/api/instruments/${instrument}/versions/2`;
    const response = await house.visitor().fetch(`${path}/akn`);
    expect(response.headers.get('content-type')).toBe('application/akn+xml; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${name}-2.xml"`);
    const texts = [{ lang: null, file: base64(new Uint8Array(await response.arrayBuffer())) }];
    const again = await desk.do(instrumentRoutes.previewVersion, { instrument, texts });
    expect(again).toMatchObject({ hash: last.hash, dropped: [], languages: [...LANGS] });
    expect(await desk.ask(instrumentRoutes.freezeVersion, { instrument, texts })).toMatchObject({
      refusal: { code: 'version.unchanged', facts: { number: 2 } },
    });
    const copy = `${name}-copy`;
    const { number, hash } = await desk.do(instrumentRoutes.freezeVersion, { instrument: copy, texts });
    expect({ number, hash }).toEqual({ number: 1, hash: last.hash });
    const copied = await version(1, copy);
    expect(copied.expressions).toEqual(last.expressions);

    // A draft begins from one language of it, on the version before: clauses that stayed keep their ids.
    const { draft, dropped } = await desk.do(draftRoutes.beginDraft, {
      ...{ instrument, name: 'From a file', parent: 1 },
      texts: [{ lang: 'fr', file: texts[0]!.file }],
    });
    expect(dropped).toEqual([]);
    const { texts: drafted } = await desk.do(draftRoutes.draft, { draft });
    const known = new Set(before.expressions[0]!.clauses.map(({ id }) => id));
    const french = last.expressions.find(({ lang }) => lang === 'fr')!.clauses;
    expect(drafted.fr!.map(({ text }) => text)).toEqual(french.map(({ text }) => text));
    expect(drafted.fr!.map(({ id }) => (/^n\d+$/.test(id) ? null : id))).toEqual(
      french.map(({ id }) => (known.has(id) ? id : null)),
    );
    expect(drafted.en!.every(({ text }) => text === '')).toBe(true);
  });

  test.each([
    ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['html', 'text/html; charset=utf-8'],
    ['markdown', 'text/markdown; charset=utf-8'],
  ])('%s is there for everybody and reads back as the same clauses', async (format, type) => {
    const path = `/api/instruments/${instrument}/versions/2/${format}`;
    const response = await house.visitor().fetch(`${path}?lang=fr`);
    expect(response.headers.get('content-type')).toBe(type);
    const file = base64(new Uint8Array(await response.arrayBuffer()));
    const { clauses } = await desk.do(instrumentRoutes.previewVersion, {
      ...{ instrument: `${name}-copy`, texts: [{ lang: 'fr', file }], authentic: ['fr'] },
    });
    const { expressions } = await version(2);
    const french = expressions.find(({ lang }) => lang === 'fr')!.clauses;
    expect(clauses.slice(0, french.length).map(({ kind, text }) => [kind, text])).toEqual(
      french.map(({ kind, text }) => [kind, text]),
    );
    expect((await house.visitor().fetch(`${path.replace('/2/', '/9/')}`)).status).toBe(404);
  });
});

describe('files that are hostile or broken', () => {
  const instrument = 'besieged';
  let desk: Visitor;
  const given = (lang: Lang, bytes: Uint8Array) => ({ lang, file: base64(bytes) });
  const plain = (lang: Lang, markdown = charterMarkdown(lang)) => ({ lang, markdown });
  const others = [plain('fr'), plain('es')];
  /** How many versions, drafts and entries there are. */
  const there = async (): Promise<unknown> =>
    (
      await house.source.query(
        `SELECT (SELECT count(*)::int FROM version WHERE instrument = $1) AS versions,
           (SELECT count(*)::int FROM expression) AS expressions,
           (SELECT count(*)::int FROM draft WHERE instrument = $1) AS drafts,
           (SELECT count(*)::int FROM entry) AS entries`,
        [instrument],
      )
    )[0];

  beforeAll(async () => {
    await house.act(REGISTER_ORGANISATION, {
      ...{ organisation: instrument, name: 'Besieged', short: null, country: null, parent: null },
    });
    await house.act(FOUND_BODY, { body: instrument, organisation: instrument, name: 'Assembly' });
    await house.act(FOUND_INSTRUMENT, {
      ...{ instrument, titles: { en: 'Text' }, authenticLanguages: [...LANGS] },
      stages: [{ kind: 'final', label: 'final', body: instrument }],
    });
    await register(house, instrument, { office: 'secretariat', body: instrument });
    desk = await signedIn(house, instrument);
  });

  test.each([
    ['a file that is too big', () => new Uint8Array(5_000_001).fill(97), 409, 'file.too_large'],
    ['what is too big to be sent', () => new Uint8Array(5_600_000).fill(97), 413, 'input.too_large'],
    ['a file of another kind', () => Buffer.from('%PDF-1.7'), 409, 'file.type'],
    [
      'a bomb',
      () => zipSync({ 'word/document.xml': strToU8(`<a>${'0'.repeat(9_000_000)}</a>`) }),
      409,
      'file.bomb',
    ],
    [
      'an external entity',
      () =>
        Buffer.from(
          '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><akomaNtoso>&x;',
        ),
      409,
      'file.doctype',
    ],
    ['elements without end', () => Buffer.from(`<p>${'<div>'.repeat(200_000)}`), 409, 'file.too_deep'],
    ['a text that is not aligned', () => asHtml('# Charter\n\n1. One.\n'), 409, 'text.not_aligned'],
  ])('%s is refused with a reason, and nothing of it stays', async (_, file, status, code) => {
    const before = await there();
    const input = { instrument, texts: [given('en', file()), ...others] };
    const refused = { ok: false, status, refusal: { code } };
    expect(await desk.ask(instrumentRoutes.freezeVersion, input)).toMatchObject(refused);
    if (code === 'text.not_aligned') {
      expect(await desk.ask(instrumentRoutes.previewVersion, input)).toMatchObject(refused);
      expect(await desk.ask(draftRoutes.beginDraft, { ...input, name: 'Draft' })).toMatchObject(refused);
    }
    expect(await there()).toEqual(before);
    // Whoever may not do it has nothing read.
    expect(await house.visitor().ask(instrumentRoutes.freezeVersion, input)).toMatchObject({
      ok: false,
      status: status === 413 ? 413 : 401,
    });
  });

  test('the command line freezes what files say, in the languages that their names end in, or nothing', async () => {
    const files = [
      { name: 'charter.en.docx', bytes: asDocx(charterMarkdown('en')) },
      { name: 'charter-fr.html', bytes: asHtml(charterMarkdown('fr')) },
      { name: 'es.md', bytes: strToU8(`${charterMarkdown('es')}\n| a |\n`) },
    ];
    const input = { instrument, files, preview: true, reason: null };
    const before = await there();
    const by = (more: Partial<typeof input>) => importFiles(house.perform, SEEDER, { ...input, ...more });
    const seen = await by({});
    expect(seen).toMatchObject({ value: { version: null, dropped: [{ lang: 'es', what: 'table' }] } });
    const unnamed = [...files.slice(0, 2), { ...files[2]!, name: 'espanol.md' }];
    expect(await by({ preview: false, files: unnamed })).toMatchObject({
      refusal: { code: 'file.lang_unknown', facts: { file: 'espanol.md' } },
    });
    expect(await by({ preview: false, files: files.slice(0, 2) })).toMatchObject({
      refusal: { code: 'text.authentic_missing', facts: { lang: 'es' } },
    });
    expect(await there()).toEqual(before);
    expect(await by({ preview: false })).toMatchObject({
      value: { version: 1, hash: seen.ok && seen.value.hash },
    });
  });

  test('what is no file at all is bad input', async () => {
    const texts = [{ lang: 'en' as const, file: 'no base64!' }];
    expect(await desk.ask(instrumentRoutes.previewVersion, { instrument, texts })).toMatchObject({
      status: 400,
    });
  });

  test('whatever a file is, a version is there in all its languages or not at all', async () => {
    const whole = [asDocx(charterMarkdown('en')), asHtml(charterMarkdown('en'))];
    // The last one is whole and says something else than the version before.
    const other = asDocx(charterMarkdown('en').replace('Every shore', 'Each shore'));
    const tried = [...fc.sample(mutated(whole), 10), other];
    let last = 1;
    for (const file of tried) {
      const answer = await desk.ask(instrumentRoutes.freezeVersion, {
        ...{ instrument, texts: [given('en', file), ...others] },
      });
      expect([200, 409]).toContain(answer.status);
      if (answer.ok) expect(answer.value.number).toBe(++last);
      const { versions } = await house.visitor().do(instrumentRoutes.instrument, { instrument });
      expect(versions).toHaveLength(last);
    }
    expect(last).toBeGreaterThan(1);
    for (let number = 1; number <= last; number++) {
      const { expressions } = await house.visitor().do(instrumentRoutes.version, { instrument, number });
      expect(expressions.map(({ lang }) => lang)).toEqual([...LANGS]);
      const ids = expressions.map(({ clauses }) => clauses.map(({ id }) => id));
      expect(ids[1]).toEqual(ids[0]);
      expect(ids[2]).toEqual(ids[0]);
    }
  });
});
