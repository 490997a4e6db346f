/** What PostgreSQL answers while it ends, crashes, starts or takes no more connections (SQLSTATE). */
const STATES = new Set(['57P01', '57P02', '57P03', '57P05', '53300', '25P03']);
/** What the network says where nobody answers any more. */
const SYSTEM = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['ENOTFOUND', 'EAI_AGAIN'],
]);
/** These pg says without a code. */
const SAID =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client was closed|Cannot use a pool after calling end|Query runner already released|Driver not Connected|Connection with .* database is not established)/i;

/**
 * Whether an error says that the database is not there just now, rather than that something is wrong with a statement. What
 * was under way then is undone, or its outcome is unknown: nobody is told that it was done.
 */
export function isAway(error: unknown): boolean {
  const {
    code,
    message = '',
    driverError,
  } = (error ?? {}) as {
    code?: unknown;
    message?: string;
    driverError?: unknown;
  };
  if (typeof code === 'string' && (STATES.has(code) || SYSTEM.has(code) || code.startsWith('08')))
    return true;
  return SAID.test(message) || (driverError !== undefined && driverError !== error && isAway(driverError));
}

/** A statement waited too long for a lock, or took too long: it was undone, and can be tried again. */
export const isOverdue = (error: unknown): boolean => {
  const { code, driverError } = (error ?? {}) as { code?: unknown; driverError?: { code?: unknown } };
  return ['55P03', '57014'].includes(String(driverError?.code ?? code));
};
