import fc from 'fast-check';
import { saved } from '../../src/drafting/draft.js';
import { langsOf, type Held } from '../../src/drafting/joining.js';
import {
  begun,
  received,
  reopened,
  resolved,
  send,
  settled,
  typed,
  unsaved,
  type Answer,
  type Sent,
  type Writing,
} from '../../src/drafting/writing.js';
import type { Clause } from '../../src/instruments/clause.js';
import { misaligned, type Texts } from '../../src/instruments/wordings.js';
import { inFrench } from './texts.js';

const clause = (id: string, text: string, more: Partial<Clause> = {}): Clause => ({
  ...{ id, kind: 'paragraph', parent: null, text },
  ...more,
});
const EN = [
  clause('c1', 'Ports are open.'),
  clause('c2', 'No toll is taken.'),
  clause('c3', 'Pilots are free.'),
];
const START: Texts = { en: EN, fr: inFrench(EN) };

/** The server: every revision of the text, and what was answered to each saving. */
class Server {
  readonly revisions: Texts[] = [START];
  private readonly answers = new Map<string, Answer>();

  save({ save, lang, revision, operations }: Sent): Answer {
    const before = this.answers.get(save);
    if (before) return before;
    const now = this.revisions.at(-1)!;
    const done = saved({ base: this.revisions[revision - 1]!, now }, { lang, operations });
    if (!done.ok) throw new Error(JSON.stringify(done.refusal));
    const { texts, renamed, held, asSent } = done.value;
    this.revisions.push(texts);
    const answer = { revision: this.revisions.length, texts: asSent ? null : texts, renamed, held };
    this.answers.set(save, answer);
    return answer;
  }

  news({ revision }: Writing): Answer {
    const now = this.revisions.length;
    return { revision: now, texts: revision === now ? null : this.text, renamed: {}, held: [] };
  }

  get text(): Texts {
    return this.revisions.at(-1)!;
  }
}

const words = (writing: Writing): string[] => writing.mine.en!.map(({ text }) => text);
const retyped = (writing: Writing, id: string, text: string): Writing =>
  typed(
    writing,
    'en',
    writing.mine.en!.map((one) => (one.id === id ? { ...one, text } : one)),
  );

test('what is typed while a saving is on its way is saved by the next', () => {
  const server = new Server();
  let writing = send(retyped(begun(1, START), 'c1', 'Ports are free.'), 's1');
  writing = retyped(writing, 'c1', 'Ports are free and open.');
  expect(send(writing, 's2').sent!.save).toBe('s1');
  writing = received(writing, server.save(writing.sent!));
  expect(words(writing)[0]).toBe('Ports are free and open.');
  expect(unsaved(writing)).toBe('en');
  writing = send(writing, 's2');
  writing = received(writing, server.save(writing.sent!));
  expect(settled(writing)).toBe(true);
  expect(server.text.en![0]!.text).toBe('Ports are free and open.');
});

/** Somebody else saved something meanwhile. */
const others = (server: Server, id: string, text: string): void => {
  const writing = send(retyped(begun(server.revisions.length, server.text), id, text), `others ${text}`);
  server.save(writing.sent!);
};

test('a conflict keeps what was typed, also what came after it was sent, until the writer says what is to stand', () => {
  const server = new Server();
  let writing = send(retyped(begun(1, START), 'c1', 'Ports are closed.'), 's1');
  others(server, 'c1', 'Ports are free.');
  writing = retyped(writing, 'c1', 'Ports are closed by night.');
  writing = received(writing, server.save(writing.sent!));
  expect(words(writing)[0]).toBe('Ports are free.');
  expect(writing.held).toMatchObject([
    { clause: 'c1', base: 'Ports are open.', theirs: 'Ports are free.', mine: 'Ports are closed by night.' },
  ]);
  expect(unsaved(writing)).toBeNull();
  expect(settled(writing)).toBe(false);
  const [held] = writing.held as [Held];
  const left = resolved(writing, held, null);
  expect(left.held).toEqual([]);
  expect(words(left)[0]).toBe('Ports are free.');
  writing = send(resolved(writing, held, 'Ports are free by day.'), 's2');
  writing = received(writing, server.save(writing.sent!));
  expect(settled(writing)).toBe(true);
  expect(server.text.en![0]!.text).toBe('Ports are free by day.');
});

test('a clause that others deleted comes back where it stood; one that I deleted goes with what is beneath it', () => {
  const server = new Server();
  let writing = retyped(begun(1, START), 'c2', 'No toll is ever taken.');
  const gone = (at: Writing, id: string): Writing =>
    typed(
      at,
      'en',
      at.mine.en!.filter((one) => one.id !== id),
    );
  server.save(send(gone(begun(1, START), 'c2'), 'others').sent!);
  writing = received(writing, server.news(writing));
  expect(words(writing)).toEqual(['Ports are open.', 'Pilots are free.']);
  const back = resolved(writing, writing.held[0]!, 'No toll is ever taken.');
  expect(words(back)).toEqual(['Ports are open.', 'No toll is ever taken.', 'Pilots are free.']);
  expect(back.mine.fr!.map(({ text }) => text)).toEqual(['fr Ports are open.', '', 'fr Pilots are free.']);

  writing = gone(begun(2, server.text), 'c3');
  others(server, 'c3', 'Pilots are free of charge.');
  writing = received(writing, server.news(writing));
  expect(words(writing)).toEqual(['Ports are open.', 'Pilots are free of charge.']);
  expect(writing.held.map(({ lang, op, mine }) => [lang, op, mine])).toEqual([
    ['en', 'delete', null],
    ['fr', 'delete', null],
  ]);
  expect(words(resolved(writing, writing.held[0]!, ''))).toEqual(['Ports are open.']);
});

test('a writer who was away joins to the text of now, though the server has forgotten the old one', () => {
  const server = new Server();
  const writing = send(retyped(begun(1, START), 'c1', 'All ports are open.'), 's1');
  others(server, 'c2', 'No toll.');
  const back = reopened(writing, { revision: 2, texts: server.text });
  expect(words(back)).toEqual(['All ports are open.', 'No toll.', 'Pilots are free.']);
  expect(unsaved(back)).toBe('en');
});

/** What a writer or the network does next. */
type Step =
  | { readonly do: 'add'; readonly at: number; readonly lang: 'en' | 'fr' }
  | { readonly do: 'bring' | 'delete'; readonly at: number }
  | { readonly do: 'send' | 'arrive' | 'answer' | 'lose' | 'look' };
const step: fc.Arbitrary<{ who: number; step: Step }> = fc.record({
  who: fc.nat(2),
  step: fc.oneof(
    fc.record({ do: fc.constant('add' as const), at: fc.nat(9), lang: fc.constantFrom('en', 'fr') }),
    fc.record({ do: fc.constantFrom('bring' as const, 'delete' as const), at: fc.nat(9) }),
    fc.record({
      do: fc.constantFrom(
        'send' as const,
        'arrive' as const,
        'answer' as const,
        'lose' as const,
        'look' as const,
      ),
    }),
  ),
});

/** Three writers whose savings and answers are lost, repeated and late; every word that they write is its own. */
class Play {
  readonly server = new Server();
  readonly writers = [0, 1, 2].map(() => ({
    writing: begun(1, START),
    answer: null as Answer | null,
    next: 1,
  }));
  private words = 0;
  private saves = 0;
  readonly written = new Map<string, { who: number; lang: string }>();
  /** Words that somebody deleted on sight. */
  readonly deleted = new Set<string>();

  private word(who: number, lang: string): string {
    const one = `w${++this.words}`;
    this.written.set(one, { who, lang });
    return one;
  }

  make(who: number, step: Step): void {
    const me = this.writers[who]!;
    const own = me.writing.mine;
    const pick = <T>(all: readonly T[], at: number): number => (all.length === 0 ? -1 : at % all.length);
    switch (step.do) {
      case 'add': {
        const clauses = own[step.lang]!;
        const place = pick(clauses, step.at);
        if (place < 0) return;
        const word = this.word(who, step.lang);
        const next = clauses.map((one, i) =>
          i === place ? { ...one, text: `${one.text} ${word}`.trim() } : one,
        );
        me.writing = typed(me.writing, step.lang, next);
        return;
      }
      case 'bring': {
        const clauses = own.en!;
        const place = pick(clauses, step.at) + 1;
        // As an editor names it: a number that it has not seen.
        for (const { id } of clauses) me.next = Math.max(me.next, Number(/^n(\d+)$/.exec(id)?.[1] ?? 0) + 1);
        const fresh = clause(`n${me.next++}`, this.word(who, 'en'), {
          parent: clauses[place]?.parent ?? null,
        });
        me.writing = typed(me.writing, 'en', clauses.toSpliced(place, 0, fresh));
        return;
      }
      case 'delete': {
        const place = pick(own.en!, step.at);
        if (place < 0) return;
        const { id } = own.en![place]!;
        for (const lang of langsOf(own))
          for (const word of own[lang]!.find((one) => one.id === id)!.text.split(' ')) this.deleted.add(word);
        me.writing = typed(
          me.writing,
          'en',
          own.en!.filter((one) => one.id !== id),
        );
        return;
      }
      case 'send':
        me.writing = send(me.writing, `s${++this.saves}`);
        return;
      case 'arrive':
        if (me.writing.sent) me.answer = this.server.save(me.writing.sent);
        return;
      case 'lose':
        me.answer = null;
        return;
      case 'answer':
        if (me.answer && me.writing.sent) me.writing = received(me.writing, me.answer);
        me.answer = null;
        return;
      case 'look':
        if (!me.writing.sent) me.writing = received(me.writing, this.server.news(me.writing));
    }
  }

  /** Until everybody has everything. */
  end(): void {
    for (let turn = 0; turn < 12; turn++)
      for (const who of [0, 1, 2])
        for (const one of ['send', 'arrive', 'answer', 'look'] as const) this.make(who, { do: one });
  }
}

test('whatever gets lost on the way: all end with one text, and every word is there, held or was deleted on sight', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
      const play = new Play();
      for (const one of steps) play.make(one.who, one.step);
      play.end();
      const { text } = play.server;
      expect(misaligned(text.en!, text.fr!)).toBeNull();
      for (const { writing } of play.writers) {
        expect(writing.mine).toEqual(text);
        expect(writing.base).toEqual(text);
        expect(writing.sent).toBeNull();
      }
      const found = (words: string | null, word: string): boolean =>
        words?.split(' ').includes(word) ?? false;
      const all = langsOf(text).flatMap((lang) => text[lang]!.map((one) => one.text));
      for (const [word, { who }] of play.written) {
        if (play.deleted.has(word)) continue;
        const held = play.writers[who]!.writing.held.some(({ mine }) => found(mine, word));
        expect({ word, there: held || all.some((one) => found(one, word)) }).toEqual({ word, there: true });
        expect(all.filter((one) => found(one, word)).length).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 300 },
  );
});
