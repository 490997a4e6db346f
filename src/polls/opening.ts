import { canonical, sha256Hex, type Json } from '../basics/canonical.js';
import type { Context } from '../basics/event.js';
import { BIG_DIGITS, type Titles } from '../basics/fields.js';
import { ok, refuse, type Result } from '../basics/result.js';
import type { QuorumState } from '../rules/quorum.js';
import type { Majority } from '../rules/ruleset.js';
import { groupFacts, inGroup } from '../rules/tally/yes-no.js';
import { byConsent, countsMembers, overDays } from './forms.js';
import { checkRemind, inTurn } from './reminder.js';
import type { Cited, Contest, PollsEvent, Taken } from './polls.contract.js';
import { isSecret } from './forms.js';

/** One line of the electoral roll: an entitlement, whose it is, and the hand that may cast it (null: nobody is here). */
export interface Entitlement {
  readonly entitlement: number;
  readonly member: string;
  readonly name: string;
  readonly class: string;
  readonly country: string | null;
  readonly region: string | null;
  readonly chamber: string | null;
  /** Units of 1/`unit` vote. */
  readonly weight: bigint;
  readonly represented: boolean;
  readonly byProxy: boolean;
  readonly holder: string | null;
}

/** The roll as canonical JSON, whose SHA-256 the poll cites: weights as decimal strings, in order of entitlement. */
export const rollText = (unit: bigint, roll: readonly Entitlement[]): string =>
  canonical({
    v: 1,
    unit: unit.toString(),
    lines: roll.map((line): Json => ({ ...line, weight: line.weight.toString() })),
  });

/** Canonical JSON `{v: 1, versions: [{instrument, number, hash, authentic: {lang: hash}}]}`. */
export const citesText = (cites: readonly Cited[]): string =>
  canonical({ v: 1, versions: cites.map((one): Json => ({ ...one })) });

/** What is frozen when a poll opens. */
export interface Opening {
  readonly assembly: string;
  /** Null on persons; a rehearsal is about neither and has no number. */
  readonly motion: string | null;
  readonly contest: Contest | null;
  readonly number: number | null;
  readonly titles: Titles | null;
  readonly taken: Taken;
  /** The rules let a holder divide a weight. */
  readonly maySplit: boolean;
  /** Over days the rules want it open for so many hours; null: any. */
  readonly leastHours: number | null;
  readonly versionHash: string | null;
  /** The versions that it is about, of a bloc several. */
  readonly cites: readonly Cited[];
  readonly ruleSet: string;
  readonly majorityName: string;
  readonly majority: Majority;
  readonly mayChange: boolean;
  readonly showRunning: boolean;
  readonly unit: bigint;
  readonly roll: readonly Entitlement[];
  readonly quorum: QuorumState;
  /** The rule set counts the quorum when the poll opens; else at its close. */
  readonly quorumAtOpening: boolean;
  readonly sittingOpen: boolean;
}

/**
 * Opens a poll. Refusals: `sitting.none_open`, `quorum.missing` {present, needed, entitled}, `roll.empty`, `poll.due_needed`,
 * `poll.due_past` {due}, `poll.due_soon` {hours}, `poll.secrecy_form` {form}, `poll.channel_form` {channel, form},
 * `poll.contest_form` {form}, `roll.too_fine` {digits, limit}: no screen could show its weights, those of `checkRemind` and
 * `checkGroups`.
 */
export function open(opening: Opening, context: Context): Result<PollsEvent> {
  const taken = checkTaken(opening, context);
  if (!taken.ok) return taken;
  const { form, secrecy, channel } = opening.taken;
  // Over days nobody sits, and who is there shows only at the close.
  if (!overDays(form) && !opening.sittingOpen) return refuse('sitting.none_open');
  const { quorum, roll, unit, motion, contest } = opening;
  const binding = (motion !== null || contest !== null) && !overDays(form);
  if (binding && opening.quorumAtOpening && !quorum.reached) {
    return refuse('quorum.missing', {
      present: quorum.present.toString(),
      needed: quorum.needed.toString(),
      entitled: quorum.entitled.toString(),
    });
  }
  if (roll.length === 0) return refuse('roll.empty');
  const digits = Math.max(unit.toString().length, weightOf(roll).length);
  if (digits > BIG_DIGITS) return refuse('roll.too_fine', { digits, limit: BIG_DIGITS });
  const apart = checkGroups(opening);
  if (!apart.ok) return apart;
  const text = rollText(unit, roll);
  const poll = context.id();
  const represented = roll.filter((line) => line.represented);
  return ok({
    type: 'poll.opened',
    subject: {
      assembly: opening.assembly,
      ...(motion !== null && { motion }),
      ...(contest && { election: contest.election }),
      poll,
    },
    data: {
      poll,
      motion,
      contest,
      number: opening.number,
      titles: opening.titles,
      versionHash: opening.versionHash,
      ...{ form, secrecy, channel, dueAt: opening.taken.dueAt },
      remind: inTurn(opening.taken.remind),
      splits:
        opening.maySplit &&
        !contest &&
        !byConsent(form) &&
        form !== 'sight' &&
        !countsMembers(opening.majority),
      seed: channel === 'roll_call' ? context.id() : null,
      ruleSet: opening.ruleSet,
      majorityName: opening.majorityName,
      majority: opening.majority as unknown as Json,
      // An objection may be taken back under any rules.
      mayChange: opening.mayChange || byConsent(form),
      showRunning: opening.showRunning && !contest,
      rollHash: sha256Hex(text),
      unit: unit.toString(),
      entitled: { members: roll.length, weight: weightOf(roll) },
      represented: { members: represented.length, weight: weightOf(represented) },
      quorum: quorum.steps as unknown as Json,
      at: context.at,
    },
    blobs: { roll: text, ...(opening.cites.length > 0 && { cites: citesText(opening.cites) }) },
  });
}

/**
 * Whether a count can adopt anything at all on this roll: each group that the majority asks is there, and where it asks
 * chambers, each member has one.
 * Refusals: `roll.group_empty` {names}: nobody is in the group, so it can agree to nothing; `roll.no_chamber` {members}: by
 * name, whose votes would count nowhere.
 */
function checkGroups({ taken: { form }, motion, roll, majority }: Opening): Result<null> {
  if (motion === null || form === 'sight' || byConsent(form)) return ok(null);
  // Where a group is only asked whether it is against, nobody is.
  const asked = majority.requirements.filter(
    ({ rule }) => rule.kind !== 'unanimous' && rule.kind !== 'against_at_most',
  );
  const empty = asked.find(({ group }) => !roll.some((line) => inGroup(line, group)));
  if (empty) return refuse('roll.group_empty', { names: groupFacts(empty.group).of });
  if (!majority.requirements.some(({ group }) => group.kind === 'chamber')) return ok(null);
  const nowhere = roll.filter(({ chamber }) => chamber === null);
  return nowhere.length === 0
    ? ok(null)
    : refuse('roll.no_chamber', { members: nowhere.map(({ name }) => name) });
}

const HOUR_MS = 3_600_000;

function checkTaken({ taken, contest, leastHours }: Opening, { at }: Context): Result<null> {
  const { form, secrecy, channel, dueAt } = taken;
  if (contest && form !== 'count' && form !== 'correspondence') return refuse('poll.contest_form', { form });
  if (contest && channel === 'hands') return refuse('poll.channel_form', { channel, form: contest.method });
  if (overDays(form) && dueAt === null) return refuse('poll.due_needed');
  if (dueAt !== null && dueAt <= at) return refuse('poll.due_past', { due: dueAt });
  if (dueAt !== null && leastHours !== null && Date.parse(dueAt) - Date.parse(at) < leastHours * HOUR_MS)
    return refuse('poll.due_soon', { hours: leastHours });
  if (isSecret(taken) && (form === 'sight' || byConsent(form))) return refuse('poll.secrecy_form', { form });
  if (channel !== 'electronic' && form !== 'count') return refuse('poll.channel_form', { channel, form });
  if (channel === 'roll_call' && isSecret(taken))
    return refuse('poll.channel_form', { channel, form: secrecy });
  return checkRemind(taken, at);
}

const weightOf = (lines: readonly Entitlement[]): string =>
  lines.reduce((sum, line) => sum + line.weight, 0n).toString();
