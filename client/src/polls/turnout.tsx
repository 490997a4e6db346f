import { Text } from '@mantine/core';
import type { PollView } from '../../../src/polls/polls.contract.js';
import { Gauge } from '../ui/BarChart.js';
import { useWords } from '../words/words.js';

/** How many of those represented have voted; never how. */
export function Turnout({ poll }: { poll: Pick<PollView, 'cast' | 'represented'> }) {
  const { t } = useWords();
  const { cast, represented } = poll;
  const sentence = t('poll.turnout', { cast, represented: represented.members });
  return (
    <div data-testid="turnout">
      <Text size="sm" mb={6}>
        {sentence}
      </Text>
      <Gauge label={sentence} share={represented.members === 0 ? 0 : cast / represented.members} />
    </div>
  );
}
