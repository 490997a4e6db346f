import { Alert, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { consultationRoutes } from '../../../src/consultations/consultations.contract.js';
import type {
  LetterOutcome,
  RoundDeskView,
  RoundView,
} from '../../../src/consultations/consultations.contract.js';
import { WithReason } from '../assemblies/with-reason.js';
import { useAct, useRead } from '../house/api.js';
import { stageName } from '../instruments/stages.js';
import { before } from '../polls/reminders.js';
import { MomentInput } from '../ui/MomentInput.js';
import { Confirmed } from '../ui/Confirmed.js';
import { DataTable } from '../ui/DataTable.js';
import { Failure } from '../ui/Failure.js';
import { Card, Read } from '../ui/Page.js';
import { moment } from '../words/dates.js';
import { useWords } from '../words/words.js';
import { momentOf } from '../words/zone.js';

const COLOURS: Readonly<Record<LetterOutcome, string>> = {
  ...{ sent: 'green', waiting: 'yellow', failed: 'red', unknown: 'gray', obsolete: 'gray' },
};

/** For the secretariat: the dates, the reminders, and of each member whether it has answered and what became of its letters. */
export function Members({ round }: { round: RoundView }) {
  const query = useRead(consultationRoutes.desk, { consultation: round.id });
  return (
    <Stack gap="lg">
      {round.phase !== 'closed' && <Dates round={round} />}
      <Conclude round={round} />
      <Read query={query}>{(desk) => <Table round={round} desk={desk} />}</Read>
    </Stack>
  );
}

/** The stage that waited moves on once all is answered. */
export function Conclude({ round }: { round: RoundView }) {
  const speech = useWords();
  const { t } = speech;
  const conclude = useAct(consultationRoutes.conclude);
  const { stage, phase, counts } = round;
  if (!round.desk || phase !== 'closed' || !stage || stage.passed || counts?.unanswered !== 0) return null;
  return (
    <Group>
      <Confirmed
        label={t('consultation.conclude')}
        means={t('consultation.conclude_means', { stage: stageName(stage.label, speech) })}
        busy={conclude.isPending}
        error={conclude.error}
        onConfirm={(close) => conclude.mutate({ consultation: round.id }, { onSuccess: close })}
      />
    </Group>
  );
}

function Dates({ round }: { round: RoundView }) {
  const { t } = useWords();
  const [until, setUntil] = useState('');
  const extend = useAct(consultationRoutes.extend);
  const close = useAct(consultationRoutes.close);
  const about = t('version.numbered', { number: round.version });
  return (
    <Group>
      <WithReason
        label={t('consultation.extend')}
        about={about}
        error={extend.error}
        busy={extend.isPending}
        onReason={(reason, done) =>
          until !== '' &&
          extend.mutate(
            { consultation: round.id, closesAt: momentOf(until, null), reason },
            { onSuccess: done },
          )
        }
      >
        <MomentInput label={t('consultation.new_date')} required value={until} onChange={setUntil} />
      </WithReason>
      <WithReason
        label={t('consultation.close')}
        about={about}
        error={close.error}
        busy={close.isPending}
        onReason={(reason, done) => close.mutate({ consultation: round.id, reason }, { onSuccess: done })}
      />
    </Group>
  );
}

function Table({ round, desk }: { round: RoundView; desk: RoundDeskView }) {
  const { t, lang } = useWords();
  const make = useAct(consultationRoutes.links);
  const closed = round.phase === 'closed';
  const link = make.data?.links[0];
  return (
    <Stack>
      {desk.reminders.map(({ hours, at, state, issuedAt }) => (
        <Text key={hours}>
          {t('ui.pair', { name: before(hours, t), what: t(`reminder.state.${state}`) })}{' '}
          {moment(issuedAt ?? at, lang)}
        </Text>
      ))}
      {!desk.carried && !closed && <Alert color="blue">{t('consultation.not_carried')}</Alert>}
      <Failure error={make.error} />
      {link && (
        <Card accent data-testid="link">
          <Stack gap="xs">
            <Text>{t('consultation.link_means', { member: link.name })}</Text>
            <Text ff="monospace" style={{ overflowWrap: 'anywhere' }}>
              {link.url}
            </Text>
          </Stack>
        </Card>
      )}
      <DataTable
        caption={t('consultation.task.members')}
        rows={desk.members}
        keyOf={({ member }) => member}
        columns={[
          { key: 'name', head: t('roll.member'), phone: 'title', cell: ({ name }) => name },
          {
            key: 'answered',
            head: t('consultation.has_answered'),
            cell: ({ answered }) => (
              <Badge color={answered ? 'green' : 'gray'}>
                {t(answered ? 'consultation.yes' : 'consultation.not_yet')}
              </Badge>
            ),
          },
          {
            key: 'letters',
            head: t('consultation.letters'),
            cell: ({ letters }) =>
              letters.length > 0 && (
                <Group gap={6}>
                  {letters.map(({ hours, outcome, answer }) => (
                    <Badge
                      key={hours ?? 0}
                      color={COLOURS[outcome]}
                      title={answer ?? undefined}
                      style={{ '--badge-wrap': 'normal' } as object}
                    >
                      {hours === null ? t('consultation.invitation') : before(hours, t)} ·{' '}
                      {t(`reminder.outcome.${outcome}`)}
                    </Badge>
                  ))}
                </Group>
              ),
          },
          {
            key: 'link',
            head: t('consultation.link'),
            phone: 'acts',
            cell: ({ member, name, linkIssuedAt }) => (
              <Stack gap={4} align="flex-start">
                {linkIssuedAt && (
                  <Text size="sm" c="dimmed">
                    {t('consultation.linked', { at: moment(linkIssuedAt, lang) })}
                  </Text>
                )}
                {!closed && (
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={t('consultation.link_for', { member: name })}
                    loading={make.isPending}
                    onClick={() => make.mutate({ consultation: round.id, members: [member] })}
                  >
                    {t('consultation.make_link')}
                  </Button>
                )}
              </Stack>
            ),
          },
        ]}
      />
    </Stack>
  );
}
