import { Alert, Anchor, Checkbox, List, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { z } from 'zod';
import { assemblyRoutes, DELEGATE_COLUMNS } from '../../../src/assemblies/assemblies.contract.js';
import type { AssemblyView } from '../../../src/assemblies/assemblies.contract.js';
import {
  bodyRoutes,
  CONTACT_COLUMNS,
  FIGURE_COLUMNS,
  PLACE_COLUMNS,
} from '../../../src/bodies/bodies.contract.js';
import ImportMembers, { Import } from '../bodies/import.js';
import { useAct } from '../house/api.js';
import { edtf } from '../words/dates.js';
import { useWords } from '../words/words.js';

/** Members of the body with addresses and figures, and delegates of this assembly, from CSV: first a preview, then all rows or none. */
export default function Imports({ assembly }: { assembly: z.infer<typeof AssemblyView> }) {
  const { t, lang } = useWords();
  const [apart, setApart] = useState(false);
  const delegates = useAct(assemblyRoutes.importDelegates);
  const contacts = useAct(bodyRoutes.importContacts);
  const figures = useAct(bodyRoutes.importFigures);
  const places = useAct(bodyRoutes.importPlaces);
  const ofBody = (csv: string, preview: boolean) => ({ body: assembly.body.id, csv, preview });
  return (
    <Stack gap="xl">
      <Unknown assembly={assembly} />
      <Text>
        <Anchor component={Link} to={`/bodies/${assembly.body.id}`} inherit underline="always">
          {t('import.singly')}
        </Anchor>
      </Text>
      <ImportMembers body={assembly.body.id} />
      <Import
        name="contacts"
        title={t('import.contacts')}
        means={t('import.contacts_mean')}
        columns={CONTACT_COLUMNS}
        act={contacts}
        inputOf={ofBody}
      />
      <Import
        name="places"
        title={t('import.places')}
        means={t('import.places_mean')}
        columns={PLACE_COLUMNS}
        act={places}
        inputOf={ofBody}
      />
      <Import
        name="figures"
        title={t('import.figures')}
        means={t('import.figures_mean')}
        columns={FIGURE_COLUMNS}
        act={figures}
        inputOf={ofBody}
      />
      <Import
        name="delegates"
        title={t('import.delegates')}
        means={t('import.delegates_mean')}
        columns={DELEGATE_COLUMNS}
        act={delegates}
        inputOf={(csv, preview) => ({ assembly: assembly.id, csv, preview, apart, lang })}
        choice={
          <Checkbox
            label={t('import.apart')}
            description={t('import.apart_means')}
            checked={apart}
            onChange={(event) => {
              setApart(event.currentTarget.checked);
              delegates.reset();
            }}
          />
        }
      />
    </Stack>
  );
}

/** Whose votes follow from a figure that nobody knows, and what the file has to say. */
function Unknown({ assembly: { quorum, from } }: { assembly: z.infer<typeof AssemblyView> }) {
  const { t, lang } = useWords();
  const names = quorum?.unknownFigures ?? [];
  if (names.length === 0) return null;
  return (
    <Alert
      color="orange"
      role="status"
      title={t('figures.unknown', { count: names.length })}
      data-testid="figures-unknown"
    >
      <Text size="sm">{t('figures.unknown_means', { day: from ? edtf(from, lang) : t('ui.unknown') })}</Text>
      <List size="sm" mt="xs">
        {names.map((name) => (
          <List.Item key={name}>{name}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
