import { Badge, Group, Stack, Text } from '@mantine/core';
import type { z } from 'zod';
import type { AssemblyView } from '../../../src/assemblies/assemblies.contract.js';
import { Card, Head, Nothing } from '../ui/Page.js';
import { span } from '../words/dates.js';
import { useWords } from '../words/words.js';

/** The sittings with their hours by the clock of the place: as they were held, else as they are planned. */
export function Sittings({ assembly }: { assembly: z.infer<typeof AssemblyView> }) {
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
                  <Text fw={600}>{t('sitting.numbered', { number: sitting.number })}</Text>
                  {sitting.name && <Text>{sitting.name}</Text>}
                </Group>
                {from !== null && (
                  <Text size="sm" c="dimmed">
                    {span(from, until, { lang, timeZone })}
                  </Text>
                )}
              </div>
              <Badge color={sitting.state === 'open' ? 'green' : 'gray'}>
                {t(`sitting.state.${sitting.state}`)}
              </Badge>
            </Head>
          );
        })}
      </Stack>
    </Card>
  );
}
