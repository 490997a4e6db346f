import type { Count, Election, Lot } from './ballot.js';
import { countMost, readMarks } from './plurality.js';

/**
 * Approval: a ballot gives one vote to every candidate that it lists, whatever the rank; the candidates with most votes
 * take the seats, equals at the last seat by lot. A ballot with no candidate who stands is blank and counts as spoiled.
 */
export const countApproval = (election: Election, lot: Lot): Count =>
  countMost('approval', election, { marked: readMarks(election, election.candidates.length), lot });
