import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { io, type Socket } from 'socket.io-client';
import type { z } from 'zod';
import type { Refusal, Result } from '../../src/basics/result.js';
import type { Route, SocketEvent } from '../../src/access/route.js';
import { readConfig } from '../../src/start/config.js';
import { prepareDatabase } from '../../src/start/database.js';
import { Perform, type Act } from '../../src/house/perform.js';
import { build } from '../../src/main.js';
import { peopleRoutes } from '../../src/people/people.contract.js';
import { SEEDER } from '../../src/seeds/seed.js';
import { freshDatabase } from '../database.js';

/** What a route answered: the reply, or the refusal with its status. */
export type Answer<R extends Route> =
  { ok: true; status: number; value: z.infer<R['reply']> } | { ok: false; status: number; refusal: Refusal };

/** A house of its own on a real PostgreSQL, listening; real HTTP and real sockets. */
export interface TestHouse {
  readonly app: NestExpressApplication;
  readonly url: string;
  readonly ownerUrl: string;
  readonly servingUrl: string;
  readonly source: DataSource;
  readonly perform: Perform;
  /** Performs an act as the house itself and gives the reply; throws on a refusal. */
  readonly act: <C, S, R>(act: Act<C, S, R>, command: C) => Promise<R>;
  readonly visitor: () => Visitor;
  readonly close: () => Promise<void>;
}

/**
 * `join`: another node on the database of a house that is open; close it before that house. `by`: its way to the database.
 * `log`: hears each line of the log.
 */
export async function openHouse(
  environment: Record<string, string> = {},
  {
    join,
    by = (url) => url,
    log,
  }: { join?: TestHouse; by?: (url: string) => string; log?: (line: string) => void } = {},
): Promise<TestHouse> {
  const database = join
    ? { url: join.ownerUrl, drop: async () => undefined }
    : await freshDatabase('migrated');
  const prepared = value(await prepareDatabase(database.url));
  const config = value(readConfig({ LOG_LEVEL: 'error', ...environment }));
  const house = await build({
    prepared: { ...prepared, servingUrl: by(prepared.servingUrl) },
    ...{ config, client: null },
    ...(log && { logger: pino({ level: 'debug' }, { write: log }) }),
  });
  await house.app.listen(0, '127.0.0.1');
  const { port } = house.app.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const perform = house.app.get(Perform);
  const visitors: Visitor[] = [];
  return {
    app: house.app,
    url,
    ownerUrl: database.url,
    servingUrl: prepared.servingUrl,
    source: house.app.get(DataSource),
    perform,
    act: async (act, command) => value(await perform.perform(SEEDER, act, command)),
    visitor: () => {
      const visitor = new Visitor(url);
      visitors.push(visitor);
      return visitor;
    },
    close: async () => {
      for (const visitor of visitors) visitor.leave();
      await house.close();
      await database.drop();
    },
  };
}

export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

/** Lets a line go on which nobody asks for a while: houses come and go, and the agent stays. */
const agent = new Agent({ keepAlive: true, timeout: 2_000 });

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * What `fetch` gives, with the whole body, at a third of its time: a walk asks thousands of times. Follows no redirect. A kept
 * line may be closed just as it is used: then it is asked once more, on a new one.
 */
const answered = (url: string, { body, ...options }: Asked): Promise<Response> =>
  new Promise((heard, failed) => {
    const asking = request(url, { ...options, agent }, (message) => {
      const parts: Buffer[] = [];
      message.on('data', (part: Buffer) => parts.push(part)).once('error', failed);
      message.once('end', () => {
        const status = message.statusCode!;
        const headers = new Headers();
        for (let i = 0; i < message.rawHeaders.length; i += 2)
          headers.append(message.rawHeaders[i]!, message.rawHeaders[i + 1]!);
        const bodiless = status === 204 || status === 304;
        heard(new Response(bodiless ? null : Buffer.concat(parts), { status, headers }));
      });
    });
    asking.once('error', (error: NodeJS.ErrnoException) => {
      const closed = asking.reusedSocket && error.code === 'ECONNRESET';
      if (closed) answered(url, { ...options, ...(body !== undefined && { body }) }).then(heard, failed);
      else failed(error);
    });
    asking.end(body);
  });

/** A browser without a screen: a cookie, HTTP and a socket. */
export class Visitor {
  private cookie: string | null = null;
  private socket: Socket | null = null;

  constructor(private readonly url: string) {}

  /** Calls a route and expects it to be granted. */
  async do<R extends Route>(route: R, input: z.input<R['input']>): Promise<z.infer<R['reply']>> {
    const answer = await this.ask(route, input);
    if (!answer.ok) throw new Error(`${route.path}: ${answer.status} ${JSON.stringify(answer.refusal)}`);
    return answer.value;
  }

  /** Calls a route. Paths are filled from the input, the rest goes in the query or the body. */
  async ask<R extends Route>(route: R, input: z.input<R['input']>): Promise<Answer<R>> {
    const rest: Record<string, unknown> = { ...(input as Record<string, unknown>) };
    const path = route.path.replace(/:(\w+)/g, (_, name: string) => {
      const part = encodeURIComponent(String(rest[name]));
      delete rest[name];
      return part;
    });
    const query = new URLSearchParams(
      Object.entries(rest as Record<string, string | number | undefined>).flatMap(
        ([name, one]): [string, string][] => (one === undefined ? [] : [[name, String(one)]]),
      ),
    );
    const response =
      route.method === 'GET'
        ? await this.fetch(`${path}?${query.toString()}`)
        : await this.fetch(path, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(rest),
          });
    const body = (await response.json()) as never;
    return response.ok
      ? { ok: true, status: response.status, value: body }
      : { ok: false, status: response.status, refusal: body };
  }

  async fetch(path: string, asked: Asked = {}): Promise<Response> {
    const headers = { ...asked.headers, ...(this.cookie && { cookie: this.cookie }) };
    const response = await answered(`${this.url}${path}`, { ...asked, headers });
    for (const set of response.headers.getSetCookie()) {
      if (set.startsWith('plenary=')) this.cookie = set.split(';')[0]!;
    }
    return response;
  }

  /** The session cookie, as a thief would take it. */
  get session(): string | null {
    return this.cookie;
  }

  set session(cookie: string | null) {
    this.cookie = cookie;
  }

  signIn(email: string, password: string): Promise<z.infer<typeof peopleRoutes.signIn.reply>> {
    return this.do(peopleRoutes.signIn, { email, password });
  }

  /** Connects; resolves once connected. */
  async connect(headers: Record<string, string> = {}, auth: object = {}): Promise<Socket> {
    const socket = io(this.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth,
      extraHeaders: { ...headers, ...(this.cookie && { cookie: this.cookie }) },
    });
    this.socket = socket;
    await new Promise<void>((connected, failed) => {
      socket.once('connect', connected);
      socket.once('connect_error', failed);
    });
    return socket;
  }

  /** Emits an event on the socket and gives the ack. */
  async emit<E extends SocketEvent>(event: E, input: unknown): Promise<Result<z.infer<E['reply']>>> {
    const socket = this.socket ?? (await this.connect());
    return (await socket.timeout(10_000).emitWithAck(event.event, input)) as Result<z.infer<E['reply']>>;
  }

  get live(): Socket {
    return this.socket!;
  }

  leave(): void {
    this.socket?.disconnect();
    this.socket = null;
  }
}
