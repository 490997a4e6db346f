import { agendaOf } from '../../src/assemblies/agenda.store.js';
import { timetable } from '../../src/assemblies/timetable.js';
import { assemblyRoutes as routes } from '../../src/assemblies/assemblies.contract.js';
import { heldAt } from '../../src/assemblies/membership.store.js';
import { debateRoutes } from '../../src/debate/debate.contract.js';
import { applyNews, needsSnapshot } from '../../src/live/floor.js';
import { liveRoutes, liveSockets, type FloorView } from '../../src/live/live.contract.js';
import { motionRoutes } from '../../src/motions/motions.contract.js';
import { pollRoutes } from '../../src/polls/polls.contract.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { register, signedIn } from './convened.js';
import { ballot, hall, opened, type Hall } from './hall.js';
import { openHouse, type TestHouse, type Visitor } from './house.js';

/** An agenda from its first item to the last that is dealt with, over HTTP and the socket. */
let house: TestHouse;
let at: Hall;
let assembly: string;
let secretariat: Visitor;
let stranger: Visitor;
const items = {} as Record<string, string>;

beforeAll(async () => {
  house = await openHouse();
  at = await hall(house, 'plan');
  ({ assembly } = at);
  await register(house, 'secretariat-plan', { office: 'secretariat' });
  secretariat = await signedIn(house, 'secretariat-plan');
  stranger = house.visitor();
});
afterAll(() => house.close());

const add = async (title: string, more: object = {}): Promise<string> => {
  const { item, number } = await secretariat.do(routes.addItem, {
    ...{ assembly, titles: { en: title }, ...more },
  });
  items[title] = item;
  return number;
};
const move = (item: string, parent: string | null, before: string | null = null) =>
  secretariat.ask(routes.moveItem, { assembly, item, parent, before });
const takeUp = (item: string, current: 'dealt_with' | 'left' = 'dealt_with') =>
  at.chair.ask(routes.takeUpItem, { assembly, item, current });
const floor = (who: Visitor = stranger): Promise<FloorView> => who.do(liveRoutes.floor, { assembly });
const lines = async (who: Visitor = secretariat): Promise<string[]> =>
  (await who.do(routes.assembly, { assembly })).items.map(({ number, titles }) => `${number} ${titles.en}`);
const stateOf = async (title: string) =>
  (await floor(secretariat)).assembly.items.find(({ id }) => id === items[title])!;
const news = async (since: number) => {
  const missed = await at.delegates[3]!.emit(liveSockets.follow, { assembly, since });
  if (!missed.ok || missed.value.kind !== 'news') throw new Error('expected news');
  return missed.value.news;
};

test('the secretariat makes a tree, and its numbers follow from it', async () => {
  expect(await add('Opening', { kind: 'procedural', minutes: 10, presenter: 'Ana Silva' })).toBe('1');
  expect(await add('Charter', { kind: 'decision' })).toBe('2');
  expect(await add('Board', { kind: 'election', minutes: 30 })).toBe('3');
  expect(await add('Presentation', { parent: items['Charter'], kind: 'information', minutes: 20 })).toBe(
    '2.1',
  );
  expect(await add('Vote', { parent: items['Charter'], minutes: 15 })).toBe('2.2');
  expect(await add('Articles', { parent: items['Presentation'] })).toBe('2.1.1');
  expect(await add('Article 1', { parent: items['Articles'] })).toBe('2.1.1.1');
  const deeper = { assembly, titles: { en: 'X' }, parent: items['Article 1'] };
  expect(await secretariat.ask(routes.addItem, deeper)).toMatchObject({
    refusal: { code: 'item.too_deep', facts: { depth: 4 } },
  });
  expect(await stateOf('Opening')).toMatchObject({
    ...{ number: '1', kind: 'procedural', minutes: 10, presenter: 'Ana Silva', state: 'planned', taken: [] },
  });
});

test('items are moved with what is under them, never into themselves', async () => {
  expect(await move(items['Board']!, null, items['Opening'])).toMatchObject({ ok: true });
  expect(await lines()).toEqual([
    ...['1 Board', '2 Opening', '3 Charter', '3.1 Presentation', '3.1.1 Articles', '3.1.1.1 Article 1'],
    '3.2 Vote',
  ]);
  expect(await move(items['Articles']!, items['Charter']!, items['Vote'])).toMatchObject({ ok: true });
  expect(await lines()).toContain('3.2.1 Article 1');
  for (const [parent, before, code] of [
    [items['Article 1'], null, 'item.into_itself'],
    [items['Charter'], null, 'item.into_itself'],
    [null, items['Vote'], 'item.not_sibling'],
    ['01900000-0000-7000-8000-000000000000', null, 'item.unknown'],
  ] as const) {
    expect(await move(items['Charter']!, parent ?? null, before)).toMatchObject({ refusal: { code } });
  }
  await move(items['Board']!, null);
  expect((await lines()).at(-1)).toBe('3 Board');
});

test('what is said of an item is changed whole, and the presenter’s name stays out of the record', async () => {
  const change = {
    ...{ assembly, item: items['Opening']!, titles: { en: 'Opening', fr: 'Ouverture' }, minutes: 5 },
    ...{ kind: 'procedural' as const, presenter: 'Olu Bero', internal: false },
  };
  await secretariat.do(routes.changeItem, change);
  expect(await stateOf('Opening')).toMatchObject({ minutes: 5, presenter: 'Olu Bero' });
  const { entries } = await stranger.do(recordRoutes.record, { limit: 200 });
  const told = JSON.stringify(entries.filter(({ type }) => type.startsWith('item.')));
  expect(told).toContain('Ouverture');
  expect(told).not.toMatch(/Olu Bero|Ana Silva/);
});

test('what is under an internal item is seen by those inside alone, and its numbers stay free', async () => {
  await add('In camera', { internal: true, minutes: 40 });
  await add('Salaries', { parent: items['In camera'], minutes: 5 });
  await add('Closing', { minutes: 5 });
  expect(await lines(stranger)).not.toContain('4.1 Salaries');
  expect((await lines(stranger)).slice(-2)).toEqual(['3 Board', '5 Closing']);
  expect(await lines()).toContain('4.1 Salaries');
  const closing = async (who: Visitor) =>
    (await who.do(routes.assembly, { assembly })).items.find(({ id }) => id === items['Closing'])!.unseen;
  expect([await closing(stranger), await closing(secretariat)]).toEqual([45, 0]);
  const pdf = Buffer.from('%PDF-1.7\n(For the board only)\n%%EOF\n').toString('base64');
  const { paper } = await secretariat.do(routes.attachPaper, {
    ...{ assembly, item: items['Salaries']!, name: 'Salaries', pdf },
  });
  expect((await stranger.fetch(`/api/assemblies/${assembly}/papers/${paper}`)).status).toBe(404);
  expect((await secretariat.fetch(`/api/assemblies/${assembly}/papers/${paper}`)).status).toBe(200);
});

test('motions, votes and debates on an internal item are seen, heard and read by those inside alone', async () => {
  const start = await floor();
  const about = { kind: 'text', text: 'Salaries rise by a tenth.' } as const;
  const { motion } = await secretariat.do(motionRoutes.submit, {
    ...{ assembly, titles: { en: 'Salaries' }, about, item: items['Salaries']!, majority: 'ordinary' },
  });
  const { motion: amendment } = await secretariat.do(motionRoutes.submit, {
    ...{ assembly, titles: { en: 'Less' }, about: { kind: 'amendment', to: motion, text: 'By a fifth.' } },
  });
  await secretariat.do(motionRoutes.refuseMotion, { motion: amendment, reason: 'It says more' });
  await secretariat.do(motionRoutes.table, { motion });
  await at.chair.do(debateRoutes.openSpeakers, {
    ...{ assembly, about: { kind: 'motion', motion }, order: [], limit: null, observers: false },
  });
  await at.delegates[0]!.do(debateRoutes.ask, { assembly, stance: 'for', member: null });
  const seen = async (who: Visitor) => {
    const { motions, polls, speakers } = await floor(who);
    return { motions: motions.length, polls: polls.length, waiting: speakers?.waiting.length ?? null };
  };
  await at.chair.do(motionRoutes.ready, { motion });
  const { poll } = await at.chair.do(pollRoutes.open, { motion });
  await at.delegates[0]!.do(pollRoutes.cast, ballot(poll, 1));
  expect(await seen(secretariat)).toEqual({ motions: 2, polls: 1, waiting: 1 });
  expect(await seen(stranger)).toEqual({ motions: 0, polls: 0, waiting: null });
  await at.chair.do(debateRoutes.endSpeakers, { assembly });
  await at.chair.do(pollRoutes.close, { poll });
  await at.chair.do(pollRoutes.declare, { poll });

  const lists = async (who: Visitor) => [
    (await who.do(motionRoutes.motions, { assembly })).motions.length,
    (await who.do(pollRoutes.polls, { assembly })).polls.length,
    (await who.do(debateRoutes.debates, { assembly })).debates.length,
  ];
  expect([await lists(stranger), await lists(secretariat)]).toEqual([
    [0, 0, 0],
    [2, 1, 1],
  ]);
  for (const asked of [
    stranger.ask(motionRoutes.motion, { motion }),
    stranger.ask(pollRoutes.poll, { poll }),
  ])
    expect(await asked).toMatchObject({ ok: false });
  expect(await at.delegates[3]!.ask(pollRoutes.poll, { poll })).toMatchObject({ ok: true });

  // Those inside hear of all of it; everybody else of nothing, over the same numbers.
  const follow = async (who: Visitor) => {
    const missed = await who.emit(liveSockets.follow, { assembly, since: start.number });
    if (!missed.ok || missed.value.kind !== 'news') throw new Error('expected news');
    return missed.value.news;
  };
  const [inside, outside] = [await follow(at.delegates[3]!), await follow(stranger)];
  expect(inside.items.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['motion.submitted', 'speakers.requested', 'poll.opened', 'poll.declared']),
  );
  expect([outside.items, outside.to]).toEqual([[], inside.to]);

  const told = async (who: Visitor) => {
    const { entries } = await who.do(recordRoutes.record, { limit: 200 });
    return JSON.stringify(entries.map(({ bytes }) => bytes));
  };
  expect(await told(secretariat)).toMatch(/Salaries rise/);
  expect(await told(stranger)).not.toMatch(/Salaries|In camera|"entitlement":1,|speakers.requested/);
});

test('who follows by news sees what who reads anew sees: the current item and its times', async () => {
  const start = await floor();
  expect(await takeUp(items['Opening']!)).toMatchObject({ ok: true });
  expect(await stateOf('Opening')).toMatchObject({ state: 'current', taken: [{ until: null }] });
  await takeUp(items['Charter']!, 'left');
  await takeUp(items['Presentation']!, 'left');
  expect(await stateOf('Charter')).toMatchObject({ state: 'dealt_with' });
  await at.chair.do(routes.finishItem, { assembly, item: items['Presentation']! });
  await secretariat.do(routes.takeUpItem, { assembly, item: items['Opening']! });
  await secretariat.do(routes.leaveItem, { assembly, item: items['Opening']! });
  const told = await news(start.number);
  expect(told.items.some(needsSnapshot)).toBe(false);
  const now = await floor();
  expect(applyNews(start, told)!.assembly.items).toEqual(now.assembly.items);
  const opening = now.assembly.items.find(({ id }) => id === items['Opening'])!;
  expect(opening).toMatchObject({ state: 'planned' });
  expect(opening.taken).toHaveLength(2);
  const times = timetable(
    now.assembly,
    now.assembly.items.at(-1)!.taken[0]?.from ?? new Date().toISOString(),
  );
  expect(times.get(items['Presentation']!)!.began).not.toBeNull();
});

test('of what happens to an internal item the public hears only that there is something new', async () => {
  const start = await floor();
  await takeUp(items['Salaries']!);
  await at.chair.do(routes.finishItem, { assembly, item: items['Salaries']! });
  await add('Later', { minutes: 5 });
  const told = await news(start.number);
  expect(told.items.map(({ type, data }) => [type, data])).toEqual([
    ...[
      ['item.taken_up', {}],
      ['item.dealt_with', {}],
      ['item.added', {}],
    ],
  ]);
  expect(told.items.every(needsSnapshot)).toBe(true);
  expect((await floor()).assembly.items.some(({ state }) => state === 'current')).toBe(false);
});

test('one item at a time, and only what is current is finished or left', async () => {
  await takeUp(items['Board']!);
  expect(await takeUp(items['Board']!)).toMatchObject({
    refusal: { code: 'item.wrong_state', facts: { number: '3', state: 'current' } },
  });
  const ends = [routes.finishItem, routes.leaveItem] as const;
  for (const end of ends) {
    expect(await at.chair.ask(end, { assembly, item: items['Closing']! })).toMatchObject({
      refusal: { code: 'item.wrong_state' },
    });
  }
  // Two who press at the same time: one item is current all the same.
  await Promise.all([takeUp(items['Closing']!), takeUp(items['Vote']!), takeUp(items['Later']!)]);
  const { items: all } = await agendaOf(house.source.manager, assembly);
  expect(all.filter(({ state }) => state === 'current')).toHaveLength(1);
  expect(all.flatMap(({ taken }) => taken.filter(({ until }) => until === null))).toHaveLength(1);
});

test('an item is withdrawn with what is under it once its motions are over, and nothing comes under it again', async () => {
  await add('Dues');
  await add('Rates', { parent: items['Dues'] });
  const { motion, label } = await secretariat.do(motionRoutes.submit, {
    ...{ assembly, titles: { en: 'To raise them' }, about: { kind: 'text', text: 'By a tenth.' } },
    ...{ item: items['Rates']!, majority: 'ordinary' },
  });
  const withdraw = { assembly, item: items['Dues']!, reason: 'Not ready' };
  expect(await secretariat.ask(routes.withdrawItem, withdraw)).toMatchObject({
    refusal: { code: 'item.motions_pending', facts: { labels: [label] } },
  });
  await secretariat.do(motionRoutes.withdraw, { motion, reason: 'With its item' });
  const before = await lines();
  await secretariat.do(routes.withdrawItem, withdraw);
  expect(await lines()).toEqual(before);
  expect(await stateOf('Rates')).toMatchObject({ state: 'withdrawn', reason: 'Not ready' });
  expect(await secretariat.ask(routes.withdrawItem, withdraw)).toMatchObject({
    refusal: { code: 'item.wrong_state' },
  });
  expect(await takeUp(items['Rates']!)).toMatchObject({ refusal: { code: 'item.wrong_state' } });
  expect(await move(items['Closing']!, items['Dues']!)).toMatchObject({
    refusal: { code: 'item.wrong_state' },
  });
  const again = secretariat.ask(motionRoutes.submit, {
    ...{ assembly, titles: { en: 'X' }, about: { kind: 'text', text: 'X' }, majority: 'ordinary' },
    item: items['Rates']!,
  });
  expect(await again).toMatchObject({ refusal: { code: 'item.unknown' } });
});

test('the item goes with the sitting and is taken up again in the next; an end comes after its beginning', async () => {
  const poll = await opened(at);
  const { id: sitting } = (await floor()).assembly.sittings.find(({ state }) => state === 'open')!;
  await takeUp(items['Vote']!, 'left');
  await takeUp(items['Articles']!);
  expect(await at.chair.ask(routes.closeSitting, { assembly, sitting })).toMatchObject({
    refusal: { code: 'sitting.poll_open' },
  });
  expect(await stateOf('Articles')).toMatchObject({ state: 'current' });
  await at.chair.do(pollRoutes.annul, { poll, reason: 'To close the sitting' });
  const start = await floor();
  await at.chair.do(routes.closeSitting, { assembly, sitting });
  expect(applyNews(start, await news(start.number))!.assembly).toEqual((await floor()).assembly);
  expect((await stateOf('Articles')).state).toBe('planned');
  expect(await takeUp(items['Vote']!)).toMatchObject({ refusal: { code: 'sitting.none_open' } });
  const plan = (plannedUntil: string) =>
    secretariat.ask(routes.planSitting, {
      ...{ assembly, name: null, plannedFrom: '2026-05-02T08:00:00Z', plannedUntil },
    });
  expect(await plan('2026-05-02T08:00:00Z')).toMatchObject({ refusal: { code: 'sitting.ends_before' } });
  expect(await plan('2026-05-02T10:00:00Z')).toMatchObject({ ok: true });
  expect((await floor()).assembly.sittings[1]).toMatchObject({ plannedUntil: '2026-05-02T10:00:00.000Z' });
});

describe('the plan of a sitting', () => {
  const sittings = async () => (await floor()).assembly.sittings;
  const plan = async (name: string, from: string): Promise<string> => {
    const plannedFrom = `2026-05-${from}:00:00Z`;
    return (await secretariat.do(routes.planSitting, { assembly, name, plannedFrom })).sitting;
  };
  const change = (sitting: string, more: object = {}) =>
    secretariat.ask(routes.changeSitting, {
      ...{ assembly, sitting, name: 'Morning', plannedFrom: null, plannedUntil: null, ...more },
    });
  const cancel = (sitting: string) =>
    secretariat.ask(routes.cancelSitting, { assembly, sitting, reason: 'The hall is taken' });

  test('is corrected, and those who follow are told', async () => {
    const sitting = await plan('Mornign', '03T08');
    const start = await floor();
    const times = { plannedFrom: '2026-05-03T07:00:00.000Z', plannedUntil: '2026-05-03T09:00:00.000Z' };
    expect(await change(sitting, times)).toMatchObject({ ok: true });
    expect((await sittings()).at(-1)).toMatchObject({ id: sitting, name: 'Morning', ...times });
    expect((await news(start.number)).items.some(needsSnapshot)).toBe(true);
    const backwards = await change(sitting, { ...times, plannedUntil: times.plannedFrom });
    expect(backwards).toMatchObject({ refusal: { code: 'sitting.ends_before' } });
  });

  test('is cancelled with a reason: it keeps its number, never opens and is not changed again', async () => {
    const before = await sittings();
    const sitting = await plan('Night', '03T22');
    expect(await cancel(sitting)).toMatchObject({ ok: true });
    expect((await sittings()).at(-1)).toMatchObject({
      ...{ id: sitting, number: before.length + 1, state: 'cancelled', reason: 'The hall is taken' },
    });
    const refused = { refusal: { code: 'sitting.wrong_state', facts: { state: 'cancelled' } } };
    expect(await cancel(sitting)).toMatchObject(refused);
    expect(await change(sitting)).toMatchObject(refused);
    expect(await at.chair.ask(routes.openSitting, { assembly, sitting })).toMatchObject(refused);
    await plan('Dawn', '04T05');
    expect((await sittings()).at(-1)).toMatchObject({ number: before.length + 2 });
  });

  test('is settled once it was opened', async () => {
    const sitting = (await sittings()).at(-1)!.id;
    await at.chair.do(routes.openSitting, { assembly, sitting });
    for (const state of ['open', 'closed']) {
      const refused = { refusal: { code: 'sitting.wrong_state', facts: { state } } };
      expect(await cancel(sitting)).toMatchObject(refused);
      expect(await change(sitting)).toMatchObject(refused);
      if (state === 'open') await at.chair.do(routes.closeSitting, { assembly, sitting });
    }
  });

  test('an assembly whose sittings are closed is over, also where one was cancelled', async () => {
    const over = async () =>
      (await heldAt(house.source.manager, { id: assembly, heldFrom: '2026-05-01' })).overAt !== null;
    expect(await over()).toBe(false);
    for (const { id, state } of await sittings()) if (state === 'planned') await cancel(id);
    expect(await over()).toBe(true);
  });
});

test('a paper is renamed, and withdrawn with a reason: it stays, and readers see that', async () => {
  const pdf = Buffer.from('%PDF-1.7\n(Rates)\n%%EOF\n').toString('base64');
  const item = items['Closing']!;
  const { paper } = await secretariat.do(routes.attachPaper, { assembly, item, name: 'scan_0042', pdf });
  const seen = async () =>
    (await floor()).assembly.items.find(({ id }) => id === item)!.papers.find(({ id }) => id === paper);
  expect(await seen()).toMatchObject({ name: 'scan_0042', withdrawn: null });
  const start = await floor();
  await secretariat.do(routes.renamePaper, { assembly, paper, name: 'Rates for 2027' });
  expect(await seen()).toMatchObject({ name: 'Rates for 2027', withdrawn: null });
  expect((await news(start.number)).items.some(needsSnapshot)).toBe(true);
  await secretariat.do(routes.withdrawPaper, { assembly, paper, reason: 'The year is wrong' });
  expect(await seen()).toMatchObject({ name: 'Rates for 2027', withdrawn: 'The year is wrong' });
  expect((await stranger.fetch(`/api/assemblies/${assembly}/papers/${paper}`)).status).toBe(200);
  const again = { refusal: { code: 'paper.withdrawn', facts: { reason: 'The year is wrong' } } };
  expect(await secretariat.ask(routes.renamePaper, { assembly, paper, name: 'Rates' })).toMatchObject(again);
  expect(await secretariat.ask(routes.withdrawPaper, { assembly, paper, reason: 'Twice' })).toMatchObject(
    again,
  );
});
