import type { Context } from '../basics/event.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { must } from '../basics/must.js';
import type { AssembliesEvent, ProxyScope } from './assemblies.contract.js';
import { evolveAttendance, quorumNews, representation, type Attendance } from './assembly.js';

export interface GiveProxy {
  readonly grantor: string;
  readonly holder: string;
  readonly scope: ProxyScope | null;
  /** For the holder and the secretariat alone: the record keeps a commitment. */
  readonly instruction: string | null;
}

/** The last moment at which proxies are registered, RFC 3339 UTC; null: the rules set none, or the start is not known. */
export function proxiesDue({ rules, beginsAt }: Pick<Attendance, 'rules' | 'beginsAt'>): string | null {
  const { deadlineHours: hours } = rules.proxies;
  if (hours === undefined || beginsAt === null) return null;
  return new Date(Date.parse(beginsAt) - hours * 3_600_000).toISOString();
}

/**
 * Registers a proxy. The limit counts the members that a holder represents, whatever the scopes.
 * Refusals: `proxy.not_allowed`, `proxy.too_late` {hours}, `proxy.grantor_unknown`, `proxy.grantor_without_vote`,
 * `proxy.exists`, `proxy.holder_not_delegate`, `proxy.own_member`, `proxy.limit` {limit}.
 */
export function giveProxy(
  attendance: Attendance,
  given: GiveProxy,
  context: Context,
): Result<AssembliesEvent[]> {
  const { grantor, holder, scope, instruction } = given;
  const { proxies } = attendance.rules;
  if (!proxies.allowed) return refuse('proxy.not_allowed');
  const due = proxiesDue(attendance);
  if (due !== null && due < context.at)
    return refuse('proxy.too_late', { hours: must(proxies.deadlineHours, 'deadline of proxies') });
  const member = attendance.members.find((one) => one.member === grantor);
  if (!member) return refuse('proxy.grantor_unknown', { grantor });
  if (!representation(attendance).lines.some((line) => line.member === grantor)) {
    return refuse('proxy.grantor_without_vote', { name: member.name });
  }
  if (member.proxies.some((one) => key(one.scope) === key(scope)))
    return refuse('proxy.exists', { name: member.name });
  const holds = attendance.members.filter((one) =>
    one.delegates.some(
      (delegate) =>
        delegate.person === holder && delegate.state === 'accredited' && delegate.role !== 'observer',
    ),
  );
  if (holds.length === 0) return refuse('proxy.holder_not_delegate');
  if (holds.some((one) => one.member === grantor)) return refuse('proxy.own_member', { name: member.name });
  const held = attendance.members.filter(
    (one) => one.member !== grantor && one.proxies.some((proxy) => proxy.holder === holder),
  ).length;
  if (proxies.maxPerHolder !== null && held >= proxies.maxPerHolder) {
    return refuse('proxy.limit', { limit: proxies.maxPerHolder });
  }
  const event: AssembliesEvent = {
    type: 'proxy.registered',
    subject: { assembly: attendance.assembly },
    data: { proxy: context.id(), grantor, holder, scope },
    ...(instruction !== null && { personal: { instruction } }),
  };
  return ok([event, ...quorumNews(attendance, evolveAttendance(attendance, event))]);
}

const key = (scope: ProxyScope | null): string | null =>
  scope === null ? null : scope.kind === 'item' ? scope.item : scope.motion;

/** Revokes a proxy. Refusal: `proxy.unknown`. */
export function revokeProxy(
  attendance: Attendance,
  { proxy, reason }: { proxy: string; reason: string },
): Result<AssembliesEvent[]> {
  if (!attendance.members.some((one) => one.proxies.some(({ id }) => id === proxy)))
    return refuse('proxy.unknown');
  const event: AssembliesEvent = {
    type: 'proxy.revoked',
    subject: { assembly: attendance.assembly },
    data: { proxy, reason },
  };
  return ok([event, ...quorumNews(attendance, evolveAttendance(attendance, event))]);
}
