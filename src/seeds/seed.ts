import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import type { Act, Perform } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import { recordSize } from '../log/reading.js';
import { seedDemo } from './demo.js';
import { DEMO_PASSWORD, SIGN_INS } from './demo.data.js';
import { seedHistory } from './history.js';

/** The house itself acts when it seeds; its entries say so. */
export const SEEDER: Visitor = { person: null, held: [], house: 'seed' };

/** Performs an act of a seed. A refusal is a bug of the seed. */
export type Do = <C, S, R>(act: Act<C, S, R>, command: C) => Promise<R>;

const doer =
  (perform: Perform): Do =>
  async (act, command) => {
    const result = await perform.perform(SEEDER, act, command);
    if (!result.ok) throw new Error(`seed: ${act.act} refused: ${JSON.stringify(result.refusal)}`);
    return result.value;
  };

const SEED_LOCK = 7_365_262;

/**
 * Seeds an empty record, once and whole: of several nodes that start together one seeds and the others wait; a start that
 * is killed while it seeds leaves nothing.
 */
export async function seed(
  perform: Perform,
  source: DataSource,
  what: 'demo' | 'history' | 'none',
): Promise<void> {
  if (what === 'none') return;
  const runner = source.createQueryRunner();
  await runner.connect();
  try {
    // Asked again and again: a statement that waited for another node's whole seed would be given up.
    for (;;) {
      const [row] = (await runner.query('SELECT pg_try_advisory_lock($1) AS mine', [SEED_LOCK])) as [
        { mine: boolean },
      ];
      if (row.mine) break;
      await pause(200);
    }
    if ((await recordSize(runner.manager)) > 0) return;
    await runner.manager.transaction(async (tx) => {
      const act = doer(perform.within(tx));
      await seedHistory(act, tx);
      if (what === 'demo') await seedDemo(act, tx);
    });
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [SEED_LOCK]);
    await runner.release();
  }
}

/** A demonstration sign-in, as printed. */
export interface SignIn {
  readonly who: string;
  readonly email: string;
  readonly password: string;
  readonly path: string;
}

/** The demonstration's sign-ins, where it was seeded. */
export async function signInsOf(source: DataSource): Promise<SignIn[]> {
  const rows: { email: string }[] = await source.query('SELECT email FROM person WHERE email = ANY($1)', [
    SIGN_INS.map((one) => one.email),
  ]);
  return SIGN_INS.filter((one) => rows.some((row) => row.email === one.email)).map((one) => ({
    who: one.who,
    email: one.email,
    password: DEMO_PASSWORD,
    path: one.path,
  }));
}
