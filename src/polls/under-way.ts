import { overDays } from './forms.js';
import { TAKING, UNDER_WAY, VOTING } from './poll.js';
import type { PollView } from './polls.contract.js';

export const underWay = ({ state }: Pick<PollView, 'state'>): boolean => UNDER_WAY.includes(state);

export const voting = ({ state }: Pick<PollView, 'state'>): boolean => VOTING.includes(state);
export const takesVotes = ({ state }: Pick<PollView, 'state'>): boolean => TAKING.includes(state);

interface Opened extends Pick<PollView, 'state' | 'form' | 'openedAt'> {}

const order = (a: Opened, b: Opened): number =>
  Number(overDays(a.form)) - Number(overDays(b.form)) ||
  (a.openedAt < b.openedAt ? -1 : a.openedAt > b.openedAt ? 1 : 0);

/**
 * Polls under way, in the order in which they were opened: those in the hall first, then those over days, which anybody
 * answers when there is time.
 */
export const pollsUnderWay = <P extends Opened>({ polls }: { readonly polls: readonly P[] }): P[] =>
  polls.filter(underWay).toSorted(order);

/** Polls that the hall is at: no later one hides an earlier one that is still open. */
export const pollsInHall = <P extends Opened>(floor: { readonly polls: readonly P[] }): P[] =>
  pollsUnderWay(floor).filter(({ form }) => !overDays(form));
