import type { Motion } from '../../src/motions/motion.js';

/** A motion that is ready, or what `more` makes of it. */
export const motion = (more: Partial<Motion> = {}): Motion => ({
  id: 'm1',
  assembly: 'oslo',
  number: 1,
  label: '1',
  about: { kind: 'text', text: 'Dues rise.' },
  versionHash: null,
  member: null,
  supporters: [],
  lateAfter: null,
  majority: 'ordinary',
  state: 'ready',
  titles: { en: 'Dues' },
  bloc: null,
  order: null,
  amendedBy: [],
  unworded: [],
  decision: null,
  ...more,
});
