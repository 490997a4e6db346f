import fc from 'fast-check';
import type { Clause } from '../../src/instruments/clause.js';
import { applied, operations, type Operation } from '../../src/instruments/operations.js';
import { amended, text } from './texts.js';

const charter: readonly Clause[] = [
  { id: 'c1', kind: 'title', parent: null, text: 'Charter of ports' },
  { id: 'c2', kind: 'article', parent: null, text: 'Ports are open to all ships.' },
  { id: 'c3', kind: 'paragraph', parent: 'c2', text: 'No toll is taken.' },
  { id: 'c4', kind: 'paragraph', parent: 'c2', text: 'Pilots are free.' },
  { id: 'c5', kind: 'article', parent: null, text: 'Work is fair.' },
];

test.each<[string, readonly Clause[], readonly Operation[]]>([
  ['nothing', charter, []],
  [
    'words',
    charter.with(1, { ...charter[1]!, text: 'Ports are open to all small ships.' }),
    [{ op: 'words', clause: 'c2', edits: [{ at: 22, remove: '', insert: 'small ' }] }],
  ],
  [
    'a clause written anew',
    charter.with(4, { ...charter[4]!, text: 'Whoever labours rests.' }),
    [{ op: 'replace', clause: 'c5', kind: 'article', text: 'Whoever labours rests.' }],
  ],
  [
    'another kind',
    charter.with(3, { ...charter[3]!, kind: 'point' }),
    [{ op: 'replace', clause: 'c4', kind: 'point', text: 'Pilots are free.' }],
  ],
  [
    'a clause more',
    [
      ...charter.slice(0, 2),
      { id: 'n1', kind: 'paragraph', parent: 'c2', text: 'At night too.' },
      ...charter.slice(2),
    ],
    [{ op: 'insert', clause: 'n1', kind: 'paragraph', text: 'At night too.', under: 'c2', after: null }],
  ],
  ['a clause less', charter.toSpliced(2, 1), [{ op: 'delete', clause: 'c3' }]],
  [
    'a clause moved',
    [charter[0]!, charter[4]!, ...charter.slice(1, 4)],
    [{ op: 'move', clause: 'c5', under: null, after: 'c1' }],
  ],
  [
    'a clause gone, what was beneath it kept',
    [charter[0]!, ...charter.slice(2, 4).map((one) => ({ ...one, parent: null })), charter[4]!],
    [
      { op: 'delete', clause: 'c2' },
      { op: 'move', clause: 'c3', under: null, after: 'c1' },
      { op: 'move', clause: 'c4', under: null, after: 'c3' },
    ],
  ],
])('%s', (_, after, expected) => {
  expect(operations(charter, after)).toEqual(expected);
  expect(applied(charter, expected)).toEqual({ ok: true, value: after });
});

test.each<[string, readonly Operation[], string, object]>([
  [
    'a clause that is not there',
    [{ op: 'delete', clause: 'c9' }],
    'operation.clause_unknown',
    { clause: 'c9' },
  ],
  [
    'two changes of one text',
    [
      { op: 'replace', clause: 'c3', kind: 'paragraph', text: 'A.' },
      { op: 'replace', clause: 'c3', kind: 'paragraph', text: 'B.' },
    ],
    'operation.clause_twice',
    { clause: 'c3' },
  ],
  [
    'a change of what is deleted',
    [
      { op: 'delete', clause: 'c3' },
      { op: 'move', clause: 'c3', under: null, after: null },
    ],
    'operation.clause_twice',
    { clause: 'c3' },
  ],
  [
    'an id that is taken',
    [{ op: 'insert', clause: 'c3', kind: 'point', text: 'x', under: null, after: null }],
    'operation.id_taken',
    { clause: 'c3' },
  ],
  [
    'words that are not there',
    [{ op: 'words', clause: 'c5', edits: [{ at: 0, remove: 'Toil', insert: 'Labour' }] }],
    'operation.words_differ',
    { at: 0, clause: 'c5' },
  ],
  [
    'words twice',
    [
      {
        op: 'words',
        clause: 'c5',
        edits: [
          { at: 0, remove: 'Work', insert: 'Toil' },
          { at: 2, remove: 'rk', insert: '' },
        ],
      },
    ],
    'operation.words_differ',
    { at: 2, clause: 'c5' },
  ],
  [
    'a neighbour elsewhere',
    [{ op: 'move', clause: 'c5', under: 'c2', after: 'c1' }],
    'operation.place_unknown',
    { clause: 'c5' },
  ],
  ['what stays beneath what goes', [{ op: 'delete', clause: 'c2' }], 'operation.orphan', { clause: 'c3' }],
  [
    'a clause beneath itself',
    [{ op: 'move', clause: 'c2', under: 'c3', after: null }],
    'operation.in_itself',
    { clause: 'c2' },
  ],
  [
    'a clause without words',
    [{ op: 'replace', clause: 'c5', kind: 'article', text: ' ' }],
    'text.empty_clause',
    { id: 'c5' },
  ],
])('refuses %s', (_, ops, code, facts) => {
  expect(applied(charter, ops)).toEqual({ ok: false, refusal: { code, facts } });
});

test('words stay in NFC where what comes in meets what stands', () => {
  const edits = [{ at: 2, remove: '', insert: '\u0301' }];
  const read = applied(charter, [{ op: 'words', clause: 'c5', edits }]);
  expect(read).toMatchObject({ value: { 4: { text: 'W\u00f3rk is fair.' } } });
});

test('the operations between any two texts make the one of the other', () => {
  fc.assert(
    fc.property(
      text().chain((a) => fc.tuple(fc.constant(a), amended(a))),
      ([a, b]) => {
        expect(applied(a, operations(a, b))).toEqual({ ok: true, value: b });
      },
    ),
    { numRuns: 500 },
  );
});
