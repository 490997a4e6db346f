import { NativeSelect } from '@mantine/core';
import type { Lang } from '../../../src/basics/fields.js';
import { LANG_NAMES, LANGS } from '../words/words.js';

/** One of the languages of the house, each by its own name. */
export function LangSelect({
  label,
  description,
  value,
  onLang,
}: {
  label: string;
  description?: string;
  value: Lang;
  onLang: (lang: Lang) => void;
}) {
  return (
    <NativeSelect
      label={label}
      description={description}
      value={value}
      onChange={(event) => onLang(event.currentTarget.value as Lang)}
      data={LANGS.map((lang) => ({ value: lang, label: LANG_NAMES[lang] }))}
    />
  );
}
