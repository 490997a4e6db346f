import type { z } from 'zod';
import { ok, type Result } from '../basics/result.js';
import { act, freshId, lock, type Tx } from '../house/perform.js';
import { WHOLE_HOUSE } from '../access/access.js';
import type { BodiesEvent, bodyRoutes as routes, ImportReply } from './bodies.contract.js';
import {
  bodyPlace,
  knownOrganisations,
  latestRules,
  membersOf,
  organisationNames,
  organisationsAbove,
  registeredOf,
} from './bodies.store.js';
import { BodyRow } from './bodies.tables.js';
import {
  admitMembers,
  adoptRuleSet,
  affiliate,
  foundBody,
  registerOrganisation,
  type FoundBody,
  type OrganisationFacts,
} from './body.js';
import { readMembers, type MembersRead } from './members.js';
import { readContacts, readFigures, readPlaces, type Registered, type RegisterRead } from './register.js';
import { countsOf } from './rows.js';
import type { RuleSet } from '../rules/ruleset.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

export const REGISTER_ORGANISATION = act({
  act: 'organisation.register',
  place: async () => ({ ...WHOLE_HOUSE, open: false }),
  load: async (tx, { organisation, parent }: OrganisationFacts) =>
    ok(await knownOrganisations(tx, parent === null ? [organisation] : [organisation, parent])),
  decide: (known, facts) => registerOrganisation(known, facts),
  reply: ({ command }) => ({ organisation: command.organisation }),
});

export const AFFILIATE = act({
  act: 'affiliation.record',
  place: async () => ({ ...WHOLE_HOUSE, open: false }),
  load: async (tx, { organisation, parent }: In<typeof routes.affiliate>) => {
    // Two affiliations that close a circle together must not pass each other.
    await lock(tx, 'affiliations');
    const above = await organisationsAbove(tx, parent);
    const exists = (await organisationsAbove(tx, organisation, { nearest: true })).has(parent);
    return ok({ known: await knownOrganisations(tx, [organisation, parent]), above, exists });
  },
  decide: (state, command) => affiliate(state, command),
  reply: () => ({}),
});

export const FOUND_BODY = act({
  act: 'body.found',
  place: async () => ({ ...WHOLE_HOUSE, open: false }),
  load: async (tx, { body, organisation }: FoundBody) =>
    ok({
      exists: await tx.existsBy(BodyRow, { id: body }),
      organisationKnown: (await knownOrganisations(tx, [organisation])).has(organisation),
    }),
  decide: (state, command) => foundBody(state, command),
  reply: ({ command }) => ({ body: command.body }),
});

export const ADOPT_RULE_SET = act({
  act: 'ruleset.adopt',
  place: (tx, { body }: In<typeof routes.adoptRuleSet>) => bodyPlace(tx, body),
  load: async (tx, { body }) => {
    await lock(tx, `body:${body}`);
    return ok((await latestRules(tx, body))?.number ?? 0);
  },
  decide: (last, command, context) => adoptRuleSet(last, command, context),
  reply: ({ events }) => {
    const { data } = events[0] as Extract<BodiesEvent, { type: 'ruleset.adopted' }>;
    return { ruleSet: data.ruleSet, number: data.number };
  },
});

async function loadMembers(
  tx: Tx,
  { body, csv }: { body: string; csv: string },
): Promise<Result<MembersRead>> {
  await lock(tx, `body:${body}`);
  const members = await membersOf(tx, body);
  return readMembers(csv, {
    organisations: await organisationNames(tx),
    members: new Map(
      members.map(({ heldFrom: from, heldTo: to, ...member }) => [
        member.organisation,
        { ...member, from, to },
      ]),
    ),
    rules: ((await latestRules(tx, body))?.data as RuleSet | undefined) ?? null,
  });
}

/** What is told of a file that was read, whether its rows came in or not. */
export const importReply = (
  { rows, faults, remarks }: Pick<MembersRead, 'rows' | 'faults' | 'remarks'>,
  { preview }: { preview: boolean },
): ImportReply => ({
  imported: !preview && faults.length === 0,
  ...{ rows: [...rows], faults: [...faults], remarks: [...remarks] },
  ...countsOf(rows),
});

/** All rows come in, or none: with a fault nothing is decided. Organisations that are new are registered too. */
export const IMPORT_MEMBERS = act({
  act: 'member.import',
  place: (tx, { body }: In<typeof routes.importMembers> & { demonstration?: boolean }) => bodyPlace(tx, body),
  load: (tx, command) => loadMembers(tx, command),
  decide: (state, { body, preview, demonstration }, context) =>
    ok(preview ? [] : admitMembers(state, { body, demonstration: demonstration ?? false }, context)),
  reply: ({ state, command }) => importReply(state, command),
});

type RegisterFile = In<typeof routes.importFigures>;

/** The body's members as the register has them, alone with whoever changes them. */
async function registerOf(tx: Tx, body: string): Promise<Registered[]> {
  await lock(tx, `body:${body}`);
  return registeredOf(tx, body);
}

const registered = (state: RegisterRead, { preview }: RegisterFile) =>
  ok(preview || state.faults.length > 0 ? [] : state.events);
const registerReply = ({ state, command }: { state: RegisterRead; command: RegisterFile }): ImportReply =>
  importReply(state, command);

export const IMPORT_FIGURES = act({
  act: 'member.import',
  place: (tx, { body }: RegisterFile) => bodyPlace(tx, body),
  load: async (tx, { body, csv }) =>
    readFigures(csv, { members: await registerOf(tx, body), body, id: freshId }),
  decide: registered,
  reply: registerReply,
});

export const IMPORT_PLACES = act({
  act: 'member.import',
  place: (tx, { body }: RegisterFile) => bodyPlace(tx, body),
  load: async (tx, { body, csv }) => {
    const members = await registerOf(tx, body);
    const rules = ((await latestRules(tx, body))?.data as RuleSet | undefined) ?? null;
    return readPlaces(csv, { members, body, rules });
  },
  decide: registered,
  reply: registerReply,
});

export const IMPORT_CONTACTS = act({
  act: 'member.import',
  place: (tx, { body }: RegisterFile) => bodyPlace(tx, body),
  load: async (tx, { body, csv }) => readContacts(csv, { members: await registerOf(tx, body), body }),
  decide: registered,
  reply: registerReply,
});
