import { callbackify } from 'node:util';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { verify } from '@node-rs/argon2';
import Bowser from 'bowser';
import connectPgSimple from 'connect-pg-simple';
import type { Request, RequestHandler } from 'express';
import session, { type SessionData } from 'express-session';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { first, must } from '../basics/must.js';
import { ok, refuse, type Result } from '../basics/result.js';
import { NOBODY, type Visitor } from '../access/visitor.js';
import { LOGGER, type Logger } from '../house/logger.js';
import { BY } from './account.contract.js';
import { sessionKey, sessionsOf } from './account.store.js';
import { passwordHash, SLIP_DAYS, slipCodeHash } from './people.acts.js';
import { DEVICE_KEY, deviceOf, remember } from './people.device.js';
import {
  endDemo,
  farewell,
  hasDemo,
  isDemo,
  keptSession,
  poolOf,
  type Kept,
  type SignedIn,
} from './people.store.js';
import { PersonRow } from './people.tables.js';

declare module 'express-session' {
  interface SessionData {
    /** Who is signed in. */
    person: string;
    /** When and by what it began, and on which device as far as its browser says. */
    began: string;
    by: (typeof BY)[number];
    device: string | null;
    /** The slip by which this session began, and its assembly. */
    slip: string;
    assembly: string;
    /** A sign-in at the OpenID provider that has begun. */
    oidc: { state: string; verifier: string; nonce: string };
  }
}

/** Who is signed in by a session, or null. */
export const signedInBy = (session: Partial<SessionData> | undefined): SignedIn | null =>
  session?.person === undefined ? null : { person: session.person, assembly: session.assembly ?? null };

/** A session lasts a day since it was last used: longer than any sitting. */
const DAY_MS = 24 * 60 * 60 * 1000;
const RENEWED_MS = 10 * 60 * 1000;

/** So long a session is kept after it was last used. */
export const SESSION_LASTS_MS = DAY_MS + RENEWED_MS;

export const SESSIONS = Symbol('sessions');

/** Sessions in PostgreSQL, each read with the offices of whom it names. */
class Sessions extends connectPgSimple(session) {
  private readonly kept = new WeakMap<object, Kept>();

  constructor(private readonly pool: Pool) {
    super({ pool, tableName: 'session', createTableIfMissing: false, pruneSessionInterval: 900 });
  }

  override get = callbackify(async (id: string): Promise<SessionData | null> => {
    const kept = await keptSession(this.pool, id);
    if (kept) this.kept.set(kept.data, kept);
    return kept && kept.data;
  });

  override createSession(request: Request, data: SessionData): session.Session & SessionData {
    const made = super.createSession(request, data);
    const kept = this.kept.get(data);
    if (kept) this.kept.set(made, kept);
    return made;
  }

  /**
   * It is kept longer than its cookie by up to ten minutes, and so renewed no more than once in that: not by all that a page
   * asks for at once after the sign-in.
   */
  override set(id: string, data: SessionData, done?: () => void): void {
    super.set(id, keptLonger(data), done);
  }

  override touch(id: string, data: SessionData, done?: () => void): void {
    const kept = this.kept.get(data);
    if (kept && kept.until >= endOf(data)) return done?.();
    super.touch(id, keptLonger(data), done);
  }

  /** As it was when the request came. */
  visitor(data: object): Visitor {
    return this.kept.get(data)?.visitor ?? NOBODY;
  }
}

const endOf = ({ cookie }: SessionData): Date => must(cookie.expires, 'end of the session');

function keptLonger(data: SessionData): SessionData {
  const expires = new Date(endOf(data).getTime() + RENEWED_MS);
  return { ...data, cookie: { ...data.cookie, expires } };
}

/** Who stands before the house by the session of a request. */
export const visitorOf = ({ session, sessionStore }: Request): Visitor =>
  sessionStore instanceof Sessions ? sessionStore.visitor(session) : NOBODY;

/** One cookie for HTTP and sockets alike: httpOnly, same site; sessions live in PostgreSQL, so any node serves them. */
export function sessions(
  source: DataSource,
  { secret, secure, proxied }: { secret: string; secure: boolean; proxied: boolean },
): RequestHandler {
  const store = new Sessions(poolOf(source));
  const handler = session({
    store,
    secret,
    name: 'plenary',
    resave: false,
    saveUninitialized: false,
    // Each answer renews the cookie: an assembly of several days is one sign-in, as a slip is good for one.
    rolling: true,
    // Where PUBLIC_URL is https, the proxy's word that a visitor came by https is enough to mark the cookie Secure.
    ...(proxied && { proxy: true }),
    cookie: { httpOnly: true, sameSite: 'lax', secure: secure ? true : 'auto', maxAge: DAY_MS, path: '/' },
  });
  // Else it would prune what the closed house no longer holds.
  return Object.assign(handler, { onApplicationShutdown: () => store.close() });
}

/**
 * Failures count; a hall shares one address, so an address gets many more than an account from that address. Nobody shuts
 * out another by guessing: a browser in which the person has signed in before has a count of its own, and a right slip is
 * never throttled, as nobody guesses its 60 bits.
 */
const FAILURES = { account: 8, address: 400, setup: 8, link: 400, recovery: 40 };
const WRONG_CODE: ReadonlySet<string> = new Set(['setup.wrong', 'account.link_wrong']);
const WINDOW_SECONDS = 300;

/** Whether this house is started as a demonstration: its published accounts work nowhere else. */
export const DEMONSTRATION = Symbol('demonstration');

/** Signs people in and out. Wrong credentials always get the same refusal: nobody learns who has an account. */
@Injectable()
export class SignIn implements OnApplicationBootstrap {
  /** Verified against where there is no account, so that the answer takes as long. */
  private readonly nobody = passwordHash('nobody has this password');

  constructor(
    private readonly dataSource: DataSource,
    @Inject(SESSIONS) readonly handler: RequestHandler,
    @Inject(DEVICE_KEY) private readonly deviceKey: Buffer,
    @Inject(DEMONSTRATION) private readonly demonstration: boolean,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Whoever is in by a published password from the time when this was a demonstration is out. */
  async onApplicationBootstrap(): Promise<void> {
    if (!this.demonstration) await endDemo(this.dataSource.manager);
  }

  /** Whether the demonstration’s accounts are here, and work. */
  async isDemonstration(): Promise<boolean> {
    return this.demonstration && (await hasDemo(this.dataSource.manager));
  }

  /** Refusals: `session.wrong`, `session.throttled` {seconds}. */
  async byPassword(request: Request, given: { email: string; password: string }): Promise<Result<string>> {
    const right = await this.proved(request, given);
    return right.ok ? this.begin(request, { by: 'password', person: right.value }) : right;
  }

  /** That whoever is signed in knows the own password. Refusals as at the sign-in, `session.required`. */
  async bySelf(request: Request, password: string): Promise<Result<string>> {
    const { person } = request.session;
    const row =
      person === undefined ? null : await this.dataSource.manager.findOneBy(PersonRow, { id: person });
    if (!row) return refuse('session.required');
    return row.email === null
      ? refuse('session.wrong')
      : this.proved(request, { email: row.email, password });
  }

  /** Begins a session anew for whoever had one. */
  again(request: Request, person: string): Promise<Result<string>> {
    return this.begin(request, { by: 'password', person });
  }

  private async proved(
    request: Request,
    { email, password }: { email: string; password: string },
  ): Promise<Result<string>> {
    const tx = this.dataSource.manager;
    const found: { id: string; hash: string | null }[] = await tx.query(
      `SELECT p.id, w.hash FROM person p LEFT JOIN person_password w ON w.person = p.id WHERE lower(p.email) = lower($1)`,
      [email],
    );
    const [account] = isDemo(email) && !this.demonstration ? [] : found;
    const device = account ? deviceOf(this.deviceKey, request, account.id) : null;
    const address = `address:${request.ip ?? ''}`;
    const key = device === null ? `account:${email.toLowerCase()}:${request.ip ?? ''}` : `device:${device}`;
    if (device === null) {
      const here = await this.failures(address);
      if (here.failures >= FAILURES.address) return this.refused('password', throttled(here));
    }
    // Counted before the password is looked at, or guesses sent all at once would not be counted in time.
    const mine = await this.count(key);
    if (mine.failures > FAILURES.account) return this.refused('password', throttled(mine));
    const right = await verify(account?.hash ?? (await this.nobody), password).catch(() => false);
    if (!account || account.hash === null || !right) {
      if (device === null) await this.count(address);
      return this.refused('password', refuse('session.wrong'));
    }
    await tx.query('DELETE FROM throttle WHERE key = $1', [key]);
    await this.prune();
    return ok(account.id);
  }

  /**
   * A slip is good for one sign-in within its days, while its person has an office in its assembly. Refusals: as for a password,
   * `session.slip_used` {at}.
   */
  async bySlip(request: Request, code: string): Promise<Result<string>> {
    // One statement spends the slip: of two phones with the same slip one comes in.
    const [rows]: [Slip[], number] = await this.dataSource.query(
      `UPDATE slip_code c SET used_at = now() FROM slip s
       WHERE c.code_hash = $1 AND c.used_at IS NULL AND s.id = c.slip AND s.replaced_by IS NULL
         AND s.issued_at > now() - make_interval(days => $2)
         AND EXISTS (SELECT 1 FROM office o WHERE o.person = s.person AND o.assembly = s.assembly
                     AND (o.held_to IS NULL OR o.held_to > now()))
       RETURNING c.slip, s.person, s.assembly`,
      [slipCodeHash(code), SLIP_DAYS],
    );
    if (!rows[0]) {
      const here = await this.count(`slips:${request.ip ?? ''}`);
      const [used]: { at: Date }[] = await this.dataSource.query(
        `SELECT c.used_at AS at FROM slip_code c JOIN slip s ON s.id = c.slip
         WHERE c.code_hash = $1 AND c.used_at IS NOT NULL AND s.replaced_by IS NULL`,
        [slipCodeHash(code)],
      );
      const why = used ? refuse('session.slip_used', { at: used.at.toISOString() }) : refuse('session.wrong');
      return this.refused('slip', here.failures > FAILURES.address ? throttled(here) : why);
    }
    return this.begin(request, { by: 'slip', ...rows[0] });
  }

  /** Whom a code has let in that was made once (the first set-up, a link for an account), or why not; who guesses is told to wait. */
  async byCode(
    request: Request,
    { by, done }: { by: 'setup' | 'link'; done: Result<{ person: string }> },
  ): Promise<Result<string>> {
    if (done.ok) return this.begin(request, { by, ...done.value });
    return this.refusedCode(request, { by, done });
  }

  /** Refusals: those of what was done; who tries again and again is told to wait. */
  async refusedCode<R extends Result<unknown>>(
    request: Request,
    { by, done }: { by: 'setup' | 'link'; done: R },
  ): Promise<R | Result<never>> {
    if (done.ok) return done;
    if (!WRONG_CODE.has(done.refusal.code)) return done;
    const here = await this.count(`${by}:${request.ip ?? ''}`);
    return this.refused(by, here.failures > FAILURES[by] ? throttled(here) : done);
  }

  /** For a person whom an OpenID provider has named. Refusal: `session.unknown_person`. */
  async byVerifiedEmail(request: Request, email: string): Promise<Result<string>> {
    const rows: PersonRow[] = await this.dataSource.query(
      'SELECT * FROM person WHERE lower(email) = lower($1)',
      [email],
    );
    return rows[0]
      ? this.begin(request, { by: 'provider', person: rows[0].id })
      : this.refused('provider', refuse('session.unknown_person'));
  }

  /** Ends this session, or all of the person, with their sockets on every node. */
  async signOut(request: Request, everywhere: boolean): Promise<void> {
    const { person, id } = request.session;
    if (everywhere && person) {
      await this.dataSource.query(`DELETE FROM session WHERE sess ->> 'person' = $1`, [person]);
    }
    await new Promise<void>((done, failed) =>
      request.session.destroy((error) => (error ? failed(error as Error) : done())),
    );
    if (person) {
      await farewell(this.dataSource.manager, everywhere ? { person } : { session: id });
    }
  }

  /** Ends another session of the person who asks. Refusals: `session.required`, `not_found`. */
  async endElsewhere(request: Request, key: string): Promise<Result<null>> {
    const { person } = request.session;
    if (person === undefined) return refuse('session.required');
    const tx = this.dataSource.manager;
    const found = (await sessionsOf(tx, person)).find(({ sid }) => sessionKey(sid) === key);
    if (!found) return refuse('not_found');
    await tx.query('DELETE FROM session WHERE sid = $1', [found.sid]);
    await farewell(tx, { session: found.sid });
    return ok(null);
  }

  /** Counts who asks that a letter be sent, whoever it is for. Refusal: `session.throttled` {seconds}. */
  async mayAskForLetter(request: Request): Promise<Result<null>> {
    const here = await this.count(`recovery:${request.ip ?? ''}`);
    return here.failures > FAILURES.recovery ? this.refused('recovery', throttled(here)) : ok(null);
  }

  /** A fresh session id at every sign-in: one that was planted before is worth nothing. */
  private async begin(
    request: Request,
    { person, ...how }: { by: (typeof BY)[number]; person: string } | ({ by: 'slip' } & Slip),
  ): Promise<Result<string>> {
    const before = request.session.person === undefined ? null : request.session.id;
    await new Promise<void>((done, failed) =>
      request.session.regenerate((error) => (error ? failed(error as Error) : done())),
    );
    request.session.person = person;
    const began = new Date().toISOString();
    Object.assign(request.session, { ...how, began, device: deviceIn(request) });
    await new Promise<void>((done, failed) =>
      request.session.save((error) => (error ? failed(error as Error) : done())),
    );
    if (before !== null) await farewell(this.dataSource.manager, { session: before });
    remember(this.deviceKey, must(request.res, 'answer to the request'), {
      person,
      secure: request.session.cookie.secure === true,
    });
    return ok(person);
  }

  /** The log says that somebody was refused, and how they tried; not who, as that is what they claimed. */
  private refused<R extends Result<never>>(by: string, refusal: R): R {
    if (!refusal.ok) this.logger.warn({ by, outcome: refusal.refusal.code }, 'sign-in refused');
    return refusal;
  }

  private async failures(key: string): Promise<Counted> {
    const rows: Counted[] = await this.dataSource.query(
      `SELECT failures, ${LEFT} FROM throttle WHERE key = $1 AND since > now() - make_interval(secs => $2)`,
      [key, WINDOW_SECONDS],
    );
    return rows[0] ?? { failures: 0, left: 0 };
  }

  /** One more failure, in one statement: of guesses sent all at once each gets its own number. */
  private async count(key: string): Promise<Counted> {
    const rows: Counted[] = await this.dataSource.query(
      `INSERT INTO throttle (key, failures, since) VALUES ($1, 1, now())
       ON CONFLICT (key) DO UPDATE SET
         failures = CASE WHEN throttle.since > now() - make_interval(secs => $2) THEN throttle.failures + 1 ELSE 1 END,
         since = CASE WHEN throttle.since > now() - make_interval(secs => $2) THEN throttle.since ELSE now() END
       RETURNING failures, ${LEFT}`,
      [key, WINDOW_SECONDS],
    );
    // Who comes anew clears away those whose time is over, or they would stay where nobody ever signs in.
    const counted = first(rows);
    if (counted.failures === 1) await this.prune();
    return counted;
  }

  private prune(): Promise<unknown> {
    return this.dataSource.query('DELETE FROM throttle WHERE since <= now() - make_interval(secs => $1)', [
      WINDOW_SECONDS,
    ]);
  }
}

/** Browser and system, as far as the browser tells. */
function deviceIn(request: Request): string | null {
  const agent = request.get('user-agent');
  if (!agent) return null;
  const { browser, os } = Bowser.parse(agent.slice(0, 400));
  const named = [browser.name, os.name].filter((name) => name !== undefined && name !== '');
  return named.length > 0 ? named.join(', ') : null;
}

/** A slip that was spent. */
interface Slip {
  readonly person: string;
  readonly slip: string;
  readonly assembly: string;
}

/** Failures in the window, and the seconds until it ends. */
interface Counted {
  readonly failures: number;
  readonly left: number;
}

const LEFT = `ceil(extract(epoch FROM since + make_interval(secs => $2) - now()))::int AS left`;

const throttled = ({ left }: Counted): Result<never> => refuse('session.throttled', { seconds: left });
