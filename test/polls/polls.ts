import type { Entitlement, Opening } from '../../src/polls/opening.js';
import type { BallotState, Standing } from '../../src/polls/ballot.js';
import type { Box } from '../../src/polls/box.js';
import type { Vote } from '../../src/polls/polls.contract.js';
import type { QuorumState } from '../../src/rules/quorum.js';
import { DEMO_RULES } from '../../src/seeds/demo.data.js';

/** A line of the roll: a member that is here, of two units. */
export const line = (entitlement: number, rest: Partial<Entitlement> = {}): Entitlement => ({
  ...{ entitlement, member: `m${entitlement}`, name: `Union ${entitlement}`, class: 'full', country: null },
  ...{
    region: null,
    chamber: null,
    weight: 2n,
    represented: true,
    holder: `p${entitlement}`,
    byProxy: false,
  },
  ...rest,
});
/** Two of three are needed. */
export const quorum = (reached: boolean): QuorumState => ({
  ...{ needed: 2n, present: reached ? 2n : 1n, entitled: 3n, unit: 1n, reached, steps: [] },
});
export const STEP = { code: 'quorum.members', facts: { needed: '2' } };
/** A count on a motion in a sitting with a quorum: it may open. */
export const opening: Opening = {
  assembly: 'oslo',
  motion: 'm',
  contest: null,
  number: 1,
  titles: { en: 'Peace' },
  versionHash: 'a'.repeat(64),
  cites: [],
  taken: { form: 'count', secrecy: 'recorded', channel: 'electronic', dueAt: null, remind: [] },
  maySplit: false,
  leastHours: null,
  ruleSet: 'r',
  majorityName: 'ordinary',
  majority: DEMO_RULES.majorities['ordinary']!,
  mayChange: true,
  showRunning: false,
  unit: 2n,
  roll: [line(1), line(2), line(3, { represented: false, holder: null, weight: 1n })],
  quorum: quorum(true),
  quorumAtOpening: true,
  sittingOpen: true,
};

/** What stands for an entitlement whose hand is Ada's, who has not voted. */
export const stands = (rest: Partial<Standing>): Standing => ({
  ...{
    holder: 'ada',
    revision: 0,
    byProxyBefore: false,
    inPersonBefore: false,
    channel: 'electronic',
    weight: 2n,
  },
  ...rest,
});
/** A poll that takes a ballot of it. */
export const state = (rest: Partial<BallotState> = {}): BallotState => ({
  ...{
    state: 'open',
    mayChange: true,
    form: 'count',
    splits: false,
    contest: null,
    standing: stands({}),
    dueAt: null,
    known: null,
  },
  ...rest,
});
/** A poll with these votes, of one unit each, by the ballots `b0`, `b1`. */
export const box = (choices: readonly (Vote | null)[], rest: Partial<Box> = {}): Box => ({
  ...{ poll: 'p', assembly: 'oslo', motion: 'm', state: 'open', majority: opening.majority, unit: 1n },
  ...{
    quorumAtClose: null,
    result: null,
    form: 'count',
    secrecy: 'recorded',
    countDemanded: false,
    election: null,
    splits: false,
    contest: null,
    dueAt: null,
    counts: {},
  },
  lines: choices.map((vote, i) => ({
    ...{
      member: `m${i}`,
      class: 'full',
      region: null,
      chamber: null,
      weight: 1n,
      represented: true,
      attending: true,
      entitlement: i + 1,
      ballot: vote && `b${i}`,
      channel: 'electronic',
      vote,
    },
  })),
  ...rest,
});
