import { pipeline } from 'node:stream/promises';
import { Controller, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import type { Visitor } from '../access/visitor.js';
import { Failures } from '../house/filter.js';
import { Perform } from '../house/perform.js';
import { opened, Refused, Serve, Who } from '../house/route.js';
import { archivePlace, TAKE_ARCHIVE } from './archive.acts.js';
import { archiveRoutes as routes } from './archive.contract.js';
import { hasAsked, SCHEMA, write } from './archive.store.js';

@Controller()
export class ArchiveController {
  constructor(
    private readonly perform: Perform,
    private readonly source: DataSource,
    private readonly failures: Failures,
    @Inject(SCHEMA) private readonly schema: string,
  ) {}

  @Serve(routes.take)
  take(@Who() who: Visitor) {
    return this.perform.perform(who, TAKE_ARCHIVE, {});
  }

  /** Refusals: `archive.not_asked` (nothing in the record says that it was just asked for), those of `write`. */
  @Serve(routes.file)
  async file(@Who() who: Visitor, @Res() response: Response): Promise<void> {
    const asked = opened(
      await this.perform.read(who, {
        act: routes.file.act,
        place: archivePlace,
        view: (tx) => hasAsked(tx, who.person, new Date()),
      }),
    );
    if (!asked) throw new Refused(409, { code: 'archive.not_asked', facts: {} });
    const { manifest, bytes, done } = opened(await write(this.source, { schema: this.schema }));
    const day = manifest.at.slice(0, 10);
    response.set({
      'content-type': routes.file.media,
      'content-disposition': `attachment; filename="plenary-${day}.tar.gz"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    // What has left cannot be refused any more: a download that breaks off is told by the browser.
    await pipeline(bytes, response).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') this.failures.unexpected(error);
    });
    await done;
  }
}
