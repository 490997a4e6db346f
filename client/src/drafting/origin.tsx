import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from 'react-router';
import { draftRoutes } from '../../../src/drafting/drafting.contract.js';
import { useRead } from '../house/api.js';
import type { Out } from '../house/api.js';
import { DataTable } from '../ui/DataTable.js';
import { Read, Section } from '../ui/Page.js';
import { useWords } from '../words/words.js';

type Clause = Out<typeof draftRoutes.origin>['clauses'][number];
type Step = Clause['history'][number];

/** Where every clause of a version comes from: the versions, amendments and polls that made it what it is. */
export function Origin({
  instrument,
  number,
  words,
}: {
  instrument: string;
  number: number;
  /** What a clause without a number is known by. */
  words: ReadonlyMap<string, string>;
}) {
  const { t } = useWords();
  const [opened, { toggle }] = useDisclosure(false);
  return (
    <Section
      title={t('origin.title')}
      action={
        <Button variant="light" aria-expanded={opened} onClick={toggle}>
          {t(opened ? 'origin.hide' : 'origin.show')}
        </Button>
      }
    >
      {opened && <Table instrument={instrument} number={number} words={words} />}
    </Section>
  );
}

function Table({
  instrument,
  number,
  words,
}: {
  instrument: string;
  number: number;
  words: ReadonlyMap<string, string>;
}) {
  const { t } = useWords();
  const query = useRead(draftRoutes.origin, { instrument, number });
  const nameOf = ({ id, kind, number: label }: Clause): string =>
    `${t(`clause.${kind}`)} ${label ?? (words.get(id) ?? '').slice(0, 40)}`.trim();
  return (
    <Read query={query}>
      {({ clauses }) => (
        <DataTable
          caption={t('origin.title')}
          rows={clauses}
          keyOf={({ id }) => id}
          columns={[
            { key: 'clause', head: t('origin.clause'), cell: nameOf },
            {
              key: 'steps',
              head: t('origin.way'),
              cell: ({ history }) => (
                <Stack gap={4}>
                  {history.map((step) => (
                    <Way key={step.version} step={step} instrument={instrument} />
                  ))}
                </Stack>
              ),
            },
          ]}
        />
      )}
    </Read>
  );
}

function Way({ step, instrument }: { step: Step; instrument: string }) {
  const { t } = useWords();
  return (
    <div>
      <Anchor component={Link} to={`/instruments/${instrument}/versions/${step.version}`}>
        {t('version.numbered', { number: step.version })}
      </Anchor>
      {`: ${t(`change.${step.change}`)}`}
      {step.marks.map((mark) => (
        <span key={`${mark.key} ${mark.op}`}>
          {' · '}
          {mark.poll ? (
            <Anchor component={Link} to={`/polls/${mark.poll}`}>
              {t('origin.by', { label: mark.key })}
            </Anchor>
          ) : (
            t('origin.by', { label: mark.key })
          )}
        </span>
      ))}
      {step.editorial !== null && (
        <Text size="sm" c="dimmed">
          {t('origin.editorial', { reason: step.editorial })}
        </Text>
      )}
    </div>
  );
}
