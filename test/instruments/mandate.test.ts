import type { Clause } from '../../src/instruments/clause.js';
import { decideStage, reopenStage, type Instrument } from '../../src/instruments/instrument.js';
import {
  differences,
  excesses,
  finish,
  isUnreported,
  report,
  stateOf,
  type Mandate,
} from '../../src/instruments/mandate.js';
import type { Tag, Terms } from '../../src/instruments/mandates.contract.js';
import { completed, type Target } from '../../src/instruments/path.js';
import { contextAt } from '../context.js';

const clause = (id: string, text: string, parent: string | null = null): Clause => ({
  ...{ id, kind: parent === null ? 'article' : 'paragraph', parent, text },
});
const APPROVED = { en: [clause('c1', 'Own'), clause('c2', 'Decide'), clause('c3', 'at work', 'c2')] };
const FINISHED = {
  en: [
    clause('c1', 'Own'),
    clause('c2', 'Decide'),
    clause('c3', 'in the work', 'c2'),
    clause('c4', 'And at home', 'c2'),
    clause('c5', 'Share'),
  ],
};
const TERMS: Terms = { to: 'board', text: 'Finish it', clauses: null, editorialOnly: false, until: null };
const mandate = (part: Partial<Mandate> = {}): Mandate => ({
  ...{ id: 'm1', instrument: 'charter', from: 'ga', to: 'board', version: 1, terms: TERMS, poll: 'p1' },
  ...{ finished: null, reported: false, waived: false },
  ...part,
});
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.ok ? null : result.refusal!.code;

test('what differs is found clause by clause, over the languages that both have', () => {
  const spanish = { ...FINISHED, es: FINISHED.en };
  expect(differences(APPROVED, spanish)).toEqual([
    { clause: 'c3', change: 'changed', langs: ['en'] },
    { clause: 'c4', change: 'added', langs: ['en'] },
    { clause: 'c5', change: 'added', langs: ['en'] },
  ]);
  expect(differences(FINISHED, APPROVED).map(({ change }) => change)).toEqual([
    'changed',
    'removed',
    'removed',
  ]);
  expect(differences(APPROVED, APPROVED)).toEqual([]);
});

test.each<[string, Partial<Terms>, string | null, Tag, string[]]>([
  ['nothing is limited', {}, '2026-01-01', 'substantive', []],
  ['the article and what is under it', { clauses: ['c2'] }, null, 'editorial', ['outside c5']],
  ['one paragraph', { clauses: ['c3'] }, null, 'editorial', ['outside c4', 'outside c5']],
  ['editorial only, and so it was', { editorialOnly: true }, null, 'editorial', []],
  [
    'editorial only, and it was not',
    { editorialOnly: true },
    null,
    'substantive',
    ['substantive c3', 'substantive c4', 'substantive c5'],
  ],
  ['on the last day', { until: '2026-01-31' }, '2026-01-31', 'editorial', []],
  ['a day late', { until: '2026-01-31' }, '2026-02-01', 'editorial', ['late null']],
  ['within a year of which no day is known', { until: '2026?' }, '2026-02-01', 'editorial', []],
  ['after a year of which no day is known', { until: '2025' }, '2026-02-01', 'editorial', ['late null']],
  ['an unknown day', { until: '2025-01-31' }, null, 'editorial', []],
])('beyond a mandate: %s', (_, terms, date, tag, found) => {
  const texts = { approved: APPROVED, finished: FINISHED };
  const changes = differences(APPROVED, FINISHED).map((one) => ({ ...one, tag }));
  const excess = excesses({ ...TERMS, ...terms }, { changes, date, texts });
  expect(excess.map(({ kind, clause: id }) => `${kind} ${id}`)).toEqual(found);
});

test.each<[Partial<Mandate>, string, string, string | null]>([
  [{}, '2026-01-01', 'open', 'mandate.nothing_to_report'],
  [{ terms: { ...TERMS, until: '2026-01-31' } }, '2026-01-31', 'open', 'mandate.nothing_to_report'],
  [{ terms: { ...TERMS, until: '2026-01-31' } }, '2026-02-01', 'overdue', null],
  [{ terms: { ...TERMS, until: '2026-01' } }, '2026-01-31', 'open', 'mandate.nothing_to_report'],
  [{ terms: { ...TERMS, until: '2026-01?' } }, '2026-02-01', 'overdue', null],
  [{ terms: { ...TERMS, until: '2003' } }, '2026-02-01', 'overdue', null],
  [{ finished: { version: 2, exceeded: [] } }, '2026-02-01', 'kept', null],
  [{ finished: { version: 2, exceeded: null } }, '2026-02-01', 'finished', null],
  [{ finished: { version: 2, exceeded: [{ kind: 'late', clause: null }] } }, '2026-02-01', 'exceeded', null],
  [{ finished: { version: 2, exceeded: [] }, reported: true }, '2026-02-01', 'kept', 'mandate.reported'],
])('how a mandate stands, and whether there is something to report (%#)', (part, day, state, code) => {
  expect(stateOf(mandate(part), day)).toBe(state);
  const told = report(mandate(part), { text: 'Done', assembly: null, day });
  expect(codeOf(told)).toBe(code);
  if (told.ok) expect(told.value).toMatchObject([{ subject: { body: 'ga' }, data: { state, to: 'ga' } }]);
});

test('only one that was exceeded waits for its report, until a body goes on notwithstanding', () => {
  const exceeded = { finished: { version: 2, exceeded: [{ kind: 'late', clause: null }] } } as const;
  expect(isUnreported(mandate(exceeded))).toBe(true);
  for (const part of [{}, { reported: true, ...exceeded }, { waived: true, ...exceeded }])
    expect(isUnreported(mandate(part))).toBe(false);
  expect(isUnreported(mandate({ finished: { version: 2, exceeded: null } }))).toBe(false);
});

test('of a text that is not known nobody says what changed', () => {
  const finishing = { version: 2, date: null, texts: null, tags: [], source: 'Minutes', note: null };
  const done = finish(mandate({ version: null }), finishing);
  expect(done).toMatchObject({ value: [{ data: { changes: null, exceeded: null, date: null } }] });
  expect(done.ok && done.value[0]!.blobs).toBeUndefined();
});

describe('a stage that grants', () => {
  const at = (amended: Target | undefined, mandates: Mandate[] = [], passed = false): Instrument => ({
    ...{ id: 'charter', authenticLanguages: ['en'], founded: '2026-01-01', mandates },
    stages: completed([
      {
        ...{ kind: 'principle', label: 'first', body: 'ga', key: 'first' },
        follows: amended ? { amended } : {},
      },
      { kind: 'final', label: 'second', body: 'ga', key: 'second' },
    ]).map((stage, place) => ({ ...stage, id: stage.key, number: place + 1 })),
    passages: passed
      ? [
          {
            ...{ key: 'first', number: 1, outcome: 'approved', date: '2026-02-01', version: 1, poll: 'p1' },
            source: null,
          },
        ]
      : [],
    versions: [{ number: 1, hash: 'h1', languages: ['en'], spoken: ['en'] }],
  });
  const decided = {
    ...{
      stage: 'first',
      assembly: 'a',
      date: '2026-02-01',
      version: 1,
      motion: 'x',
      poll: 'p1',
      decision: 1,
    },
    counts: { for: '3', against: '0', abstain: '0' },
  };
  const decide = (on: Instrument, outcome: 'approved' | 'rejected', amended: boolean) => {
    const plain = { amended, terms: TERMS, notwithstanding: [] };
    const result = decideStage(on, { ...decided, outcome }, plain, contextAt('2026-02-01T10:00:00.000Z'));
    return result.ok
      ? result.value.map(({ type, data }) => ('outcome' in data ? `${type} ${data.outcome}` : type))
      : result.refusal.code;
  };
  const back = { stage: 'first', motion: 'x', poll: 'p1', reason: 'Doubted', assembly: 'a' };

  test.each<[Target | undefined, 'approved' | 'rejected', boolean, string[]]>([
    [undefined, 'approved', false, ['stage.decided approved', 'mandate.granted']],
    [undefined, 'approved', true, ['stage.decided approved', 'mandate.granted']],
    [{ stage: 'first' }, 'approved', true, ['stage.decided amended', 'mandate.granted']],
    [{ stage: 'first' }, 'approved', false, ['stage.decided approved', 'mandate.granted']],
    [{ stage: 'first' }, 'rejected', true, ['stage.decided rejected']],
  ])('an amended text goes where the path says (%#)', (follows, outcome, amended, types) => {
    expect(decide(at(follows), outcome, amended)).toEqual(types);
  });

  test('a recount takes back what was granted with it, unless it is carried out', () => {
    expect(reopenStage(at(undefined, [mandate()], true), back)).toMatchObject({
      value: [{ type: 'stage.reopened' }, { type: 'mandate.lifted', data: { mandate: 'm1' } }],
    });
    expect(reopenStage(at(undefined, [mandate({ poll: 'p0' })], true), back)).toMatchObject({
      value: [{ type: 'stage.reopened' }],
    });
    const done = mandate({ finished: { version: 2, exceeded: [] } });
    expect(codeOf(reopenStage(at(undefined, [done], true), back))).toBe('mandate.finished');
  });
});
