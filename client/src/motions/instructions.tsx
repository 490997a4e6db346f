import { List, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { Lang } from '../../../src/basics/fields.js';
import type { Clause } from '../../../src/instruments/clause.js';
import type { Operation } from '../../../src/instruments/operations.js';
import { instructions } from '../../../src/instruments/wordings.js';
import { Runs } from '../instruments/runs.js';
import { useWords } from '../words/words.js';
import { sentencesOf } from './sentences.js';
import { useTongue } from './tongue.js';

/** What operations change in a text, in sentences of the text's language. */
export function Instructions({
  base,
  operations,
  lang,
}: {
  base: readonly Clause[];
  operations: readonly Operation[];
  lang: Lang;
}) {
  const { t } = useWords();
  const tongue = useTongue(lang);
  const found = useMemo(() => instructions(base, operations), [base, operations]);
  if (!tongue) return null;
  if (!found.ok) return <Text c="dimmed">{t('amending.does_not_fit')}</Text>;
  if (found.value.length === 0) return <Text c="dimmed">{t('amending.changes_nothing')}</Text>;
  const sentences = found.value.flatMap((one) =>
    sentencesOf(one, tongue).map((text, place) => ({ key: `${one.op} ${one.clause} ${place}`, text })),
  );
  return (
    <List lang={lang} spacing={4} fz="inherit" lh="inherit" data-testid="instructions">
      {sentences.map(({ key, text }) => (
        <List.Item key={key}>
          <Runs text={text} />
        </List.Item>
      ))}
    </List>
  );
}
