import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A paper that was withdrawn stays, and says why. */
export class PapersMended1700000000126 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE paper ADD COLUMN withdrawn_because text');
  }

  async down(): Promise<void> {
    throw new Error('the record goes only forward');
  }
}
