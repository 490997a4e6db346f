import { goalOf } from '../../client/src/polls/goal.js';

const all = { group: 'all', counted: 'weight' };

test.each<[string, { code: string; facts: Record<string, string> }[], object | null]>([
  [
    'a share of what was cast',
    [{ code: 'majority.fraction', facts: { ...all, threshold: '22', for: '30' } }],
    { choice: 'for', kind: 'at_least', votes: '22', length: 22 },
  ],
  [
    'more than half, exactly',
    [{ code: 'majority.more_than_half', facts: { ...all, threshold: '35/2' } }],
    { choice: 'for', kind: 'more_than', votes: '35/2', length: 17.5 },
  ],
  [
    'what may be against',
    [{ code: 'majority.against_at_most', facts: { ...all, threshold: '5' } }],
    { choice: 'against', kind: 'at_most', votes: '5', length: 5 },
  ],
  [
    'more for than against',
    [{ code: 'majority.simple', facts: { ...all, for: '9', against: '4' } }],
    { choice: 'for', kind: 'more_than', votes: '4', length: 4 },
  ],
  [
    'none in members alone',
    [{ code: 'majority.simple', facts: { ...all, counted: 'members', against: '4' } }],
    null,
  ],
  [
    'none in a chamber',
    [{ code: 'majority.simple', facts: { ...all, group: 'chamber', against: '4' } }],
    null,
  ],
  [
    'none where nobody may be against',
    [{ code: 'majority.unanimous', facts: { ...all, against: '0' } }],
    null,
  ],
  ['none without a count', [], null],
])('the line of a rule: %s', (_, steps, goal) => {
  expect(goalOf({ steps })).toEqual(goal);
});
