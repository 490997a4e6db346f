import fc from 'fast-check';
import type { Refusal, Result } from '../../src/basics/result.js';
import {
  announceClosing,
  annul,
  changeOf,
  CHANGING,
  demandCount,
  evolve,
  remind,
  resume,
  suspend,
} from '../../src/polls/poll.js';
import {
  close,
  closingQuorum,
  count,
  declare,
  enterCount,
  quorumOf,
  recount,
  see,
  setChannel,
  type Box,
} from '../../src/polls/box.js';
import { takesVotes, underWay, voting } from '../../src/polls/under-way.js';
import type { PollsEvent, PollState } from '../../src/polls/polls.contract.js';
import { contextAt } from '../context.js';
import { box, quorum, STEP } from './polls.js';

const AT = '2026-11-23T10:00:00.000Z';
const context = contextAt(AT);
const STATES: readonly PollState[] = ['open', 'suspended', 'closed', 'recounting', 'declared', 'annulled'];
const given = (state: PollState, rest: Partial<Box> = {}): Box => box(['for', null], { state, ...rest });
const onPaper = (state: PollState): Box => {
  const on = box([null], { state });
  return { ...on, lines: on.lines.map((line) => ({ ...line, channel: 'paper' })) };
};

/** Where each event leads, by the state in which it can happen; in any other it is illegal. */
const COURSE: Readonly<Record<PollsEvent['type'], Partial<Record<PollState, PollState>>>> = {
  'poll.opened': {},
  'poll.cast': { open: 'open' },
  'poll.cast_many': { open: 'open' },
  'poll.reminded': { open: 'open' },
  'poll.closing_announced': { open: 'open' },
  'poll.hand_moved': { open: 'open', suspended: 'suspended' },
  'poll.channelled': { open: 'open', suspended: 'suspended' },
  'poll.suspended': { open: 'suspended' },
  'poll.resumed': { suspended: 'open' },
  'poll.tellers_counted': { open: 'open', suspended: 'suspended', recounting: 'recounting' },
  'poll.count_demanded': { open: 'open', suspended: 'suspended', closed: 'closed' },
  'poll.closed': { open: 'closed', recounting: 'closed' },
  'poll.counted': { closed: 'closed' },
  'poll.declared': { closed: 'declared' },
  'poll.recount_ordered': { closed: 'recounting', declared: 'recounting' },
  'poll.annulled': {
    ...{ open: 'annulled', suspended: 'annulled', closed: 'annulled', recounting: 'annulled' },
  },
};
const TYPES = Object.keys(COURSE) as readonly PollsEvent['type'][];

test.each(TYPES)('%s follows in its states alone', (type) => {
  const after = Object.fromEntries(STATES.map((state) => [state, evolve(state, { type })]));
  expect(after).toEqual({ ...Object.fromEntries(STATES.map((state) => [state, null])), ...COURSE[type] });
});

test.each(CHANGING)('what %s changes of the state is where it leads', (type) => {
  const { state: to } = changeOf({
    type,
    data: { poll: 'p', reason: 'r', closesAt: AT, member: 'm', at: AT },
  });
  for (const [state, after] of Object.entries(COURSE[type])) expect(to ?? state).toBe(after);
});

test('votes come in while a poll is open; hands move until it is closed, and the assembly is at it until it is over', () => {
  expect(STATES.filter((state) => takesVotes({ state }))).toEqual(['open']);
  expect(STATES.filter((state) => voting({ state }))).toEqual(['open', 'suspended']);
  expect(STATES.filter((state) => underWay({ state }))).toEqual([
    'open',
    'suspended',
    'closed',
    'recounting',
  ]);
});

test('a poll begins by being opened, and by nothing else', () => {
  const begun = TYPES.filter((type) => evolve(null, { type }) !== null);
  expect(begun).toEqual(['poll.opened']);
  expect(evolve(null, { type: 'poll.opened' })).toBe('open');
});

/** Acts of the chair and of tellers: the poll on which they are done, and what they make of it in a state where they can be. */
const papers = { channel: 'paper', counts: { '- - - 1': { for: 1 } } } as const;
const ACTS: Readonly<
  Record<
    string,
    readonly [
      on: (state: PollState) => Box,
      act: (on: Box) => Result<PollsEvent[]>,
      first: PollsEvent['type'],
    ]
  >
> = {
  suspend: [given, (on) => suspend(on, { reason: 'dark' }, context), 'poll.suspended'],
  resume: [given, (on) => resume(on, context), 'poll.resumed'],
  'announce the closing': [
    given,
    (on) => announceClosing(on, { seconds: 90 }, context),
    'poll.closing_announced',
  ],
  remind: [given, (on) => remind(on, [24], context), 'poll.reminded'],
  annul: [given, (on) => annul(on, { reason: 'wrong text' }, context), 'poll.annulled'],
  'order a recount': [onPaper, (on) => recount(on, { reason: 'torn' }, context), 'poll.recount_ordered'],
  'demand a count': [
    (state) => given(state, { form: 'sight' }),
    (on) => demandCount(on, { member: 'm1' }, context),
    'poll.count_demanded',
  ],
  'give a channel': [
    given,
    (on) => setChannel(on, { entitlements: [2], channel: 'paper' }),
    'poll.channelled',
  ],
  'enter a count': [
    onPaper,
    (on) => enterCount({ ...on, entered: [] }, papers, context),
    'poll.tellers_counted',
  ],
};

describe.each(Object.entries(ACTS))('to %s', (_, [on, act, type]) => {
  test.each(STATES)('given a poll that is %s', (state) => {
    const done = act(on(state));
    if (COURSE[type][state] !== undefined) expect(done).toMatchObject({ ok: true, value: [{ type }] });
    else {
      expect(done).toEqual(refusal('poll.wrong_state', { state, wanted: expect.any(Array) }));
      const wanted = done.ok ? [] : (done.refusal.facts['wanted'] as PollState[]);
      expect(wanted.toSorted()).toEqual(Object.keys(COURSE[type]).toSorted());
    }
  });
});

test.each<[string, Box, (on: Box) => Result<PollsEvent[]>, PollsEvent['type'], object]>([
  ['suspending', given('open'), ACTS['suspend']![1], 'poll.suspended', { reason: 'dark', at: AT }],
  ['resuming', given('suspended'), ACTS['resume']![1], 'poll.resumed', { at: AT }],
  ['annulling', given('closed'), ACTS['annul']![1], 'poll.annulled', { reason: 'wrong text', at: AT }],
  [
    'announcing the closing',
    given('open'),
    ACTS['announce the closing']![1],
    'poll.closing_announced',
    { closesAt: '2026-11-23T10:01:30.000Z' },
  ],
  [
    'ordering a recount',
    onPaper('declared'),
    ACTS['order a recount']![1],
    'poll.recount_ordered',
    { reason: 'torn', at: AT },
  ],
  [
    'demanding a count',
    given('closed', { form: 'sight' }),
    ACTS['demand a count']![1],
    'poll.count_demanded',
    { member: 'm1', at: AT },
  ],
  [
    'giving a channel',
    given('open'),
    ACTS['give a channel']![1],
    'poll.channelled',
    { entitlements: [2], channel: 'paper' },
  ],
  [
    'entering a count',
    onPaper('recounting'),
    ACTS['enter a count']![1],
    'poll.tellers_counted',
    { ...papers, agreed: false, at: AT },
  ],
  [
    'reminding when several are due: the last goes out, the others were missed, in turn',
    given('open'),
    (on) => remind(on, [24, 2, 72], context),
    'poll.reminded',
    { hours: 2, missed: [72, 24], at: AT },
  ],
])('%s tells of its poll', (_, on, act, type, data) => {
  const told = (subject: object) => ({
    ok: true,
    value: [{ type, subject, data: { poll: 'p', ...data } }],
  });
  expect(act(on)).toEqual(told({ assembly: 'oslo', motion: 'm', poll: 'p' }));
  expect(act({ ...on, motion: null, election: 'e' })).toEqual(
    told({ assembly: 'oslo', election: 'e', poll: 'p' }),
  );
});

const RESULT = count(given('open'), null);

test.each<[string, Result<unknown>, string, object]>([
  ['no reminder is due', remind(given('open'), [], context), 'remind.none_due', {}],
  [
    'a recount of what devices counted',
    recount(given('closed'), { reason: '' }, context),
    'recount.nothing',
    {},
  ],
  [
    'a count is demanded of a count',
    demandCount(given('open'), { member: 'm1' }, context),
    'poll.not_on_sight',
    {},
  ],
  ['closing what is closed', close(given('closed'), context), 'poll.not_open', { state: 'closed' }],
  ['closing what is suspended', close(given('suspended'), context), 'poll.not_open', { state: 'suspended' }],
  ['closing what is seen', close(given('open', { form: 'sight' }), context), 'poll.seen_only', {}],
  [
    'closing before it is due',
    close(given('open', { form: 'correspondence', dueAt: '2026-11-24T00:00:00.000Z' }), context),
    'poll.not_due',
    { due: '2026-11-24T00:00:00.000Z' },
  ],
  [
    'closing without the tellers',
    close(onPaper('open'), context),
    'poll.tellers_missing',
    { channels: ['paper'] },
  ],
  [
    'seeing what is suspended',
    see(given('suspended', { form: 'sight' }), { outcome: 'adopted' }, context),
    'poll.not_open',
    { state: 'suspended' },
  ],
  ['seeing what is counted', see(given('open'), { outcome: 'adopted' }, context), 'poll.not_on_sight', {}],
  [
    'seeing where a count was demanded',
    see(given('open', { form: 'sight', countDemanded: true }), { outcome: 'adopted' }, context),
    'poll.count_demanded',
    {},
  ],
  ['declaring what is open', declare(given('open'), null), 'poll.not_closed', { state: 'open' }],
  [
    'declaring what was declared',
    declare(given('declared', { result: RESULT }), null),
    'poll.not_closed',
    { state: 'declared' },
  ],
  ['declaring what has no result', declare(given('closed'), null), 'poll.not_closed', { state: 'closed' }],
  [
    'names that are called in secret',
    setChannel(given('open', { secrecy: 'confidential' }), { entitlements: [2], channel: 'roll_call' }),
    'poll.channel_form',
    { channel: 'roll_call', form: 'confidential' },
  ],
  [
    'papers where nobody votes',
    setChannel(given('open', { form: 'sight' }), { entitlements: [2], channel: 'paper' }),
    'poll.channel_form',
    { channel: 'paper', form: 'sight' },
  ],
  [
    'a channel for one who has voted',
    setChannel(given('open'), { entitlements: [1], channel: 'paper' }),
    'roll.voted',
    { entitlement: 1 },
  ],
  [
    'a channel for nobody',
    setChannel(given('open'), { entitlements: [3], channel: 'paper' }),
    'roll.unknown',
    { entitlement: 3 },
  ],
])('refused is %s', (_, done, code, facts) => {
  expect(done).toEqual(refusal(code, facts));
});

const byChannel = (state: PollState, ...channels: readonly Box['lines'][number]['channel'][]): Box => {
  const on = box(
    channels.map(() => null),
    { state },
  );
  return { ...on, lines: on.lines.map((line, i) => ({ ...line, channel: channels[i]! })) };
};

test('hands and papers are both waited for, both counted once, and counted anew where either was', () => {
  const counts = { hands: { '- - - 1': { for: 1 } }, paper: { '- - - 1': { against: 1 } } };
  const mixed = byChannel('open', 'electronic', 'hands', 'paper');
  expect(close(mixed, context)).toEqual(refusal('poll.tellers_missing', { channels: ['hands', 'paper'] }));
  for (const state of ['open', 'recounting'] as const)
    expect(close({ ...mixed, state, counts }, context)).toMatchObject({
      value: [
        { data: { cast: 2 } },
        { data: { result: { totals: { members: { for: 1, against: 1, abstain: 0 } } } } },
      ],
    });
  const anew = (...channels: Parameters<typeof byChannel>[1][]) =>
    recount(byChannel('closed', ...channels), { reason: 'torn' }, context).ok;
  expect([anew('electronic', 'hands'), anew('electronic', 'paper'), anew('electronic', 'roll_call')]).toEqual(
    [...[true, true, false]],
  );
});

test('in secret, papers may be given out; by name, names may be called', () => {
  const secret = given('open', { secrecy: 'confidential' });
  expect(setChannel(secret, { entitlements: [2], channel: 'paper' })).toMatchObject({ ok: true });
  expect(setChannel(given('open'), { entitlements: [2], channel: 'roll_call' })).toMatchObject({ ok: true });
});

test('a teller counts the papers of a channel, and is told apart by person', () => {
  const on = { ...onPaper('open'), entered: [{ teller: 'ada', counts: papers.counts }] };
  const as = (person: string) => ({
    ...context,
    actor: { kind: 'person', person, office: 'teller' } as const,
  });
  expect(enterCount(on, papers, as('bo'))).toMatchObject({ value: [{ data: { agreed: true } }] });
  expect(enterCount(on, papers, as('ada'))).toMatchObject({ value: [{ data: { agreed: false } }] });
  expect(enterCount(on, { ...papers, channel: 'hands' }, as('bo'))).toEqual(
    refusal('count.stacks', { wanted: [] }),
  );
});

test('a close says what it was held to, and that is read back', () => {
  const held = { ...quorum(true), steps: [STEP] };
  const done = close(given('open', { quorumAtClose: held }), context);
  expect(done).toMatchObject({
    value: [
      {
        type: 'poll.closed',
        subject: { assembly: 'oslo', motion: 'm', poll: 'p' },
        data: {
          ...{ poll: 'p', cast: 1, at: AT },
          quorum: { needed: '2', present: '2', entitled: '3', unit: '1', reached: true, steps: [STEP] },
        },
      },
      { type: 'poll.counted', data: { poll: 'p', result: { outcome: 'adopted' } } },
    ],
  });
  expect(close(given('open'), context)).toMatchObject({ value: [{ data: { quorum: null } }, {}] });
  const big = fc.bigInt({ min: 0n, max: 10n ** 30n });
  fc.assert(
    fc.property(fc.tuple(big, big, big, big), fc.boolean(), ([needed, present, entitled, unit], reached) => {
      const state = { needed, present, entitled, unit, reached, steps: [STEP] };
      expect(quorumOf(closingQuorum(state))).toEqual(state);
    }),
    { numRuns: 20 },
  );
});

test('whatever the chair tries, in whatever order: an event that an act gives can follow, and leads where the course says', () => {
  const acts: readonly ((on: Box) => Result<PollsEvent[]>)[] = [
    ...Object.values(ACTS).map(([, act]) => act),
    (on) => close(on, context),
    (on) => see(on, { outcome: 'adopted' }, context),
  ];
  const tries = fc.array(fc.nat(acts.length - 1), { maxLength: 12 });
  fc.assert(
    fc.property(tries, fc.constantFrom('count' as const, 'sight' as const), (order, form) => {
      let state: PollState = 'open';
      for (const one of order) {
        const done = acts[one]!({ ...onPaper(state), form, counts: { paper: papers.counts } });
        for (const { type } of done.ok ? done.value : []) {
          expect(COURSE[type][state]).toBeDefined();
          const next = evolve(state, { type });
          expect(next).toBe(COURSE[type][state]);
          state = next!;
        }
      }
    }),
    { numRuns: 50 },
  );
});

const refusal = (code: string, facts: object): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: { code, facts: facts as Refusal['facts'] },
});
