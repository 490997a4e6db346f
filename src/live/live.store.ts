import { Inject, Injectable, type OnApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { nounOf, ROOMS, roomsByNoun, type Room } from '../house/room.js';
import { entriesSince, NEWS_CHANNEL, recordSize } from '../record/record.store.js';
import type { News, NewsItem } from './live.contract.js';
import { tell } from './news.js';

export const SERVING_URL = Symbol('serving url');
/** Sign-out everywhere is told to all nodes here: the payload is a person's id. */
export const SESSION_CHANNEL = 'plenary_session';

/** Beyond this a follower is sent to the snapshot instead of being read everything it missed. */
const CATCH_UP = 2_000;
/** News goes out at most this often; a tally is therefore told at most 4 times a second. */
const PACE_MS = 250;

type Listener = (news: News) => void;

/**
 * Reads the record as it grows and hands the news to the sockets of this node. NOTIFY says only that there is
 * something; the entries are read by number, so a lost notification loses nothing (once a second it looks anyway).
 */
@Injectable()
export class Newsroom implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly byNoun: ReadonlyMap<string, Room>;
  private readonly listeners = new Set<Listener>();
  private readonly farewells = new Set<(person: string) => void>();
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
    @Inject(ROOMS) rooms: readonly Room[],
    @Inject(SERVING_URL) private readonly servingUrl: string,
  ) {
    this.byNoun = roomsByNoun(rooms);
  }

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

  onFarewell(listener: (person: string) => void): void {
    this.farewells.add(listener);
  }

  /** What an assembly's audience missed since `since`, or null when a snapshot is cheaper. */
  async missed(assembly: string, since: number): Promise<News | null> {
    const to = await recordSize(this.dataSource.manager);
    if (since > to || to - since > CATCH_UP) return null;
    const items = (await this.read(since, to)).get(assembly) ?? [];
    return { assembly, from: since, to, items };
  }

  private async listen(): Promise<void> {
    if (this.stopped) return;
    const client = new pg.Client({ connectionString: this.servingUrl });
    const lost = (): void => {
      if (this.client !== client) return;
      this.client = null;
      if (!this.stopped) setTimeout(() => void this.listen(), 500).unref();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ channel, payload }) => {
      if (channel === SESSION_CHANNEL) for (const farewell of this.farewells) farewell(payload ?? '');
      else this.hear();
    });
    this.client = client;
    try {
      await client.connect();
      await client.query(`LISTEN ${NEWS_CHANNEL}`);
      await client.query(`LISTEN ${SESSION_CHANNEL}`);
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
      if (to > from) {
        const news = await this.read(from, to);
        this.told = to;
        for (const [assembly, items] of news) {
          for (const listener of this.listeners) listener({ assembly, from, to, items });
        }
      }
    } catch {
      // The database is away: the clock tries again in a second, from the same number.
    } finally {
      this.reading = false;
      if (this.again) {
        this.again = false;
        this.hear();
      }
    }
  }

  /** News by assembly, entries `from` to `to`. Casts are told as the poll's turnout, once. */
  private async read(from: number, to: number): Promise<Map<string, NewsItem[]>> {
    const news = new Map<string, NewsItem[]>();
    const add = (assembly: string, item: NewsItem): void => {
      const items = news.get(assembly);
      if (items) items.push(item);
      else news.set(assembly, [item]);
    };
    const polls = new Map<string, number>();
    for (const { number, type, subject, entry } of await entriesSince(this.dataSource.manager, {
      from,
      to,
    })) {
      if (entry === null) {
        polls.set(subject.slice('poll:'.length), number);
        continue;
      }
      const told = tell(number, entry, this.byNoun.get(nounOf(type))?.news);
      if (told.assembly !== null && told.item) add(told.assembly, told.item);
    }
    for (const turnout of await this.turnouts([...polls.keys()])) {
      add(turnout.assembly, {
        number: polls.get(turnout.poll)!,
        type: 'poll.turnout',
        at: new Date().toISOString(),
        subject: { assembly: turnout.assembly, poll: turnout.poll },
        data: { poll: turnout.poll, cast: turnout.cast },
      });
    }
    for (const items of news.values()) items.sort((a, b) => a.number - b.number);
    return news;
  }

  private async turnouts(
    polls: readonly string[],
  ): Promise<{ poll: string; assembly: string; cast: number }[]> {
    if (polls.length === 0) return [];
    return this.dataSource.manager.query(
      `SELECT t.poll, p.assembly, t.cast_count AS cast FROM poll_turnout t JOIN poll p ON p.id = t.poll
       WHERE t.poll = ANY($1) AND p.state = 'open'`,
      [polls],
    );
  }
}
