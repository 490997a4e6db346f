import { Inject, Injectable, type OnApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { must } from '../basics/must.js';
import { isAway } from '../house/away.js';
import { failure, LOGGER, type Logger } from '../house/logger.js';
import type { Numbered } from '../house/room.js';
import { Rooms } from '../house/rooms.js';
import { FAREWELL_CHANNEL } from '../people/people.store.js';
import { entriesSince } from '../record/record.store.js';
import { recordSize } from '../log/reading.js';
import { NEWS_CHANNEL } from '../log/append.js';
import type { NewsItem, Own } from './live.contract.js';
import { tell, tidingsOf, type Tidings } from './news.js';

export const SERVING_URL = Symbol('serving url');

/** Beyond this a follower is sent to the snapshot instead of being read everything it missed. */
const CATCH_UP = 2_000;
/** News goes out at most this often; a tally is therefore told at most 4 times a second. */
const PACE_MS = 250;

type Listener = (tidings: Tidings) => void;

/** What there is to tell of a stretch of the record: to all who follow an assembly, and to people alone. */
interface Heard {
  readonly news: ReadonlyMap<string, NewsItem[]>;
  readonly own: ReadonlyMap<string, NewsItem[]>;
}

/**
 * Reads the record as it grows and hands the news to the sockets of this node. NOTIFY says only that there is
 * something; the entries are read by number, so a lost notification loses nothing (once a second it looks anyway).
 */
@Injectable()
export class Newsroom implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly listeners = new Set<Listener>();
  private readonly owners = new Set<(person: string, own: Own) => void>();
  private readonly farewells = new Set<(room: string) => void>();
  private readonly watchers = new Set<(away: boolean) => void>();
  private readonly returns = new Set<() => void>();
  private listening = false;
  private lost = false;
  /** The database did not answer when it was asked last. */
  private away = false;
  /** The size of the record up to which news has been told. */
  private told = 0;
  private reading = false;
  private again = false;
  private stopped = false;
  private client: pg.Client | null = null;
  private clock: NodeJS.Timeout | null = null;
  private pace: NodeJS.Timeout | null = null;
  private lastRead = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly rooms: Rooms,
    @Inject(SERVING_URL) private readonly servingUrl: string,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.told = await recordSize(this.dataSource.manager);
    await this.listen();
    this.clock = setInterval(() => this.hear(), 1_000);
    this.clock.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.clock) clearInterval(this.clock);
    if (this.pace) clearTimeout(this.pace);
    await this.client?.end().catch(() => undefined);
  }

  onNews(listener: Listener): void {
    this.listeners.add(listener);
  }

  /** Hears what is told to one person alone, before the news of the same entries. */
  onOwn(listener: (person: string, own: Own) => void): void {
    this.owners.add(listener);
  }

  /** Hears of rooms of sockets (`person:ID`, `session:ID`) that are to be cut. */
  onFarewell(listener: (room: string) => void): void {
    this.farewells.add(listener);
  }

  /** Hears that this node hears again after a while in which it was told nothing. */
  onAgain(listener: () => void): void {
    this.returns.add(listener);
  }

  /** Whether this node is told at once what happens at others. */
  get hears(): boolean {
    return this.listening;
  }

  /** Hears when the database has gone away, and when it is back. */
  onAway(watcher: (away: boolean) => void): void {
    this.watchers.add(watcher);
  }

  get isAway(): boolean {
    return this.away;
  }

  private sayAway(away: boolean): void {
    if (this.away === away || this.stopped) return;
    this.away = away;
    if (away) this.logger.warn({}, 'the database is away');
    else this.logger.info({}, 'the database is back');
    for (const watcher of this.watchers) watcher(away);
  }

  /** What an assembly's audience and a person in it missed since `since`, or null when a snapshot is cheaper. */
  async missed(assembly: string, since: number, person: string | null): Promise<Tidings | null> {
    const to = await recordSize(this.dataSource.manager);
    if (since > to || to - since > CATCH_UP) return null;
    const { news, own } = await this.read(since, to);
    const mine = (person === null ? undefined : own.get(person)) ?? [];
    const items = [
      ...(news.get(assembly) ?? []),
      ...mine.filter(({ subject }) => (subject['assembly'] ?? assembly) === assembly),
    ].sort((a, b) => a.number - b.number);
    return tidingsOf({ assembly, from: since, to, items }, await this.hidden());
  }

  private async listen(): Promise<void> {
    if (this.stopped) return;
    const client = new pg.Client({
      ...{ connectionString: this.servingUrl, keepAlive: true, connectionTimeoutMillis: 10_000 },
    });
    const lost = (): void => {
      if (this.client !== client) return;
      this.client = null;
      this.listening = false;
      if (!this.lost && !this.stopped) this.logger.warn({}, 'this node hears nothing any more');
      this.lost = true;
      void client.end().catch(() => undefined);
      if (!this.stopped) setTimeout(() => void this.listen(), 500).unref();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ channel, payload }) => {
      if (channel === FAREWELL_CHANNEL) for (const farewell of this.farewells) farewell(payload ?? '');
      else this.hear();
    });
    this.client = client;
    try {
      await client.connect();
      await client.query(`LISTEN ${NEWS_CHANNEL}`);
      await client.query(`LISTEN ${FAREWELL_CHANNEL}`);
      this.listening = true;
      if (this.lost) {
        this.logger.info({}, 'this node hears again');
        for (const again of this.returns) again();
      }
      this.lost = false;
      this.hear();
    } catch {
      lost();
    }
  }

  /** Something may have happened. The first piece goes out at once, the rest is gathered for a quarter of a second. */
  private hear(): void {
    if (this.stopped || this.pace) return;
    const wait = Math.max(0, this.lastRead + PACE_MS - Date.now());
    this.pace = setTimeout(() => {
      this.pace = null;
      void this.publish();
    }, wait);
  }

  private async publish(): Promise<void> {
    if (this.reading) {
      this.again = true;
      return;
    }
    this.reading = true;
    this.lastRead = Date.now();
    try {
      const to = await recordSize(this.dataSource.manager);
      const from = this.told;
      this.sayAway(false);
      if (to > from) {
        const { news, own } = await this.read(from, to);
        const hidden = news.size > 0 ? await this.hidden() : new Set<string>();
        this.told = to;
        for (const [person, items] of own) for (const listener of this.owners) listener(person, { items });
        for (const [assembly, items] of news) {
          for (const listener of this.listeners) listener(tidingsOf({ assembly, from, to, items }, hidden));
        }
      }
    } catch (error) {
      // The clock tries again in a second, from the same number.
      if (isAway(error)) this.sayAway(true);
      else this.logger.error(failure(error), 'news was not told');
    } finally {
      this.reading = false;
      if (this.again) {
        this.again = false;
        this.hear();
      }
    }
  }

  private hidden(): Promise<ReadonlySet<string>> {
    return this.rooms.hidden(this.dataSource.manager);
  }

  /** What there is to tell of entries `from` to `to`. What is kept back is told as its tally, once. */
  private async read(from: number, to: number): Promise<Heard> {
    const news = new Map<string, NewsItem[]>();
    const own = new Map<string, NewsItem[]>();
    const add = (to: Map<string, NewsItem[]>, whom: string, item: NewsItem): void => {
      const items = to.get(whom);
      if (items) items.push(item);
      else to.set(whom, [item]);
    };
    const numbered: Numbered[] = [];
    /** Entries whose content is kept back, by their subject: the last number. */
    const kept = new Map<string, number>();
    for (const { number, type, subject, entry, personal } of await entriesSince(this.dataSource.manager, {
      ...{ from, to },
      untold: this.rooms.all.flatMap(({ turnout }) => turnout?.types ?? []),
    })) {
      if (entry === null) {
        kept.set(subject, number);
        continue;
      }
      const told = tell(number, entry, { news: this.rooms.of(type)?.news, personal });
      if (told.assembly !== null && told.item) add(news, told.assembly, told.item);
      numbered.push({ ...entry, number });
    }
    for (const { nouns, turnout } of this.rooms.all) {
      if (!turnout) continue;
      for (const noun of nouns) {
        const own = [...kept.keys()].filter((subject) => subject.startsWith(`${noun}:`));
        if (own.length === 0) continue;
        const ids = own.map((subject) => subject.slice(noun.length + 1));
        for (const { id, assembly, type, data } of await turnout.of(this.dataSource.manager, ids)) {
          add(news, assembly, {
            number: must(kept.get(`${noun}:${id}`), 'number of the entry'),
            type,
            at: new Date().toISOString(),
            subject: { assembly, [noun]: id },
            data,
          } as NewsItem);
        }
      }
    }
    for (const room of this.rooms.all) {
      const told = numbered.length === 0 ? [] : await room.own?.(this.dataSource.manager, numbered);
      for (const { person, assembly, ...item } of told ?? [])
        add(own, person, { ...item, subject: assembly === null ? {} : { assembly } } as NewsItem);
    }
    for (const items of news.values()) items.sort((a, b) => a.number - b.number);
    return { news, own };
  }
}
