import fc from 'fast-check';
import {
  correct,
  evolve,
  isOver,
  may,
  putOff,
  second,
  settle,
  advance,
  table,
  translate,
  withCorrection,
  type Majorities,
  type Motion,
  type Tabling,
} from '../../src/motions/motion.js';
import { MotionState, type MotionsEvent } from '../../src/motions/motions.contract.js';
import { DEMO_RULES } from '../../src/seeds/demo.data.js';
import { motion } from './motions.js';

const FREE: Tabling = { demanded: [], there: null, seconders: 0, urgency: null };
const ALL = { en: 'A', fr: 'B', es: 'C' };
const ONE = { majorities: { ordinary: DEMO_RULES.majorities.ordinary } };
const FREELY: Majorities = { rules: DEMO_RULES, stageRule: null };
const POLL = { poll: 'p1', decision: null };

/** Every act on a motion alone, the states from which it is allowed, and the state that follows. All else is refused. */
const ACTS: Record<
  string,
  readonly [from: string, to: MotionState | 'same', decide: (on: Motion) => ReturnType<typeof advance>]
> = {
  table: ['submitted', 'tabled', (on) => table(on, FREE)],
  debate: ['tabled ready', 'debate', (on) => advance(on, 'debate')],
  ready: ['tabled debate', 'ready', (on) => advance(on, 'ready')],
  adjourn: [
    'tabled debate ready',
    'adjourned',
    (on) => putOff(on, { to: null, until: '2027', reason: 'time' }, 'adjourn'),
  ],
  remit: [
    'tabled debate ready',
    'remitted',
    (on) => putOff(on, { to: 'The Board', until: null, reason: 'work' }, 'remit'),
  ],
  resume: ['adjourned remitted', 'tabled', (on) => advance(on, 'resume')],
  translate: [
    'submitted tabled debate ready adjourned remitted',
    'same',
    (on) => translate(on, { lang: 'fr', title: 'Cotisations', text: 'Elles montent.' }),
  ],
  correct: [
    'submitted tabled debate ready adjourned remitted',
    'same',
    (on) =>
      correct(on, { lang: 'en', title: 'Another', text: null, majority: null, reason: 'a slip' }, FREELY),
  ],
  second: ['submitted', 'submitted', (on) => second(on, { member: 'm7', seconded: true })],
  adopt: ['voting', 'adopted', (on) => settle(on, { ...POLL, outcome: 'adopted', decision: 1 })],
  reject: ['voting', 'rejected', (on) => settle(on, { ...POLL, outcome: 'rejected' })],
  void: ['voting', 'ready', (on) => settle(on, { ...POLL, outcome: 'void' })],
  tie: ['voting', 'ready', (on) => settle(on, { ...POLL, outcome: 'tie' })],
};

describe.each(Object.entries(ACTS))('%s', (_name, [from, to, decide]) => {
  test.each(MotionState.options)('of a motion that is %s', (state) => {
    const decided = decide(motion({ state }));
    if (!from.split(' ').includes(state)) {
      expect(decided).toMatchObject({ ok: false, refusal: { code: 'motion.wrong_state', facts: { state } } });
      return;
    }
    expect(decided.ok && decided.value.reduce((at: MotionState | null, one) => evolve(at, one), state)).toBe(
      to === 'same' ? state : to,
    );
  });
});

test('what an act decides is legal where the act is allowed, and nowhere else', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...Object.values(ACTS)), { maxLength: 30 }),
      fc.constantFrom(...MotionState.options),
      (acts, first) => {
        let state: MotionState = first;
        for (const [, , decide] of acts) {
          const decided = decide(motion({ state }));
          if (!decided.ok) continue;
          for (const event of decided.value) {
            const next = evolve(state, event);
            if (next === null) return false;
            state = next;
          }
        }
        return true;
      },
    ),
  );
});

test('a motion begins by being submitted, once', () => {
  const submitted = { type: 'motion.submitted' } as MotionsEvent;
  expect(evolve(null, submitted)).toBe('submitted');
  expect(evolve('submitted', submitted)).toBeNull();
  expect(evolve(null, { type: 'motion.tabled' })).toBeNull();
});

test('what is over allows no act but reconsideration', () => {
  for (const state of MotionState.options) {
    const left = Object.values(ACTS).some(([from]) => from.split(' ').includes(state));
    expect(isOver({ state })).toBe(!left);
    expect(may(motion({ state }), 'reopen').ok).toBe(state === 'adopted' || state === 'rejected');
  }
});

describe('tabling', () => {
  const tabled = (of: Partial<Motion>, tabling: Partial<Tabling> = {}) =>
    table(motion({ state: 'submitted', ...of }), { ...FREE, ...tabling });
  const refusal = (of: Partial<Motion>, tabling: Partial<Tabling> = {}) => {
    const decided = tabled(of, tabling);
    return decided.ok ? null : decided.refusal;
  };

  test('asks for the title and the text in the languages that the rules demand', () => {
    const titles = { en: 'Dues', fr: 'Cotisations' };
    const about = { kind: 'stage', instrument: 'dues', stage: 's1', version: 1 } as const;
    const there = { whole: ['en'], part: ['fr'] };
    expect(refusal({ titles, about }, { demanded: ['en', 'es'], there })).toEqual({
      ...{ code: 'motion.language_missing', facts: { languages: ['es'] } },
    });
    expect(refusal({ titles, about }, { demanded: ['en', 'de'], there })?.facts).toEqual({
      languages: ['de'],
    });
    // What is translated in part is not there, and that is another thing to do.
    expect(refusal({ titles, about }, { demanded: ['en', 'fr'], there })).toEqual({
      ...{ code: 'motion.translation_unfinished', facts: { languages: ['fr'] } },
    });
  });

  test.each<[string, Motion['about'], Motion['titles'], string[]]>([
    ['moved in one', { kind: 'text', text: 'x', lang: 'en' }, ALL, ['fr', 'es']],
    ['translated too', { kind: 'text', text: 'x', lang: 'en', translations: { fr: 'y', es: 'z' } }, ALL, []],
    [
      'in all, its title not',
      { kind: 'text', text: 'x', lang: 'en', translations: { fr: 'y', es: 'z' } },
      { en: 'A' },
      ['fr', 'es'],
    ],
    ['in a language that nobody knows', { kind: 'text', text: 'x' }, ALL, ['en', 'fr', 'es']],
    [
      'the same, translated',
      { kind: 'text', text: 'x', translations: { en: 'x', fr: 'y', es: 'z' } },
      ALL,
      [],
    ],
    ['of a composite', { kind: 'composite', parents: [], text: 'x', lang: 'fr' }, ALL, ['en', 'es']],
    ['of an amendment', { kind: 'amendment', to: 'm1', text: 'x' }, { en: 'A' }, []],
  ])('asks of a text %s', (_, about, titles, missing) => {
    const refused = refusal({ about, titles }, { demanded: ['en', 'fr', 'es'] });
    expect(refused?.facts['languages'] ?? []).toEqual(missing);
    expect(refusal({ about, titles }, { demanded: [] })).toBeNull();
  });

  test('asks for support where a member moves it, and counts each member once', () => {
    const by = { member: 'm1', supporters: ['m2', 'm3', 'm2'] };
    expect(refusal(by, { seconders: 2 })).toBeNull();
    expect(refusal(by, { seconders: 3 })).toEqual({
      code: 'motion.seconders_missing',
      facts: { there: 2, needed: 3 },
    });
    expect(refusal({ ...by, member: null, supporters: [] }, { seconders: 3 })).toBeNull();
    const amendment = { kind: 'amendment', to: 'm1', text: 'x' } as const;
    expect(refusal({ ...by, about: amendment }, { seconders: 3 })?.code).toBe('motion.seconders_missing');
  });

  test('of a late motion cites the urgency vote, or is refused', () => {
    const late = { lateAfter: '2026-08-17T23:59:00.000Z' };
    expect(refusal(late)).toEqual({ code: 'motion.urgency_needed', facts: { due: late.lateAfter } });
    expect(tabled(late, { urgency: 'u1' })).toMatchObject({ value: [{ data: { urgency: 'u1' } }] });
    expect(tabled({}, { urgency: 'u1' })).toMatchObject({ value: [{ data: { urgency: null } }] });
  });

  test('of a procedural motion makes it ready for the vote', () => {
    const about = {
      kind: 'procedure',
      procedure: 'adjourn',
      motion: null,
      to: null,
      until: null,
      text: null,
    };
    const decided = tabled({ about: about as Motion['about'] });
    expect(decided.ok && decided.value.map(({ type }) => type)).toEqual(['motion.tabled', 'motion.readied']);
  });
});

test('nobody seconds the own motion; twice is once; it can be taken back', () => {
  const on = motion({ state: 'submitted', member: 'm1', supporters: ['m2'] });
  expect(second(on, { member: 'm1', seconded: true })).toMatchObject({ refusal: { code: 'motion.own' } });
  expect(second(on, { member: 'm2', seconded: true })).toEqual({ ok: true, value: [] });
  expect(second(on, { member: 'm2', seconded: false })).toMatchObject({
    value: [{ type: 'motion.unseconded' }],
  });
  expect(second(on, { member: 'm3', seconded: true })).toMatchObject({
    value: [{ type: 'motion.seconded' }],
  });
});

describe('saying a motion in another language', () => {
  const said = (of: Partial<Motion>, more: Partial<Parameters<typeof translate>[1]>) => {
    const decided = translate(motion({ about: MOVED, ...of }), {
      ...{ lang: 'fr', title: null, text: null },
      ...more,
    });
    return decided.ok ? decided.value.map(({ data }) => data) : [decided.refusal.code, decided.refusal.facts];
  };
  const MOVED = { kind: 'text', text: 'Dues rise.', lang: 'en' } as const;
  const STAGE = { kind: 'stage', instrument: 'dues', stage: 's1', version: 1 } as const;

  test.each<[string, ReturnType<typeof said>, unknown[]]>([
    [
      'title and text',
      said({}, { title: 'Cotisations', text: 'Elles montent.' }),
      [{ motion: 'm1', lang: 'fr', title: 'Cotisations', text: 'Elles montent.' }],
    ],
    [
      'the title of a stage',
      said({ about: STAGE }, { title: 'Charte' }),
      [{ motion: 'm1', lang: 'fr', title: 'Charte', text: null }],
    ],
    [
      'the text anew',
      said({ about: { ...MOVED, translations: { fr: 'Monte.' } } }, { text: 'Elles montent.' }),
      [{ motion: 'm1', lang: 'fr', title: null, text: 'Elles montent.' }],
    ],
    ['what is there already', said({ about: { ...MOVED, translations: { fr: 'x' } } }, { text: 'x' }), []],
    [
      'the language in which it is moved',
      said({}, { lang: 'en', text: 'x' }),
      ['motion.moved_in', { lang: 'en' }],
    ],
    ['the text of a stage', said({ about: STAGE }, { text: 'x' }), ['motion.no_own_text', { label: '1' }]],
    [
      'a title that there is',
      said({}, { lang: 'en', title: 'Fees' }),
      ['motion.title_stands', { lang: 'en' }],
    ],
  ])('%s', (_, done, expected) => {
    expect(done).toEqual(expected);
  });
});

describe('a slip is corrected', () => {
  const text = {
    kind: 'text',
    text: 'Deus rise.',
    lang: 'en',
    translations: { fr: 'Elles montent.' },
  } as const;
  const amendment = { kind: 'amendment', to: 'm1', text: 'Deus fall.' } as const;
  const part = { kind: 'part', of: 'm1', text: 'Deus' } as const;
  const stage = {
    kind: 'stage',
    instrument: 'i1',
    stage: 's1',
    version: 2,
    mandate: null,
  } as unknown as Motion['about'];
  const titles = { en: 'Deus', fr: 'Cotisations' };
  const reason = 'typed wrongly';
  const SAME = { lang: 'en', title: null, text: null, majority: null, reason } as const;

  test.each([
    ['the text that is moved', text, 'en', { ...text, text: 'Dues.' }],
    ['a translation', text, 'fr', { ...text, translations: { fr: 'Dues.' } }],
    [
      'a text of which nobody said the language',
      { ...text, lang: undefined },
      'es',
      { ...text, lang: undefined, text: 'Dues.' },
    ],
    ['an amendment', amendment, 'fr', { ...amendment, text: 'Dues.' }],
    ['a part', part, 'en', { ...part, text: 'Dues.' }],
  ] as [string, Motion['about'], 'en' | 'fr' | 'es', object][])('%s', (_name, about, lang, after) => {
    const of = motion({ about, titles });
    const decided = correct(of, { ...SAME, lang, text: 'Dues.' }, FREELY);
    expect(decided).toMatchObject({ value: [{ data: { lang, title: null, text: 'Dues.', reason } }] });
    expect(withCorrection(of, { lang, title: null, text: 'Dues.' })).toEqual({ titles, about: after });
  });

  test('a title, of anything; what is repeated as it stands is not in it', () => {
    const of = motion({ about: stage, titles });
    const decided = correct(of, { ...SAME, title: 'Dues' }, FREELY);
    expect(decided).toMatchObject({ value: [{ data: { title: 'Dues', text: null } }] });
    expect(withCorrection(of, { lang: 'en', title: 'Dues', text: null })).toEqual({
      ...{ about: stage, titles: { ...titles, en: 'Dues' } },
    });
    const both = correct(
      motion({ about: text, titles }),
      { ...SAME, title: 'Dues', text: text.text, majority: 'ordinary' },
      FREELY,
    );
    expect(both).toMatchObject({ value: [{ data: { title: 'Dues', text: null, majority: null } }] });
  });

  test.each([
    ['what stands so already', text, { lang: 'en', title: 'Deus', text: text.text }, 'motion.unchanged'],
    ['nothing', text, { lang: 'en', title: null, text: null }, 'motion.unchanged'],
    ['a title that is not there', text, { lang: 'es', title: 'Cuotas', text: null }, 'motion.not_said_in'],
    [
      'a translation that is not there',
      text,
      { lang: 'es', title: null, text: 'Suben.' },
      'motion.not_said_in',
    ],
    ['the text of a version', stage, { lang: 'en', title: null, text: 'Dues.' }, 'motion.not_said_in'],
  ] as [string, Motion['about'], { lang: 'en' | 'es'; title: string | null; text: string | null }, string][])(
    'never %s',
    (_name, about, said, code) => {
      expect(correct(motion({ about, titles }), { ...SAME, ...said }, FREELY)).toMatchObject({
        refusal: { code },
      });
    },
  );

  const qualified = { ...SAME, majority: 'two-thirds' };
  const bloc = { kind: 'bloc', motions: ['m1', 'm2'] } as const;
  const procedure = { kind: 'procedure', procedure: 'closure', motion: null, text: null } as const;

  test('a majority; no language is named where no words change', () => {
    expect(correct(motion({ about: text, titles }), qualified, FREELY)).toMatchObject({
      value: [{ data: { lang: null, title: null, text: null, majority: 'two-thirds', reason } }],
    });
    expect(correct(motion({ about: stage, titles }), { ...qualified, title: 'Dues' }, FREELY)).toMatchObject({
      value: [{ data: { lang: 'en', title: 'Dues', majority: 'two-thirds' } }],
    });
    expect(withCorrection({ about: text, titles }, { lang: null, title: null, text: null })).toEqual({
      ...{ about: text, titles },
    });
  });

  test.each([
    ['of a motion on procedure', { about: procedure }, FREELY, 'motion.majority_follows'],
    ['of a bloc', { about: bloc }, FREELY, 'motion.majority_follows'],
    ['of a motion in a bloc', { bloc: 'b1' }, FREELY, 'motion.in_bloc'],
    ['that the path fixes', { about: stage }, { ...FREELY, stageRule: 'ordinary' }, 'stage.other_rule'],
    ['to one that the rules do not know', {}, { ...FREELY, rules: ONE }, 'rules.unknown_majority'],
  ] as [string, Partial<Motion>, Majorities, string][])('no majority %s', (_name, of, majorities, code) => {
    expect(correct(motion({ about: text, titles, ...of }), qualified, majorities)).toMatchObject({
      refusal: { code },
    });
  });
});
