import {
  changesOf,
  comment,
  dispose,
  nothing,
  viaOf,
  withdraw,
  type Comment,
  type Commenting,
} from '../../src/consultations/comment.js';
import {
  close,
  conclude,
  extend,
  openRound,
  phaseOf,
  remind,
  takesComments,
  type Opening,
  type Round,
} from '../../src/consultations/consultation.js';
import type { CommentView } from '../../src/consultations/consultations.contract.js';
import { letterText } from '../../src/consultations/invitation.js';
import { grouped, tableRows } from '../../src/consultations/table.js';
import type { Actor, Context } from '../../src/basics/event.js';
import type { Result } from '../../src/basics/result.js';
import type { Clause } from '../../src/instruments/clause.js';
import { checkStage, holdStage, type Instrument } from '../../src/instruments/instrument.js';
import { applied } from '../../src/instruments/operations.js';
import { completed } from '../../src/instruments/path.js';

const AT = '2026-05-10T12:00:00.000Z';
const DESK: Actor = { kind: 'person', person: 'p', office: 'secretariat' };
const PERSON: Actor = { kind: 'person', person: 'p', office: 'public' };
const PUBLIC: Actor = { kind: 'house', name: 'public' };
const context = (actor: Actor = PERSON, at = AT): Context => ({ at, actor, id: () => 'fresh' });
const code = (result: Result<unknown>): string | null => (result.ok ? null : result.refusal.code);
const events = <E extends { type: string; data: object }>(result: Result<readonly E[]>) =>
  result.ok ? result.value.map(({ type, data }) => ({ type, ...data })) : [result.refusal];

const ROUND: Round = {
  ...{ id: 'r', instrument: 'standards', version: 1, body: 'ga', stage: 's', visibility: 'all' },
  ...{ opensAt: '2026-05-01T00:00:00.000Z', closesAt: '2026-06-01T00:00:00.000Z', closed: false },
  ...{ members: ['a', 'b', 'c'], unanswered: 1 },
};
const CLAUSES: Clause[] = [
  { id: 'c1', kind: 'title', parent: null, text: 'Standards' },
  { id: 'c2', kind: 'article', parent: null, text: 'Members decide.' },
  { id: 'c3', kind: 'paragraph', parent: 'c2', text: 'By vote.' },
];
const SAID: Comment = {
  ...{ id: 'x', member: 'a', kind: 'comment', number: 1, revision: 1, clause: 'c2', lang: 'en' },
  ...{ text: 'Hm.', wording: 'Members alone decide.', state: 'stands', dispositions: 0 },
};
const NONE: Comment = {
  ...SAID,
  id: 'n',
  kind: 'none',
  number: null,
  clause: null,
  text: null,
  wording: null,
};
const speaking = { speaksFor: ['a', 'd'], linked: null };
const state = (more: Partial<Commenting> = {}): Commenting => ({
  ...{ round: ROUND, texts: new Map([['en', CLAUSES]]), own: [], next: 4, speaking },
  ...more,
});
const saying = (more: object = {}) => ({
  ...{ member: 'a', replaces: null, clause: 'c2', lang: 'en' as const, text: 'Who?' },
  ...{ wording: null, author: 'Ada' },
  ...more,
});

test.each<[string, { member: string; linked?: string; actor: Actor }, string]>([
  ['who speaks for the member', { member: 'a', actor: PERSON }, 'person'],
  ['who holds its link', { member: 'b', linked: 'b', actor: PUBLIC }, 'link'],
  ['the secretariat, for what came by post', { member: 'c', actor: DESK }, 'desk'],
  ['not by another member’s link', { member: 'c', linked: 'b', actor: PUBLIC }, 'comment.not_member'],
  ['not anybody', { member: 'b', actor: PERSON }, 'comment.not_member'],
  ['not for a member that is not invited', { member: 'd', actor: PERSON }, 'comment.not_invited'],
  ['not the desk for one either', { member: 'e', actor: DESK }, 'comment.not_invited'],
])('who may comment: %s', (_, { member, linked = null, actor }, wanted) => {
  const via = viaOf(ROUND, { member, speaking: { ...speaking, linked }, actor });
  expect(via.ok ? via.value : via.refusal.code).toBe(wanted);
});

test.each<[at: string, closed: boolean, phase: string, refusal: string | null]>([
  ['2026-04-30T23:59:59.999Z', false, 'planned', 'consultation.not_open'],
  ['2026-05-01T00:00:00.000Z', false, 'open', null],
  ['2026-05-31T23:59:59.999Z', false, 'open', null],
  ['2026-06-01T00:00:00.000Z', false, 'due', 'consultation.over'],
  ['2026-05-10T00:00:00.000Z', true, 'closed', 'consultation.over'],
])('at %s, closed %s, it is %s', (at, closed, phase, refusal) => {
  expect(phaseOf({ ...ROUND, closed }, at)).toBe(phase);
  const round = { ...ROUND, closed };
  expect(code(takesComments(round, at))).toBe(refusal);
  expect(code(comment(state({ round }), saying(), context(PERSON, at)))).toBe(refusal);
  expect(code(nothing(state({ round }), { ...saying(), lang: 'en' }, context(PERSON, at)))).toBe(refusal);
  expect(code(withdraw({ round, comment: SAID, speaking }, context(PERSON, at)))).toBe(refusal);
});

describe('a comment', () => {
  test('has a number, its author as a personal field, and takes the place of what said that there is none', () => {
    const made = comment(state({ own: [NONE] }), saying(), context());
    expect(events(made)).toMatchObject([
      { type: 'comment.made', number: 4, revision: 1, via: 'person', supersedes: 'n', wording: null },
    ]);
    expect(made.ok && made.value[0]).toMatchObject({ personal: { author: 'Ada' } });
    expect(JSON.stringify(made.ok && made.value[0]!.data)).not.toContain('Ada');
  });

  test('that replaces another keeps its number', () => {
    expect(events(comment(state({ own: [SAID] }), saying({ replaces: 'x' }), context()))).toMatchObject([
      { number: 1, revision: 2, supersedes: 'x' },
    ]);
  });

  test.each<[string, object, readonly Comment[], string]>([
    ['in a language that the text has not', { lang: 'fr' }, [], 'comment.lang'],
    ['on a clause that is not there', { clause: 'c9' }, [], 'comment.clause_unknown'],
    ['with a wording of the whole', { clause: null, wording: 'X' }, [], 'comment.wording_whole'],
    ['with the wording that stands', { wording: ' Members decide. ' }, [], 'comment.wording_same'],
    [
      'instead of one that was withdrawn',
      { replaces: 'x' },
      [{ ...SAID, state: 'withdrawn' }],
      'comment.not_standing',
    ],
    ['instead of another’s', { replaces: 'y' }, [SAID], 'comment.not_standing'],
  ])('%s is refused', (_, more, own, refusal) => {
    expect(code(comment(state({ own }), saying(more), context()))).toBe(refusal);
  });

  test('“no comments” is an answer of who has made none', () => {
    const say = (own: readonly Comment[]) => nothing(state({ own }), { ...saying(), lang: 'en' }, context());
    expect(events(say([]))).toMatchObject([{ kind: 'none', number: null, text: null }]);
    expect(events(say([{ ...SAID, state: 'withdrawn' }]))).toMatchObject([{ kind: 'none' }]);
    expect(code(say([SAID]))).toBe('comment.has_comments');
    expect(code(say([NONE]))).toBe('comment.said_nothing');
  });

  test('is withdrawn once', () => {
    const on = (said: Comment) => withdraw({ round: ROUND, comment: said, speaking }, context());
    expect(events(on(SAID))).toMatchObject([{ type: 'comment.withdrawn', comment: 'x' }]);
    expect(code(on({ ...SAID, state: 'withdrawn' }))).toBe('comment.not_standing');
    expect(code(on({ ...SAID, member: 'b' }))).toBe('comment.not_member');
  });

  test('changes just its clause by its wording', () => {
    const changes = changesOf(SAID, CLAUSES);
    const after = changes.ok && applied(CLAUSES, changes.value);
    expect(after && after.ok && after.value.map(({ text }) => text)).toEqual([
      ...['Standards', 'Members alone decide.', 'By vote.'],
    ]);
    expect(code(changesOf({ ...SAID, wording: null }, CLAUSES))).toBe('comment.no_wording');
    expect(code(changesOf({ ...SAID, state: 'superseded' }, CLAUSES))).toBe('comment.not_standing');
  });
});

describe('an answer', () => {
  const answer = (said: Comment, round: Round, { drafter = false, actor = DESK } = {}) =>
    dispose({ round, comment: said, drafter }, { disposition: 'partly', reason: 'In part.' }, context(actor));
  const closed = { ...ROUND, closed: true, unanswered: 3 };

  test('is given by the desk or a drafter, to a comment that stands', () => {
    expect(code(answer(SAID, ROUND, { actor: PERSON }))).toBe('comment.not_answerer');
    expect(code(answer(SAID, ROUND, { actor: PERSON, drafter: true }))).toBeNull();
    expect(code(answer(NONE, ROUND))).toBe('comment.nothing_to_answer');
    expect(code(answer({ ...SAID, state: 'superseded' }, ROUND))).toBe('comment.not_standing');
  });

  test('after the close tells the stage how many are left; another to the same comment does not', () => {
    const types = (result: ReturnType<typeof answer>) => events(result);
    expect(types(answer(SAID, ROUND))).toHaveLength(1);
    expect(types(answer(SAID, closed))).toMatchObject([
      { type: 'comment.disposed', nth: 1 },
      { type: 'stage.consulted', stage: 's', round: 'r', until: null, unanswered: 2 },
    ]);
    expect(types(answer({ ...SAID, dispositions: 1 }, closed))).toMatchObject([{ nth: 2 }]);
    expect(types(answer(SAID, { ...closed, stage: null }))).toHaveLength(1);
  });
});

describe('a round', () => {
  const instrument: Instrument = {
    ...{ id: 'standards', authenticLanguages: ['en'], founded: null, passages: [], mandates: [] },
    stages: completed([
      { kind: 'consult', label: 'consultation', body: 'ga', key: 's' },
      { kind: 'final', label: 'final', body: 'ga', key: 'f' },
    ]).map((stage, place) => ({ ...stage, id: stage.key, number: place + 1 })),
    versions: [
      { number: 1, hash: 'h', languages: ['en'], spoken: ['en'] },
      { number: 2, hash: null, languages: [], spoken: [] },
    ],
  };
  const members = [
    { id: 'a', class: 'full' },
    { id: 'b', class: 'full' },
    { id: 'c', class: 'associate' },
  ];
  const OPENING: Opening = {
    ...{ body: 'ga', version: 1, stage: 's', visibility: 'all', opensAt: null, note: null },
    ...{ closesAt: '2026-06-01T00:00:00.000Z', classes: null, members: null, remind: [24, 48, 24] },
  };
  const opened = (more: Partial<Opening> = {}) =>
    openRound({ instrument, members }, { ...OPENING, ...more }, context(DESK));

  test.each<[string, Partial<Opening>, string[]]>([
    ['all', {}, ['a', 'b', 'c']],
    ['those of a class', { classes: ['full'] }, ['a', 'b']],
    ['those that are chosen', { members: ['c', 'a'] }, ['a', 'c']],
    ['both', { classes: ['full'], members: ['c', 'a'] }, ['a']],
  ])('invites %s', (_, more, invited) => {
    const result = opened(more);
    expect(result.ok && result.value[0]!.blobs).toEqual({ members: JSON.stringify(invited) });
    expect(events(result)).toMatchObject([
      { type: 'consultation.opened', opensAt: AT, invited: invited.length, remind: [48, 24] },
      { type: 'stage.consulted', until: '2026-06-01T00:00:00.000Z', unanswered: 0 },
    ]);
  });

  test.each<[Partial<Opening>, string]>([
    [{ version: 3 }, 'version.unknown'],
    [{ version: 2 }, 'version.text_unknown'],
    [{ stage: 'f' }, 'consultation.stage_kind'],
    [{ stage: 'g' }, 'stage.unknown'],
    [{ body: 'board' }, 'stage.other_body'],
    [{ closesAt: AT }, 'consultation.dates'],
    [{ opensAt: '2026-07-01T00:00:00.000Z' }, 'consultation.dates'],
    [{ remind: [600] }, 'consultation.remind_past'],
    [{ members: ['z'] }, 'consultation.member_unknown'],
    [{ classes: ['guest'] }, 'consultation.nobody'],
  ])('%j is refused', (more, refusal) => {
    expect(code(opened(more))).toBe(refusal);
  });

  test('is moved later alone, and closes at its date or with a reason', () => {
    const later = { closesAt: '2026-07-01T00:00:00.000Z', reason: 'Holidays' };
    expect(events(extend(ROUND, later, { at: AT }))).toMatchObject([
      { type: 'consultation.extended' },
      { type: 'stage.consulted', until: later.closesAt },
    ]);
    expect(code(extend(ROUND, { ...later, closesAt: ROUND.closesAt }, { at: AT }))).toBe(
      'consultation.not_later',
    );
    expect(code(extend({ ...ROUND, closed: true }, later, { at: AT }))).toBe('consultation.closed');
    expect(code(close(ROUND, { reason: null }, { at: AT }))).toBe('consultation.not_due');
    expect(events(close(ROUND, { reason: 'All did.' }, { at: AT }))).toMatchObject([
      { type: 'consultation.closed', unanswered: 1 },
      { type: 'stage.consulted', until: null, unanswered: 1 },
    ]);
    expect(code(close(ROUND, { reason: null }, { at: ROUND.closesAt }))).toBeNull();
    expect(code(close({ ...ROUND, closed: true }, { reason: 'X' }, { at: AT }))).toBe('consultation.closed');
  });

  test('passes its stage once all is answered', () => {
    const waiting = (unanswered: number): Instrument => ({
      ...instrument,
      rounds: [{ stage: 's', until: null, unanswered }],
    });
    const day = '2026-06-02';
    expect(code(conclude(ROUND, waiting(1), { day }))).toBe('stage.comments_unanswered');
    expect(events(conclude(ROUND, waiting(0), { day }))).toEqual([
      { type: 'stage.held', stage: 's', date: day, version: 1 },
    ]);
    expect(code(conclude({ ...ROUND, stage: null }, instrument, { day }))).toBe('consultation.no_stage');
    const passed = {
      ...instrument,
      passages: [
        { key: 's', number: 1, outcome: 'held' as const, date: day, version: 1, poll: null, source: null },
      ],
    };
    expect(code(holdStage(passed, { stage: 'f', day, version: 1 }))).toBe('stage.not_consulting');
  });

  test('reminds by the latest that is due', () => {
    expect(events(remind(ROUND, [48, 168], { at: AT }))).toMatchObject([{ hours: 48, missed: [168] }]);
    expect(code(remind(ROUND, [], { at: AT }))).toBe('remind.none_due');
    expect(code(remind(ROUND, [48], { at: ROUND.closesAt }))).toBe('consultation.over');
  });

  test.each([
    [[], null],
    [[{ until: null, unanswered: 0 }], null],
    [[{ until: null, unanswered: 1 }], { code: 'stage.comments_unanswered', facts: { unanswered: 1 } }],
    [
      [
        { until: null, unanswered: 2 },
        { until: null, unanswered: 3 },
      ],
      { code: 'stage.comments_unanswered', facts: { unanswered: 5 } },
    ],
    [
      [{ until: ROUND.closesAt, unanswered: 0 }],
      { code: 'stage.consultation_runs', facts: { until: ROUND.closesAt } },
    ],
  ])('its stage waits: %j', (rounds, refusal) => {
    const waits = rounds.map((one) => ({ stage: 's', ...one }));
    const checked = checkStage({ ...instrument, rounds: waits }, 's', { day: null, version: 1 });
    expect(checked.ok ? null : checked.refusal).toEqual(refusal);
  });
});

test('a letter says in three languages who asks, until when, and where', () => {
  const told = {
    ...{ hours: null, body: 'CICOPA, General Assembly', member: 'Union', version: 2, note: 'Look at 4.' },
    ...{ titles: { en: 'Standards', fr: 'Normes' }, closesAt: ROUND.closesAt, link: 'https://x.example/#C' },
  };
  const { subject, text } = letterText(told);
  expect(subject).toMatch(/^Consultation: comments until 1 June 2026/);
  expect(text.split('* * *')).toHaveLength(3);
  expect(text).toContain('Texte : Normes, version 2');
  expect(text.split('https://x.example/#C')).toHaveLength(4);
  const again = letterText({ ...told, hours: 24 });
  expect(again.subject).toMatch(/^Reminder/);
  expect(again.text).not.toContain('Look at 4.');
});

test('the table has standing comments alone: the whole first, then by clause', () => {
  const view = (more: Partial<CommentView>): CommentView => ({
    ...{ consultation: 'r', region: null, author: null, via: 'person', at: AT, own: false },
    ...{ id: 'x', number: 1, revision: 1, member: 'a', name: 'A', kind: 'comment', clause: 'c3', lang: 'en' },
    ...{ text: 'T', wording: null, state: 'stands', dispositions: [], uses: [] },
    ...more,
  });
  const all = [
    view({ id: '1' }),
    view({ id: '2', number: 2, clause: null, revision: 2 }),
    view({
      id: '3',
      number: 3,
      clause: 'c2',
      dispositions: [{ disposition: 'noted', reason: 'Yes.', at: AT }],
    }),
    view({ id: '4', number: 4, state: 'withdrawn' }),
    view({ id: '5', number: null, kind: 'none', name: 'B', clause: null, text: null }),
  ];
  expect(grouped(all, CLAUSES).map(({ number, comments }) => [number, comments.map(({ id }) => id)])).toEqual(
    [
      [null, ['2']],
      ['1', ['3']],
      [null, ['1']],
    ],
  );
  const rows = tableRows(all, CLAUSES);
  expect(rows.map(([name]) => name)).toEqual(['2 (2)', '3', '1', null]);
  expect(rows[1]!.slice(9, 11)).toEqual(['noted', 'Yes.']);
  expect(rows[3]!.slice(4, 10)).toEqual(['B', null, 'en', null, null, 'no_comments']);
});
