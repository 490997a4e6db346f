import {
  Badge,
  Button,
  Group,
  Modal,
  MultiSelect,
  NativeSelect,
  NumberInput,
  Select,
  Stack,
  Switch,
  Text,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { currentOf } from '../../../src/assemblies/agenda.js';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import { first } from '../../../src/basics/must.js';
import { byName } from '../../../src/basics/order.js';
import { APPEAL_OUTCOMES, debateRoutes, STANCES, TURN_ORDERS } from '../../../src/debate/debate.contract.js';
import type {
  AppealView,
  SpeakersAbout,
  SpeakersRequest,
  SpeakersView,
  SpeechView,
  Stance,
  Turns,
} from '../../../src/debate/debate.contract.js';
import { onTheFloor, queueOf } from '../../../src/debate/speakers.js';
import type { FloorView } from '../../../src/live/live.contract.js';
import { isOver } from '../../../src/motions/motion.js';
import { WithReason } from '../assemblies/with-reason.js';
import { useAct, useRead } from '../house/api.js';
import { Failure } from '../ui/Failure.js';
import { Card, Head, Nothing, Section } from '../ui/Page.js';
import { inLang, useWords } from '../words/words.js';
import { useSubjects } from './about.js';
import { OnTheFloor } from './ask.js';
import { asMinutes, Speaker, useSpeakerName } from './speech.js';
import classes from './debate.module.css';

interface Ruling {
  readonly order: Turns;
  /** Seconds. */
  readonly limit: number | null;
  readonly observers: boolean;
}

/** The chair's desk for the debate: the list, the clock, the queue; and the appeals against what the chair ruled. */
export function DebateDesk({ floor }: { floor: FloorView }) {
  const { t } = useWords();
  const { speakers: list, appeals } = floor;
  return (
    <Section title={t('speakers.title')}>
      <Stack>
        {appeals.map((one) => (
          <Settle key={one.appeal} appeal={one} floor={floor} />
        ))}
        {list ? <List list={list} floor={floor} /> : <Open floor={floor} />}
      </Stack>
    </Section>
  );
}

function RulingFields({ value, onChange }: { value: Ruling; onChange: (ruling: Ruling) => void }) {
  const { t } = useWords();
  return (
    <>
      <Group align="flex-end" grow preventGrowOverflow={false}>
        <MultiSelect
          label={t('speakers.order')}
          description={t('speakers.order_means')}
          placeholder={value.order.length === 0 ? t('turn_order.in_order') : undefined}
          value={[...value.order]}
          onChange={(order) => onChange({ ...value, order: order as Turns[number][] })}
          data={TURN_ORDERS.map((one) => ({ value: one, label: t(`turn_order.${one}`) }))}
        />
        <NumberInput
          label={t('speakers.minutes')}
          placeholder={t('speakers.no_limit')}
          min={0.5}
          max={120}
          step={0.5}
          decimalScale={2}
          value={value.limit === null ? '' : value.limit / 60}
          onChange={(minutes) =>
            onChange({ ...value, limit: minutes === '' ? null : Math.round(Number(minutes) * 60) })
          }
        />
      </Group>
      <Switch
        label={t('speakers.observers_may')}
        checked={value.observers}
        onChange={(event) => onChange({ ...value, observers: event.currentTarget.checked })}
      />
    </>
  );
}

const NOTHING = 'nothing';
const keyOfAbout = (about: SpeakersAbout | null): string =>
  about === null ? NOTHING : about.kind === 'item' ? `item ${about.item}` : `motion ${about.motion}`;

/** What may be debated, the likeliest first: the motion in debate, the item that is taken up, then all the others. */
function subjectsOf({ motions, assembly: { items } }: FloorView): (SpeakersAbout | null)[] {
  const before = motions.filter((one) => !isOver(one) && one.state !== 'submitted');
  const left = items.filter((one) => one.state !== 'withdrawn');
  const current = currentOf(items);
  const rank = (about: SpeakersAbout): number =>
    about.kind === 'motion' && before.some(({ id, state }) => id === about.motion && state === 'debate')
      ? 0
      : about.kind === 'item' && about.item === current?.id
        ? 1
        : 2;
  const all: SpeakersAbout[] = [
    ...before.map(({ id }) => ({ kind: 'motion', motion: id }) as const),
    ...left.map(({ id }) => ({ kind: 'item', item: id }) as const),
  ];
  return [...all.toSorted((a, b) => rank(a) - rank(b)), null];
}

function Open({ floor }: { floor: FloorView }) {
  const { t } = useWords();
  const name = useSubjects(floor);
  const open = useAct(debateRoutes.openSpeakers);
  const [ruling, setRuling] = useState<Ruling>({ order: [], limit: 180, observers: false });
  const [chosen, setChosen] = useState<string | null>(null);
  const subjects = subjectsOf(floor);
  const about = subjects.find((one) => keyOfAbout(one) === chosen) ?? first(subjects);
  return (
    <Card data-testid="open-speakers">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          open.mutate({ assembly: floor.assembly.id, about, ...ruling });
        }}
      >
        <Stack gap="sm">
          <NativeSelect
            label={t('speakers.about')}
            value={keyOfAbout(about)}
            onChange={(event) => setChosen(event.currentTarget.value)}
            data={subjects.map((one) => ({ value: keyOfAbout(one), label: name(one) }))}
          />
          <RulingFields value={ruling} onChange={setRuling} />
          <Failure error={open.error} />
          <Group>
            <Button type="submit" loading={open.isPending}>
              {t('speakers.open')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

function List({ list, floor }: { list: SpeakersView; floor: FloorView }) {
  const { t } = useWords();
  const assembly = floor.assembly.id;
  const name = useSubjects(floor);
  const close = useAct(debateRoutes.closeSpeakers);
  const reopen = useAct(debateRoutes.reopenSpeakers);
  const turn = list.state === 'open' ? close : reopen;
  const { speaking } = onTheFloor(list);
  const queue = queueOf(list);
  return (
    <Card accent data-testid="speakers">
      <Stack gap="md">
        <Head>
          <div>
            <Text fw={640}>{name(list.about)}</Text>
            <Text size="sm" c="dimmed">
              {list.order.length === 0
                ? t('turn_order.in_order')
                : list.order.map((one) => t(`turn_order.${one}`)).join(', ')}{' '}
              ·{' '}
              {list.limit === null
                ? t('speakers.no_limit')
                : t('speakers.limit_of', { time: asMinutes(list.limit) })}
              {list.observers && ` · ${t('speakers.observers_may')}`}
            </Text>
          </div>
          <Badge color={list.state === 'open' ? 'green' : 'gray'}>{t(`speakers.state.${list.state}`)}</Badge>
        </Head>
        <div role="group" aria-label={t('speakers.on_the_floor')}>
          <OnTheFloor list={list} />
          {speaking && <SpeechActs key={speaking.speech} assembly={assembly} speech={speaking} />}
        </div>
        {queue.length === 0 ? (
          <Nothing>{t('speakers.nobody_waits')}</Nothing>
        ) : (
          <ol className={classes.queue} aria-label={t('speakers.waiting_list')}>
            {queue.map((one, place) => (
              <li key={one.request} data-testid="waiting">
                <Waiting assembly={assembly} request={one} first={place === 0} list={list} />
              </li>
            ))}
          </ol>
        )}
        <Enter assembly={assembly} />
        <Group>
          <Button variant="default" loading={turn.isPending} onClick={() => turn.mutate({ assembly })}>
            {t(list.state === 'open' ? 'speakers.close' : 'speakers.reopen')}
          </Button>
          <Change
            key={`${list.order.join()} ${list.limit} ${list.observers}`}
            assembly={assembly}
            list={list}
          />
          <End assembly={assembly} waiting={queue.length} />
        </Group>
        <Failure error={turn.error} />
      </Stack>
    </Card>
  );
}

const MINUTE = 60;

function SpeechActs({
  assembly,
  speech: { speech, since, limit },
}: {
  assembly: string;
  speech: SpeechView;
}) {
  const { t } = useWords();
  const end = useAct(debateRoutes.endSpeech);
  const pause = useAct(debateRoutes.pauseSpeech);
  const resume = useAct(debateRoutes.resumeSpeech);
  const change = useAct(debateRoutes.limitSpeech);
  const clock = since === null ? resume : pause;
  return (
    <>
      <Group mt="sm">
        <Button loading={end.isPending} onClick={() => end.mutate({ assembly, speech })}>
          {t('speech.end')}
        </Button>
        <Button
          variant="default"
          loading={clock.isPending}
          onClick={() => clock.mutate({ assembly, speech })}
        >
          {t(since === null ? 'speech.resume' : 'speech.pause')}
        </Button>
        {limit !== null && (
          <>
            <Button
              variant="default"
              loading={change.isPending}
              onClick={() => change.mutate({ assembly, speech, limit: limit + MINUTE })}
            >
              {t('speech.one_more_minute')}
            </Button>
            <Button variant="default" onClick={() => change.mutate({ assembly, speech, limit: null })}>
              {t('speech.without_limit')}
            </Button>
          </>
        )}
      </Group>
      <Failure error={end.error ?? clock.error ?? change.error} />
    </>
  );
}

function Waiting({
  assembly,
  request,
  first,
  list,
}: {
  assembly: string;
  request: SpeakersRequest;
  first: boolean;
  list: SpeakersView;
}) {
  const { t } = useWords();
  const name = useSpeakerName();
  const callUp = useAct(debateRoutes.callSpeaker);
  const strike = useAct(debateRoutes.strike);
  const { speaking } = onTheFloor(list);
  const may = !speaking || (request.stance === 'point_of_order' && speaking.stance !== 'point_of_order');
  const who = name(request);
  const id = request.request;
  return (
    <Group justify="space-between">
      <Speaker of={request} />
      <Group gap="xs">
        {may && first && (
          <Button
            aria-label={t('ui.pair', { name: t('speakers.call'), what: who })}
            loading={callUp.isPending}
            onClick={() => callUp.mutate({ assembly, request: id })}
          >
            {t('speakers.call')}
          </Button>
        )}
        {may && !first && (
          <WithReason
            label={t('speakers.call_out_of_turn')}
            about={who}
            error={callUp.error}
            busy={callUp.isPending}
            onReason={(reason, close) =>
              callUp.mutate({ assembly, request: id, reason }, { onSuccess: close })
            }
          />
        )}
        <WithReason
          label={t('speakers.strike')}
          about={who}
          error={strike.error}
          busy={strike.isPending}
          onReason={(reason, close) => strike.mutate({ assembly, request: id, reason }, { onSuccess: close })}
        />
      </Group>
      {first && <Failure error={callUp.error} />}
    </Group>
  );
}

/** Puts down somebody who asked by hand. */
function Enter({ assembly }: { assembly: string }) {
  const { t } = useWords();
  const enter = useAct(debateRoutes.enterRequest);
  const { data } = useRead(assemblyRoutes.credentials, { assembly });
  const [credential, setCredential] = useState<string | null>(null);
  const [stance, setStance] = useState<Stance>('neutral');
  const here = (data?.credentials ?? []).filter((one) => one.state === 'accredited');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (credential !== null)
          enter.mutate({ assembly, credential, stance }, { onSuccess: () => setCredential(null) });
      }}
    >
      <Group align="flex-end">
        <Select
          label={t('speakers.put_down')}
          placeholder={t('speakers.put_down_whom')}
          searchable
          clearable
          limit={30}
          value={credential}
          onChange={setCredential}
          nothingFoundMessage={t('speakers.nobody_found')}
          data={here
            .map((one) => ({
              value: one.id,
              label: `${one.badge === null ? '' : `${one.badge} · `}${one.person.name} · ${one.organisation.name}`,
            }))
            .toSorted((a, b) => byName(a.label, b.label))}
          style={{ flex: '1 1 16rem' }}
        />
        <NativeSelect
          label={t('speakers.stance')}
          value={stance}
          onChange={(event) => setStance(event.currentTarget.value as Stance)}
          data={STANCES.map((one) => ({ value: one, label: t(`stance.${one}`) }))}
        />
        <Button type="submit" variant="light" disabled={credential === null} loading={enter.isPending}>
          {t('speakers.enter')}
        </Button>
      </Group>
      <Failure error={enter.error} />
    </form>
  );
}

function Change({ assembly, list }: { assembly: string; list: SpeakersView }) {
  const { t } = useWords();
  const change = useAct(debateRoutes.changeSpeakers);
  const [opened, { open, close }] = useDisclosure(false);
  const [ruling, setRuling] = useState<Ruling>(list);
  const { order, limit, observers } = ruling;
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('speakers.change')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('speakers.change')}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate({ assembly, order, limit, observers }, { onSuccess: close });
          }}
        >
          <Stack>
            <Text size="sm">{t('speakers.change_means')}</Text>
            <RulingFields value={ruling} onChange={setRuling} />
            <Failure error={change.error} />
            <Button type="submit" loading={change.isPending}>
              {t('speakers.change')}
            </Button>
          </Stack>
        </form>
      </Modal>
    </>
  );
}

/** Ends the list; whoever still waits is told of before. */
function End({ assembly, waiting }: { assembly: string; waiting: number }) {
  const { t } = useWords();
  const end = useAct(debateRoutes.endSpeakers);
  const [opened, { open, close }] = useDisclosure(false);
  const now = (): void => end.mutate({ assembly }, { onSuccess: close });
  return (
    <>
      <Button variant="default" loading={end.isPending} onClick={waiting > 0 ? open : now}>
        {t('speakers.end')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('speakers.end')}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <Stack>
          <Text>{t('speakers.end_means', { count: waiting })}</Text>
          <Button loading={end.isPending} onClick={now}>
            {t('speakers.end')}
          </Button>
        </Stack>
      </Modal>
      <Failure error={end.error} />
    </>
  );
}

/** How the assembly dealt with an appeal, and by which vote. */
function Settle({ appeal, floor }: { appeal: AppealView; floor: FloorView }) {
  const { t, lang } = useWords();
  const name = useSpeakerName();
  const settle = useAct(debateRoutes.settleAppeal);
  const [poll, setPoll] = useState('');
  const declared = floor.polls.filter((one) => one.state === 'declared');
  const assembly = floor.assembly.id;
  return (
    <Card accent data-testid="appeal">
      <Stack gap="sm">
        <div>
          <Text fw={640}>{t('appeal.of', { name: name(appeal), member: appeal.name })}</Text>
          <Text>{appeal.about}</Text>
        </div>
        {declared.length > 0 && (
          <NativeSelect
            label={t('appeal.poll')}
            value={poll}
            onChange={(event) => setPoll(event.currentTarget.value)}
            data={[
              { value: '', label: t('appeal.without_poll') },
              ...declared.map((one) => ({ value: one.id, label: inLang(one.titles, lang).text })),
            ]}
          />
        )}
        <Group>
          {APPEAL_OUTCOMES.map((outcome) => (
            <Button
              key={outcome}
              variant="default"
              loading={settle.isPending && settle.variables.outcome === outcome}
              onClick={() =>
                settle.mutate({ assembly, appeal: appeal.appeal, outcome, poll: poll === '' ? null : poll })
              }
            >
              {t(`appeal.outcome.${outcome}`)}
            </Button>
          ))}
        </Group>
        <Failure error={settle.error} />
      </Stack>
    </Card>
  );
}
