import fc from 'fast-check';
import { quorumNeeded, quorumState } from '../../src/rules/quorum.js';
import type { QuorumMember } from '../../src/rules/quorum.js';
import type { Quorum } from '../../src/rules/ruleset.js';

const quorumOf = (kind: 'at_least' | 'more_than', of: string, rest: Partial<Quorum> = {}): Quorum => ({
  share: { kind, of },
  counted: 'members',
  classes: null,
  when: 'opening',
  ...rest,
});

const members = (count: number, rest: Partial<QuorumMember> = {}, prefix = 'm'): QuorumMember[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `${prefix}${i}`,
    class: 'full',
    paidUp: true,
    weight: 1n,
    ...rest,
  }));

const idsOf = (some: readonly QuorumMember[]) => new Set(some.map(({ id }) => id));

test.each([
  ['at_least', '1/2', 39n, 20n],
  ['at_least', '1/2', 40n, 20n],
  ['more_than', '1/2', 39n, 20n],
  ['more_than', '1/2', 40n, 21n],
  ['at_least', '50%', 41n, 21n],
  ['at_least', '1/3', 100n, 34n],
  ['more_than', '1/3', 99n, 34n],
  ['at_least', '1', 7n, 7n],
] as const)('%s %s of %s is %s', (kind, of, entitled, needed) => {
  expect(quorumNeeded(quorumOf(kind, of), entitled)).toBe(needed);
});

describe('41 members of which 2 are in arrears', () => {
  const paid = members(39);
  const arrears = members(2, { paidUp: false }, 'late');
  const state = (here: readonly QuorumMember[]) =>
    quorumState({
      quorum: quorumOf('at_least', '1/2'),
      members: [...paid, ...arrears],
      unit: 1n,
      presentOrRepresented: idsOf(here),
    });

  test('39 are entitled and 20 are the quorum', () => {
    expect(state(paid.slice(0, 20))).toEqual({
      needed: 20n,
      present: 20n,
      entitled: 39n,
      unit: 1n,
      reached: true,
      steps: [
        {
          code: 'quorum.members',
          facts: {
            kind: 'at_least',
            share: '1/2',
            classes: null,
            entitled: '39',
            needed: '20',
            present: '20',
            holds: true,
          },
        },
      ],
    });
  });

  test('those in arrears do not make up for one that is missing', () => {
    expect(state([...paid.slice(0, 19), ...arrears])).toMatchObject({ present: 19n, reached: false });
  });
});

test('only the named classes count; weight 0 and strangers never do', () => {
  const full = members(10);
  const associates = members(30, { class: 'associate' }, 'a');
  const observers = members(5, { weight: 0n }, 'o');
  const state = quorumState({
    quorum: quorumOf('at_least', '1/2', { classes: ['full'] }),
    members: [...full, ...associates, ...observers],
    unit: 1n,
    presentOrRepresented: new Set([...idsOf([...full.slice(0, 4), ...associates, ...observers]), 'stranger']),
  });
  expect(state).toMatchObject({ entitled: 10n, needed: 5n, present: 4n, reached: false });
});

test('a quorum of votes counts weights, shown in votes', () => {
  const full = members(30, { weight: 6n });
  const associates = members(12, { weight: 5n, class: 'associate' }, 'a');
  const state = quorumState({
    quorum: quorumOf('at_least', '1/2', { counted: 'votes' }),
    members: [...full, ...associates],
    unit: 6n,
    presentOrRepresented: idsOf([...full.slice(0, 19), ...associates.slice(0, 1)]),
  });
  expect(state).toMatchObject({ entitled: 240n, needed: 120n, present: 119n, unit: 6n, reached: false });
  expect(state.steps[0]).toMatchObject({
    code: 'quorum.votes',
    facts: { entitled: '40', needed: '20', present: '119/6' },
  });
});

test('where nobody is entitled there is no quorum', () => {
  const state = quorumState({
    quorum: quorumOf('at_least', '1/2'),
    members: members(3, { paidUp: false }),
    unit: 1n,
    presentOrRepresented: new Set(['m0']),
  });
  expect(state).toMatchObject({ entitled: 0n, reached: false });
});

test('the number needed is the least that satisfies the words', () => {
  const share = fc
    .integer({ min: 2, max: 50 })
    .chain((d) => fc.tuple(fc.integer({ min: 1, max: d - 1 }), fc.constant(d)));
  fc.assert(
    fc.property(share, fc.bigInt({ min: 1n, max: 100_000n }), ([n, d], entitled) => {
      const part = BigInt(n) * entitled;
      const least = quorumNeeded(quorumOf('at_least', `${n}/${d}`), entitled);
      expect(least * BigInt(d) >= part && (least - 1n) * BigInt(d) < part).toBe(true);
      const more = quorumNeeded(quorumOf('more_than', `${n}/${d}`), entitled);
      expect(more * BigInt(d) > part && (more - 1n) * BigInt(d) <= part).toBe(true);
    }),
  );
});
