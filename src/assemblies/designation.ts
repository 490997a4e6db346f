import { canonical, sha256Hex, type Json } from '../basics/canonical.js';
import type { Context, Event } from '../basics/event.js';
import { format, fraction } from '../basics/fraction.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { votesOfClass } from '../rules/ruleset.js';
import type { PeopleEvent } from '../people/people.contract.js';
import type { AssembliesEvent } from './assemblies.contract.js';
import {
  delegateOf,
  evolveAttendance,
  granted,
  inTurn,
  quorumNews,
  quorumView,
  representation,
  type Delegate,
  type Attendance,
  type Hand,
} from './assembly.js';
import type { DelegateChange, DelegateRead } from './delegates.js';
import type { CredentialsReport } from './designations.contract.js';

/**
 * Whether designations are still taken. `late`: the reason for which the credentials committee accepts one after the
 * deadline. Refusals: `designation.late` {due}, `designation.not_late`.
 */
export function inTime(due: string | null, { late, at }: { late: string | null; at: string }): Result<null> {
  const over = due !== null && at > due;
  if (over && late === null) return refuse('designation.late', { due });
  return !over && late !== null ? refuse('designation.not_late') : ok(null);
}

/**
 * Credentials of those whom members name, and the people who are not known yet: who has a known e-mail address is that
 * person.
 */
export function designated(
  named: readonly DelegateRead[],
  {
    assembly,
    people,
    late = null,
  }: {
    readonly assembly: string;
    readonly people: ReadonlyMap<string, { readonly id: string }>;
    readonly late?: string | null;
  },
  context: Context,
): (PeopleEvent | AssembliesEvent)[] {
  const registered = new Map<string, string>();
  const fresh: PeopleEvent[] = [];
  const submitted: AssembliesEvent[] = [];
  for (const { member, name, email, role, lang, gender = null } of named) {
    let person = email === null ? undefined : (people.get(email)?.id ?? registered.get(email));
    if (person === undefined) {
      person = context.id();
      if (email !== null) registered.set(email, person);
      fresh.push({
        type: 'person.registered',
        subject: { person },
        data: { person, lang },
        personal: { name, email },
      });
    }
    submitted.push({
      type: 'credential.submitted',
      subject: { assembly, person },
      data: { credential: context.id(), member, person, role, ...(late !== null && { late }) },
      ...(gender !== null && { personal: { gender } }),
    });
  }
  return [...fresh, ...submitted];
}

/** What a later file says otherwise of credentials and of those who hold them. */
export const delegatesChanged = (
  changes: readonly DelegateChange[],
  assembly: string,
): (PeopleEvent | AssembliesEvent)[] =>
  changes.flatMap(({ credential, person, role, gender, lang, email }) => {
    const events: (PeopleEvent | AssembliesEvent)[] = [];
    if (lang !== undefined || email !== undefined)
      events.push({
        type: 'person.facts_changed',
        subject: { person },
        data: { person, ...(lang !== undefined && { lang }) },
        ...(email !== undefined && { personal: { email } }),
      });
    if (role !== undefined || gender !== undefined)
      events.push({
        type: 'credential.facts_changed',
        subject: { assembly, person },
        data: { credential, ...(role !== undefined && { role }) },
        ...(gender !== undefined && { personal: { gender } }),
      });
    return events;
  });

/** An office of the person here that came with an accreditation. */
export interface OwnOffice {
  readonly id: string;
  readonly office: string;
}

const stands = ({ state }: Delegate): boolean => state === 'submitted' || state === 'accredited';

/** Ends what the person held by this credential, unless another accredited one of theirs gives it too. */
function endings(
  attendance: Attendance,
  { credential, person, role }: Delegate,
  { offices, reason, at }: { offices: readonly OwnOffice[]; reason: string; at: string },
): PeopleEvent[] {
  const kind = (of: Delegate['role']): string => (of === 'observer' ? 'observer' : 'delegate');
  const still = attendance.members.some(({ delegates }) =>
    delegates.some(
      (one) =>
        one.person === person &&
        one.credential !== credential &&
        one.state === 'accredited' &&
        kind(one.role) === kind(role),
    ),
  );
  if (still) return [];
  return offices
    .filter(({ office }) => office === kind(role))
    .map(({ id }) => ({
      type: 'office.ended',
      subject: { person, assembly: attendance.assembly },
      data: { id, person, to: at, reason },
    }));
}

/** Withdraws a credential that stands. Refusals: `credential.unknown`, `credential.not_standing` {state}. */
export function withdraw(
  attendance: Attendance,
  { credential, reason, offices }: { credential: string; reason: string; offices: readonly OwnOffice[] },
  { at }: Context,
): Result<Event[]> {
  const found = delegateOf(attendance, credential);
  if (!found) return refuse('credential.unknown', { credential });
  const [member, delegate] = found;
  if (!stands(delegate)) return refuse('credential.not_standing', { state: delegate.state });
  const subject = { assembly: attendance.assembly };
  const events: AssembliesEvent[] = [
    ...leaving(subject, { delegate, member: member.member }),
    { type: 'credential.withdrawn', subject, data: { credential, reason } },
  ];
  const after = events.reduce(evolveAttendance, attendance);
  return ok([
    ...events,
    ...quorumNews(attendance, after),
    ...endings(attendance, delegate, { offices, reason, at }),
  ]);
}

const leaving = (
  subject: { assembly: string },
  { delegate, member }: { delegate: Delegate; member: string },
): AssembliesEvent[] =>
  delegate.present
    ? [{ type: 'presence.left', subject, data: { credential: delegate.credential, member } }]
    : [];

/**
 * Another of the same member takes a delegate's place, and is accredited by that. Refusals: `credential.unknown`,
 * `credential.not_standing` {state}, `credential.substitute_wrong` (of another member, an observer, the same, or fallen).
 */
export function substitute(
  attendance: Attendance,
  {
    credential,
    by,
    reason,
    offices,
  }: { credential: string; by: string; reason: string; offices: readonly OwnOffice[] },
  context: Context,
): Result<Event[]> {
  const found = delegateOf(attendance, credential);
  if (!found) return refuse('credential.unknown', { credential });
  const [member, delegate] = found;
  if (!stands(delegate)) return refuse('credential.not_standing', { state: delegate.state });
  const next = member.delegates.find((one) => one.credential === by);
  if (!next || next === delegate || !stands(next) || [next.role, delegate.role].includes('observer'))
    return refuse('credential.substitute_wrong');
  const subject = { assembly: attendance.assembly };
  const accredited: AssembliesEvent[] =
    next.state === 'accredited'
      ? []
      : [
          {
            type: 'credential.accredited',
            subject: { ...subject, person: next.person },
            data: { credential: by, person: next.person, role: next.role },
          },
        ];
  const events: AssembliesEvent[] = [
    ...accredited,
    ...leaving(subject, { delegate, member: member.member }),
    { type: 'credential.substituted', subject, data: { credential, by, role: delegate.role, reason } },
  ];
  const after = events.reduce(evolveAttendance, attendance);
  return ok([
    ...events,
    ...quorumNews(attendance, after),
    ...(next.state === 'accredited' ? [] : [granted(attendance.assembly, next, context)]),
    ...endings(attendance, delegate, { offices, reason, at: context.at }),
  ]);
}

/**
 * Lets somebody come before the others of the same member and role: whoever of them is here votes, the first first. Who comes
 * first already is passed over. Refusals: `credential.unknown`, `credential.not_standing` {state}, `credential.observes`.
 */
export function putFirst(
  attendance: Attendance,
  { credential }: { credential: string },
): Result<AssembliesEvent[]> {
  const found = delegateOf(attendance, credential);
  if (!found) return refuse('credential.unknown', { credential });
  const [member, delegate] = found;
  const { state, role } = delegate;
  if (!stands(delegate)) return refuse('credential.not_standing', { state });
  if (role === 'observer') return refuse('credential.observes');
  const first = inTurn(member).find((one) => one.role === role && stands(one));
  if (first?.credential === credential) return ok([]);
  const others = member.delegates.map((one) => one.credential).filter((id) => id !== credential);
  const credentials = [credential, ...others];
  const subject = { assembly: attendance.assembly };
  return ok([{ type: 'credential.ordered', subject, data: { member: member.member, credentials } }]);
}

/** In polls under way the hand follows to the substitute at once, here or not: who was replaced must not keep it. */
export function substitutedHands(
  hands: ReadonlyMap<string, Hand>,
  events: readonly Pick<Event, 'type' | 'data'>[],
  attendance: Attendance,
): ReadonlyMap<string, Hand> {
  const moved = new Map(hands);
  for (const { type, data } of events as AssembliesEvent[]) {
    if (type !== 'credential.substituted') continue;
    const found = delegateOf(attendance, data.by);
    if (found && (moved.get(found[0].member)?.holder ?? null) === null)
      moved.set(found[0].member, { holder: found[1].person, byProxy: false });
  }
  return moved;
}

/** A credential's facts that the attendance does not carry: why it was refused, why it was taken late. */
export interface Remark {
  readonly credential: string;
  readonly reason: string | null;
  readonly late: string | null;
}

/** The report of the credentials committee of this moment. `revoked`: proxies that no longer stand. */
export function reportOf(
  attendance: Attendance,
  { remarks, revoked }: { remarks: readonly Remark[]; revoked: number },
): CredentialsReport {
  const { lines, unit } = representation(attendance);
  const all = attendance.members.flatMap((member) =>
    member.delegates.map((one) => ({ ...one, of: member.name })),
  );
  const count = (state: Delegate['state'], role?: Delegate['role']): number =>
    all.filter((one) => one.state === state && (role === undefined || one.role === role)).length;
  const sends = (state: (one: Delegate) => boolean): number =>
    attendance.members.filter(({ delegates }) =>
      delegates.some((one) => state(one) && one.role !== 'observer'),
    ).length;
  const proxies = attendance.members.flatMap((member) => member.proxies);
  const arrears = attendance.rules.duesRequired
    ? attendance.members.filter(
        (member) => !member.paidUp && votesOfClass(attendance.rules.votes, member.class).n > 0n,
      )
    : [];
  const votes = (these: readonly { weight: bigint }[]): string =>
    format(
      fraction(
        these.reduce((sum, { weight }) => sum + weight, 0n),
        unit,
      ),
    );
  const represented = lines.filter((line) => line.holder !== null);
  const told = (which: (one: Delegate, remark: Remark) => string | null) =>
    all.flatMap((one) => {
      const remark = remarks.find(({ credential }) => credential === one.credential);
      const reason = remark ? which(one, remark) : null;
      return reason === null ? [] : [{ member: one.of, role: one.role, reason }];
    });
  return {
    v: 1,
    members: {
      entitled: lines.length,
      inArrears: arrears.length,
      designated: sends(stands),
      accredited: sends(({ state }) => state === 'accredited'),
      present: represented.filter((line) => !line.byProxy).length,
      byProxy: represented.filter((line) => line.byProxy).length,
    },
    credentials: {
      designated: count('submitted') + count('accredited'),
      accredited: count('accredited'),
      refused: count('refused'),
      withdrawn: count('withdrawn'),
      substituted: count('substituted'),
      observers: count('accredited', 'observer'),
    },
    proxies: {
      registered: proxies.length,
      revoked,
      limited: proxies.filter(({ scope }) => scope !== null).length,
    },
    votes: { entitled: votes(lines), represented: votes(represented) },
    refusals: told((one, { reason }) => (one.state === 'refused' ? reason : null)),
    late: told((_, { late }) => late),
    arrears: arrears.map(({ name }) => name),
    quorum: quorumView(attendance),
  };
}

/** Adopts the report: its canonical JSON is a blob of the record, whose SHA-256 the event names. */
export function adoptReport(
  report: CredentialsReport,
  { assembly, last }: { assembly: string; last: number },
  context: Context,
): AssembliesEvent {
  const text = canonical(report as unknown as Json);
  return {
    type: 'credential.report_adopted',
    subject: { assembly },
    data: { report: context.id(), number: last + 1, hash: sha256Hex(text), at: context.at },
    blobs: { report: text },
  };
}
