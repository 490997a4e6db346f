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

/** Computed apart from this house, by any program with canonical JSON and SHA-256. */
test('fixed hashes of a text in two languages', () => {
  const english = ['Declaration 🌊', 'The ports are open.', 'Always.'];
  const en = expressionHash(
    'en',
    text.map((clause, i) => ({ ...clause, text: english[i]! })),
  );
  const [structure, fr] = [structureHash(text), expressionHash('fr', text)];
  expect({ structure, fr, en, version: versionHash({ structure, authentic: { fr, en } }) }).toEqual({
    structure: '4beb72d66dc96d662d807699d5109a8999b7bfb86d8163e8a7db09f5c6eb9f41',
    fr: '6172166d742b88cd1e4865e1230ad437829379865997982694d3437596d88c8d',
    en: 'b53dc313aca53273cc35a695136d823a3b31b94d43c263dce11c8c396e15a91a',
    version: '3f65fc6ca120c4433df3f9b8b47a84a738872dff1f8b154ce0d2aec339570f99',
  });
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

const under = (id: string, parent: string | null): Clause => ({ id, kind: 'paragraph', parent, text: id });

test.each<[string, readonly Clause[], string | null, object?]>([
  ['a tree', text, null],
  ['nothing', [], 'text.empty'],
  ['an id twice', [text[0]!, text[0]!], 'text.repeated_id', { id: 'c1' }],
  ['a child before its parent', [text[2]!, text[1]!], 'text.unknown_parent', { id: 'c3' }],
  [
    'a child that comes when its parent is over',
    [under('a', null), under('b', null), under('c', 'a')],
    'text.out_of_order',
    { id: 'c' },
  ],
  [
    'a child that comes when its parent is over, deeper',
    [under('a', null), under('b', 'a'), under('c', 'b'), under('d', 'a'), under('e', 'b')],
    'text.out_of_order',
    { id: 'e' },
  ],
  [
    'a child after those of its sister',
    [under('a', null), under('b', 'a'), under('c', 'b'), under('d', 'a'), under('e', 'd')],
    null,
  ],
  ['a clause without words', [{ ...text[0]!, text: '  ' }], 'text.empty_clause', { id: 'c1' }],
  ['the longest clause', [{ ...text[0]!, text: 'x'.repeat(20_000) }], null],
  [
    'a clause that is a book',
    [{ ...text[0]!, text: 'x'.repeat(20_001) }],
    'text.clause_too_long',
    { id: 'c1', limit: 20_000 },
  ],
  ['NUL', [{ ...text[0]!, text: 'a\0b' }], 'text.control_characters', { id: 'c1' }],
  ['half a character', [{ ...text[0]!, text: 'a\ud800' }], 'text.control_characters', { id: 'c1' }],
  [
    'too many clauses',
    Array.from({ length: 2_001 }, (_, i): Clause => ({
      id: `c${i}`,
      kind: 'article',
      parent: null,
      text: 'x',
    })),
    'text.too_many_clauses',
    { limit: 2_000 },
  ],
])('%s', (_, clauses, code, facts = {}) => {
  expect(checkTree(clauses)).toEqual(
    code === null ? { ok: true, value: clauses } : { ok: false, refusal: { code, facts } },
  );
});

test('what is being written may be empty, and its clauses; it stays a tree', () => {
  const unfinished = { unfinished: true };
  expect(checkTree([], unfinished)).toEqual({ ok: true, value: [] });
  expect(checkTree([{ ...text[0]!, text: '' }], unfinished)).toMatchObject({ ok: true });
  expect(checkTree([text[2]!, text[1]!], unfinished)).toMatchObject({
    refusal: { code: 'text.unknown_parent' },
  });
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
  const deep = ['x1', 'x2', 'x3', 'x4', 'x5'].map((id, place) =>
    clause(id, 'point', place ? `x${place}` : null),
  );
  expect(numbers([...deep.slice(0, 2), clause('x', 'point', 'x1')])).toEqual({
    x1: '(a)',
    x2: '(i)',
    x: '(ii)',
  });
  expect(numbers(deep)).toEqual({ x1: '(a)', x2: '(i)', x3: '(A)', x4: '(1)', x5: '(a)' });
});
