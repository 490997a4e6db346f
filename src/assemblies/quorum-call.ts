import type { Context } from '../basics/event.js';
import { ok, refuse, type Result } from '../basics/result.js';
import type { AssembliesEvent } from './assemblies.contract.js';
import { evolveAttendance, quorumNews, quorumView, type Delegate, type Attendance } from './assembly.js';

/** A quorum call as its acts see it: it runs until its time is over or the chair ends it, and is closed by the chair. */
export interface Call {
  readonly id: string;
  readonly assembly: string;
  readonly state: 'running' | 'ended' | 'closed';
  /** RFC 3339, UTC: the last moment at which a confirmation counts, by the server's clock. */
  readonly endsAt: string;
  /** The credentials that were confirmed. */
  readonly confirmed: ReadonlySet<string>;
}

/** Starts a call. Refusals: `sitting.none_open`, `quorum_call.running`. */
export function callQuorum(
  { running, sittingOpen }: { running: boolean; sittingOpen: boolean },
  { assembly, seconds }: { assembly: string; seconds: number },
  context: Context,
): Result<AssembliesEvent[]> {
  if (!sittingOpen) return refuse('sitting.none_open');
  if (running) return refuse('quorum_call.running');
  const endsAt = new Date(Date.parse(context.at) + seconds * 1_000).toISOString();
  return ok([
    {
      type: 'quorum.called',
      subject: { assembly },
      data: { call: context.id(), startedAt: context.at, endsAt },
    },
  ]);
}

/**
 * Confirms a person's credentials that are here; what was confirmed is passed over. Refusals: `quorum_call.over`,
 * `quorum_call.not_present`.
 */
export function confirm(
  call: Call,
  credentials: readonly Pick<Delegate, 'credential' | 'present'>[],
  { at }: Pick<Context, 'at'>,
): Result<AssembliesEvent[]> {
  if (call.state !== 'running' || at > call.endsAt) return refuse('quorum_call.over');
  const here = credentials.filter(({ present }) => present);
  if (here.length === 0) return refuse('quorum_call.not_present');
  return ok(
    here
      .filter(({ credential }) => !call.confirmed.has(credential))
      .map(({ credential }) => ({
        type: 'presence.confirmed',
        subject: { assembly: call.assembly },
        data: { call: call.id, credential },
      })),
  );
}

/** Those who are here with a vote of their member, and did not confirm. */
const silent = (attendance: Attendance, { confirmed }: Call) =>
  attendance.members.flatMap(({ member, delegates }) =>
    delegates
      .filter(
        (one) =>
          one.state === 'accredited' &&
          one.present &&
          one.role !== 'observer' &&
          !confirmed.has(one.credential),
      )
      .map(({ credential }) => ({ credential, member })),
  );

/** Ends a running call: its outcome is the quorum of those alone who confirmed. */
function ended(call: Call, attendance: Attendance, at: string): AssembliesEvent {
  const subject = { assembly: call.assembly };
  const gone = silent(attendance, call).map((data): AssembliesEvent => ({
    type: 'presence.left',
    subject,
    data,
  }));
  return {
    type: 'quorum.call_ended',
    subject,
    data: {
      call: call.id,
      at,
      confirmed: call.confirmed.size,
      outcome: quorumView(gone.reduce(evolveAttendance, attendance)),
    },
  };
}

/** Ends a call whose time is over. Refusals: `quorum_call.over` (ended before), `quorum_call.running` (not yet). */
export function endDue(
  call: Call,
  attendance: Attendance,
  { at }: Pick<Context, 'at'>,
): Result<AssembliesEvent[]> {
  if (call.state !== 'running') return refuse('quorum_call.over');
  return at <= call.endsAt ? refuse('quorum_call.running') : ok([ended(call, attendance, at)]);
}

/**
 * The chair closes a call, before its time or after. With `absent` those who did not confirm have left from now on.
 * Refusal: `quorum_call.closed`.
 */
export function closeCall(
  call: Call,
  attendance: Attendance,
  { absent, at }: { absent: boolean; at: string },
): Result<AssembliesEvent[]> {
  if (call.state === 'closed') return refuse('quorum_call.closed');
  const subject = { assembly: call.assembly };
  const left = absent
    ? silent(attendance, call).map((data): AssembliesEvent => ({ type: 'presence.left', subject, data }))
    : [];
  const after = left.reduce(evolveAttendance, attendance);
  return ok([
    ...(call.state === 'running' ? [ended(call, attendance, at)] : []),
    { type: 'quorum.call_closed', subject, data: { call: call.id, absent: absent ? left.length : null } },
    ...left,
    ...quorumNews(attendance, after),
  ]);
}
