import type { FloorView } from '../../src/live/live.contract.js';
import { pollShown } from '../../src/live/shown.js';

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
}: {
  polls: Readonly<Record<string, Poll>>;
  motions?: Readonly<Record<string, readonly [state: string, since: number]>>;
  item?: number | null;
  debate?: number | null;
  speech?: number | null;
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
