import { DEMO_RULES } from '../../src/seeds/demo.data.js';
import { submit, type Submit, type SubmissionState } from '../../src/motions/submission.js';
import type { Motion } from '../../src/motions/motion.js';
import { contextAt } from '../context.js';
import { motion } from './motions.js';

const state = (more: Partial<SubmissionState> = {}, others: Motion[] = []): SubmissionState => ({
  rules: DEMO_RULES,
  members: [
    { member: 'org-1', name: 'First' },
    { member: 'org-2', name: 'Second' },
  ],
  speaksFor: ['org-1'],
  others: new Map(others.map((one) => [one.id, one])),
  next: 4,
  siblings: 0,
  due: null,
  versionHash: null,
  stageRule: null,
  amended: null,
  ...more,
});
const command = (about: Submit['about'], more: Partial<Submit> = {}): Submit => ({
  assembly: 'oslo',
  titles: { en: 'A motion' },
  about,
  item: null,
  mover: null,
  member: null,
  sponsors: [],
  majority: null,
  ...more,
});
const by = (office: string, at = '2026-05-01T10:00:00.000Z') => ({
  ...contextAt(at),
  actor: { kind: 'person', person: 'p', office } as const,
});
const text = { kind: 'text', text: 'Dues rise.' } as const;
const amends = (to: string) => ({ kind: 'amendment', to, text: 'Dues fall.' }) as const;
const proceeds = (procedure: 'closure' | 'adjourn' | 'urgency' | 'reconsider' | 'other', on: string | null) =>
  ({ kind: 'procedure', procedure, motion: on, to: null, until: null, text: null }) as const;
const bloc = (...motions: string[]) => ({ kind: 'bloc', motions }) as const;

const submitted = (...given: Parameters<typeof submit>) => {
  const result = submit(...given);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};
const code = (...given: Parameters<typeof submit>): string | null => {
  const result = submit(...given);
  return result.ok ? null : result.refusal.code;
};
const labelled = (of: SubmissionState, about: Submit['about']): string =>
  (submitted(of, command(about), by('chair'))[0]!.data as { label: string }).label;

test('a main motion gets the next number of the series; what depends on it a label under its own', () => {
  const [event] = submitted(state(), command(text), by('secretariat'));
  expect(event).toMatchObject({ type: 'motion.submitted', data: { number: 4, label: '4', lateAfter: null } });
  const main = motion({ id: 'm7', label: '7', state: 'debate' });
  expect(labelled(state({}, [main]), amends('m7'))).toBe('7-A1');
  expect(labelled(state({ siblings: 2 }, [main]), amends('m7'))).toBe('7-A3');
  const first = motion({ id: 'a1', label: '7-A1', number: null, about: amends('m7') });
  expect(labelled(state({ siblings: 1 }, [first]), amends('a1'))).toBe('7-A1.2');
  expect(labelled(state({}, [main]), proceeds('closure', 'm7'))).toBe('7-P1');
  expect(labelled(state({ siblings: 1 }), proceeds('adjourn', null))).toBe('P2');
  expect(labelled(state({}, [motion({ id: 'x' }), motion({ id: 'y' })]), bloc('x', 'y'))).toBe('B1');
});

test.each<[string, Partial<Submit>, Partial<SubmissionState['rules']>, string | undefined]>([
  ['named', { about: { ...text, lang: 'es' } }, {}, 'es'],
  ['the only one of its titles', { titles: { fr: 'Une motion' } }, {}, 'fr'],
  ['the only one that the rules demand', { titles: { en: 'A', fr: 'B' } }, { languages: ['fr'] }, 'fr'],
  ['not known otherwise', { titles: { en: 'A', fr: 'B' } }, { languages: ['en', 'fr'] }, undefined],
])('the language of a text is %s', (_, more, rules, lang) => {
  const of = state({ rules: { ...DEMO_RULES, ...rules } });
  const [first] = submitted(of, command(text, more), by('chair'));
  expect((first!.data as { about: { lang?: string } }).about.lang).toBe(lang);
});

test('the translations that a mover brings come with the motion', () => {
  const translations = { fr: 'Les cotisations montent.', es: 'Las cuotas suben.' };
  const all = submitted(state(), command(text, { translations }), by('chair'));
  expect(all.map(({ type }) => type)).toEqual(['motion.submitted', 'motion.translated', 'motion.translated']);
  expect(code(state(), command({ ...text, lang: 'fr' }, { translations }), by('chair'))).toBe(
    'motion.moved_in',
  );
  expect(code(state(), command(proceeds('other', null), { translations }), by('chair'))).toBe(
    'motion.no_own_text',
  );
});

test('there is no amendment of the third degree', () => {
  const second = motion({ id: 'a2', label: '7-A1.2', number: null, about: amends('a1') });
  expect(code(state({}, [second]), command(amends('a2')), by('secretariat'))).toBe('motion.third_degree');
});

describe('the deadline', () => {
  const due = '2026-08-17T23:59:00.000Z';
  test.each([
    ['2026-08-17T23:58:59.000Z', null],
    ['2026-08-17T23:59:00.000Z', null],
    ['2026-08-18T00:00:00.000Z', due],
  ])('submitted at %s', (at, late) => {
    expect(submitted(state({ due }), command(text), by('secretariat', at))[0]).toMatchObject({
      data: { lateAfter: late },
    });
  });

  test('is not one for amendments and procedures', () => {
    const of = state({ due }, [motion({ id: 'm7', state: 'debate' })]);
    const at = by('secretariat', '2026-08-18T00:00:00.000Z');
    expect(submitted(of, command(amends('m7')), at)[0]).toMatchObject({ data: { lateAfter: null } });
  });
});

describe('who moves', () => {
  const delegate = by('delegate');
  test('a delegate moves for the own member, and names it where there are several', () => {
    expect(submitted(state(), command(text), delegate)[0]).toMatchObject({
      data: { member: 'org-1', mover: 'First' },
    });
    const both = state({ speaksFor: ['org-1', 'org-2'] });
    expect(code(both, command(text), delegate)).toBe('motion.member_needed');
    expect(submitted(both, command(text, { member: 'org-2' }), delegate)[0]).toMatchObject({
      data: { mover: 'Second' },
    });
    expect(code(state(), command(text, { member: 'org-2' }), delegate)).toBe('motion.member_unknown');
  });

  test('a delegate moves texts only where the rules say so, but may always say how to go on', () => {
    const rules = { ...DEMO_RULES, motions: { delegates: false, seconders: 0, procedures: {} } };
    expect(code(state({ rules }), command(text), delegate)).toBe('motion.not_by_delegates');
    expect(code(state({ rules }), command(proceeds('adjourn', null)), delegate)).toBeNull();
    expect(
      code(state({}, [motion({ id: 'x' }), motion({ id: 'y' })]), command(bloc('x', 'y')), delegate),
    ).toBe('motion.not_by_delegates');
  });

  test('the secretariat names a member of the body, or none', () => {
    expect(submitted(state(), command(text, { mover: 'The Board' }), by('secretariat'))[0]).toMatchObject({
      data: { member: null, mover: 'The Board' },
    });
    expect(code(state(), command(text, { member: 'org-9' }), by('secretariat'))).toBe(
      'motion.member_unknown',
    );
    expect(code(state(), command(text, { sponsors: ['org-9'] }), by('secretariat'))).toBe(
      'motion.member_unknown',
    );
  });

  test('nobody sponsors the own motion, and a delegate names no sponsor that it does not speak for', () => {
    const sponsored = (sponsors: string[], more: Partial<Submit>, who = delegate, own = ['org-1']) =>
      code(state({ speaksFor: own }), command(text, { sponsors, ...more }), who);
    expect(sponsored(['org-2'], {})).toBe('motion.sponsor_seconds');
    expect(sponsored(['org-2'], { member: 'org-1' }, delegate, ['org-1', 'org-2'])).toBeNull();
    expect(sponsored(['org-2'], { member: 'org-1' }, by('secretariat'))).toBeNull();
    expect(sponsored(['org-1'], { member: 'org-1' }, by('secretariat'))).toBe('motion.own');
  });

  test('what the chair enters is ready at once, what a delegate asks for waits', () => {
    const of = state({}, [motion({ id: 'm7', state: 'debate' })]);
    const types = (office: string) =>
      submitted(of, command(proceeds('closure', 'm7')), by(office)).map(({ type }) => type);
    expect(types('chair')).toEqual(['motion.submitted', 'motion.tabled', 'motion.readied']);
    expect(types('delegate')).toEqual(['motion.submitted']);
  });
});

describe('a procedural motion', () => {
  test('takes the majority that the rules give its kind', () => {
    const of = state({}, [motion({ id: 'm7', state: 'debate' })]);
    const majority = (about: Submit['about']) =>
      (submitted(of, command(about), by('chair'))[0]!.data as { majority: string }).majority;
    expect(majority(proceeds('closure', 'm7'))).toBe('two-thirds');
    expect(majority(proceeds('adjourn', 'm7'))).toBe('ordinary');
  });

  test.each([
    ['closure', 'debate', null],
    ['closure', 'adopted', 'motion.target_over'],
    ['adjourn', 'ready', null],
    ['adjourn', 'submitted', 'motion.target_over'],
    ['reconsider', 'adopted', null],
    ['reconsider', 'debate', 'motion.target_over'],
    ['other', 'adopted', null],
  ] as const)('%s on one that is %s', (kind, at, refused) => {
    const of = state({}, [motion({ id: 'm7', state: at })]);
    expect(code(of, command(proceeds(kind, 'm7')), by('chair'))).toBe(refused);
  });

  test('of urgency is for late motions; reconsideration not for a stage, which has moved on', () => {
    const at = (more: Partial<Motion>) => state({}, [motion({ id: 'm7', ...more })]);
    const urgency = command(proceeds('urgency', 'm7'));
    expect(code(at({ state: 'submitted' }), urgency, by('chair'))).toBe('motion.not_late');
    expect(code(at({ state: 'submitted', lateAfter: '2026' }), urgency, by('chair'))).toBeNull();
    const about = { kind: 'stage', instrument: 'c', stage: 's', version: 1 } as const;
    expect(code(at({ state: 'adopted', about }), command(proceeds('reconsider', 'm7')), by('chair'))).toBe(
      'motion.stage_decided',
    );
    expect(code(state(), command(proceeds('closure', null)), by('chair'))).toBe('motion.target_needed');
  });
});

test('a composite takes its parents in; a bloc takes what is ready, under one majority, once', () => {
  const [x, y] = [motion({ id: 'x', label: '1' }), motion({ id: 'y', label: '2', state: 'tabled' })];
  const composite = { kind: 'composite', text: 'Both', parents: ['x', 'y'] } as const;
  const about = { ...composite, parents: [...composite.parents] };
  expect(
    submitted(state({}, [x, y]), command(about), by('secretariat')).map(({ type, data }) => [
      type,
      data.motion,
    ]),
  ).toMatchObject([
    ['motion.submitted', expect.any(String)],
    ['motion.composited', 'x'],
    ['motion.composited', 'y'],
  ]);
  expect(code(state({}, [x]), command(about), by('secretariat'))).toBe('motion.unknown');
  const same = { ...about, parents: ['x', 'x'] };
  expect(code(state({}, [x]), command(same), by('secretariat'))).toBe('motion.named_twice');

  const inBloc = (...motions: Motion[]) =>
    code(state({}, motions), command({ kind: 'bloc', motions: motions.map(({ id }) => id) }), by('chair'));
  const stage = { kind: 'stage', instrument: 'c', stage: 's', version: 1 } as const;
  expect(inBloc(x, motion({ id: 'z' }))).toBeNull();
  expect(inBloc(x, y)).toBe('bloc.not_ready');
  expect(inBloc(x, motion({ id: 'z', majority: 'two-thirds' }))).toBe('bloc.majorities_differ');
  expect(inBloc(x, motion({ id: 'z', bloc: 'b' }))).toBe('motion.in_bloc');
  expect(inBloc(motion({ id: 'v', about: stage }), motion({ id: 'w', about: stage }))).toBe(
    'bloc.same_stage',
  );
});
