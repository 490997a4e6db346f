import type { EntityManager } from 'typeorm';
import { assemblyOf, blobOf, type Context, type Event } from '../basics/event.js';
import { assemblyPlace, loadAttendance } from '../assemblies/assemblies.store.js';
import { representation, withPresent, type VotedOn } from '../assemblies/assembly.js';
import type { QuorumState } from '../rules/quorum.js';
import type { Majority } from '../rules/ruleset.js';
import { insertAll, keyOf, lock } from '../house/perform.js';
import { motionPlace } from '../motions/motions.store.js';
import { namedBy, type Room } from '../house/room.js';
import type { Titles } from '../basics/fields.js';
import { first, must } from '../basics/must.js';
import type { Place } from '../access/access.js';
import type { Entitlement } from './opening.js';
import { changeOf, isChanging, TAKING, UNDER_WAY, VOTING, type OpenRoll, type PollHead } from './poll.js';
import { quorumOf, type Box } from './box.js';
import {
  agreedCount,
  callOrder,
  isSecret,
  OVER_DAYS,
  REHEARSAL,
  stacksOf,
  voteOf,
  type TellerCount,
} from './forms.js';
import { voting } from './under-way.js';
import type {
  Channel,
  ClosingQuorum,
  Contest,
  Cited,
  Counts,
  Form,
  HandView,
  PollsEvent,
  PollView,
  Receipt,
  ResultView,
  RollLine,
  Secrecy,
  Superseded,
  TellersView,
  Totals,
} from './polls.contract.js';
import type { Choice } from '../rules/vote.js';
import {
  ChannelRow,
  HandRow,
  PollRow,
  ReminderRow,
  RollRow,
  TellerCountRow,
  TurnoutRow,
} from './polls.tables.js';

type Tx = EntityManager;

const CHOICES = ['for', 'against', 'abstain'] as const;

/** Closing takes this lock alone; batches of ballots share it. */
export const pollLock = (poll: string): string => keyOf('poll', poll);

export const pollsRoom: Room = {
  name: 'polls',
  nouns: ['poll'],
  write: async (tx, events, context) => {
    for (const event of events) await write(tx, event as PollsEvent, context);
  },
  /** A count is for the chair until it is declared; the content of a ballot is never news. */
  news: (entry) => {
    if (['poll.counted', 'poll.cast', 'poll.cast_many'].includes(entry.type)) return null;
    // What tellers entered is the chair's and theirs until it is declared.
    if (entry.type === 'poll.tellers_counted')
      return {
        poll: must(entry.data['poll'], 'fact of the entry'),
        agreed: must(entry.data['agreed'], 'fact of the entry'),
      };
    return entry.data;
  },
  onMember: async (tx, member) => {
    const rows: { assembly: string }[] = await tx.query(
      `SELECT DISTINCT a.name AS assembly FROM roll_line r JOIN poll p ON p.id = r.poll JOIN assembly a ON a.id = p.assembly
       WHERE r.member = $1 AND p.state = ANY($2)`,
      [member, UNDER_WAY],
    );
    return rows.map(({ assembly }) => ({ kind: 'poll', assembly }));
  },
  turnout: { types: ['poll.cast', 'poll.cast_many'], of: turnoutOf },
  /** How it goes is told nobody before it is declared. What a closing names is the box of a confidential poll: its result. */
  withheld: {
    whole: ['poll.cast', 'poll.tellers_counted', 'poll.counted'],
    blobs: ['poll.closed'],
    until: ['poll.declared', 'poll.annulled'],
  },
  /** Ballots' entries name the poll alone, so that every poll of a closed assembly is told here. */
  hidden: async (tx, earlier) => {
    const rows: (Place & { id: string })[] = await tx.query(
      `SELECT p.id, a.id AS assembly, a.body, a.open FROM poll p JOIN assembly a ON a.id = p.assembly
       WHERE NOT a.open OR p.motion = ANY($1)`,
      [earlier],
    );
    return rows.map(({ id, ...place }) => ({ id, place }));
  },
  /** A vote that its caster changed is nobody's but the auditors'. A ballot's entry has the ballot's id. */
  replaced: async (tx, entries) => {
    const rows: (Place & { id: string })[] = await tx.query(
      `SELECT b.id, a.id AS assembly, a.body, a.open
       FROM ballot b JOIN poll p ON p.id = b.poll JOIN assembly a ON a.id = p.assembly
       WHERE b.id = ANY($1::uuid[]) AND EXISTS (
         SELECT 1 FROM ballot l WHERE l.poll = b.poll AND l.entitlement = b.entitlement AND l.revision > b.revision)`,
      [entries],
    );
    return rows.map(({ id, ...place }) => ({ id, place, act: 'record.open' }));
  },
  named: async (tx, _noun, ids) =>
    namedBy(
      await tx.query('SELECT id, number, titles, assembly FROM poll WHERE id = ANY($1::uuid[])', [ids]),
    ),
  votesIn: openPolls,
  constraints: { poll_open_once: 'poll.already_open', poll_number: 'house.try_again' },
};

async function turnoutOf(tx: Tx, polls: readonly string[]) {
  const rows: { poll: string; assembly: string; cast: number; show_running: boolean }[] = await tx.query(
    `SELECT t.poll, p.assembly, t.cast_count AS cast, p.show_running FROM poll_turnout t JOIN poll p ON p.id = t.poll
     WHERE t.poll = ANY($1) AND p.state = ANY($2)`,
    [polls, VOTING],
  );
  return Promise.all(
    rows.map(async ({ poll, assembly, cast, show_running: shown }) => ({
      ...{ id: poll, assembly, type: 'poll.turnout' },
      data: { poll, cast, running: shown ? await runningTotals(tx, poll) : null },
    })),
  );
}

const citesOf = ({ blobs }: PollsEvent): Cited[] =>
  blobs?.['cites'] === undefined ? [] : (JSON.parse(blobs['cites']) as { versions: Cited[] }).versions;

async function write(tx: Tx, event: PollsEvent, context: Context): Promise<void> {
  if (isChanging(event)) {
    const { closesAt, ...rest } = changeOf(event);
    await tx.update(PollRow, event.data.poll, {
      ...rest,
      ...(closesAt !== undefined && { closesAt: closesAt === null ? null : new Date(closesAt) }),
    });
    return;
  }
  switch (event.type) {
    case 'poll.opened': {
      const { data } = event;
      await tx.insert(PollRow, {
        id: data.poll,
        assembly: assemblyOf(event),
        motion: data.motion,
        election: data.contest?.election ?? null,
        contest: data.contest,
        number: data.number,
        titles: data.titles,
        form: data.form,
        secrecy: data.secrecy,
        splits: data.splits,
        channel: data.channel,
        seed: data.seed,
        countDemanded: false,
        ...{ recounts: 0, superseded: [], quorumAtClose: null },
        dueAt: data.dueAt === null ? null : new Date(data.dueAt),
        state: 'open',
        versionHash: data.versionHash,
        cites: citesOf(event),
        ruleSet: data.ruleSet,
        majorityName: data.majorityName,
        majority: data.majority as object,
        mayChange: data.mayChange,
        showRunning: data.showRunning,
        rollHash: data.rollHash,
        unit: data.unit,
        entitled: data.entitled,
        represented: data.represented,
        openedAt: new Date(context.at),
      });
      await tx.insert(TurnoutRow, { poll: data.poll, castCount: 0 });
      return insertRoll(tx, data.poll, event);
    }
    case 'poll.hand_moved': {
      const { poll, entitlement, to, byProxy, replacesProxy } = event.data;
      const last = await tx.maximum(HandRow, 'number', { poll, entitlement });
      const hand = { poll, entitlement, number: (last ?? 0) + 1, holder: to, byProxy, replacesProxy };
      await tx.insert(HandRow, hand);
      return;
    }
    case 'poll.channelled':
      return insertChannels(tx, event.data);
    case 'poll.tellers_counted': {
      const { poll, channel, counts } = event.data;
      const last = await tx.maximum(TellerCountRow, 'number', { poll, channel });
      const { actor, at } = context;
      if (actor.kind !== 'person') throw new Error('a teller is a person');
      const row = { poll, channel, counts, teller: actor.person, at: new Date(at) };
      const { recounts: recount } = await tx.findOneByOrFail(PollRow, { id: poll });
      await tx.insert(TellerCountRow, { ...row, recount, number: (last ?? 0) + 1 });
      return;
    }
    case 'poll.recount_ordered': {
      const { poll, reason, at } = event.data;
      const { recounts, superseded, result, declaredAt } = await tx.findOneByOrFail(PollRow, { id: poll });
      const before = { result, declaredAt: declaredAt?.toISOString() ?? null, reason, at };
      await tx.update(PollRow, poll, {
        ...{ state: 'recounting', recounts: recounts + 1, result: null, declaredAt: null },
        superseded: [...superseded, before],
      });
      return;
    }
    case 'poll.reminded': {
      const { poll, hours, missed, at } = event.data;
      await tx.update(ReminderRow, { poll, hours }, { state: 'issued', issuedAt: new Date(at) });
      for (const one of missed) await tx.update(ReminderRow, { poll, hours: one }, { state: 'missed' });
      return;
    }
    case 'poll.annulled':
      await tx.query(
        `UPDATE poll SET state = 'annulled', reason = $2, closed_at = coalesce(closed_at, $3) WHERE id = $1`,
        [event.data.poll, event.data.reason, event.data.at],
      );
      return;
    case 'poll.closed':
      await tx.update(PollRow, event.data.poll, {
        ...{ state: 'closed', closedAt: new Date(event.data.at) },
        quorumAtClose: event.data.quorum,
      });
      await tx.update(TurnoutRow, event.data.poll, { castCount: event.data.cast });
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
    case 'poll.cast_many':
      throw new Error('ballots are written by the ballot box');
  }
}

/** The roll in the tables is read back from the very text that is hashed into the record. */
async function insertRoll(tx: Tx, poll: string, event: Event): Promise<void> {
  const { lines } = JSON.parse(blobOf(event, 'roll')) as {
    lines: Omit<RollRow, 'poll'>[];
  };
  for (let i = 0; i < lines.length; i += 1000) {
    await tx.insert(
      RollRow,
      lines.slice(i, i + 1000).map((line) => ({ ...line, poll })),
    );
  }
}

async function insertChannels(
  tx: Tx,
  { poll, entitlements, channel }: { poll: string; entitlements: readonly number[]; channel: Channel },
): Promise<void> {
  const rows: { entitlement: number; last: number }[] = await tx.query(
    `SELECT entitlement, max(number)::int AS last FROM roll_channel
     WHERE poll = $1 AND entitlement = ANY($2) GROUP BY entitlement`,
    [poll, entitlements],
  );
  const last = new Map(rows.map((row) => [row.entitlement, row.last]));
  await insertAll(
    tx,
    ChannelRow,
    entitlements.map((entitlement) => ({
      ...{ poll, entitlement, channel },
      number: (last.get(entitlement) ?? 0) + 1,
    })),
  );
}

/** The motion with those that it depends on, and the agenda item that it comes under: what proxies' scopes are held against. */
export async function votedOn(tx: Tx, motion: string): Promise<VotedOn> {
  const rows: { id: string; item: string | null }[] = await tx.query(
    `WITH RECURSIVE up AS (
       SELECT id, parent, item, 0 AS height FROM motion WHERE id = $1
       UNION ALL SELECT m.id, m.parent, m.item, up.height + 1 FROM motion m JOIN up ON m.id = up.parent)
     SELECT id, item FROM up ORDER BY height`,
    [motion],
  );
  const item = rows.find((row) => row.item !== null)?.item ?? null;
  return { motions: rows.map(({ id }) => id), item };
}

/**
 * The roll as it stands: entitlements numbered from 1 by member's name, exact weights, hands. Null without rules.
 * `present`: counts these members' delegates as here, where nobody sits (over days). `motion`: with the proxies that are
 * for it alone.
 */
export async function makeRoll(
  tx: Tx,
  assembly: string,
  {
    present = null,
    motion = null,
  }: { present?: ReadonlySet<string> | 'everybody' | null; motion?: string | null } = {},
): Promise<{
  unit: bigint;
  roll: Entitlement[];
  quorum: QuorumState;
  unknown: readonly string[];
} | null> {
  const found = await loadAttendance(tx, assembly);
  if (!found) return null;
  const attendance =
    present === null ? found : withPresent(found, (member) => present === 'everybody' || present.has(member));
  const { unit, lines, quorum, unknown } = representation(
    attendance,
    motion === null ? null : await votedOn(tx, motion),
  );
  const roll = lines.map((line, place): Entitlement => ({
    entitlement: place + 1,
    member: line.member,
    name: line.name,
    class: line.class,
    country: line.country,
    region: line.region,
    chamber: line.chamber,
    weight: line.weight,
    represented: line.holder !== null,
    byProxy: line.byProxy,
    holder: line.holder,
  }));
  return { unit, roll, quorum, unknown };
}

export async function nextPollNumber(tx: Tx, assembly: string): Promise<number> {
  const rows: { next: number }[] = await tx.query(
    'SELECT coalesce(max(number), 0)::int + 1 AS next FROM poll WHERE assembly = $1',
    [assembly],
  );
  return first(rows).next;
}

/** Polls over days that are due. */
export async function duePolls(tx: Tx, now: Date): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `SELECT id FROM poll WHERE state = ANY($2) AND due_at <= $1 ORDER BY due_at, id`,
    [now, TAKING],
  );
  return rows.map(({ id }) => id);
}

/** Polls under way in the hall; those over days go on without a sitting. */
export async function openPolls(tx: Tx, assembly: string): Promise<number> {
  const rows: { open: number }[] = await tx.query(
    `SELECT count(*)::int AS open FROM poll WHERE assembly = $1
       AND state = ANY($2) AND form <> ALL($3)`,
    [assembly, UNDER_WAY, OVER_DAYS],
  );
  return first(rows).open;
}

/** The place of a poll: closed to the public where that of its motion is. */
export async function pollPlace(tx: Tx, poll: string): Promise<Place | null> {
  const row = await tx.findOneBy(PollRow, { id: poll });
  if (!row) return null;
  return row.motion === null ? assemblyPlace(tx, row.assembly) : motionPlace(tx, row.motion);
}

/** The hand as it stands, beside a roll line `r`: null where it never moved. */
export const HAND = `LEFT JOIN LATERAL (
  SELECT number, holder, by_proxy, replaces_proxy FROM roll_hand
  WHERE poll = r.poll AND entitlement = r.entitlement ORDER BY number DESC LIMIT 1) h ON true`;

/** Who may cast it now, beside `r` and its `HAND`: nobody, where it was taken away. */
export const HOLDER = `CASE WHEN h.number IS NULL THEN r.holder ELSE h.holder END`;

const headOf = (row: PollRow): PollHead => {
  const { id: poll, assembly, motion, election, state, form, countDemanded } = row;
  return { poll, assembly, motion, election, state, form, countDemanded };
};

/** The channel that an entitlement was given, beside a roll line `r`: null where it was given none. */
export const CHANNEL = `LEFT JOIN LATERAL (
  SELECT channel FROM roll_channel
  WHERE poll = r.poll AND entitlement = r.entitlement ORDER BY number DESC LIMIT 1) c ON true`;

/** The poll as the chair's acts see it; null where there is none. Call it under its lock. */
export async function loadHead(tx: Tx, poll: string): Promise<PollHead | null> {
  const row = await tx.findOneBy(PollRow, { id: poll });
  return row && headOf(row);
}

/** Polls under way in an assembly with their hands, locked against the batches that are casting. */
export async function openRolls(tx: Tx, assembly: string): Promise<OpenRoll[]> {
  const rows: { id: string }[] = await tx.query(
    `SELECT id FROM poll WHERE assembly = $1 AND state = ANY($2) ORDER BY id`,
    [assembly, VOTING],
  );
  const rolls: OpenRoll[] = [];
  for (const { id: poll } of rows) {
    await lock(tx, pollLock(poll));
    // Read again under the lock: the chair may have closed it meanwhile.
    const head = must(await loadHead(tx, poll), 'poll');
    const lines: { entitlement: number; member: string; holder: string | null; by_proxy: boolean }[] =
      await tx.query(
        `SELECT r.entitlement, r.member, ${HOLDER} AS holder, coalesce(h.by_proxy, r.by_proxy) AS by_proxy
       FROM roll_line r ${HAND} WHERE r.poll = $1 AND r.represented ORDER BY r.entitlement`,
        [poll],
      );
    rolls.push({
      ...head,
      on: head.motion === null ? null : await votedOn(tx, head.motion),
      lines: lines.map(({ by_proxy: byProxy, ...line }) => ({ ...line, byProxy })),
    });
  }
  return rolls;
}

/** A poll's row with its box: the last revision of every entitlement counts. Call it under the exclusive lock. */
export async function loadBox(tx: Tx, poll: string): Promise<{ row: PollRow; box: Box } | null> {
  const row = await tx.findOneBy(PollRow, { id: poll });
  if (!row) return null;
  const lines: (Omit<RollRow, 'weight' | 'byProxy'> & {
    weight: string;
    by_proxy: boolean;
    ballot: string | null;
    choice: string | null;
    channel: Channel;
  })[] = await tx.query(
    `SELECT r.entitlement, r.member, r.class, r.region, r.chamber, r.weight, r.represented, r.by_proxy, b.id AS ballot, b.choice,
       coalesce(c.channel, $2) AS channel
     FROM roll_line r
     LEFT JOIN (SELECT DISTINCT ON (entitlement) entitlement, id, choice FROM ballot
                WHERE poll = $1 ORDER BY entitlement, revision DESC) b USING (entitlement)
     LEFT JOIN (SELECT DISTINCT ON (entitlement) entitlement, channel FROM roll_channel
                WHERE poll = $1 ORDER BY entitlement, number DESC) c USING (entitlement)
     WHERE r.poll = $1 ORDER BY r.entitlement`,
    [poll, row.channel],
  );
  const entered = await tellerCounts(tx, poll);
  const box: Box = {
    ...headOf(row),
    secrecy: row.secrecy,
    splits: row.splits,
    contest: row.contest as Contest | null,
    dueAt: row.dueAt?.toISOString() ?? null,
    majority: row.majority as unknown as Majority,
    unit: BigInt(row.unit),
    lines: lines.map((line) => ({
      entitlement: line.entitlement,
      member: line.member,
      class: line.class,
      region: line.region,
      chamber: line.chamber,
      weight: BigInt(line.weight),
      represented: line.represented,
      attending: line.represented && !line.by_proxy,
      ballot: line.ballot,
      vote: line.choice === null ? null : voteOf(line.choice),
      // Who is not here has no paper in the box.
      channel: line.represented ? line.channel : 'electronic',
    })),
    counts: { hands: agreedCount(entered.hands), paper: agreedCount(entered.paper) },
    quorumAtClose: row.quorumAtClose && quorumOf(row.quorumAtClose as ClosingQuorum),
    result: row.result as ResultView | null,
  };
  return { row, box };
}

/** What tellers entered, in order. */
export async function tellerCounts(
  tx: Tx,
  poll: string,
): Promise<Readonly<Record<'hands' | 'paper', TellerCount[]>>> {
  const rows: { teller: string; channel: Channel; counts: Counts }[] = await tx.query(
    `SELECT t.teller, t.channel, t.counts FROM teller_count t JOIN poll p ON p.id = t.poll AND p.recounts = t.recount
     WHERE t.poll = $1 ORDER BY t.number`,
    [poll],
  );
  const of = (channel: Channel): TellerCount[] =>
    rows.filter((row) => row.channel === channel).map(({ teller, counts }) => ({ teller, counts }));
  return { hands: of('hands'), paper: of('paper') };
}

const POLL_VIEW = `
  SELECT p.*, t.cast_count,
    (SELECT jsonb_object_agg(c.one ->> 'candidate', jsonb_build_object('name', n.name, 'member', o.name))
     FROM jsonb_array_elements(p.contest -> 'candidates') AS c (one) JOIN person n ON n.id = (c.one ->> 'person')::uuid
       LEFT JOIN member b ON b.id = (c.one ->> 'member')::uuid LEFT JOIN organisation o ON o.id = b.organisation) AS names
  FROM poll p JOIN poll_turnout t ON t.poll = p.id`;

interface PollViewRow {
  id: string;
  assembly: string;
  motion: string | null;
  number: number | null;
  titles: Titles | null;
  form: Form;
  secrecy: Secrecy;
  splits: boolean;
  channel: Channel;
  count_demanded: boolean;
  due_at: Date | null;
  state: PollView['state'];
  version_hash: string | null;
  rule_set: string;
  majority: PollView['majority'];
  majority_name: string;
  may_change: boolean;
  show_running: boolean;
  roll_hash: string;
  unit: string;
  entitled: PollView['entitled'];
  represented: PollView['represented'];
  cast_count: number;
  closes_at: Date | null;
  reason: string | null;
  opened_at: Date;
  closed_at: Date | null;
  declared_at: Date | null;
  result: ResultView | null;
  superseded: Superseded[];
  decision: number | null;
  contest: Contest | null;
  /** Of the candidates, by id. */
  names: Record<string, { name: string | null; member: string | null }> | null;
}

/** `counted`: the reader may see a result before it is declared (the chair). */
function pollView(row: PollViewRow, counted: boolean, running: Totals | null): PollView {
  return {
    running,
    id: row.id,
    assembly: row.assembly,
    motion: row.motion,
    contest: row.contest && {
      ...row.contest,
      candidates: row.contest.candidates.map((one) => ({
        ...one,
        ...(row.names?.[one.candidate] ?? { name: null, member: null }),
      })),
    },
    number: row.number,
    titles: row.titles ?? REHEARSAL,
    form: row.form,
    secrecy: row.secrecy,
    splits: row.splits,
    channel: row.channel,
    countDemanded: row.count_demanded,
    dueAt: row.due_at?.toISOString() ?? null,
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
    closesAt: row.closes_at?.toISOString() ?? null,
    reason: row.reason,
    openedAt: row.opened_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    declaredAt: row.declared_at?.toISOString() ?? null,
    result: row.state === 'declared' || counted ? row.result : null,
    superseded: counted ? row.superseded : row.superseded.filter((one) => one.declaredAt !== null),
    decision: row.decision,
  };
}

const runningOf = async (tx: Tx, row: PollViewRow): Promise<Totals | null> =>
  row.show_running && voting(row) ? runningTotals(tx, row.id) : null;

/** What the votes cast so far add up to, for polls whose rules show it. */
async function runningTotals(tx: Tx, poll: string): Promise<Totals> {
  const rows: { choice: string; weight: string; members: number }[] = await tx.query(
    `SELECT b.choice, sum(r.weight::numeric)::text AS weight, count(*)::int AS members
     FROM (SELECT DISTINCT ON (entitlement) entitlement, choice FROM ballot
           WHERE poll = $1 ORDER BY entitlement, revision DESC) b
     JOIN roll_line r ON r.poll = $1 AND r.entitlement = b.entitlement GROUP BY b.choice`,
    [poll],
  );
  const weight = { for: 0n, against: 0n, abstain: 0n };
  const members = { for: 0, against: 0, abstain: 0 };
  for (const row of rows) {
    const vote = voteOf(row.choice);
    if (typeof vote === 'string') {
      weight[vote] += BigInt(row.weight);
      members[vote] += row.members;
    } else if ('for' in vote)
      for (const choice of CHOICES) weight[choice] += BigInt(vote[choice]) * BigInt(row.members);
  }
  const text = (choice: Choice): string => weight[choice].toString();
  return { weight: { for: text('for'), against: text('against'), abstain: text('abstain') }, members };
}

/** The latest `limit`, and whatever is under way besides. `unseen`: motions that the reader does not see. */
export async function pollViews(
  tx: Tx,
  assembly: string,
  { counted, limit, unseen }: { counted: boolean; limit: number; unseen: ReadonlySet<string> },
): Promise<PollView[]> {
  const all: PollViewRow[] = await tx.query(
    `${POLL_VIEW} WHERE p.assembly = $1 AND (p.state = ANY($3) OR p.id IN (
       SELECT id FROM poll WHERE assembly = $1 ORDER BY opened_at DESC, id DESC LIMIT $2))
     ORDER BY p.opened_at DESC, p.id DESC`,
    [assembly, limit, UNDER_WAY],
  );
  const rows = all.filter(({ motion }) => motion === null || !unseen.has(motion));
  return Promise.all(rows.map(async (row) => pollView(row, counted, await runningOf(tx, row))));
}

/** One poll; null where there is none. */
export async function pollById(tx: Tx, poll: string, counted: boolean): Promise<PollView | null> {
  const rows: PollViewRow[] = await tx.query(`${POLL_VIEW} WHERE p.id = $1`, [poll]);
  return rows[0] ? pollView(rows[0], counted, await runningOf(tx, rows[0])) : null;
}

export async function pollWithRoll(
  tx: Tx,
  poll: string,
  counted: boolean,
): Promise<{
  poll: PollView;
  roll: RollLine[];
  votes: { entries: number; replaced: number } | null;
  cites: (Cited & { titles: Titles })[] | null;
} | null> {
  const view = await pollById(tx, poll, counted);
  if (!view) return null;
  const lines: (Omit<RollLine, 'byProxy' | 'proxyHolder' | 'choice'> & {
    by_proxy: boolean;
    proxy_holder: string | null;
    choice: string | null;
  })[] = await tx.query(
    `SELECT r.*, b.choice, coalesce(c.channel, $3) AS channel,
       CASE WHEN $2 AND r.by_proxy THEN (
         SELECT string_agg(own.name, ', ' ORDER BY own.entitlement) FROM roll_line own
         WHERE own.poll = $1 AND own.holder = ${HOLDER} AND NOT own.by_proxy) END AS proxy_holder
     FROM roll_line r ${HAND}
     LEFT JOIN (SELECT DISTINCT ON (entitlement) entitlement, channel FROM roll_channel
                WHERE poll = $1 ORDER BY entitlement, number DESC) c USING (entitlement)
     LEFT JOIN (SELECT DISTINCT ON (entitlement) entitlement, choice FROM ballot
                WHERE poll = $1 AND $2 ORDER BY entitlement, revision DESC) b USING (entitlement)
     WHERE r.poll = $1 ORDER BY r.entitlement`,
    [poll, view.state === 'declared' && !isSecret(view), view.channel],
  );
  const [{ cites }]: [{ cites: (Cited & { titles: Titles })[] | null }] = await tx.query(
    `SELECT CASE WHEN p.cites IS NOT NULL THEN coalesce((
       SELECT jsonb_agg(c.one || jsonb_build_object('titles', i.titles) ORDER BY c.place)
       FROM jsonb_array_elements(p.cites) WITH ORDINALITY c (one, place) JOIN instrument i ON i.id = c.one ->> 'instrument'), '[]') END AS cites
     FROM poll p WHERE p.id = $1`,
    [poll],
  );
  const [votes]: [{ entries: number; replaced: number }] = await tx.query(
    `SELECT count(*)::int AS entries, (count(*) - count(DISTINCT entitlement))::int AS replaced
     FROM ballot WHERE poll = $1`,
    [poll],
  );
  return {
    poll: view,
    cites,
    votes: isSecret(view) ? null : votes,
    roll: lines.map(({ by_proxy, proxy_holder, choice, ...line }) => ({
      ...line,
      byProxy: by_proxy,
      proxyHolder: proxy_holder,
      choice: choice === null ? null : voteOf(choice),
    })),
  };
}

export interface BallotColumns {
  readonly id: string;
  readonly poll: string;
  readonly entitlement: number;
  readonly revision: number;
  readonly choice: string;
  readonly entry: string;
  readonly leaf: Buffer;
  readonly at: Date;
}

export const receiptOf = (ballot: BallotColumns): Receipt => ({
  ballot: ballot.id,
  poll: ballot.poll,
  entitlement: ballot.entitlement,
  revision: ballot.revision,
  choice: voteOf(ballot.choice),
  entry: Number(ballot.entry),
  leaf: ballot.leaf.toString('hex'),
  at: ballot.at.toISOString(),
});

/** Who votes for the members whose accredited delegate a person is. */
const heldElsewhere = (tx: Tx, poll: string, person: string): Promise<HandView['elsewhere']> =>
  tx.query(
    `SELECT DISTINCT r.entitlement, r.name, x.name AS holder
     FROM poll p JOIN credential k ON k.assembly = p.assembly AND k.person = $2 AND k.state = 'accredited' AND k.role <> 'observer'
     JOIN roll_line r ON r.poll = p.id AND r.member = k.member ${HAND} LEFT JOIN person x ON x.id = ${HOLDER}
     WHERE p.id = $1 AND r.represented ORDER BY r.entitlement`,
    [poll, person],
  );

/** What one person may cast, with the receipts of what stands. */
export async function hand(tx: Tx, poll: string, person: string): Promise<HandView> {
  const rows: (BallotColumns & {
    line: number;
    member: string;
    name: string;
    weight: string;
    by_proxy: boolean;
    channel: Channel;
  })[] = await tx.query(
    `SELECT r.entitlement AS line, r.member, r.name, r.weight, coalesce(h.by_proxy, r.by_proxy) AS by_proxy,
       coalesce(c.channel, p.channel) AS channel,
       b.id, b.poll, b.entitlement, b.revision, b.choice, b.entry, b.leaf, b.at
     FROM roll_line r JOIN poll p ON p.id = r.poll ${HAND} ${CHANNEL} LEFT JOIN LATERAL (
       SELECT * FROM ballot WHERE poll = r.poll AND entitlement = r.entitlement ORDER BY revision DESC LIMIT 1) b ON true
     WHERE r.poll = $1 AND (r.holder = $2 OR h.holder = $2) AND ${HOLDER} = $2
     ORDER BY by_proxy, r.entitlement`,
    [poll, person],
  );
  return {
    poll,
    elsewhere: rows.length > 0 ? [] : await heldElsewhere(tx, poll, person),
    entitlements: rows.map((row) => ({
      entitlement: row.line,
      member: row.member,
      name: row.name,
      weight: row.weight,
      byProxy: row.by_proxy,
      channel: row.channel,
      receipt: row.id ? receiptOf(row) : null,
    })),
  };
}

/** What tellers work on; a teller sees the own count and whether the other's is the same. */
export async function tellersView(tx: Tx, poll: string, person: string): Promise<TellersView | null> {
  const loaded = await loadBox(tx, poll);
  if (!loaded) return null;
  const { box, row } = loaded;
  const entered = await tellerCounts(tx, poll);
  const rows: (BallotColumns & { line: number; name: string; weight: string; holder: string | null })[] =
    await tx.query(
      `SELECT r.entitlement AS line, r.name, r.weight, ${HOLDER} AS holder,
         b.id, b.poll, b.entitlement, b.revision, b.choice, b.entry, b.leaf, b.at
       FROM roll_line r ${HAND} LEFT JOIN LATERAL (
         SELECT * FROM ballot WHERE poll = r.poll AND entitlement = r.entitlement ORDER BY revision DESC LIMIT 1) b ON true
       WHERE r.poll = $1 ORDER BY r.entitlement`,
      [poll],
    );
  const lines = box.lines.filter((line) => line.represented);
  const on = (channel: Channel) => lines.filter((line) => line.channel === channel);
  const named = new Map(rows.map((one) => [one.line, one]));
  return {
    channels: (['hands', 'paper'] as const)
      .filter((channel) => on(channel).length > 0)
      .map((channel) => ({
        channel,
        stacks: stacksOf(on(channel), box.majority).map((stack) => ({
          ...stack,
          weight: stack.weight.toString(),
        })),
        agreed: box.counts[channel] !== null,
        tellers: new Set(entered[channel].map(({ teller }) => teller)).size,
        mine: entered[channel].findLast(({ teller }) => teller === person)?.counts ?? null,
      })),
    called: callOrder(on('roll_call'), row.seed ?? poll).map(({ entitlement }) => {
      const one = must(named.get(entitlement), 'name of the entitlement');
      const { name, weight } = one;
      return { entitlement, name, weight, receipt: one.id ? receiptOf(one) : null };
    }),
    lines: lines.map(({ entitlement, channel, vote }) => ({
      ...{ entitlement, channel, voted: vote !== null },
      name: must(named.get(entitlement), 'name of the entitlement').name,
    })),
  };
}
