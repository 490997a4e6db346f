import { Button, Checkbox, Group, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import { useAct, useRead } from '../house/api.js';
import { Failure } from '../ui/Failure.js';
import { Card, Page, Read } from '../ui/Page.js';
import { slugOf } from '../words/slug.js';
import { useWords } from '../words/words.js';

/** Convenes a new assembly of a body, under one version of its rules. */
export default function Convene() {
  const { t } = useWords();
  const bodies = useRead(bodyRoutes.bodies, {});
  return (
    <Page title={t('convene.title')} under={t('convene.under')}>
      <Read query={bodies}>{(read) => <ConveneForm bodies={read.bodies} />}</Read>
    </Page>
  );
}

type Bodies = readonly {
  id: string;
  name: string;
  organisation: { name: string };
  ruleSets: readonly { id: string; name: string; number: number }[];
}[];

function ConveneForm({ bodies }: { bodies: Bodies }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const convene = useAct(assemblyRoutes.convene);
  const usable = bodies.filter((body) => body.ruleSets.length > 0);
  const [bodyId, setBody] = useState(usable[0]?.id ?? '');
  const [ruleSetId, setRuleSet] = useState('');
  const [name, setName] = useState('');
  const [slug, setSlug] = useState<string | null>(null);
  const [place, setPlace] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [timeZone, setTimeZone] = useState(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [open, setOpen] = useState(true);
  const body = usable.find((one) => one.id === bodyId);
  const rules = body?.ruleSets.find((one) => one.id === ruleSetId) ?? body?.ruleSets.at(-1);
  const assembly = slug ?? slugOf(name);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!body || !rules) return;
    convene.mutate(
      {
        assembly,
        body: body.id,
        name: name.trim(),
        place: place.trim() || null,
        from,
        to: to || null,
        timeZone,
        ruleSet: rules.id,
        open,
      },
      { onSuccess: (made) => void navigate(`/assemblies/${made.assembly}/desk`) },
    );
  };
  return (
    <Card>
      <form onSubmit={submit}>
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NativeSelect
              label={t('convene.body')}
              value={bodyId}
              onChange={(event) => setBody(event.currentTarget.value)}
              data={usable.map((one) => ({ value: one.id, label: `${one.organisation.name} · ${one.name}` }))}
              required
            />
            <NativeSelect
              label={t('assembly.rules')}
              value={rules?.id ?? ''}
              onChange={(event) => setRuleSet(event.currentTarget.value)}
              data={(body?.ruleSets ?? []).map((one) => ({
                value: one.id,
                label: `${one.name} · ${t('body.rules_version', { number: one.number })}`,
              }))}
              required
            />
            <TextInput
              label={t('assembly.name')}
              required
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              label={t('convene.slug')}
              description={t('ui.slug_means')}
              required
              pattern="[a-z0-9]+(-[a-z0-9]+)*"
              minLength={2}
              maxLength={64}
              value={assembly}
              onChange={(event) => setSlug(event.currentTarget.value)}
            />
            <TextInput
              label={t('assembly.place')}
              maxLength={200}
              value={place}
              onChange={(event) => setPlace(event.currentTarget.value)}
            />
            <TextInput
              label={t('assembly.time_zone')}
              required
              value={timeZone}
              onChange={(event) => setTimeZone(event.currentTarget.value)}
            />
            <TextInput
              label={t('convene.from')}
              type="date"
              required
              value={from}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
            <TextInput
              label={t('convene.to')}
              type="date"
              value={to}
              min={from}
              onChange={(event) => setTo(event.currentTarget.value)}
            />
          </SimpleGrid>
          <Checkbox
            label={t('convene.open')}
            checked={open}
            onChange={(event) => setOpen(event.currentTarget.checked)}
          />
          <Failure error={convene.error} />
          <Group>
            <Button type="submit" loading={convene.isPending} disabled={!rules}>
              {t('convene.convene')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
