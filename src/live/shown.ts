import { currentOf } from '../assemblies/agenda.js';
import type { MotionState } from '../motions/motions.contract.js';
import { overDays } from '../polls/forms.js';
import type { PollView } from '../polls/polls.contract.js';
import { pollsInHall, voting } from '../polls/under-way.js';
import type { FloorView } from './live.contract.js';

/** What the chair has brought before the assembly. */
const BEFORE: readonly MotionState[] = ['debate', 'ready'];

/**
 * The poll that the hall looks at: the last that was opened of those under way, else the latest result. A result stays until
 * the chair goes on (another motion comes into debate or becomes ready, an item is taken up, a debate is opened, somebody
 * gets the floor, another poll is opened), so that nobody misses it, and every wall shows the same. A poll that was closed before
 * waits behind it.
 */
export function pollShown(floor: FloorView): PollView | null {
  const { polls, motions, assembly, speakers } = floor;
  const result = polls
    .filter(({ state, form, declaredAt }) => state === 'declared' && declaredAt !== null && !overDays(form))
    .reduce<PollView | null>(
      (last, one) => (last === null || one.declaredAt! > last.declaredAt! ? one : last),
      null,
    );
  const declaredAt = result?.declaredAt ?? '';
  const current = pollsInHall({ polls }).findLast(
    ({ state, closedAt }) => voting({ state }) || closedAt === null || closedAt > declaredAt,
  );
  if (current) return current;
  const begun = [
    currentOf(assembly.items)?.taken.at(-1)?.from,
    speakers?.openedAt,
    speakers?.speeches.at(-1)?.startedAt,
    ...motions
      .filter(({ id, state }) => id !== result?.motion && BEFORE.includes(state))
      .map(({ since }) => since),
  ];
  const goneOn = begun.some((moment) => moment !== undefined && moment > declaredAt);
  return result !== null && !goneOn ? result : (pollsInHall({ polls }).at(-1) ?? null);
}
