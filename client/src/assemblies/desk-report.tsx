import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import type { z } from 'zod';
import type { AssemblyView } from '../../../src/assemblies/assemblies.contract.js';
import { designationRoutes } from '../../../src/assemblies/designations.contract.js';
import type { CredentialsReport } from '../../../src/assemblies/designations.contract.js';
import { useAct, useRead } from '../house/api.js';
import { Facts } from '../ui/Facts.js';
import { Failure } from '../ui/Failure.js';
import { Hash } from '../ui/Hash.js';
import { Card, Read, Section } from '../ui/Page.js';
import { moment } from '../words/dates.js';
import { useWords } from '../words/words.js';
import classes from './paper.module.css';
import { Quorum } from './quorum.js';

type Assembly = z.infer<typeof AssemblyView>;

/** The report of the credentials committee: as it would be now, and each that was adopted, to be printed. */
export default function Report({ assembly }: { assembly: Assembly }) {
  const { t, lang } = useWords();
  const query = useRead(designationRoutes.report, { assembly: assembly.id });
  const adopt = useAct(designationRoutes.adoptReport);
  const [printed, setPrinted] = useState<{ report: CredentialsReport; title: string } | null>(null);
  const print = (report: CredentialsReport, title: string): void => {
    flushSync(() => setPrinted({ report, title }));
    window.print();
  };
  const button = (report: CredentialsReport, title: string) => (
    <Button variant="default" onClick={() => print(report, title)}>
      {t('report.print')}
    </Button>
  );
  return (
    <Read query={query}>
      {({ current, adopted }) => (
        <Stack gap="xl">
          <Section title={t('report.now')} action={button(current, t('report.now'))}>
            <Card>
              <Stack>
                <Numbers report={current} />
                <Quorum quorum={current.quorum} arithmetic />
                <Text size="sm" c="dimmed">
                  {t('report.adopt_means')}
                </Text>
                <Failure error={adopt.error} />
                <Group>
                  <Button loading={adopt.isPending} onClick={() => adopt.mutate({ assembly: assembly.id })}>
                    {t('report.adopt')}
                  </Button>
                </Group>
              </Stack>
            </Card>
          </Section>
          {adopted.map(({ id, number, adoptedAt, hash, report }) => {
            const title = t('report.numbered', {
              number,
              moment: moment(adoptedAt, lang, assembly.timeZone),
            });
            return (
              <Section key={id} title={title} action={button(report, title)}>
                <Card>
                  <Numbers report={report} />
                  <Group mt="md">
                    <Hash value={hash} />
                  </Group>
                </Card>
              </Section>
            );
          })}
          {printed &&
            createPortal(
              <article className={classes.paper} aria-hidden="true">
                <h1>{t('report.title')}</h1>
                <p>{assembly.name}</p>
                <p>{printed.title}</p>
                <Numbers report={printed.report} />
              </article>,
              document.body,
            )}
        </Stack>
      )}
    </Read>
  );
}

function Numbers({ report }: { report: CredentialsReport }) {
  const { t } = useWords();
  const { members, credentials, proxies, votes } = report;
  const told = (rows: CredentialsReport['refusals']): string =>
    rows.map((one) => `${one.member} (${t(`role.${one.role}`)}): ${one.reason}`).join('; ') ||
    t('report.none');
  return (
    <Facts
      of={[
        [t('report.entitled'), members.entitled],
        [
          t('report.in_arrears'),
          members.inArrears === 0
            ? '0'
            : t('ui.pair', { name: members.inArrears, what: report.arrears.join(', ') }),
        ],
        [t('report.designated'), members.designated],
        [t('report.accredited'), members.accredited],
        ...(['accredited', 'refused', 'withdrawn', 'substituted'] as const).map(
          (state) => [t(`report.credentials.${state}`), credentials[state]] as const,
        ),
        [t('report.observers'), credentials.observers],
        [t('report.refusals'), told(report.refusals)],
        [t('report.late'), told(report.late)],
        [t('report.proxies'), proxies.registered],
        [t('report.proxies_limited'), proxies.limited],
        [t('report.proxies_revoked'), proxies.revoked],
        [t('report.present'), members.present],
        [t('report.by_proxy'), members.byProxy],
        [t('report.votes'), t('report.of', { part: votes.represented, all: votes.entitled })],
      ]}
    />
  );
}
