import { z } from 'zod';
import { Line, Moment, Slug, Uuid } from '../basics/fields.js';
import { route } from '../access/route.js';
import { CredentialRole, QuorumCallView, QuorumView } from './assemblies.contract.js';

const Here = z.object({ assembly: Slug });
const OneCall = Here.extend({ call: Uuid });

/** What stands on a chair or a badge. */
const Label = Line(40).nullable();

/** The quorum from one moment on, as the record has it, with the entries by which it came about. */
export const QuorumPoint = z
  .object({
    /** The number of the entry that tells it. */
    entry: z.int(),
    at: Moment,
    quorum: QuorumView,
    /** What happened in the same act (somebody came, left, gave a proxy): how often, and the first of these entries. */
    evidence: z.array(z.object({ type: z.string(), count: z.int(), entry: z.int() })),
  })
  .meta({ id: 'QuorumPoint' });
export type QuorumPoint = z.infer<typeof QuorumPoint>;

export const presenceRoutes = {
  quorumSeries: route({
    method: 'GET',
    path: '/api/assemblies/:assembly/quorum',
    act: 'assembly.read',
    summary:
      'The quorum as a series over time with its evidence in the record: the last thousand changes, oldest first',
    input: Here,
    reply: z.object({ points: z.array(QuorumPoint) }),
  }),
  seat: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/credentials/seats',
    act: 'credential.seat',
    summary: 'Give seats and badges to credentials; both are unique here',
    input: Here.extend({
      seats: z
        .array(z.object({ credential: Uuid, seat: Label, badge: Label }))
        .min(1)
        .max(2000),
    }),
    reply: z.object({}),
  }),
  checkIn: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/presence/code',
    act: 'presence.record',
    summary: 'Record presence by what was scanned or typed at the door: a slip, a badge or a seat',
    input: Here.extend({ code: Line(300), present: z.boolean() }),
    reply: z.object({
      people: z.array(z.object({ name: z.string(), organisation: z.string(), role: CredentialRole })),
      /** It was so before. */
      already: z.boolean(),
      quorum: QuorumView,
    }),
  }),
  callQuorum: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/quorum-calls',
    act: 'quorum.call',
    summary: 'Call the quorum: delegates confirm that they are here until the time is over',
    input: Here.extend({ seconds: z.int().min(10).max(900).default(60) }),
    reply: z.object({ call: z.string() }),
  }),
  quorumCall: route({
    method: 'GET',
    path: '/api/assemblies/:assembly/quorum-calls/latest',
    act: 'assembly.read',
    summary: 'The latest quorum call, and whether the visitor has confirmed in it',
    input: Here,
    reply: z.object({ call: QuorumCallView.nullable(), mine: z.boolean() }),
  }),
  confirm: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/quorum-calls/:call/confirm',
    act: 'quorum.confirm',
    summary: 'Confirm the own presence in a quorum call',
    input: OneCall,
    reply: z.object({}),
  }),
  closeCall: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/quorum-calls/:call/close',
    act: 'quorum.call',
    summary: 'Close a quorum call; `absent`: who did not confirm is recorded as having left',
    input: OneCall.extend({ absent: z.boolean() }),
    reply: z.object({ absent: z.int(), quorum: QuorumView }),
  }),
} as const;
