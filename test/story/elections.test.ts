import { electionRoutes, Terms, type ElectionView } from '../../src/elections/elections.contract.js';
import { ballotOrder, evolve } from '../../src/elections/election.js';
import { liveRoutes } from '../../src/live/live.contract.js';
import { readBlt } from '../../src/rules/blt.js';
import { count } from '../../src/rules/tally/method.js';
import { pollRoutes, type Vote } from '../../src/polls/polls.contract.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { register, signedIn } from './convened.js';
import { ballot, hall, type Hall } from './hall.js';
import { openHouse, type TestHouse, type Visitor } from './house.js';
import { recounted } from './recounted.js';

/** Elections as an assembly meets them: nominations, rounds, methods, quotas, one after the other. */
let house: TestHouse;
let secretary: Visitor;
beforeAll(async () => {
  house = await openHouse();
  await register(house, 'secretary', { office: 'secretariat' });
  secretary = await signedIn(house, 'secretary');
});
afterAll(() => house.close());

const refusal = async (answer: Promise<{ ok: boolean; refusal?: { code: string } }>) =>
  (await answer).refusal?.code ?? null;
const viewOf = async (at: Hall, election: string): Promise<ElectionView> => {
  const { elections } = await house.visitor().do(electionRoutes.elections, { assembly: at.assembly });
  return elections.find((one) => one.election === election)!;
};
type Called = Parameters<typeof Terms.parse>[0];
const call = async (at: Hall, terms: Record<string, unknown>): Promise<string> => {
  const input: Called = { titles: { en: 'President' }, seats: 1, method: 'plurality', ...terms };
  const parsed = Terms.parse(input);
  return (await secretary.do(electionRoutes.call, { assembly: at.assembly, ...parsed })).election;
};
/** Nominates delegates by place; each accepts. In the order of the ballot, by place. */
async function nominated(
  at: Hall,
  election: string,
  places: readonly number[],
  gender: (place: number) => string | null = () => null,
): Promise<Map<number, string>> {
  const candidates = new Map<number, string>();
  for (const place of places) {
    const { candidate } = await secretary.do(electionRoutes.nominate, {
      ...{ election, person: at.people[place]!, member: at.members[place]!, gender: gender(place) },
    });
    await at.delegates[place]!.do(electionRoutes.answer, { candidate, accept: true });
    candidates.set(place, candidate);
  }
  return candidates;
}
const open = async (at: Hall, election: string): Promise<string> =>
  (await at.chair.do(electionRoutes.ballot, { election })).poll;
/** The number on the ballot of each place. */
const numbers = async (poll: string, candidates: Map<number, string>): Promise<Map<number, number>> => {
  const { poll: view } = await house.visitor().do(pollRoutes.poll, { poll });
  const order = view.contest!.candidates.map((one) => one.candidate);
  return new Map([...candidates].map(([place, id]) => [place, order.indexOf(id) + 1]));
};
const cast = (at: Hall, poll: string, place: number, choice: Vote, replaces = 0) =>
  at.delegates[place]!.ask(pollRoutes.cast, ballot(poll, place + 1, { choice, replaces }));
const declared = async (at: Hall, election: string, poll: string) => {
  await at.chair.do(pollRoutes.close, { poll });
  return at.chair.do(electionRoutes.declare, { election });
};

describe('a president in rounds', () => {
  let at: Hall;
  let election: string;
  let candidates: Map<number, string>;
  beforeAll(async () => {
    at = await hall(house, 'president', { present: [0, 1, 2, 3, 4, 5] });
    election = await call(at, { rounds: ['majority', 'plurality'], secrecy: 'recorded' });
  });

  test('delegates nominate and second; candidates accept, decline and say what they want', async () => {
    const [, one, two] = at.delegates as Visitor[];
    const { candidate } = await one!.do(electionRoutes.nominate, { election, person: at.people[2]! });
    expect(await refusal(one!.ask(electionRoutes.nominate, { election, person: at.people[2]! }))).toBe(
      'candidate.exists',
    );
    expect(await refusal(one!.ask(electionRoutes.second, { candidate }))).toBe('candidate.own');
    await two!.do(electionRoutes.second, { candidate });
    expect(await refusal(one!.ask(electionRoutes.answer, { candidate, accept: true }))).toBe(
      'candidate.not_you',
    );
    expect(await refusal(at.chair.ask(electionRoutes.closeNominations, { election }))).toBe(
      'candidate.unanswered',
    );
    await two!.do(electionRoutes.state, { candidate, statement: 'More voice.' });
    await two!.do(electionRoutes.answer, { candidate, accept: false });
    expect((await viewOf(at, election)).candidates).toMatchObject([
      { state: 'declined', statement: 'More voice.', seconders: [{ name: 'Member 3' }] },
    ]);
    await two!.do(electionRoutes.answer, { candidate, accept: true });
    candidates = await nominated(at, election, [0, 1]);
    candidates.set(2, candidate);
  });

  test('the order of the ballot is drawn and can be checked', async () => {
    await at.chair.do(electionRoutes.closeNominations, { election });
    const { candidates: all } = await viewOf(at, election);
    expect(all.map(({ place }) => place)).toEqual([1, 2, 3]);
    expect(
      await refusal(at.delegates[3]!.ask(electionRoutes.nominate, { election, person: at.people[3]! })),
    ).toBe('election.wrong_state');
  });

  test('too many marks are refused; nobody has a majority, and two go on', async () => {
    const poll = await open(at, election);
    const on = await numbers(poll, candidates);
    const mark = (place: number) => ({ marks: [on.get(place)!] });
    expect(await refusal(cast(at, poll, 0, { marks: [1, 2] }))).toBe('ballot.too_many');
    expect(await refusal(cast(at, poll, 0, 'for'))).toBe('ballot.not_taken');
    expect(await refusal(at.chair.ask(pollRoutes.declare, { poll }))).not.toBeNull();
    for (const [place, of] of [
      [0, 0],
      [1, 0],
      [2, 1],
      [3, 1],
      [5, 2],
    ] as const)
      expect((await cast(at, poll, place, mark(of))).ok).toBe(true);
    expect((await cast(at, poll, 4, { marks: [] })).ok).toBe(true);
    expect(await refusal(at.chair.ask(electionRoutes.declare, { election }))).toBe('poll.not_closed');
    expect(await declared(at, election, poll)).toEqual({ outcome: 'undecided', elected: [], seatsLeft: 1 });
    const { poll: view, roll } = await house.visitor().do(pollRoutes.poll, { poll });
    expect(view.result!.contest).toMatchObject({ needed: '3', blank: '1', sheet: { valid: '5' } });
    expect(roll[0]!.choice).toEqual(mark(0));
    expect((await viewOf(at, election)).standing.toSorted()).toEqual(
      [candidates.get(0)!, candidates.get(1)!].toSorted(),
    );
  });

  test('an annulled ballot is opened again in the same round; then one is elected', async () => {
    const annulled = await open(at, election);
    expect((await viewOf(at, election)).round).toBe(2);
    await at.chair.do(pollRoutes.annul, { poll: annulled, reason: 'The wrong list was shown' });
    const poll = await open(at, election);
    expect((await viewOf(at, election)).round).toBe(2);
    const on = await numbers(poll, new Map([...candidates].filter(([place]) => place < 2)));
    for (const place of [0, 1, 2]) await cast(at, poll, place, { marks: [on.get(0)!] });
    await cast(at, poll, 3, { marks: [on.get(1)!] });
    expect(await declared(at, election, poll)).toEqual({
      ...{ outcome: 'elected', elected: [candidates.get(0)], seatsLeft: 0 },
    });
    const view = await viewOf(at, election);
    expect(view).toMatchObject({ state: 'declared', seatsLeft: 0 });
    expect(view.candidates.find((one) => one.elected === 2)!.candidate).toBe(candidates.get(0));
    const { entries } = await house
      .visitor()
      .do(recordRoutes.record, { subject: `election:${election}`, limit: 200 });
    const path = entries.map(({ type }) => type).toReversed();
    expect(
      path.reduce<ReturnType<typeof evolve>>((state, type) => evolve(state, { type: type as never }), null),
    ).toBe('declared');
    const floor = await at.delegates[1]!.do(liveRoutes.floor, { assembly: at.assembly });
    expect(floor.polls[0]!.contest!.candidates[0]!.name).toContain('Delegate');
  });
});

test('a board waits for the president; who is elected there no longer stands, and a quota asks for a ruling', async () => {
  const at = await hall(house, 'board', { present: [0, 1, 2, 3, 4, 5] });
  const president = await call(at, { rounds: ['plurality'] });
  const board = await call(at, {
    ...{ titles: { en: 'Board' }, seats: 2, method: 'scottish-stv', after: president },
    quotas: [{ kind: 'gender', of: 'woman', atLeast: 1 }],
  });
  const first = await nominated(at, president, [0, 1]);
  const second = await nominated(at, board, [0, 2, 3, 4], (place) => (place === 4 ? 'woman' : 'man'));
  for (const election of [president, board]) await at.chair.do(electionRoutes.closeNominations, { election });
  expect(await refusal(at.chair.ask(electionRoutes.ballot, { election: board }))).toBe('election.waits');
  const poll = await open(at, president);
  const on = await numbers(poll, first);
  for (const place of [0, 1, 2, 3]) await cast(at, poll, place, { marks: [on.get(0)!] });
  await declared(at, president, poll);
  expect((await viewOf(at, board)).candidates.find((one) => one.candidate === second.get(0))).toMatchObject({
    state: 'withdrawn',
  });
  const ranked = await open(at, board);
  const by = await numbers(ranked, new Map([...second].filter(([place]) => place !== 0)));
  const ranks = (...places: number[]): Vote => ({ ranks: places.map((place) => [by.get(place)!]) });
  for (const place of [0, 1, 2]) await cast(at, ranked, place, ranks(2, 3, 4));
  for (const place of [3, 4]) await cast(at, ranked, place, ranks(3, 2, 4));
  await cast(at, ranked, 5, ranks(4, 3));
  await at.chair.do(pollRoutes.close, { poll: ranked });
  const missed = await at.chair.ask(electionRoutes.declare, { election: board });
  if (missed.ok) throw new Error('declared');
  expect(missed.refusal).toMatchObject({ code: 'election.quota_missed', facts: { of: 'woman', elected: 0 } });
  const proposal = missed.refusal.facts['proposal'] as string[];
  expect(proposal).toContain(second.get(4));
  const ruling = { elected: proposal, reason: 'By-law 12: one woman at least' };
  expect(await at.chair.do(electionRoutes.declare, { election: board, ruling })).toMatchObject({
    seatsLeft: 0,
  });
  const { poll: view, roll } = await house.visitor().do(pollRoutes.poll, { poll: ranked });
  expect(view).toMatchObject({
    secrecy: 'confidential',
    result: { contest: { sheet: { quota: '3.00000' } } },
  });
  expect(roll.every(({ choice }) => choice === null)).toBe(true);
});

test('papers of an election are counted by two tellers who must agree, beside ballots at devices', async () => {
  const at = await hall(house, 'papers', { present: [0, 1, 2, 3] });
  for (const one of ['p1', 'p2'])
    await register(house, `papers-${one}`, { office: 'teller', assembly: at.assembly });
  const [one, two] = [await signedIn(house, 'papers-p1'), await signedIn(house, 'papers-p2')];
  const election = await call(at, { method: 'approval' });
  const candidates = await nominated(at, election, [0, 1]);
  await at.chair.do(electionRoutes.closeNominations, { election });
  const poll = await open(at, election);
  const on = await numbers(poll, candidates);
  await cast(at, poll, 0, { marks: [on.get(0)!] });
  await one.do(pollRoutes.channel, { poll, entitlements: [2, 3, 4], channel: 'paper' });
  const enter = (who: Visitor, papers: Record<string, number>) =>
    who.ask(pollRoutes.enterCount, { poll, channel: 'paper', counts: { '- - - 1': papers } });
  const text = (...places: number[]) =>
    JSON.stringify({ marks: places.map((place) => on.get(place)!).toSorted((a, b) => a - b) });
  expect(await refusal(enter(one, { '{"marks":[9]}': 1 }))).toBe('ballot.candidate_unknown');
  expect(await refusal(enter(one, { for: 1 }))).toBe('ballot.not_taken');
  const papers = { [text(0, 1)]: 1, [text(1)]: 1, invalid: 1 };
  expect(await enter(one, papers)).toMatchObject({ value: { agreed: false } });
  expect(await enter(two, papers)).toMatchObject({ value: { agreed: true } });
  await at.chair.do(pollRoutes.close, { poll });
  const { poll: view } = await at.chair.do(pollRoutes.poll, { poll });
  expect(view.cast).toBe(3);
  // Before the round is declared the tellers may be asked to count again.
  const recount = () =>
    at.chair.ask(electionRoutes.recount, { election, reason: 'One paper was under the table' });
  expect(await refusal(recount())).toBeNull();
  for (const who of [one, two]) await enter(who, papers);
  await at.chair.do(pollRoutes.close, { poll });
  await at.chair.do(electionRoutes.declare, { election });
  const { poll: done } = await house.visitor().do(pollRoutes.poll, { poll });
  expect(done.result!.contest).toMatchObject({
    ...{ spoiled: '1', seatsLeft: 0 },
    sheet: {
      valid: '3',
      stages: [{ votes: { [candidates.get(0)!]: '2', [candidates.get(1)!]: '2' }, lot: expect.any(Array) }],
    },
  });
  expect(done.result!.contest!.sheet.stages[0]!.lot).toHaveLength(2);
});

describe('a recount of papers after the round was declared', () => {
  let at: Hall;
  let one: Visitor;
  let two: Visitor;
  let president: string;
  let board: string;
  let stand: Map<number, string>;
  let poll: string;
  beforeAll(async () => {
    at = await hall(house, 'again', { present: [0, 1, 2, 3] });
    for (const name of ['a1', 'a2'])
      await register(house, `again-${name}`, { office: 'teller', assembly: at.assembly });
    [one, two] = [await signedIn(house, 'again-a1'), await signedIn(house, 'again-a2')];
    president = await call(at, { rounds: ['plurality'], order: 'alphabetical' });
    board = await call(at, {
      ...{ titles: { en: 'Board' }, seats: 1, method: 'approval', after: president },
    });
    stand = await nominated(at, president, [0, 1]);
    await nominated(at, board, [0, 2]);
    for (const election of [president, board])
      await at.chair.do(electionRoutes.closeNominations, { election });
    poll = (await at.chair.do(electionRoutes.ballot, { election: president, channel: 'paper' })).poll;
  });
  const onBoard = async (place: number) =>
    (await viewOf(at, board)).candidates.find(({ person }) => person === at.people[place])!;
  const counted = async (first: number, second: number) => {
    const on = await numbers(poll, stand);
    const papers = {
      [JSON.stringify({ marks: [on.get(0)] })]: first,
      [JSON.stringify({ marks: [on.get(1)] })]: second,
    };
    for (const who of [one, two])
      await who.do(pollRoutes.enterCount, { poll, channel: 'paper', counts: { '- - - 1': papers } });
    return declared(at, president, poll);
  };

  test('all of a ballot on paper: nobody votes at a device', async () => {
    expect(await refusal(cast(at, poll, 0, { marks: [1] }))).toBe('roll.other_channel');
    expect(await counted(3, 2)).toMatchObject({ elected: [stand.get(0)] });
    expect(await onBoard(0)).toMatchObject({
      ...{ state: 'withdrawn', reason: null },
      electedIn: { election: president, titles: { en: 'President' } },
    });
  });

  test('is ordered where the election is run; who was elected is not, and who had withdrawn for it stands again', async () => {
    const order = { poll, reason: 'Papers stuck together' };
    expect(await refusal(at.chair.ask(pollRoutes.recount, order))).toBe('poll.of_election');
    const before = await at.delegates[1]!.do(liveRoutes.floor, { assembly: at.assembly });
    expect(before.polls[0]).toMatchObject({ id: poll, state: 'declared' });
    await at.chair.do(electionRoutes.recount, { election: president, reason: order.reason });
    expect(await viewOf(at, president)).toMatchObject({ state: 'balloting', seatsLeft: 1, round: 1 });
    expect(await onBoard(0)).toMatchObject({ state: 'accepted', electedIn: null });
    expect(await refusal(at.chair.ask(electionRoutes.ballot, { election: president }))).toBe(
      'election.wrong_state',
    );
    expect(await refusal(at.chair.ask(electionRoutes.ballot, { election: board }))).toBe('election.waits');
  });

  test('decides anew, and the result before is kept beside it', async () => {
    expect(await counted(2, 3)).toEqual({ outcome: 'elected', elected: [stand.get(1)], seatsLeft: 0 });
    const { poll: view } = await house.visitor().do(pollRoutes.poll, { poll });
    expect(view.result!.contest!.elected).toEqual([stand.get(1)]);
    expect(view.superseded).toMatchObject([
      { reason: 'Papers stuck together', result: { contest: { elected: [stand.get(0)] } } },
    ]);
    expect((await viewOf(at, president)).candidates.map(({ elected }) => elected)).toEqual([null, 1]);
    expect(await onBoard(0)).toMatchObject({ state: 'accepted' });
    const { entries } = await house
      .visitor()
      .do(recordRoutes.record, { subject: `election:${president}`, limit: 200 });
    expect(
      entries
        .map(({ type }) => type)
        .toReversed()
        .reduce<ReturnType<typeof evolve>>((state, type) => evolve(state, { type: type as never }), null),
    ).toBe('declared');
  });

  test('comes too late once a later election has voted with one who stood here', async () => {
    await open(at, board);
    expect(
      await refusal(at.chair.ask(electionRoutes.recount, { election: president, reason: 'Once more' })),
    ).toBe('election.later_went_on');
  });
});

describe('what everybody may take away of a count', () => {
  let at: Hall;
  let poll: string;
  let election: string;
  let stand: Map<number, string>;
  const path = (name: string) => `/api/polls/${poll}/${name}`;
  const taken = async (name: string) => house.visitor().fetch(path(name));
  beforeAll(async () => {
    at = await hall(house, 'taken', { present: [0, 1, 2, 3] });
    election = await call(at, { titles: { en: 'Board' }, seats: 2, method: 'scottish-stv' });
    stand = await nominated(at, election, [0, 1, 2]);
    await at.chair.do(electionRoutes.closeNominations, { election });
    poll = await open(at, election);
    const on = await numbers(poll, stand);
    const ranks = (...places: number[]): Vote => ({ ranks: places.map((place) => [on.get(place)!]) });
    for (const place of [0, 1, 4]) await cast(at, poll, place === 4 ? 0 : place, ranks(0, 1));
    await cast(at, poll, 2, ranks(1, 2));
    await cast(at, poll, 3, { ranks: [] });
    await at.delegates[0]!.do(pollRoutes.cast, ballot(poll, 5, { choice: ranks(0, 2) }));
  });

  test('is nothing before it is declared, to nobody', async () => {
    await at.chair.do(pollRoutes.close, { poll });
    for (const who of [house.visitor(), at.chair])
      for (const name of ['count.csv', 'count.json', 'ballots.blt'])
        expect((await who.fetch(path(name))).status).toBe(404);
    await at.chair.do(electionRoutes.declare, { election });
  });

  test('every stage as a table, and the whole count as JSON, with names', async () => {
    const csv = await taken('count.csv');
    expect(csv.headers.get('content-disposition')).toContain(`count-${poll}.csv`);
    const rows = (await csv.text()).trim().split('\n');
    expect(rows[0]).toContain('Delegate of taken-1');
    const json = (await (await taken('count.json')).json()) as {
      stages: { votes: Record<string, string> }[];
      elected: string[];
      quota: string;
      blank: string;
      seed: string;
    };
    expect(rows).toHaveLength(json.stages.length + 1);
    expect(json).toMatchObject({
      quota: '2.00000',
      blank: '1',
      elected: ['Delegate of taken-1', 'Delegate of taken-2'],
    });
    const { poll: view } = await house.visitor().do(pollRoutes.poll, { poll });
    expect(view.result!.contest!.seed).toBe(json.seed);
  });

  test('its ballots in the BLT format give the same to another counter', async () => {
    const text = await (await taken('ballots.blt')).text();
    const read = readBlt(text);
    if (!read.ok) throw new Error(JSON.stringify(read.refusal));
    const again = count(read.value, 'scottish-stv', { lot: [0, 1, 2] });
    if (!again.ok) throw new Error(again.refusal.code);
    expect(again.value.elected.map((place) => read.value.candidates[place])).toEqual([
      'Delegate of taken-1',
      'Delegate of taken-2',
    ]);
    expect(text).not.toContain('Member');
  });

  test('the seed of the lot is the hash of the box in the record', async () => {
    const { entries } = await house
      .visitor()
      .do(recordRoutes.record, { subject: `poll:${poll}`, limit: 200 });
    const closing = entries.find(({ type }) => type === 'poll.closed')!;
    const { blobs } = JSON.parse(closing.bytes!) as { blobs: { box: string } };
    const { poll: view } = await house.visitor().do(pollRoutes.poll, { poll });
    expect(view.result!.contest!.seed).toBe(blobs.box);
  });

  test('a candidate has a page, and the order of the ballot its seed', async () => {
    const candidate = stand.get(1)!;
    expect(await house.visitor().do(electionRoutes.candidate, { candidate })).toMatchObject({
      candidate: { candidate, name: 'Delegate of taken-2', member: { name: 'Member 2' }, elected: 1 },
      election: { election, number: 1, titles: { en: 'Board' }, polls: [poll] },
    });
    const { orderSeed, candidates } = await viewOf(at, election);
    const ids = candidates.map((one) => ({ id: one.candidate, name: one.name }));
    expect(ballotOrder(ids.toReversed(), orderSeed).map(({ id }) => id)).toEqual(ids.map(({ id }) => id));
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect(await house.visitor().ask(electionRoutes.candidate, { candidate: nobody })).toMatchObject({
      status: 404,
    });
  });
});

test('a ballot on persons by roll call: a teller enters what was answered', async () => {
  const at = await hall(house, 'aloud', { present: [0, 1, 2] });
  await register(house, 'aloud-one', { office: 'teller', assembly: at.assembly });
  const teller = await signedIn(house, 'aloud-one');
  const election = await call(at, { rounds: ['plurality'], secrecy: 'recorded' });
  const stand = await nominated(at, election, [0, 1]);
  await at.chair.do(electionRoutes.closeNominations, { election });
  const { poll } = await at.chair.do(electionRoutes.ballot, { election, channel: 'roll_call' });
  const on = await numbers(poll, stand);
  const { called } = await teller.do(pollRoutes.tellers, { poll });
  for (const { entitlement } of called)
    await teller.do(pollRoutes.enterVote, ballot(poll, entitlement, { choice: { marks: [on.get(1)!] } }));
  expect(await declared(at, election, poll)).toMatchObject({ elected: [stand.get(1)] });
});

test('who is ruled out or withdraws does not stand; an election may end with seats empty', async () => {
  const at = await hall(house, 'empty');
  const election = await call(at, { method: 'yes_no', seats: 2 });
  const candidates = await nominated(at, election, [0, 1, 2]);
  await secretary.do(electionRoutes.ruleOut, { candidate: candidates.get(1)!, reason: 'No longer a member' });
  await at.chair.do(electionRoutes.closeNominations, { election });
  await at.delegates[2]!.do(electionRoutes.withdraw, { candidate: candidates.get(2)!, reason: 'I am ill' });
  const poll = await open(at, election);
  const { poll: asked } = await house.visitor().do(pollRoutes.poll, { poll });
  expect(asked.contest!.candidates).toHaveLength(1);
  await cast(at, poll, 0, { answers: ['for'] });
  expect(await declared(at, election, poll)).toMatchObject({ outcome: 'undecided', seatsLeft: 1 });
  await at.chair.do(electionRoutes.end, { election, reason: 'Nobody else stands' });
  expect(await viewOf(at, election)).toMatchObject({ state: 'ended', reason: 'Nobody else stands' });
});

test('every result counted again from the record alone is the one that was declared', async () => {
  const all = await recounted(house);
  expect(all.length).toBeGreaterThan(4);
  for (const { declared, again } of all) expect(again).toEqual(declared);
  expect(all.some(({ declared }) => declared.contest!.sheet.stages.length > 1)).toBe(true);
});
