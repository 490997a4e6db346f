import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { Perform, WHOLE_HOUSE, type Visitor } from '../house/perform.js';
import { Input, Serve, Who } from '../house/route.js';
import { recordRoutes as routes } from './record.contract.js';
import { blobContent, entries, entryByNumber, PUBLIC_OPENINGS, recordSize } from './record.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

const house = async () => WHOLE_HOUSE;

@Controller()
export class RecordController {
  constructor(private readonly perform: Perform) {}

  @Serve(routes.record)
  record(@Who() who: Visitor, @Input() input: In<typeof routes.record>) {
    return this.perform.read(who, {
      act: 'record.read',
      place: house,
      view: async (tx) => ({
        size: await recordSize(tx),
        entries: await entries(tx, { ...input, openings: PUBLIC_OPENINGS }),
      }),
    });
  }

  @Serve(routes.blob)
  blob(@Who() who: Visitor, @Input() { hash }: In<typeof routes.blob>) {
    return this.perform.read(who, {
      act: 'record.read',
      place: house,
      view: async (tx) => {
        const content = await blobContent(tx, hash);
        return content && { hash, text: content.toString('utf8') };
      },
    });
  }

  @Serve(routes.entry)
  entry(@Who() who: Visitor, @Input() { number }: In<typeof routes.entry>) {
    return this.perform.read(who, {
      act: 'record.read',
      place: house,
      view: (tx) => entryByNumber(tx, number, PUBLIC_OPENINGS),
    });
  }
}
