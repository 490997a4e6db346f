import { Badge, Group, Stack, Text } from '@mantine/core';
import type { Choice, Outcome, PollView, ResultView } from '../../../src/polls/polls.contract.js';
import { BarChart } from '../ui/BarChart.js';
import { CrossIcon, DashIcon, TickIcon } from '../ui/icons.js';
import { Section } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import type { Speech } from '../words/words.js';
import { RuleText } from './rule.js';
import { Steps } from './steps.js';
import { CHOICES, shareOf, votesOf, weighted } from './votes.js';

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

/** A result in one sentence, without its outcome. */
export function resultText(result: ResultView, unit: string, { t }: Speech): string {
  const { weight } = result.totals;
  return t('result.sentence', {
    for: votesOf(weight.for, unit),
    against: votesOf(weight.against, unit),
    abstain: votesOf(weight.abstain, unit),
  });
}

const OUTCOME_COLOURS: Readonly<Record<Outcome, string>> = {
  adopted: 'green',
  rejected: 'red',
  void: 'gray',
  tie: 'yellow',
};

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
  result,
  large = false,
}: {
  poll: Pick<PollView, 'unit' | 'entitled'>;
  result: ResultView;
  large?: boolean;
}) {
  const { t } = useWords();
  const { weight, members } = result.totals;
  const cast = CHOICES.reduce((sum, choice) => sum + BigInt(weight[choice]), 0n).toString();
  const both = weighted(poll);
  return (
    <BarChart
      label={t('result.chart')}
      large={large}
      bars={CHOICES.map((choice) => {
        const Icon = CHOICE_ICONS[choice];
        const bar = {
          key: choice,
          label: t(`choice.${choice}`),
          icon: <Icon size="1em" />,
          share: shareOf(weight[choice], cast),
          value: votesOf(weight[choice], poll.unit),
          colour: CHOICE_COLOURS[choice],
        };
        return both ? { ...bar, note: t('result.members', { count: members[choice] }) } : bar;
      })}
    />
  );
}

/** The whole result: outcome, chart, words, and under them the rule and the arithmetic. */
export function Result({ poll, result }: { poll: PollView; result: ResultView }) {
  const speech = useWords();
  const { t } = speech;
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
      <ResultChart poll={poll} result={result} />
      {result.casting && <Text>{t('result.casting', { choice: t(`choice.${result.casting}`) })}</Text>}
      <Section title={t('result.rule')} level={3}>
        <RuleText majority={poll.majority} name={poll.majorityName} />
      </Section>
      <Section title={t('result.steps')} level={3}>
        <Steps of={result.steps} />
      </Section>
    </Stack>
  );
}
