import { Stack, TextInput } from '@mantine/core';
import type { Titles } from '../../../src/basics/fields.js';
import { LANG_NAMES, LANGS, useWords } from '../words/words.js';

export type Draft = Readonly<Record<'en' | 'fr' | 'es', string>>;
export const NO_TITLES: Draft = { en: '', fr: '', es: '' };

/** What was typed as it is sent: a language left empty is left out. */
export const titlesOf = (draft: Draft): Titles => ({
  ...(draft.en.trim() && { en: draft.en.trim() }),
  ...(draft.fr.trim() && { fr: draft.fr.trim() }),
  ...(draft.es.trim() && { es: draft.es.trim() }),
});

/** A title in the interface's languages, the reader's own first; one of them is enough. */
export function TitlesInput({
  label,
  value,
  onChange,
}: {
  label: string;
  value: Draft;
  onChange: (draft: Draft) => void;
}) {
  const { t, lang: own } = useWords();
  const none = LANGS.every((lang) => value[lang].trim() === '');
  return (
    <Stack gap="xs" role="group" aria-label={label}>
      {[own, ...LANGS.filter((lang) => lang !== own)].map((lang) => (
        <TextInput
          key={lang}
          lang={lang}
          label={t('ui.in_language', { label, language: LANG_NAMES[lang] })}
          required={none && lang === own}
          maxLength={300}
          value={value[lang]}
          onChange={(event) => onChange({ ...value, [lang]: event.currentTarget.value })}
        />
      ))}
    </Stack>
  );
}
