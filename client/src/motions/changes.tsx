import { Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { Lang } from '../../../src/basics/fields.js';
import type { AmendmentView } from '../../../src/motions/amendments.contract.js';
import { LANG_NAMES, useWords } from '../words/words.js';
import { Instructions } from './instructions.js';
import { langsIn } from './subject.js';
import type { Subject } from './subject.js';
import { amendedTexts } from '../../../src/instruments/wordings.js';
import type { Texts } from '../../../src/instruments/wordings.js';

/** The text that an amendment to a subject, or to one of its amendments, changes; null: it is on another version. */
export function textsUnder(amendment: AmendmentView, subject: Subject): Texts | null {
  if (amendment.version !== subject.version) return null;
  if (amendment.to === subject.motion.id) return subject.texts;
  const target = subject.all.find(({ motion }) => motion === amendment.to);
  const made = target && target.version === subject.version && amendedTexts(subject.texts, target.wordings);
  return made && made.ok ? made.value : null;
}

/** What an amendment changes, in a language, or where it is not worded in that yet, in one in which it is. */
export function Changes({
  amendment,
  subject,
  lang,
}: {
  amendment: AmendmentView;
  subject: Subject;
  lang: Lang;
}) {
  const { t } = useWords();
  const texts = useMemo(() => textsUnder(amendment, subject), [amendment, subject]);
  const { wordings } = amendment;
  const told = wordings[lang] ? lang : (langsIn(wordings)[0] ?? lang);
  if (!texts) return <Text c="dimmed">{t('amendments.on_other_text', { number: amendment.version })}</Text>;
  const operations = wordings[told];
  return (
    <Stack gap={4}>
      {told !== lang && (
        <Text size="sm" c="dimmed">
          {t('amendments.told_in', { language: LANG_NAMES[lang], other: LANG_NAMES[told] })}
        </Text>
      )}
      {operations && operations.length > 0 ? (
        <Instructions base={texts[told] ?? []} operations={operations} lang={told} />
      ) : (
        <Text c="dimmed">{t('amendments.nothing_in', { language: LANG_NAMES[told] })}</Text>
      )}
    </Stack>
  );
}
