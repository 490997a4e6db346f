import { z } from 'zod';
import { Lang, Line, Moment, Sha256, Slug, Uuid } from '../basics/fields.js';
import { route } from '../access/route.js';
import { EMAIL } from '../people/people.contract.js';
import { CredentialRole, QuorumView } from './assemblies.contract.js';

const Here = z.object({ assembly: Slug });

/** Somebody whom a member names to represent it. */
export const Named = z.object({
  name: Line(200),
  email: EMAIL.nullable().default(null),
  role: CredentialRole.default('delegate'),
  lang: Lang.default('en'),
});
export type Named = z.infer<typeof Named>;

/** Why the credentials committee accepts a designation after the deadline; null: it claims to be in time. */
const Late = Line(300).nullable().default(null);

/** A code that was made just now; it is never shown again. */
export const LinkView = z.object({ member: z.string(), name: z.string(), code: z.string(), url: z.string() });
export type LinkView = z.infer<typeof LinkView>;

/** A member as the desk sees its designations. */
export const DesignatingView = z.object({
  member: z.string(),
  name: z.string(),
  /** Credentials that stand: submitted or accredited. */
  designated: z.int(),
  linkIssuedAt: Moment.nullable(),
  linkUsedAt: Moment.nullable(),
});
export type DesignatingView = z.infer<typeof DesignatingView>;

/** The report of the credentials committee: numbers of one moment. Votes are exact fractions in text. */
export const CredentialsReport = z
  .object({
    v: z.literal(1),
    members: z.object({
      /** With a vote here. */
      entitled: z.int(),
      /** Without one for want of dues alone. */
      inArrears: z.int(),
      designated: z.int(),
      accredited: z.int(),
      present: z.int(),
      byProxy: z.int(),
    }),
    credentials: z.object({
      designated: z.int(),
      accredited: z.int(),
      refused: z.int(),
      withdrawn: z.int(),
      substituted: z.int(),
      observers: z.int(),
    }),
    proxies: z.object({ registered: z.int(), revoked: z.int(), limited: z.int() }),
    votes: z.object({ entitled: z.string(), represented: z.string() }),
    /** By member's name, never by person's. */
    refusals: z.array(z.object({ member: z.string(), role: CredentialRole, reason: z.string() })),
    late: z.array(z.object({ member: z.string(), role: CredentialRole, reason: z.string() })),
    arrears: z.array(z.string()),
    quorum: QuorumView,
  })
  .meta({ id: 'CredentialsReport' });
export type CredentialsReport = z.infer<typeof CredentialsReport>;

export const designationRoutes = {
  setCredentialDates: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/credentials/dates',
    act: 'assembly.plan',
    summary: 'Set until when members designate, and until when dues paid at the door count',
    input: Here.extend({ designations: Moment.nullable(), dues: Moment.nullable() }),
    reply: z.object({}),
  }),
  designate: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/credentials/designate',
    act: 'credential.designate',
    summary: 'Enter whom a member sends; after the deadline with the reason why it is accepted',
    input: Here.extend({ member: Uuid, late: Late, ...Named.shape }),
    /** `known`: the address is that of somebody whom the house knows; they keep their name. */
    reply: z.object({ credential: z.string(), known: z.boolean() }),
  }),
  designating: route({
    method: 'GET',
    path: '/api/assemblies/:assembly/designations',
    act: 'assembly.desk',
    summary: 'Which members have designated, and to which a link was issued',
    input: Here,
    reply: z.object({ due: Moment.nullable(), members: z.array(DesignatingView) }),
  }),
  issueLinks: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/designations/links',
    act: 'designation.invite',
    summary: 'Issue one-time links by which members name their delegates; an older link dies',
    input: Here.extend({ members: z.array(Uuid).min(1).max(2000) }),
    reply: z.object({ links: z.array(LinkView) }),
  }),
  openLink: route({
    method: 'POST',
    path: '/api/designations/open',
    act: 'designation.make',
    summary: 'What a designation link is for; the code is not used up',
    input: z.object({ code: Line(60) }),
    reply: z.object({
      assembly: z.object({ id: z.string(), name: z.string(), timeZone: z.string().nullable() }),
      member: z.string(),
      due: Moment.nullable(),
      /** Names that stand already. */
      designated: z.array(z.object({ name: z.string(), role: CredentialRole })),
    }),
  }),
  useLink: route({
    method: 'POST',
    path: '/api/designations',
    act: 'designation.make',
    summary: 'A member names its delegates by its link, which is then used up',
    input: z.object({ code: Line(60), delegates: z.array(Named).min(1).max(50) }),
    reply: z.object({ designated: z.int() }),
  }),
  withdraw: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/credentials/:credential/withdraw',
    act: 'credential.withdraw',
    summary: 'Withdraw a credential, with the reason; an office that came with it ends',
    input: Here.extend({ credential: Uuid, reason: Line(300) }),
    reply: z.object({}),
  }),
  substitute: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/credentials/:credential/substitute',
    act: 'credential.substitute',
    summary: 'Another of the member takes a delegate’s place, with the reason; votes under way go with it',
    input: Here.extend({ credential: Uuid, by: Uuid, reason: Line(300) }),
    reply: z.object({}),
  }),
  putFirst: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/credentials/:credential/first',
    act: 'credential.order',
    summary:
      'Let a delegate come before the others of the member: the first who is here votes, also in polls under way',
    input: Here.extend({ credential: Uuid }),
    reply: z.object({}),
  }),
  report: route({
    method: 'GET',
    path: '/api/assemblies/:assembly/credentials/report',
    act: 'assembly.desk',
    summary: 'The report of the credentials committee as it would be now, and those adopted',
    input: Here,
    reply: z.object({
      current: CredentialsReport,
      adopted: z.array(
        z.object({
          id: z.string(),
          number: z.int(),
          hash: Sha256,
          adoptedAt: Moment,
          report: CredentialsReport,
        }),
      ),
    }),
  }),
  adoptReport: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/credentials/report',
    act: 'credential.report',
    summary: 'Record the report as adopted: a snapshot that no later act changes',
    input: Here,
    reply: z.object({ number: z.int(), hash: Sha256 }),
  }),
} as const;
