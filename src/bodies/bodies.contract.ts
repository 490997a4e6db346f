import { z } from 'zod';
import type { Json } from '../basics/canonical.js';
import type { Event } from '../basics/event.js';
import { Certainty, Country, Edtf, FactsField, Line, Slug, Text } from '../basics/fields.js';
import { route } from '../access/route.js';
import { TermView } from '../people/people.contract.js';

export const OrganisationView = z
  .object({
    id: Slug,
    name: z.string(),
    short: z.string().nullable(),
    formerName: z.string().nullable(),
    kind: z.string().nullable(),
    country: z.string().nullable(),
    seat: z.string().nullable(),
    founded: Edtf.nullable(),
    foundedPlace: z.string().nullable(),
    /** Invented for the demonstration. */
    demonstration: z.boolean(),
    /** Size figures as the source gives them, whole numbers in text: members, memberCountries, affiliatedEnterprises, employed. */
    figures: z.record(z.string(), z.string()),
    source: z.string().nullable(),
    certainty: Certainty,
    parents: z.array(
      z.object({ id: z.string(), name: z.string(), from: Edtf.nullable(), to: Edtf.nullable() }),
    ),
    children: z.array(z.object({ id: z.string(), name: z.string() })),
    bodies: z.array(z.object({ id: z.string(), name: z.string() })),
  })
  .meta({ id: 'Organisation' });

export const MemberView = z
  .object({
    id: z.string(),
    organisation: z.string(),
    name: z.string(),
    class: z.string(),
    /** Votes, as an exact fraction in text; null: as the rule set gives to the class. */
    votes: z.string().nullable(),
    country: z.string().nullable(),
    region: z.string().nullable(),
    chamber: z.string().nullable(),
    paidUpTo: z.string().nullable(),
    from: Edtf.nullable(),
    to: Edtf.nullable(),
  })
  .meta({ id: 'Member' });
export type MemberView = z.infer<typeof MemberView>;

export const RuleSetView = z
  .object({
    id: z.string(),
    body: z.string(),
    number: z.int(),
    name: z.string(),
    inForceFrom: Edtf.nullable(),
    hash: z.string(),
    data: z.json(),
  })
  .meta({ id: 'RuleSet' });

export const BodyView = z
  .object({
    id: Slug,
    name: z.string(),
    organisation: z.object({ id: z.string(), name: z.string() }),
    source: z.string().nullable(),
    certainty: Certainty,
    members: z.array(MemberView),
    ruleSets: z.array(RuleSetView),
    terms: z.array(TermView),
    assemblies: z.array(
      z.object({ id: z.string(), name: z.string(), place: z.string().nullable(), date: Edtf.nullable() }),
    ),
  })
  .meta({ id: 'Body' });

/** One fault of an imported file: its line (the file's first is 1), the column where one is to blame, and the code. */
export const RowFault = z.object({
  line: z.int(),
  column: z.string().nullable(),
  code: z.string(),
  value: z.string().nullable(),
  /** What its sentence needs beside the value. */
  facts: FactsField.optional(),
});
export type RowFault = z.infer<typeof RowFault>;

/** What a row changes in a column; `before` null: nothing was known. */
export const Change = z.object({
  column: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type Change = z.infer<typeof Change>;

/** A row as it was read: what it says by column, of which organisation, and what that comes to. */
export const RowRead = z.object({
  line: z.int(),
  state: z.enum(['new', 'changed', 'unchanged', 'faulty']),
  fields: z.record(z.string(), z.string().nullable()),
  /** Null: it names none that is known. A new one has the code that it would get. */
  organisation: z.object({ id: z.string(), name: z.string() }).nullable(),
  changes: z.array(Change),
});
export type RowRead = z.infer<typeof RowRead>;

/** A preview changes nothing. An import with faults changes nothing either: all rows come in, or none. */
export const ImportReply = z
  .object({
    imported: z.boolean(),
    rows: z.array(RowRead),
    /** Rows of each kind, whether they have come in or would. */
    added: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    faulty: z.int(),
    faults: z.array(RowFault),
    /** What is no fault and should be seen before the rows come in. */
    remarks: z.array(RowFault),
  })
  .meta({ id: 'Import' });
export type ImportReply = z.infer<typeof ImportReply>;

/** Columns of the members' file; `from` and `to` (EDTF) say since when and until when each is a member. */
export const MEMBER_COLUMNS = [
  'organisation',
  'name',
  'class',
  'country',
  'region',
  'chamber',
  'votes',
  'paid_up_to',
  'from',
  'to',
] as const;

/** Columns of the register's further files: dated figures with their source, and contact addresses. */
export const FIGURE_COLUMNS = ['organisation', 'date', 'figure', 'source'] as const;
export const CONTACT_COLUMNS = ['organisation', 'email'] as const;
/** Where members belong; what stands empty stays as it is. */
export const PLACE_COLUMNS = ['organisation', 'country', 'region', 'chamber'] as const;

const RegisterFile = z.object({ body: Slug, csv: Text(2_000_000), preview: z.boolean() });

export const bodyRoutes = {
  organisations: route({
    method: 'GET',
    path: '/api/organisations',
    act: 'body.read',
    summary: 'Organisations with their relations; those of the demonstration are marked',
    input: z.object({}),
    reply: z.object({ organisations: z.array(OrganisationView.omit({ children: true })) }),
  }),
  organisation: route({
    method: 'GET',
    path: '/api/organisations/:organisation',
    act: 'body.read',
    summary: 'One organisation',
    input: z.object({ organisation: Slug }),
    reply: OrganisationView,
  }),
  registerOrganisation: route({
    method: 'POST',
    path: '/api/organisations',
    act: 'organisation.register',
    summary: 'Register an organisation, with its parent where it has one',
    input: z.object({
      organisation: Slug,
      name: Line(200),
      short: Line(60).nullable().default(null),
      kind: Line(120).nullable().default(null),
      country: Country.nullable().default(null),
      seat: Line(120).nullable().default(null),
      parent: Slug.nullable().default(null),
      affiliatedFrom: Edtf.nullable().default(null),
    }),
    reply: z.object({ organisation: z.string() }),
  }),
  affiliate: route({
    method: 'POST',
    path: '/api/organisations/:organisation/affiliations',
    act: 'affiliation.record',
    summary: 'Record that an organisation belongs to another, with the date where it is known',
    input: z.object({ organisation: Slug, parent: Slug, from: Edtf.nullable() }),
    reply: z.object({}),
  }),
  foundBody: route({
    method: 'POST',
    path: '/api/bodies',
    act: 'body.found',
    summary: 'Found a body of an organisation',
    input: z.object({ body: Slug, organisation: Slug, name: Line(200) }),
    reply: z.object({ body: z.string() }),
  }),
  bodies: route({
    method: 'GET',
    path: '/api/bodies',
    act: 'body.read',
    summary: 'The bodies',
    input: z.object({}),
    reply: z.object({
      bodies: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          organisation: z.object({ id: z.string(), name: z.string() }),
          ruleSets: z.array(RuleSetView.pick({ id: true, name: true, number: true, inForceFrom: true })),
        }),
      ),
    }),
  }),
  body: route({
    method: 'GET',
    path: '/api/bodies/:body',
    act: 'body.read',
    summary: 'One body with its members, rule sets, terms of office and assemblies',
    input: z.object({ body: Slug }),
    reply: BodyView,
  }),
  adoptRuleSet: route({
    method: 'POST',
    path: '/api/bodies/:body/rule-sets',
    act: 'ruleset.adopt',
    summary: 'Add the next version of a body’s rule set; contradictory rules are refused',
    input: z.object({ body: Slug, name: Line(120), inForceFrom: Edtf.nullable(), data: z.unknown() }),
    reply: z.object({ ruleSet: z.string(), number: z.int() }),
  }),
  importMembers: route({
    method: 'POST',
    path: '/api/bodies/:body/members/import',
    act: 'member.import',
    summary: 'Import member organisations from CSV: preview, or all rows at once',
    input: z.object({ body: Slug, csv: Text(2_000_000), preview: z.boolean() }),
    reply: ImportReply,
  }),
  importFigures: route({
    method: 'POST',
    path: '/api/bodies/:body/figures/import',
    act: 'member.import',
    summary: 'Record members’ dated figures from CSV, with their source: preview, or all rows at once',
    input: RegisterFile,
    reply: ImportReply,
  }),
  importPlaces: route({
    method: 'POST',
    path: '/api/bodies/:body/places/import',
    act: 'member.import',
    summary: 'Set the country, region or chamber of members from CSV: preview, or all rows at once',
    input: RegisterFile,
    reply: ImportReply,
  }),
  importContacts: route({
    method: 'POST',
    path: '/api/bodies/:body/contacts/import',
    act: 'member.import',
    summary: 'Set members’ contact addresses from CSV: preview, or all rows at once',
    input: RegisterFile,
    reply: ImportReply,
  }),
} as const;

/** What can change of a member. */
export interface MemberFacts {
  readonly class?: string;
  readonly votes?: string | null;
  readonly country?: string | null;
  readonly region?: string | null;
  readonly chamber?: string | null;
  readonly paidUpTo?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
}

export type BodiesEvent =
  | Event<
      'organisation.registered',
      {
        organisation: string;
        name: string;
        short: string | null;
        formerName: string | null;
        kind: string | null;
        country: string | null;
        seat: string | null;
        founded: string | null;
        foundedPlace: string | null;
        demonstration: boolean;
        figures: Record<string, string>;
        source: string | null;
        certainty: Certainty;
      }
    >
  | Event<
      'affiliation.recorded',
      { child: string; parent: string; from: string | null; to: string | null; source: string | null }
    >
  | Event<
      'body.founded',
      { body: string; organisation: string; name: string; source: string | null; certainty: Certainty }
    >
  | Event<
      'member.admitted',
      {
        id: string;
        body: string;
        organisation: string;
        class: string;
        votes: string | null;
        country: string | null;
        region: string | null;
        chamber: string | null;
        paidUpTo: string | null;
        from: string | null;
        /** Left out: nobody says that it has ended. */
        to?: string;
      }
    >
  /** What a later file says otherwise, and how it was before. What is not said stays as it was. */
  | Event<'member.facts_changed', { member: string; facts: MemberFacts; was: MemberFacts }>
  /** What is not said stays as it was. */
  | Event<'member.placed', { member: string; country?: string; region?: string; chamber?: string }>
  /** Personal: the contact address. */
  | Event<'member.contact_set', { member: string }>
  | Event<
      'member.figure_recorded',
      { id: string; member: string; on: string; figure: string; source: string }
    >
  /** Dues that were paid at the door of an assembly. */
  | Event<'member.dues_recorded', { member: string; paidUpTo: string; note: string }>
  | Event<
      'ruleset.adopted',
      {
        ruleSet: string;
        body: string;
        number: number;
        name: string;
        inForceFrom: string | null;
        hash: string;
        data: Json;
      }
    >;
