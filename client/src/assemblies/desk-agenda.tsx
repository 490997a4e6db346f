import { Anchor, Badge, Button, Checkbox, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import type { AssemblyView, ItemView } from '../../../src/assemblies/assemblies.contract.js';
import { addressOf, useAct } from '../house/api.js';
import { Facts } from '../ui/Facts.js';
import { Failure } from '../ui/Failure.js';
import { Card, Nothing, Section } from '../ui/Page.js';
import { base64Of, FileChoice } from '../ui/TextFile.js';
import { NO_TITLES, TitlesInput, titlesOf } from '../ui/TitlesInput.js';
import { moment } from '../words/dates.js';
import { inLang, useWords } from '../words/words.js';
import { datesOf } from './when.js';

type Assembly = z.infer<typeof AssemblyView>;

/** The assembly's data, its sittings, its agenda and papers. */
export default function Agenda({ assembly }: { assembly: Assembly }) {
  const { t, lang } = useWords();
  return (
    <Stack gap="xl">
      <Card>
        <Facts
          of={[
            [t('assembly.name'), assembly.name],
            [t('assembly.place'), assembly.place],
            [t('assembly.dates'), datesOf(assembly, lang)],
            [t('assembly.time_zone'), assembly.timeZone],
            [t('assembly.rules'), assembly.ruleSet?.name ?? null],
            [t('assembly.public'), t(assembly.open ? 'ui.yes' : 'ui.no')],
          ]}
        />
      </Card>
      <Section title={t('assembly.sittings')}>
        <Stack>
          {assembly.sittings.map((sitting) => (
            <Group key={sitting.id} gap="sm">
              <Text fw={600}>{t('sitting.numbered', { number: sitting.number })}</Text>
              {sitting.name && <Text>{sitting.name}</Text>}
              {sitting.plannedFrom && (
                <Text c="dimmed">{moment(sitting.plannedFrom, lang, assembly.timeZone)}</Text>
              )}
              <Badge color={sitting.state === 'open' ? 'green' : 'gray'}>
                {t(`sitting.state.${sitting.state}`)}
              </Badge>
            </Group>
          ))}
          {assembly.sittings.length === 0 && <Nothing>{t('assembly.no_sittings')}</Nothing>}
          <PlanSitting assembly={assembly.id} />
        </Stack>
      </Section>
      <Section title={t('assembly.agenda')}>
        <Stack>
          {assembly.items.map((item) => (
            <Item key={item.id} assembly={assembly.id} item={item} />
          ))}
          {assembly.items.length === 0 && <Nothing>{t('assembly.no_items')}</Nothing>}
          <AddItem assembly={assembly.id} />
        </Stack>
      </Section>
    </Stack>
  );
}

function PlanSitting({ assembly }: { assembly: string }) {
  const { t } = useWords();
  const plan = useAct(assemblyRoutes.planSitting);
  const [name, setName] = useState('');
  const [from, setFrom] = useState('');
  return (
    <Card>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const plannedFrom = from ? new Date(from).toISOString() : null;
          plan.mutate(
            { assembly, name: name.trim() || null, plannedFrom },
            {
              onSuccess: () => {
                setName('');
                setFrom('');
              },
            },
          );
        }}
      >
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput
              label={t('sitting.name')}
              maxLength={120}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              label={t('sitting.planned_from')}
              description={t('sitting.your_clock')}
              type="datetime-local"
              value={from}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
          </SimpleGrid>
          <Failure error={plan.error} />
          <Group>
            <Button type="submit" variant="light" loading={plan.isPending}>
              {t('sitting.plan')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

function AddItem({ assembly }: { assembly: string }) {
  const { t } = useWords();
  const add = useAct(assemblyRoutes.addItem);
  const [titles, setTitles] = useState(NO_TITLES);
  const [internal, setInternal] = useState(false);
  return (
    <Card>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate(
            { assembly, titles: titlesOf(titles), internal },
            {
              onSuccess: () => {
                setTitles(NO_TITLES);
                setInternal(false);
              },
            },
          );
        }}
      >
        <Stack>
          <TitlesInput label={t('item.title')} value={titles} onChange={setTitles} />
          <Checkbox
            label={t('item.internal_means')}
            checked={internal}
            onChange={(event) => setInternal(event.currentTarget.checked)}
          />
          <Failure error={add.error} />
          <Group>
            <Button type="submit" variant="light" loading={add.isPending}>
              {t('item.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

function Item({ assembly, item }: { assembly: string; item: z.infer<typeof ItemView> }) {
  const { t, lang } = useWords();
  const attach = useAct(assemblyRoutes.attachPaper);
  const title = inLang(item.titles, lang);
  return (
    <Card>
      <Group justify="space-between" align="flex-start">
        <div>
          <Text fw={600} lang={title.lang}>
            {item.number}. {title.text}
          </Text>
          {item.internal && <Badge color="gray">{t('item.internal')}</Badge>}
          {item.papers.map((paper) => (
            <div key={paper.id}>
              <Anchor
                href={addressOf(assemblyRoutes.paper, { assembly, paper: paper.id })}
                target="_blank"
                rel="noopener"
              >
                {paper.name}
              </Anchor>
            </div>
          ))}
        </div>
        <FileChoice
          label={t('paper.attach')}
          accept="application/pdf"
          onFile={(file) =>
            void base64Of(file).then((pdf) =>
              attach.mutate({ assembly, item: item.id, name: file.name.slice(0, 200), pdf }),
            )
          }
        />
      </Group>
      <Failure error={attach.error} />
    </Card>
  );
}
