import { assemblyRoutes } from '../../src/assemblies/assemblies.contract.js';
import { debateRoutes as routes, type Stance } from '../../src/debate/debate.contract.js';
import { liveRoutes, liveSockets, type FloorView } from '../../src/live/live.contract.js';
import { applyNews } from '../../src/live/floor.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { debates } from '../../src/debate/debate.store.js';
import { hall, opened, type Hall } from './hall.js';
import { openHouse, type TestHouse, type Visitor } from './house.js';

/** A debate with its speakers' list, over HTTP and the socket. */
let house: TestHouse;
let at: Hall;
let assembly: string;
let stranger: Visitor;
beforeAll(async () => {
  house = await openHouse();
  at = await hall(house, 'talk');
  ({ assembly } = at);
  stranger = house.visitor();
});
afterAll(() => house.close());

const ask = (place: number, stance: Stance) =>
  at.delegates[place]!.ask(routes.ask, { assembly, stance, member: null });
const asked = async (place: number, stance: Stance = 'neutral'): Promise<string> => {
  const answer = await ask(place, stance);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value.request;
};
const callUp = async (request: string): Promise<string> =>
  (await at.chair.do(routes.callSpeaker, { assembly, request, reason: null })).speech;
const floor = (who: Visitor = stranger): Promise<FloorView> => who.do(liveRoutes.floor, { assembly });
const end = (speech: string) => at.chair.do(routes.endSpeech, { assembly, speech });

test('nobody asks for the floor before the list is open', async () => {
  expect(await ask(0, 'for')).toMatchObject({ refusal: { code: 'speakers.none' } });
  expect((await floor()).speakers).toBeNull();
});

test('a list is about something of this assembly', async () => {
  const input = { assembly, order: ['alternate' as const], limit: 120, observers: false };
  const other = { kind: 'motion' as const, motion: '01900000-0000-7000-8000-000000000000' };
  expect(await at.chair.ask(routes.openSpeakers, { ...input, about: other })).toMatchObject({
    refusal: { code: 'speakers.about_unknown' },
  });
  const about = { kind: 'motion' as const, motion: await at.motion() };
  await at.chair.do(routes.openSpeakers, { ...input, about });
  expect(await at.chair.ask(routes.openSpeakers, { ...input, about })).toMatchObject({
    refusal: { code: 'speakers.other_open' },
  });
  expect((await floor()).speakers).toMatchObject({ about, state: 'open', limit: 120, waiting: [] });
});

test('who follows by news sees what who reads anew sees, to the name and the millisecond', async () => {
  const start = await floor();
  const first = await asked(0, 'for');
  await asked(1, 'for');
  await asked(2, 'against');
  const speech = await callUp(first);
  const point = await asked(1, 'point_of_order');
  const raised = await callUp(point);
  let now = await floor();
  const kept = now.speakers!.speeches[0]!;
  expect(kept).toMatchObject({ speech, interrupted: true, since: null, endedAt: null });
  await end(raised);
  now = await floor();
  // The remaining time was kept as it was.
  expect(now.speakers!.speeches[0]).toMatchObject({ speech, elapsed: kept.elapsed, interrupted: false });
  expect(now.speakers!.waiting.map(({ speaker, stance }) => [speaker, stance])).toEqual([
    ['Delegate of talk-2', 'for'],
    ['Delegate of talk-3', 'against'],
  ]);
  const missed = await at.delegates[3]!.emit(liveSockets.follow, { assembly, since: start.number });
  if (!missed.ok || missed.value.kind !== 'news') throw new Error('expected news');
  expect(Math.abs(Date.parse(missed.value.now) - Date.now())).toBeLessThan(60_000);
  const told = applyNews(start, missed.value.news)!;
  expect(told.speakers).toEqual(now.speakers);
  await end(speech);
});

test('after one for it is the turn of one against; out of turn has a reason', async () => {
  const { waiting } = (await floor()).speakers!;
  const [late, against] = waiting.map(({ request }) => request);
  expect(await at.chair.ask(routes.callSpeaker, { assembly, request: late!, reason: null })).toMatchObject({
    refusal: { code: 'speakers.out_of_turn', facts: { name: 'Member 3' } },
  });
  const speech = await callUp(against!);
  expect(await at.chair.ask(routes.callSpeaker, { assembly, request: late!, reason: 'x' })).toMatchObject({
    refusal: { code: 'speakers.speaking' },
  });
  await end(speech);
});

test('the list is closed, a request withdrawn and another struck off', async () => {
  const own = await asked(2, 'neutral');
  await at.chair.do(routes.closeSpeakers, { assembly });
  expect(await ask(0, 'against')).toMatchObject({ refusal: { code: 'speakers.closed' } });
  const withdraw = (place: number) =>
    at.delegates[place]!.ask(routes.withdrawRequest, { assembly, request: own });
  expect(await withdraw(0)).toMatchObject({ refusal: { code: 'speakers.not_waiting' } });
  expect(await withdraw(2)).toMatchObject({ ok: true });
  const { waiting } = (await floor()).speakers!;
  expect(waiting).toHaveLength(1);
  await at.chair.do(routes.strike, { assembly, request: waiting[0]!.request, reason: 'Left the hall' });
  expect((await floor()).speakers!.waiting).toEqual([]);
});

test('whoever has no device is put down by hand', async () => {
  await at.chair.do(routes.reopenSpeakers, { assembly });
  const { credentials } = await at.chair.do(assemblyRoutes.credentials, { assembly });
  const { id } = credentials.find(({ organisation }) => organisation.id === 'talk-6')!;
  await at.chair.do(routes.enterRequest, { assembly, credential: id, stance: 'neutral' });
  expect((await floor()).speakers!.waiting).toMatchObject([{ speaker: 'Delegate of talk-6' }]);
});

test('an appeal is settled by a vote that it cites', async () => {
  const { appeal } = await at.delegates[0]!.do(routes.appeal, {
    ...{ assembly, about: 'The point of order was not one', member: null },
  });
  expect((await floor()).appeals).toMatchObject([{ appeal, speaker: 'Delegate of talk-1' }]);
  const poll = await opened(at);
  const settle = (cited: string) =>
    at.chair.ask(routes.settleAppeal, { assembly, appeal, outcome: 'overruled' as const, poll: cited });
  expect(await settle('01900000-0000-7000-8000-000000000000')).toMatchObject({
    refusal: { code: 'poll.unknown' },
  });
  expect(await settle(poll)).toMatchObject({ ok: true });
  expect((await floor()).appeals).toEqual([]);
});

test('what was said of whom stays: the debates with their speeches, and names only as long as they may', async () => {
  await at.chair.do(routes.endSpeakers, { assembly });
  expect((await floor()).speakers).toBeNull();
  const seen = await stranger.do(routes.debates, { assembly });
  expect(seen.debates).toHaveLength(1);
  expect(seen.debates[0]!.speeches.map(({ speaker, stance }) => [speaker, stance])).toEqual([
    ['Delegate of talk-1', 'for'],
    ['Delegate of talk-2', 'point_of_order'],
    ['Delegate of talk-3', 'against'],
  ]);
  expect(seen.appeals).toMatchObject([{ outcome: 'overruled' }]);
  expect(await debates(house.source.manager, 'talk-nowhere', new Set())).toEqual({
    debates: [],
    appeals: [],
  });
  const { entries } = await stranger.do(recordRoutes.record, { limit: 200 });
  const requests = entries.filter(({ type }) => type === 'speakers.requested');
  expect(requests).toHaveLength(6);
  expect(JSON.stringify(requests)).not.toContain('Delegate of');
});
