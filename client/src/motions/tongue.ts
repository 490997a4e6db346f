import { useEffect, useState } from 'react';
import type { Lang } from '../../../src/basics/fields.js';
import { useWords, wordsIn } from '../words/words.js';
import type { Speech } from '../words/words.js';

/** The words of one language, whichever the interface speaks; null until they are there. */
export function useTongue(lang: Lang): Speech['t'] | null {
  const own = useWords();
  const [other, setOther] = useState<{ readonly lang: Lang; readonly t: Speech['t'] } | null>(null);
  const foreign = lang !== own.lang;
  useEffect(() => {
    if (!foreign) return undefined;
    let here = true;
    void wordsIn(lang).then((t) => {
      if (here) setOther({ lang, t });
    });
    return () => {
      here = false;
    };
  }, [lang, foreign]);
  if (!foreign) return own.t;
  return other?.lang === lang ? other.t : null;
}
