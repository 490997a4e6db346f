import { currentOf } from '../assemblies/agenda.js';
import type { MotionState } from '../motions/motions.contract.js';
import { overDays } from '../polls/forms.js';
import type { PollView } from '../polls/polls.contract.js';
import { pollsInHall, voting } from '../polls/under-way.js';
import type { FloorView } from './live.contract.js';

/** What the chair has brought before the assembly. */
const BEFORE: readonly MotionState[] = ['debate', 'ready'];

/** When a poll was over: declared, or annulled; null where it is not, or nobody knows any more. */
const overAt = ({ state, declaredAt, closedAt }: PollView): string | null =>
  state === 'declared' ? declaredAt : state === 'annulled' ? closedAt : null;

/**
 * The poll that the hall looks at: the last that was opened of those under way, else the latest that is over, with its result
 * or with why it was annulled. That stays until the chair goes on (another motion comes into debate or becomes ready, an item
 * is taken up, a debate is opened, somebody gets the floor, another poll is opened), so that nobody misses it, and every wall
 * shows the same. A poll that was closed before waits behind it.
 */
export function pollShown(floor: FloorView): PollView | null {
  const { polls, motions, assembly, speakers } = floor;
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
  const begun = [
    currentOf(assembly.items)?.taken.at(-1)?.from,
    speakers?.openedAt,
    speakers?.speeches.at(-1)?.startedAt,
    ...motions
      // What was annulled leaves its motion ready; that it is debated again is another matter.
      .filter(({ id, state }) =>
        id === last?.motion ? last.state === 'annulled' && state === 'debate' : BEFORE.includes(state),
      )
      .map(({ since }) => since),
  ];
  const goneOn = begun.some((moment) => moment !== undefined && moment > ended);
  return last !== null && !goneOn ? last : (pollsInHall({ polls }).at(-1) ?? null);
}
