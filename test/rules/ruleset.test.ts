import fc from 'fast-check';
import { checkRuleSet, faultsOf, inForceOn, majorityNamed, Share, Votes } from '../../src/rules/ruleset.js';
import type { Majority, RuleSet } from '../../src/rules/ruleset.js';
import { templates } from '../../src/rules/templates.js';
import { canonical } from '../../src/basics/canonical.js';
import { parse } from '../../src/basics/fraction.js';

const base: RuleSet = templates.cicopa;

const withOrdinary = (change: Partial<Majority>): RuleSet => ({
  ...base,
  majorities: { ordinary: { ...base.majorities.ordinary, ...change } },
});

const withRule = (rule: unknown, group: unknown = { kind: 'all' }): unknown => ({
  ...base,
  majorities: {
    ordinary: { requirements: [{ group, counted: 'weight', rule }], guards: [], tie: 'rejected' },
  },
});

const withGuard = (guard: unknown): unknown => ({
  ...base,
  majorities: { ordinary: { ...base.majorities.ordinary, guards: [guard] } },
});

const band = (from: string, votes: string) => ({ from, votes });
const simple = { kind: 'simple' };
const at = 'majorities.ordinary';

test.each(Object.entries(templates))(
  'template %s can be applied, also after a turn through JSON',
  (_, rules) => {
    expect(checkRuleSet(rules)).toEqual({ ok: true, value: rules });
    expect(checkRuleSet(JSON.parse(canonical(rules)))).toEqual({ ok: true, value: rules });
  },
);

test.each<[string, unknown, string, object]>([
  ['no object', null, 'rules.malformed', { at: '' }],
  ['a misspelt field', { ...base, quorums: base.quorum }, 'rules.malformed', { issue: 'unrecognized_keys' }],
  ['another version', { ...base, v: 2 }, 'rules.malformed', { at: 'v' }],
  ['no ordinary majority', { ...base, majorities: {} }, 'rules.malformed', { at: 'majorities.ordinary' }],
  ['no requirement', withOrdinary({ requirements: [] }), 'rules.malformed', { at: `${at}.requirements` }],
  [
    'a share by zero',
    withRule({ kind: 'fraction', share: '1/0', base: 'cast' }),
    'rules.malformed',
    { at: `${at}.requirements.0.rule.share`, issue: 'fraction.malformed' },
  ],
  [
    'a turnout of the votes cast',
    withGuard({ kind: 'turnout', share: '1/2', base: 'cast', counted: 'weight' }),
    'rules.malformed',
    { at: `${at}.guards.0.base` },
  ],
  [
    'a class twice',
    { ...base, classes: [...base.classes, 'full'] },
    'rules.named_twice',
    { at: 'classes', name: 'full' },
  ],
  [
    'a language twice',
    { ...base, languages: ['en', 'en'] },
    'rules.named_twice',
    { at: 'languages', name: 'en' },
  ],
  [
    'a language in which no text is kept',
    { ...base, languages: ['en', 'pt'] },
    'rules.unknown_language',
    { at: 'languages', name: 'pt' },
  ],
  [
    'a language that is another’s way of speaking',
    { ...base, languages: ['en-GB'] },
    'rules.unknown_language',
    { at: 'languages', name: 'en-GB' },
  ],
  [
    'an unknown class in a group',
    withRule(simple, { kind: 'class', of: ['full', 'fulll'] }),
    'rules.unknown_class',
    { at: `${at}.requirements.0.group.of`, name: 'fulll' },
  ],
  [
    'an unknown region',
    withRule(simple, { kind: 'region', of: ['atlantis'] }),
    'rules.unknown_region',
    { name: 'atlantis' },
  ],
  [
    'an unknown chamber',
    withRule(simple, { kind: 'chamber', of: 'upper' }),
    'rules.unknown_chamber',
    { name: 'upper' },
  ],
  [
    'an unknown class in the quorum',
    { ...base, quorum: { ...base.quorum, classes: ['nobody'] } },
    'rules.unknown_class',
    { at: 'quorum.classes' },
  ],
  [
    'a quorum of observers',
    { ...base, quorum: { ...base.quorum, classes: ['observer'] } },
    'rules.group_without_votes',
    { at: 'quorum.classes' },
  ],
  [
    'a majority of observers',
    withRule(simple, { kind: 'class', of: ['observer'] }),
    'rules.group_without_votes',
    { classes: ['observer'] },
  ],
  [
    'votes for an unknown class',
    { ...base, votes: { perMember: { ...base.votes.perMember, guest: '1' } } },
    'rules.unknown_class',
    { at: 'votes.perMember', name: 'guest' },
  ],
  [
    'a class without a number of votes',
    { ...base, votes: { perMember: { full: '1', observer: '0' } } },
    'rules.class_without_votes',
    { class: 'associate' },
  ],
  [
    'no votes at all',
    { ...base, votes: { perMember: { full: '0', associate: '0', observer: '0/5' } } },
    'rules.nobody_votes',
    {},
  ],
  [
    'negative votes',
    { ...base, votes: { perMember: { ...base.votes.perMember, full: '-1' } } },
    'rules.malformed',
    { at: 'votes.perMember.full' },
  ],
  [
    'a cap of an unknown class',
    { ...base, votes: { ...base.votes, classCap: { class: 'guest', share: '1/4' } } },
    'rules.unknown_class',
    { at: 'votes.classCap.class' },
  ],
  [
    'a cap of nothing',
    { ...base, votes: { ...base.votes, classCap: { class: 'associate', share: '0' } } },
    'rules.share_out_of_range',
    { at: 'votes.classCap.share' },
  ],
  [
    'a cap of everything',
    { ...base, votes: { ...base.votes, classCap: { class: 'associate', share: '100%' } } },
    'rules.without_effect',
    { share: '100%' },
  ],
  [
    'a cap of the only voters',
    {
      ...base,
      votes: {
        perMember: { full: '0', associate: '1', observer: '0' },
        classCap: { class: 'associate', share: '1/4' },
      },
    },
    'rules.cap_without_others',
    { class: 'associate' },
  ],
  [
    'a cap of a class that never votes',
    { ...base, votes: { ...base.votes, classCap: { class: 'observer', share: '1/4' } } },
    'rules.group_without_votes',
    { at: 'votes.classCap.class', classes: ['observer'] },
  ],
  [
    'a table for a class that never votes, beside one that does',
    { ...base, votes: { ...base.votes, table: { classes: ['full', 'observer'], bands: [band('0', '1')] } } },
    'rules.table_without_vote',
    { at: 'votes.table.classes', classes: ['observer'] },
  ],
  [
    'a table that gives nobody a vote',
    { ...base, votes: { ...base.votes, table: { classes: ['full'], bands: [band('0', '0')] } } },
    'rules.nobody_votes',
    { at: 'votes.table.bands' },
  ],
  [
    'a vote over days that lasts no hour',
    { ...base, overDays: { minimumHours: 0 } },
    'rules.malformed',
    { at: 'overDays.minimumHours' },
  ],
  [
    'a vote over more than a year',
    { ...base, overDays: { minimumHours: 8_761 } },
    'rules.malformed',
    { at: 'overDays.minimumHours' },
  ],
  [
    'a country cap of zero',
    { ...base, votes: { ...base.votes, countryCap: { votes: '0' } } },
    'rules.cap_of_zero',
    {},
  ],
  [
    'a quorum above all',
    { ...base, quorum: { ...base.quorum, share: { kind: 'at_least', of: '3/2' } } },
    'rules.share_out_of_range',
    { share: '3/2' },
  ],
  [
    'a quorum of more than all',
    { ...base, quorum: { ...base.quorum, share: { kind: 'more_than', of: '1' } } },
    'rules.never_reached',
    { share: '1' },
  ],
  [
    'a share of nothing',
    withRule({ kind: 'fraction', share: '0', base: 'cast' }),
    'rules.share_out_of_range',
    { at: `${at}.requirements.0.rule.share` },
  ],
  [
    'a share above all',
    withRule({ kind: 'fraction', share: '101%', base: 'cast' }),
    'rules.share_out_of_range',
    { share: '101%' },
  ],
  [
    'against at most all',
    withRule({ kind: 'against_at_most', share: '1', base: 'cast' }),
    'rules.without_effect',
    { share: '1' },
  ],
  [
    'abstentions of the votes cast',
    withGuard({ kind: 'abstentions_at_most', share: '1/2', base: 'cast', counted: 'weight' }),
    'rules.guard_base_cast',
    { at: `${at}.guards.0.base` },
  ],
  [
    'a turnout above all',
    withGuard({ kind: 'turnout', share: '2', base: 'attending', counted: 'weight' }),
    'rules.share_out_of_range',
    { at: `${at}.guards.0.share` },
  ],
  [
    'a casting vote that no tie can call for',
    {
      ...base,
      majorities: {
        ordinary: {
          requirements: [{ group: { kind: 'all' }, counted: 'weight', rule: { kind: 'unanimous' } }],
          guards: [],
          tie: 'casting_vote',
        },
      },
    },
    'rules.tie_without_simple',
    { tie: 'casting_vote' },
  ],
  [
    'a majority with a strange name',
    { ...base, majorities: { ...base.majorities, 'By laws': base.majorities.ordinary } },
    'rules.majority_name',
    { name: 'By laws' },
  ],
  [
    'a deadline for forbidden proxies',
    { ...base, proxies: { allowed: false, maxPerHolder: null, deadlineHours: 24 } },
    'rules.proxies_not_allowed',
    { at: 'proxies.deadlineHours' },
  ],
  [
    'a proxy without any form',
    { ...base, proxies: { allowed: true, maxPerHolder: null, form: '' } },
    'rules.malformed',
    { at: 'proxies.form' },
  ],
  [
    'a limit to forbidden proxies',
    { ...base, proxies: { allowed: false, maxPerHolder: 2 } },
    'rules.proxies_not_allowed',
    { maxPerHolder: 2 },
  ],
  [
    'a procedure under a majority that there is not',
    { ...base, motions: { delegates: true, seconders: 1, procedures: { closure: 'two-thirds' } } },
    'rules.unknown_majority',
    { at: 'motions.procedures.closure', name: 'two-thirds' },
  ],
])('%s is refused', (_, data, code, facts) => {
  expect(checkRuleSet(data)).toMatchObject({ ok: false, refusal: { code, facts } });
});

test.each([
  ['a minority right', withRule({ kind: 'fraction', share: '1/3', base: 'represented' })],
  ['all of those entitled', withRule({ kind: 'fraction', share: '100%', base: 'entitled' })],
  ['classes of which one votes', withRule(simple, { kind: 'class', of: ['full', 'observer'] })],
  ['a turnout guard', withGuard({ kind: 'turnout', share: '1/2', base: 'attending', counted: 'members' })],
  ['presence at a seat', { ...base, presence: 'seat' }],
  [
    'a first band without votes',
    {
      ...base,
      votes: { ...base.votes, table: { classes: ['full'], bands: [band('0', '0'), band('10', '1')] } },
    },
  ],
  ['no limit to proxies', { ...base, proxies: { allowed: true, maxPerHolder: null } }],
])('%s is accepted', (_, data) => {
  expect(checkRuleSet(data).ok).toBe(true);
});

describe('rules that are still being written', () => {
  test('have all their faults told, each at its field', () => {
    const draft: RuleSet = {
      ...base,
      classes: ['full', 'a', 'full', 'guest'],
      languages: ['english please'],
      quorum: { ...base.quorum, share: { kind: 'at_least', of: '' }, classes: [] },
      votes: { perMember: { full: 'one', a: '1' }, countryCap: { votes: '' } },
      proxies: { allowed: true, maxPerHolder: 0 },
      majorities: {
        ordinary: {
          requirements: [
            { group: { kind: 'class', of: ['guest'] }, counted: 'weight', rule: { kind: 'simple' } },
            {
              group: { kind: 'chamber', of: '' },
              counted: 'weight',
              rule: { kind: 'fraction', share: '2:3', base: 'cast' },
            },
          ],
          guards: [],
          tie: 'rejected',
        },
        empty: { requirements: [], guards: [], tie: 'rejected' },
      },
    };
    expect(faultsOf(draft).map(({ code, facts }) => `${String(facts['at'])}: ${code}`)).toEqual([
      'classes.1: rules.malformed',
      'classes: rules.named_twice',
      'languages.0: rules.malformed',
      'votes.perMember.full: rules.malformed',
      'votes.perMember.guest: rules.class_without_votes',
      'votes.countryCap.votes: rules.malformed',
      'quorum.share.of: rules.malformed',
      'quorum.classes: rules.malformed',
      `${at}.requirements.1.group.of: rules.unknown_chamber`,
      `${at}.requirements.1.rule.share: rules.malformed`,
      'majorities.empty.requirements: rules.malformed',
      'proxies.maxPerHolder: rules.malformed',
    ]);
  });

  test('are sound exactly where the schema and the check accept them', () => {
    const text = fc.constantFrom('2/3', '1', '25%', '0', '3/2', '', 'x', '1/0', '0.5', '-1', '1234567890123');
    const name = fc.constantFrom('full', 'associate', 'observer', 'x', 'Full', '');
    const some = fc.array(name, { maxLength: 3 });
    const draft: fc.Arbitrary<RuleSet> = fc
      .record({
        share: text,
        cap: text,
        limit: text,
        names: some,
        of: some,
        chamber: name,
        most: fc.nat(2),
        hours: fc.constantFrom(-1, 0, 8_760, 8_761),
        bands: fc.array(fc.record({ from: text, votes: text }), { maxLength: 2 }),
      })
      .map(({ share, cap, limit, names, of, chamber, most, hours, bands }) => ({
        ...base,
        overDays: { minimumHours: hours },
        chambers: names,
        quorum: { ...base.quorum, share: { kind: 'more_than', of: share }, classes: of },
        votes: {
          ...base.votes,
          ...{ classCap: { class: chamber, share: cap }, countryCap: { votes: limit } },
          table: { classes: of, bands },
        },
        proxies: { allowed: true, maxPerHolder: most, deadlineHours: hours },
        majorities: {
          ordinary: {
            requirements: [
              {
                group: { kind: 'class', of },
                counted: 'weight',
                rule: { kind: 'against_at_most', share, base: 'cast' },
              },
            ],
            guards: [{ kind: 'turnout', share: cap, base: 'entitled', counted: 'weight' }],
            tie: 'rejected',
          },
        },
      }));
    fc.assert(
      fc.property(draft, (rules) => {
        expect(faultsOf(rules).length === 0).toBe(checkRuleSet(rules).ok);
        for (const { facts } of faultsOf(rules)) expect(typeof facts['at']).toBe('string');
      }),
      { numRuns: 1000 },
    );
  });
});

test.each([
  ['2025-12-31', null],
  ['2026-01-01', 1],
  ['2026-11-24', 2],
  ['2027-01-01', 3],
  // Of a day of which less is known the last counts.
  ['2026-06', 2],
  ['2026?', 2],
  ['2027', 3],
  ['', null],
])('on %s version %s is in force', (day, number) => {
  const versions = [
    { number: 3, inForceFrom: '2027~' },
    { number: 2, inForceFrom: '2026-06' },
    { number: 1, inForceFrom: '2026-01-01' },
  ];
  expect(inForceOn(versions, day)?.number ?? null).toBe(number);
  expect(inForceOn([{ number: 1, inForceFrom: null }], day)?.number).toBe(1);
});

test('majorities are found by name, and by no inherited name', () => {
  expect(majorityNamed(base, 'by-laws')).toEqual({ ok: true, value: base.majorities['by-laws'] });
  expect(majorityNamed(base, 'constructor')).toMatchObject({ refusal: { code: 'rules.unknown_majority' } });
});

test.each(['2/3', '25%', '12.5%', '1', '0', '2/03', '1/0', '1/00', '-1', '0.5', '', '1/2%', '2/3\n'])(
  'the schemas accept only texts that can be read: %j',
  (text) => {
    for (const schema of [Share, Votes])
      if (schema.safeParse(text).success) expect(parse(text).ok).toBe(true);
    if (parse(text).ok && !text.startsWith('-')) expect(Share.safeParse(text).success).toBe(true);
  },
);
