import { Anchor, NativeSelect, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Lang } from '../../../src/basics/fields.js';
import type { MotionView } from '../../../src/motions/motions.contract.js';
import { Runs } from '../instruments/runs.js';
import { LANG_NAMES, LANGS, useWords } from '../words/words.js';

interface Worded {
  readonly text: string;
  /** In which language it is; null: that is not known. */
  readonly lang: Lang | null;
  /** In which language it is moved, where this is not the text that is moved. */
  readonly of: Lang | 'unknown' | null;
}

/** The wording of a motion as it is moved, where it has one of its own: what amendments and parts are of. */
export const wordingOf = ({ about }: MotionView): string | null =>
  'text' in about && about.kind !== 'procedure' ? about.text : null;

/** The wording of a motion for a reader of a language: its translation, else as it is moved. */
export function wordingIn({ about }: MotionView, lang: Lang): Worded | null {
  if (!('text' in about) || about.kind === 'procedure' || about.text === null) return null;
  const own = about.kind === 'text' || about.kind === 'composite' ? about : null;
  const moved = own?.lang ?? null;
  const translated = own?.translations?.[lang];
  return translated === undefined || moved === lang
    ? { text: about.text, lang: moved, of: null }
    : { text: translated, lang, of: moved ?? 'unknown' };
}

/** The wording in the reader's language where it is there, and which it is. */
export function Wording({ motion }: { motion: MotionView }) {
  const { t, lang } = useWords();
  const [original, setOriginal] = useState(false);
  const moved = wordingOf(motion);
  const worded = wordingIn(motion, lang);
  if (moved === null || worded === null) return null;
  const { of } = worded;
  const foreign = of === null && worded.lang !== lang ? worded.lang : null;
  const shown = original && of !== null ? { text: moved, lang: of === 'unknown' ? null : of } : worded;
  return (
    <>
      <Text mt={6} style={{ whiteSpace: 'pre-wrap' }} {...(shown.lang && { lang: shown.lang })}>
        <Runs text={shown.text} />
      </Text>
      {of !== null && (
        <Text size="sm" c="dimmed" mt={4}>
          {of === 'unknown'
            ? t('motion.translated')
            : t('motion.translated_from', { language: LANG_NAMES[of] })}{' '}
          <Anchor component="button" type="button" inherit py={4} onClick={() => setOriginal(!original)}>
            {t(original ? 'motion.show_translation' : 'motion.show_moved')}
          </Anchor>
        </Text>
      )}
      {foreign !== null && (
        <Text size="sm" c="dimmed" mt={4}>
          {t('motion.only_in', { language: LANG_NAMES[foreign] })}
        </Text>
      )}
    </>
  );
}

/** The text that a motion brings, and in which language. */
export function OwnText({
  label,
  text,
  lang,
  minRows,
  onText,
  onLang,
}: {
  label: string;
  text: string;
  lang: Lang;
  minRows: number;
  onText: (text: string) => void;
  onLang: (lang: Lang) => void;
}) {
  const { t } = useWords();
  return (
    <>
      <Textarea
        label={label}
        required
        autosize
        minRows={minRows}
        maxRows={16}
        maxLength={20_000}
        lang={lang}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('motion.text_lang')}
        value={lang}
        onChange={(event) => onLang(event.currentTarget.value as Lang)}
        data={LANGS.map((one) => ({ value: one, label: LANG_NAMES[one] }))}
      />
    </>
  );
}
