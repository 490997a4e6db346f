import type { FloorView } from '../../../src/live/live.contract.js';
import type { SpeakersAbout } from '../../../src/debate/debate.contract.js';
import { nameOfItem } from '../assemblies/agenda.js';
import { nameOf } from '../motions/states.js';
import { inLang, useWords } from '../words/words.js';

/** What a debate is about, by its number and title. */
export function useSubjects({
  assembly,
  motions,
}: Pick<FloorView, 'motions'> & {
  readonly assembly: Pick<FloorView['assembly'], 'items'>;
}): (about: SpeakersAbout | null) => string {
  const { t, lang } = useWords();
  return (about) => {
    if (about === null) return t('speakers.about_nothing');
    if (about.kind === 'motion') {
      const motion = motions.find(({ id }) => id === about.motion);
      return motion
        ? `${nameOf(motion, t)} · ${inLang(motion.titles, lang).text}`
        : t('speakers.about_motion');
    }
    const item = assembly.items.find(({ id }) => id === about.item);
    return item ? nameOfItem(item, lang).text : t('speakers.about_item');
  };
}
