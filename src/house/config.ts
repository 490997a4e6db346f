import { z } from 'zod';
import { ok, refuse, type Result } from '../basics/result.js';

const optional = z.string().min(1).optional();

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  /** An external PostgreSQL; without it the embedded one starts. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  /** The address that slips and QR codes carry. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Number of proxies in front whose X-Forwarded-* headers count. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(5).default(0),
  TLS_CERT: optional,
  TLS_KEY: optional,
  /** `self`: a self-signed certificate is made once in the data folder. */
  TLS: z.enum(['self']).optional(),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: optional,
  OIDC_CLIENT_SECRET: optional,
  OIDC_NAME: optional,
  SEED: z.enum(['demo', 'history', 'none']).default('demo'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
});

export interface Oidc {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
  readonly name: string;
}

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly publicUrl: string | null;
  readonly trustProxy: number;
  readonly tls: { readonly cert: string; readonly key: string } | 'self' | null;
  readonly oidc: Oidc | null;
  readonly seed: 'demo' | 'history' | 'none';
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
}

/** Reads the environment. Refusals: `config.invalid` {name}, `config.tls_pair`, `config.oidc_client`. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Result<Config> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = Environment.safeParse(given);
  if (!read.success) return refuse('config.invalid', { name: String(read.error.issues[0]?.path[0] ?? '') });
  const e = read.data;
  if ((e.TLS_CERT === undefined) !== (e.TLS_KEY === undefined)) return refuse('config.tls_pair');
  if (e.OIDC_ISSUER && !e.OIDC_CLIENT_ID) return refuse('config.oidc_client');
  return ok(
    Object.freeze({
      port: e.PORT,
      host: e.HOST,
      databaseUrl: e.DATABASE_URL ?? null,
      dataDir: e.DATA_DIR,
      publicUrl: e.PUBLIC_URL?.replace(/\/$/, '') ?? null,
      trustProxy: e.TRUST_PROXY,
      tls: e.TLS_CERT ? { cert: e.TLS_CERT, key: e.TLS_KEY! } : (e.TLS ?? null),
      oidc: e.OIDC_ISSUER
        ? {
            issuer: e.OIDC_ISSUER,
            clientId: e.OIDC_CLIENT_ID!,
            clientSecret: e.OIDC_CLIENT_SECRET ?? null,
            name: e.OIDC_NAME ?? new URL(e.OIDC_ISSUER).host,
          }
        : null,
      seed: e.SEED,
      logLevel: e.LOG_LEVEL,
    }),
  );
}
