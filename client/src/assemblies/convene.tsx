import { Anchor, Button, Group, List, NativeSelect, Stack, Tabs, Text } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import { inForceOn } from '../../../src/rules/ruleset.js';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import { useAct, useRead } from '../house/api.js';
import { Failure } from '../ui/Failure.js';
import { officesIn, secretariatOf, useSession } from '../people/session.js';
import { Card, Nothing, Page, Read, Section } from '../ui/Page.js';
import { Tasks } from '../ui/Tasks.js';
import { fetched } from '../ui/fetched.js';
import { today } from '../words/dates.js';
import { useWords } from '../words/words.js';
import { datesOf } from './when.js';
import { MeetingFields, meetingOf, newMeeting, RulesChoice, slugOfMeeting } from './meeting-fields.js';

const EnterPast = fetched(() => import('./enter-past.js'));
const Texts = fetched(() => import('../instruments/desk-texts.js'));

const TASKS = ['convene', 'past', 'texts'] as const;

/** Convenes a new assembly of a body, under one version of its rules, or enters one of the past. */
export default function Convene() {
  const { t } = useWords();
  const { data: session } = useSession();
  const bodies = useRead(bodyRoutes.bodies, {});
  const [asked] = useSearchParams();
  const [task, setTask] = useState<(typeof TASKS)[number]>(
    TASKS.find((one) => one === asked.get('task')) ?? 'convene',
  );
  return (
    <Page title={t('convene.title')} under={t('convene.under')}>
      <Desks />
      <Read query={bodies}>
        {(read) => {
          const own = read.bodies.filter(({ id }) => secretariatOf(session, id));
          return own.length === 0 ? (
            <ConveneForm bodies={read.bodies} first={asked.get('body')} />
          ) : (
            <Tasks
              tasks={TASKS.map((one) => ({ task: one, label: t(`${one}.task`) }))}
              value={task}
              onChange={setTask}
            >
              <Tabs.Panel value="convene">
                <ConveneForm bodies={read.bodies} first={asked.get('body')} />
              </Tabs.Panel>
              <Tabs.Panel value="past">
                <EnterPast bodies={own} first={asked.get('body')} />
              </Tabs.Panel>
              <Tabs.Panel value="texts">
                <Texts />
              </Tabs.Panel>
            </Tasks>
          );
        }}
      </Read>
    </Page>
  );
}

/** The assemblies at whose desk the reader works, the newest first; nothing where there is none. */
function Desks() {
  const { t, lang } = useWords();
  const { data: session } = useSession();
  const { data } = useRead(assemblyRoutes.assemblies, {});
  const own = (data?.assemblies ?? []).filter(
    ({ id, body, historical }) =>
      !historical && officesIn(session, { assembly: id, body: body.id }).has('secretariat'),
  );
  if (own.length === 0) return null;
  return (
    <Section title={t('convene.desks')}>
      <Card>
        <List spacing="xs" listStyleType="none">
          {own.map((assembly) => (
            <List.Item key={assembly.id}>
              <Anchor component={Link} to={`/assemblies/${assembly.id}/desk`} fw={600}>
                {assembly.name}
              </Anchor>
              <Text size="sm" c="dimmed">
                {[`${assembly.body.organisation} · ${assembly.body.name}`, datesOf(assembly, lang)]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
            </List.Item>
          ))}
        </List>
      </Card>
    </Section>
  );
}

type Bodies = readonly {
  id: string;
  name: string;
  organisation: { name: string };
  ruleSets: readonly { id: string; name: string; number: number; inForceFrom: string | null }[];
}[];

function ConveneForm({ bodies, first }: { bodies: Bodies; first: string | null }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const convene = useAct(assemblyRoutes.convene);
  const usable = bodies.filter((body) => body.ruleSets.length > 0);
  const [chosen, setBody] = useState(first ?? '');
  const [ruleSetId, setRuleSet] = useState('');
  const [meeting, setMeeting] = useState(newMeeting);
  // The bodies may be read anew while this form stands.
  const body = usable.find((one) => one.id === chosen) ?? usable[0];
  const versions = body?.ruleSets ?? [];
  // The rules in force on the first day, unless others are chosen.
  const rules =
    versions.find((one) => one.id === ruleSetId) ??
    inForceOn(versions, meeting.from || today()) ??
    versions[0];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!body || !rules) return;
    convene.mutate(
      {
        ...meetingOf(meeting),
        ...{ assembly: slugOfMeeting(meeting), body: body.id, ruleSet: rules.id },
      },
      { onSuccess: (made) => void navigate(`/assemblies/${made.assembly}/desk`) },
    );
  };
  if (usable.length === 0)
    return (
      <Nothing>
        {t('convene.no_rules')}{' '}
        <Anchor component={Link} to="/bodies" underline="always">
          {t('bodies.title')}
        </Anchor>
      </Nothing>
    );
  return (
    <Card>
      <form onSubmit={submit}>
        <Stack>
          <MeetingFields value={meeting} onChange={setMeeting}>
            <NativeSelect
              label={t('convene.body')}
              value={body?.id ?? ''}
              onChange={(event) => setBody(event.currentTarget.value)}
              data={usable.map((one) => ({ value: one.id, label: `${one.organisation.name} · ${one.name}` }))}
              required
            />
            <RulesChoice versions={versions} value={rules?.id ?? ''} onChange={setRuleSet} />
          </MeetingFields>
          <Failure error={convene.error} />
          <Group>
            <Button type="submit" loading={convene.isPending} disabled={!rules}>
              {t('convene.convene')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
