import { Alert, Button, Group, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import { useAct } from '../house/api.js';
import { Failure, useRefused } from '../ui/Failure.js';
import { Card } from '../ui/Page.js';
import { countriesIn } from '../words/countries.js';
import { slugOf } from '../../../src/basics/folded.js';
import { useWords } from '../words/words.js';
import type { Organisation } from './bodies.js';

const EMPTY = { name: '', short: '', kind: '', country: '', seat: '', parent: '', since: '' };

/** Registers an organisation, with the one to which it belongs and since when. */
export default function Register({ organisations }: { organisations: readonly Organisation[] }) {
  const { t, lang } = useWords();
  const register = useAct(bodyRoutes.registerOrganisation);
  const [typed, setTyped] = useState(EMPTY);
  const [slug, setSlug] = useState<string | null>(null);
  const refused = useRefused(register.error, {
    'organisation.exists': 'organisation',
    'organisation.unknown': 'parent',
    'date.malformed': 'affiliatedFrom',
  });
  const organisation = slug ?? slugOf(typed.short || typed.name);
  const field = (name: keyof typeof EMPTY, limit: number) => ({
    value: typed[name],
    maxLength: limit,
    error: refused.at(name === 'since' ? 'affiliatedFrom' : name),
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setTyped((before) => ({ ...before, [name]: value }));
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const text = (name: keyof typeof EMPTY): string | null => typed[name].trim() || null;
    register.mutate(
      {
        ...{ organisation, name: typed.name.trim(), short: text('short'), kind: text('kind') },
        ...{ country: text('country'), seat: text('seat'), parent: text('parent') },
        affiliatedFrom: typed.parent ? text('since') : null,
      },
      {
        onSuccess: () => {
          setTyped(EMPTY);
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
            <TextInput label={t('bodies.name')} required {...field('name', 200)} />
            <TextInput label={t('bodies.short')} {...field('short', 60)} />
            <TextInput
              label={t('bodies.slug')}
              description={t('ui.slug_means')}
              required
              pattern="[a-z0-9]+(-[a-z0-9]+)*"
              minLength={2}
              maxLength={64}
              value={organisation}
              error={refused.at('organisation')}
              onChange={(event) => setSlug(event.currentTarget.value)}
            />
            <TextInput label={t('bodies.kind')} {...field('kind', 120)} />
            <NativeSelect
              label={t('roll.country')}
              value={typed.country}
              error={refused.at('country')}
              onChange={field('country', 80).onChange}
              data={[{ value: '', label: '' }, ...countriesIn(lang)]}
            />
            <TextInput label={t('bodies.seat')} {...field('seat', 120)} />
            <NativeSelect
              label={t('bodies.parent')}
              value={typed.parent}
              error={refused.at('parent')}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setTyped((before) => ({ ...before, parent: value }));
              }}
              data={[
                { value: '', label: t('bodies.no_parent') },
                ...organisations.map((one) => ({ value: one.id, label: one.name })),
              ]}
            />
            {typed.parent && (
              <TextInput
                label={t('bodies.affiliated_from')}
                description={t('bodies.date_means')}
                {...field('since', 40)}
              />
            )}
          </SimpleGrid>
          <Failure error={refused.rest} />
          {register.isSuccess && (
            <Alert color="green" role="status">
              {t('bodies.registered', { name: register.variables.name })}
            </Alert>
          )}
          <Group>
            <Button type="submit" loading={register.isPending}>
              {t('bodies.register')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
