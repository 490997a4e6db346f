import { Alert, Button, Group, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Certainty } from '../../../src/basics/fields.js';
import { bodyRoutes, FIGURES } from '../../../src/bodies/bodies.contract.js';
import type { Figure } from '../../../src/bodies/bodies.contract.js';
import { useAct } from '../house/api.js';
import { CertaintyField, SourceField } from '../instruments/known.js';
import { EdtfInput } from '../ui/EdtfInput.js';
import { Failure, isRefusal, useRefused } from '../ui/Failure.js';
import { Card, Fold } from '../ui/Page.js';
import { countriesIn } from '../words/countries.js';
import { slugOf } from '../../../src/basics/folded.js';
import { useWords } from '../words/words.js';
import type { Organisation } from './bodies.js';

const EMPTY = {
  ...{ name: '', short: '', kind: '', country: '', seat: '', parent: '', since: '' },
  ...{ formerName: '', founded: '', foundedPlace: '', source: '' },
};
const NO_FIGURES: Readonly<Partial<Record<Figure, string>>> = {};

/** Registers an organisation, with the one to which it belongs and since when. */
export default function Register({ organisations }: { organisations: readonly Organisation[] }) {
  const { t, lang } = useWords();
  const register = useAct(bodyRoutes.registerOrganisation);
  const [typed, setTyped] = useState(EMPTY);
  const [figures, setFigures] = useState(NO_FIGURES);
  const [certainty, setCertainty] = useState<Certainty>('high');
  const [slug, setSlug] = useState<string | null>(null);
  // Two fields are dates: the refusal names the one that it means.
  const wrong = isRefusal(register.error) ? register.error.facts['date'] : null;
  const refused = useRefused(register.error, {
    'organisation.exists': 'organisation',
    'organisation.unknown': 'parent',
    'date.malformed': wrong === register.variables?.founded ? 'founded' : 'affiliatedFrom',
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
        ...{ formerName: text('formerName'), founded: text('founded'), foundedPlace: text('foundedPlace') },
        ...{ source: text('source'), certainty },
        figures: Object.fromEntries(Object.entries(figures).filter(([, count]) => count.trim() !== '')),
      },
      {
        onSuccess: () => {
          setTyped(EMPTY);
          setFigures(NO_FIGURES);
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
              <EdtfInput
                label={t('bodies.affiliated_from')}
                value={typed.since}
                error={refused.at('affiliatedFrom')}
                onChange={(since) => setTyped((before) => ({ ...before, since }))}
              />
            )}
          </SimpleGrid>
          <Fold label={t('bodies.from_source')}>
            <SimpleGrid cols={{ base: 1, sm: 2 }} pt="sm">
              <TextInput label={t('bodies.organisation_former')} {...field('formerName', 200)} />
              <EdtfInput
                label={t('bodies.organisation_founded')}
                value={typed.founded}
                error={refused.at('founded')}
                onChange={(founded) => setTyped((before) => ({ ...before, founded }))}
              />
              <TextInput label={t('bodies.founded_place')} {...field('foundedPlace', 120)} />
              {FIGURES.map((figure) => (
                <TextInput
                  key={figure}
                  label={t(`figure.${figure}`)}
                  inputMode="numeric"
                  pattern="[0-9]*"
                  maxLength={15}
                  value={figures[figure] ?? ''}
                  error={refused.at(`figures.${figure}`)}
                  onChange={(event) => {
                    const { value } = event.currentTarget;
                    setFigures((before) => ({ ...before, [figure]: value }));
                  }}
                />
              ))}
              <SourceField
                value={typed.source}
                error={refused.at('source')}
                onChange={(source) => setTyped((before) => ({ ...before, source }))}
              />
              <CertaintyField label={t('ui.certainty')} value={certainty} onChange={setCertainty} />
            </SimpleGrid>
          </Fold>
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
