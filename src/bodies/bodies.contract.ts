import { z } from 'zod';
import type { Json } from '../basics/canonical.js';
import type { Event } from '../basics/event.js';
import {
  Certainty,
  Country,
  Edtf,
  FactsField,
  Line,
  Moment,
  Ordinal,
  Slug,
  Text,
  Uuid,
} from '../basics/fields.js';
import { RuleSet } from '../rules/ruleset.js';
import { route } from '../access/route.js';
import { EMAIL, StruckTermView, TermView } from '../people/people.contract.js';

/** That an organisation belongs to another: `id` and `name` are the other's. `to` null: it goes on. */
const AffiliationView = z.object({
  affiliation: z.string(),
  id: z.string(),
  name: z.string(),
  from: Edtf.nullable(),
  to: Edtf.nullable(),
});
export type AffiliationView = z.infer<typeof AffiliationView>;

/** What sources count of an organisation; whole numbers. */
export const FIGURES = ['members', 'memberCountries', 'affiliatedEnterprises', 'employed'] as const;
export type Figure = (typeof FIGURES)[number];
const Count = z.string().regex(/^\d{1,15}$/);

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
    /** Size figures as the source gives them (`FIGURES`), whole numbers in text. */
    figures: z.record(z.string(), z.string()),
    source: z.string().nullable(),
    certainty: Certainty,
    /** Those to which it belongs or belonged, and those that belong or belonged to it; what was struck is in the record alone. */
    parents: z.array(AffiliationView),
    children: z.array(AffiliationView),
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
    /** Those that were admitted by mistake: they count nowhere. */
    struck: z.array(
      MemberView.pick({ id: true, organisation: true, name: true }).extend({
        at: Moment,
        reason: z.string(),
      }),
    ),
    ruleSets: z.array(RuleSetView),
    terms: z.array(TermView),
    /** Those that were entered by mistake, for the body's secretariat; none for others. */
    struckTerms: z.array(StruckTermView),
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

/** What a form says of a member; null: not known, and of votes: as the rules give to the class. */
const MemberSaid = z.object({
  class: Line(80),
  votes: Line(40).nullable(),
  country: Line(80).nullable(),
  region: Line(80).nullable(),
  chamber: Line(80).nullable(),
  paidUpTo: Line(40).nullable(),
  from: Edtf.nullable(),
  to: Edtf.nullable(),
});
const Contact = EMAIL.toLowerCase().nullable();
/** Why something is recorded; it is part of the record. */
const Reason = Line(300);
const OneMember = z.object({ body: Slug, member: Uuid });
const OneAffiliation = z.object({ organisation: Slug, affiliation: Uuid, reason: Reason });

const OrganisationSaid = z.object({
  name: Line(200),
  short: Line(60).nullable(),
  formerName: Line(200).nullable(),
  kind: Line(120).nullable(),
  country: Country.nullable(),
  seat: Line(120).nullable(),
  founded: Edtf.nullable(),
  foundedPlace: Line(120).nullable(),
  source: Line(600).nullable(),
});
/** What can be corrected of an organisation. */
export type OrganisationCorrected = z.infer<typeof OrganisationSaid>;

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
      formerName: Line(200).nullable().default(null),
      founded: Edtf.nullable().default(null),
      foundedPlace: Line(120).nullable().default(null),
      figures: z.partialRecord(z.enum(FIGURES), Count).default({}),
      source: Line(600).nullable().default(null),
      certainty: Certainty.default('high'),
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
  correctOrganisation: route({
    method: 'POST',
    path: '/api/organisations/:organisation/correct',
    act: 'organisation.correct',
    summary: 'Correct what was recorded wrongly of an organisation; what is left out stays',
    input: z.object({ organisation: Slug, facts: OrganisationSaid.partial(), reason: Reason }),
    reply: z.object({}),
  }),
  renameOrganisation: route({
    method: 'POST',
    path: '/api/organisations/:organisation/rename',
    act: 'organisation.correct',
    summary: 'Record that an organisation has another name now; the former one is kept',
    input: z.object({
      organisation: Slug,
      name: Line(200),
      short: Line(60).nullable(),
      from: Edtf.nullable(),
      source: Line(600).nullable().default(null),
    }),
    reply: z.object({}),
  }),
  endAffiliation: route({
    method: 'POST',
    path: '/api/organisations/:organisation/affiliations/:affiliation/end',
    act: 'affiliation.correct',
    summary: 'Record until when an organisation belonged to another',
    input: OneAffiliation.extend({ to: Edtf }),
    reply: z.object({}),
  }),
  correctAffiliation: route({
    method: 'POST',
    path: '/api/organisations/:organisation/affiliations/:affiliation/correct',
    act: 'affiliation.correct',
    summary: 'Correct the dates of an affiliation',
    input: OneAffiliation.extend({ from: Edtf.nullable(), to: Edtf.nullable() }),
    reply: z.object({}),
  }),
  strikeAffiliation: route({
    method: 'POST',
    path: '/api/organisations/:organisation/affiliations/:affiliation/strike',
    act: 'affiliation.correct',
    summary: 'Strike an affiliation that was recorded by mistake; the record keeps it',
    input: OneAffiliation,
    reply: z.object({}),
  }),
  foundBody: route({
    method: 'POST',
    path: '/api/bodies',
    act: 'body.found',
    summary: 'Found a body of an organisation',
    input: z.object({
      body: Slug,
      organisation: Slug,
      name: Line(200),
      source: Line(600).nullable().default(null),
      certainty: Certainty.default('high'),
    }),
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
  correctBody: route({
    method: 'POST',
    path: '/api/bodies/:body/correct',
    act: 'body.correct',
    summary: 'Correct the name of a body',
    input: z.object({ body: Slug, name: Line(200), reason: Reason }),
    reply: z.object({}),
  }),
  admitMember: route({
    method: 'POST',
    path: '/api/bodies/:body/members',
    act: 'member.admit',
    summary: 'Admit one member: a known organisation, or a new one by its name',
    input: z.object({
      body: Slug,
      organisation: Slug.nullable(),
      /** Of an organisation that is not there yet; null: `organisation` says which. */
      name: Line(200).nullable(),
      facts: MemberSaid,
      contact: Contact.default(null),
    }),
    reply: z.object({ member: z.string() }),
  }),
  changeMember: route({
    method: 'POST',
    path: '/api/bodies/:body/members/:member/change',
    act: 'member.change',
    summary: 'Change facts of a member; what is left out stays',
    input: OneMember.extend({
      facts: MemberSaid.partial(),
      contact: Contact.optional(),
      reason: Reason.nullable().default(null),
    }),
    reply: z.object({}),
  }),
  endMembership: route({
    method: 'POST',
    path: '/api/bodies/:body/members/:member/end',
    act: 'member.change',
    summary: 'End a membership on a date, with the reason',
    input: OneMember.extend({ to: Edtf, reason: Reason }),
    reply: z.object({}),
  }),
  strikeMember: route({
    method: 'POST',
    path: '/api/bodies/:body/members/:member/strike',
    act: 'member.change',
    summary: 'Strike a member that was admitted by mistake: the record keeps it, and it counts nowhere',
    input: OneMember.extend({ reason: Reason }),
    reply: z.object({}),
  }),
  memberContact: route({
    method: 'GET',
    path: '/api/bodies/:body/members/:member/contact',
    act: 'member.change',
    summary: 'The contact address of a member, for the secretariat',
    input: OneMember,
    reply: z.object({ contact: z.string().nullable() }),
  }),
  adoptRuleSet: route({
    method: 'POST',
    path: '/api/bodies/:body/rule-sets',
    act: 'ruleset.adopt',
    summary: 'Add the next version of a body’s rule set; contradictory rules are refused',
    input: z.object({
      ...{ body: Slug, name: Line(120), inForceFrom: Edtf.nullable(), data: z.unknown() },
      /** Which version it is to be, for whoever compared it with the one before; left out: the next, whichever that is. */
      number: Ordinal.optional(),
    }),
    reply: z.object({ ruleSet: z.string(), number: z.int() }),
  }),
  readRules: route({
    method: 'POST',
    path: '/api/bodies/:body/rule-sets/read',
    act: 'ruleset.adopt',
    summary:
      'Read a rule set from a file, for the form; nothing is enacted, and what is wrong is told with its line',
    input: z.object({ body: Slug, text: z.string().max(1_000_000) }),
    reply: z.object({ rules: RuleSet }),
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

interface AffiliationDates {
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
        figures: Partial<Record<Figure, string>>;
        source: string | null;
        certainty: Certainty;
      }
    >
  | Event<
      'affiliation.recorded',
      { child: string; parent: string; from: string | null; to: string | null; source: string | null }
    >
  /** What was recorded wrongly, and how it stood before. */
  | Event<
      'organisation.corrected',
      {
        organisation: string;
        facts: Partial<OrganisationCorrected>;
        was: Partial<OrganisationCorrected>;
        reason: string;
      }
    >
  /** It calls itself otherwise since `from`; what it was called is its former name. */
  | Event<
      'organisation.renamed',
      {
        organisation: string;
        facts: Pick<OrganisationCorrected, 'name' | 'short' | 'formerName'>;
        was: Pick<OrganisationCorrected, 'name' | 'short' | 'formerName'>;
        from: string | null;
        source: string | null;
      }
    >
  | Event<
      'affiliation.ended',
      { affiliation: string; child: string; parent: string; to: string; reason: string }
    >
  | Event<
      'affiliation.corrected',
      {
        affiliation: string;
        child: string;
        parent: string;
        facts: AffiliationDates;
        was: AffiliationDates;
        reason: string;
      }
    >
  | Event<
      'affiliation.struck',
      { affiliation: string; child: string; parent: string; was: AffiliationDates; reason: string }
    >
  | Event<
      'body.corrected',
      { body: string; facts: { name?: string }; was: { name?: string }; reason: string }
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
  /** What a later file or a form says otherwise, and how it was before. What is not said stays as it was. */
  | Event<'member.facts_changed', { member: string; facts: MemberFacts; was: MemberFacts; reason?: string }>
  | Event<'member.ended', { member: string; to: string; reason: string }>
  /** It was admitted by mistake, and counts nowhere from now on. */
  | Event<'member.struck', { member: string; reason: string }>
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
