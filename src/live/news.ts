import type { Entry } from '../record/entry.js';
import type { NewsItem } from './live.contract.js';

/** A numbered entry on its way to the sockets; `item` null: nobody hears of it. */
export interface Told {
  readonly number: number;
  readonly assembly: string | null;
  readonly item: NewsItem | null;
}

/** What the audience of the entry's assembly hears. `news` is the room's own rule. */
export function tell(
  number: number,
  entry: Entry,
  news: ((entry: Entry) => Entry['data'] | null) | undefined,
): Told {
  const assembly = entry.subject['assembly'] ?? null;
  const data = assembly === null || !news ? null : news(entry);
  return {
    number,
    assembly,
    item:
      data === null
        ? null
        : ({ number, type: entry.type, at: entry.at, subject: entry.subject, data } as NewsItem),
  };
}
