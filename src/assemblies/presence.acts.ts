import type { z } from 'zod';
import { ok, refuse, type Result } from '../basics/result.js';
import { must } from '../basics/must.js';
import { act, lock, type Tx } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import { slipCodeHash } from '../people/people.acts.js';
import { here, lockedAttendance, quorumAfter } from './assemblies.acts.js';
import type { AssembliesEvent } from './assemblies.contract.js';
import { lockAssembly, openSittingOf } from './assemblies.store.js';
import { delegateOf, move, type Attendance } from './assembly.js';
import type { presenceRoutes as routes } from './presence.contract.js';
import { callLock, loadCall, runningCall, scanned, votingCredentials } from './presence.store.js';
import { callQuorum, closeCall, confirm, endDue, type Call } from './quorum-call.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

/** Gives seats and badges. Refusals: `credential.unknown`, `credential.seat_taken`, `credential.badge_taken`. */
export const SEAT = act({
  act: 'credential.seat',
  place: (tx, command: In<typeof routes.seat>) => here(tx, command),
  load: lockedAttendance,
  decide: (attendance, { assembly, seats }) => {
    const unknown = seats.find(({ credential }) => !delegateOf(attendance, credential));
    if (unknown) return refuse('credential.unknown', { credential: unknown.credential });
    return ok(
      seats.map((data): AssembliesEvent => ({ type: 'credential.seated', subject: { assembly }, data })),
    );
  },
  reply: () => ({}),
});

/** A slip's QR code is an address; its code stands behind the #. */
const codeIn = (text: string): string => text.slice(text.indexOf('#') + 1).trim();

/** Checks in or out by what was scanned. The slip is not used up by it. Refusal: `presence.code_unknown`. */
export const CHECK_IN = act({
  act: 'presence.record',
  place: (tx, command: In<typeof routes.checkIn>) => here(tx, command),
  load: async (tx, command) => {
    const attendance = await lockedAttendance(tx, command);
    if (!attendance.ok) return attendance;
    const label = codeIn(command.code);
    const { assembly } = command;
    const found = await scanned(tx, { assembly, label, slip: slipCodeHash(label) });
    return found.length > 0 ? ok({ attendance: attendance.value, found }) : refuse('presence.code_unknown');
  },
  decide: ({ attendance, found }, { present }) =>
    move(
      attendance,
      found.map(({ credential }) => credential),
      present,
    ),
  reply: async ({ state: { found }, tx, command, events }) => ({
    people: found.map(({ name, organisation, role }) => ({ name, organisation, role })),
    already: events.length === 0,
    ...(await quorumAfter(tx, command.assembly)),
  }),
});

export const CALL_QUORUM = act({
  act: 'quorum.call',
  place: (tx, command: In<typeof routes.callQuorum>) => here(tx, command),
  load: async (tx, { assembly }) => {
    await lockAssembly(tx, assembly);
    const sittingOpen = (await openSittingOf(tx, assembly)) !== null;
    return ok({ running: await runningCall(tx, assembly), sittingOpen });
  },
  decide: (state, command, context) => callQuorum(state, command, context),
  reply: ({ events }) => ({
    call: (events[0] as Extract<AssembliesEvent, { type: 'quorum.called' }>).data.call,
  }),
});

export const CONFIRM_PRESENCE = act({
  act: 'quorum.confirm',
  place: (tx, command: In<typeof routes.confirm>) => here(tx, command),
  load: async (tx, { assembly, call: id }, visitor: Visitor) => {
    await lock(tx, callLock(id));
    const call = await loadCall(tx, assembly, id);
    if (!call) return refuse('not_found');
    return ok({ call, credentials: await votingCredentials(tx, assembly, must(visitor.person, 'person')) });
  },
  decide: ({ call, credentials }, _command, context) => confirm(call, credentials, context),
  reply: () => ({}),
});

/** The attendance and the call, each alone: no confirmation slips in between its count and its end. */
async function lockedCall(
  tx: Tx,
  command: { assembly: string; call: string },
): Promise<Result<{ attendance: Attendance; call: Call }>> {
  const attendance = await lockedAttendance(tx, command);
  if (!attendance.ok) return attendance;
  await lock(tx, callLock(command.call));
  const call = await loadCall(tx, command.assembly, command.call);
  return call ? ok({ attendance: attendance.value, call }) : refuse('not_found');
}

/** The house itself ends a call whose time is over. */
export const END_DUE_CALL = act({
  act: 'quorum.call',
  place: (tx, command: { assembly: string; call: string }) => here(tx, command),
  load: lockedCall,
  decide: ({ attendance, call }, _command, context) => endDue(call, attendance, context),
  reply: () => ({}),
});

export const CLOSE_CALL = act({
  act: 'quorum.call',
  place: (tx, command: In<typeof routes.closeCall>) => here(tx, command),
  load: lockedCall,
  decide: ({ attendance, call }, { absent }, { at }) => closeCall(call, attendance, { absent, at }),
  reply: async ({ events, tx, command }) => ({
    absent: events.filter(({ type }) => type === 'presence.left').length,
    ...(await quorumAfter(tx, command.assembly)),
  }),
});
