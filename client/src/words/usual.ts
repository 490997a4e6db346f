import { slugOf } from '../../../src/basics/folded.js';
import type { Speech } from './words.js';

/**
 * What somebody wrote once, in one language, in the reader's words where it is a usual one, else as it was written. `family`: of
 * which kind it is, a stage's label or the title of an office.
 */
export const usual = (
  family: 'office' | 'organisation' | 'result' | 'stage',
  text: string,
  { known }: Speech,
): string => known(`${family}.known.${slugOf(text)}`) ?? text;
