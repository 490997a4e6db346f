import type { FloorView, News, NewsItem } from './live.contract.js';
import type { MotionState, MotionView } from '../motions/motions.contract.js';
import type { PollView, ResultView } from '../polls/polls.contract.js';
import type { QuorumView } from '../assemblies/assemblies.contract.js';

/**
 * Folds news into the floor, in the client and in tests. News that does not continue the floor's number gives null:
 * the client then asks `follow` for what it missed. News that is already in the floor changes nothing.
 */
export function applyNews(floor: FloorView, news: News): FloorView | null {
  if (news.assembly !== floor.assembly.id) return floor;
  if (news.to <= floor.number) return floor;
  if (news.from > floor.number) return null;
  const next = news.items
    .filter((item) => item.number >= floor.number)
    .reduce((state, item) => applyItem(state, item), floor);
  return { ...next, number: news.to };
}

/** One piece of news. What this version does not know changes nothing. */
export function applyItem(floor: FloorView, { type, data, subject, at }: NewsItem): FloorView {
  switch (type) {
    case 'quorum.changed':
      return { ...floor, assembly: { ...floor.assembly, quorum: data as unknown as QuorumView } };
    case 'sitting.opened':
      return sitting(floor, data['sitting'], { state: 'open', openedAt: at });
    case 'sitting.closed':
      return sitting(floor, data['sitting'], { state: 'closed', closedAt: at });
    case 'poll.opened':
      return opened(floor, { data, subject, at });
    case 'poll.turnout':
      return poll(floor, data['poll'], { cast: data['cast'] as number });
    case 'poll.closed':
      return poll(floor, data['poll'], { state: 'closed', closedAt: at, cast: data['cast'] as number });
    case 'poll.declared':
      return poll(floor, data['poll'], {
        state: 'declared',
        declaredAt: at,
        result: data['result'] as unknown as ResultView,
        decision: data['decision'] as number | null,
      });
    case 'motion.adopted':
      return motion(floor, data['motion'], { state: 'adopted', decision: data['decision'] as number });
    default: {
      const state = MOTION_STATES[type];
      return state ? motion(floor, data['motion'], { state }) : floor;
    }
  }
}

const MOTION_STATES: Readonly<Record<string, MotionState>> = {
  'motion.tabled': 'tabled',
  'motion.inadmissible': 'inadmissible',
  'motion.debated': 'debate',
  'motion.readied': 'ready',
  'motion.voting': 'voting',
  'motion.rejected': 'rejected',
  'motion.returned': 'ready',
  'motion.withdrawn': 'withdrawn',
};

/** News of these types changes what the floor holds beyond what they carry: the client reads the snapshot again. */
export const NEEDS_SNAPSHOT: ReadonlySet<string> = new Set([
  'motion.submitted',
  'sitting.planned',
  'item.added',
  'paper.attached',
]);

function sitting(
  floor: FloorView,
  id: unknown,
  change: Partial<FloorView['assembly']['sittings'][number]>,
): FloorView {
  const sittings = floor.assembly.sittings.map((one) => (one.id === id ? { ...one, ...change } : one));
  return { ...floor, assembly: { ...floor.assembly, sittings } };
}

function poll(floor: FloorView, id: unknown, change: Partial<PollView>): FloorView {
  return { ...floor, polls: floor.polls.map((one) => (one.id === id ? { ...one, ...change } : one)) };
}

function motion(floor: FloorView, id: unknown, change: Partial<MotionView>): FloorView {
  return { ...floor, motions: floor.motions.map((one) => (one.id === id ? { ...one, ...change } : one)) };
}

function opened(
  floor: FloorView,
  { data, subject, at }: Pick<NewsItem, 'data' | 'subject' | 'at'>,
): FloorView {
  const id = data['poll'] as string;
  if (floor.polls.some((one) => one.id === id)) return floor;
  const about = floor.motions.find((one) => one.id === data['motion']);
  if (!about) return floor;
  const fresh: PollView = {
    id,
    assembly: subject['assembly'] ?? floor.assembly.id,
    motion: about.id,
    number: data['number'] as number,
    titles: about.titles,
    state: 'open',
    versionHash: data['versionHash'] as string | null,
    ruleSet: data['ruleSet'] as string,
    majority: data['majority'] as PollView['majority'],
    majorityName: data['majorityName'] as string,
    mayChange: data['mayChange'] as boolean,
    rollHash: data['rollHash'] as string,
    unit: data['unit'] as string,
    entitled: data['entitled'] as PollView['entitled'],
    represented: data['represented'] as PollView['represented'],
    cast: 0,
    openedAt: at,
    closedAt: null,
    declaredAt: null,
    result: null,
    decision: null,
  };
  return { ...floor, polls: [fresh, ...floor.polls] };
}
