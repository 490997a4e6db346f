import {
  deviations,
  histories,
  merged,
  type Adopted,
  type MergedOrigin,
} from '../../src/drafting/merging.js';
import type { Clause } from '../../src/instruments/clause.js';
import type { Operation } from '../../src/instruments/operations.js';
import type { Texts } from '../../src/instruments/wordings.js';

const clause = (id: string, text: string, parent: string | null = null): Clause => ({
  ...{ id, kind: 'article', parent, text },
});
const EN = [clause('c1', 'Ports are open.'), clause('c2', 'Ships are free.'), clause('c3', 'Work is safe.')];
const base: Texts = { en: EN, fr: EN.map((one) => ({ ...one, text: `fr ${one.text}` })) };

const replace = (id: string, text: string): Operation => ({
  op: 'replace',
  clause: id,
  kind: 'article',
  text,
});
const insert = (id: string, after: string | null, text: string, under: string | null = null): Operation => ({
  ...{ op: 'insert', clause: id, kind: 'article', text, under, after },
});
const adopted = (key: string, en: readonly Operation[], fr: readonly Operation[] = en): Adopted => ({
  ...{ key, motion: `m${key}`, titles: { en: key }, poll: null, decision: null },
  wordings: { en, fr },
});

describe('merging', () => {
  test('gives what amendments bring the ids of a draft, in reading order, in text, parents and marks', () => {
    const done = merged(base, [
      adopted('2', [insert('n1', 'c3', 'Rest is long.'), insert('n2', null, 'It ends.', 'n1')]),
      adopted('1', [insert('n1', 'c1', 'Docks are clean.')]),
    ]);
    expect(done.texts.en!.map(({ id, parent, text }) => [id, parent, text])).toEqual([
      ['c1', null, 'Ports are open.'],
      ['n1', null, 'Docks are clean.'],
      ['c2', null, 'Ships are free.'],
      ['c3', null, 'Work is safe.'],
      ['n2', null, 'Rest is long.'],
      ['n3', 'n2', 'It ends.'],
    ]);
    expect(done.texts.fr!.map(({ id }) => id)).toEqual(done.texts.en!.map(({ id }) => id));
    expect(done.marks.toSorted((a, b) => (a.clause < b.clause ? -1 : 1))).toEqual([
      { clause: 'n1', op: 'insert', key: '1' },
      { clause: 'n2', op: 'insert', key: '2' },
      { clause: 'n3', op: 'insert', key: '2' },
    ]);
    expect(done.conflicts).toEqual([]);
  });

  test('tells of a conflict what each would have made of the clause alone; who deletes it makes nothing', () => {
    const done = merged(base, [
      adopted('1', [replace('c2', 'Nothing sails.')], []),
      adopted('2', [{ op: 'delete', clause: 'c2' }]),
      adopted('3', [replace('c1', 'All is shut.')]),
    ]);
    expect(done.texts.en!.map(({ text }) => text)).toEqual([
      ...['All is shut.', 'Ships are free.', 'Work is safe.'],
    ]);
    expect(done.conflicts).toHaveLength(1);
    expect(done.conflicts[0]).toMatchObject({ clause: 'c2', keys: ['1', '2'] });
    expect(done.conflicts[0]!.wordings.filter(({ lang }) => lang === 'en')).toEqual([
      { key: '1', lang: 'en', clause: 'c2', op: 'replace', text: 'Nothing sails.' },
      { key: '2', lang: 'en', clause: 'c2', op: 'delete', text: null },
    ]);
  });
});

describe('a draft deviates from its amendments', () => {
  const ids = (found: ReturnType<typeof deviations>) => found.map(({ clause: id }) => id);
  const conflict = { ...merged(base, []), conflicts: [] };

  test('nowhere, where it is what they make', () => {
    expect(deviations(conflict, base)).toEqual([]);
  });

  test('in words, by language', () => {
    const now = { ...base, fr: [base.fr![0]!, { ...base.fr![1]!, text: 'Tout est libre.' }, base.fr![2]!] };
    expect(deviations(conflict, now)).toEqual([
      {
        ...{ clause: 'c2', conflict: false },
        changes: [{ lang: 'fr', op: 'replace', before: 'fr Ships are free.', after: 'Tout est libre.' }],
      },
    ]);
  });

  test('in the reading order of the draft; what it has no more comes last', () => {
    const fresh = clause('n9', 'Docks are clean.');
    const rewritten = { ...EN[2]!, text: 'Nobody is hurt.' };
    const en = [rewritten, fresh, { ...EN[1]!, text: 'Tides rule here.' }];
    const now = { en, fr: [base.fr![2]!, fresh, base.fr![1]!] };
    const found = deviations(conflict, now);
    expect(ids(found)).toEqual(['c3', 'n9', 'c2', 'c1']);
    expect(found.find(({ clause: id }) => id === 'c1')!.changes).toEqual([
      { lang: 'en', op: 'delete', before: 'Ports are open.', after: null },
      { lang: 'fr', op: 'delete', before: 'fr Ports are open.', after: null },
    ]);
    expect(found.find(({ clause: id }) => id === 'n9')!.changes).toContainEqual({
      ...{ lang: 'en', op: 'insert', before: null, after: 'Docks are clean.' },
    });
  });

  test('where amendments met, whatever stands now; a conflict about no clause is none', () => {
    const met = (id: string | null) => ({
      ...{
        kind: 'same_clause' as const,
        clause: id,
        keys: ['1', '2'] as const,
        langs: ['en' as const],
        wordings: [],
      },
    });
    const now = { ...base, en: [{ ...EN[0]!, text: 'All is shut.' }, EN[1]!, EN[2]!] };
    const on = { ...conflict, conflicts: [met('c2'), met('c1'), met(null)] };
    expect(deviations(on, base)).toEqual([
      { clause: 'c1', conflict: true, changes: [] },
      { clause: 'c2', conflict: true, changes: [] },
    ]);
    expect(deviations(on, now)[0]).toMatchObject({ clause: 'c1', conflict: true, changes: [{ lang: 'en' }] });
  });
});

test('the history of a clause: each version that changed it, with the amendments or the reason that did', () => {
  const amendment = (key: string) => ({
    ...{ key, motion: `m${key}`, titles: { en: key }, poll: null, decision: null },
  });
  const origin: MergedOrigin = {
    ...{ v: 1, motion: 'm', label: '3', assembly: 'oslo', amendments: [amendment('1')] },
    marks: [
      { clause: 'c2', op: 'replace', key: '1' },
      { clause: 'c2', op: 'words', key: 'unknown' },
      { clause: 'c1', op: 'replace', key: '1' },
    ],
    editorial: [{ clause: 'c3', reason: 'a comma' }],
  };
  const [c1, c2, c3] = EN as [Clause, Clause, Clause];
  const second = [c1, { ...c2, text: 'Ships are free at last.' }, { ...c3, text: 'Work is safe, always.' }];
  const found = histories([
    { number: 1, clauses: EN, origin: null },
    { number: 2, clauses: second, origin },
    { number: 3, clauses: [second[1]!, second[2]!], origin: null },
  ]);
  const added = { version: 1, change: 'added', marks: [], editorial: null };
  expect(Object.fromEntries(found)).toEqual({
    c2: [
      added,
      {
        ...{ version: 2, change: 'changed', editorial: null },
        marks: [{ ...amendment('1'), op: 'replace', assembly: 'oslo' }],
      },
    ],
    c3: [added, { version: 2, change: 'changed', marks: [], editorial: 'a comma' }],
  });
});
