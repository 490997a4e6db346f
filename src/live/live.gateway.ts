import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  WebSocketServer,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
} from '@nestjs/websockets';
import type { Server, Socket } from 'socket.io';
import type { z } from 'zod';
import type { SocketEvent } from '../access/route.js';
import { must } from '../basics/must.js';
import { ok, refuse, type Result } from '../basics/result.js';
import type { AssemblyCorrected } from '../assemblies/assemblies.contract.js';
import { assemblyPlace } from '../assemblies/assemblies.store.js';
import { Failures } from '../house/filter.js';
import { failure, LOGGER, type Logger } from '../house/logger.js';
import { Perform } from '../house/perform.js';
import { NOBODY, type Visitor } from '../access/visitor.js';
import { inputRefusal } from '../house/route.js';
import { reachEnds, type Place } from '../access/access.js';
import { keptSession, poolOf } from '../people/people.store.js';
import { BallotBox } from '../polls/ballots.store.js';
import { pollSockets } from '../polls/polls.contract.js';
import { hand, pollPlace } from '../polls/polls.store.js';
import { addressOf, Seats, Turns } from './limits.js';
import { liveSockets, type HouseNews, type NewsItem, type Own } from './live.contract.js';
import { Newsroom } from './live.store.js';
import { DataSource } from 'typeorm';

/** Every event is acknowledged with `{ok: true, value}` or `{ok: false, refusal}`, whatever came in. */
type Ack<T> = Result<T>;

/** The sockets that follow an assembly: of those who hold an office there, and of all others. */
const room = (assembly: string, inside: boolean): string => `${inside ? 'inside' : 'assembly'}:${assembly}`;

const roomOf = (person: string): string => `person:${person}`;

/**
 * How long a socket trusts the offices that it read. An office's period is checked against the clock at each event; one
 * that is granted is read at once, one that is ended cuts its holder's sockets.
 */
const TRUST_MS = 30_000;

/** How often sockets are looked for whose sessions have run out. */
const SWEEP_MS = 30_000;

/** Behind how many proxies the house stands. */
export const PROXIES = Symbol('proxies');

/** Who is not signed in, by address: a hall has one. */
const STRANGERS = { sockets: 1_000, burst: 600, perSecond: 40 };
/** By session: more than anybody votes. */
const GUESTS = { burst: 300, perSecond: 100 };

interface Data {
  visitor: Visitor;
  read: number;
  /** The address under which a stranger is counted. */
  seat: string;
  /** By assembly: when its follower's office runs out. */
  timers: Map<string, NodeJS.Timeout>;
}

/** The signed-in session with which the socket was opened; null also where it asks to hear no more than the public does. */
function sessionOf(socket: Socket): { id: string; person: string } | null {
  if (socket.handshake.auth['asPublic'] === true) return null;
  const { session } = socket.request as unknown as { session?: { id: string; person?: string } };
  return session?.person === undefined ? null : { id: session.id, person: session.person };
}

/** A line that says nothing for so long is dead: within ten seconds a screen that shows "Live" knows that it is not. */
const ALIVE = { pingInterval: 5_000, pingTimeout: 5_000 };

/** An assembly that everybody could see is closed to the public. */
const shuts = ({ type, data }: NewsItem): boolean =>
  type === 'assembly.corrected' && (data['facts'] as Partial<AssemblyCorrected>).open === false;

/** The live protocol: follow, cast, hand. Websocket transport only. */
@Injectable()
@WebSocketGateway({
  ...ALIVE,
  transports: ['websocket'],
  perMessageDeflate: false,
  maxHttpBufferSize: 16_384,
  serveClient: false,
})
export class LiveGateway
  implements OnGatewayConnection, OnGatewayDisconnect, OnApplicationBootstrap, OnApplicationShutdown
{
  @WebSocketServer() private readonly server!: Server;
  private readonly seats = new Seats(STRANGERS.sockets);
  private readonly strangers = new Turns(STRANGERS);
  private readonly guests = new Turns(GUESTS);
  private sweep: NodeJS.Timeout | null = null;

  constructor(
    private readonly perform: Perform,
    private readonly box: BallotBox,
    private readonly newsroom: Newsroom,
    private readonly dataSource: DataSource,
    private readonly failures: Failures,
    @Inject(PROXIES) private readonly proxies: number,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.newsroom.onNews(({ inside, open }) => {
      // Whoever has no office there follows an assembly no more that turns out not to be open.
      if (inside.items.some(shuts)) this.server.socketsLeave(room(open.assembly, false));
      this.server.to(room(inside.assembly, true)).emit('news', inside);
      this.server.to(room(open.assembly, false)).emit('news', open);
    });
    this.newsroom.onOwn((person, own) => this.tell(person, own));
    this.newsroom.onAway((away) => void this.server.emit('house', { away } satisfies HouseNews));
    this.newsroom.onFarewell((sockets) => this.server.in(sockets).disconnectSockets(true));
    // Farewells that were said meanwhile were not heard.
    this.newsroom.onAgain(() => void this.look().catch(this.missed));
    this.sweep = setInterval(() => void this.cutEnded().catch(this.missed), SWEEP_MS);
    this.sweep.unref();
  }

  /** It is looked again at the next turn. */
  private readonly missed = (error: unknown): void => {
    this.logger.warn(failure(error), 'sockets were not looked at');
  };

  onApplicationShutdown(): void {
    if (this.sweep) clearInterval(this.sweep);
  }

  /** Cuts the sockets here whose sessions have ended or run out. */
  private async cutEnded(): Promise<void> {
    const ids = [...this.server.sockets.sockets.values()].flatMap((one) => sessionOf(one)?.id ?? []);
    if (ids.length === 0) return;
    const rows: { sid: string }[] = await this.dataSource.query(
      'SELECT sid FROM session WHERE sid = ANY($1) AND expire > now()',
      [ids],
    );
    const live = new Set(rows.map(({ sid }) => sid));
    for (const socket of this.server.sockets.sockets.values()) {
      const session = sessionOf(socket);
      if (session && !live.has(session.id)) socket.disconnect(true);
    }
  }

  /** Looks anew at who is here, and at who is inside without an office. */
  private async look(): Promise<void> {
    await this.cutEnded();
    for (const socket of [...this.server.sockets.sockets.values()]) {
      delete (socket.data as Partial<Data>).visitor;
      for (const name of [...socket.rooms]) {
        const [, assembly] = /^inside:(.*)$/.exec(name) ?? [];
        const place = assembly === undefined ? null : await assemblyPlace(this.dataSource.manager, assembly);
        if (place && !this.perform.isInside(await this.visitor(socket), place))
          await this.putOut(socket, place);
      }
    }
  }

  private async putOut(socket: Socket, place: Place): Promise<void> {
    const assembly = must(place.assembly, 'assembly of the place');
    await socket.leave(room(assembly, true));
    if (place.open) await socket.join(room(assembly, false));
  }

  private addressOf({ handshake }: Socket): string {
    const forwarded = handshake.headers['x-forwarded-for'];
    const told = Array.isArray(forwarded) ? forwarded.join(',') : forwarded;
    return addressOf({ remote: handshake.address, forwarded: told }, this.proxies);
  }

  async handleConnection(socket: Socket): Promise<void> {
    const session = sessionOf(socket);
    if (!session) {
      const address = this.addressOf(socket);
      if (!this.seats.take(address)) {
        socket.disconnect(true);
        return;
      }
      (socket.data as Partial<Data>).seat = address;
    }
    // What nobody here listens to is answered too: whoever waits for the ack would wait in vain.
    socket.onAny((event: string, ...said: unknown[]) => {
      const ack = said.at(-1) as ((answer: Ack<never>) => void) | undefined;
      if (socket.listenerCount(event) === 0 && typeof ack === 'function') ack(refuse('not_found'));
    });
    if (this.newsroom.isAway) socket.emit('house', { away: true } satisfies HouseNews);
    if (session) await socket.join([roomOf(session.person), `session:${session.id}`]);
  }

  handleDisconnect(socket: Socket): void {
    const { seat } = socket.data as Partial<Data>;
    if (seat !== undefined) this.seats.leave(seat);
    for (const timer of (socket.data as Partial<Data>).timers?.values() ?? []) clearTimeout(timer);
  }

  @SubscribeMessage(liveSockets.follow.event)
  follow(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown) {
    return this.answer(liveSockets.follow, { socket, body }, async ({ assembly, since }, visitor) => {
      const place = await assemblyPlace(this.dataSource.manager, assembly);
      if (place === null) return refuse('not_found');
      const office = this.perform.office(visitor, 'live.follow', place);
      if (!office.ok) return office;
      // Joined first: what is told between the join and the reading comes twice, and a repeat changes nothing.
      const inside = this.perform.isInside(visitor, place);
      await socket.leave(room(assembly, !inside));
      await socket.join(room(assembly, inside));
      if (inside) this.outWhen(socket, visitor, place);
      const missed = await this.newsroom.missed(assembly, since, visitor.person);
      const news = missed && (inside ? missed.inside : missed.open);
      const now = new Date().toISOString();
      return ok(news ? { kind: 'news' as const, news, now } : { kind: 'snapshot' as const, now });
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
        view: (tx) => hand(tx, poll, must(visitor.person, 'person')),
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
    const session = sessionOf(socket);
    const now = Date.now();
    const wait = session
      ? this.guests.take(session.id, now)
      : this.strangers.take(this.addressOf(socket), now);
    if (wait === null) return refuse('live.too_many');
    if (wait > 0) await pause(wait);
    try {
      const result = await handle(input.data, await this.visitor(socket));
      return result.ok ? ok(event.reply.parse(result.value)) : result;
    } catch (error) {
      return { ok: false, refusal: this.failures.unexpected(error) };
    }
  }

  /** Who follows by an office that runs out is outside from then on, unless another has come. */
  private outWhen(socket: Socket, { held }: Visitor, place: Place): void {
    const data = socket.data as Partial<Data>;
    const assembly = must(place.assembly, 'assembly of the place');
    const at = new Date().toISOString();
    const ends = reachEnds({ held, place, at });
    const timers = (data.timers ??= new Map());
    clearTimeout(timers.get(assembly));
    if (ends === null) return;
    const out = async (): Promise<void> => {
      delete data.visitor;
      const visitor = await this.visitor(socket);
      if (this.perform.isInside(visitor, place)) return this.outWhen(socket, visitor, place);
      await this.putOut(socket, place);
    };
    const gone = (): void => void out().catch(() => socket.disconnect(true));
    // A timer takes at most 2^31 ms; no socket lives longer.
    timers.set(assembly, setTimeout(gone, Math.min(Date.parse(ends) - Date.parse(at), 2 ** 31 - 1)));
  }

  /** Tells a person's own sockets here what is for them alone; an office is believed from the next event on. */
  private tell(person: string, own: Own): void {
    if (own.items.some(({ type }) => type === 'office.own')) {
      for (const id of this.server.sockets.adapter.rooms.get(roomOf(person)) ?? [])
        delete (this.server.sockets.sockets.get(id)?.data as Partial<Data> | undefined)?.visitor;
    }
    this.server.to(roomOf(person)).emit('own', own);
  }

  private async visitor(socket: Socket): Promise<Visitor> {
    const data = socket.data as Partial<Data>;
    const session = sessionOf(socket);
    if (!session) return NOBODY;
    if (data.visitor === undefined || !this.newsroom.hears || Date.now() - (data.read ?? 0) > TRUST_MS) {
      // The session may have ended since the handshake, before the socket could be cut.
      const kept = await keptSession(poolOf(this.dataSource), session.id);
      data.visitor = kept?.visitor ?? NOBODY;
      data.read = Date.now();
    }
    return data.visitor;
  }
}
