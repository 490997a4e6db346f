import type { Subject } from '../basics/event.js';
import { never, ok, refuse, type Result } from '../basics/result.js';
import type { Outcome } from '../polls/polls.contract.js';
import type { MotionAbout, MotionsEvent, MotionState } from './motions.contract.js';

/** A motion as decisions see it. */
export interface Motion {
  readonly id: string;
  readonly assembly: string;
  readonly number: number;
  readonly about: MotionAbout;
  readonly versionHash: string | null;
  readonly majority: string;
  readonly state: MotionState;
}

/** From which states an act leads where. What is not here is refused. */
const TRANSITIONS = {
  table: { from: ['submitted'], to: 'tabled' },
  refuse: { from: ['submitted', 'tabled'], to: 'inadmissible' },
  debate: { from: ['tabled', 'ready'], to: 'debate' },
  ready: { from: ['tabled', 'debate'], to: 'ready' },
  withdraw: { from: ['submitted', 'tabled', 'debate', 'ready'], to: 'withdrawn' },
  vote: { from: ['ready'], to: 'voting' },
  settle: { from: ['voting'], to: 'adopted' },
} as const satisfies Record<string, { from: readonly MotionState[]; to: MotionState }>;

export type Step = keyof typeof TRANSITIONS;

/** Refusal: `motion.wrong_state` {state, wanted}. */
export function may(motion: Motion, step: Step): Result<null> {
  const { from } = TRANSITIONS[step];
  return (from as readonly MotionState[]).includes(motion.state)
    ? ok(null)
    : refuse('motion.wrong_state', { state: motion.state, wanted: [...from] });
}

const subjectOf = (motion: Motion): Subject => ({
  assembly: motion.assembly,
  motion: motion.id,
  ...(motion.about.kind === 'stage' && { instrument: motion.about.instrument }),
});

/** Tables a motion. Refusals: `motion.wrong_state`, `motion.language_missing` {languages}. */
export function table(
  motion: Motion,
  { demanded, there }: { demanded: readonly string[]; there: readonly string[] },
): Result<MotionsEvent[]> {
  const allowed = may(motion, 'table');
  if (!allowed.ok) return allowed;
  const missing = demanded.filter((lang) => !there.includes(lang));
  if (missing.length > 0) return refuse('motion.language_missing', { languages: missing });
  return ok([{ type: 'motion.tabled', subject: subjectOf(motion), data: { motion: motion.id } }]);
}

/** Rules a motion inadmissible, opens or closes its debate, withdraws it. */
export function step(
  motion: Motion,
  to: 'refuse' | 'debate' | 'ready' | 'withdraw',
  { reason }: { reason: string },
): Result<MotionsEvent[]> {
  const allowed = may(motion, to);
  if (!allowed.ok) return allowed;
  const subject = subjectOf(motion);
  switch (to) {
    case 'refuse':
      return ok([{ type: 'motion.inadmissible', subject, data: { motion: motion.id, reason } }]);
    case 'debate':
      return ok([{ type: 'motion.debated', subject, data: { motion: motion.id } }]);
    case 'ready':
      return ok([{ type: 'motion.readied', subject, data: { motion: motion.id } }]);
    case 'withdraw':
      return ok([{ type: 'motion.withdrawn', subject, data: { motion: motion.id, reason } }]);
    default:
      return never(to);
  }
}

/** A poll opens on the motion. */
export function toVoting(motion: Motion, poll: string): Result<MotionsEvent[]> {
  const allowed = may(motion, 'vote');
  if (!allowed.ok) return allowed;
  return ok([
    { type: 'motion.voting', subject: { ...subjectOf(motion), poll }, data: { motion: motion.id, poll } },
  ]);
}

/** What a declared outcome makes of the motion. A void vote and a tie that stands decide nothing: it is ready again. */
export function settle(
  motion: Motion,
  { poll, outcome, decision }: { poll: string; outcome: Outcome; decision: number | null },
): Result<MotionsEvent[]> {
  const allowed = may(motion, 'settle');
  if (!allowed.ok) return allowed;
  const subject = { ...subjectOf(motion), poll };
  const data = { motion: motion.id, poll };
  switch (outcome) {
    case 'adopted':
      return ok([{ type: 'motion.adopted', subject, data: { ...data, decision: decision! } }]);
    case 'rejected':
      return ok([{ type: 'motion.rejected', subject, data }]);
    case 'void':
    case 'tie':
      return ok([{ type: 'motion.returned', subject, data }]);
    default:
      return never(outcome);
  }
}

/** The state after an event; null where the event cannot follow (an illegal record). */
export function evolve(motion: Motion, event: MotionsEvent): Motion | null {
  const to = (via: Step, state: MotionState): Motion | null =>
    may(motion, via).ok ? { ...motion, state } : null;
  switch (event.type) {
    case 'motion.submitted':
      return null;
    case 'motion.tabled':
      return to('table', 'tabled');
    case 'motion.inadmissible':
      return to('refuse', 'inadmissible');
    case 'motion.debated':
      return to('debate', 'debate');
    case 'motion.readied':
      return to('ready', 'ready');
    case 'motion.withdrawn':
      return to('withdraw', 'withdrawn');
    case 'motion.voting':
      return to('vote', 'voting');
    case 'motion.adopted':
      return to('settle', 'adopted');
    case 'motion.rejected':
      return to('settle', 'rejected');
    case 'motion.returned':
      return to('settle', 'ready');
    default:
      return never(event);
  }
}
