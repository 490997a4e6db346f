import { format, fraction, parseChecked, type Fraction } from '../basics/fraction.js';
import type { Context, Event } from '../basics/event.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { must } from '../basics/must.js';
import type { BodiesEvent } from '../bodies/bodies.contract.js';
import { byTable, votesByTable } from '../bodies/register.js';
import type { RuleSet } from '../rules/ruleset.js';
import type { PeopleEvent } from '../people/people.contract.js';
import { rollWeights } from '../rules/weights.js';
import type { AssembliesEvent, CredentialState, ProxyScope, QuorumView } from './assemblies.contract.js';
import { quorumState, type QuorumState } from '../rules/quorum.js';

/** A person whom a member sends, as the credentials desk knows it. */
export interface Delegate {
  readonly credential: string;
  readonly person: string;
  readonly role: 'delegate' | 'alternate' | 'observer';
  readonly state: CredentialState;
  readonly present: boolean;
}

/** A member of the body with everybody who may speak for it here. */
export interface Represented {
  readonly member: string;
  readonly organisation: string;
  readonly name: string;
  readonly class: string;
  readonly country: string | null;
  readonly region: string | null;
  readonly chamber: string | null;
  /** Votes as an exact fraction in text; null: as the rules give to the class. */
  readonly votes: string | null;
  readonly paidUp: boolean;
  /** Its figure at the cut-off, a whole number in text; null: none is known, left out: nobody asked for it. */
  readonly figure?: string | null;
  /** The day of that figure. */
  readonly figureOn?: string | null;
  /** In their order: who was named first comes first, until the desk says otherwise. */
  readonly delegates: readonly Delegate[];
  /** Those that are in force. */
  readonly proxies: readonly Proxy[];
}

/** `scope` null: for the whole assembly. */
export interface Proxy {
  readonly id: string;
  readonly holder: string;
  readonly scope: ProxyScope | null;
}

/** What is voted on: the motion with those that it depends on, and the agenda item; it is what scopes are held against. */
export interface VotedOn {
  readonly motions: readonly string[];
  readonly item: string | null;
}

/** Who is here: what quorum and rolls are made from. */
export interface Attendance {
  readonly assembly: string;
  readonly rules: RuleSet;
  /**
   * When the first sitting is planned to begin, or began; where none is planned, the first moment of the first day by the
   * clock of the place; null: the day is not known.
   */
  readonly beginsAt: string | null;
  readonly members: readonly Represented[];
}

/** Whose hand votes for a member, and how. */
export interface Hand {
  readonly holder: string | null;
  readonly byProxy: boolean;
}

/**
 * The hand that votes for a member: the first of its delegates who is present, else of its alternates, else the holder of
 * its proxy where that holder is present. In person always wins over a proxy; observers never vote. Of several proxies the narrowest
 * whose holder is here; `on` null (the quorum of the assembly): only those for the whole assembly. A holder passes
 * nothing on: only an own delegate's presence makes a holder.
 */
export function handOf(member: Represented, present: ReadonlySet<string>, on: VotedOn | null = null): Hand {
  const own = inTurn(member).filter((one) => one.state === 'accredited' && one.present);
  if (own[0]) return { holder: own[0].person, byProxy: false };
  const proxy = member.proxies
    .filter(({ scope, holder }) => covers(scope, on) && present.has(holder))
    .toSorted((a, b) => breadth(a.scope) - breadth(b.scope))[0];
  return proxy ? { holder: proxy.holder, byProxy: true } : { holder: null, byProxy: false };
}

const breadth = (scope: ProxyScope | null): number => (scope === null ? 2 : scope.kind === 'item' ? 1 : 0);

function covers(scope: ProxyScope | null, on: VotedOn | null): boolean {
  if (scope === null) return true;
  if (on === null) return false;
  return scope.kind === 'item' ? scope.item === on.item : on.motions.includes(scope.motion);
}

/** Whether a person may act for a member at all, here or not: accredited for it, or with a proxy that covers what is voted on. */
export function mayActFor(
  attendance: Attendance,
  { member: id, person, on }: { member: string; person: string; on: VotedOn | null },
): boolean {
  const accredited = ({ delegates }: Represented): boolean =>
    delegates.some((one) => one.person === person && one.state === 'accredited' && one.role !== 'observer');
  const member = attendance.members.find((one) => one.member === id);
  if (!member) return false;
  return (
    accredited(member) ||
    (member.proxies.some(({ holder, scope }) => holder === person && covers(scope, on)) &&
      attendance.members.some(accredited))
  );
}

/** Who may vote for a member, in the order in which they do: delegates before alternates, each in the member's order. */
export const inTurn = ({ delegates }: Represented): Delegate[] =>
  (['delegate', 'alternate'] as const).flatMap((role) => delegates.filter((one) => one.role === role));

/** Persons who are here with a vote of their own member: they may hold proxies. */
export const presentVoters = (attendance: Attendance): Set<string> =>
  new Set(
    attendance.members.flatMap((member) =>
      member.delegates
        .filter((one) => one.state === 'accredited' && one.present && one.role !== 'observer')
        .map((one) => one.person),
    ),
  );

/** The attendance as if the accredited delegates of these members were here, and nobody else. */
export const withPresent = (attendance: Attendance, here: (member: string) => boolean): Attendance => ({
  ...attendance,
  members: attendance.members.map((member) => ({
    ...member,
    delegates: member.delegates.map((one) => ({ ...one, present: here(member.member) })),
  })),
});

export interface Representation {
  /** 1/unit of a vote. */
  readonly unit: bigint;
  /** Members with a vote, in the attendance's order. */
  readonly lines: readonly (Represented & Hand & { readonly weight: bigint })[];
  readonly quorum: QuorumState;
  /** Names of members whose votes follow from a figure that is not known. */
  readonly unknown: readonly string[];
}

/** Who is entitled and represented now (for a vote `on` something), with exact weights, and the quorum that follows. */
export function representation(attendance: Attendance, on: VotedOn | null = null): Representation {
  const { rules } = attendance;
  const { unit, weights } = rollWeights(
    attendance.members.map((member) => ({
      id: member.member,
      class: member.class,
      country: member.country,
      paidUp: member.paidUp || !rules.duesRequired,
      votes: ownVotes(member, rules),
    })),
    rules,
  );
  const unknown = attendance.members.filter(
    (member) => weights.has(member.member) && lacksFigure(member, rules),
  );
  const present = presentVoters(attendance);
  const lines = attendance.members.flatMap((member) => {
    const weight = weights.get(member.member);
    return weight === undefined ? [] : [{ ...member, ...handOf(member, present, on), weight }];
  });
  const quorum = quorumState({
    quorum: rules.quorum,
    unit,
    members: lines.map((line) => ({ id: line.member, class: line.class, paidUp: true, weight: line.weight })),
    presentOrRepresented: new Set(lines.filter((line) => line.holder !== null).map((line) => line.member)),
  });
  return { unit, lines, quorum, unknown: unknown.map(({ name }) => name) };
}

/** Votes that are not simply those of the class: the register's own, else by the table. */
function ownVotes(member: Represented, { votes }: RuleSet): Fraction | null {
  if (member.votes !== null) return parseChecked(member.votes);
  const figure = member.figure ?? null;
  return byTable(votes, member.class) && figure !== null
    ? votesByTable(must(votes.table, 'table of votes'), BigInt(figure))
    : null;
}

/** Has its votes by a figure that nobody knows: until it is, its class's votes stand in, and no poll opens. */
const lacksFigure = (member: Represented, { votes }: RuleSet): boolean =>
  member.votes === null && byTable(votes, member.class) && (member.figure ?? null) === null;

/** The quorum as everybody sees it: members as integers, votes as exact fractions. */
export function quorumView(attendance: Attendance): QuorumView {
  const { quorum, lines, unknown } = representation(attendance);
  const text = (n: bigint): string =>
    attendance.rules.quorum.counted === 'votes' ? format(fraction(n, quorum.unit)) : n.toString();
  return {
    counted: attendance.rules.quorum.counted,
    needed: text(quorum.needed),
    present: text(quorum.present),
    entitled: text(quorum.entitled),
    byProxy: lines.filter((line) => line.byProxy).length,
    reached: quorum.reached,
    steps: quorum.steps.map((step) => ({ code: step.code, facts: { ...step.facts } })),
    ...(unknown.length > 0 && { unknownFigures: [...unknown] }),
  };
}

/** Puts a changed delegate into the attendance. */
const changed = (attendance: Attendance, credential: string, change: Partial<Delegate>): Attendance => ({
  ...attendance,
  members: attendance.members.map((member) =>
    member.delegates.some((one) => one.credential === credential)
      ? {
          ...member,
          delegates: member.delegates.map((one) =>
            one.credential === credential ? { ...one, ...change } : one,
          ),
        }
      : member,
  ),
});

/** The attendance with these credentials of one member in this order, in the places that they have among all of its. */
const inOrder = (
  attendance: Attendance,
  { credentials }: { readonly credentials: readonly string[] },
): Attendance => ({
  ...attendance,
  members: attendance.members.map((member) => {
    const known = new Map(member.delegates.map((one) => [one.credential, one]));
    const ordered = credentials.flatMap((id) => known.get(id) ?? []);
    if (ordered.length === 0) return member;
    const moving = new Set(ordered);
    const next = ordered.values();
    return {
      ...member,
      delegates: member.delegates.map((one) => (moving.has(one) ? (next.next().value ?? one) : one)),
    };
  }),
});

/** `quorum.changed`, where it did. */
export function quorumNews(before: Attendance, after: Attendance): AssembliesEvent[] {
  const [was, is] = [quorumView(before), quorumView(after)];
  if (JSON.stringify(was) === JSON.stringify(is)) return [];
  return [{ type: 'quorum.changed', subject: { assembly: after.assembly }, data: is }];
}

/** A credential's member and delegate, or null. */
export const delegateOf = (attendance: Attendance, credential: string): [Represented, Delegate] | null => {
  for (const member of attendance.members) {
    const delegate = member.delegates.find((one) => one.credential === credential);
    if (delegate) return [member, delegate];
  }
  return null;
};

/**
 * Accredits: from now on the person holds the office here; who is named twice holds it once. Accreditations come
 * first, so that each room writes its own in one go. Refusals: `credential.unknown`, `credential.refused` {members},
 * `credential.not_standing` {state}.
 */
export function accredit(
  attendance: Attendance,
  credentials: readonly string[],
  context: Context,
): Result<Event[]> {
  const accredited: AssembliesEvent[] = [];
  const offices: PeopleEvent[] = [];
  const subject = { assembly: attendance.assembly };
  const refused = credentials.flatMap((credential) => {
    const [member, delegate] = delegateOf(attendance, credential) ?? [];
    return member && delegate?.state === 'refused' ? [member.name] : [];
  });
  if (refused.length > 0) return refuse('credential.refused', { members: [...new Set(refused)] });
  for (const credential of new Set(credentials)) {
    const found = delegateOf(attendance, credential);
    if (!found) return refuse('credential.unknown', { credential });
    const [, delegate] = found;
    if (delegate.state === 'accredited') continue;
    if (delegate.state !== 'submitted') return refuse('credential.not_standing', { state: delegate.state });
    accredited.push({
      type: 'credential.accredited',
      subject: { ...subject, person: delegate.person },
      data: { credential, person: delegate.person, role: delegate.role },
    });
    offices.push(granted(attendance.assembly, delegate, context));
  }
  return ok([...accredited, ...offices]);
}

/** The office that an accreditation gives, from now on. */
export const granted = (
  assembly: string,
  { person, role }: Pick<Delegate, 'person' | 'role'>,
  context: Context,
): PeopleEvent => ({
  type: 'office.granted',
  subject: { person, assembly },
  data: {
    id: context.id(),
    person,
    office: role === 'observer' ? 'observer' : 'delegate',
    body: null,
    assembly,
    from: context.at,
    to: null,
  },
});

/** Refuses a credential that was not accredited yet. Refusals: `credential.unknown`,
 * `credential.accredited`, `credential.not_standing` {state}. */
export function refuseCredential(
  attendance: Attendance,
  { credential, reason }: { credential: string; reason: string },
): Result<AssembliesEvent[]> {
  const found = delegateOf(attendance, credential);
  if (!found) return refuse('credential.unknown', { credential });
  const { state } = found[1];
  if (state === 'accredited') return refuse('credential.accredited', { credential });
  if (state !== 'submitted') return refuse('credential.not_standing', { state });
  return ok([
    { type: 'credential.refused', subject: { assembly: attendance.assembly }, data: { credential, reason } },
  ]);
}

/**
 * Takes back a refusal or a withdrawal: the credential waits for accreditation as at first. Refusals: `credential.unknown`,
 * `credential.exists` (the person was designated anew meanwhile), `credential.standing` {state}.
 */
export function reinstateCredential(
  attendance: Attendance,
  { credential, reason }: { credential: string; reason: string },
): Result<AssembliesEvent[]> {
  const found = delegateOf(attendance, credential);
  if (!found) return refuse('credential.unknown', { credential });
  const [{ delegates }, { state, person }] = found;
  if (state !== 'refused' && state !== 'withdrawn') return refuse('credential.standing', { state });
  const again = delegates.some(
    (one) => one.person === person && (one.state === 'submitted' || one.state === 'accredited'),
  );
  if (again) return refuse('credential.exists');
  const subject = { assembly: attendance.assembly };
  return ok([{ type: 'credential.reinstated', subject, data: { credential, reason } }]);
}

type FloorEvent = AssembliesEvent | Extract<BodiesEvent, { type: 'member.dues_recorded' }>;

/** The attendance after an event; what does not concern who is here leaves it as it is. */
export function evolveAttendance(
  attendance: Attendance,
  event: Pick<FloorEvent, 'type' | 'data'>,
): Attendance {
  const { type, data } = event as FloorEvent;
  const withProxies = (of: (one: Represented) => readonly Proxy[]): Attendance => ({
    ...attendance,
    members: attendance.members.map((one) => ({ ...one, proxies: of(one) })),
  });
  if (type === 'credential.accredited') return changed(attendance, data.credential, { state: 'accredited' });
  if (type === 'credential.reinstated') return changed(attendance, data.credential, { state: 'submitted' });
  if (type === 'credential.withdrawn')
    return changed(attendance, data.credential, { state: 'withdrawn', present: false });
  if (type === 'credential.substituted') {
    const out = changed(attendance, data.credential, { state: 'substituted', present: false });
    return changed(inOrder(out, { credentials: [data.by, data.credential] }), data.by, { role: data.role });
  }
  if (type === 'credential.ordered') return inOrder(attendance, data);
  if (type === 'member.dues_recorded') {
    const paid = (one: Represented) => (one.member === data.member ? { ...one, paidUp: true } : one);
    return { ...attendance, members: attendance.members.map(paid) };
  }
  if (type === 'presence.entered') return changed(attendance, data.credential, { present: true });
  if (type === 'presence.left') return changed(attendance, data.credential, { present: false });
  if (type === 'proxy.registered') {
    const { proxy: id, grantor, holder, scope = null } = data;
    return withProxies(({ member, proxies }) =>
      member === grantor ? [...proxies, { id, holder, scope }] : proxies,
    );
  }
  if (type === 'proxy.revoked')
    return withProxies(({ proxies }) => proxies.filter(({ id }) => id !== data.proxy));
  return attendance;
}

/** Delegates enter or leave. Who is already so is passed over. Refusals: `credential.unknown`, `credential.not_accredited`. */
export function move(
  attendance: Attendance,
  credentials: readonly string[],
  present: boolean,
): Result<AssembliesEvent[]> {
  const events: AssembliesEvent[] = [];
  let after = attendance;
  for (const credential of credentials) {
    const found = delegateOf(after, credential);
    if (!found) return refuse('credential.unknown', { credential });
    const [member, delegate] = found;
    if (delegate.state !== 'accredited') return refuse('credential.not_accredited', { credential });
    if (delegate.present === present) continue;
    const event: AssembliesEvent = {
      type: present ? 'presence.entered' : 'presence.left',
      subject: { assembly: attendance.assembly },
      data: { credential, member: member.member },
    };
    events.push(event);
    after = evolveAttendance(after, event);
  }
  return ok([...events, ...quorumNews(attendance, after)]);
}

/**
 * Which of the own credentials a delegate's word takes in or out, by what the rules say of presence: at a seat it must be
 * the one that the credential was given. Refusals: `presence.check_in_only`, `presence.no_seat`, `presence.seat_wrong` {seat}.
 */
export function byOwnWord(
  rule: RuleSet['presence'],
  own: readonly { readonly credential: string; readonly seat: string | null }[],
  { present, seat }: { present: boolean; seat: string | null },
): Result<string[]> {
  if (rule === 'check_in') return refuse('presence.check_in_only');
  const ids = own.map(({ credential }) => credential);
  // Whoever leaves has left every seat.
  if (rule === 'self_declared' || !present) return ok(ids);
  if (own.every((one) => one.seat === null)) return refuse('presence.no_seat');
  const said = seat?.trim().toLowerCase() ?? '';
  const there = own.filter((one) => one.seat?.toLowerCase() === said);
  return there.length > 0
    ? ok(there.map(({ credential }) => credential))
    : refuse('presence.seat_wrong', { seat: seat ?? '' });
}

/** A sitting as its acts see it. */
export interface Sitting {
  readonly id: string;
  readonly assembly: string;
  readonly state: 'planned' | 'open' | 'closed' | 'cancelled';
}

/** Moments are RFC 3339; null: nobody said. */
export interface SittingPlan {
  readonly name: string | null;
  readonly plannedFrom: string | null;
  readonly plannedUntil: string | null;
}

/** Opens a sitting. Refusals: `sitting.wrong_state` {state}, `sitting.other_open`. */
export function openSitting(
  sitting: Sitting,
  { otherOpen, at }: { otherOpen: boolean; at: string },
): Result<AssembliesEvent[]> {
  if (sitting.state !== 'planned') return refuse('sitting.wrong_state', { state: sitting.state });
  if (otherOpen) return refuse('sitting.other_open');
  return ok([
    { type: 'sitting.opened', subject: { assembly: sitting.assembly }, data: { sitting: sitting.id, at } },
  ]);
}

/** Passes on a sitting that has not opened. Refusal: `sitting.wrong_state` {state}. */
const unopened = ({ state }: Sitting): Result<null> =>
  state === 'planned' ? ok(null) : refuse('sitting.wrong_state', { state });

/** Corrects a plan; `plannedUntil` is after `plannedFrom` (`checkSitting`). Refusal: `sitting.wrong_state` {state}. */
export function changeSitting(
  sitting: Sitting,
  { name, plannedFrom, plannedUntil }: SittingPlan,
): Result<AssembliesEvent[]> {
  const mayChange = unopened(sitting);
  if (!mayChange.ok) return mayChange;
  const { id, assembly } = sitting;
  const data = { sitting: id, name, plannedFrom, plannedUntil };
  return ok([{ type: 'sitting.changed', subject: { assembly }, data }]);
}

/** Cancels a sitting that never opened; what was to be taken then waits for the others. Refusal: `sitting.wrong_state` {state}. */
export function cancelSitting(
  sitting: Sitting,
  { reason }: { readonly reason: string },
): Result<AssembliesEvent[]> {
  const mayCancel = unopened(sitting);
  if (!mayCancel.ok) return mayCancel;
  const { id, assembly } = sitting;
  return ok([{ type: 'sitting.cancelled', subject: { assembly }, data: { sitting: id, reason } }]);
}

/** Closes a sitting. Refusals: `sitting.wrong_state` {state}, `sitting.poll_open`. */
export function closeSitting(
  sitting: Sitting,
  { openPolls, at }: { openPolls: number; at: string },
): Result<AssembliesEvent[]> {
  if (sitting.state !== 'open') return refuse('sitting.wrong_state', { state: sitting.state });
  if (openPolls > 0) return refuse('sitting.poll_open', { polls: openPolls });
  return ok([
    { type: 'sitting.closed', subject: { assembly: sitting.assembly }, data: { sitting: sitting.id, at } },
  ]);
}
