import type { Logger as Pino } from 'pino';

/**
 * One line of JSON for each act: who by id, the act, where, the outcome, milliseconds; for refused sign-ins; for a database that
 * goes and comes. No line holds a name, an address, a code or a choice.
 */
export type Logger = Pick<Pino, 'debug' | 'info' | 'warn' | 'error'>;
export const LOGGER = Symbol('logger');

/** What PostgreSQL says of data that it cannot take repeats them. */
const REPEATS = /^2[23]/;

/** What of an error is fit for the log. */
export function failure(error: unknown): { error: { name: string; code?: string; message?: string } } {
  const { name, message } = error as Error;
  const { code } = ((error as { driverError?: unknown }).driverError ?? error) as { code?: unknown };
  if (typeof code !== 'string') return { error: { name, message } };
  return { error: { name, code, ...(!REPEATS.test(code) && { message }) } };
}
