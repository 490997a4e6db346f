import type { z } from 'zod';
import { IsNull, Not } from 'typeorm';
import type { Event } from '../basics/event.js';
import type { Certainty } from '../basics/fields.js';
import { freeSlug } from '../basics/folded.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { must } from '../basics/must.js';
import { importReply } from '../bodies/bodies.acts.js';
import { bodyPlace, registeredOf, ruleSetById } from '../bodies/bodies.store.js';
import { act, lock, type Tx } from '../house/perform.js';
import { leaveWithSitting } from './agenda.js';
import { agendaOf } from './agenda.store.js';
import type { Visitor } from '../access/visitor.js';
import { deskOf, langOf, peopleByEmail } from '../people/people.store.js';
import { keepBlob } from '../log/blobs.js';
import type { AssembliesEvent, assemblyRoutes as routes } from './assemblies.contract.js';
import {
  assemblyPlace,
  credentialsKnown,
  hasScope,
  loadAttendance,
  lockAssembly,
  openSittingOf,
} from './assemblies.store.js';
import { AssemblyRow, CredentialRow, ItemRow, PaperRow, SittingRow } from './assemblies.tables.js';
import {
  accredit,
  byOwnWord,
  cancelSitting,
  changeSitting,
  closeSitting,
  move,
  openSitting,
  quorumView,
  refuseCredential,
  reinstateCredential,
  type Attendance,
} from './assembly.js';
import { delegateRows, emailOf, readDelegates } from './delegates.js';
import { show } from './hall.js';
import { delegatesChanged, designated, inTime } from './designation.js';
import { designationsDue } from './designations.store.js';
import {
  checkPaper,
  checkSitting,
  convene,
  correctAssembly,
  enterAssembly,
  planSitting,
  renamePaper,
  setDeadlines,
  withdrawPaper,
  type Convene,
} from './meeting.js';
import { giveProxy, revokeProxy, type GiveProxy } from './proxies.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

/** Creates an assembly; one of the paper era (`historical`) has no rules of ours. */
export const CONVENE = act({
  act: 'assembly.convene',
  place: (tx, { body }: Convene) => bodyPlace(tx, body),
  load: async (tx, { assembly, ruleSet }) =>
    ok({
      exists: await tx.existsBy(AssemblyRow, { id: assembly }),
      rules: ruleSet === null ? null : await ruleSetById(tx, ruleSet),
    }),
  decide: (state, command) => convene(state, command),
  reply: ({ command }) => ({ assembly: command.assembly }),
});

/** Refusals: those of `enterAssembly`. */
export const ENTER_ASSEMBLY = act({
  act: 'assembly.convene',
  place: (tx, { body }: In<typeof routes.enterAssembly>) => bodyPlace(tx, body),
  load: async (tx, { name }) => {
    // Two of the same name must not get the same identifier.
    await lock(tx, 'assemblies');
    const all = await tx.find(AssemblyRow, { select: { id: true } });
    const taken = new Set(all.map(({ id }) => id));
    return ok(freeSlug(name, (slug) => taken.has(slug), 'assembly'));
  },
  decide: (assembly, command, { at }) => enterAssembly({ ...command, assembly }, { today: at.slice(0, 10) }),
  reply: ({ state: assembly }) => ({ assembly }),
});

export const here = (tx: Tx, { assembly }: { assembly: string }) => assemblyPlace(tx, assembly);

/** Refusals: `not_found`, those of `correctAssembly`. */
export const CORRECT_ASSEMBLY = act({
  act: 'assembly.correct',
  place: (tx, command: In<typeof routes.correct>) => here(tx, command),
  load: async (tx, { assembly, facts }) => {
    await lockAssembly(tx, assembly);
    const row = await tx.findOneByOrFail(AssemblyRow, { id: assembly });
    const ruleSet = facts.ruleSet ?? row.ruleSet;
    return ok({
      body: row.body,
      rules: ruleSet === null ? null : await ruleSetById(tx, ruleSet),
      was: { ...row, from: row.heldFrom, to: row.heldTo, certainty: row.certainty as Certainty },
      historical: row.historical,
      hasSat: await tx.existsBy(SittingRow, { assembly, openedAt: Not(IsNull()) }),
    });
  },
  decide: (state, command, { at }) => correctAssembly(state, command, { today: at.slice(0, 10) }),
  reply: () => ({}),
});

export const SET_DEADLINES = act({
  act: 'assembly.plan',
  place: (tx, command: In<typeof routes.setDeadlines>) => here(tx, command),
  load: async () => ok(null),
  decide: (_state, { assembly, motions }) => ok([setDeadlines({ assembly, motions })]),
  reply: () => ({}),
});

/** Refusals: those of `show`. */
export const SHOW = act({
  act: 'hall.show',
  place: (tx, command: In<typeof routes.show>) => here(tx, command),
  load: async (tx, { assembly }) => {
    await lockAssembly(tx, assembly);
    return ok(await tx.findOneByOrFail(AssemblyRow, { id: assembly }));
  },
  decide: (state, command, context) => show(state, command, context),
  reply: () => ({}),
});

/** Left out, the end is not planned. Refusal: `sitting.ends_before`. */
type Plan = Omit<In<typeof routes.planSitting>, 'plannedUntil'> & { plannedUntil?: string | null };

export const PLAN_SITTING = act({
  act: 'sitting.plan',
  place: (tx, command: Plan) => here(tx, command),
  load: async (tx, { assembly }) => {
    await lockAssembly(tx, assembly);
    return ok((await tx.maximum(SittingRow, 'number', { assembly })) ?? 0);
  },
  decide: (last, { plannedUntil = null, ...command }, context) => {
    const plan = { ...command, plannedUntil };
    const checked = checkSitting(plan);
    return checked.ok ? ok([planSitting(last, plan, context)]) : checked;
  },
  reply: ({ events }) => ({
    sitting: (events[0] as Extract<AssembliesEvent, { type: 'sitting.planned' }>).data.sitting,
  }),
});

async function sittingOf(tx: Tx, { assembly, sitting: id }: { assembly: string; sitting: string }) {
  await lockAssembly(tx, assembly);
  const sitting = await tx.findOneBy(SittingRow, { id, assembly });
  return sitting ? ok(sitting) : refuse('not_found');
}

/** Refusals: `not_found`, `sitting.ends_before`, `sitting.wrong_state` {state}. */
export const CHANGE_SITTING = act({
  act: 'sitting.change',
  place: (tx, command: In<typeof routes.changeSitting>) => here(tx, command),
  load: sittingOf,
  decide: (sitting, command) => {
    const checked = checkSitting(command);
    return checked.ok ? changeSitting(sitting, command) : checked;
  },
  reply: () => ({}),
});

/** Refusals: `not_found`, `sitting.wrong_state` {state}. */
export const CANCEL_SITTING = act({
  act: 'sitting.cancel',
  place: (tx, command: In<typeof routes.cancelSitting>) => here(tx, command),
  load: (tx, command) => sittingOf(tx, command),
  decide: (sitting, command) => cancelSitting(sitting, command),
  reply: () => ({}),
});

export const OPEN_SITTING = act({
  act: 'sitting.open',
  place: (tx, command: In<typeof routes.openSitting>) => here(tx, command),
  load: async (tx, command) => {
    const sitting = await sittingOf(tx, command);
    if (!sitting.ok) return sitting;
    return ok({ sitting: sitting.value, open: await openSittingOf(tx, command.assembly) });
  },
  decide: ({ sitting, open }, _command, { at }) => openSitting(sitting, { otherOpen: open !== null, at }),
  reply: () => ({}),
});

/** A sitting with an open poll is not closed. The item that is current is left. */
export const CLOSE_SITTING = act({
  act: 'sitting.close',
  place: (tx, command: In<typeof routes.closeSitting>) => here(tx, command),
  load: async (tx, { assembly, sitting: id }, _visitor, rooms) => {
    await lockAssembly(tx, assembly);
    const sitting = await openSittingOf(tx, assembly);
    if (sitting?.id !== id) return refuse('sitting.wrong_state', { state: sitting ? 'other' : 'closed' });
    const agenda = await agendaOf(tx, assembly);
    return ok({ sitting, agenda, polls: await rooms.votesIn(tx, assembly) });
  },
  decide: ({ sitting, agenda, polls }, _command, { at }) => {
    const closed = closeSitting(sitting, { openPolls: polls, at });
    return closed.ok ? ok([...leaveWithSitting(agenda), ...closed.value]) : closed;
  },
  reply: () => ({}),
});

/** The paper's bytes are a blob of the record; the entry names its SHA-256. */
export const ATTACH_PAPER = act({
  act: 'paper.attach',
  place: (tx, command: In<typeof routes.attachPaper>) => here(tx, command),
  load: async (tx, { assembly, item, pdf }) => {
    if (!(await tx.existsBy(ItemRow, { id: item, assembly }))) return refuse('not_found');
    const content = Buffer.from(pdf, 'base64');
    const checked = checkPaper(content);
    if (!checked.ok) return checked;
    return ok({ bytes: content.length, hash: await keepBlob(tx, content) });
  },
  decide: ({ bytes, hash }, { assembly, item, name }, context) => {
    const event: AssembliesEvent = {
      type: 'paper.attached',
      subject: { assembly },
      data: { paper: context.id(), item, name, hash, bytes },
    };
    return ok([event]);
  },
  reply: ({ events }) => {
    const { paper, hash } = (events[0] as Extract<AssembliesEvent, { type: 'paper.attached' }>).data;
    return { paper, hash };
  },
});

async function attached(tx: Tx, { assembly, paper: id }: { assembly: string; paper: string }) {
  await lockAssembly(tx, assembly);
  const paper = await tx.findOneBy(PaperRow, { id });
  return paper && (await tx.existsBy(ItemRow, { id: paper.item, assembly }))
    ? ok(paper)
    : refuse('not_found');
}

/** Refusals: `not_found`, `paper.withdrawn` {reason}. */
export const RENAME_PAPER = act({
  act: 'paper.rename',
  place: (tx, command: In<typeof routes.renamePaper>) => here(tx, command),
  load: attached,
  decide: (paper, { assembly, name }) => renamePaper(paper, { assembly, name }),
  reply: () => ({}),
});

/** The file stays. Refusals: `not_found`, `paper.withdrawn` {reason}. */
export const WITHDRAW_PAPER = act({
  act: 'paper.withdraw',
  place: (tx, command: In<typeof routes.withdrawPaper>) => here(tx, command),
  load: attached,
  decide: (paper, { assembly, reason }) => withdrawPaper(paper, { assembly, reason }),
  reply: () => ({}),
});

/**
 * All rows come in, or none. A person whose e-mail address is known is that person. Refusals: those of `inTime`, where somebody
 * is new.
 */
export const IMPORT_DELEGATES = act({
  act: 'delegate.import',
  place: (tx, command: z.input<typeof routes.importDelegates.input>) => here(tx, command),
  load: async (tx, { assembly, csv, apart = false, lang }, visitor) => {
    await lockAssembly(tx, assembly);
    const { body, open } = must(await tx.findOneBy(AssemblyRow, { id: assembly }), 'assembly');
    const rows = delegateRows(csv);
    if (!rows.ok) return rows;
    const people = await peopleByEmail(
      tx,
      rows.value.flatMap((row) => emailOf(row) ?? []),
    );
    const read = readDelegates(rows.value, {
      ...{ people, apart, members: await registeredOf(tx, body), lang: lang ?? (await langOf(tx, visitor)) },
      credentials: await credentialsKnown(tx, assembly, deskOf(visitor, { body, assembly, open })),
    });
    return ok({ ...read, people, due: await designationsDue(tx, assembly) });
  },
  decide: (state, { assembly, preview, late = null }, context) => {
    if (preview || state.faults.length > 0) return ok([]);
    const timely = state.delegates.length === 0 ? ok(null) : inTime(state.due, { late, at: context.at });
    if (!timely.ok) return timely;
    return ok<readonly Event[]>([
      ...designated(state.delegates, { assembly, people: state.people, late }, context),
      ...delegatesChanged(state.changes, assembly),
    ]);
  },
  reply: ({ state, command }): z.infer<typeof routes.importDelegates.reply> => ({
    ...importReply(state, command),
    known: state.delegates.flatMap(({ email }, place) =>
      email !== null && state.people.has(email)
        ? [{ line: must(state.lines[place], 'line of the file'), email }]
        : [],
    ),
  }),
});

/** The attendance, alone with everything that moves the assembly's numbers. Refusal: `assembly.no_rules`. */
export async function lockedAttendance(
  tx: Tx,
  { assembly }: { assembly: string },
): Promise<Result<Attendance>> {
  await lockAssembly(tx, assembly);
  const attendance = await loadAttendance(tx, assembly);
  return attendance ? ok(attendance) : refuse('assembly.no_rules');
}

/** The quorum after an act, as the act's own news tells it. */
export async function quorumAfter(tx: Tx, assembly: string) {
  return { quorum: quorumView(must(await loadAttendance(tx, assembly), 'attendance')) };
}

export const ACCREDIT = act({
  act: 'credential.accredit',
  place: (tx, command: In<typeof routes.accredit>) => here(tx, command),
  load: lockedAttendance,
  decide: (attendance, { credentials }, context) => accredit(attendance, credentials, context),
  reply: ({ events }) => ({
    accredited: events.filter(({ type }) => type === 'credential.accredited').length,
  }),
});

export const REFUSE_CREDENTIAL = act({
  act: 'credential.refuse',
  place: (tx, command: In<typeof routes.refuseCredential>) => here(tx, command),
  load: lockedAttendance,
  decide: (attendance, command) => refuseCredential(attendance, command),
  reply: () => ({}),
});

export const REINSTATE_CREDENTIAL = act({
  act: 'credential.reinstate',
  place: (tx, command: In<typeof routes.reinstateCredential>) => here(tx, command),
  load: lockedAttendance,
  decide: (attendance, command) => reinstateCredential(attendance, command),
  reply: () => ({}),
});

/** Left out, the scope is the whole assembly. Refusal beside those of the decision: `proxy.scope_unknown`. */
type Registration = Pick<GiveProxy, 'grantor' | 'holder'> & Partial<GiveProxy> & { assembly: string };

export const REGISTER_PROXY = act({
  act: 'proxy.register',
  place: (tx, command: Registration) => here(tx, command),
  load: async (tx, command, _visitor, rooms) => {
    const { assembly, scope } = command;
    if (scope && !(await hasScope(tx, assembly, { scope, rooms }))) return refuse('proxy.scope_unknown');
    return lockedAttendance(tx, command);
  },
  decide: (attendance, { scope = null, instruction = null, ...given }, context) =>
    giveProxy(attendance, { ...given, scope, instruction }, context),
  reply: ({ events }) => ({
    proxy: (events[0] as Extract<AssembliesEvent, { type: 'proxy.registered' }>).data.proxy,
  }),
});

export const REVOKE_PROXY = act({
  act: 'proxy.revoke',
  place: (tx, command: In<typeof routes.revokeProxy>) => here(tx, command),
  load: lockedAttendance,
  decide: (attendance, command) => revokeProxy(attendance, command),
  reply: () => ({}),
});

export const RECORD_PRESENCE = act({
  act: 'presence.record',
  place: (tx, command: In<typeof routes.recordPresence>) => here(tx, command),
  load: lockedAttendance,
  decide: (attendance, { credentials, present }) => move(attendance, credentials, present),
  reply: ({ tx, command }) => quorumAfter(tx, command.assembly),
});

/** A delegate's own word, where the rules take it. Refusals: those of `byOwnWord`. */
export const DECLARE_PRESENCE = act({
  act: 'presence.declare',
  place: (tx, command: In<typeof routes.declarePresence>) => here(tx, command),
  load: async (tx, command, visitor: Visitor) => {
    const attendance = await lockedAttendance(tx, command);
    if (!attendance.ok) return attendance;
    const mine = await tx.findBy(CredentialRow, {
      assembly: command.assembly,
      person: must(visitor.person, 'person'),
      state: 'accredited',
    });
    return ok({
      attendance: attendance.value,
      own: mine.map(({ id: credential, seat }) => ({ credential, seat })),
    });
  },
  decide: ({ attendance, own }, command) => {
    const taken = byOwnWord(attendance.rules.presence, own, command);
    return taken.ok ? move(attendance, taken.value, command.present) : taken;
  },
  reply: ({ tx, command }) => quorumAfter(tx, command.assembly),
});
