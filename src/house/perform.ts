import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type ObjectLiteral, type QueryDeepPartialEntity } from 'typeorm';
import type { Context, Event } from '../basics/event.js';
import { uuid7 } from '../basics/ids.js';
import { must } from '../basics/must.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { officeFor, type Act as ActName, type Place } from '../access/access.js';
import type { Visitor } from '../access/visitor.js';
import { append } from '../log/append.js';
import { isOverdue } from './away.js';
import { LOGGER, type Logger } from './logger.js';
import type { Room, Unseen } from './room.js';
import { Rooms } from './rooms.js';

export type Tx = EntityManager;

/**
 * One act: the only way in which anything changes on which a decision can depend.
 * `place` says where the office must be held (null: there is no such thing), `load` reads the state *with locks*; what later
 * rooms know of it they ask of all `rooms`. `decide` is pure. `after` writes working matter that goes with the act (a slip's code); it sees what was decided.
 */
export interface Act<C, S, R> {
  readonly act: ActName;
  readonly place: (tx: Tx, command: C, rooms: Rooms) => Promise<Place | null>;
  readonly load: (tx: Tx, command: C, visitor: Visitor, rooms: Rooms) => Promise<Result<S>>;
  readonly decide: (state: S, command: C, context: Context) => Result<readonly Event[]>;
  readonly after?: (
    tx: Tx,
    done: { state: S; command: C; events: readonly Event[]; context: Context },
  ) => Promise<void>;
  readonly reply: (done: { state: S; command: C; events: readonly Event[]; tx: Tx }) => R | Promise<R>;
}

/** Types an act by inference. */
export const act = <C, S, R>(one: Act<C, S, R>): Act<C, S, R> => one;

/** Serialises those who change the same thing (`assembly:ID`). Queues fairly, unlike row locks taken FOR SHARE. */
export const lock = (tx: Tx, key: string): Promise<unknown> =>
  tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);

/** The key of an id's lock, made of the id's bytes: however it is spelt, whoever names the same thing waits for it. */
export const keyOf = (noun: string, id: string): string =>
  `${noun}:${Buffer.from(id.replace(/[^0-9a-f]/gi, ''), 'hex').toString('base64url')}`;

/** Inserts many rows a statement: row by row an import of thousands would hold its lock for seconds. */
export async function insertAll<T extends ObjectLiteral>(
  tx: Tx,
  table: new () => T,
  rows: readonly QueryDeepPartialEntity<T>[],
): Promise<void> {
  // A statement takes at most 65,535 parameters.
  for (let i = 0; i < rows.length; i += 1000) await tx.insert(table, rows.slice(i, i + 1000));
}

/** What the log says of the place of an act, as far as it came. */
interface Where {
  body?: string | null;
  assembly?: string | null;
  office?: string;
}

const DEADLOCK = new Set(['40P01', '40001']);

export const freshId = (): string => uuid7(Date.now(), randomBytes(16));

export const LOG = Symbol('log');

@Injectable()
export class Perform {
  constructor(
    @Inject(DataSource) private readonly source: Pick<DataSource, 'manager'>,
    private readonly rooms: Rooms,
    @Inject(LOG) private readonly log: string,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** The same within a transaction of the caller's: its acts are there together or not at all. */
  within(tx: Tx): Perform {
    return new Perform({ manager: tx }, this.rooms, this.log, this.logger);
  }

  /** Begin, check the office, load with locks, decide, write the tables, append to the record (last), commit. */
  async perform<C, S, R>(visitor: Visitor, one: Act<C, S, R>, command: C): Promise<Result<R>> {
    const begun = performance.now();
    const where: Where = {};
    let outcome = 'failed';
    try {
      const result = await this.tried(visitor, one, { command, where });
      outcome = result.ok ? 'done' : result.refusal.code;
      return result;
    } finally {
      const { person, house } = visitor;
      const who = person === null ? { house: house ?? 'public' } : { person };
      const ms = Math.round(performance.now() - begun);
      this.logger.info({ act: one.act, ...who, ...where, outcome, ms }, 'act');
    }
  }

  private async tried<C, S, R>(
    visitor: Visitor,
    one: Act<C, S, R>,
    asked: { command: C; where: Where },
  ): Promise<Result<R>> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(visitor, one, asked);
      } catch (error) {
        const { code, constraint } =
          (error as { driverError?: { code?: string; constraint?: string } }).driverError ?? {};
        if (code !== undefined && DEADLOCK.has(code) && attempt < 4) continue;
        const known = code === '23505' && constraint !== undefined ? this.rooms.codeOf(constraint) : null;
        if (known) return refuse(known, {});
        if (isOverdue(error)) return refuse('house.busy', {});
        if (code === '53100') return refuse('house.disk_full', {});
        throw error;
      }
    }
  }

  /** Reads in one snapshot, for those who may. `view` gives null for what does not exist. */
  async read<V>(
    visitor: Visitor,
    {
      act: name,
      place,
      view,
    }: {
      act: ActName;
      place: (tx: Tx) => Promise<Place | null>;
      view: (tx: Tx, rooms: Rooms) => Promise<V | null>;
    },
  ): Promise<Result<V>> {
    return this.snapshot(async (tx) => {
      const where = await place(tx);
      if (where === null) return refuse('not_found');
      const office = this.office(visitor, name, where);
      if (!office.ok) return office;
      const value = await view(tx, this.rooms);
      return value === null ? refuse('not_found') : ok(value);
    });
  }

  /** One statement begins it, where TypeORM takes two; nothing can be written in it. */
  private async snapshot<R>(reading: (tx: Tx) => Promise<R>): Promise<R> {
    const runner = this.source.manager.dataSource.createQueryRunner();
    try {
      await runner.query('START TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const result = await reading(runner.manager);
      await runner.query('COMMIT');
      return result;
    } catch (error) {
      await runner.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }

  private async once<C, S, R>(
    visitor: Visitor,
    one: Act<C, S, R>,
    { command, where }: { command: C; where: Where },
  ): Promise<Result<R>> {
    const refused = new RolledBack();
    try {
      return await this.source.manager.transaction(async (tx) => {
        const back = (result: Result<never>): never => {
          refused.result = result;
          throw refused;
        };
        const place = await one.place(tx, command, this.rooms);
        if (place === null) return back(refuse('not_found'));
        Object.assign(where, { body: place.body, assembly: place.assembly });
        const office = this.office(visitor, one.act, place);
        if (!office.ok) return back(office);
        if (office.value.kind === 'person') where.office = office.value.office;
        const loaded = await one.load(tx, command, visitor, this.rooms);
        if (!loaded.ok) return back(loaded);
        const state = loaded.value;
        const context: Context = { at: new Date().toISOString(), actor: office.value, id: freshId };
        const decided = one.decide(state, command, context);
        if (!decided.ok) return back(decided);
        const events = decided.value;
        await this.write(tx, events, context);
        if (one.after) await one.after(tx, { state, command, events, context });
        const reply = await one.reply({ state, command, events, tx });
        if (events.length > 0) await append(tx, this.log, { events, context });
        return ok(reply);
      });
    } catch (error) {
      if (error === refused) return must(refused.result, 'refusal');
      throw error;
    }
  }

  /** Whether the visitor holds an office here, whichever: `public` alone is outside, and everybody is where there is nothing. `name`: one that allows this act. */
  isInside(visitor: Visitor, place: Place | null, name: ActName = 'assembly.read'): boolean {
    return place !== null && this.office(visitor, name, { ...place, open: false }).ok;
  }

  /** What the rooms keep from a visitor. */
  async unseenBy(tx: Tx, visitor: Visitor): Promise<Unseen> {
    const closed = await this.rooms.closed(tx);
    const hidden = await this.rooms.hidden(tx, (place, name) => this.isInside(visitor, place, name));
    const shut = closed.filter((place) => !this.office(visitor, 'record.read', place).ok);
    return {
      hidden,
      closed: new Set(shut.flatMap(({ assembly }) => (assembly === null ? [] : [assembly]))),
    };
  }

  /** The actor in the office that allows the act here, or `session.required` (401) or `access.denied` (403). */
  office(visitor: Visitor, name: ActName, place: Place): Result<Context['actor']> {
    if (visitor.house !== undefined) return ok({ kind: 'house', name: visitor.house });
    const office = officeFor(name, { held: visitor.held, place, at: new Date().toISOString() });
    if (office === null)
      return visitor.person === null ? refuse('session.required') : refuse('access.denied', { act: name });
    return ok(
      visitor.person === null
        ? { kind: 'house', name: 'public' }
        : { kind: 'person', person: visitor.person, office },
    );
  }

  /** Hands runs of events of one room to that room, in order. */
  private async write(tx: Tx, events: readonly Event[], context: Context): Promise<void> {
    const runs: { room: Room; events: Event[] }[] = [];
    for (const event of events) {
      const room = this.rooms.of(event.type);
      if (!room) throw new Error(`no room for ${event.type}`);
      const last = runs.at(-1);
      if (last?.room === room) last.events.push(event);
      else runs.push({ room, events: [event] });
    }
    for (const { room, events: own } of runs) await room.write(tx, own, context);
  }
}

/** Carries a refusal out of a transaction, so that nothing of it remains. */
class RolledBack extends Error {
  result: Result<never> | null = null;
}
