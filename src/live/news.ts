import type { Personal, Room } from '../house/room.js';
import { mentions, type Entry } from '../log/entry.js';
import type { News, NewsItem } from './live.contract.js';

/** A numbered entry on its way to the sockets; `item` null: nobody hears of it. */
export interface Told {
  readonly number: number;
  readonly assembly: string | null;
  readonly item: NewsItem | null;
}

/** What is told of an assembly: to those with an office there, and to everybody. */
export interface Tidings {
  readonly inside: News;
  readonly open: News;
}

/**
 * Leaves out for everybody what is `hidden`: the range of numbers stays. Of what is about something that all see, only the
 * facts are left out that name what is hidden.
 */
export function tidingsOf(news: News, hidden: ReadonlySet<string>): Tidings {
  const items = news.items
    .filter(({ subject }) => !mentions(subject, hidden))
    .map((item) => ({
      ...item,
      data: Object.fromEntries(Object.entries(item.data).filter(([, fact]) => !mentions(fact, hidden))),
    }));
  return { inside: news, open: { ...news, items } };
}

/** What the audience of the entry's assembly hears. `news` is the room's own rule. */
export function tell(
  number: number,
  entry: Entry,
  { news, personal }: { news: Room['news'] | undefined; personal: Personal },
): Told {
  const assembly = entry.subject['assembly'] ?? null;
  const data = assembly === null || !news ? null : news(entry, personal);
  return {
    number,
    assembly,
    item:
      data === null
        ? null
        : ({ number, type: entry.type, at: entry.at, subject: entry.subject, data } as NewsItem),
  };
}
