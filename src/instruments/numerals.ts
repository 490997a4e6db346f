/** How numbers are written in legal texts: letters and Roman numerals, both in small letters here. */

/** 1 is a, 26 is z, 27 is aa. */
export function letters(n: number): string {
  let text = '';
  for (let rest = n; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    text = String.fromCharCode(97 + ((rest - 1) % 26)) + text;
  }
  return text;
}

/** The inverse of `letters`. */
export const fromLetters = (text: string): number =>
  [...text].reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 96, 0);

const ROMAN: readonly (readonly [number, string])[] = [
  ...([
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
  ] as const),
  ...([
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ] as const),
];

/** 4 is iv. */
export function roman(n: number): string {
  let [text, rest] = ['', n];
  for (const [value, sign] of ROMAN) {
    text += sign.repeat(Math.floor(rest / value));
    rest %= value;
  }
  return text;
}

/** The inverse of `roman`, up to 399; null: these letters are no numeral. */
export function fromRoman(text: string): number | null {
  if (!/^(?=.)c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/.test(text)) return null;
  let [sum, rest] = [0, text];
  for (const [value, sign] of ROMAN)
    while (rest.startsWith(sign)) {
      sum += value;
      rest = rest.slice(sign.length);
    }
  return sum;
}
