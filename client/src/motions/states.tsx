import { Badge } from '@mantine/core';
import type { MotionState, MotionView } from '../../../src/motions/motions.contract.js';
import type { Speech } from '../words/words.js';

const COLOURS: Readonly<Record<MotionState, string>> = {
  submitted: 'gray',
  tabled: 'blue',
  inadmissible: 'red',
  composited: 'gray',
  debate: 'grape',
  ready: 'teal',
  voting: 'yellow',
  adopted: 'green',
  rejected: 'red',
  adjourned: 'orange',
  remitted: 'orange',
  withdrawn: 'gray',
  fallen: 'gray',
};

export const motionBadge = (
  { state, lateAfter }: Pick<MotionView, 'state' | 'lateAfter'>,
  t: Speech['t'],
) => (
  <span style={{ display: 'inline-flex', flexWrap: 'wrap', gap: 6 }}>
    {lateAfter !== null && <Badge color="orange">{t('motion.late')}</Badge>}
    <Badge color={COLOURS[state]} data-state={state}>
      {t(`motion.state.${state}`)}
    </Badge>
  </span>
);

/** "Motion 7", "Amendment 7-A1", "Part 7a". */
export const nameOf = ({ about, label }: Pick<MotionView, 'about' | 'label'>, t: Speech['t']): string => {
  switch (about.kind) {
    case 'amendment':
    case 'part':
    case 'procedure':
    case 'bloc':
      return t(`motion.name.${about.kind}`, { label });
    case 'stage':
    case 'text':
    case 'composite':
      return t('motion.name.main', { label });
  }
};

/** What depends on a motion, as it came. */
export const dependentsOf = (
  { id }: Pick<MotionView, 'id'>,
  among: readonly MotionView[],
): readonly MotionView[] => among.filter((one) => one.parent === id);
