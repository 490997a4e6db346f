import { Text } from '@mantine/core';
import { byConsent } from '../../../src/polls/forms.js';
import type { PollView } from '../../../src/polls/polls.contract.js';
import { Gauge } from '../ui/BarChart.js';
import { useWords } from '../words/words.js';
import { ResultChart } from './result.js';

/** How many of those represented have voted; how, only where the rules show it while the poll is open. */
export function Turnout({ poll }: { poll: PollView }) {
  const { t } = useWords();
  const { cast, represented } = poll;
  // On sight and by consent there is no turnout: nobody has to cast anything.
  if (poll.form === 'sight' || byConsent(poll.form)) return null;
  const sentence = t('poll.turnout', { cast, represented: represented.members });
  return (
    <div data-testid="turnout">
      <Text size="sm" mb={6}>
        {sentence}
      </Text>
      <Gauge label={sentence} share={represented.members === 0 ? 0 : cast / represented.members} />
      {poll.running && <ResultChart poll={poll} totals={poll.running} />}
    </div>
  );
}
