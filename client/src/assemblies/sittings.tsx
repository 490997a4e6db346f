import { Badge, Group, Stack, Text } from '@mantine/core';
import type { z } from 'zod';
import type { ReactNode } from 'react';
import type { AssemblyView, SittingView } from '../../../src/assemblies/assemblies.contract.js';
import { outsideDays } from '../../../src/assemblies/meeting.js';
import { Card, Head, Nothing } from '../ui/Page.js';
import { span } from '../words/dates.js';
import { useWords } from '../words/words.js';
import type { Speech } from '../words/words.js';

/** The sittings with their hours by the clock of the place: as they were held, else as they are planned. */
export function Sittings({
  assembly,
  acts,
}: {
  assembly: z.infer<typeof AssemblyView>;
  /** What the reader can do with one. */
  acts?: (sitting: SittingView) => ReactNode;
}) {
  const { t, lang } = useWords();
  const { sittings, timeZone } = assembly;
  if (sittings.length === 0) return <Nothing>{t('assembly.no_sittings')}</Nothing>;
  return (
    <Card>
      <Stack gap="sm">
        {sittings.map((sitting) => {
          const from = sitting.openedAt ?? sitting.plannedFrom;
          const until = sitting.openedAt === null ? sitting.plannedUntil : sitting.closedAt;
          return (
            <Head key={sitting.id}>
              <div>
                <Group gap="0 0.6rem">
                  <Text fw={600} {...(sitting.state === 'cancelled' && { td: 'line-through' })}>
                    {t('sitting.numbered', { number: sitting.number })}
                  </Text>
                  {sitting.name && <Text>{sitting.name}</Text>}
                </Group>
                {from !== null && (
                  <Text size="sm" c="dimmed">
                    {span(from, until, { lang, timeZone })}
                  </Text>
                )}
                {acts && sitting.state === 'planned' && from !== null && outsideDays(from, assembly) && (
                  <Badge color="orange">{t('sitting.outside')}</Badge>
                )}
                {sitting.reason && <Text size="sm">{sitting.reason}</Text>}
              </div>
              <Group gap="xs" wrap="nowrap">
                <SittingBadge state={sitting.state} />
                {acts?.(sitting)}
              </Group>
            </Head>
          );
        })}
      </Stack>
    </Card>
  );
}

/** Number and name, where something is done with one among others. */
export function nameOfSitting(
  { number, name }: Pick<SittingView, 'number' | 'name'>,
  t: Speech['t'],
): string {
  const numbered = t('sitting.numbered', { number });
  return name === null ? numbered : t('ui.pair', { name: numbered, what: name });
}

const COLOURS = { planned: 'gray', open: 'green', closed: 'gray', cancelled: 'orange' } as const;

export function SittingBadge({ state }: Pick<SittingView, 'state'>) {
  const { t } = useWords();
  return <Badge color={COLOURS[state]}>{t(`sitting.state.${state}`)}</Badge>;
}
