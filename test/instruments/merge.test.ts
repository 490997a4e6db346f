import fc from 'fast-check';
import { checkTree, type Clause } from '../../src/instruments/clause.js';
import {
  amendedAmendment,
  carried,
  collisions,
  compatible,
  merge,
  numbered,
  type Amending,
} from '../../src/instruments/merge.js';
import { applied, operations, type Operation } from '../../src/instruments/operations.js';
import { amended, text } from './texts.js';

const charter: readonly Clause[] = [
  { id: 'c1', kind: 'heading', parent: null, text: 'Ports' },
  { id: 'c2', kind: 'article', parent: 'c1', text: 'Ports are open to all ships.' },
  { id: 'c3', kind: 'article', parent: 'c1', text: 'No toll is taken.' },
  { id: 'c4', kind: 'heading', parent: null, text: 'Work' },
  { id: 'c5', kind: 'article', parent: 'c4', text: 'Work is fair.' },
];
const words = (clause: string, remove: string, insert: string): Operation => ({
  op: 'words',
  clause,
  edits: [{ at: charter.find(({ id }) => id === clause)!.text.indexOf(remove), remove, insert }],
});
const article = (under: string, after: string | null, wording = 'At night too.'): Operation => ({
  op: 'insert',
  clause: 'n1',
  kind: 'article',
  text: wording,
  ...{ under, after },
});
const two = (a: Operation[], b: Operation[]): Amending[] => [
  { key: '1-A1', operations: a },
  { key: '1-A2', operations: b },
];

test.each<[string, Operation[], Operation[], string[]]>([
  ['other words of a clause', [words('c2', 'open', 'free')], [words('c2', 'ships', 'boats')], []],
  [
    'the same words',
    [words('c2', 'open', 'free')],
    [words('c2', 'are open', 'stay open')],
    ['same_words c2'],
  ],
  ['the same change of words', [words('c2', 'open', 'free')], [words('c2', 'open', 'free')], []],
  [
    'words of a clause that is written anew',
    [words('c2', 'open', 'free')],
    [{ op: 'replace', clause: 'c2', kind: 'article', text: 'Ports close.' }],
    ['same_clause c2'],
  ],
  [
    'words of a deleted clause',
    [words('c3', 'toll', 'due')],
    [{ op: 'delete', clause: 'c3' }],
    ['deleted_clause c3'],
  ],
  ['the same deletion', [{ op: 'delete', clause: 'c3' }], [{ op: 'delete', clause: 'c3' }], []],
  [
    'a clause beneath a deleted one',
    [article('c4', 'c5')],
    [
      { op: 'delete', clause: 'c4' },
      { op: 'delete', clause: 'c5' },
    ],
    ['deleted_clause c4'],
  ],
  [
    'two places for one clause',
    [{ op: 'move', clause: 'c3', under: 'c1', after: null }],
    [{ op: 'move', clause: 'c3', under: 'c4', after: null }],
    ['moved_apart c3'],
  ],
  [
    'each beneath the other',
    [{ op: 'move', clause: 'c1', under: 'c4', after: null }],
    [{ op: 'move', clause: 'c4', under: 'c1', after: null }],
    ['moved_inside c1'],
  ],
  [
    'a clause behind one that moves away',
    [article('c1', 'c2')],
    [{ op: 'move', clause: 'c2', under: 'c4', after: 'c5' }],
    ['moved_target c2'],
  ],
  ['the same clause twice in one place', [article('c1', 'c2')], [article('c1', 'c2')], ['same_place c2']],
  ['two clauses in one place', [article('c1', 'c2')], [article('c1', 'c2', 'By day.')], ['same_place c2']],
  [
    'two clauses at the beginning',
    [article('c1', null)],
    [article('c1', null, 'By day.')],
    ['same_place c1'],
  ],
  [
    'words of a clause that moves',
    [words('c3', 'toll', 'due')],
    [{ op: 'move', clause: 'c3', under: 'c4', after: null }],
    [],
  ],
])('two amendments meet: %s', (_, a, b, expected) => {
  const found = collisions(charter, two(a, b));
  expect(found.map(({ kind, clause }) => `${kind} ${clause}`)).toEqual(expected);
  expect(merge(charter, two(a, b)).conflicts).toEqual(found.filter((one) => !compatible(one)));
});

test('where amendments stand in each other’s way nothing of either is made, and everything else is', () => {
  const { clauses, marks, conflicts } = merge(
    charter,
    two(
      [words('c2', 'open', 'free'), words('c5', 'fair', 'just')],
      [words('c2', 'open', 'closed'), { op: 'delete', clause: 'c3' }],
    ),
  );
  expect(conflicts).toEqual([{ kind: 'same_words', clause: 'c2', keys: ['1-A1', '1-A2'] }]);
  expect(clauses.map(({ text: own }) => own)).toEqual([
    'Ports',
    'Ports are open to all ships.',
    'Work',
    'Work is just.',
  ]);
  expect(marks).toEqual([
    { clause: 'c5', op: 'words', key: '1-A1' },
    { clause: 'c3', op: 'delete', key: '1-A2' },
  ]);
});

test('a conflict beneath a deleted heading keeps the heading', () => {
  const { clauses, conflicts } = merge(
    charter,
    two(
      [
        { op: 'delete', clause: 'c4' },
        { op: 'delete', clause: 'c5' },
      ],
      [words('c5', 'fair', 'just')],
    ),
  );
  expect(clauses).toEqual(charter);
  expect(conflicts.map(({ kind, clause }) => `${kind} ${clause}`)).toEqual([
    'deleted_clause c5',
    'deleted_clause c4',
  ]);
});

test('clauses put in one place stand in the order of the labels, 2 before 10', () => {
  const put = (key: string): Amending => ({ key, operations: [article('c1', 'c2', key)] });
  const { clauses } = merge(charter, [put('1-A10'), put('1-A2')]);
  expect(clauses.slice(2, 4).map(({ id }) => id)).toEqual(['1-A2/n1', '1-A10/n1']);
  const { clauses: own, renamed } = numbered(clauses, 5);
  expect(own.slice(2, 4).map(({ id }) => id)).toEqual(['c6', 'c7']);
  expect(renamed.get('1-A10/n1')).toBe('c7');
});

test.each<[string, (clauses: readonly Clause[]) => readonly Clause[], Operation[], string[] | null]>([
  [
    'another clause changed',
    (all) => all.with(4, { ...all[4]!, text: 'Rest.' }),
    [words('c2', 'open', 'free')],
    null,
  ],
  [
    'its clause changed',
    (all) => all.with(1, { ...all[1]!, text: 'Ports close.' }),
    [words('c2', 'open', 'free')],
    ['c2'],
  ],
  ['its clause is gone', (all) => all.toSpliced(1, 1), [{ op: 'delete', clause: 'c2' }], ['c2']],
  ['its place is gone', (all) => all.toSpliced(1, 1), [article('c1', 'c2')], ['c2']],
  ['what it is beneath is gone', (all) => all.slice(0, 3), [article('c4', null)], ['c4']],
])('an amendment carried forward: %s', (_, next, own, outdated) => {
  expect(carried(own, { from: charter, to: next(charter) })).toEqual(
    outdated === null
      ? { ok: true, value: own }
      : { ok: false, refusal: { code: 'amendment.outdated', facts: { clauses: outdated } } },
  );
});

/** A text and amendments to it, whose new clauses have ids of their own. */
const amendments = (count: number): fc.Arbitrary<{ base: Clause[]; all: Amending[] }> =>
  text().chain((base) =>
    fc.tuple(...Array.from({ length: count }, () => amended(base))).map((texts) => ({
      base,
      all: texts.map((own, i) => ({
        key: `A${i + 1}`,
        operations: operations(base, own),
      })),
    })),
  );
const distinct = ({ key, operations: own }: Amending): Operation[] => {
  const brought = new Set(own.flatMap((one) => (one.op === 'insert' ? [one.clause] : [])));
  const name = <T extends string | null>(id: T): T =>
    id !== null && brought.has(id) ? (`${key}/${id}` as T) : id;
  return own.map((one) =>
    one.op === 'insert' || one.op === 'move'
      ? { ...one, clause: name(one.clause), under: name(one.under), after: name(one.after) }
      : one,
  );
};

test('the order of amendments never changes the merged text, and every clause of it has an origin', () => {
  fc.assert(
    fc.property(amendments(3), ({ base, all }) => {
      const one = merge(base, all);
      expect(merge(base, all.toReversed())).toEqual(one);
      expect(merge(base, [all[1]!, all[2]!, all[0]!])).toEqual(one);
      if (one.clauses.length > 0) expect(checkTree(one.clauses)).toMatchObject({ ok: true });
      const brought = new Set(one.marks.flatMap(({ op, clause }) => (op === 'insert' ? [clause] : [])));
      for (const { id } of one.clauses)
        expect(brought.has(id) || base.some((clause) => clause.id === id)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('amendments that do not meet give the same text merged at once and made one after the other', () => {
  let tried = 0;
  fc.assert(
    fc.property(amendments(2), ({ base, all }) => {
      if (collisions(base, all).length > 0) return;
      const [first, second] = all as [Amending, Amending];
      const once = applied(base, distinct(first));
      if (!once.ok) throw new Error(once.refusal.code);
      const on = carried(distinct(second), { from: base, to: once.value });
      if (!on.ok) return;
      tried++;
      const { clauses } = merge(base, all);
      expect(applied(once.value, on.value)).toEqual({ ok: true, value: clauses });
    }),
    { numRuns: 800 },
  );
  expect(tried).toBeGreaterThan(20);
});

test('an amendment to an amendment changes what the first would make', () => {
  fc.assert(
    fc.property(
      text().chain((base) =>
        amended(base).chain((first) => fc.tuple(fc.constant(base), fc.constant(first), amended(first))),
      ),
      ([base, first, second]) => {
        // What is new in the second must not be named as what the first brought.
        fc.pre(new Set(second.map(({ id }) => id)).size === second.length);
        const own = operations(base, first);
        const further = operations(first, second);
        const both = amendedAmendment(base, { own, further });
        if (!both.ok) throw new Error(both.refusal.code);
        expect(applied(base, both.value)).toEqual({ ok: true, value: second });
      },
    ),
    { numRuns: 200 },
  );
});
