import fc from 'fast-check';
import type { Context } from '../../src/basics/event.js';
import type { Clause } from '../../src/instruments/clause.js';
import { expressionHash } from '../../src/instruments/clause.js';
import {
  aligned,
  carried,
  publish,
  saved,
  standing,
  type Rendering,
  type Translation,
} from '../../src/instruments/translation.js';
import { amended, text } from './texts.js';

const article = (id: string, words: string): Clause => ({ id, kind: 'article', parent: null, text: words });
const VERSIONS: Record<number, readonly Clause[]> = {
  1: [article('c1', 'Ports are open.'), article('c2', 'Work is fair.'), article('c3', 'No toll.')],
  2: [article('c1', 'Ports are open.'), article('c2', 'Work is just.'), article('c4', 'Pilots are free.')],
  3: [article('c4', 'Pilots are free.'), article('c2', 'Work is fair.'), article('c1', 'Ports are closed.')],
};
const wordsAt = (version: number, clause: string): string | null =>
  VERSIONS[version]?.find(({ id }) => id === clause)?.text ?? null;
const source = (number: number) => ({ number, clauses: VERSIONS[number]! });
const first: Rendering = new Map([
  ['c1', { text: 'Los puertos están abiertos.', of: 1 }],
  ['c2', { text: 'El trabajo es justo.', of: 1 }],
  ['c3', { text: 'Sin peaje.', of: 1 }],
]);
const context: Context = {
  ...{ at: '2026-11-26T10:00:00.000Z', actor: { kind: 'house', name: 'test' } },
  id: () => '018f0000-0000-7000-8000-000000000001',
};

test('what reads as before is carried as current, what moved is stale, what is new is missing, what is gone is left out', () => {
  const second = carried(first, source(2), wordsAt);
  expect([...second]).toEqual([
    ['c1', { text: 'Los puertos están abiertos.', of: 2 }],
    ['c2', { text: 'El trabajo es justo.', of: 1 }],
  ]);
  expect(standing(second, source(2))).toEqual({ stale: ['c2'], missing: ['c4'] });
  expect(aligned(second, source(2)).map(({ id, text: words }) => [id, words])).toEqual([
    ['c1', 'Los puertos están abiertos.'],
    ['c2', 'El trabajo es justo.'],
    ['c4', ''],
  ]);
});

test('words that were stale are current again where the source comes back to what they render', () => {
  const third = carried(carried(first, source(2), wordsAt), source(3), wordsAt);
  expect(standing(third, source(3))).toEqual({ stale: ['c1'], missing: ['c4'] });
});

test('for random texts: only what reads the same is current, and carrying twice is carrying once', () => {
  fc.assert(
    fc.property(
      text().chain((a) => fc.tuple(fc.constant(a), amended(a))),
      ([a, b]) => {
        const all: Record<number, readonly Clause[]> = { 1: a, 2: b };
        const at = (version: number, clause: string): string | null =>
          all[version]?.find(({ id }) => id === clause)?.text ?? null;
        const whole: Rendering = new Map(a.map(({ id }) => [id, { text: `${id} en otra lengua`, of: 1 }]));
        const to = { number: 2, clauses: b };
        const once = carried(whole, to, at);
        const { stale, missing } = standing(once, to);
        const before = new Map(a.map((clause) => [clause.id, clause.text]));
        expect(missing).toEqual(b.filter(({ id }) => !before.has(id)).map(({ id }) => id));
        expect(stale).toEqual(
          b.filter(({ id, text: words }) => before.has(id) && before.get(id) !== words).map(({ id }) => id),
        );
        expect(carried(once, to, at)).toEqual(once);
        expect(aligned(once, to).map(({ id, kind, parent }) => ({ id, kind, parent }))).toEqual(
          b.map(({ id, kind, parent }) => ({ id, kind, parent })),
        );
      },
    ),
  );
});

describe('saving', () => {
  const before = carried(first, source(2), wordsAt);
  const done = (wording: { clause: string; before: string; text: string; current: boolean }) =>
    saved(before, source(2), [wording]);
  const stale = { clause: 'c2', before: 'El trabajo es justo.' };
  test.each([
    [
      'new words',
      { ...stale, text: ' El trabajo es equitativo. ', current: true },
      'El trabajo es equitativo.',
      2,
    ],
    ['the old words, confirmed', { ...stale, text: stale.before, current: true }, stale.before, 2],
    [
      'other words that are still as old',
      { ...stale, text: 'Trabajo justo.', current: false },
      'Trabajo justo.',
      1,
    ],
    [
      'words for a clause that had none',
      { clause: 'c4', before: '', text: 'Libres.', current: false },
      'Libres.',
      2,
    ],
    ['no words', { ...stale, text: '', current: true }, '', 2],
  ])('%s', (_, wording, words, of) => {
    expect(done(wording)).toEqual({
      ...{ ok: true, value: { kept: [{ clause: wording.clause, text: words, of }], held: [] } },
    });
  });

  test('over what somebody else wrote meanwhile is held; the same words are no conflict', () => {
    expect(done({ clause: 'c2', before: 'Otra cosa.', text: 'Mía.', current: true })).toEqual({
      ok: true,
      value: { kept: [], held: [{ clause: 'c2', theirs: 'El trabajo es justo.' }] },
    });
    expect(done({ clause: 'c2', before: 'Otra cosa.', text: stale.before, current: true })).toMatchObject({
      value: { held: [] },
    });
  });

  test.each([
    ['c3', 'X', 'expression.clause_unknown'],
    ['c2', 'X'.repeat(20_001), 'text.clause_too_long'],
  ])('of %s is refused', (clause, words, code) => {
    expect(done({ clause, before: '', text: words, current: true })).toMatchObject({ refusal: { code } });
  });
});

describe('publishing', () => {
  const rendering = carried(first, source(2), wordsAt);
  const state: Translation = {
    ...{ instrument: 'charter', version: { id: 'v', hash: 'f'.repeat(64) }, source: source(2) },
    ...{ lang: 'es', sourceLang: 'en', rendering, published: null },
  };
  const published = { revision: 1, kind: 'translation' as const, source: 'en' as const, rendering };
  type Command = Parameters<typeof publish>[1];
  const command: Command = { kind: 'translation', reason: null, revision: null };

  test('says what it renders, how much of it is stale or missing, and hashes like any expression', () => {
    const result = publish(state, command, context);
    if (!result.ok) throw new Error(result.refusal.code);
    const [event] = result.value;
    expect(event).toMatchObject({
      type: 'expression.published',
      data: { number: 2, versionHash: 'f'.repeat(64), lang: 'es', source: 'en', revision: 1 },
    });
    expect(event!.data).toMatchObject({ clauses: 3, stale: 1, missing: 1, reason: null });
    const words = aligned(rendering, source(2)).slice(0, 2);
    expect(event!.data.hash).toBe(expressionHash('es', words));
    expect(event!.blobs!['basis']).toBe('{"stale":{"c2":1},"v":1}');
  });

  const corrected = new Map([...rendering, ['c2', { text: 'Otro.', of: 2 }]] as const);
  test.each<[string, Partial<Translation>, Partial<Command>, string]>([
    ['nothing', { rendering: new Map() }, {}, 'expression.empty'],
    ['over an unseen one', { published }, {}, 'expression.changed_since'],
    ['what stands already', { published }, { revision: 1 }, 'expression.unchanged'],
    [
      'a correction without a reason',
      { published, rendering: corrected },
      { revision: 1 },
      'expression.reason_needed',
    ],
  ])('%s is refused', (_, more, given, code) => {
    expect(publish({ ...state, ...more }, { ...command, ...given }, context)).toMatchObject({
      refusal: { code },
    });
  });

  test('a correction supersedes, with its reason; to call it an adaptation is one too', () => {
    const of = (more: Partial<Translation>, kind: Command['kind'] = 'translation') =>
      publish({ ...state, published, ...more }, { kind, reason: 'A slip', revision: 1 }, context);
    expect(of({ rendering: corrected })).toMatchObject({
      value: [{ type: 'expression.corrected', data: { revision: 2, stale: 0, reason: 'A slip' } }],
    });
    expect(of({}, 'adaptation')).toMatchObject({ value: [{ data: { revision: 2, kind: 'adaptation' } }] });
  });
});
