import { Anchor, Badge, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import { instrumentRoutes } from '../../../src/instruments/instruments.contract.js';
import { useRead } from '../house/api.js';
import { listed } from '../instruments/listed.js';
import { certaintyBadge, pathOf, STATE_COLOURS } from '../instruments/stages.js';
import { convenes, useSession } from '../people/session.js';
import { SetUpWaits } from '../people/waits.js';
import { Unknown } from '../ui/Facts.js';
import { Card, Nothing, Page, Read, Section } from '../ui/Page.js';
import { Path } from '../ui/Timeline.js';
import { inLang, useWords } from '../words/words.js';
import { datesOf } from './when.js';

/** The archive's front page: what was decided on its way through the bodies, and the assemblies. */
export default function Home() {
  const speech = useWords();
  const { t, lang } = speech;
  const { data: session } = useSession();
  const instruments = useRead(instrumentRoutes.instruments, {});
  const assemblies = useRead(assemblyRoutes.assemblies, {});
  return (
    <Page title={t('home.title')} under={t('home.under')}>
      {assemblies.data?.assemblies.length === 0 && <SetUpWaits />}
      <Section title={t('home.instruments')}>
        <Read query={instruments}>
          {(read) =>
            read.instruments.length === 0 ? (
              <Nothing>{t('home.no_instruments')}</Nothing>
            ) : (
              <Stack>
                {listed(read.instruments, lang).map((instrument) => {
                  const title = inLang(instrument.titles, lang);
                  return (
                    <Card key={instrument.id}>
                      <Group justify="space-between" align="flex-start" mb="md" gap="xs">
                        <Title order={3} lang={title.lang}>
                          <Anchor component={Link} to={`/instruments/${instrument.id}`} inherit>
                            {title.text}
                          </Anchor>
                        </Title>
                        <Group gap={6}>
                          {instrument.demonstration && <Demonstration />}
                          <Badge color={STATE_COLOURS[instrument.state]}>
                            {t(`instrument.state.${instrument.state}`)}
                          </Badge>
                        </Group>
                      </Group>
                      <Path label={t('instrument.path')} steps={pathOf(instrument.stages, speech)} />
                    </Card>
                  );
                })}
              </Stack>
            )
          }
        </Read>
      </Section>
      <Section
        title={t('home.assemblies')}
        action={
          convenes(session) && (
            <Anchor component={Link} to="/desk" py={8}>
              {t('convene.title')}
            </Anchor>
          )
        }
      >
        <Read query={assemblies}>
          {(read) =>
            read.assemblies.length === 0 ? (
              <Nothing>{t('home.no_assemblies')}</Nothing>
            ) : (
              <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
                {read.assemblies.map((assembly) => (
                  <Card key={assembly.id}>
                    <Title order={3}>
                      <Anchor component={Link} to={`/assemblies/${assembly.id}`} inherit>
                        {assembly.name}
                      </Anchor>
                    </Title>
                    <Text size="sm" c="dimmed">
                      {assembly.body.organisation} · {assembly.body.name}
                    </Text>
                    <Text mt="xs" component="div">
                      {assembly.place ?? <Unknown />} · {datesOf(assembly, lang) ?? <Unknown />}
                    </Text>
                    <Group gap={6} mt="sm">
                      {assembly.demonstration && <Demonstration />}
                      {assembly.historical && <Badge color="gray">{t('assembly.historical')}</Badge>}
                      {assembly.historical && certaintyBadge(assembly.certainty, speech)}
                    </Group>
                  </Card>
                ))}
              </SimpleGrid>
            )
          }
        </Read>
      </Section>
    </Page>
  );
}

export function Demonstration() {
  const { t } = useWords();
  return <Badge color="orange">{t('ui.demonstration')}</Badge>;
}
