import { z } from 'zod';
import type { Event } from '../basics/event.js';
import { Certainty, Edtf, FactsField, Line, Moment, Sha256, Slug, Titles, Uuid } from '../basics/fields.js';
import { route } from '../basics/route.js';
import { ImportReply } from '../bodies/bodies.contract.js';

export const SittingView = z
  .object({
    id: z.string(),
    number: z.int(),
    name: z.string().nullable(),
    plannedFrom: Moment.nullable(),
    state: z.enum(['planned', 'open', 'closed']),
    openedAt: Moment.nullable(),
    closedAt: Moment.nullable(),
  })
  .meta({ id: 'Sitting' });

export const PaperView = z
  .object({ id: z.string(), item: z.string(), name: z.string(), hash: Sha256, bytes: z.int() })
  .meta({ id: 'Paper' });

export const ItemView = z
  .object({
    id: z.string(),
    number: z.int(),
    titles: Titles,
    internal: z.boolean(),
    papers: z.array(PaperView),
  })
  .meta({ id: 'AgendaItem' });

/** The quorum as it stands, with the arithmetic that explains it. */
export const QuorumView = z
  .object({
    counted: z.enum(['members', 'votes']),
    needed: z.string(),
    present: z.string(),
    entitled: z.string(),
    /** Of those present, how many by proxy. */
    byProxy: z.int(),
    reached: z.boolean(),
    steps: z.array(z.object({ code: z.string(), facts: FactsField })),
  })
  .meta({ id: 'Quorum' });
export type QuorumView = z.infer<typeof QuorumView>;

export const AssemblySummary = z
  .object({
    id: Slug,
    name: z.string(),
    body: z.object({ id: z.string(), name: z.string(), organisation: z.string() }),
    place: z.string().nullable(),
    from: Edtf.nullable(),
    to: Edtf.nullable(),
    certainty: Certainty,
    source: z.string().nullable(),
    /** `historical`: entered from sources; no poll was run here. */
    historical: z.boolean(),
    demonstration: z.boolean(),
    open: z.boolean(),
  })
  .meta({ id: 'AssemblySummary' });

export const AssemblyView = AssemblySummary.extend({
  timeZone: z.string().nullable(),
  note: z.string().nullable(),
  ruleSet: z.object({ id: z.string(), name: z.string(), number: z.int() }).nullable(),
  sittings: z.array(SittingView),
  items: z.array(ItemView),
  quorum: QuorumView.nullable(),
}).meta({ id: 'Assembly' });

export const CredentialRole = z.enum(['delegate', 'alternate', 'observer']);

export const CredentialView = z
  .object({
    id: z.string(),
    member: z.string(),
    organisation: z.object({ id: z.string(), name: z.string() }),
    person: z.object({ id: z.string(), name: z.string(), email: z.string().nullable() }),
    role: CredentialRole,
    state: z.enum(['submitted', 'accredited', 'refused']),
    reason: z.string().nullable(),
    present: z.boolean(),
    slipIssuedAt: Moment.nullable(),
  })
  .meta({ id: 'Credential' });

export const ProxyView = z
  .object({
    id: z.string(),
    /** The member that gives its vote away. */
    grantor: z.object({ member: z.string(), name: z.string() }),
    /** The person who votes for it: an accredited delegate of another member. */
    holder: z.object({ person: z.string(), name: z.string() }),
    state: z.enum(['registered', 'revoked']),
  })
  .meta({ id: 'Proxy' });

/** Columns of the delegates' file: organisation (slug of a member), name, email, role, lang. */
export const DELEGATE_COLUMNS = ['organisation', 'name', 'email', 'role', 'lang'] as const;

const AssemblyInput = z.object({ assembly: Slug });

export const assemblyRoutes = {
  assemblies: route({
    method: 'GET',
    path: '/api/assemblies',
    act: 'assembly.read',
    summary: 'The assemblies, newest first',
    input: z.object({}),
    reply: z.object({ assemblies: z.array(AssemblySummary) }),
  }),
  assembly: route({
    method: 'GET',
    path: '/api/assemblies/:assembly',
    act: 'assembly.read',
    summary: 'One assembly: sittings, agenda, quorum',
    input: AssemblyInput,
    reply: AssemblyView,
  }),
  convene: route({
    method: 'POST',
    path: '/api/assemblies',
    act: 'assembly.convene',
    summary: 'Create an assembly of a body',
    input: z.object({
      assembly: Slug,
      body: Slug,
      name: Line(200),
      place: Line(200).nullable(),
      from: Edtf,
      to: Edtf.nullable().default(null),
      timeZone: Line(60),
      ruleSet: Uuid,
      open: z.boolean().default(true),
    }),
    reply: z.object({ assembly: z.string() }),
  }),
  planSitting: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/sittings',
    act: 'sitting.plan',
    summary: 'Plan a sitting',
    input: AssemblyInput.extend({ name: Line(120).nullable(), plannedFrom: Moment.nullable() }),
    reply: z.object({ sitting: z.string() }),
  }),
  openSitting: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/sittings/:sitting/open',
    act: 'sitting.open',
    summary: 'Open a sitting',
    input: AssemblyInput.extend({ sitting: Uuid }),
    reply: z.object({}),
  }),
  closeSitting: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/sittings/:sitting/close',
    act: 'sitting.close',
    summary: 'Close a sitting; refused while a poll is open',
    input: AssemblyInput.extend({ sitting: Uuid }),
    reply: z.object({}),
  }),
  addItem: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/items',
    act: 'item.add',
    summary: 'Add an agenda item',
    input: AssemblyInput.extend({ titles: Titles, internal: z.boolean().default(false) }),
    reply: z.object({ item: z.string(), number: z.int() }),
  }),
  attachPaper: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/items/:item/papers',
    act: 'paper.attach',
    summary: 'Attach a PDF paper to an agenda item (base64, at most 10 MB)',
    input: AssemblyInput.extend({ item: Uuid, name: Line(200), pdf: z.base64().max(14_000_000) }),
    reply: z.object({ paper: z.string(), hash: Sha256 }),
  }),
  paper: route({
    method: 'GET',
    path: '/api/assemblies/:assembly/papers/:paper',
    act: 'paper.read',
    summary: 'A paper, as it was attached',
    input: AssemblyInput.extend({ paper: Uuid }),
    reply: z.any(),
    media: 'application/pdf',
  }),
  importDelegates: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/delegates/import',
    act: 'delegate.import',
    summary: 'Import delegates from CSV: preview, or all rows at once',
    input: AssemblyInput.extend({ csv: z.string().min(1).max(2_000_000), preview: z.boolean() }),
    reply: ImportReply,
  }),
  credentials: route({
    method: 'GET',
    path: '/api/assemblies/:assembly/credentials',
    act: 'assembly.desk',
    summary: 'Credentials and proxies',
    input: AssemblyInput,
    reply: z.object({ credentials: z.array(CredentialView), proxies: z.array(ProxyView) }),
  }),
  accredit: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/credentials/accredit',
    act: 'credential.accredit',
    summary: 'Accredit delegates: they hold the office from now on',
    input: AssemblyInput.extend({ credentials: z.array(Uuid).min(1).max(2000) }),
    reply: z.object({ accredited: z.int() }),
  }),
  refuseCredential: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/credentials/:credential/refuse',
    act: 'credential.refuse',
    summary: 'Refuse a credential, with the reason',
    input: AssemblyInput.extend({ credential: Uuid, reason: Line(300) }),
    reply: z.object({}),
  }),
  registerProxy: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/proxies',
    act: 'proxy.register',
    summary: 'Register a proxy: a member is represented by another member’s delegate',
    input: AssemblyInput.extend({ grantor: Uuid, holder: Uuid }),
    reply: z.object({ proxy: z.string() }),
  }),
  revokeProxy: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/proxies/:proxy/revoke',
    act: 'proxy.revoke',
    summary: 'Revoke a proxy, with the reason',
    input: AssemblyInput.extend({ proxy: Uuid, reason: Line(300) }),
    reply: z.object({}),
  }),
  recordPresence: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/presence',
    act: 'presence.record',
    summary: 'Record that delegates entered or left (check-in)',
    input: AssemblyInput.extend({ credentials: z.array(Uuid).min(1).max(2000), present: z.boolean() }),
    reply: z.object({ quorum: QuorumView }),
  }),
  declarePresence: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/presence/mine',
    act: 'presence.declare',
    summary: 'Declare the own presence, where the rules let delegates do so',
    input: AssemblyInput.extend({ present: z.boolean() }),
    reply: z.object({ quorum: QuorumView }),
  }),
} as const;

export type AssembliesEvent =
  | Event<
      'assembly.convened',
      {
        assembly: string;
        body: string;
        name: string;
        place: string | null;
        from: string | null;
        to: string | null;
        timeZone: string | null;
        ruleSet: string | null;
        open: boolean;
        historical: boolean;
        demonstration: boolean;
        note: string | null;
        source: string | null;
        certainty: Certainty;
      }
    >
  | Event<
      'sitting.planned',
      { sitting: string; number: number; name: string | null; plannedFrom: string | null }
    >
  | Event<'sitting.opened', { sitting: string; at: string }>
  | Event<'sitting.closed', { sitting: string; at: string }>
  | Event<'item.added', { item: string; number: number; titles: Titles; internal: boolean }>
  | Event<'paper.attached', { paper: string; item: string; name: string; hash: string; bytes: number }>
  | Event<
      'credential.submitted',
      {
        credential: string;
        member: string;
        person: string;
        role: z.infer<typeof CredentialRole>;
      }
    >
  | Event<
      'credential.accredited',
      { credential: string; person: string; role: z.infer<typeof CredentialRole> }
    >
  | Event<'credential.refused', { credential: string; reason: string }>
  | Event<'proxy.registered', { proxy: string; grantor: string; holder: string }>
  | Event<'proxy.revoked', { proxy: string; reason: string }>
  | Event<'presence.entered', { credential: string; member: string }>
  | Event<'presence.left', { credential: string; member: string }>
  | Event<'quorum.changed', z.infer<typeof QuorumView>>;
