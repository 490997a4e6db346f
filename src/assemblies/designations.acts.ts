import type { z } from 'zod';
import { ofType, type Event } from '../basics/event.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { first, must } from '../basics/must.js';
import { memberNames } from '../bodies/bodies.store.js';
import { isSameName } from '../bodies/rows.js';
import { act, lock, type Tx } from '../house/perform.js';
import { WHOLE_HOUSE } from '../access/access.js';
import { slipCode, slipCodeHash } from '../people/people.acts.js';
import { peopleByEmail } from '../people/people.store.js';
import { here, lockedAttendance } from './assemblies.acts.js';
import type { AssembliesEvent } from './assemblies.contract.js';
import { credentialsKnown, lockAssembly } from './assemblies.store.js';
import { AssemblyRow, DesignationCodeRow, type DesignationLinkRow } from './assemblies.tables.js';
import { delegateOf, type Attendance } from './assembly.js';
import { credentialKey } from './delegates.js';
import {
  adoptReport,
  designated,
  inTime,
  putFirst,
  reportOf,
  substitute,
  withdraw,
  type OwnOffice,
} from './designation.js';
import type { designationRoutes as routes, LinkView, Named } from './designations.contract.js';
import {
  designationsDue,
  lastReport,
  linkOf,
  linksOf,
  linkView,
  ownOffices,
  remarksOf,
} from './designations.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

export const SET_CREDENTIAL_DATES = act({
  act: 'assembly.plan',
  place: (tx, command: In<typeof routes.setCredentialDates>) => here(tx, command),
  load: async () => ok(null),
  decide: (_state, { assembly, ...dates }) => {
    const event: AssembliesEvent = {
      type: 'assembly.credential_dates_set',
      subject: { assembly },
      data: dates,
    };
    return ok([event]);
  },
  reply: () => ({}),
});

const membersHere = async (tx: Tx, assembly: string) => {
  const { body } = must(await tx.findOneBy(AssemblyRow, { id: assembly }), 'assembly');
  return memberNames(tx, body);
};

/**
 * What a designation is decided on: known people, the deadline. Refusals: `credential.exists`, `designation.other_name` {email}
 * (the address is of somebody with another name, in the house or among those named: one address is one person).
 */
async function forDesignation(
  tx: Tx,
  { assembly, member, named }: { assembly: string; member: string; named: readonly Named[] },
) {
  const known = new Set(
    (await credentialsKnown(tx, assembly, { house: true })).map((one) => credentialKey(one.member, one)),
  );
  const keys = named.map((one) => credentialKey(member, one));
  const emails = named.flatMap(({ email }) => (email === null ? [] : [email.toLowerCase()]));
  const people = await peopleByEmail(tx, emails);
  const names = new Map([...people].map(([email, { name }]) => [email, name]));
  for (const { name, email } of named) {
    const address = email?.toLowerCase();
    if (address === undefined) continue;
    const before = names.get(address) ?? name;
    if (!isSameName(before, name)) return refuse('designation.other_name', { email: address });
    names.set(address, name);
  }
  if (keys.some((key, place) => known.has(key) || keys.indexOf(key) !== place))
    return refuse('credential.exists');
  return ok({ people, due: await designationsDue(tx, assembly) });
}

const ofMember = (member: string, named: readonly Named[]) =>
  named.map((one) => ({ ...one, member, email: one.email?.toLowerCase() ?? null }));

/** The secretariat enters what a member sent. Refusals: `designation.member_unknown`, those of `inTime`, `credential.exists`. */
export const DESIGNATE = act({
  act: 'credential.designate',
  place: (tx, command: In<typeof routes.designate>) => here(tx, command),
  load: async (tx, { assembly, member, ...named }) => {
    await lockAssembly(tx, assembly);
    const members = await membersHere(tx, assembly);
    if (!members.some((one) => one.member === member)) return refuse('designation.member_unknown');
    return forDesignation(tx, { assembly, member, named: [named] });
  },
  decide: ({ people, due }, { assembly, member, late, ...named }, context) => {
    const timely = inTime(due, { late, at: context.at });
    if (!timely.ok) return timely;
    return ok<readonly Event[]>(designated(ofMember(member, [named]), { assembly, people, late }, context));
  },
  reply: ({ state, events }) => ({
    credential: first(ofType(events as AssembliesEvent[], 'credential.submitted')).data.credential,
    known: state.people.size > 0,
  }),
});

/** Issues links; the house keeps only the codes' hashes. Refusal: `designation.member_unknown`. */
export const ISSUE_LINKS = act({
  act: 'designation.invite',
  place: (tx, command: In<typeof routes.issueLinks> & { origin: string }) => here(tx, command),
  load: async (tx, { assembly, members }) => {
    await lock(tx, `designations:${assembly}`);
    const names = new Map((await membersHere(tx, assembly)).map(({ member, name }) => [member, name]));
    const asked = [...new Set(members)];
    if (asked.some((member) => !names.has(member))) return refuse('designation.member_unknown');
    const links = await linksOf(tx, assembly);
    return ok(
      asked.map((member) => ({
        ...{ member, name: must(names.get(member), 'name of the member'), code: slipCode() },
        replaces: links.get(member)?.id ?? null,
      })),
    );
  },
  decide: (links, { assembly }, context) =>
    ok(
      links.map(({ member, replaces }): AssembliesEvent => ({
        type: 'designation.invited',
        subject: { assembly },
        data: { link: context.id(), member, replaces },
      })),
    ),
  after: async (tx, { state, events }) => {
    for (const { data } of ofType(events as AssembliesEvent[], 'designation.invited')) {
      const { code } = must(
        state.find((one) => one.member === data.member),
        'link of the member',
      );
      if (data.replaces !== null) await tx.delete(DesignationCodeRow, { link: data.replaces });
      await tx.insert(DesignationCodeRow, { link: data.link, codeHash: slipCodeHash(code) });
    }
  },
  reply: ({ state, command }): { links: LinkView[] } => ({
    links: state.map(({ member, name, code }) => ({
      ...{ member, name, code },
      url: `${command.origin}/designate#${code}`,
    })),
  }),
});

async function liveLink(tx: Tx, code: string): Promise<Result<DesignationLinkRow>> {
  const link = await linkOf(tx, slipCodeHash(code));
  return link ? ok(link) : refuse('designation.link_dead');
}

/** Reads what a link is for; nothing changes. The code alone is the right to it. Refusal: `designation.link_dead`. */
export const OPEN_LINK = act({
  act: 'designation.make',
  place: async () => WHOLE_HOUSE,
  load: (tx, { code }: In<typeof routes.openLink>) => liveLink(tx, code),
  decide: () => ok([]),
  reply: ({ state, tx }) => linkView(tx, state),
});

/** A member names its delegates itself; the link is then used up. Refusals: `designation.link_dead`, those of DESIGNATE. */
export const USE_LINK = act({
  act: 'designation.make',
  place: async () => WHOLE_HOUSE,
  load: async (tx, { code, delegates }: In<typeof routes.useLink>) => {
    const first = await liveLink(tx, code);
    if (!first.ok) return first;
    await lockAssembly(tx, first.value.assembly);
    // Read again under the lock: the same link may have been used meanwhile.
    const link = await liveLink(tx, code);
    if (!link.ok) return link;
    const { assembly, member } = link.value;
    const known = await forDesignation(tx, { assembly, member, named: delegates });
    return known.ok ? ok({ ...known.value, link: link.value }) : known;
  },
  decide: ({ people, due, link }, { delegates }, context) => {
    const { id, assembly, member } = link;
    const timely = inTime(due, { late: null, at: context.at });
    if (!timely.ok) return timely;
    const made: AssembliesEvent = {
      type: 'designation.made',
      subject: { assembly },
      data: { link: id, member, count: delegates.length },
    };
    return ok<readonly Event[]>([
      ...designated(ofMember(member, delegates), { assembly, people }, context),
      made,
    ]);
  },
  after: async (tx, { state }) => {
    await tx.delete(DesignationCodeRow, { link: state.link.id });
  },
  reply: ({ command }) => ({ designated: command.delegates.length }),
});

async function withOffices(
  tx: Tx,
  command: { assembly: string; credential: string },
): Promise<Result<{ attendance: Attendance; offices: OwnOffice[] }>> {
  const attendance = await lockedAttendance(tx, command);
  if (!attendance.ok) return attendance;
  const found = delegateOf(attendance.value, command.credential);
  const offices = found ? await ownOffices(tx, command.assembly, found[1].person) : [];
  return ok({ attendance: attendance.value, offices });
}

export const WITHDRAW_CREDENTIAL = act({
  act: 'credential.withdraw',
  place: (tx, command: In<typeof routes.withdraw>) => here(tx, command),
  load: withOffices,
  decide: ({ attendance, offices }, command, context) =>
    withdraw(attendance, { ...command, offices }, context),
  reply: () => ({}),
});

export const SUBSTITUTE = act({
  act: 'credential.substitute',
  place: (tx, command: In<typeof routes.substitute>) => here(tx, command),
  load: withOffices,
  decide: ({ attendance, offices }, command, context) =>
    substitute(attendance, { ...command, offices }, context),
  reply: () => ({}),
});

export const PUT_FIRST = act({
  act: 'credential.order',
  place: (tx, command: In<typeof routes.putFirst>) => here(tx, command),
  load: lockedAttendance,
  decide: (attendance, command) => putFirst(attendance, command),
  reply: () => ({}),
});

export const ADOPT_REPORT = act({
  act: 'credential.report',
  place: (tx, command: In<typeof routes.adoptReport>) => here(tx, command),
  load: async (tx, command) => {
    const attendance = await lockedAttendance(tx, command);
    if (!attendance.ok) return attendance;
    const report = reportOf(attendance.value, await remarksOf(tx, command.assembly));
    return ok({ report, last: await lastReport(tx, command.assembly) });
  },
  decide: ({ report, last }, { assembly }, context) => ok([adoptReport(report, { assembly, last }, context)]),
  reply: ({ events }) => {
    const [{ data }] = ofType(events as AssembliesEvent[], 'credential.report_adopted') as [
      Extract<AssembliesEvent, { type: 'credential.report_adopted' }>,
    ];
    return { number: data.number, hash: data.hash };
  },
});
