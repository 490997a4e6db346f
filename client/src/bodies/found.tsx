import { Alert, Anchor, Button, Group, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { Link } from 'react-router';
import type { Certainty } from '../../../src/basics/fields.js';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import { useAct } from '../house/api.js';
import { CertaintyField, said, SourceField } from '../instruments/known.js';
import { Failure, useRefused } from '../ui/Failure.js';
import { Card, Fold } from '../ui/Page.js';
import { slugUnder } from '../../../src/basics/folded.js';
import { useWords } from '../words/words.js';
import type { Organisation } from './bodies.js';

/** Founds a body of an organisation; its rules come next. */
export default function Found({ organisations }: { organisations: readonly Organisation[] }) {
  const { t } = useWords();
  const found = useAct(bodyRoutes.foundBody);
  const [chosen, setChosen] = useState('');
  const [name, setName] = useState('');
  const [slug, setSlug] = useState<string | null>(null);
  const [source, setSource] = useState('');
  const [certainty, setCertainty] = useState<Certainty>('high');
  const organisation = organisations.find((one) => one.id === chosen)?.id ?? organisations[0]?.id ?? '';
  const body = slug ?? slugUnder(organisation, name);
  const refused = useRefused(found.error, { 'body.exists': 'body', 'organisation.unknown': 'organisation' });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    found.mutate(
      { body, organisation, name: name.trim(), source: said(source), certainty },
      {
        onSuccess: () => {
          setName('');
          setSlug(null);
        },
      },
    );
  };
  return (
    <Card>
      <form onSubmit={submit}>
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NativeSelect
              label={t('bodies.organisation')}
              required
              value={organisation}
              error={refused.at('organisation')}
              onChange={(event) => setChosen(event.currentTarget.value)}
              data={organisations.map((one) => ({ value: one.id, label: one.name }))}
            />
            <TextInput
              label={t('bodies.name')}
              required
              maxLength={200}
              value={name}
              error={refused.at('name')}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              label={t('bodies.slug')}
              description={t('ui.slug_means')}
              required
              pattern="[a-z0-9]+(-[a-z0-9]+)*"
              minLength={2}
              maxLength={64}
              value={body}
              error={refused.at('body')}
              onChange={(event) => setSlug(event.currentTarget.value)}
            />
          </SimpleGrid>
          <Fold label={t('bodies.from_source')}>
            <SimpleGrid cols={{ base: 1, sm: 2 }} pt="sm">
              <SourceField value={source} error={refused.at('source')} onChange={setSource} />
              <CertaintyField label={t('ui.certainty')} value={certainty} onChange={setCertainty} />
            </SimpleGrid>
          </Fold>
          <Failure error={refused.rest} />
          {found.isSuccess && (
            <Alert color="green" role="status">
              <Anchor component={Link} to={`/bodies/${found.data.body}/rules`} underline="always">
                {t('bodies.founded', { name: found.variables.name })}
              </Anchor>
            </Alert>
          )}
          <Group>
            <Button type="submit" loading={found.isPending} disabled={organisations.length === 0}>
              {t('bodies.found')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
