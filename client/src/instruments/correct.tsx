import { MultiSelect } from '@mantine/core';
import { useState } from 'react';
import type { Certainty, Lang } from '../../../src/basics/fields.js';
import { instrumentRoutes } from '../../../src/instruments/instruments.contract.js';
import { ReasonDialog } from '../assemblies/with-reason.js';
import { useAct } from '../house/api.js';
import { useRefused } from '../ui/Failure.js';
import { More } from '../ui/More.js';
import { NO_TITLES, TitlesInput, titlesOf } from '../ui/TitlesInput.js';
import { inLang, LANG_NAMES, LANGS, useWords } from '../words/words.js';
import { CertaintyField, said, SourceField } from './known.js';
import type { InstrumentOut } from './history.js';

/** What can be mended of an instrument itself, by the secretariat of its body. */
export function CorrectInstrument({ of }: { of: InstrumentOut }) {
  const { t, lang } = useWords();
  const [opened, setOpened] = useState(false);
  const name = inLang(of.titles, lang).text;
  return (
    <>
      <More name={name} deeds={[{ label: t('instrument.correct'), begin: () => setOpened(true) }]} />
      {opened && <Correct of={of} name={name} onClose={() => setOpened(false)} />}
    </>
  );
}

function Correct({ of, name, onClose }: { of: InstrumentOut; name: string; onClose: () => void }) {
  const { t } = useWords();
  const correct = useAct(instrumentRoutes.correct);
  const [titles, setTitles] = useState({ ...NO_TITLES, ...of.titles });
  const [languages, setLanguages] = useState<readonly Lang[]>(of.languages ?? []);
  const [source, setSource] = useState(of.source ?? '');
  const [certainty, setCertainty] = useState<Certainty | null>(of.certainty);
  const refused = useRefused(correct.error, {});
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      label={t('instrument.correct')}
      about={name}
      means={t('instrument.correct_means')}
      error={refused.rest}
      busy={correct.isPending}
      onReason={(reason, close) =>
        correct.mutate(
          {
            instrument: of.id,
            facts: {
              titles: titlesOf(titles),
              languages: languages.length === 0 ? null : [...languages],
              source: said(source),
              certainty,
            },
            reason,
          },
          { onSuccess: close },
        )
      }
    >
      <TitlesInput label={t('instrument.title')} value={titles} onChange={setTitles} />
      <MultiSelect
        label={t('instrument.known_languages')}
        value={[...languages]}
        onChange={(chosen) => setLanguages(LANGS.filter((lang) => chosen.includes(lang)))}
        data={LANGS.map((lang) => ({ value: lang, label: LANG_NAMES[lang] }))}
      />
      <SourceField value={source} error={refused.at('facts.source')} onChange={setSource} />
      {certainty !== null && (
        <CertaintyField label={t('ui.certainty')} value={certainty} onChange={setCertainty} />
      )}
    </ReasonDialog>
  );
}
