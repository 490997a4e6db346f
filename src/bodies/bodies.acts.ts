import type { z } from 'zod';
import { ofType } from '../basics/event.js';
import { must } from '../basics/must.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { act, freshId, lock, type Tx } from '../house/perform.js';
import { WHOLE_HOUSE } from '../access/access.js';
import type { BodiesEvent, bodyRoutes as routes, ImportReply } from './bodies.contract.js';
import {
  affiliationOf,
  bodyPlace,
  bodyRow,
  knownOrganisations,
  latestRules,
  memberOf,
  membersOf,
  organisationNames,
  organisationRow,
  organisationsAbove,
  registeredOf,
} from './bodies.store.js';
import { BodyRow, type MemberRow, type OrganisationRow } from './bodies.tables.js';
import {
  admitMembers,
  adoptRuleSet,
  affiliate,
  foundBody,
  registerOrganisation,
  type FoundBody,
  type OrganisationFacts,
} from './body.js';
import {
  correctAffiliation,
  correctBody,
  correctOrganisation,
  endAffiliation,
  renameOrganisation,
  strikeAffiliation,
  type Affiliation,
} from './correcting.js';
import {
  admitMember,
  changeMember,
  endMembership,
  readAdmission,
  strikeMember,
  type OneMember,
} from './member.js';
import { readMembers, type MemberKnown, type MembersRead } from './members.js';
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

type OfOrganisation = { organisation: string };
type OfAffiliation = OfOrganisation & { affiliation: string };

/** An organisation as it stands, alone with whoever corrects it. Refusal: `not_found`. */
async function oneOrganisation(tx: Tx, { organisation }: OfOrganisation): Promise<Result<OrganisationRow>> {
  await lock(tx, `organisation:${organisation}`);
  const row = await organisationRow(tx, organisation);
  return row ? ok(row) : refuse('not_found');
}

export const CORRECT_ORGANISATION = act({
  act: 'organisation.correct',
  place: async () => ({ ...WHOLE_HOUSE, open: false }),
  load: (tx, command: In<typeof routes.correctOrganisation>) => oneOrganisation(tx, command),
  decide: (was, command) => correctOrganisation(was, command),
  reply: () => ({}),
});

export const RENAME_ORGANISATION = act({
  act: 'organisation.correct',
  place: async () => ({ ...WHOLE_HOUSE, open: false }),
  load: (tx, command: In<typeof routes.renameOrganisation>) => oneOrganisation(tx, command),
  decide: (was, command) => renameOrganisation(was, command),
  reply: () => ({}),
});

/** An affiliation that was not struck, with what stands above its parent. Refusal: `not_found`. */
async function oneAffiliation(
  tx: Tx,
  command: OfAffiliation,
): Promise<Result<Affiliation & { above: ReadonlySet<string> }>> {
  await lock(tx, 'affiliations');
  const found = await affiliationOf(tx, command);
  if (!found) return refuse('not_found');
  return ok({ ...found, above: await organisationsAbove(tx, found.parent) });
}

export const END_AFFILIATION = act({
  act: 'affiliation.correct',
  place: async () => ({ ...WHOLE_HOUSE, open: false }),
  load: (tx, command: In<typeof routes.endAffiliation>) => oneAffiliation(tx, command),
  decide: (one, command) => endAffiliation(one, command),
  reply: () => ({}),
});

export const CORRECT_AFFILIATION = act({
  act: 'affiliation.correct',
  place: async () => ({ ...WHOLE_HOUSE, open: false }),
  load: (tx, command: In<typeof routes.correctAffiliation>) => oneAffiliation(tx, command),
  decide: (one, command) => correctAffiliation(one, command),
  reply: () => ({}),
});

export const STRIKE_AFFILIATION = act({
  act: 'affiliation.correct',
  place: async () => ({ ...WHOLE_HOUSE, open: false }),
  load: (tx, command: In<typeof routes.strikeAffiliation>) => oneAffiliation(tx, command),
  decide: (one, command) => strikeAffiliation(one, command),
  reply: () => ({}),
});

export const CORRECT_BODY = act({
  act: 'body.correct',
  place: (tx, { body }: In<typeof routes.correctBody>) => bodyPlace(tx, body),
  load: async (tx, { body }) => {
    await lock(tx, `body:${body}`);
    return ok(must(await bodyRow(tx, body), 'body'));
  },
  decide: (was, command) => correctBody(was, command),
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

/** Refusals: those of the decision, and `rules.overtaken` {number} of the newest. */
export const ADOPT_RULE_SET = act({
  act: 'ruleset.adopt',
  place: (tx, { body }: In<typeof routes.adoptRuleSet>) => bodyPlace(tx, body),
  load: async (tx, { body }) => {
    await lock(tx, `body:${body}`);
    return ok((await latestRules(tx, body))?.number ?? 0);
  },
  // Rules that were compared with older ones would undo what others have enacted since.
  decide: (last, { number, ...command }, context) =>
    number === undefined || number === last + 1
      ? adoptRuleSet(last, command, context)
      : refuse('rules.overtaken', { number: last }),
  reply: ({ events }) => {
    const { data } = events[0] as Extract<BodiesEvent, { type: 'ruleset.adopted' }>;
    return { ruleSet: data.ruleSet, number: data.number };
  },
});

const asKnown = ({ heldFrom: from, heldTo: to, ...member }: MemberRow): MemberKnown => ({
  ...member,
  ...{ from, to },
});

const rulesFor = async (tx: Tx, body: string): Promise<RuleSet | null> =>
  ((await latestRules(tx, body))?.data as RuleSet | undefined) ?? null;

/** What a body's members are read against, alone with whoever changes them. */
async function knownOf(tx: Tx, body: string) {
  await lock(tx, `body:${body}`);
  const members = await membersOf(tx, body);
  return {
    organisations: await organisationNames(tx),
    members: new Map(members.map((member) => [member.organisation, asKnown(member)])),
    rules: await rulesFor(tx, body),
  };
}

const loadMembers = async (tx: Tx, { body, csv }: { body: string; csv: string }) =>
  readMembers(csv, await knownOf(tx, body));

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

export const ADMIT_MEMBER = act({
  act: 'member.admit',
  place: (tx, { body }: In<typeof routes.admitMember>) => bodyPlace(tx, body),
  load: async (tx, command) => readAdmission(command, await knownOf(tx, command.body)),
  decide: (member, command, context) => ok(admitMember(member, command, context)),
  reply: ({ events }) => {
    const [{ data }] = ofType(events as BodiesEvent[], 'member.admitted') as [
      Extract<BodiesEvent, { type: 'member.admitted' }>,
    ];
    return { member: data.id };
  },
});

type OfMember = { body: string; member: string };

/** One member, alone with whoever changes those of its body. Refusals: `not_found`, where it is not there or was struck. */
async function oneMember(tx: Tx, { body, member }: OfMember): Promise<Result<OneMember>> {
  await lock(tx, `body:${body}`);
  const row = await memberOf(tx, { body, member });
  if (!row) return refuse('not_found');
  const { organisation, contact } = row;
  return ok({ known: asKnown(row), organisation, contact, rules: await rulesFor(tx, body) });
}

export const CHANGE_MEMBER = act({
  act: 'member.change',
  place: (tx, { body }: In<typeof routes.changeMember>) => bodyPlace(tx, body),
  load: oneMember,
  decide: (state, command) => changeMember(state, command),
  reply: () => ({}),
});

export const END_MEMBERSHIP = act({
  act: 'member.change',
  place: (tx, { body }: In<typeof routes.endMembership>) => bodyPlace(tx, body),
  load: oneMember,
  decide: (state, command) => endMembership(state, command),
  reply: () => ({}),
});

export const STRIKE_MEMBER = act({
  act: 'member.change',
  place: (tx, { body }: In<typeof routes.strikeMember>) => bodyPlace(tx, body),
  load: async (tx, command, _visitor, rooms) => {
    const found = await oneMember(tx, command);
    return found.ok ? ok({ ...found.value, standing: await rooms.onMember(tx, command.member) }) : found;
  },
  decide: (state, command) => strikeMember(state, command),
  reply: () => ({}),
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
    return readPlaces(csv, { members, body, rules: await rulesFor(tx, body) });
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
