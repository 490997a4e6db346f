import 'reflect-metadata';
import { existsSync, readFileSync } from 'node:fs';
import type { Server as HttpServer } from 'node:http';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import express, { type RequestHandler } from 'express';
import compressed from 'express-static-gzip';
import helmet from 'helmet';
import type { Server, ServerOptions } from 'socket.io';
import { AppModule, routes, type Foundation } from './app.module.js';
import { sameOrigin } from './house/origin.js';
import { Failures } from './house/filter.js';
import { openapi } from './house/openapi.js';
import { SESSIONS } from './people/people.session.js';

export interface House {
  readonly app: NestExpressApplication;
  /** Stops taking, finishes what was acknowledged, closes. */
  readonly close: () => Promise<void>;
}

/** Builds the house on a prepared database; the caller makes it listen. `client` is the folder of the built client. */
export async function build({
  client,
  ...foundation
}: Foundation & { client: string | null }): Promise<House> {
  const { config } = foundation;
  const tls =
    config.tls === null || config.tls === 'self'
      ? null
      : { cert: readFileSync(config.tls.cert), key: readFileSync(config.tls.key) };
  const app = await NestFactory.create<NestExpressApplication>(AppModule.on(foundation), {
    logger: false,
    bodyParser: false,
    ...(tls && { httpsOptions: tls }),
    abortOnError: false,
  });
  app.set('trust proxy', config.trustProxy);
  app.disable('x-powered-by');
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          'default-src': ["'none'"],
          'script-src': ["'self'"],
          // Mantine sets style attributes; scripts stay strict.
          'style-src': ["'self'", "'unsafe-inline'"],
          'img-src': ["'self'", 'data:'],
          'font-src': ["'self'"],
          'connect-src': ["'self'"],
          'manifest-src': ["'self'"],
          'base-uri': ["'none'"],
          'form-action': ["'self'"],
          'frame-ancestors': ["'none'"],
        },
      },
      // Behind a proxy that speaks TLS the house itself does not.
      strictTransportSecurity: config.tls !== null || config.publicUrl?.startsWith('https:') === true,
      crossOriginOpenerPolicy: config.tls !== null,
      originAgentCluster: false,
    }),
  );
  // Papers and the files of texts are the only long things that are sent; everything else is small.
  app.use('/api/assemblies/:assembly/items/:item/papers', express.json({ limit: '15mb' }));
  for (const made of ['versions', 'drafts'])
    app.use(`/api/instruments/:instrument/${made}`, express.json({ limit: '7mb' }));
  app.use('/api', express.json({ limit: '4mb' }));
  const session = app.get<RequestHandler>(SESSIONS);
  app.use('/api', session);
  app.useGlobalFilters(app.get(Failures));
  app.useWebSocketAdapter(new Sockets(app, { session, publicUrl: config.publicUrl }));
  SwaggerModule.setup('/api/docs', app, () => openapi(routes) as unknown as OpenAPIObject, {
    jsonDocumentUrl: '/api/openapi.json',
  });
  if (client !== null && existsSync(client)) serveClient(app, client);
  app.enableShutdownHooks([]);
  keepOpen(app.getHttpServer() as HttpServer);
  return { app, close: () => closed(app) };
}

/**
 * A connection between two requests is kept longer than whoever keeps it on the other side does: browsers some five minutes at most,
 * Caddy two, nginx one. Node itself closes one after five seconds, and a request that is on its way at that moment is answered by a
 * broken connection, which nobody may repeat unasked where it is an act.
 */
const IDLE_MS = 310_000;

/** How long a request may take to come in: its headers, and all of it (15 MB of papers over the network of a hall). */
const HEADERS_MS = 60_000;
const REQUEST_MS = 300_000;

function keepOpen(server: HttpServer): void {
  server.keepAliveTimeout = IDLE_MS;
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
}

/** So long a request that has begun may take to end once the house closes. */
const REQUESTS_MS = 2_000;

/** Half a request that never goes on would be waited for, as would a page that is read a byte a minute. */
async function closed(app: NestExpressApplication): Promise<void> {
  const server = app.getHttpServer() as HttpServer;
  const cut = setTimeout(() => server.closeAllConnections(), REQUESTS_MS);
  try {
    await app.close();
  } finally {
    clearTimeout(cut);
  }
}

/** Hashed assets lie there compressed (`bin/prepare.mjs`) and may be kept for a year; every other path that is no API is the client's one page. */
function serveClient(app: NestExpressApplication, client: string): void {
  app.use(
    '/assets',
    compressed(join(client, 'assets'), {
      enableBrotli: true,
      orderPreference: ['br', 'gzip'],
      serveStatic: { immutable: true, maxAge: '1y', fallthrough: false },
    }),
  );
  app.use(express.static(client, { index: false, maxAge: 0 }));
  app.use((request: express.Request, response: express.Response, next: express.NextFunction) => {
    const page = request.method === 'GET' && !/^\/(api|socket\.io)(\/|$)/.test(request.path);
    if (page) response.sendFile(join(client, 'index.html'), { maxAge: 0 });
    else next();
  });
}

/** socket.io with the session's cookie, and only for our own pages. */
class Sockets extends IoAdapter {
  constructor(
    app: NestExpressApplication,
    private readonly door: { session: RequestHandler; publicUrl: string | null },
  ) {
    super(app);
  }

  override createIOServer(port: number, options: ServerOptions): Server {
    const { publicUrl, session } = this.door;
    const server = super.createIOServer(port, {
      ...options,
      allowRequest: (request, decide) =>
        decide(null, sameOrigin(request.headers.origin, { host: request.headers.host, publicUrl })),
    });
    server.engine.use(session);
    return server;
  }
}
