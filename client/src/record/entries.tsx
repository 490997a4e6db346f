import { Anchor, Button, Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Entry } from '../../../src/log/entry.js';
import { recordRoutes } from '../../../src/record/record.contract.js';
import type { Names } from '../../../src/record/record.contract.js';
import { call } from '../house/api.js';
import { DataTable } from '../ui/DataTable.js';
import { Failure } from '../ui/Failure.js';
import { Hash } from '../ui/Hash.js';
import { LockIcon } from '../ui/icons.js';
import { Waiting } from '../ui/Page.js';
import { moment } from '../words/dates.js';
import { useWords } from '../words/words.js';
import { Told, zoneOf } from './told.js';

const LIMIT = 50;

/** Entries of the record, newest first; all, or those about one subject. */
export function Entries({ subject }: { subject?: string }) {
  const { t, lang, known } = useWords();
  const query = useInfiniteQuery({
    queryKey: [recordRoutes.record.path, subject ?? null],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(recordRoutes.record, { before: pageParam, subject, limit: LIMIT }, signal),
    getNextPageParam: ({ entries }) => (entries.length < LIMIT ? undefined : entries.at(-1)?.number),
  });
  if (query.isError) return <Failure error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  const entries = query.data.pages.flatMap((page) => page.entries);
  const names: Names = Object.assign({}, ...query.data.pages.map((page) => page.names));
  return (
    <>
      <Text c="dimmed" mb="sm" size="sm">
        {t('record.size', { count: query.data.pages[0]?.size ?? 0 })}
      </Text>
      <DataTable
        caption={t('record.title')}
        rows={entries}
        keyOf={(entry) => String(entry.number)}
        empty={t('record.none')}
        columns={[
          {
            key: 'number',
            head: t('record.number'),
            cell: (entry) => (
              <Anchor component={Link} to={`/record/${entry.number}`} py={6}>
                {entry.number}
              </Anchor>
            ),
          },
          {
            key: 'type',
            head: t('record.told'),
            phone: 'title',
            cell: ({ type, bytes }) =>
              bytes === null ? (
                <>
                  <LockIcon size="1em" /> {known(`event.${type}`) ?? type}
                </>
              ) : (
                <Told entry={JSON.parse(bytes) as Entry} names={names} but={subject} />
              ),
          },
          {
            key: 'at',
            head: t('record.at'),
            cell: ({ at, bytes }) =>
              moment(at, lang, bytes === null ? null : zoneOf(names, (JSON.parse(bytes) as Entry).subject)),
          },
          { key: 'leaf', head: t('record.leaf'), cell: (entry) => <Hash value={entry.leaf} /> },
        ]}
      />
      {query.hasNextPage && (
        <Group justify="center" mt="md">
          <Button
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('record.older')}
          </Button>
        </Group>
      )}
    </>
  );
}
