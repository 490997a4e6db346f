import { Button, Modal, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { z } from 'zod';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import { ReasonDialog } from '../assemblies/with-reason.js';
import { useAct, type In, type Out } from '../house/api.js';
import { EdtfInput } from '../ui/EdtfInput.js';
import { Failure, useRefused } from '../ui/Failure.js';
import { More } from '../ui/More.js';
import { countriesIn } from '../words/countries.js';
import { useWords } from '../words/words.js';

/** What can be mended of a body, by its secretariat. */
export function CorrectBody({ body, name: was }: { body: string; name: string }) {
  const { t } = useWords();
  const correct = useAct(bodyRoutes.correctBody);
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState(was);
  const refused = useRefused(correct.error, { 'body.unchanged': 'name' });
  const begin = (): void => {
    correct.reset();
    setName(was);
    setOpened(true);
  };
  return (
    <>
      <More name={was} deeds={[{ label: t('bodies.correct_body'), begin }]} />
      {opened && (
        <ReasonDialog
          opened
          onClose={() => setOpened(false)}
          label={t('bodies.correct_body')}
          about={was}
          means={t('bodies.correct_body_means')}
          error={refused.rest}
          busy={correct.isPending}
          onReason={(reason, close) =>
            correct.mutate({ body, name: name.trim(), reason }, { onSuccess: close })
          }
        >
          <TextInput
            label={t('bodies.name')}
            required
            maxLength={200}
            value={name}
            error={refused.at('name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </ReasonDialog>
      )}
    </>
  );
}

type Organisation = Out<typeof bodyRoutes.organisation>;

/** What can be mended of an organisation, by the secretariat of the house. */
export function CorrectOrganisation({ of }: { of: Organisation }) {
  const { t } = useWords();
  const [doing, setDoing] = useState<'correct' | 'rename' | null>(null);
  return (
    <>
      <More
        name={of.name}
        deeds={(['correct', 'rename'] as const).map((deed) => ({
          label: t(`bodies.${deed}`),
          begin: () => setDoing(deed),
        }))}
      />
      {doing === 'correct' && <Correct of={of} onClose={() => setDoing(null)} />}
      {doing === 'rename' && <Rename of={of} onClose={() => setDoing(null)} />}
    </>
  );
}

type Said = Required<z.output<(typeof bodyRoutes)['correctOrganisation']['input']>['facts']>;
const FIELDS = [
  ['name', 'bodies.name', 200],
  ['short', 'bodies.short', 60],
  ['formerName', 'bodies.organisation_former', 200],
  ['kind', 'bodies.kind', 120],
  ['country', 'roll.country', 80],
  ['seat', 'bodies.seat', 120],
  ['founded', 'bodies.organisation_founded', 40],
  ['foundedPlace', 'bodies.founded_place', 120],
  ['source', 'ui.source', 600],
] as const satisfies readonly (readonly [keyof Said, string, number])[];

/** Corrects what was never right; only what is said otherwise is sent. */
function Correct({ of, onClose }: { of: Organisation; onClose: () => void }) {
  const { t, lang } = useWords();
  const correct = useAct(bodyRoutes.correctOrganisation);
  const [begun] = useState(
    () => Object.fromEntries(FIELDS.map(([field]) => [field, of[field] ?? ''])) as Record<keyof Said, string>,
  );
  const [typed, setTyped] = useState(begun);
  const refused = useRefused(correct.error, { 'date.malformed': 'founded' });
  const at = (field: string): string | undefined => refused.at(`facts.${field}`) ?? refused.at(field);
  const type = (field: keyof Said, value: string): void =>
    setTyped((before) => ({ ...before, [field]: value }));
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      label={t('bodies.correct')}
      about={of.name}
      means={t('bodies.correct_means')}
      error={refused.rest}
      busy={correct.isPending}
      onReason={(reason, close) => {
        const facts = Object.fromEntries(
          FIELDS.filter(([field]) => typed[field].trim() !== begun[field]).map(([field]) => [
            field,
            typed[field].trim() || null,
          ]),
        ) as In<typeof bodyRoutes.correctOrganisation>['facts'];
        correct.mutate({ organisation: of.id, facts, reason }, { onSuccess: close });
      }}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {FIELDS.map(([field, label, limit]) =>
          field === 'country' ? (
            <NativeSelect
              key={field}
              label={t(label)}
              value={typed.country}
              error={at(field)}
              onChange={(event) => type(field, event.currentTarget.value)}
              data={[
                { value: '', label: '–' },
                ...(typed.country === '' || countriesIn(lang).some(({ value }) => value === typed.country)
                  ? []
                  : [{ value: typed.country, label: typed.country }]),
                ...countriesIn(lang),
              ]}
            />
          ) : field === 'founded' ? (
            <EdtfInput
              key={field}
              label={t(label)}
              value={typed.founded}
              error={at(field)}
              onChange={(value) => type(field, value)}
            />
          ) : (
            <TextInput
              key={field}
              label={t(label)}
              required={field === 'name'}
              maxLength={limit}
              value={typed[field]}
              error={at(field)}
              onChange={(event) => type(field, event.currentTarget.value)}
            />
          ),
        )}
      </SimpleGrid>
    </ReasonDialog>
  );
}

/** Records that it calls itself otherwise now: the former name is kept. */
function Rename({ of, onClose }: { of: Organisation; onClose: () => void }) {
  const { t } = useWords();
  const rename = useAct(bodyRoutes.renameOrganisation);
  const [name, setName] = useState('');
  const [short, setShort] = useState(of.short ?? '');
  const [from, setFrom] = useState('');
  const [source, setSource] = useState('');
  const refused = useRefused(rename.error, {
    'organisation.unchanged': 'name',
    'date.malformed': 'from',
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    rename.mutate(
      {
        ...{ organisation: of.id, name: name.trim(), short: short.trim() || null },
        ...{ from: from.trim() || null, source: source.trim() || null },
      },
      { onSuccess: onClose },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('ui.pair', { name: t('bodies.rename'), what: of.name })}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text>{t('bodies.rename_means')}</Text>
          <TextInput
            label={t('bodies.name')}
            required
            maxLength={200}
            value={name}
            error={refused.at('name')}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <TextInput
            label={t('bodies.short')}
            maxLength={60}
            value={short}
            error={refused.at('short')}
            onChange={(event) => setShort(event.currentTarget.value)}
          />
          <EdtfInput
            label={t('bodies.renamed_from')}
            value={from}
            error={refused.at('from')}
            onChange={setFrom}
          />
          <TextInput
            label={t('ui.source')}
            maxLength={600}
            value={source}
            error={refused.at('source')}
            onChange={(event) => setSource(event.currentTarget.value)}
          />
          <Failure error={refused.rest} />
          <Button type="submit" loading={rename.isPending}>
            {t('bodies.rename')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
