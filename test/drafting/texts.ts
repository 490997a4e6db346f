import fc from 'fast-check';
import type { Clause } from '../../src/instruments/clause.js';
import type { Texts } from '../../src/instruments/wordings.js';
import { amended, text } from '../instruments/texts.js';

export const inFrench = (clauses: readonly Clause[], words = 'fr'): Clause[] =>
  clauses.map((one) => ({ ...one, text: `${words} ${one.text}` }));

/** A text in two languages. */
export const bilingual = (maxLength = 8): fc.Arbitrary<Texts> =>
  text(maxLength).map((en) => ({ en, fr: inFrench(en) }));

/** Another text made of it: clauses gone, brought and moved in both languages, words changed in either. */
export const rewritten = (base: Texts): fc.Arbitrary<Texts> =>
  fc.tuple(amended(base.en!), fc.array(fc.boolean(), { minLength: 1, maxLength: 8 })).map(([en, kept]) => {
    const was = new Map(base.fr!.map((one) => [one.id, one.text]));
    const fr = en.map((one, place) => ({
      ...one,
      text: (kept[place % kept.length] && was.get(one.id)) || `fr ${one.text}`,
    }));
    return { en, fr };
  });
