import { Badge } from '@mantine/core';
import type { MotionState } from '../../../src/motions/motions.contract.js';
import type { Speech } from '../words/words.js';

const COLOURS: Readonly<Record<MotionState, string>> = {
  submitted: 'gray',
  tabled: 'blue',
  inadmissible: 'red',
  debate: 'grape',
  ready: 'teal',
  voting: 'yellow',
  adopted: 'green',
  rejected: 'red',
  withdrawn: 'gray',
};

export const motionBadge = (state: MotionState, t: Speech['t']) => (
  <Badge color={COLOURS[state]} style={{ flex: 'none' }} data-state={state}>
    {t(`motion.state.${state}`)}
  </Badge>
);
