import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  WebSocketServer,
  type OnGatewayConnection,
} from '@nestjs/websockets';
import type { Server, Socket } from 'socket.io';
import type { z } from 'zod';
import type { SocketEvent } from '../basics/route.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { assemblyPlace } from '../assemblies/assemblies.store.js';
import { NOBODY, Perform, type Visitor } from '../house/perform.js';
import { inputRefusal } from '../house/route.js';
import { visitorOf } from '../people/people.store.js';
import { BallotBox } from '../polls/ballots.store.js';
import { pollSockets } from '../polls/polls.contract.js';
import { hand, pollPlace } from '../polls/polls.store.js';
import { liveSockets } from './live.contract.js';
import { Newsroom } from './live.store.js';
import { DataSource } from 'typeorm';

/** Every event is acknowledged with `{ok: true, value}` or `{ok: false, refusal}`, whatever came in. */
type Ack<T> = Result<T>;

const room = (assembly: string): string => `assembly:${assembly}`;

/** How long a socket trusts the offices that it read; an office that ends is checked against the clock at each event. */
const TRUST_MS = 30_000;

interface Data {
  visitor: Visitor;
  read: number;
}

/** The live protocol: follow, cast, hand. Websocket transport only. */
@Injectable()
@WebSocketGateway({
  transports: ['websocket'],
  perMessageDeflate: false,
  maxHttpBufferSize: 16_384,
  serveClient: false,
})
export class LiveGateway implements OnGatewayConnection, OnApplicationBootstrap {
  @WebSocketServer() private readonly server!: Server;

  constructor(
    private readonly perform: Perform,
    private readonly box: BallotBox,
    private readonly newsroom: Newsroom,
    private readonly dataSource: DataSource,
    private readonly host: HttpAdapterHost,
  ) {}

  onApplicationBootstrap(): void {
    this.newsroom.onNews((news) => this.server.to(room(news.assembly)).emit('news', news));
    this.newsroom.onFarewell((person) => this.server.in(`person:${person}`).disconnectSockets(true));
    void this.host;
  }

  async handleConnection(socket: Socket): Promise<void> {
    const { session } = socket.request as unknown as { session?: { person?: string } };
    if (session?.person) await socket.join(`person:${session.person}`);
  }

  @SubscribeMessage(liveSockets.follow.event)
  follow(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown) {
    return this.answer(liveSockets.follow, { socket, body }, async ({ assembly, since }, visitor) => {
      const place = await assemblyPlace(this.dataSource.manager, assembly);
      if (place === null) return refuse('not_found');
      const office = this.perform.office(visitor, 'live.follow', place);
      if (!office.ok) return office;
      // Joined first: what is told between the join and the reading comes twice, and a repeat changes nothing.
      await socket.join(room(assembly));
      const news = await this.newsroom.missed(assembly, since);
      return ok(news ? { kind: 'news' as const, news } : { kind: 'snapshot' as const });
    });
  }

  @SubscribeMessage(pollSockets.cast.event)
  cast(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown) {
    return this.answer(pollSockets.cast, { socket, body }, (cast, visitor) => this.box.cast(visitor, cast));
  }

  @SubscribeMessage(pollSockets.hand.event)
  hand(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown) {
    return this.answer(pollSockets.hand, { socket, body }, ({ poll }, visitor) =>
      this.perform.read(visitor, {
        act: 'poll.hand',
        place: (tx) => pollPlace(tx, poll),
        view: (tx) => hand(tx, poll, visitor.person!),
      }),
    );
  }

  private async answer<I extends z.ZodType, R extends z.ZodType>(
    event: SocketEvent<I, R>,
    { socket, body }: { socket: Socket; body: unknown },
    handle: (input: z.infer<I>, visitor: Visitor) => Promise<Result<unknown>>,
  ): Promise<Ack<z.infer<R>>> {
    const input = event.input.safeParse(body);
    if (!input.success) return { ok: false, refusal: inputRefusal(input.error) };
    try {
      const result = await handle(input.data, await this.visitor(socket));
      return result.ok ? ok(event.reply.parse(result.value)) : result;
    } catch {
      return refuse('house.error');
    }
  }

  private async visitor(socket: Socket): Promise<Visitor> {
    const data = socket.data as Partial<Data>;
    const { session } = socket.request as unknown as { session?: { person?: string } };
    if (!session?.person) return NOBODY;
    if (data.visitor === undefined || Date.now() - data.read! > TRUST_MS) {
      data.visitor = await visitorOf(this.dataSource.manager, session.person);
      data.read = Date.now();
    }
    return data.visitor;
  }
}
