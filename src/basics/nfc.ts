/** More marks on one letter than this no language writes (Unicode's Stream-Safe Text Format, UAX #15, has the same limit). */
const RUN = /(\p{M}{31,})/u;

/**
 * A text in Unicode's form NFC, so that what reads alike is alike. Runs of marks beyond all writing stay as they are: putting
 * them in order costs the engine their square. Cost: linear.
 */
export const nfc = (text: string): string =>
  text
    .split(RUN)
    .map((piece, place) => (place % 2 === 0 ? piece.normalize('NFC') : piece))
    .join('');
