import { Controller, Inject } from '@nestjs/common';
import type { z } from 'zod';
import { Perform, WHOLE_HOUSE, type Tx, type Visitor } from '../house/perform.js';
import { hiddenIds, ROOMS, type Room } from '../house/room.js';
import { Input, Serve, Who } from '../house/route.js';
import { recordRoutes as routes } from './record.contract.js';
import { blobText, entries, entryByNumber, recordSize, type Reader } from './record.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

const house = async () => WHOLE_HOUSE;
/** Personal values that secretariat and auditors of the house see opened in the record. */
const OPENINGS: readonly string[] = ['name'];

@Controller()
export class RecordController {
  constructor(
    private readonly perform: Perform,
    @Inject(ROOMS) private readonly rooms: readonly Room[],
  ) {}

  /** What this reader may see beyond what everybody may. */
  private async reader(tx: Tx, who: Visitor): Promise<Reader> {
    const closed = await Promise.all(this.rooms.map((room) => room.closed?.(tx) ?? Promise.resolve([])));
    return {
      hidden: await hiddenIds(tx, this.rooms, (place, act) => this.perform.isInside(who, place, act)),
      openings: this.perform.office(who, 'record.open', WHOLE_HOUSE).ok ? OPENINGS : [],
      closed: new Set(
        closed
          .flat()
          .flatMap((place) =>
            place.assembly === null || this.perform.office(who, 'record.read', place).ok
              ? []
              : [place.assembly],
          ),
      ),
    };
  }

  @Serve(routes.record)
  record(@Who() who: Visitor, @Input() input: In<typeof routes.record>) {
    return this.perform.read(who, {
      act: 'record.read',
      place: house,
      view: async (tx) => ({
        size: await recordSize(tx),
        entries: await entries(tx, input, await this.reader(tx, who)),
      }),
    });
  }

  @Serve(routes.blob)
  blob(@Who() who: Visitor, @Input() { hash }: In<typeof routes.blob>) {
    return this.perform.read(who, {
      act: 'record.read',
      place: house,
      view: async (tx) => {
        const text = await blobText(tx, hash);
        return text === null ? null : { hash, text };
      },
    });
  }

  @Serve(routes.entry)
  entry(@Who() who: Visitor, @Input() { number }: In<typeof routes.entry>) {
    return this.perform.read(who, {
      act: 'record.read',
      place: house,
      view: async (tx) => entryByNumber(tx, number, await this.reader(tx, who)),
    });
  }
}
