import fc from 'fast-check';
import { follow, joined, langsOf } from '../../src/drafting/joining.js';
import type { Clause } from '../../src/instruments/clause.js';
import { checkTree } from '../../src/instruments/clause.js';
import { misaligned, type Texts } from '../../src/instruments/wordings.js';
import { bilingual, inFrench, rewritten } from './texts.js';

const clause = (id: string, text: string, more: Partial<Clause> = {}): Clause => ({
  ...{ id, kind: 'paragraph', parent: null, text },
  ...more,
});
const base: Texts = { en: [clause('c1', 'Ports are open.'), clause('c2', 'No toll is taken by day.')] };
const wordsOf = (texts: Texts): string[] => texts.en!.map(({ id, text }) => `${id} ${text}`);

test('two writers of different words of one clause both stand', () => {
  const theirs = { en: [clause('c1', 'Ports are free.'), base.en![1]!] };
  const mine = {
    en: [clause('c1', 'All ports are open.'), clause('c2', 'No toll is taken by day or night.')],
  };
  const done = joined(base, { theirs, mine: { en: [clause('c1', 'Old Ports are open.'), mine.en[1]!] } });
  expect(wordsOf(done.texts)).toEqual(['c1 Old Ports are free.', 'c2 No toll is taken by day or night.']);
  expect(done.held).toEqual([]);
});

test('of the same words theirs stand, and mine are held with what was there', () => {
  const theirs = { en: [clause('c1', 'Ports are free.'), base.en![1]!] };
  const mine = { en: [clause('c1', 'Ports are closed.'), clause('c2', 'No toll is taken.')] };
  const done = joined(base, { theirs, mine });
  expect(wordsOf(done.texts)).toEqual(['c1 Ports are free.', 'c2 No toll is taken.']);
  expect(done.held).toEqual([
    {
      clause: 'c1',
      lang: 'en',
      op: 'words',
      base: 'Ports are open.',
      theirs: 'Ports are free.',
      mine: 'Ports are closed.',
      at: { kind: 'paragraph', parent: null, after: null },
    },
  ]);
});

test('a clause that they deleted takes what I wrote in it and beneath it out of the text, and nothing of that is lost', () => {
  const theirs = { en: [base.en![1]!] };
  const mine = {
    en: [
      clause('c1', 'Ports are closed.'),
      clause('n1', 'At night.', { parent: 'c1' }),
      clause('n2', 'Always.', { parent: 'n1' }),
      base.en![1]!,
    ],
  };
  const done = joined(base, { theirs, mine });
  expect(wordsOf(done.texts)).toEqual(['c2 No toll is taken by day.']);
  expect(done.held.map(({ clause: id, op, theirs: there, mine: own }) => [id, op, there, own])).toEqual([
    ['c1', 'words', null, 'Ports are closed.'],
    ['n1', 'insert', null, 'At night.'],
    ['n2', 'insert', null, 'Always.'],
  ]);
});

test('two new clauses of one name are two: mine is named anew', () => {
  const theirs = { en: [...base.en!, clause('n1', 'Theirs.')] };
  const mine = { en: [...base.en!, clause('n1', 'Mine.'), clause('n2', 'Beneath.', { parent: 'n1' })] };
  const done = joined(base, { theirs, mine });
  expect(done.texts.en).toEqual([
    ...base.en!,
    clause('n1', 'Theirs.'),
    clause('n3', 'Mine.'),
    clause('n2', 'Beneath.', { parent: 'n3' }),
  ]);
  expect([...done.renamed]).toEqual([['n1', 'n3']]);
});

test('what both brought under one name in the same words is one clause', () => {
  const theirs = { en: [...base.en!, clause('n1', 'New.')] };
  const mine = { en: [...theirs.en, clause('n2', 'Beneath.', { parent: 'n1' })] };
  expect(joined(base, { theirs, mine }).texts).toEqual(mine);
});

test('a deletion that is held in one language is held in all', () => {
  const two: Texts = { en: base.en!, fr: inFrench(base.en!) };
  const theirs = { en: [clause('c1', 'Ports are free.'), base.en![1]!], fr: two.fr! };
  const mine = { en: two.en!.slice(1), fr: two.fr!.slice(1) };
  const done = joined(two, { theirs, mine });
  expect(done.texts).toEqual(theirs);
  expect(done.held.map(({ lang, op }) => [lang, op])).toEqual([
    ['en', 'delete'],
    ['fr', 'delete'],
  ]);
});

test('a clause whose neighbour is gone comes behind one that stays, and not behind one that moves behind it', () => {
  const from: Texts = {
    en: [
      clause('c1', 'Work is fair.', { kind: 'article' }),
      clause('c3', 'Ships are free.'),
      clause('c4', 'Ports', { kind: 'heading' }),
      clause('c5', 'Piers', { kind: 'heading', parent: 'c4' }),
    ],
  };
  const [c1, c3, c4, c5] = from.en as [Clause, Clause, Clause, Clause];
  const theirs = { en: [c3, { ...c1, parent: 'c3' }, c4] };
  const mine = { en: [{ ...c5, parent: null }, c4, c3, c1] };
  const { texts, held } = joined(from, { theirs, mine });
  expect(texts.en!.map(({ id, parent }) => [id, parent])).toEqual([
    ['c4', null],
    ['c3', null],
    ['c1', 'c3'],
  ]);
  expect(held.map(({ clause: id, op }) => [id, op])).toEqual([['c5', 'move']]);
});

test('another language follows with empty words', () => {
  const two: Texts = { en: base.en!, fr: inFrench(base.en!) };
  const done = follow(two, 'en', [base.en![1]!, clause('n1', 'New.', { kind: 'point' })]);
  expect(done.fr).toEqual([{ ...two.fr![1]! }, { id: 'n1', kind: 'point', parent: null, text: '' }]);
});

const three = bilingual().chain((from) => fc.tuple(fc.constant(from), rewritten(from), rewritten(from)));
const where = { numRuns: 400 };

test('what only one writer changed is what that writer made of it', () => {
  fc.assert(
    fc.property(
      bilingual().chain((from) => fc.tuple(fc.constant(from), rewritten(from))),
      ([from, to]) => {
        expect(joined(from, { theirs: to, mine: from })).toMatchObject({ texts: to, held: [] });
        expect(joined(from, { theirs: from, mine: to })).toMatchObject({ texts: to, held: [] });
      },
    ),
    where,
  );
});

test('what two writers made is a text in all languages, aligned; theirs stands whole', () => {
  fc.assert(
    fc.property(three, ([from, theirs, mine]) => {
      const { texts, held } = joined(from, { theirs, mine });
      expect(misaligned(texts.en!, texts.fr!)).toBeNull();
      expect(checkTree(texts.en!, { unfinished: true }).ok).toBe(true);
      const changedByMe = new Set(
        langsOf(from).flatMap((lang) =>
          mine[lang]!.filter((one) => from[lang]!.find(({ id }) => id === one.id)?.text !== one.text).map(
            (one) => `${lang} ${one.id}`,
          ),
        ),
      );
      for (const lang of langsOf(from)) {
        for (const one of theirs[lang]!) {
          if (!from[lang]!.some(({ id }) => id === one.id)) {
            expect(texts[lang]!.find(({ id }) => id === one.id)?.text).toBe(one.text);
            continue;
          }
          const old = from[lang]!.find(({ id }) => id === one.id)!;
          if (old.text === one.text || changedByMe.has(`${lang} ${one.id}`)) continue;
          // Nobody else touched these words.
          expect(texts[lang]!.find(({ id }) => id === one.id)?.text).toBe(one.text);
        }
      }
      expect(new Set(held.map(({ lang, clause: id, op }) => `${lang} ${id} ${op}`)).size).toBe(held.length);
    }),
    where,
  );
});

test('nothing that I wrote is lost: it stands in the text, or it is held', () => {
  fc.assert(
    fc.property(three, ([from, theirs, mine]) => {
      const { texts, held, renamed } = joined(from, { theirs, mine });
      for (const lang of langsOf(from)) {
        for (const one of mine[lang]!) {
          const old = from[lang]!.find(({ id }) => id === one.id);
          if (old?.text === one.text) continue;
          const kept = held.find(
            (each) => each.lang === lang && each.clause === one.id && each.op !== 'move',
          );
          if (kept) {
            expect(kept.mine).toBe(one.text);
            continue;
          }
          const there = texts[lang]!.find(({ id }) => id === (renamed.get(one.id) ?? one.id));
          const others = theirs[lang]!.find(({ id }) => id === one.id)?.text;
          expect(there).toBeDefined();
          if (!old || others === old.text) expect(there!.text).toBe(one.text);
        }
      }
    }),
    where,
  );
});
