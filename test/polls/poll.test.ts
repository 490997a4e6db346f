import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sha256Hex } from '../../src/basics/canonical.js';
import { open, rollText, type Opening } from '../../src/polls/opening.js';
import { admit, admitBatch, type Ballot, type BallotState, type Standing } from '../../src/polls/ballot.js';
import { demandCount, moveHands, type OpenRoll } from '../../src/polls/poll.js';
import {
  boxText,
  close,
  count,
  declare,
  enterCount,
  lotSeed,
  see,
  setChannel,
  votesOf,
  type Box,
  type BoxLine,
} from '../../src/polls/box.js';
import type { TellerCount } from '../../src/polls/forms.js';
import type { Channel, Taken, Vote } from '../../src/polls/polls.contract.js';
import type { Choice } from '../../src/rules/vote.js';
import { contextAt } from '../context.js';
import { box, line, opening, quorum, stands, state, STEP } from './polls.js';

const context = () => contextAt('2026-11-23T10:00:00.000Z');
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.ok ? null : result.refusal!.code;
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

  /** Computed apart from this house. */
  test('a fixed hash of a roll, with weights that pass 2^53', () => {
    const roll = [
      line(1, { name: 'Coopérative 協同 🤝', country: 'FR', region: 'europe', weight: 9007199254740993n }),
      line(2, { class: 'associate', chamber: 'workers', weight: 1n, represented: false, holder: null }),
    ];
    expect(sha256Hex(rollText(2n, roll))).toBe(
      '2fb2ca7747fe82a3f73a92ca1120e5f1edf0815c12b57f827a374b3ed9978c9e',
    );
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

const cast = { poll: 'p', ballot: 'b1', entitlement: 1, choice: 'for' as const, replaces: 0 };
const { at } = context();
const of = (own: typeof cast, person: string, teller = false): Ballot => ({ cast: own, person, teller });
const voted = (revision: number) => stands({ revision });

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
  expect(codeOf(admit(on, of(ballot, person), at))).toBe(code);
});

test('a teller enters what a present member answers when called, and nothing else', () => {
  const called = (rest: Partial<Standing>) => state({ standing: stands({ channel: 'roll_call', ...rest }) });
  expect(codeOf(admit(called({}), of(cast, 'teller', true), at))).toBeNull();
  expect(codeOf(admit(called({}), of(cast, 'ada'), at))).toBe('roll.other_channel');
  expect(codeOf(admit(called({ holder: null }), of(cast, 'teller', true), at))).toBe('roll.not_yours');
  expect(codeOf(admit(state(), of(cast, 'teller', true), at))).toBe('roll.other_channel');
});

test('the same ballot again has the same receipt, also after closing; another under its id is refused', () => {
  for (const now of ['open', 'closed', 'declared'] as const) {
    const known = { ...cast, caster: 'ada' };
    expect(admit(state({ state: now, known }), of(cast, 'ada'), at)).toEqual({
      ok: true,
      value: { kind: 'repeat' },
    });
    expect(
      codeOf(admit(state({ state: now, known }), of({ ...cast, choice: 'against' as never }, 'ada'), at)),
    ).toBe('ballot.reused');
    expect(codeOf(admit(state({ state: now, known }), of({ ...cast, entitlement: 2 }, 'ada'), at))).toBe(
      'ballot.reused',
    );
    expect(codeOf(admit(state({ state: now, known }), of(cast, 'bo'), at))).toBe('ballot.reused');
  }
});

describe('ballots that come together', () => {
  const other = { ...cast, ballot: 'b2', replaces: 1, choice: 'against' as never };
  const decided = (...ballots: Ballot[]) =>
    admitBatch(
      ballots.map(() => state()),
      ballots,
      at,
    ).map((one) => (one.ok ? one.value : one.refusal.code));
  test.each<[string, Ballot[], unknown[]]>([
    [
      'a change follows on',
      [of(cast, 'ada'), of(other, 'ada')],
      [
        { kind: 'new', revision: 1 },
        { kind: 'new', revision: 2 },
      ],
    ],
    [
      'the same one again',
      [of(cast, 'ada'), of(cast, 'ada')],
      [{ kind: 'new', revision: 1 }, { kind: 'repeat' }],
    ],
    [
      'another under its id',
      [of(cast, 'ada'), of({ ...cast, entitlement: 2 }, 'ada')],
      [{ kind: 'new', revision: 1 }, 'ballot.reused'],
    ],
    [
      'two first ones',
      [of(cast, 'ada'), of({ ...other, replaces: 0 }, 'ada')],
      [{ kind: 'new', revision: 1 }, 'ballot.stale'],
    ],
    [
      'one that is refused leaves nothing',
      [of(cast, 'bo'), of(cast, 'ada')],
      ['roll.not_yours', { kind: 'new', revision: 1 }],
    ],
  ])('%s', (_, ballots, results) => {
    expect(decided(...ballots)).toEqual(results);
  });

  test('who replaces a proxy’s ballot where votes are final does so once', () => {
    const standing = stands({ revision: 1, byProxyBefore: true });
    const final = { ...state({ mayChange: false }), standing };
    const two = [of({ ...cast, replaces: 1 }, 'ada'), of({ ...cast, ballot: 'b2', replaces: 2 }, 'ada')];
    expect(admitBatch([final, final], two, at).map(codeOf)).toEqual([null, 'ballot.final']);
  });
});

const count2 = (yes: number, against: number) => ({ for: yes, against, abstain: 0, invalid: 0 });
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
