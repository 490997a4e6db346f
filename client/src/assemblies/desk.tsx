import { Alert, Anchor, Tabs } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useFloor } from '../live/floor.js';
import { Page, Read, Waiting } from '../ui/Page.js';
import { useWords } from '../words/words.js';

const Agenda = lazy(() => import('./desk-agenda.js'));
const Credentials = lazy(() => import('./desk-credentials.js'));
const Imports = lazy(() => import('./desk-imports.js'));
const Slips = lazy(() => import('../people/desk-slips.js'));
const Motions = lazy(() => import('../motions/desk-motions.js'));
const Texts = lazy(() => import('../instruments/desk-texts.js'));

const TABS = ['agenda', 'imports', 'credentials', 'slips', 'motions', 'texts'] as const;

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
        >
          {!view.offices.includes('secretariat') && !view.offices.includes('teller') && (
            <Alert color="orange">{t('desk.not_you')}</Alert>
          )}
          <Tabs
            value={tab}
            keepMounted={false}
            onChange={(next) => setSearch({ tab: next ?? 'agenda' }, { replace: true })}
          >
            <Tabs.List mb="lg">
              {TABS.map((one) => (
                <Tabs.Tab key={one} value={one}>
                  {t(`desk.${one}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Suspense fallback={<Waiting />}>
              <Tabs.Panel value="agenda">
                <Agenda assembly={view.assembly} />
              </Tabs.Panel>
              <Tabs.Panel value="imports">
                <Imports assembly={view.assembly} />
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
              <Tabs.Panel value="texts">
                <Texts />
              </Tabs.Panel>
            </Suspense>
          </Tabs>
        </Page>
      )}
    </Read>
  );
}
