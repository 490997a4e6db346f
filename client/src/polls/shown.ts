import { useEffect, useState } from 'react';
import { currentOf } from '../../../src/assemblies/agenda.js';
import type { FloorView } from '../../../src/live/live.contract.js';
import type { PollView } from '../../../src/polls/polls.contract.js';
import { overDays } from '../../../src/polls/forms.js';
import { pollsInHall } from '../../../src/polls/under-way.js';

/** A result that nothing follows makes room for what is before the assembly after this long. */
const RESULT_MS = 15 * 60_000;

/**
 * The poll that the hall looks at: the last that was opened of those under way, else the latest result. A result stays until the chair goes on
 * (another motion comes into debate or leaves it, an item is taken up, a debate is opened, somebody gets the floor), so
 * that nobody misses it.
 */
export function useShown({ polls, motions, assembly, speakers }: FloorView): PollView | null {
  const current = pollsInHall({ polls }).at(-1);
  const latest = polls.find(({ state, form }) => state === 'declared' && !overDays(form)) ?? null;
  const before = motions
    .filter(({ id, state }) => id !== latest?.motion && (state === 'debate' || state === 'ready'))
    .map(({ id, state }) => `${id} ${state}`)
    .sort()
    .join();
  const [since, setSince] = useState({ poll: latest?.id, before });
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  // What was before the assembly when the poll came up is the measure of what has changed since.
  if (since.poll !== latest?.id) setSince({ poll: latest?.id, before });
  if (current) return current;
  if (!latest?.declaredAt) return null;
  const begun = [
    currentOf(assembly.items)?.taken.at(-1)?.from,
    speakers?.openedAt,
    speakers?.speeches.at(-1)?.startedAt,
  ];
  const gone =
    begun.some((moment) => moment !== undefined && moment > latest.declaredAt!) ||
    (since.poll === latest.id && since.before !== before);
  const old = before !== '' && now - Date.parse(latest.declaredAt) > RESULT_MS;
  return gone || old ? null : latest;
}
