import { Badge, Group, Stack, Text } from '@mantine/core';
import type { z } from 'zod';
import type { AssemblyView } from '../../../src/assemblies/assemblies.contract.js';
import { debateRoutes } from '../../../src/debate/debate.contract.js';
import type { MotionView } from '../../../src/motions/motions.contract.js';
import { useRead } from '../house/api.js';
import { Card, Head, Section } from '../ui/Page.js';
import { DataTable } from '../ui/DataTable.js';
import { clock } from '../words/dates.js';
import { useWords } from '../words/words.js';
import { useSubjects } from './about.js';
import { asMinutes, StanceBadge, useSpeakerName } from './speech.js';

/** The debates as the record has them: who spoke on what and for how long; and the appeals with their outcome. */
export function Debates({
  assembly,
  motions,
}: {
  assembly: z.infer<typeof AssemblyView>;
  motions: readonly MotionView[];
}) {
  const { t, lang } = useWords();
  const subject = useSubjects({ assembly, motions: [...motions] });
  const name = useSpeakerName();
  const { data } = useRead(debateRoutes.debates, { assembly: assembly.id });
  if (!data || data.debates.length + data.appeals.length === 0) return null;
  return (
    <Section title={t('debates.title')}>
      <Stack>
        {data.debates.map((one) => (
          <Card key={one.list} data-testid="debate-held">
            <Group justify="space-between" mb="sm">
              <Text fw={640}>{subject(one.about)}</Text>
              <Badge color={one.endedAt === null ? 'green' : 'gray'}>
                {t(one.endedAt === null ? 'debates.going_on' : 'debates.ended')}
              </Badge>
            </Group>
            <DataTable
              caption={t('debates.speeches')}
              rows={one.speeches}
              keyOf={({ speech }) => speech}
              empty={t('debates.no_speeches')}
              columns={[
                {
                  key: 'at',
                  head: t('debates.at'),
                  cell: (row) => clock(row.startedAt, lang, assembly.timeZone),
                },
                { key: 'who', head: t('debates.speaker'), cell: (row) => `${name(row)} · ${row.name}` },
                {
                  key: 'stance',
                  head: t('speakers.stance'),
                  cell: (row) => <StanceBadge stance={row.stance} />,
                },
                {
                  key: 'time',
                  head: t('debates.time'),
                  numeric: true,
                  cell: (row) =>
                    row.endedAt === null ? t('debates.speaks') : asMinutes(Math.round(row.elapsed / 1000)),
                },
                { key: 'reason', head: t('debates.reason'), cell: (row) => row.reason ?? '' },
              ]}
            />
          </Card>
        ))}
        {data.appeals.map((one) => (
          <Card key={one.appeal}>
            <Head>
              <div>
                <Text fw={640}>{t('appeal.of', { name: name(one), member: one.name })}</Text>
                <Text>{one.about}</Text>
              </div>
              <Badge color={one.outcome === null ? 'yellow' : 'gray'}>
                {t(one.outcome === null ? 'appeal.open' : `appeal.outcome.${one.outcome}`)}
              </Badge>
            </Head>
          </Card>
        ))}
      </Stack>
    </Section>
  );
}
