import {
  answer,
  ballotOrder,
  call,
  closeNominations,
  declareRound,
  end,
  evolve,
  makeStatement,
  missedQuotas,
  nextContest,
  nominate,
  reopenRound,
  ruleOut,
  seatsLeft,
  second,
  withdraw,
  withQuotas,
  type Candidate,
  type Election,
} from '../../src/elections/election.js';
import { Terms } from '../../src/elections/elections.contract.js';
import { ORDERED } from '../basics/spelled.js';
import type { Context } from '../../src/basics/event.js';
import type { ContestResult } from '../../src/polls/polls.contract.js';
import { contextAt } from '../context.js';

const context = () => contextAt('2026-11-23T10:00:00.000Z');
const by = (person: string, office: string): Context => ({
  ...context(),
  actor: { kind: 'person', person, office },
});
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.ok ? null : result.refusal!.code;
const terms = (rest: Partial<Terms> = {}): Terms => ({
  ...Terms.parse({
    titles: { en: 'Board' },
    seats: 2,
    method: 'plurality',
    rounds: ['majority', 'plurality'],
  }),
  ...rest,
});
const candidate = (id: string, rest: Partial<Candidate> = {}): Candidate => ({
  ...{
    id,
    person: `p-${id}`,
    member: null,
    name: id,
    region: null,
    gender: null,
    nominatedBy: null,
    seconders: [],
  },
  ...{ state: 'accepted', place: null, elected: null, electedIn: null },
  ...rest,
});
const election = (rest: Partial<Election> = {}): Election => ({
  ...terms(),
  ...{ id: 'e', assembly: 'oslo', number: 1, state: 'nominations', round: 0, poll: null, annulled: false },
  candidates: ['a', 'b', 'c'].map((id) => candidate(id)),
  standing: [],
  ...rest,
});

test.each<[Partial<Terms>, string | null]>([
  [{}, null],
  [{ method: 'irv', rounds: [] }, 'election.one_seat'],
  [{ method: 'irv', rounds: [], seats: 1 }, null],
  [{ rounds: [] }, 'election.rounds_needed'],
  [{ method: 'schulze' }, 'election.one_round'],
  [{ method: 'schulze', rounds: [], marks: 2 }, 'election.marks'],
  [{ quotas: [{ kind: 'region', of: 'africa', atLeast: 3 }] }, 'election.quotas_too_many'],
  [{ nominationsDue: '2026-11-23T10:00:00.000Z' }, 'election.due_past'],
])('an election called with %j: %s', (rest, code) => {
  expect(codeOf(call({ assembly: 'oslo', number: 1, terms: terms(rest) }, context()))).toBe(code);
});

describe('a nomination', () => {
  const asked = { person: 'p-z', member: null, region: null, gender: null, by: null };
  test.each<[string, Partial<Election>, object, string | null]>([
    ['of somebody', {}, {}, null],
    ['of one who stands already', {}, { person: 'p-a' }, 'candidate.exists'],
    [
      'of one who withdrew',
      { candidates: [candidate('a', { state: 'withdrawn' })] },
      { person: 'p-a' },
      null,
    ],
    ['at the deadline to the millisecond', { nominationsDue: '2026-11-23T10:00:00.000Z' }, {}, null],
    ['after it', { nominationsDue: '2026-11-23T09:59:59.999Z' }, {}, 'election.nominations_late'],
    ['when they are closed', { state: 'closed' }, {}, 'election.wrong_state'],
    [
      'without a gender where a quota asks for it',
      { quotas: [{ kind: 'gender', of: 'woman', atLeast: 1 }] },
      {},
      'candidate.gender_needed',
    ],
  ])('%s', (_, rest, more, code) => {
    expect(codeOf(nominate(election(rest), { ...asked, ...more }, context()))).toBe(code);
  });

  test('is accepted by the person, or by the secretariat with how it was told, and by nobody else', () => {
    const on = { election: election(), candidate: candidate('a', { state: 'nominated' }) };
    const accept = (who: Context, told: string | null = null) =>
      codeOf(answer(on, { accept: true, told }, who));
    expect(accept(by('p-a', 'delegate'))).toBeNull();
    expect(accept(by('p-b', 'delegate'))).toBe('candidate.not_you');
    expect(accept(by('s', 'secretariat'))).toBe('candidate.told_needed');
    expect(accept(by('s', 'secretariat'), 'by letter')).toBeNull();
    expect(
      codeOf(
        answer({ ...on, candidate: candidate('a') }, { accept: true, told: null }, by('p-a', 'delegate')),
      ),
    ).toBe('candidate.wrong_state');
    expect(makeStatement(on, { statement: 'I care.' }, by('p-a', 'delegate'))).toMatchObject({
      value: [{ data: { candidate: 'a' }, personal: { statement: 'I care.' } }],
    });
  });

  test('is seconded by others, each once', () => {
    const on = {
      election: election(),
      candidate: candidate('a', { nominatedBy: 'm1', seconders: ['m2'] }),
    };
    expect(codeOf(second(on, { member: 'm1' }))).toBe('candidate.own');
    expect(second(on, { member: 'm2' })).toEqual({ ok: true, value: [] });
    expect(second(on, { member: 'm3' })).toMatchObject({ value: [{ type: 'candidate.seconded' }] });
  });

  test('goes back while no ballot is open', () => {
    const gone = (rest: Partial<Election>) =>
      codeOf(ruleOut({ election: election(rest), candidate: candidate('a') }, { reason: 'not a member' }));
    expect(gone({})).toBeNull();
    expect(gone({ state: 'closed' })).toBeNull();
    expect(gone({ state: 'balloting' })).toBe('candidate.balloting');
    expect(gone({ state: 'balloting', annulled: true })).toBeNull();
    expect(gone({ state: 'declared' })).toBe('election.wrong_state');
    const own = { election: election(), candidate: candidate('a') };
    expect(codeOf(withdraw(own, { reason: 'x' }, by('p-b', 'delegate')))).toBe('candidate.not_you');
    expect(codeOf(withdraw(own, { reason: 'x' }, by('p-a', 'delegate')))).toBeNull();
  });
});

describe('the ballot', () => {
  test('is fixed when everybody has answered and is seconded', () => {
    const close = (rest: Partial<Election>) => codeOf(closeNominations(election(rest), context()));
    expect(close({})).toBeNull();
    expect(close({ candidates: [] })).toBe('election.no_candidates');
    expect(close({ candidates: [candidate('a', { state: 'nominated' })] })).toBe('candidate.unanswered');
    expect(close({ seconders: 1 })).toBe('candidate.unseconded');
    expect(close({ state: 'closed' })).toBe('election.wrong_state');
  });

  test('has the order of the alphabet, or one that follows from a seed', () => {
    const some = ['Øst', 'Adam', 'Étienne'].map((name, i) => ({ id: `${i}`, name }));
    expect(ballotOrder(some, null).map(({ name }) => name)).toEqual(['Adam', 'Étienne', 'Øst']);
    const all = ORDERED.toReversed().map((name, i) => ({ id: `${i}`, name }));
    expect(ballotOrder(all, null).map(({ name }) => name)).toEqual(ORDERED);
    expect(ballotOrder(some, 's')).toEqual(ballotOrder(some.toReversed(), 's'));
    expect(['s', 't', 'u', 'v'].map((seed) => ballotOrder(some, seed)[0]!.id)).not.toEqual(
      Array.from({ length: 4 }, () => ballotOrder(some, 's')[0]!.id),
    );
  });

  test('of a round has the seats that are left, the rule of the round, and whoever still stands', () => {
    const on = election({
      ...{ state: 'closed', round: 1, standing: ['b', 'c', 'd'] },
      candidates: [
        candidate('a', { elected: 1 }),
        candidate('b'),
        candidate('c', { state: 'withdrawn' }),
        candidate('d'),
      ],
    });
    expect(nextContest(on, null)).toMatchObject({
      value: {
        ...{ round: 2, seats: 1, rule: 'plurality', marks: 1 },
        candidates: [{ candidate: 'b' }, { candidate: 'd' }],
      },
    });
    expect(nextContest({ ...on, state: 'balloting' }, null)).toMatchObject({
      refusal: { code: 'election.wrong_state' },
    });
    const again = { ...on, state: 'balloting' as const, annulled: true };
    expect(nextContest(again, null)).toMatchObject({ value: { round: 1, rule: 'majority' } });
    expect(nextContest({ ...on, round: 5 }, null)).toMatchObject({ value: { rule: 'plurality' } });
    const none = { ...on, standing: ['a', 'c'] };
    expect(codeOf(nextContest(none, null))).toBe('election.no_candidates');
  });

  test('waits for the election before it where somebody stands in both', () => {
    const on = election({ state: 'closed', standing: ['a', 'b'] });
    const before = (rest: Partial<Election>) => codeOf(nextContest(on, election(rest)));
    expect(before({ candidates: [candidate('x', { person: 'p-a' })] })).toBe('election.waits');
    expect(before({ candidates: [candidate('x', { person: 'p-q' })] })).toBeNull();
    expect(before({ candidates: [candidate('x', { person: 'p-a' })], state: 'declared' })).toBeNull();
    expect(
      before({ candidates: [candidate('x', { person: 'p-a', state: 'withdrawn' })], state: 'closed' }),
    ).toBeNull();
  });
});

const result = (elected: string[], ranking: string[], rest: Partial<ContestResult> = {}): ContestResult => ({
  sheet: {
    ...{ method: 'plurality', title: '', seats: 2, valid: '9', spoiled: '0', quota: null, elected },
    ...{ ranking: ranking.map((one) => [one]), tied: [], withdrawn: [], lot: [] },
    stages: [
      {
        votes: Object.fromEntries(ranking.map((one) => [one, '1'])),
        ...{ exhausted: '0', lost: '0', transfer: null, elected, excluded: [], lot: [] },
      },
    ],
  },
  ...{
    seed: null,
    answers: null,
    needed: null,
    blank: '0',
    spoiled: '0',
    elected,
    goOn: [],
    seatsLeft: 2 - elected.length,
  },
  ...rest,
});

describe('a round', () => {
  const balloting = (rest: Partial<Election> = {}) =>
    election({ state: 'balloting', round: 1, poll: 'p', standing: ['a', 'b', 'c'], ...rest });
  const declared = (on: Election, of: ContestResult, more: object = {}) =>
    declareRound(on, { outcome: 'elected', result: of, ruling: null, later: [], ...more });

  test('fills every seat: the election is declared, and nobody stands elsewhere who was elected', () => {
    const later = election({
      id: 'e2',
      candidates: [candidate('x', { person: 'p-a' }), candidate('y', { person: 'p-q' })],
    });
    expect(declared(balloting(), result(['a', 'b'], ['a', 'b', 'c']), { later: [later] })).toMatchObject({
      value: [
        { type: 'election.round_decided', data: { elected: ['a', 'b'], seatsLeft: 0, standing: [] } },
        { type: 'election.declared', data: { elected: ['a', 'b'] } },
        {
          ...{ type: 'candidate.withdrawn', subject: { election: 'e2' } },
          data: { candidate: 'x', reason: null, electedIn: 'e' },
        },
      ],
    });
  });

  test('leaves seats: another follows with those who go on', () => {
    const of = result(['a'], ['a', 'b', 'c'], { goOn: ['b', 'c'] });
    expect(declared(balloting(), of, { outcome: 'undecided' })).toMatchObject({
      value: [{ data: { elected: ['a'], standing: ['b', 'c'], seatsLeft: 1 } }],
    });
  });

  test('is void: it decides nothing', () => {
    expect(declared(balloting(), result(['a', 'b'], ['a', 'b']), { outcome: 'void' })).toMatchObject({
      value: [{ type: 'election.round_void' }],
    });
  });

  test('misses a quota: a ruling with its reason is asked for, and one is proposed', () => {
    const on = balloting({
      quotas: [{ kind: 'gender', of: 'woman', atLeast: 1 }],
      candidates: ['a', 'b', 'c'].map((id) => candidate(id, { gender: id === 'c' ? 'woman' : 'man' })),
    });
    const of = result(['a', 'b'], ['a', 'b', 'c']);
    expect(declared(on, of)).toMatchObject({
      refusal: {
        code: 'election.quota_missed',
        facts: { of: 'woman', atLeast: 1, elected: 0, proposal: ['a', 'c'] },
      },
    });
    const ruling = { elected: ['a', 'c'], reason: 'by-law 12' };
    expect(declared(on, of, { ruling })).toMatchObject({
      value: [{ data: { elected: ['a', 'c'], ruling: 'by-law 12' } }, { type: 'election.declared' }],
    });
    const bad = (elected: string[]) => codeOf(declared(on, of, { ruling: { elected, reason: 'x' } }));
    expect(bad(['a', 'z'])).toBe('election.ruling');
    expect(bad(['a'])).toBe('election.ruling');
    expect(bad(['a', 'a'])).toBe('election.ruling');
  });

  test('may leave a quota to the rounds that follow', () => {
    const on = balloting({
      quotas: [{ kind: 'region', of: 'africa', atLeast: 1 }],
      candidates: ['a', 'b', 'c'].map((id) => candidate(id, { region: id === 'c' ? 'africa' : 'europe' })),
    });
    const of = result(['a'], ['a', 'b', 'c'], { goOn: ['b', 'c'] });
    expect(codeOf(declared(on, of, { outcome: 'undecided' }))).toBeNull();
    expect(missedQuotas(on, ['a', 'c'])).toEqual([]);
    expect(withQuotas(on, { elected: ['b'], ranking: ['b', 'c'], fixed: ['a'] })).toEqual(['c']);
    expect(withQuotas(on, { elected: ['b'], ranking: ['b'], fixed: ['a'] })).toBeNull();
  });
});

describe('a recount of a declared round', () => {
  const declared = (rest: Partial<Election> = {}) =>
    election({
      ...{ state: 'declared', round: 2, poll: 'p', standing: [] },
      candidates: [candidate('a', { elected: 2 }), candidate('b'), candidate('c')],
      ...rest,
    });
  const later = (rest: Partial<Election>, ...of: Candidate[]) =>
    election({ id: 'e2', number: 2, state: 'closed', ...rest, candidates: of });
  const x = (rest: Partial<Candidate> = {}) =>
    candidate('x', { person: 'p-a', state: 'withdrawn', electedIn: 'e', place: 1, ...rest });
  const reopened = (on: Election, others: Election[] = [], poll = 'p') =>
    reopenRound(on, { poll, stood: ['a', 'b'], reason: 'two papers stuck', later: others });

  test('takes its decision back: who stood in it stands again, here and where they had withdrawn for it', () => {
    const gone = [x(), x({ id: 'y', electedIn: null }), x({ id: 'z', electedIn: 'e9' })];
    expect(reopened(declared(), [later({}, ...gone)])).toEqual({
      ok: true,
      value: [
        {
          type: 'election.round_reopened',
          subject: { assembly: 'oslo', election: 'e', poll: 'p' },
          data: { election: 'e', round: 2, poll: 'p', standing: ['a', 'b'], reason: 'two papers stuck' },
        },
        {
          type: 'candidate.reinstated',
          subject: { assembly: 'oslo', election: 'e2', candidate: 'x' },
          data: { candidate: 'x', state: 'accepted' },
        },
      ],
    });
    expect(evolve('declared', { type: 'election.round_reopened' })).toBe('balloting');
  });

  test('asks a candidate again where nominations are open, and reinstates nobody who was nominated anew', () => {
    const open = later({ state: 'nominations' }, x({ place: null }));
    expect(reopened(declared(), [open])).toMatchObject({ value: [{}, { data: { state: 'nominated' } }] });
    const anew = later({}, x(), candidate('x2', { person: 'p-a' }));
    expect(reopened(declared(), [anew])).toMatchObject({ value: { length: 1 } });
  });

  test.each<[string, Partial<Election>, Election[], string | null]>([
    ['the last round', {}, [], null],
    ['one that left seats', { state: 'closed' }, [], null],
    ['a round before the last', { poll: 'later' }, [], 'election.round_passed'],
    ['an election that was ended', { state: 'ended' }, [], 'election.wrong_state'],
    [
      'one that a later election relied on',
      {},
      [later({ round: 1 }, candidate('q', { person: 'p-b' }))],
      'election.later_went_on',
    ],
    ['one whose later election has nobody of it', {}, [later({ round: 1 }, candidate('q'))], null],
    [
      'one whose later election closed its nominations without the elected',
      {},
      [later({}, x({ place: null }))],
      'election.later_went_on',
    ],
  ])('of %s', (_, rest, others, code) => {
    expect(codeOf(reopened(declared(rest), others))).toBe(code);
  });
});

test('an election ends with seats empty, with its reason; a record tells nothing that cannot follow', () => {
  expect(codeOf(end(election({ state: 'closed' }), { reason: 'nobody else stands' }))).toBeNull();
  expect(codeOf(end(election({ state: 'balloting' }), { reason: 'x' }))).toBe('election.wrong_state');
  expect(codeOf(end(election({ state: 'balloting', annulled: true }), { reason: 'x' }))).toBeNull();
  expect(seatsLeft(election({ candidates: [candidate('a', { elected: 1 })] }))).toBe(1);
  const path = [
    ...['election.called', 'election.nominations_closed', 'election.balloting', 'election.round_decided'],
    ...['election.balloting', 'election.round_decided', 'election.declared'],
  ] as const;
  expect(
    path.reduce<ReturnType<typeof evolve>>((at, type) => evolve(at, { type: type as never }), null),
  ).toBe('declared');
  expect(evolve('declared', { type: 'election.balloting' })).toBeNull();
  expect(evolve('nominations', { type: 'election.round_decided' })).toBeNull();
});
