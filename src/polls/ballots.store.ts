import { Inject, Injectable } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { ok, refuse, type Result } from '../basics/result.js';
import { assemblyPlace } from '../assemblies/assemblies.store.js';
import { isAway } from '../house/away.js';
import { freshId, LOG, Perform } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import type { Place } from '../access/access.js';
import { NEWS_CHANNEL } from '../log/append.js';
import { seal, type Sealed } from '../log/seal.js';
import { admit, type BallotState, type Standing } from './poll.js';
import { voteText } from './forms.js';
import type { Cast, PollsEvent, Receipt, Secrecy } from './polls.contract.js';
import { CHANNEL, HAND, HOLDER, pollLock, receiptOf, type BallotColumns } from './polls.store.js';
import { PollRow } from './polls.tables.js';

/** A ballot that waits for its batch. */
interface Waiting {
  readonly cast: Cast;
  readonly person: string;
  readonly office: string;
  readonly teller: boolean;
  readonly settle: (result: Result<Receipt>) => void;
}

interface Queue {
  readonly waiting: Waiting[];
  inFlight: number;
  scheduled: boolean;
}

/** Batches of one poll that run at once: one reads and decides while another waits for the head of the record. */
const IN_FLIGHT = 3;
const BATCH = 400;

/**
 * The ballot box: group commit. Casts that arrive together share one transaction, each decided on its own; the
 * acknowledgement goes out only after the commit.
 */
@Injectable()
export class BallotBox {
  private readonly queues = new Map<string, Queue>();
  /** Where a poll is never changes, so it is asked once. */
  private readonly places = new Map<string, Place>();
  private readonly pool: Pool;

  constructor(
    private readonly dataSource: DataSource,
    private readonly perform: Perform,
    @Inject(LOG) private readonly log: string,
  ) {
    this.pool = (dataSource.driver as unknown as { master: Pool }).master;
  }

  /**
   * Casts one ballot, or enters what a name that was called answered. Refusals: those of `admit`, the access table's,
   * `not_found`, `house.try_again`.
   */
  async cast(
    visitor: Visitor,
    cast: Cast,
    act: 'poll.cast' | 'poll.tell' = 'poll.cast',
  ): Promise<Result<Receipt>> {
    const place = await this.place(cast.poll);
    if (place === null) return refuse('not_found');
    const actor = this.perform.office(visitor, act, place);
    if (!actor.ok) return actor;
    const { value } = actor;
    if (value.kind !== 'person') return refuse('access.denied', { act });
    return new Promise((settle) => {
      const queue = this.queue(cast.poll);
      const { person, office } = value;
      queue.waiting.push({ cast, person, office, teller: act === 'poll.tell', settle });
      this.schedule(cast.poll, queue);
    });
  }

  private async place(poll: string): Promise<Place | null> {
    const known = this.places.get(poll);
    if (known) return known;
    const row = await this.dataSource.manager.findOneBy(PollRow, { id: poll });
    const place = row && (await assemblyPlace(this.dataSource.manager, row.assembly));
    if (place) this.places.set(poll, place);
    return place;
  }

  private queue(poll: string): Queue {
    let queue = this.queues.get(poll);
    if (!queue) this.queues.set(poll, (queue = { waiting: [], inFlight: 0, scheduled: false }));
    return queue;
  }

  /** Lets what has already arrived on other sockets come in first, then commits it together. */
  private schedule(poll: string, queue: Queue): void {
    if (queue.scheduled || queue.inFlight >= IN_FLIGHT || queue.waiting.length === 0) return;
    queue.scheduled = true;
    const wait = queue.inFlight === 0 ? 1 : 4;
    setTimeout(() => {
      queue.scheduled = false;
      const batch = queue.waiting.splice(0, BATCH);
      if (batch.length === 0) return;
      queue.inFlight++;
      void this.commit(poll, batch).finally(() => {
        queue.inFlight--;
        if (queue.waiting.length > 0) this.schedule(poll, queue);
        else if (queue.inFlight === 0) this.queues.delete(poll);
      });
      this.schedule(poll, queue);
    }, wait);
  }

  private async commit(poll: string, batch: readonly Waiting[]): Promise<void> {
    // By entitlement, so that two nodes meet the same rows in the same order.
    const sorted = batch.toSorted((a, b) => a.cast.entitlement - b.cast.entitlement);
    for (let attempt = 1; ; attempt++) {
      try {
        const results = await this.transaction(poll, sorted);
        sorted.forEach((one, i) => one.settle(results[i]!));
        return;
      } catch (error) {
        // 23505: another batch committed the same ballot or revision in between; this one rolled back whole and
        // decides again on what is there now. The constraint is the guard, not a check in memory.
        const { code } = error as { code?: string };
        if ((code === '23505' || code === '40P01') && attempt < 5) continue;
        // Something in it could not be taken: each is decided alone, so that nobody's ballot fails a neighbour's. A ballot
        // that was committed after all is known by its id.
        if (sorted.length > 1 && !isAway(error)) {
          for (const one of sorted) await this.commit(poll, [one]);
          return;
        }
        // The outcome of the commit may be unknown: nobody is told that the vote counts; the re-send finds out.
        for (const one of sorted) one.settle(refuse('house.try_again'));
        return;
      }
    }
  }

  private async transaction(poll: string, batch: readonly Waiting[]): Promise<Result<Receipt>[]> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      // Shared among batches; closing takes it alone. The poll's state is read in the *next* statement, so that it
      // is never older than the lock (READ COMMITTED).
      await client.query(
        `BEGIN; SELECT pg_advisory_xact_lock_shared(hashtextextended('${pollLock(poll)}', 0))`,
      );
      const results = await this.decide(client, poll, batch);
      await client.query('COMMIT');
      return results;
    } catch (error) {
      // A connection that cannot even go back is not given to the next.
      await client.query('ROLLBACK').catch((gone: Error) => (broken = gone));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  private async decide(
    client: PoolClient,
    poll: string,
    batch: readonly Waiting[],
  ): Promise<Result<Receipt>[]> {
    const { rows } = await client.query<StateRow>({
      name: 'ballot-states',
      text: STATES,
      values: [poll, batch.map((one) => one.cast.entitlement), batch.map((one) => one.cast.ballot)],
    });
    const at = new Date().toISOString();
    const standing = new Map<number, Standing>();
    const known = new Map<string, BallotState['known']>();
    const fresh: { receipt: Receipt; person: string; sealed: Sealed; place: number }[] = [];
    const results = batch.map((one, i): Result<Receipt> => {
      const row = rows[i]!;
      const { cast, person, teller } = one;
      const mine = standing.get(cast.entitlement) ?? standingOf(row);
      const admitted = admit(
        {
          state: row.state,
          form: row.form,
          splits: row.splits,
          contest: row.contest,
          dueAt: row.due_at?.toISOString() ?? null,
          mayChange: row.may_change,
          standing: mine,
          known: known.get(cast.ballot) ?? knownOf(row),
        },
        cast,
        { person, teller, at },
      );
      if (!admitted.ok) return admitted;
      if (admitted.value.kind === 'repeat') {
        // A repeat within the batch shares the receipt object whose number is set below.
        return ok(admitted.value.receipt);
      }
      const { revision } = admitted.value;
      const event: PollsEvent = {
        type: 'poll.cast',
        subject: { assembly: row.assembly, poll },
        data: { ballot: cast.ballot, entitlement: cast.entitlement, revision, choice: cast.choice, at },
      };
      const sealed = seal(
        event,
        { log: this.log, at, actor: { kind: 'person', person, office: one.office } },
        cast.ballot,
      );
      const receipt: Receipt = {
        ballot: cast.ballot,
        poll,
        entitlement: cast.entitlement,
        revision,
        choice: cast.choice,
        entry: -1,
        leaf: sealed.leaf.toString('hex'),
        at,
      };
      fresh.push({ receipt, person, sealed, place: fresh.length });
      standing.set(cast.entitlement, { ...mine!, latest: receipt, byProxyBefore: false });
      known.set(cast.ballot, { receipt, caster: person });
      return ok(receipt);
    });
    if (fresh.length === 0) return results;
    const { assembly, secrecy } = rows[0]!;
    if (secrecy === 'confidential') {
      const counted = await this.writeUnnamed(client, { assembly, poll }, { fresh, at });
      for (const { receipt } of fresh) Object.assign(receipt, counted);
      return results;
    }
    const first = await this.write(client, poll, { fresh, at });
    for (const one of fresh) (one.receipt as { entry: number }).entry = first + one.place;
    return results;
  }

  /** Of a confidential poll one entry a batch says how many ballots are in the box; none says whose. */
  private async writeUnnamed(
    client: PoolClient,
    subject: { readonly assembly: string; readonly poll: string },
    { fresh, at }: { fresh: readonly { receipt: Receipt; person: string }[]; at: string },
  ): Promise<Pick<Receipt, 'entry' | 'leaf'>> {
    const { poll } = subject;
    const more = fresh.filter((one) => one.receipt.revision === 1).length;
    const turnout = await client.query<{ cast_count: number }>(
      'UPDATE poll_turnout SET cast_count = cast_count + $2 WHERE poll = $1 RETURNING cast_count',
      [poll, more],
    );
    const id = freshId();
    const cast = turnout.rows[0]!.cast_count;
    const event: PollsEvent = { type: 'poll.cast_many', subject, data: { poll, cast, at } };
    const sealed = seal(event, { log: this.log, at, actor: { kind: 'house', name: 'ballot box' } }, id);
    const { rows } = await client.query<{ number: string }>(WRITE_UNNAMED, [
      poll,
      at,
      fresh.map((one) => one.receipt.ballot),
      fresh.map((one) => one.receipt.entitlement),
      fresh.map((one) => one.receipt.revision),
      fresh.map((one) => voteText(one.receipt.choice)),
      fresh.map((one) => one.person),
      ...[id, sealed.leaf, sealed.bytes],
    ]);
    return { entry: Number(rows[0]!.number), leaf: sealed.leaf.toString('hex') };
  }

  /** One statement: numbers from the head, ballots, entries, turnout, notification. Returns the first number. */
  private async write(
    client: PoolClient,
    poll: string,
    { fresh, at }: { fresh: readonly { receipt: Receipt; person: string; sealed: Sealed }[]; at: string },
  ): Promise<number> {
    const { rows } = await client.query<{ size: string }>({
      name: 'ballot-write',
      text: WRITE,
      values: [
        poll,
        at,
        fresh.length,
        fresh.filter((one) => one.receipt.revision === 1).length,
        fresh.map((one) => one.receipt.ballot),
        fresh.map((one) => one.receipt.entitlement),
        fresh.map((one) => one.receipt.revision),
        fresh.map((one) => voteText(one.receipt.choice)),
        fresh.map((one) => one.person),
        fresh.map((one) => one.sealed.leaf),
        fresh.map((one) => one.sealed.bytes),
      ],
    });
    return Number(rows[0]!.size) - fresh.length;
  }
}

/** One row a cast, in order: the poll's state, the roll line with its latest ballot, the ballot of the same id. */
const STATES = `
  SELECT p.assembly, p.state, p.may_change, p.form, p.splits, p.secrecy, p.due_at, p.contest, r.entitlement AS line, r.weight,
    coalesce(c.channel, p.channel) AS channel, ${HOLDER} AS holder,
    coalesce(h.replaces_proxy, false) AS replaces_proxy, b.caster, coalesce(h.by_proxy, r.by_proxy) AS by_proxy,
    b.caster = r.holder AND NOT r.by_proxy OR EXISTS (
      SELECT 1 FROM roll_hand own WHERE own.poll = p.id AND own.entitlement = q.entitlement
        AND own.holder = b.caster AND NOT own.by_proxy) AS in_person,
    b.id, b.poll, b.entitlement, b.revision, b.choice, b.entry, b.leaf, b.at,
    k.id AS k_id, k.poll AS k_poll, k.entitlement AS k_entitlement, k.revision AS k_revision,
    k.choice AS k_choice, k.entry AS k_entry, k.leaf AS k_leaf, k.at AS k_at, k.caster AS k_caster
  FROM poll p CROSS JOIN unnest($2::int[], $3::uuid[]) WITH ORDINALITY AS q (entitlement, ballot, place)
  LEFT JOIN roll_line r ON r.poll = p.id AND r.entitlement = q.entitlement
  ${HAND}
  ${CHANNEL}
  LEFT JOIN LATERAL (SELECT * FROM ballot WHERE poll = p.id AND entitlement = q.entitlement
                     ORDER BY revision DESC LIMIT 1) b ON true
  LEFT JOIN ballot k ON k.id = q.ballot
  WHERE p.id = $1 ORDER BY q.place`;

/** The head of the record is bumped in the last statement before the commit: its row lock orders all writers. */
const WRITE = `
  WITH head AS (UPDATE record_head SET size = size + $3 RETURNING size),
  cast_now AS (
    SELECT c.*, head.size - $3 + c.place - 1 AS number
    FROM head, unnest($5::uuid[], $6::int[], $7::int[], $8::text[], $9::uuid[], $10::bytea[], $11::bytea[])
      WITH ORDINALITY AS c (id, entitlement, revision, choice, caster, leaf, bytes, place)
  ),
  ballots AS (
    INSERT INTO ballot (id, poll, entitlement, revision, choice, caster, entry, leaf, at)
    SELECT id, $1, entitlement, revision, choice, caster, number, leaf, $2 FROM cast_now
  ),
  entries AS (
    INSERT INTO entry (number, id, type, subject, at, leaf, bytes)
    SELECT number, id, 'poll.cast', 'poll:' || $1::uuid, $2::timestamptz, leaf, bytes FROM cast_now
  ),
  turnout AS (UPDATE poll_turnout SET cast_count = cast_count + $4 WHERE poll = $1)
  SELECT size, pg_notify('${NEWS_CHANNEL}', size::text) FROM head`;

/** The same for a confidential poll: the ballots are in the box, the record has one entry for all of them. */
const WRITE_UNNAMED = `
  WITH head AS (UPDATE record_head SET size = size + 1 RETURNING size),
  ballots AS (
    INSERT INTO ballot (id, poll, entitlement, revision, choice, caster, entry, leaf, at)
    SELECT c.id, $1, c.entitlement, c.revision, c.choice, c.caster, head.size - 1, $9, $2
    FROM head, unnest($3::uuid[], $4::int[], $5::int[], $6::text[], $7::uuid[])
      AS c (id, entitlement, revision, choice, caster)
  ),
  entries AS (
    INSERT INTO entry (number, id, type, subject, at, leaf, bytes)
    SELECT size - 1, $8::uuid, 'poll.cast_many', 'poll:' || $1::uuid, $2::timestamptz, $9, $10 FROM head
  )
  SELECT size - 1 AS number, pg_notify('${NEWS_CHANNEL}', size::text) FROM head`;

type StateRow = {
  assembly: string;
  state: BallotState['state'];
  may_change: boolean;
  form: BallotState['form'];
  splits: boolean;
  secrecy: Secrecy;
  due_at: Date | null;
  contest: BallotState['contest'];
  weight: string | null;
  channel: Standing['channel'];
  line: number | null;
  holder: string | null;
  replaces_proxy: boolean;
  caster: string | null;
  by_proxy: boolean | null;
  /** The caster of the latest ballot was the member's own. */
  in_person: boolean | null;
} & { [K in keyof BallotColumns]: BallotColumns[K] | null } & {
  k_id: string | null;
  k_poll: string;
  k_entitlement: number;
  k_revision: number;
  k_choice: string;
  k_entry: string;
  k_leaf: Buffer;
  k_at: Date;
  k_caster: string;
};

function standingOf(row: StateRow): Standing | null {
  if (row.line === null) return null;
  return {
    holder: row.holder,
    latest: row.id === null ? null : receiptOf(row as BallotColumns),
    byProxyBefore: row.replaces_proxy && row.caster !== row.holder,
    inPersonBefore: row.by_proxy === true && row.in_person === true,
    channel: row.channel,
    weight: BigInt(row.weight!),
  };
}

function knownOf(row: StateRow): BallotState['known'] {
  if (row.k_id === null) return null;
  return {
    caster: row.k_caster,
    receipt: receiptOf({
      id: row.k_id,
      poll: row.k_poll,
      entitlement: row.k_entitlement,
      revision: row.k_revision,
      choice: row.k_choice,
      entry: row.k_entry,
      leaf: row.k_leaf,
      at: row.k_at,
    }),
  };
}
