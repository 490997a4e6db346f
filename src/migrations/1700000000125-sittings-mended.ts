import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A sitting that never opened can be cancelled: it keeps its number, and says why. */
export class SittingsMended1700000000125 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sitting
        ADD COLUMN cancelled_because text,
        DROP CONSTRAINT sitting_state_known,
        ADD CONSTRAINT sitting_state_known CHECK (state IN ('planned', 'open', 'closed', 'cancelled')),
        ADD CONSTRAINT sitting_cancelled CHECK ((state = 'cancelled') = (cancelled_because IS NOT NULL));
    `);
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
