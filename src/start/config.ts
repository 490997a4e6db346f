import { z } from 'zod';
import { ok, refuse, type Result } from '../basics/result.js';
import type { Sender } from '../mail/message.js';
import type { Smtp } from '../mail/smtp.js';
import type { Oidc } from '../people/people.oidc.js';

const optional = z.string().min(1).optional();

/** Digits only: what else JavaScript takes for a number (a blank, 0x50, 8e1) is a slip. */
const count = (max: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.int().max(max));

const Environment = z.object({
  PORT: count(65_535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  /** An external PostgreSQL; without it the embedded one starts. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  /** The address that slips and QR codes carry. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Number of proxies in front whose X-Forwarded-* headers count. */
  TRUST_PROXY: count(5).default(0),
  TLS_CERT: optional,
  TLS_KEY: optional,
  /** `self`: a self-signed certificate is made once in the data folder. */
  TLS: z.enum(['self']).optional(),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: optional,
  OIDC_CLIENT_SECRET: optional,
  OIDC_NAME: optional,
  /** The server that takes the house's mail; without it messages are files that somebody hands to a mail program. */
  SMTP_URL: z
    .string()
    .refine((text) => smtpOf(text) !== null)
    .optional(),
  /** Who the mail comes from: `address` or `Name <address>`. */
  MAIL_FROM: z
    .string()
    .refine((text) => mailboxOf(text) !== null)
    .optional(),
  SEED: z.enum(['demo', 'history', 'none']).default('demo'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly publicUrl: string | null;
  readonly trustProxy: number;
  readonly tls: { readonly cert: string; readonly key: string } | 'self' | null;
  readonly oidc: Oidc | null;
  readonly smtp: Smtp | null;
  readonly mailFrom: Sender | null;
  readonly seed: 'demo' | 'history' | 'none';
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
}

/**
 * Reads `smtp://user:password@host:port?starttls=required`, or `smtps://`. The login and what follows it may be missing;
 * who logs in has STARTTLS required unless the URL says `offered`. Null: no such address.
 */
function smtpOf(text: string): Smtp | null {
  try {
    const { protocol, username, password, hostname, port, pathname, search, searchParams, hash } = new URL(
      text,
    );
    const secure = protocol === 'smtps:';
    const host = /^\[([\da-f:.]+)\]$/i.exec(hostname)?.[1] ?? hostname;
    const starttls = searchParams.get('starttls') ?? (username === '' ? 'offered' : 'required');
    const plain =
      (secure || protocol === 'smtp:') &&
      /^[\w.:-]+$/.test(host) &&
      (pathname === '' || pathname === '/') &&
      hash === '' &&
      port !== '0' &&
      (username === '') === (password === '') &&
      /^(\?starttls=[a-z]+)?$/.test(search);
    if (!plain || (starttls !== 'required' && starttls !== 'offered')) return null;
    return {
      ...{ host, secure, starttls },
      port: port === '' ? (secure ? 465 : 587) : Number(port),
      login:
        username === ''
          ? null
          : { user: decodeURIComponent(username), password: decodeURIComponent(password) },
    };
  } catch {
    return null;
  }
}

/** Reads `address` or `Name <address>`; null where it is neither. */
function mailboxOf(text: string): Sender | null {
  const [, name, inside, alone] =
    /^(?:"?([^"<>\\\p{Cc}]*?)"? *<([^<>]+)>|([^<>]+))$/u.exec(text.trim()) ?? [];
  const address = z.email().safeParse(inside ?? alone);
  return address.success ? { name: name?.trim() || null, address: address.data } : null;
}

/**
 * Reads the environment. Refusals: `config.invalid` {name}, `config.tls_pair`, `config.oidc_client`, `config.mail_from`.
 * None has a value in it: it may be a password.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Result<Config> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = Environment.safeParse(given);
  if (!read.success) return refuse('config.invalid', { name: String(read.error.issues[0]?.path[0] ?? '') });
  const e = read.data;
  if ((e.TLS_CERT === undefined) !== (e.TLS_KEY === undefined)) return refuse('config.tls_pair');
  if (e.OIDC_ISSUER && !e.OIDC_CLIENT_ID) return refuse('config.oidc_client');
  if (e.SMTP_URL && !e.MAIL_FROM) return refuse('config.mail_from');
  return ok(
    Object.freeze({
      port: e.PORT,
      host: e.HOST,
      databaseUrl: e.DATABASE_URL ?? null,
      dataDir: e.DATA_DIR,
      publicUrl: e.PUBLIC_URL?.replace(/\/$/, '') ?? null,
      trustProxy: e.TRUST_PROXY,
      tls: e.TLS_CERT && e.TLS_KEY ? { cert: e.TLS_CERT, key: e.TLS_KEY } : (e.TLS ?? null),
      oidc:
        e.OIDC_ISSUER && e.OIDC_CLIENT_ID
          ? {
              issuer: e.OIDC_ISSUER,
              clientId: e.OIDC_CLIENT_ID,
              clientSecret: e.OIDC_CLIENT_SECRET ?? null,
              name: e.OIDC_NAME ?? new URL(e.OIDC_ISSUER).host,
            }
          : null,
      smtp: e.SMTP_URL ? smtpOf(e.SMTP_URL) : null,
      mailFrom: e.MAIL_FROM ? mailboxOf(e.MAIL_FROM) : null,
      seed: e.SEED,
      logLevel: e.LOG_LEVEL,
    }),
  );
}
