import { agendaShown } from '../../client/src/assemblies/agenda-shown.js';
import type { ItemView } from '../../src/assemblies/assemblies.contract.js';

/** Headings 1 to `headings`, each with items .1 to .4 under it; those before `current` are dealt with. */
function agenda(headings: number, current: string | null): ItemView[] {
  const ids = Array.from({ length: headings }, (_, place) =>
    ['', '.1', '.2', '.3', '.4'].map((under) => `${place + 1}${under}`),
  ).flat();
  const at = current === null ? -1 : ids.indexOf(current);
  return ids.map((id, place) => ({
    ...{ id, number: id, parent: id.includes('.') ? id.split('.')[0] : null, titles: { en: id } },
    ...{ kind: null, minutes: null, presenter: null, internal: false, reason: null, unseen: null },
    state: place === at ? 'current' : place < at ? 'dealt_with' : 'planned',
    ...{ taken: [], papers: [] },
  })) as unknown as ItemView[];
}
const shown = (headings: number, current: string | null, most: number) => {
  const { items, before, after } = agendaShown(agenda(headings, current), most);
  return [before, ...items.map(({ number }) => number), after].join(' ');
};

test.each<[string, Parameters<typeof shown>, string]>([
  ['a short agenda whole', [1, '1.2', 5], '0 1 1.1 1.2 1.3 1.4 0'],
  [
    'of a longer one only what is under the heading at which the assembly is',
    [3, '2.1', 8],
    '0 1 2 2.1 2.2 2.3 2.4 3 0',
  ],
  ['before anything was taken up, its beginning', [3, null, 4], '0 1 1.1 1.2 1.3 3'],
  ['of a long one what is near', [20, '10.2', 6], '9 10 10.1 10.2 10.3 10.4 11 9'],
  ['of a long one its end', [20, '20.4', 6], '18 19 20 20.1 20.2 20.3 20.4 0'],
])('the wall shows %s', (_, given, expected) => {
  expect(shown(...given)).toBe(expected);
});
