import { sha256Hex } from '../basics/canonical.js';
import type { Context, Subject } from '../basics/event.js';
import { byName } from '../basics/order.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { must } from '../basics/must.js';
import { shapeOf } from '../polls/contest.js';
import type { Contest, ContestResult } from '../polls/polls.contract.js';
import type { Outcome } from '../rules/vote.js';
import type { CandidateState, ElectionsEvent, ElectionState, Quota, Terms } from './elections.contract.js';

export interface Candidate {
  readonly id: string;
  readonly person: string;
  /** For whom the person would sit; null: for nobody. */
  readonly member: string | null;
  /** For the order of the ballot; null where it was removed from the record. */
  readonly name: string | null;
  readonly region: string | null;
  readonly gender: string | null;
  readonly nominatedBy: string | null;
  readonly seconders: readonly string[];
  readonly state: CandidateState;
  readonly place: number | null;
  readonly elected: number | null;
  /** The election in which the person was elected meanwhile, and for which the candidate therefore withdrew. */
  readonly electedIn: string | null;
}

/** An election as its acts see it. */
export interface Election extends Terms {
  readonly id: string;
  readonly assembly: string;
  readonly number: number;
  readonly state: ElectionState;
  /** The round that is or was last; 0 before the first. */
  readonly round: number;
  /** The poll of that round, and whether it was annulled. */
  readonly poll: string | null;
  readonly annulled: boolean;
  readonly candidates: readonly Candidate[];
  /** Candidates in the next round, in the order of the ballot. */
  readonly standing: readonly string[];
}

/** From which states an act leads where. What is not here is refused, and illegal in a record. */
const TRANSITIONS = {
  nominate: { from: ['nominations'], to: null },
  close: { from: ['nominations'], to: 'closed' },
  ballot: { from: ['closed', 'balloting'], to: 'balloting' },
  void: { from: ['balloting'], to: 'closed' },
  decide: { from: ['balloting'], to: 'closed' },
  declare: { from: ['closed'], to: 'declared' },
  reopen: { from: ['closed', 'declared'], to: 'balloting' },
  end: { from: ['nominations', 'closed', 'balloting'], to: 'ended' },
} as const satisfies Record<string, { from: readonly ElectionState[]; to: ElectionState | null }>;

type OfElection = Extract<ElectionsEvent['type'], `election.${string}`>;
const STEP_OF: Readonly<Record<Exclude<OfElection, 'election.called'>, keyof typeof TRANSITIONS>> = {
  'election.nominations_closed': 'close',
  'election.balloting': 'ballot',
  'election.round_void': 'void',
  'election.round_decided': 'decide',
  'election.declared': 'declare',
  'election.round_reopened': 'reopen',
  'election.ended': 'end',
};

/** The state after an event, `state` null before the first; null where the event cannot follow (an illegal record). */
export function evolve(state: ElectionState | null, { type }: { type: OfElection }): ElectionState | null {
  if (type === 'election.called') return state === null ? 'nominations' : null;
  const { from, to }: { from: readonly ElectionState[]; to: ElectionState | null } =
    TRANSITIONS[STEP_OF[type]];
  return state !== null && from.includes(state) ? (to ?? state) : null;
}

function may({ state }: Pick<Election, 'state'>, step: keyof typeof TRANSITIONS): Result<null> {
  const from: readonly ElectionState[] = TRANSITIONS[step].from;
  return from.includes(state) ? ok(null) : refuse('election.wrong_state', { state, wanted: [...from] });
}

const subjectOf = ({ id, assembly }: Pick<Election, 'id' | 'assembly'>, candidate?: string): Subject => ({
  assembly,
  election: id,
  ...(candidate !== undefined && { candidate }),
});

/**
 * Calls an election. Refusals: `election.one_seat` {seats}, `election.rounds_needed`, `election.one_round` {method},
 * `election.marks` {marks}, `election.quotas_too_many` {seats, quotas}, `election.due_past` {due}.
 */
export function call(
  { assembly, number, terms }: { assembly: string; number: number; terms: Terms },
  context: Context,
): Result<ElectionsEvent[]> {
  const { method, seats, marks, rounds, quotas, nominationsDue } = terms;
  if (method === 'irv' && seats !== 1) return refuse('election.one_seat', { seats });
  if (method === 'plurality' && rounds.length === 0) return refuse('election.rounds_needed');
  if (method !== 'plurality' && rounds.length > 0) return refuse('election.one_round', { method });
  if (method !== 'plurality' && marks !== 1) return refuse('election.marks', { marks });
  const most = Math.max(0, ...quotas.map(({ atLeast }) => atLeast));
  if (most > seats) return refuse('election.quotas_too_many', { seats, quotas: most });
  if (nominationsDue !== null && nominationsDue <= context.at)
    return refuse('election.due_past', { due: nominationsDue });
  const election = context.id();
  return ok([
    { type: 'election.called', subject: { assembly, election }, data: { election, number, ...terms } },
  ]);
}

/**
 * Nominates a person. Refusals: `election.wrong_state`, `election.nominations_late` {due}, `candidate.exists`,
 * `candidate.gender_needed` where a quota asks for it.
 */
export function nominate(
  election: Election,
  {
    person,
    member,
    region,
    gender,
    by,
  }: {
    person: string;
    member: string | null;
    region: string | null;
    gender: string | null;
    by: string | null;
  },
  context: Context,
): Result<ElectionsEvent[]> {
  const allowed = may(election, 'nominate');
  if (!allowed.ok) return allowed;
  const { nominationsDue: due, quotas, candidates } = election;
  if (due !== null && context.at > due) return refuse('election.nominations_late', { due });
  if (candidates.some((one) => one.person === person && one.state !== 'withdrawn'))
    return refuse('candidate.exists');
  if (gender === null && quotas.some(({ kind }) => kind === 'gender'))
    return refuse('candidate.gender_needed');
  const candidate = context.id();
  return ok([
    {
      type: 'candidate.nominated',
      subject: subjectOf(election, candidate),
      data: { candidate, election: election.id, person, member, region, gender, by, at: context.at },
    },
  ]);
}

type On = { readonly election: Election; readonly candidate: Candidate };

const inState = ({ candidate: { state } }: On, ...wanted: CandidateState[]): Result<null> =>
  wanted.includes(state) ? ok(null) : refuse('candidate.wrong_state', { state, wanted });

/** Seconds a nomination; twice is once. Refusals: `election.wrong_state`, `candidate.own`. */
export function second(on: On, { member }: { member: string }): Result<ElectionsEvent[]> {
  const { election, candidate } = on;
  const allowed = may(election, 'nominate');
  if (!allowed.ok) return allowed;
  if (candidate.nominatedBy === member) return refuse('candidate.own');
  if (candidate.seconders.includes(member)) return ok([]);
  return ok([
    {
      type: 'candidate.seconded',
      subject: subjectOf(election, candidate.id),
      data: { candidate: candidate.id, member },
    },
  ]);
}

/** Whether an actor speaks for a candidate: the person, or the secretariat that says how it was told. */
export function speaksAs(
  { candidate }: On,
  { actor }: Pick<Context, 'actor'>,
  told: string | null,
): Result<null> {
  if (actor.kind === 'person' && actor.person === candidate.person) return ok(null);
  const house = actor.kind === 'house' || actor.office === 'secretariat';
  if (!house) return refuse('candidate.not_you');
  return told === null ? refuse('candidate.told_needed') : ok(null);
}

/** Accepts or declines. Refusals: `election.wrong_state`, `candidate.wrong_state`, those of `speaksAs`. */
export function answer(
  on: On,
  { accept, told }: { accept: boolean; told: string | null },
  context: Context,
): Result<ElectionsEvent[]> {
  const { election, candidate } = on;
  for (const check of [
    may(election, 'nominate'),
    inState(on, 'nominated', ...(accept ? (['declined'] as const) : (['accepted'] as const))),
    speaksAs(on, context, told),
  ])
    if (!check.ok) return check;
  return ok([
    {
      type: accept ? 'candidate.accepted' : 'candidate.declined',
      subject: subjectOf(election, candidate.id),
      data: { candidate: candidate.id, told },
    },
  ]);
}

/** What the candidate says. Refusals: `election.wrong_state`, `candidate.wrong_state`, those of `speaksAs`. */
export function makeStatement(
  on: On,
  { statement }: { statement: string },
  context: Context,
): Result<ElectionsEvent[]> {
  const { election, candidate } = on;
  for (const check of [
    may(election, 'nominate'),
    inState(on, 'nominated', 'accepted'),
    speaksAs(on, context, 'as sent'),
  ])
    if (!check.ok) return check;
  return ok([
    {
      type: 'candidate.stated',
      subject: subjectOf(election, candidate.id),
      data: { candidate: candidate.id },
      personal: { statement: statement === '' ? null : statement },
    },
  ]);
}

/** Withdraws while no ballot is open. Refusals: `candidate.wrong_state`, `candidate.balloting`, those of `speaksAs`. */
export function withdraw(on: On, { reason }: { reason: string }, context: Context): Result<ElectionsEvent[]> {
  const speaks = speaksAs(on, context, reason);
  return speaks.ok ? takeOut(on, 'candidate.withdrawn', reason) : speaks;
}

/** Rules a nomination out. Refusals: `candidate.wrong_state`, `candidate.balloting`. */
export const ruleOut = (on: On, { reason }: { reason: string }): Result<ElectionsEvent[]> =>
  takeOut(on, 'candidate.ruled_out', reason);

function takeOut(
  on: On,
  type: 'candidate.withdrawn' | 'candidate.ruled_out',
  reason: string,
): Result<ElectionsEvent[]> {
  const { election, candidate } = on;
  const there = inState(on, 'nominated', 'accepted', 'declined');
  if (!there.ok) return there;
  if (election.state === 'balloting' && !election.annulled) return refuse('candidate.balloting');
  if (candidate.elected !== null || election.state === 'declared' || election.state === 'ended')
    return refuse('election.wrong_state', { state: election.state, wanted: ['nominations', 'closed'] });
  const subject = subjectOf(election, candidate.id);
  return ok([
    type === 'candidate.withdrawn'
      ? { type, subject, data: { candidate: candidate.id, reason, electedIn: null } }
      : { type, subject, data: { candidate: candidate.id, reason } },
  ]);
}

/**
 * Closes the nominations and fixes the order of the ballot. Refusals: `election.wrong_state`, `election.no_candidates`,
 * `candidate.unanswered` {names}, `candidate.unseconded` {names, needed}.
 */
export function closeNominations(election: Election, context: Context): Result<ElectionsEvent[]> {
  const allowed = may(election, 'close');
  if (!allowed.ok) return allowed;
  const names = (some: readonly Candidate[]): string[] => some.map(({ name, id }) => name ?? id);
  const unanswered = election.candidates.filter((one) => one.state === 'nominated');
  if (unanswered.length > 0) return refuse('candidate.unanswered', { names: names(unanswered) });
  const stand = election.candidates.filter((one) => one.state === 'accepted');
  if (stand.length === 0) return refuse('election.no_candidates');
  const needed = election.seconders;
  const few = stand.filter((one) => one.seconders.length < needed);
  if (few.length > 0) return refuse('candidate.unseconded', { names: names(few), needed });
  const seed = election.order === 'drawn' ? context.id() : null;
  return ok([
    {
      type: 'election.nominations_closed',
      subject: subjectOf(election),
      data: { election: election.id, order: ballotOrder(stand, seed).map(({ id }) => id), seed },
    },
  ]);
}

/** Alphabetical where there is no seed; else as it follows from the seed, which nobody chose. */
export function ballotOrder<C extends Pick<Candidate, 'id' | 'name'>>(
  candidates: readonly C[],
  seed: string | null,
): C[] {
  if (seed === null)
    return candidates.toSorted((a, b) => byName(a.name ?? '', b.name ?? '') || (a.id < b.id ? -1 : 1));
  const rank = ({ id }: C): string => sha256Hex(`${seed}:${id}`);
  return candidates.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

export const seatsLeft = ({ seats, candidates }: Pick<Election, 'seats' | 'candidates'>): number =>
  seats - candidates.filter((one) => one.elected !== null).length;

/** The rule of a round of marks: the one given for it, or the last again. */
const ruleOf = ({ method, rounds }: Terms, round: number): Contest['rule'] =>
  method === 'plurality' ? (rounds[Math.min(round, rounds.length) - 1] ?? null) : null;

/** Whoever stands in the next round and has not gone since, in the order of the ballot. */
const standingIn = ({ standing, candidates }: Election): Candidate[] =>
  standing
    .map((id) =>
      must(
        candidates.find((one) => one.id === id),
        'candidate',
      ),
    )
    .filter((one) => one.state === 'accepted' && one.elected === null);

/**
 * What the ballot of the next round asks. `before`: the election that must be declared first, if any.
 * Refusals: `election.wrong_state`, `election.waits` {number}, `election.no_candidates`.
 */
export function nextContest(
  election: Election,
  before: Pick<Election, 'number' | 'state' | 'candidates'> | null,
): Result<Contest> {
  const allowed = may(election, 'ballot');
  if (!allowed.ok) return allowed;
  if (election.state === 'balloting' && !election.annulled)
    return refuse('election.wrong_state', { state: election.state, wanted: ['closed'] });
  const stand = standingIn(election);
  const both = before?.candidates.some(
    (one) => one.state === 'accepted' && stand.some(({ person }) => person === one.person),
  );
  if (before && both && before.state !== 'declared' && before.state !== 'ended')
    return refuse('election.waits', { number: before.number });
  if (stand.length === 0) return refuse('election.no_candidates');
  const round = election.annulled || election.round === 0 ? Math.max(1, election.round) : election.round + 1;
  const seats = seatsLeft(election);
  // A block vote has as many marks as there are seats, in every round.
  const marks = election.method === 'plurality' ? Math.min(election.marks, Math.max(1, seats)) : 1;
  return ok({
    election: election.id,
    round,
    method: election.method,
    seats,
    marks: election.method === 'approval' ? stand.length : shapeOf(election.method) === 'marks' ? marks : 1,
    rule: ruleOf(election, round),
    blank: election.blank,
    candidates: stand.map(({ id, person, member }) => ({ candidate: id, person, member })),
  });
}

/** A quota that those elected miss. */
export interface Missed extends Quota {
  readonly elected: number;
}

const isOf = (one: Pick<Candidate, 'region' | 'gender'>, { kind, of }: Quota): boolean =>
  (kind === 'region' ? one.region : one.gender) === of;

/** The quotas that a set of elected candidates misses. */
export const missedQuotas = (
  { quotas, candidates }: Pick<Election, 'quotas' | 'candidates'>,
  elected: readonly string[],
): Missed[] =>
  quotas
    .map((quota) => ({
      ...quota,
      elected: candidates.filter((one) => elected.includes(one.id) && isOf(one, quota)).length,
    }))
    .filter((quota) => quota.elected < quota.atLeast);

/**
 * What could be ruled where quotas are missed: for each place that one lacks, the best of its group instead of the last
 * who can go without missing another. Null where nobody is left who could fill it. `ranking`: best first.
 */
export function withQuotas(
  election: Pick<Election, 'quotas' | 'candidates'>,
  {
    elected,
    ranking,
    fixed,
  }: { elected: readonly string[]; ranking: readonly string[]; fixed: readonly string[] },
): readonly string[] | null {
  let now = [...elected];
  const of = (id: string): Candidate =>
    must(
      election.candidates.find((one) => one.id === id),
      'candidate',
    );
  for (let left = elected.length + 1; left > 0; left--) {
    const [missed] = missedQuotas(election, [...fixed, ...now]);
    if (!missed) return now;
    const come = ranking.find((id) => !now.includes(id) && !fixed.includes(id) && isOf(of(id), missed));
    const before = missedQuotas(election, [...fixed, ...now]).length;
    const go = now.toReversed().find((id) => {
      if (isOf(of(id), missed)) return false;
      const without = now.map((one) => (one === id && come !== undefined ? come : one));
      return missedQuotas(election, [...fixed, ...without]).length <= before;
    });
    if (come === undefined || go === undefined) return null;
    now = now.map((one) => (one === go ? come : one));
  }
  return null;
}

/**
 * Declares a round. `later`: elections that wait for this one; who is elected here no longer stands there.
 * Refusals: `election.wrong_state`, `election.quota_missed` {kind, of, atLeast, elected, proposal}, `election.ruling` {seats}
 * where a ruling names others than candidates of the round, or another number than the count elects.
 */
export function declareRound(
  election: Election,
  {
    outcome,
    result: counted,
    ruling,
    later,
  }: {
    outcome: Outcome;
    /** Null: the round is void. */
    result: ContestResult | null;
    ruling: { elected: readonly string[]; reason: string } | null;
    later: readonly Election[];
  },
): Result<ElectionsEvent[]> {
  const allowed = may(election, 'decide');
  if (!allowed.ok) return allowed;
  const { id, round } = election;
  const poll = must(election.poll, 'poll of the round');
  const subject = { ...subjectOf(election), poll };
  if (outcome === 'void')
    return ok([{ type: 'election.round_void', subject, data: { election: id, round, poll } }]);
  const result = must(counted, 'count of the round');
  const running = Object.keys(result.sheet.stages[0]?.votes ?? {});
  const ranking = result.sheet.ranking.flat();
  const asked = ruling?.elected ?? result.elected;
  const known = running.length > 0 ? running : ranking;
  if (
    new Set(asked).size !== asked.length ||
    asked.length !== result.elected.length ||
    asked.some((one) => !known.includes(one))
  )
    return refuse('election.ruling', { seats: result.elected.length });
  const fixed = election.candidates.filter((one) => one.elected !== null).map((one) => one.id);
  const all = [...fixed, ...asked];
  const left = election.seats - all.length;
  const [missed] = missedQuotas(election, all);
  // Further rounds may still fill the quota.
  if (missed && missed.atLeast - missed.elected > left && ruling === null) {
    const proposal = withQuotas(election, { elected: asked, ranking, fixed });
    return refuse('election.quota_missed', {
      ...{ kind: missed.kind, of: missed.of, atLeast: missed.atLeast, elected: missed.elected },
      proposal: proposal === null ? null : [...proposal],
    });
  }
  const standing = result.goOn.filter((one) => !asked.includes(one));
  const events: ElectionsEvent[] = [
    {
      type: 'election.round_decided',
      subject,
      data: {
        ...{ election: id, round, poll, elected: asked, standing, seatsLeft: left },
        ruling: ruling?.reason ?? null,
      },
    },
  ];
  if (left > 0) return ok(events);
  events.push({
    type: 'election.declared',
    subject: subjectOf(election),
    data: { election: id, elected: all },
  });
  const persons = new Set(
    election.candidates.filter((one) => all.includes(one.id)).map(({ person }) => person),
  );
  for (const other of later)
    for (const one of other.candidates)
      if (persons.has(one.person) && (one.state === 'accepted' || one.state === 'nominated'))
        events.push({
          type: 'candidate.withdrawn',
          subject: subjectOf(other, one.id),
          data: { candidate: one.id, reason: null, electedIn: id },
        });
  return ok(events);
}

/**
 * Takes the declaration of the last round back, as its papers are counted anew: who was elected in it is not, all who stood
 * in it (`stood`, in the order of the ballot) stand again, and whoever withdrew elsewhere for it stands there again (and is
 * asked again, where nominations are open). Refusals: `election.wrong_state`, `election.round_passed` {round} where another
 * ballot was opened since, `election.later_went_on` {number} where a later election has opened its ballot with one who stood
 * here, or has closed its nominations without one who withdrew for this.
 */
export function reopenRound(
  election: Election,
  {
    poll,
    stood,
    reason,
    later,
  }: { poll: string; stood: readonly string[]; reason: string; later: readonly Election[] },
): Result<ElectionsEvent[]> {
  if (election.poll !== poll) return refuse('election.round_passed', { round: election.round });
  const allowed = may(election, 'reopen');
  if (!allowed.ok) return allowed;
  const { id, round, candidates } = election;
  const persons = new Set(candidates.filter((one) => stood.includes(one.id)).map(({ person }) => person));
  const gone = ({ candidates: of }: Election): Candidate[] =>
    of.filter(
      (one) =>
        one.state === 'withdrawn' &&
        one.electedIn === id &&
        !of.some((other) => other.person === one.person && other.state !== 'withdrawn'),
    );
  const passed = later.find((other) =>
    other.round > 0
      ? other.candidates.some(({ person }) => persons.has(person))
      : other.state !== 'nominations' && gone(other).some(({ place }) => place === null),
  );
  if (passed) return refuse('election.later_went_on', { number: passed.number });
  return ok([
    {
      type: 'election.round_reopened',
      subject: { ...subjectOf(election), poll },
      data: { election: id, round, poll, standing: stood, reason },
    },
    ...later.flatMap((other) =>
      gone(other).map((one): ElectionsEvent => ({
        type: 'candidate.reinstated',
        subject: subjectOf(other, one.id),
        data: { candidate: one.id, state: other.state === 'nominations' ? 'nominated' : 'accepted' },
      })),
    ),
  ]);
}

/** Ends with seats left empty. Refusals: `election.wrong_state`. */
export function end(election: Election, { reason }: { reason: string }): Result<ElectionsEvent[]> {
  const allowed = may(election, 'end');
  if (!allowed.ok) return allowed;
  if (election.state === 'balloting' && !election.annulled)
    return refuse('election.wrong_state', { state: election.state, wanted: ['nominations', 'closed'] });
  return ok([
    { type: 'election.ended', subject: subjectOf(election), data: { election: election.id, reason } },
  ]);
}
