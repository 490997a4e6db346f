import type { FloorView } from '../../src/live/live.contract.js';
import { onWall, pollShown } from '../../src/live/shown.js';

const at = (minute: number): string => `2026-05-01T09:${String(minute).padStart(2, '0')}:00.000Z`;

interface Poll {
  readonly opened: number;
  readonly closed?: number;
  readonly declared?: number;
  readonly state: 'open' | 'suspended' | 'closed' | 'declared' | 'annulled' | 'recounting';
  readonly form?: 'count' | 'correspondence';
}

/** A floor with polls on motions of the same name, of which the first is the latest. */
function floor({
  polls,
  motions = {},
  item = null,
  debate = null,
  speech = null,
  call = null,
  scene = null,
}: {
  polls: Readonly<Record<string, Poll>>;
  motions?: Readonly<Record<string, readonly [state: string, since: number]>>;
  item?: number | null;
  debate?: number | null;
  speech?: number | null;
  call?: 'running' | 'closed' | null;
  scene?: readonly [scene: 'welcome' | 'agenda' | 'pause', since: number] | null;
}): FloorView {
  return {
    polls: Object.entries(polls).map(([id, one]) => ({
      ...{ id, motion: id, state: one.state, form: one.form ?? 'count', openedAt: at(one.opened) },
      closedAt: one.closed === undefined ? null : at(one.closed),
      declaredAt: one.declared === undefined ? null : at(one.declared),
    })),
    motions: Object.entries(motions).map(([id, [state, since]]) => ({ id, state, since: at(since) })),
    assembly: {
      items: item === null ? [] : [{ id: 'i', state: 'current', taken: [{ from: at(item), to: null }] }],
      quorumCall: call && { state: call },
      scene: scene && { scene: scene[0], since: at(scene[1]) },
    },
    speakers:
      debate === null
        ? null
        : { openedAt: at(debate), speeches: speech === null ? [] : [{ startedAt: at(speech) }] },
  } as unknown as FloorView;
}

const declared: Poll = { opened: 1, closed: 2, declared: 3, state: 'declared' };

describe('what the hall looks at', () => {
  test.each<[string, Parameters<typeof floor>[0], string | null]>([
    ['nothing, before any poll', { polls: {} }, null],
    ['a poll that is open', { polls: { a: { opened: 4, state: 'open' }, b: declared } }, 'a'],
    [
      'the last that was opened',
      { polls: { a: { opened: 4, state: 'open' }, b: { opened: 5, state: 'open' } } },
      'b',
    ],
    ['one that is suspended', { polls: { a: { opened: 4, state: 'suspended' } } }, 'a'],
    ['one that was closed', { polls: { a: { opened: 4, closed: 5, state: 'closed' }, b: declared } }, 'a'],
    [
      'one that is counted anew',
      { polls: { a: { opened: 1, closed: 2, state: 'recounting' }, b: declared } },
      'b',
    ],
    [
      'a result, though another poll was closed before it',
      { polls: { a: { opened: 1, closed: 2, state: 'closed' }, b: declared } },
      'b',
    ],
    ['a result', { polls: { a: declared } }, 'a'],
    ['the later of two results', { polls: { a: declared, b: { ...declared, declared: 9 } } }, 'b'],
    ['no result of a poll over days', { polls: { a: { ...declared, form: 'correspondence' } } }, null],
    [
      'a result, while another motion has been in debate before',
      { polls: { a: declared }, motions: { b: ['debate', 2] } },
      'a',
    ],
    [
      'a result, while what it amended is ready again by it',
      { polls: { a: declared }, motions: { b: ['ready', 3] } },
      'a',
    ],
    [
      'no result once another motion comes into debate',
      { polls: { a: declared }, motions: { b: ['debate', 4] } },
      null,
    ],
    [
      'no result once another motion is ready',
      { polls: { a: declared }, motions: { b: ['ready', 4] } },
      null,
    ],
    [
      'a result, when a motion is submitted or tabled',
      { polls: { a: declared }, motions: { b: ['submitted', 8], c: ['tabled', 9] } },
      'a',
    ],
    ['no result once an item is taken up', { polls: { a: declared }, item: 4 }, null],
    ['a result on the item that was taken up before', { polls: { a: declared }, item: 2 }, 'a'],
    ['no result once a debate is opened', { polls: { a: declared }, debate: 4 }, null],
    ['no result once somebody gets the floor', { polls: { a: declared }, debate: 1, speech: 4 }, null],
    [
      'a closed poll that waited, once the chair has gone on',
      { polls: { a: { opened: 1, closed: 2, state: 'closed' }, b: declared }, item: 4 },
      'a',
    ],
    ['that a poll was annulled', { polls: { a: { opened: 1, closed: 2, state: 'annulled' } } }, 'a'],
    [
      'that a poll was annulled, rather than the result before it',
      { polls: { a: { opened: 4, closed: 5, state: 'annulled' }, b: declared } },
      'a',
    ],
    [
      'that a poll was annulled, whose motion is ready again by it',
      {
        polls: { a: { opened: 1, closed: 2, state: 'annulled' } },
        motions: { a: ['ready', 3], b: ['ready', 1] },
      },
      'a',
    ],
    [
      'nothing of an annulled poll whose motion is debated again',
      { polls: { a: { opened: 1, closed: 2, state: 'annulled' } }, motions: { a: ['debate', 4] } },
      null,
    ],
    [
      'nothing of an annulled poll once somebody gets the floor',
      { polls: { a: { opened: 1, closed: 2, state: 'annulled' } }, debate: 1, speech: 4 },
      null,
    ],
    [
      'nothing of a poll that was annulled nobody knows when',
      { polls: { a: { opened: 1, state: 'annulled' } } },
      null,
    ],
  ])('%s', (_, given, expected) => {
    expect(pollShown(floor(given))?.id ?? null).toBe(expected);
  });
});

describe('what the wall shows', () => {
  const open: Poll = { opened: 4, state: 'open' };
  const told = (given: Parameters<typeof floor>[0]): string => {
    const shown = onWall(floor(given));
    if (shown.is === 'polls') return shown.polls.map(({ id }) => id).join(' ');
    return shown.is === 'scene' ? shown.scene.scene : shown.is === 'motion' ? shown.motion.id : shown.is;
  };
  test.each<[string, Parameters<typeof floor>[0], string]>([
    ['the item, where nothing else is before the assembly', { polls: {} }, 'item'],
    ['a motion that is before it', { polls: {}, motions: { b: ['ready', 2] } }, 'b'],
    ['the debate', { polls: {}, motions: { b: ['debate', 2] }, debate: 2 }, 'debate'],
    ['a scene that was put there after them', { polls: {}, debate: 2, scene: ['pause', 3] }, 'pause'],
    [
      'a scene before the motion',
      { polls: {}, motions: { b: ['ready', 2] }, scene: ['agenda', 3] },
      'agenda',
    ],
    ['the motion once it is ready', { polls: {}, motions: { b: ['ready', 4] }, scene: ['agenda', 3] }, 'b'],
    ['the debate once it is opened', { polls: {}, debate: 4, scene: ['pause', 3] }, 'debate'],
    ['the debate once it goes on', { polls: {}, debate: 2, speech: 4, scene: ['pause', 3] }, 'debate'],
    ['the item once it is taken up', { polls: {}, item: 4, scene: ['welcome', 3] }, 'item'],
    ['the agenda with the item that is taken up', { polls: {}, item: 4, scene: ['agenda', 3] }, 'agenda'],
    ['a poll above a scene', { polls: { a: open }, scene: ['pause', 9] }, 'a'],
    [
      'all polls above a scene',
      { polls: { b: { ...open, opened: 5 }, a: open }, scene: ['pause', 9] },
      'a b',
    ],
    [
      'a poll that waits to be declared above a scene',
      { polls: { a: { opened: 1, closed: 2, state: 'closed' } }, scene: ['welcome', 9] },
      'a',
    ],
    [
      'a poll that waited behind a result, once a scene has passed over that',
      { polls: { a: { opened: 1, closed: 2, state: 'closed' }, b: declared }, scene: ['welcome', 9] },
      'a',
    ],
    ['a called quorum above a scene', { polls: {}, call: 'running', scene: ['pause', 9] }, 'quorum_call'],
    ['a called quorum above a result', { polls: { a: declared }, call: 'running' }, 'quorum_call'],
    ['a poll above a called quorum', { polls: { a: open }, call: 'running' }, 'a'],
    ['a scene after a called quorum', { polls: {}, call: 'closed', scene: ['pause', 1] }, 'pause'],
    ['a result above a scene from before', { polls: { a: declared }, scene: ['pause', 2] }, 'a'],
    [
      'a scene with which the chair passed over the result',
      { polls: { a: declared }, scene: ['pause', 4] },
      'pause',
    ],
    [
      'a scene from before, once the floor has passed over the result, no more',
      { polls: { a: declared }, motions: { b: ['debate', 5] }, scene: ['pause', 2] },
      'b',
    ],
  ])('%s', (_, given, expected) => {
    expect(told(given)).toBe(expected);
  });
});
