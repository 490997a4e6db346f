import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { silenceRoutes } from '../../../src/instruments/silence.contract.js';
import type { SilenceView } from '../../../src/instruments/silence.contract.js';
import { useAct, useRead } from '../house/api.js';
import { Failure } from '../ui/Failure.js';
import { Card, Head, Section } from '../ui/Page.js';
import { edtf } from '../words/dates.js';
import { useWords } from '../words/words.js';
import { Objecting } from './objecting.js';
import { stageName } from './stages.js';

/** The silence procedure at which an instrument stands, with who objects and until when; nothing at another stage. */
export function SilenceHere({ instrument }: { instrument: string }) {
  const speech = useWords();
  const { t, lang } = speech;
  const { data } = useRead(silenceRoutes.silence, { instrument });
  const withdraw = useAct(silenceRoutes.withdrawObjection);
  const silence = data?.silence;
  if (!silence) return null;
  const { stage, label, until, over, objections } = silence;
  const broken = objections.length > 0;
  return (
    <Section title={t('stage.kind.tacit')}>
      <Card data-testid={broken ? 'silence-broken' : 'silence-runs'}>
        <Stack gap="sm">
          <Head>
            <Text fw={640}>{stageName(label, speech)}</Text>
            <Badge color={broken ? 'red' : 'blue'}>{t(broken ? 'silence.broken' : 'silence.runs')}</Badge>
          </Head>
          {until && (
            <Text size="sm" c="dimmed">
              {t(over ? 'silence.was_open' : 'silence.open', { until: edtf(until, lang) })}
            </Text>
          )}
          {objections.map(({ member, name, reason, mine }) => (
            <Group key={member} justify="space-between">
              <Text>{t('corrigendum.objection', { member: name, reason })}</Text>
              {mine && (
                <Button
                  variant="default"
                  size="compact-md"
                  aria-label={t('silence.withdraw_of', { member: name })}
                  loading={withdraw.isPending}
                  onClick={() => withdraw.mutate({ instrument, stage, member })}
                >
                  {t('silence.withdraw')}
                </Button>
              )}
            </Group>
          ))}
          <Failure error={withdraw.error} />
          {silence.mayObjectFor.length > 0 && <ObjectForm instrument={instrument} silence={silence} />}
        </Stack>
      </Card>
    </Section>
  );
}

function ObjectForm({ instrument, silence }: { instrument: string; silence: SilenceView }) {
  const { t } = useWords();
  const { stage, mayObjectFor } = silence;
  const act = useAct(silenceRoutes.objectStage);
  return (
    <Objecting
      means={t('silence.object_means')}
      members={mayObjectFor}
      act={act}
      onObject={(objection, onSuccess) => act.mutate({ instrument, stage, ...objection }, { onSuccess })}
    />
  );
}
