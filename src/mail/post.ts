import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { first } from '../basics/must.js';
import { failure, LOGGER, type Logger } from '../house/logger.js';
import { Mailing } from './mailing.js';
import type { Carried } from './smtp.js';

/** A message on its way: `attempts` counts this one. */
export interface Letter {
  readonly id: string;
  readonly to: string;
  readonly text: string;
  readonly attempts: number;
}

/** Where a room keeps letters until a mail server has answered for them. What is in it survives the process. */
export interface Bag {
  /** Takes the next letter that is due, counts the attempt, and keeps everybody else from it until `until`. */
  readonly take: (now: Date, until: Date) => Promise<Letter | null>;
  /** What became of it, for good. A letter that was settled before stays as it was. */
  readonly settle: (
    id: string,
    end: { readonly outcome: 'sent' | 'failed'; readonly answer: string },
  ) => Promise<void>;
  /** It is due again at `due`. */
  readonly putBack: (id: string, again: { readonly due: Date; readonly answer: string }) => Promise<void>;
}

const MINUTE_MS = 60_000;
/** After the first attempt, the second, ...: over 32 hours, then it has failed. */
export const PAUSES_MINUTES = [1, 2, 5, 15, 30, 60, 120, 240, 480, 960] as const;
/** Longer than an attempt can last: whoever took a letter and died leaves it to the others after this. */
const KEPT_MINUTES = 10;
const PACE_MS = 1_000;
/** Of all nodes one sends at a time. */
const POST_LOCK = 7_365_263;

/**
 * Sends what is in the rooms' bags. A letter is taken and its attempt counted before the server hears of it, and its answer
 * recorded as soon as it is there. Between the two the process may die: then nobody knows whether the server has it, and it
 * is sent again under the same Message-ID. What a server has answered for and was recorded is never sent again.
 */
@Injectable()
export class Post implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly bags: Bag[] = [];
  /** Answers that could not be recorded yet (the database restarts). */
  private unrecorded: (() => Promise<void>)[] = [];
  private timer: NodeJS.Timeout | null = null;
  private stopping = false;
  private running: Promise<unknown> = Promise.resolve();
  private waiting = false;

  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    private readonly mailing: Mailing,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  serve(bag: Bag): void {
    this.bags.push(bag);
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      if (this.waiting) return;
      this.waiting = true;
      void this.deliver()
        // The database may be away for a moment: the next tick asks again.
        .catch((error: Error) => this.logger.warn(failure(error), 'mail was not sent'))
        .finally(() => (this.waiting = false));
    }, PACE_MS);
    this.timer.unref();
  }

  /** Finishes the letter that is under way. */
  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    if (this.timer) clearInterval(this.timer);
    await this.running.catch(() => undefined);
  }

  /** Sends what is due at a moment; gives how many letters a server has answered for. One run at a time. */
  deliver(now = new Date()): Promise<number> {
    const run = this.running.then(() => this.run(now));
    this.running = run.catch(() => undefined);
    return run;
  }

  private async run(now: Date): Promise<number> {
    if (this.stopping) return 0;
    const mailer = await this.mailing.now();
    if (mailer === null) return 0;
    const { carrier, sender } = mailer;
    // Nothing more is sent while what was answered cannot be recorded: it would be sent again.
    while (this.unrecorded.length > 0) {
      await first(this.unrecorded)();
      this.unrecorded.shift();
    }
    return this.alone(async () => {
      let answered = 0;
      let away: Carried | null = null;
      for (const bag of this.bags) {
        while (!this.stopping) {
          const letter = await bag.take(now, after(now, KEPT_MINUTES));
          if (letter === null) break;
          const { to, text } = letter;
          const carried: Carried = away ?? (await carrier.carry({ from: sender.address, to, text }));
          if (carried.outcome === 'away') away = carried;
          else answered++;
          await this.record(bag, letter, { carried, now });
        }
      }
      return answered;
    });
  }

  private async record(
    bag: Bag,
    { id, attempts }: Letter,
    { carried: { outcome, answer }, now }: { carried: Carried; now: Date },
  ): Promise<void> {
    const pause = PAUSES_MINUTES[attempts - 1];
    const over = outcome === 'accepted' || outcome === 'refused' || pause === undefined;
    const recorded = (): Promise<void> =>
      over
        ? bag.settle(id, { outcome: outcome === 'accepted' ? 'sent' : 'failed', answer })
        : bag.putBack(id, { due: after(now, pause), answer });
    try {
      await recorded();
    } catch (error) {
      this.unrecorded.push(recorded);
      throw error;
    }
  }

  /** Runs while no other node does, else not at all. The lock is the connection's: it ends with the process. */
  private async alone(work: () => Promise<number>): Promise<number> {
    const connection = this.source.createQueryRunner();
    try {
      const [row] = (await connection.query('SELECT pg_try_advisory_lock($1) AS mine', [POST_LOCK])) as [
        { mine: boolean },
      ];
      if (!row.mine) return 0;
      try {
        return await work();
      } finally {
        await connection.query('SELECT pg_advisory_unlock($1)', [POST_LOCK]);
      }
    } finally {
      await connection.release();
    }
  }
}

const after = (now: Date, minutes: number): Date => new Date(now.getTime() + minutes * MINUTE_MS);
