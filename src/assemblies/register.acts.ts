import * as bodies from '../bodies/bodies.acts.js';
import { ok } from '../basics/result.js';
import type { Event } from '../basics/event.js';
import { act, type Act, type Tx } from '../house/perform.js';
import { loadRegister, lockAssembly } from './assemblies.store.js';
import { heldAt } from './membership.store.js';
import { AssemblyRow } from './assemblies.tables.js';
import type { Attendance } from './assembly.js';
import { quorumByRegister, type Held, type OnRegister } from './membership.js';

/** An assembly that has begun and goes on, with all members of its body. */
interface Session {
  readonly attendance: Attendance;
  readonly held: Held;
  readonly register: readonly OnRegister[];
}

/** Assemblies of a body that have begun and go on, alone with each. */
async function inSession(tx: Tx, body: string): Promise<Session[]> {
  const begun: Session[] = [];
  for (const row of await tx.find(AssemblyRow, { where: { body }, order: { id: 'ASC' } })) {
    const before = await heldAt(tx, row);
    if (before.openedAt === null || before.overAt !== null) continue;
    await lockAssembly(tx, row.id);
    const session = await loadRegister(tx, row.id);
    if (session) begun.push(session);
  }
  return begun;
}

/** A change of the body's register, with what becomes of the quorum of assemblies in session, as one. */
const tellingQuorums = <C extends { body: string }, S, R>(
  one: Act<C, S, R>,
  namesIn: (state: S) => readonly { readonly organisation: string; readonly name: string }[],
): Act<C, { state: S; sessions: Session[] }, R> =>
  act({
    act: one.act,
    place: one.place,
    load: async (tx, command, visitor, rooms) => {
      const state = await one.load(tx, command, visitor, rooms);
      return state.ok ? ok({ state: state.value, sessions: await inSession(tx, command.body) }) : state;
    },
    decide: ({ state, sessions }, command, context) => {
      const decided = one.decide(state, command, context);
      if (!decided.ok || decided.value.length === 0) return decided;
      const names = new Map(namesIn(state).map(({ organisation, name }) => [organisation, name]));
      const told = sessions.flatMap(({ attendance, ...session }) =>
        quorumByRegister(attendance, { ...session, events: decided.value, names, at: context.at }),
      );
      return ok<readonly Event[]>([...decided.value, ...told]);
    },
    reply: ({ state: { state }, ...done }) => one.reply({ state, ...done }),
  });

export const ADMIT_MEMBER = tellingQuorums(bodies.ADMIT_MEMBER, (member) => [member]);
export const CHANGE_MEMBER = tellingQuorums(bodies.CHANGE_MEMBER, () => []);
export const END_MEMBERSHIP = tellingQuorums(bodies.END_MEMBERSHIP, () => []);
export const STRIKE_MEMBER = tellingQuorums(bodies.STRIKE_MEMBER, () => []);
export const IMPORT_MEMBERS = tellingQuorums(bodies.IMPORT_MEMBERS, ({ members }) => members);
export const IMPORT_FIGURES = tellingQuorums(bodies.IMPORT_FIGURES, () => []);
export const IMPORT_PLACES = tellingQuorums(bodies.IMPORT_PLACES, () => []);
