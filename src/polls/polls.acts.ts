import { ok, refuse } from '../basics/result.js';
import type { Event } from '../basics/event.js';
import { assemblyPlace, assemblyRules, lockAssembly, openSittingOf } from '../assemblies/assemblies.store.js';
import { closeSitting } from '../assemblies/assembly.js';
import { majorityNamed, type RuleSet } from '../bodies/ruleset.js';
import { act, lock } from '../house/perform.js';
import { decideStage } from '../instruments/instrument.js';
import { loadInstrument } from '../instruments/instruments.store.js';
import { settle, toVoting } from '../motions/motion.js';
import { loadMotion, motionPlace, nextDecision } from '../motions/motions.store.js';
import { close, declare, open } from './poll.js';
import type { PollsEvent } from './polls.contract.js';
import { loadBox, makeRoll, nextPollNumber, openPolls, pollLock, pollPlace } from './polls.store.js';

/** A sitting with an open poll is not closed. */
export const CLOSE_SITTING = act({
  act: 'sitting.close',
  place: (tx, { assembly }: { assembly: string; sitting: string }) => assemblyPlace(tx, assembly),
  load: async (tx, { assembly, sitting: id }) => {
    await lockAssembly(tx, assembly);
    const sitting = await openSittingOf(tx, assembly);
    if (sitting?.id !== id) return refuse('sitting.wrong_state', { state: sitting ? 'other' : 'closed' });
    return ok({ sitting, polls: await openPolls(tx, assembly) });
  },
  decide: ({ sitting, polls }, _command, { at }) => closeSitting(sitting, { openPolls: polls, at }),
  reply: () => ({}),
});

/** Opens a poll: roll, weights, rule and version are frozen in this transaction. */
export const OPEN_POLL = act({
  act: 'poll.open',
  place: (tx, { motion }: { motion: string }) => motionPlace(tx, motion),
  load: async (tx, { motion: id }) => {
    const first = await loadMotion(tx, id);
    if (!first) return refuse('not_found');
    await lockAssembly(tx, first.assembly);
    const motion = (await loadMotion(tx, id))!;
    const rules = await assemblyRules(tx, motion.assembly);
    if (!rules) return refuse('assembly.no_rules');
    const made = (await makeRoll(tx, motion.assembly))!;
    const sitting = await openSittingOf(tx, motion.assembly);
    const number = await nextPollNumber(tx, motion.assembly);
    return ok({ motion, rules, ...made, sitting, number });
  },
  decide: ({ motion, rules, unit, roll, quorum, sitting, number }, _command, context) => {
    const data: RuleSet = rules.data;
    const majority = majorityNamed(data, motion.majority);
    if (!majority.ok) return majority;
    const opened = open(
      {
        assembly: motion.assembly,
        motion: motion.id,
        number,
        versionHash: motion.versionHash,
        ruleSet: rules.ruleSet,
        majorityName: motion.majority,
        majority: majority.value,
        mayChange: data.changeOfVote,
        unit,
        roll,
        quorum,
        quorumAtOpening: data.quorum.when === 'opening',
        sittingOpen: sitting !== null,
      },
      context,
    );
    if (!opened.ok) return opened;
    const voting = toVoting(motion, opened.value.subject.poll!);
    if (!voting.ok) return voting;
    return ok([opened.value, ...voting.value]);
  },
  reply: ({ events }) => ({ poll: events[0]!.subject.poll! }),
});

/** Closes: waits for the batches in flight, lets no later one in, and counts what is there. */
export const CLOSE_POLL = act({
  act: 'poll.close',
  place: (tx, { poll }: { poll: string }) => pollPlace(tx, poll),
  load: async (tx, { poll }) => {
    await lock(tx, pollLock(poll));
    const loaded = await loadBox(tx, poll);
    if (!loaded) return refuse('not_found');
    const rules = await assemblyRules(tx, loaded.row.assembly);
    if (rules?.data.quorum.when !== 'close') return ok(loaded.box);
    const { quorum } = (await makeRoll(tx, loaded.row.assembly))!;
    return ok({ ...loaded.box, quorumAtClose: quorum });
  },
  decide: (box, _command, context) => close(box, context),
  reply: ({ events }) => ({
    result: (events[1] as Extract<PollsEvent, { type: 'poll.counted' }>).data.result,
  }),
});

/** Declares: cites the poll, and moves the motion, its decision number and the stage with it. */
export const DECLARE_POLL = act({
  act: 'poll.declare',
  place: (tx, { poll }: { poll: string; casting: 'for' | 'against' | null }) => pollPlace(tx, poll),
  load: async (tx, { poll }) => {
    const place = await pollPlace(tx, poll);
    await lockAssembly(tx, place!.assembly!);
    await lock(tx, pollLock(poll));
    const { box } = (await loadBox(tx, poll))!;
    const motion = (await loadMotion(tx, box.motion))!;
    const next = await nextDecision(tx, box.assembly);
    const instrument =
      motion.about.kind === 'stage' ? await loadInstrument(tx, motion.about.instrument) : null;
    return ok({ box, motion, next, instrument });
  },
  decide: ({ box, motion, next, instrument }, { casting }, context) => {
    const result = declare(box, casting);
    if (!result.ok) return result;
    const { outcome, totals } = result.value;
    const decision = outcome === 'adopted' ? next : null;
    const events: Event[] = [
      {
        type: 'poll.declared',
        subject: { assembly: box.assembly, motion: box.motion, poll: box.poll },
        data: { poll: box.poll, motion: box.motion, result: result.value, decision, at: context.at },
      },
    ];
    const settled = settle(motion, { poll: box.poll, outcome, decision });
    if (!settled.ok) return settled;
    events.push(...settled.value);
    if (instrument && motion.about.kind === 'stage' && (outcome === 'adopted' || outcome === 'rejected')) {
      const stage = decideStage(instrument, {
        stage: motion.about.stage,
        outcome: outcome === 'adopted' ? 'approved' : 'rejected',
        assembly: box.assembly,
        date: context.at.slice(0, 10),
        version: motion.about.version,
        motion: motion.id,
        poll: box.poll,
        decision,
        counts: { ...totals.members },
      });
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
