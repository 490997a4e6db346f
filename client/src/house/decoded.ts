/** How the bytes of a text file were read. */
export type Encoding = 'utf-8' | 'utf-16' | 'windows-1252';

/** The letters of Windows-1252 from 0x80 on that are not Unicode's of the same number; not every runtime's decoder knows them. */
const MOVED = [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'];

/**
 * The text of a file: UTF-8, with or without its mark; UTF-16 by its mark; what is neither is what spreadsheets of Western
 * Europe write, Windows-1252, in which every byte is a letter.
 */
export function decoded(bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16' };
  if (a === 0xfe && b === 0xff)
    return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'utf-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    const letters = Array.from(bytes, (byte) => MOVED[byte - 0x80] ?? String.fromCharCode(byte));
    return { text: letters.join(''), encoding: 'windows-1252' };
  }
}
