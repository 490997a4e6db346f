import type { z } from 'zod';
import { ok, refuse, type Result } from '../basics/result.js';
import type { QuorumState } from '../rules/quorum.js';
import * as assemblies from '../assemblies/assemblies.acts.js';
import { substitutedHands } from '../assemblies/designation.js';
import * as designations from '../assemblies/designations.acts.js';
import type { AssembliesEvent } from '../assemblies/assemblies.contract.js';
import { ofType, type Context, type Event } from '../basics/event.js';
import { first, must } from '../basics/must.js';
import {
  assemblyPlace,
  assemblyRules,
  lockAssembly,
  openSittingOf,
  timeZoneOf,
} from '../assemblies/assemblies.store.js';
import {
  evolveAttendance,
  handOf,
  mayActFor,
  presentVoters,
  withPresent,
  type Attendance,
} from '../assemblies/assembly.js';
import { standingOf } from '../assemblies/presence.store.js';
import * as presence from '../assemblies/presence.acts.js';
import { dayIn } from '../assemblies/meeting.js';
import { majorityNamed } from '../rules/ruleset.js';
import { act, lock, type Act, type Tx } from '../house/perform.js';
import { checkStage, decideStage, reopenStage, type Instrument } from '../instruments/instrument.js';
import { loadInstrument } from '../instruments/instruments.store.js';
import { settleFamily, toRecount, toVoting } from '../motions/family.js';
import { loadFamily, loadMotion, motionPlace, nextDecision } from '../motions/motions.store.js';
import { ownMember } from '../motions/submission.js';
import { overDays } from './forms.js';
import { open } from './opening.js';
import {
  announceClosing,
  annul,
  demandCount,
  moveHands,
  remind,
  resume,
  suspend,
  type OpenRoll,
  type PollHead,
} from './poll.js';
import { close, declare, enterCount, recount, see, setChannel, votesOf, type Box } from './box.js';
import type { PollsEvent, pollRoutes as routes, ResultView, Taken } from './polls.contract.js';
import {
  loadBox,
  loadHead,
  makeRoll,
  nextPollNumber,
  openPolls,
  openRolls,
  pollLock,
  pollPlace,
  tellerCounts,
} from './polls.store.js';

import { citedBy } from './cites.store.js';
import { remindedOf } from './reminder.js';
import { dueReminders, layReady, planReminders, uncastOf } from './reminders.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

/** `mailFrom`: where the house is, if it sends mail; reminders name that address. */
type OpenPoll = { motion: string; mailFrom?: string | null } & Partial<Taken>;

/** Opens a poll: roll, weights, rule and version are frozen in this transaction. */
export const OPEN_POLL = act({
  act: 'poll.open',
  place: (tx, { motion }: OpenPoll) => motionPlace(tx, motion),
  load: async (tx, { motion: id, form = 'count' }) => {
    const first = await loadMotion(tx, id);
    if (!first) return refuse('not_found');
    await lockAssembly(tx, first.assembly);
    const family = must(await loadFamily(tx, id), 'family of the motion');
    // By another motion the stage may be decided since this one was tabled: its vote could not be declared.
    for (const { about } of [family.motion, ...family.bloc]) {
      if (about.kind !== 'stage') continue;
      const instrument = must(await loadInstrument(tx, about.instrument), 'instrument');
      const { version, notwithstanding } = about;
      const day = dayIn(new Date().toISOString(), await timeZoneOf(tx, first.assembly));
      const stage = checkStage(instrument, about.stage, { day, version, notwithstanding });
      if (!stage.ok) return stage;
    }
    const ready = await opening(tx, first.assembly, { everybody: overDays(form), motion: id });
    return ready.ok ? ok({ family, cites: await citedBy(tx, family), ...ready.value }) : ready;
  },
  decide: ({ family, rules, number, ...rest }, { motion: _, mailFrom = null, ...taken }, context) => {
    const { motion } = family;
    if (taken.remind?.length && mailFrom === null) return refuse('poll.no_mail');
    const majority = majorityNamed(rules.data, motion.majority);
    if (!majority.ok) return majority;
    const opened = open(
      {
        assembly: motion.assembly,
        motion: motion.id,
        contest: null,
        number,
        titles: motion.titles,
        versionHash: motion.versionHash,
        majorityName: motion.majority,
        majority: majority.value,
        ...frozen(rules),
        ...{ ...rest, taken: { ...PLAIN, ...taken } },
      },
      context,
    );
    if (!opened.ok) return opened;
    const voting = toVoting(family, must(opened.value.subject.poll, 'poll of the event'));
    if (!voting.ok) return voting;
    return ok([opened.value, ...voting.value]);
  },
  after: async (tx, { command: { mailFrom }, events }) => {
    const [opened] = ofType(events as PollsEvent[], 'poll.opened');
    const { poll, dueAt, remind: hours } = must(opened, 'event of the act').data;
    if (mailFrom && dueAt !== null) await planReminders(tx, poll, { hours, dueAt, origin: mailFrom });
  },
  reply: ({ events }) => ({ poll: must(first(events).subject.poll, 'poll of the event') }),
});

/** Opens a rehearsal: the ordinary vote about nothing. */
export const REHEARSE = act({
  act: 'poll.open',
  place: (tx, { assembly }: { assembly: string }) => assemblyPlace(tx, assembly),
  load: async (tx, { assembly }) => {
    await lockAssembly(tx, assembly);
    if ((await openPolls(tx, assembly)) > 0) return refuse('poll.already_open');
    return opening(tx, assembly, { everybody: false });
  },
  decide: ({ rules, ...rest }, { assembly }, context) => {
    const opened = open(
      {
        assembly,
        ...{ motion: null, contest: null, titles: null, versionHash: null, cites: [] },
        majorityName: 'ordinary',
        majority: rules.data.majorities.ordinary,
        ...frozen(rules),
        ...{ ...rest, taken: PLAIN, number: null },
      },
      context,
    );
    return opened.ok ? ok([opened.value]) : opened;
  },
  reply: ({ events }) => ({ poll: must(first(events).subject.poll, 'poll of the event') }),
});

export const PLAIN: Taken = {
  form: 'count',
  secrecy: 'recorded',
  channel: 'electronic',
  dueAt: null,
  remind: [],
};

type Rules = NonNullable<Awaited<ReturnType<typeof assemblyRules>>>;

/** What opening a poll looks at. `everybody`: who is accredited votes, wherever they are. */
export async function opening(
  tx: Tx,
  assembly: string,
  { everybody, motion = null }: { everybody: boolean; motion?: string | null },
) {
  const rules = await assemblyRules(tx, assembly);
  if (!rules) return refuse('assembly.no_rules');
  const { unknown, ...made } = must(
    await makeRoll(tx, assembly, {
      present: everybody ? 'everybody' : null,
      motion,
    }),
    'roll of the assembly',
  );
  // What follows from an unknown figure is not zero, and not a vote of the class either.
  if (unknown.length > 0) return refuse('roll.figure_unknown', { members: unknown });
  const sittingOpen = (await openSittingOf(tx, assembly)) !== null;
  return ok({ rules, ...made, sittingOpen, number: await nextPollNumber(tx, assembly) });
}

/** What a poll keeps of the rules. */
export const frozen = ({ ruleSet, data }: Rules) => ({
  ruleSet,
  mayChange: data.changeOfVote,
  maySplit: data.splitVotes === true,
  leastHours: data.overDays?.minimumHours ?? null,
  showRunning: data.showRunningResult,
  quorumAtOpening: data.quorum.when === 'opening',
});

type PollCommand = { poll: string };

/** An act of the chair on a poll under way, alone with it. */
const onPoll = <C extends PollCommand, R>(
  name: Act<C, PollHead, R>['act'],
  decide: (head: PollHead, command: C, context: Context) => Result<readonly Event[]>,
  reply: Act<C, PollHead, R>['reply'],
): Act<C, PollHead, R> =>
  act({
    act: name,
    place: (tx, { poll }: C) => pollPlace(tx, poll),
    load: async (tx, { poll }) => {
      await lock(tx, pollLock(poll));
      const head = await loadHead(tx, poll);
      return head ? ok(head) : refuse('not_found');
    },
    decide,
    reply,
  });

export const SUSPEND_POLL = onPoll(
  'poll.suspend',
  (head, command: PollCommand & { reason: string }, context) => suspend(head, command, context),
  () => ({}),
);
export const RESUME_POLL = onPoll(
  'poll.suspend',
  (head, _command: PollCommand, context) => resume(head, context),
  () => ({}),
);
export const ANNOUNCE_CLOSING = onPoll(
  'poll.close',
  (head, command: PollCommand & { seconds: number }, context) => announceClosing(head, command, context),
  ({ events }) => ({
    closesAt: (events[0] as Extract<PollsEvent, { type: 'poll.closing_announced' }>).data.closesAt,
  }),
);

/** The clock reminds of a poll: messages to those who have not voted are laid ready, each once. */
export const REMIND = act({
  act: 'poll.open',
  place: (tx, { poll }: PollCommand & { now: Date }) => pollPlace(tx, poll),
  load: async (tx, { poll, now }) => {
    await lock(tx, pollLock(poll));
    const head = await loadHead(tx, poll);
    if (!head) return refuse('not_found');
    return ok({ head, due: await dueReminders(tx, poll, now), uncast: await uncastOf(tx, poll) });
  },
  decide: ({ head, due }, _command, context) => remind(head, due, context),
  after: async (tx, { state, command: { poll, now }, events, context }) => {
    const [reminded] = ofType(events as PollsEvent[], 'poll.reminded');
    const { hours } = must(reminded, 'event of the act').data;
    await layReady(tx, remindedOf(state.uncast), { poll, hours, now, id: context.id });
  },
  reply: ({ events }) => ({ hours: first(ofType(events as PollsEvent[], 'poll.reminded')).data.hours }),
});

/** Annuls, and makes the motion ready for a fresh round. */
export const ANNUL_POLL = act({
  act: 'poll.annul',
  place: (tx, { poll }: PollCommand & { reason: string }) => pollPlace(tx, poll),
  load: async (tx, { poll }) => {
    const first = await loadHead(tx, poll);
    if (!first) return refuse('not_found');
    await lockAssembly(tx, first.assembly);
    await lock(tx, pollLock(poll));
    const head = must(await loadHead(tx, poll), 'poll');
    return ok({ head, family: head.motion === null ? null : await loadFamily(tx, head.motion) });
  },
  decide: ({ head, family }, command, context) => {
    const annulled = annul(head, command, context);
    if (!annulled.ok || family === null) return annulled;
    const back = settleFamily(family, { poll: head.poll, outcome: 'void', next: 0 });
    return back.ok ? ok<readonly Event[]>([...annulled.value, ...back.value]) : back;
  },
  reply: () => ({}),
});

/** An act on who is here, with the hands that it moves in polls under way, as one. */
const movingHands = <C extends { assembly: string }, S, R>(
  one: Act<C, S, R>,
  attendanceOf: (state: S) => Attendance,
): Act<C, { state: S; rolls: OpenRoll[] }, R> =>
  act({
    act: one.act,
    place: one.place,
    load: async (tx, command, visitor, rooms) => {
      const state = await one.load(tx, command, visitor, rooms);
      return state.ok ? ok({ state: state.value, rolls: await openRolls(tx, command.assembly) }) : state;
    },
    decide: ({ state, rolls }, command, context) => {
      const decided = one.decide(state, command, context);
      if (!decided.ok || rolls.length === 0) return decided;
      const after = decided.value.reduce(
        (attendance, event) => evolveAttendance(attendance, event as AssembliesEvent),
        attendanceOf(state),
      );
      const handsIn = ({ on, form }: OpenRoll) => {
        // Over days nobody sits: as at the opening, whoever is accredited is asked, in the hall or not.
        const asked = overDays(form) ? withPresent(after, () => true) : after;
        const here = presentVoters(asked);
        return substitutedHands(
          new Map(asked.members.map((member) => [member.member, handOf(member, here, on)])),
          decided.value,
          asked,
        );
      };
      const moved = rolls.flatMap((roll) =>
        moveHands(roll, {
          hands: handsIn(roll),
          mayAct: (member, person) => mayActFor(after, { member, person, on: roll.on }),
        }),
      );
      return ok<readonly Event[]>([...decided.value, ...moved]);
    },
    after: async (tx, { state: { state }, ...done }) => one.after?.(tx, { state, ...done }),
    reply: ({ state: { state }, ...done }) => one.reply({ state, ...done }),
  });

export const RECORD_PRESENCE = movingHands(assemblies.RECORD_PRESENCE, (attendance) => attendance);
export const DECLARE_PRESENCE = movingHands(assemblies.DECLARE_PRESENCE, ({ attendance }) => attendance);
export const REGISTER_PROXY = movingHands(assemblies.REGISTER_PROXY, (attendance) => attendance);
export const REVOKE_PROXY = movingHands(assemblies.REVOKE_PROXY, (attendance) => attendance);
export const WITHDRAW_CREDENTIAL = movingHands(
  designations.WITHDRAW_CREDENTIAL,
  ({ attendance }) => attendance,
);
export const CHECK_IN = movingHands(presence.CHECK_IN, ({ attendance }) => attendance);
export const CLOSE_CALL = movingHands(presence.CLOSE_CALL, ({ attendance }) => attendance);
export const PUT_FIRST = movingHands(designations.PUT_FIRST, (attendance) => attendance);
export const SUBSTITUTE = movingHands(designations.SUBSTITUTE, ({ attendance }) => attendance);

/** A poll's box, alone with it. */
async function boxed(tx: Tx, poll: string) {
  await lock(tx, pollLock(poll));
  const loaded = await loadBox(tx, poll);
  return loaded ? ok(loaded.box) : refuse('not_found');
}

/** The quorum that a poll is held to at its close, by the rules or because nobody sat; null: none. */
async function quorumAtClose(tx: Tx, box: Box): Promise<QuorumState | null> {
  const { assembly, motion, election, form, lines } = box;
  // Who has left since has no part in a recount.
  if (box.state === 'recounting') return box.quorumAtClose;
  if ((motion === null && election === null) || form === 'silence') return null;
  if (form === 'correspondence') {
    const cast = new Set(lines.filter(({ vote }) => vote !== null).map(({ member }) => member));
    return must(await makeRoll(tx, assembly, { present: cast, motion }), 'roll of the assembly').quorum;
  }
  const rules = await assemblyRules(tx, assembly);
  return rules?.data.quorum.when === 'close'
    ? must(await makeRoll(tx, assembly, { motion }), 'roll of the assembly').quorum
    : null;
}

/** A poll's box, alone with it, and with the quorum that the rules count at its close. */
async function atClose(tx: Tx, { poll }: PollCommand) {
  const box = await boxed(tx, poll);
  return box.ok ? ok({ ...box.value, quorumAtClose: await quorumAtClose(tx, box.value) }) : box;
}

const resultOf = ({ events }: { events: readonly Event[] }): { result: ResultView } => ({
  result: (events[1] as Extract<PollsEvent, { type: 'poll.counted' }>).data.result,
});

/** Closes: waits for the batches in flight, lets no later one in, and counts what is there. */
export const CLOSE_POLL = act({
  act: 'poll.close',
  place: (tx, { poll }: PollCommand) => pollPlace(tx, poll),
  load: atClose,
  decide: (box, _command, context) => close(box, context),
  reply: resultOf,
});

/** Orders a recount; of a declared poll, what it decided is open again meanwhile. */
export const RECOUNT = act({
  act: 'poll.recount',
  place: (tx, { poll }: In<typeof routes.recount>) => pollPlace(tx, poll),
  load: async (tx, { poll }) => {
    const place = await pollPlace(tx, poll);
    await lockAssembly(tx, must(place?.assembly, 'assembly of the poll'));
    const box = await boxed(tx, poll);
    if (!box.ok) return box;
    if (box.value.contest) return refuse('poll.of_election');
    const declared = box.value.state === 'declared' && box.value.motion !== null;
    const family = declared ? await loadFamily(tx, must(box.value.motion, 'motion of the poll')) : null;
    const about = family?.motion.about;
    const instrument = about?.kind === 'stage' ? await loadInstrument(tx, about.instrument) : null;
    return ok({ box: box.value, family, instrument });
  },
  decide: ({ box, family, instrument }, { poll, reason }, context) => {
    const ordered = recount(box, { reason }, context);
    if (!ordered.ok || family === null) return ordered;
    const { motion } = family;
    const reopened = toRecount(family, { poll, reason });
    if (!reopened.ok) return reopened;
    const events: Event[] = [...ordered.value, ...reopened.value];
    if (instrument && motion.about.kind === 'stage') {
      const { assembly } = box;
      const { stage } = motion.about;
      const back = reopenStage(instrument, { stage, motion: motion.id, poll, reason, assembly });
      if (!back.ok) return back;
      events.push(...back.value);
    }
    return ok(events);
  },
  reply: () => ({}),
});

/** Closes a poll on sight with what the chair saw. */
export const SEE = act({
  act: 'poll.close',
  place: (tx, { poll }: In<typeof routes.seen>) => pollPlace(tx, poll),
  load: atClose,
  decide: (box, command, context) => see(box, command, context),
  reply: resultOf,
});

export const DEMAND_COUNT = act({
  act: 'poll.demand',
  place: (tx, { poll }: In<typeof routes.demandCount>) => pollPlace(tx, poll),
  load: async (tx, { poll }, { person }) => {
    const box = await boxed(tx, poll);
    if (!box.ok) return box;
    const own = (await standingOf(tx, box.value.assembly, person)).speaksFor.map(({ member }) => member);
    return ok({ box: box.value, own });
  },
  decide: ({ box, own }, { member }, context) => {
    const mine = ownMember(own, member);
    return mine.ok ? demandCount(box, { member: mine.value }, context) : mine;
  },
  reply: () => ({}),
});

export const SET_CHANNEL = act({
  act: 'poll.tell',
  place: (tx, { poll }: In<typeof routes.channel>) => pollPlace(tx, poll),
  load: (tx, { poll }) => boxed(tx, poll),
  decide: (box, command) => setChannel(box, command),
  reply: () => ({}),
});

export const ENTER_COUNT = act({
  act: 'poll.tell',
  place: (tx, { poll }: In<typeof routes.enterCount>) => pollPlace(tx, poll),
  load: async (tx, { poll, channel }) => {
    const box = await boxed(tx, poll);
    return box.ok ? ok({ ...box.value, entered: (await tellerCounts(tx, poll))[channel] }) : box;
  },
  decide: (box, command, context) => enterCount(box, command, context),
  reply: ({ events }) => ({
    agreed: (events[0] as Extract<PollsEvent, { type: 'poll.tellers_counted' }>).data.agreed,
  }),
});

/** On sight nobody counted. */
const UNKNOWN = { for: null, against: null, abstain: null };

/** Declares: cites the poll, and moves the motion, its decision number and the stage with it. */
export const DECLARE_POLL = act({
  act: 'poll.declare',
  place: (tx, { poll }: { poll: string; casting: 'for' | 'against' | null }) => pollPlace(tx, poll),
  load: async (tx, { poll }) => {
    const place = await pollPlace(tx, poll);
    await lockAssembly(tx, must(place?.assembly, 'assembly of the poll'));
    await lock(tx, pollLock(poll));
    const { box } = must(await loadBox(tx, poll), 'box of the poll');
    if (box.contest) return refuse('poll.of_election');
    const family = box.motion === null ? null : await loadFamily(tx, box.motion);
    const next = await nextDecision(tx, box.assembly);
    const instruments = new Map<string, Instrument>();
    for (const { about } of family ? [family.motion, ...family.bloc] : []) {
      if (about.kind !== 'stage') continue;
      instruments.set(about.instrument, must(await loadInstrument(tx, about.instrument), 'instrument'));
    }
    const timeZone = await timeZoneOf(tx, box.assembly);
    return ok({ box, family, next, instruments, timeZone });
  },
  decide: ({ box, family, next, instruments, timeZone }, { casting }, context) => {
    const result = declare(box, casting);
    if (!result.ok) return result;
    const { outcome, totals } = result.value;
    const declared = (decision: number | null): Event => ({
      type: 'poll.declared',
      subject: { assembly: box.assembly, ...(box.motion !== null && { motion: box.motion }), poll: box.poll },
      data: { poll: box.poll, motion: box.motion, result: result.value, decision, at: context.at },
    });
    if (family === null) return ok([declared(null)]);
    const settled = settleFamily(family, { poll: box.poll, outcome, next });
    if (!settled.ok) return settled;
    const decisions = new Map(
      ofType(settled.value, 'motion.adopted').map(({ data }) => [data.motion, data.decision]),
    );
    const events: Event[] = [declared(decisions.get(family.motion.id) ?? null), ...settled.value];
    for (const { id, about, amendedBy } of outcome === 'adopted'
      ? [family.motion, ...family.bloc]
      : [family.motion]) {
      if (about.kind !== 'stage' || (outcome !== 'adopted' && outcome !== 'rejected')) continue;
      const stage = decideStage(
        must(instruments.get(about.instrument), 'instrument'),
        {
          stage: about.stage,
          outcome: outcome === 'adopted' ? 'approved' : 'rejected',
          assembly: box.assembly,
          date: dayIn(context.at, timeZone),
          version: about.version,
          motion: id,
          poll: box.poll,
          decision: decisions.get(id) ?? null,
          counts: totals === null ? UNKNOWN : votesOf(totals.weight, box.unit),
          members: totals && totals.members,
        },
        {
          amended: amendedBy.length > 0,
          terms: about.mandate ?? null,
          notwithstanding: about.notwithstanding ?? [],
        },
        context,
      );
      if (!stage.ok) return stage;
      events.push(...stage.value);
    }
    return ok(events);
  },
  reply: ({ events }) => {
    const { data } = events[0] as Extract<PollsEvent, { type: 'poll.declared' }>;
    return { outcome: data.result.outcome, decision: data.decision };
  },
});
