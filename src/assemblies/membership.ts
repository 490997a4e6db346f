import { isBefore } from '../basics/edtf.js';
import type { Event } from '../basics/event.js';
import { must } from '../basics/must.js';
import type { BodiesEvent, MemberFacts } from '../bodies/bodies.contract.js';
import { quorumNews, type Attendance, type Represented } from './assembly.js';
import type { AssembliesEvent } from './assemblies.contract.js';

/** Since when and until when an organisation is a member (EDTF; null: not known), and when the house recorded it. */
export interface Membership {
  readonly from: string | null;
  readonly to: string | null;
  /** Null: before the house kept it. */
  readonly recordedAt: string | null;
  /** When it was struck, as admitted by mistake; null: it was not. */
  readonly struckAt: string | null;
}

/** When an assembly was held: the day on which membership counts, and the moments between which it sat. */
export interface Held {
  readonly cutOff: string;
  /** When its first sitting opened; null: none has. */
  readonly openedAt: string | null;
  /** When its last sitting closed, once none is open or planned any more; null: it goes on. */
  readonly overAt: string | null;
}

/**
 * Whether a member belongs to an assembly. Who was admitted for a later one must not move the quorum of this one: whoever is
 * recorded after it began counts only where a date says that it was a member by then, and once it is over nobody is added.
 * Who was struck counts nowhere from then on; what was over by then stays as it was.
 */
export function belongs(
  { from, to, recordedAt, struckAt }: Membership,
  { cutOff, openedAt, overAt }: Held,
): boolean {
  if (struckAt !== null && (overAt === null || struckAt <= overAt)) return false;
  if (isBefore(cutOff, from) || isBefore(to, cutOff)) return false;
  if (recordedAt === null || openedAt === null || recordedAt <= openedAt) return true;
  return from !== null && (overAt === null || recordedAt <= overAt);
}

/** A member of the body, whether it belongs to an assembly or not. */
export interface OnRegister extends Represented, Membership {
  readonly paidUpTo: string | null;
}

interface Change {
  readonly held: Held;
  /** Of organisations that are admitted. */
  readonly names: ReadonlyMap<string, string>;
  /** All members of the body as they were. */
  readonly register: readonly OnRegister[];
  readonly at: string;
}

/** What the quorum of an assembly becomes by changes of the register: `quorum.changed`, where it does. */
export function quorumByRegister(
  attendance: Attendance,
  { events, ...rest }: Change & { readonly events: readonly Event[] },
): AssembliesEvent[] {
  const after = (events as readonly BodiesEvent[]).reduce(
    (before, event) => registered(before, event, rest),
    attendance,
  );
  return quorumNews(attendance, after);
}

function registered(
  attendance: Attendance,
  event: BodiesEvent,
  { held, names, register, at }: Change,
): Attendance {
  const changed = (id: string, change: Partial<Represented>): Attendance => ({
    ...attendance,
    members: attendance.members.map((one) => (one.member === id ? { ...one, ...change } : one)),
  });
  if (event.type === 'member.admitted') {
    const { id, from, to = null, paidUpTo, ...facts } = event.data;
    if (!belongs({ from, to, recordedAt: at, struckAt: null }, held)) return attendance;
    const member: Represented = {
      ...{ member: id, organisation: facts.organisation, class: facts.class, votes: facts.votes },
      ...{
        name: must(names.get(facts.organisation), 'name of the organisation'),
        figure: null,
        delegates: [],
        proxies: [],
      },
      ...{ country: facts.country, region: facts.region, chamber: facts.chamber },
      paidUp: paidUpTo !== null && paidUpTo >= held.cutOff,
    };
    return { ...attendance, members: [...attendance.members, member] };
  }
  if (
    event.type === 'member.facts_changed' ||
    event.type === 'member.ended' ||
    event.type === 'member.struck'
  ) {
    const { member: id } = event.data;
    const facts = factsOf(event, at);
    const was = register.find(({ member }) => member === id);
    if (!was) return attendance;
    const { from, to, paidUpTo, recordedAt, struckAt, ...is } = { ...was, ...facts };
    const others = attendance.members.filter(({ member }) => member !== id);
    if (!belongs({ from, to, recordedAt, struckAt }, held)) return { ...attendance, members: others };
    const member: Represented = { ...is, paidUp: paidUpTo !== null && paidUpTo >= held.cutOff };
    return { ...attendance, members: [...others, member] };
  }
  if (event.type === 'member.placed') {
    const { member, ...places } = event.data;
    return changed(member, places);
  }
  if (event.type === 'member.figure_recorded') {
    const { member, on, figure } = event.data;
    const { figureOn = null } = attendance.members.find((one) => one.member === member) ?? {};
    const counts = on.slice(0, held.cutOff.length) <= held.cutOff && (figureOn === null || on >= figureOn);
    return counts ? changed(member, { figure, figureOn: on }) : attendance;
  }
  return attendance;
}

/** What of a member is otherwise by an event. */
function factsOf(
  event: Extract<BodiesEvent, { type: 'member.facts_changed' | 'member.ended' | 'member.struck' }>,
  at: string,
): MemberFacts & { struckAt?: string } {
  switch (event.type) {
    case 'member.facts_changed':
      return event.data.facts;
    case 'member.ended':
      return { to: event.data.to };
    case 'member.struck':
      return { struckAt: at };
  }
}
