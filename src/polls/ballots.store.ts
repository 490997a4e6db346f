import { Inject, Injectable } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { ok, refuse, type Result } from '../basics/result.js';
import { first, must } from '../basics/must.js';
import { assemblyPlace } from '../assemblies/assemblies.store.js';
import { isAway, isOverdue } from '../house/away.js';
import { LOGGER, type Logger } from '../house/logger.js';
import { freshId, LOG, Perform } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import type { Place } from '../access/access.js';
import { NEWS_CHANNEL } from '../log/append.js';
import { seal, type Sealed } from '../log/seal.js';
import { admitBatch, type Ballot, type BallotState, type Standing } from './ballot.js';
import { Batches } from './ballots.queue.js';
import { voteOf, voteText } from './forms.js';
import type { Cast, PollsEvent, Receipt, Secrecy } from './polls.contract.js';
import { CHANNEL, HAND, HOLDER, pollLock, receiptOf } from './polls.store.js';
import { PollRow } from './polls.tables.js';
import { isSecret } from './forms.js';

/** A ballot that waits for its batch. */
interface Waiting extends Ballot {
  readonly office: string;
  readonly settle: (result: Result<Receipt> | Promise<never>) => void;
}

/** A ballot that was admitted, sealed, with the receipt but for its number in the record. */
interface Fresh {
  readonly person: string;
  readonly sealed: Sealed;
  readonly receipt: Omit<Receipt, 'entry' | 'leaf'>;
}

/**
 * The ballot box: group commit. Casts that arrive together share one transaction, each decided on its own (`admitBatch`); the
 * acknowledgement goes out only after the commit.
 */
@Injectable()
export class BallotBox {
  private readonly batches = new Batches<Waiting>((poll, batch) => this.commit(poll, batch));
  /** Where a poll is never changes, so it is asked once. */
  private readonly places = new Map<string, Place>();
  private readonly pool: Pool;

  constructor(
    private readonly dataSource: DataSource,
    private readonly perform: Perform,
    @Inject(LOG) private readonly log: string,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.pool = (dataSource.driver as unknown as { master: Pool }).master;
  }

  /**
   * Casts one ballot, or enters what a name that was called answered. Refusals: those of `admit`, the access table's,
   * `not_found`, `house.try_again`. Rejects on what nobody foresaw; the ballot is then not in the box.
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
      const { person, office } = value;
      this.batches.add(cast.poll, { cast, person, office, teller: act === 'poll.tell', settle });
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

  private async commit(poll: string, batch: readonly Waiting[]): Promise<void> {
    // By entitlement, so that two nodes meet the same rows in the same order.
    const sorted = batch.toSorted((a, b) => a.cast.entitlement - b.cast.entitlement);
    for (let attempt = 1; ; attempt++) {
      try {
        const begun = performance.now();
        const results = await this.transaction(poll, sorted);
        sorted.forEach((one, i) => one.settle(must(results[i], 'answer to the ballot')));
        // Of ballots the log counts: it says of nobody that they voted.
        const refused = results.filter((one) => !one.ok).length;
        const ms = Math.round(performance.now() - begun);
        this.logger.info({ act: 'poll.cast', poll, ballots: results.length, refused, ms }, 'ballots');
        return;
      } catch (error) {
        const conflict = CONFLICTS.has((error as { code?: string }).code ?? '');
        if (conflict && attempt < ATTEMPTS) continue;
        // Something in it could not be taken: each is decided alone, so that nobody's ballot fails a neighbour's. A ballot
        // that was committed after all is known by its id.
        if (sorted.length > 1 && !isAway(error)) {
          for (const one of sorted) await this.commit(poll, [one]);
          return;
        }
        // The outcome of the commit may be unknown: nobody is told that the vote counts; the re-send finds out.
        const again = conflict || isAway(error) || isOverdue(error);
        for (const one of sorted)
          one.settle(again ? refuse('house.try_again') : Promise.reject(error as Error));
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

  /** Reads what stands, decides, writes what is new: a receipt is made once its number in the record is known. */
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
    const admitted = admitBatch(rows.map(stateOf), batch, at);
    const fresh = admitted.flatMap((one, i): Fresh[] =>
      one.ok && one.value.kind === 'new'
        ? [
            this.sealed(must(batch[i], 'ballot of the batch'), {
              assembly: must(rows[i], 'state of the ballot').assembly,
              revision: one.value.revision,
              at,
            }),
          ]
        : [],
    );
    const written = fresh.length === 0 ? [] : await this.write(client, { fresh, at, poll: first(rows) });
    const receipts = new Map([...rows.flatMap(knownReceipt), ...written].map((one) => [one.ballot, one]));
    return admitted.map((one, i) =>
      one.ok ? ok(must(receipts.get(must(batch[i], 'ballot of the batch').cast.ballot), 'receipt')) : one,
    );
  }

  private sealed(
    { cast, person, office }: Waiting,
    { assembly, revision, at }: { assembly: string; revision: number; at: string },
  ): Fresh {
    const { ballot, poll, entitlement, choice } = cast;
    const event: PollsEvent = {
      type: 'poll.cast',
      subject: { assembly, poll },
      data: { ballot, entitlement, revision, choice, at },
    };
    const context = { log: this.log, at, actor: { kind: 'person', person, office } } as const;
    const receipt = { ballot, poll, entitlement, revision, choice, at };
    return { person, sealed: seal(event, context, ballot), receipt };
  }

  /** The receipts of what was written. */
  private async write(
    client: PoolClient,
    { fresh, at, poll }: { fresh: readonly Fresh[]; at: string; poll: StateRow },
  ): Promise<Receipt[]> {
    if (isSecret(poll)) {
      const counted = await this.writeUnnamed(client, { fresh, at, poll });
      return fresh.map(({ receipt }) => ({ ...receipt, ...counted }));
    }
    const first = await this.writeNamed(client, { fresh, at });
    return fresh.map(({ receipt, sealed }, place) => ({
      ...receipt,
      entry: first + place,
      leaf: sealed.leaf.toString('hex'),
    }));
  }

  /** Of a confidential poll one entry a batch says how many ballots are in the box; none says whose. */
  private async writeUnnamed(
    client: PoolClient,
    { fresh, at, poll: { assembly } }: { fresh: readonly Fresh[]; at: string; poll: StateRow },
  ): Promise<Pick<Receipt, 'entry' | 'leaf'>> {
    const { poll } = first(fresh).receipt;
    const turnout = await client.query<{ cast_count: number }>(
      'UPDATE poll_turnout SET cast_count = cast_count + $2 WHERE poll = $1 RETURNING cast_count',
      [poll, firsts(fresh)],
    );
    const id = freshId();
    const cast = first(turnout.rows).cast_count;
    const event: PollsEvent = {
      type: 'poll.cast_many',
      subject: { assembly, poll },
      data: { poll, cast, at },
    };
    const sealed = seal(event, { log: this.log, at, actor: { kind: 'house', name: 'ballot box' } }, id);
    const { rows } = await client.query<{ number: string }>(WRITE_UNNAMED, [
      ...[poll, at, ...columns(fresh)],
      ...[id, sealed.leaf, sealed.bytes],
    ]);
    return { entry: Number(first(rows).number), leaf: sealed.leaf.toString('hex') };
  }

  /** One statement: numbers from the head, ballots, entries, turnout, notification. Returns the first number. */
  private async writeNamed(
    client: PoolClient,
    { fresh, at }: { fresh: readonly Fresh[]; at: string },
  ): Promise<number> {
    const { rows } = await client.query<{ size: string }>({
      name: 'ballot-write',
      text: WRITE,
      values: [
        ...[first(fresh).receipt.poll, at, ...columns(fresh)],
        ...[fresh.length, firsts(fresh)],
        fresh.map((one) => one.sealed.leaf),
        fresh.map((one) => one.sealed.bytes),
      ],
    });
    return Number(first(rows).size) - fresh.length;
  }
}

/**
 * 23505: another batch committed the same ballot or revision in between; this one rolled back whole and decides again on what is
 * there now. The constraint is the guard, not a check in memory. 40P01: a deadlock.
 */
const CONFLICTS: ReadonlySet<string> = new Set(['23505', '40P01']);
const ATTEMPTS = 5;

/** What both statements take of ballots: a column each. */
const columns = (fresh: readonly Fresh[]): unknown[] => [
  fresh.map(({ receipt }) => receipt.ballot),
  fresh.map(({ receipt }) => receipt.entitlement),
  fresh.map(({ receipt }) => receipt.revision),
  fresh.map(({ receipt }) => voteText(receipt.choice)),
  fresh.map(({ person }) => person),
];

/** How many entitlements have not voted before. */
const firsts = (fresh: readonly Fresh[]): number =>
  fresh.filter(({ receipt }) => receipt.revision === 1).length;

/** One row a cast, in order: the poll's state, the roll line with its latest ballot, the ballot of the same id. */
const STATES = `
  SELECT p.assembly, p.state, p.may_change, p.form, p.splits, p.secrecy, p.due_at, p.contest, r.entitlement AS line, r.weight,
    coalesce(c.channel, p.channel) AS channel, ${HOLDER} AS holder,
    coalesce(h.replaces_proxy, false) AS replaces_proxy, b.caster, coalesce(h.by_proxy, r.by_proxy) AS by_proxy,
    b.caster = r.holder AND NOT r.by_proxy OR EXISTS (
      SELECT 1 FROM roll_hand own WHERE own.poll = p.id AND own.entitlement = q.entitlement
        AND own.holder = b.caster AND NOT own.by_proxy) AS in_person,
    b.revision, k.id AS k_id, k.poll AS k_poll, k.entitlement AS k_entitlement, k.revision AS k_revision,
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
  WITH head AS (UPDATE record_head SET size = size + $8 RETURNING size),
  cast_now AS (
    SELECT c.*, head.size - $8 + c.place - 1 AS number
    FROM head, unnest($3::uuid[], $4::int[], $5::int[], $6::text[], $7::uuid[], $10::bytea[], $11::bytea[])
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
  turnout AS (UPDATE poll_turnout SET cast_count = cast_count + $9 WHERE poll = $1)
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
  /** Of the latest ballot. */
  revision: number | null;
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

const stateOf = (row: StateRow): BallotState => ({
  state: row.state,
  form: row.form,
  splits: row.splits,
  contest: row.contest,
  dueAt: row.due_at?.toISOString() ?? null,
  mayChange: row.may_change,
  standing:
    row.line === null
      ? null
      : {
          holder: row.holder,
          revision: row.revision ?? 0,
          byProxyBefore: row.replaces_proxy === true && row.caster !== row.holder,
          inPersonBefore: row.by_proxy === true && row.in_person === true,
          channel: row.channel,
          weight: BigInt(must(row.weight, 'weight of the line')),
        },
  known:
    row.k_id === null
      ? null
      : {
          caster: row.k_caster,
          poll: row.k_poll,
          entitlement: row.k_entitlement,
          choice: voteOf(row.k_choice),
        },
});

/** The receipt of the ballot of the same id, where it came before. */
const knownReceipt = (row: StateRow): Receipt[] =>
  row.k_id === null
    ? []
    : [
        receiptOf({
          id: row.k_id,
          poll: row.k_poll,
          entitlement: row.k_entitlement,
          revision: row.k_revision,
          choice: row.k_choice,
          entry: row.k_entry,
          leaf: row.k_leaf,
          at: row.k_at,
        }),
      ];
