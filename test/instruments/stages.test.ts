import {
  atStage,
  authenticOf,
  checkStage,
  decideStage,
  enterStage,
  holdStage,
  lapseStage,
  NO_COUNTS,
  reopenStage,
  strikeStage,
  stageState,
  withIds,
  type Imported,
  type Instrument,
} from '../../src/instruments/instrument.js';
import { checkTerms, finish, report, type Mandate } from '../../src/instruments/mandate.js';
import type { Terms } from '../../src/instruments/mandates.contract.js';
import { completed, type GivenStage } from '../../src/instruments/path.js';
import { answer, refer, type Referral } from '../../src/instruments/referral.js';
import { contextAt } from '../context.js';

const context = () => contextAt('2026-02-01T10:00:00.000Z');
const refused = (code: string, facts: object = {}) => ({ ok: false, refusal: { code, facts } });

const TERMS: Terms = { to: 'board', text: 'Finish it', clauses: null, editorialOnly: false, until: null };
const mandate = (more: Partial<Mandate> = {}): Mandate => ({
  ...{ id: 'm1', instrument: 'charter', from: 'ga', to: 'board', version: 1, terms: TERMS, poll: 'p1' },
  ...{ finished: null, reported: false, waived: false },
  ...more,
});
const EXCEEDED = { version: 2, exceeded: [{ kind: 'late', clause: null }] } as const;

/** At its first stage since 1 January; two versions, the second in English alone. */
const at = (first: Partial<GivenStage>, more: Partial<Instrument> = {}): Instrument => ({
  ...{ id: 'charter', authenticLanguages: ['en', 'fr'], founded: '2026-01-01', mandates: [], passages: [] },
  stages: completed([
    { key: 'first', kind: 'principle', label: 'First reading', body: 'ga', ...first },
    { key: 'second', kind: 'final', label: 'Second reading', body: 'ga' },
  ]).map((stage, place) => ({ ...stage, id: stage.key, number: place + 1 })),
  versions: [
    { number: 1, hash: 'h1', languages: ['en', 'fr'], spoken: ['en', 'fr'] },
    { number: 2, hash: 'h2', languages: ['en', 'fr'], spoken: ['en'] },
  ],
  ...more,
});
const passed = (key: string, outcome: 'approved' | 'rejected' | 'held' | 'lapsed' = 'approved') => ({
  ...{ key, number: key === 'first' ? 1 : 2, outcome, date: '2026-01-20', version: 1, poll: 'p1' },
  source: null,
});
const FIRST = { label: 'First reading' };

describe('whether a stage may be decided', () => {
  const now = { day: '2026-02-01', version: 1 };
  type Asked = Parameters<typeof checkStage>[2];
  test.each<[string, Instrument, Asked, ReturnType<typeof refused> | null]>([
    ['in its turn', at({}), now, null],
    [
      'before its day',
      at({ minimumDays: 32 }),
      now,
      refused('stage.too_early', { ...FIRST, earliest: '2026-02-02' }),
    ],
    ['on its day', at({ minimumDays: 31 }), now, null],
    ['before its day, of the past', at({ minimumDays: 32 }), { ...now, day: null }, null],
    [
      'in languages that its version has not',
      at({ languages: ['en', 'fr', 'es'] }),
      { ...now, version: 2 },
      refused('stage.language_missing', { ...FIRST, languages: ['fr', 'es'] }),
    ],
    ['in languages that it has', at({ languages: ['en'] }), { ...now, version: 2 }, null],
    ['in languages, on no version', at({ languages: ['en'] }), { ...now, version: null }, null],
    ['in languages, of the past', at({ languages: ['es'] }), { day: null, version: 2 }, null],
    [
      'while it consults',
      at({}, { rounds: [{ stage: 'first', until: '2026-03-01', unanswered: 2 }] }),
      now,
      refused('stage.consultation_runs', { until: '2026-03-01' }),
    ],
    [
      'with comments that nobody answered, of all rounds',
      at(
        {},
        {
          rounds: [
            { stage: 'first', until: null, unanswered: 2 },
            { stage: 'first', until: null, unanswered: 1 },
            { stage: 'second', until: null, unanswered: 9 },
          ],
        },
      ),
      now,
      refused('stage.comments_unanswered', { unanswered: 3 }),
    ],
    [
      'when all are answered',
      at({}, { rounds: [{ stage: 'first', until: null, unanswered: 0 }] }),
      now,
      null,
    ],
    [
      'after a mandate was exceeded',
      at({}, { mandates: [mandate({ finished: EXCEEDED })] }),
      now,
      refused('mandate.unreported', FIRST),
    ],
    [
      'after that, notwithstanding',
      at({}, { mandates: [mandate({ finished: EXCEEDED })] }),
      { ...now, notwithstanding: ['m1'] },
      null,
    ],
    [
      'after that, by the body that was entrusted',
      at({ body: 'board' }, { mandates: [mandate({ finished: EXCEEDED })] }),
      now,
      null,
    ],
    [
      'to finish, where nothing is finished',
      at({ kind: 'finalise', body: 'board' }, { mandates: [mandate()] }),
      now,
      refused('mandate.unfinished'),
    ],
    ['to finish, where nothing was entrusted', at({ kind: 'finalise', body: 'board' }), now, null],
    [
      'to finish, where another was entrusted',
      at({ kind: 'finalise', body: 'board' }, { mandates: [mandate({ to: 'other' })] }),
      now,
      null,
    ],
    [
      'by a body with an open mandate, in another stage',
      at({ body: 'board' }, { mandates: [mandate()] }),
      now,
      null,
    ],
    [
      'to finish with another version',
      at(
        { kind: 'finalise', body: 'board' },
        { mandates: [mandate({ finished: { version: 2, exceeded: [] } })] },
      ),
      now,
      refused('mandate.other_version', { number: 2 }),
    ],
    [
      'to finish with the version that does, or one that is not known',
      at(
        { kind: 'finalise', body: 'board' },
        { mandates: [mandate({ finished: { version: 2, exceeded: [] } })] },
      ),
      { ...now, version: null },
      null,
    ],
  ])('%s', (_, on, asked, result) => {
    expect(checkStage(on, 'first', asked)).toEqual(result ?? { ok: true, value: on.stages[0] });
  });

  test.each<[string, Instrument, string, object]>([
    ['nowhere', at({}), 'third', refused('stage.unknown')],
    ['a later one', at({}), 'second', refused('stage.not_current', FIRST)],
    [
      'one that was passed',
      at({}, { passages: [passed('first')] }),
      'first',
      refused('stage.decided', FIRST),
    ],
    [
      'one that was rejected',
      at({}, { passages: [passed('first', 'rejected')] }),
      'first',
      refused('stage.decided', FIRST),
    ],
    [
      'what lies behind an end',
      at({}, { passages: [passed('first', 'rejected')] }),
      'second',
      refused('stage.not_current', { label: '' }),
    ],
    [
      'one whose time ran out',
      at(
        { withinDays: 9, follows: { lapsed: { end: 'lapsed' } } },
        { passages: [passed('first', 'lapsed')] },
      ),
      'first',
      refused('stage.decided', FIRST),
    ],
  ])('%s is not the stage at which it stands', (_, on, id, result) => {
    expect(atStage(on, id)).toEqual(result);
    expect(checkStage(on, id, now)).toEqual(result);
  });
});

test.each<[string, GivenStage['kind'], Instrument['passages'][number]['outcome'], string]>([
  ['approved', 'principle', 'approved', 'done'],
  ['held', 'consult', 'held', 'done'],
  ['rejected', 'principle', 'rejected', 'rejected'],
  ['silent until its end', 'tacit', 'lapsed', 'done'],
  ['without a vote until its end', 'principle', 'lapsed', 'rejected'],
])('a stage that was %s', (_, kind, outcome, state) => {
  const follows = outcome === 'lapsed' && kind !== 'tacit' ? { lapsed: { end: 'lapsed' as const } } : {};
  const on = at({ kind, withinDays: 9, follows }, { passages: [{ ...passed('first'), outcome }] });
  expect(stageState(on, on.stages[0]!)).toBe(state);
});

describe('a declared vote', () => {
  const decided = {
    ...{ stage: 'first', assembly: 'oslo', date: '2026-02-01', version: 1, motion: 'x', poll: 'p9' },
    ...{ decision: 4, counts: NO_COUNTS, outcome: 'approved' as const },
  };
  const subject = { instrument: 'charter', assembly: 'oslo', motion: 'x', poll: 'p9' };
  const exceeded = [
    mandate({ finished: EXCEEDED }),
    mandate({ id: 'm2', to: 'bureau', finished: EXCEEDED, reported: true }),
  ];

  test('moves the stage, grants what was approved with it, and waives what it goes on in spite of', () => {
    const with_ = { amended: false, terms: TERMS, notwithstanding: ['m1', 'm2'] };
    const on = at({}, { mandates: exceeded });
    expect(decideStage(on, decided, with_, context())).toEqual({
      ok: true,
      value: [
        { type: 'stage.decided', subject, data: decided },
        {
          ...{ type: 'mandate.granted', subject: { ...subject, body: 'board' } },
          data: {
            ...{ mandate: 'id-1', instrument: 'charter', from: 'ga', version: 1, terms: TERMS },
            ...{ date: '2026-02-01', motion: 'x', poll: 'p9', source: null, certainty: 'high', note: null },
          },
        },
        {
          ...{ type: 'mandate.waived', subject: { ...subject, body: 'board' } },
          data: { mandate: 'm1', motion: 'x', poll: 'p9', date: '2026-02-01' },
        },
      ],
    });
    const no = decideStage(on, { ...decided, outcome: 'rejected' }, with_, context());
    expect(no).toMatchObject({ value: [{ type: 'stage.decided', data: { outcome: 'rejected' } }] });
    expect(no.ok && no.value).toHaveLength(1);
  });

  test('waives no mandate that it does not name', () => {
    const on = at({ body: 'board' }, { mandates: exceeded });
    const done = decideStage(on, decided, { amended: false, terms: null, notwithstanding: [] }, context());
    expect(done.ok && done.value.map(({ type }) => type)).toEqual(['stage.decided']);
  });

  test('that is recounted opens its stage again, and no other', () => {
    const again = { stage: 'first', motion: 'x', poll: 'p1', reason: 'torn', assembly: 'oslo' };
    const on = at({}, { passages: [passed('first')] });
    expect(reopenStage(on, again)).toEqual({
      ok: true,
      value: [
        {
          ...{ type: 'stage.reopened', subject: { ...subject, poll: 'p1' } },
          data: { stage: 'first', motion: 'x', poll: 'p1', reason: 'torn' },
        },
      ],
    });
    expect(reopenStage(on, { ...again, stage: 'third' })).toEqual(refused('stage.unknown'));
    const later = at({}, { passages: [passed('first'), passed('second')] });
    expect(reopenStage(later, again)).toEqual(refused('stage.moved_on', { label: 'Second reading' }));
  });
});

test('what a source tells is entered, with the assembly where one is known', () => {
  const entered: Parameters<typeof enterStage>[1] = {
    ...{ stage: 'first', outcome: 'approved', assembly: 'oslo', date: '2003', version: 2, result: null },
    ...{ counts: NO_COUNTS, source: 'minutes', certainty: 'medium', note: null },
  };
  expect(enterStage(at({}), entered)).toEqual({
    ok: true,
    value: [{ type: 'stage.entered', subject: { instrument: 'charter', assembly: 'oslo' }, data: entered }],
  });
  expect(enterStage(at({}), { ...entered, assembly: null })).toMatchObject({
    value: [{ subject: { instrument: 'charter' } }],
  });
  expect(enterStage(at({}), { ...entered, version: 3 })).toEqual(refused('version.unknown', { number: 3 }));
});

describe('a stage that was entered by mistake', () => {
  const entered = (key: string) => ({ ...passed(key), poll: null, source: 'minutes' });
  const round = (stage: string, until: string | null) => ({ stage, until, unanswered: 1 });
  const strike = (on: Instrument, number = 1, assembly: string | null = null) =>
    strikeStage(on, { number, assembly, reason: 'Another text' });
  const SECOND = { label: 'Second reading' };

  test.each([
    ['the only one', at({}, { passages: [entered('first')] }), 1],
    ['the last', at({}, { passages: [passed('first'), entered('second')] }), 2],
    [
      'before a stage whose consultation is over',
      at({}, { passages: [entered('first')], rounds: [round('second', null)] }),
      1,
    ],
    [
      'while its own consultation runs',
      at({}, { passages: [entered('first')], rounds: [round('first', '2026-03-01T00:00:00.000Z')] }),
      1,
    ],
  ])('is struck: %s', (_, on, number) => {
    expect(strike(on, number, 'oslo')).toEqual({
      ok: true,
      value: [
        {
          ...{ type: 'stage.struck', subject: { instrument: 'charter', assembly: 'oslo' } },
          data: { stage: number === 1 ? 'first' : 'second', number, reason: 'Another text' },
        },
      ],
    });
    expect(strike(on, number)).toMatchObject({ value: [{ subject: { instrument: 'charter' } }] });
  });

  test.each([
    ['where there is none', at({}), refused('not_found')],
    [
      'that a vote of this house decided',
      at({}, { passages: [passed('first')] }),
      refused('stage.decided_here', FIRST),
    ],
    [
      'that a consultation or the clock of this house passed',
      at({}, { passages: [{ ...passed('first', 'held'), poll: null }] }),
      refused('stage.passed_here', FIRST),
    ],
    [
      'on which a vote rests',
      at({}, { passages: [entered('first'), passed('second')] }),
      refused('stage.rested_on', SECOND),
    ],
    [
      'on which another rests that was entered',
      at({}, { passages: [entered('first'), entered('second')] }),
      refused('stage.rested_on', SECOND),
    ],
    [
      'while the next consults',
      at({}, { passages: [entered('first')], rounds: [round('second', '2026-03-01T00:00:00.000Z')] }),
      refused('stage.next_consults', { until: '2026-03-01T00:00:00.000Z' }),
    ],
  ])('is not struck %s', (_, on, refusal) => {
    expect(strike(on)).toEqual(refusal);
  });
});

describe('a stage is passed without a vote', () => {
  const held = (on: Instrument) => holdStage(on, { stage: 'first', day: '2026-02-01', version: 2 });
  const lapsed = (on: Instrument, day: string) => lapseStage(on, { stage: 'first', day });
  const silence = { kind: 'tacit', withinDays: 10 } as const;

  test('when it consulted', () => {
    expect(held(at({ kind: 'consult' }))).toEqual({
      ok: true,
      value: [
        {
          ...{ type: 'stage.held', subject: { instrument: 'charter' } },
          data: { stage: 'first', date: '2026-02-01', version: 2 },
        },
      ],
    });
    expect(held(at({}))).toEqual(refused('stage.not_consulting', FIRST));
    expect(held(at({ kind: 'consult', minimumDays: 32 }))).toMatchObject({
      refusal: { code: 'stage.too_early' },
    });
  });

  test('when its time ran out, with the version that was passed before, else the last', () => {
    expect(lapsed(at(silence), '2026-01-12')).toEqual({
      ok: true,
      value: [
        {
          ...{ type: 'stage.lapsed', subject: { instrument: 'charter' } },
          data: { stage: 'first', date: '2026-01-11', version: 2 },
        },
      ],
    });
    const back = at(
      { ...silence, follows: { rejected: { stage: 'first' } } },
      { passages: [passed('first', 'rejected')] },
    );
    expect(lapsed(back, '2026-01-31')).toMatchObject({ value: [{ data: { version: 1 } }] });
  });

  test.each<[string, Instrument, string, object]>([
    ['on its last day', at(silence), '2026-01-11', refused('stage.not_due', FIRST)],
    ['without a time', at({ kind: 'tacit' }), '2026-01-12', refused('stage.not_due', FIRST)],
    [
      'where no end of its time is said',
      at({ withinDays: 10 }),
      '2026-01-12',
      refused('stage.not_due', FIRST),
    ],
    [
      'while it consults',
      at(silence, { rounds: [{ stage: 'first', until: '2026-03-01', unanswered: 0 }] }),
      '2026-01-12',
      refused('stage.consultation_runs', { until: '2026-03-01' }),
    ],
  ])('but not %s', (_, on, day, result) => {
    expect(lapsed(on, day)).toEqual(result);
  });
});

describe('a file', () => {
  const draft = { id: 'c1', kind: 'article', level: 0, text: 'Ports are open.' } as const;
  const file = (of: string | null, authentic = false): Imported =>
    ({ lang: 'en', of, authentic, drafts: [draft], dropped: [] }) as unknown as Imported;
  const ids = (one: Imported, used: number) => {
    const read = withIds(one, { instrument: 'charter', used });
    return 'drafts' in read && read.drafts.map((of) => 'id' in of);
  };

  test.each<[string, string | null, number, boolean]>([
    ['of this instrument keeps its ids', 'charter', 5, true],
    ['of another loses them', 'statutes', 5, false],
    ['of another keeps them where there are none yet', 'statutes', 0, true],
    ['of none loses them', null, 5, false],
    ['of none loses them where there are none yet', null, 0, false],
  ])('%s', (_, of, used, kept) => {
    expect(ids(file(of), used)).toEqual([kept]);
  });

  test('that says it is authentic is; else the instrument’s languages are, else all', () => {
    const markdown: Imported = { lang: 'fr', markdown: 'Un.' };
    const on = at({}, { authenticLanguages: ['es'] });
    expect(authenticOf([file(null, true), markdown], on)).toEqual(['en']);
    expect(authenticOf([file(null), markdown], on)).toEqual(['es']);
    expect(authenticOf([file(null), markdown], { ...on, authenticLanguages: null })).toEqual(['en', 'fr']);
    expect(withIds(markdown, { instrument: 'charter', used: 3 })).toBe(markdown);
  });
});

describe('a mandate', () => {
  const clause = (id: string, text: string) => ({ id, kind: 'article', parent: null, text }) as const;
  const texts = {
    approved: { en: [clause('c1', 'Own'), clause('c2', 'Decide')] },
    finished: { en: [clause('c1', 'Own it'), clause('c2', 'Decide'), clause('c3', 'Share')] },
  };
  const tag = (id: string) => ({ clause: id, tag: 'substantive', reason: 'asked' }) as const;
  const finishing = {
    ...{ version: 2, date: '2026-02-01', texts, source: null, note: 'done' },
    tags: [tag('c3'), tag('c1')],
  };

  test.each<[string, Partial<Terms>, Parameters<typeof checkTerms>[1], object]>([
    ['another body', {}, null, { ok: true, value: null }],
    ['the same body', { to: 'ga' }, null, refused('mandate.same_body')],
    ['clauses that are there', { clauses: ['c2'] }, texts.approved.en, { ok: true, value: null }],
    [
      'clauses that are not',
      { clauses: ['c2', 'c9'] },
      texts.approved.en,
      refused('mandate.clause_unknown', { clause: 'c9' }),
    ],
    ['clauses of a text that is not known', { clauses: ['c9'] }, null, { ok: true, value: null }],
  ])('entrusts to %s', (_, terms, clauses, result) => {
    expect(checkTerms({ from: 'ga', terms: { ...TERMS, ...terms } }, clauses)).toEqual(result);
  });

  test('is finished by a version, whose changes and excesses are kept beside', () => {
    const on = mandate({ terms: { ...TERMS, editorialOnly: true, clauses: ['c1'] } });
    const done = finish(on, finishing);
    expect(done).toMatchObject({
      value: [
        {
          ...{ type: 'mandate.finished', subject: { instrument: 'charter' } },
          data: {
            ...{ mandate: 'm1', version: 2, date: '2026-02-01', source: null, note: 'done' },
            ...{ changes: 2, exceeded: 3 },
          },
        },
      ],
    });
    expect(done.ok && JSON.parse(done.value[0]!.blobs!['finishing']!)).toEqual({
      v: 1,
      changes: [
        { ...tag('c1'), change: 'changed', langs: ['en'] },
        { ...tag('c3'), change: 'added', langs: ['en'] },
      ],
      exceeded: [
        { kind: 'substantive', clause: 'c1' },
        { kind: 'outside', clause: 'c3' },
        { kind: 'substantive', clause: 'c3' },
      ],
    });
  });

  test.each<[string, Partial<Mandate>, Partial<typeof finishing>, object]>([
    ['twice', { finished: { version: 3, exceeded: [] } }, {}, refused('mandate.finished', { number: 3 })],
    ['by what was approved', {}, { version: 1 }, refused('mandate.not_later', { number: 1 })],
    [
      'with a tag of what did not change',
      {},
      { tags: [tag('c1'), tag('c2'), tag('c3')] },
      refused('mandate.not_changed', { clause: 'c2' }),
    ],
    ['with an untagged change', {}, { tags: [tag('c1')] }, refused('mandate.untagged', { clauses: 1 })],
  ])('is not finished %s', (_, more, given, result) => {
    expect(finish(mandate(more), { ...finishing, ...given })).toEqual(result);
  });

  test('is reported to whom it came from, before an assembly or not', () => {
    const on = mandate({ finished: EXCEEDED });
    const told = (assembly: string | null) => ({
      ok: true,
      value: [
        {
          type: 'mandate.reported',
          subject: { instrument: 'charter', body: 'ga', ...(assembly === null ? {} : { assembly }) },
          data: {
            ...{ mandate: 'm1', to: 'ga', state: 'exceeded', text: 'Late', assembly, date: '2026-02-01' },
          },
        },
      ],
    });
    for (const assembly of ['oslo', null])
      expect(report(on, { text: 'Late', assembly, day: '2026-02-01' })).toEqual(told(assembly));
    expect(report(mandate(), { text: '', assembly: null, day: '2026-02-01' })).toEqual(
      refused('mandate.nothing_to_report'),
    );
    expect(report({ ...on, reported: true }, { text: '', assembly: null, day: '2026-02-01' })).toEqual(
      refused('mandate.reported'),
    );
  });
});

describe('a referral', () => {
  const made = {
    ...{ referral: 'r1', from: 'ga', to: 'board', version: 2, reason: 'their matter' },
    ...{ until: '2026-06', date: '2026-02-01' },
  };
  const referral = (state: Referral['state'], to = 'board'): Referral => ({
    ...{ id: 'r1', instrument: 'charter', from: 'ga', to, state },
  });

  test.each<[string, readonly Referral[], Partial<typeof made> | { version: null }, object | null]>([
    ['to a body', [], {}, null],
    ['about no version', [], { version: null }, null],
    ['to one that answered before', [referral('answered'), referral('returned')], {}, null],
    ['to one while it is before another', [referral('open', 'bureau')], {}, null],
    ['to itself', [], { to: 'ga' }, refused('referral.same_body')],
    ['where it lies already', [referral('open')], {}, refused('referral.already', { to: 'board' })],
    ['about a version that is not there', [], { version: 9 }, refused('version.unknown', { number: 9 })],
  ])('is made %s', (_, open, more, result) => {
    const given = { ...made, ...more };
    const event = {
      ...{ type: 'referral.made', subject: { instrument: 'charter', body: 'board' } },
      data: { instrument: 'charter', ...given },
    };
    expect(refer(at({}), open, given)).toEqual(result ?? { ok: true, value: [event] });
  });

  test('is answered to whom it came from, or returned without an answer, once', () => {
    const back = { text: 'Read.', date: '2026-03-01' };
    const subject = { instrument: 'charter', body: 'ga' };
    expect(answer(referral('open'), { ...back, answer: 'supports' })).toEqual({
      ok: true,
      value: [{ type: 'referral.answered', subject, data: { referral: 'r1', ...back, answer: 'supports' } }],
    });
    expect(answer(referral('open'), { ...back, answer: null })).toEqual({
      ok: true,
      value: [{ type: 'referral.returned', subject, data: { referral: 'r1', ...back } }],
    });
    for (const state of ['answered', 'returned'] as const)
      expect(answer(referral(state), { ...back, answer: null })).toEqual(refused('referral.over'));
  });
});
