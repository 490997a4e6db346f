import { Anchor, Group, Text } from '@mantine/core';
import type { Lang } from '../../../src/basics/fields.js';
import { instrumentRoutes } from '../../../src/instruments/instruments.contract.js';
import { addressOf } from '../house/api.js';
import { LANG_NAMES, useWords } from '../words/words.js';

const WHOLE = { akoma: 'Akoma Ntoso', html: 'HTML' } as const;
const SINGLE = { docx: 'DOCX', markdown: 'Markdown' } as const;

/** A version as files: those that hold all languages, and those that hold one. */
export function Downloads({
  of: { instrument, number },
  langs,
}: {
  of: { instrument: string; number: number };
  langs: readonly Lang[];
}) {
  const { t } = useWords();
  return (
    <Group gap="md" mt="md">
      <Text size="sm" c="dimmed">
        {t('version.files')}
      </Text>
      {(['akoma', 'html'] as const).map((format) => (
        <Anchor key={format} href={addressOf(instrumentRoutes[format], { instrument, number })} download>
          {WHOLE[format]}
        </Anchor>
      ))}
      {langs.flatMap((lang) =>
        (['docx', 'markdown'] as const).map((format) => (
          <Anchor
            key={`${format} ${lang}`}
            href={`${addressOf(instrumentRoutes[format], { instrument, number })}?lang=${lang}`}
            download
          >
            {t('version.file', { format: SINGLE[format], language: LANG_NAMES[lang] })}
          </Anchor>
        )),
      )}
    </Group>
  );
}
