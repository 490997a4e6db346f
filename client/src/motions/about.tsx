import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { MotionView } from '../../../src/motions/motions.contract.js';
import { Hash } from '../ui/Hash.js';
import type { Speech } from '../words/words.js';

/** What a motion is about: the stage of an instrument on one exact version, or its own text. */
export function aboutOf(motion: MotionView, t: Speech['t']) {
  const { about } = motion;
  if (about.kind === 'text')
    return (
      <Text mt={6} style={{ whiteSpace: 'pre-wrap' }}>
        {about.text}
      </Text>
    );
  return (
    <Text mt={6} component="div">
      {motion.stageLabel && `${motion.stageLabel}: `}
      <Anchor component={Link} to={`/instruments/${about.instrument}`}>
        {motion.instrumentTitle ?? about.instrument}
      </Anchor>
      {', '}
      <Anchor component={Link} to={`/instruments/${about.instrument}/versions/${about.version}`}>
        {t('version.numbered', { number: about.version })}
      </Anchor>{' '}
      {motion.versionHash && <Hash value={motion.versionHash} name={t('version.hash')} />}
    </Text>
  );
}
