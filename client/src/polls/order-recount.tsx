import { electionRoutes } from '../../../src/elections/elections.contract.js';
import { pollRoutes } from '../../../src/polls/polls.contract.js';
import type { PollView } from '../../../src/polls/polls.contract.js';
import { WithReason } from '../assemblies/with-reason.js';
import { useAct, useRead } from '../house/api.js';
import { inLang, useWords } from '../words/words.js';

/**
 * Has the tellers' count taken anew, with the reason; of an election, what the round decided is taken back with it. Not on offer
 * where nobody voted by hands or on paper: ballots cast at devices are counted anew by whoever checks the record.
 */
export function OrderRecount({ poll }: { poll: PollView }) {
  const { t, lang } = useWords();
  const ofPoll = useAct(pollRoutes.recount);
  const ofRound = useAct(electionRoutes.recount);
  const { data } = useRead(pollRoutes.poll, { poll: poll.id });
  const { contest } = poll;
  const told = data?.roll.some(
    (one) => one.represented && (one.channel === 'hands' || one.channel === 'paper'),
  );
  if (!told) return null;
  return (
    <WithReason
      label={t('poll.recount')}
      means={t('poll.recount_means')}
      about={inLang(poll.titles, lang).text}
      error={ofPoll.error ?? ofRound.error}
      busy={ofPoll.isPending || ofRound.isPending}
      onReason={(reason, close) =>
        contest
          ? ofRound.mutate({ election: contest.election, reason }, { onSuccess: close })
          : ofPoll.mutate({ poll: poll.id, reason }, { onSuccess: close })
      }
    />
  );
}
