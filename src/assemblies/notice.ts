import { canonical, sha256Hex } from '../basics/canonical.js';
import type { Context, Event } from '../basics/event.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { must } from '../basics/must.js';
import { inForceOn } from '../rules/ruleset.js';
import type { BodiesEvent } from '../bodies/bodies.contract.js';
import { isDay } from '../bodies/members.js';
import type { AssembliesEvent } from './assemblies.contract.js';
import { evolveAttendance, quorumNews, type Attendance } from './assembly.js';
import { inOrder, itemAdded, type ItemMatter } from './agenda.js';
import { convene, cutOffOf, dayBegins, dayIn, momentIn, planSitting, wallClock } from './meeting.js';
import type { NoticesEvent } from './notices.contract.js';

/** A member with the address at which the register reaches it. */
export interface Addressee {
  readonly member: string;
  readonly name: string;
  readonly contact: string | null;
}

const DAY_MS = 86_400_000;

/** Whole days from one calendar day to another; the clocks' changes are no part of it. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

/** Whole days from now to the first day of an assembly by the calendar of the place; null: that day is not known. */
export function daysLeft(
  { from, timeZone }: { readonly from: string | null; readonly timeZone: string | null },
  at: string,
): number | null {
  const first = cutOffOf(from);
  return isDay(first) ? daysBetween(dayIn(at, timeZone), first) : null;
}

/**
 * Issues a notice. Days are those of the calendar of the place, between the day of the notice and the first of the
 * assembly. `messageIds` come from outside, one a member. Refusals: `notice.no_date` (the first day is not known),
 * `notice.too_late` {days, minimumDays}, `notice.nobody`.
 */
export function issueNotice(
  state: {
    readonly from: string | null;
    readonly timeZone: string | null;
    readonly minimumDays: number | null;
    readonly last: number;
    readonly addressees: readonly Addressee[];
  },
  command: {
    readonly assembly: string;
    readonly kind: 'notice' | 'reminder';
    readonly subject: string;
    readonly text: string;
    readonly urgency: string | null;
  },
  context: Context & { readonly messageId: (notice: string, member: string) => string },
): Result<NoticesEvent[]> {
  const { assembly, kind, subject, text } = command;
  const days = daysLeft(state, context.at);
  const { minimumDays } = state;
  const bound = kind === 'notice' && minimumDays !== null;
  if (bound && days === null) return refuse('notice.no_date');
  const late = bound && days !== null && days < minimumDays;
  if (late && command.urgency === null) return refuse('notice.too_late', { days, minimumDays });
  if (state.addressees.length === 0) return refuse('notice.nobody');
  const content = canonical({ subject, text });
  const notice = context.id();
  return ok([
    {
      type: 'notice.issued',
      subject: { assembly },
      data: {
        ...{ notice, number: state.last + 1, kind, days, minimumDays: bound ? minimumDays : null },
        ...{ urgency: late ? command.urgency : null, hash: sha256Hex(content) },
      },
      blobs: { notice: content },
    },
    ...state.addressees.map(({ member, contact }): NoticesEvent => ({
      type: 'notice.addressed',
      subject: { assembly },
      data: { notice, member, messageId: contact === null ? null : context.messageId(notice, member) },
      ...(contact !== null && { personal: { to: contact } }),
    })),
  ]);
}

/** Records what became of messages. Those that do not wait are passed over. Refusal: `notice.nothing_waits`. */
export function recordDelivery(
  waiting: ReadonlySet<string>,
  command: {
    readonly assembly: string;
    readonly notice: string;
    readonly members: readonly string[];
    readonly outcome: 'sent' | 'failed';
    readonly by: 'hand' | 'mail';
    readonly answer: string | null;
  },
  { at }: Context,
): Result<NoticesEvent[]> {
  const { assembly, notice, outcome, by, answer } = command;
  const members = [...new Set(command.members)].filter((member) => waiting.has(member));
  if (members.length === 0) return refuse('notice.nothing_waits');
  return ok(
    members.map((member) => ({
      type: 'notice.delivered',
      subject: { assembly },
      data: { notice, member, outcome, by, answer, at },
    })),
  );
}

/** What the next assembly takes from the last. */
export interface Last {
  readonly body: string;
  readonly from: string | null;
  readonly timeZone: string | null;
  readonly sittings: readonly {
    readonly name: string | null;
    readonly plannedFrom: string | null;
    readonly plannedUntil: string | null;
  }[];
  /** Those that were not withdrawn, siblings in their order. */
  readonly items: readonly (Omit<ItemMatter, 'presenter'> & {
    readonly id: string;
    readonly parent: string | null;
  })[];
  readonly observers: readonly { readonly member: string; readonly person: string }[];
  readonly versions: readonly {
    readonly id: string;
    readonly number: number;
    readonly inForceFrom: string | null;
  }[];
  readonly exists: boolean;
}

/**
 * Prepares the next assembly: the rule set in force on its first day, sittings as many days in and at the same hour by
 * the new place's clock, the agenda's tree without presenters, motions and papers, and the accredited observers, who are
 * to be accredited again. Refusals: those of `convene`, `ruleset.none_in_force` {day}.
 */
export function prepareNext(
  last: Last,
  command: {
    readonly next: string;
    readonly name: string;
    readonly place: string | null;
    readonly from: string;
    readonly to: string | null;
    readonly timeZone: string;
    readonly open: boolean;
    readonly sittings: boolean;
    readonly items: boolean;
    readonly observers: boolean;
  },
  context: Context,
): Result<AssembliesEvent[]> {
  const { next: assembly, name, place, from, to, timeZone, open } = command;
  const day = cutOffOf(from);
  const rules = inForceOn(last.versions, day);
  if (!rules) return refuse('ruleset.none_in_force', { day });
  const convened = convene(
    { exists: last.exists, rules: { body: last.body, inForceFrom: rules.inForceFrom } },
    { assembly, body: last.body, name, place, from, to, timeZone, ruleSet: rules.id, open },
  );
  if (!convened.ok) return convened;
  const moved = (planned: string | null): string | null => {
    const before = cutOffOf(last.from);
    if (planned === null || !isDay(before) || !isDay(day)) return null;
    const local = wallClock(Date.parse(planned), last.timeZone ?? 'UTC');
    const days = daysBetween(before, local.slice(0, 10));
    const date = new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
    return momentIn(`${date}${local.slice(10, 16)}`, timeZone);
  };
  const subject = { assembly };
  const ids = new Map(last.items.map(({ id }) => [id, context.id()]));
  const fresh = (id: string): string => must(ids.get(id), 'id of the item');
  return ok([
    ...convened.value,
    ...(command.sittings ? last.sittings : []).map((one, place) =>
      planSitting(
        place,
        {
          ...{ assembly, name: one.name },
          ...{ plannedFrom: moved(one.plannedFrom), plannedUntil: moved(one.plannedUntil) },
        },
        context,
      ),
    ),
    ...inOrder(command.items ? last.items : []).map(({ id, parent, titles, kind, minutes, internal }) =>
      itemAdded(assembly, {
        ...{ item: fresh(id), parent: parent && fresh(parent), titles, kind, minutes, internal },
        presenter: null,
      }),
    ),
    ...(command.observers ? last.observers : []).map(({ member, person }): AssembliesEvent => ({
      type: 'credential.submitted',
      subject: { ...subject, person },
      data: { credential: context.id(), member, person, role: 'observer' },
    })),
  ]);
}

/** The last moment at which dues paid at the door count: as it was set, else the end of the first day by the place's clock. */
export function duesUntil({
  set,
  from,
  timeZone,
}: {
  set: string | null;
  from: string | null;
  timeZone: string | null;
}): string | null {
  const day = cutOffOf(from);
  if (set !== null || !isDay(day)) return set;
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  return dayBegins(next, timeZone);
}

/**
 * Records dues paid at the door. Refusals: `dues.not_required`, `dues.too_late` {until}, `dues.member_unknown`,
 * `dues.paid_up` {name}, `dues.too_short` {cutOff}.
 */
export function payDues(
  attendance: Attendance,
  command: { readonly member: string; readonly paidUpTo: string; readonly note: string },
  { until, cutOff, at }: { readonly until: string | null; readonly cutOff: string; readonly at: string },
): Result<Event[]> {
  const { member, paidUpTo, note } = command;
  if (!attendance.rules.duesRequired) return refuse('dues.not_required');
  if (until !== null && at > until) return refuse('dues.too_late', { until });
  const found = attendance.members.find((one) => one.member === member);
  if (!found) return refuse('dues.member_unknown');
  if (found.paidUp) return refuse('dues.paid_up', { name: found.name });
  if (paidUpTo < cutOff) return refuse('dues.too_short', { cutOff });
  const paid: Extract<BodiesEvent, { type: 'member.dues_recorded' }> = {
    type: 'member.dues_recorded',
    subject: { assembly: attendance.assembly },
    data: { member, paidUpTo, note },
  };
  return ok([paid, ...quorumNews(attendance, evolveAttendance(attendance, paid))]);
}
