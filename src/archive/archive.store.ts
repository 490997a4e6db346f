import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { ok, refuse, type Result } from '../basics/result.js';
import { HOME } from '../house/home.js';
import type { Room } from '../house/room.js';
import { entriesOf } from '../log/reading.js';
import type { Manifest } from './manifest.js';
import { restoreFrom, type Into } from './reading.store.js';
import type { Ask } from './rows.store.js';
import { archiveOf, BEGIN, manifestOf } from './writing.store.js';

/** The last migration of this house. */
export const SCHEMA = Symbol('schema');

/** It has no table: its events say who took everything, and are in the record alone. */
export const archiveRoom: Room = {
  name: 'archive',
  nouns: ['archive'],
  write: async () => undefined,
  news: () => null,
  constraints: {},
};

/** So long after the record says that somebody asked for the archive they may fetch it. */
const FETCH_MS = 60_000;

export async function hasAsked(tx: EntityManager, person: string | null, now: Date): Promise<boolean> {
  const type = 'archive.taken';
  const asked = await entriesOf(tx, { subject: `person:${person}`, types: [type], told: type, limit: 1 });
  return asked.some(({ at }) => now.getTime() - Date.parse(at) <= FETCH_MS);
}

/** The version of Plenary that runs. */
export async function product(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(HOME, 'package.json'), 'utf8')) as { version: string };
  return version;
}

/** Each takes a connection and a snapshot for as long as it is written: one at a time, whichever node is asked. */
const ARCHIVE_LOCK = 7_365_263;
const LOCK = `SELECT pg_try_advisory_xact_lock(${ARCHIVE_LOCK}) AS mine`;

/** Whether none is being written; then none is until the transaction ends. */
export async function isFree(tx: EntityManager): Promise<boolean> {
  const [lock]: { mine: boolean }[] = await tx.query(LOCK);
  return lock?.mine === true;
}

export interface Written {
  readonly manifest: Manifest;
  readonly bytes: Readable;
  /** The connection is given back, whatever became of the bytes. */
  readonly done: Promise<void>;
}

/** An archive of this moment, by a connection of its own. Refusals: `archive.under_way`, those of `manifestOf`. */
export async function write(source: DataSource, { schema }: { schema: string }): Promise<Result<Written>> {
  const runner = source.createQueryRunner();
  const ask: Ask = (statement, values) => runner.query(statement, values && [...values]);
  const end = async (): Promise<void> => {
    await runner.query('ROLLBACK').catch(() => undefined);
    await runner.release();
  };
  try {
    for (const statement of BEGIN) await ask(statement);
    const [lock] = await ask<{ mine: boolean }>(LOCK);
    const about = { product: await product(), schema, at: new Date() };
    const manifest = lock?.mine ? await manifestOf(ask, about) : refuse('archive.under_way');
    if (!manifest.ok) {
      await end();
      return manifest;
    }
    const { bytes, done } = archiveOf(ask, manifest.value);
    return ok({ manifest: manifest.value, bytes, done: done.then(end) });
  } catch (error) {
    await end();
    throw error;
  }
}

/** An archive of this moment, written to its end. Refusals: those of `write`. */
export async function exportTo(
  source: DataSource,
  { schema, out }: { schema: string; out: Writable },
): Promise<Result<Manifest>> {
  const written = await write(source, { schema });
  if (!written.ok) return written;
  const { manifest, bytes, done } = written.value;
  try {
    await pipeline(bytes, out);
  } finally {
    await done;
  }
  return ok(manifest);
}

/** `source`: as the owner. Everything or nothing: see `restoreFrom`. */
export async function restore(
  source: DataSource,
  { archive, ...into }: { archive: Parameters<typeof restoreFrom>[0] } & Omit<Into, 'ask'>,
): Promise<Result<Manifest>> {
  const runner = source.createQueryRunner();
  const ask: Ask = (statement, values) => runner.query(statement, values && [...values]);
  try {
    await runner.query('START TRANSACTION');
    const restored = await restoreFrom(archive, { ...into, ask });
    await runner.query(restored.ok ? 'COMMIT' : 'ROLLBACK');
    return restored;
  } catch (error) {
    await runner.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}
