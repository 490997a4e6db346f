import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a member was recorded; null: before the house kept it. */
export class Membership1700000000104 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE member ADD COLUMN recorded_at timestamptz');
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
