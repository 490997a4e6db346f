import { sceneAfter, show } from '../../src/assemblies/hall.js';
import type { SceneView, Showing } from '../../src/assemblies/assemblies.contract.js';

const AT = '2026-11-23T10:00:00.000Z';
const LATER = '2026-11-23T11:00:00.000Z';
const pause = (more: object = {}): Showing => ({ scene: 'pause', sentence: null, until: null, ...more });

const decided = (showing: Showing, state: { historical?: boolean; scene?: SceneView['scene'] | null } = {}) =>
  show({ historical: false, scene: null, ...state }, { assembly: 'oslo', show: showing }, { at: AT });

test.each<[string, Showing, object, object[]]>([
  ['a welcome', { scene: 'welcome' }, {}, [{ scene: 'welcome', sentence: null, until: null }]],
  ['the agenda', { scene: 'agenda' }, {}, [{ scene: 'agenda', sentence: null, until: null }]],
  [
    'the agenda once more',
    { scene: 'agenda' },
    { scene: 'agenda' },
    [{ scene: 'agenda', sentence: null, until: null }],
  ],
  ['a pause of which nothing is said', pause(), {}, [{ scene: 'pause', sentence: null, until: null }]],
  [
    'a pause with a sentence and its end',
    pause({ sentence: 'Lunch in the foyer', until: '2026-11-23T12:00:00+01:00' }),
    {},
    [{ scene: 'pause', sentence: 'Lunch in the foyer', until: LATER }],
  ],
  [
    'the floor again',
    { scene: 'floor' },
    { scene: 'pause' },
    [{ scene: 'floor', sentence: null, until: null }],
  ],
  ['the floor, which has it', { scene: 'floor' }, {}, []],
])('%s is put on the hall screen', (_, showing, state, events) => {
  expect(decided(showing, state)).toMatchObject({ ok: true, value: events.map((data) => ({ data })) });
});

test.each<[string, Showing, object, object]>([
  ['a pause that is over', pause({ until: AT }), {}, { code: 'hall.until_past', facts: { until: AT } }],
  ['a screen of the past', { scene: 'agenda' }, { historical: true }, { code: 'hall.historical' }],
])('%s is refused', (_, showing, state, refusal) => {
  expect(decided(showing, state)).toMatchObject({ ok: false, refusal });
});

test('a scene stands from when it was put there, and the floor is none', () => {
  const said = { sentence: null, until: LATER };
  expect(sceneAfter({ scene: 'pause', ...said }, AT)).toEqual({ scene: 'pause', ...said, since: AT });
  expect(sceneAfter({ scene: 'floor', sentence: null, until: null }, AT)).toBeNull();
});
