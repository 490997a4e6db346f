import type { EntityManager } from 'typeorm';
import type { Context, Event } from '../basics/event.js';
import { assemblyPlace, loadFloor } from '../assemblies/assemblies.store.js';
import { representation } from '../assemblies/assembly.js';
import type { QuorumState } from '../assemblies/quorum.js';
import type { Majority } from '../bodies/ruleset.js';
import type { Room } from '../house/room.js';
import type { Titles } from '../basics/fields.js';
import type { Place } from '../people/access.js';
import type { Box, Entitlement } from './poll.js';
import type {
  Choice,
  HandView,
  PollsEvent,
  PollView,
  Receipt,
  ResultView,
  RollLine,
} from './polls.contract.js';
import { PollRow, RollRow, TurnoutRow } from './polls.tables.js';

type Tx = EntityManager;

/** Closing takes this lock alone; batches of ballots share it. */
export const pollLock = (poll: string): string => `poll:${poll}`;

export const pollsRoom: Room = {
  name: 'polls',
  nouns: ['poll'],
  write: async (tx, events, context) => {
    for (const event of events) await write(tx, event as PollsEvent, context);
  },
  /** A count is for the chair until it is declared; the content of a ballot is never news. */
  news: (entry) => (entry.type === 'poll.counted' || entry.type === 'poll.cast' ? null : entry.data),
  constraints: { poll_open_once: 'poll.already_open', poll_number: 'house.try_again' },
};

async function write(tx: Tx, event: PollsEvent, context: Context): Promise<void> {
  switch (event.type) {
    case 'poll.opened': {
      const { data } = event;
      await tx.insert(PollRow, {
        id: data.poll,
        assembly: event.subject.assembly!,
        motion: data.motion,
        number: data.number,
        state: 'open',
        versionHash: data.versionHash,
        ruleSet: data.ruleSet,
        majorityName: data.majorityName,
        majority: data.majority as object,
        mayChange: data.mayChange,
        rollHash: data.rollHash,
        unit: data.unit,
        entitled: data.entitled,
        represented: data.represented,
        openedAt: new Date(context.at),
      });
      await tx.insert(TurnoutRow, { poll: data.poll, castCount: 0 });
      return insertRoll(tx, data.poll, event);
    }
    case 'poll.closed':
      await tx.update(PollRow, event.data.poll, { state: 'closed', closedAt: new Date(event.data.at) });
      return;
    case 'poll.counted':
      await tx.update(PollRow, event.data.poll, { result: event.data.result as object });
      return;
    case 'poll.declared':
      await tx.update(PollRow, event.data.poll, {
        state: 'declared',
        declaredAt: new Date(event.data.at),
        result: event.data.result as object,
        decision: event.data.decision,
      });
      return;
    case 'poll.cast':
      throw new Error('ballots are written by the ballot box');
  }
}

/** The roll in the tables is read back from the very text that is hashed into the record. */
async function insertRoll(tx: Tx, poll: string, event: Event): Promise<void> {
  const { lines } = JSON.parse(event.blobs!['roll']!) as { lines: Omit<RollRow, 'poll'>[] };
  for (let i = 0; i < lines.length; i += 1000) {
    await tx.insert(
      RollRow,
      lines.slice(i, i + 1000).map((line) => ({ ...line, poll })),
    );
  }
}

/** The roll as it stands: entitlements numbered from 1 by member's name, exact weights, hands. Null without rules. */
export async function makeRoll(
  tx: Tx,
  assembly: string,
): Promise<{ unit: bigint; roll: Entitlement[]; quorum: QuorumState } | null> {
  const floor = await loadFloor(tx, assembly);
  if (!floor) return null;
  const { unit, lines, quorum } = representation(floor);
  const roll = lines.map((line, place): Entitlement => ({
    entitlement: place + 1,
    member: line.member,
    name: line.name,
    class: line.class,
    country: line.country,
    region: line.region,
    weight: line.weight,
    represented: line.holder !== null,
    byProxy: line.byProxy,
    holder: line.holder,
  }));
  return { unit, roll, quorum };
}

export async function nextPollNumber(tx: Tx, assembly: string): Promise<number> {
  const rows: { next: number }[] = await tx.query(
    'SELECT coalesce(max(number), 0)::int + 1 AS next FROM poll WHERE assembly = $1',
    [assembly],
  );
  return rows[0]!.next;
}

export async function openPolls(tx: Tx, assembly: string): Promise<number> {
  const rows: { open: number }[] = await tx.query(
    `SELECT count(*)::int AS open FROM poll WHERE assembly = $1 AND state IN ('open', 'closed')`,
    [assembly],
  );
  return rows[0]!.open;
}

export async function pollPlace(tx: Tx, poll: string): Promise<Place | null> {
  const row = await tx.findOneBy(PollRow, { id: poll });
  return row ? assemblyPlace(tx, row.assembly) : null;
}

/** A poll's row with its box: the last revision of every entitlement counts. Call it under the exclusive lock. */
export async function loadBox(tx: Tx, poll: string): Promise<{ row: PollRow; box: Box } | null> {
  const row = await tx.findOneBy(PollRow, { id: poll });
  if (!row) return null;
  const lines: (RollRow & { choice: Choice | null })[] = await tx.query(
    `SELECT r.member, r.class, r.region, r.weight, r.represented, b.choice
     FROM roll_line r
     LEFT JOIN (SELECT DISTINCT ON (entitlement) entitlement, choice FROM ballot
                WHERE poll = $1 ORDER BY entitlement, revision DESC) b USING (entitlement)
     WHERE r.poll = $1 ORDER BY r.entitlement`,
    [poll],
  );
  const box: Box = {
    poll,
    assembly: row.assembly,
    motion: row.motion,
    state: row.state,
    majority: row.majority as unknown as Majority,
    unit: BigInt(row.unit),
    entries: lines.map((line) => ({
      member: line.member,
      class: line.class,
      region: line.region,
      chamber: null,
      weight: BigInt(line.weight),
      represented: line.represented,
      attending: line.represented,
      choice: line.choice,
    })),
    quorumAtClose: null,
    result: row.result as ResultView | null,
  };
  return { row, box };
}

const POLL_VIEW = `
  SELECT p.*, t.cast_count, m.titles FROM poll p JOIN poll_turnout t ON t.poll = p.id JOIN motion m ON m.id = p.motion`;

interface PollViewRow {
  id: string;
  assembly: string;
  motion: string;
  number: number;
  titles: Titles;
  state: PollView['state'];
  version_hash: string | null;
  rule_set: string;
  majority: PollView['majority'];
  majority_name: string;
  may_change: boolean;
  roll_hash: string;
  unit: string;
  entitled: PollView['entitled'];
  represented: PollView['represented'];
  cast_count: number;
  opened_at: Date;
  closed_at: Date | null;
  declared_at: Date | null;
  result: ResultView | null;
  decision: number | null;
}

/** `counted`: the reader may see a result before it is declared (the chair). */
function pollView(row: PollViewRow, counted: boolean): PollView {
  return {
    id: row.id,
    assembly: row.assembly,
    motion: row.motion,
    number: row.number,
    titles: row.titles,
    state: row.state,
    versionHash: row.version_hash,
    ruleSet: row.rule_set,
    majority: row.majority,
    majorityName: row.majority_name,
    mayChange: row.may_change,
    rollHash: row.roll_hash,
    unit: row.unit,
    entitled: row.entitled,
    represented: row.represented,
    cast: row.cast_count,
    openedAt: row.opened_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    declaredAt: row.declared_at?.toISOString() ?? null,
    result: row.state === 'declared' || counted ? row.result : null,
    decision: row.decision,
  };
}

export async function pollViews(
  tx: Tx,
  assembly: string,
  { counted, limit }: { counted: boolean; limit: number },
): Promise<PollView[]> {
  const rows: PollViewRow[] = await tx.query(
    `${POLL_VIEW} WHERE p.assembly = $1 ORDER BY p.number DESC LIMIT $2`,
    [assembly, limit],
  );
  return rows.map((row) => pollView(row, counted));
}

export async function pollWithRoll(
  tx: Tx,
  poll: string,
  counted: boolean,
): Promise<{ poll: PollView; roll: RollLine[] } | null> {
  const rows: PollViewRow[] = await tx.query(`${POLL_VIEW} WHERE p.id = $1`, [poll]);
  if (!rows[0]) return null;
  const view = pollView(rows[0], counted);
  const lines: (Omit<RollLine, 'byProxy'> & { by_proxy: boolean })[] = await tx.query(
    `SELECT r.*, b.choice FROM roll_line r
     LEFT JOIN (SELECT DISTINCT ON (entitlement) entitlement, choice FROM ballot
                WHERE poll = $1 AND $2 ORDER BY entitlement, revision DESC) b USING (entitlement)
     WHERE r.poll = $1 ORDER BY r.entitlement`,
    [poll, view.state === 'declared'],
  );
  return { poll: view, roll: lines.map(({ by_proxy, ...line }) => ({ ...line, byProxy: by_proxy })) };
}

export interface BallotColumns {
  readonly id: string;
  readonly poll: string;
  readonly entitlement: number;
  readonly revision: number;
  readonly choice: Choice;
  readonly entry: string;
  readonly leaf: Buffer;
  readonly at: Date;
}

export const receiptOf = (ballot: BallotColumns): Receipt => ({
  ballot: ballot.id,
  poll: ballot.poll,
  entitlement: ballot.entitlement,
  revision: ballot.revision,
  choice: ballot.choice,
  entry: Number(ballot.entry),
  leaf: ballot.leaf.toString('hex'),
  at: ballot.at.toISOString(),
});

/** What one person may cast, with the receipts of what stands. */
export async function hand(tx: Tx, poll: string, person: string): Promise<HandView> {
  const rows: (BallotColumns & {
    line: number;
    member: string;
    name: string;
    weight: string;
    by_proxy: boolean;
  })[] = await tx.query(
    `SELECT r.entitlement AS line, r.member, r.name, r.weight, r.by_proxy,
       b.id, b.poll, b.entitlement, b.revision, b.choice, b.entry, b.leaf, b.at
     FROM roll_line r LEFT JOIN LATERAL (
       SELECT * FROM ballot WHERE poll = r.poll AND entitlement = r.entitlement ORDER BY revision DESC LIMIT 1) b ON true
     WHERE r.poll = $1 AND r.holder = $2 ORDER BY r.by_proxy, r.entitlement`,
    [poll, person],
  );
  return {
    poll,
    entitlements: rows.map((row) => ({
      entitlement: row.line,
      member: row.member,
      name: row.name,
      weight: row.weight,
      byProxy: row.by_proxy,
      receipt: row.id ? receiptOf(row) : null,
    })),
  };
}
