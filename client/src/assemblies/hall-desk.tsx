import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { assemblyRoutes, SCENES } from '../../../src/assemblies/assemblies.contract.js';
import type { Showing } from '../../../src/assemblies/assemblies.contract.js';
import { momentIn, wallClock } from '../../../src/assemblies/meeting.js';
import type { FloorView } from '../../../src/live/live.contract.js';
import { onWall, type OnWall } from '../../../src/live/shown.js';
import { underWay } from '../../../src/polls/under-way.js';
import { useAct } from '../house/api.js';
import { houseTime } from '../house/clock.js';
import { Failure } from '../ui/Failure.js';
import { Card, Section } from '../ui/Page.js';
import { dayTime } from '../words/dates.js';
import { LANG_NAMES, LANGS, inLang, useWords } from '../words/words.js';
import type { Speech } from '../words/words.js';
import { ownZone, useZone } from '../words/zone.js';

const DAY_MS = 86_400_000;

/** The next moment at which clocks in the zone show this hour (`14:00`). */
function nextAt(hour: string, zone: string): string {
  const now = houseTime();
  const on = (moment: number): string => momentIn(`${wallClock(moment, zone).slice(0, 10)}T${hour}`, zone);
  const today = on(now);
  return Date.parse(today) > now ? today : on(now + DAY_MS);
}

/** What is on the wall, in a few words. */
function nameOnWall(shown: OnWall, { t, lang }: Speech): string {
  switch (shown.is) {
    case 'quorum_call':
      return t('hall.on.quorum_call');
    case 'polls': {
      const [poll] = shown.polls;
      const what = t(poll && !underWay(poll) ? 'hall.on.result' : 'hall.on.voting');
      return poll ? t('ui.pair', { name: what, what: inLang(poll.titles, lang).text }) : what;
    }
    case 'scene':
      return t(`hall.scene.${shown.scene.scene}`);
    case 'debate':
      return t('hall.on.debate');
    case 'motion':
      return inLang(shown.motion.titles, lang).text;
    case 'item':
      return t('hall.on.item');
  }
}

/** What the hall screen shows now, and what is put there. */
export function HallDesk({ floor }: { floor: FloorView }) {
  const speech = useWords();
  const { t, lang } = speech;
  const zone = useZone() ?? ownZone();
  const put = useAct(assemblyRoutes.show);
  const [pausing, setPausing] = useState(false);
  const [sentence, setSentence] = useState('');
  const [hour, setHour] = useState('');
  const assembly = floor.assembly.id;
  const { scene } = floor.assembly;
  const shown = onWall(floor);
  const show = (showing: Showing): void =>
    put.mutate({ assembly, show: showing }, { onSuccess: () => setPausing(false) });
  const waits = scene && shown.is !== 'scene' ? scene : null;
  return (
    <Section title={t('hall.title')}>
      <Card data-testid="hall-desk">
        <Stack gap="sm">
          <div role="status">
            <Text size="sm" c="dimmed">
              {t('hall.now')}
            </Text>
            <Text fw={640} data-testid="on-wall">
              {nameOnWall(shown, speech)}
            </Text>
            {shown.is === 'scene' && shown.scene.sentence && <Text size="sm">{shown.scene.sentence}</Text>}
            {shown.is === 'scene' && shown.scene.until && (
              <Text size="sm">{t('hall.goes_on_day', { time: dayTime(shown.scene.until, lang, zone) })}</Text>
            )}
            {waits && <Text size="sm">{t('hall.waits', { scene: t(`hall.scene.${waits.scene}`) })}</Text>}
          </div>
          <Group gap="xs">
            {SCENES.map((one) => (
              <Button
                key={one}
                variant={shown.is === 'scene' && scene?.scene === one ? 'light' : 'default'}
                aria-pressed={shown.is === 'scene' && scene?.scene === one}
                {...(one === 'pause' && { 'aria-expanded': pausing })}
                loading={put.isPending && put.variables.show.scene === one}
                onClick={() => (one === 'pause' ? setPausing(!pausing) : show({ scene: one }))}
              >
                {t(`hall.scene.${one}`)}
              </Button>
            ))}
          </Group>
          {pausing && (
            <Stack gap="xs">
              <TextInput
                label={t('hall.sentence')}
                maxLength={200}
                value={sentence}
                onChange={(event) => setSentence(event.currentTarget.value)}
              />
              <TextInput
                type="time"
                label={t('hall.until')}
                description={t('ui.by_clock', { timeZone: zone })}
                value={hour}
                onChange={(event) => setHour(event.currentTarget.value)}
              />
              <Button
                loading={put.isPending}
                onClick={() =>
                  show({
                    ...{ scene: 'pause', sentence: sentence.trim() || null },
                    until: hour === '' ? null : nextAt(hour, zone),
                  })
                }
              >
                {t('hall.pause_put')}
              </Button>
            </Stack>
          )}
          {scene && (
            <Button variant="default" onClick={() => show({ scene: 'floor' })}>
              {t('hall.back')}
            </Button>
          )}
          <Failure error={put.error} />
        </Stack>
      </Card>
    </Section>
  );
}

/** The way to the hall screen, and in which second language that one says titles and wordings. */
export function ToHall({ assembly }: { assembly: string }) {
  const { t, lang } = useWords();
  const [second, setSecond] = useState('');
  return (
    <Group gap="xs" align="flex-end">
      <NativeSelect
        label={t('hall.with')}
        value={second}
        onChange={(event) => setSecond(event.currentTarget.value)}
        data={[
          { value: '', label: t('hall.with_none') },
          ...LANGS.filter((one) => one !== lang).map((one) => ({ value: one, label: LANG_NAMES[one] })),
        ]}
      />
      <Button
        component="a"
        href={`/assemblies/${assembly}/hall${second === '' ? '' : `?with=${second}`}`}
        target="_blank"
        variant="default"
      >
        {t('hall.open')}
      </Button>
    </Group>
  );
}
