import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Response } from 'express';
import type { Facts, Refusal } from '../basics/result.js';
import { isAway, isOverdue } from './away.js';
import { failure, LOGGER, type Logger } from './logger.js';

/** Every failure over HTTP is `{code, facts}`. What was sent is never repeated, neither to the sender nor to the log. */
@Catch()
export class Failures implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly log: Logger) {}

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
    const refusal = this.unexpected(error);
    return { status: refusal.code === 'house.error' ? 500 : 503, ...refusal };
  }

  /**
   * The database is away or overdue: it will be said again, and answered then. Else a bug: the log has the cause, whoever
   * asked has the number under which it stands there.
   */
  unexpected(error: unknown): Refusal {
    if (isAway(error) || isOverdue(error)) {
      this.log.warn(failure(error), 'the database does not answer');
      return { code: isAway(error) ? 'house.away' : 'house.busy', facts: {} };
    }
    const request = randomUUID();
    // The stack begins with the message.
    const at = ((error as Error).stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
    this.log.error({ request, ...failure(error), at }, 'unexpected failure');
    return { code: 'house.error', facts: { request } };
  }
}
