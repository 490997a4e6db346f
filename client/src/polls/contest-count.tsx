import { Button, Group, List, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { pollRoutes } from '../../../src/polls/polls.contract.js';
import type { ContestResult, PollView } from '../../../src/polls/polls.contract.js';
import { addressOf } from '../house/api.js';
import { BarChart } from '../ui/BarChart.js';
import { DataTable } from '../ui/DataTable.js';
import { Hash } from '../ui/Hash.js';
import { TickIcon } from '../ui/icons.js';
import { Section } from '../ui/Page.js';
import { useWords } from '../words/words.js';
import type { Speech } from '../words/words.js';
import { mixed } from './votes.js';

export type ContestView = NonNullable<PollView['contest']>;

/** Candidates' names by id, with the number on the ballot where a name is not known. */
export const namesOf = ({ candidates }: ContestView): ((candidate: string) => string) => {
  const names = new Map(candidates.map((one, place) => [one.candidate, one.name ?? `${place + 1}`]));
  return (candidate) => names.get(candidate) ?? candidate;
};

/** A length for the eye only: "20.33316" and "35/2" as numbers. */
const lengthOf = (votes: string): number => {
  const [whole, part] = votes.split('/');
  return part === undefined ? Number(whole) : Number(whole) / Number(part);
};

/** Whom a candidate beats in Schulze's way: the strongest path to the other is stronger than the one back. */
const beaten = ({ sheet: { strengths } }: ContestResult, candidate: string): number =>
  Object.entries(strengths?.[candidate] ?? {}).filter(
    ([other, strength]) => lengthOf(strength) > lengthOf(strengths?.[other]?.[candidate] ?? '0'),
  ).length;

/** The votes of a stage as bars (the last one where none is named), in the order of the result; by pairs, how many each beats. */
export function ContestChart({
  contest,
  result,
  stage: place,
  large = false,
}: {
  contest: ContestView;
  result: ContestResult;
  stage?: number;
  large?: boolean;
}) {
  const { t } = useWords();
  const nameOf = namesOf(contest);
  const { sheet } = result;
  const stages = sheet.stages.slice(0, place === undefined ? undefined : place + 1);
  const stage = stages.at(-1);
  const ranking = sheet.ranking.flat();
  const others = Math.max(1, ranking.length - 1);
  const whole = lengthOf(sheet.valid);
  const needed = sheet.quota ?? result.needed;
  const mark = needed === null || whole === 0 ? null : lengthOf(needed) / whole;
  const elected = stages.flatMap((one) => one.elected);
  const excluded = stages.flatMap((one) => one.excluded);
  // Alone, the chart says which stage it is; among the stages that stands above it.
  const many = place === undefined && sheet.stages.length > 1;
  return (
    <BarChart
      label={
        many
          ? t('contest.stage_of', { number: sheet.stages.length, count: sheet.stages.length })
          : t('contest.chart')
      }
      caption={many}
      large={large}
      {...(mark !== null && mark <= 1 && { mark })}
      bars={ranking.map((candidate) => {
        const answers = result.answers?.[candidate];
        const here = elected.includes(candidate);
        const value = stage?.votes[candidate];
        const votes = value !== undefined && whole > 0 ? lengthOf(value) / whole : 0;
        const beats = beaten(result, candidate);
        const notes = [
          answers &&
            t('contest.answers', { against: mixed(answers.against), abstain: mixed(answers.abstain) }),
          here && place !== undefined && t('contest.elected'),
          excluded.includes(candidate) && t('contest.excluded'),
        ].filter(Boolean);
        return {
          key: candidate,
          label: nameOf(candidate),
          ...(here && { icon: <TickIcon size="1em" /> }),
          share: sheet.strengths ? beats / others : votes,
          value: sheet.strengths
            ? t('contest.beats', { count: beats })
            : value === undefined
              ? ''
              : mixed(value),
          colour: here ? 'var(--choice-for)' : 'var(--choice-abstain)',
          ...(notes.length > 0 && { note: notes.join(' · ') }),
        };
      })}
    />
  );
}

/** What happened in a stage, in words. */
function stageText(
  stage: ContestResult['sheet']['stages'][number],
  { nameOf, speech: { t } }: { nameOf: (candidate: string) => string; speech: Speech },
): string {
  const { transfer, exhausted, lost } = stage;
  const what =
    transfer === null
      ? t('contest.first_stage')
      : transfer.surplus === null
        ? t('contest.transfer_exclusion', { name: nameOf(transfer.from) })
        : t('contest.transfer_surplus', { name: nameOf(transfer.from), surplus: mixed(transfer.surplus) });
  return `${what} · ${t('contest.exhausted', { exhausted: mixed(exhausted), lost: mixed(lost) })}`;
}

/** Every stage of a count as a chart of its own, one after the other; the last stands first, as it decides. */
function Stages({ contest, result }: { contest: ContestView; result: ContestResult }) {
  const speech = useWords();
  const { t } = speech;
  const { stages } = result.sheet;
  const [place, setPlace] = useState(stages.length - 1);
  const stage = stages[place];
  return (
    <Stack gap="sm" role="group" aria-label={t('contest.stages')} data-testid="stage">
      <Group justify="space-between">
        <div role="status">
          <Text fw={600}>{t('contest.stage_of', { number: place + 1, count: stages.length })}</Text>
          <Text size="sm">{stage && stageText(stage, { nameOf: namesOf(contest), speech })}</Text>
        </div>
        <Group gap="xs">
          <Button variant="default" disabled={place === 0} onClick={() => setPlace(place - 1)}>
            {t('contest.stage_before')}
          </Button>
          <Button variant="default" disabled={place >= stages.length - 1} onClick={() => setPlace(place + 1)}>
            {t('contest.stage_next')}
          </Button>
        </Group>
      </Group>
      <ContestChart contest={contest} result={result} stage={place} />
    </Stack>
  );
}

/**
 * Who is elected, every stage of the count as a chart and as a table, and once it is declared all of it to take away.
 * `folded`: only who is elected and the last stage.
 */
export function ContestCount({
  poll,
  contest,
  result,
  folded = false,
}: {
  poll: PollView;
  contest: NonNullable<PollView['contest']>;
  result: ContestResult;
  folded?: boolean;
}) {
  const speech = useWords();
  const { t, lang } = speech;
  const nameOf = namesOf(contest);
  const { sheet } = result;
  const names = (some: readonly string[]): string => new Intl.ListFormat(lang).format(some.map(nameOf));
  const many = sheet.stages.length > 1;
  const candidates = sheet.ranking.flat();
  const lots = sheet.stages.flatMap(({ lot }) => (lot.length > 0 ? [lot] : []));
  return (
    <Stack gap="md" data-testid="contest-count">
      {result.elected.length > 0 && (
        <Text fw={660} size="lg">
          {t('contest.elected_are', { names: names(result.elected) })}
        </Text>
      )}
      {result.seatsLeft > 0 && <Text>{t('contest.seats_left', { count: result.seatsLeft })}</Text>}
      {result.goOn.length > 0 && <Text>{t('contest.go_on', { names: names(result.goOn) })}</Text>}
      {many && !folded ? (
        <Stages contest={contest} result={result} />
      ) : (
        <ContestChart contest={contest} result={result} />
      )}
      {sheet.quota !== null && <Text size="sm">{t('contest.quota', { quota: mixed(sheet.quota) })}</Text>}
      {lots.map((lot) => (
        <Text key={lot.join()} size="sm">
          {t('contest.lot', { names: lot.map(nameOf).join(', ') })}
        </Text>
      ))}
      {lots.length > 0 && result.seed && (
        <Text size="sm" component="div">
          {t('contest.seed')} <Hash value={result.seed} />
        </Text>
      )}
      {many && !folded && (
        <Section title={t('contest.stages')} level={3}>
          <DataTable
            caption={t('contest.stages')}
            rows={candidates}
            keyOf={(candidate) => candidate}
            columns={[
              { key: 'name', phone: 'title', head: t('contest.candidate'), cell: nameOf },
              ...sheet.stages.map((stage, place) => ({
                key: `${place}`,
                head: t('contest.stage', { number: place + 1 }),
                numeric: true,
                cell: (candidate: string) => (
                  <>
                    {stage.votes[candidate] ?? ''}
                    {stage.elected.includes(candidate) && ` ${t('contest.elected')}`}
                    {stage.excluded.includes(candidate) && ` ${t('contest.excluded')}`}
                  </>
                ),
              })),
            ]}
          />
          <List type="ordered" size="sm" mt="sm">
            {sheet.stages.map((stage, place) => (
              // Stages have no other name than their place.
              // oxlint-disable-next-line react/no-array-index-key
              <List.Item key={place}>{stageText(stage, { nameOf, speech })}</List.Item>
            ))}
          </List>
        </Section>
      )}
      {sheet.pairs && sheet.strengths && !folded && (
        <Section title={t('contest.pairs')} level={3}>
          <DataTable
            caption={t('contest.pairs_means')}
            rows={candidates}
            keyOf={(candidate) => candidate}
            columns={[
              { key: 'name', phone: 'title', head: t('contest.candidate'), cell: nameOf },
              ...candidates.map((other) => ({
                key: other,
                head: nameOf(other),
                numeric: true,
                cell: (candidate: string) =>
                  candidate === other
                    ? '–'
                    : `${sheet.pairs?.[candidate]?.[other] ?? ''} (${sheet.strengths?.[candidate]?.[other] ?? ''})`,
              })),
            ]}
          />
        </Section>
      )}
      {poll.state === 'declared' && (
        <Group component="nav" aria-label={t('contest.take')}>
          {(
            [
              [pollRoutes.countCsv, 'contest.take_csv'],
              [pollRoutes.countJson, 'contest.take_json'],
              ...(contest.method === 'yes_no'
                ? []
                : ([[pollRoutes.ballotsBlt, 'contest.take_blt']] as const)),
            ] as const
          ).map(([route, label]) => (
            <Button
              key={label}
              component="a"
              variant="default"
              size="sm"
              href={addressOf(route, { poll: poll.id })}
              download
            >
              {t(label)}
            </Button>
          ))}
        </Group>
      )}
    </Stack>
  );
}
