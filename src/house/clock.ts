import { Inject, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Visitor } from '../access/visitor.js';
import { failure, LOGGER, type Logger } from './logger.js';

/** Who acts when the time has come. */
export const CLOCK: Visitor = { person: null, held: [], house: 'clock' };

/**
 * Looks every `everyMs` for what is due, one look after the other. Of several nodes all look: one does it, and the others
 * are refused. What fails (the database is away for a moment) is logged as `failed` and looked at again; a house that
 * closes waits for the look that is under way.
 */
export abstract class Clock implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> | null = null;
  @Inject(LOGGER) private readonly logger!: Logger;

  protected constructor(
    private readonly everyMs: number,
    private readonly failed: string,
  ) {}

  protected abstract look(): Promise<unknown>;

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.looking ??= this.tick().finally(() => (this.looking = null));
    }, this.everyMs);
  }

  async onModuleDestroy(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.looking;
  }

  private async tick(): Promise<void> {
    try {
      await this.look();
    } catch (error) {
      this.logger.warn(failure(error), this.failed);
    }
  }
}
