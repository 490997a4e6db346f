import type { Context } from '../basics/event.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { atDesk } from '../access/access.js';
import type { CorrigendumState, DraftingEvent } from './drafting.contract.js';

/** What decisions on a corrigendum look at. */
export interface Corrigendum {
  readonly version: string;
  readonly instrument: string;
  readonly number: number;
  readonly until: string;
  readonly state: CorrigendumState;
  /** The members that objected. */
  readonly objections: readonly string[];
}

/**
 * Objects for a member; one objection keeps a corrigendum from standing. `members`: those of the body; `speaksFor`: those for
 * which a person who is not the secretariat may speak. Refusals: `corrigendum.settled`, `corrigendum.too_late` {until},
 * `corrigendum.no_member`, `corrigendum.objected_twice`.
 */
export function object(
  {
    corrigendum,
    members,
    speaksFor,
  }: { corrigendum: Corrigendum; members: readonly string[]; speaksFor: readonly string[] },
  { member, reason }: { member: string; reason: string },
  { at, actor }: Context,
): Result<DraftingEvent[]> {
  const { version, instrument, number, state, until, objections } = corrigendum;
  if (!members.includes(member) || (!atDesk(actor) && !speaksFor.includes(member)))
    return refuse('corrigendum.no_member');
  if (state === 'stands') return refuse('corrigendum.settled');
  if (at >= until) return refuse('corrigendum.too_late', { until });
  if (objections.includes(member)) return refuse('corrigendum.objected_twice');
  return ok([
    {
      type: 'corrigendum.objected',
      subject: { instrument },
      data: { version, number, member, reason },
    },
  ]);
}

/**
 * A corrigendum stands once its date has passed without an objection. Refusals: `corrigendum.settled`,
 * `corrigendum.objected`, `corrigendum.running` {until}.
 */
export function settle(
  { version, instrument, number, state, until }: Corrigendum,
  { at }: Pick<Context, 'at'>,
): Result<DraftingEvent[]> {
  if (state === 'stands') return refuse('corrigendum.settled');
  if (state === 'objected') return refuse('corrigendum.objected');
  if (at < until) return refuse('corrigendum.running', { until });
  return ok([{ type: 'corrigendum.stood', subject: { instrument }, data: { version, number } }]);
}
