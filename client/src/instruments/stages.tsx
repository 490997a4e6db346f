import { Anchor, Badge, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { StageView } from '../../../src/instruments/instruments.contract.js';
import { CHOICES } from '../polls/votes.js';
import { Facts, Unknown } from '../ui/Facts.js';
import type { Moment } from '../ui/Timeline.js';
import { edtf } from '../words/dates.js';
import type { Speech } from '../words/words.js';

export const certaintyBadge = (certainty: 'high' | 'medium' | 'unknown', { t }: Speech) => (
  <Badge color={certainty === 'high' ? 'teal' : certainty === 'medium' ? 'yellow' : 'gray'}>
    {t(`certainty.${certainty}`)}
  </Badge>
);

const momentState = (stage: StageView): Moment['state'] => {
  if (stage.outcome === 'rejected' || stage.state === 'rejected') return 'failed';
  if (stage.outcome !== null || stage.state === 'done') return 'done';
  return stage.state === 'current' ? 'current' : 'pending';
};

/** Still to come: nothing about it is unknown, it has not happened. */
const ahead = (stage: StageView): boolean => stage.state === 'pending' || stage.state === 'current';

/** The path in one line: each stage with its year. */
export const pathOf = (stages: readonly StageView[], speech: Speech) =>
  stages.map((stage) => ({
    key: stage.id,
    state: momentState(stage),
    text: stage.label,
    note: stage.date
      ? edtf(stage.date, speech.lang)
      : ahead(stage)
        ? speech.t(`stage.state.${stage.state}`)
        : speech.t('stage.date_unknown'),
  }));

/** The three counts, or one word where none of them is known. */
function countsOf(counts: StageView['counts'], { t }: Speech) {
  const known = CHOICES.some((choice) => counts[choice] !== null);
  if (!known) return null;
  return (
    <>
      {CHOICES.map((choice) => (
        <div key={choice}>
          {t(`choice.${choice}`)}: {counts[choice] ?? <Unknown />}
        </div>
      ))}
    </>
  );
}

/** A stage with where, when, by whom, with what result, and how we know. */
export function momentOf(stage: StageView, instrument: string, speech: Speech): Moment {
  const { t, lang } = speech;
  const { counts } = stage;
  const happened = !ahead(stage);
  return {
    key: stage.id,
    state: momentState(stage),
    when: stage.date ? edtf(stage.date, lang) : happened ? <Unknown /> : t(`stage.state.${stage.state}`),
    title: stage.label,
    body: (
      <Stack gap="sm">
        <Text>
          <Anchor component={Link} to={`/bodies/${stage.body.id}`}>
            {stage.body.organisation} · {stage.body.name}
          </Anchor>
        </Text>
        {happened && (
          <Facts
            compact
            of={[
              [t('stage.outcome'), stage.outcome && t(`stage.outcome.${stage.outcome}`)],
              [
                t('stage.assembly'),
                stage.assembly ? (
                  <Anchor key="assembly" component={Link} to={`/assemblies/${stage.assembly.id}`}>
                    {stage.assembly.name}
                  </Anchor>
                ) : undefined,
              ],
              [t('stage.place'), stage.assembly ? stage.assembly.place : null],
              [t('stage.result'), stage.result ?? undefined],
              [t('stage.counts'), stage.kind === 'consult' ? undefined : countsOf(counts, speech)],
              [t('stage.decision'), stage.decision ?? undefined],
              [
                t('stage.version'),
                stage.version === null ? undefined : (
                  <Anchor
                    key="version"
                    component={Link}
                    to={`/instruments/${instrument}/versions/${stage.version}`}
                  >
                    {t('version.numbered', { number: stage.version })}
                  </Anchor>
                ),
              ],
            ]}
          />
        )}
        {stage.note && <Text size="sm">{stage.note}</Text>}
        {stage.poll && (
          <Anchor component={Link} to={`/polls/${stage.poll}`}>
            {t('stage.voted_here')}
          </Anchor>
        )}
        {stage.enteredFromSource && (
          <Text size="sm" c="dimmed" component="div">
            {t('stage.from_source')} {stage.source ?? t('ui.unknown')}{' '}
            {certaintyBadge(stage.certainty, speech)}
          </Text>
        )}
      </Stack>
    ),
  };
}
