import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { Perform, type Tx } from '../house/perform.js';
import { Rooms } from '../house/rooms.js';
import { WHOLE_HOUSE } from '../access/access.js';
import type { Visitor } from '../access/visitor.js';
import { Input, Serve, Who } from '../house/route.js';
import { recordRoutes as routes } from './record.contract.js';
import { blobText, entries, entryByNumber, type Reader } from './record.store.js';
import { namesIn, search } from './names.store.js';
import { recordSize } from '../log/reading.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

const house = async () => WHOLE_HOUSE;
/** Personal values that secretariat and auditors of the house see opened in the record. */
const OPENINGS: readonly string[] = ['name'];

@Controller()
export class RecordController {
  constructor(
    private readonly perform: Perform,
    private readonly rooms: Rooms,
  ) {}

  /** What this reader may see beyond what everybody may, and what not. */
  private async reader(tx: Tx, who: Visitor): Promise<Reader> {
    const opens = this.perform.office(who, 'record.open', WHOLE_HOUSE).ok;
    const withheld = this.rooms.all.flatMap((room) => room.withheld ?? []);
    return {
      ...(await this.perform.unseenBy(tx, who)),
      withheld,
      replaced: (ids) =>
        this.rooms.replaced(tx, ids, (act, place) => this.perform.office(who, act, place).ok),
      openings: opens ? OPENINGS : [],
    };
  }

  @Serve(routes.record)
  record(@Who() who: Visitor, @Input() input: In<typeof routes.record>) {
    return this.perform.read(who, {
      act: routes.record.act,
      place: house,
      view: async (tx) => {
        const reader = await this.reader(tx, who);
        const page = await entries(tx, input, reader);
        return {
          size: await recordSize(tx),
          entries: page,
          names: await namesIn(tx, page, { rooms: this.rooms, reader }),
        };
      },
    });
  }

  @Serve(routes.search)
  search(@Who() who: Visitor, @Input() { text }: In<typeof routes.search>) {
    return this.perform.read(who, {
      act: routes.search.act,
      place: house,
      view: async (tx) => search(tx, text, { rooms: this.rooms, reader: await this.reader(tx, who) }),
    });
  }

  @Serve(routes.blob)
  blob(@Who() who: Visitor, @Input() { hash }: In<typeof routes.blob>) {
    return this.perform.read(who, {
      act: routes.blob.act,
      place: house,
      view: async (tx) => {
        const text = await blobText(tx, hash, await this.reader(tx, who));
        return text === null ? null : { hash, text };
      },
    });
  }

  @Serve(routes.entry)
  entry(@Who() who: Visitor, @Input() { number }: In<typeof routes.entry>) {
    return this.perform.read(who, {
      act: routes.entry.act,
      place: house,
      view: async (tx) => {
        const reader = await this.reader(tx, who);
        const entry = await entryByNumber(tx, number, reader);
        return entry && { ...entry, names: await namesIn(tx, [entry], { rooms: this.rooms, reader }) };
      },
    });
  }
}
