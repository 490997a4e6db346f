import { Button, Divider, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import type { AssemblyView, QuorumCallView } from '../../../src/assemblies/assemblies.contract.js';
import { presenceRoutes } from '../../../src/assemblies/presence.contract.js';
import { useAct, useRead } from '../house/api.js';
import { useSecondsUntil } from '../polls/countdown.js';
import { Confirmed } from '../ui/Confirmed.js';
import { Failure } from '../ui/Failure.js';
import { Card, Fold } from '../ui/Page.js';
import { hour } from '../words/dates.js';
import { useWords } from '../words/words.js';
import { Quorum } from './quorum.js';

type Assembly = z.infer<typeof AssemblyView>;

/** The chair calls the quorum, sees who has confirmed, and draws the consequence or none. */
export function QuorumCallDesk({ assembly, sittingOpen }: { assembly: Assembly; sittingOpen: boolean }) {
  const { t } = useWords();
  const call = useAct(presenceRoutes.callQuorum);
  const [seconds, setSeconds] = useState(60);
  const latest = assembly.quorumCall;
  return (
    <Stack gap="sm" role="group" aria-label={t('quorum_call.title')}>
      <Divider mt="md" color="var(--house-line)" />
      {latest && <Latest key={latest.id} assembly={assembly.id} call={latest} />}
      {latest?.state !== 'running' && (
        <Group align="flex-end">
          <NumberInput
            label={t('quorum_call.seconds')}
            min={10}
            max={900}
            step={10}
            maw="9rem"
            value={seconds}
            onChange={(value) => setSeconds(Number(value))}
          />
          <Button
            variant="light"
            disabled={!sittingOpen}
            loading={call.isPending}
            onClick={() => call.mutate({ assembly: assembly.id, seconds })}
          >
            {t('quorum_call.call')}
          </Button>
        </Group>
      )}
      <Failure error={call.error} />
    </Stack>
  );
}

function Latest({ assembly, call }: { assembly: string; call: QuorumCallView }) {
  const { t, lang } = useWords();
  const close = useAct(presenceRoutes.closeCall);
  const seconds = useSecondsUntil(call.state === 'running' ? call.endsAt : null) ?? 0;
  // Confirmations are no news: the count is read again as the seconds go by.
  const { data } = useRead(
    presenceRoutes.quorumCall,
    { assembly },
    { when: call.state === 'running', every: 2_000 },
  );
  const confirmed = call.state === 'running' ? (data?.call?.confirmed ?? call.confirmed) : call.confirmed;
  const shut = (absent: boolean): void => close.mutate({ assembly, call: call.id, absent });
  const outcome = call.outcome && (
    <Stack gap="xs">
      <Text size="sm">{t('quorum_call.outcome')}</Text>
      <Quorum quorum={call.outcome} />
    </Stack>
  );
  if (call.state === 'closed')
    return (
      <div data-testid="quorum-call">
        <Fold
          label={`${hour(call.startedAt, lang, null)} · ${t('quorum_call.confirmed', { count: confirmed })}`}
        >
          <Stack gap="xs">
            {outcome}
            <Text size="sm">
              {call.absent === null
                ? t('quorum_call.nobody_absent')
                : t('quorum_call.absent', { count: call.absent })}
            </Text>
          </Stack>
        </Fold>
      </div>
    );
  return (
    <Stack gap="sm" data-testid="quorum-call">
      <Text fw={640}>
        {t('quorum_call.confirmed', { count: confirmed })}
        {call.state === 'running' && ` · ${t('quorum_call.running', { seconds })}`}
      </Text>
      {outcome}
      <Stack gap="xs">
        <Button variant="default" loading={close.isPending} onClick={() => shut(false)}>
          {t('quorum_call.close')}
        </Button>
        <Confirmed
          variant="default"
          label={t('quorum_call.close_absent')}
          means={t('quorum_call.absent_means', { count: confirmed })}
          busy={close.isPending}
          error={close.error}
          onConfirm={() => shut(true)}
        />
      </Stack>
      <Failure error={close.error} />
    </Stack>
  );
}

/** On the floor: one tap while the call runs. The server's clock decides what is late. */
export function ConfirmPresence({ assembly }: { assembly: Assembly }) {
  const { quorumCall: call } = assembly;
  if (call?.state !== 'running') return null;
  return <Tap key={call.id} assembly={assembly.id} call={call} />;
}

function Tap({ assembly, call }: { assembly: string; call: QuorumCallView }) {
  const { t } = useWords();
  const confirm = useAct(presenceRoutes.confirm);
  const { data } = useRead(presenceRoutes.quorumCall, { assembly });
  const seconds = useSecondsUntil(call.endsAt) ?? 0;
  const done = confirm.isSuccess || (data?.call?.id === call.id && data.mine);
  return (
    <Card accent data-testid="confirm-presence">
      <Stack gap="sm">
        <div role="status">
          <Text fw={640} size="lg">
            {t(done ? 'quorum_call.done' : 'quorum_call.are_you_here')}
          </Text>
        </div>
        <Text c="dimmed" role="timer">
          {t('quorum_call.running', { seconds })}
        </Text>
        {!done && (
          <Button
            size="xl"
            fullWidth
            loading={confirm.isPending}
            onClick={() => confirm.mutate({ assembly, call: call.id })}
          >
            {t('quorum_call.confirm')}
          </Button>
        )}
        <Failure error={confirm.error} />
      </Stack>
    </Card>
  );
}
