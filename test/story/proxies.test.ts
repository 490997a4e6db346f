import { assemblyRoutes } from '../../src/assemblies/assemblies.contract.js';
import { pollRoutes } from '../../src/polls/polls.contract.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { ballot, hall, opened, type Hall } from './hall.js';
import { register, signedIn } from './convened.js';
import { openHouse, type TestHouse, type Visitor } from './house.js';

const SECRET = 'Vote against, whatever is said in the corridors';

/** A member that is not there gives one motion to one colleague, with an instruction. */
let house: TestHouse;
let at: Hall;
let secretariat: Visitor;
let motion: string;
beforeAll(async () => {
  house = await openHouse();
  at = await hall(house, 'scoped');
  await register(house, 'secretary', { office: 'secretariat' });
  secretariat = await signedIn(house, 'secretary');
  motion = await at.motion();
});
afterAll(() => house.close());

const give = (scope: object | null, holder = 1) =>
  secretariat.ask(assemblyRoutes.registerProxy, {
    ...{ assembly: at.assembly, grantor: at.members[5]!, holder: at.people[holder]!, instruction: SECRET },
    scope: scope as never,
  });
const held = async (poll: string) =>
  (await at.delegates[1]!.do(pollRoutes.hand, { poll })).entitlements.map((one) => one.entitlement);

test('a scope is of this assembly', async () => {
  expect(await give({ kind: 'motion', motion: at.members[0]! })).toMatchObject({
    refusal: { code: 'proxy.scope_unknown' },
  });
  expect(await give({ kind: 'motion', motion })).toMatchObject({ ok: true });
  expect(await give({ kind: 'motion', motion })).toMatchObject({ refusal: { code: 'proxy.exists' } });
});

test('the holder casts it on that motion, and on no other', async () => {
  const { poll } = await at.chair.do(pollRoutes.open, { motion });
  expect(await held(poll)).toEqual([2, 6]);
  const other = await opened(at);
  expect(await held(other)).toEqual([2]);
  const { poll: view } = await house.visitor().do(pollRoutes.poll, { poll });
  expect(view.represented.members).toBe(6);
});

test('a grantor who arrives takes the vote of that poll back', async () => {
  const { polls } = await house.visitor().do(pollRoutes.polls, { assembly: at.assembly });
  const poll = polls.find((one) => one.motion === motion)!.id;
  await at.enter([5]);
  expect(await held(poll)).toEqual([2]);
  const own = await at.delegates[5]!.do(pollRoutes.hand, { poll });
  expect(own.entitlements).toMatchObject([{ entitlement: 6, byProxy: false }]);
});

test('whoever has voted in person and leaves is not voted for again by the proxy', async () => {
  const { polls } = await house.visitor().do(pollRoutes.polls, { assembly: at.assembly });
  const poll = polls.find((one) => one.motion === motion)!.id;
  const byProxy = () => at.delegates[1]!.ask(pollRoutes.cast, ballot(poll, 6, { choice: 'against' }));
  await at.enter([5], false);
  expect(await byProxy()).toMatchObject({ ok: true });
  await at.enter([5]);
  await at.delegates[5]!.do(pollRoutes.cast, ballot(poll, 6, { replaces: 1 }));
  await at.enter([5], false);
  expect(await held(poll)).toEqual([2, 6]);
  expect(
    await at.delegates[1]!.ask(pollRoutes.cast, ballot(poll, 6, { choice: 'against', replaces: 2 })),
  ).toMatchObject({ refusal: { code: 'ballot.in_person' } });
  // Back again, the member itself may still change its vote.
  await at.enter([5]);
  await at.delegates[5]!.do(pollRoutes.cast, ballot(poll, 6, { choice: 'abstain', replaces: 2 }));
});

test('the instruction is read by the holder and the secretariat alone', async () => {
  const mine = async (who: Visitor) =>
    (await who.do(assemblyRoutes.myProxies, { assembly: at.assembly })).proxies;
  expect(await mine(at.delegates[1]!)).toMatchObject([
    { instruction: SECRET, scope: { kind: 'motion', motion }, state: 'registered' },
  ]);
  expect(await mine(at.delegates[5]!)).toEqual([]);
  const desk = async (who: Visitor) => {
    const { proxies } = await who.do(assemblyRoutes.credentials, { assembly: at.assembly });
    return proxies.find((one) => one.scope !== null)!.instruction;
  };
  expect(await desk(secretariat)).toBe(SECRET);
  expect(await desk(at.chair)).toBeNull();
  for (const who of [secretariat, at.chair, house.visitor()]) {
    const record = await who.do(recordRoutes.record, { type: 'proxy.registered', limit: 200 } as never);
    expect(JSON.stringify(record)).not.toContain('corridors');
  }
});

test('a proxy that is revoked while the poll is open is cast no more; what was cast stands until the grantor comes', async () => {
  const fresh = await hall(house, 'revoked', { changeOfVote: false });
  const poll = await opened(fresh);
  const ask = (place: number, more: object = {}) =>
    fresh.delegates[place]!.ask(pollRoutes.cast, ballot(poll, 5, more));
  const revoke = async () => {
    const { proxies } = await secretariat.do(assemblyRoutes.credentials, { assembly: fresh.assembly });
    const { id } = proxies.find(({ state }) => state === 'registered')!;
    await secretariat.do(assemblyRoutes.revokeProxy, {
      ...{ assembly: fresh.assembly, proxy: id, reason: 'Lost trust' },
    });
  };
  const mine = async (place: number) =>
    (await fresh.delegates[place]!.do(pollRoutes.hand, { poll })).entitlements.map((one) => one.entitlement);
  expect(await mine(0)).toEqual([1, 5]);
  expect(await ask(0, { choice: 'against' })).toMatchObject({ ok: true });
  await revoke();
  expect(await mine(0)).toEqual([1]);
  expect(await ask(0, { choice: 'for', replaces: 1 })).toMatchObject({ refusal: { code: 'roll.not_yours' } });
  await fresh.enter([4]);
  expect(await ask(4, { choice: 'for', replaces: 1 })).toMatchObject({ value: { revision: 2 } });
  const { result } = await fresh.chair.do(pollRoutes.close, { poll });
  expect(result.totals!.members).toEqual({ for: 1, against: 0, abstain: 0 });
  const { entries } = await house.visitor().do(recordRoutes.record, { subject: `poll:${poll}`, limit: 200 });
  const hands = entries.filter(({ type }) => type === 'poll.hand_moved').toReversed();
  expect(hands.map(({ bytes }) => (JSON.parse(bytes!) as { data: object }).data)).toMatchObject([
    { from: fresh.people[0], to: null, byProxy: true },
    { from: null, to: fresh.people[4], replacesProxy: true },
  ]);
});

test('a revoked proxy is the holder’s no more, and its reason is kept', async () => {
  const { proxies } = await secretariat.do(assemblyRoutes.credentials, { assembly: at.assembly });
  const { id } = proxies.find((one) => one.scope !== null)!;
  const reason = 'The member came itself';
  await secretariat.do(assemblyRoutes.revokeProxy, { assembly: at.assembly, proxy: id, reason });
  expect(await at.delegates[1]!.do(assemblyRoutes.myProxies, { assembly: at.assembly })).toEqual({
    proxies: [],
  });
  const after = await secretariat.do(assemblyRoutes.credentials, { assembly: at.assembly });
  expect(after.proxies.find((one) => one.id === id)).toMatchObject({ state: 'revoked', reason });
  // What was revoked may be given again.
  expect(await give({ kind: 'motion', motion })).toMatchObject({ ok: true });
});
