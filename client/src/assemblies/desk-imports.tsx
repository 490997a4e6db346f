import { Alert, Button, Code, Group, Stack, Text, Textarea } from '@mantine/core';
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
import { FileChoice } from '../ui/TextFile.js';
import { useWords } from '../words/words.js';

const MEMBER_COLUMNS = 'organisation,name,class,country,region,votes,paid_up_to';
const DELEGATE_COLUMNS = 'organisation,name,email,role,lang';

/** Members of the body and delegates of this assembly from CSV: first a preview, then all rows or none. */
export default function Imports({ assembly }: { assembly: z.infer<typeof AssemblyView> }) {
  const { t } = useWords();
  const members = useAct(bodyRoutes.importMembers);
  const delegates = useAct(assemblyRoutes.importDelegates);
  return (
    <Stack gap="xl">
      <Import
        title={t('import.members')}
        columns={MEMBER_COLUMNS}
        act={members}
        inputOf={(csv, preview) => ({ body: assembly.body.id, csv, preview })}
      />
      <Import
        title={t('import.delegates')}
        columns={DELEGATE_COLUMNS}
        act={delegates}
        inputOf={(csv, preview) => ({ assembly: assembly.id, csv, preview })}
      />
    </Stack>
  );
}

function Import<I>({
  title,
  columns,
  act,
  inputOf,
}: {
  title: string;
  columns: string;
  act: UseMutationResult<ImportReply, Error, I>;
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

function Outcome({ reply }: { reply: ImportReply }) {
  const { t } = useWords();
  const names = Object.keys(reply.rows[0] ?? {});
  return (
    <Stack>
      {reply.imported ? (
        <Alert color="green" role="status">
          {t('import.done', { added: reply.added, unchanged: reply.unchanged })}
        </Alert>
      ) : reply.faults.length > 0 ? (
        <Alert color="red" role="alert" title={t('import.faults', { count: reply.faults.length })}>
          {t('import.faults_mean')}
        </Alert>
      ) : (
        <Alert color="teal" role="status">
          {t('import.clean', { added: reply.added, unchanged: reply.unchanged })}
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
              cell: ({ row }: { row: Record<string, string | null> }) => row[name] ?? '–',
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
