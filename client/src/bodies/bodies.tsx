import { Anchor, Stack, Tabs, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { z } from 'zod';
import { Demonstration } from '../assemblies/home.js';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import type { OrganisationView } from '../../../src/bodies/bodies.contract.js';
import { useRead, type Out } from '../house/api.js';
import { inHouse, useSession } from '../people/session.js';
import { DataTable } from '../ui/DataTable.js';
import { Unknown } from '../ui/Facts.js';
import { Page, Read, Section } from '../ui/Page.js';
import { Tasks } from '../ui/Tasks.js';
import { fetched } from '../ui/fetched.js';
import { edtf } from '../words/dates.js';
import { countryName } from '../words/countries.js';
import { useWords } from '../words/words.js';
import { FirstSteps } from './first-steps.js';

const Register = fetched(() => import('./register.js'));
const Affiliate = fetched(() => import('./affiliate.js'));
const Found = fetched(() => import('./found.js'));
const Office = fetched(() => import('../people/open-office.js'));

export type Organisation = Omit<z.infer<typeof OrganisationView>, 'children'>;
export type Bodies = Out<typeof bodyRoutes.bodies>['bodies'];

/** The bodies and organisations of the house; its secretariat registers, founds and opens offices here. */
export default function BodiesPage() {
  const { t } = useWords();
  const { data: session } = useSession();
  const bodies = useRead(bodyRoutes.bodies, {});
  const organisations = useRead(bodyRoutes.organisations, {});
  return (
    <Page title={t('bodies.title')} under={t('bodies.under')}>
      <Read query={organisations}>
        {(known) => (
          <Read query={bodies}>
            {(read) => (
              <>
                {inHouse(session, 'secretariat') && (
                  <>
                    <FirstSteps organisations={known.organisations} bodies={read.bodies} />
                    <Work organisations={known.organisations} bodies={read.bodies} />
                  </>
                )}
                <BodiesTable bodies={read.bodies} />
                <OrganisationsTable organisations={known.organisations} />
              </>
            )}
          </Read>
        )}
      </Read>
    </Page>
  );
}

const TASKS = ['register', 'affiliate', 'found', 'open_office'] as const;

function Work({ organisations, bodies }: { organisations: readonly Organisation[]; bodies: Bodies }) {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const [first] = useState(organisations.length > 0 && bodies.length === 0 ? 'found' : 'register');
  const asked = search.get('task') ?? first;
  return (
    <Section title={t('bodies.tasks')}>
      <Tasks
        tasks={TASKS.map((one) => ({ task: one, label: t(`bodies.${one}`) }))}
        value={TASKS.find((one) => one === asked) ?? 'register'}
        onChange={(task) => setSearch({ task }, { replace: true })}
      >
        <Tabs.Panel value="register">
          <Register organisations={organisations} />
        </Tabs.Panel>
        <Tabs.Panel value="affiliate">
          <Affiliate organisations={organisations} />
        </Tabs.Panel>
        <Tabs.Panel value="found">
          <Found organisations={organisations} />
        </Tabs.Panel>
        <Tabs.Panel value="open_office">
          <Office bodies={bodies} />
        </Tabs.Panel>
      </Tasks>
    </Section>
  );
}

function BodiesTable({ bodies }: { bodies: Bodies }) {
  const { t } = useWords();
  return (
    <Section title={t('bodies.bodies')}>
      <DataTable
        caption={t('bodies.bodies')}
        rows={bodies}
        keyOf={(body) => body.id}
        empty={t('bodies.no_bodies')}
        columns={[
          {
            key: 'name',
            phone: 'title',
            head: t('bodies.name'),
            cell: (body) => (
              <Anchor component={Link} to={`/bodies/${body.id}`}>
                {body.name}
              </Anchor>
            ),
          },
          { key: 'organisation', head: t('bodies.organisation'), cell: (body) => body.organisation.name },
          {
            key: 'rules',
            head: t('rules.title'),
            cell: (body) => (
              <Anchor component={Link} to={`/bodies/${body.id}/rules`}>
                {body.ruleSets[0]
                  ? `${body.ruleSets[0].name} · ${t('body.rules_version', { number: body.ruleSets[0].number })}`
                  : t('bodies.no_rules')}
              </Anchor>
            ),
          },
        ]}
      />
    </Section>
  );
}

/** Those that go on. */
const current = (parents: Organisation['parents']) => parents.filter(({ to }) => to === null);

function OrganisationsTable({ organisations }: { organisations: readonly Organisation[] }) {
  const { t, lang } = useWords();
  return (
    <Section title={t('bodies.organisations')}>
      <DataTable
        caption={t('bodies.organisations')}
        rows={organisations}
        keyOf={(one) => one.id}
        empty={t('bodies.no_organisations')}
        columns={[
          {
            key: 'name',
            phone: 'title',
            head: t('bodies.name'),
            cell: (one) => (
              <span>
                <Anchor component={Link} to={`/organisations/${one.id}`}>
                  {one.name}
                </Anchor>{' '}
                {one.demonstration && <Demonstration />}
              </span>
            ),
          },
          {
            key: 'country',
            head: t('roll.country'),
            cell: (one) => countryName(one.country, lang) ?? <Unknown />,
          },
          {
            key: 'parents',
            head: t('bodies.parents'),
            cell: (one) =>
              current(one.parents).length > 0 && (
                <Stack gap={2}>
                  {current(one.parents).map((parent) => (
                    <Text key={parent.affiliation} span>
                      {parent.from
                        ? t('bodies.since', { name: parent.name, date: edtf(parent.from, lang) })
                        : parent.name}
                    </Text>
                  ))}
                </Stack>
              ),
          },
        ]}
      />
    </Section>
  );
}
