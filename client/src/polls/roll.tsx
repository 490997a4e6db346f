import { Skeleton } from '@mantine/core';
import { pollRoutes } from '../../../src/polls/polls.contract.js';
import { useRead } from '../house/api.js';
import { Failure } from '../ui/Failure.js';
import { useWords } from '../words/words.js';

/** Before a poll opens: who will be able to vote in it, as the roll that it freezes would have it now. */
export function RollOfNow({
  assembly,
  motion,
  days = false,
}: {
  assembly: string;
  motion?: string | undefined;
  /** Over days nobody needs to be here. */
  days?: boolean;
}) {
  const { t } = useWords();
  const roll = useRead(pollRoutes.roll, { assembly, motion });
  // Who came or left since it was asked last counts too: an older answer is not shown.
  if (roll.isFetching) return <Skeleton h={24} aria-busy />;
  if (!roll.data) return <Failure error={roll.error} />;
  const { members, represented } = roll.data;
  return (
    <>
      {t('poll.open_means', { count: members })}
      {!days && ` ${t('poll.open_represented', { count: represented })}`}
    </>
  );
}
