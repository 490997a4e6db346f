import {
  currentStage,
  decideStage,
  enterStage,
  freeze,
  NO_COUNTS,
  readText,
  reopenStage,
  stageState,
  type Instrument,
} from '../../src/instruments/instrument.js';
import { completed, type StageOutcome } from '../../src/instruments/path.js';
import { contextAt } from '../context.js';

const context = () => contextAt('2026-11-23T10:00:00.000Z');
const instrument = (...outcomes: (StageOutcome | null)[]): Instrument => ({
  id: 'charter',
  authenticLanguages: ['en'],
  founded: null,
  stages: completed(
    outcomes.map((_, place) => ({ kind: 'principle', label: `stage ${place + 1}`, body: 'ga' })),
  ).map((stage, place) => ({ ...stage, id: `s${place + 1}`, number: place + 1 })),
  passages: outcomes.flatMap((outcome, place) =>
    outcome === null
      ? []
      : [
          {
            ...{ key: `s${place + 1}`, number: place + 1, outcome, date: null, version: 1, poll: null },
            source: 'minutes',
          },
        ],
  ),
  versions: [{ number: 1, hash: 'h1', languages: ['en'], spoken: ['en'] }],
  mandates: [],
});
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.ok ? null : result.refusal!.code;

const entered = {
  outcome: 'approved' as const,
  assembly: null,
  date: '2003',
  version: null,
  result: 'unanimous',
  counts: NO_COUNTS,
  source: 'minutes',
  certainty: 'medium' as const,
  note: null,
};

test.each([
  [instrument(null, null), 's1', null],
  [instrument('approved', null), 's2', null],
  [instrument('held', null), 's2', null],
  [instrument(null, null), 's2', 'stage.not_current'],
  [instrument('approved', null), 's1', 'stage.decided'],
  [instrument('rejected', null), 's2', 'stage.not_current'],
  [instrument(null), 's9', 'stage.unknown'],
])('a path is walked in order (%#)', (on, at, code) => {
  expect(codeOf(enterStage(on, { ...entered, stage: at }))).toBe(code);
  const decided = {
    stage: at,
    outcome: 'approved',
    assembly: 'oslo',
    date: '2026-11-23',
    version: 1,
  } as const;
  const by = { motion: 'm', poll: 'p', decision: 1, counts: { for: '3', against: '1', abstain: '5/6' } };
  const plain = { amended: false, terms: null, notwithstanding: [] };
  expect(codeOf(decideStage(on, { ...decided, ...by }, plain, context()))).toBe(code);
});

test('what a source does not tell stays unknown', () => {
  const result = enterStage(instrument(null), { ...entered, stage: 's1' });
  expect(result).toMatchObject({
    value: [{ type: 'stage.entered', data: { counts: NO_COUNTS, date: '2003' } }],
  });
  expect(codeOf(enterStage(instrument(null), { ...entered, stage: 's1', version: 2 }))).toBe(
    'version.unknown',
  );
});

test('a rejection ends the path; what was not reached stays pending', () => {
  const ended = instrument('approved', 'rejected', null);
  expect(currentStage(ended)).toBeNull();
  expect(ended.stages.map((one) => stageState(ended, one))).toEqual(['done', 'rejected', 'pending']);
  expect(
    instrument('approved', null, null).stages.map((one) =>
      stageState(instrument('approved', null, null), one),
    ),
  ).toEqual(['done', 'current', 'pending']);
});

test('a stage is opened again for a recount while no later one is decided', () => {
  const reopen = (on: Instrument) =>
    reopenStage(on, { stage: 's1', motion: 'm', poll: 'p', reason: 'x', assembly: 'oslo' });
  expect(reopen(instrument('approved', null))).toMatchObject({ value: [{ type: 'stage.reopened' }] });
  expect(reopen(instrument('rejected'))).toMatchObject({ ok: true });
  expect(codeOf(reopen(instrument('approved', 'approved')))).toBe('stage.moved_on');
});

describe('a version', () => {
  const texts = [
    { lang: 'en', markdown: '# Charter\n\n1. Ports are open.\n' },
    { lang: 'fr', markdown: '# Charte\n\n1. Les ports sont ouverts.\n' },
  ] as const;
  const reading = { authentic: ['en'] as const, previous: [], used: 0 };
  const text = (() => {
    const read = readText(texts, reading);
    if (!read.ok) throw new Error(read.refusal.code);
    return read.value;
  })();
  const frozen = (authentic: readonly ('en' | 'fr')[], on: Instrument = instrument(null)) => {
    const result = freeze(on, { text, authentic, parent: null, reason: null }, context());
    if (!result.ok) throw new Error(result.refusal.code);
    return result.value[0]! as Extract<(typeof result.value)[number], { type: 'version.frozen' }>;
  };

  test('names its structure and its authentic languages; a translation does not change the hash', () => {
    const both = frozen(['en']);
    expect(both.data).toMatchObject({ number: 2, parent: 1, titles: { en: 'Charter', fr: 'Charte' } });
    const alone = { ...text, expressions: text.expressions.filter(({ lang }) => lang === 'en') };
    const english = freeze(
      instrument(null),
      { text: alone, authentic: ['en'], parent: null, reason: null },
      context(),
    );
    expect(english).toMatchObject({ value: [{ data: { hash: both.data.hash } }] });
    expect(frozen(['en', 'fr']).data.hash).not.toBe(both.data.hash);
  });

  test('is not frozen twice, nor made from one that is not there', () => {
    const { hash } = frozen(['en']).data;
    const on = { ...instrument(null), versions: [{ number: 1, hash, languages: ['en'], spoken: ['en'] }] };
    const again = freeze(on, { text, authentic: ['en'], parent: null, reason: null }, context());
    expect(codeOf(again)).toBe('version.unchanged');
    const orphan = freeze(instrument(null), { text, authentic: ['en'], parent: 7, reason: null }, context());
    expect(codeOf(orphan)).toBe('version.unknown');
  });

  test.each([
    ['a language twice', [texts[0], texts[0]], 'text.lang_twice'],
    ['no authentic language', [texts[1]], 'text.authentic_missing'],
    ['another structure', [texts[0], { lang: 'fr', markdown: '# Charte\n' }], 'text.not_aligned'],
    [
      'more clauses than a text may have, in any language',
      [texts[0], { lang: 'fr', markdown: '- a\n'.repeat(2_001) }],
      'text.too_many_clauses',
    ],
    [
      'a clause that is too long, in any language',
      [texts[0], { lang: 'fr', markdown: `# Charte\n\n1. ${'a'.repeat(20_001)}` }],
      'text.clause_too_long',
    ],
    ['an empty translation', [texts[0], { lang: 'fr', markdown: ' ' }], 'text.empty'],
  ] as const)('%s is refused', (_, given, code) => {
    expect(codeOf(readText(given, reading))).toBe(code);
  });
});
