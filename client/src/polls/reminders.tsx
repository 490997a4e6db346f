import { Badge, Box, Group, Stack, Text } from '@mantine/core';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import { pollRoutes } from '../../../src/polls/polls.contract.js';
import type { PollView, RemindersView, ReminderOutcome } from '../../../src/polls/polls.contract.js';
import { takesVotes } from '../../../src/polls/under-way.js';
import { useRead } from '../house/api.js';
import { officesIn, useSession } from '../people/session.js';
import { Failure } from '../ui/Failure.js';
import { moment } from '../words/dates.js';
import { useWords } from '../words/words.js';

const DESKS = ['chair', 'secretariat', 'teller'] as const;
const OUTCOMES = ['sent', 'waiting', 'failed', 'unknown', 'obsolete'] as const;
const COLOURS: Readonly<Record<ReminderOutcome, string>> = {
  ...{ sent: 'green', waiting: 'yellow', failed: 'red', unknown: 'gray', obsolete: 'gray' },
};
/** While the poll is open, what became of the messages is read again. */
const EVERY_MS = 10_000;

/** "24 hours before the close", "7 days before the close". */
export const before = (hours: number, t: ReturnType<typeof useWords>['t']): string =>
  hours > 24 && hours % 24 === 0
    ? t('reminder.days_before', { count: hours / 24 })
    : t('reminder.before', { count: hours });

/** For the desks: which reminders of a poll by correspondence went out, how many failed, and whom they cannot reach. */
export function Reminders({ poll }: { poll: PollView }) {
  const { data: session } = useSession();
  const by = poll.form === 'correspondence';
  const assembly = useRead(assemblyRoutes.assembly, { assembly: poll.assembly }, { when: by });
  const body = assembly.data?.body.id;
  const offices = body === undefined ? null : officesIn(session, { assembly: poll.assembly, body });
  const allowed = by && offices !== null && DESKS.some((office) => offices.has(office));
  const query = useRead(
    pollRoutes.reminders,
    { poll: poll.id },
    { when: allowed, ...(takesVotes(poll) && { every: EVERY_MS }) },
  );
  if (!allowed) return null;
  if (query.error) return <Failure error={query.error} />;
  if (!query.data || query.data.reminders.length === 0) return null;
  return <List read={query.data} timeZone={assembly.data?.timeZone ?? null} />;
}

function List({ read, timeZone }: { read: RemindersView; timeZone: string | null }) {
  const { t, lang } = useWords();
  return (
    <Stack gap="xs" data-testid="reminders">
      <Text fw={600}>{t('reminder.reminders')}</Text>
      {read.reminders.map(({ hours, at, state, issuedAt, counts, troubles }) => (
        <Stack key={hours} gap={4}>
          <Group gap="xs">
            <Text>
              {t('ui.pair', { name: before(hours, t), what: t(`reminder.state.${state}`) })}{' '}
              {moment(issuedAt ?? at, lang, timeZone)}
            </Text>
            {OUTCOMES.filter((outcome) => counts[outcome] > 0).map((outcome) => (
              <Badge key={outcome} color={COLOURS[outcome]}>
                {t(`reminder.outcome.${outcome}`)} · {counts[outcome]}
              </Badge>
            ))}
          </Group>
          {troubles.length > 0 && (
            <Box component="details">
              <Box component="summary" mih={48} py="sm" style={{ cursor: 'pointer' }}>
                {t('reminder.troubles', { count: troubles.length })}
              </Box>
              {troubles.map(({ names, answer, failed }, place) => (
                <Text key={place} size="sm">
                  {names.length > 0 && `${names.join(', ')} · `}
                  {t('ui.pair', {
                    name: t(failed ? 'reminder.outcome.failed' : 'reminder.outcome.waiting'),
                    what: answer,
                  })}
                </Text>
              ))}
            </Box>
          )}
        </Stack>
      ))}
      {read.unreachable.length > 0 && (
        <Text size="sm">{t('reminder.unreachable', { names: read.unreachable.join(', ') })}</Text>
      )}
    </Stack>
  );
}
