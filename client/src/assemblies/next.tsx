import { Alert, Anchor, Button, Checkbox, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { z } from 'zod';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import type { AssemblyView } from '../../../src/assemblies/assemblies.contract.js';
import { noticeRoutes } from '../../../src/assemblies/notices.contract.js';
import { useAct, useRead } from '../house/api.js';
import { Failure } from '../ui/Failure.js';
import { Card, Page, Read } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import { MeetingFields, meetingOf, newMeeting, slugOfMeeting } from './meeting-fields.js';

const TAKEN = ['sittings', 'items', 'observers'] as const;

/** The next assembly of the body from this one: what it takes over is chosen, the rules are those of its first day. */
export default function Next() {
  const { assembly = '' } = useParams();
  const { t } = useWords();
  const query = useRead(assemblyRoutes.assembly, { assembly });
  return (
    <Read query={query}>
      {(last) => (
        <Page
          title={t('next.title')}
          under={t('next.under')}
          over={
            <Anchor component={Link} to={`/assemblies/${last.id}`} inherit>
              {last.name}
            </Anchor>
          }
        >
          <Form last={last} />
        </Page>
      )}
    </Read>
  );
}

function Form({ last }: { last: z.infer<typeof AssemblyView> }) {
  const { t } = useWords();
  const prepare = useAct(noticeRoutes.prepareNext);
  const [meeting, setMeeting] = useState(() => {
    const fresh = newMeeting();
    return { ...fresh, place: last.place ?? '', timeZone: last.timeZone ?? fresh.timeZone };
  });
  const [taken, setTaken] = useState({ sittings: true, items: true, observers: true });
  const made = prepare.data;
  return (
    <Card>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          prepare.mutate({
            ...{ assembly: last.id, next: slugOfMeeting(meeting) },
            ...meetingOf(meeting),
            ...taken,
          });
        }}
      >
        <Stack>
          <MeetingFields value={meeting} onChange={setMeeting} />
          <Checkbox.Group
            label={t('next.taken')}
            value={TAKEN.filter((one) => taken[one])}
            onChange={(chosen) =>
              setTaken({
                ...{ sittings: chosen.includes('sittings'), items: chosen.includes('items') },
                observers: chosen.includes('observers'),
              })
            }
          >
            <Stack gap="xs" mt="xs">
              {TAKEN.map((one) => (
                <Checkbox
                  key={one}
                  value={one}
                  label={t(`next.${one}`)}
                  description={t(`next.${one}_mean`)}
                />
              ))}
            </Stack>
          </Checkbox.Group>
          <Failure error={prepare.error} />
          {made && (
            <Alert color="green" role="status">
              {t('next.made', { ...made })}{' '}
              <Anchor component={Link} to={`/assemblies/${made.assembly}/desk`} underline="always" inherit>
                {t('next.go')}
              </Anchor>
            </Alert>
          )}
          <Group>
            <Button type="submit" loading={prepare.isPending}>
              {t('next.prepare')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
