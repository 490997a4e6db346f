import { Anchor, Group, Tabs } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { first } from '../../../src/basics/must.js';
import { ACCESS, type Act } from '../../../src/access/access.js';
import type { FloorView } from '../../../src/live/live.contract.js';
import { HasTheFloor } from '../debate/has-the-floor.js';
import { ToPublicView } from '../people/as-public.js';
import { OnlyFor } from '../people/only-for.js';
import { Page } from '../ui/Page.js';
import { Tasks } from '../ui/Tasks.js';
import { fetched } from '../ui/fetched.js';
import { useWords } from '../words/words.js';

const Preparation = fetched(() => import('./desk-preparation.js'));
const Agenda = fetched(() => import('./desk-agenda.js'));
const Credentials = fetched(() => import('./desk-credentials.js'));
const Notice = fetched(() => import('./desk-notice.js'));
const Designations = fetched(() => import('./desk-designations.js'));
const Report = fetched(() => import('./desk-report.js'));
const DoorDesk = fetched(() => import('./desk-door.js'));
const Imports = fetched(() => import('./desk-imports.js'));
const Slips = fetched(() => import('../people/desk-slips.js'));
const Debate = fetched(() => import('../debate/desk-debate.js'));
const Motions = fetched(() => import('../motions/desk-motions.js'));
const Texts = fetched(() => import('../instruments/desk-texts.js'));

/** The tasks in the order in which an assembly is prepared, each with the act that it is there for. */
const TASKS = {
  preparation: 'assembly.plan',
  agenda: 'item.add',
  imports: 'delegate.import',
  notice: 'notice.issue',
  designations: 'credential.designate',
  credentials: 'presence.record',
  door: 'presence.record',
  report: 'credential.report',
  slips: 'slip.issue',
  motions: 'motion.table',
  debate: 'speakers.run',
  texts: 'version.freeze',
} as const satisfies Record<string, Act>;
type Task = keyof typeof TASKS;

const tasksOf = (offices: readonly string[]): Task[] =>
  (Object.keys(TASKS) as Task[]).filter((task) =>
    ACCESS[TASKS[task]].some((office: string) => offices.includes(office)),
  );

/** The secretariat's desk, one tab a task; others see those of its tasks that are theirs. */
export default function Desk() {
  return (
    <OnlyFor desk="desk" theirs={(offices) => tasksOf(offices).length > 0}>
      {(view) => <Work floor={view} />}
    </OnlyFor>
  );
}

function Work({ floor: view }: { floor: FloorView }) {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const tasks = tasksOf(view.offices);
  // Once it has sat, what was to be prepared no longer comes first.
  const sat = view.assembly.sittings.some(({ openedAt }) => openedAt !== null);
  const tab =
    tasks.find((one) => one === search.get('tab')) ??
    tasks.find((one) => !sat || one !== 'preparation') ??
    first(tasks);
  return (
    <Page
      title={t('desk.title')}
      over={
        <Anchor component={Link} to={`/assemblies/${view.assembly.id}`} inherit>
          {view.assembly.name}
        </Anchor>
      }
      aside={
        <Group gap="md">
          <Anchor component={Link} to={`/bodies/${view.assembly.body.id}/rules`}>
            {t('desk.rules')}
          </Anchor>
          <ToPublicView assembly={view.assembly.id} />
        </Group>
      }
    >
      {tab !== 'debate' && <HasTheFloor list={view.speakers} />}
      <Tasks
        tasks={tasks.map((task) => ({ task, label: t(`desk.${task}`) }))}
        value={tab}
        onChange={(next) => setSearch({ tab: next }, { replace: true })}
      >
        <Tabs.Panel value="preparation">
          <Preparation assembly={view.assembly} />
        </Tabs.Panel>
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
      </Tasks>
    </Page>
  );
}
