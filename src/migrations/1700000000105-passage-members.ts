import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many members voted which way where a stage was decided by a poll; null: not counted, or not kept then. */
export class PassageMembers1700000000105 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE passage ADD COLUMN members jsonb');
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
