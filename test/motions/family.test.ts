import fc from 'fast-check';
import {
  amend,
  divide,
  fall,
  furthestFirst,
  mayVote,
  ruleOut,
  setOrder,
  settleFamily,
  takeOut,
  toRecount,
  toVoting,
  withdraw,
  type Family,
} from '../../src/motions/family.js';
import type { Context } from '../../src/basics/event.js';
import type { Motion } from '../../src/motions/motion.js';
import type { MotionState } from '../../src/motions/motions.contract.js';
import { contextAt } from '../context.js';
import { motion } from './motions.js';

const family = (more: Partial<Family> = {}): Family => ({
  motion: motion(),
  dependents: [],
  parent: null,
  siblings: [],
  further: [],
  bloc: [],
  ...more,
});
const amendment = (nth: number, state: MotionState, more: Partial<Motion> = {}): Motion =>
  motion({
    id: `a${nth}`,
    number: null,
    label: `1-A${nth}`,
    about: { kind: 'amendment', to: 'm1', text: `Wording ${nth}` },
    state,
    ...more,
  });
const part = (nth: number, state: MotionState): Motion =>
  motion({
    id: `p${nth}`,
    number: null,
    label: `1${nth}`,
    about: { kind: 'part', of: 'm1', text: 'x' },
    state,
  });
const procedure = (
  kind: 'closure' | 'adjourn' | 'remit' | 'urgency' | 'reconsider' | 'other',
  state: MotionState = 'voting',
): Motion =>
  motion({
    ...{ id: 'q1', number: null, label: '1-P1', state },
    about: {
      kind: 'procedure',
      procedure: kind,
      motion: 'm1',
      to: 'The Board',
      until: '2027-01',
      text: null,
    },
  });
const code = (result: { ok: boolean; refusal?: { code: string } }): string | null =>
  result.ok ? null : result.refusal!.code;
const types = (result: ReturnType<typeof settleFamily>): string[] => {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.map((event) => `${event.data.motion} ${event.type.slice('motion.'.length)}`);
};

describe('a poll may open', () => {
  test.each<[string, Family, string | null]>([
    ['on a motion that is ready', family(), null],
    ['not on one in debate', family({ motion: motion({ state: 'debate' }) }), 'motion.wrong_state'],
    [
      'not while an amendment is open',
      family({ dependents: [amendment(1, 'tabled')] }),
      'motion.amendments_open',
    ],
    [
      'not while an adopted amendment stands in no wording',
      family({ dependents: [amendment(1, 'adopted')] }),
      'motion.wording_missing',
    ],
    [
      'once the adopted amendment stands in the wording',
      family({
        motion: motion({ amendedBy: ['a1'] }),
        dependents: [amendment(1, 'adopted'), amendment(2, 'fallen')],
      }),
      null,
    ],
    [
      'not while a part is open',
      family({ dependents: [part(1, 'adopted'), part(2, 'ready')] }),
      'motion.parts_open',
    ],
    [
      'not while a part that was rejected stands in the wording',
      family({ dependents: [part(1, 'adopted'), part(2, 'rejected')] }),
      'motion.wording_missing',
    ],
    [
      'with one part left, once the wording is without the other',
      family({
        motion: motion({ amendedBy: ['p2'] }),
        dependents: [part(1, 'adopted'), part(2, 'rejected')],
      }),
      null,
    ],
    [
      'not with no part left',
      family({ dependents: [part(1, 'rejected'), part(2, 'fallen')] }),
      'motion.no_part_left',
    ],
    [
      'whatever the procedural motions on it',
      family({ dependents: [procedure('other', 'submitted')] }),
      null,
    ],
    ['not alone while it is in a bloc', family({ motion: motion({ bloc: 'b1' }) }), 'motion.in_bloc'],
    [
      'not on a bloc from which everything was taken',
      family({ motion: motion({ about: { kind: 'bloc', motions: ['m2', 'm3'] } }) }),
      'bloc.empty',
    ],
  ])('%s', (_name, of, refused) => {
    expect(code(mayVote(of))).toBe(refused);
  });

  test('on amendments in the order that was set, and in any order where none was', () => {
    const order = {
      order: [
        { motion: 'a2', fells: [] },
        { motion: 'a1', fells: [] },
      ],
      reason: 'furthest first',
    };
    const at = (parent: Motion, second: MotionState): Family =>
      family({ motion: amendment(1, 'ready'), parent, siblings: [amendment(2, second)] });
    expect(mayVote(at(motion({ order }), 'ready'))).toMatchObject({
      refusal: { code: 'motion.not_its_turn', facts: { label: '1-A2' } },
    });
    expect(code(mayVote(at(motion({ order }), 'rejected')))).toBeNull();
    expect(code(mayVote(at(motion(), 'ready')))).toBeNull();
  });
});

describe('a declared outcome', () => {
  const voting = motion({ state: 'voting' });

  test.each([
    ['adopted', ['m1 adopted'], 5],
    ['rejected', ['m1 rejected'], undefined],
    ['void', ['m1 returned'], undefined],
    ['tie', ['m1 returned'], undefined],
  ] as const)('%s settles a main motion', (outcome, expected, decision) => {
    const settled = settleFamily(family({ motion: voting }), { poll: 'p', outcome, next: 5 });
    expect(types(settled)).toEqual(expected);
    expect(settled.ok && (settled.value[0]!.data as { decision?: number }).decision).toBe(decision);
  });

  test('gives no decision number to an amendment, and makes fall what the order said', () => {
    const order = {
      order: [
        { motion: 'a1', fells: ['a2', 'a3'] },
        { motion: 'a2', fells: [] },
      ],
      reason: 'x',
    };
    const of = family({
      motion: amendment(1, 'voting'),
      parent: motion({ order }),
      siblings: [amendment(2, 'ready'), amendment(3, 'withdrawn'), amendment(4, 'ready')],
    });
    const adopted = settleFamily(of, { poll: 'p', outcome: 'adopted', next: 5 });
    expect(types(adopted)).toEqual(['a1 adopted', 'a2 fallen']);
    expect(adopted.ok && adopted.value[0]!.data).toMatchObject({ decision: null });
    expect(types(settleFamily(of, { poll: 'p', outcome: 'rejected', next: 5 }))).toEqual(['a1 rejected']);
  });

  test('of a part with which nothing is left makes the whole fall; of another part not', () => {
    const at = (other: MotionState) =>
      family({
        motion: part(2, 'voting'),
        parent: motion(),
        siblings: [part(1, other)],
        further: [amendment(1, 'tabled', { about: { kind: 'amendment', to: 'p1', text: 'x' } })],
      });
    const rejected = (other: MotionState) =>
      types(settleFamily(at(other), { poll: 'p', outcome: 'rejected', next: 1 }));
    expect(rejected('rejected')).toEqual(['p2 rejected', 'm1 fallen', 'a1 fallen']);
    expect(rejected('withdrawn')).toContain('m1 fallen');
    expect(rejected('adopted')).toEqual(['p2 rejected']);
    expect(rejected('ready')).toEqual(['p2 rejected']);
  });

  test('makes fall with an amendment what amends it, and with a motion what was to be done with it', () => {
    const second = amendment(9, 'ready', { about: { kind: 'amendment', to: 'a2', text: 'x' } });
    const of = family({
      motion: amendment(1, 'voting'),
      parent: motion({ order: { order: [{ motion: 'a1', fells: ['a2'] }], reason: 'x' } }),
      siblings: [amendment(2, 'ready')],
      further: [second],
    });
    expect(types(settleFamily(of, { poll: 'p', outcome: 'adopted', next: 1 }))).toEqual([
      ...['a1 adopted', 'a2 fallen', 'a9 fallen'],
    ]);
    const pending = (kind: 'closure' | 'reconsider', outcome: 'adopted' | 'void') =>
      types(
        settleFamily(
          family({ motion: motion({ state: 'voting' }), dependents: [procedure(kind, 'submitted')] }),
          { poll: 'p', outcome, next: 1 },
        ),
      );
    expect(pending('closure', 'adopted')).toEqual(['m1 adopted', 'q1 fallen']);
    expect(pending('closure', 'void')).toEqual(['m1 returned']);
    expect(pending('reconsider', 'adopted')).toEqual(['m1 adopted']);
  });

  test.each([
    ['closure', 'debate', ['m1 readied']],
    ['closure', 'tabled', ['m1 readied']],
    ['closure', 'withdrawn', []],
    ['adjourn', 'debate', ['m1 adjourned']],
    ['remit', 'ready', ['m1 remitted']],
    ['reconsider', 'rejected', ['m1 reopened']],
    ['reconsider', 'debate', []],
    ['urgency', 'submitted', []],
    ['other', 'debate', []],
  ] as const)('of a procedural motion (%s) on one that is %s', (kind, state, expected) => {
    const of = family({ motion: procedure(kind), parent: motion({ state }) });
    expect(types(settleFamily(of, { poll: 'p', outcome: 'adopted', next: 1 }))).toEqual([
      'q1 adopted',
      ...expected,
    ]);
    expect(types(settleFamily(of, { poll: 'p', outcome: 'rejected', next: 1 }))).toEqual(['q1 rejected']);
  });

  test('of a bloc numbers its decisions without gaps, and takes them out of it when it is not adopted', () => {
    const bloc = [2, 3, 4].map((nth) => motion({ id: `m${nth}`, state: 'voting', bloc: 'm1' }));
    const of = family({
      motion: motion({ state: 'voting', about: { kind: 'bloc', motions: ['m2', 'm3', 'm4'] } }),
      bloc,
    });
    const adopted = settleFamily(of, { poll: 'p', outcome: 'adopted', next: 8 });
    expect(types(adopted)).toEqual(['m1 adopted', 'm2 adopted', 'm3 adopted', 'm4 adopted']);
    expect(adopted.ok && adopted.value.map(({ data }) => (data as { decision: number }).decision)).toEqual([
      null,
      8,
      9,
      10,
    ]);
    expect(types(settleFamily(of, { poll: 'p', outcome: 'rejected', next: 8 }))).toEqual([
      'm1 rejected',
      'm2 returned',
      'm3 returned',
      'm4 returned',
    ]);
  });
});

test('decisions are 1 to n without gaps, whatever is adopted, rejected or void before', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('adopted', 'rejected', 'void', 'tie'), { maxLength: 30 }),
      (outcomes) => {
        const numbers: number[] = [];
        for (const outcome of outcomes) {
          const settled = settleFamily(family({ motion: motion({ state: 'voting' }) }), {
            ...{ poll: 'p', outcome, next: numbers.length + 1 },
          });
          for (const { data } of settled.ok ? settled.value : [])
            if ('decision' in data && data.decision !== null) numbers.push(data.decision);
        }
        return numbers.every((number, place) => number === place + 1);
      },
    ),
  );
});

describe('withdrawal', () => {
  const person = (office: string) =>
    ({ ...contextAt('2026-05-01T10:00:00.000Z'), actor: { kind: 'person', person: 'x', office } }) as Context;
  const with_ = { reason: 'no longer needed', parents: [], speaksFor: ['org-1'] };
  const of = (more: Partial<Motion>, dependents: Motion[] = []): Family =>
    family({ motion: motion({ member: 'org-1', ...more }), dependents });

  test('is the mover’s, before voting and unamended', () => {
    expect(code(withdraw(of({}), with_, person('delegate')))).toBeNull();
    expect(code(withdraw(of({ member: 'org-2' }), with_, person('delegate')))).toBe('motion.not_yours');
    expect(code(withdraw(of({ member: 'org-2' }), with_, person('secretariat')))).toBeNull();
    expect(code(withdraw(of({ state: 'voting' }), with_, person('secretariat')))).toBe('motion.wrong_state');
    expect(code(withdraw(of({}, [amendment(1, 'adopted')]), with_, person('secretariat')))).toBe(
      'motion.amended',
    );
    expect(code(withdraw(of({ amendedBy: ['a1'] }), with_, person('delegate')))).toBe('motion.amended');
    const divided = (state: MotionState) => of({}, [part(1, state), part(2, 'ready')]);
    expect(code(withdraw(divided('rejected'), with_, person('delegate')))).toBe('motion.amended');
    expect(code(withdraw(divided('ready'), with_, person('delegate')))).toBeNull();
  });

  test('takes along what depends on it, and gives the parents of a composite back', () => {
    const withdrawn = withdraw(
      of({}, [amendment(1, 'tabled'), amendment(2, 'rejected')]),
      {
        ...with_,
        parents: [motion({ id: 'm8', state: 'composited' }), motion({ id: 'm9', state: 'rejected' })],
      },
      person('secretariat'),
    );
    expect(types(withdrawn)).toEqual(['m1 withdrawn', 'a1 fallen', 'm8 released']);
    const deeper = amendment(9, 'ready', { about: { kind: 'amendment', to: 'a1', text: 'x' } });
    const all = { ...of({}, [amendment(1, 'rejected')]), further: [deeper] };
    expect(types(withdraw(all, with_, person('secretariat')))).toEqual(['m1 withdrawn', 'a9 fallen']);
    const ruled = ruleOut(of({ state: 'tabled' }, [amendment(1, 'tabled')]), { reason: 'x', parents: [] });
    expect(types(ruled)).toEqual(['m1 inadmissible', 'a1 fallen']);
  });
});

describe('the order of voting', () => {
  const amendments = [amendment(1, 'ready'), amendment(2, 'ready'), amendment(3, 'ready')];

  test('names amendments of this motion, each once', () => {
    const order = (...ids: string[]) =>
      code(
        setOrder(family({ dependents: amendments }), {
          order: ids.map((id) => ({ motion: id, fells: [] })),
          reason: 'furthest first',
        }),
      );
    expect(order('a3', 'a1')).toBeNull();
    expect(order('a3', 'a3')).toBe('motion.named_twice');
    expect(order('a9')).toBe('motion.order_unknown');
    const fells = setOrder(family({ dependents: amendments }), {
      order: [{ motion: 'a1', fells: ['m1'] }],
      reason: 'x',
    });
    expect(code(fells)).toBe('motion.order_unknown');
  });

  test('is proposed with the one that changes most first, equals as they came', () => {
    const size: Record<string, number> = { a1: 3, a2: 9, a3: 3 };
    expect(furthestFirst(amendments, ({ id }) => size[id]!).map(({ id }) => id)).toEqual(['a2', 'a1', 'a3']);
  });

  test('makes nothing fall but on an adoption', () => {
    const because = (state: MotionState) =>
      code(fall(family({ motion: amendments[0]! }), { because: amendment(2, state), reason: 'x' }));
    expect(because('adopted')).toBeNull();
    expect(because('rejected')).toBe('motion.not_adopted');
  });
});

describe('the amended wording', () => {
  const wording = { text: 'As amended', version: null, versionHash: null };

  test('contains what was adopted and not merged yet, once all amendments are settled', () => {
    const at = (...dependents: Motion[]) =>
      amend(family({ motion: motion({ amendedBy: ['a1'] }), dependents }), wording);
    expect(code(at(amendment(1, 'adopted')))).toBe('motion.nothing_to_merge');
    expect(code(at(amendment(2, 'adopted'), amendment(3, 'debate')))).toBe('motion.amendments_open');
    expect(at(amendment(1, 'adopted'), amendment(2, 'adopted'), amendment(3, 'rejected'))).toMatchObject({
      value: [{ type: 'motion.amended', data: { amendments: ['a2'], text: 'As amended', version: null } }],
    });
  });

  test('leaves out the parts that were not adopted, once all parts are settled', () => {
    const at = (...dependents: Motion[]) => amend(family({ dependents }), wording);
    expect(code(at(part(1, 'adopted')))).toBe('motion.nothing_to_merge');
    expect(code(at(part(1, 'rejected'), part(2, 'ready')))).toBe('motion.parts_open');
    expect(at(part(1, 'rejected'), part(2, 'adopted'))).toMatchObject({
      value: [{ type: 'motion.amended', data: { amendments: ['p1'] } }],
    });
  });

  test('of a motion on a stage is a version', () => {
    const stage = motion({ about: { kind: 'stage', instrument: 'charter', stage: 's1', version: 1 } });
    const of = family({ motion: stage, dependents: [amendment(1, 'adopted')] });
    expect(code(amend(of, wording))).toBe('motion.wording_missing');
    expect(amend(of, { text: null, version: 2, versionHash: 'ff' })).toMatchObject({
      value: [{ data: { version: 2, versionHash: 'ff', text: null } }],
    });
  });
});

test('a motion is divided once, into parts that are ready', () => {
  const parts = ['One', 'Two'].map((en) => ({ titles: { en }, text: en }));
  const divided = divide(family(), { parts }, contextAt('2026-05-01T10:00:00.000Z'));
  expect(
    divided.ok && divided.value.map(({ type, data }) => [type, (data as { label?: string }).label]),
  ).toEqual([
    ['motion.submitted', '1a'],
    ['motion.tabled', undefined],
    ['motion.readied', undefined],
    ['motion.submitted', '1b'],
    ['motion.tabled', undefined],
    ['motion.readied', undefined],
  ]);
  expect(
    code(
      divide(family({ dependents: [part(1, 'ready')] }), { parts }, contextAt('2026-05-01T10:00:00.000Z')),
    ),
  ).toBe('motion.divided');
  expect(
    code(divide(family({ motion: amendment(1, 'ready') }), { parts }, contextAt('2026-05-01T10:00:00.000Z'))),
  ).toBe('motion.not_divisible');
});

test('any member takes a motion out of its bloc while it waits', () => {
  expect(code(takeOut(motion({ bloc: 'b1' }), { member: 'org-1' }))).toBeNull();
  expect(code(takeOut(motion(), { member: 'org-1' }))).toBe('motion.in_no_bloc');
  expect(code(takeOut(motion({ bloc: 'b1', state: 'voting' }), { member: null }))).toBe('motion.wrong_state');
});

test('a poll on a bloc is a poll on all that is in it', () => {
  const bloc = [motion({ id: 'm2' }), motion({ id: 'm3' })];
  const of = family({ motion: motion({ about: { kind: 'bloc', motions: ['m2', 'm3'] } }), bloc });
  expect(types(toVoting(of, 'p1'))).toEqual(['m1 voting', 'm2 voting', 'm3 voting']);
});

describe('a recount', () => {
  const order = (poll: Family) => toRecount(poll, { poll: 'p', reason: 'two papers stuck together' });
  const adopted = motion({ state: 'adopted', decision: 3 });
  const fells = { order: [{ motion: 'a1', fells: ['a2'] }], reason: 'x' };

  test('opens again what was adopted or rejected, and a decision keeps its number', () => {
    expect(order(family({ motion: adopted }))).toMatchObject({ value: [{ type: 'motion.recounted' }] });
    expect(order(family({ motion: motion({ state: 'rejected' }) }))).toMatchObject({ ok: true });
    expect(order(family())).toMatchObject({ refusal: { code: 'motion.wrong_state' } });
    const voting = family({ motion: { ...adopted, state: 'voting' } });
    expect(settleFamily(voting, { poll: 'p', outcome: 'adopted', next: 9 })).toMatchObject({
      value: [{ type: 'motion.adopted', data: { decision: 3 } }],
    });
  });

  test.each<[string, Family, string]>([
    ['a procedure that took place', family({ motion: procedure('closure', 'adopted') }), '1-P1'],
    [
      'an amendment by which another fell',
      family({
        motion: amendment(1, 'adopted'),
        parent: motion({ state: 'debate', order: fells }),
        siblings: [amendment(2, 'fallen')],
      }),
      '1-A2',
    ],
    [
      'an amendment in a wording',
      family({ motion: amendment(1, 'adopted'), parent: motion({ state: 'debate', amendedBy: ['a1'] }) }),
      '1',
    ],
    [
      'an amendment of what was voted on',
      family({ motion: amendment(1, 'rejected'), parent: motion({ state: 'adopted' }) }),
      '1',
    ],
  ])('is refused of %s', (_, poll, label) => {
    expect(order(poll)).toMatchObject({ refusal: { code: 'recount.went_on', facts: { label } } });
  });
});
