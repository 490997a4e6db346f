import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Visitor as Who } from '../../src/access/visitor.js';
import { CLOSE_SITTING, OPEN_SITTING, PLAN_SITTING } from '../../src/assemblies/assemblies.acts.js';
import type { Result } from '../../src/basics/result.js';
import * as elections from '../../src/elections/elections.acts.js';
import { Terms, type CandidateState, type ElectionState } from '../../src/elections/elections.contract.js';
import type { Act } from '../../src/house/perform.js';
import { BallotBox } from '../../src/polls/ballots.store.js';
import * as polls from '../../src/polls/polls.acts.js';
import { ContestMethod, type PollState, type Vote } from '../../src/polls/polls.contract.js';
import { tellersView } from '../../src/polls/polls.store.js';
import { SEEDER } from '../../src/seeds/seed.js';
import { hall, type Hall } from './hall.js';
import { openHouse, type TestHouse } from './house.js';

/** No sequence of acts leaves an election that can neither go on nor end, nor a sitting that cannot close because of one. */
let house: TestHouse;
let at: Hall;
let before: string[] = [];
beforeAll(async () => {
  house = await openHouse();
  at = await hall(house, 'urns', {});
});
afterAll(() => house.close());

/** What is done to the `of`-th of the elections, candidates or polls; `with` chooses what the act leaves open. */
const Deed = fc.record({
  what: fc.constantFrom(
    ...(['call', 'nominate', 'answer', 'withdraw', 'ruleOut', 'shut', 'end', 'leave', 'come'] as const),
    ...(['ballot', 'ballot', 'ballot', 'ballot', 'ballot', 'ballot', 'cast', 'cast', 'cast'] as const),
    ...(['vote', 'vote', 'vote', 'count', 'count', 'count', 'close', 'close', 'close', 'suspend'] as const),
    ...(['declare', 'declare', 'declare', 'declare', 'recount', 'recount', 'recount', 'recount'] as const),
    ...(['declarePoll', 'recountPoll', 'annul', 'closeSitting', 'openSitting', 'openSitting'] as const),
  ),
  // Mostly the first: what is begun shall go on.
  of: fc.constantFrom(0, 0, 0, 0, 1, 2, 3),
  with: fc.nat(1_000),
});
type Deed = typeof Deed extends fc.Arbitrary<infer D> ? D : never;

const tx = () => house.source.manager;
const REASON = { reason: 'It happened' };
const one = <T>(all: readonly T[], place: number): T | undefined => all[place % all.length];

const electionsNow = (): Promise<{ id: string; state: ElectionState }[]> =>
  tx().query('SELECT id, state FROM election WHERE assembly = $1 AND id <> ALL($2) ORDER BY number', [
    ...[at.assembly, before],
  ]);
const candidatesOf = (election: string): Promise<{ id: string; state: CandidateState }[]> =>
  tx().query('SELECT id, state FROM candidate WHERE election = $1 ORDER BY id', [election]);
const pollsOf = (election: string): Promise<{ id: string; state: PollState }[]> =>
  tx().query('SELECT id, state FROM poll WHERE election = $1 ORDER BY number DESC', [election]);
const sittingNow = async (): Promise<string | null> => {
  const rows: { id: string }[] = await tx().query(
    `SELECT id FROM sitting WHERE assembly = $1 AND state = 'open'`,
    [at.assembly],
  );
  return rows[0]?.id ?? null;
};

/** The house itself does it. A failure is none of the answers. */
const perform = <C, S, R>(act: Act<C, S, R>, command: C, who: Who = SEEDER): Promise<Result<R>> =>
  house.perform.perform(who, act, command);
const as = (place: number, office: 'delegate' | 'teller'): Who => ({
  person: at.people[place]!,
  held: [{ office, body: null, assembly: at.assembly, from: null, to: null }],
});

async function sit(): Promise<Result<unknown>> {
  const { assembly } = at;
  const planned = await perform(PLAN_SITTING, { assembly, name: null, plannedFrom: null });
  return planned.ok ? perform(OPEN_SITTING, { assembly, sitting: planned.value.sitting }) : planned;
}

/** Of any method, with one seat or two, perhaps behind another, perhaps with a quota that nobody can meet. */
async function call(deed: Deed): Promise<Result<unknown>> {
  const method = one(ContestMethod.options, deed.with)!;
  const terms = Terms.parse({
    ...{ titles: { en: 'Board' }, method, seats: 1 + (deed.of % 2), order: 'alphabetical' },
    secrecy: deed.with % 2 === 0 ? 'recorded' : 'confidential',
    rounds: method === 'plurality' ? ['majority', 'plurality'] : [],
    quotas: deed.with % 5 === 0 ? [{ kind: 'gender', of: 'woman', atLeast: 1 }] : [],
    after: deed.with % 3 === 0 ? ((await electionsNow())[0]?.id ?? null) : null,
  });
  return perform(elections.CALL, { assembly: at.assembly, ...terms });
}

/** Two are nominated and accept, and the ballot opens, on a channel that can be recounted or not. */
async function begun(channel: 'paper' | 'electronic'): Promise<void> {
  await perform(elections.CALL, {
    ...{ assembly: at.assembly },
    ...Terms.parse({ titles: { en: 'President' }, seats: 1, method: 'plurality', rounds: ['majority'] }),
  });
  const election = (await electionsNow()).at(-1);
  for (const place of [0, 1]) {
    const named = await perform(elections.NOMINATE, {
      ...{ election: election!.id, person: at.people[place]!, member: at.members[place]! },
      ...{ gender: null, by: null },
    });
    if (!named.ok) throw new Error(named.refusal.code);
    await perform(elections.ANSWER, {
      ...{ candidate: named.value.candidate, accept: true },
      told: 'Said so',
    });
  }
  await perform(elections.CLOSE_NOMINATIONS, { election: election!.id });
  await perform(elections.OPEN_BALLOT, { election: election!.id, channel });
}

function cast(poll: string, deed: Deed): Promise<Result<unknown>> {
  const place = deed.with % 4;
  const choice: Vote = { marks: deed.of === 3 ? [] : [1 + (deed.with % 2)] };
  return house.app.get(BallotBox).cast(as(place, 'delegate'), {
    ...{ poll, ballot: randomUUID(), entitlement: place + 1, choice, replaces: 0 },
  });
}

/** Two tellers enter that nothing was handed in. */
async function count(poll: string): Promise<Result<unknown> | null> {
  const { channels } = (await tellersView(tx(), poll, at.people[0]!))!;
  let last: Result<unknown> | null = null;
  for (const { channel, stacks } of channels)
    for (const teller of [0, 1]) {
      const counts = Object.fromEntries(stacks.map(({ stack }) => [stack, {}]));
      last = await perform(polls.ENTER_COUNT, { poll, channel, counts }, as(teller, 'teller'));
    }
  return last;
}

async function happen(deed: Deed): Promise<Result<unknown> | null> {
  const { assembly } = at;
  // Of these each switch below takes some.
  const what: string = deed.what;
  switch (what) {
    case 'call':
      return call(deed);
    case 'closeSitting': {
      const sitting = await sittingNow();
      return sitting === null ? null : perform(CLOSE_SITTING, { assembly, sitting });
    }
    case 'openSitting':
      return sit();
    case 'come':
    case 'leave':
      await at.enter([deed.of % 4], deed.what === 'come');
      return null;
    default:
      break;
  }
  const all = await electionsNow();
  const alive = all.filter(({ state }) => state !== 'ended');
  if (alive.length === 0) await begun(deed.with % 2 === 0 ? 'paper' : 'electronic');
  const election = one(alive.length > 0 ? alive : await electionsNow(), deed.of)!.id;
  switch (what) {
    case 'nominate':
      return perform(elections.NOMINATE, {
        ...{ election, person: at.people[deed.with % 4]!, member: at.members[deed.with % 4]! },
        ...{ gender: null, by: null },
      });
    case 'shut':
      return perform(elections.CLOSE_NOMINATIONS, { election });
    case 'ballot':
      // Nominations that are open still are closed, more often than not.
      if (deed.with % 4 > 0) await perform(elections.CLOSE_NOMINATIONS, { election });
      return perform(elections.OPEN_BALLOT, {
        election,
        channel: deed.with % 3 === 0 ? 'paper' : 'electronic',
      });
    case 'declare':
      return perform(elections.DECLARE_ROUND, {
        election,
        ruling: deed.with % 3 === 0 ? { elected: [], ...REASON } : null,
      });
    case 'recount':
      return perform(elections.RECOUNT_ROUND, { election, ...REASON });
    case 'end':
      return perform(elections.END, { election, ...REASON });
    default:
      break;
  }
  const candidate = one(await candidatesOf(election), deed.with)?.id;
  if (candidate !== undefined)
    switch (what) {
      case 'answer':
        return perform(elections.ANSWER, { candidate, accept: deed.with % 4 > 0, told: 'Said so' });
      case 'withdraw':
        return perform(elections.WITHDRAW, { candidate, ...REASON });
      case 'ruleOut':
        return perform(elections.RULE_OUT, { candidate, ...REASON });
      default:
        break;
    }
  const poll = (await pollsOf(election))[0]?.id;
  if (poll === undefined) return null;
  switch (what) {
    case 'cast':
      return cast(poll, deed);
    case 'count':
      return count(poll);
    case 'vote':
      for (const place of [0, 1, 2]) await cast(poll, { ...deed, with: 4 * deed.with + place });
      await count(poll);
      await perform(polls.CLOSE_POLL, { poll });
      return perform(elections.DECLARE_ROUND, { election, ruling: null });
    case 'close':
      return perform(polls.CLOSE_POLL, { poll });
    case 'declarePoll':
      return perform(polls.DECLARE_POLL, { poll, casting: null });
    case 'recountPoll':
      return perform(polls.RECOUNT, { poll, ...REASON });
    case 'annul':
      return perform(polls.ANNUL_POLL, { poll, ...REASON });
    case 'suspend':
      return perform(polls.SUSPEND_POLL, { poll, ...REASON });
    default:
      return null;
  }
}

/** Brings everything to its end, by the acts that chair and secretariat have; gives what would not end, and why. */
async function ending(): Promise<string[]> {
  const stuck: string[] = [];
  const tried = (name: string, result: Result<unknown>): void => {
    if (!result.ok) stuck.push(`${name}: ${result.refusal.code} ${JSON.stringify(result.refusal.facts)}`);
  };
  const all = await electionsNow();
  for (const { id } of all)
    for (const { id: poll, state } of await pollsOf(id))
      if (state !== 'declared' && state !== 'annulled')
        tried(`poll ${state}`, await perform(polls.ANNUL_POLL, { poll, ...REASON }));
  const sitting = await sittingNow();
  if (sitting) tried('sitting', await perform(CLOSE_SITTING, { assembly: at.assembly, sitting }));
  for (const { id } of all) {
    const { state } = (await electionsNow()).find((election) => election.id === id)!;
    if (state !== 'declared' && state !== 'ended')
      tried(`election ${state}`, await perform(elections.END, { election: id, ...REASON }));
  }
  return stuck;
}

test('whatever was done, every election can be brought to its end', async () => {
  /** What came about in all runs: a maze of refusals would prove nothing. */
  const done = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(Deed, { minLength: 20, maxLength: 30 }), async (deeds) => {
      before = (await tx().query('SELECT id FROM election')).map(({ id }: { id: string }) => id);
      await at.enter([0, 1, 2, 3]);
      if ((await sittingNow()) === null) await sit();
      for (const deed of deeds) if ((await happen(deed))?.ok) done.add(deed.what);
      expect(await ending()).toEqual([]);
    }),
    { seed: 1979, numRuns: 8, endOnFailure: true },
  );
  const met = ['ballot', 'cast', 'count', 'close', 'vote', 'recount', 'annul'];
  expect(met.filter((what) => !done.has(what))).toEqual([]);
}, 120_000);
