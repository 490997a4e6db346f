import { Alert, Button, Code, Group, List, Stack, Text, Textarea } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import type { AssemblyView } from '../../../src/assemblies/assemblies.contract.js';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import type { ImportReply, RowFault } from '../../../src/bodies/bodies.contract.js';
import { useAct } from '../house/api.js';
import { DataTable } from '../ui/DataTable.js';
import { Failure } from '../ui/Failure.js';
import { Card, Section } from '../ui/Page.js';
import { FileChoice } from '../ui/FileChoice.js';
import { edtf } from '../words/dates.js';
import { useWords } from '../words/words.js';

const MEMBER_COLUMNS = 'organisation,name,class,country,region,chamber,votes,paid_up_to,from,to';
const DELEGATE_COLUMNS = 'organisation,name,email,role,lang,gender';
const CONTACT_COLUMNS = 'organisation,email';
const PLACE_COLUMNS = 'organisation,country,region,chamber';
const FIGURE_COLUMNS = 'organisation,date,figure,source';

/** Members of the body with addresses and figures, and delegates of this assembly, from CSV: first a preview, then all rows or none. */
export default function Imports({ assembly }: { assembly: z.infer<typeof AssemblyView> }) {
  const { t } = useWords();
  const members = useAct(bodyRoutes.importMembers);
  const delegates = useAct(assemblyRoutes.importDelegates);
  const contacts = useAct(bodyRoutes.importContacts);
  const figures = useAct(bodyRoutes.importFigures);
  const places = useAct(bodyRoutes.importPlaces);
  const ofBody = (csv: string, preview: boolean) => ({ body: assembly.body.id, csv, preview });
  return (
    <Stack gap="xl">
      <Unknown assembly={assembly} />
      <Import
        title={t('import.members')}
        means={t('import.members_mean')}
        columns={MEMBER_COLUMNS}
        act={members}
        inputOf={ofBody}
      />
      <Import
        title={t('import.contacts')}
        means={t('import.contacts_mean')}
        columns={CONTACT_COLUMNS}
        act={contacts}
        inputOf={ofBody}
      />
      <Import
        title={t('import.places')}
        means={t('import.places_mean')}
        columns={PLACE_COLUMNS}
        act={places}
        inputOf={ofBody}
      />
      <Import
        title={t('import.figures')}
        means={t('import.figures_mean')}
        columns={FIGURE_COLUMNS}
        act={figures}
        inputOf={ofBody}
      />
      <Import
        title={t('import.delegates')}
        means={t('import.delegates_mean')}
        columns={DELEGATE_COLUMNS}
        act={delegates}
        inputOf={(csv, preview) => ({ assembly: assembly.id, csv, preview })}
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

/** `known`: rows that are about somebody whom the house knows already. */
type Reply = ImportReply & { readonly known?: readonly { readonly line: number; readonly email: string }[] };

function Import<I>({
  title,
  means,
  columns,
  act,
  inputOf,
}: {
  title: string;
  means?: string;
  columns: string;
  act: UseMutationResult<Reply, Error, I>;
  inputOf: (csv: string, preview: boolean) => I;
}) {
  const { t } = useWords();
  const [csv, setCsv] = useState('');
  const reply = act.data;
  const change = (text: string): void => {
    setCsv(text);
    act.reset();
  };
  const clean = reply && !reply.imported && reply.faults.length === 0;
  return (
    <Section title={title}>
      <Card>
        <Stack>
          {means && <Text>{means}</Text>}
          <Text size="sm">
            {t('import.columns')} <Code>{columns}</Code>
          </Text>
          <FileChoice
            label={t('import.choose')}
            accept=".csv,text/csv"
            onFile={(file) => void file.text().then(change)}
          />
          <Textarea
            label={t('import.text')}
            value={csv}
            autosize
            onChange={(event) => change(event.currentTarget.value)}
            minRows={4}
            maxRows={12}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            spellCheck={false}
          />
          <Group>
            <Button
              variant={clean ? 'default' : 'filled'}
              disabled={csv.trim() === ''}
              loading={act.isPending}
              onClick={() => act.mutate(inputOf(csv, true))}
            >
              {t('import.preview')}
            </Button>
            {clean && (
              <Button loading={act.isPending} onClick={() => act.mutate(inputOf(csv, false))}>
                {t('import.import', { count: reply.added })}
              </Button>
            )}
          </Group>
          <Failure error={act.error} />
          {reply && <Outcome reply={reply} />}
        </Stack>
      </Card>
    </Section>
  );
}

function Outcome({ reply }: { reply: Reply }) {
  const { t } = useWords();
  const names = Object.keys(reply.rows[0] ?? {}).filter((name) => reply.rows.some((row) => row[name]));
  return (
    <Stack>
      {reply.imported ? (
        <Alert color="green" role="status">
          {t('import.done', { added: reply.added })}
        </Alert>
      ) : reply.faults.length > 0 ? (
        <Alert color="red" role="alert" title={t('import.faults', { count: reply.faults.length })}>
          {t('import.faults_mean')}
        </Alert>
      ) : (
        <Alert color="teal" role="status">
          {t('import.clean', { added: reply.added })}
        </Alert>
      )}
      {reply.known && reply.known.length > 0 && (
        <Alert color="orange" role="status" title={t('import.known', { count: reply.known.length })}>
          <Text size="sm">{t('import.known_means')}</Text>
          <List size="sm" mt="xs">
            {reply.known.map(({ line, email }) => (
              <List.Item key={line}>
                {t('import.line')} {line}: {email}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      {reply.faults.length > 0 && <Faults faults={reply.faults} />}
      {reply.rows.length > 0 && !reply.imported && (
        <DataTable
          caption={t('import.preview')}
          rows={reply.rows.slice(0, 200).map((row, place) => ({ row, line: place + 2 }))}
          keyOf={({ line }) => String(line)}
          columns={[
            { key: '#', head: t('import.line'), cell: ({ line }) => line },
            ...names.map((name) => ({
              key: name,
              head: name,
              cell: ({ row }: { row: Record<string, string | null> }) => (
                <Text span style={{ whiteSpace: /\s/.test(row[name] ?? '') ? undefined : 'nowrap' }}>
                  {row[name] ?? '–'}
                </Text>
              ),
            })),
          ]}
        />
      )}
    </Stack>
  );
}

function Faults({ faults }: { faults: readonly RowFault[] }) {
  const { t, known } = useWords();
  return (
    <DataTable
      caption={t('import.faults', { count: faults.length })}
      rows={faults.map((fault, place) => ({ ...fault, place }))}
      keyOf={(fault) => String(fault.place)}
      columns={[
        { key: 'line', head: t('import.line'), cell: (fault) => fault.line },
        { key: 'column', head: t('import.column'), cell: (fault) => fault.column ?? '–' },
        { key: 'value', head: t('import.value'), cell: (fault) => fault.value ?? '–' },
        {
          key: 'code',
          head: t('import.fault'),
          cell: (fault) => known(`fault.${fault.code}`) ?? known(`refused.${fault.code}`) ?? fault.code,
        },
      ]}
    />
  );
}
