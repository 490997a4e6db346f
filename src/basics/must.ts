/**
 * What must be there by what was decided, loaded or written before. That it is not there is a bug of the house and never an answer to
 * somebody, so it throws; `what` names the thing in the log, never a value that came in.
 */
export function must<T>(value: T, what: string): NonNullable<T> {
  if (value === null || value === undefined) throw new Error(`there is no ${what}`);
  return value;
}

/** The first of a list that is never empty: of what is aggregated, of the events of an act that was made. */
export function first<T>(list: readonly T[]): T {
  if (list.length === 0) throw new Error('there is nothing in the list');
  return list[0] as T;
}
