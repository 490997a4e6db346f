import { assemblyRoutes as routes, type Showing } from '../../src/assemblies/assemblies.contract.js';
import { applyNews } from '../../src/live/floor.js';
import { liveRoutes, liveSockets, type FloorView, type News } from '../../src/live/live.contract.js';
import { onWall } from '../../src/live/shown.js';
import { pollRoutes } from '../../src/polls/polls.contract.js';
import { recordRoutes } from '../../src/record/record.contract.js';
import { register, signedIn } from './convened.js';
import { hall, type Hall } from './hall.js';
import { openHouse, value, type TestHouse, type Visitor } from './house.js';

/** What the chair and the secretariat put on the hall screen, and what the floor puts above it. */
const assembly = 'wall-2026';
const UNTIL = '2099-05-01T12:00:00.000Z';
let house: TestHouse;
let at: Hall;
let motion: string;
let secretariat: Visitor;
/** A screen in the hall: nobody is signed in there. */
let screen: Visitor;
let floor: FloorView;
const heard: News[] = [];
let told: () => void = () => undefined;

beforeAll(async () => {
  house = await openHouse();
  at = await hall(house, 'wall');
  motion = await at.motion();
  await register(house, 'secretary', { office: 'secretariat' });
  secretariat = await signedIn(house, 'secretary');
  screen = house.visitor();
  floor = await screen.do(liveRoutes.floor, { assembly });
  await screen.connect();
  screen.live.on('news', (one: News) => {
    heard.push(one);
    told();
  });
  const followed = value(await screen.emit(liveSockets.follow, { assembly, since: floor.number }));
  if (followed.kind === 'news') heard.unshift(followed.news);
});
afterAll(() => house.close());

const show = (who: Visitor, showing: Showing) => who.ask(routes.show, { assembly, show: showing });

/** The screen as it is once it has heard of what was done before, by nothing but news. */
async function onScreen(): Promise<FloorView> {
  const snapshot = await house.visitor().do(liveRoutes.floor, { assembly });
  for (;;) {
    while (heard.length > 0) floor = applyNews(floor, heard.shift()!)!;
    if (floor.number >= snapshot.number) break;
    await new Promise<void>((resolve) => (told = resolve));
  }
  expect(floor.assembly.scene).toEqual(snapshot.assembly.scene);
  return floor;
}

test('the chair puts a pause on the wall, with a sentence and its end', async () => {
  expect(await show(at.chair, { scene: 'pause', sentence: 'Coffee upstairs', until: UNTIL })).toMatchObject({
    ok: true,
  });
  expect(onWall(await onScreen())).toMatchObject({
    is: 'scene',
    scene: { scene: 'pause', sentence: 'Coffee upstairs', until: UNTIL },
  });
});

test('a pause that would be over is refused, and nobody else has the wall', async () => {
  const past = '2020-05-01T12:00:00.000Z';
  expect(await show(at.chair, { scene: 'pause', sentence: null, until: past })).toMatchObject({
    refusal: { code: 'hall.until_past', facts: { until: past } },
  });
  expect(await show(at.delegates[0]!, { scene: 'agenda' })).toMatchObject({ ok: false });
  expect(await show(house.visitor(), { scene: 'agenda' })).toMatchObject({ ok: false });
  expect(onWall(await onScreen())).toMatchObject({ scene: { scene: 'pause' } });
});

test('the secretariat puts the agenda there in its place; a vote stands above it, and its result', async () => {
  expect(await show(secretariat, { scene: 'agenda' })).toMatchObject({ ok: true });
  expect(onWall(await onScreen())).toMatchObject({
    scene: { scene: 'agenda', sentence: null, until: null },
  });
  const { poll } = await at.chair.do(pollRoutes.open, { motion });
  expect(onWall(await onScreen())).toMatchObject({ is: 'polls', polls: [{ id: poll }] });
  await at.chair.do(pollRoutes.close, { poll });
  await at.chair.do(pollRoutes.declare, { poll });
  expect(onWall(await onScreen())).toMatchObject({ is: 'polls', polls: [{ id: poll }] });
  expect(await show(at.chair, { scene: 'welcome' })).toMatchObject({ ok: true });
  expect(onWall(await onScreen())).toMatchObject({ scene: { scene: 'welcome' } });
});

test('the floor has the wall again, and the record has what stood there', async () => {
  expect(await show(at.chair, { scene: 'floor' })).toMatchObject({ ok: true });
  expect(await show(at.chair, { scene: 'floor' })).toMatchObject({ ok: true });
  expect((await onScreen()).assembly.scene).toBeNull();
  const { entries } = await house.visitor().do(recordRoutes.record, {
    ...{ subject: `assembly:${assembly}`, limit: 200 },
  });
  const shown = entries
    .filter(({ type }) => type === 'hall.shown')
    .map(({ bytes }) => (JSON.parse(bytes!) as { data: { scene: string } }).data.scene);
  expect(shown).toEqual(['floor', 'welcome', 'agenda', 'pause']);
});
