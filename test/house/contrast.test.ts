import {
  DARK,
  DARK_MORE,
  LIGHT,
  LIGHT_MORE,
  SHAPES,
  WORDS,
  type Colours,
} from '../../client/src/ui/tokens.js';

/** WCAG 2.2, relative luminance and contrast ratio of two colours `#rrggbb`. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

const fainter = (colours: Colours, pairs: readonly (readonly [string, string])[], least: number): string[] =>
  pairs.flatMap(([ink, ground]) => {
    const found = contrast(colours[ink]!, colours[ground]!);
    return found >= least ? [] : [`${ink} on ${ground}: ${found.toFixed(2)}`];
  });

test('the contrast is that of the standard: black on white 21, grey 767676 on white 4.54', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

test.each([
  ['by day', LIGHT, 4.5, 3],
  ['by night', DARK, 4.5, 3],
  ['by day with more contrast', { ...LIGHT, ...LIGHT_MORE }, 7, 4.5],
  ['by night with more contrast', { ...DARK, ...DARK_MORE }, 7, 4.5],
])('%s words are read and shapes are seen on every ground', (_, colours, words, shapes) => {
  expect(fainter(colours, WORDS, words)).toEqual([]);
  expect(fainter(colours, SHAPES, shapes)).toEqual([]);
});

test('day and night have the same colours, and more contrast changes none that is not there', () => {
  expect(Object.keys(DARK)).toEqual(Object.keys(LIGHT));
  for (const more of [LIGHT_MORE, DARK_MORE])
    expect(Object.keys(more).filter((name) => !(name in LIGHT))).toEqual([]);
});
