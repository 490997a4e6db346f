import { Group, Stack, Text } from '@mantine/core';
import type { QuorumView } from '../../../src/assemblies/assemblies.contract.js';
import { parse } from '../../../src/basics/fraction.js';
import { Steps } from '../polls/steps.js';
import { mixed, shareOf } from '../polls/votes.js';
import { Gauge } from '../ui/BarChart.js';
import { CrossIcon, TickIcon } from '../ui/icons.js';
import { useWords } from '../words/words.js';

/** The quorum as it stands: a gauge with the mark to be reached, the numbers, and on demand the arithmetic. */
export function Quorum({ quorum, arithmetic = false }: { quorum: QuorumView; arithmetic?: boolean }) {
  const { t } = useWords();
  const { present, needed, entitled } = quorum;
  const sentence = t(quorum.counted === 'members' ? 'quorum.of_members' : 'quorum.of_votes', {
    present: mixed(present),
    needed: mixed(needed),
    entitled: mixed(entitled),
  });
  return (
    <Stack gap="xs" data-testid="quorum" data-reached={quorum.reached}>
      <Group justify="space-between" gap="xs">
        <Text fw={640} c={quorum.reached ? 'var(--choice-for)' : 'var(--choice-against)'}>
          {quorum.reached ? <TickIcon size="1em" /> : <CrossIcon size="1em" />}{' '}
          {t(quorum.reached ? 'quorum.reached' : 'quorum.missing')}
        </Text>
        {quorum.byProxy > 0 && (
          <Text c="dimmed" size="sm">
            {t('quorum.by_proxy', { count: quorum.byProxy })}
          </Text>
        )}
      </Group>
      <Gauge
        label={sentence}
        share={fractionOf(present, entitled)}
        mark={fractionOf(needed, entitled)}
        reached={quorum.reached}
      />
      <Text size="sm">{sentence}</Text>
      {quorum.unknownFigures && (
        <Text size="sm" fw={600}>
          {t('figures.unknown', { count: quorum.unknownFigures.length })} ({quorum.unknownFigures.join(', ')})
        </Text>
      )}
      {arithmetic && <Steps of={quorum.steps} />}
    </Stack>
  );
}

/** For drawing only. */
export function fractionOf(part: string, whole: string): number {
  const [a, b] = [parse(part), parse(whole)];
  if (!a.ok || !b.ok) return 0;
  return shareOf(`${a.value.n * b.value.d}`, `${a.value.d * b.value.n}`);
}
