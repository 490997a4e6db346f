import fc from 'fast-check';
import {
  ahead,
  completed,
  faultsOf,
  FOLLOWED,
  next,
  type GivenStage,
  type Passed,
  type StageOutcome,
  type Target,
} from '../../src/instruments/path.js';
import { TEMPLATES } from '../../src/instruments/templates.js';

const to = (stage: string): Target => ({ stage });
const end = (as: 'approved' | 'rejected' | 'lapsed'): Target => ({ end: as });
const stage = (
  key: string,
  kind: GivenStage['kind'] = 'final',
  more: Partial<GivenStage> = {},
): GivenStage => ({
  ...{ key, kind, label: key, body: 'ga' },
  ...more,
});

/** ISO/IEC Directives, part 1: harmonised stage codes 10 to 60. */
const ISO = [
  stage('10-proposal', 'draft', { withinDays: 90, follows: { lapsed: end('lapsed') } }),
  stage('20-preparatory', 'draft', { withinDays: 365, follows: { lapsed: end('lapsed') } }),
  stage('30-committee', 'consult', {
    follows: { amended: to('30-committee'), rejected: to('20-preparatory') },
  }),
  // Approved without a technical change it may leave out the final draft.
  stage('40-enquiry', 'principle', {
    ...{ minimumDays: 84, withinDays: 365, rule: 'two-thirds', languages: ['en', 'fr'] },
    follows: { approved: to('60-publication'), amended: to('50-approval'), rejected: to('30-committee') },
  }),
  stage('50-approval', 'final', {
    ...{ minimumDays: 56, rule: 'two-thirds', languages: ['en', 'fr'] },
    follows: { rejected: to('30-committee') },
  }),
  stage('60-publication', 'adopt-parent'),
];

/** Treaty on the Functioning of the European Union, article 294. */
const EU = [
  stage('ep-1', 'principle', {
    body: 'ep',
    follows: { rejected: end('rejected'), amended: to('council-1') },
  }),
  stage('council-1', 'principle', {
    body: 'council',
    follows: { approved: end('approved'), amended: to('ep-2') },
  }),
  // Silence of the Parliament for three months adopts the position of the Council.
  stage('ep-2', 'tacit', {
    ...{ body: 'ep', withinDays: 90, rule: 'of-members' },
    follows: { approved: end('approved'), amended: to('council-2'), rejected: end('rejected') },
  }),
  stage('council-2', 'final', {
    ...{ body: 'council', withinDays: 90 },
    follows: { approved: end('approved'), rejected: to('conciliation') },
  }),
  stage('conciliation', 'finalise', {
    ...{ body: 'committee', withinDays: 42 },
    follows: { approved: to('ep-3'), lapsed: end('rejected') },
  }),
  stage('ep-3', 'final', { body: 'ep', withinDays: 42, follows: { lapsed: end('rejected') } }),
  stage('council-3', 'final', { body: 'council', withinDays: 42, follows: { lapsed: end('rejected') } }),
];

/** Standing Orders of the International Labour Conference, article 39: double discussion. */
const ILO = [
  stage('law-and-practice', 'draft'),
  stage('first-replies', 'consult', { minimumDays: 90 }),
  stage('first-discussion', 'principle', { rule: 'simple' }),
  stage('draft-and-replies', 'consult', { minimumDays: 90 }),
  stage('second-discussion', 'principle', { follows: { rejected: to('first-discussion') } }),
  stage('drafting-committee', 'finalise', { body: 'drafting-committee', languages: ['en', 'fr'] }),
  stage('record-vote', 'final', { rule: 'two-thirds' }),
];

const template = (name: string): GivenStage[] =>
  TEMPLATES.find((one) => one.name === name)!.stages.map(({ role, ...rest }) => ({ ...rest, body: role }));

/** Walks a path by outcomes, a day each; gives the keys at which it stood, and the end. */
function walk(given: readonly GivenStage[], outcomes: readonly StageOutcome[]): string[] {
  const path = completed(given);
  const history: Passed[] = [];
  const seen: string[] = [];
  for (const outcome of outcomes) {
    const { stage: at, round } = next(path, history, '2026-01-01');
    seen.push(round > 1 ? `${at!.key} (${round})` : at!.key);
    history.push({ key: at!.key, outcome, date: '2026-02-01' });
  }
  const at = next(path, history, null);
  return [...seen, at.end === null ? at.stage!.key : `= ${at.end}`];
}

const A = 'approved';
const M = 'amended';
const R = 'rejected';
const L = 'lapsed';

test.each<[string, readonly GivenStage[], StageOutcome[], string]>([
  [
    'ISO, straight',
    ISO,
    [A, A, 'held', A, A],
    '10-proposal 20-preparatory 30-committee 40-enquiry 60-publication = approved',
  ],
  [
    ...(['ISO, with a second committee draft and a final draft', ISO] as const),
    [A, A, M, 'held', M, A, A],
    '10-proposal 20-preparatory 30-committee 30-committee (2) 40-enquiry 50-approval 60-publication = approved',
  ],
  [
    ...(['ISO, back from the enquiry', ISO] as const),
    [A, A, 'held', R, 'held'],
    '10-proposal 20-preparatory 30-committee 40-enquiry 30-committee (2) 40-enquiry',
  ],
  ['ISO, never drafted', ISO, [A, L], '10-proposal 20-preparatory = lapsed'],
  ['EU, in first reading', EU, [M, A], 'ep-1 council-1 = approved'],
  ['EU, the Parliament is silent', EU, [A, M, L], 'ep-1 council-1 ep-2 = approved'],
  [
    ...(['EU, conciled', EU] as const),
    [A, M, M, R, A, A, A],
    'ep-1 council-1 ep-2 council-2 conciliation ep-3 council-3 = approved',
  ],
  ['EU, not conciled in time', EU, [A, M, M, R, L], 'ep-1 council-1 ep-2 council-2 conciliation = rejected'],
  [
    ...(['ILO', ILO] as const),
    ['approved', 'held', A, 'held', A, A, A],
    'law-and-practice first-replies first-discussion draft-and-replies second-discussion drafting-committee record-vote = approved',
  ],
  [
    ...(['ILO, discussed again', ILO] as const),
    ['approved', 'held', A, 'held', R, A],
    'law-and-practice first-replies first-discussion draft-and-replies second-discussion first-discussion (2) draft-and-replies',
  ],
  ['a declaration', template('declaration'), [A, A, A], 'principle final-draft parent = approved'],
  [
    'a declaration that the parent rejects',
    template('declaration'),
    [A, A, R],
    'principle final-draft parent = rejected',
  ],
  ['standards', template('standards'), ['held', A, A], 'consultation substance final = approved'],
  ['two readings, and a third', template('readings'), [A, M, A], 'first second second (2) = approved'],
  ['silence', template('silence'), [A, L], 'principle silence = approved'],
  ['silence that was broken', template('silence'), [A, R, A], 'principle silence principle (2) silence'],
])('%s', (_, path, outcomes, seen) => {
  expect(faultsOf(path)).toEqual([]);
  expect(walk(path, outcomes).join(' ')).toBe(seen);
});

test('a list of stages without more is walked in its order', () => {
  const plain: GivenStage[] = ['one', 'two'].map((label) => ({ kind: 'final', label, body: 'ga' }));
  expect(walk(plain, [A, A])).toEqual(['s1', 's2', '= approved']);
  expect(walk(plain, ['held', R])).toEqual(['s1', 's2', '= rejected']);
  expect(walk(plain, [M])).toEqual(['s1', 's2']);
});

test('days are counted from the stage before, or from the beginning; from an unknown date nobody counts', () => {
  const path = completed([
    stage('aa', 'final', { minimumDays: 10, withinDays: 20 }),
    stage('bb', 'tacit', { minimumDays: 1, withinDays: 29 }),
  ]);
  expect(next(path, [], '2026-02-20')).toMatchObject({
    earliest: '2026-03-02',
    due: '2026-03-12',
    since: '2026-02-20',
  });
  const passed = (date: string | null): Passed[] => [{ key: 'aa', outcome: A, date }];
  expect(next(path, passed('2024-01-31'), null)).toMatchObject({ earliest: '2024-02-01', due: '2024-02-29' });
  for (const date of [null, '2003', '2003-09', '2003-09-06~', '2003/2004'])
    expect(next(path, passed(date), null)).toMatchObject({ earliest: null, due: null, since: null });
});

test.each<[string, GivenStage[], string[]]>([
  ['nothing', [], ['path.empty stages']],
  ['no name for a stage', [stage('a b')], ['path.key stages.0.key']],
  ['two of a name', [stage('aa'), stage('aa')], ['path.key_twice stages.1.key']],
  ['no label', [stage('aa', 'final', { label: ' ' })], ['path.label stages.0.label']],
  [
    'nowhere',
    [stage('aa', 'final', { follows: { rejected: to('zz') } })],
    ['path.target stages.0.follows.rejected'],
  ],
  [
    'no way there',
    [stage('aa', 'final', { follows: { approved: end(A) } }), stage('bb')],
    ['path.unreachable stages.1'],
  ],
  [
    'round and round',
    [
      stage('aa', 'final', { follows: { approved: to('bb'), rejected: to('bb') } }),
      stage('bb', 'final', { follows: { approved: to('aa'), rejected: to('aa') } }),
    ],
    ['path.endless stages.0.follows', 'path.endless stages.1.follows'],
  ],
  [
    'approval that never ends in approval',
    [stage('aa'), stage('bb', 'final', { follows: { approved: to('aa') } })],
    ['path.circle stages.1.follows.approved'],
  ],
  [
    'approval that rejects',
    [stage('aa', 'final', { follows: { approved: end(R) } })],
    ['path.circle stages.0.follows.approved'],
  ],
  ['silence for ever', [stage('aa', 'tacit')], ['path.silence stages.0.withinDays']],
  [
    'time that never runs out',
    [stage('aa', 'final', { follows: { lapsed: end(L) } })],
    ['path.time stages.0.withinDays'],
  ],
  [
    'over before it begins',
    [stage('aa', 'final', { minimumDays: 9, withinDays: 8 })],
    ['path.days_crossed stages.0.withinDays'],
  ],
  ['half a day', [stage('aa', 'final', { minimumDays: 0.5 })], ['path.days stages.0.minimumDays']],
  ['another body', [stage('aa', 'final', { body: 'nobody' })], ['path.body stages.0.body']],
  ['another majority', [stage('aa', 'final', { rule: 'of-saints' })], ['path.rule stages.0.rule']],
  ['a body whose rules are not here', [stage('aa', 'final', { body: 'parent', rule: 'of-saints' })], []],
])('a path with a fault: %s', (_, path, found) => {
  const known = new Map([
    ['ga', ['ordinary']],
    ['parent', null],
  ]);
  expect(faultsOf(path, known).map(({ code, facts }) => `${code} ${String(facts['at'])}`)).toEqual(found);
});

const KEYS = ['aa', 'bb', 'cc', 'dd'];
const target = fc.oneof(
  fc.constantFrom(...KEYS).map(to),
  fc.constantFrom(A, R, L).map((as) => end(as as 'approved')),
);
const paths = fc.array(
  fc.record({
    approved: fc.option(target, { nil: undefined }),
    rejected: fc.option(target, { nil: undefined }),
    amended: fc.option(target, { nil: undefined }),
  }),
  { minLength: 1, maxLength: 4 },
);

test('what a path without a fault promises: every stage can be reached, and from everywhere there is a way out', () => {
  fc.assert(
    fc.property(paths, (follows) => {
      const given = follows.map((one, place) =>
        stage(KEYS[place]!, 'final', {
          follows: Object.fromEntries(Object.entries(one).filter(([, there]) => there)),
        }),
      );
      if (faultsOf(given).length > 0) return;
      const path = completed(given);
      const way = ahead(path, path[0]!);
      const approved = walk(
        given,
        way.map(() => A),
      );
      expect(approved.at(-1)).toBe('= approved');
      const reached = new Set<string>();
      let ways: Passed[][] = [[]];
      for (let step = 0; step <= path.length; step++)
        ways = ways.flatMap((history) => {
          const at = next(path, history, null);
          if (at.stage === null || reached.has(at.stage.key)) return [];
          reached.add(at.stage.key);
          return FOLLOWED.slice(0, 3).map((outcome) => [
            ...history,
            { key: at.stage!.key, outcome, date: null },
          ]);
        });
      expect([...reached].toSorted()).toEqual(path.map(({ key }) => key).toSorted());
    }),
  );
});
