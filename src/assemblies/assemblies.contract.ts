import { z } from 'zod';
import type { Event } from '../basics/event.js';
import {
  Certainty,
  Edtf,
  FactsField,
  Lang,
  Line,
  Moment,
  Sha256,
  Slug,
  Text,
  Titles,
  Uuid,
} from '../basics/fields.js';
import { route } from '../access/route.js';
import { ImportReply } from '../bodies/bodies.contract.js';

export const SittingView = z
  .object({
    id: z.string(),
    number: z.int(),
    name: z.string().nullable(),
    plannedFrom: Moment.nullable(),
    plannedUntil: Moment.nullable(),
    /** `cancelled`: it never opened. */
    state: z.enum(['planned', 'open', 'closed', 'cancelled']),
    openedAt: Moment.nullable(),
    closedAt: Moment.nullable(),
    /** Why it was cancelled. */
    reason: z.string().nullable(),
  })
  .meta({ id: 'Sitting' });
export type SittingView = z.infer<typeof SittingView>;

export const PaperView = z
  .object({
    id: z.string(),
    item: z.string(),
    /** Its title. */
    name: z.string(),
    hash: Sha256,
    bytes: z.int(),
    /** Why it was withdrawn; null: it stands. */
    withdrawn: z.string().nullable(),
  })
  .meta({ id: 'Paper' });
export type PaperView = z.infer<typeof PaperView>;

/** What is to happen with an agenda item. */
export const ITEM_KINDS = ['procedural', 'information', 'discussion', 'decision', 'election'] as const;
export const ItemKind = z.enum(ITEM_KINDS);
export type ItemKind = z.infer<typeof ItemKind>;

/** An item that was left is planned again. */
export const ItemState = z.enum(['planned', 'current', 'dealt_with', 'withdrawn']);
export type ItemState = z.infer<typeof ItemState>;

/** Minutes that an item is planned for; null: not planned. Of an item with others under it: its introduction alone. */
const Minutes = z.int().min(1).max(1_440).nullable();

const ItemMatter = z.object({
  titles: Titles,
  kind: ItemKind.nullable(),
  minutes: Minutes,
  presenter: Line(200).nullable(),
  internal: z.boolean(),
});

/** An item of the agenda, which is a tree; items come in its order, each before what is under it. */
export const ItemView = ItemMatter.extend({
  id: z.string(),
  /** Null: at the top. */
  parent: z.string().nullable(),
  /** `2`, `2.1`, `2.1.3`: it follows from the item's place, counting those that the reader does not see. */
  number: z.string(),
  state: ItemState,
  /** Why it was withdrawn. */
  reason: z.string().nullable(),
  /** When it was the current item; `until` null: it is. */
  taken: z.array(z.object({ from: Moment, until: Moment.nullable() })),
  /** Minutes of what stands before it, is not over and is not shown to the reader; null: not planned. */
  unseen: z.int().nullable(),
  papers: z.array(PaperView),
}).meta({ id: 'AgendaItem' });
export type ItemView = z.infer<typeof ItemView>;

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
    /** Members whose votes follow from a figure that nobody knows; no poll opens before it does. */
    unknownFigures: z.array(z.string()).optional(),
  })
  .meta({ id: 'Quorum' });
export type QuorumView = z.infer<typeof QuorumView>;

/** A quorum call: who is here confirms it with one tap while it runs. */
export const QuorumCallView = z
  .object({
    id: z.string(),
    /** `ended`: the time is over; `closed`: the chair has drawn the consequence, or none. */
    state: z.enum(['running', 'ended', 'closed']),
    startedAt: Moment,
    endsAt: Moment,
    /** Credentials that were confirmed. */
    confirmed: z.int(),
    /** The quorum of those alone who confirmed; null while it runs. */
    outcome: QuorumView.nullable(),
    /** How many were recorded as having left because they did not confirm; null: nobody was. */
    absent: z.int().nullable(),
  })
  .meta({ id: 'QuorumCall' });
export type QuorumCallView = z.infer<typeof QuorumCallView>;

/** What can be put on the hall screen beside what follows from the floor. */
export const SCENES = ['welcome', 'agenda', 'pause'] as const;
export const SceneView = z
  .object({
    scene: z.enum(SCENES),
    /** A sentence for those in the hall, and when it goes on; both only of a pause. */
    sentence: z.string().nullable(),
    until: Moment.nullable(),
    /** Since when; what begins on the floor after that takes its place. */
    since: Moment,
  })
  .meta({ id: 'Scene' });
export type SceneView = z.infer<typeof SceneView>;

/** What is put on the hall screen; `floor`: whatever is before the assembly. */
export const Showing = z.discriminatedUnion('scene', [
  z.object({ scene: z.enum(['floor', 'welcome', 'agenda']) }),
  z.object({
    scene: z.literal('pause'),
    sentence: Line(200).nullable().default(null),
    until: Moment.nullable().default(null),
  }),
]);
export type Showing = z.infer<typeof Showing>;

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
  /** Motions that come later are late: they need an urgency vote. Null: there is no deadline. */
  motionsDue: Moment.nullable(),
  /** Until when members designate delegates, and dues paid at the door count. */
  designationsDue: Moment.nullable(),
  duesUntil: Moment.nullable(),
  ruleSet: z.object({ id: z.string(), name: z.string(), number: z.int() }).nullable(),
  sittings: z.array(SittingView),
  items: z.array(ItemView),
  quorum: QuorumView.nullable(),
  /** The latest. */
  quorumCall: QuorumCallView.nullable(),
  /** What was put on the hall screen; null: the floor. */
  scene: SceneView.nullable(),
}).meta({ id: 'Assembly' });

export const CredentialRole = z.enum(['delegate', 'alternate', 'observer']);

/** Submitted by the member; what was withdrawn or substituted stands no more. */
export const CredentialState = z.enum(['submitted', 'accredited', 'refused', 'withdrawn', 'substituted']);
export type CredentialState = z.infer<typeof CredentialState>;

export const CredentialView = z
  .object({
    id: z.string(),
    member: z.string(),
    organisation: z.object({ id: z.string(), name: z.string() }),
    person: z.object({ id: z.string(), name: z.string(), email: z.string().nullable() }),
    role: CredentialRole,
    state: CredentialState,
    reason: z.string().nullable(),
    /** Why the credentials committee accepted it after the deadline. */
    late: z.string().nullable(),
    seat: z.string().nullable(),
    badge: z.string().nullable(),
    present: z.boolean(),
    /** Of those who stand and may vote for the member, in which place: the first who is here votes. Null: may not vote. */
    turn: z.object({ place: z.int(), of: z.int() }).nullable(),
    slipIssuedAt: Moment.nullable(),
    /** Holds an office in the house, or in a body that the reader’s desk does not reach: gets no slip from it. */
    beyond: z.boolean(),
  })
  .meta({ id: 'Credential' });

/** What a proxy is limited to; without a scope it is for the whole assembly. */
export const ProxyScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('item'), item: Uuid }),
  z.object({ kind: z.literal('motion'), motion: Uuid }),
]);
export type ProxyScope = z.infer<typeof ProxyScope>;

export const ProxyView = z
  .object({
    id: z.string(),
    /** The member that gives its vote away. */
    grantor: z.object({ member: z.string(), name: z.string() }),
    /** The person who votes for it: an accredited delegate of another member. */
    holder: z.object({ person: z.string(), name: z.string() }),
    scope: ProxyScope.nullable(),
    /** Given to the holder and the secretariat alone; null to others. */
    instruction: z.string().nullable(),
    state: z.enum(['registered', 'revoked']),
    reason: z.string().nullable(),
  })
  .meta({ id: 'Proxy' });

/** What the rules say of proxies, with the moment that follows from them. */
export const ProxyTerms = z.object({
  allowed: z.boolean(),
  maxPerHolder: z.int().nullable(),
  form: z.string().nullable(),
  due: Moment.nullable(),
});

/** Columns of the delegates' file; the organisation by its code or its name. */
export const DELEGATE_COLUMNS = ['organisation', 'name', 'email', 'role', 'lang', 'gender'] as const;

const AssemblyInput = z.object({ assembly: Slug });
const SittingInput = AssemblyInput.extend({ sitting: Uuid });
const SittingPlan = z.object({
  name: Line(120).nullable(),
  plannedFrom: Moment.nullable(),
  plannedUntil: Moment.nullable(),
});
const PaperInput = AssemblyInput.extend({ paper: Uuid });
const ItemInput = AssemblyInput.extend({ item: Uuid });

const AssemblySaid = z.object({
  name: Line(200),
  place: Line(200).nullable(),
  from: Edtf.nullable(),
  to: Edtf.nullable(),
  timeZone: Line(60),
  /** The version of the body's rules by which it decides. */
  ruleSet: Uuid,
  /** Whether the public may see it. */
  open: z.boolean(),
  /** Where what is told of it comes from, how sure that is, and what there is to say: of an assembly of the past. */
  source: Line(600),
  certainty: Certainty,
  note: Line(1000).nullable(),
});
/** What can be corrected of an assembly; one of the past has no time zone and no rules, one that is convened needs no source. */
export type AssemblyCorrected = Omit<z.infer<typeof AssemblySaid>, 'timeZone' | 'ruleSet' | 'source'> & {
  readonly timeZone: string | null;
  readonly ruleSet: string | null;
  readonly source: string | null;
};

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
  enterAssembly: route({
    method: 'POST',
    path: '/api/assemblies/past',
    act: 'assembly.convene',
    summary: 'Enter an assembly of the past from a source; its identifier follows from its name',
    input: z.object({
      body: Slug,
      name: Line(200),
      place: Line(200).nullable(),
      /** One day or the days from one to another: `2003`, `2003-09-05/2003-09-07`; null: not known. */
      date: Edtf.nullable(),
      source: Line(600),
      certainty: Certainty,
      note: Line(1000).nullable().default(null),
    }),
    reply: z.object({ assembly: z.string() }),
  }),
  correct: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/correct',
    act: 'assembly.correct',
    summary:
      'Correct what was entered wrongly of an assembly; what its votes stand on only until it first sits',
    input: AssemblyInput.extend({ facts: AssemblySaid.partial(), reason: Line(500) }),
    reply: z.object({}),
  }),
  setDeadlines: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/deadlines',
    act: 'assembly.plan',
    summary: 'Set until when motions come in time',
    input: AssemblyInput.extend({ motions: Moment.nullable() }),
    reply: z.object({}),
  }),
  planSitting: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/sittings',
    act: 'sitting.plan',
    summary: 'Plan a sitting',
    input: AssemblyInput.extend({
      name: Line(120).nullable(),
      plannedFrom: Moment.nullable(),
      plannedUntil: Moment.nullable().default(null),
    }),
    reply: z.object({ sitting: z.string() }),
  }),
  changeSitting: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/sittings/:sitting/change',
    act: 'sitting.change',
    summary: 'Correct the name and the planned times of a sitting that has not opened',
    input: SittingInput.extend(SittingPlan.shape),
    reply: z.object({}),
  }),
  cancelSitting: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/sittings/:sitting/cancel',
    act: 'sitting.cancel',
    summary: 'Cancel a sitting that never opened, with the reason; it keeps its number',
    input: SittingInput.extend({ reason: Line(300) }),
    reply: z.object({}),
  }),
  openSitting: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/sittings/:sitting/open',
    act: 'sitting.open',
    summary: 'Open a sitting',
    input: SittingInput,
    reply: z.object({}),
  }),
  closeSitting: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/sittings/:sitting/close',
    act: 'sitting.close',
    summary: 'Close a sitting; refused while a poll is open',
    input: SittingInput,
    reply: z.object({}),
  }),
  show: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/hall',
    act: 'hall.show',
    summary: 'Put a scene on the hall screen, or give it back to the floor, which votes always take',
    input: AssemblyInput.extend({ show: Showing }),
    reply: z.object({}),
  }),
  addItem: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/items',
    act: 'item.add',
    summary: 'Add an agenda item, as the last under its parent; at most four levels deep',
    input: AssemblyInput.extend({
      parent: Uuid.nullable().default(null),
      titles: Titles,
      kind: ItemKind.nullable().default(null),
      minutes: Minutes.default(null),
      presenter: Line(200).nullable().default(null),
      internal: z.boolean().default(false),
    }),
    reply: z.object({ item: z.string(), number: z.string() }),
  }),
  changeItem: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/items/:item/change',
    act: 'item.change',
    summary: 'Change an agenda item: titles, kind, planned minutes, presenter, whether it is internal',
    input: ItemInput.extend(ItemMatter.shape),
    reply: z.object({}),
  }),
  moveItem: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/items/:item/move',
    act: 'item.move',
    summary:
      'Move an agenda item, with what is under it, before another under a parent; `before` null: to the end',
    input: ItemInput.extend({ parent: Uuid.nullable(), before: Uuid.nullable() }),
    reply: z.object({}),
  }),
  withdrawItem: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/items/:item/withdraw',
    act: 'item.withdraw',
    summary: 'Withdraw an agenda item with what is still planned under it, with the reason; numbers stay',
    input: ItemInput.extend({ reason: Line(300) }),
    reply: z.object({}),
  }),
  takeUpItem: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/items/:item/take-up',
    act: 'item.take_up',
    summary: 'Take up an agenda item in an open sitting; `current` says what becomes of the one before it',
    input: ItemInput.extend({ current: z.enum(['dealt_with', 'left']).default('dealt_with') }),
    reply: z.object({}),
  }),
  finishItem: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/items/:item/finish',
    act: 'item.take_up',
    summary: 'Finish the current agenda item: it is dealt with',
    input: ItemInput,
    reply: z.object({}),
  }),
  leaveItem: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/items/:item/leave',
    act: 'item.take_up',
    summary: 'Leave the current agenda item, to come back to it',
    input: ItemInput,
    reply: z.object({}),
  }),
  attachPaper: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/items/:item/papers',
    act: 'paper.attach',
    summary: 'Attach a PDF paper to an agenda item (base64, at most 10 MB)',
    input: AssemblyInput.extend({ item: Uuid, name: Line(200), pdf: z.base64().max(14_000_000) }),
    reply: z.object({ paper: z.string(), hash: Sha256 }),
  }),
  renamePaper: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/papers/:paper/rename',
    act: 'paper.rename',
    summary: 'Give a paper another title',
    input: PaperInput.extend({ name: Line(200) }),
    reply: z.object({}),
  }),
  withdrawPaper: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/papers/:paper/withdraw',
    act: 'paper.withdraw',
    summary: 'Withdraw a paper, with the reason; it stays and says so',
    input: PaperInput.extend({ reason: Line(300) }),
    reply: z.object({}),
  }),
  paper: route({
    method: 'GET',
    path: '/api/assemblies/:assembly/papers/:paper',
    act: 'paper.read',
    summary: 'A paper, as it was attached',
    input: PaperInput,
    reply: z.any(),
    media: 'application/pdf',
  }),
  importDelegates: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/delegates/import',
    act: 'delegate.import',
    summary: 'Import delegates from CSV: preview, or all rows at once',
    input: AssemblyInput.extend({
      csv: Text(2_000_000),
      preview: z.boolean(),
      /** Why the credentials committee accepts them after the deadline. */
      late: Line(300).nullable().default(null),
      /** People who share an address, with each other or with somebody whom the house knows, are kept apart: without it. */
      apart: z.boolean().default(false),
      /** The language of new people whose row gives none; null: that of whoever brings them in. */
      lang: Lang.nullable().default(null),
    }),
    reply: ImportReply.extend({
      /** New rows whose address is that of somebody whom the house knows by this name: they get the credential. */
      known: z.array(z.object({ line: z.int(), email: z.string() })),
    }),
  }),
  credentials: route({
    method: 'GET',
    path: '/api/assemblies/:assembly/credentials',
    act: 'assembly.desk',
    summary: 'Credentials and proxies',
    input: AssemblyInput,
    reply: z.object({
      credentials: z.array(CredentialView),
      proxies: z.array(ProxyView),
      /** Null: the assembly has no rules of ours. */
      terms: ProxyTerms.nullable(),
    }),
  }),
  myProxies: route({
    method: 'GET',
    path: '/api/assemblies/:assembly/proxies/mine',
    act: 'proxy.read',
    summary: 'The proxies that the visitor holds, with their instructions',
    input: AssemblyInput,
    reply: z.object({ proxies: z.array(ProxyView) }),
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
  reinstateCredential: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/credentials/:credential/reinstate',
    act: 'credential.reinstate',
    summary:
      'Take back a refusal or a withdrawal, with the reason: the credential waits for accreditation again',
    input: AssemblyInput.extend({ credential: Uuid, reason: Line(300) }),
    reply: z.object({}),
  }),
  registerProxy: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/proxies',
    act: 'proxy.register',
    summary: 'Register a proxy: a member is represented by another member’s delegate',
    input: AssemblyInput.extend({
      grantor: Uuid,
      holder: Uuid,
      scope: ProxyScope.nullable().default(null),
      instruction: Text(2_000).nullable().default(null),
    }),
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
    summary: 'Declare the own presence, where the rules let delegates do so: by their word, or at their seat',
    input: AssemblyInput.extend({ present: z.boolean(), seat: Line(40).nullable().default(null) }),
    reply: z.object({ quorum: QuorumView }),
  }),
} as const;

/** What all who follow an assembly are told in full, of what happens in this room. */
export const TOLD = [
  'assembly.corrected',
  'assembly.deadlines_set',
  'assembly.credential_dates_set',
  'sitting.planned',
  'sitting.changed',
  'sitting.cancelled',
  'sitting.opened',
  'sitting.closed',
  'quorum.changed',
  'quorum.called',
  'quorum.call_ended',
  'quorum.call_closed',
  'hall.shown',
] as const satisfies readonly AssembliesEvent['type'][];
/**
 * Of these no more is told than that there is something new, which sends screens to the snapshot: it knows who may see what is
 * internal. What is taken up is told to all who see the item.
 */
export const HINTED = [
  'item.added',
  'item.changed',
  'item.moved',
  'item.withdrawn',
  'item.taken_up',
  'item.left',
  'item.dealt_with',
  'paper.attached',
  'paper.renamed',
  'paper.withdrawn',
] as const satisfies readonly AssembliesEvent['type'][];

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
      'assembly.corrected',
      { facts: Partial<AssemblyCorrected>; was: Partial<AssemblyCorrected>; reason: string }
    >
  /** Of motions; null: there is none. */
  | Event<'assembly.deadlines_set', { motions: string | null }>
  | Event<
      'sitting.planned',
      {
        sitting: string;
        number: number;
        name: string | null;
        plannedFrom: string | null;
        /** Records from before ends were planned have none. */
        plannedUntil?: string | null;
      }
    >
  /** All that can be changed, as it is from now on. */
  | Event<
      'sitting.changed',
      { sitting: string; name: string | null; plannedFrom: string | null; plannedUntil: string | null }
    >
  | Event<'sitting.cancelled', { sitting: string; reason: string }>
  | Event<'sitting.opened', { sitting: string; at: string }>
  | Event<'sitting.closed', { sitting: string; at: string }>
  /**
   * The last under `parent`. Personal: `presenter`. Records from before the agenda was a tree have a `number` in its place
   * and neither parent, kind nor minutes.
   */
  | Event<
      'item.added',
      {
        item: string;
        parent?: string | null;
        number?: number;
        titles: Titles;
        kind?: ItemKind | null;
        minutes?: number | null;
        internal: boolean;
      }
    >
  /** All that can be changed, as it is from now on. Personal: `presenter`. */
  | Event<
      'item.changed',
      { item: string; titles: Titles; kind: ItemKind | null; minutes: number | null; internal: boolean }
    >
  /** With what is under it; `before` null: to the end. */
  | Event<'item.moved', { item: string; parent: string | null; before: string | null }>
  | Event<'item.withdrawn', { item: string; reason: string }>
  /** `internal`: readers without an office here did not see the item then. */
  | Event<'item.taken_up' | 'item.left' | 'item.dealt_with', { item: string; internal: boolean }>
  | Event<'paper.attached', { paper: string; item: string; name: string; hash: string; bytes: number }>
  | Event<'paper.renamed', { paper: string; item: string; name: string }>
  | Event<'paper.withdrawn', { paper: string; item: string; reason: string }>
  /** Personal: `gender`, where it is recorded: speakers' lists can go by it. */
  | Event<
      'credential.submitted',
      {
        credential: string;
        member: string;
        person: string;
        role: z.infer<typeof CredentialRole>;
        /** Why it was accepted after the deadline. */
        late?: string;
      }
    >
  /** What a later file says otherwise, while it is submitted. Personal: `gender`. */
  | Event<'credential.facts_changed', { credential: string; role?: z.infer<typeof CredentialRole> }>
  | Event<
      'credential.accredited',
      { credential: string; person: string; role: z.infer<typeof CredentialRole> }
    >
  | Event<'credential.refused', { credential: string; reason: string }>
  | Event<'credential.reinstated', { credential: string; reason: string }>
  | Event<'credential.withdrawn', { credential: string; reason: string }>
  /** `by` is the credential that takes its place, also in the order, and its role. */
  | Event<
      'credential.substituted',
      { credential: string; by: string; role: z.infer<typeof CredentialRole>; reason: string }
    >
  /** All of the member's, in the order in which they may vote for it; records from before have the order of submission. */
  | Event<'credential.ordered', { member: string; credentials: string[] }>
  /** Blob `report`: `CredentialsReport` as canonical JSON. */
  | Event<'credential.report_adopted', { report: string; number: number; hash: string; at: string }>
  | Event<'assembly.credential_dates_set', { designations: string | null; dues: string | null }>
  | Event<'designation.invited', { link: string; member: string; replaces: string | null }>
  | Event<'designation.made', { link: string; member: string; count: number }>
  /** Personal: the instruction. Records from before scopes were have none. */
  | Event<'proxy.registered', { proxy: string; grantor: string; holder: string; scope?: ProxyScope | null }>
  | Event<'proxy.revoked', { proxy: string; reason: string }>
  | Event<'presence.entered', { credential: string; member: string }>
  | Event<'presence.left', { credential: string; member: string }>
  | Event<'presence.confirmed', { call: string; credential: string }>
  | Event<'credential.seated', { credential: string; seat: string | null; badge: string | null }>
  | Event<'quorum.called', { call: string; startedAt: string; endsAt: string }>
  | Event<
      'quorum.call_ended',
      { call: string; at: string; confirmed: number; outcome: z.infer<typeof QuorumView> }
    >
  /** Those who left by it follow one by one. */
  | Event<'quorum.call_closed', { call: string; absent: number | null }>
  | Event<'hall.shown', { scene: Showing['scene']; sentence: string | null; until: string | null }>
  | Event<'quorum.changed', z.infer<typeof QuorumView>>;
