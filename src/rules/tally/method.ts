import { ok, refuse } from '../../basics/result.js';
import type { Result } from '../../basics/result.js';
import { countApproval } from './approval.js';
import type { Count, Election, Lot } from './ballot.js';
import { countIrv } from './irv.js';
import { countPlurality } from './plurality.js';
import { countSchulze } from './schulze.js';
import { countScottishStv } from './scottish-stv.js';

/** The counting methods for elections: each in its own file, with its rule. */
export const METHODS = {
  irv: countIrv,
  'scottish-stv': countScottishStv,
  schulze: countSchulze,
  plurality: countPlurality,
  approval: countApproval,
} as const satisfies Readonly<Record<string, (election: Election, lot: Lot) => Count>>;

export type Method = keyof typeof METHODS;

export const isMethod = (name: string): name is Method => Object.hasOwn(METHODS, name);

/**
 * Counts an election by one method. `marks` is for plurality alone: the votes a ballot has (1). Refuses with
 * `count.one_seat` {seats} what cannot fill several seats, and with `count.no_marks` a ballot of no votes.
 */
export function count(
  election: Election,
  method: Method,
  { lot, marks = 1 }: { readonly lot: Lot; readonly marks?: number },
): Result<Count> {
  if (method === 'irv' && election.seats !== 1) return refuse('count.one_seat', { seats: election.seats });
  if (method !== 'plurality') return ok(METHODS[method](election, lot));
  if (!Number.isSafeInteger(marks) || marks < 1) return refuse('count.no_marks');
  return ok(countPlurality(election, lot, { marks }));
}
