import { decoded } from '../../client/src/house/decoded.js';

const TEXT = 'nom;ville\nZoé Müller;Œuvres “fines” – 5 €\n';
const utf16 = (text: string, big: boolean): Uint8Array => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return new Uint8Array(big ? bytes.swap16() : bytes);
};
/** The letters of Windows-1252 that stand elsewhere in Unicode. */
const MOVED: Readonly<Record<string, number>> = { Œ: 0x8c, '“': 0x93, '”': 0x94, '–': 0x96, '€': 0x80 };
const windows = Uint8Array.from([...TEXT], (letter) => MOVED[letter] ?? letter.codePointAt(0)!);

test.each([
  ['UTF-8', new TextEncoder().encode(TEXT), 'utf-8'],
  ['UTF-8 with its mark', new TextEncoder().encode(`\uFEFF${TEXT}`), 'utf-8'],
  ['UTF-16, small end first', utf16(TEXT, false), 'utf-16'],
  ['UTF-16, big end first', utf16(TEXT, true), 'utf-16'],
  ['Windows-1252', windows, 'windows-1252'],
])('a file in %s is the same text', (_, bytes, encoding) => {
  expect(decoded(bytes)).toEqual({ text: TEXT, encoding });
});

test('one that is empty is read as what it could be', () => {
  expect(decoded(new Uint8Array())).toEqual({ text: '', encoding: 'utf-8' });
});
