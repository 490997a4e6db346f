import { canonical } from '../basics/canonical.js';
import { ceil, div, floor, format, fraction, mul, parse, sub, type Fraction } from '../basics/fraction.js';
import type { Facts } from '../basics/result.js';
import { never } from '../basics/result.js';
import { motionRules } from './ruleset.js';
import type { Guard, Majority, Requirement, Rule, RuleSet } from './ruleset.js';

/**
 * What a part of a rule set means, as data: the code is the key of a translated sentence, `at` the path of the part
 * that it is about. Numbers are texts. Where the rule gives a threshold, a second sentence gives an example.
 */
export interface Sentence {
  readonly at: string;
  readonly code: string;
  readonly facts: Facts;
}

/** The whole of which examples take a share, and the entitled of the quorum's example. */
const EXAMPLE = 90n;
const EXAMPLE_ENTITLED = 39n;
const EXAMPLE_OTHERS = 30n;

const PRESENCE_CODES = {
  check_in: 'check_in',
  seat: 'presence_seat',
  self_declared: 'self_declared',
} as const satisfies Record<RuleSet['presence'], string>;

/** Every rule as sentences, in the order of the form. A part whose texts cannot be read yet says nothing. */
export const sentencesOf = (rules: RuleSet): readonly Sentence[] => [
  ...voteSentences(rules),
  ...tableSentences(rules),
  ...quorumSentences(rules),
  ...Object.entries(rules.majorities).flatMap(([name, majority]) =>
    majoritySentences(majority, `majorities.${name}`),
  ),
  ...proxySentences(rules),
  ...(rules.convening
    ? [say('convening', 'convening_days', { days: `${rules.convening.minimumDays}` })]
    : []),
  ...(rules.overDays ? [say('overDays', 'over_days', { hours: `${rules.overDays.minimumHours}` })] : []),
  ...motionSentences(rules),
  say('languages', rules.languages.length > 0 ? 'languages' : 'languages_any', {
    languages: rules.languages,
  }),
  say('presence', PRESENCE_CODES[rules.presence]),
  say('changeOfVote', rules.changeOfVote ? 'change_allowed' : 'change_final'),
  say('splitVotes', rules.splitVotes === true ? 'split_allowed' : 'split_forbidden'),
  say('showRunningResult', rules.showRunningResult ? 'running_shown' : 'running_hidden'),
];

/** A part in which two versions differ: the sentences that go, and those that come. */
export interface Change {
  /** `quorum`, `majorities.ordinary`. */
  readonly part: string;
  readonly before: readonly Sentence[];
  readonly after: readonly Sentence[];
}

/** What another version changes, part by part; `before` null: there is no version yet. */
export function changesBetween(before: RuleSet | null, after: RuleSet): readonly Change[] {
  const [old, now] = [before ? sentencesOf(before) : [], sentencesOf(after)];
  const key = ({ at, code, facts }: Sentence): string => canonical({ at, code, facts: { ...facts } });
  const missing = (some: readonly Sentence[], from: readonly Sentence[]): readonly Sentence[] => {
    const there = new Set(from.map(key));
    return some.filter((one) => !there.has(key(one)));
  };
  const [gone, come] = [missing(old, now), missing(now, old)];
  const parts = new Set([...old, ...now].map(partOf));
  const of = (some: readonly Sentence[], part: string) => some.filter((one) => partOf(one) === part);
  return [...parts]
    .map((part) => ({ part, before: of(gone, part), after: of(come, part) }))
    .filter((change) => change.before.length + change.after.length > 0);
}

/** The part to which a sentence belongs: the first word of its path, with the majority's name. */
export function partOf({ at }: Pick<Sentence, 'at'>): string {
  const [first = '', second] = at.split('.');
  return first === 'majorities' ? `${first}.${second}` : first;
}

const say = (at: string, code: string, facts: Facts = {}): Sentence => ({ at, code: `say.${code}`, facts });
const ruled = (at: string, code: string, facts: Facts = {}): Sentence => ({
  at,
  code: `rule.${code}`,
  facts,
});

const read = (text: string): Fraction | null => {
  const value = parse(text);
  return value.ok ? value.value : null;
};

function voteSentences({ votes, regions, chambers, duesRequired }: RuleSet): Sentence[] {
  const said: Sentence[] = [];
  for (const [name, text] of Object.entries(votes.perMember)) {
    const value = read(text);
    if (value === null) continue;
    const code = value.n === 0n ? 'class_without_vote' : 'class_votes';
    said.push(say(`votes.perMember.${name}`, code, { class: name, votes: format(value) }));
  }
  const share = votes.classCap && read(votes.classCap.share);
  if (votes.classCap && share && share.n > 0n && share.n < share.d) {
    const together = mul(fraction(EXAMPLE_OTHERS), div(share, sub(fraction(1n), share)));
    const example = { others: `${EXAMPLE_OTHERS}`, together: format(together) };
    said.push(say('votes.classCap', 'class_cap', { ...votes.classCap, ...example }));
  }
  if (votes.countryCap && read(votes.countryCap.votes))
    said.push(say('votes.countryCap', 'country_cap', { votes: votes.countryCap.votes }));
  said.push(say('duesRequired', duesRequired ? 'dues_required' : 'dues_not_required'));
  if (regions.length > 0) said.push(say('regions', 'regions', { of: regions }));
  if (chambers.length > 0) said.push(say('chambers', 'chambers', { of: chambers }));
  return said;
}

function quorumSentences({ quorum: { share, counted, classes, when } }: RuleSet): Sentence[] {
  const value = read(share.of);
  if (value === null) return [];
  const part = mul(value, fraction(EXAMPLE_ENTITLED));
  const needed = share.kind === 'at_least' ? ceil(part) : floor(part) + 1n;
  return [
    say('quorum', `quorum_${counted}`, { kind: share.kind, share: share.of, classes }),
    example('quorum', { whole: EXAMPLE_ENTITLED, enough: needed }),
    say('quorum', `quorum_${when}`),
  ];
}

/** "59 of 90 is not enough, 60 is." */
const example = (at: string, { whole, enough }: { whole: bigint; enough: bigint }): Sentence =>
  say(at, 'example_enough', { whole: `${whole}`, missing: `${enough - 1n}`, enough: `${enough}` });

/** "22 of 90 is still allowed, 23 is too many." */
const limitExample = (at: string, { whole, allowed }: { whole: bigint; allowed: bigint }): Sentence =>
  say(at, 'example_allowed', { whole: `${whole}`, allowed: `${allowed}`, tooMany: `${allowed + 1n}` });

function majoritySentences({ requirements, guards, tie }: Majority, at: string): Sentence[] {
  const ties = requirements.some(({ rule }) => rule.kind === 'simple');
  return [
    ...guards.flatMap((guard, index) => guardSentences(guard, `${at}.guards.${index}`)),
    ...requirements.flatMap((one, index) => requirementSentences(one, `${at}.requirements.${index}`)),
    ...(ties ? [ruled(`${at}.tie`, `tie.${tie}`)] : []),
  ];
}

function guardSentences({ kind, share, base, counted }: Guard, at: string): Sentence[] {
  const value = read(share);
  if (value === null) return [];
  const part = mul(value, fraction(EXAMPLE));
  return [
    ruled(at, kind, { share, base, counted }),
    kind === 'turnout'
      ? example(at, { whole: EXAMPLE, enough: ceil(part) })
      : limitExample(at, { whole: EXAMPLE, allowed: floor(part) }),
  ];
}

function requirementSentences({ group, counted, rule }: Requirement, at: string): Sentence[] {
  const of = group.kind === 'all' ? [] : group.kind === 'chamber' ? [group.of] : group.of;
  const about = { group: group.kind, of, counted };
  const said = (facts: Facts = {}): Sentence => ruled(at, rule.kind, { ...about, ...facts });
  const shared = (one: Extract<Rule, { share: string }>, illustrate: (part: Fraction) => Sentence) => {
    const value = read(one.share);
    if (value === null) return [];
    return [said({ share: one.share, base: one.base }), illustrate(mul(value, fraction(EXAMPLE)))];
  };
  switch (rule.kind) {
    case 'simple':
      return [said(), say(at, 'example_simple')];
    case 'unanimous':
      return [said()];
    case 'more_than_half':
      return [said({ base: rule.base }), example(at, { whole: EXAMPLE, enough: EXAMPLE / 2n + 1n })];
    case 'fraction':
      return shared(rule, (part) => example(at, { whole: EXAMPLE, enough: ceil(part) }));
    case 'against_at_most':
      return shared(rule, (part) => limitExample(at, { whole: EXAMPLE, allowed: floor(part) }));
    default:
      return never(rule);
  }
}

/** The table by its bands: "0: 1; 1000: 2". */
function tableSentences({ votes: { table } }: RuleSet): Sentence[] {
  if (!table) return [];
  const bands = table.bands.map(({ from, votes }) => `${from}: ${votes}`).join('; ');
  return [say('votes.table', 'votes_table', { classes: table.classes, bands })];
}

function motionSentences(rules: RuleSet): Sentence[] {
  const { delegates, seconders, procedures } = motionRules(rules);
  return [
    say('motions', delegates ? 'motions_by_delegates' : 'motions_by_secretariat'),
    ...(delegates && seconders > 0
      ? [say('motions', 'motions_seconded', { seconders: `${seconders}` })]
      : []),
    ...Object.entries(procedures).map(([procedure, majority]) =>
      say('motions', 'procedure_majority', { procedure, majority }),
    ),
  ];
}

function proxySentences({ proxies }: RuleSet): Sentence[] {
  const { allowed, maxPerHolder, form, deadlineHours } = proxies;
  if (!allowed) return [say('proxies', 'proxies_none')];
  const limits: Facts =
    maxPerHolder === null ? {} : { limit: `${maxPerHolder}`, over: `${maxPerHolder + 1}` };
  return [
    say('proxies', maxPerHolder === null ? 'proxies_unlimited' : 'proxies_limited', limits),
    ...(form === undefined ? [] : [say('proxies', 'proxies_form', { form })]),
    deadlineHours === undefined
      ? say('proxies', 'proxies_any_time')
      : say('proxies', 'proxies_deadline', { hours: `${deadlineHours}` }),
  ];
}
