import {
  applyDecorators,
  createParamDecorator,
  HttpCode,
  HttpException,
  Injectable,
  RequestMapping,
  RequestMethod,
  SetMetadata,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { stringify } from 'csv-stringify/sync';
import type { Request, Response } from 'express';
import { map, type Observable } from 'rxjs';
import type { z } from 'zod';
import type { Facts, Refusal, Result } from '../basics/result.js';
import type { Route } from '../access/route.js';
import type { Visitor } from '../access/visitor.js';

export const ROUTE = 'plenary:route';

/** Serves a route of a contract: its place, its act and its schemas are all there. One line a route. */
export const Serve = (route: Route): MethodDecorator =>
  applyDecorators(
    RequestMapping({
      path: route.path,
      method: route.method === 'GET' ? RequestMethod.GET : RequestMethod.POST,
    }),
    HttpCode(200),
    SetMetadata(ROUTE, route),
  );

export interface Visited extends Request {
  visitor: Visitor;
}

/** The visitor whom the session names; set by the door (`people/people.door.ts`). */
export const Who = createParamDecorator(
  (_: unknown, context: ExecutionContext): Visitor => context.switchToHttp().getRequest<Visited>().visitor,
);

/** Path parameters, query and body as one object, validated by the route's schema. 400 names the field and the code. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext): unknown => {
  const route: Route = Reflect.getMetadata(ROUTE, context.getHandler()) as Route;
  const request = context.switchToHttp().getRequest<Request>();
  const body: unknown = route.method === 'GET' ? request.query : (request.body ?? {});
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Refused(400, { code: 'input.invalid', facts: { field: '' } });
  return parsed(route.input, { ...body, ...request.params });
});

export function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Refused(400, inputRefusal(result.error));
}

/** `input.invalid` with the first faulty field and every fault's place; never the value that came in. */
export function inputRefusal(error: z.ZodError): Refusal {
  const faults = error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`);
  return {
    code: 'input.invalid',
    facts: { field: error.issues[0]?.path.join('.') ?? '', fault: error.issues[0]?.code ?? '', faults },
  };
}

/** A refusal on its way out over HTTP: body `{code, facts}`. */
export class Refused extends HttpException {
  constructor(status: number, refusal: { code: string; facts: Facts }) {
    super({ code: refusal.code, facts: refusal.facts }, status);
  }
}

export function statusOf(code: string): number {
  if (['session.required', 'session.wrong', 'session.slip_used', 'setup.wrong'].includes(code)) return 401;
  if (code === 'access.denied' || code === 'access.origin') return 403;
  if (code === 'not_found') return 404;
  if (code === 'input.invalid') return 400;
  if (code === 'session.throttled') return 429;
  return 409;
}

/** What is inside a Result; a refusal goes out as its status. For replies that are no JSON. */
export function opened<T>(result: Result<T>): T {
  if (!result.ok) throw new Refused(statusOf(result.refusal.code), result.refusal);
  return result.value;
}

/** Answers with a file to be kept. `type`: of the content, with its charset. */
export function attach(
  response: Response,
  { type, name, content }: { type: string; name: string; content: string | Uint8Array },
): void {
  response
    .set({
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    .send(typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content));
}

/** Answers with a table as a CSV file; `name` without its ending. A spreadsheet takes nothing in it for a formula. */
export function attachTable(
  response: Response,
  {
    name,
    columns,
    rows,
  }: { name: string; columns: readonly string[]; rows: readonly (readonly (string | number | null)[])[] },
): void {
  const content = stringify([...rows], { header: true, columns: [...columns], escape_formulas: true });
  attach(response, { type: 'text/csv; charset=utf-8', name: `${name}.csv`, content });
}

/** Opens a Result (a refusal becomes its status) and strips the reply to what the route declares. */
@Injectable()
export class Replies implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const route = this.reflector.get<Route | undefined>(ROUTE, context.getHandler());
    if (!route || context.getType() !== 'http') return next.handle();
    return next.handle().pipe(
      map((result: Result<unknown> | undefined) => {
        if (result === undefined || route.media) return result;
        if (!result.ok) throw new Refused(statusOf(result.refusal.code), result.refusal);
        return route.reply.parse(result.value);
      }),
    );
  }
}
