import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Response } from 'express';
import type { Logger } from 'pino';
import type { Facts, Refusal } from '../basics/result.js';

/** Every failure over HTTP is `{code, facts}`. What was sent is never repeated, neither to the sender nor to the log. */
@Catch()
export class Failures implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') return;
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) return;
    const { status, code, facts } = this.answer(error);
    response.status(status).json({ code, facts });
  }

  private answer(error: unknown): { status: number; code: string; facts: Facts } {
    if (error instanceof HttpException) {
      const body = error.getResponse() as { code?: string; facts?: Facts };
      const status = error.getStatus();
      if (typeof body === 'object' && body.code) return { status, code: body.code, facts: body.facts ?? {} };
      if (status === 404) return { status, code: 'not_found', facts: {} };
      if (status === 413) return { status, code: 'input.too_large', facts: {} };
      if (status < 500) return { status, code: 'input.malformed', facts: {} };
    }
    const { type, status } = error as { type?: string; status?: number };
    if (type === 'entity.too.large') return { status: 413, code: 'input.too_large', facts: {} };
    if (status !== undefined && status >= 400 && status < 500)
      return { status, code: 'input.malformed', facts: {} };
    return { status: isAway(error) ? 503 : 500, ...this.unexpected(error) };
  }

  /**
   * A bug: the log has the cause, whoever asked has the number under which it stands there. That the database has gone for a
   * moment is none: `house.away`.
   */
  unexpected(error: unknown): Refusal {
    if (isAway(error)) {
      this.log.warn({ error: (error as Error).message }, 'the database is away');
      return { code: 'house.away', facts: {} };
    }
    const request = randomUUID();
    const { name, message, stack } = error as Error;
    this.log.error({ request, error: { name, message, stack } }, 'unexpected failure');
    return { code: 'house.error', facts: { request } };
  }
}

/** The connection to the database broke, its server is stopping, starting or out of means, or nobody answers there. */
export function isAway(error: unknown): boolean {
  const { driverError, code, message } = error as {
    driverError?: unknown;
    code?: string;
    message?: string;
  };
  if (driverError) return isAway(driverError);
  return (
    /^(08...|53...|57...|58...|ECONNREFUSED|ECONNRESET|EPIPE)$/.test(code ?? '') ||
    /^Connection terminated|not queryable$/.test(message ?? '')
  );
}
