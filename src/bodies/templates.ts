import type { Group, Guard, Majority, Rule, RuleSet } from './ruleset.js';

/**
 * Rule sets to begin from, in the manner of known bodies. They are starting points in our own words, not the bodies'
 * texts: a body adopts its own from one of them. Each passes `checkRuleSet`.
 */
export type TemplateName = keyof typeof templates;

const everybody: Group = { kind: 'all' };

/** One requirement over everybody, counted by votes. */
const overall = (rule: Rule, tie: Majority['tie'] = 'rejected', guards: Guard[] = []): Majority => ({
  requirements: [{ group: everybody, counted: 'weight', rule }],
  guards,
  tie,
});

/** The same rule in each chamber on its own. */
const inEach = (chambers: readonly string[], rule: Rule): Majority => ({
  requirements: chambers.map((of) => ({ group: { kind: 'chamber', of }, counted: 'weight', rule })),
  guards: [],
  tie: 'rejected',
});

const simple: Rule = { kind: 'simple' };
const twoThirdsCast: Rule = { kind: 'fraction', share: '2/3', base: 'cast' };

/**
 * In the manner of CICOPA: at least half of the paid-up full members are a quorum; a simple majority decides; the
 * associates have together at most a quarter of the votes castable.
 */
const cicopa: RuleSet = {
  v: 1,
  classes: ['full', 'associate', 'observer'],
  regions: ['africa', 'americas', 'asia-pacific', 'europe'],
  chambers: [],
  quorum: {
    share: { kind: 'at_least', of: '1/2' },
    counted: 'members',
    classes: ['full'],
    when: 'opening',
  },
  majorities: { ordinary: overall(simple), 'by-laws': overall(twoThirdsCast) },
  votes: {
    perMember: { full: '1', associate: '1', observer: '0' },
    classCap: { class: 'associate', share: '25%' },
  },
  changeOfVote: true,
  showRunningResult: false,
  proxies: { allowed: true, maxPerHolder: 1 },
  languages: ['en', 'fr', 'es'],
  presence: 'check_in',
  duesRequired: true,
};

/**
 * In the manner of the ICA: votes by size from the register, one country at most 25; a simple majority decides, the
 * by-laws need two thirds of the votes represented.
 */
const ica: RuleSet = {
  v: 1,
  classes: ['full', 'associate', 'observer'],
  regions: ['africa', 'americas', 'asia-pacific', 'europe'],
  chambers: [],
  quorum: {
    share: { kind: 'at_least', of: '1/2' },
    counted: 'votes',
    classes: ['full'],
    when: 'opening',
  },
  majorities: {
    ordinary: overall(simple),
    'by-laws': overall({ kind: 'fraction', share: '2/3', base: 'represented' }),
  },
  votes: { perMember: { full: '1', associate: '0', observer: '0' }, countryCap: { votes: '25' } },
  changeOfVote: true,
  showRunningResult: false,
  proxies: { allowed: true, maxPerHolder: 1 },
  languages: ['en', 'fr', 'es'],
  presence: 'check_in',
  duesRequired: true,
};

/**
 * In the manner of Robert's Rules: more than half of the members are a quorum; a tie is lost; limiting debate or
 * amending the by-laws takes two thirds of the votes cast, rescinding without notice more than half of all members.
 */
const roberts: RuleSet = {
  v: 1,
  classes: ['member', 'guest'],
  regions: [],
  chambers: [],
  quorum: {
    share: { kind: 'more_than', of: '1/2' },
    counted: 'members',
    classes: null,
    when: 'close',
  },
  majorities: {
    ordinary: overall(simple),
    'two-thirds': overall(twoThirdsCast),
    'entire-membership': overall({ kind: 'more_than_half', base: 'entitled' }),
  },
  votes: { perMember: { member: '1', guest: '0' } },
  changeOfVote: true,
  showRunningResult: false,
  proxies: { allowed: false, maxPerHolder: null },
  languages: [],
  presence: 'check_in',
  duesRequired: false,
};

/** Two chambers that must both agree, each counted on its own (as at the IUCN); the statutes by two thirds in each. */
const twoChambers: RuleSet = {
  v: 1,
  classes: ['state', 'organisation', 'observer'],
  regions: [],
  chambers: ['governments', 'organisations'],
  quorum: {
    share: { kind: 'at_least', of: '1/2' },
    counted: 'votes',
    classes: ['state', 'organisation'],
    when: 'opening',
  },
  majorities: {
    ordinary: inEach(['governments', 'organisations'], simple),
    statutes: inEach(['governments', 'organisations'], twoThirdsCast),
  },
  votes: { perMember: { state: '3', organisation: '1', observer: '0' } },
  changeOfVote: false,
  showRunningResult: false,
  proxies: { allowed: true, maxPerHolder: 5 },
  languages: ['en', 'fr', 'es'],
  presence: 'self_declared',
  duesRequired: true,
};

export const templates = { cicopa, ica, roberts, twoChambers } satisfies Record<string, RuleSet>;
