import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { corrigendumRoutes } from '../../../src/drafting/drafting.contract.js';
import type { CorrigendumState, CorrigendumView } from '../../../src/drafting/drafting.contract.js';
import { useAct, useRead } from '../house/api.js';
import { Objecting } from '../instruments/objecting.js';
import { Failure } from '../ui/Failure.js';
import { Card, Section } from '../ui/Page.js';
import { moment } from '../words/dates.js';
import { useWords } from '../words/words.js';

const COLOURS: Readonly<Record<CorrigendumState, string>> = {
  announced: 'orange',
  stands: 'green',
  objected: 'red',
};

/** The corrigenda of an instrument, with who objects and until when; nothing where there is none. */
export function Corrigenda({ instrument }: { instrument: string }) {
  const { t } = useWords();
  const { data } = useRead(corrigendumRoutes.corrigenda, { instrument });
  if (!data || data.corrigenda.length === 0) return null;
  return (
    <Section title={t('corrigendum.title')}>
      <Stack>
        {data.corrigenda.map((one) => (
          <Corrigendum key={one.version} corrigendum={one} />
        ))}
      </Stack>
    </Section>
  );
}

function Corrigendum({ corrigendum }: { corrigendum: CorrigendumView }) {
  const { t, lang } = useWords();
  const { instrument, number, corrects, state, over, until, objections } = corrigendum;
  const settle = useAct(corrigendumRoutes.settle);
  return (
    <Card data-testid={`corrigendum-${number}`}>
      <Stack gap="sm">
        <Group gap="sm">
          <Anchor component={Link} to={`/instruments/${instrument}/compare/${corrects}/${number}`} fw={640}>
            {t('corrigendum.corrects', { number, corrects })}
          </Anchor>
          <Badge color={COLOURS[state]}>{t(`corrigendum.state.${state}`)}</Badge>
        </Group>
        <Text>{corrigendum.reason}</Text>
        <Text size="sm" c="dimmed">
          {t(over ? 'corrigendum.was_open' : 'corrigendum.open', { until: moment(until, lang) })}
        </Text>
        {objections.length > 0 && (
          <ul>
            {objections.map((one) => (
              <li key={one.member}>{t('corrigendum.objection', { member: one.name, reason: one.reason })}</li>
            ))}
          </ul>
        )}
        {!over && corrigendum.mayObjectFor.length > 0 && <ObjectForm corrigendum={corrigendum} />}
        {over && state === 'announced' && corrigendum.maySettle && (
          <Group>
            <Button loading={settle.isPending} onClick={() => settle.mutate({ instrument, number })}>
              {t('corrigendum.settle')}
            </Button>
          </Group>
        )}
        <Failure error={settle.error} />
      </Stack>
    </Card>
  );
}

function ObjectForm({ corrigendum }: { corrigendum: CorrigendumView }) {
  const { t } = useWords();
  const { instrument, number, mayObjectFor } = corrigendum;
  const act = useAct(corrigendumRoutes.object);
  return (
    <Objecting
      means={t('corrigendum.object_means')}
      members={mayObjectFor}
      act={act}
      onObject={(objection, onSuccess) => act.mutate({ instrument, number, ...objection }, { onSuccess })}
    />
  );
}
