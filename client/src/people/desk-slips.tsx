import { Alert, Badge, Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import type { z } from 'zod';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import type { AssemblyView } from '../../../src/assemblies/assemblies.contract.js';
import { peopleRoutes } from '../../../src/people/people.contract.js';
import type { SlipView } from '../../../src/people/people.contract.js';
import { useAct, useRead } from '../house/api.js';
import { DataTable } from '../ui/DataTable.js';
import { Failure } from '../ui/Failure.js';
import { Read, Section } from '../ui/Page.js';
import { Qr } from '../ui/Qr.js';
import { moment } from '../words/dates.js';
import { useWords } from '../words/words.js';
import classes from './desk-slips.module.css';

type Assembly = z.infer<typeof AssemblyView>;

/** Personal slips: issued for those selected, printed on a sheet. A code is shown once, at issue, and never again. */
export default function Slips({ assembly }: { assembly: Assembly }) {
  const { t, lang } = useWords();
  const query = useRead(assemblyRoutes.credentials, { assembly: assembly.id });
  const issue = useAct(peopleRoutes.issueSlips);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const slips = issue.data?.slips ?? [];
  return (
    <Read query={query}>
      {({ credentials }) => {
        const people = [
          ...new Map(
            credentials.filter((one) => one.state === 'accredited').map((one) => [one.person.id, one]),
          ).values(),
        ];
        const without = people.filter((one) => one.slipIssuedAt === null);
        const selected = people.filter((one) => chosen.has(one.person.id));
        const again = selected.filter((one) => one.slipIssuedAt !== null).length;
        return (
          <Stack gap="lg">
            <Text c="dimmed">{t('slip.means')}</Text>
            <Group>
              <Button
                variant="default"
                onClick={() => setChosen(new Set(without.map((one) => one.person.id)))}
              >
                {t('slip.select_without', { count: without.length })}
              </Button>
              <Button
                disabled={selected.length === 0}
                loading={issue.isPending}
                onClick={() =>
                  issue.mutate(
                    { assembly: assembly.id, people: selected.map((one) => one.person.id) },
                    { onSuccess: () => setChosen(new Set()) },
                  )
                }
              >
                {t('slip.issue', { count: selected.length })}
              </Button>
            </Group>
            {again > 0 && <Alert color="orange">{t('slip.replaces', { count: again })}</Alert>}
            <Failure error={issue.error} />
            {slips.length > 0 && <Sheet assembly={assembly} slips={slips} />}
            <DataTable
              caption={t('desk.slips')}
              rows={people}
              keyOf={(one) => one.person.id}
              empty={t('slip.nobody')}
              columns={[
                {
                  key: 'choose',
                  head: t('ui.select'),
                  cell: (one) => (
                    <Checkbox
                      aria-label={t('ui.select_named', { name: one.person.name })}
                      checked={chosen.has(one.person.id)}
                      onChange={(event) => {
                        const next = new Set(chosen);
                        if (event.currentTarget.checked) next.add(one.person.id);
                        else next.delete(one.person.id);
                        setChosen(next);
                      }}
                    />
                  ),
                },
                { key: 'name', head: t('people.name'), cell: (one) => one.person.name },
                { key: 'member', head: t('roll.member'), cell: (one) => one.organisation.name },
                {
                  key: 'issued',
                  head: t('slip.issued_at'),
                  cell: (one) =>
                    one.slipIssuedAt ? (
                      moment(one.slipIssuedAt, lang)
                    ) : (
                      <Badge color="yellow">{t('slip.not_issued')}</Badge>
                    ),
                },
              ]}
            />
          </Stack>
        );
      }}
    </Read>
  );
}

/** The sheet on the screen, and once more beside the application for the printer, which sees nothing else. */
function Sheet({ assembly, slips }: { assembly: Assembly; slips: readonly SlipView[] }) {
  const { t } = useWords();
  return (
    <Section
      title={t('slip.issued', { count: slips.length })}
      action={<Button onClick={() => window.print()}>{t('slip.print')}</Button>}
    >
      <Alert color="teal" mb="md">
        {t('slip.once')}
      </Alert>
      <Cards assembly={assembly} slips={slips} />
      {createPortal(
        <div className={classes.paper} aria-hidden="true">
          <Cards assembly={assembly} slips={slips} />
        </div>,
        document.body,
      )}
    </Section>
  );
}

function Cards({ assembly, slips }: { assembly: Assembly; slips: readonly SlipView[] }) {
  const { t } = useWords();
  return (
    <div className={classes.sheet}>
      {slips.map((slip) => (
        <article key={slip.id} className={classes.slip} data-testid="slip">
          <Qr text={slip.url} label={t('slip.qr', { name: slip.name })} size={132} />
          <div>
            <p className={classes.where}>{assembly.name}</p>
            <p className={classes.name}>{slip.name}</p>
            <p className={classes.code}>{slip.code}</p>
            <p className={classes.how}>{t('slip.how', { address: new URL(slip.url).origin + '/sign-in' })}</p>
          </div>
        </article>
      ))}
    </div>
  );
}
