import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { isOver } from '../../../src/motions/motion.js';
import type { MotionView } from '../../../src/motions/motions.contract.js';
import { Runs } from '../instruments/runs.js';
import { LANG_NAMES, useWords } from '../words/words.js';
import { Changes } from './changes.js';
import { meetingText } from './meeting-points.js';
import { proposalText } from './proposal.js';
import { langFor, meetings, sizeOf, useSubject } from './subject.js';

/** The way from a motion on a version to the amendments to it. */
export function ToAmendments({ motion, among }: { motion: MotionView; among: readonly MotionView[] }) {
  const { t } = useWords();
  const count = among.filter(({ about }) => about.kind === 'amendment' && about.to === motion.id).length;
  return (
    <Text mt={6}>
      <Anchor component={Link} to={`/motions/${motion.id}/amendments`} py={8} display="inline-block">
        {count === 0 ? t('amendments.title') : t('amendments.count', { count })}
      </Anchor>
    </Text>
  );
}

/** What an amendment to a version changes, and nothing else; nothing where that is more than `longest` characters. */
export function ChangesOf({
  motion,
  among,
  longest,
}: {
  motion: MotionView;
  among: readonly MotionView[];
  longest: number;
}) {
  const { lang: own } = useWords();
  const target = among.find(({ id }) => id === motion.parent);
  const { subject } = useSubject(target, among);
  const amendment = subject?.amendments.find((one) => one.motion === motion.id);
  if (!subject || !amendment || sizeOf(subject.texts, amendment.wordings) > longest) return null;
  const lang = langFor(subject, own);
  return <Changes amendment={amendment} subject={subject} lang={lang} />;
}

/** An amendment to a version: what it changes, what is missing, where it meets others, what is proposed on it. */
export function AmendsVersion({ motion, among }: { motion: MotionView; among: readonly MotionView[] }) {
  const speech = useWords();
  const { t, lang: own } = speech;
  const { about } = motion;
  const target = among.find(({ id }) => about.kind === 'amendment' && id === about.to);
  const { subject } = useSubject(target, among);
  const amendment = subject?.amendments.find((one) => one.motion === motion.id);
  const found = useMemo(
    () =>
      subject && amendment ? meetings(subject).filter(({ keys }) => keys.includes(amendment.label)) : [],
    [subject, amendment],
  );
  if (!subject || !amendment || about.kind !== 'amendment') return null;
  const { label, unworded, version, proposals } = amendment;
  const lang = langFor(subject, own);
  return (
    <Stack gap={6} mt={6} data-testid={`amends-${label}`}>
      <Changes amendment={amendment} subject={subject} lang={lang} />
      <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
        <Runs text={t('paper.reason', { reason: about.text })} />
      </Text>
      {!isOver(motion) && version !== subject.version ? (
        <Badge color="orange">{t('amendments.asks', { number: subject.version })}</Badge>
      ) : (
        unworded.length > 0 &&
        !isOver(motion) && (
          <Badge color="orange">
            {t('amendments.missing', { languages: unworded.map((one) => LANG_NAMES[one]).join(', ') })}
          </Badge>
        )
      )}
      {found.map((one) => (
        <Text size="sm" key={[one.kind, one.clause, ...one.keys].join(' ')}>
          {meetingText(one, subject.texts, speech)}
        </Text>
      ))}
      {proposals[0] && (
        <Text size="sm">
          <Text span fw={640}>
            {t('proposal.title')}
          </Text>
          {` · ${proposalText(proposals[0], speech)}`}
        </Text>
      )}
      <Group gap="md">
        <Anchor component={Link} to={`/motions/${motion.id}/procedure`} size="sm" py={8}>
          {t('proposal.title')}
        </Anchor>
        {!label.includes('.') && (
          <Anchor component={Link} to={`/motions/${motion.id}/amendments`} size="sm" py={8}>
            {t('amendments.title')}
          </Anchor>
        )}
      </Group>
    </Stack>
  );
}
