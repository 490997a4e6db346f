import { z } from 'zod';
import type { Json } from '../basics/canonical.js';
import type { Event } from '../basics/event.js';
import { BigText, FactsField, Line, Moment, Ordinal, Sha256, Slug, Titles, Uuid } from '../basics/fields.js';
import { route, socketEvent } from '../access/route.js';
import { Choice, Outcome } from '../rules/vote.js';

/** A weight divided by its holder, in units; the parts make the whole. */
export const Split = z.strictObject({ for: BigText, against: BigText, abstain: BigText });
/** On persons: the numbers of candidates on the ballot, from 1; empty: blank. */
const OnBallot = z.int().positive().max(1_000);
export const Marks = z.strictObject({ marks: z.array(OnBallot).max(200) });
/** Candidates by rank, best first; equals in one group. */
export const Ranks = z.strictObject({ ranks: z.array(z.array(OnBallot).min(1).max(200)).max(200) });
/** An answer on each candidate, in the order of the ballot. */
export const Answers = z.strictObject({ answers: z.array(Choice).max(200) });
/** What a ballot says. By consent, `against` is an objection and `abstain` takes it back. */
export const Vote = z.union([Choice, Split, Marks, Ranks, Answers]);
export type Vote = z.infer<typeof Vote>;

/**
 * How a poll is taken. `count`: votes are counted. `sight`: the chair sees a clear majority; any delegate may demand a count.
 * `consensus`: adopted unless somebody objects. `silence`: the same over days. `correspondence`: a count over days.
 */
export const Form = z.enum(['count', 'sight', 'consensus', 'silence', 'correspondence']);
export type Form = z.infer<typeof Form>;
/** `confidential`: no vote is published by name; whoever runs the server could know it. */
export const Secrecy = z.enum(['recorded', 'confidential']);
export type Secrecy = z.infer<typeof Secrecy>;
/** How an entitlement votes: at a device, by show of hands or on paper (counted by tellers), or called by name. */
export const Channel = z.enum(['electronic', 'hands', 'paper', 'roll_call']);
export type Channel = z.infer<typeof Channel>;

/**
 * What a teller counted, by stack (`polls/forms.ts`): so many ballots say this. A ballot is written as it is stored ("for",
 * or canonical JSON); "invalid" are those ruled blank or spoiled.
 */
export const Counts = z.record(z.string().max(200), z.record(z.string().max(2_000), Ordinal));
export type Counts = z.infer<typeof Counts>;

/**
 * `suspended`: nobody votes until it is resumed. `recounting`: tellers count the hands or papers anew. `annulled`: with a
 * reason; its ballots stay in the record and decide nothing.
 */
export const PollState = z.enum(['open', 'suspended', 'closed', 'recounting', 'declared', 'annulled']);
export type PollState = z.infer<typeof PollState>;

export const StepView = z.object({ code: z.string(), facts: FactsField });

/** Totals in units of 1/`unit` vote (weights) and in members. */
export const Totals = z.object({
  weight: z.object({ for: BigText, against: BigText, abstain: BigText }),
  members: z.object({ for: z.int(), against: z.int(), abstain: z.int() }),
});
export type Totals = z.infer<typeof Totals>;

/** How persons are elected. `plurality` has as many marks as the rules give: the single, limited or block vote. */
export const CONTEST_METHODS = ['plurality', 'yes_no', 'approval', 'irv', 'scottish-stv', 'schulze'] as const;
export const ContestMethod = z.enum(CONTEST_METHODS);
export type ContestMethod = z.infer<typeof ContestMethod>;

/** What a poll on persons asks: the candidates in the order of the ballot. */
export const Contest = z.object({
  election: Uuid,
  round: z.int().positive(),
  method: ContestMethod,
  seats: z.int().positive(),
  /** How many candidates a ballot may mark. */
  marks: z.int().positive(),
  /** Of marks: an absolute majority of the valid ballots, or whoever has most. Else null. */
  rule: z.enum(['majority', 'plurality']).nullable(),
  /** A ballot may be blank. */
  blank: z.boolean(),
  /** `member`: for whom the candidate would sit. */
  candidates: z.array(z.object({ candidate: Uuid, person: Uuid, member: Uuid.nullable().default(null) })),
});
export type Contest = z.infer<typeof Contest>;

const ByCandidate = z.record(z.string(), z.string());

/** What a round on persons came to; candidates by id, amounts are votes as decimals or fractions. */
export const ContestResult = z.object({
  /** The count with its stages (`tally/sheet.ts`). */
  sheet: z.object({
    method: z.string(),
    title: z.string(),
    seats: z.int(),
    valid: z.string(),
    spoiled: z.string(),
    quota: z.string().nullable(),
    elected: z.array(z.string()),
    ranking: z.array(z.array(z.string())),
    tied: z.array(z.array(z.string())),
    withdrawn: z.array(z.string()),
    lot: z.array(z.string()),
    stages: z.array(
      z.object({
        votes: ByCandidate,
        exhausted: z.string(),
        lost: z.string(),
        transfer: z
          .object({
            from: z.string(),
            surplus: z.string().nullable(),
            values: z.array(z.tuple([z.string(), z.string()])),
            to: ByCandidate,
            exhausted: z.string(),
            lost: z.string(),
          })
          .nullable(),
        elected: z.array(z.string()),
        excluded: z.array(z.string()),
        lot: z.array(z.string()),
      }),
    ),
    pairs: z.record(z.string(), ByCandidate).optional(),
    strengths: z.record(z.string(), ByCandidate).optional(),
  }),
  /** From which the order of every lot follows (`polls/contest.ts`); null: counted before it was told. */
  seed: Sha256.nullable().default(null),
  /** Yes, no and abstentions on each. */
  answers: z
    .record(z.string(), z.object({ for: z.string(), against: z.string(), abstain: z.string() }))
    .nullable(),
  /** The votes of an absolute majority. */
  needed: z.string().nullable(),
  blank: z.string(),
  spoiled: z.string(),
  elected: z.array(z.string()),
  /** Who stands in the next round. */
  goOn: z.array(z.string()),
  seatsLeft: z.int(),
});
export type ContestResult = z.infer<typeof ContestResult>;

export const ResultView = z
  .object({
    outcome: Outcome,
    /** Null where nothing was counted: on sight or by acclamation. */
    totals: Totals.nullable(),
    steps: z.array(StepView),
    casting: Choice.nullable(),
    contest: ContestResult.nullable(),
  })
  .meta({ id: 'Result' });
export type ResultView = z.infer<typeof ResultView>;

/** A result that stood until a recount was ordered. */
export const Superseded = z.object({
  result: ResultView,
  declaredAt: Moment.nullable(),
  /** Why it was recounted, and when that was ordered. */
  reason: z.string(),
  at: Moment,
});
export type Superseded = z.infer<typeof Superseded>;

/** A version that a vote is about, with its authentic expressions by language: what is decided is these texts. */
export const Cited = z.object({
  instrument: Slug,
  number: z.int(),
  hash: Sha256,
  authentic: z.record(z.string(), Sha256),
});
export type Cited = z.infer<typeof Cited>;

/** What everybody may see of a poll. Turnout while open; the result once declared (earlier only to the chair). */
export const PollView = z
  .object({
    id: Uuid,
    assembly: Slug,
    /** What it is about. A rehearsal is about neither, has no number and binds nobody. */
    motion: Uuid.nullable(),
    contest: Contest.extend({
      candidates: z.array(
        z.object({
          candidate: Uuid,
          person: Uuid,
          /** Null where the name was removed from the record. */
          name: z.string().nullable(),
          member: z.string().nullable(),
        }),
      ),
    }).nullable(),
    number: z.int().nullable(),
    titles: Titles,
    form: Form,
    secrecy: Secrecy,
    splits: z.boolean(),
    /** How entitlements vote where nothing else is said of one. */
    channel: Channel,
    /** On sight: somebody demanded a count. */
    countDemanded: z.boolean(),
    /** Over days: when the clock closes it. */
    dueAt: Moment.nullable(),
    state: PollState,
    versionHash: Sha256.nullable(),
    ruleSet: z.string(),
    /** The majority in force, as the rule set words it (`rules/ruleset.ts`). */
    majority: z.json(),
    majorityName: z.string(),
    mayChange: z.boolean(),
    /** What was cast so far, where the rules show it while the poll is open; else null. */
    running: Totals.nullable(),
    rollHash: Sha256,
    /** 1/`unit` of a vote is the unit of every weight. */
    unit: BigText,
    entitled: z.object({ members: z.int(), weight: BigText }),
    represented: z.object({ members: z.int(), weight: BigText }),
    cast: z.int(),
    /** Announced by the chair, for the countdown; null: no closing is announced. */
    closesAt: Moment.nullable(),
    /** Why it is suspended or was annulled. */
    reason: z.string().nullable(),
    openedAt: Moment,
    /** When voting ended; of a poll that was annulled while it went on, when it was. */
    closedAt: Moment.nullable(),
    declaredAt: Moment.nullable(),
    result: ResultView.nullable(),
    /** Results that a recount has superseded, the latest last; one that was never declared only to the chair. */
    superseded: z.array(Superseded),
    decision: z.int().nullable(),
  })
  .meta({ id: 'Poll' });
export type PollView = z.infer<typeof PollView>;

/** One entitlement on the roll; `weight` in units of the poll. The choice is there for recorded polls once declared. */
export const RollLine = z.object({
  entitlement: z.int().positive(),
  member: z.string(),
  name: z.string(),
  class: z.string(),
  country: z.string().nullable(),
  region: z.string().nullable(),
  chamber: z.string().nullable(),
  weight: BigText,
  represented: z.boolean(),
  byProxy: z.boolean(),
  /** By proxy: the member whose own delegate held it. Null where votes are not published, or who held it speaks for none. */
  proxyHolder: z.string().nullable(),
  channel: Channel,
  /** Null: none cast, or not published. */
  choice: Vote.nullable(),
});
export type RollLine = z.infer<typeof RollLine>;

/** The proof that a vote is durable. The same ballot id always gets the same receipt. */
export const Receipt = z
  .object({
    ballot: Uuid,
    poll: Uuid,
    entitlement: z.int().positive(),
    revision: z.int().positive(),
    choice: Vote,
    /** The number of the record entry, and its RFC 6962 leaf hash. */
    entry: z.int().nonnegative(),
    leaf: Sha256,
    at: Moment,
  })
  .meta({ id: 'Receipt' });
export type Receipt = z.infer<typeof Receipt>;

/** What one person may cast in a poll, and what stands so far. */
export const HandView = z
  .object({
    poll: Uuid,
    entitlements: z.array(
      z.object({
        entitlement: z.int().positive(),
        member: z.string(),
        name: z.string(),
        weight: BigText,
        byProxy: z.boolean(),
        channel: Channel,
        receipt: Receipt.nullable(),
      }),
    ),
    /** For a delegate without a vote: whose hand it is that votes for the own member. `holder` null: nobody’s. */
    elsewhere: z.array(
      z.object({ entitlement: z.int().positive(), name: z.string(), holder: z.string().nullable() }),
    ),
  })
  .meta({ id: 'Hand' });
export type HandView = z.infer<typeof HandView>;

export const Cast = z.object({
  poll: Uuid,
  /** Made by the client before the first try; a repeat returns the same receipt. */
  ballot: Uuid,
  entitlement: Ordinal.positive(),
  choice: Vote,
  /** The revision this ballot replaces: 0 for the first. A stale one is refused. */
  replaces: Ordinal,
});
export type Cast = z.infer<typeof Cast>;

const PollInput = z.object({ poll: Uuid });

/** How the chair takes a vote. */
const Taken = z.object({
  form: Form.default('count'),
  secrecy: Secrecy.default('recorded'),
  channel: Channel.default('electronic'),
  /** Over days: when it closes. */
  dueAt: Moment.nullable().default(null),
  /** By correspondence: so many hours before it closes, whoever has not voted is reminded by e-mail. */
  remind: z.array(z.int().min(1).max(720)).max(5).default([]),
});
export type Taken = z.infer<typeof Taken>;

/**
 * `waiting` to be sent; `unknown`: there is no address, nothing was written; `obsolete`: everything was cast, or the poll
 * closed, before it was sent.
 */
export const ReminderOutcome = z.enum(['waiting', 'sent', 'failed', 'unknown', 'obsolete']);
export type ReminderOutcome = z.infer<typeof ReminderOutcome>;

/** For the desk: reminders of a poll by correspondence, the earliest first. */
export const RemindersView = z.object({
  reminders: z.array(
    z.object({
      hours: z.int(),
      at: Moment,
      /** `missed`: the house was down, and a later one was due as well. */
      state: z.enum(['planned', 'issued', 'missed']),
      issuedAt: Moment.nullable(),
      /** Messages by what became of them. */
      counts: z.record(ReminderOutcome, z.int()),
      /** Why messages failed, or wait longer; in a confidential poll without names. */
      troubles: z.array(z.object({ names: z.array(z.string()), answer: z.string(), failed: z.boolean() })),
    }),
  ),
  /** Members on the roll for whom no address is known, whether they have voted or not. */
  unreachable: z.array(z.string()),
});
export type RemindersView = z.infer<typeof RemindersView>;

export const TellersView = z.object({
  channels: z.array(
    z.object({
      channel: z.enum(['hands', 'paper']),
      stacks: z.array(
        z.object({
          stack: z.string(),
          class: z.string().nullable(),
          region: z.string().nullable(),
          chamber: z.string().nullable(),
          weight: BigText,
          lines: z.int(),
        }),
      ),
      /** Whether two tellers agree, and how many have counted. What the other entered is not told. */
      agreed: z.boolean(),
      tellers: z.int(),
      mine: Counts.nullable(),
    }),
  ),
  /** Roll call: who is called, in the order that was drawn. */
  called: z.array(
    z.object({ entitlement: z.int(), name: z.string(), weight: BigText, receipt: Receipt.nullable() }),
  ),
  /** Everybody who may vote, to say by which channel. */
  lines: z.array(z.object({ entitlement: z.int(), name: z.string(), channel: Channel, voted: z.boolean() })),
});
export type TellersView = z.infer<typeof TellersView>;

export const pollRoutes = {
  polls: route({
    method: 'GET',
    path: '/api/assemblies/:assembly/polls',
    act: 'assembly.read',
    summary: 'The polls of an assembly, newest first',
    input: z.object({ assembly: Slug }),
    reply: z.object({ polls: z.array(PollView) }),
  }),
  roll: route({
    method: 'GET',
    path: '/api/assemblies/:assembly/roll',
    act: 'poll.open',
    summary: 'Whom a poll that opened now would let vote, and how many of them are represented',
    input: z.object({ assembly: Slug, motion: Uuid.optional() }),
    reply: z.object({ members: z.int(), represented: z.int() }),
  }),
  poll: route({
    method: 'GET',
    path: '/api/polls/:poll',
    act: 'poll.read',
    summary: 'One poll with its roll; votes once declared',
    input: PollInput,
    reply: z.object({
      poll: PollView,
      roll: z.array(RollLine),
      /** How many votes stand in the record one by one, and how many of these a later vote of the same member replaced; null: confidential. */
      votes: z.object({ entries: z.int(), replaced: z.int() }).nullable(),
      /** Null: opened before votes cited them. */
      cites: z.array(Cited.extend({ titles: Titles })).nullable(),
    }),
  }),
  countCsv: route({
    method: 'GET',
    path: '/api/polls/:poll/count.csv',
    act: 'poll.read',
    summary: 'On persons, once declared: every stage of the count as a table',
    input: PollInput,
    reply: z.any(),
    media: 'text/csv',
  }),
  countJson: route({
    method: 'GET',
    path: '/api/polls/:poll/count.json',
    act: 'poll.read',
    summary: 'On persons, once declared: the whole count with every stage, for programs',
    input: PollInput,
    reply: z.any(),
    media: 'application/json',
  }),
  ballotsBlt: route({
    method: 'GET',
    path: '/api/polls/:poll/ballots.blt',
    act: 'poll.read',
    summary: 'On persons, once declared: the ballots without names, for any other counter of the BLT format',
    input: PollInput,
    reply: z.any(),
    media: 'text/plain',
  }),
  open: route({
    method: 'POST',
    path: '/api/motions/:motion/polls',
    act: 'poll.open',
    summary: 'Open a poll on a motion; refused when the quorum is missing',
    input: z.object({ motion: Uuid, ...Taken.shape }),
    reply: z.object({ poll: z.string() }),
  }),
  rehearse: route({
    method: 'POST',
    path: '/api/assemblies/:assembly/rehearsals',
    act: 'poll.open',
    summary: 'Open a rehearsal: everybody tries the vote; it has no number and binds nobody',
    input: z.object({ assembly: Slug }),
    reply: z.object({ poll: z.string() }),
  }),
  seen: route({
    method: 'POST',
    path: '/api/polls/:poll/seen',
    act: 'poll.close',
    summary: 'On sight: what the chair saw',
    input: PollInput.extend({ outcome: z.enum(['adopted', 'rejected']) }),
    reply: z.object({ result: ResultView }),
  }),
  demandCount: route({
    method: 'POST',
    path: '/api/polls/:poll/demand',
    act: 'poll.demand',
    summary: 'On sight: demand a count, until the declaration',
    input: PollInput.extend({ member: Uuid.nullable().default(null) }),
    reply: z.object({}),
  }),
  channel: route({
    method: 'POST',
    path: '/api/polls/:poll/channel',
    act: 'poll.tell',
    summary: 'Say that entitlements vote by another channel; refused for those that have voted',
    input: PollInput.extend({ entitlements: z.array(Ordinal.positive()).min(1).max(2000), channel: Channel }),
    reply: z.object({}),
  }),
  tellers: route({
    method: 'GET',
    path: '/api/polls/:poll/tellers',
    act: 'poll.tell',
    summary: 'What tellers work on: the stacks to count, what was entered, the names to call in their order',
    input: PollInput,
    reply: TellersView,
  }),
  reminders: route({
    method: 'GET',
    path: '/api/polls/:poll/reminders',
    act: 'assembly.desk',
    summary:
      'By correspondence: which reminders are planned and which went out, and what became of the messages',
    input: PollInput,
    reply: RemindersView,
  }),
  enterCount: route({
    method: 'POST',
    path: '/api/polls/:poll/counts',
    act: 'poll.tell',
    summary: 'Enter the count of the hands or papers; it stands when two tellers agree',
    input: PollInput.extend({ channel: z.enum(['hands', 'paper']), counts: Counts }),
    reply: z.object({ agreed: z.boolean() }),
  }),
  enterVote: route({
    method: 'POST',
    path: '/api/polls/:poll/called',
    act: 'poll.tell',
    summary: 'Roll call: enter what was answered',
    input: Cast,
    reply: Receipt,
  }),
  close: route({
    method: 'POST',
    path: '/api/polls/:poll/close',
    act: 'poll.close',
    summary: 'Close and count',
    input: PollInput,
    reply: z.object({ result: ResultView }),
  }),
  declare: route({
    method: 'POST',
    path: '/api/polls/:poll/declare',
    act: 'poll.declare',
    summary: 'Declare the result: the motion, its decision number and the stage follow',
    input: PollInput.extend({ casting: z.enum(['for', 'against']).nullable().default(null) }),
    reply: z.object({ outcome: Outcome, decision: z.int().nullable() }),
  }),
  suspend: route({
    method: 'POST',
    path: '/api/polls/:poll/suspend',
    act: 'poll.suspend',
    summary: 'Suspend a poll (power cut, disorder): every ballot stays, nobody votes until it is resumed',
    input: PollInput.extend({ reason: Line(300) }),
    reply: z.object({}),
  }),
  resume: route({
    method: 'POST',
    path: '/api/polls/:poll/resume',
    act: 'poll.suspend',
    summary: 'Resume a suspended poll',
    input: PollInput,
    reply: z.object({}),
  }),
  announceClosing: route({
    method: 'POST',
    path: '/api/polls/:poll/announce',
    act: 'poll.close',
    summary: 'Announce the closing: a countdown on every screen',
    input: PollInput.extend({ seconds: z.int().min(5).max(600) }),
    reply: z.object({ closesAt: Moment }),
  }),
  recount: route({
    method: 'POST',
    path: '/api/polls/:poll/recount',
    act: 'poll.recount',
    summary: 'Have the hands or papers counted anew, with the reason; what was counted is superseded',
    input: PollInput.extend({ reason: Line(300) }),
    reply: z.object({}),
  }),
  annul: route({
    method: 'POST',
    path: '/api/polls/:poll/annul',
    act: 'poll.annul',
    summary: 'Annul a poll that was not declared, with the reason; the motion is ready for a fresh round',
    input: PollInput.extend({ reason: Line(300) }),
    reply: z.object({}),
  }),
  hand: route({
    method: 'GET',
    path: '/api/polls/:poll/hand',
    act: 'poll.hand',
    summary: 'The own entitlements in a poll, with receipts',
    input: PollInput,
    reply: HandView,
  }),
  cast: route({
    method: 'POST',
    path: '/api/polls/:poll/ballots',
    act: 'poll.cast',
    summary: 'Cast a ballot where websockets are blocked; the same as the socket event',
    input: Cast,
    reply: Receipt,
  }),
} as const;

export const pollSockets = {
  cast: socketEvent({
    event: 'cast',
    act: 'poll.cast',
    summary: 'Cast a ballot; acknowledged after the commit',
    input: Cast,
    reply: Receipt,
  }),
  hand: socketEvent({
    event: 'hand',
    act: 'poll.hand',
    summary: 'The own entitlements in a poll',
    input: PollInput,
    reply: HandView,
  }),
} as const;

/** The quorum at a close: members or units of votes, as decimal strings. */
export interface ClosingQuorum {
  readonly present: string;
  readonly needed: string;
  readonly entitled: string;
  readonly unit: string;
  readonly reached: boolean;
  readonly steps: Json;
}

export type PollsEvent =
  | Event<
      'poll.opened',
      {
        poll: string;
        motion: string | null;
        contest: Contest | null;
        number: number | null;
        /** Of what it is about; null: of nothing, it is a rehearsal. */
        titles: Titles | null;
        /** Of a motion on a version; the blob `cites` names it, and its authentic expressions. */
        versionHash: string | null;
        form: Form;
        secrecy: Secrecy;
        splits: boolean;
        channel: Channel;
        dueAt: string | null;
        /** Hours before it closes. */
        remind: readonly number[];
        /** Roll call: the order in which names are called follows from it (`polls/forms.ts`). */
        seed: string | null;
        ruleSet: string;
        majorityName: string;
        majority: Json;
        mayChange: boolean;
        showRunning: boolean;
        rollHash: string;
        unit: string;
        entitled: { members: number; weight: string };
        represented: { members: number; weight: string };
        quorum: Json;
        at: string;
      }
    >
  | Event<'poll.cast', { ballot: string; entitlement: number; revision: number; choice: Vote; at: string }>
  | Event<
      'poll.hand_moved',
      {
        poll: string;
        entitlement: number;
        from: string | null;
        /** Null: taken away from somebody who may no longer act for the member. */
        to: string | null;
        byProxy: boolean;
        replacesProxy: boolean;
      }
    >
  /** A reminder went out. To whom or to how many is not said: who has voted is nobody's matter outside the house. */
  | Event<'poll.reminded', { poll: string; hours: number; missed: readonly number[]; at: string }>
  /** Confidential: so many ballots are in the box by now. */
  | Event<'poll.cast_many', { poll: string; cast: number; at: string }>
  | Event<'poll.channelled', { poll: string; entitlements: readonly number[]; channel: Channel }>
  | Event<
      'poll.tellers_counted',
      { poll: string; channel: Channel; counts: Counts; agreed: boolean; at: string }
    >
  | Event<'poll.count_demanded', { poll: string; member: string; at: string }>
  | Event<'poll.suspended', { poll: string; reason: string; at: string }>
  | Event<'poll.resumed', { poll: string; at: string }>
  | Event<'poll.closing_announced', { poll: string; closesAt: string }>
  /** The result so far is superseded, and with it the tellers' counts. */
  | Event<'poll.recount_ordered', { poll: string; reason: string; at: string }>
  | Event<'poll.annulled', { poll: string; reason: string; at: string }>
  /** `quorum`: what it was held to at the close, by the rules or because nobody sat; a recount is held to the same. */
  | Event<'poll.closed', { poll: string; cast: number; quorum: ClosingQuorum | null; at: string }>
  | Event<'poll.counted', { poll: string; result: ResultView }>
  | Event<
      'poll.declared',
      {
        poll: string;
        motion: string | null;
        result: ResultView;
        decision: number | null;
        at: string;
      }
    >;
