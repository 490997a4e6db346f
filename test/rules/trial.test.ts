import { templates } from '../../src/rules/templates.js';
import type { RuleSet } from '../../src/rules/ruleset.js';
import { trialGroups, tryOut, type TrialCounts } from '../../src/rules/trial.js';

const counts = (
  [inFavour, against, abstain]: readonly [number, number, number],
  rest: Partial<TrialCounts> = {},
): TrialCounts => {
  const represented = rest.represented ?? inFavour + against + abstain;
  return {
    ...{ for: inFavour, against, abstain, represented, votes: '1' },
    ...{ attending: represented, entitled: represented },
    ...rest,
  };
};
const tried = (
  rules: RuleSet,
  name: string,
  rows: readonly TrialCounts[],
  castingVote: 'for' | 'against' | null = null,
) => {
  const groups = trialGroups(rules, name);
  expect(groups).toHaveLength(rows.length);
  const result = tryOut({ rules, name, groups, counts: rows, castingVote });
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};

test.each<[string, readonly [number, number, number], string]>([
  ['59/10/21', [59, 10, 21], 'rejected'],
  ['60/0/30', [60, 0, 30], 'adopted'],
  ['0/0/90', [0, 0, 90], 'rejected'],
])('%s by 2/3 of 90 represented: %s', (_, votes, outcome) => {
  expect(tried(templates.ica, 'by-laws', [counts(votes)]).outcome).toBe(outcome);
});

test('chambers are apart: 30-40 and 200-50 are rejected', () => {
  const groups = trialGroups(templates.twoChambers, 'ordinary');
  expect(groups.map(({ labels }) => labels)).toEqual([
    [{ kind: 'chamber', name: 'governments' }],
    [{ kind: 'chamber', name: 'organisations' }],
  ]);
  const rows = [counts([30, 40, 0]), counts([200, 50, 0])];
  expect(tried(templates.twoChambers, 'ordinary', rows)).toMatchObject({ outcome: 'rejected' });
  const other = [counts([41, 40, 0]), counts([200, 50, 0])];
  expect(tried(templates.twoChambers, 'ordinary', other)).toMatchObject({ outcome: 'adopted' });
});

test('a group and the others: participating 20-10, others 10-0 adopted, 5-0 rejected', () => {
  const rules = templates.leadingGroup;
  expect(trialGroups(rules, 'texts').map(({ labels, class: kind }) => [labels[0]!.name, kind])).toEqual([
    ['participating', 'participating'],
    [null, 'corresponding'],
  ]);
  expect(tried(rules, 'texts', [counts([20, 10, 0]), counts([10, 0, 0])]).outcome).toBe('adopted');
  expect(tried(rules, 'texts', [counts([20, 10, 0]), counts([5, 0, 0])]).outcome).toBe('rejected');
});

test('a quorum of some classes tells them apart, also where the majority does not', () => {
  expect(trialGroups(templates.cicopa, 'ordinary').map(({ class: kind }) => kind)).toEqual([
    'full',
    'associate',
  ]);
  const few = [counts([10, 0, 0], { entitled: 39 }), counts([30, 0, 0])];
  expect(tried(templates.cicopa, 'ordinary', few)).toMatchObject({
    outcome: null,
    steps: [{ code: 'quorum.members', facts: { present: '10', needed: '20', holds: false } }],
  });
});

test('a quorum at the close makes it void, one at the opening lets no poll open', () => {
  const few = [counts([3, 0, 0], { entitled: 39 })];
  expect(tried(templates.roberts, 'ordinary', few).outcome).toBe('void');
  const rules = { ...templates.roberts, quorum: { ...templates.roberts.quorum, when: 'opening' } } as const;
  expect(tried(rules, 'ordinary', few).outcome).toBeNull();
});

test('a tie waits for the casting vote', () => {
  const rules: RuleSet = {
    ...templates.roberts,
    majorities: { ordinary: { ...templates.roberts.majorities.ordinary, tie: 'casting_vote' } },
  };
  const rows = [counts([30, 30, 0])];
  expect(tried(rules, 'ordinary', rows).outcome).toBe('tie');
  expect(tried(rules, 'ordinary', rows, 'for').outcome).toBe('adopted');
});

test('members may have several votes, and parts of one', () => {
  const rows = [counts([1, 0, 0], { votes: '5/2' })];
  expect(tried(templates.roberts, 'ordinary', rows).steps).toContainEqual(
    expect.objectContaining({ facts: expect.objectContaining({ for: '5/2', membersFor: '1' }) }),
  );
});

test.each<[Partial<TrialCounts>, string, object]>([
  [{ for: NaN }, 'trial.number', { row: 0, field: 'for' }],
  [{ entitled: 10_000 }, 'trial.number', { field: 'entitled' }],
  [{ votes: 'one' }, 'trial.votes', { row: 0 }],
  [{ votes: '-1' }, 'trial.votes', { row: 0 }],
  [{ for: 61 }, 'trial.too_many', { field: 'cast', count: 61, of: 60 }],
  [{ represented: 81 }, 'trial.too_many', { field: 'represented', count: 81, of: 80 }],
  [{ attending: 81 }, 'trial.too_many', { field: 'attending', count: 81, of: 80 }],
])('%j is refused', (wrong, code, facts) => {
  const rules = templates.roberts;
  const row = { ...counts([40, 0, 0], { represented: 60, entitled: 80 }), ...wrong };
  const groups = trialGroups(rules, 'ordinary');
  expect(tryOut({ rules, name: 'ordinary', groups, counts: [row], castingVote: null })).toMatchObject({
    refusal: { code, facts },
  });
});
