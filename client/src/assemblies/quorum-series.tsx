import { Anchor, Box, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { z } from 'zod';
import type { AssemblyView } from '../../../src/assemblies/assemblies.contract.js';
import { presenceRoutes } from '../../../src/assemblies/presence.contract.js';
import type { QuorumPoint } from '../../../src/assemblies/presence.contract.js';
import { useRead } from '../house/api.js';
import { mixed } from '../polls/votes.js';
import { DataTable } from '../ui/DataTable.js';
import { CrossIcon, TickIcon } from '../ui/icons.js';
import { Card, Section } from '../ui/Page.js';
import { StepChart } from '../ui/StepChart.js';
import { moment } from '../words/dates.js';
import { useWords } from '../words/words.js';
import { fractionOf, Quorum } from './quorum.js';

type Assembly = z.infer<typeof AssemblyView>;

const useSeries = ({ id }: Assembly) => useRead(presenceRoutes.quorumSeries, { assembly: id });

/** The quorum now and over time; nothing before a sitting was opened or anybody came. */
export function QuorumOverTime({ assembly }: { assembly: Assembly }) {
  const { t } = useWords();
  const { data } = useSeries(assembly);
  const { quorum, sittings } = assembly;
  const begun = sittings.some(({ openedAt }) => openedAt !== null) || (data?.points.length ?? 0) > 0;
  if (quorum === null || !begun) return null;
  return (
    <Section title={t('quorum.title')}>
      <Card>
        <Quorum quorum={quorum} arithmetic />
        <QuorumSeries assembly={assembly} />
      </Card>
    </Section>
  );
}

/** The quorum over time as the record has it: a line, and for each change what brought it about. Nothing where it never moved. */
export function QuorumSeries({ assembly }: { assembly: Assembly }) {
  const { t, lang, known } = useWords();
  const { data, dataUpdatedAt } = useSeries(assembly);
  const points = data?.points ?? [];
  const last = points.at(-1);
  if (!last) return null;
  const now = assembly.sittings.some((one) => one.state === 'open') ? dataUpdatedAt : 0;
  const until = Math.max(now, Date.parse(last.at));
  const told = (point: QuorumPoint) =>
    point.evidence.map(({ type, count, entry }) => (
      <span key={type}>
        <Anchor component={Link} to={`/record/${entry}`} underline="always">
          {known(`event.${type}`) ?? type}
        </Anchor>
        {count > 1 && ` × ${count}`}{' '}
      </span>
    ));
  return (
    <Box component="details" data-testid="quorum-series">
      <Box component="summary" mih={48} py="sm" fw={600} style={{ cursor: 'pointer' }}>
        {t('quorum.series', { count: points.length })}
      </Box>
      <Stack gap="sm">
        <StepChart
          label={t('quorum.series_chart')}
          until={until}
          steps={points.map(({ at, quorum: { present, needed, entitled } }) => ({
            at: Date.parse(at),
            share: fractionOf(present, entitled),
            mark: fractionOf(needed, entitled),
          }))}
        />
        <Text size="sm" c="dimmed">
          {t('quorum.series_means')}
        </Text>
        <DataTable
          caption={t('quorum.series_chart')}
          rows={points.toReversed()}
          keyOf={(point) => String(point.entry)}
          columns={[
            {
              key: 'at',
              head: t('quorum.from'),
              cell: (point) => moment(point.at, lang, assembly.timeZone),
            },
            {
              key: 'present',
              head: t('quorum.present'),
              numeric: true,
              cell: ({ quorum: { present, entitled } }) => `${mixed(present)} / ${mixed(entitled)}`,
            },
            {
              key: 'needed',
              head: t('quorum.needed'),
              numeric: true,
              cell: ({ quorum }) => mixed(quorum.needed),
            },
            {
              key: 'reached',
              head: t('quorum.title'),
              cell: ({ quorum: { reached } }) => (
                <Text span c={reached ? 'var(--choice-for)' : 'var(--choice-against)'}>
                  {reached ? <TickIcon size="1em" /> : <CrossIcon size="1em" />}{' '}
                  {t(reached ? 'ui.yes' : 'ui.no')}
                </Text>
              ),
            },
            { key: 'evidence', head: t('quorum.evidence'), cell: told },
            {
              key: 'entry',
              head: t('record.number'),
              cell: ({ entry }) => (
                <Anchor component={Link} to={`/record/${entry}`} underline="always">
                  {entry}
                </Anchor>
              ),
            },
          ]}
        />
      </Stack>
    </Box>
  );
}
