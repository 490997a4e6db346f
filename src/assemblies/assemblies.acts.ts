import type { z } from 'zod';
import type { Event } from '../basics/event.js';
import type { Certainty } from '../basics/fields.js';
import { isEdtf } from '../basics/edtf.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { bodyPlace, membersOf, ruleSetById } from '../bodies/bodies.store.js';
import { act, type Tx, type Visitor } from '../house/perform.js';
import type { PeopleEvent } from '../people/people.contract.js';
import { peopleByEmail } from '../people/people.store.js';
import { keepBlob } from '../record/record.store.js';
import type { ImportReply } from '../bodies/bodies.contract.js';
import type { AssembliesEvent, assemblyRoutes as routes } from './assemblies.contract.js';
import {
  assemblyPlace,
  credentialViews,
  loadFloor,
  lockAssembly,
  openSittingOf,
} from './assemblies.store.js';
import { AssemblyRow, CredentialRow, ItemRow, SittingRow } from './assemblies.tables.js';
import {
  accredit,
  giveProxy,
  move,
  openSitting,
  quorumView,
  refuseCredential,
  revokeProxy,
  type Floor,
} from './assembly.js';
import { readDelegates } from './delegates.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

export interface Convene {
  readonly assembly: string;
  readonly body: string;
  readonly name: string;
  readonly place: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly timeZone: string | null;
  readonly ruleSet: string | null;
  readonly open: boolean;
  readonly historical?: boolean;
  readonly demonstration?: boolean;
  readonly note?: string | null;
  readonly source?: string | null;
  readonly certainty?: Certainty;
}

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

/** Creates an assembly; one of the paper era (`historical`) has no rules of ours. */
export const CONVENE = act({
  act: 'assembly.convene',
  place: (tx, { body }: Convene) => bodyPlace(tx, body),
  load: async (tx, command) => {
    if (await tx.existsBy(AssemblyRow, { id: command.assembly })) {
      return refuse('assembly.exists', { assembly: command.assembly });
    }
    for (const date of [command.from, command.to]) {
      if (date !== null && !isEdtf(date)) return refuse('date.malformed', { date });
    }
    if (command.from && command.to && command.to < command.from) return refuse('date.ends_before');
    if (command.timeZone !== null && !isTimeZone(command.timeZone)) {
      return refuse('assembly.time_zone', { timeZone: command.timeZone });
    }
    if (command.ruleSet !== null) {
      const rules = await ruleSetById(tx, command.ruleSet);
      if (rules?.body !== command.body) return refuse('ruleset.unknown');
    }
    return ok(null);
  },
  decide: (_state, command) => {
    const event: AssembliesEvent = {
      type: 'assembly.convened',
      subject: { assembly: command.assembly, body: command.body },
      data: {
        assembly: command.assembly,
        body: command.body,
        name: command.name,
        place: command.place,
        from: command.from,
        to: command.to,
        timeZone: command.timeZone,
        ruleSet: command.ruleSet,
        open: command.open,
        historical: command.historical ?? false,
        demonstration: command.demonstration ?? false,
        note: command.note ?? null,
        source: command.source ?? null,
        certainty: command.certainty ?? 'high',
      },
    };
    return ok([event]);
  },
  reply: ({ command }) => ({ assembly: command.assembly }),
});

const here = (tx: Tx, { assembly }: { assembly: string }) => assemblyPlace(tx, assembly);

async function nextNumber(
  tx: Tx,
  table: typeof SittingRow | typeof ItemRow,
  assembly: string,
): Promise<number> {
  await lockAssembly(tx, assembly);
  return ((await tx.maximum(table, 'number', { assembly })) ?? 0) + 1;
}

export const PLAN_SITTING = act({
  act: 'sitting.plan',
  place: (tx, command: In<typeof routes.planSitting>) => here(tx, command),
  load: async (tx, { assembly }) => ok(await nextNumber(tx, SittingRow, assembly)),
  decide: (number, { assembly, name, plannedFrom }, context) => {
    const event: AssembliesEvent = {
      type: 'sitting.planned',
      subject: { assembly },
      data: { sitting: context.id(), number, name, plannedFrom },
    };
    return ok([event]);
  },
  reply: ({ events }) => ({
    sitting: (events[0] as Extract<AssembliesEvent, { type: 'sitting.planned' }>).data.sitting,
  }),
});

export const OPEN_SITTING = act({
  act: 'sitting.open',
  place: (tx, command: In<typeof routes.openSitting>) => here(tx, command),
  load: async (tx, { assembly, sitting: id }) => {
    await lockAssembly(tx, assembly);
    const sitting = await tx.findOneBy(SittingRow, { id, assembly });
    return sitting ? ok({ sitting, open: await openSittingOf(tx, assembly) }) : refuse('not_found');
  },
  decide: ({ sitting, open }, _command, { at }) => openSitting(sitting, { otherOpen: open !== null, at }),
  reply: () => ({}),
});

export const ADD_ITEM = act({
  act: 'item.add',
  place: (tx, command: In<typeof routes.addItem>) => here(tx, command),
  load: async (tx, { assembly }) => ok(await nextNumber(tx, ItemRow, assembly)),
  decide: (number, { assembly, titles, internal }, context) => {
    const event: AssembliesEvent = {
      type: 'item.added',
      subject: { assembly },
      data: { item: context.id(), number, titles, internal },
    };
    return ok([event]);
  },
  reply: ({ state, events }) => ({
    item: (events[0] as Extract<AssembliesEvent, { type: 'item.added' }>).data.item,
    number: state,
  }),
});

const PAPER_LIMIT = 10 * 1024 * 1024;

/** The paper's bytes are a blob of the record; the entry names its SHA-256. */
export const ATTACH_PAPER = act({
  act: 'paper.attach',
  place: (tx, command: In<typeof routes.attachPaper>) => here(tx, command),
  load: async (tx, { assembly, item, pdf }) => {
    if (!(await tx.existsBy(ItemRow, { id: item, assembly }))) return refuse('not_found');
    const content = Buffer.from(pdf, 'base64');
    if (content.length > PAPER_LIMIT) return refuse('paper.too_large', { limit: PAPER_LIMIT });
    if (!content.subarray(0, 5).equals(Buffer.from('%PDF-'))) return refuse('paper.not_pdf');
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

/** All rows come in, or none. A person whose e-mail address is known is that person. */
export const IMPORT_DELEGATES = act({
  act: 'delegate.import',
  place: (tx, command: In<typeof routes.importDelegates>) => here(tx, command),
  load: async (tx, { assembly, csv }) => {
    await lockAssembly(tx, assembly);
    const { body } = (await tx.findOneBy(AssemblyRow, { id: assembly }))!;
    const members = new Map((await membersOf(tx, body)).map((member) => [member.organisation, member.id]));
    const { credentials } = await credentialViews(tx, assembly);
    const read = readDelegates(csv, {
      members,
      credentials: new Set(
        credentials.flatMap(({ member, person }) =>
          person.email === null ? [] : [`${member} ${person.email.toLowerCase()}`],
        ),
      ),
    });
    if (!read.ok) return read;
    const emails = read.value.delegates.flatMap((one) => (one.email === null ? [] : [one.email]));
    return ok({ ...read.value, people: await peopleByEmail(tx, emails) });
  },
  decide: (state, { assembly, preview }, context) => {
    if (preview || state.faults.length > 0) return ok([]);
    const registered = new Map<string, string>();
    const events: (AssembliesEvent | PeopleEvent)[] = [];
    for (const delegate of state.delegates) {
      const { email, name, lang } = delegate;
      let person = email === null ? undefined : (state.people.get(email)?.id ?? registered.get(email));
      if (person === undefined) {
        person = context.id();
        if (email !== null) registered.set(email, person);
        events.push({
          type: 'person.registered',
          subject: { person },
          data: { person, lang },
          personal: { name, email },
        });
      }
      events.push({
        type: 'credential.submitted',
        subject: { assembly, person },
        data: { credential: context.id(), member: delegate.member, person, role: delegate.role },
      });
    }
    return ok<readonly Event[]>(events);
  },
  reply: ({ state, command, events }): ImportReply => ({
    imported: !command.preview && state.faults.length === 0,
    rows: state.rows.map((row) => ({ ...row.fields })),
    added: events.filter((event) => event.type === 'credential.submitted').length,
    unchanged: 0,
    faults: [...state.faults],
  }),
});

async function lockedFloor(tx: Tx, { assembly }: { assembly: string }): Promise<Result<Floor>> {
  await lockAssembly(tx, assembly);
  const floor = await loadFloor(tx, assembly);
  return floor ? ok(floor) : refuse('assembly.no_rules');
}

/** The quorum after an act, as the act's own news tells it. */
async function quorumAfter(tx: Tx, assembly: string) {
  return { quorum: quorumView((await loadFloor(tx, assembly))!) };
}

export const ACCREDIT = act({
  act: 'credential.accredit',
  place: (tx, command: In<typeof routes.accredit>) => here(tx, command),
  load: lockedFloor,
  decide: (floor, { credentials }, context) => accredit(floor, credentials, context),
  reply: ({ events }) => ({
    accredited: events.filter(({ type }) => type === 'credential.accredited').length,
  }),
});

export const REFUSE_CREDENTIAL = act({
  act: 'credential.refuse',
  place: (tx, command: In<typeof routes.refuseCredential>) => here(tx, command),
  load: lockedFloor,
  decide: (floor, command) => refuseCredential(floor, command),
  reply: () => ({}),
});

export const REGISTER_PROXY = act({
  act: 'proxy.register',
  place: (tx, command: In<typeof routes.registerProxy>) => here(tx, command),
  load: lockedFloor,
  decide: (floor, command, context) => giveProxy(floor, command, context),
  reply: ({ events }) => ({
    proxy: (events[0] as Extract<AssembliesEvent, { type: 'proxy.registered' }>).data.proxy,
  }),
});

export const REVOKE_PROXY = act({
  act: 'proxy.revoke',
  place: (tx, command: In<typeof routes.revokeProxy>) => here(tx, command),
  load: lockedFloor,
  decide: (floor, command) => revokeProxy(floor, command),
  reply: () => ({}),
});

export const RECORD_PRESENCE = act({
  act: 'presence.record',
  place: (tx, command: In<typeof routes.recordPresence>) => here(tx, command),
  load: lockedFloor,
  decide: (floor, { credentials, present }) => move(floor, credentials, present),
  reply: ({ tx, command }) => quorumAfter(tx, command.assembly),
});

/** A delegate's own word, where the rules take it. Refusal: `presence.check_in_only`. */
export const DECLARE_PRESENCE = act({
  act: 'presence.declare',
  place: (tx, command: In<typeof routes.declarePresence>) => here(tx, command),
  load: async (tx, command, visitor: Visitor) => {
    const floor = await lockedFloor(tx, command);
    if (!floor.ok) return floor;
    if (floor.value.rules.presence !== 'self_declared') return refuse('presence.check_in_only');
    const mine = await tx.findBy(CredentialRow, {
      assembly: command.assembly,
      person: visitor.person!,
      state: 'accredited',
    });
    return ok({ floor: floor.value, credentials: mine.map((row) => row.id) });
  },
  decide: ({ floor, credentials }, { present }) => move(floor, credentials, present),
  reply: ({ tx, command }) => quorumAfter(tx, command.assembly),
});
