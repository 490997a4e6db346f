import { Button, Checkbox, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { electionRoutes } from '../../../src/elections/elections.contract.js';
import type { PollView, ResultView } from '../../../src/polls/polls.contract.js';
import { Refused, useAct } from '../house/api.js';
import { namesOf } from '../polls/contest-count.js';
import { outcomeWord } from '../polls/result.js';
import { Confirmed } from '../ui/Confirmed.js';
import { Failure } from '../ui/Failure.js';
import { ReasonInput } from '../ui/ReasonInput.js';
import { useWords } from '../words/words.js';

/** Declares a round; where a quota is missed, a person rules who is elected, with the reason. What could be ruled is proposed. */
export function DeclareRound({
  contest,
  result,
}: {
  contest: NonNullable<PollView['contest']>;
  result: ResultView | null;
}) {
  const speech = useWords();
  const { t } = speech;
  const declare = useAct(electionRoutes.declare);
  const { error } = declare;
  const missed = error instanceof Refused && error.code === 'election.quota_missed' ? error.facts : null;
  const proposal = Array.isArray(missed?.['proposal']) ? (missed['proposal'] as string[]) : null;
  const { election } = contest;
  const elected = result?.contest?.elected ?? [];
  const means = !result
    ? t('poll.declare_unseen')
    : elected.length > 0
      ? t('election.declare_means', {
          count: elected.length,
          names: elected.map(namesOf(contest)).join(', '),
        })
      : t('poll.declare_means', { outcome: outcomeWord(result.outcome, speech) });
  return (
    <Stack gap="sm">
      <Confirmed
        size="lg"
        label={t('poll.declare')}
        means={means}
        busy={declare.isPending}
        onConfirm={(shut) => {
          // A quota that is missed is ruled on beneath.
          shut();
          declare.mutate({ election });
        }}
      />
      <Failure error={error} />
      {missed && (
        <Ruling
          contest={contest}
          counted={result?.contest?.elected ?? []}
          proposal={proposal}
          busy={declare.isPending}
          onRule={(ruling) => declare.mutate({ election, ruling })}
        />
      )}
    </Stack>
  );
}

/** As many of the round as the count elects, whoever they are: the proposal, or the count itself, stands there first. */
function Ruling({
  contest,
  counted,
  proposal,
  busy,
  onRule,
}: {
  contest: NonNullable<PollView['contest']>;
  counted: readonly string[];
  proposal: readonly string[] | null;
  busy: boolean;
  onRule: (ruling: { elected: string[]; reason: string }) => void;
}) {
  const { t } = useWords();
  const seats = proposal?.length ?? counted.length;
  const [elected, setElected] = useState<string[]>([...(proposal ?? counted)]);
  const [reason, setReason] = useState('');
  const nameOf = namesOf(contest);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onRule({ elected, reason: reason.trim() });
      }}
    >
      <Stack gap="sm">
        <Text>{t(proposal ? 'election.proposal' : 'election.no_proposal')}</Text>
        <Checkbox.Group
          label={t('election.ruled_elected', { count: seats })}
          value={elected}
          onChange={setElected}
        >
          <Stack gap="xs" mt="xs">
            {contest.candidates.map(({ candidate }) => (
              <Checkbox
                key={candidate}
                value={candidate}
                label={nameOf(candidate)}
                description={counted.includes(candidate) ? t('election.by_count') : undefined}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <ReasonInput value={reason} onChange={setReason} most={300} />
        <Button type="submit" loading={busy} disabled={elected.length !== seats}>
          {t('election.declare_so')}
        </Button>
      </Stack>
    </form>
  );
}
