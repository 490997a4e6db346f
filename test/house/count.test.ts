import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `plenary count` as a process of its own. */
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plenary-count-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function counted(content: string | Buffer, ...words: string[]) {
  const file = join(folder, 'ballots.blt');
  writeFileSync(file, content);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', 'count', file, ...words], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}
const json = (content: string | Buffer, ...words: string[]) =>
  JSON.parse(counted(content, ...words, '--json').stdout) as Record<string, unknown> & {
    stages: Record<string, unknown>[];
  };

const FOOD =
  '5 3\n4 1 0\n2 2 1 0\n8 3 4 0\n4 3 5 0\n1 4 0\n1 5 0\n0\n"Oranges"\n"Pears"\n"Chocolate"\n"Strawberries"\n"Sweets"\n"Food"\n';
const TIED = '2 1\n1 1 0\n1 2 0\n0\n"Ann"\n"Ann"\n"Tie"\n';

test('STV as JSON: quota, elected in order, every stage with five places', () => {
  const sheet = json(FOOD, '--method', 'scottish-stv');
  expect(sheet).toMatchObject({
    ...{ method: 'scottish-stv', title: 'Food', seats: 3, quota: '6.00000', tied: [] },
    elected: ['Chocolate', 'Oranges', 'Strawberries'],
    ranking: [['Chocolate'], ['Oranges'], ['Strawberries'], ['Sweets'], ['Pears']],
  });
  expect(sheet.stages[1]).toMatchObject({
    votes: { Strawberries: '5.00000', Sweets: '3.00000' },
    ...{ exhausted: '0.00000', elected: [], excluded: [], lot: [] },
  });
});

test.each(['irv', 'schulze', 'plurality', 'approval'])('%s counts the same kind of file', (method) => {
  const sheet = json(FOOD.replace('5 3', '5 1'), '--method', method);
  expect(sheet).toMatchObject({ method, seats: 1, elected: ['Chocolate'] });
  if (method !== 'irv') expect(sheet['quota']).toBeNull();
});

test('a lot is drawn and reported, or given; repeated names have their numbers', () => {
  const drawn = json(TIED, '--method', 'plurality');
  expect(drawn['tied']).toEqual([['Ann (1)', 'Ann (2)']]);
  const [first] = drawn['lot'] as string[];
  expect(drawn['elected']).toEqual([first]);
  for (const name of ['Ann (1)', 'Ann (2)'])
    expect(json(TIED, '--method', 'plurality', '--lot', name)['elected']).toEqual([name]);
});

test('for people: the stages as a table, names without control characters', () => {
  const { status, stdout } = counted(FOOD.replace('"Pears"', '"Pe\u001bars"'), '--method', 'scottish-stv');
  expect(status).toBe(0);
  expect(stdout).toMatch(/Surplus of Chocolate: 6\.00000/);
  expect(stdout).toContain('Elected: Chocolate, Oranges, Strawberries');
  expect(stdout).not.toContain('\u001b');
});

test('old encodings of names are read', () => {
  const latin = Buffer.from(FOOD.replace('Sweets', 'Sweets à la crème'), 'latin1');
  const { stages } = json(latin, '--method', 'scottish-stv');
  expect(Object.keys(stages[0]!['votes'] as object)).toContain('Sweets à la crème');
});

test.each<[string, string, string[], RegExp]>([
  ['a malformed file', '2 1\n1 3 0\n0', ['--method', 'irv'], /ballots\.blt: line 2: there is no candidate 3/],
  ['a method that there is not', FOOD, ['--method', 'dice'], /There is no method dice/],
  ['no method', FOOD, [], /Give a method/],
  ['irv of several seats', FOOD, ['--method', 'irv'], /irv fills one seat; the election has 3/],
  ['a lot of nobody', FOOD, ['--method', 'schulze', '--lot', 'Zoe'], /there is no candidate Zoe/],
  ['an option that there is not', FOOD, ['--method', 'irv', '--dice'], /dice/],
])('%s: one reason, exit code 1, nothing on the output', (_, content, words, wanted) => {
  const { status, stdout, stderr } = counted(content, ...words);
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(wanted);
});

test('a file that is not there', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['dist/cli.js', 'count', join(folder, 'none.blt'), '--method', 'irv'],
    { encoding: 'utf8' },
  );
  expect(status).toBe(1);
  expect(stderr).toMatch(/none\.blt cannot be read/);
});
