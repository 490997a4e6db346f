import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type {
  InstrumentState,
  PassageView,
  StageView,
} from '../../../src/instruments/instruments.contract.js';
import { CHOICES, mixed } from '../polls/votes.js';
import { Facts, Unknown } from '../ui/Facts.js';
import type { Moment } from '../ui/Timeline.js';
import { edtf } from '../words/dates.js';
import { usual } from '../words/usual.js';
import type { Speech } from '../words/words.js';
import { HowKnown } from './sources.js';

/** The label of a stage in the reader's words where it is a usual one, else as it was written. */
export const stageName = (label: string, speech: Speech): string => usual('stage', label, speech);

/** What a stage of a kind is called where nobody calls it otherwise; `stage.known` translates it. */
export const USUAL_LABELS: Readonly<Record<StageView['kind'], string>> = {
  draft: 'draft',
  consult: 'consultation',
  principle: 'in principle',
  finalise: 'finalising by mandate',
  final: 'in final form',
  'adopt-parent': 'adoption by the parent body',
  tacit: 'silence procedure',
};

export const STATE_COLOURS: Readonly<Record<InstrumentState, string>> = {
  ...{ in_progress: 'blue', approved: 'green', rejected: 'red', lapsed: 'gray' },
};

/** A stage as one of its passages left it. */
export const passed = (stage: StageView, passage: PassageView): StageView => {
  const { stage: _, number: __, ...facts } = passage;
  const failed = facts.outcome === 'rejected' || (facts.outcome === 'lapsed' && stage.kind !== 'tacit');
  return {
    ...stage,
    ...facts,
    state: failed ? 'rejected' : 'done',
    earliest: null,
    due: null,
    objections: 0,
  };
};

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
    text: stageName(stage.label, speech),
    note: stage.date
      ? edtf(stage.date, speech.lang)
      : ahead(stage)
        ? speech.t(`stage.state.${stage.state}`)
        : speech.t('stage.date_unknown'),
  }));

/** What became of it: the silence of all is approval. */
export const outcomeText = (
  outcome: NonNullable<StageView['outcome']>,
  kind: StageView['kind'],
  { t }: Speech,
): string =>
  t(outcome === 'lapsed' && kind === 'tacit' ? 'stage.outcome.silence' : `stage.outcome.${outcome}`);

/** The three counts of votes, with the members that cast them where the house counted those too; null where none is known. */
function countsOf({ counts, members }: Pick<StageView, 'counts' | 'members'>, { t }: Speech) {
  const known = CHOICES.some((choice) => counts[choice] !== null);
  if (!known) return null;
  return (
    <>
      {CHOICES.map((choice) => (
        <div key={choice}>
          {t(`stage.count.${choice}`)}{' '}
          {counts[choice] === null ? (
            <Unknown />
          ) : (
            t('result.votes', { votes: mixed(counts[choice]), count: counts[choice] === '1' ? 1 : 2 })
          )}
          {members && ` (${t('result.members', { count: members[choice] })})`}
        </div>
      ))}
    </>
  );
}

/** A stage with where, when, by whom, with what result, and how we know. */
export function momentOf(stage: StageView, instrument: string, speech: Speech): Moment {
  const { t, lang } = speech;
  const happened = !ahead(stage);
  return {
    key: stage.id,
    state: momentState(stage),
    when: stage.date ? edtf(stage.date, lang) : happened ? <Unknown /> : t(`stage.state.${stage.state}`),
    title:
      stage.round > 1
        ? t('stage.round', { label: stageName(stage.label, speech), round: stage.round })
        : stageName(stage.label, speech),
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
              [t('stage.outcome'), stage.outcome && outcomeText(stage.outcome, stage.kind, speech)],
              [
                t('stage.assembly'),
                stage.assembly ? (
                  <Anchor key="assembly" component={Link} to={`/assemblies/${stage.assembly.id}`}>
                    {stage.assembly.name}
                  </Anchor>
                ) : undefined,
              ],
              [
                t('stage.place'),
                stage.assembly ? stage.assembly.place : stage.outcome === 'lapsed' ? undefined : null,
              ],
              [t('stage.result'), stage.result === null ? undefined : usual('result', stage.result, speech)],
              [
                t('stage.counts'),
                stage.kind === 'consult' || stage.outcome === 'lapsed' ? undefined : countsOf(stage, speech),
              ],
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
        {stage.earliest && <Text>{t('stage.not_before', { date: edtf(stage.earliest, lang) })}</Text>}
        {stage.due && (
          <Text>
            {t(stage.kind === 'tacit' ? 'stage.silent_until' : 'stage.due', { date: edtf(stage.due, lang) })}
          </Text>
        )}
        {stage.objections > 0 && <Text fw={600}>{t('silence.needs_vote')}</Text>}
        {stage.note && <Text size="sm">{stage.note}</Text>}
        {stage.poll && (
          <Anchor component={Link} to={`/polls/${stage.poll}`}>
            {t('stage.voted_here')}
          </Anchor>
        )}
        {stage.enteredFromSource && <HowKnown source={stage.source} certainty={stage.certainty} />}
      </Stack>
    ),
  };
}
