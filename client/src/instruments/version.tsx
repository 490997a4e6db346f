import { Anchor, Badge, Chip, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { instrumentRoutes } from '../../../src/instruments/instruments.contract.js';
import { useRead } from '../house/api.js';
import { Facts } from '../ui/Facts.js';
import { Hash } from '../ui/Hash.js';
import { Card, Nothing, Page, Read } from '../ui/Page.js';
import { moment } from '../words/dates.js';
import { inLang, LANG_NAMES, useWords } from '../words/words.js';
import classes from './clauses.module.css';
import { Clauses } from './clauses.js';

/** One version with its text, the languages side by side where there is room. */
export default function Version() {
  const { instrument = '', number = '' } = useParams();
  const { t, lang } = useWords();
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const query = useRead(instrumentRoutes.version, { instrument, number: Number(number) });
  return (
    <Read query={query}>
      {(version) => {
        const title = inLang(version.titles, lang);
        const texts = version.expressions.filter((one) => one.clauses.length > 0);
        return (
          <Page
            title={`${title.text} – ${t('version.numbered', { number: version.number })}`}
            over={
              <Anchor component={Link} to={`/instruments/${instrument}`} inherit lang={title.lang}>
                {title.text}
              </Anchor>
            }
          >
            <Card>
              <Facts
                of={[
                  [t('version.hash'), version.hash && <Hash key="hash" value={version.hash} />],
                  [
                    t('version.structure_hash'),
                    version.structureHash && <Hash key="structure" value={version.structureHash} />,
                  ],
                  [
                    t('version.parent'),
                    version.parent === null ? undefined : (
                      <Anchor
                        key="parent"
                        component={Link}
                        to={`/instruments/${instrument}/compare/${version.parent}/${version.number}`}
                      >
                        {t('version.changes_since', { number: version.parent })}
                      </Anchor>
                    ),
                  ],
                  [t('version.frozen'), version.at && moment(version.at, lang)],
                  [t('version.reason'), version.reason ?? undefined],
                  [t('version.note'), version.note ?? undefined],
                ]}
              />
            </Card>
            {texts.length === 0 && <Nothing>{t('version.text_unknown')}</Nothing>}
            {texts.length > 1 && (
              <Group gap="xs" role="group" aria-label={t('version.languages')}>
                {texts.map((one) => (
                  <Chip
                    key={one.lang}
                    size="md"
                    checked={!hidden.includes(one.lang)}
                    onChange={(on) =>
                      setHidden(on ? hidden.filter((lang) => lang !== one.lang) : [...hidden, one.lang])
                    }
                  >
                    {LANG_NAMES[one.lang]}
                  </Chip>
                ))}
              </Group>
            )}
            <div className={classes.sides}>
              {texts
                .filter((one) => !hidden.includes(one.lang))
                .map((one) => (
                  <section key={one.lang} aria-label={LANG_NAMES[one.lang]}>
                    <Group gap="xs" mb="sm">
                      <Text fw={640}>{LANG_NAMES[one.lang]}</Text>
                      <Badge color={one.kind === 'authentic' ? 'teal' : 'gray'}>
                        {t(`expression.${one.kind}`)}
                      </Badge>
                      {one.hash && <Hash value={one.hash} />}
                    </Group>
                    <Clauses clauses={one.clauses} lang={one.lang} />
                  </section>
                ))}
            </div>
          </Page>
        );
      }}
    </Read>
  );
}
