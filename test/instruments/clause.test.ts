import { createHash } from 'node:crypto';
import {
  checkTree,
  expressionHash,
  numbers,
  structureHash,
  versionHash,
  type Clause,
} from '../../src/instruments/clause.js';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const text: readonly Clause[] = [
  { id: 'c1', kind: 'title', parent: null, text: 'Déclaration' },
  { id: 'c2', kind: 'article', parent: null, text: 'Les ports sont ouverts.' },
  { id: 'c3', kind: 'paragraph', parent: 'c2', text: 'Toujours.' },
];

test('the hashes are those that anybody computes from the canonical JSON', () => {
  const structure = sha256(
    '{"clauses":[{"id":"c1","kind":"title","parent":null},{"id":"c2","kind":"article","parent":null},' +
      '{"id":"c3","kind":"paragraph","parent":"c2"}],"v":1}',
  );
  const french = sha256(
    '{"clauses":[{"id":"c1","kind":"title","text":"Déclaration"},{"id":"c2","kind":"article","text":"Les ports sont ' +
      'ouverts."},{"id":"c3","kind":"paragraph","text":"Toujours."}],"lang":"fr","v":1}',
  );
  expect(structureHash(text)).toBe(structure);
  expect(expressionHash('fr', text)).toBe(french);
  expect(versionHash({ structure, authentic: { fr: french } })).toBe(
    sha256(`{"expressions":{"fr":"${french}"},"structure":"${structure}","v":1}`),
  );
});

test('one letter, one parent or one language changes the hash; the order of the languages does not', () => {
  const changed = text.map((clause) => (clause.id === 'c3' ? { ...clause, text: 'Toujours!' } : clause));
  expect(expressionHash('fr', changed)).not.toBe(expressionHash('fr', text));
  expect(expressionHash('en', text)).not.toBe(expressionHash('fr', text));
  const lifted = text.map((clause) => ({ ...clause, parent: null }));
  expect(structureHash(lifted)).not.toBe(structureHash(text));
  const [en, fr] = ['a'.repeat(64), 'b'.repeat(64)];
  expect(versionHash({ structure: en, authentic: { en, fr } })).toBe(
    versionHash({ structure: en, authentic: { fr, en } }),
  );
});

test.each<[string, readonly Clause[], string | null]>([
  ['a tree', text, null],
  ['nothing', [], 'text.empty'],
  ['an id twice', [text[0]!, text[0]!], 'text.repeated_id'],
  ['a child before its parent', [text[2]!, text[1]!], 'text.unknown_parent'],
  ['a clause without words', [{ ...text[0]!, text: '  ' }], 'text.empty_clause'],
  ['a clause that is a book', [{ ...text[0]!, text: 'x'.repeat(20_001) }], 'text.clause_too_long'],
  ['NUL', [{ ...text[0]!, text: 'a\0b' }], 'text.control_characters'],
  ['half a character', [{ ...text[0]!, text: 'a\ud800' }], 'text.control_characters'],
  [
    'too many clauses',
    Array.from({ length: 2_001 }, (_, i): Clause => ({
      id: `c${i}`,
      kind: 'article',
      parent: null,
      text: 'x',
    })),
    'text.too_many_clauses',
  ],
])('%s: %s', (_, clauses, code) => {
  const checked = checkTree(clauses);
  expect(checked.ok ? null : checked.refusal.code).toBe(code);
});

test('numbers are computed: articles through the text, paragraphs where there are several, points by letters', () => {
  const clause = (id: string, kind: Clause['kind'], parent: string | null = null): Clause => ({
    id,
    kind,
    parent,
    text: id,
  });
  const points = Array.from({ length: 28 }, (_, i) => clause(`x${i}`, 'point', 'p1'));
  expect(
    numbers([
      clause('t', 'title'),
      clause('h1', 'heading'),
      clause('a1', 'article', 'h1'),
      clause('p1', 'paragraph', 'a1'),
      ...points,
      clause('h2', 'heading'),
      clause('a2', 'article', 'h2'),
      clause('p2', 'paragraph', 'a2'),
      clause('p3', 'paragraph', 'a2'),
    ]),
  ).toMatchObject({ a1: '1', a2: '2', p2: '1', p3: '2', x0: '(a)', x25: '(z)', x26: '(aa)', x27: '(ab)' });
  expect(numbers([clause('a1', 'article'), clause('p1', 'paragraph', 'a1')])).toEqual({ a1: '1' });
});
