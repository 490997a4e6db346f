import type { z } from 'zod';
import type { Act } from './access.js';

/**
 * A route or socket event as data: one object names its place, the act that the access table rules on, what goes in
 * and what comes out. The server validates with it, the reply is stripped to it, OpenAPI is written from it and the
 * client's types are inferred from it.
 */
export interface Route<I extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> {
  readonly method: 'GET' | 'POST';
  /** `/api/polls/:poll`: path parameters are fields of the input; the rest is query (GET) or body (POST). */
  readonly path: string;
  readonly act: Act;
  readonly summary: string;
  readonly input: I;
  readonly reply: R;
  /** What a reply is when it is not JSON. */
  readonly media?: string;
}

export const route = <I extends z.ZodType, R extends z.ZodType>(route: Route<I, R>): Route<I, R> => route;

export interface SocketEvent<I extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> {
  readonly event: string;
  readonly act: Act;
  readonly summary: string;
  readonly input: I;
  /** Every event is acknowledged with `{ok: true, value}` or `{ok: false, refusal}`. */
  readonly reply: R;
}

export const socketEvent = <I extends z.ZodType, R extends z.ZodType>(
  event: SocketEvent<I, R>,
): SocketEvent<I, R> => event;
