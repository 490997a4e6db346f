import { Anchor, Button, Group, NativeSelect, Stack } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import { bodyRoutes } from '../../../src/bodies/bodies.contract.js';
import { inForceOn } from '../../../src/rules/ruleset.js';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import { useAct, useRead } from '../house/api.js';
import { Failure } from '../ui/Failure.js';
import { Card, Nothing, Page, Read } from '../ui/Page.js';
import { today } from '../words/dates.js';
import { useWords } from '../words/words.js';
import { MeetingFields, meetingOf, newMeeting, slugOfMeeting } from './meeting-fields.js';

/** Convenes a new assembly of a body, under one version of its rules. */
export default function Convene() {
  const { t } = useWords();
  const bodies = useRead(bodyRoutes.bodies, {});
  return (
    <Page title={t('convene.title')} under={t('convene.under')}>
      <Read query={bodies}>{(read) => <ConveneForm bodies={read.bodies} />}</Read>
    </Page>
  );
}

type Bodies = readonly {
  id: string;
  name: string;
  organisation: { name: string };
  ruleSets: readonly { id: string; name: string; number: number; inForceFrom: string | null }[];
}[];

function ConveneForm({ bodies }: { bodies: Bodies }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const convene = useAct(assemblyRoutes.convene);
  const usable = bodies.filter((body) => body.ruleSets.length > 0);
  const [chosen, setBody] = useState('');
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
            <NativeSelect
              label={t('assembly.rules')}
              value={rules?.id ?? ''}
              onChange={(event) => setRuleSet(event.currentTarget.value)}
              data={(body?.ruleSets ?? []).map((one) => ({
                value: one.id,
                label: `${one.name} · ${t('body.rules_version', { number: one.number })}`,
              }))}
              required
            />
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
