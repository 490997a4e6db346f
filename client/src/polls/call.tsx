import { Button, Text } from '@mantine/core';
import { useEffect } from 'react';
import { Link, useLocation } from 'react-router';
import { byConsent, overDays } from '../../../src/polls/forms.js';
import { pollRoutes } from '../../../src/polls/polls.contract.js';
import type { PollView } from '../../../src/polls/polls.contract.js';
import { pollsInHall, takesVotes } from '../../../src/polls/under-way.js';
import { useRead } from '../house/api.js';
import { attended } from '../live/attended.js';
import { useFloor } from '../live/floor.js';
import { inLang, useWords } from '../words/words.js';
import classes from './call.module.css';
import { sendingOf, useSendings } from './cast.js';
import { useSecondsUntil } from './countdown.js';

/** Whether something is still to be cast, or objected to, in an open poll in the hall by the person who looks at it. */
function useOpenVote(poll: PollView): boolean {
  const asks = takesVotes(poll) && poll.form !== 'sight' && !overDays(poll.form);
  const hand = useRead(pollRoutes.hand, { poll: poll.id }, { when: asks });
  const sendings = useSendings();
  if (!asks) return false;
  return (hand.data?.entitlements ?? []).some(
    ({ channel, entitlement, receipt }) =>
      channel === 'electronic' && receipt === null && !sendingOf(sendings, poll.id, entitlement),
  );
}

/**
 * Calls to the vote whoever does not see the ballot: further down on the floor, or on another page. It lies over the lower
 * edge, within a thumb's reach, and the browser's tab tells it too. `seen`: the ballot is in view.
 */
export function VoteCall({
  poll,
  to,
  seen = false,
}: {
  poll: PollView;
  to: string | (() => void);
  seen?: boolean;
}) {
  const { t, lang } = useWords();
  const seconds = useSecondsUntil(poll.closesAt);
  const open = useOpenVote(poll);
  const word = t(byConsent(poll.form) ? 'hall.consensus' : 'hall.voting');
  useEffect(() => {
    if (!open) return undefined;
    const before = document.title;
    document.title = `● ${word}`;
    return () => {
      document.title = before;
    };
  }, [open, word]);
  if (!open || seen) return null;
  const title = inLang(poll.titles, lang);
  return (
    <div className={classes.place} data-testid="vote-call">
      <div className={classes.call}>
        <div className={classes.about}>
          <Text fw={660}>
            {word}
            {seconds !== null && ` · ${seconds} s`}
          </Text>
          <Text size="sm" lang={title.lang} truncate>
            {title.text}
          </Text>
        </div>
        {typeof to === 'string' ? (
          <Button component={Link} to={to} size="lg" variant="white" color="dark">
            {t('floor.to_vote')}
          </Button>
        ) : (
          <Button onClick={to} size="lg" variant="white" color="dark">
            {t('floor.to_vote')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** On every other page: a delegate who reads the papers is called back to the floor. */
export default function CallBack() {
  const { pathname } = useLocation();
  const assembly = attended();
  const floor = `/assemblies/${assembly}/floor`;
  if (assembly === null || pathname === floor) return null;
  return <Calling assembly={assembly} floor={floor} />;
}

function Calling({ assembly, floor }: { assembly: string; floor: string }) {
  const { data } = useFloor(assembly);
  if (!data?.offices.includes('delegate')) return null;
  return pollsInHall(data).map((poll) => <VoteCall key={poll.id} poll={poll} to={floor} />);
}
