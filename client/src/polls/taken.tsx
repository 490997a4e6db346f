import { Text } from '@mantine/core';
import type { PollView } from '../../../src/polls/polls.contract.js';
import { moment } from '../words/dates.js';
import { useWords } from '../words/words.js';
import { useZone } from '../words/zone.js';
import type { Speech } from '../words/words.js';
import { isSecret } from '../../../src/polls/forms.js';

/** "Poll 7"; a rehearsal has no number. */
export const pollName = ({ number }: Pick<PollView, 'number'>, t: Speech['t']): string =>
  number === null ? t('poll.rehearsal') : t('poll.numbered', { number });

/** How a poll is taken, where that is not the ordinary way: form, channel, secrecy, due date. */
export function Taken({ poll }: { poll: PollView }) {
  const { t, lang } = useWords();
  const zone = useZone();
  const lines = [
    ...(poll.number === null ? [t('poll.rehearsal_means')] : []),
    ...(poll.form === 'count' ? [] : [t(`form.${poll.form}_means`)]),
    ...(poll.channel === 'electronic' ? [] : [t(`channel.${poll.channel}_means`)]),
    ...(isSecret(poll) ? [t('secrecy.confidential_means')] : []),
    ...(poll.dueAt === null ? [] : [t('poll.due_at', { due: moment(poll.dueAt, lang, zone) })]),
  ];
  if (lines.length === 0) return null;
  return (
    <div data-testid="taken">
      {lines.map((line) => (
        <Text key={line} size="sm" mb={4}>
          {line}
        </Text>
      ))}
    </div>
  );
}
