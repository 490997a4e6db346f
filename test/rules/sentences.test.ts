import { en } from '../../client/src/words/en.js';
import { changesBetween, partOf, sentencesOf } from '../../src/rules/sentences.js';
import { faultsOf, type RuleSet } from '../../src/rules/ruleset.js';
import { templates } from '../../src/rules/templates.js';

const base: RuleSet = templates.ica;
const said = (rules: RuleSet, at: string) =>
  sentencesOf(rules)
    .filter((one) => one.at === at)
    .map(({ code, facts }) => ({ code, facts }));

test('two thirds of those represented: 59 of 90 is not enough, 60 is', () => {
  expect(said(base, 'majorities.by-laws.requirements.0')).toEqual([
    {
      code: 'rule.fraction',
      facts: { group: 'all', of: [], counted: 'weight', share: '2/3', base: 'represented' },
    },
    { code: 'say.example_enough', facts: { whole: '90', missing: '59', enough: '60' } },
  ]);
});

test.each([
  ['at_least', '1/2', '19', '20'],
  ['more_than', '1/2', '19', '20'],
  ['at_least', '1/3', '12', '13'],
  ['more_than', '1/3', '13', '14'],
] as const)('a quorum of %s %s: of 39 members %s are not enough, %s are', (kind, of, missing, enough) => {
  const rules = { ...base, quorum: { ...base.quorum, share: { kind, of } } };
  expect(said(rules, 'quorum')[1]).toEqual({
    code: 'say.example_enough',
    facts: { whole: '39', missing, enough },
  });
});

test('a limit: 22 of 90 against are still allowed, 23 are too many', () => {
  expect(said(templates.leadingGroup, 'majorities.texts.requirements.1')[1]).toEqual({
    code: 'say.example_allowed',
    facts: { whole: '90', allowed: '22', tooMany: '23' },
  });
});

test('a class capped at 25 %: beside 30 votes of others together 10', () => {
  expect(said(templates.cicopa, 'votes.classCap')[0]?.facts).toMatchObject({ others: '30', together: '10' });
});

test('every sentence of every template has words (fr and es have the keys of en, or they do not compile)', () => {
  const codes = new Set(
    Object.values(templates).flatMap((rules) => sentencesOf(rules).map((one) => one.code)),
  );
  expect(codes.size).toBeGreaterThan(25);
  expect([...codes].filter((code) => !Object.hasOwn(en, code))).toEqual([]);
});

test('a part that cannot be read yet says nothing, and breaks nothing', () => {
  const unread = { ...base, quorum: { ...base.quorum, share: { kind: 'at_least', of: 'half' } } } as const;
  expect(said(unread, 'quorum')).toEqual([]);
  expect(faultsOf(unread).map(({ facts }) => facts['at'])).toEqual(['quorum.share.of']);
});

/** Everything that a rule set says; each change must be seen before it is enacted. */
const ordinary = base.majorities.ordinary;
const [only] = ordinary.requirements as [RuleSet['majorities']['ordinary']['requirements'][number]];
const withOrdinary = (change: Partial<RuleSet['majorities']['ordinary']>): RuleSet => ({
  ...base,
  majorities: { ...base.majorities, ordinary: { ...ordinary, ...change } },
});
test.each<[string, RuleSet, string]>([
  [
    'quorum, how much',
    { ...base, quorum: { ...base.quorum, share: { kind: 'more_than', of: '1/2' } } },
    'quorum',
  ],
  [
    'quorum, the share',
    { ...base, quorum: { ...base.quorum, share: { kind: 'at_least', of: '1/3' } } },
    'quorum',
  ],
  ['quorum, counted', { ...base, quorum: { ...base.quorum, counted: 'members' } }, 'quorum'],
  ['quorum, classes', { ...base, quorum: { ...base.quorum, classes: null } }, 'quorum'],
  ['quorum, when', { ...base, quorum: { ...base.quorum, when: 'close' } }, 'quorum'],
  [
    'votes',
    { ...base, votes: { ...base.votes, perMember: { ...base.votes.perMember, full: '2' } } },
    'votes',
  ],
  ['country cap', { ...base, votes: { perMember: base.votes.perMember } }, 'votes'],
  ['class cap', { ...base, votes: { ...base.votes, classCap: { class: 'full', share: '1/2' } } }, 'votes'],
  ['dues', { ...base, duesRequired: false }, 'duesRequired'],
  ['regions', { ...base, regions: ['africa'] }, 'regions'],
  ['chambers', { ...base, chambers: ['upper'] }, 'chambers'],
  ['tie', withOrdinary({ tie: 'casting_vote' }), 'majorities.ordinary'],
  ['counted', withOrdinary({ requirements: [{ ...only, counted: 'both' }] }), 'majorities.ordinary'],
  [
    'group',
    withOrdinary({ requirements: [{ ...only, group: { kind: 'class', of: ['full'] } }] }),
    'majorities.ordinary',
  ],
  ['rule', withOrdinary({ requirements: [{ ...only, rule: { kind: 'unanimous' } }] }), 'majorities.ordinary'],
  [
    'guard',
    withOrdinary({ guards: [{ kind: 'turnout', share: '1/2', base: 'entitled', counted: 'members' }] }),
    'majorities.ordinary',
  ],
  ['another majority', { ...base, majorities: { ...base.majorities, dues: ordinary } }, 'majorities.dues'],
  ['change of vote', { ...base, changeOfVote: false }, 'changeOfVote'],
  ['split votes', { ...base, splitVotes: true }, 'splitVotes'],
  [
    'motions of delegates',
    { ...base, motions: { delegates: true, seconders: 0, procedures: {} } },
    'motions',
  ],
  [
    'majority of a procedure',
    { ...base, motions: { delegates: false, seconders: 0, procedures: { closure: 'two-thirds' } } },
    'motions',
  ],
  ['running result', { ...base, showRunningResult: true }, 'showRunningResult'],
  ['proxies', { ...base, proxies: { allowed: true, maxPerHolder: 3 } }, 'proxies'],
  ['form of proxies', { ...base, proxies: { ...base.proxies, form: 'signed by the president' } }, 'proxies'],
  ['deadline of proxies', { ...base, proxies: { ...base.proxies, deadlineHours: 48 } }, 'proxies'],
  ['languages', { ...base, languages: ['en'] }, 'languages'],
  ['presence', { ...base, presence: 'self_declared' }, 'presence'],
  ['presence at seats', { ...base, presence: 'seat' }, 'presence'],
  ['hours of a vote over days', { ...base, overDays: { minimumHours: 1 } }, 'overDays'],
  ['days of notice', { ...base, convening: { minimumDays: 1 } }, 'convening'],
  [
    'votes by a table',
    { ...base, votes: { ...base.votes, table: { classes: ['full'], bands: [{ from: '0', votes: '2' }] } } },
    'votes',
  ],
])('a change of %s is told, and nothing else', (_, rules, part) => {
  expect(changesBetween(base, rules).map((change) => change.part)).toEqual([part]);
  const [change] = changesBetween(base, rules);
  expect([...change!.before, ...change!.after].map(partOf)).toEqual(
    [...change!.before, ...change!.after].map(() => part),
  );
});

test('nothing changes against itself; against nothing, all comes', () => {
  expect(changesBetween(base, structuredClone(base))).toEqual([]);
  const first = changesBetween(null, base);
  expect(first.flatMap(({ after }) => after)).toHaveLength(sentencesOf(base).length);
  expect(first.flatMap(({ before }) => before)).toEqual([]);
});
