import type { Context } from '../basics/event.js';
import type { Titles } from '../basics/fields.js';
import { never, ok, refuse, type Result } from '../basics/result.js';
import type { Outcome } from '../rules/vote.js';
import {
  allows,
  eventOf,
  isMain,
  isOver,
  isPending,
  may,
  parentOf,
  settle,
  subjectOf,
  type Motion,
} from './motion.js';
import type { MotionsEvent, VotingOrder } from './motions.contract.js';
import { labelOf } from './submission.js';

/**
 * A motion with what stands around it: what depends on it, the one that it depends on with all that depend on that one,
 * and, of a bloc, the motions that are still in it.
 */
export interface Family {
  readonly motion: Motion;
  /** Amendments to it, its parts, procedural motions on it, in the order in which they came. */
  readonly dependents: readonly Motion[];
  readonly parent: Motion | null;
  readonly siblings: readonly Motion[];
  /** What depends on the dependents, the siblings and those in the bloc, at any depth. */
  readonly further: readonly Motion[];
  readonly bloc: readonly Motion[];
}

/** Whatever depends on a motion of the family, at any depth, each after the one that it depends on. */
function hangingOn(id: string, family: Family): Motion[] {
  const { dependents, siblings, further } = family;
  return [...dependents, ...siblings, ...further]
    .filter(({ about }) => parentOf(about) === id)
    .flatMap((one) => [one, ...hangingOn(one.id, family)]);
}

const amendmentsOf = <M extends Pick<Motion, 'about'>>({
  motion,
  dependents,
}: {
  motion: Pick<Motion, 'id'>;
  dependents: readonly M[];
}): M[] => dependents.filter(({ about }) => about.kind === 'amendment' && about.to === motion.id);
const partsOf = <M extends Pick<Motion, 'about'>>({
  motion,
  dependents,
}: {
  motion: Pick<Motion, 'id'>;
  dependents: readonly M[];
}): M[] => dependents.filter(({ about }) => about.kind === 'part' && about.of === motion.id);
const labels = (motions: readonly Motion[]): string[] => motions.map((one) => one.label);
const unsettled = (motions: readonly Motion[]): Motion[] => motions.filter((one) => !isOver(one));

/**
 * What the present wording has still to follow: amendments that were adopted and, once all parts are settled, the parts
 * that were not.
 */
export const toMerge = <M extends Pick<Motion, 'id' | 'about' | 'state'>>(family: {
  readonly motion: Pick<Motion, 'id' | 'amendedBy'>;
  readonly dependents: readonly M[];
}): M[] => {
  const parts = partsOf(family);
  return [
    ...amendmentsOf(family).filter((one) => one.state === 'adopted'),
    ...(parts.every(isOver) ? parts.filter((one) => one.state !== 'adopted') : []),
  ].filter((one) => !family.motion.amendedBy.includes(one.id));
};

/**
 * Whether a poll may open on a motion: its amendments and parts are settled, its wording follows from them, and the
 * amendments that the order of voting puts before it are settled.
 * Refusals: `motion.wrong_state`, `motion.in_bloc` {label}, `motion.amendments_open` {labels}, `motion.wording_missing`
 * {labels}, `motion.parts_open` {labels}, `motion.no_part_left`, `motion.not_its_turn` {label}, `bloc.empty`,
 * `amendment.unworded` {languages}.
 */
export function mayVote(family: Family): Result<null> {
  const { motion, parent, siblings, bloc } = family;
  const allowed = may(motion, 'vote');
  if (!allowed.ok) return allowed;
  if (motion.bloc !== null) return refuse('motion.in_bloc', { label: motion.label });
  if (motion.unworded.length > 0) return refuse('amendment.unworded', { languages: motion.unworded });
  const open = unsettled(amendmentsOf(family));
  if (open.length > 0) return refuse('motion.amendments_open', { labels: labels(open) });
  const parts = partsOf(family);
  const partsOpen = unsettled(parts);
  if (partsOpen.length > 0) return refuse('motion.parts_open', { labels: labels(partsOpen) });
  if (parts.length > 0 && parts.every((one) => one.state !== 'adopted')) return refuse('motion.no_part_left');
  // What was adopted of the amendments to an amendment of a version is made in it; see `effective`.
  const made = motion.about.kind === 'amendment' && motion.about.changes !== undefined;
  const missing = made ? [] : toMerge(family);
  if (missing.length > 0) return refuse('motion.wording_missing', { labels: labels(missing) });
  const order = parent?.order?.order.map((one) => one.motion) ?? [];
  const before = order.slice(0, Math.max(0, order.indexOf(motion.id)));
  const first = siblings.find((one) => before.includes(one.id) && !isOver(one));
  if (first) return refuse('motion.not_its_turn', { label: first.label });
  if (motion.about.kind === 'bloc' && bloc.length === 0) return refuse('bloc.empty');
  return ok(null);
}

/** A poll opens on the motion, and on all that are in its bloc. */
export function toVoting(family: Family, poll: string): Result<MotionsEvent[]> {
  const allowed = mayVote(family);
  if (!allowed.ok) return allowed;
  return ok(
    [family.motion, ...family.bloc].map((one): MotionsEvent => ({
      type: 'motion.voting',
      subject: { ...subjectOf(one), poll },
      data: { motion: one.id, poll },
    })),
  );
}

/** A motion falls, and with it what depends on it. */
const fallen = (motion: Motion, because: string, family: Family): MotionsEvent[] =>
  [motion, ...hangingOn(motion.id, family)]
    .filter((one) => allows(one, 'fall'))
    .map((one) =>
      eventOf('motion.fallen', one, { because: one === motion ? because : motion.id, reason: null }),
    );

/** Motions on how to go on with a matter, which have no object once it is decided. */
const isMoot = ({ about }: Motion): boolean =>
  about.kind === 'procedure' && about.procedure !== 'reconsider' && about.procedure !== 'other';

/**
 * What a declared outcome does: it settles the motion (and each of its bloc), which may make other amendments fall as the
 * order of voting says, or do what a procedural motion asks. Main motions that are adopted take decision numbers from
 * `next` on. A bloc that is not adopted decides nothing of its motions: each is voted on alone. When no part of a motion
 * was adopted nothing of it is left, and it falls.
 */
export function settleFamily(
  family: Family,
  { poll, outcome, next }: { poll: string; outcome: Outcome; next: number },
): Result<MotionsEvent[]> {
  const { motion, parent, siblings, bloc } = family;
  let free = next;
  const decisionOf = (one: Motion): number | null =>
    outcome === 'adopted' && isMain(one) ? (one.decision ?? free++) : null;
  const settled = settle(motion, { poll, outcome, decision: decisionOf(motion) });
  if (!settled.ok) return settled;
  const events = [...settled.value];
  for (const one of bloc) {
    const each = settle(one, {
      poll,
      outcome: outcome === 'adopted' ? 'adopted' : 'void',
      decision: decisionOf(one),
    });
    if (!each.ok) return each;
    events.push(...each.value);
  }
  const decided = outcome === 'adopted' ? [motion, ...bloc] : outcome === 'rejected' ? [motion] : [];
  for (const { id } of decided)
    events.push(
      ...hangingOn(id, family)
        .filter(isMoot)
        .flatMap((one) => fallen(one, id, family)),
    );
  if (parent && outcome === 'rejected' && motion.about.kind === 'part') {
    const others = siblings.filter(({ about }) => about.kind === 'part');
    if (others.every((one) => isOver(one) && one.state !== 'adopted'))
      events.push(...fallen(parent, motion.id, family));
  }
  if (outcome !== 'adopted') return ok(events);
  const fells = parent?.order?.order.find((one) => one.motion === motion.id)?.fells ?? [];
  events.push(
    ...siblings.filter((one) => fells.includes(one.id)).flatMap((one) => fallen(one, motion.id, family)),
  );
  if (parent) events.push(...proceed(motion, parent));
  return ok(events);
}

/**
 * A recount opens again what a poll has decided, while nothing has followed from it.
 * Refusals: `motion.wrong_state`, `recount.went_on` {label}: by it others fell, a procedure took place, or a vote was taken.
 */
export function toRecount(
  { motion, parent, siblings }: Family,
  { poll, reason }: { poll: string; reason: string },
): Result<MotionsEvent[]> {
  const allowed = may(motion, 'recount');
  if (!allowed.ok) return allowed;
  const { kind } = motion.about;
  const fells = parent?.order?.order.find((one) => one.motion === motion.id)?.fells ?? [];
  const followed =
    (kind === 'procedure' || kind === 'bloc' ? motion : undefined) ??
    siblings.find((one) => fells.includes(one.id) && one.state === 'fallen') ??
    (parent && (!isPending(parent) || parent.amendedBy.includes(motion.id)) ? parent : undefined);
  if (followed) return refuse('recount.went_on', { label: followed.label });
  return ok([
    {
      type: 'motion.recounted',
      subject: { ...subjectOf(motion), poll },
      data: { motion: motion.id, poll, reason },
    },
  ]);
}

/** What an adopted procedural motion does to the one that it concerns, where that still stands so. */
function proceed({ id, about }: Motion, target: Motion): MotionsEvent[] {
  if (about.kind !== 'procedure') return [];
  const { until, to } = about;
  const procedure = id;
  switch (about.procedure) {
    case 'closure':
      return allows(target, 'ready') ? [eventOf('motion.readied', target, { procedure })] : [];
    case 'adjourn':
      return allows(target, 'adjourn')
        ? [eventOf('motion.adjourned', target, { until, reason: null, procedure })]
        : [];
    case 'remit':
      return allows(target, 'remit')
        ? [eventOf('motion.remitted', target, { to, until, reason: null, procedure })]
        : [];
    case 'reconsider':
      return allows(target, 'reopen') ? [eventOf('motion.reopened', target, { procedure })] : [];
    case 'urgency':
    // Cited when the late motion is tabled.
    case 'other':
      return [];
    default:
      return never(about.procedure);
  }
}

/** With a motion that goes away goes what depends on it, at any depth; the parents of a composite stand again. */
function goneWith(family: Family, parents: readonly Motion[]): MotionsEvent[] {
  const { motion, bloc } = family;
  return [
    ...hangingOn(motion.id, family)
      .filter((one) => allows(one, 'fall'))
      .map((one) => eventOf('motion.fallen', one, { because: motion.id, reason: null })),
    ...parents
      .filter((one) => allows(one, 'release'))
      .map((one) => eventOf('motion.released', one, { from: motion.id })),
    ...bloc.map((one) => eventOf('motion.taken_out', one, { bloc: motion.id, member: null })),
  ];
}

/**
 * Rules a motion inadmissible. `parents`: of a composite. Refusal: `motion.wrong_state`.
 */
export function ruleOut(
  family: Family,
  { reason, parents }: { reason: string; parents: readonly Motion[] },
): Result<MotionsEvent[]> {
  const allowed = may(family.motion, 'refuse');
  if (!allowed.ok) return allowed;
  return ok([eventOf('motion.inadmissible', family.motion, { reason }), ...goneWith(family, parents)]);
}

/**
 * Withdraws a motion: the secretariat and the chair for its mover, a delegate the own member's. Once amended, or voted on
 * in part, it is the assembly's. Refusals: `motion.wrong_state`, `motion.not_yours`, `motion.amended`.
 */
export function withdraw(
  family: Family,
  {
    reason,
    parents,
    speaksFor,
  }: { reason: string; parents: readonly Motion[]; speaksFor: readonly string[] },
  { actor }: Context,
): Result<MotionsEvent[]> {
  const { motion } = family;
  const allowed = may(motion, 'withdraw');
  if (!allowed.ok) return allowed;
  const byDelegate = actor.kind === 'person' && actor.office === 'delegate';
  if (byDelegate && (motion.member === null || !speaksFor.includes(motion.member)))
    return refuse('motion.not_yours');
  const votedOn = partsOf(family).some(({ state }) => state === 'adopted' || state === 'rejected');
  if (motion.amendedBy.length > 0 || toMerge(family).length > 0 || votedOn) return refuse('motion.amended');
  return ok([eventOf('motion.withdrawn', motion, { reason }), ...goneWith(family, parents)]);
}

/** Declares a motion fallen. Refusals: `motion.wrong_state`, `motion.not_adopted` {label}. */
export function fall(
  family: Family,
  { because, reason }: { because: Motion; reason: string },
): Result<MotionsEvent[]> {
  const allowed = may(family.motion, 'fall');
  if (!allowed.ok) return allowed;
  if (because.state !== 'adopted') return refuse('motion.not_adopted', { label: because.label });
  return ok([
    eventOf('motion.fallen', family.motion, { because: because.id, reason }),
    ...goneWith(family, []),
  ]);
}

/**
 * Sets the order of voting on a motion's amendments. Refusals: `motion.wrong_state`, `motion.order_unknown`,
 * `motion.named_twice`.
 */
export function setOrder(family: Family, { order, reason }: VotingOrder): Result<MotionsEvent[]> {
  const allowed = may(family.motion, 'order');
  if (!allowed.ok) return allowed;
  const own = new Set(amendmentsOf(family).map((one) => one.id));
  const named = order.flatMap((one) => [one.motion, ...one.fells]);
  if (named.some((id) => !own.has(id))) return refuse('motion.order_unknown');
  if (new Set(order.map((one) => one.motion)).size < order.length) return refuse('motion.named_twice');
  return ok([eventOf('motion.ordered', family.motion, { order, reason })]);
}

/**
 * The usual order of voting: the amendment that changes most comes first, as adopting a lesser one would leave no vote on
 * it. `changed` measures. A proposal to the chair, never imposed.
 */
export const furthestFirst = <M>(amendments: readonly M[], changed: (amendment: M) => number): readonly M[] =>
  amendments
    .map((one, place) => ({ one, place, size: changed(one) }))
    .toSorted((a, b) => b.size - a.size || a.place - b.place)
    .map(({ one }) => one);

/**
 * Enters the wording that the adopted amendments and the parts that are left make. Refusals: `motion.wrong_state`,
 * `motion.nothing_to_merge`, `motion.amendments_open` {labels}, `motion.parts_open` {labels}, `motion.wording_missing`.
 */
export function amend(
  family: Family,
  wording: { text: string | null; version: number | null; versionHash: string | null },
): Result<MotionsEvent[]> {
  const { motion } = family;
  const allowed = may(motion, 'amend');
  if (!allowed.ok) return allowed;
  const open = unsettled(amendmentsOf(family));
  if (open.length > 0) return refuse('motion.amendments_open', { labels: labels(open) });
  const partsOpen = unsettled(partsOf(family));
  if (partsOpen.length > 0) return refuse('motion.parts_open', { labels: labels(partsOpen) });
  const followed = toMerge(family);
  if (followed.length === 0) return refuse('motion.nothing_to_merge');
  const stage = motion.about.kind === 'stage';
  if (stage ? wording.versionHash === null : wording.text === null)
    return refuse('motion.wording_missing', { labels: labels(followed) });
  const { text, version, versionHash } = wording;
  return ok([
    eventOf('motion.amended', motion, {
      amendments: followed.map((one) => one.id),
      ...(stage ? { text: null, version, versionHash } : { text, version: null, versionHash: null }),
    }),
  ]);
}

/** Divides a motion. Refusals: `motion.wrong_state`, `motion.divided`, `motion.not_divisible` {label}. */
export function divide(
  family: Family,
  { parts }: { parts: readonly { titles: Titles; text: string }[] },
  context: Context,
): Result<MotionsEvent[]> {
  const { motion } = family;
  const allowed = may(motion, 'order');
  if (!allowed.ok) return allowed;
  if (!isMain(motion)) return refuse('motion.not_divisible', { label: motion.label });
  if (partsOf(family).length > 0) return refuse('motion.divided');
  return ok(
    parts.flatMap(({ titles, text }, place) => {
      const about = { kind: 'part', of: motion.id, text } as const;
      const part = { id: context.id(), assembly: motion.assembly, about };
      const submitted: MotionsEvent = {
        type: 'motion.submitted',
        subject: subjectOf(part),
        data: {
          motion: part.id,
          number: null,
          label: labelOf(about, place, motion),
          titles,
          about,
          versionHash: null,
          item: null,
          mover: null,
          member: null,
          sponsors: [],
          lateAfter: null,
          majority: motion.majority,
        },
      };
      return [
        submitted,
        eventOf('motion.tabled', part, { urgency: null }),
        eventOf('motion.readied', part, { procedure: null }),
      ];
    }),
  );
}

/** Takes a motion out of its bloc. Refusals: `motion.wrong_state`, `motion.in_no_bloc` {label}. */
export function takeOut(motion: Motion, { member }: { member: string | null }): Result<MotionsEvent[]> {
  const allowed = may(motion, 'takeOut');
  if (!allowed.ok) return allowed;
  if (motion.bloc === null) return refuse('motion.in_no_bloc', { label: motion.label });
  return ok([eventOf('motion.taken_out', motion, { bloc: motion.bloc, member })]);
}

/** The composite's parents among motions; nothing for others. */
export const parentsOf = ({ about }: Motion): readonly string[] =>
  about.kind === 'composite' ? about.parents : [];
