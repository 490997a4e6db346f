import { sha256Hex } from '../../src/basics/canonical.js';
import type { Lang } from '../../src/basics/fields.js';
import type { Clause } from '../../src/instruments/clause.js';
import type { Operation } from '../../src/instruments/operations.js';
import type { Texts, Wordings } from '../../src/instruments/wordings.js';
import {
  carriedTexts,
  effective,
  propose,
  word,
  wordedOf,
  wordOf,
  type Amended,
  type WordedAmendment,
  type WordingState,
} from '../../src/motions/amendment.js';
import type { Motion } from '../../src/motions/motion.js';
import type { MotionState } from '../../src/motions/motions.contract.js';
import { revise, type RevisionState } from '../../src/motions/revision.js';
import { contextAt } from '../context.js';
import { motion } from './motions.js';

const AT = '2026-11-23T10:00:00.000Z';
const context = (office = 'secretariat') => ({
  ...{ ...contextAt(AT), actor: { kind: 'person', person: 'ada', office } as const },
});
const refused = (code: string, facts: object = {}) => ({ ok: false, refusal: { code, facts } });

const clause = (id: string, text: string): Clause => ({ id, kind: 'article', parent: null, text });
const EN = [clause('c1', 'Ports are open.'), clause('c2', 'Ships are free.')];
const FR = [clause('c1', 'Les ports sont ouverts.'), clause('c2', 'Les navires sont libres.')];
const TEXTS: Texts = { en: EN, fr: FR };
/** A later version, in which the first clause is another. */
const LATER: Texts = {
  en: [clause('c1', 'All is shut.'), EN[1]!],
  fr: [clause('c1', 'Tout est clos.'), FR[1]!],
};

const replace = (id: string, text: string): Operation => ({
  op: 'replace',
  clause: id,
  kind: 'article',
  text,
});
const deletion = (id: string): Operation => ({ op: 'delete', clause: id });
const amended = (more: Partial<Amended> = {}): Amended => ({
  ...{ version: 2, hash: 'h2', texts: TEXTS, seen: TEXTS },
  ...more,
});
const amendment = (id: string, to = 'm1', more: Partial<Motion> = {}, version = 2): Motion =>
  motion({
    ...{ id, number: null, label: `1-${id}` },
    about: { kind: 'amendment', to, text: 'x', changes: { version } } as Motion['about'],
    ...more,
  });

describe('a submitted amendment', () => {
  const about = { kind: 'amendment' };
  const changes = (version: number, wordings: Wordings) => ({ about, changes: { version, wordings } });
  const second: Wordings = { en: [replace('c2', 'Ships sail.')] };

  test.each<[string, Amended | null, Parameters<typeof wordedOf>[1], object]>([
    ['of a version says what it changes', amended(), changes(2, second), { ok: true, value: second }],
    ['of a version must say so', amended(), { about }, refused('amendment.changes_needed')],
    ['of no version says nothing', null, { about }, { ok: true, value: {} }],
    ['of no version cannot say so', null, changes(2, second), refused('amendment.no_version')],
    ['is none where another motion is', amended(), { about: { kind: 'text' } }, { ok: true, value: {} }],
    [
      'is to a version of the instrument',
      amended({ seen: null }),
      changes(9, second),
      refused('version.unknown', { number: 9 }),
    ],
    [
      'to an older version is carried where that stands',
      amended({ texts: LATER }),
      changes(1, second),
      { ok: true, value: second },
    ],
    [
      'to an older version is outdated where that changed',
      amended({ texts: LATER }),
      changes(1, { en: [replace('c1', 'Some ports are open.')] }),
      refused('amendment.outdated', { clauses: ['c1'], lang: 'en' }),
    ],
    ['changes something', amended(), changes(2, { en: [] }), refused('amendment.empty')],
    [
      'changes what is there',
      amended(),
      changes(2, { es: [deletion('c1')] }),
      refused('amendment.lang_unknown', { lang: 'es' }),
    ],
  ])('%s', (_, on, submitted, result) => {
    expect(wordedOf(on, submitted)).toEqual(result);
  });
});

test('wordings are carried in all languages, or in none', () => {
  const both: Wordings = { en: [deletion('c2')], fr: [deletion('c2')] };
  expect(carriedTexts(both, { from: TEXTS, to: LATER })).toEqual({ ok: true, value: both });
  const unknown = refused('amendment.lang_unknown', { lang: 'fr' });
  expect(carriedTexts(both, { from: TEXTS, to: { en: LATER.en! } })).toEqual(unknown);
  expect(carriedTexts(both, { from: { en: EN }, to: LATER })).toEqual(unknown);
  const first: Wordings = { en: [deletion('c2')], fr: [replace('c1', 'Rien.')] };
  expect(carriedTexts(first, { from: TEXTS, to: LATER })).toEqual(
    refused('amendment.outdated', { clauses: ['c1'], lang: 'fr' }),
  );
});

const worded = (id: string, lang: Lang, operations: readonly Operation[], hash = 'h2') => {
  const wording = JSON.stringify({ lang, operations: operations.map(sorted), v: 1, version: hash });
  return {
    ...{ type: 'motion.worded', subject: { assembly: 'oslo', motion: id } },
    data: { motion: id, lang, version: hash, hash: sha256Hex(wording), operations: operations.length },
    blobs: { wording },
  };
};
const sorted = (one: Operation) =>
  Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)));
const carriedTo = (id: string, version: number, hash: string) => ({
  ...{ type: 'motion.carried', subject: { assembly: 'oslo', motion: id } },
  data: { motion: id, version, hash },
});

test('the record has one entry a language, which names the operations by their hash', () => {
  const wordings: Wordings = { en: [replace('c2', 'Ships sail.')], fr: [] };
  expect(wordOf(amendment('A1'), wordings, amended())).toEqual([
    worded('A1', 'en', wordings.en!),
    worded('A1', 'fr', []),
  ]);
});

describe('to word an amendment', () => {
  const operations = [replace('c2', 'Les navires vont.')];
  const state = (more: Partial<WordingState> = {}): WordingState => ({
    ...{ motion: amendment('A1', 'm1', { state: 'submitted', member: 'a' }), speaksFor: ['a'] },
    ...{ amended: amended(), wordings: { en: [replace('c2', 'Ships sail.')] } },
    ...more,
  });
  const done = (on: WordingState, office?: string, lang: Lang = 'fr', own = operations) =>
    word(on, { lang, operations: own }, context(office));
  const of = (now: MotionState, more: Partial<Motion> = {}, version = 2) => ({
    motion: amendment('A1', 'm1', { state: now, member: 'a', ...more }, version),
  });
  const said = { ok: true, value: [worded('A1', 'fr', operations)] };

  test.each<[string, WordingState, string, object]>([
    ['its mover, in a further language', state(), 'delegate', said],
    ['the desk, for the mover', state({ speaksFor: [] }), 'secretariat', said],
    ['its mover, once it is tabled', state(of('tabled')), 'delegate', said],
    ['a delegate who is not its mover', state({ speaksFor: ['b'] }), 'delegate', refused('motion.not_yours')],
    [
      'a delegate, where no member moves it',
      state(of('submitted', { member: null })),
      'delegate',
      refused('motion.not_yours'),
    ],
    ['one of no version', state({ amended: null }), 'delegate', refused('amendment.no_version')],
    [
      'one that is voted on',
      state(of('voting')),
      'delegate',
      refused('motion.wrong_state', {
        ...{ label: '1-A1', state: 'voting', wanted: ['submitted', 'tabled', 'debate', 'ready'] },
      }),
    ],
  ])('comes %s', (_, on, office, result) => {
    expect(done(on, office)).toEqual(result);
  });

  test('in a language that has its words: before it is tabled only', () => {
    const anew = [replace('c2', 'Ships roam.')];
    expect(done(state(), 'delegate', 'en', anew)).toEqual({ ok: true, value: [worded('A1', 'en', anew)] });
    expect(done(state(of('tabled')), 'delegate', 'en', anew)).toEqual(
      refused('amendment.worded', { lang: 'en' }),
    );
  });

  test('after its motion moved to another version, anew in any language, and it is carried there', () => {
    const on = { ...state(of('tabled', {}, 1)), amended: amended({ version: 3, hash: 'h3' }) };
    const anew = [replace('c1', 'Some are open.')];
    expect(done(on, 'delegate', 'en', anew)).toEqual({
      ok: true,
      value: [carriedTo('A1', 3, 'h3'), worded('A1', 'en', anew, 'h3')],
    });
  });

  test('otherwise than in the other languages is refused, and so is nothing', () => {
    const other = done(state(), 'delegate', 'fr', [deletion('c2')]);
    expect(other).toEqual(refused('amendment.not_aligned', { lang: 'fr', clause: 'c2' }));
    expect(done(state({ wordings: {} }), 'delegate', 'fr', [])).toEqual(refused('amendment.empty'));
    // What stood on the version before is not asked.
    const moved = { ...state(of('submitted', {}, 1)), amended: amended({ version: 3, hash: 'h3' }) };
    expect(done(moved, 'delegate', 'fr', [deletion('c2')])).toMatchObject({ ok: true });
  });
});

describe('to propose', () => {
  const state = (more: Partial<WordingState> = {}): WordingState => ({
    ...{ motion: motion({ state: 'tabled' }), speaksFor: [], amended: amended(), wordings: {} },
    ...more,
  });
  const proposal = { recommendation: 'adopt', reason: 'good', to: null, wordings: null } as const;
  const said = (more: object, rest: object = {}) => ({
    ok: true,
    value: [
      {
        ...{ type: 'motion.proposed', subject: { assembly: 'oslo', motion: 'm1' } },
        data: {
          ...{ motion: 'm1', proposal: 'id-1', reason: 'good', at: AT, recommendation: 'adopt', to: null },
          ...{ langs: [], ...more },
        },
        ...rest,
      },
    ],
  });
  const wordings: Wordings = { fr: [replace('c2', 'Les navires vont.')] };

  test.each<[string, WordingState, Partial<Parameters<typeof propose>[1]>, object]>([
    ['to adopt; what else is said does not matter', state(), { to: 'board', wordings }, said({})],
    [
      'to refer, to somebody',
      state(),
      { recommendation: 'refer', to: 'board' },
      said({ recommendation: 'refer', to: 'board' }),
    ],
    ['to refer to nobody', state(), { recommendation: 'refer' }, refused('proposal.to_needed')],
    [
      'to modify, with words',
      state(),
      { recommendation: 'modify', wordings, to: 'board' },
      said(
        { recommendation: 'modify', langs: ['fr'] },
        {
          blobs: {
            wordings: JSON.stringify({ v: 1, version: 'h2', wordings: { fr: [sorted(wordings.fr![0]!)] } }),
          },
        },
      ),
    ],
    ['to modify without words', state(), { recommendation: 'modify' }, refused('proposal.wording_needed')],
    [
      'to modify what is no version',
      state({ amended: null }),
      { recommendation: 'modify', wordings },
      refused('proposal.wording_needed'),
    ],
    [
      'to modify nothing',
      state(),
      { recommendation: 'modify', wordings: { fr: [] } },
      refused('amendment.empty'),
    ],
    [
      'anything of what is voted on',
      state({ motion: motion({ state: 'voting' }) }),
      {},
      refused('motion.wrong_state', {
        ...{ label: '1', state: 'voting' },
        wanted: ['submitted', 'tabled', 'debate', 'ready', 'adjourned', 'remitted'],
      }),
    ],
  ])('%s', (_, on, given, result) => {
    expect(propose(on, { ...proposal, ...given } as Parameters<typeof propose>[1], context())).toEqual(
      result,
    );
  });
});

describe('what stands for amendments', () => {
  const one = (of: Motion, wordings: Wordings): WordedAmendment => ({ motion: of, wordings });
  const first = one(amendment('A1'), { en: [replace('c1', 'Some ports are open.')] });
  const further = (id: string, state: MotionState, text: string) =>
    one(amendment(id, 'A1', { state }), { en: [replace('c1', text)] });
  const stands = (all: readonly WordedAmendment[]) => {
    const done = effective(TEXTS, all);
    if (!done.ok) throw new Error(done.refusal.code);
    return done.value.map(({ motion: { id }, wordings }) => [id, wordings]);
  };

  test('is their wording, changed by what was adopted of the amendments to them', () => {
    expect(stands([first])).toEqual([['A1', first.wordings]]);
    expect(stands([first, further('B1', 'ready', 'No port is.')])).toEqual([['A1', first.wordings]]);
    expect(stands([first, further('B1', 'rejected', 'No port is.')])).toEqual([['A1', first.wordings]]);
    expect(stands([first, further('B1', 'adopted', 'Nobody goes.')])).toEqual([
      ['A1', { en: [replace('c1', 'Nobody goes.')] }],
    ]);
    expect(
      stands([first, further('B1', 'adopted', 'Nobody goes.'), further('B2', 'adopted', 'Work halts now.')]),
    ).toEqual([['A1', { en: [replace('c1', 'Work halts now.')] }]]);
  });

  test('leaves out what is over without being adopted, and does not touch others', () => {
    const other = one(amendment('A2', 'm1', { state: 'adopted' }), { en: [deletion('c2')] });
    const gone = one(amendment('A3', 'm1', { state: 'withdrawn' }), { en: [deletion('c1')] });
    expect(stands([first, other, gone, further('B1', 'adopted', 'Nobody goes.')])).toEqual([
      ['A1', { en: [replace('c1', 'Nobody goes.')] }],
      ['A2', other.wordings],
    ]);
  });

  test('is told where it does not fit', () => {
    const astray = one(amendment('B1', 'A1', { state: 'adopted' }), { en: [deletion('c9')] });
    expect(effective(TEXTS, [first, astray])).toMatchObject({ ok: false });
  });
});

describe('to move a motion to a later version', () => {
  const on = motion({
    state: 'debate',
    about: { kind: 'stage', instrument: 'charter', stage: 's1', version: 2 } as Motion['about'],
  });
  const state = (of: Motion, all: RevisionState['all'] = []): RevisionState => ({
    family: {
      ...{ motion: of, dependents: all.map((one) => one.motion), parent: null },
      ...{ siblings: [], further: [], bloc: [] },
    },
    ...{ from: TEXTS, to: { version: 3, hash: 'h3', texts: LATER }, all },
  });
  const done = (of: Motion, all?: RevisionState['all']) => revise(state(of, all), { reason: 'new report' });
  const revised = {
    ...{ type: 'motion.revised', subject: { assembly: 'oslo', motion: 'm1', instrument: 'charter' } },
    data: { motion: 'm1', version: 3, versionHash: 'h3', reason: 'new report' },
  };
  const first: Wordings = { en: [replace('c1', 'Some ports are open.')] };
  const second: Wordings = { en: [replace('c2', 'Ships sail.')] };

  test('carries amendments whose clauses did not change, with those to them; the others stay', () => {
    const all = [
      { motion: amendment('A1'), wordings: first },
      { motion: amendment('A2'), wordings: second },
      { motion: amendment('A3', 'm1', { state: 'withdrawn' }), wordings: second },
      { motion: amendment('B1', 'A1'), wordings: { en: [replace('c2', 'Boats sail.')] } },
      { motion: amendment('B2', 'A2'), wordings: { en: [replace('c2', 'Ships roam the sea.')] } },
    ];
    expect(done(on, all)).toEqual({
      ok: true,
      value: [
        revised,
        ...[carriedTo('A2', 3, 'h3'), worded('A2', 'en', second.en!, 'h3')],
        ...[carriedTo('B2', 3, 'h3'), worded('B2', 'en', all[4]!.wordings.en!, 'h3')],
      ],
    });
  });

  test.each<[string, Motion, RevisionState['all'], object]>([
    [
      'one that is voted on',
      { ...on, state: 'voting' },
      [],
      refused('motion.wrong_state', {
        ...{ label: '1', state: 'voting' },
        wanted: ['submitted', 'tabled', 'debate', 'ready', 'adjourned', 'remitted'],
      }),
    ],
    ['one of no version', { ...on, about: motion().about }, [], refused('amendment.no_version')],
    [
      'to where it is',
      { ...on, about: { ...on.about, version: 3 } as Motion['about'] },
      [],
      refused('motion.same_version', { number: 3 }),
    ],
    [
      'one into which an adopted amendment must come first',
      on,
      [{ motion: amendment('A1', 'm1', { state: 'adopted' }), wordings: first }],
      refused('motion.wording_missing', { labels: ['1-A1'] }),
    ],
  ])('%s is refused', (_, of, all, result) => {
    expect(done(of, all)).toEqual(result);
  });
});
