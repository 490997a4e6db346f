import { Alert, Button, Group, List, Stack, Text, Textarea } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { bodyRoutes, MEMBER_COLUMNS } from '../../../src/bodies/bodies.contract.js';
import type { ImportReply, RowFault, RowRead } from '../../../src/bodies/bodies.contract.js';
import { useAct } from '../house/api.js';
import { decoded } from '../house/decoded.js';
import type { Encoding } from '../house/decoded.js';
import { DataTable } from '../ui/DataTable.js';
import { Failure } from '../ui/Failure.js';
import { Card, Section } from '../ui/Page.js';
import { FileChoice } from '../ui/FileChoice.js';
import { toldFacts } from '../words/facts.js';
import { useWords } from '../words/words.js';
import type { Speech } from '../words/words.js';

/** Members of a body from CSV. */
export default function ImportMembers({ body }: { body: string }) {
  const { t } = useWords();
  const act = useAct(bodyRoutes.importMembers);
  return (
    <Import
      name="members"
      title={t('import.members')}
      means={t('import.members_mean')}
      columns={MEMBER_COLUMNS}
      act={act}
      inputOf={(csv, preview) => ({ body, csv, preview })}
    />
  );
}

/** `known`: rows that are about somebody whom the house knows already. */
type Reply = ImportReply & { readonly known?: readonly { readonly line: number; readonly email: string }[] };

/** A file's headings in the reader's language, separated as the spreadsheets of that language do it. */
function templateOf(columns: readonly string[], { lang, known }: Speech): string {
  const heads = columns.map((column) => known(`column.${column}`) ?? column);
  return `\uFEFF${heads.join(lang === 'en' ? ',' : ';')}\r\n`;
}

/** What comes in from a file: first a preview, then all rows or none. */
export function Import<I>({
  name,
  title,
  means,
  columns,
  act,
  inputOf,
  choice,
}: {
  /** Of the template's file. */
  name: string;
  title: string;
  means?: string;
  columns: readonly string[];
  act: UseMutationResult<Reply, Error, I>;
  inputOf: (csv: string, preview: boolean) => I;
  choice?: ReactNode;
}) {
  const speech = useWords();
  const { t, known } = speech;
  const [csv, setCsv] = useState('');
  const [encoding, setEncoding] = useState<Encoding>('utf-8');
  const reply = act.data;
  const change = (text: string, from: Encoding = 'utf-8'): void => {
    setCsv(text);
    setEncoding(from);
    act.reset();
  };
  const clean = reply && !reply.imported && reply.faults.length === 0;
  const coming = reply ? reply.added + reply.changed : 0;
  return (
    <Section title={title}>
      <Card>
        <Stack>
          {means && <Text>{means}</Text>}
          <Text size="sm">
            {t('import.columns')} {columns.map((column) => known(`column.${column}`) ?? column).join(', ')}
          </Text>
          <Group>
            <FileChoice
              label={t('import.choose')}
              accept=".csv,.txt,text/csv"
              onFile={(file) =>
                void file.arrayBuffer().then((bytes) => {
                  const read = decoded(new Uint8Array(bytes));
                  change(read.text, read.encoding);
                })
              }
            />
            <Button
              component="a"
              variant="subtle"
              download={`${name}.csv`}
              href={`data:text/csv;charset=utf-8,${encodeURIComponent(templateOf(columns, speech))}`}
            >
              {t('import.template')}
            </Button>
          </Group>
          {encoding !== 'utf-8' && (
            <Alert color="blue" role="status">
              {t('import.encoding', { encoding: encoding === 'utf-16' ? 'UTF-16' : 'Windows-1252' })}
            </Alert>
          )}
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
          {choice}
          <Group>
            <Button
              variant={clean ? 'default' : 'filled'}
              disabled={csv.trim() === ''}
              loading={act.isPending}
              onClick={() => act.mutate(inputOf(csv, true))}
            >
              {t('import.preview')}
            </Button>
            {clean && coming > 0 && (
              <Button loading={act.isPending} onClick={() => act.mutate(inputOf(csv, false))}>
                {t('import.import', { count: coming })}
              </Button>
            )}
          </Group>
          <Failure error={act.error} />
          {reply && <Outcome reply={reply} columns={columns} />}
        </Stack>
      </Card>
    </Section>
  );
}

/** At most so many rows are shown; the counts are of all. */
const SHOWN = 200;

function Outcome({ reply, columns }: { reply: Reply; columns: readonly string[] }) {
  const { t, known } = useWords();
  const { added, changed, unchanged, faulty } = reply;
  const counts = [
    t('import.new_rows', { count: added }),
    t('import.changed_rows', { count: changed }),
    t('import.unchanged_rows', { count: unchanged }),
    ...(faulty > 0 ? [t('import.faulty_rows', { count: faulty })] : []),
  ].join(', ');
  const filled = columns.filter(
    (name) => name !== 'organisation' && reply.rows.some(({ fields }) => fields[name]),
  );
  // What is the same again is not worth a line before what is not.
  const rank = ({ state }: RowRead): number => ['faulty', 'changed', 'new', 'unchanged'].indexOf(state);
  const shown = reply.rows.toSorted((a, b) => rank(a) - rank(b) || a.line - b.line).slice(0, SHOWN);
  return (
    <Stack>
      {reply.imported ? (
        <Alert color="green" role="status">
          {t('import.done', { counts })}
        </Alert>
      ) : reply.faults.length > 0 ? (
        <Alert color="red" role="alert" title={t('import.faults', { count: reply.faults.length })}>
          {t('import.faults_mean', { counts })}
        </Alert>
      ) : (
        <Alert color="teal" role="status">
          {t('import.clean', { counts })}
        </Alert>
      )}
      {reply.known && reply.known.length > 0 && (
        <Alert color="orange" role="status" title={t('import.known', { count: reply.known.length })}>
          <Text size="sm">{t('import.known_means')}</Text>
          <List size="sm" mt="xs">
            {reply.known.map(({ line, email }) => (
              <List.Item key={line}>
                {t('ui.pair', { name: `${t('import.line')} ${line}`, what: email })}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      {reply.faults.length > 0 && (
        <Told rows={reply.faults} caption={t('import.faults', { count: reply.faults.length })} />
      )}
      {reply.remarks.length > 0 && (
        <Told rows={reply.remarks} caption={t('import.remarks', { count: reply.remarks.length })} />
      )}
      {!reply.imported && (
        <DataTable
          caption={t('import.preview')}
          rows={shown}
          keyOf={({ line }) => String(line)}
          columns={[
            { key: '#', head: t('import.line'), cell: ({ line }) => line },
            { key: 'state', head: t('import.state'), cell: ({ state }) => t(`import.state.${state}`) },
            {
              key: 'organisation',
              head: t('import.read_as'),
              phone: 'title',
              cell: ({ organisation, fields }) =>
                organisation ? `${organisation.name} (${organisation.id})` : fields['organisation'],
            },
            ...filled.map((name) => ({
              key: name,
              head: known(`column.${name}`) ?? name,
              cell: ({ fields, changes }: RowRead) => {
                const change = changes.find(({ column }) => column === name);
                if (!change || (change.before === null && change.after === fields[name]))
                  return fields[name] ?? null;
                return (
                  <>
                    <del>{change.before ?? '–'}</del> → <ins>{change.after}</ins>
                  </>
                );
              },
            })),
          ]}
        />
      )}
    </Stack>
  );
}

/** What is told of rows, by line. */
function Told({ rows, caption }: { rows: readonly RowFault[]; caption: string }) {
  const speech = useWords();
  const { t, known } = speech;
  const sentence = ({ code, facts = {} }: RowFault): string => {
    const values = toldFacts({ code, facts }, speech);
    return known(`fault.${code}`, values) ?? known(`refused.${code}`, values) ?? code;
  };
  return (
    <DataTable
      caption={caption}
      rows={rows.map((row, place) => ({ ...row, place }))}
      keyOf={(row) => String(row.place)}
      columns={[
        { key: 'line', head: t('import.line'), cell: (row) => row.line },
        {
          key: 'column',
          head: t('import.column'),
          cell: ({ column }) => (column === null ? null : (known(`column.${column}`) ?? column)),
        },
        { key: 'value', head: t('import.value'), cell: (row) => row.value },
        { key: 'code', head: t('import.fault'), cell: sentence },
      ]}
    />
  );
}
