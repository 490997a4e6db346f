import fc from 'fast-check';
import { keep, takeOver, type Store } from '../../client/src/drafting/kept.js';
import { begun, received, send, settled, typed, type Writing } from '../../src/drafting/writing.js';
import { bilingual, rewritten } from './texts.js';

/** A browser's storage. */
function storage(): Store & { keys: () => string[] } {
  const all = new Map<string, string>();
  return {
    getItem: (name) => all.get(name) ?? null,
    setItem: (name, text) => void all.set(name, text),
    removeItem: (name) => void all.delete(name),
    key: (place) => [...all.keys()][place] ?? null,
    get length() {
      return all.size;
    },
    keys: () => [...all.keys()],
  };
}

const DRAFT = { draft: 'd', person: 'p' };
const start = begun(3, {
  en: [{ id: 'c1', kind: 'article', parent: null, text: 'Ports are open.' }],
  fr: [{ id: 'c1', kind: 'article', parent: null, text: '' }],
});
const reworded = (writing: Writing, text: string): Writing =>
  typed(writing, 'en', [{ ...writing.mine.en![0]!, text }]);

test('what is not saved comes back as it was, with what was on its way', () => {
  fc.assert(
    fc.property(
      bilingual().chain((from) => fc.tuple(fc.constant(from), rewritten(from), rewritten(from))),
      ([from, first, second]) => {
        const store = storage();
        const sent = send(typed(begun(3, from), 'en', first.en!), 's1');
        const writing = { ...sent, mine: second };
        fc.pre(!settled(writing));
        keep(store, writing, { ...DRAFT, page: 'a', at: 0 });
        const back = takeOver(store, { ...DRAFT, page: 'a', now: 1 });
        expect(back).toEqual(writing);
        expect(store.keys()).toEqual([]);
      },
    ),
    { numRuns: 100 },
  );
});

test('nothing is left once everything is saved', () => {
  const store = storage();
  const sent = send(reworded(start, 'Ports are free.'), 's1');
  keep(store, sent, { ...DRAFT, page: 'a', at: 0 });
  expect(store.keys().toSorted()).toEqual(['plenary.draft.d.a', 'plenary.draft.d.a.base.3']);
  keep(store, received(sent, { revision: 4, texts: null, renamed: {}, held: [] }), {
    ...{ ...DRAFT, page: 'a', at: 0 },
  });
  expect(store.keys()).toEqual([]);
});

test('a browser that ends between two writings has the state before', () => {
  const store = storage();
  const before = send(reworded(start, 'Ports are free.'), 's1');
  keep(store, before, { ...DRAFT, page: 'a', at: 0 });
  const after = reworded(received(before, { revision: 4, texts: null, renamed: {}, held: [] }), 'Ports are.');
  const full: Store = {
    ...store,
    length: store.length,
    setItem: (name, text) => {
      if (name === 'plenary.draft.d.a') throw new Error('ended');
      store.setItem(name, text);
    },
  };
  expect(() => keep(full, after, { ...DRAFT, page: 'a', at: 0 })).toThrow('ended');
  expect(takeOver(store, { ...DRAFT, page: 'a', now: 1 })).toEqual(before);
});

test('another tab that is there keeps its own; one that is gone is taken over, and two come together', () => {
  const store = storage();
  keep(store, reworded(start, 'All ports are open.'), { ...DRAFT, page: 'a', at: 1_000 });
  keep(store, reworded(start, 'Ports are open by day.'), { ...DRAFT, page: 'b', at: 20_000 });
  keep(store, reworded(start, 'Somebody else’s.'), { draft: 'd', person: 'q', page: 'c', at: 0 });
  expect(takeOver(store, { ...DRAFT, page: null, now: 10_000 })).toBeNull();
  const first = takeOver(store, { ...DRAFT, page: null, now: 20_001 });
  expect(first!.mine.en![0]!.text).toBe('All ports are open.');
  keep(store, first!, { ...DRAFT, page: 'd', at: 20_001 });
  const both = takeOver(store, { ...DRAFT, page: 'd', now: 90_000 });
  expect(both!.mine.en![0]!.text).toBe('All ports are open by day.');
  expect(store.keys()).toEqual(['plenary.draft.d.c.base.3', 'plenary.draft.d.c']);
});
