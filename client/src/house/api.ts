import { QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Facts, Refusal } from '../../../src/basics/result.js';
import type { Route } from '../../../src/access/route.js';
import { asPublic } from './as-public.js';
import { sayAway, whenBack } from './away.js';
import { happened } from './happened.js';

/** The server refused: `{code, facts}`. The code is the key of the sentence that is shown. */
export class Refused extends Error implements Refusal {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly facts: Facts,
  ) {
    super(code);
  }
}

/** The house is there and its database is not: nothing was read, and whether something was done is not known. */
class Away extends Refused {}

/** No answer came: nothing is known about whether the request was carried out. */
export class Unreachable extends Error {}

export type In<R extends Route> = z.input<R['input']>;
export type Out<R extends Route> = z.output<R['reply']>;

/** The place of a route with its path parameters filled in from the input, and the rest of the input. */
export function placeOf(path: string, input: object): { place: string; rest: Record<string, unknown> } {
  const rest: Record<string, unknown> = { ...input };
  const place = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  return { place, rest };
}

/** A GET route's whole address, for links to what is not JSON (papers). */
export const addressOf = <R extends Route>(route: R, input: In<R>): string =>
  placeOf(route.path, input as object).place;

/** Acts that have been asked for and not been answered yet. */
const underWay = new Map<string, Promise<unknown>>();

/**
 * Asks the house. Who presses twice means one act: what is asked for again while it is on its way gets the same answer. With a
 * `signal` each call is one of its own.
 */
export function call<R extends Route>(route: R, input: In<R>, signal?: AbortSignal): Promise<Out<R>> {
  if (route.method === 'GET' || signal) return ask(route, input, signal);
  const act = JSON.stringify([route.method, route.path, input]);
  const begun = underWay.get(act) ?? ask(route, input).finally(() => underWay.delete(act));
  underWay.set(act, begun);
  return begun as Promise<Out<R>>;
}

async function ask<R extends Route>(route: R, input: In<R>, signal?: AbortSignal): Promise<Out<R>> {
  const { place, rest } = placeOf(route.path, input as object);
  const headers: Record<string, string> = { accept: 'application/json', 'x-plenary': '1' };
  const request: RequestInit = {
    method: route.method,
    headers,
    credentials: asPublic ? 'omit' : 'same-origin',
    cache: 'no-store',
  };
  if (signal) request.signal = signal;
  let address = place;
  if (asPublic && route.method !== 'GET') throw new Refused(403, 'public.only_shows', {});
  if (route.method === 'GET') {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(rest))
      if (value !== undefined && value !== null) query.set(name, `${value as string | number | boolean}`);
    if (query.size > 0) address += `?${query}`;
  } else {
    headers['content-type'] = 'application/json';
    request.body = JSON.stringify(rest);
  }
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(address, request);
    body = await response.json().catch(() => null);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Unreachable(address);
  }
  if (response.ok) return body as Out<R>;
  throw refusedOf(response.status, body);
}

/** A gateway's error page, or a server in the middle of a restart, is as good as no answer. */
function refusedOf(status: number, body: unknown): Error {
  const { code, facts } = (body ?? {}) as { code?: unknown; facts?: unknown };
  // The database is away: who reads asks again, and every screen says it.
  if (code === 'house.away') {
    sayAway(true);
    return new Away(status, code, (facts ?? {}) as Facts);
  }
  if (typeof code === 'string') return new Refused(status, code, (facts ?? {}) as Facts);
  return status >= 502 ? new Unreachable(`${status}`) : new Refused(status, 'house.error', { status });
}

/**
 * What a browser says of its network is not heeded: the house may be on this very machine, or on a wire of the hall. And an act is
 * never kept back to be done later by itself, when nobody thinks of it any more: without an answer it has failed, and is told so.
 */
const networkMode = 'always';

export const queries = new QueryClient({
  defaultOptions: {
    mutations: { networkMode },
    queries: {
      networkMode,
      refetchOnReconnect: true,
      staleTime: 5_000,
      retry: (tries, error) => (error instanceof Unreachable || error instanceof Away) && tries < 3,
      refetchOnWindowFocus: true,
    },
  },
});

/**
 * Reads again whatever the screens show. A first reading that is still on its way would bring what was there before, and is
 * begun anew: an invalidation alone lets it pass for fresh.
 */
export async function readAnew(client: QueryClient): Promise<void> {
  await client.cancelQueries({ predicate: ({ state }) => state.data === undefined });
  await client.invalidateQueries();
}

// What could not be read meanwhile is read now.
whenBack(() => void readAnew(queries));

export const keyOf = <R extends Route>(route: R, input: In<R>): readonly unknown[] => [route.path, input];

/** Reads a route; `when` false waits; `every`: again after so many milliseconds, or as what was read says. */
export function useRead<R extends Route>(
  route: R,
  input: In<R>,
  { when = true, every }: { when?: boolean; every?: number | ((read: Out<R>) => number | false) } = {},
): UseQueryResult<Out<R>> {
  return useQuery<Out<R>>({
    queryKey: keyOf(route, input),
    queryFn: ({ signal }) => call(route, input, signal),
    enabled: when,
    refetchInterval:
      typeof every === 'function'
        ? ({ state }) => (state.data === undefined ? false : every(state.data))
        : (every ?? false),
  });
}

/** Does an act; what the screens read is read again afterwards. */
export function useAct<R extends Route>(route: R) {
  const client = useQueryClient();
  return useMutation<Out<R>, Error, In<R>>({
    mutationFn: (input) => call(route, input),
    onSuccess: happened,
    onSettled: () => readAnew(client),
  });
}
