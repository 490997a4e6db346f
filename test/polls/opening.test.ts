import type { Result } from '../../src/basics/result.js';
import { citesText, open, type Opening } from '../../src/polls/opening.js';
import { admit, type BallotState, type Standing } from '../../src/polls/ballot.js';
import {
  boxText,
  close,
  count,
  declare,
  lotSeed,
  spoiledIn,
  votesIn,
  type Box,
} from '../../src/polls/box.js';
import type { Cast, Contest, Taken } from '../../src/polls/polls.contract.js';
import type { Majority } from '../../src/rules/ruleset.js';
import { contextAt } from '../context.js';
import { box, line, opening, quorum, stands, state, STEP } from './polls.js';

const AT = '2026-11-23T10:00:00.000Z';
const context = () => contextAt(AT);
const refused = (code: string, facts: object = {}) => ({ ok: false, refusal: { code, facts } });
const dataOf = (result: Result<{ type: string; data: object }>) => {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.data as Record<string, unknown>;
};

const CONTEST: Contest = {
  ...{ election: 'e', round: 1, method: 'plurality', seats: 1, marks: 1, rule: 'plurality', blank: true },
  candidates: ['ada', 'bo'].map((candidate) => ({ candidate, person: `p-${candidate}`, member: null })),
};
const persons = { motion: null, contest: CONTEST };
const taken = (rest: Partial<Taken>): Pick<Opening, 'taken'> => ({ taken: { ...opening.taken, ...rest } });
const simple = (
  group: Majority['requirements'][number]['group'],
  rule: Majority['requirements'][number]['rule'] = { kind: 'simple' },
): Pick<Opening, 'majority'> => ({
  majority: { requirements: [{ group, counted: 'weight', rule }], guards: [], tie: 'rejected' },
});
const guests = { kind: 'class' as const, of: ['guest'] };
const chamber = { kind: 'chamber', of: 'workers' } as const;
const inChamber = opening.roll.map((one) => ({ ...one, chamber: 'workers' }));
const DUE = '2026-11-26T10:00:00.000Z';

describe('to open a poll', () => {
  test.each<[string, Partial<Opening>, object]>([
    ['outside a sitting', { sittingOpen: false }, refused('sitting.none_open')],
    [
      'without a quorum',
      { quorum: quorum(false) },
      refused('quorum.missing', { present: '1', needed: '2', entitled: '3' }),
    ],
    [
      'on persons without a quorum',
      { ...persons, quorum: quorum(false) },
      refused('quorum.missing', { present: '1', needed: '2', entitled: '3' }),
    ],
    ['of nobody', { roll: [] }, refused('roll.empty')],
    [
      'in units that no screen shows',
      { unit: 10n ** 200n },
      refused('roll.too_fine', { digits: 201, limit: 200 }),
    ],
    [
      'with weights that no screen shows',
      { roll: [line(1, { weight: 10n ** 200n })] },
      refused('roll.too_fine', { digits: 201, limit: 200 }),
    ],
    ['by a group in which nobody is', simple(guests), refused('roll.group_empty', { names: ['guest'] })],
    [
      'by chambers, with members of none',
      { ...simple(chamber), roll: [...inChamber.slice(1), line(1)] },
      refused('roll.no_chamber', { members: ['Union 1'] }),
    ],
    [
      'on persons by consent',
      { ...persons, ...taken({ form: 'consensus' }) },
      refused('poll.contest_form', { form: 'consensus' }),
    ],
    [
      'on persons on sight',
      { ...persons, ...taken({ form: 'sight' }) },
      refused('poll.contest_form', { form: 'sight' }),
    ],
    [
      'on persons by hands',
      { ...persons, ...taken({ channel: 'hands' }) },
      refused('poll.channel_form', { channel: 'hands', form: 'plurality' }),
    ],
    ['over days without an end', taken({ form: 'silence' }), refused('poll.due_needed')],
    ['until now', taken({ dueAt: AT }), refused('poll.due_past', { due: AT })],
    [
      'for less than the rules want',
      { ...taken({ form: 'silence', dueAt: DUE }), leastHours: 73 },
      refused('poll.due_soon', { hours: 73 }),
    ],
    [
      'in secret by consent',
      taken({ form: 'consensus', secrecy: 'confidential' }),
      refused('poll.secrecy_form', { form: 'consensus' }),
    ],
    [
      'in secret on sight',
      taken({ form: 'sight', secrecy: 'confidential' }),
      refused('poll.secrecy_form', { form: 'sight' }),
    ],
    [
      'by correspondence on paper',
      taken({ form: 'correspondence', dueAt: DUE, channel: 'paper' }),
      refused('poll.channel_form', { channel: 'paper', form: 'correspondence' }),
    ],
    [
      'in secret, calling names',
      taken({ channel: 'roll_call', secrecy: 'confidential' }),
      refused('poll.channel_form', { channel: 'roll_call', form: 'confidential' }),
    ],
    ['with reminders in the hall', taken({ remind: [24] }), refused('poll.remind_form', { form: 'count' })],
    [
      'with reminders that are past',
      taken({ form: 'correspondence', dueAt: DUE, remind: [24, 72] }),
      refused('poll.remind_past', { hours: 72 }),
    ],
  ])('%s is refused', (_, rest, result) => {
    expect(open({ ...opening, ...rest }, context())).toEqual(result);
  });

  test.each<[string, Partial<Opening>]>([
    ['with units and weights that fill a screen', { unit: 10n ** 199n }],
    ['on persons by correspondence', { ...persons, ...taken({ form: 'correspondence', dueAt: DUE }) }],
    ['on persons on paper', { ...persons, ...taken({ channel: 'paper' }) }],
    ['by hands', taken({ channel: 'hands' })],
    [
      'over days without a quorum or a sitting',
      {
        ...taken({ form: 'silence', dueAt: DUE }),
        ...{ quorum: quorum(false), sittingOpen: false, leastHours: 72 },
      },
    ],
    ['by consent, whatever groups there are', { ...simple(guests), ...taken({ form: 'consensus' }) }],
    ['on sight, whatever groups there are', { ...simple(guests), ...taken({ form: 'sight' }) }],
    ['on persons, whatever groups there are', { ...simple(guests), ...persons }],
    ['of a group in which nobody is, which only must not be against', simple(guests, { kind: 'unanimous' })],
    ['of the same, by a share', simple(guests, { kind: 'against_at_most', share: '1/4', base: 'cast' })],
    ['by chambers that all are in', { ...simple(chamber), roll: inChamber }],
    ['without chambers, whoever is in none', { roll: [...inChamber, line(4)] }],
  ])('%s is allowed', (_, rest) => {
    expect(open({ ...opening, ...rest }, context())).toMatchObject({ ok: true });
  });

  test('says what it is about: a motion, an election, or neither', () => {
    const subject = (rest: Partial<Opening>) => {
      const done = open({ ...opening, ...rest }, context());
      return done.ok && done.value.subject;
    };
    expect(subject({})).toEqual({ assembly: 'oslo', motion: 'm', poll: 'id-1' });
    expect(subject(persons)).toEqual({ assembly: 'oslo', election: 'e', poll: 'id-1' });
    expect(subject({ motion: null })).toEqual({ assembly: 'oslo', poll: 'id-1' });
  });

  const members: Pick<Opening, 'majority'> = {
    majority: {
      ...{ guards: [], tie: 'rejected' },
      requirements: [{ group: { kind: 'all' }, counted: 'members', rule: { kind: 'simple' } }],
    },
  };
  test.each<[string, Partial<Opening>, object]>([
    ['may split a weight, where the rules let it', { maySplit: true }, { splits: true }],
    ['not where they do not', {}, { splits: false }],
    ['not on persons', { maySplit: true, ...persons }, { splits: false }],
    ['not by consent', { maySplit: true, ...taken({ form: 'consensus' }) }, { splits: false }],
    ['not on sight', { maySplit: true, ...taken({ form: 'sight' }) }, { splits: false }],
    ['not where members are counted', { maySplit: true, ...members }, { splits: false }],
    ['may change the vote, where the rules let it', {}, { mayChange: true }],
    ['not where they do not', { mayChange: false }, { mayChange: false }],
    [
      'and may always take an objection back',
      { mayChange: false, ...taken({ form: 'consensus' }) },
      { mayChange: true },
    ],
    ['sees the running result, where the rules show it', { showRunning: true }, { showRunning: true }],
    ['not on persons', { showRunning: true, ...persons }, { showRunning: false }],
    ['is called in an order drawn with a seed', taken({ channel: 'roll_call' }), { seed: 'id-2' }],
    ['else there is no seed', {}, { seed: null }],
    [
      'is reminded in turn, each time once',
      taken({ form: 'correspondence', dueAt: DUE, remind: [2, 24, 2] }),
      { remind: [24, 2] },
    ],
  ])('whoever votes %s', (_, rest, data) => {
    expect(dataOf(open({ ...opening, ...rest }, context()))).toMatchObject(data);
  });

  test('the versions that it is about stand beside, where there are any', () => {
    const cites = [{ instrument: 'charter', number: 2, hash: 'h', authentic: { en: 'e' } }];
    const blobs = (rest: Partial<Opening>) => {
      const done = open({ ...opening, ...rest }, context());
      return done.ok ? Object.keys(done.value.blobs!) : [];
    };
    expect(blobs({})).toEqual(['roll']);
    expect(blobs({ cites })).toEqual(['roll', 'cites']);
    expect(citesText(cites)).toBe(
      '{"v":1,"versions":[{"authentic":{"en":"e"},"hash":"h","instrument":"charter","number":2}]}',
    );
  });
});

describe('a ballot', () => {
  const cast: Cast = { poll: 'p', ballot: 'b1', entitlement: 1, choice: 'for', replaces: 0 };
  const voted = (revision: number, rest: Partial<Standing> = {}) => ({
    standing: stands({ revision, ...rest }),
  });
  const by = (on: Partial<BallotState>, more: Partial<Cast> = {}, teller = false) =>
    admit(state(on), { cast: { ...cast, ...more }, person: 'ada', teller }, AT);

  test.each<[string, ReturnType<typeof by>, object]>([
    ['again under its id is another', by({ known: { ...cast, caster: 'bo' } }), refused('ballot.reused')],
    ['while it is suspended', by({ state: 'suspended' }), refused('poll.suspended')],
    ['while it is recounted', by({ state: 'recounting' }), refused('poll.closed')],
    ['at its end', by({ dueAt: AT }), refused('poll.closed')],
    ['of no line', by({ standing: null }), refused('roll.unknown', { entitlement: 1 })],
    [
      'with another’s hand',
      by({ standing: stands({ holder: 'bo' }) }),
      refused('roll.not_yours', { entitlement: 1 }),
    ],
    [
      'of one who is not there to be called',
      by({ standing: stands({ holder: null, channel: 'roll_call' }) }, {}, true),
      refused('roll.not_yours', { entitlement: 1 }),
    ],
    [
      'at a device, of one who is called',
      by({ standing: stands({ channel: 'roll_call' }) }),
      refused('roll.other_channel', { channel: 'roll_call' }),
    ],
    [
      'that is called, of one at a device',
      by({}, {}, true),
      refused('roll.other_channel', { channel: 'electronic' }),
    ],
    ['that the form does not take', by({ form: 'sight' }), refused('ballot.not_taken', { form: 'sight' })],
    [
      'in parts, where it is whole',
      by({}, { choice: { for: '1', against: '1', abstain: '0' } }),
      refused('ballot.no_split'),
    ],
    [
      'in parts that are too few',
      by({ splits: true }, { choice: { for: '1', against: '0', abstain: '0' } }),
      refused('ballot.split_sum', { sum: '1', weight: '2' }),
    ],
    ['by proxy after the grantor', by(voted(1, { inPersonBefore: true })), refused('ballot.in_person')],
    [
      'instead of a final one',
      by({ ...voted(1), mayChange: false }, { replaces: 1 }),
      refused('ballot.final', { revision: 1 }),
    ],
    ['instead of an older one', by(voted(2), { replaces: 1 }), refused('ballot.stale', { revision: 2 })],
    ['instead of none', by({}, { replaces: 1 }), refused('ballot.stale', { revision: 0 })],
  ])('%s is refused', (_, done, result) => {
    expect(done).toEqual(result);
  });

  test('counts its revisions, one by one', () => {
    for (const revision of [0, 1, 7]) {
      const on = revision === 0 ? {} : voted(revision);
      expect(by(on, { replaces: revision })).toEqual({
        ...{ ok: true, value: { kind: 'new', revision: revision + 1 } },
      });
    }
    const parts = { for: '1', against: '1', abstain: '0' };
    expect(by({ splits: true }, { choice: parts })).toMatchObject({ value: { kind: 'new' } });
  });
});

describe('a vote on persons', () => {
  const on = (votes: readonly (number | null)[], rest: Partial<Box> = {}): Box =>
    box(
      votes.map((one) => (one === null ? null : { marks: one === 0 ? [] : [one] })),
      { motion: null, election: 'e', contest: CONTEST, ...rest },
    );
  const papers: Partial<Box> = { counts: { paper: { '- - - 1': { '{"marks":[2]}': 1, invalid: 1 } } } };
  const onPaper = (voted: Box): Box => ({
    ...voted,
    ...papers,
    lines: voted.lines.map((one, i) => (i === 0 ? one : { ...one, channel: 'paper', vote: null })),
  });

  test('elects, or leaves seats open, or is void; and says how many ballots were valid', () => {
    expect(count(on([1, 1, 2, 0, null]), null)).toMatchObject({
      ...{ outcome: 'elected', totals: null, casting: null },
      steps: [{ code: 'contest.ballots', facts: { valid: '3', blank: '1', spoiled: '0' } }],
      contest: { elected: ['ada'], seatsLeft: 0 },
    });
    const half = {
      ...CONTEST,
      candidates: [...CONTEST.candidates, { candidate: 'cy', person: 'p-cy', member: null }],
    };
    expect(count(on([1, 2, 3], { contest: { ...half, rule: 'majority' } }), null)).toMatchObject({
      outcome: 'undecided',
      steps: [{ code: 'contest.ballots' }, { code: 'contest.needed', facts: { needed: '2', valid: '3' } }],
    });
    const held = (reached: boolean) =>
      count(on([1], { quorumAtClose: { ...quorum(reached), steps: [STEP] } }), null);
    expect(held(true)).toMatchObject({ outcome: 'elected', steps: [STEP, { code: 'contest.ballots' }] });
    expect(held(false)).toMatchObject({ outcome: 'void', steps: [STEP, { code: 'contest.ballots' }] });
  });

  test('counts devices and papers once each, and spoiled papers apart', () => {
    const mixed = onPaper(on([1, null, null, null]));
    expect(votesIn(mixed).map(({ vote }) => vote)).toEqual([{ marks: [1] }, { marks: [2] }, null, null]);
    expect(spoiledIn(mixed)).toBe(1n);
    expect(spoiledIn(on([1]))).toBe(0n);
    expect(count(mixed, null).steps).toEqual([
      { code: 'contest.ballots', facts: { valid: '2', blank: '0', spoiled: '1' } },
    ]);
  });

  test('is declared as it was counted, without a casting vote', () => {
    const open_ = on([1]);
    const closed: Box = { ...open_, state: 'closed', result: count(open_, null) };
    expect(declare(closed, null)).toEqual({ ok: true, value: closed.result });
    expect(declare(closed, 'for')).toEqual(refused('poll.casting_not_allowed'));
  });
});

test('a motion is declared with a casting vote at a tie alone', () => {
  const closed = (votes: Parameters<typeof box>[0], rest: Partial<Box> = {}): Box => {
    const on = box(votes, rest);
    return { ...on, state: 'closed', result: count(on, null) };
  };
  expect(declare(closed(['for', 'against']), null)).toEqual(refused('poll.casting_needed'));
  expect(declare(closed(['for']), 'for')).toEqual(refused('poll.casting_not_allowed'));
  const demanded = closed(['for'], { form: 'sight', countDemanded: true });
  expect(declare(demanded, null)).toEqual(refused('poll.count_demanded'));
});

test('the box of a confidential poll is sorted by ballots, in one text', () => {
  const on = box(['for', null, 'against'], { secrecy: 'confidential' });
  const shuffled = { ...on, lines: on.lines.toReversed() };
  expect(boxText(shuffled)).toBe(
    '{"ballots":[' +
      '{"ballot":"b0","chamber":null,"class":"full","region":null,"vote":"for","weight":"1"},' +
      '{"ballot":"b2","chamber":null,"class":"full","region":null,"vote":"against","weight":"1"}' +
      '],"unit":"1","v":1}',
  );
  expect(close(shuffled, context())).toMatchObject({ value: [{ blobs: { box: boxText(on) } }, {}] });
});

/** Computed apart from this house. */
test('fixed seeds of a lot, without papers and with them', () => {
  const on = box(['for', null]);
  expect(lotSeed(on)).toBe('e6e6d0d2b543338f276bc0c64a12ab79aea8d3978b339f5523831daceb09b9f5');
  expect(lotSeed({ ...on, counts: { paper: { '- - - 1': { for: 2 } } } })).toBe(
    'ef8aec891ee45cb8d6d2f44522492d57907e6a87df53f05fd08862b3ae548a35',
  );
});
