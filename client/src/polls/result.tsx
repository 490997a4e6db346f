import { Badge, Group, Stack, Text } from '@mantine/core';
import type { PollView, ResultView, Totals, Vote } from '../../../src/polls/polls.contract.js';
import type { Choice, Outcome } from '../../../src/rules/vote.js';
import { BarChart } from '../ui/BarChart.js';
import { CrossIcon, DashIcon, SplitIcon, TickIcon } from '../ui/icons.js';
import { Fold, Section } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import type { Speech } from '../words/words.js';
import { ContestCount } from './contest-count.js';
import { goalOf } from './goal.js';
import type { Goal } from './goal.js';
import { RuleText } from './rule.js';
import { Steps } from './steps.js';
import { countOf, CHOICES, mixed, shareOf, votesOf, weighted } from './votes.js';

export const CHOICE_ICONS: Readonly<Record<Choice, typeof TickIcon>> = {
  for: TickIcon,
  against: CrossIcon,
  abstain: DashIcon,
};

export const CHOICE_COLOURS: Readonly<Record<Choice, string>> = {
  for: 'var(--choice-for)',
  against: 'var(--choice-against)',
  abstain: 'var(--choice-abstain)',
};

export function VoteIcon({ vote, size }: { vote: Vote; size: number | string }) {
  const Icon = typeof vote === 'string' ? CHOICE_ICONS[vote] : SplitIcon;
  return <Icon size={size} />;
}

/** A result in one sentence, without its outcome. */
export function resultText(result: ResultView, unit: string, { t }: Speech): string {
  if (result.contest)
    return t('contest.sentence', {
      valid: mixed(result.contest.sheet.valid),
      blank: result.contest.blank,
      spoiled: result.contest.spoiled,
    });
  if (result.totals === null) return t('result.seen');
  const { weight } = result.totals;
  return t('result.sentence', {
    for: votesOf(weight.for, unit),
    against: votesOf(weight.against, unit),
    abstain: votesOf(weight.abstain, unit),
    count: countOf(weight.abstain, unit),
  });
}

const OUTCOME_COLOURS: Readonly<Record<Outcome, string>> = {
  adopted: 'green',
  rejected: 'red',
  void: 'gray',
  tie: 'yellow',
  elected: 'green',
  undecided: 'yellow',
};

/** An outcome within a sentence. */
export const outcomeWord = (outcome: Outcome, { t, lang }: Pick<Speech, 't' | 'lang'>): string =>
  t(`outcome.${outcome}`).toLocaleLowerCase(lang);

export function OutcomeBadge({ outcome, size = 'lg' }: { outcome: Outcome; size?: 'md' | 'lg' | 'xl' }) {
  const { t } = useWords();
  return (
    <Badge size={size} color={OUTCOME_COLOURS[outcome]} variant="light" data-outcome={outcome}>
      {t(`outcome.${outcome}`)}
    </Badge>
  );
}

/** For, against and abstentions as bars. Bars are shares of what was cast; the numbers are exact. */
export function ResultChart({
  poll,
  totals,
  goal = null,
  large = false,
}: {
  poll: Pick<PollView, 'unit' | 'entitled'>;
  totals: Totals;
  goal?: Goal | null;
  large?: boolean;
}) {
  const { t } = useWords();
  const { weight, members } = totals;
  const cast = CHOICES.reduce((sum, choice) => sum + BigInt(weight[choice]), 0n).toString();
  const both = weighted(poll);
  const all = countOf(cast, poll.unit);
  const at = goal && all > 0 ? goal.length / all : null;
  // A share of all who may vote can lie beyond what was cast.
  const longest = Math.max(1, at ?? 1);
  return (
    <BarChart
      label={t('result.chart')}
      large={large}
      bars={CHOICES.map((choice) => {
        const Icon = CHOICE_ICONS[choice];
        const votes = votesOf(weight[choice], poll.unit);
        const bar = {
          key: choice,
          label: t(`choice.${choice}`),
          icon: <Icon size="1em" />,
          share: shareOf(weight[choice], cast) / longest,
          value: votes,
          colour: CHOICE_COLOURS[choice],
          ...(at !== null &&
            goal?.choice === choice && {
              goal: { at: at / longest, label: t(`goal.${goal.kind}`, { votes: mixed(goal.votes) }) },
            }),
        };
        if (!both) return bar;
        return {
          ...bar,
          value: t('result.votes', { votes, count: votes === '1' ? 1 : 2 }),
          note: t('result.members', { count: members[choice] }),
        };
      })}
    />
  );
}

/**
 * The whole result: outcome, chart, words, and under them the rule and the arithmetic. `folded`: these, and the stages of
 * a count, open on demand.
 */
export function Result({
  poll,
  result,
  folded = false,
}: {
  poll: PollView;
  result: ResultView;
  folded?: boolean;
}) {
  const speech = useWords();
  const { t } = speech;
  const ground = (
    <Stack gap="lg">
      {!poll.contest && (poll.form === 'count' || poll.form === 'correspondence') && (
        <Section title={t('result.rule')} level={3}>
          <RuleText majority={poll.majority} name={poll.majorityName} />
        </Section>
      )}
      <Section title={t('result.steps')} level={3}>
        <Steps of={result.steps} />
      </Section>
    </Stack>
  );
  return (
    <Stack gap="lg" data-testid="result">
      <Group gap="sm">
        <OutcomeBadge outcome={result.outcome} size="xl" />
        {poll.decision !== null && (
          <Text fw={640} size="lg">
            {t('poll.decision', { number: poll.decision })}
          </Text>
        )}
      </Group>
      <Text size="lg">{resultText(result, poll.unit, speech)}</Text>
      {result.totals && <ResultChart poll={poll} totals={result.totals} goal={goalOf(result)} />}
      {result.contest && poll.contest && (
        <ContestCount poll={poll} contest={poll.contest} result={result.contest} folded={folded} />
      )}
      {result.casting && <Text>{t('result.casting', { choice: t(`choice.${result.casting}`) })}</Text>}
      {folded ? <Fold label={t('result.ground')}>{ground}</Fold> : ground}
    </Stack>
  );
}
