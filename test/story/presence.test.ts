import { assemblyRoutes } from '../../src/assemblies/assemblies.contract.js';
import { QuorumClock } from '../../src/assemblies/presence.clock.js';
import { presenceRoutes as routes } from '../../src/assemblies/presence.contract.js';
import { liveRoutes, liveSockets, type FloorView, type News } from '../../src/live/live.contract.js';
import { applyNews } from '../../src/live/floor.js';
import { peopleRoutes } from '../../src/people/people.contract.js';
import { pollRoutes } from '../../src/polls/polls.contract.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { issue, register, signedIn } from './convened.js';
import { hall, opened, type Hall } from './hall.js';
import { openHouse, value, type TestHouse, type Visitor } from './house.js';

/** Who is here: by what is scanned at the door, and by a quorum call. */
let house: TestHouse;
let secretariat: Visitor;
beforeAll(async () => {
  house = await openHouse();
  await register(house, 'secretary', { office: 'secretariat' });
  secretariat = await signedIn(house, 'secretary');
});
afterAll(() => house.close());

const seatOf = (credential: string, seat: string) => ({ credential, seat, badge: null });
const credentialsOf = async ({ assembly }: Hall) =>
  (await secretariat.do(assemblyRoutes.credentials, { assembly })).credentials;

describe('the door', () => {
  let at: Hall;
  beforeAll(async () => {
    at = await hall(house, 'door', { present: [] });
  });
  const scan = (code: string, present = true) =>
    secretariat.ask(routes.checkIn, { assembly: at.assembly, code, present });
  const seats = async (...labels: { place: number; seat: string | null; badge: string | null }[]) => {
    const all = await credentialsOf(at);
    return secretariat.ask(routes.seat, {
      assembly: at.assembly,
      seats: labels.map(({ place, ...rest }) => ({ credential: all[place]!.id, ...rest })),
    });
  };

  test('knows a slip by its QR code, its typed code, and does not use it up', async () => {
    const [slip] = await issue(house, { assembly: at.assembly, people: [at.people[0]!] });
    expect(await scan(slip!.url)).toMatchObject({
      value: {
        people: [{ name: 'Delegate of door-1', organisation: 'Member 1', role: 'delegate' }],
        already: false,
        // With the fifth member's proxy.
        quorum: { present: '2', byProxy: 1 },
      },
    });
    expect(await scan(slip!.code.toLowerCase().replaceAll('-', ' '))).toMatchObject({
      value: { already: true },
    });
    expect(await scan(slip!.code, false)).toMatchObject({ value: { quorum: { present: '0' } } });
    await house.visitor().do(peopleRoutes.signInBySlip, {
      code: slip!.code,
    });
    expect(await scan(slip!.code)).toMatchObject({ ok: true });
  });

  test('knows a badge and a seat, whoever came, left and returned', async () => {
    expect(
      await seats({ place: 1, seat: 'B 12', badge: 'D-002' }, { place: 2, seat: 'É 13', badge: null }),
    ).toMatchObject({ ok: true });
    expect(await scan('d-002')).toMatchObject({ value: { quorum: { present: '3' } } });
    expect(await scan('B 12', false)).toMatchObject({ value: { quorum: { present: '2' } } });
    expect(await scan('b 12')).toMatchObject({ value: { quorum: { present: '3' } } });
    expect(await scan('é 13')).toMatchObject({ value: { quorum: { present: '4' } } });
    const { entries } = await house.visitor().do(recordRoutes.record, {
      ...{ subject: `assembly:${at.assembly}`, limit: 200 },
    });
    const moves = entries.map(({ type }) => type).filter((type) => type.startsWith('presence.'));
    expect(moves).toEqual([
      ...['presence.entered', 'presence.entered', 'presence.left', 'presence.entered'],
      ...['presence.entered', 'presence.left', 'presence.entered'],
    ]);
  });

  test('a seat and a badge are one person’s; what nobody has is told', async () => {
    expect(await seats({ place: 3, seat: 'b 12', badge: null })).toMatchObject({
      refusal: { code: 'credential.seat_taken' },
    });
    expect(await seats({ place: 3, seat: null, badge: 'd-002' })).toMatchObject({
      refusal: { code: 'credential.badge_taken' },
    });
    expect(await scan('Z 99')).toMatchObject({ refusal: { code: 'presence.code_unknown' } });
    const other = await hall(house, 'elsewhere', { present: [] });
    const [slip] = await issue(house, { assembly: other.assembly, people: [other.people[0]!] });
    expect(await scan(slip!.code)).toMatchObject({ refusal: { code: 'presence.code_unknown' } });
  });
});

test('at their seats, where the rules say so: the seat must be the own one, and whoever leaves says no seat', async () => {
  const at = await hall(house, 'seated', { presence: 'seat', present: [] });
  const { assembly } = at;
  const own = (place: number, present: boolean, seat: string | null = null) =>
    at.delegates[place]!.ask(assemblyRoutes.declarePresence, { assembly, present, seat });
  expect(await own(0, true, 'A 1')).toMatchObject({ refusal: { code: 'presence.no_seat' } });
  const all = await credentialsOf(at);
  await secretariat.do(routes.seat, {
    ...{ assembly, seats: [0, 1].map((place) => seatOf(all[place]!.id, `A ${place + 1}`)) },
  });
  expect(await own(0, true, 'A 2')).toMatchObject({ refusal: { code: 'presence.seat_wrong' } });
  expect(await own(0, true)).toMatchObject({ refusal: { code: 'presence.seat_wrong' } });
  expect(await own(0, true, 'a 1')).toMatchObject({ value: { quorum: { present: '2', byProxy: 1 } } });
  expect(await own(1, true, 'A 2')).toMatchObject({ value: { quorum: { present: '3' } } });
  expect(await own(0, false)).toMatchObject({ value: { quorum: { present: '1' } } });
  const floor = await at.delegates[1]!.do(liveRoutes.floor, { assembly });
  expect(floor).toMatchObject({ presenceMode: 'seat', present: true });
});

test('the quorum is a series: each change with the entries that brought it about', async () => {
  const at = await hall(house, 'series', { present: [] });
  const { assembly } = at;
  const series = async () => (await house.visitor().do(routes.quorumSeries, { assembly })).points;
  const before = (await series()).length;
  await at.enter([0, 1]);
  // Away and back within a moment: no change is lost.
  await at.enter([1], false);
  await at.enter([1, 2]);
  const points = (await series()).slice(before);
  expect(points.map(({ quorum }) => quorum.present)).toEqual(['3', '2', '4']);
  expect(points.map(({ quorum }) => quorum.reached)).toEqual([true, false, true]);
  expect(points.map(({ evidence }) => evidence.map(({ type, count }) => [type, count]))).toEqual([
    [['presence.entered', 2]],
    [['presence.left', 1]],
    [['presence.entered', 2]],
  ]);
  expect(points[0]!.quorum.steps[0]).toMatchObject({ code: 'quorum.members', facts: { needed: '3' } });
  const [{ entry, evidence }] = points as [(typeof points)[number]];
  const told = await house.visitor().do(recordRoutes.entry, { number: entry });
  expect(told.type).toBe('quorum.changed');
  const cause = await house.visitor().do(recordRoutes.entry, { number: evidence[0]!.entry });
  expect([cause.type, cause.at]).toEqual(['presence.entered', told.at]);
  expect(points.map(({ at: moment }) => moment)).toEqual(points.map(({ at: moment }) => moment).toSorted());
});

describe('a quorum call', () => {
  let at: Hall;
  let call: string;
  const { assembly } = { assembly: 'call-2026' };
  const confirm = (place: number) => at.delegates[place]!.ask(routes.confirm, { assembly, call });
  const latest = async (who: Visitor = house.visitor()) => who.do(routes.quorumCall, { assembly });
  const start = async () => (await at.chair.do(routes.callQuorum, { assembly, seconds: 900 })).call;
  /** As if the time were over: the server compares this moment with its clock. */
  const passTime = () =>
    house.source.query(`UPDATE quorum_call SET ends_at = '2020-01-01' WHERE state = 'running'`);

  beforeAll(async () => {
    at = await hall(house, 'call');
  });

  test('is told to everybody at once, and runs alone', async () => {
    const watcher = house.visitor();
    const floor = await watcher.do(liveRoutes.floor, { assembly });
    await watcher.connect();
    // Heard from before the answer, which brings what was still on its way when the floor was read.
    const news: News[] = [];
    const heard = new Promise<void>((resolve) =>
      watcher.live.on('news', (one: News) => {
        news.push(one);
        if (one.items.some(({ type }) => type === 'quorum.called')) resolve();
      }),
    );
    const followed = value(await watcher.emit(liveSockets.follow, { assembly, since: floor.number }));
    call = await start();
    await heard;
    const told = [...(followed.kind === 'news' ? [followed.news] : []), ...news].reduce(
      (so: FloorView, one) => applyNews(so, one)!,
      floor,
    );
    expect(told.assembly.quorumCall).toMatchObject({ id: call, state: 'running', outcome: null });
    expect(await at.chair.ask(routes.callQuorum, { assembly, seconds: 60 })).toMatchObject({
      refusal: { code: 'quorum_call.running' },
    });
  });

  test('is confirmed with one tap by who is here', async () => {
    expect(await latest(at.delegates[0]!)).toMatchObject({ mine: false });
    expect(await confirm(0)).toMatchObject({ ok: true });
    expect(await confirm(0)).toMatchObject({ ok: true });
    expect(await latest(at.delegates[0]!)).toMatchObject({ mine: true, call: { confirmed: 1 } });
    expect(await confirm(5)).toMatchObject({ refusal: { code: 'quorum_call.not_present' } });
  });

  test('does not end before its time', async () => {
    expect(await house.app.get(QuorumClock).endDue()).toBe(0);
    expect(await latest()).toMatchObject({ call: { state: 'running' } });
  });

  test('is over by the server’s clock: a late confirmation is refused even before the house has ended it', async () => {
    await passTime();
    const [late, ended] = await Promise.all([confirm(1), house.app.get(QuorumClock).endDue()]);
    expect(late).toMatchObject({ refusal: { code: 'quorum_call.over' } });
    expect(ended).toBeLessThanOrEqual(1);
    await house.app.get(QuorumClock).endDue();
    // The first delegate confirmed, and holds the fifth member's proxy.
    expect(await latest()).toMatchObject({
      call: { state: 'ended', confirmed: 1, outcome: { present: '2', byProxy: 1, reached: false } },
    });
  });

  test('left nobody out by itself; the chair records the silent as absent, and hands move', async () => {
    const view = await house.visitor().do(assemblyRoutes.assembly, { assembly });
    expect(view.quorum).toMatchObject({ present: '5' });
    const closed = await at.chair.do(routes.closeCall, { assembly, call, absent: true });
    expect(closed).toMatchObject({ absent: 3, quorum: { present: '2', reached: false } });
    expect(await latest()).toMatchObject({ call: { state: 'closed', absent: 3 } });
    expect(await at.chair.ask(routes.closeCall, { assembly, call, absent: true })).toMatchObject({
      refusal: { code: 'quorum_call.closed' },
    });
    const motion = await at.motion();
    expect(await at.chair.ask(pollRoutes.open, { motion })).toMatchObject({
      refusal: { code: 'quorum.missing' },
    });
  });

  test('closed without that changes nobody’s presence', async () => {
    await at.enter([1, 2, 3]);
    call = await start();
    const closed = await at.chair.do(routes.closeCall, { assembly, call, absent: false });
    expect(closed).toMatchObject({ absent: 0, quorum: { present: '5' } });
    expect(await latest()).toMatchObject({ call: { state: 'closed', absent: null, confirmed: 0 } });
    expect(await opened(at)).toBeTruthy();
  });
});
