import { stepsOf } from '../steps.js';
import { readCsv } from '../../src/basics/csv.js';
import { fromAkoma } from '../../src/instruments/akoma-reading.js';
import { checkTree, type Clause } from '../../src/instruments/clause.js';
import { changesOf, compare } from '../../src/instruments/compare.js';
import { inContext } from '../../src/instruments/context.js';
import { runsOf, textOf } from '../../src/instruments/inline.js';
import { excesses } from '../../src/instruments/mandate.js';
import { fromMarkdown, toMarkdown } from '../../src/instruments/markdown.js';
import { collisions, concernedBy, merge } from '../../src/instruments/merge.js';
import { applied, operations, type Operation } from '../../src/instruments/operations.js';
import { fromHtml } from '../../src/instruments/richtext.js';
import { instructions, mergeTexts } from '../../src/instruments/wordings.js';
import { parseXml } from '../../src/instruments/xml.js';
import { readBlt } from '../../src/rules/blt.js';

/**
 * Whoever writes twice as much costs twice as much: nobody brings the house, or a reader's browser, to a standstill by a text.
 * Each is tried with inputs that have been, or could be, the worst for it.
 */
const PLAIN = { strong: false, em: false, href: null };
const times = (piece: string, n: number): string => piece.repeat(n);
const PIECES = [
  ...['[', '](', '[a](', '![', '<', '<a ', '*', '**', '*a', '`', '\\', '# ', '- ', '1. ', '|', '\n', 'a\n\n'],
  ...['a ', '[a](https://b)', '(a) ', '```\n', '&', '"', 'é', 'Article 1 ', '<<i>b>', '[[a](b)'],
];

const clauses = (n: number, text: (place: number) => string = () => 'a'): Clause[] =>
  Array.from({ length: n }, (_, place) => ({
    ...{ id: `c${place + 1}`, kind: 'article', parent: null, text: text(place) },
  }));
/** Each beneath the one before. */
const nested = (n: number): Clause[] =>
  clauses(n).map((one, place) => ({ ...one, parent: place === 0 ? null : `c${place}` }));
const inserts = (n: number, chain = true): Operation[] =>
  Array.from({ length: n }, (_, place) => ({
    ...{ op: 'insert', clause: `n${place}`, kind: 'article', text: 'x', under: null },
    after: chain && place > 0 ? `n${place - 1}` : null,
  }));
const moves = (n: number): Operation[] =>
  Array.from({ length: n }, (_, place) => ({
    ...{ op: 'move', clause: `c${place + 1}`, under: null, after: `c${n + 1}` },
  }));
const words = (n: number, insert: string): Operation[] =>
  Array.from({ length: n }, (_, place) => ({
    ...{ op: 'words', clause: `c${place + 1}`, edits: [{ at: 0, remove: 'a', insert }] },
  }));
const two = (a: Operation[], b: Operation[]) => [
  { key: 'A', operations: a },
  { key: 'B', operations: b },
];

/** What is done with an input of a size, by its name. The size is that of the smaller of two runs. */
const WORK: readonly (readonly [name: string, size: number, work: (n: number) => unknown])[] = [
  ['Markdown', 1_000, (n) => PIECES.map((piece) => fromMarkdown(`# T\n\n1. ${times(piece, n)}`))],
  ['emphasis and links', 1_000, (n) => PIECES.map((piece) => runsOf(times(piece, n)))],
  ['runs as text', 500, (n) => PIECES.map((piece) => textOf([{ text: times(piece, n), ...PLAIN }]))],
  ['HTML', 500, (n) => PIECES.map((piece) => fromHtml(`<p>${times(piece, n)}`))],
  ['XML', 500, (n) => PIECES.map((piece) => parseXml(`<a>${times(piece, n)}</a>`))],
  ['files of ballots', 500, (n) => PIECES.map((piece) => readBlt(`2 1\n${times(piece, n)}`))],
  [
    'CSV',
    250,
    (n) => PIECES.map((piece) => readCsv(`a,b\n${times(piece, n)}`, ['a', 'b'], { required: [] })),
  ],
  [
    'emphasis turned on and off',
    500,
    (n) => textOf(Array.from({ length: n }, (_, i) => ({ ...PLAIN, text: 'a ', em: i % 2 > 0 }))),
  ],
  ['HTML of lists', 500, (n) => fromHtml(times('<ul><li>a</li></ul>', n))],
  ['HTML of ends without beginnings', 1_000, (n) => fromHtml(times('</p>', n))],
  [
    'Akoma Ntoso of paragraphs',
    200,
    (n) =>
      fromAkoma(
        `<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><doc name="x"><mainBody>${times('<paragraph><content><p>a</p></content></paragraph>', n)}</mainBody></doc></akomaNtoso>`,
      ),
  ],
  ['Markdown out', 500, (n) => toMarkdown(clauses(n))],
  ['a tree of clauses', 500, (n) => checkTree(clauses(n))],
  ['a comparison of clauses in reverse', 500, (n) => compare(clauses(n), clauses(n).reverse())],
  [
    'what became of clauses that all read otherwise',
    500,
    (n) =>
      changesOf(
        clauses(n),
        clauses(n, () => 'b'),
      ),
  ],
  ['operations on clauses in reverse', 500, (n) => operations(clauses(n), clauses(n).reverse())],
  ['a chain of insertions', 500, (n) => applied(clauses(n), inserts(n))],
  ['a chain of insertions on paper', 500, (n) => instructions(clauses(n), inserts(n))],
  ['insertions at one place on paper', 500, (n) => instructions(clauses(n), inserts(n, false))],
  ['two chains of insertions', 250, (n) => collisions(clauses(n), two(inserts(n), inserts(n)))],
  ['two amendments to all words', 250, (n) => collisions(clauses(n), two(words(n, 'b'), words(n, 'c')))],
  ['two amendments that move all', 250, (n) => collisions(clauses(n + 1), two(moves(n), moves(n)))],
  ['a merge of moves and insertions', 250, (n) => merge(clauses(n + 1), two(moves(n), inserts(n)))],
  ['a merge of conflicts', 250, (n) => merge(clauses(n), two(words(n, 'b'), words(n, 'c')))],
  [
    'a merge of conflicts in two languages',
    250,
    (n) =>
      mergeTexts({ en: clauses(n), fr: clauses(n) }, [
        { key: 'A', wordings: { en: words(n, 'b'), fr: words(n, 'b') } },
        { key: 'B', wordings: { en: words(n, 'c'), fr: words(n, 'c') } },
      ]),
  ],
  [
    'conflicts and operations',
    250,
    (n) => {
      const found = collisions(clauses(n), two(words(n, 'b'), words(n, 'c')));
      const concerned = concernedBy(found);
      return words(n, 'b').map((one) => concerned({ key: 'A', one }));
    },
  ],
  ['amendments in their context', 250, (n) => inContext(clauses(n + 1), two(words(n, 'b'), inserts(n)))],
  [
    'what goes beyond a mandate of all clauses',
    500,
    (n) => {
      const all = clauses(n);
      const changes = all.map(({ id }) => ({ clause: id, tag: 'editorial' as const }));
      const terms = {
        to: 'x',
        text: 'x',
        clauses: all.map(({ id }) => id),
        editorialOnly: false,
        until: null,
      };
      return excesses(terms, {
        changes,
        date: null,
        texts: { approved: { en: all }, finished: { en: all } },
      });
    },
  ],
];

test.each(WORK)('%s', (_, size, work) => {
  const [once, twice] = [stepsOf(() => work(size)), stepsOf(() => work(2 * size))];
  expect(once).toBeGreaterThan(0);
  expect(twice).toBeLessThan(2.5 * once + 8_000);
});

test('texts of which every clause was written anew cost no more than they are allowed, and then stand whole', () => {
  const anew = (first: string) => (place: number) =>
    Array.from({ length: 400 }, (_, word) => `${first}${(place * 7 + word * word) % 50}`).join(' ');
  const [a, b] = [clauses(24, anew('a')), clauses(24, anew('b'))];
  const few = stepsOf(() => operations(a.slice(0, 6), b.slice(0, 6)));
  const many = stepsOf(() => operations(a, b));
  expect(many).toBeLessThan(2.5 * few);
  const compared = compare(
    clauses(200, anew('a')),
    clauses(200, (place) => `${anew('a')(place)} c`),
  );
  expect(compared.summary.changed).toBe(200);
  // A little everywhere is within what is allowed.
  expect(compared.entries.every(({ words: shown }) => shown[0]!.op === 'same')).toBe(true);
});

test('clauses that hang on each other as deep as there may be are no deeper than the machine', () => {
  const deep = nested(2_000);
  expect(checkTree(deep).ok).toBe(true);
  expect(compare(deep, deep).summary.same).toBe(2_000);
  expect(applied(clauses(2), inserts(1_990)).ok).toBe(true);
  expect(
    applied(deep, [{ op: 'words', clause: 'c2000', edits: [{ at: 0, remove: 'a', insert: 'b' }] }]).ok,
  ).toBe(true);
});
