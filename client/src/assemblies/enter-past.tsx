import {
  Alert,
  Anchor,
  Button,
  Group,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { Link } from 'react-router';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import { useAct } from '../house/api.js';
import { KnownFields, knownOf, NOTHING_KNOWN, said } from '../instruments/known.js';
import { EdtfInput } from '../ui/EdtfInput.js';
import { Failure, useRefused } from '../ui/Failure.js';
import { Card } from '../ui/Page.js';
import { useWords } from '../words/words.js';

const EMPTY = { name: '', place: '', date: '' };

/** Enters an assembly of the past, as a source tells it; one after the other, as they stand in a list on paper. */
export default function EnterPast({
  bodies,
  first,
}: {
  bodies: readonly {
    readonly id: string;
    readonly name: string;
    readonly organisation: { readonly name: string };
  }[];
  /** The body that is chosen at first; null: whichever. */
  first: string | null;
}) {
  const { t } = useWords();
  const enter = useAct(assemblyRoutes.enterAssembly);
  const [chosen, setBody] = useState(first);
  const [typed, setTyped] = useState(EMPTY);
  const [known, setKnown] = useState(NOTHING_KNOWN);
  const refused = useRefused(enter.error, {
    'date.malformed': 'date',
    'date.ends_before': 'date',
    'assembly.not_past': 'date',
  });
  const body = (bodies.find(({ id }) => id === chosen) ?? bodies[0])?.id ?? '';
  const type = (part: Partial<typeof EMPTY>): void => setTyped((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    enter.mutate(
      {
        ...{ body, name: typed.name.trim(), place: said(typed.place), date: said(typed.date) },
        ...knownOf(known),
      },
      {
        onSuccess: () => {
          setTyped(EMPTY);
          // The next one is often told by the same source.
          setKnown((before) => ({ ...before, note: '' }));
        },
      },
    );
  };
  return (
    <Card>
      <form onSubmit={submit}>
        <Stack>
          <Text>{t('past.means')}</Text>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NativeSelect
              label={t('convene.body')}
              required
              value={body}
              onChange={(event) => setBody(event.currentTarget.value)}
              data={bodies.map((one) => ({ value: one.id, label: `${one.organisation.name} · ${one.name}` }))}
            />
            <TextInput
              label={t('assembly.name')}
              required
              maxLength={200}
              autoComplete="off"
              value={typed.name}
              error={refused.at('name')}
              onChange={(event) => type({ name: event.currentTarget.value })}
            />
            <TextInput
              label={t('assembly.place')}
              description={t('past.place_means')}
              maxLength={200}
              autoComplete="off"
              value={typed.place}
              error={refused.at('place')}
              onChange={(event) => type({ place: event.currentTarget.value })}
            />
            <EdtfInput
              label={t('assembly.dates')}
              means={t('past.date_means')}
              value={typed.date}
              error={refused.at('date')}
              onChange={(date) => type({ date })}
            />
          </SimpleGrid>
          <KnownFields value={known} onChange={setKnown} refused={refused} />
          <Failure error={refused.rest} />
          {enter.isSuccess && (
            <Alert color="green" role="status">
              <Anchor component={Link} to={`/assemblies/${enter.data.assembly}`} underline="always">
                {t('past.entered', { name: enter.variables.name })}
              </Anchor>
            </Alert>
          )}
          <Group>
            <Button type="submit" loading={enter.isPending}>
              {t('entered.enter')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
