import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { QuorumState } from '../../src/rules/quorum.js';
import {
  admit,
  boxText,
  close,
  count,
  declare,
  demandCount,
  enterCount,
  lotSeed,
  moveHands,
  open,
  rollText,
  see,
  setChannel,
  votesOf,
  type BallotState,
  type Box,
  type BoxLine,
  type Entitlement,
  type Opening,
  type OpenRoll,
  type Standing,
} from '../../src/polls/poll.js';
import type { TellerCount } from '../../src/polls/forms.js';
import type { Channel, Receipt, Taken, Vote } from '../../src/polls/polls.contract.js';
import type { Choice } from '../../src/rules/vote.js';
import { DEMO_RULES } from '../../src/seeds/demo.js';
import { contextAt } from '../context.js';

const context = () => contextAt('2026-11-23T10:00:00.000Z');
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.ok ? null : result.refusal!.code;
const line = (entitlement: number, rest: Partial<Entitlement> = {}): Entitlement => ({
  ...{ entitlement, member: `m${entitlement}`, name: `Union ${entitlement}`, class: 'full', country: null },
  ...{
    region: null,
    chamber: null,
    weight: 2n,
    represented: true,
    holder: `p${entitlement}`,
    byProxy: false,
  },
  ...rest,
});
const quorum = (reached: boolean): QuorumState => ({
  ...{ needed: 2n, present: reached ? 2n : 1n, entitled: 3n, unit: 1n, reached, steps: [] },
});
const STEP = { code: 'quorum.members', facts: { needed: '2' } };
const opening: Opening = {
  assembly: 'oslo',
  motion: 'm',
  contest: null,
  number: 1,
  versionHash: 'a'.repeat(64),
  cites: [],
  taken: { form: 'count', secrecy: 'recorded', channel: 'electronic', dueAt: null, remind: [] },
  maySplit: false,
  leastHours: null,
  ruleSet: 'r',
  majorityName: 'ordinary',
  majority: DEMO_RULES.majorities['ordinary']!,
  mayChange: true,
  showRunning: false,
  unit: 2n,
  roll: [line(1), line(2), line(3, { represented: false, holder: null, weight: 1n })],
  quorum: quorum(true),
  quorumAtOpening: true,
  sittingOpen: true,
};

const taken = (rest: Partial<Taken>): Pick<Opening, 'taken'> => ({ taken: { ...opening.taken, ...rest } });
const rehearsal = { motion: null, number: null };

describe('opening', () => {
  test('freezes the roll by its hash, the weights, the rule and the version', () => {
    const result = open(opening, context());
    if (!result.ok || result.value.type !== 'poll.opened') throw new Error('not opened');
    const { data, blobs } = result.value;
    expect(data).toMatchObject({
      entitled: { members: 3, weight: '5' },
      represented: { members: 2, weight: '4' },
      unit: '2',
      versionHash: 'a'.repeat(64),
    });
    expect(createHash('sha256').update(blobs!['roll']!).digest('hex')).toBe(data.rollHash);
    expect(rollText(2n, opening.roll)).toBe(blobs!['roll']);
    expect(rollText(2n, [line(1, { weight: 3n })])).not.toBe(rollText(2n, [line(1)]));
  });

  test.each<[string, Partial<Opening>, string | null]>([
    ['outside a sitting', { sittingOpen: false }, 'sitting.none_open'],
    ['without a quorum', { quorum: quorum(false) }, 'quorum.missing'],
    [
      'without a quorum, where it is counted at the close',
      { quorum: quorum(false), quorumAtOpening: false },
      null,
    ],
    ['of nobody', { roll: [] }, 'roll.empty'],
    ['a rehearsal without a quorum', { ...rehearsal, quorum: quorum(false) }, null],
    ['a rehearsal outside a sitting', { ...rehearsal, sittingOpen: false }, 'sitting.none_open'],
    ['over days without a date', taken({ form: 'silence' }), 'poll.due_needed'],
    ['over days, due by now', taken({ form: 'silence', dueAt: context().at }), 'poll.due_past'],
    [
      'over days, without a sitting or a quorum',
      {
        ...taken({ form: 'correspondence', dueAt: '2026-12-01T00:00:00.000Z' }),
        ...{ quorum: quorum(false), sittingOpen: false },
      },
      null,
    ],
    [
      'over days for less than the rules want',
      { ...taken({ form: 'silence', dueAt: '2026-11-26T09:59:59.999Z' }), leastHours: 72 },
      'poll.due_soon',
    ],
    [
      'over days for as long as the rules want',
      { ...taken({ form: 'silence', dueAt: '2026-11-26T10:00:00.000Z' }), leastHours: 72 },
      null,
    ],
    ['secret consent', taken({ form: 'consensus', secrecy: 'confidential' }), 'poll.secrecy_form'],
    ['secret sight', taken({ form: 'sight', secrecy: 'confidential' }), 'poll.secrecy_form'],
    ['consent on paper', taken({ form: 'consensus', channel: 'paper' }), 'poll.channel_form'],
    ['secret names', taken({ channel: 'roll_call', secrecy: 'confidential' }), 'poll.channel_form'],
    ['secret paper', taken({ channel: 'paper', secrecy: 'confidential' }), null],
  ])('%s: %s', (_, rest, code) => {
    expect(codeOf(open({ ...opening, ...rest }, context()))).toBe(code);
  });
});

const receipt = (rest: Partial<Receipt> = {}): Receipt => ({
  ...{ ballot: 'b1', poll: 'p', entitlement: 1, choice: 'for', revision: 1 },
  ...{ entry: 10, leaf: 'f'.repeat(64), at: '2026-11-23T10:00:00.000Z' },
  ...rest,
});
const stands = (rest: Partial<Standing>): Standing => ({
  ...{
    holder: 'ada',
    latest: null,
    byProxyBefore: false,
    inPersonBefore: false,
    channel: 'electronic',
    weight: 2n,
  },
  ...rest,
});
const state = (rest: Partial<BallotState> = {}): BallotState => ({
  ...{
    state: 'open',
    mayChange: true,
    form: 'count',
    splits: false,
    contest: null,
    standing: stands({}),
    dueAt: null,
    known: null,
  },
  ...rest,
});
const cast = { poll: 'p', ballot: 'b1', entitlement: 1, choice: 'for' as const, replaces: 0 };
const by = (person: string, teller = false) => ({ person, teller, at: context().at });
const voted = (revision: number) => stands({ latest: receipt({ revision }) });

test.each<[string, BallotState, typeof cast, string, string | null]>([
  ['a first vote', state(), cast, 'ada', null],
  ['of an entitlement that is not on the roll', state({ standing: null }), cast, 'ada', 'roll.unknown'],
  ['for somebody else', state(), cast, 'bo', 'roll.not_yours'],
  ['for one who is away', state({ standing: stands({ holder: null }) }), cast, 'ada', 'roll.not_yours'],
  ['while suspended', state({ state: 'suspended' }), cast, 'ada', 'poll.suspended'],
  ['after annulling', state({ state: 'annulled' }), cast, 'ada', 'poll.closed'],
  [
    'in person after the proxy voted, where votes are final',
    state({ standing: { ...voted(1), byProxyBefore: true }, mayChange: false }),
    { ...cast, replaces: 1 },
    'ada',
    null,
  ],
  [
    'by proxy after the grantor voted in person and left',
    state({ standing: { ...voted(1), inPersonBefore: true } }),
    { ...cast, replaces: 1 },
    'ada',
    'ballot.in_person',
  ],
  ['after closing', state({ state: 'closed' }), cast, 'ada', 'poll.closed'],
  ['after declaring', state({ state: 'declared' }), cast, 'ada', 'poll.closed'],
  ['a change', state({ standing: voted(1) }), { ...cast, replaces: 1 }, 'ada', null],
  [
    'a change where votes are final',
    state({ standing: voted(1), mayChange: false }),
    { ...cast, replaces: 1 },
    'ada',
    'ballot.final',
  ],
  [
    'a change of what no longer stands',
    state({ standing: voted(2) }),
    { ...cast, replaces: 1 },
    'ada',
    'ballot.stale',
  ],
  ['a first vote that comes after another', state({ standing: voted(1) }), cast, 'ada', 'ballot.stale'],
  ['a change of nothing', state(), { ...cast, replaces: 1 }, 'ada', 'ballot.stale'],
  ['when it is due', state({ dueAt: '2026-11-23T10:00:00.000Z' }), cast, 'ada', 'poll.closed'],
  ['before it is due', state({ dueAt: '2026-11-23T10:00:00.001Z' }), cast, 'ada', null],
  [
    'at a device, of one who votes on paper',
    state({ standing: stands({ channel: 'paper' }) }),
    cast,
    'ada',
    'roll.other_channel',
  ],
])('%s: %#', (_, on, ballot, person, code) => {
  expect(codeOf(admit(on, ballot, by(person)))).toBe(code);
});

test('a teller enters what a present member answers when called, and nothing else', () => {
  const called = (rest: Partial<Standing>) => state({ standing: stands({ channel: 'roll_call', ...rest }) });
  expect(codeOf(admit(called({}), cast, by('teller', true)))).toBeNull();
  expect(codeOf(admit(called({}), cast, by('ada')))).toBe('roll.other_channel');
  expect(codeOf(admit(called({ holder: null }), cast, by('teller', true)))).toBe('roll.not_yours');
  expect(codeOf(admit(state(), cast, by('teller', true)))).toBe('roll.other_channel');
});

test('the same ballot again has the same receipt, also after closing; another under its id is refused', () => {
  for (const now of ['open', 'closed', 'declared'] as const) {
    const known = { receipt: receipt(), caster: 'ada' };
    expect(admit(state({ state: now, known }), cast, by('ada'))).toEqual({
      ok: true,
      value: { kind: 'repeat', receipt: receipt() },
    });
    expect(
      codeOf(admit(state({ state: now, known }), { ...cast, choice: 'against' as never }, by('ada'))),
    ).toBe('ballot.reused');
    expect(codeOf(admit(state({ state: now, known }), { ...cast, entitlement: 2 }, by('ada')))).toBe(
      'ballot.reused',
    );
    expect(codeOf(admit(state({ state: now, known }), cast, by('bo')))).toBe('ballot.reused');
  }
});

const count2 = (yes: number, against: number) => ({ for: yes, against, abstain: 0, invalid: 0 });
const box = (choices: readonly (Vote | null)[], rest: Partial<Box> = {}): Box => ({
  ...{ poll: 'p', assembly: 'oslo', motion: 'm', state: 'open', majority: opening.majority, unit: 1n },
  ...{
    quorumAtClose: null,
    result: null,
    form: 'count',
    secrecy: 'recorded',
    countDemanded: false,
    election: null,
    splits: false,
    contest: null,
    dueAt: null,
    counts: {},
  },
  lines: choices.map((vote, i) => ({
    ...{
      member: `m${i}`,
      class: 'full',
      region: null,
      chamber: null,
      weight: 1n,
      represented: true,
      attending: true,
      entitlement: i + 1,
      ballot: vote && `b${i}`,
      channel: 'electronic',
      vote,
    },
  })),
  ...rest,
});

test('closing counts once; a quorum counted at the close may void it', () => {
  expect(close(box(['for', 'for', 'against', null]), context())).toMatchObject({
    value: [
      { type: 'poll.closed', data: { cast: 3 } },
      {
        type: 'poll.counted',
        data: { result: { outcome: 'adopted', totals: { members: { for: 2, against: 1, abstain: 0 } } } },
      },
    ],
  });
  expect(codeOf(close(box(['for'], { state: 'closed' }), context()))).toBe('poll.not_open');
  expect(count(box(['for'], { quorumAtClose: quorum(false) }), null).outcome).toBe('void');
});

describe('over days', () => {
  const dueAt = '2026-12-01T12:00:00.000Z';
  const later = contextAt(dueAt);

  test('the clock closes; before it is due only a correspondence in which everybody has voted', () => {
    const wait = { dueAt, form: 'correspondence' as const };
    expect(codeOf(close(box(['for', null], wait), context()))).toBe('poll.not_due');
    expect(codeOf(close(box(['for', 'against'], wait), context()))).toBeNull();
    expect(codeOf(close(box(['against', 'abstain'], { dueAt, form: 'silence' }), context()))).toBe(
      'poll.not_due',
    );
    expect(codeOf(close(box(['for', null], wait), later))).toBeNull();
  });

  test('silence is consent; one objection is not', () => {
    const silent = (votes: readonly (Vote | null)[]) =>
      count(box(votes, { dueAt, form: 'silence' }), null).outcome;
    expect(silent([null, null])).toBe('adopted');
    expect(silent([null, 'abstain'])).toBe('adopted');
    expect(silent([null, 'against'])).toBe('rejected');
  });
});

describe('on sight', () => {
  const sight = (rest: Partial<Box> = {}): Box => box([null, null], { form: 'sight', ...rest });

  test('the outcome is what the chair saw, and nothing is counted', () => {
    expect(codeOf(close(sight(), context()))).toBe('poll.seen_only');
    expect(codeOf(see(box(['for']), { outcome: 'adopted' }, context()))).toBe('poll.not_on_sight');
    const seen = see(sight(), { outcome: 'rejected' }, context());
    expect(seen).toMatchObject({
      value: [
        { type: 'poll.closed', data: { cast: 0 } },
        { type: 'poll.counted', data: { result: { outcome: 'rejected', totals: null } } },
      ],
    });
  });

  test('a demanded count stops it, before and after the chair has seen', () => {
    const demanded = sight({ countDemanded: true });
    expect(codeOf(see(demanded, { outcome: 'adopted' }, context()))).toBe('poll.count_demanded');
    const result = { outcome: 'adopted' as const, totals: null, steps: [], casting: null, contest: null };
    expect(codeOf(declare({ ...demanded, state: 'closed', result }, null))).toBe('poll.count_demanded');
    expect(declare(sight({ state: 'closed', result }), null)).toEqual({ ok: true, value: result });
    const demand = (on: Box) => demandCount(on, { member: 'm1' }, context());
    expect(demand(sight())).toMatchObject({ value: [{ type: 'poll.count_demanded' }] });
    expect(demand(demanded)).toEqual({ ok: true, value: [] });
    expect(codeOf(demand(sight({ state: 'declared' })))).toBe('poll.wrong_state');
    expect(codeOf(demand(box(['for'])))).toBe('poll.not_on_sight');
  });
});

describe('a quorum that the rules count at the close', () => {
  test.each([
    [true, 'adopted'],
    [false, 'void'],
  ])('reached: %s, then what the chair saw is %s', (reached, outcome) => {
    const on = box([null], { form: 'sight', quorumAtClose: { ...quorum(reached), steps: [STEP] } });
    expect(see(on, { outcome: 'adopted' }, context())).toMatchObject({
      value: [{}, { data: { result: { outcome, steps: [STEP, { code: 'sight.seen' }] } } }],
    });
  });

  test.each<[boolean, Vote | null, string]>([
    [true, null, 'adopted'],
    [true, 'against', 'rejected'],
    [false, null, 'void'],
    [false, 'against', 'void'],
  ])('reached: %s, then consensus with the vote %s is %s', (reached, vote, outcome) => {
    const on = box([vote], { form: 'consensus', quorumAtClose: { ...quorum(reached), steps: [STEP] } });
    expect(count(on, null)).toMatchObject({ outcome });
    expect(count(on, null).steps[0]).toEqual(STEP);
  });
});

describe('hands in a poll under way', () => {
  const head = { poll: 'p', assembly: 'oslo', motion: 'm', election: null, state: 'open' as const };
  const roll = (holder: string | null, byProxy = false): OpenRoll => ({
    ...{ ...head, form: 'count', countDemanded: false, on: null },
    lines: [{ entitlement: 1, member: 'm1', holder, byProxy }],
  });
  const moved = (
    on: OpenRoll,
    { to, byProxy = false, mayAct = true }: { to: string | null; byProxy?: boolean; mayAct?: boolean },
  ) =>
    moveHands(on, { hands: new Map([['m1', { holder: to, byProxy }]]), mayAct: () => mayAct }).map(
      ({ data }) => data,
    );

  test('go to whoever has come, and say when that replaces a proxy', () => {
    expect(moved(roll('ada'), { to: 'ada' })).toEqual([]);
    expect(moved(roll('ada'), { to: 'bo' })).toMatchObject([{ from: 'ada', to: 'bo', replacesProxy: false }]);
    expect(moved(roll('ada', true), { to: 'bo' })).toMatchObject([{ to: 'bo', replacesProxy: true }]);
  });

  test('stay with whoever only left, and are taken from whoever may no longer act for the member', () => {
    expect(moved(roll('ada'), { to: null })).toEqual([]);
    expect(moved(roll('ada', true), { to: null, mayAct: false })).toMatchObject([
      { from: 'ada', to: null, byProxy: true, replacesProxy: false },
    ]);
    expect(moved(roll(null, true), { to: null, mayAct: false })).toEqual([]);
    // The grantor who comes later replaces what the proxy cast.
    expect(moved(roll(null, true), { to: 'bo' })).toMatchObject([
      { from: null, to: 'bo', replacesProxy: true },
    ]);
    expect(moved({ ...roll('ada', true), state: 'closed' }, { to: null, mayAct: false })).toEqual([]);
  });
});

test('the seed of a lot is the box, and where there were papers also what the tellers agreed on', () => {
  const [one, two] = [box(['for', null]), box(['against', null])];
  expect(lotSeed(one)).not.toBe(lotSeed(two));
  expect(lotSeed(one)).toBe(createHash('sha256').update(boxText(one)).digest('hex'));
  const papers = (yes: number) => ({ ...one, counts: { paper: { '- - - 1': count2(yes, 1) } } });
  const seeds = [one, papers(1), papers(2)].map(lotSeed);
  expect(new Set(seeds).size).toBe(3);
});

describe('hands and papers', () => {
  const on = (...channels: Channel[]): BoxLine[] =>
    box(channels.map(() => null)).lines.map((one, i) => ({ ...one, channel: channels[i]! }));
  const paper = { channel: 'paper' as const, counts: { '- - - 1': count2(1, 1) } };

  test('two tellers agree before it closes; their count takes the place of the lines', () => {
    const lines = on('paper', 'paper', 'paper', 'electronic').map((one) =>
      one.channel === 'electronic' ? { ...one, vote: 'for' as const, ballot: 'b' } : one,
    );
    const mixed = box([], { lines });
    expect(close(mixed, context())).toMatchObject({
      refusal: { code: 'poll.tellers_missing', facts: { channels: ['paper'] } },
    });
    expect(close({ ...mixed, counts: { paper: paper.counts } }, context())).toMatchObject({
      value: [
        { data: { cast: 3 } },
        { data: { result: { totals: { members: { for: 2, against: 1, abstain: 0 } } } } },
      ],
    });
  });

  test('the second teller agrees with the first, or not; the same teller twice is one', () => {
    const lines = on('paper', 'paper', 'paper');
    const enter = (entered: readonly TellerCount[]) =>
      enterCount({ ...box([], { lines }), entered }, paper, context());
    const agreed = (entered: readonly TellerCount[]): unknown => {
      const result = enter(entered);
      return result.ok && (result.value[0]!.data as { agreed: boolean }).agreed;
    };
    expect(agreed([])).toBe(false);
    expect(agreed([{ teller: 'other', counts: paper.counts }])).toBe(true);
    expect(agreed([{ teller: 'other', counts: { '- - - 1': count2(2, 0) } }])).toBe(false);
    expect(agreed([{ teller: 'test', counts: paper.counts }])).toBe(false);
    const many = { channel: 'paper' as const, counts: { '- - - 1': count2(3, 1) } };
    expect(enterCount({ ...box([], { lines }), entered: [] }, many, context())).toMatchObject({
      refusal: { code: 'count.too_many', facts: { counted: 4, lines: 3 } },
    });
  });

  test('who has voted keeps the channel; papers that were counted are not moved', () => {
    const lines = on('electronic', 'paper', 'electronic').map((one, i) =>
      i === 2 ? { ...one, vote: 'for' as const } : i === 1 ? one : { ...one, represented: i === 0 },
    );
    const move = (entitlements: number[], rest: Partial<Box> = {}) =>
      setChannel(box([], { lines, ...rest }), { entitlements, channel: 'paper' });
    expect(move([1, 2])).toMatchObject({ value: [{ data: { entitlements: [1], channel: 'paper' } }] });
    expect(move([2])).toEqual({ ok: true, value: [] });
    expect(codeOf(move([3]))).toBe('roll.voted');
    expect(codeOf(move([9]))).toBe('roll.unknown');
    expect(codeOf(move([1], { counts: { paper: paper.counts } }))).toBe('poll.count_agreed');
    expect(codeOf(move([1], { form: 'consensus' }))).toBe('poll.channel_form');
    expect(codeOf(move([1], { state: 'closed' }))).toBe('poll.wrong_state');
  });
});

test('of a confidential poll the box goes into the record: by ballot id, without members, and recounts', () => {
  const secret = box(['for', null, 'against'], { secrecy: 'confidential' });
  const closed = close(secret, context());
  if (!closed.ok) throw new Error('not closed');
  const text = closed.value[0]!.blobs!['box']!;
  expect(text).not.toMatch(/m0|m2|entitlement/);
  const { ballots } = JSON.parse(text) as { ballots: { ballot: string; vote: Choice; weight: string }[] };
  expect(ballots.map(({ ballot, vote, weight }) => [ballot, vote, weight])).toEqual([
    ['b0', 'for', '1'],
    ['b2', 'against', '1'],
  ]);
  expect(close(box(['for']), context())).not.toMatchObject({ value: [{ blobs: expect.anything() }] });
});

test('declaring follows closing; a casting vote is asked for at a tie, and only there', () => {
  const closed = (choices: readonly (Choice | null)[]): Box => {
    const open = box(choices);
    return { ...open, state: 'closed', result: count(open, null) };
  };
  expect(codeOf(declare(box(['for']), null))).toBe('poll.not_closed');
  expect(declare(closed(['for', 'for', 'against']), null)).toMatchObject({ value: { outcome: 'adopted' } });
  expect(codeOf(declare(closed(['for', 'for', 'against']), 'for'))).toBe('poll.casting_not_allowed');
  expect(codeOf(declare(closed(['for', 'against']), null))).toBe('poll.casting_needed');
  expect(declare(closed(['for', 'against']), 'for')).toMatchObject({
    value: { outcome: 'adopted', casting: 'for' },
  });
  expect(declare(closed(['for', 'against']), 'against')).toMatchObject({ value: { outcome: 'rejected' } });
});

test('the order of the ballots is irrelevant, and no vote is lost or made', () => {
  const choices = fc.array(
    fc.option(fc.constantFrom('for' as const, 'against' as const, 'abstain' as const)),
    {
      minLength: 1,
      maxLength: 40,
    },
  );
  fc.assert(
    fc.property(
      choices,
      fc.array(fc.bigInt(1n, 9n), { minLength: 40, maxLength: 40 }),
      fc.nat(),
      (all, weights, turn) => {
        const whole = box(all);
        const weighed = {
          ...whole,
          lines: whole.lines.map((one, i) => ({ ...one, weight: weights[i]! })),
        };
        const { lines } = weighed;
        const cut = turn % lines.length;
        const turned = {
          ...weighed,
          lines: [...lines.slice(cut), ...lines.slice(0, cut)].toReversed(),
        };
        expect(count(turned, null)).toEqual(count(weighed, null));
        const { weight } = count(weighed, null).totals!;
        const sum = BigInt(weight.for) + BigInt(weight.against) + BigInt(weight.abstain);
        const cast = lines.filter(({ vote }) => vote !== null);
        expect(sum).toBe(cast.reduce((total, one) => total + one.weight, 0n));
      },
    ),
  );
});

test('weights of the roll as votes are exact', () => {
  expect(votesOf({ for: '5', against: '12', abstain: '0' }, 6n)).toEqual({
    for: '5/6',
    against: '2',
    abstain: '0',
  });
});
