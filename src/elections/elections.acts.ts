import type { z } from 'zod';
import type { Context, Event } from '../basics/event.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { first, must } from '../basics/must.js';
import { assemblyPlace, lockAssembly } from '../assemblies/assemblies.store.js';
import { standingOf } from '../assemblies/presence.store.js';
import { memberRegions } from '../bodies/bodies.store.js';
import { act, lock, type Act, type Tx } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import { ownMember } from '../motions/submission.js';
import { hasPerson } from '../people/people.store.js';
import { open } from '../polls/opening.js';
import { declare, recount } from '../polls/box.js';
import { frozen, opening, PLAIN } from '../polls/polls.acts.js';
import { loadBox, pollLock } from '../polls/polls.store.js';
import {
  answer,
  call,
  closeNominations,
  declareRound,
  end,
  makeStatement,
  nextContest,
  nominate,
  reopenRound,
  ruleOut,
  second,
  withdraw,
  type Candidate,
  type Election,
} from './election.js';
import type { electionRoutes as routes, ElectionsEvent } from './elections.contract.js';
import {
  candidatePlace,
  electionOf,
  electionPlace,
  laterElections,
  loadElection,
  nextElection,
} from './elections.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

async function alone(tx: Tx, id: string): Promise<Election | null> {
  const first = await loadElection(tx, id);
  if (!first) return null;
  await lockAssembly(tx, first.assembly);
  return loadElection(tx, id);
}

/** Calls an election; it gets the next number. */
export const CALL = act({
  act: 'election.call',
  place: (tx, { assembly }: In<typeof routes.call>) => assemblyPlace(tx, assembly),
  load: async (tx, { assembly, after }) => {
    await lockAssembly(tx, assembly);
    const before = after === null ? null : await loadElection(tx, after);
    if (after !== null && before?.assembly !== assembly) return refuse('election.unknown');
    return ok(await nextElection(tx, assembly));
  },
  decide: (number, { assembly, ...terms }, context) => call({ assembly, number, terms }, context),
  reply: ({ events }) => {
    const { data } = events[0] as Extract<ElectionsEvent, { type: 'election.called' }>;
    return { election: data.election, number: data.number };
  },
});

/** The member for which somebody acts: a delegate's own, or (null) nobody's of the secretariat. */
const actsFor = (
  own: readonly string[],
  member: string | null,
  { actor }: Pick<Context, 'actor'>,
): Result<string | null> =>
  actor.kind === 'person' && actor.office === 'delegate' ? ownMember(own, member) : ok(member);

const ownMembers = async (tx: Tx, assembly: string, person: string | null): Promise<string[]> =>
  (await standingOf(tx, assembly, person)).speaksFor.map(({ member }) => member);

export const NOMINATE = act({
  act: 'candidate.nominate',
  place: (tx, { election }: In<typeof routes.nominate>) => electionPlace(tx, election),
  load: async (tx, command, { person }: Visitor) => {
    const election = must(await alone(tx, command.election), 'election');
    const place = await assemblyPlace(tx, election.assembly);
    const members = await memberRegions(tx, must(place?.body, 'body of the place'));
    const { member, by } = command;
    for (const one of [member, by])
      if (one !== null && !members.has(one)) return refuse('motion.member_unknown');
    if (!(await hasPerson(tx, command.person))) return refuse('person.unknown');
    const region = member === null ? null : (members.get(member) ?? null);
    return ok({ election, region, own: await ownMembers(tx, election.assembly, person) });
  },
  decide: ({ election, region, own }, command, context) => {
    const by = actsFor(own, command.by, context);
    return by.ok ? nominate(election, { ...command, region, by: by.value }, context) : by;
  },
  reply: ({ events }) => ({ candidate: must(first(events).subject.candidate, 'candidate of the event') }),
});

type OnCandidate = { election: Election; candidate: Candidate; own: string[] };

/** An act on one candidate, alone with its assembly. */
const onCandidate = <C extends { candidate: string }>(
  name: Act<C, OnCandidate, object>['act'],
  decide: (on: OnCandidate, command: C, context: Context) => Result<readonly Event[]>,
): Act<C, OnCandidate, object> =>
  act({
    act: name,
    place: (tx, { candidate }: C) => candidatePlace(tx, candidate),
    load: async (tx, { candidate: id }, { person }) => {
      const election = must(await alone(tx, must(await electionOf(tx, id), 'election')), 'election');
      const candidate = must(
        election.candidates.find((one) => one.id === id),
        'candidate',
      );
      return ok({ election, candidate, own: await ownMembers(tx, election.assembly, person) });
    },
    decide,
    reply: () => ({}),
  });

export const SECOND = onCandidate<In<typeof routes.second>>('candidate.second', (on, command) => {
  const member = ownMember(on.own, command.member);
  return member.ok ? second(on, { member: member.value }) : member;
});
export const ANSWER = onCandidate<In<typeof routes.answer>>('candidate.answer', answer);
export const STATE = onCandidate<In<typeof routes.state>>('candidate.answer', makeStatement);
export const WITHDRAW = onCandidate<In<typeof routes.withdraw>>('candidate.answer', withdraw);
export const RULE_OUT = onCandidate<In<typeof routes.ruleOut>>('candidate.rule', ruleOut);

const onElection = <C extends { election: string }>(
  decide: (election: Election, command: C, context: Context) => Result<readonly Event[]>,
): Act<C, Election, object> =>
  act({
    act: 'election.run',
    place: (tx, { election }: C) => electionPlace(tx, election),
    load: async (tx, { election }) => ok(must(await alone(tx, election), 'election')),
    decide,
    reply: () => ({}),
  });

export const CLOSE_NOMINATIONS = onElection<In<typeof routes.closeNominations>>((election, _, context) =>
  closeNominations(election, context),
);
export const END = onElection<In<typeof routes.end>>(end);

/** Opens the ballot of the next round: a poll on persons, with its roll as of now. */
export const OPEN_BALLOT = act({
  act: 'poll.open',
  place: (tx, { election }: In<typeof routes.ballot>) => electionPlace(tx, election),
  load: async (tx, { election: id }) => {
    const election = must(await alone(tx, id), 'election');
    const before = election.after === null ? null : await loadElection(tx, election.after);
    const ready = await opening(tx, election.assembly, { everybody: false });
    return ready.ok ? ok({ election, before, ...ready.value }) : ready;
  },
  decide: ({ election, before, rules, number, ...rest }, { channel }, context) => {
    const contest = nextContest(election, before);
    if (!contest.ok) return contest;
    const opened = open(
      {
        ...{ assembly: election.assembly, motion: null, number, versionHash: null, cites: [] },
        contest: contest.value,
        titles: election.titles,
        majorityName: 'ordinary',
        majority: rules.data.majorities.ordinary,
        ...frozen(rules),
        ...{ ...rest, taken: { ...PLAIN, secrecy: election.secrecy, channel } },
      },
      context,
    );
    if (!opened.ok) return opened;
    const poll = must(opened.value.subject.poll, 'poll of the event');
    const balloting: ElectionsEvent = {
      type: 'election.balloting',
      subject: { assembly: election.assembly, election: election.id, poll },
      data: { election: election.id, round: contest.value.round, poll },
    };
    return ok<readonly Event[]>([opened.value, balloting]);
  },
  reply: ({ events }) => {
    const { data } = events[1] as Extract<ElectionsEvent, { type: 'election.balloting' }>;
    return { poll: data.poll, round: data.round };
  },
});

/** Declares a round: cites the poll, and says who is elected, who goes on, and who no longer stands elsewhere. */
export const DECLARE_ROUND = act({
  act: 'poll.declare',
  place: (tx, { election }: In<typeof routes.declare>) => electionPlace(tx, election),
  load: async (tx, { election: id }) => {
    const election = must(await alone(tx, id), 'election');
    if (election.poll === null) return refuse('election.no_ballot');
    await lock(tx, pollLock(election.poll));
    const { box } = must(await loadBox(tx, election.poll), 'box of the poll');
    return ok({ election, box, later: await laterElections(tx, id) });
  },
  decide: ({ election, box, later }, { ruling }, context) => {
    const result = declare(box, null);
    if (!result.ok) return result;
    const { outcome, contest } = result.value;
    const decided = declareRound(election, {
      outcome,
      result: contest,
      ruling,
      later,
    });
    if (!decided.ok) return decided;
    const declared: Event = {
      type: 'poll.declared',
      subject: { assembly: box.assembly, election: election.id, poll: box.poll },
      data: { poll: box.poll, motion: null, result: result.value, decision: null, at: context.at },
    };
    return ok<readonly Event[]>([declared, ...decided.value]);
  },
  reply: ({ state: { election, box }, events }) => {
    const decided = (events as readonly ElectionsEvent[]).find(
      (event) => event.type === 'election.round_decided',
    );
    return {
      outcome: must(box.result, 'result of the poll').outcome,
      elected: decided ? [...decided.data.elected] : [],
      seatsLeft: decided?.data.seatsLeft ?? election.seats,
    };
  },
});

/** Orders a recount of the last round's papers; where it was declared, what it decided is taken back meanwhile. */
export const RECOUNT_ROUND = act({
  act: 'poll.recount',
  place: (tx, { election }: In<typeof routes.recount>) => electionPlace(tx, election),
  load: async (tx, { election: id }) => {
    const election = must(await alone(tx, id), 'election');
    if (election.poll === null) return refuse('election.no_ballot');
    await lock(tx, pollLock(election.poll));
    const { box } = must(await loadBox(tx, election.poll), 'box of the poll');
    return ok({ election, box, later: await laterElections(tx, id) });
  },
  decide: ({ election, box, later }, { reason }, context) => {
    const ordered = recount(box, { reason }, context);
    if (!ordered.ok || box.state !== 'declared') return ordered;
    const stood = must(box.contest, 'contest of the poll').candidates.map(({ candidate }) => candidate);
    const reopened = reopenRound(election, { poll: box.poll, stood, reason, later });
    return reopened.ok ? ok<readonly Event[]>([...ordered.value, ...reopened.value]) : reopened;
  },
  reply: () => ({}),
});
