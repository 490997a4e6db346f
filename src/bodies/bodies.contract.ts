import { z } from 'zod';
import type { Json } from '../basics/canonical.js';
import type { Event } from '../basics/event.js';
import { Certainty, Edtf, Line, Slug } from '../basics/fields.js';
import { route } from '../basics/route.js';
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
    /** Invented for the demonstration. */
    demonstration: z.boolean(),
    /** Dated or undated size figures as the source gives them: members, countries, enterprises, employed. */
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
    /** Votes, as an exact fraction in text. */
    votes: z.string(),
    country: z.string().nullable(),
    region: z.string().nullable(),
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

/** One fault of an imported file: its line (the header is line 1), the column where one is to blame, and the code. */
export const RowFault = z.object({
  line: z.int(),
  column: z.string().nullable(),
  code: z.string(),
  value: z.string().nullable(),
});
export type RowFault = z.infer<typeof RowFault>;

/** A preview changes nothing. An import with faults changes nothing either: all rows come in, or none. */
export const ImportReply = z
  .object({
    imported: z.boolean(),
    rows: z.array(z.record(z.string(), z.string().nullable())),
    added: z.int(),
    unchanged: z.int(),
    faults: z.array(RowFault),
  })
  .meta({ id: 'Import' });
export type ImportReply = z.infer<typeof ImportReply>;

/** Columns of the members' file: organisation (slug), name, class, country, region, votes, paid_up_to. */
export const MEMBER_COLUMNS = [
  'organisation',
  'name',
  'class',
  'country',
  'region',
  'votes',
  'paid_up_to',
] as const;

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
      country: Line(80).nullable().default(null),
      parent: Slug.nullable().default(null),
    }),
    reply: z.object({ organisation: z.string() }),
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
          ruleSets: z.array(z.object({ id: z.string(), name: z.string(), number: z.int() })),
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
    input: z.object({ body: Slug, name: Line(120), inForceFrom: Edtf.nullable(), data: z.json() }),
    reply: z.object({ ruleSet: z.string(), number: z.int() }),
  }),
  importMembers: route({
    method: 'POST',
    path: '/api/bodies/:body/members/import',
    act: 'member.import',
    summary: 'Import member organisations from CSV: preview, or all rows at once',
    input: z.object({ body: Slug, csv: z.string().min(1).max(2_000_000), preview: z.boolean() }),
    reply: ImportReply,
  }),
} as const;

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
        votes: string;
        country: string | null;
        region: string | null;
        paidUpTo: string | null;
        from: string | null;
      }
    >
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
