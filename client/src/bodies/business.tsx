import { Anchor, Badge, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { referralRoutes } from '../../../src/instruments/referrals.contract.js';
import { useRead } from '../house/api.js';
import { bodyLink, mandateBadge, MandateText } from '../instruments/mandates.js';
import { Referral } from '../instruments/referrals.js';
import { stageName, STATE_COLOURS } from '../instruments/stages.js';
import { DataTable } from '../ui/DataTable.js';
import { Card, Head, Read, Section } from '../ui/Page.js';
import { edtf } from '../words/dates.js';
import { inLang, useWords } from '../words/words.js';

/** The texts with which a body has to do, how they stand there and elsewhere; its mandates and referrals. */
export function Business({ body }: { body: string }) {
  const speech = useWords();
  const { t, lang } = speech;
  const query = useRead(referralRoutes.business, { body });
  return (
    <Read query={query}>
      {({ instruments, mandates, referrals }) => (
        <>
          {instruments.length > 0 && (
            <Section title={t('business.title')}>
              <DataTable
                caption={t('business.title')}
                rows={instruments}
                keyOf={(one) => one.id}
                columns={[
                  {
                    key: 'title',
                    phone: 'title',
                    head: t('instrument.instrument'),
                    cell: (one) => {
                      const title = inLang(one.titles, lang);
                      return (
                        <Anchor component={Link} to={`/instruments/${one.id}`} lang={title.lang}>
                          {title.text}
                        </Anchor>
                      );
                    },
                  },
                  {
                    key: 'here',
                    head: t('business.here'),
                    cell: (one) =>
                      one.here.length === 0 ? (
                        '–'
                      ) : (
                        <Stack gap={2}>
                          {one.here.map((stage) => (
                            <Text span key={stage.label} size="sm">
                              {stageName(stage.label, speech)}
                              {' · '}
                              {stage.date
                                ? edtf(stage.date, lang)
                                : t(
                                    stage.state === 'current' || stage.state === 'pending'
                                      ? `stage.state.${stage.state}`
                                      : 'stage.date_unknown',
                                  )}
                            </Text>
                          ))}
                        </Stack>
                      ),
                  },
                  {
                    key: 'now',
                    head: t('business.now'),
                    cell: (one) =>
                      one.current ? (
                        <span>
                          {stageName(one.current.label, speech)} · {bodyLink(one.current.body)}
                        </span>
                      ) : (
                        <Badge color={STATE_COLOURS[one.state]}>{t(`instrument.state.${one.state}`)}</Badge>
                      ),
                  },
                ]}
              />
            </Section>
          )}
          {mandates.length > 0 && (
            <Section title={t('mandate.title')}>
              <Stack>
                {mandates.map((mandate) => (
                  <Card key={mandate.id} data-testid={`mandate-${mandate.state}`}>
                    <Stack gap="xs">
                      <Head>
                        <Text fw={640} component="div">
                          <Anchor component={Link} to={`/instruments/${mandate.instrument.id}`} inherit>
                            {inLang(mandate.instrument.titles, lang).text}
                          </Anchor>
                          {': '}
                          {bodyLink(mandate.from)} → {bodyLink(mandate.to)}
                        </Text>
                        {mandateBadge(mandate.state, speech)}
                      </Head>
                      <MandateText mandate={mandate} />
                    </Stack>
                  </Card>
                ))}
              </Stack>
            </Section>
          )}
          {referrals.length > 0 && (
            <Section title={t('referral.title')}>
              <Stack>
                {referrals.map((referral) => (
                  <div key={referral.id}>
                    <Anchor component={Link} to={`/instruments/${referral.instrument.id}`}>
                      {inLang(referral.instrument.titles, lang).text}
                    </Anchor>
                    <Referral referral={referral} />
                  </div>
                ))}
              </Stack>
            </Section>
          )}
        </>
      )}
    </Read>
  );
}
