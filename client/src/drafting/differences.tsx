import { Badge, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
import type { Lang } from '../../../src/basics/fields.js';
import { first } from '../../../src/basics/must.js';
import { draftRoutes } from '../../../src/drafting/drafting.contract.js';
import type { DraftView } from '../../../src/drafting/drafting.contract.js';
import type { Clause } from '../../../src/instruments/clause.js';
import { compare } from '../../../src/instruments/compare.js';
import { instrumentRoutes } from '../../../src/instruments/instruments.contract.js';
import type { Texts } from '../../../src/instruments/wordings.js';
import { useRead } from '../house/api.js';
import { DiffText } from '../instruments/diff-text.js';
import { Nothing, Waiting } from '../ui/Page.js';
import { LANG_NAMES, useWords } from '../words/words.js';
import classes from './drafting.module.css';

const PARENT = 'parent';

/** What the draft changes, as it is being written: against the version that it began from, or a named revision. */
export function Differences({
  view,
  texts,
  languages,
}: {
  view: DraftView;
  texts: Texts;
  languages: readonly Lang[];
}) {
  const { t } = useWords();
  const [against, setAgainst] = useState<string | null>(null);
  const choices = [
    ...(view.parent === null
      ? []
      : [{ value: PARENT, label: t('version.numbered', { number: view.parent }) }]),
    ...view.named.map(({ revision, name }) => ({ value: String(revision), label: name })),
  ];
  const chosen = against ?? choices[0]?.value ?? '';
  const lang = languages[0] ?? first(view.languages);
  const version = useRead(
    instrumentRoutes.version,
    { instrument: view.instrument.id, number: view.parent ?? 1 },
    { when: chosen === PARENT },
  );
  const revision = useRead(
    draftRoutes.revision,
    { draft: view.id, revision: Number(chosen) },
    { when: chosen !== PARENT && chosen !== '' },
  );
  const before: readonly Clause[] | undefined =
    chosen === PARENT
      ? version.data && (version.data.expressions.find((one) => one.lang === lang)?.clauses ?? [])
      : revision.data?.texts[lang];
  if (choices.length === 0) return <Nothing>{t('draft.nothing_before')}</Nothing>;
  return (
    <Stack gap="sm">
      <NativeSelect
        label={t('draft.against')}
        data={choices}
        value={chosen}
        onChange={(event) => setAgainst(event.currentTarget.value)}
      />
      {before ? <Changes before={before} after={texts[lang] ?? []} lang={lang} /> : <Waiting />}
    </Stack>
  );
}

function Changes({
  before,
  after,
  lang,
}: {
  before: readonly Clause[];
  after: readonly Clause[];
  lang: Lang;
}) {
  const { t, known } = useWords();
  const settled = useDeferredValue(after);
  const { entries, summary } = useMemo(() => compare(before, settled), [before, settled]);
  const changes = entries.filter(({ change }) => change !== 'same');
  return (
    <>
      <Group gap="xs">
        {Object.entries(summary)
          .filter(([change, count]) => count > 0 && change !== 'same')
          .map(([change, count]) => (
            <Badge key={change} color="teal">
              {t('ui.pair', { name: known(`change.${change}`) ?? change, what: count })}
            </Badge>
          ))}
      </Group>
      {changes.length === 0 && <Nothing>{t('draft.no_differences', { language: LANG_NAMES[lang] })}</Nothing>}
      {changes.map((entry) => (
        <div key={entry.id} className={classes.change} data-change={entry.change}>
          <Text size="sm" c="dimmed">
            {[entry.numberAfter ?? entry.numberBefore, t(`change.${entry.change}`)]
              .filter(Boolean)
              .join(' · ')}
          </Text>
          <DiffText lang={lang} runs={entry.words} />
        </div>
      ))}
    </>
  );
}
