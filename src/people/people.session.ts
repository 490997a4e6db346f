import { Inject, Injectable } from '@nestjs/common';
import { verify } from '@node-rs/argon2';
import connectPgSimple from 'connect-pg-simple';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { ok, refuse, type Result } from '../basics/result.js';
import { passwordHash, slipCodeHash } from './people.acts.js';
import { PasswordRow, PersonRow } from './people.tables.js';

declare module 'express-session' {
  interface SessionData {
    /** Who is signed in. */
    person: string;
    /** The slip by which this session began. */
    slip: string;
    /** A sign-in at the OpenID provider that has begun. */
    oidc: { state: string; verifier: string; nonce: string };
  }
}

/** A session lasts a day since it was last used: longer than any sitting. */
const DAY_MS = 24 * 60 * 60 * 1000;

export const SESSIONS = Symbol('sessions');

/** One cookie for HTTP and sockets alike: httpOnly, same site; sessions live in PostgreSQL, so any node serves them. */
export function sessions(
  pool: Pool,
  { secret, secure }: { secret: string; secure: boolean },
): RequestHandler {
  const Store = connectPgSimple(session);
  return session({
    store: new Store({ pool, tableName: 'session', createTableIfMissing: false, pruneSessionInterval: 900 }),
    secret,
    name: 'plenary',
    resave: false,
    saveUninitialized: false,
    rolling: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: secure ? true : 'auto', maxAge: DAY_MS, path: '/' },
  });
}

/** Failures count; a hall shares one address, so an address gets many more than an account from that address. */
const FAILURES = { account: 8, address: 400 };
const WINDOW_SECONDS = 300;

/** Signs people in and out. Wrong credentials always get the same refusal: nobody learns who has an account. */
@Injectable()
export class SignIn {
  /** Verified against where there is no account, so that the answer takes as long. */
  private readonly nobody = passwordHash('nobody has this password');

  constructor(
    private readonly dataSource: DataSource,
    @Inject(SESSIONS) readonly handler: RequestHandler,
  ) {}

  /** Refusals: `session.wrong`, `session.throttled` {seconds}. */
  async byPassword(
    request: Request,
    { email, password }: { email: string; password: string },
  ): Promise<Result<string>> {
    const tx = this.dataSource.manager;
    const address = request.ip ?? '';
    const keys = [
      { key: `account:${email.toLowerCase()}:${address}`, limit: FAILURES.account },
      { key: `address:${address}`, limit: FAILURES.address },
    ];
    const throttled = await this.throttled(keys);
    if (throttled) return throttled;
    const rows: { id: string; hash: string | null }[] = await tx.query(
      `SELECT p.id, w.hash FROM person p LEFT JOIN person_password w ON w.person = p.id WHERE lower(p.email) = lower($1)`,
      [email],
    );
    const known = rows[0]?.hash ?? null;
    const right = await verify(known ?? (await this.nobody), password).catch(() => false);
    if (known === null || !right) {
      await this.failed(keys);
      return refuse('session.wrong');
    }
    await tx.query('DELETE FROM throttle WHERE key = $1', [keys[0]!.key]);
    return this.begin(request, { person: rows[0]!.id });
  }

  /** A slip is good for one sign-in. Refusals as for a password. */
  async bySlip(request: Request, code: string): Promise<Result<string>> {
    const keys = [{ key: `address:${request.ip ?? ''}`, limit: FAILURES.address }];
    const throttled = await this.throttled(keys);
    if (throttled) return throttled;
    // One statement spends the slip: of two phones with the same slip one comes in.
    const [rows]: [{ slip: string; person: string }[], number] = await this.dataSource.query(
      `UPDATE slip_code c SET used_at = now() FROM slip s
       WHERE c.code_hash = $1 AND c.used_at IS NULL AND s.id = c.slip AND s.replaced_by IS NULL
       RETURNING c.slip, s.person`,
      [slipCodeHash(code)],
    );
    if (!rows[0]) {
      await this.failed(keys);
      return refuse('session.wrong');
    }
    return this.begin(request, { person: rows[0].person, slip: rows[0].slip });
  }

  /** For a person whom an OpenID provider has named. Refusal: `session.unknown_person`. */
  async byVerifiedEmail(request: Request, email: string): Promise<Result<string>> {
    const rows: PersonRow[] = await this.dataSource.query(
      'SELECT * FROM person WHERE lower(email) = lower($1)',
      [email],
    );
    return rows[0] ? this.begin(request, { person: rows[0].id }) : refuse('session.unknown_person');
  }

  /** Ends this session, or all of the person; other nodes cut the sockets when they hear of it. */
  async signOut(request: Request, everywhere: boolean): Promise<void> {
    const { person } = request.session;
    if (everywhere && person) {
      await this.dataSource.query(`DELETE FROM session WHERE sess ->> 'person' = $1`, [person]);
      await this.dataSource.query(`SELECT pg_notify('plenary_session', $1)`, [person]);
    }
    await new Promise<void>((done, failed) =>
      request.session.destroy((error) => (error ? failed(error as Error) : done())),
    );
  }

  async hasPassword(person: string): Promise<boolean> {
    return this.dataSource.manager.existsBy(PasswordRow, { person });
  }

  /** A fresh session id at every sign-in: one that was planted before is worth nothing. */
  private async begin(
    request: Request,
    { person, slip }: { person: string; slip?: string },
  ): Promise<Result<string>> {
    await new Promise<void>((done, failed) =>
      request.session.regenerate((error) => (error ? failed(error as Error) : done())),
    );
    request.session.person = person;
    if (slip) request.session.slip = slip;
    await new Promise<void>((done, failed) =>
      request.session.save((error) => (error ? failed(error as Error) : done())),
    );
    return ok(person);
  }

  private async throttled(keys: readonly { key: string; limit: number }[]): Promise<Result<never> | null> {
    const rows: { key: string; failures: number; left: number }[] = await this.dataSource.query(
      `SELECT key, failures, ceil(extract(epoch FROM since + make_interval(secs => $2) - now()))::int AS left
       FROM throttle WHERE key = ANY($1) AND since > now() - make_interval(secs => $2)`,
      [keys.map(({ key }) => key), WINDOW_SECONDS],
    );
    const over = rows.find((row) => row.failures >= keys.find(({ key }) => key === row.key)!.limit);
    return over ? refuse('session.throttled', { seconds: over.left }) : null;
  }

  private async failed(keys: readonly { key: string }[]): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO throttle (key, failures, since) SELECT key, 1, now() FROM unnest($1::text[]) AS k (key)
       ON CONFLICT (key) DO UPDATE SET
         failures = CASE WHEN throttle.since > now() - make_interval(secs => $2) THEN throttle.failures + 1 ELSE 1 END,
         since = CASE WHEN throttle.since > now() - make_interval(secs => $2) THEN throttle.since ELSE now() END`,
      [keys.map(({ key }) => key), WINDOW_SECONDS],
    );
  }
}
