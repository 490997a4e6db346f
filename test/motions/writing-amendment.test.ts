import fc from 'fast-check';
import {
  begun,
  drop,
  keep,
  keptMotions,
  keptName,
  onText,
  settled,
  takeUp,
  typed,
  wordingsOf,
  type Beside,
  type Store,
} from '../../client/src/motions/writing-amendment.js';
import type { Clause } from '../../src/instruments/clause.js';
import { amendedTexts, type Texts } from '../../src/instruments/wordings.js';
import { amended, text } from '../instruments/texts.js';

const article = (id: string, words: string): Clause => ({ id, kind: 'article', parent: null, text: words });
const BASE: Texts = {
  en: [article('c1', 'Ports are open.'), article('c2', 'No toll is taken.')],
  fr: [article('c1', 'Les ports sont ouverts.'), article('c2', 'Aucun péage.')],
};
const BESIDE: Beside = {
  titles: { en: 'Ports', fr: '', es: '' },
  reason: 'It is clearer.',
  member: 'm1',
  mover: '',
  sponsors: [],
};

class Memory implements Store {
  private readonly map = new Map<string, string>();
  get length(): number {
    return this.map.size;
  }
  key(place: number): string | null {
    return [...this.map.keys()][place] ?? null;
  }
  getItem(name: string): string | null {
    return this.map.get(name) ?? null;
  }
  setItem(name: string, words: string): void {
    this.map.set(name, words);
  }
  removeItem(name: string): void {
    this.map.delete(name);
  }
}

const say = (lang: 'en' | 'fr', place: number, words: string, from: Texts = BASE): Clause[] =>
  from[lang]!.with(place, { ...from[lang]![place]!, text: words });

test('what comes in one language comes in each, and words that were there come back with their clause', () => {
  const fresh = typed(begun(BASE, ['en']), 'en', [...BASE.en!, article('n1', 'Ships greet.')]);
  expect(wordingsOf(fresh)).toEqual({
    en: [{ op: 'insert', clause: 'n1', kind: 'article', text: 'Ships greet.', under: null, after: 'c2' }],
  });
  expect(fresh.mine.fr!.at(-1)).toEqual(article('n1', ''));
  const gone = typed(begun(BASE, ['en', 'fr']), 'en', [BASE.en![1]!]);
  expect(wordingsOf(gone)).toEqual({
    en: [{ op: 'delete', clause: 'c1' }],
    fr: [{ op: 'delete', clause: 'c1' }],
  });
  expect(typed(gone, 'en', BASE.en!).mine).toEqual(BASE);
});

test('when the text changes elsewhere the amendment goes on; where it meets the change its writer is asked', () => {
  const mine = typed(typed(begun(BASE, ['en']), 'en', say('en', 0, 'Harbours are open.')), 'en', [
    article('c1', 'Harbours are open.'),
    article('c2', 'No tax is taken.'),
  ]);
  const next: Texts = { ...BASE, en: say('en', 1, 'No due is taken.') };
  const moved = onText(mine, next);
  expect(moved.mine.en!.map((one) => one.text)).toEqual(['Harbours are open.', 'No due is taken.']);
  expect(moved.held).toMatchObject([{ clause: 'c2', theirs: 'No due is taken.', mine: 'No tax is taken.' }]);
  const meant = settled(moved, moved.held[0]!, { mine: true });
  expect(meant.held).toEqual([]);
  expect(meant.mine.en![1]!.text).toBe('No tax is taken.');
  expect(settled(moved, moved.held[0]!, { mine: false }).mine).toEqual(moved.mine);
  const out = onText(typed(begun(BASE, ['en']), 'en', [BASE.en![0]!]), next);
  expect(settled(out, out.held[0]!, { mine: true }).mine.fr!.map(({ id }) => id)).toEqual(['c1']);
  expect(onText(mine, { ...BASE })).toBe(mine);
});

test('nothing typed is lost with the page, and what is sent is kept no longer', () => {
  const store = new Memory();
  const name = keptName('p1', 'm1');
  const writing = typed(begun(BASE, ['en']), 'en', [...BASE.en!, article('n1', '')]);
  keep(store, name, writing, BESIDE);
  expect(takeUp(store, name)).toEqual({ writing, beside: BESIDE });
  keep(store, name, onText(writing, { ...BASE, en: say('en', 1, 'None.') }), BESIDE);
  expect(takeUp(store, name)!.writing.mine.en!.map((one) => one.text)).toEqual([
    'Ports are open.',
    'None.',
    '',
  ]);
  keep(store, keptName('p2', 'm2'), writing, BESIDE);
  expect([keptMotions(store, 'p1'), keptMotions(store, 'p3')]).toEqual([['m1'], []]);
  drop(store, name);
  expect([takeUp(store, name), store.length]).toEqual([null, 2]);
});

test('whatever is written comes back as it was, and is what the house makes of it', () => {
  fc.assert(
    fc.property(
      text().chain((base) => fc.tuple(fc.constant(base), amended(base))),
      ([base, next]) => {
        const store = new Memory();
        const writing = typed(begun({ en: base, fr: base }, ['en']), 'en', next);
        keep(store, 'x', writing, BESIDE);
        expect(takeUp(store, 'x')!.writing).toEqual(writing);
        const made = amendedTexts({ en: base }, wordingsOf(writing));
        expect(made.ok ? made.value.en : base).toEqual(next);
      },
    ),
  );
});
