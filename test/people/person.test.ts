import { correctPerson, mergePerson, type Holding, type PersonKnown } from '../../src/people/person.js';
import { contextAt } from '../context.js';

const AT = '2026-11-30T12:00:00.000Z';
const person = (id: string, facts: Partial<PersonKnown> = {}): PersonKnown => ({
  ...{
    id,
    name: `Name of ${id}`,
    email: `${id}@far.example`,
    lang: 'en',
    mergedInto: null,
    published: false,
  },
  ...facts,
});
const reason = 'Typed wrong';
const office = (id: string, facts: object = {}) => ({
  ...{ id, office: 'chair' as const, body: 'b', assembly: null, from: '2020-01-01T00:00:00.000Z', to: null },
  ...facts,
});

describe('correcting a person', () => {
  test.each<[string, PersonKnown, Parameters<typeof correctPerson>[1], string]>([
    [
      'nothing is otherwise',
      person('a'),
      { name: 'Name of a', email: 'a@far.example', reason },
      'person.unchanged',
    ],
    ['nothing is said', person('a'), { reason }, 'person.unchanged'],
    ['a double', person('a', { mergedInto: 'b' }), { name: 'B', reason }, 'person.merged'],
    ['of the demonstration', person('a', { published: true }), { name: 'B', reason }, 'password.published'],
  ])('is refused: %s', (_, known, said, code) => {
    expect(correctPerson(known, said)).toMatchObject({ ok: false, refusal: { code } });
  });

  test.each<[string, Parameters<typeof correctPerson>[1], object, object]>([
    ['a name', { name: 'B', reason }, { name: true }, { name: 'B', wasName: 'Name of a' }],
    [
      'another address',
      { email: 'b@far.example', reason },
      { email: 'set' },
      { email: 'b@far.example', wasEmail: 'a@far.example' },
    ],
    ['no address', { email: null, reason }, { email: 'removed' }, { email: null, wasEmail: 'a@far.example' }],
    ['a language', { lang: 'es', reason }, { lang: 'es', wasLang: 'en' }, {}],
  ])('says what is otherwise, and names only beside the record: %s', (_, said, data, personal) => {
    expect(correctPerson(person('a'), said)).toEqual({
      ok: true,
      value: [
        {
          ...{ type: 'person.corrected', subject: { person: 'a' } },
          ...{ data: { person: 'a', ...data, reason }, personal },
        },
      ],
    });
  });
});

describe('merging a person who was registered twice', () => {
  const merge = (state: Partial<Parameters<typeof mergePerson>[0]> = {}) =>
    mergePerson(
      { double: person('a'), into: person('b'), offices: [], theirs: [], holdings: [], ...state },
      { reason },
      contextAt(AT),
    );
  const holds = (kind: Holding['kind'], open = true): Holding => ({ kind, assembly: { name: 'Oslo' }, open });

  test.each<[string, Parameters<typeof merge>[0], object]>([
    ['with themselves', { into: person('a') }, { code: 'person.merge_self' }],
    ['a double again', { double: person('a', { mergedInto: 'c' }) }, { code: 'person.merged' }],
    ['into a double', { into: person('b', { mergedInto: 'c' }) }, { code: 'person.merged' }],
    [
      'an account that everybody knows',
      { into: person('b', { published: true }) },
      { code: 'password.published' },
    ],
    ...(['credential', 'proxy', 'candidacy'] as const).map((kind): [string, object, object] => [
      `who has a ${kind} in an assembly that is not over`,
      { holdings: [holds(kind, false), holds(kind)] },
      { code: `person.has_${kind}`, facts: { assembly: 'Oslo' } },
    ]),
  ])('is refused: %s', (_, state, refusal) => {
    expect(merge(state)).toMatchObject({ ok: false, refusal });
  });

  const typesOf = (state: Parameters<typeof merge>[0]) => {
    const merged = merge(state);
    return merged.ok ? merged.value.map(({ type, subject }) => `${type} ${subject.person}`) : merged;
  };

  test('what is over stays where it was', () => {
    const offices = [office('o1', { to: '2021-01-01T00:00:00.000Z' })];
    expect(typesOf({ offices, holdings: [holds('credential', false)] })).toEqual(['person.merged a']);
  });

  test('an address goes to whoever has none, and never replaces one', () => {
    expect(typesOf({ into: person('b', { email: null }) })).toEqual([
      'person.merged a',
      'person.facts_changed b',
    ]);
    expect(typesOf({ double: person('a', { email: null }), into: person('b', { email: null }) })).toEqual([
      'person.merged a',
    ]);
  });

  test('offices that go on are ended here and granted there, once', () => {
    const later = office('o2', { office: 'auditor', from: '2027-01-01T00:00:00.000Z' });
    const merged = merge({ offices: [office('o1'), later], theirs: [office('o3', { office: 'teller' })] });
    expect(merged.ok && merged.value.map(({ type, data }) => [type, data])).toEqual([
      ['person.merged', { person: 'a', into: 'b', reason }],
      ['office.ended', { id: 'o1', person: 'a', to: AT, reason }],
      [
        'office.granted',
        { id: 'id-1', person: 'b', office: 'chair', body: 'b', assembly: null, from: AT, to: null },
      ],
      ['office.ended', { id: 'o2', person: 'a', to: AT, reason }],
      [
        'office.granted',
        {
          ...{ id: 'id-2', person: 'b', office: 'auditor', body: 'b', assembly: null, to: null },
          from: '2027-01-01T00:00:00.000Z',
        },
      ],
    ]);
    expect(typesOf({ offices: [office('o1')], theirs: [office('o3')] })).toEqual([
      'person.merged a',
      'office.ended a',
    ]);
  });
});
