import { Badge, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { leftAt, usedAt } from '../../../src/debate/speakers.js';
import type { SpeakersRequest, SpeechView, Stance } from '../../../src/debate/debate.contract.js';
import { useHouseTime } from '../house/clock.js';
import { useWords } from '../words/words.js';
import classes from './debate.module.css';

const COLOURS: Readonly<Record<Stance, string>> = {
  for: 'green',
  against: 'red',
  neutral: 'gray',
  reply: 'teal',
  point_of_order: 'orange',
};

export function StanceBadge({ stance }: { stance: Stance }) {
  const { t } = useWords();
  return <Badge color={COLOURS[stance]}>{t(`stance.${stance}`)}</Badge>;
}

/** Whole seconds as minutes and seconds: 75 is 1:15. */
export const asMinutes = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

/** What is left of a speech, in overtime how much it is over; without a limit how long it has taken. */
export function SpeechClock({ speech, large = false }: { speech: SpeechView; large?: boolean }) {
  const { t } = useWords();
  const timed = speech.limit !== null;
  const seconds = useHouseTime((now) => {
    const at = new Date(now).toISOString();
    const left = leftAt(speech, at);
    return left === null ? Math.floor(usedAt(speech, at) / 1000) : Math.ceil(left / 1000);
  }, speech.since !== null);
  const over = timed && seconds <= 0;
  const time = asMinutes(Math.abs(seconds));
  return (
    <span
      role="timer"
      className={large ? `${classes.clock} ${classes.large}` : classes.clock}
      data-over={over || undefined}
      data-stands={speech.since === null || undefined}
      data-testid="speech-clock"
      aria-label={t(timed ? (over ? 'speech.over' : 'speech.left') : 'speech.used', { time })}
    >
      {over && '+'}
      {time}
    </span>
  );
}

/** The name of who speaks or waits; as removed where it was taken out of the record. */
export function useSpeakerName(): (one: Pick<SpeakersRequest, 'speaker'>) => string {
  const { t } = useWords();
  return ({ speaker }) => speaker ?? t('ui.removed');
}

/** Who it is, for which member, and on which side; a `clock` stands at the end of the line. */
export function Speaker({
  of,
  strong = false,
  clock,
}: {
  of: SpeakersRequest;
  strong?: boolean;
  clock?: ReactNode;
}) {
  const name = useSpeakerName();
  return (
    <div>
      <Group justify="space-between" wrap="nowrap">
        <Group gap="xs">
          <Text fw={strong ? 660 : 560} size={strong ? 'lg' : 'md'}>
            {name(of)}
          </Text>
          <StanceBadge stance={of.stance} />
        </Group>
        {clock}
      </Group>
      <Text size="sm" c="dimmed">
        {of.name}
      </Text>
    </div>
  );
}
