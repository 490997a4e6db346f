import type { Result } from '../../src/basics/result.js';
import { object, settle, type Corrigendum } from '../../src/drafting/corrigendum.js';
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
  textsHash,
  type Draft,
} from '../../src/drafting/draft.js';
import { expressionHash, structureHash, versionHash, type Clause } from '../../src/instruments/clause.js';
import type { Imported, Instrument } from '../../src/instruments/instrument.js';
import type { Texts } from '../../src/instruments/wordings.js';
import { contextAt } from '../context.js';
import { inFrench } from './texts.js';

const AT = '2026-11-23T10:00:00.000Z';
const context = () => contextAt(AT);
const as = (person: string, office = 'drafter') => ({
  ...{ ...context(), actor: { kind: 'person', person, office } as const },
});
const refused = (code: string, facts: object = {}) => ({ ok: false, refusal: { code, facts } });

const clause = (id: string, text: string, parent: string | null = null): Clause => ({
  ...{ id, kind: 'article', parent, text },
});
const EN = [clause('c1', 'Ports are open.'), clause('c2', 'Ships are free.')];
const TEXTS: Texts = { en: EN, fr: inFrench(EN) };

const instrument = (rest: Partial<Instrument> = {}): Instrument => ({
  ...{
    id: 'charter',
    authenticLanguages: ['en', 'fr'],
    founded: null,
    stages: [],
    passages: [],
    mandates: [],
  },
  versions: [
    { number: 1, hash: null, languages: [], spoken: [] },
    { number: 2, hash: 'h2', languages: ['en', 'fr'], spoken: ['en', 'fr'] },
  ],
  ...rest,
});
const draft = (rest: Partial<Draft> = {}): Draft => ({
  ...{ id: 'd', instrument: 'charter', kind: 'text', parent: 2, languages: ['en', 'fr'], state: 'open' },
  ...{ drafters: ['ada', 'bo'], merging: null },
  ...rest,
});
const SUBJECT = { draft: 'd', instrument: 'charter' };

test('the hash of a text is that of the version that it would be', () => {
  expect(textsHash(TEXTS)).toBe(
    versionHash({
      structure: structureHash(EN),
      authentic: { en: expressionHash('en', EN), fr: expressionHash('fr', TEXTS.fr!) },
    }),
  );
});

test.each<[string, Instrument['authenticLanguages'], Instrument['authenticLanguages'], object]>([
  ['are those of the instrument, whatever is said', ['en'], ['fr'], { ok: true, value: ['en'] }],
  ['are said where it has none', null, ['fr', 'es'], { ok: true, value: ['fr', 'es'] }],
  ['must be said there', null, null, refused('draft.languages_needed')],
  ['are said once', null, ['fr', 'es', 'fr'], refused('text.lang_twice', { lang: 'fr' })],
])('the languages of a draft %s', (_, authenticLanguages, given, result) => {
  expect(languagesOf({ authenticLanguages }, given)).toEqual(result);
});

describe('a draft starts', () => {
  const [en, fr] = [{ lang: 'en', clauses: EN } as const, { lang: 'fr', clauses: inFrench(EN) } as const];
  const empty = EN.map((one) => ({ ...one, text: '' }));

  test('from a version, with empty words in a language that it has not', () => {
    expect(startFrom([fr, en], ['en', 'fr'])).toEqual(TEXTS);
    expect(startFrom([en], ['es', 'en'])).toEqual({ es: empty, en: EN });
    expect(startFrom([en], ['es'])).toEqual({ es: empty });
    expect(startFrom([], ['es'])).toEqual({ es: [] });
  });

  const markdown = (lang: Imported['lang'], text: string): Imported => ({ lang, markdown: text });

  test('from a file: what the version had keeps its id, the rest is n1, n2', () => {
    const text = `${EN[1]!.text}\n\nWork is safe.\n\nRest is long.`;
    const previous = EN.map((one): Clause => ({ ...one, kind: 'paragraph' }));
    const started = startFromImports([markdown('en', text)], { languages: ['en', 'fr'], previous });
    expect(started).toMatchObject({
      value: {
        texts: {
          en: [
            { id: 'c2', text: EN[1]!.text },
            { id: 'n1', text: 'Work is safe.' },
            { id: 'n2', text: 'Rest is long.' },
          ],
          fr: [
            { id: 'c2', text: '' },
            { id: 'n1', text: '' },
            { id: 'n2', text: '' },
          ],
        },
        dropped: [],
      },
    });
  });

  test('from files in its own languages alone, and from a text', () => {
    const given = { languages: ['en'] as const, previous: [] };
    expect(startFromImports([markdown('en', 'One.'), markdown('fr', 'Un.')], given)).toEqual(
      refused('draft.lang_other', { lang: 'fr' }),
    );
    expect(startFromImports([markdown('en', '')], given)).toMatchObject({ ok: false });
  });
});

describe('beginning', () => {
  const begun: Parameters<typeof begin>[1] = {
    ...{ name: 'Spring', kind: 'text', parent: 2, languages: ['en', 'fr'], drafters: ['bo', 'ada'] },
    merging: null,
  };

  test('whoever begins it drafts, once; the house begins for others', () => {
    const event = (drafters: string[]) => ({
      ok: true,
      value: [
        {
          ...{ type: 'draft.begun', subject: { draft: 'id-1', instrument: 'charter' } },
          data: {
            ...{ draft: 'id-1', instrument: 'charter', name: 'Spring', kind: 'text', parent: 2 },
            ...{ languages: ['en', 'fr'], drafters, motion: null, amendments: [] },
          },
        },
      ],
    });
    expect(begin(instrument(), begun, as('ada'))).toEqual(event(['ada', 'bo']));
    expect(begin(instrument(), begun, context())).toEqual(event(['bo', 'ada']));
  });

  test('what merges amendments says so, and which', () => {
    const amendments = [{ key: '1', motion: 'm1', titles: { en: 'One' }, poll: null, decision: null }];
    expect(begin(instrument(), { ...begun, merging: { motion: 'm', amendments } }, context())).toMatchObject({
      value: [{ subject: { motion: 'm' }, data: { motion: 'm', amendments: ['m1'] } }],
    });
  });

  test.each<[string, Partial<{ kind: Draft['kind']; parent: number | null }>, object]>([
    ['from nothing', { parent: null }, { ok: true }],
    ['from a version that is not there', { parent: 3 }, refused('version.unknown', { number: 3 })],
    ['from one whose text nobody knows', { parent: 1 }, refused('version.text_unknown', { number: 1 })],
    ['a corrigendum', { kind: 'corrigendum' }, { ok: true }],
    ['a corrigendum of nothing', { kind: 'corrigendum', parent: null }, refused('corrigendum.needs_version')],
  ])('%s', (_, rest, result) => {
    expect(begin(instrument(), { ...begun, ...rest }, context())).toMatchObject(result);
  });
});

describe('a draft that is over takes nothing more', () => {
  const acts: readonly [string, (on: Draft) => Result<unknown>][] = [
    ['opened', open],
    ['invited to', (on) => invite(on, { person: 'cy', drafts: true })],
    ['named', (on) => nameRevision(on, { name: 'First', revision: 3, texts: TEXTS, named: null })],
    ['abandoned', (on) => abandon(on, { reason: 'no time' })],
    ['tabled', (on) => tabled(on, {})],
  ];
  test.each(acts)('%s', (_, act) => {
    for (const state of ['tabled', 'abandoned'] as const)
      expect(act(draft({ state }))).toEqual(refused('draft.closed', { state }));
    expect(act(draft())).toMatchObject({ ok: true });
  });
});

test.each<[string, Partial<Draft>, { person: string; drafts: boolean }, object]>([
  [
    'somebody new',
    {},
    { person: 'cy', drafts: true },
    {
      ok: true,
      value: [{ type: 'draft.drafter_invited', subject: SUBJECT, data: { draft: 'd', person: 'cy' } }],
    },
  ],
  ['who drafts', {}, { person: 'bo', drafts: true }, refused('draft.drafter_already')],
  [
    'and lets go one of two',
    {},
    { person: 'bo', drafts: false },
    {
      ok: true,
      value: [{ type: 'draft.drafter_released', subject: SUBJECT, data: { draft: 'd', person: 'bo' } }],
    },
  ],
  ['and lets go a stranger', {}, { person: 'cy', drafts: false }, refused('draft.drafter_not')],
  [
    'and lets go the last',
    { drafters: ['ada'] },
    { person: 'ada', drafts: false },
    refused('draft.last_drafter'),
  ],
])('the house invites %s', (_, rest, command, result) => {
  expect(invite(draft(rest), command)).toEqual(result);
});

test('a revision is named once, with its hash; abandoning has a reason', () => {
  const named = (name: string | null) =>
    nameRevision(draft(), { name: 'First', revision: 3, texts: TEXTS, named: name });
  expect(named(null)).toEqual({
    ok: true,
    value: [
      {
        ...{ type: 'draft.revision_named', subject: SUBJECT },
        data: { draft: 'd', revision: 3, name: 'First', hash: textsHash(TEXTS) },
      },
    ],
  });
  expect(named('Zeroth')).toEqual(refused('draft.revision_named', { name: 'Zeroth' }));
  expect(abandon(draft(), { reason: 'no time' })).toEqual({
    ok: true,
    value: [{ type: 'draft.abandoned', subject: SUBJECT, data: { draft: 'd', reason: 'no time' } }],
  });
});

describe('saving', () => {
  const insert = (id: string, text: string, after: string) =>
    ({ op: 'insert', clause: id, kind: 'article', text, under: null, after }) as const;
  const replace = (id: string, text: string) =>
    ({ op: 'replace', clause: id, kind: 'article', text }) as const;
  const save = (now: Texts, operations: Parameters<typeof saved>[1]['operations'], lang = 'en' as const) =>
    saved({ base: TEXTS, now }, { lang, operations });
  const words = (of: Texts | undefined) => of?.en?.map(({ text }) => text);

  test('alone, it is as sent, and a clause that comes stands empty in the other language', () => {
    const done = save(TEXTS, [insert('n1', 'Work is safe.', 'c2')]);
    if (!done.ok) throw new Error(done.refusal.code);
    expect(words(done.value.texts)).toEqual(['Ports are open.', 'Ships are free.', 'Work is safe.']);
    expect(done.value.texts.fr!.at(-1)).toMatchObject({ text: '' });
    expect(done.value).toMatchObject({ asSent: true, held: [], renamed: {} });
  });

  test('with what another wrote meanwhile, it is both, and not as sent', () => {
    const now = { ...TEXTS, en: [EN[0]!, { ...EN[1]!, text: 'Ships are free at last.' }] };
    const done = save(now, [replace('c1', 'All ports are open.')]);
    if (!done.ok) throw new Error(done.refusal.code);
    expect(words(done.value.texts)).toEqual(['All ports are open.', 'Ships are free at last.']);
    expect(done.value).toMatchObject({ asSent: false, held: [] });
  });

  test('against what another wrote on the same words, it is held', () => {
    const now = { ...TEXTS, en: [{ ...EN[0]!, text: 'Harbours stay shut tonight.' }, EN[1]!] };
    const done = save(now, [replace('c1', 'Nobody may land anywhere.')]);
    expect(done).toMatchObject({ value: { asSent: false, held: [{ clause: 'c1', lang: 'en' }] } });
  });

  test('a clause may be empty while it is written; one too long, what does not fit, or another language is refused', () => {
    expect(save(TEXTS, [replace('c1', '')])).toMatchObject({ ok: true });
    expect(save(TEXTS, [replace('c1', 'x'.repeat(20_001))])).toMatchObject({ ok: false });
    expect(save(TEXTS, [replace('c9', 'New.')])).toMatchObject({ ok: false });
    expect(save(TEXTS, [], 'es' as never)).toEqual(refused('draft.lang_other', { lang: 'es' }));
  });
});

const tabled = (
  on: Draft,
  given: {
    texts?: Texts;
    reasons?: ReadonlyMap<string, string>;
    reason?: string | null;
    until?: string | null;
    to?: Instrument;
  },
) =>
  table(
    {
      ...{ draft: on, instrument: given.to ?? instrument(), texts: given.texts ?? TEXTS, used: 7 },
      reasons: given.reasons ?? new Map(),
    },
    { reason: given.reason ?? null, until: given.until ?? null },
    context(),
  );

describe('tabling', () => {
  test('freezes the next version: new clauses get the next ids, and blanks at the ends go', () => {
    const fresh = clause('n1', '  Work is safe. ', 'c1');
    const texts = { en: [EN[0]!, fresh, EN[1]!], fr: [TEXTS.fr![0]!, fresh, TEXTS.fr![1]!] };
    const done = tabled(draft(), { texts });
    if (!done.ok) throw new Error(done.refusal.code);
    const frozen = { ...fresh, id: 'c8', text: 'Work is safe.' };
    const [en, fr] = [
      [EN[0]!, frozen, EN[1]!],
      [TEXTS.fr![0]!, frozen, TEXTS.fr![1]!],
    ];
    const version = done.value.find(({ type }) => type === 'version.frozen')!;
    expect(version.data).toMatchObject({ number: 3, hash: textsHash({ en, fr }) });
    expect(done.value.at(-1)).toEqual({
      ...{ type: 'draft.tabled', subject: SUBJECT },
      data: {
        ...{ draft: 'd', version: (version.data as { version: string }).version, number: 3, motion: null },
      },
    });
  });

  const corrigendum = draft({ kind: 'corrigendum' });
  test('a corrigendum is announced, with its reason and until when it is open', () => {
    const until = '2026-11-23T10:00:00.001Z';
    const done = tabled(corrigendum, { reason: 'a comma', until });
    if (!done.ok) throw new Error(done.refusal.code);
    const { version } = done.value[0]!.data as { version: string };
    expect(done.value.at(-1)).toEqual({
      ...{ type: 'corrigendum.announced', subject: { instrument: 'charter' } },
      data: { version, instrument: 'charter', number: 3, corrects: 2, reason: 'a comma', until },
    });
  });

  const half: Texts = { en: EN, fr: [TEXTS.fr![0]!, { ...TEXTS.fr![1]!, text: ' ' }] };
  test.each<[string, Draft, Parameters<typeof tabled>[1], object]>([
    [
      'a corrigendum without a reason',
      corrigendum,
      { until: '2027-01-01T00:00:00.000Z' },
      refused('corrigendum.reason_needed'),
    ],
    ['one that is never open', corrigendum, { reason: 'a comma' }, refused('corrigendum.until_needed')],
    [
      'one that is open until now',
      corrigendum,
      { reason: 'a comma', until: AT },
      refused('corrigendum.until_needed'),
    ],
    [
      'without an authentic language',
      draft(),
      { texts: { en: EN } },
      refused('text.authentic_missing', { lang: 'fr' }),
    ],
    [
      'without one that the draft is in, where the instrument says none',
      draft({ languages: ['en', 'es'] }),
      { to: instrument({ authenticLanguages: null }) },
      refused('text.authentic_missing', { lang: 'es' }),
    ],
    [
      'with a clause that has no words',
      draft(),
      { texts: half },
      refused('draft.unworded', { lang: 'fr', clauses: 1 }),
    ],
    [
      'what is no tree',
      draft(),
      { texts: { en: EN, fr: [TEXTS.fr![0]!, TEXTS.fr![0]!] } },
      refused('text.repeated_id', { id: 'c1', lang: 'fr' }),
    ],
    ['nothing', draft(), { texts: { en: [], fr: [] } }, refused('text.empty', { lang: 'en' })],
  ])('%s is refused', (_, on, given, result) => {
    expect(tabled(on, given)).toEqual(result);
  });

  test('what differs from the amendments alone needs a reason, and the record says where clauses come from', () => {
    const amendments = [{ key: '1', motion: 'm1', titles: { en: 'One' }, poll: 'p1', decision: 4 }];
    const brought = clause('n1', 'Work is safe.', null);
    const merging: Draft['merging'] = {
      ...{ motion: 'm', label: '3', assembly: 'oslo', version: 2, amendments, conflicts: [] },
      texts: { en: [...EN, brought], fr: [...TEXTS.fr!, brought] },
      marks: [{ clause: 'n1', op: 'insert', key: '1' }],
    };
    const texts = { ...merging.texts, en: [EN[0]!, EN[1]!, { ...brought, text: 'Work is safe!' }] };
    const on = draft({ merging });
    expect(tabled(on, { texts })).toEqual(refused('draft.reasons_missing', { clauses: 1 }));
    const done = tabled(on, { texts, reasons: new Map([['n1', 'stress']]) });
    if (!done.ok) throw new Error(done.refusal.code);
    const last = done.value.at(-1)!;
    expect(last).toMatchObject({ subject: { ...SUBJECT, motion: 'm' }, data: { motion: 'm' } });
    expect(JSON.parse(last.blobs!['origin']!)).toEqual({
      ...{ v: 1, motion: 'm', label: '3', assembly: 'oslo', amendments },
      marks: [{ clause: 'c8', op: 'insert', key: '1' }],
      editorial: [{ clause: 'c8', reason: 'stress' }],
    });
    expect(tabled(on, { texts: merging.texts })).toMatchObject({ ok: true });
  });
});

describe('a corrigendum', () => {
  const UNTIL = '2026-11-23T10:00:00.001Z';
  const corrigendum = (rest: Partial<Corrigendum> = {}): Corrigendum => ({
    ...{ version: 'v3', instrument: 'charter', number: 3, until: UNTIL, state: 'announced', objections: [] },
    ...rest,
  });
  const objected = (on: Corrigendum, by: ReturnType<typeof context> = as('ada', 'delegate'), member = 'a') =>
    object(
      { corrigendum: on, members: ['a', 'b'], speaksFor: ['a', 'c'] },
      { member, reason: 'it is no comma' },
      by,
    );

  test('is objected to for a member, by whoever speaks for it or by the desk', () => {
    const event = (member: string) => ({
      ok: true,
      value: [
        {
          ...{ type: 'corrigendum.objected', subject: { instrument: 'charter' } },
          data: { version: 'v3', number: 3, member, reason: 'it is no comma' },
        },
      ],
    });
    expect(objected(corrigendum())).toEqual(event('a'));
    expect(objected(corrigendum({ objections: ['a'] }), as('sec', 'secretariat'), 'b')).toEqual(event('b'));
  });

  test.each<[string, ReturnType<typeof objected>, object]>([
    [
      'for a member for whom one does not speak',
      objected(corrigendum(), as('ada', 'delegate'), 'b'),
      refused('corrigendum.no_member'),
    ],
    [
      'for nobody’s member, by the desk too',
      objected(corrigendum(), as('sec', 'secretariat'), 'c'),
      refused('corrigendum.no_member'),
    ],
    ['when it stands', objected(corrigendum({ state: 'stands' })), refused('corrigendum.settled')],
    ['when it is over', objected(corrigendum({ until: AT })), refused('corrigendum.too_late', { until: AT })],
    ['twice', objected(corrigendum({ objections: ['a'] })), refused('corrigendum.objected_twice')],
  ])('is not objected to %s', (_, done, result) => {
    expect(done).toEqual(result);
  });

  test.each<[string, Partial<Corrigendum>, object]>([
    [
      'its date has passed',
      { until: AT },
      {
        ok: true,
        value: [
          {
            type: 'corrigendum.stood',
            subject: { instrument: 'charter' },
            data: { version: 'v3', number: 3 },
          },
        ],
      },
    ],
    ['but not before', {}, refused('corrigendum.running', { until: UNTIL })],
    ['nor where a member objected', { until: AT, state: 'objected' }, refused('corrigendum.objected')],
    ['nor twice', { until: AT, state: 'stands' }, refused('corrigendum.settled')],
  ])('stands once %s', (_, rest, result) => {
    expect(settle(corrigendum(rest), { at: AT })).toEqual(result);
  });
});
