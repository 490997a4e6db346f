import { Stack, Text } from '@mantine/core';
import type { HandView } from '../../../src/polls/polls.contract.js';
import { Nothing } from '../ui/Page.js';
import { useWords } from '../words/words.js';

/** In place of a ballot: that one holds no vote, and who votes for the own member. */
export function NoVote({ elsewhere }: Pick<HandView, 'elsewhere'>) {
  const { t } = useWords();
  if (elsewhere.length === 0) return <Nothing>{t('ballot.nothing_to_cast')}</Nothing>;
  return (
    <Stack gap={4} data-testid="no-vote">
      <Text fw={600}>{t('ballot.nothing_to_cast')}</Text>
      {elsewhere.map(({ entitlement, name, holder }) => (
        <Text key={entitlement}>
          {holder === null ? t('ballot.held_by_nobody', { name }) : t('ballot.held_by', { name, holder })}
        </Text>
      ))}
    </Stack>
  );
}
