import { Button, Group, Modal, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import type { AssemblyView, SittingView } from '../../../src/assemblies/assemblies.contract.js';
import { momentIn } from '../../../src/assemblies/meeting.js';
import { useAct } from '../house/api.js';
import { forget, useKept } from '../ui/kept.js';
import { Facts } from '../ui/Facts.js';
import { Failure } from '../ui/Failure.js';
import { More } from '../ui/More.js';
import { Card, Saved, Section } from '../ui/Page.js';
import { MEANT_ABOVE } from '../ui/theme.js';
import { useWords } from '../words/words.js';
import { AgendaEditor } from './desk-items.js';
import { nameOfSitting, Sittings } from './sittings.js';
import { datesOf, localOf } from './when.js';
import { ReasonDialog } from './with-reason.js';

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
          <Sittings
            assembly={assembly}
            acts={(sitting) =>
              sitting.state === 'planned' && (
                <SittingActs
                  key={sitting.id}
                  assembly={assembly.id}
                  timeZone={assembly.timeZone ?? 'UTC'}
                  sitting={sitting}
                />
              )
            }
          />
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

interface Plan {
  readonly name: string | null;
  readonly plannedFrom: string | null;
  readonly plannedUntil: string | null;
}

function PlanSitting({ assembly, timeZone }: { assembly: string; timeZone: string }) {
  const { t } = useWords();
  const plan = useAct(assemblyRoutes.planSitting);
  return (
    <Card>
      <SittingForm
        form={`sitting ${assembly}`}
        timeZone={timeZone}
        label={t('sitting.plan')}
        error={plan.error}
        busy={plan.isPending}
        onSave={(said, done) => plan.mutate({ assembly, ...said }, { onSuccess: done })}
      />
    </Card>
  );
}

/** What can be done with a sitting that has not opened. */
function SittingActs({
  assembly,
  timeZone,
  sitting,
}: {
  assembly: string;
  timeZone: string;
  sitting: SittingView;
}) {
  const { t } = useWords();
  const change = useAct(assemblyRoutes.changeSitting);
  const cancel = useAct(assemblyRoutes.cancelSitting);
  const [form, setForm] = useState<'edit' | 'cancel' | null>(null);
  const close = (): void => setForm(null);
  const name = nameOfSitting(sitting, t);
  const input = { assembly, sitting: sitting.id };
  return (
    <>
      <More
        name={name}
        deeds={[
          { label: t('sitting.edit'), begin: () => setForm('edit') },
          { label: t('sitting.cancel'), begin: () => setForm('cancel') },
        ]}
      />
      <Modal
        opened={form === 'edit'}
        onClose={close}
        size="lg"
        title={t('ui.pair', { name: t('sitting.edit'), what: name })}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <SittingForm
          form={`sitting ${sitting.id}`}
          of={sitting}
          timeZone={timeZone}
          label={t('sitting.save')}
          error={change.error}
          busy={change.isPending}
          onSave={(said, done) =>
            change.mutate(
              { ...input, ...said },
              {
                onSuccess: () => {
                  done();
                  close();
                },
              },
            )
          }
        />
      </Modal>
      <ReasonDialog
        opened={form === 'cancel'}
        onClose={close}
        label={t('sitting.cancel')}
        about={name}
        means={t('sitting.cancel_means')}
        error={cancel.error}
        busy={cancel.isPending}
        onReason={(reason, done) => cancel.mutate({ ...input, reason }, { onSuccess: done })}
      />
    </>
  );
}

/** `of`: as it is planned; without it the form is for a new one. */
function SittingForm({
  form,
  of,
  timeZone,
  label,
  error,
  busy,
  onSave,
}: {
  /** The name under which what is typed is kept. */
  form: string;
  of?: Plan;
  timeZone: string;
  label: string;
  error: unknown;
  busy: boolean;
  onSave: (plan: Plan, done: () => void) => void;
}) {
  const { t } = useWords();
  const [name, setName] = useKept(form, 'name', of?.name ?? '');
  const [from, setFrom] = useKept(form, 'from', localOf(of?.plannedFrom ?? null, timeZone));
  const [until, setUntil] = useKept(form, 'until', localOf(of?.plannedUntil ?? null, timeZone));
  const at = (local: string): string | null => (local ? momentIn(local, timeZone) : null);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSave({ name: name.trim() || null, plannedFrom: at(from), plannedUntil: at(until) }, () =>
          forget(form),
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
        <Failure error={error} />
        <Group>
          <Button type="submit" variant="light" loading={busy}>
            {label}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
