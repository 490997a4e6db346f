import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when a motion is in its state; null: since it was submitted, or not kept then. */
export class MotionSince1700000000110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE motion ADD COLUMN since timestamptz');
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
