import { Controller, Get, HttpException } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** For whoever watches the house: `live` while the process runs, `ready` while the database answers. Open to all. */
@Controller('/api/health')
export class HealthController {
  constructor(private readonly dataSource: DataSource) {}

  @Get('live')
  live(): { ok: true } {
    return { ok: true };
  }

  @Get('ready')
  async ready(): Promise<{ ok: true }> {
    try {
      await this.dataSource.query('SELECT 1');
      return { ok: true };
    } catch {
      throw new HttpException({ code: 'house.away', facts: {} }, 503);
    }
  }
}
