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
  motions: { delegates: true, seconders: 0, procedures: {} },
  convening: { minimumDays: 30 },
  overDays: { minimumHours: 168 },
};

/**
 * In the manner of the ICA: several votes a member, by a table of how many individual members it has, one country at most
 * 25; a simple majority decides, the by-laws need two thirds of the votes represented.
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
  votes: {
    perMember: { full: '1', associate: '0', observer: '0' },
    table: {
      classes: ['full'],
      bands: [
        { from: '0', votes: '1' },
        { from: '50000', votes: '2' },
        { from: '100000', votes: '3' },
        { from: '250000', votes: '5' },
        { from: '500000', votes: '8' },
        { from: '1000000', votes: '12' },
        { from: '5000000', votes: '20' },
      ],
    },
    countryCap: { votes: '25' },
  },
  changeOfVote: true,
  showRunningResult: false,
  proxies: { allowed: true, maxPerHolder: 1 },
  languages: ['en', 'fr', 'es'],
  presence: 'check_in',
  duesRequired: true,
  motions: { delegates: true, seconders: 1, procedures: { closure: 'by-laws', urgency: 'by-laws' } },
  convening: { minimumDays: 60 },
  overDays: { minimumHours: 336 },
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
  motions: { delegates: true, seconders: 1, procedures: { closure: 'two-thirds', urgency: 'two-thirds' } },
  convening: { minimumDays: 14 },
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
  motions: { delegates: true, seconders: 5, procedures: { closure: 'statutes', urgency: 'statutes' } },
  convening: { minimumDays: 90 },
};

/**
 * In the manner of ISO's votes on drafts: two thirds of one group's votes for, and at most a quarter of all votes against;
 * abstentions count on neither side.
 */
const leadingGroup: RuleSet = {
  v: 1,
  classes: ['participating', 'corresponding', 'observer'],
  regions: [],
  chambers: [],
  quorum: {
    share: { kind: 'at_least', of: '1/2' },
    counted: 'members',
    classes: ['participating'],
    when: 'opening',
  },
  majorities: {
    ordinary: overall(simple),
    texts: {
      requirements: [
        { group: { kind: 'class', of: ['participating'] }, counted: 'weight', rule: twoThirdsCast },
        {
          group: everybody,
          counted: 'weight',
          rule: { kind: 'against_at_most', share: '1/4', base: 'cast' },
        },
      ],
      guards: [],
      tie: 'rejected',
    },
  },
  votes: { perMember: { participating: '1', corresponding: '1', observer: '0' } },
  changeOfVote: false,
  showRunningResult: false,
  proxies: { allowed: false, maxPerHolder: null },
  languages: ['en', 'fr'],
  presence: 'check_in',
  duesRequired: true,
  motions: { delegates: true, seconders: 0, procedures: {} },
  convening: { minimumDays: 42 },
  overDays: { minimumHours: 672 },
};

export const templates = { cicopa, ica, roberts, twoChambers, leadingGroup } satisfies Record<
  string,
  RuleSet
>;
