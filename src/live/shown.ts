import { currentOf } from '../assemblies/agenda.js';
import type { QuorumCallView, SceneView } from '../assemblies/assemblies.contract.js';
import type { SpeakersView } from '../debate/debate.contract.js';
import type { MotionState, MotionView } from '../motions/motions.contract.js';
import { overDays } from '../polls/forms.js';
import type { PollView } from '../polls/polls.contract.js';
import { pollsInHall, underWay, voting } from '../polls/under-way.js';
import type { FloorView } from './live.contract.js';

/** What the chair has brought before the assembly. */
const BEFORE: readonly MotionState[] = ['debate', 'ready'];

/** When a poll was over: declared, or annulled; null where it is not, or nobody knows any more. */
const overAt = ({ state, declaredAt, closedAt }: PollView): string | null =>
  state === 'declared' ? declaredAt : state === 'annulled' ? closedAt : null;

/** When something began on the floor with which the chair went on. */
const begun = ({ assembly, speakers }: FloorView): (string | undefined)[] => [
  currentOf(assembly.items)?.taken.at(-1)?.from,
  speakers?.openedAt,
  speakers?.speeches.at(-1)?.startedAt,
];

/**
 * The poll that the hall looks at: the last that was opened of those under way, else the latest that is over, with its result
 * or with why it was annulled. That stays until the chair goes on (another motion comes into debate or becomes ready, an item
 * is taken up, a debate is opened, somebody gets the floor, another poll is opened), so that nobody misses it, and every wall
 * shows the same. A poll that was closed before waits behind it.
 */
export function pollShown(floor: FloorView): PollView | null {
  const { polls, motions } = floor;
  let last: PollView | null = null;
  let ended = '';
  for (const one of polls) {
    const at = overAt(one);
    if (at !== null && at > ended && !overDays(one.form)) [last, ended] = [one, at];
  }
  const current = pollsInHall({ polls }).findLast(
    ({ state, closedAt }) => voting({ state }) || closedAt === null || closedAt > ended,
  );
  if (current) return current;
  const later = [
    ...begun(floor),
    ...motions
      // What was annulled leaves its motion ready; that it is debated again is another matter.
      .filter(({ id, state }) =>
        id === last?.motion ? last.state === 'annulled' && state === 'debate' : BEFORE.includes(state),
      )
      .map(({ since }) => since),
  ];
  const goneOn = later.some((moment) => moment !== undefined && moment > ended);
  return last !== null && !goneOn ? last : (pollsInHall({ polls }).at(-1) ?? null);
}

/** The motion that the assembly is at: that of the debate, else one of the current item, else the first before it. */
export function motionAt({ motions, speakers, assembly }: FloorView): MotionView | null {
  const about = speakers?.about;
  if (about) return about.kind === 'motion' ? (motions.find(({ id }) => id === about.motion) ?? null) : null;
  const before = motions.filter(({ state }) => BEFORE.includes(state));
  const item = currentOf(assembly.items)?.id;
  return before.find((one) => item !== undefined && one.item === item) ?? before[0] ?? null;
}

/** What the hall screen shows. */
export type OnWall =
  | { readonly is: 'quorum_call'; readonly call: QuorumCallView }
  /** Those under way in the order in which they were opened, or the one that is over. */
  | { readonly is: 'polls'; readonly polls: readonly PollView[] }
  | { readonly is: 'scene'; readonly scene: SceneView }
  | { readonly is: 'debate'; readonly list: SpeakersView; readonly motion: MotionView | null }
  | { readonly is: 'motion'; readonly motion: MotionView }
  | { readonly is: 'item' };

/**
 * What the hall screen shows: a vote under way, a called quorum, then a result or a scene, whichever came last, then what is before
 * the assembly. A scene stands until something begins on the floor (a motion comes into debate or becomes ready, a debate is opened,
 * somebody gets the floor, an item is taken up, which the agenda only tells), and while a vote or a call stands above it.
 */
export function onWall(floor: FloorView): OnWall {
  const { assembly, speakers } = floor;
  const poll = pollShown(floor);
  if (poll && underWay(poll)) {
    const several = pollsInHall(floor);
    return { is: 'polls', polls: several.length > 1 ? several : [poll] };
  }
  const { quorumCall: call, scene } = assembly;
  if (call?.state === 'running') return { is: 'quorum_call', call };
  const over = poll && overAt(poll);
  const passed = over !== null && scene !== null && scene.since > over;
  if (poll && !passed) return { is: 'polls', polls: [poll] };
  // One that was closed before waited behind the result.
  const waiting = pollsInHall(floor);
  if (waiting.length > 0) return { is: 'polls', polls: waiting };
  if (scene && !takenBack(floor, scene)) return { is: 'scene', scene };
  const motion = motionAt(floor);
  if (speakers) return { is: 'debate', list: speakers, motion };
  return motion ? { is: 'motion', motion } : { is: 'item' };
}

/** Whether something has begun on the floor after a scene was put on the wall. */
function takenBack(floor: FloorView, { scene, since }: SceneView): boolean {
  const [item, ...debate] = begun(floor);
  const brought = floor.motions.filter(({ state }) => BEFORE.includes(state)).map((one) => one.since);
  return [...(scene === 'agenda' ? [] : [item]), ...debate, ...brought].some(
    (moment) => moment !== undefined && moment > since,
  );
}
