import { Alert, Button, Group, NativeSelect, SimpleGrid, Stack } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import { useAct } from '../house/api.js';
import { EdtfInput } from '../ui/EdtfInput.js';
import { Failure, useRefused } from '../ui/Failure.js';
import { Card } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import type { Organisation } from './bodies.js';

/** Records that an organisation belongs to another, with the date as far as it is known. */
export default function Affiliate({ organisations }: { organisations: readonly Organisation[] }) {
  const { t } = useWords();
  const act = useAct(bodyRoutes.affiliate);
  const [organisation, setOrganisation] = useState('');
  const [parent, setParent] = useState('');
  const [from, setFrom] = useState('');
  const refused = useRefused(act.error, {
    'organisation.unknown': 'organisation',
    'affiliation.exists': 'parent',
    'affiliation.circle': 'parent',
    'date.malformed': 'from',
  });
  const choices = [
    { value: '', label: '–' },
    ...organisations.map((one) => ({ value: one.id, label: one.name })),
  ];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    act.mutate({ organisation, parent, from: from.trim() || null });
  };
  return (
    <Card>
      <form onSubmit={submit}>
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NativeSelect
              label={t('bodies.member_of')}
              required
              value={organisation}
              error={refused.at('organisation')}
              onChange={(event) => setOrganisation(event.currentTarget.value)}
              data={choices}
            />
            <NativeSelect
              label={t('bodies.parent')}
              required
              value={parent}
              error={refused.at('parent')}
              onChange={(event) => setParent(event.currentTarget.value)}
              data={choices}
            />
            <EdtfInput
              label={t('bodies.affiliated_from')}
              value={from}
              error={refused.at('from')}
              onChange={setFrom}
            />
          </SimpleGrid>
          <Failure error={refused.rest} />
          {act.isSuccess && (
            <Alert color="green" role="status">
              {t('bodies.affiliated')}
            </Alert>
          )}
          <Group>
            <Button type="submit" loading={act.isPending}>
              {t('bodies.affiliate')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
