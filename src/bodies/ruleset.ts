import { z } from 'zod';
import { Slug } from '../basics/fields.js';
import { compare, fraction, parseChecked } from '../basics/fraction.js';
import { never, ok, refuse } from '../basics/result.js';
import type { Result } from '../basics/result.js';

/**
 * The data of a rule set (standing orders): what a body has laid down about quorum, majorities, votes and proxies.
 * Objects are strict: a misspelt guard must be refused, not dropped. The schemas check shape, `checkRuleSet` sense.
 * Growth goes into further optional fields and further kinds under the same `v`; a change of meaning raises `v`.
 */

/** A share of something: "2/3", "25%", "12.5%" or "1". Its range is checked by `checkRuleSet`. */
export const Share = z
  .string()
  .regex(/^(?:\d{1,12}\/0{0,11}[1-9]\d{0,11}|\d{1,12}(?:\.\d{1,6})?%|\d{1,12})$/, {
    error: 'fraction.malformed',
  });

/** A number of votes, not negative: "1", "0" or "5/2". */
export const Votes = z
  .string()
  .regex(/^\d{1,12}(?:\/0{0,11}[1-9]\d{0,11})?$/, { error: 'fraction.malformed' });

/**
 * What a share is taken of, always within the group that the requirement names: C, votes for and against; C and the
 * abstentions; P, represented when the poll opened; E, entitled; T, attending. DESIGN.md 4.
 */
export const Base = z.enum(['cast', 'cast_and_abstentions', 'represented', 'entitled', 'attending']);
export type Base = z.infer<typeof Base>;

/** Whose votes a requirement looks at. Several classes or regions are pooled; chambers never are. */
export const Group = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('class'), of: z.array(Slug).min(1) }),
  z.strictObject({ kind: z.literal('region'), of: z.array(Slug).min(1) }),
  z.strictObject({ kind: z.literal('chamber'), of: Slug }),
]);
export type Group = z.infer<typeof Group>;

/** By votes, by heads, or twice over: a dual majority must hold both ways. */
export const Counted = z.enum(['weight', 'members', 'both']);
export type Counted = z.infer<typeof Counted>;

/**
 * simple: for > against. fraction: for >= share of the base. more_than_half: 2 * for > base. against_at_most:
 * against <= share of the base. unanimous: nobody against.
 */
export const Rule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('simple') }),
  z.strictObject({ kind: z.literal('fraction'), share: Share, base: Base }),
  z.strictObject({ kind: z.literal('more_than_half'), base: Base }),
  z.strictObject({ kind: z.literal('against_at_most'), share: Share, base: Base }),
  z.strictObject({ kind: z.literal('unanimous') }),
]);
export type Rule = z.infer<typeof Rule>;

/**
 * What must hold for a poll to count at all, over the whole roll. turnout: C >= share of the base;
 * abstentions_at_most: abstentions <= share of the base.
 */
export const Guard = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('turnout'),
    share: Share,
    base: z.enum(['attending', 'represented', 'entitled']),
    counted: z.enum(['weight', 'members']),
  }),
  z.strictObject({
    kind: z.literal('abstentions_at_most'),
    share: Share,
    base: Base,
    counted: z.enum(['weight', 'members']),
  }),
]);
export type Guard = z.infer<typeof Guard>;

export const Requirement = z.strictObject({ group: Group, counted: Counted, rule: Rule });
export type Requirement = z.infer<typeof Requirement>;

/** All requirements must hold. `tie` says what follows when nothing but a tie under a simple rule stands in the way. */
export const Majority = z.strictObject({
  requirements: z.array(Requirement).min(1).max(20),
  guards: z.array(Guard).max(10),
  tie: z.enum(['rejected', 'second_vote', 'casting_vote']),
});
export type Majority = z.infer<typeof Majority>;

/** `classes` null: every class that has votes. `when`: only at the opening of a sitting, or again as each poll closes. */
export const Quorum = z.strictObject({
  share: z.strictObject({ kind: z.enum(['at_least', 'more_than']), of: Share }),
  counted: z.enum(['members', 'votes']),
  classes: z.array(Slug).min(1).nullable(),
  when: z.enum(['opening', 'close']),
});
export type Quorum = z.infer<typeof Quorum>;

/** Who has how many votes, before and after caps (`polls/weights.ts`). A class with "0" (observers) never votes. */
export const VoteRules = z.strictObject({
  perMember: z.record(Slug, Votes),
  /** The members of the class have together at most this share of all votes castable. */
  classCap: z.strictObject({ class: Slug, share: Share }).optional(),
  /** The members of one country have together at most so many votes. */
  countryCap: z.strictObject({ votes: Votes }).optional(),
});
export type VoteRules = z.infer<typeof VoteRules>;

export const RuleSet = z.strictObject({
  v: z.literal(1),
  /** Every class, region and chamber that other fields may name. */
  classes: z.array(Slug).min(1).max(50),
  regions: z.array(Slug).max(50),
  chambers: z.array(Slug).max(10),
  quorum: Quorum,
  /** By name (a slug); `ordinary` is used wherever no other is named. */
  majorities: z.object({ ordinary: Majority }).catchall(Majority),
  votes: VoteRules,
  changeOfVote: z.boolean(),
  showRunningResult: z.boolean(),
  /** `maxPerHolder` null: as many as are given. */
  proxies: z.strictObject({ allowed: z.boolean(), maxPerHolder: z.number().int().min(1).nullable() }),
  /** Languages (BCP 47) in which a text must exist before it can be tabled. */
  languages: z.array(z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/)).max(30),
  /** Presence is recorded at a desk, or by the delegates themselves. */
  presence: z.enum(['check_in', 'self_declared']),
  /** Members in arrears at the cut-off have no vote and count in no base. */
  duesRequired: z.boolean(),
});
export type RuleSet = z.infer<typeof RuleSet>;

/**
 * A rule set that can be applied, or the first contradiction found. Facts: `at` is the path of the field
 * ("majorities.ordinary.guards.0"), beside what offends. Codes:
 * - `rules.malformed` {at, issue}: not of the schema's shape
 * - `rules.named_twice` {at, name}: a class, region, chamber or language is listed twice
 * - `rules.unknown_class`, `rules.unknown_region`, `rules.unknown_chamber` {at, name}: named but not listed
 * - `rules.class_without_votes` {class}: `perMember` does not say how many votes the class has
 * - `rules.nobody_votes`: no class has a vote
 * - `rules.group_without_votes` {at, classes}: a requirement or quorum of classes that never vote could never hold
 * - `rules.majority_name` {name}: not a slug
 * - `rules.share_out_of_range` {at, share}: a share must be above 0 and at most 1
 * - `rules.without_effect` {at, share}: "at most all of it" (or a cap of all) forbids nothing
 * - `rules.never_reached` {at, share}: "more than all of it"
 * - `rules.guard_base_cast` {at}: abstentions are no part of the votes cast, nor can these be measured by themselves
 * - `rules.tie_without_simple` {at, tie}: only a simple rule can tie
 * - `rules.cap_without_others` {class}: a share of the votes castable needs another class that votes
 * - `rules.cap_of_zero` {at}: a country cap that takes every vote
 * - `rules.proxies_not_allowed` {maxPerHolder}: a limit for what is forbidden
 */
export function checkRuleSet(data: unknown): Result<RuleSet> {
  const parsed = RuleSet.safeParse(data);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const detail = issue?.message === 'fraction.malformed' ? issue.message : (issue?.code ?? 'unknown');
    return refuse('rules.malformed', { at: issue?.path.map(String).join('.') ?? '', issue: detail });
  }
  const rules = parsed.data;
  for (const check of [checkNames, checkVotes, checkQuorum, checkMajorities, checkProxies]) {
    const checked = check(rules);
    if (!checked.ok) return checked;
  }
  return ok(rules);
}

/** The majority of that name, or `rules.unknown_majority` {name}. Safe for names from outside ("constructor"). */
export function majorityNamed(rules: RuleSet, name: string): Result<Majority> {
  const majority = Object.hasOwn(rules.majorities, name) ? rules.majorities[name] : undefined;
  return majority ? ok(majority) : refuse('rules.unknown_majority', { name });
}

/** Votes of one member of the class before caps; zero for a class that the rule set does not know. */
export const votesOfClass = (votes: VoteRules, name: string) =>
  Object.hasOwn(votes.perMember, name) ? parseChecked(votes.perMember[name]!) : fraction(0n);

type Check = Result<null>;
const fine: Check = ok(null);

function checkNames(rules: RuleSet): Check {
  for (const at of ['classes', 'regions', 'chambers', 'languages'] as const) {
    const twice = rules[at].find((name, index) => rules[at].indexOf(name) !== index);
    if (twice !== undefined) return refuse('rules.named_twice', { at, name: twice });
  }
  return fine;
}

function checkVotes({ votes, classes }: RuleSet): Check {
  const known = checkListed(Object.keys(votes.perMember), classes, { at: 'votes.perMember', noun: 'class' });
  if (!known.ok) return known;
  const missing = classes.find((name) => !Object.hasOwn(votes.perMember, name));
  if (missing !== undefined) return refuse('rules.class_without_votes', { class: missing });
  const voting = classes.filter((name) => votesOfClass(votes, name).n > 0n);
  if (voting.length === 0) return refuse('rules.nobody_votes');

  if (votes.classCap) {
    const { class: capped, share } = votes.classCap;
    const listed = checkListed([capped], classes, { at: 'votes.classCap.class', noun: 'class' });
    if (!listed.ok) return listed;
    const limit = checkLimit(share, 'votes.classCap.share');
    if (!limit.ok) return limit;
    if (voting.every((name) => name === capped)) return refuse('rules.cap_without_others', { class: capped });
  }
  if (votes.countryCap && parseChecked(votes.countryCap.votes).n === 0n)
    return refuse('rules.cap_of_zero', { at: 'votes.countryCap.votes' });
  return fine;
}

function checkQuorum(rules: RuleSet): Check {
  const { share, classes } = rules.quorum;
  const range = checkShare(share.of, 'quorum.share.of');
  if (!range.ok) return range;
  if (share.kind === 'more_than' && isAll(share.of))
    return refuse('rules.never_reached', { at: 'quorum.share.of', share: share.of });
  return classes ? checkClasses(rules, classes, 'quorum.classes') : fine;
}

function checkMajorities(rules: RuleSet): Check {
  for (const [name, majority] of Object.entries(rules.majorities)) {
    if (!Slug.safeParse(name).success) return refuse('rules.majority_name', { name });
    const at = `majorities.${name}`;
    for (const [index, requirement] of majority.requirements.entries()) {
      const checked = checkRequirement(rules, requirement, `${at}.requirements.${index}`);
      if (!checked.ok) return checked;
    }
    for (const [index, guard] of majority.guards.entries()) {
      const checked = checkGuard(guard, `${at}.guards.${index}`);
      if (!checked.ok) return checked;
    }
    if (majority.tie !== 'rejected' && majority.requirements.every(({ rule }) => rule.kind !== 'simple'))
      return refuse('rules.tie_without_simple', { at: `${at}.tie`, tie: majority.tie });
  }
  return fine;
}

function checkRequirement(rules: RuleSet, { group, rule }: Requirement, at: string): Check {
  const named = checkGroup(rules, group, `${at}.group.of`);
  if (!named.ok) return named;
  switch (rule.kind) {
    case 'simple':
    case 'unanimous':
      return fine;
    case 'fraction':
      return checkShare(rule.share, `${at}.rule.share`);
    case 'more_than_half':
      return fine;
    case 'against_at_most':
      return checkLimit(rule.share, `${at}.rule.share`);
    default:
      return never(rule);
  }
}

function checkGroup(rules: RuleSet, group: Group, at: string): Check {
  switch (group.kind) {
    case 'all':
      return fine;
    case 'class':
      return checkClasses(rules, group.of, at);
    case 'region':
      return checkListed(group.of, rules.regions, { at, noun: 'region' });
    case 'chamber':
      return checkListed([group.of], rules.chambers, { at, noun: 'chamber' });
    default:
      return never(group);
  }
}

function checkGuard(guard: Guard, at: string): Check {
  if (guard.kind === 'turnout') return checkShare(guard.share, `${at}.share`);
  if (guard.base === 'cast') return refuse('rules.guard_base_cast', { at: `${at}.base` });
  return checkLimit(guard.share, `${at}.share`);
}

function checkProxies({ proxies }: RuleSet): Check {
  return proxies.allowed || proxies.maxPerHolder === null
    ? fine
    : refuse('rules.proxies_not_allowed', { maxPerHolder: proxies.maxPerHolder });
}

function checkClasses(rules: RuleSet, names: readonly string[], at: string): Check {
  const listed = checkListed(names, rules.classes, { at, noun: 'class' });
  if (!listed.ok) return listed;
  return names.some((name) => votesOfClass(rules.votes, name).n > 0n)
    ? fine
    : refuse('rules.group_without_votes', { at, classes: names });
}

function checkListed(
  names: readonly string[],
  listed: readonly string[],
  { at, noun }: { readonly at: string; readonly noun: 'class' | 'region' | 'chamber' },
): Check {
  const unknown = names.find((name) => !listed.includes(name));
  return unknown === undefined ? fine : refuse(`rules.unknown_${noun}`, { at, name: unknown });
}

const isAll = (share: string): boolean => compare(parseChecked(share), fraction(1n)) === 0;

function checkShare(share: string, at: string): Check {
  const value = parseChecked(share);
  return value.n > 0n && compare(value, fraction(1n)) <= 0
    ? fine
    : refuse('rules.share_out_of_range', { at, share });
}

/** A share that sets an upper limit: all of it would be no limit. */
function checkLimit(share: string, at: string): Check {
  const range = checkShare(share, at);
  if (!range.ok) return range;
  return isAll(share) ? refuse('rules.without_effect', { at, share }) : fine;
}
