import type { EntityManager } from 'typeorm';
import { assemblyOf, type Context } from '../basics/event.js';
import { must } from '../basics/must.js';
import { hiddenItems } from '../assemblies/assemblies.store.js';
import type { Hidden, Room } from '../house/room.js';
import { hiddenMotions } from '../motions/motions.store.js';
import type { Place } from '../access/access.js';
import type {
  AppealView,
  DebateEvent,
  DebatesView,
  SpeakersRequest,
  SpeakersView,
  SpeechView,
} from './debate.contract.js';
import { AppealRow, SpeakersListRow, SpeakersRequestRow, SpeechRow } from './debate.tables.js';
import type { Voice } from './speakers.js';

type Tx = EntityManager;

export const debateRoom: Room = {
  name: 'debate',
  nouns: ['speakers', 'appeal'],
  write: async (tx, events, context) => {
    for (const event of events) await write(tx, event as DebateEvent, context);
  },
  // Who asks for the floor does so before everybody: the hall hears the name.
  news: ({ type, data }, { name = null, gender = null }) =>
    type === 'speakers.requested' || type === 'appeal.made' ? { ...data, speaker: name, gender } : data,
  hidden: hiddenDebates,
  constraints: {
    speakers_open_once: 'speakers.other_open',
    speakers_waiting_once: 'speakers.waiting',
    appeal_once: 'appeal.waits',
  },
};

/**
 * Lists about an item or a motion that only those inside see, lists about nothing that were opened while such an item was taken,
 * and appeals made while it was, or such a list was there.
 */
async function hiddenDebates(tx: Tx, earlier: readonly string[]): Promise<Hidden[]> {
  const rows: (Place & { id: string })[] = await tx.query(
    `WITH taken AS (
       SELECT i.assembly, t.started_at, t.ended_at FROM item_taking t JOIN agenda_item i ON i.id = t.item WHERE i.id = ANY($1)),
     list AS (
       SELECT l.* FROM speakers_list l WHERE l.motion = ANY($1) OR l.item = ANY($1)
         OR l.motion IS NULL AND l.item IS NULL AND EXISTS (SELECT 1 FROM taken t WHERE t.assembly = l.assembly
           AND l.opened_at >= t.started_at AND (t.ended_at IS NULL OR l.opened_at < t.ended_at))),
     debated AS (SELECT * FROM taken UNION ALL SELECT assembly, opened_at, ended_at FROM list)
     SELECT x.id, a.id AS assembly, a.body, a.open FROM (
       SELECT id, assembly FROM list
       UNION SELECT p.id, p.assembly FROM appeal p JOIN debated d ON d.assembly = p.assembly
         AND p.at >= d.started_at AND (d.ended_at IS NULL OR p.at < d.ended_at)) x
     JOIN assembly a ON a.id = x.assembly`,
    [earlier],
  );
  return rows.map(({ id, ...place }) => ({ id, place }));
}

async function write(tx: Tx, event: DebateEvent, context: Context): Promise<void> {
  const at = new Date(context.at);
  const list = (change: Partial<SpeakersListRow>) =>
    tx.update(SpeakersListRow, must(event.subject.speakers, 'speakers of the event'), change);
  switch (event.type) {
    case 'speakers.opened': {
      const { list: id, about, order: turnOrder, limit: limitSeconds, observers } = event.data;
      await tx.insert(SpeakersListRow, {
        ...{
          id,
          turnOrder: [...turnOrder],
          limitSeconds,
          observers,
          assembly: assemblyOf(event),
          state: 'open' as const,
        },
        item: about?.kind === 'item' ? about.item : null,
        motion: about?.kind === 'motion' ? about.motion : null,
        ...{ openedAt: at, endedAt: null },
      });
      return;
    }
    case 'speakers.changed': {
      const { order: turnOrder, limit: limitSeconds, observers } = event.data;
      await list({ turnOrder: [...turnOrder], limitSeconds, observers });
      return;
    }
    case 'speakers.closed':
      await list({ state: 'closed' });
      return;
    case 'speakers.reopened':
      await list({ state: 'open' });
      return;
    case 'speakers.ended':
      await list({ state: 'ended', endedAt: at });
      await tx.update(SpeakersRequestRow, { list: event.data.list, state: 'waiting' }, { state: 'lapsed' });
      return;
    case 'speakers.requested': {
      const { request: id, ...data } = event.data;
      const gender = event.personal?.['gender'] ?? null;
      await tx.insert(SpeakersRequestRow, { ...data, id, gender, at, state: 'waiting', reason: null });
      return;
    }
    case 'speakers.withdrawn':
      await tx.update(SpeakersRequestRow, event.data.request, { state: 'withdrawn' });
      return;
    case 'speakers.struck': {
      const { request, reason } = event.data;
      await tx.update(SpeakersRequestRow, request, { state: 'struck', reason });
      return;
    }
    case 'speakers.called': {
      const { speech: id, list: of, request, limit: limitSeconds, reason } = event.data;
      await tx.update(SpeakersRequestRow, request, { state: 'called' });
      await tx.insert(SpeechRow, {
        ...{ id, list: of, request, limitSeconds, reason, elapsedMs: '0', since: at },
        ...{ interrupted: false, startedAt: at, endedAt: null },
      });
      return;
    }
    case 'speakers.paused':
    case 'speakers.interrupted':
      await tx.update(SpeechRow, event.data.speech, {
        ...{ since: null, elapsedMs: `${event.data.elapsed}` },
        interrupted: event.type === 'speakers.interrupted',
      });
      return;
    case 'speakers.resumed':
      await tx.update(SpeechRow, event.data.speech, { since: at, interrupted: false });
      return;
    case 'speakers.limited':
      await tx.update(SpeechRow, event.data.speech, { limitSeconds: event.data.limit });
      return;
    case 'speakers.finished':
      await tx.update(SpeechRow, event.data.speech, {
        ...{ since: null, elapsedMs: `${event.data.elapsed}`, interrupted: false, endedAt: at },
      });
      return;
    case 'appeal.made': {
      const { appeal: id, ...data } = event.data;
      await tx.insert(AppealRow, {
        ...{ ...data, id, at, assembly: assemblyOf(event), outcome: null, poll: null },
      });
      return;
    }
    case 'appeal.settled': {
      const { appeal, outcome, poll } = event.data;
      await tx.update(AppealRow, appeal, { outcome, poll });
      return;
    }
  }
}

/** What an assembly's speakers' list is changed under. */
export const speakersLock = (assembly: string): string => `speakers:${assembly}`;

interface AskerRow {
  request: string;
  person: string;
  speaker: string | null;
  member: string;
  name: string;
  region: string | null;
  gender: string | null;
  stance: string;
  at: Date;
}

const ASKER = `r.id AS request, r.person, p.name AS speaker, r.member, r.name, r.region, r.gender, r.stance, r.at`;

const asker = ({ at, ...row }: AskerRow): SpeakersRequest =>
  ({ ...row, at: at.toISOString() }) as SpeakersRequest;

async function waiting(tx: Tx, list: string): Promise<SpeakersRequest[]> {
  const rows: AskerRow[] = await tx.query(
    `SELECT ${ASKER} FROM speakers_request r JOIN person p ON p.id = r.person
     WHERE r.list = $1 AND r.state = 'waiting' ORDER BY r.at, r.id`,
    [list],
  );
  return rows.map(asker);
}

/** The speeches of lists, in the order of calling. */
async function speeches(tx: Tx, lists: readonly string[]): Promise<Map<string, SpeechView[]>> {
  const rows: (AskerRow & {
    list: string;
    speech: string;
    limit: number | null;
    elapsed: string;
    since: Date | null;
    interrupted: boolean;
    reason: string | null;
    started: Date;
    ended: Date | null;
  })[] = await tx.query(
    `SELECT ${ASKER}, s.list, s.id AS speech, s.limit_seconds AS limit, s.elapsed_ms AS elapsed, s.since, s.interrupted,
       s.reason, s.started_at AS started, s.ended_at AS ended
     FROM speech s JOIN speakers_request r ON r.id = s.request JOIN person p ON p.id = r.person
     WHERE s.list = ANY($1) ORDER BY s.started_at, s.id`,
    [lists],
  );
  const by = new Map<string, SpeechView[]>();
  for (const { list, elapsed, since, started, ended, speech, limit, interrupted, reason, ...row } of rows) {
    const view: SpeechView = {
      ...asker(row),
      ...{ speech, limit, interrupted, reason, elapsed: Number(elapsed) },
      since: since?.toISOString() ?? null,
      startedAt: started.toISOString(),
      endedAt: ended?.toISOString() ?? null,
    };
    by.set(list, [...(by.get(list) ?? []), view]);
  }
  return by;
}

const listOf = (row: SpeakersListRow): Omit<SpeakersView, 'waiting' | 'speeches'> => ({
  list: row.id,
  about: aboutOf(row),
  state: row.state === 'open' ? 'open' : 'closed',
  order: row.turnOrder as SpeakersView['order'],
  limit: row.limitSeconds,
  observers: row.observers,
  openedAt: row.openedAt.toISOString(),
});

function aboutOf({ item, motion }: SpeakersListRow): SpeakersView['about'] {
  if (item !== null) return { kind: 'item', item };
  return motion === null ? null : { kind: 'motion', motion };
}

/** The list that is open or closed now, with who waits and who spoke; null: there is none. */
export async function currentSpeakers(tx: Tx, assembly: string): Promise<SpeakersView | null> {
  const [row] = await tx.find(SpeakersListRow, {
    where: [
      { assembly, state: 'open' },
      { assembly, state: 'closed' },
    ],
  });
  if (!row) return null;
  const spoken = await speeches(tx, [row.id]);
  return { ...listOf(row), waiting: await waiting(tx, row.id), speeches: spoken.get(row.id) ?? [] };
}

type AppealLine = DebatesView['appeals'][number];

async function appealsOf(tx: Tx, assembly: string): Promise<AppealLine[]> {
  const rows: (Omit<AppealLine, 'at'> & { at: Date })[] = await tx.query(
    `SELECT a.id AS appeal, a.person, p.name AS speaker, a.member, a.name, a.about, a.at, a.outcome, a.poll
     FROM appeal a JOIN person p ON p.id = a.person WHERE a.assembly = $1 ORDER BY a.at, a.id`,
    [assembly],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** The appeals that nobody has dealt with yet. */
export const openAppeals = async (
  tx: Tx,
  assembly: string,
  unseen: ReadonlySet<string> = new Set(),
): Promise<AppealView[]> =>
  (await appealsOf(tx, assembly))
    .filter(({ appeal, outcome }) => outcome === null && !unseen.has(appeal))
    .map(({ outcome: _, poll: __, ...appeal }) => appeal);

/** Lists and appeals that a reader does not see; `inside`: the reader holds an office here. */
export async function unseenDebates(tx: Tx, inside: boolean): Promise<ReadonlySet<string>> {
  if (inside) return new Set();
  const about = [...(await hiddenItems(tx)), ...(await hiddenMotions(tx, null))].map(({ id }) => id);
  return new Set((await hiddenDebates(tx, about)).map(({ id }) => id));
}

export async function debates(tx: Tx, assembly: string, unseen: ReadonlySet<string>): Promise<DebatesView> {
  const all = await tx.find(SpeakersListRow, { where: { assembly }, order: { openedAt: 'ASC', id: 'ASC' } });
  const rows = all.filter(({ id }) => !unseen.has(id));
  const spoken = await speeches(
    tx,
    rows.map(({ id }) => id),
  );
  return {
    debates: rows.map((row) => ({
      ...listOf(row),
      speeches: spoken.get(row.id) ?? [],
      endedAt: row.endedAt?.toISOString() ?? null,
    })),
    appeals: (await appealsOf(tx, assembly)).filter(({ appeal }) => !unseen.has(appeal)),
  };
}

/** The credentials by which a person may ask for the floor here, or the one that is named. */
export const voices = (
  tx: Tx,
  assembly: string,
  by: { readonly person: string } | { readonly credential: string },
): Promise<Voice[]> =>
  tx.query(
    `SELECT c.person, p.name AS speaker, c.member, o.name, m.region, c.gender, c.role
     FROM credential c JOIN person p ON p.id = c.person JOIN member m ON m.id = c.member
     JOIN organisation o ON o.id = m.organisation
     WHERE c.assembly = $1 AND c.state = 'accredited' AND ${'person' in by ? 'c.person' : 'c.id'} = $2`,
    [assembly, 'person' in by ? by.person : by.credential],
  );
