// Where what the tests throw away again is written: in memory where there is plenty of it. Hundreds of databases are copied
// and dropped, each a thousand files, and a disk takes a quarter of the processors' time for them.
import { statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';

const MEMORY = '/dev/shm';
const GIGABYTE = 2 ** 30;

function isRoomy() {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return Math.min(bavail * bsize, freemem()) > 4 * GIGABYTE;
  } catch {
    return false;
  }
}

/** Nothing is started from there: it may not be allowed. */
export const memory = () => (isRoomy() ? MEMORY : tmpdir());
