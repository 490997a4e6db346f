import { Alert, Badge, Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import type { z } from 'zod';
import type { Lang } from '../../../src/basics/fields.js';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import type { AssemblyView, CredentialView } from '../../../src/assemblies/assemblies.contract.js';
import { peopleRoutes } from '../../../src/people/people.contract.js';
import type { SlipView } from '../../../src/people/people.contract.js';
import { useAct, useRead } from '../house/api.js';
import { DataTable } from '../ui/DataTable.js';
import { Failure } from '../ui/Failure.js';
import { Read, Section } from '../ui/Page.js';
import { Qr } from '../ui/Qr.js';
import { moment } from '../words/dates.js';
import { LANGS, useWords, wordsIn } from '../words/words.js';
import type { Speech } from '../words/words.js';
import classes from './desk-slips.module.css';

type Assembly = z.infer<typeof AssemblyView>;
type Credential = z.infer<typeof CredentialView>;

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
        const without = people.filter((one) => one.slipIssuedAt === null && !one.beyond);
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
            {slips.length > 0 && <Sheet assembly={assembly} slips={slips} credentials={credentials} />}
            <DataTable
              caption={t('desk.slips')}
              rows={people}
              keyOf={(one) => one.person.id}
              empty={t('slip.nobody')}
              columns={[
                {
                  key: 'choose',
                  phone: 'mark',
                  head: t('ui.select'),
                  cell: (one) => (
                    <Checkbox
                      aria-label={t('ui.select_named', { name: one.person.name })}
                      checked={chosen.has(one.person.id)}
                      disabled={one.beyond}
                      onChange={(event) => {
                        const next = new Set(chosen);
                        if (event.currentTarget.checked) next.add(one.person.id);
                        else next.delete(one.person.id);
                        setChosen(next);
                      }}
                    />
                  ),
                },
                { key: 'name', phone: 'title', head: t('people.name'), cell: (one) => one.person.name },
                { key: 'member', head: t('roll.member'), cell: (one) => one.organisation.name },
                {
                  key: 'issued',
                  head: t('slip.issued_at'),
                  cell: (one) =>
                    one.beyond ? (
                      <Text size="sm">{t('slip.beyond')}</Text>
                    ) : one.slipIssuedAt ? (
                      moment(one.slipIssuedAt, lang, assembly.timeZone)
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
function Sheet({ assembly, slips, credentials }: Sheet) {
  const { t } = useWords();
  return (
    <Section
      title={t('slip.issued', { count: slips.length })}
      action={<Button onClick={() => window.print()}>{t('slip.print')}</Button>}
    >
      <Alert color="teal" mb="md">
        {t('slip.once')}
      </Alert>
      {slips.some(({ url }) => LOOPBACK.test(url)) && (
        <Alert color="red" role="alert" mb="md">
          {t('slip.only_here')}
        </Alert>
      )}
      <Cards assembly={assembly} slips={slips} credentials={credentials} />
      {createPortal(
        <div className={classes.paper} aria-hidden="true">
          <Cards assembly={assembly} slips={slips} credentials={credentials} />
        </div>,
        document.body,
      )}
    </Section>
  );
}

/** Addresses that lead to this computer alone. */
const LOOPBACK = /^https?:\/\/(?:localhost|127\.|\[::1\])/;

interface Sheet {
  readonly assembly: Assembly;
  readonly slips: readonly SlipView[];
  readonly credentials: readonly Credential[];
}

/** Each slip in the language of the person who gets it. */
function Cards({ assembly, slips, credentials }: Sheet) {
  const { t: own } = useWords();
  const [words, setWords] = useState<ReadonlyMap<Lang, Speech['t']>>(new Map());
  useEffect(() => {
    let gone = false;
    void Promise.all(LANGS.map(async (lang) => [lang, await wordsIn(lang)] as const)).then(
      (all) => gone || setWords(new Map(all)),
    );
    return () => {
      gone = true;
    };
  }, []);
  return (
    <div className={classes.sheet}>
      {slips.map((slip) => {
        const t = words.get(slip.lang) ?? own;
        const credential = credentials.find((one) => one.person.id === slip.person);
        return (
          <article key={slip.id} className={classes.slip} data-testid="slip" lang={slip.lang}>
            <Qr text={slip.url} label={own('slip.qr', { name: slip.name })} size={132} />
            <div>
              <p className={classes.where}>
                {assembly.body.organisation} · {assembly.name}
              </p>
              <p className={classes.name}>{slip.name}</p>
              {credential && (
                <p className={classes.where}>
                  {credential.organisation.name} ({t(`role.${credential.role}`)})
                </p>
              )}
              <p className={classes.code} data-testid="slip-code">
                {slip.code}
              </p>
              <p className={classes.how}>
                {t('slip.how', { address: new URL(slip.url).origin + '/sign-in' })}{' '}
                {t('slip.until', { day: moment(slip.until, slip.lang, assembly.timeZone) })}
              </p>
            </div>
          </article>
        );
      })}
    </div>
  );
}
