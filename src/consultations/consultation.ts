import { canonical } from '../basics/canonical.js';
import type { Context } from '../basics/event.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { currentStage, holdStage, type Instrument } from '../instruments/instrument.js';
import type { InstrumentsEvent } from '../instruments/instruments.contract.js';
import { inTurn } from '../polls/reminder.js';
import { checkRemind } from './invitation.js';
import type { RoundEvent, RoundPhase, Visibility } from './consultations.contract.js';

/** A consultation: a round of comments on one version. What decisions on it look at. */
export interface Round {
  readonly id: string;
  readonly instrument: string;
  readonly version: number;
  readonly body: string;
  /** The stage that waits for it. */
  readonly stage: string | null;
  readonly visibility: Visibility;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly closed: boolean;
  /** Those that are invited. */
  readonly members: readonly string[];
  /** Standing comments without a disposition. */
  readonly unanswered: number;
}

export const subjectOf = ({ id, instrument }: Pick<Round, 'id' | 'instrument'>) => ({
  consultation: id,
  instrument,
});

export function phaseOf(
  { opensAt, closesAt, closed }: Pick<Round, 'opensAt' | 'closesAt' | 'closed'>,
  at: string,
): RoundPhase {
  if (closed) return 'closed';
  if (at < opensAt) return 'planned';
  return at < closesAt ? 'open' : 'due';
}

/** Tells the stage until when it waits (null: the round is closed), and for how many answers. */
const told = (
  { id, instrument, stage }: Pick<Round, 'id' | 'instrument' | 'stage'>,
  waits: { until: string | null; unanswered: number },
): InstrumentsEvent[] =>
  stage === null
    ? []
    : [{ type: 'stage.consulted', subject: { instrument }, data: { stage, round: id, ...waits } }];

export interface Opening {
  readonly body: string;
  readonly version: number;
  readonly stage: string | null;
  readonly visibility: Visibility;
  readonly opensAt: string | null;
  readonly closesAt: string;
  readonly note: string | null;
  readonly classes: readonly string[] | null;
  readonly members: readonly string[] | null;
  readonly remind: readonly number[];
}

/**
 * Opens a round. Refusals: `version.unknown` {number}, `version.text_unknown` {number}, those of `checkStage` and
 * `checkRemind`, `consultation.dates`, `consultation.member_unknown`, `consultation.nobody`.
 */
export function openRound(
  { instrument, members }: { instrument: Instrument; members: readonly { id: string; class: string }[] },
  opening: Opening,
  { at, id }: Context,
): Result<RoundEvent[]> {
  const { body, stage, visibility, closesAt, note } = opening;
  const version = instrument.versions.find(({ number }) => number === opening.version);
  if (!version) return refuse('version.unknown', { number: opening.version });
  if (version.hash === null) return refuse('version.text_unknown', { number: version.number });
  const fits = checkStage(instrument, opening);
  if (!fits.ok) return fits;
  const opensAt = opening.opensAt !== null && opening.opensAt > at ? opening.opensAt : at;
  if (closesAt <= opensAt) return refuse('consultation.dates');
  const reminders = checkRemind(opening.remind, { opensAt, closesAt });
  if (!reminders.ok) return reminders;
  const invited = invitedOf(members, opening);
  if (!invited.ok) return invited;
  const round = { id: id(), instrument: instrument.id, stage };
  return ok([
    {
      type: 'consultation.opened',
      subject: { ...subjectOf(round), body },
      data: {
        ...{ consultation: round.id, instrument: instrument.id, version: version.number, hash: version.hash },
        ...{ body, stage, visibility, opensAt, closesAt, note },
        ...{ invited: invited.value.length, remind: inTurn(opening.remind) },
      },
      blobs: { members: canonical([...invited.value]) },
    },
    ...told(round, { until: closesAt, unanswered: 0 }),
  ]);
}

/** Refusals: `stage.unknown`, `consultation.stage_kind` {label}, `stage.not_current` {label}, `stage.other_body` {label}. */
function checkStage(instrument: Instrument, { stage, body }: Opening): Result<null> {
  if (stage === null) return ok(null);
  const found = instrument.stages.find(({ id }) => id === stage);
  if (!found) return refuse('stage.unknown');
  if (found.kind !== 'consult') return refuse('consultation.stage_kind', { label: found.label });
  const current = currentStage(instrument);
  if (current?.id !== stage) return refuse('stage.not_current', { label: current?.label ?? '' });
  return found.body === body ? ok(null) : refuse('stage.other_body', { label: found.label });
}

function invitedOf(
  members: readonly { id: string; class: string }[],
  { classes, members: chosen }: Pick<Opening, 'classes' | 'members'>,
): Result<string[]> {
  const known = new Set(members.map(({ id }) => id));
  if (chosen?.some((id) => !known.has(id))) return refuse('consultation.member_unknown');
  const invited = members
    .filter((one) => classes === null || classes.includes(one.class))
    .filter((one) => chosen === null || chosen.includes(one.id))
    .map(({ id }) => id);
  return invited.length === 0 ? refuse('consultation.nobody') : ok(invited.toSorted());
}

/** Refusal: `consultation.closed`. */
const running = (round: Round): Result<Round> => (round.closed ? refuse('consultation.closed') : ok(round));

/** A later date. Refusals: `consultation.closed`, `consultation.not_later` {closesAt}. */
export function extend(
  round: Round,
  { closesAt, reason }: { closesAt: string; reason: string },
  { at }: Pick<Context, 'at'>,
): Result<RoundEvent[]> {
  const still = running(round);
  if (!still.ok) return still;
  if (closesAt <= round.closesAt || closesAt <= at)
    return refuse('consultation.not_later', { closesAt: round.closesAt });
  return ok([
    {
      type: 'consultation.extended',
      subject: subjectOf(round),
      data: { consultation: round.id, closesAt, reason },
    },
    ...told(round, { until: closesAt, unanswered: 0 }),
  ]);
}

/**
 * Closes a round: because its date has come (reason null), or before with the reason. From then on everybody sees the
 * comments. Refusals: `consultation.closed`, `consultation.not_due` {closesAt}.
 */
export function close(
  round: Round,
  { reason }: { reason: string | null },
  { at }: Pick<Context, 'at'>,
): Result<RoundEvent[]> {
  const still = running(round);
  if (!still.ok) return still;
  if (reason === null && at < round.closesAt)
    return refuse('consultation.not_due', { closesAt: round.closesAt });
  const { unanswered } = round;
  return ok([
    {
      type: 'consultation.closed',
      subject: subjectOf(round),
      data: { consultation: round.id, reason, unanswered },
    },
    ...told(round, { until: null, unanswered }),
  ]);
}

/**
 * Passes the stage of a round on `day`, once every comment is answered. Refusals: `consultation.no_stage`, those of
 * `holdStage`.
 */
export function conclude(
  round: Round,
  instrument: Instrument,
  { day }: { day: string },
): Result<RoundEvent[]> {
  const { stage, version } = round;
  return stage === null ? refuse('consultation.no_stage') : holdStage(instrument, { stage, day, version });
}

/** What a closed round's stage is told once an answer has come. */
export const answered = (round: Round): InstrumentsEvent[] =>
  round.closed ? told(round, { until: null, unanswered: round.unanswered - 1 }) : [];

/** Whether a member can comment now. Refusals: `consultation.not_open` {opensAt}, `consultation.over` {closesAt}. */
export function takesComments(
  round: Pick<Round, 'opensAt' | 'closesAt' | 'closed'>,
  at: string,
): Result<null> {
  const { opensAt, closesAt } = round;
  const phase = phaseOf(round, at);
  if (phase === 'planned') return refuse('consultation.not_open', { opensAt });
  return phase === 'open' ? ok(null) : refuse('consultation.over', { closesAt });
}

/** Reminds those that have not answered; of several that are due the latest goes out. Refusals: `remind.none_due`, those of `takesComments`. */
export function remind(
  round: Round,
  due: readonly number[],
  { at }: Pick<Context, 'at'>,
): Result<RoundEvent[]> {
  const open = takesComments(round, at);
  if (!open.ok) return open;
  if (due.length === 0) return refuse('remind.none_due');
  const hours = Math.min(...due);
  const missed = inTurn(due.filter((one) => one !== hours));
  return ok([
    {
      type: 'consultation.reminded',
      subject: subjectOf(round),
      data: { consultation: round.id, hours, missed },
    },
  ]);
}
