import type { Actor, Context } from '../basics/event.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { atDesk } from '../access/access.js';
import { atStage, silenceOf, type Instrument, type Silence } from './instrument.js';
import type { SilenceEvent } from './silence.contract.js';

/** What is asked before somebody objects: the members of the body whose silence it is, and those for which they speak. */
export interface Objecting {
  readonly instrument: Instrument;
  readonly members: readonly string[];
  readonly speaksFor: readonly string[];
}

/**
 * Objects for a member while silence runs: it no longer approves, and the stage waits for a vote.
 * Refusals: those of `speaking`, `objection.twice`.
 */
export function objectTo(
  objecting: Objecting,
  { stage, member, reason }: { stage: string; member: string; reason: string },
  context: Pick<Context, 'at' | 'actor'>,
): Result<SilenceEvent[]> {
  const silence = speaking(objecting, { stage, member }, context);
  if (!silence.ok) return silence;
  const { round, objections } = silence.value;
  if (objections.includes(member)) return refuse('objection.twice');
  return ok([
    {
      type: 'stage.objected',
      subject: { instrument: objecting.instrument.id },
      data: { stage, round, member, reason },
    },
  ]);
}

/** Takes an objection back while silence would still run; without any other, it runs again. Refusals: those of `speaking`, `objection.none`. */
export function withdrawObjection(
  objecting: Objecting,
  { stage, member }: { stage: string; member: string },
  context: Pick<Context, 'at' | 'actor'>,
): Result<SilenceEvent[]> {
  const silence = speaking(objecting, { stage, member }, context);
  if (!silence.ok) return silence;
  const { round, objections } = silence.value;
  if (!objections.includes(member)) return refuse('objection.none');
  return ok([
    {
      type: 'stage.objection_withdrawn',
      subject: { instrument: objecting.instrument.id },
      data: { stage, round, member },
    },
  ]);
}

/**
 * The silence in which somebody speaks for a member; the secretariat enters what came by post, by the day in UTC.
 * Refusals: `objection.no_member`, those of `atStage`, `stage.not_silent` {label}, `stage.silence_over` {until}.
 */
function speaking(
  { instrument, members, speaksFor }: Objecting,
  { stage, member }: { stage: string; member: string },
  { at, actor }: { at: string; actor: Actor },
): Result<Silence> {
  if (!members.includes(member) || (!atDesk(actor) && !speaksFor.includes(member)))
    return refuse('objection.no_member');
  const found = atStage(instrument, stage);
  if (!found.ok) return found;
  const silence = silenceOf(instrument);
  if (!silence) return refuse('stage.not_silent', { label: found.value.label });
  const { until } = silence;
  return until !== null && at.slice(0, 10) > until ? refuse('stage.silence_over', { until }) : ok(silence);
}
