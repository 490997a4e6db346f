import { z } from 'zod';
import type { Event } from '../basics/event.js';
import { Line, Moment, Slug, Titles, Uuid } from '../basics/fields.js';
import { route } from '../access/route.js';
import { Channel, ContestMethod, Secrecy } from '../polls/polls.contract.js';
import { Outcome } from '../rules/vote.js';

/** What a round asks of marks: an absolute majority of the valid ballots, or most votes. */
export const RoundRule = z.enum(['majority', 'plurality']);
export type RoundRule = z.infer<typeof RoundRule>;

/** At least so many of those elected are of a region of the members, or of a gender as the candidates gave it. */
export const Quota = z.strictObject({
  kind: z.enum(['region', 'gender']),
  of: Slug,
  atLeast: z.int().min(1).max(500),
});
export type Quota = z.infer<typeof Quota>;

/** How an election is held; fixed when it is called. */
export const Terms = z.object({
  titles: Titles,
  seats: z.int().min(1).max(500),
  method: ContestMethod,
  /** Plurality: how many candidates a ballot may mark. One: the single vote; as many as seats: the block vote. */
  marks: z.int().min(1).max(500).default(1),
  /** Plurality: the rule of each round, the last one again for further rounds. Other methods have one round. */
  rounds: z.array(RoundRule).max(10).default([]),
  blank: z.boolean().default(true),
  secrecy: Secrecy.default('confidential'),
  /** Of the ballot. `drawn`: from a seed that is in the record. */
  order: z.enum(['alphabetical', 'drawn']).default('drawn'),
  quotas: z.array(Quota).max(20).default([]),
  /** Members that must second a nomination, beside the one that makes it. */
  seconders: z.int().min(0).max(100).default(0),
  /** No ballot opens before this other election is declared where a candidate stands in both. */
  after: Uuid.nullable().default(null),
  nominationsDue: Moment.nullable().default(null),
});
export type Terms = z.infer<typeof Terms>;

/** `closed`: nominations are, and no ballot is open. `ended`: with seats left empty, and a reason. */
export const ElectionState = z.enum(['nominations', 'closed', 'balloting', 'declared', 'ended']);
export type ElectionState = z.infer<typeof ElectionState>;
export const CandidateState = z.enum(['nominated', 'accepted', 'declined', 'withdrawn', 'ruled_out']);
export type CandidateState = z.infer<typeof CandidateState>;

export const CandidateView = z
  .object({
    candidate: Uuid,
    person: Uuid,
    /** Null where the name was removed from the record. */
    name: z.string().nullable(),
    /** The member from which the candidate comes, and its region. */
    member: z.object({ member: Uuid, name: z.string() }).nullable(),
    region: z.string().nullable(),
    gender: z.string().nullable(),
    nominatedBy: z.object({ member: Uuid, name: z.string() }).nullable(),
    seconders: z.array(z.object({ member: Uuid, name: z.string() })),
    state: CandidateState,
    /** Why withdrawn or ruled out. */
    reason: z.string().nullable(),
    /** Withdrawn because the person was elected there meanwhile. */
    electedIn: z.object({ election: Uuid, titles: Titles }).nullable(),
    /** What the candidate says; null: nothing. */
    statement: z.string().nullable(),
    /** The place on the ballot, once it is fixed. */
    place: z.int().nullable(),
    /** In which round elected. */
    elected: z.int().nullable(),
  })
  .meta({ id: 'Candidate' });
export type CandidateView = z.infer<typeof CandidateView>;

export const ElectionView = Terms.extend({
  election: Uuid,
  assembly: Slug,
  number: z.int(),
  state: ElectionState,
  /** The round that is or was last; 0 before the first. */
  round: z.int(),
  polls: z.array(Uuid),
  candidates: z.array(CandidateView),
  /** From which the order of the ballot was drawn (`elections/election.ts`); null: it was not, or not yet. */
  orderSeed: z.string().nullable(),
  /** Who stands in the next round. */
  standing: z.array(Uuid),
  seatsLeft: z.int(),
  reason: z.string().nullable(),
}).meta({ id: 'Election' });
export type ElectionView = z.infer<typeof ElectionView>;

const ElectionInput = z.object({ election: Uuid });
const CandidateInput = z.object({ candidate: Uuid });
const Reason = Line(300);

export const electionRoutes = {
  elections: route({
    method: 'GET',
    path: '/api/assemblies/:assembly/elections',
    act: 'assembly.read',
    summary: 'The elections of an assembly with their candidates',
    input: z.object({ assembly: Slug }),
    reply: z.object({ elections: z.array(ElectionView) }),
  }),
  candidate: route({
    method: 'GET',
    path: '/api/candidates/:candidate',
    act: 'assembly.read',
    summary: 'A candidate: who it is, what it says, and the election in which it stands',
    input: CandidateInput,
    reply: z.object({
      candidate: CandidateView,
      election: ElectionView.pick({
        ...{ election: true, assembly: true, number: true, titles: true, state: true, seats: true },
        ...{ method: true, polls: true },
      }),
    }),
  }),
  nominees: route({
    method: 'GET',
    path: '/api/assemblies/:assembly/nominees',
    act: 'candidate.nominate',
    summary: 'Who can be nominated from among those accredited',
    input: z.object({ assembly: Slug }),
    reply: z.object({
      people: z.array(
        z.object({ person: Uuid, name: z.string(), member: z.object({ member: Uuid, name: z.string() }) }),
      ),
    }),
  }),
  call: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/elections',
    act: 'election.call',
    summary: 'Call an election: seats, method, rounds, quotas, the deadline of nominations',
    input: z.object({ assembly: Slug, ...Terms.shape }),
    reply: z.object({ election: z.string(), number: z.int() }),
  }),
  nominate: route({
    method: 'POST',
    path: '/api/elections/:election/candidates',
    act: 'candidate.nominate',
    summary: 'Nominate a person; late nominations are refused',
    input: ElectionInput.extend({
      person: Uuid,
      /** From which member the person comes. */
      member: Uuid.nullable().default(null),
      gender: Slug.nullable().default(null),
      /** The member that nominates, where a delegate is here for several; null of the secretariat: nobody's. */
      by: Uuid.nullable().default(null),
    }),
    reply: z.object({ candidate: z.string() }),
  }),
  second: route({
    method: 'POST',
    path: '/api/candidates/:candidate/second',
    act: 'candidate.second',
    summary: 'Second a nomination for the own member',
    input: CandidateInput.extend({ member: Uuid.nullable().default(null) }),
    reply: z.object({}),
  }),
  answer: route({
    method: 'POST',
    path: '/api/candidates/:candidate/answer',
    act: 'candidate.answer',
    summary: 'Accept or decline; by the candidate, or by the secretariat with how it was told',
    input: CandidateInput.extend({ accept: z.boolean(), told: Reason.nullable().default(null) }),
    reply: z.object({}),
  }),
  state: route({
    method: 'POST',
    path: '/api/candidates/:candidate/statement',
    act: 'candidate.answer',
    summary: 'What the candidate says to the electors',
    input: CandidateInput.extend({ statement: z.string().trim().max(5_000) }),
    reply: z.object({}),
  }),
  withdraw: route({
    method: 'POST',
    path: '/api/candidates/:candidate/withdraw',
    act: 'candidate.answer',
    summary: 'Withdraw before the ballot opens; by the candidate, or by the secretariat with how it was told',
    input: CandidateInput.extend({ reason: Reason }),
    reply: z.object({}),
  }),
  ruleOut: route({
    method: 'POST',
    path: '/api/candidates/:candidate/rule-out',
    act: 'candidate.rule',
    summary: 'Rule a nomination out, with the reason (not eligible)',
    input: CandidateInput.extend({ reason: Reason }),
    reply: z.object({}),
  }),
  closeNominations: route({
    method: 'POST',
    path: '/api/elections/:election/close',
    act: 'election.run',
    summary: 'Close the nominations: the order of the ballot is fixed',
    input: ElectionInput,
    reply: z.object({}),
  }),
  ballot: route({
    method: 'POST',
    path: '/api/elections/:election/ballots',
    act: 'poll.open',
    summary: 'Open the ballot of the next round',
    input: ElectionInput.extend({ channel: Channel.default('electronic') }),
    reply: z.object({ poll: z.string(), round: z.int() }),
  }),
  declare: route({
    method: 'POST',
    path: '/api/elections/:election/declare',
    act: 'poll.declare',
    summary: 'Declare a round. A quota that is missed asks for a ruling: who is elected, and why',
    input: ElectionInput.extend({
      ruling: z
        .object({ elected: z.array(Uuid).max(500), reason: Reason })
        .nullable()
        .default(null),
    }),
    reply: z.object({ outcome: Outcome, elected: z.array(Uuid), seatsLeft: z.int() }),
  }),
  recount: route({
    method: 'POST',
    path: '/api/elections/:election/recount',
    act: 'poll.recount',
    summary: 'Have the papers of the last round counted anew, with the reason; what it decided is taken back',
    input: ElectionInput.extend({ reason: Reason }),
    reply: z.object({}),
  }),
  end: route({
    method: 'POST',
    path: '/api/elections/:election/end',
    act: 'election.run',
    summary: 'End an election with seats left empty, with the reason',
    input: ElectionInput.extend({ reason: Reason }),
    reply: z.object({}),
  }),
} as const;

export type ElectionsEvent =
  | Event<'election.called', Terms & { election: string; number: number }>
  | Event<
      'candidate.nominated',
      {
        candidate: string;
        election: string;
        person: string;
        member: string | null;
        region: string | null;
        gender: string | null;
        by: string | null;
        at: string;
      }
    >
  | Event<'candidate.seconded', { candidate: string; member: string }>
  | Event<'candidate.accepted', { candidate: string; told: string | null }>
  | Event<'candidate.declined', { candidate: string; told: string | null }>
  /** The statement is personal. */
  | Event<'candidate.stated', { candidate: string }>
  /** `electedIn`: the election in which the person was elected meanwhile; else the reason. */
  | Event<'candidate.withdrawn', { candidate: string; reason: string | null; electedIn: string | null }>
  /** What it had withdrawn for is decided anew. */
  | Event<'candidate.reinstated', { candidate: string; state: 'nominated' | 'accepted' }>
  | Event<'candidate.ruled_out', { candidate: string; reason: string }>
  /** `order`: candidates as they stand on the ballot; `seed`: from which it was drawn. */
  | Event<'election.nominations_closed', { election: string; order: readonly string[]; seed: string | null }>
  | Event<'election.balloting', { election: string; round: number; poll: string }>
  /** The poll decided nothing: another ballot of the same round is opened. */
  | Event<'election.round_void', { election: string; round: number; poll: string }>
  | Event<
      'election.round_decided',
      {
        election: string;
        round: number;
        poll: string;
        elected: readonly string[];
        standing: readonly string[];
        seatsLeft: number;
        /** Why others are elected than the count alone says; null: the count alone. */
        ruling: string | null;
      }
    >
  /** Its papers are counted anew: what the round decided is taken back; `standing` stood in it. */
  | Event<
      'election.round_reopened',
      { election: string; round: number; poll: string; standing: readonly string[]; reason: string }
    >
  | Event<'election.declared', { election: string; elected: readonly string[] }>
  | Event<'election.ended', { election: string; reason: string }>;
