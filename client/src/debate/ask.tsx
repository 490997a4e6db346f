import { Alert, Button, Group, Modal, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { debateRoutes, STANCES } from '../../../src/debate/debate.contract.js';
import type { SpeakersRequest, SpeakersView } from '../../../src/debate/debate.contract.js';
import { onTheFloor, queueOf } from '../../../src/debate/speakers.js';
import type { FloorView } from '../../../src/live/live.contract.js';
import { useAct } from '../house/api.js';
import { useSession } from '../people/session.js';
import { Failure } from '../ui/Failure.js';
import { Card, Section } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import { useSubjects } from './about.js';
import { Speaker, SpeechClock, useSpeakerName } from './speech.js';
import classes from './debate.module.css';

const NEXT = 3;

/** The debate on a phone: who speaks and for how long yet, who comes next, and asking for the floor. */
export function Debate({ floor }: { floor: FloorView }) {
  const { t } = useWords();
  const about = useSubjects(floor);
  const list = floor.speakers;
  const speaks =
    floor.offices.includes('delegate') || (list?.observers && floor.offices.includes('observer'));
  if (!list) return null;
  return (
    <Section title={t('speakers.title')}>
      <Card accent data-testid="debate">
        <Stack gap="md">
          <Text c="dimmed">
            {about(list.about)} · {t(`speakers.state.${list.state}`)}
          </Text>
          <OwnFloor list={list} />
          <OnTheFloor list={list} />
          <Next list={list} />
          {speaks && <Ask floor={floor} list={list} />}
        </Stack>
      </Card>
    </Section>
  );
}

/** Whoever has the floor is told so on the own phone too. */
function OwnFloor({ list }: { list: SpeakersView }) {
  const { t } = useWords();
  const { data: session } = useSession();
  const { speaking } = onTheFloor(list);
  const own = speaking !== null && speaking.person === session?.person?.id;
  return (
    <div role="status">
      {own && (
        <Alert color="green" title={t('speakers.yours')} data-testid="own-floor">
          {t('speakers.yours_means')}
        </Alert>
      )}
    </div>
  );
}

/** Who has the floor with the running clock; and whom a point of order keeps waiting. */
export function OnTheFloor({ list }: { list: SpeakersView }) {
  const { t } = useWords();
  const { speaking, waiting } = onTheFloor(list);
  if (!speaking) return <Text>{t('speakers.nobody_speaks')}</Text>;
  return (
    <Stack gap="xs">
      <div data-testid="speaking">
        <Speaker of={speaking} strong clock={<SpeechClock speech={speaking} large />} />
      </div>
      {speaking.since === null && <Text size="sm">{t('speech.stands')}</Text>}
      {waiting && (
        <div data-testid="interrupted">
          <Text size="sm" c="dimmed">
            {t('speakers.interrupted')}
          </Text>
          <Speaker of={waiting} clock={<SpeechClock speech={waiting} />} />
        </div>
      )}
    </Stack>
  );
}

function Next({ list }: { list: SpeakersView }) {
  const { t } = useWords();
  const queue = queueOf(list);
  if (queue.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600} mb={6}>
        {t('speakers.next')}
      </Text>
      <ol className={classes.queue}>
        {queue.slice(0, NEXT).map((one) => (
          <li key={one.request}>
            <Speaker of={one} />
          </li>
        ))}
      </ol>
      {queue.length > NEXT && (
        <Text size="sm" c="dimmed" mt={6}>
          {t('speakers.more', { count: queue.length - NEXT })}
        </Text>
      )}
    </div>
  );
}

function Ask({ floor, list }: { floor: FloorView; list: SpeakersView }) {
  const { t } = useWords();
  const { data: session } = useSession();
  const ask = useAct(debateRoutes.ask);
  const [chosen, setChosen] = useState<string | null>(null);
  const person = session?.person?.id;
  const queue = queueOf(list);
  const own = queue.filter((one) => one.person === person);
  const speaking = onTheFloor(list).speaking;
  const { speaksFor } = floor;
  const member = chosen ?? speaksFor[0]?.member ?? null;
  const assembly = floor.assembly.id;
  const waits = (point: boolean): boolean => own.some((one) => (one.stance === 'point_of_order') === point);
  const open = STANCES.filter((stance) => {
    const point = stance === 'point_of_order';
    if (waits(point)) return false;
    if (point) return speaking?.person !== person;
    return list.state === 'open' || stance === 'reply';
  });
  return (
    <Stack gap="sm">
      {own.map((one) => (
        <Waiting key={one.request} assembly={assembly} request={one} place={queue.indexOf(one) + 1} />
      ))}
      {speaksFor.length > 1 && open.length > 0 && (
        <NativeSelect
          label={t('speakers.for_member')}
          value={member ?? ''}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={speaksFor.map((one) => ({ value: one.member, label: one.name }))}
        />
      )}
      {open.length > 0 && (
        <div role="group" aria-label={t('speakers.ask')}>
          <Text fw={600} size="sm" mb={6}>
            {t('speakers.ask')}
          </Text>
          <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="xs">
            {open.map((stance) => (
              <Button
                key={stance}
                variant={stance === 'point_of_order' ? 'default' : 'light'}
                loading={ask.isPending && ask.variables.stance === stance}
                onClick={() => ask.mutate({ assembly, stance, member })}
              >
                {t(`stance.ask.${stance}`)}
              </Button>
            ))}
          </SimpleGrid>
        </div>
      )}
      {list.state === 'closed' && <Text size="sm">{t('speakers.closed_means')}</Text>}
      <Failure error={ask.error} />
    </Stack>
  );
}

function Waiting({
  assembly,
  request,
  place,
}: {
  assembly: string;
  request: SpeakersRequest;
  place: number;
}) {
  const { t } = useWords();
  const withdraw = useAct(debateRoutes.withdrawRequest);
  return (
    <Alert color="teal" data-testid="own-request" role="status">
      <Group justify="space-between">
        <Text fw={600}>
          {t('speakers.your_place', { place })} · {t(`stance.${request.stance}`)}
        </Text>
        <Button
          variant="default"
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate({ assembly, request: request.request })}
        >
          {t('speakers.withdraw')}
        </Button>
      </Group>
      <Failure error={withdraw.error} />
    </Alert>
  );
}

/** An appeal against a ruling of the chair: one at a time, until the assembly has dealt with it. */
export function Appeal({ floor }: { floor: FloorView }) {
  const { t } = useWords();
  const { data: session } = useSession();
  const name = useSpeakerName();
  const appeal = useAct(debateRoutes.appeal);
  const [opened, { open, close }] = useDisclosure(false);
  const [about, setAbout] = useState('');
  const sitting = floor.assembly.sittings.some((one) => one.state === 'open');
  const waits = floor.appeals.find((one) => one.person === session?.person?.id);
  if (waits) {
    return (
      <Text size="sm" data-testid="own-appeal">
        {t('appeal.waits_for', { name: name(waits), about: waits.about })}
      </Text>
    );
  }
  if (!sitting) return null;
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('appeal.make')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('appeal.make')}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            appeal.mutate(
              { assembly: floor.assembly.id, about: about.trim(), member: null },
              {
                onSuccess: () => {
                  setAbout('');
                  close();
                },
              },
            );
          }}
        >
          <Stack>
            <TextInput
              label={t('appeal.about')}
              description={t('appeal.about_means')}
              required
              maxLength={300}
              value={about}
              onChange={(event) => setAbout(event.currentTarget.value)}
              data-autofocus
            />
            <Failure error={appeal.error} />
            <Button type="submit" loading={appeal.isPending}>
              {t('appeal.make')}
            </Button>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
