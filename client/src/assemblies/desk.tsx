import { Alert, Anchor, Tabs } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { HasTheFloor } from '../debate/has-the-floor.js';
import { useFloor } from '../live/floor.js';
import { Page, Read, Waiting } from '../ui/Page.js';
import { Tasks } from '../ui/Tasks.js';
import { useWords } from '../words/words.js';

const Agenda = lazy(() => import('./desk-agenda.js'));
const Credentials = lazy(() => import('./desk-credentials.js'));
const Notice = lazy(() => import('./desk-notice.js'));
const Designations = lazy(() => import('./desk-designations.js'));
const Report = lazy(() => import('./desk-report.js'));
const DoorDesk = lazy(() => import('./desk-door.js'));
const Imports = lazy(() => import('./desk-imports.js'));
const Slips = lazy(() => import('../people/desk-slips.js'));
const Debate = lazy(() => import('../debate/desk-debate.js'));
const Motions = lazy(() => import('../motions/desk-motions.js'));
const Texts = lazy(() => import('../instruments/desk-texts.js'));

const TABS = [
  'agenda',
  'imports',
  'notice',
  'designations',
  'credentials',
  'door',
  'report',
  'slips',
  'motions',
  'debate',
  'texts',
] as const;

/** The secretariat's desk, one tab a task, in the order in which an assembly is prepared. */
export default function Desk() {
  const { assembly = '' } = useParams();
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const tab = TABS.find((one) => one === search.get('tab')) ?? 'agenda';
  const floor = useFloor(assembly);
  return (
    <Read query={floor}>
      {(view) => (
        <Page
          title={t('desk.title')}
          over={
            <Anchor component={Link} to={`/assemblies/${assembly}`} inherit>
              {view.assembly.name}
            </Anchor>
          }
          aside={
            <Anchor component={Link} to={`/bodies/${view.assembly.body.id}/rules`}>
              {t('desk.rules')}
            </Anchor>
          }
        >
          {!view.offices.includes('secretariat') && !view.offices.includes('teller') && (
            <Alert color="orange">{t('desk.not_you')}</Alert>
          )}
          {tab !== 'debate' && <HasTheFloor list={view.speakers} />}
          <Tasks
            tasks={TABS.map((task) => ({ task, label: t(`desk.${task}`) }))}
            value={tab}
            onChange={(next) => setSearch({ tab: next }, { replace: true })}
          >
            <Suspense fallback={<Waiting />}>
              <Tabs.Panel value="agenda">
                <Agenda assembly={view.assembly} />
              </Tabs.Panel>
              <Tabs.Panel value="imports">
                <Imports assembly={view.assembly} />
              </Tabs.Panel>
              <Tabs.Panel value="notice">
                <Notice assembly={view.assembly} />
              </Tabs.Panel>
              <Tabs.Panel value="designations">
                <Designations assembly={view.assembly} />
              </Tabs.Panel>
              <Tabs.Panel value="door">
                <DoorDesk assembly={view.assembly} dues={view.offices.includes('secretariat')} />
              </Tabs.Panel>
              <Tabs.Panel value="report">
                <Report assembly={view.assembly} />
              </Tabs.Panel>
              <Tabs.Panel value="credentials">
                <Credentials assembly={view.assembly} />
              </Tabs.Panel>
              <Tabs.Panel value="slips">
                <Slips assembly={view.assembly} />
              </Tabs.Panel>
              <Tabs.Panel value="motions">
                <Motions floor={view} />
              </Tabs.Panel>
              <Tabs.Panel value="debate">
                <Debate floor={view} />
              </Tabs.Panel>
              <Tabs.Panel value="texts">
                <Texts />
              </Tabs.Panel>
            </Suspense>
          </Tasks>
        </Page>
      )}
    </Read>
  );
}
