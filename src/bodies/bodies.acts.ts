import type { z } from 'zod';
import { hashOf, type Json } from '../basics/canonical.js';
import type { Certainty } from '../basics/fields.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { act, lock, WHOLE_HOUSE, type Tx } from '../house/perform.js';
import type { BodiesEvent, bodyRoutes as routes, ImportReply } from './bodies.contract.js';
import { bodyPlace, knownOrganisations, latestRules, memberOrganisations } from './bodies.store.js';
import { BodyRow, OrganisationRow } from './bodies.tables.js';
import { readMembers, type MembersRead } from './members.js';
import { checkRuleSet, type RuleSet } from './ruleset.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

export interface OrganisationFacts {
  readonly organisation: string;
  readonly name: string;
  readonly short: string | null;
  readonly country: string | null;
  readonly parent: string | null;
  readonly formerName?: string | null;
  readonly kind?: string | null;
  readonly seat?: string | null;
  readonly founded?: string | null;
  readonly demonstration?: boolean;
  readonly figures?: Record<string, string>;
  readonly source?: string | null;
  readonly certainty?: Certainty;
}

const registered = (facts: OrganisationFacts): BodiesEvent => ({
  type: 'organisation.registered',
  subject: { organisation: facts.organisation },
  data: {
    organisation: facts.organisation,
    name: facts.name,
    short: facts.short,
    country: facts.country,
    formerName: facts.formerName ?? null,
    kind: facts.kind ?? null,
    seat: facts.seat ?? null,
    founded: facts.founded ?? null,
    demonstration: facts.demonstration ?? false,
    figures: facts.figures ?? {},
    source: facts.source ?? null,
    certainty: facts.certainty ?? 'high',
  },
});

export const REGISTER_ORGANISATION = act({
  act: 'organisation.register',
  place: async () => ({ ...WHOLE_HOUSE, open: false }),
  load: async (tx, { organisation, parent }: OrganisationFacts) => {
    if (await tx.existsBy(OrganisationRow, { id: organisation })) {
      return refuse('organisation.exists', { organisation });
    }
    if (parent !== null && !(await tx.existsBy(OrganisationRow, { id: parent }))) {
      return refuse('organisation.unknown', { organisation: parent });
    }
    return ok(null);
  },
  decide: (_state, facts) => {
    const events: BodiesEvent[] = [registered(facts)];
    if (facts.parent !== null) {
      events.push({
        type: 'affiliation.recorded',
        subject: { organisation: facts.organisation },
        data: {
          child: facts.organisation,
          parent: facts.parent,
          from: null,
          to: null,
          source: facts.source ?? null,
        },
      });
    }
    return ok(events);
  },
  reply: ({ command }) => ({ organisation: command.organisation }),
});

export const FOUND_BODY = act({
  act: 'body.found',
  place: async () => ({ ...WHOLE_HOUSE, open: false }),
  load: async (tx, command: In<typeof routes.foundBody> & { source?: string; certainty?: Certainty }) => {
    if (await tx.existsBy(BodyRow, { id: command.body }))
      return refuse('body.exists', { body: command.body });
    const known = await tx.existsBy(OrganisationRow, { id: command.organisation });
    return known ? ok(null) : refuse('organisation.unknown', { organisation: command.organisation });
  },
  decide: (_state, { body, organisation, name, source, certainty }) => {
    const event: BodiesEvent = {
      type: 'body.founded',
      subject: { body, organisation },
      data: { body, organisation, name, source: source ?? null, certainty: certainty ?? 'high' },
    };
    return ok([event]);
  },
  reply: ({ command }) => ({ body: command.body }),
});

export const ADOPT_RULE_SET = act({
  act: 'ruleset.adopt',
  place: (tx, { body }: In<typeof routes.adoptRuleSet>) => bodyPlace(tx, body),
  load: async (tx, { body, data }): Promise<Result<{ rules: RuleSet; number: number }>> => {
    await lock(tx, `body:${body}`);
    const rules = checkRuleSet(data);
    if (!rules.ok) return rules;
    const last = await latestRules(tx, body);
    return ok({ rules: rules.value, number: (last?.number ?? 0) + 1 });
  },
  decide: ({ rules, number }, { body, name, inForceFrom }, context) => {
    const data = rules as unknown as Json;
    const event: BodiesEvent = {
      type: 'ruleset.adopted',
      subject: { body },
      data: { ruleSet: context.id(), body, number, name, inForceFrom, hash: hashOf(data), data },
    };
    return ok([event]);
  },
  reply: ({ state, events }) => ({
    ruleSet: (events[0] as Extract<BodiesEvent, { type: 'ruleset.adopted' }>).data.ruleSet,
    number: state.number,
  }),
});

async function loadMembers(
  tx: Tx,
  { body, csv }: { body: string; csv: string },
): Promise<Result<MembersRead & { organisations: Set<string> }>> {
  await lock(tx, `body:${body}`);
  const rules = (await latestRules(tx, body))?.data as RuleSet | undefined;
  const read = readMembers(csv, {
    organisations: await memberOrganisations(tx, body),
    classes: rules?.classes ?? null,
    regions: rules?.regions ?? null,
  });
  if (!read.ok) return read;
  const ids = read.value.members.map((member) => member.organisation);
  return ok({ ...read.value, organisations: await knownOrganisations(tx, ids) });
}

/** All rows come in, or none: with a fault nothing is decided. Organisations that are new are registered too. */
export const IMPORT_MEMBERS = act({
  act: 'member.import',
  place: (tx, { body }: In<typeof routes.importMembers> & { demonstration?: boolean }) => bodyPlace(tx, body),
  load: (tx, command) => loadMembers(tx, command),
  decide: (state, { body, preview, demonstration }, context) => {
    if (preview || state.faults.length > 0) return ok([]);
    return ok(
      state.members.flatMap((member): BodiesEvent[] => [
        ...(state.organisations.has(member.organisation)
          ? []
          : [
              registered({
                organisation: member.organisation,
                name: member.name,
                short: null,
                country: member.country,
                parent: null,
                demonstration: demonstration ?? false,
              }),
            ]),
        {
          type: 'member.admitted',
          subject: { body, organisation: member.organisation },
          data: {
            id: context.id(),
            body,
            organisation: member.organisation,
            class: member.class,
            votes: member.votes,
            country: member.country,
            region: member.region,
            paidUpTo: member.paidUpTo,
            from: null,
          },
        },
      ]),
    );
  },
  reply: ({ state, command, events }): ImportReply => ({
    imported: !command.preview && state.faults.length === 0,
    rows: state.rows.map((row) => ({ ...row.fields })),
    added: command.preview ? 0 : events.filter((event) => event.type === 'member.admitted').length,
    unchanged: 0,
    faults: [...state.faults],
  }),
});
