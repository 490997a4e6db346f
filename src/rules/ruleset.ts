import { z } from 'zod';
import { boundsOf } from '../basics/edtf.js';
import { LANGS, Line, Slug } from '../basics/fields.js';
import { compare, fraction, parse, parseChecked } from '../basics/fraction.js';
import { SLUG } from '../basics/ids.js';
import { never, ok, refuse } from '../basics/result.js';
import type { Facts, Refusal, Result } from '../basics/result.js';

/**
 * The data of a rule set (standing orders): what a body has laid down about quorum, majorities, votes and proxies.
 * Objects are strict: a misspelt guard must be refused, not dropped. The schemas check shape, `checkRuleSet` sense.
 * Growth goes into further optional fields and further kinds under the same `v`; a change of meaning raises `v`.
 */

/** A share of something: "2/3", "25%", "12.5%" or "1". Its range is checked by `checkRuleSet`. */
const SHARE = /^(?:\d{1,12}\/0{0,11}[1-9]\d{0,11}|\d{1,12}(?:\.\d{1,6})?%|\d{1,12})$/;
export const Share = z.string().regex(SHARE, { error: 'fraction.malformed' });

/** A number of votes, not negative: "1", "0" or "5/2". */
const VOTES = /^\d{1,12}(?:\/0{0,11}[1-9]\d{0,11})?$/;
export const Votes = z.string().regex(VOTES, { error: 'fraction.malformed' });

/**
 * What a share is taken of, always within the group that the requirement names: C, votes for and against; C and the
 * abstentions; P, represented when the poll opened; E, entitled; T, attending: those of them who were there in person.
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

/** Where a band of figures begins. */
const BAND = /^(?:0|[1-9]\d{0,14})$/;

/** Who has how many votes, before and after caps (`weights.ts`). A class with "0" (observers) never votes. */
export const VoteRules = z.strictObject({
  perMember: z.record(Slug, Votes),
  /** The members of the class have together at most this share of all votes castable. */
  classCap: z.strictObject({ class: Slug, share: Share }).optional(),
  /** The members of one country have together at most so many votes. */
  countryCap: z.strictObject({ votes: Votes }).optional(),
  /**
   * Members of these classes have as many votes as the band in which their figure at the cut-off lies, unless the register
   * gives a member votes of its own. Bands begin at 0 and rise.
   */
  table: z
    .strictObject({
      classes: z.array(Slug).min(1),
      bands: z
        .array(z.strictObject({ from: z.string().regex(BAND), votes: Votes }))
        .min(1)
        .max(100),
    })
    .optional(),
});
export type VoteRules = z.infer<typeof VoteRules>;

/** What a procedural motion asks for. */
export const PROCEDURES = ['closure', 'adjourn', 'remit', 'urgency', 'reconsider', 'other'] as const;
export const Procedure = z.enum(PROCEDURES);
export type Procedure = z.infer<typeof Procedure>;

const MOST_SECONDERS = 100;

/** Who may move, who must support it, and which majority a procedural motion needs (`ordinary` where none is named). */
export const MotionRules = z.strictObject({
  /** Delegates submit motions for their members, beside the secretariat. */
  delegates: z.boolean(),
  /** Members that must support a motion, beside its mover, before it is tabled. */
  seconders: z.int().min(0).max(MOST_SECONDERS),
  procedures: z.partialRecord(Procedure, Slug),
});
export type MotionRules = z.infer<typeof MotionRules>;

/**
 * How presence is recorded. `check_in`: at a desk, by slip, badge or seat. `seat`: by the delegates too, who say at which
 * seat they sit, and it must be theirs. `self_declared`: by the delegates' own word.
 */
export const PresenceRule = z.enum(['check_in', 'seat', 'self_declared']);
export type PresenceRule = z.infer<typeof PresenceRule>;

/** A year, in hours. */
const LONGEST_DEADLINE = 8_760;

const LANGUAGE = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;

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
  /** A holder may divide a weight, where a majority counts votes alone. Left out: no. */
  splitVotes: z.boolean().optional(),
  showRunningResult: z.boolean(),
  /**
   * `maxPerHolder` null: as many as are given. `form`: how a proxy must be given, for those who check it. `deadlineHours`:
   * it must be registered so long before the first sitting begins; left out: at any time.
   */
  proxies: z.strictObject({
    allowed: z.boolean(),
    maxPerHolder: z.number().int().min(1).nullable(),
    form: Line(200).optional(),
    deadlineHours: z.number().int().min(0).max(LONGEST_DEADLINE).optional(),
  }),
  /** Languages in which a text must exist before it can be tabled, of those in which texts are kept. */
  languages: z.array(z.string().regex(LANGUAGE)).max(30),
  presence: PresenceRule,
  /** Members in arrears at the cut-off have no vote and count in no base. */
  duesRequired: z.boolean(),
  /** Left out: motions come from the secretariat, need no seconder, and every procedure takes the ordinary majority. */
  motions: MotionRules.optional(),
  /** Whole days that lie between the notice and the first day of an assembly; left out: any. */
  convening: z.strictObject({ minimumDays: z.number().int().min(1).max(365) }).optional(),
  /** A vote over days (silence, correspondence) stays open at least so many hours; left out: any time. */
  overDays: z.strictObject({ minimumHours: z.number().int().min(1).max(LONGEST_DEADLINE) }).optional(),
});
export type RuleSet = z.infer<typeof RuleSet>;

/**
 * A rule set that can be applied, or the first of its faults. Facts: `at` is the path of the field
 * ("majorities.ordinary.guards.0"), beside what offends. Codes:
 * - `rules.malformed` {at, issue}: not of the schema's shape
 * - `rules.named_twice` {at, name}: a class, region, chamber or language is listed twice
 * - `rules.unknown_class`, `rules.unknown_region`, `rules.unknown_chamber` {at, name}: named but not listed
 * - `rules.unknown_language` {at, name}: no text can be kept in it, so nothing could be tabled
 * - `rules.class_without_votes` {at, class}: `perMember` does not say how many votes the class has
 * - `rules.nobody_votes` {at}: no class has a vote, or a table gives none to anybody
 * - `rules.group_without_votes` {at, classes}: a requirement or quorum of classes that never vote could never hold, and a
 *   cap of them has nothing to cap
 * - `rules.table_without_vote` {at, classes}: by the classes' votes they never vote, by the table they do
 * - `rules.majority_name` {at, name}: not a slug
 * - `rules.share_out_of_range` {at, share}: a share must be above 0 and at most 1
 * - `rules.without_effect` {at, share}: "at most all of it" (or a cap of all) forbids nothing
 * - `rules.never_reached` {at, share}: "more than all of it"
 * - `rules.guard_base_cast` {at}: abstentions are no part of the votes cast, nor can these be measured by themselves
 * - `rules.tie_without_simple` {at, tie}: only a simple rule can tie
 * - `rules.cap_without_others` {at, class}: a share of the votes castable needs another class that votes
 * - `rules.cap_of_zero` {at}: a country cap that takes every vote
 * - `rules.proxies_not_allowed` {at}: a limit, form or deadline for what is forbidden
 * - `rules.unknown_majority` {at, name}: a procedure names a majority that there is not
 * - `rules.bands_unordered` {at, from}: the bands of a table begin at 0 and rise
 */
export function checkRuleSet(data: unknown): Result<RuleSet> {
  const parsed = RuleSet.safeParse(data);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const detail = issue?.message === 'fraction.malformed' ? issue.message : (issue?.code ?? 'unknown');
    return refuse('rules.malformed', { at: issue?.path.map(String).join('.') ?? '', issue: detail });
  }
  const [fault] = faultsOf(parsed.data);
  return fault ? { ok: false, refusal: fault } : ok(parsed.data);
}

/** The majority of that name, or `rules.unknown_majority` {name}. Safe for names from outside ("constructor"). */
export function majorityNamed(rules: Pick<RuleSet, 'majorities'>, name: string): Result<Majority> {
  const majority = Object.hasOwn(rules.majorities, name) ? rules.majorities[name] : undefined;
  return majority ? ok(majority) : refuse('rules.unknown_majority', { name });
}

/** The rules for motions; what a rule set without them means. */
export const motionRules = ({ motions }: RuleSet): MotionRules =>
  motions ?? { delegates: false, seconders: 0, procedures: {} };

/** Votes of one member of the class before caps; zero for a class that the rule set does not know. */
export const votesOfClass = (votes: VoteRules, name: string) =>
  parseChecked((Object.hasOwn(votes.perMember, name) && votes.perMember[name]) || '0');

/**
 * Of a body's versions the one in force on a day: the newest whose date has come; one without a date always has. Of EDTF
 * dates the bounds are compared: `2026~` begins with the year, and of a day of which only the month is known the last counts.
 */
export function inForceOn<V extends { readonly number: number; readonly inForceFrom: string | null }>(
  versions: readonly V[],
  day: string,
): V | null {
  const { last } = boundsOf(day);
  const come = versions.filter(({ inForceFrom }) => {
    const { first } = boundsOf(inForceFrom);
    return first === null || (last !== null && first <= last);
  });
  return come.toSorted((a, b) => b.number - a.number)[0] ?? null;
}

/**
 * Every fault of rules that somebody is still writing: of the schema's types, but texts and lists may be anything.
 * Codes and facts as in `checkRuleSet`, which gives the first. No fault here: the schema accepts them too.
 */
export const faultsOf = (rules: RuleSet): readonly Refusal[] => [
  ...namesFaults(rules),
  ...votesFaults(rules),
  ...quorumFaults(rules),
  ...motionsFaults(rules),
  ...Object.entries(rules.majorities).flatMap(([name, majority]) => majorityFaults(rules, name, majority)),
  ...proxiesFaults(rules),
  ...conveningFaults(rules),
  ...overDaysFaults(rules),
];

const fault = (code: string, facts: Facts & { readonly at: string }): Refusal => ({ code, facts });
const malformed = (at: string, issue: string): Refusal => fault('rules.malformed', { at, issue });
const tooSmall = (at: string) => malformed(at, 'too_small');
const tooBig = (at: string) => malformed(at, 'too_big');

const LISTS = { classes: 50, regions: 50, chambers: 10, languages: 30 } as const;

function namesFaults(rules: RuleSet): Refusal[] {
  const faults: Refusal[] = rules.classes.length === 0 ? [tooSmall('classes')] : [];
  for (const [at, most] of Object.entries(LISTS) as [keyof typeof LISTS, number][]) {
    const names = rules[at];
    if (names.length > most) faults.push(tooBig(at));
    const form = at === 'languages' ? LANGUAGE : SLUG;
    for (const [index, name] of names.entries()) {
      if (!form.test(name)) faults.push(malformed(`${at}.${index}`, 'invalid_format'));
      else if (names.indexOf(name) !== index) faults.push(fault('rules.named_twice', { at, name }));
      else if (at === 'languages' && !LANGS.some((lang) => lang === name))
        faults.push(fault('rules.unknown_language', { at, name }));
    }
  }
  return faults;
}

/** Votes, or null where the text is none. */
const votesIn = (text: string | undefined) =>
  text !== undefined && VOTES.test(text) ? parseChecked(text) : null;

/** Classes of which a member has a vote. */
const votingOf = ({ votes: { perMember } }: RuleSet): string[] =>
  Object.keys(perMember).filter((name) => (votesIn(perMember[name])?.n ?? 0n) > 0n);

function votesFaults(rules: RuleSet): Refusal[] {
  const { votes, classes } = rules;
  const faults = listedFaults(Object.keys(votes.perMember), classes, {
    at: 'votes.perMember',
    noun: 'class',
  });
  for (const name of new Set(classes)) {
    const at = `votes.perMember.${name}`;
    if (!Object.hasOwn(votes.perMember, name))
      faults.push(fault('rules.class_without_votes', { at, class: name }));
    else if (votesIn(votes.perMember[name]) === null) faults.push(malformed(at, 'fraction.malformed'));
  }
  if (votes.table) faults.push(...tableFaults(rules, votes.table));
  const voting = votingOf(rules);
  if (voting.length === 0 && faults.length === 0)
    faults.push(fault('rules.nobody_votes', { at: 'votes.perMember' }));

  if (votes.classCap) {
    const { class: capped, share } = votes.classCap;
    const at = 'votes.classCap.class';
    faults.push(...classesFaults(rules, [capped], at));
    faults.push(...limitFaults(share, 'votes.classCap.share'));
    if (voting.length > 0 && voting.every((name) => name === capped))
      faults.push(fault('rules.cap_without_others', { at, class: capped }));
  }
  if (votes.countryCap) {
    const at = 'votes.countryCap.votes';
    const cap = votesIn(votes.countryCap.votes);
    if (cap === null) faults.push(malformed(at, 'fraction.malformed'));
    else if (cap.n === 0n) faults.push(fault('rules.cap_of_zero', { at }));
  }
  return faults;
}

function tableFaults(rules: RuleSet, { classes, bands }: NonNullable<VoteRules['table']>): Refusal[] {
  const at = 'votes.table.classes';
  const faults = classesFaults(rules, classes, at);
  const mute = classes.filter((name) => votesIn(rules.votes.perMember[name])?.n === 0n);
  if (faults.length === 0 && mute.length > 0)
    faults.push(fault('rules.table_without_vote', { at, classes: mute }));
  if (bands.length > 0 && bands.every(({ votes }) => votesIn(votes)?.n === 0n))
    faults.push(fault('rules.nobody_votes', { at: 'votes.table.bands' }));
  if (bands.length === 0) return [...faults, tooSmall('votes.table.bands')];
  for (const [index, { from, votes }] of bands.entries()) {
    const at = `votes.table.bands.${index}`;
    const before = bands[index - 1]?.from ?? null;
    if (!BAND.test(from)) faults.push(malformed(`${at}.from`, 'invalid_format'));
    else if (before === null ? from !== '0' : rises(before, from) === false)
      faults.push(fault('rules.bands_unordered', { at: `${at}.from`, from }));
    if (votesIn(votes) === null) faults.push(malformed(`${at}.votes`, 'fraction.malformed'));
  }
  return faults;
}

/** Null where the one before cannot be read. */
const rises = (before: string, from: string): boolean | null =>
  BAND.test(before) ? BigInt(before) < BigInt(from) : null;

function conveningFaults({ convening }: RuleSet): Refusal[] {
  if (!convening) return [];
  const at = 'convening.minimumDays';
  const { minimumDays: days } = convening;
  if (!(Number.isSafeInteger(days) && days >= 1)) return [tooSmall(at)];
  return days > 365 ? [tooBig(at)] : [];
}

function overDaysFaults({ overDays }: RuleSet): Refusal[] {
  if (!overDays) return [];
  const at = 'overDays.minimumHours';
  const { minimumHours: hours } = overDays;
  if (!(Number.isSafeInteger(hours) && hours >= 1)) return [tooSmall(at)];
  return hours > LONGEST_DEADLINE ? [tooBig(at)] : [];
}

function quorumFaults(rules: RuleSet): Refusal[] {
  const { share, classes } = rules.quorum;
  const at = 'quorum.share.of';
  const faults = shareFaults(share.of, at);
  if (faults.length === 0 && share.kind === 'more_than' && isAll(share.of))
    faults.push(fault('rules.never_reached', { at, share: share.of }));
  return classes ? [...faults, ...classesFaults(rules, classes, 'quorum.classes')] : faults;
}

function majorityFaults(rules: RuleSet, name: string, majority: Majority): Refusal[] {
  const at = `majorities.${name}`;
  if (!SLUG.test(name)) return [fault('rules.majority_name', { at, name })];
  const { requirements, guards, tie } = majority;
  const faults: Refusal[] = [];
  if (requirements.length === 0) faults.push(tooSmall(`${at}.requirements`));
  if (requirements.length > 20) faults.push(tooBig(`${at}.requirements`));
  if (guards.length > 10) faults.push(tooBig(`${at}.guards`));
  faults.push(
    ...requirements.flatMap((one, index) => requirementFaults(rules, one, `${at}.requirements.${index}`)),
    ...guards.flatMap((guard, index) => guardFaults(guard, `${at}.guards.${index}`)),
  );
  if (tie !== 'rejected' && requirements.every(({ rule }) => rule.kind !== 'simple'))
    faults.push(fault('rules.tie_without_simple', { at: `${at}.tie`, tie }));
  return faults;
}

function requirementFaults(rules: RuleSet, { group, rule }: Requirement, at: string): Refusal[] {
  const faults = groupFaults(rules, group, `${at}.group.of`);
  switch (rule.kind) {
    case 'simple':
    case 'unanimous':
    case 'more_than_half':
      return faults;
    case 'fraction':
      return [...faults, ...shareFaults(rule.share, `${at}.rule.share`)];
    case 'against_at_most':
      return [...faults, ...limitFaults(rule.share, `${at}.rule.share`)];
    default:
      return never(rule);
  }
}

function groupFaults(rules: RuleSet, group: Group, at: string): Refusal[] {
  switch (group.kind) {
    case 'all':
      return [];
    case 'class':
      return classesFaults(rules, group.of, at);
    case 'region':
      if (group.of.length === 0) return [tooSmall(at)];
      return listedFaults(group.of, rules.regions, { at, noun: 'region' });
    case 'chamber':
      return listedFaults([group.of], rules.chambers, { at, noun: 'chamber' });
    default:
      return never(group);
  }
}

function guardFaults(guard: Guard, at: string): Refusal[] {
  if (guard.kind === 'turnout') return shareFaults(guard.share, `${at}.share`);
  if (guard.base === 'cast') return [fault('rules.guard_base_cast', { at: `${at}.base` })];
  return limitFaults(guard.share, `${at}.share`);
}

function proxiesFaults({ proxies: { allowed, maxPerHolder, form, deadlineHours } }: RuleSet): Refusal[] {
  const faults: Refusal[] = [];
  for (const [field, value] of Object.entries({
    maxPerHolder,
    form: form ?? null,
    deadlineHours: deadlineHours ?? null,
  }))
    if (value !== null && !allowed)
      faults.push(fault('rules.proxies_not_allowed', { at: `proxies.${field}`, [field]: value }));
  if (faults.length > 0) return faults;
  const whole = (at: string, value: number | null | undefined, least: number): void => {
    if (value !== null && value !== undefined && !(Number.isSafeInteger(value) && value >= least))
      faults.push(tooSmall(at));
  };
  whole('proxies.maxPerHolder', maxPerHolder, 1);
  whole('proxies.deadlineHours', deadlineHours, 0);
  if (deadlineHours !== undefined && deadlineHours > LONGEST_DEADLINE)
    faults.push(tooBig('proxies.deadlineHours'));
  if (form !== undefined && form.trim() === '') faults.push(tooSmall('proxies.form'));
  return faults;
}

function motionsFaults({ motions, majorities }: RuleSet): Refusal[] {
  if (!motions) return [];
  const { seconders, procedures } = motions;
  const at = 'motions.seconders';
  return [
    ...(Number.isSafeInteger(seconders) && seconders >= 0 ? [] : [tooSmall(at)]),
    ...(seconders > MOST_SECONDERS ? [tooBig(at)] : []),
    ...Object.entries(procedures)
      .filter(([, name]) => !Object.hasOwn(majorities, name))
      .map(([procedure, name]) =>
        fault('rules.unknown_majority', { at: `motions.procedures.${procedure}`, name }),
      ),
  ];
}

function classesFaults(rules: RuleSet, names: readonly string[], at: string): Refusal[] {
  if (names.length === 0) return [tooSmall(at)];
  const unlisted = listedFaults(names, rules.classes, { at, noun: 'class' });
  if (unlisted.length > 0) return unlisted;
  const voting = votingOf(rules);
  // A class whose votes are still to be written is told there.
  const written = names.every((name) => votesIn(rules.votes.perMember[name]) !== null);
  return !written || names.some((name) => voting.includes(name))
    ? []
    : [fault('rules.group_without_votes', { at, classes: names })];
}

const listedFaults = (
  names: readonly string[],
  listed: readonly string[],
  { at, noun }: { readonly at: string; readonly noun: 'class' | 'region' | 'chamber' },
): Refusal[] =>
  names.filter((name) => !listed.includes(name)).map((name) => fault(`rules.unknown_${noun}`, { at, name }));

const isAll = (share: string): boolean => compare(parseChecked(share), fraction(1n)) === 0;

function shareFaults(share: string, at: string): Refusal[] {
  const value = SHARE.test(share) ? parse(share) : null;
  if (!value?.ok) return [malformed(at, 'fraction.malformed')];
  return value.value.n > 0n && compare(value.value, fraction(1n)) <= 0
    ? []
    : [fault('rules.share_out_of_range', { at, share })];
}

/** A share that sets an upper limit: all of it would be no limit. */
function limitFaults(share: string, at: string): Refusal[] {
  const faults = shareFaults(share, at);
  return faults.length === 0 && isAll(share) ? [fault('rules.without_effect', { at, share })] : faults;
}
