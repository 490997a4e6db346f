import fc from 'fast-check';
import {
  addItem,
  AGENDA_DEPTH,
  changeItem,
  currentOf,
  endItem,
  evolveItems,
  inOrder,
  inTurn,
  isHidden,
  leaveWithSitting,
  moveItem,
  movesOf,
  nextItem,
  numbersOf,
  pathOf,
  standingOf,
  subtreeOf,
  takeUp,
  withdrawItem,
  type Item,
} from '../../src/assemblies/agenda.js';
import type { AssembliesEvent } from '../../src/assemblies/assemblies.contract.js';
import type { Result } from '../../src/basics/result.js';

const at = '2026-05-01T10:00:00.000Z';
let ids = 0;
const context = {
  at,
  actor: { kind: 'house', name: 'test' } as const,
  id: () => `new-${++ids}`,
};
const item = (id: string, parent: string | null, more: Partial<Item> = {}): Item => ({
  ...{ id, parent, state: 'planned', minutes: 10, internal: false, taken: [], ...more },
});
const matter = { titles: { en: 'X' }, kind: null, minutes: null, presenter: null, internal: false };

/** What the tables hold after events, siblings in their order. */
function written(items: readonly Item[], events: readonly AssembliesEvent[]): Item[] {
  return events.reduce<Item[]>(
    (now, { type, data }) => {
      const { item: id } = data as { item: string };
      const own = now.find((one) => one.id === id)!;
      if (type === 'item.added') return [...now, item(id, data.parent ?? null)];
      if (type === 'item.withdrawn') {
        return now.map((one) => (one === own ? { ...one, state: 'withdrawn' } : one));
      }
      if (type === 'item.moved') {
        const rest = now.filter((one) => one !== own);
        const place = data.before === null ? rest.length : rest.findIndex((one) => one.id === data.before);
        return rest.toSpliced(place, 0, { ...own, parent: data.parent });
      }
      return evolveItems(now, { type, data, at });
    },
    [...items],
  );
}

const codeOf = (result: Result<unknown>): string | null => (result.ok ? null : result.refusal.code);

/** 1 (1.1 (1.1.1), 1.2), 2, 3 (3.1). */
const TREE = [
  item('a', null),
  item('aa', 'a'),
  item('aaa', 'aa'),
  item('ab', 'a'),
  item('b', null),
  item('c', null),
  item('ca', 'c'),
];
const agenda = (items: readonly Item[] = TREE) => ({
  ...{ assembly: 'x', items, sittingOpen: true, motions: new Map<string, string[]>() },
});
const altered = (id: string, more: Partial<Item>, items: readonly Item[] = TREE): Item[] =>
  items.map((one) => (one.id === id ? { ...one, ...more } : one));

test('numbers follow from places, and those withdrawn keep theirs', () => {
  const numbers = ['1', '1.1', '1.1.1', '1.2', '2', '3', '3.1'];
  expect([...numbersOf(TREE).values()]).toEqual(numbers);
  expect([...numbersOf(altered('aa', { state: 'withdrawn' })).values()]).toEqual(numbers);
  expect(subtreeOf(TREE, 'a').map(({ id }) => id)).toEqual(['a', 'aa', 'aaa', 'ab']);
  expect(pathOf(TREE, 'aaa').map(({ id }) => id)).toEqual(['aaa', 'aa', 'a']);
});

test.each<[string, Parameters<typeof moveItem>[1], string | null, string]>([
  ['up', { item: 'b', parent: null, before: 'a' }, null, 'b a aa aaa ab c ca'],
  ['to the end', { item: 'a', parent: null, before: null }, null, 'b c ca a aa aaa ab'],
  ['in, with what is under it', { item: 'aa', parent: 'c', before: 'ca' }, null, 'a ab b c aa aaa ca'],
  ['out', { item: 'aaa', parent: 'a', before: 'ab' }, null, 'a aa aaa ab b c ca'],
  ['under itself', { item: 'a', parent: 'a', before: null }, 'item.into_itself', ''],
  ['under its descendant', { item: 'a', parent: 'aaa', before: null }, 'item.into_itself', ''],
  ['before itself', { item: 'aa', parent: 'a', before: 'aa' }, 'item.into_itself', ''],
  ['to nowhere', { item: 'a', parent: 'zz', before: null }, 'item.unknown', ''],
  ['before another’s child', { item: 'b', parent: 'a', before: 'ca' }, 'item.not_sibling', ''],
  ['too deep', { item: 'c', parent: 'aaa', before: null }, 'item.too_deep', ''],
  ['what is not there', { item: 'zz', parent: null, before: null }, 'not_found', ''],
])('moves %s', (_, command, code, order) => {
  const moved = moveItem(agenda(), command);
  expect(codeOf(moved)).toBe(code);
  if (moved.ok) {
    const after = inOrder(written(TREE, moved.value));
    expect(after.map(({ id }) => id).join(' ')).toBe(order);
  }
});

test.each<[string, string]>([
  ['a', 'down: b a c'],
  ['b', 'up: b a c; down: a c b; in: a c'],
  ['aaa', 'out: a b c'],
  ['ab', 'up: a b c; in: a b c; out: a ab b c'],
])('the steps that %s can go', (id, steps) => {
  const top = (items: readonly Item[]): string =>
    inOrder(items)
      .filter(({ parent }) => parent === null)
      .map((one) => one.id)
      .join(' ');
  const moves = movesOf(
    TREE,
    TREE.find((one) => one.id === id)!,
  );
  const told = Object.entries(moves).flatMap(([name, move]) => {
    if (move === null) return [];
    const moved = moveItem(agenda(), { item: id, ...move });
    return [`${name}: ${top(written(TREE, moved.ok ? moved.value : []))}`];
  });
  expect(told.join('; ')).toBe(steps);
});

test('what was withdrawn offers no step, and none is into it or within it', () => {
  const items = altered('a', { state: 'withdrawn' }, altered('aa', { state: 'dealt_with' }));
  const steps = (id: string) =>
    Object.entries(
      movesOf(
        items,
        items.find((one) => one.id === id)!,
      ),
    ).flatMap(([name, move]) => (move ? [name] : []));
  expect(['a', 'aa', 'ab', 'b'].map(steps)).toEqual([[], ['out'], ['in', 'out'], ['up', 'down']]);
});

test('an item is added as the last under a parent, at most four deep and not under what was withdrawn', () => {
  const add = (parent: string | null, items: readonly Item[] = TREE) =>
    addItem(agenda(items), { ...matter, presenter: 'Ana', parent }, context);
  expect(add('a')).toMatchObject({
    value: [{ type: 'item.added', data: { parent: 'a' }, personal: { presenter: 'Ana' } }],
  });
  expect(JSON.stringify((add('a') as { value: { data: object }[] }).value[0]!.data)).not.toContain('Ana');
  expect(codeOf(add('aaa'))).toBeNull();
  expect(codeOf(add('d', [...TREE, item('d', 'aaa')]))).toBe('item.too_deep');
  expect(codeOf(add('zz'))).toBe('item.unknown');
  expect(codeOf(add('a', altered('a', { state: 'withdrawn' })))).toBe('item.wrong_state');
  expect(codeOf(changeItem(agenda(altered('a', { state: 'withdrawn' })), { ...matter, item: 'a' }))).toBe(
    'item.wrong_state',
  );
});

test('what is under an internal item is internal', () => {
  const items = altered('a', { internal: true });
  expect(items.filter(({ id }) => isHidden(items, id)).map(({ id }) => id)).toEqual(['a', 'aa', 'aaa', 'ab']);
});

test('an item is withdrawn with what is planned under it, unless motions or the floor hold it', () => {
  const reason = 'Not ready';
  const withdraw = (items: readonly Item[], motions = new Map<string, string[]>()) =>
    withdrawItem({ ...agenda(items), motions }, { item: 'a', reason });
  const gone = (result: Result<AssembliesEvent[]>) =>
    result.ok && result.value.map(({ data }) => (data as { item: string }).item);
  expect(gone(withdraw(TREE))).toEqual(['a', 'aa', 'aaa', 'ab']);
  expect(gone(withdraw(altered('ab', { state: 'dealt_with' })))).toEqual(['a', 'aa', 'aaa']);
  expect(withdraw(TREE, new Map([['aaa', ['4', '5']]]))).toMatchObject({
    refusal: { code: 'item.motions_pending', facts: { labels: ['4', '5'] } },
  });
  expect(withdraw(altered('aaa', { state: 'current' }))).toMatchObject({
    refusal: { code: 'item.wrong_state', facts: { number: '1.1.1', state: 'current' } },
  });
  for (const state of ['current', 'dealt_with', 'withdrawn'] as const) {
    expect(codeOf(withdraw(altered('a', { state })))).toBe('item.wrong_state');
  }
});

describe('the current item', () => {
  const typesOf = (result: Result<AssembliesEvent[]>) =>
    result.ok && result.value.map(({ type, data }) => `${type} ${(data as { item: string }).item}`);
  const up = (items: readonly Item[], id: string, current: 'dealt_with' | 'left' = 'dealt_with') =>
    typesOf(takeUp(agenda(items), { item: id, current }));

  test('is one at a time: the one before is dealt with or left, a heading that is gone into dealt with', () => {
    expect(up(TREE, 'b')).toEqual(['item.taken_up b']);
    const items = altered('b', { state: 'current' });
    expect(up(items, 'c')).toEqual(['item.dealt_with b', 'item.taken_up c']);
    expect(up(items, 'c', 'left')).toEqual(['item.left b', 'item.taken_up c']);
    expect(up(altered('c', { state: 'current' }), 'ca', 'left')).toEqual([
      'item.dealt_with c',
      'item.taken_up ca',
    ]);
    expect(up(altered('b', { state: 'dealt_with' }), 'b')).toEqual(['item.taken_up b']);
  });

  test('is there only in an open sitting, and is left with it', () => {
    const closed = { ...agenda(), sittingOpen: false };
    expect(codeOf(takeUp(closed, { item: 'b', current: 'left' }))).toBe('sitting.none_open');
    expect(leaveWithSitting(agenda())).toEqual([]);
    expect(leaveWithSitting(agenda(altered('b', { state: 'current' })))).toMatchObject([
      { type: 'item.left', data: { item: 'b', internal: false } },
    ]);
  });

  test('alone can be finished or left', () => {
    expect(codeOf(endItem(agenda(), { item: 'b' }, 'left'))).toBe('item.wrong_state');
    expect(codeOf(endItem(agenda(), { item: 'zz' }, 'left'))).toBe('not_found');
    expect(
      codeOf(endItem(agenda(altered('b', { state: 'current' })), { item: 'b' }, 'dealt_with')),
    ).toBeNull();
    for (const state of ['current', 'withdrawn'] as const) {
      expect(codeOf(takeUp(agenda(altered('b', { state })), { item: 'b', current: 'left' }))).toBe(
        'item.wrong_state',
      );
    }
  });

  test('what comes next: the agenda’s order, then what was left; a heading only for its introduction', () => {
    const taken = [{ from: at, until: at }];
    const next = (items: readonly Item[]) => nextItem(items)?.id ?? null;
    expect(next(TREE)).toBe('a');
    expect(next(altered('a', { minutes: null }))).toBe('aa');
    expect(next(altered('aa', { minutes: null }, altered('a', { minutes: null })))).toBe('aaa');
    expect(next(altered('a', { taken }))).toBe('aa');
    expect(inTurn(altered('a', { taken })).at(-1)?.id).toBe('a');
    expect(next(TREE.map((one) => ({ ...one, state: 'dealt_with' as const })))).toBeNull();
  });

  test('a heading is dealt with when everything under it is', () => {
    const standing = (items: readonly Item[]) => standingOf(items, items[0]!);
    const done = altered('ab', { state: 'dealt_with' }, altered('aaa', { state: 'dealt_with' }));
    expect(standing(TREE)).toBe('planned');
    expect(standing(done)).toBe('dealt_with');
    expect(standing(altered('ab', { state: 'withdrawn' }, done))).toBe('dealt_with');
    expect(standing(altered('a', { state: 'current' }, done))).toBe('current');
    expect(standing(altered('a', { state: 'dealt_with' }))).toBe('planned');
  });
});

/** Any acts on any agenda; what is refused changes nothing. */
const ACTS = fc.array(
  fc.record({
    kind: fc.constantFrom('add', 'move', 'withdraw', 'up', 'finish', 'leave'),
    item: fc.nat(30),
    to: fc.nat(30),
    before: fc.nat(30),
  }),
  { maxLength: 40 },
);

test('whatever is done, the agenda is a tree at most four deep with one current item and numbers without gaps', () => {
  fc.assert(
    fc.property(ACTS, (acts) => {
      let items: Item[] = [...TREE];
      for (const one of acts) {
        const [id, to, before] = [one.item, one.to, one.before].map(
          (place) => items[place % (items.length + 1)]?.id ?? null,
        ) as [string | null, string | null, string | null];
        const state = agenda(inOrder(items));
        const name = { item: id ?? 'zz' };
        const decide = {
          add: () => addItem(state, { ...matter, parent: to }, context),
          move: () => moveItem(state, { ...name, parent: to, before }),
          withdraw: () => withdrawItem(state, { ...name, reason: 'x' }),
          up: () => takeUp(state, { ...name, current: one.to % 2 === 0 ? 'left' : 'dealt_with' }),
          finish: () => endItem(state, name, 'dealt_with'),
          leave: () => endItem(state, name, 'left'),
        }[one.kind as 'add'];
        const decided = decide();
        if (decided.ok) items = written(items, decided.value);
        const ordered = inOrder(items);
        expect(ordered).toHaveLength(items.length);
        expect(Math.max(...items.map((own) => pathOf(items, own.id).length))).toBeLessThanOrEqual(
          AGENDA_DEPTH,
        );
        expect(items.filter((own) => own.state === 'current').length).toBeLessThanOrEqual(1);
        expect(items.flatMap(({ taken }) => taken.filter(({ until }) => until === null))).toHaveLength(
          currentOf(items) ? 1 : 0,
        );
        // A step that is offered is never refused.
        for (const own of ordered) {
          for (const move of Object.values(movesOf(ordered, own))) {
            if (move) expect(codeOf(moveItem(agenda(ordered), { item: own.id, ...move }))).toBeNull();
          }
        }
        const numbers = numbersOf(items);
        expect(new Set(numbers.values()).size).toBe(items.length);
        for (const { id: own, parent } of items) {
          const path = numbers.get(own)!.split('.');
          expect(path.slice(0, -1).join('.')).toBe(parent === null ? '' : numbers.get(parent));
          expect(Number(path.at(-1))).toBeLessThanOrEqual(
            items.filter((sibling) => sibling.parent === parent).length,
          );
        }
      }
    }),
    { numRuns: 200 },
  );
});
