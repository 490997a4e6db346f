import { Text } from '@mantine/core';
import { useHouseTime } from '../house/clock.js';
import { useWords } from '../words/words.js';

/** Whole seconds until a moment by the house's clock, never negative; null where no moment is given. */
export function useSecondsUntil(moment: string | null): number | null {
  return useHouseTime(
    (now) => (moment === null ? null : Math.max(0, Math.ceil((Date.parse(moment) - now) / 1000))),
    moment !== null,
  );
}

/** Whether a moment has come by the house's clock; not where none is given. */
export function useHasCome(moment: string | null): boolean {
  return useHouseTime((now) => moment !== null && Date.parse(moment) <= now, moment !== null);
}

/** The announced closing: said once to screen readers, counted down for the eye. */
export function Countdown({ closesAt }: { closesAt: string }) {
  const { t } = useWords();
  const seconds = useSecondsUntil(closesAt) ?? 0;
  return (
    <Text component="p" m={0} fw={660} inherit data-testid="countdown" role="timer">
      {t(seconds > 0 ? 'poll.closes_in' : 'poll.closing', { seconds })}
    </Text>
  );
}
