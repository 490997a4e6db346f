import { Button, Group, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import type { AssemblyView } from '../../../src/assemblies/assemblies.contract.js';
import { momentIn } from '../../../src/assemblies/meeting.js';
import { useAct } from '../house/api.js';
import { forget, useKept } from '../ui/kept.js';
import { Facts } from '../ui/Facts.js';
import { Failure } from '../ui/Failure.js';
import { Card, Saved, Section } from '../ui/Page.js';
import { MEANT_ABOVE } from '../ui/theme.js';
import { useWords } from '../words/words.js';
import { AgendaEditor } from './desk-items.js';
import { Sittings } from './sittings.js';
import { datesOf, localOf } from './when.js';

type Assembly = z.infer<typeof AssemblyView>;

/** The assembly's data, its sittings and its agenda. */
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
        <Deadline assembly={assembly} />
      </Card>
      <Section title={t('assembly.sittings')}>
        <Stack>
          <Sittings assembly={assembly} />
          <PlanSitting assembly={assembly.id} timeZone={assembly.timeZone ?? 'UTC'} />
        </Stack>
      </Section>
      <AgendaEditor assembly={assembly} />
    </Stack>
  );
}

/** Until when motions come in time, by the assembly's clock; left empty: there is no deadline. */
function Deadline({ assembly }: { assembly: Assembly }) {
  const { t } = useWords();
  const set = useAct(assemblyRoutes.setDeadlines);
  const zone = assembly.timeZone ?? 'UTC';
  const [local, setLocal] = useState(localOf(assembly.motionsDue, zone));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        set.mutate({ assembly: assembly.id, motions: local === '' ? null : momentIn(local, zone) });
      }}
    >
      <Group align="flex-end" mt="md">
        <TextInput
          type="datetime-local"
          label={t('assembly.motions_due')}
          description={t('ui.by_clock', { timeZone: zone })}
          inputWrapperOrder={MEANT_ABOVE}
          value={local}
          onChange={(event) => setLocal(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={set.isPending}>
          {t('assembly.set_deadline')}
        </Button>
        {set.isSuccess && <Saved />}
      </Group>
      <Failure error={set.error} />
    </form>
  );
}

function PlanSitting({ assembly, timeZone }: { assembly: string; timeZone: string }) {
  const { t } = useWords();
  const plan = useAct(assemblyRoutes.planSitting);
  const form = `sitting ${assembly}`;
  const [name, setName] = useKept(form, 'name', '');
  const [from, setFrom] = useKept(form, 'from', '');
  const [until, setUntil] = useKept(form, 'until', '');
  const at = (local: string): string | null => (local ? momentIn(local, timeZone) : null);
  return (
    <Card>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          plan.mutate(
            { assembly, name: name.trim() || null, plannedFrom: at(from), plannedUntil: at(until) },
            { onSuccess: () => forget(form) },
          );
        }}
      >
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            <TextInput
              label={t('sitting.name')}
              maxLength={120}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              label={t('sitting.planned_from')}
              description={t('ui.by_clock', { timeZone })}
              type="datetime-local"
              value={from}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
            <TextInput
              label={t('sitting.planned_until')}
              description={t('ui.by_clock', { timeZone })}
              type="datetime-local"
              value={until}
              onChange={(event) => setUntil(event.currentTarget.value)}
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
