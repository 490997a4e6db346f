import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { consultationRoutes } from '../../../src/consultations/consultations.contract.js';
import type { RoundPhase, RoundSummary } from '../../../src/consultations/consultations.contract.js';
import { useRead, type Out } from '../house/api.js';
import type { instrumentRoutes } from '../../../src/instruments/instruments.contract.js';
import { secretariatOf, useSession } from '../people/session.js';
import { Card, Head, Section } from '../ui/Page.js';
import { moment } from '../words/dates.js';
import { useWords } from '../words/words.js';
import { OpenRound } from './open-round.js';

const COLOURS: Readonly<Record<RoundPhase, string>> = {
  planned: 'gray',
  open: 'green',
  due: 'yellow',
  closed: 'blue',
};

export function Phase({ phase }: { phase: RoundPhase }) {
  const { t } = useWords();
  return <Badge color={COLOURS[phase]}>{t(`consultation.phase.${phase}`)}</Badge>;
}

/** How many commented, and how many comments wait for an answer; nothing while they are withheld. */
export function Counted({ counts }: Pick<RoundSummary, 'counts'>) {
  const { t } = useWords();
  if (!counts) return null;
  return (
    <>
      {t('consultation.comments', { count: counts.comments })}
      {counts.unanswered > 0 && ` (${t('consultation.unanswered', { count: counts.unanswered })})`}
    </>
  );
}

/** The consultations on an instrument; its secretariat opens another. Nothing where there is neither. */
export function Consultations({ instrument }: { instrument: Out<typeof instrumentRoutes.instrument> }) {
  const { t, lang } = useWords();
  const { data: session } = useSession();
  const { data } = useRead(consultationRoutes.consultations, { instrument: instrument.id });
  const bodies = new Map(instrument.stages.map(({ body }) => [body.id, body]));
  const own = [...bodies.values()].filter(({ id }) => secretariatOf(session, id));
  const known = instrument.versions.some(({ textKnown }) => textKnown);
  if (!data || (data.consultations.length === 0 && (own.length === 0 || !known))) return null;
  return (
    <Section
      title={t('consultation.title')}
      action={own.length > 0 && known && <OpenRound instrument={instrument} bodies={own} />}
    >
      <Stack>
        {data.consultations.length === 0 && <Text c="dimmed">{t('consultation.none')}</Text>}
        {data.consultations.map((one) => (
          <Card key={one.id} data-testid="consultation">
            <Head>
              <Stack gap={4}>
                <Anchor component={Link} to={`/consultations/${one.id}`} fw={640}>
                  {t('ui.pair', {
                    name: t('consultation.one'),
                    what: t('version.numbered', { number: one.version }),
                  })}
                </Anchor>
                <Text size="sm" c="dimmed">
                  {one.closedAt
                    ? `${t('consultation.closed_at')} ${moment(one.closedAt, lang)}`
                    : `${t('consultation.until')} ${moment(one.closesAt, lang)}`}
                </Text>
                <Text size="sm">
                  {t('consultation.answered', { answered: one.answered, count: one.invited })}
                  {one.counts && ' · '}
                  <Counted counts={one.counts} />
                </Text>
              </Stack>
              <Group gap="xs">
                <Phase phase={one.phase} />
              </Group>
            </Head>
          </Card>
        ))}
      </Stack>
    </Section>
  );
}
