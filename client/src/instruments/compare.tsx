import { Anchor, Badge, Group, NativeSelect, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Lang } from '../../../src/basics/fields.js';
import { instrumentRoutes } from '../../../src/instruments/instruments.contract.js';
import { useRead } from '../house/api.js';
import { DiffText } from '../ui/DiffText.js';
import { Hash } from '../ui/Hash.js';
import { Nothing, Page, Read } from '../ui/Page.js';
import { inLang, LANG_NAMES, LANGS, useWords } from '../words/words.js';
import classes from './clauses.module.css';

/** What changed between two versions, clause by clause and word by word. */
export default function Compare() {
  const { instrument = '', a = '', b = '' } = useParams();
  const { t, lang, known } = useWords();
  const [tongue, setTongue] = useState<Lang>(lang);
  const [all, setAll] = useState(false);
  const query = useRead(instrumentRoutes.compare, { instrument, a: Number(a), b: Number(b), lang: tongue });
  return (
    <Page
      title={t('compare.title', { a, b })}
      over={
        query.data && (
          <Anchor component={Link} to={`/instruments/${instrument}`} inherit>
            {inLang(query.data.b.titles, lang).text}
          </Anchor>
        )
      }
    >
      <Group align="flex-end" justify="space-between">
        <NativeSelect
          label={t('compare.language')}
          value={tongue}
          onChange={(event) => setTongue(event.currentTarget.value as Lang)}
          data={LANGS.map((one) => ({ value: one, label: LANG_NAMES[one] }))}
        />
        <Switch
          label={t('compare.show_same')}
          checked={all}
          size="md"
          onChange={(event) => setAll(event.currentTarget.checked)}
        />
      </Group>
      <Read query={query}>
        {(read) => {
          const shown = read.entries.filter((entry) => all || entry.change !== 'same' || entry.renumbered);
          return (
            <Stack>
              <Group gap="xs">
                {Object.entries(read.summary)
                  .filter(([, count]) => count > 0)
                  .map(([change, count]) => (
                    <Badge key={change} size="lg" color="teal">
                      {known(`change.${change}`) ?? change}: {count}
                    </Badge>
                  ))}
              </Group>
              <Text size="sm" component="div" c="dimmed">
                {read.a.hash && <Hash value={read.a.hash} name={t('compare.before')} />} →{' '}
                {read.b.hash && <Hash value={read.b.hash} name={t('compare.after')} />}
              </Text>
              {shown.length === 0 && <Nothing>{t('compare.nothing')}</Nothing>}
              {shown.map((entry) => (
                <div key={entry.id} className={classes.change} data-change={entry.change}>
                  <Group gap="xs" mb={4}>
                    {entry.change !== 'same' && <Badge color="gray">{t(`change.${entry.change}`)}</Badge>}
                    {entry.renumbered && (
                      <Text size="sm" c="dimmed">
                        {t('compare.renumbered', {
                          before: entry.numberBefore ?? '–',
                          after: entry.numberAfter ?? '–',
                        })}
                      </Text>
                    )}
                    {!entry.renumbered && (entry.numberAfter ?? entry.numberBefore) && (
                      <Text size="sm" c="dimmed">
                        {entry.numberAfter ?? entry.numberBefore}
                      </Text>
                    )}
                  </Group>
                  <DiffText
                    lang={read.lang}
                    runs={
                      entry.words.length > 0
                        ? entry.words
                        : [
                            entry.change === 'removed'
                              ? { op: 'removed', text: entry.before ?? '' }
                              : entry.change === 'added'
                                ? { op: 'added', text: entry.after ?? '' }
                                : { op: 'same', text: entry.after ?? entry.before ?? '' },
                          ]
                    }
                  />
                </div>
              ))}
            </Stack>
          );
        }}
      </Read>
    </Page>
  );
}
